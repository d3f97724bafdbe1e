/* Asks each candidate's measure for its cells and its people, and puts all to
 * the one rule. What a candidate is stands in data/drivers.csv, what admits one
 * in data/driver-rule.csv, how it is counted in analysis/measures/driver/. */
#include "analysis/drivers.h"

#include "analysis/engine_parts.h"
#include "analysis/rate.h"
#include "base/rules.h"

enum { DRIVERS_MAX = 100 };

static bool read_rule(struct driver_rule *rule, const struct engine *engine,
    struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t key;
	size_t value;
	*rule = (struct driver_rule){ .p_max = SIGNIFICANT_P,
		.people_min = engine->minimum_group,
		.stable = true };
	if (!rules_read(&rules, engine->folders, STR("data/driver-rule.csv"),
		keep, err) ||
	    !rules_column(&rules, "key", &key, err) ||
	    !rules_column(&rules, "value", &value, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct place place = { .file = rules.name,
			.line = rules.lines[i] };
		struct str name = rules_cell(&rules, i, key);
		struct str text = rules_cell(&rules, i, value);
		if (str_equal_z(name, "p_adjusted_max")) {
			if (str_to_double(text, &rule->p_max))
				continue;
		} else if (str_equal_z(name, "people_min")) {
			if (str_equal_z(text, "minimum_group") ||
			    str_to_int(text, &rule->people_min))
				continue;
		} else if (str_equal_z(name, "stable")) {
			rule->stable = str_equal_z(text, "yes");
			if (rule->stable || str_equal_z(text, "no"))
				continue;
		}
		return error_at(err, place,
		    "expected a rule that admits a driver, found \"" STR_FMT
		    "\" for \"" STR_FMT "\"",
		    STR_ARG(text), STR_ARG(name));
	}
	return true;
}

static bool read_candidates(struct drivers *drivers,
    const struct engine *engine, struct arena *keep, struct error *err)
{
	static const char *const names[] = { "key", "name", "population",
		"with", "unit", "source" };
	enum { COLUMNS = sizeof names / sizeof *names };
	size_t at[COLUMNS];
	struct rules rules;
	if (!rules_read(
		&rules, engine->folders, STR("data/drivers.csv"), keep, err))
		return false;
	for (size_t i = 0; i < COLUMNS; i++)
		if (!rules_column(&rules, names[i], &at[i], err))
			return false;
	if (rules.row_count > DRIVERS_MAX)
		return error_set(
		    err, ERROR_INPUT, "more than %d drivers", DRIVERS_MAX);
	drivers->count = rules.row_count;
	drivers->items =
	    arena_array(keep, rules.row_count + 1, sizeof *drivers->items);
	for (size_t i = 0; i < rules.row_count; i++) {
		struct driver *driver = &drivers->items[i];
		*driver = (struct driver){
			.key = rules_cell(&rules, i, at[0]),
			.name = rules_cell(&rules, i, at[1]),
			.population = rules_cell(&rules, i, at[2]),
			.with = rules_cell(&rules, i, at[3]),
			.unit = rules_cell(&rules, i, at[4]),
			.source = rules_cell(&rules, i, at[5]),
		};
		driver->measure =
		    arena_printf(keep, "driver." STR_FMT, STR_ARG(driver->key));
	}
	return true;
}

/* How many people stand behind what is done so. */
static bool count_people(struct driver *driver, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	const struct key_value with = { STR("origin"), STR("with") };
	struct behind_list behind = { 0 };
	struct asked narrow = *asked;
	narrow.where = &with;
	narrow.where_count = 1;
	narrow.where_at = narrow.origin_at;
	if (!asked_people(&behind, engine, &narrow, keep, err))
		return false;
	driver->people = behind.count ? behind.items[0].people : 0;
	return true;
}

static bool ask_driver(struct driver *driver, struct engine *engine, int shift,
    struct arena *keep, struct error *err)
{
	const struct question question = { .id = driver->measure,
		.shift = shift };
	struct str missing = STR_NONE;
	bool unmet;
	struct asked asked;
	struct portion portion;
	struct rate_table table = { 0 };
	if (!asked_read(&asked, engine, &question, err))
		return false;
	if (!asked_missing(&missing, &unmet, engine, &asked, keep, err))
		return false;
	driver->missing = missing;
	if (!missing.ptr && !(asked.period.from == UNKNOWN && shift != 0)) {
		if (!asked_portion(&portion, engine, &asked, asked.period,
			asked.newest, keep, err))
			return false;
		table = rate_strata(&portion, keep);
	}
	driver_read(driver, table.strata, table.count, keep);
	return !driver->density.recorded.known ||
	       count_people(driver, engine, &asked, keep, err);
}

static struct drivers *find_held(
    const struct engine *engine, int shift, int64_t generation)
{
	struct drivers *drivers = engine->drivers;
	while (drivers &&
	       (drivers->shift != shift || drivers->generation != generation))
		drivers = drivers->next;
	return drivers;
}

bool drivers_ask(const struct drivers **out, struct engine *engine, int shift,
    struct error *err)
{
	int64_t generation = model_generation(engine->model);
	struct arena *keep = engine->keep;
	struct drivers *drivers = find_held(engine, shift, generation);
	*out = drivers;
	if (drivers)
		return true;
	drivers = ARENA_NEW(keep, struct drivers);
	*drivers = (struct drivers){ .shift = shift,
		.generation = generation,
		.next = engine->drivers };
	if (!read_rule(&drivers->rule, engine, keep, err) ||
	    !read_candidates(drivers, engine, keep, err))
		return false;
	for (size_t i = 0; i < drivers->count; i++) {
		if (!ask_driver(&drivers->items[i], engine, shift, keep, err))
			return error_while(err,
			    "asking for the driver " STR_FMT,
			    STR_ARG(drivers->items[i].key));
		drivers->compared += drivers->items[i].density.recorded.known;
	}
	drivers_judge(drivers->items, drivers->count, &drivers->rule, keep);
	drivers_sort(drivers->items, drivers->count);
	engine->drivers = drivers;
	*out = drivers;
	return true;
}
