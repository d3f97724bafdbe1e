/* The measures of page one against their limits. A limit comes from the
 * configuration (setting threshold.<measure>.at_least or .at_most), else from
 * data/indicators.csv, and is then printed as a default that nobody agreed. */
#include "render/indicator.h"

#include "base/date.h"
#include "base/rules.h"
#include "model/model.h"
#include "model/query.h"
#include "render/print.h"

enum { WEIGHT_MAX = 1000 };

struct columns {
	size_t key;
	size_t measure;
	size_t name;
	size_t bound;
	size_t limit;
	size_t owner;
	size_t weight; /* column_count: the table has none, and all weigh 1 */
};

static bool find_columns(
    struct columns *columns, const struct rules *rules, struct error *err)
{
	columns->weight = 0;
	while (columns->weight < rules->column_count &&
	       !str_equal_z(rules->columns[columns->weight], "weight"))
		columns->weight++;
	return rules_column(rules, "key", &columns->key, err) &&
	       rules_column(rules, "measure", &columns->measure, err) &&
	       rules_column(rules, "name", &columns->name, err) &&
	       rules_column(rules, "bound", &columns->bound, err) &&
	       rules_column(rules, "limit", &columns->limit, err) &&
	       rules_column(rules, "owner", &columns->owner, err);
}

static struct str setting(const struct indicator *indicator,
    const struct engine *engine, const char *part, struct arena *keep)
{
	return model_setting(engine_model(engine),
	    arena_printf(keep, "threshold." STR_FMT ".%s",
		STR_ARG(indicator->measure->id), part),
	    keep);
}

static void read_agreed(struct indicator *indicator,
    const struct engine *engine, bool approved, struct arena *keep)
{
	struct str least = setting(indicator, engine, "at_least", keep);
	struct str most = setting(indicator, engine, "at_most", keep);
	struct str owner = setting(indicator, engine, "owner", keep);
	double value;
	if (str_to_double(least.len ? least : most, &value)) {
		indicator->limit = value;
		indicator->at_least = least.len > 0;
		indicator->agreed = approved;
	}
	if (owner.len)
		indicator->owner = owner;
}

static struct str limit_number(
    const struct measure *measure, double limit, struct arena *keep)
{
	switch (measure->kind) {
	case MEASURE_SHARE:
		return measure->reading == READING_DIFFERENCE
			   ? print_points(keep, limit)
			   : print_share(keep, limit, 0);
	case MEASURE_RATE:
		return print_ratio(keep, limit);
	case MEASURE_TIME:
		return print_days(keep, limit);
	case MEASURE_COUNT:
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	return print_decimals(keep, limit, 0);
}

static struct str limit_words(
    const struct indicator *indicator, struct arena *keep)
{
	return arena_printf(keep, "%s " STR_FMT,
	    indicator->at_least ? "at least" : "at most",
	    STR_ARG(limit_number(indicator->measure, indicator->limit, keep)));
}

static bool read_trend(struct indicator *indicator, struct engine *engine,
    struct arena *keep, struct error *err)
{
	struct answer trend;
	struct question question = { .id = indicator->measure->id,
		.months = true };
	if (!engine_ask(&trend, engine, &question, keep, err))
		return false;
	size_t skip =
	    trend.group_count > TREND_MAX ? trend.group_count - TREND_MAX : 0;
	for (size_t i = skip; i < trend.group_count; i++) {
		const struct figure *figure = &trend.groups[i].figure;
		indicator->trend[indicator->trend_count] = figure->value;
		indicator->trend_known[indicator->trend_count++] =
		    figure->known && !figure->suppressed;
	}
	return true;
}

static bool ask(struct indicator *indicator, struct engine *engine,
    struct arena *keep, struct error *err)
{
	struct answer previous;
	struct question question = { .id = indicator->measure->id };
	struct question last = question;
	last.shift = -1;
	if (!engine_ask(&indicator->answer, engine, &question, keep, err) ||
	    !engine_ask(&previous, engine, &last, keep, err) ||
	    !engine_change(&indicator->change, engine, &question, keep, err) ||
	    !read_trend(indicator, engine, keep, err))
		return false;
	indicator->previous = previous.figure;
	return true;
}

static void set_fields(struct indicator *indicator, struct arena *keep)
{
	struct word_fields *fields = &indicator->fields;
	const struct measure *measure = indicator->measure;
	words_figure(fields, measure, &indicator->answer.figure, keep);
	words_set(fields, "name", indicator->name);
	words_set(fields, "previous",
	    words_value(measure, &indicator->previous, keep));
	words_set(fields, "limit", indicator->limit_words);
	words_set(fields, "status", str_from(words_status(indicator->status)));
	if (measure->kind == MEASURE_RATE) {
		const struct figure *all = &indicator->answer.all_ai;
		const struct figure *none = &indicator->answer.none_ai;
		words_set(fields, "all_ai", words_value(measure, all, keep));
		words_set(fields, "all_ai_interval",
		    words_interval(measure, all, keep));
		words_set(fields, "none_ai", words_value(measure, none, keep));
		words_set(fields, "none_ai_interval",
		    words_interval(measure, none, keep));
	}
}

/* Of problems past their time to fix: how many they are of, and the days. */
static bool set_terms(struct indicator *indicator, struct engine *engine,
    struct arena *keep, struct error *err)
{
	static const char *const severities[] = { "critical", "high" };
	struct word_fields *fields = &indicator->fields;
	struct fix_time times[FIX_TIMES_MAX];
	size_t count;
	int64_t total = 0;
	if (!fix_times(times, &count, engine_model(engine), keep, err))
		return false;
	for (size_t i = 0; i < sizeof severities / sizeof *severities; i++) {
		struct answer answer;
		struct key_value where = { STR("severity"),
			str_from(severities[i]) };
		struct question question = {
			.id = STR("finding.open_by_severity"),
			.where = &where,
			.where_count = 1,
		};
		if (!engine_ask(&answer, engine, &question, keep, err))
			return false;
		total += answer.figure.known ? answer.figure.n : 0;
	}
	words_set(fields, "total", print_count(keep, total));
	if (count >= 2)
		words_set(fields, "terms",
		    arena_printf(keep, "%lld/%lld days, %s",
			(long long)times[0].days, (long long)times[1].days,
			times[0].agreed && times[1].agreed ? "agreed"
							   : "default"));
	return true;
}

/* Of lines of any kind: those of production code, apart from tests, documents
 * and what is generated. */
static bool set_production(struct indicator *indicator, struct engine *engine,
    struct arena *keep, struct error *err)
{
	static const char *const kinds[] = { "source", "infrastructure" };
	int64_t n = 0;
	int64_t hit = 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct answer answer;
		struct key_value where = { STR("kind"), str_from(kinds[i]) };
		struct question question = { .id = indicator->measure->id,
			.where = &where,
			.where_count = 1 };
		if (!engine_ask(&answer, engine, &question, keep, err))
			return false;
		n += answer.figure.n;
		hit += answer.figure.hit;
	}
	words_set(&indicator->fields, "production",
	    arena_printf(keep, STR_FMT " of " STR_FMT,
		STR_ARG(print_count(keep, hit)),
		STR_ARG(print_count(keep, n))));
	return true;
}

/* What single measures say besides. */
static bool set_more(struct indicator *indicator, struct engine *engine,
    struct arena *keep, struct error *err)
{
	struct str id = indicator->measure->id;
	if (str_equal_z(id, "finding.overdue_critical"))
		return set_terms(indicator, engine, keep, err);
	return !str_equal_z(id, "ai.origin_coverage") ||
	       set_production(indicator, engine, keep, err);
}

bool fix_times(struct fix_time *times, size_t *count, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	bool approved =
	    model_setting(model, STR("thresholds.approved_by"), keep).len > 0;
	*count = 0;
	if (!query_open(&query, model,
		"SELECT l.severity, l.days, s.value IS NOT NULL FROM fix_limit "
		"l"
		" LEFT JOIN setting s"
		" ON s.name = 'threshold.fix_days.' || l.severity"
		" ORDER BY CASE l.severity WHEN 'critical' THEN 1"
		" WHEN 'high' THEN 2 WHEN 'medium' THEN 3 ELSE 4 END",
		err))
		return false;
	while (query_next(query) && *count < FIX_TIMES_MAX)
		times[(*count)++] = (struct fix_time){
			.severity = arena_str(keep, query_text(query, 0)),
			.days = query_int(query, 1),
			.agreed = approved && query_int(query, 2) == 1,
		};
	return query_close(query, err);
}

static bool read_row(struct indicator *indicator, const struct rules *rules,
    size_t row, const struct columns *columns, struct error *err)
{
	struct place place = { rules->name, rules->lines[row], 0 };
	struct str bound = rules_cell(rules, row, columns->bound);
	indicator->key = rules_cell(rules, row, columns->key);
	indicator->name = rules_cell(rules, row, columns->name);
	indicator->owner = rules_cell(rules, row, columns->owner);
	indicator->at_least = str_equal_z(bound, "at_least");
	if (!indicator->at_least && !str_equal_z(bound, "at_most"))
		return error_at(err, place,
		    "expected at_least or at_most, found \"" STR_FMT "\"",
		    STR_ARG(bound));
	if (!str_to_double(
		rules_cell(rules, row, columns->limit), &indicator->limit))
		return error_at(err, place,
		    "expected a number as limit, found \"" STR_FMT "\"",
		    STR_ARG(rules_cell(rules, row, columns->limit)));
	indicator->weight = 1;
	if (columns->weight == rules->column_count)
		return true;
	struct str weight = rules_cell(rules, row, columns->weight);
	if (!str_to_double(weight, &indicator->weight) ||
	    indicator->weight <= 0 || indicator->weight > WEIGHT_MAX)
		return error_at(err, place,
		    "expected a weight above 0 and at most %d, found "
		    "\"" STR_FMT "\"",
		    WEIGHT_MAX, STR_ARG(weight));
	return true;
}

bool indicators_open(struct indicators *indicators, struct engine *engine,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct rules rules;
	struct columns columns;
	int64_t day;
	const struct model *model = engine_model(engine);
	*indicators = (struct indicators){ .agreed = true };
	indicators->approved_by =
	    model_setting(model, STR("thresholds.approved_by"), keep);
	indicators->approved_on =
	    model_setting(model, STR("thresholds.date"), keep);
	if (date_parse_iso(indicators->approved_on, &day))
		indicators->approved_on = print_date(keep, day);
	if (!rules_read(
		&rules, folders, STR("data/indicators.csv"), keep, err) ||
	    !find_columns(&columns, &rules, err))
		return false;
	for (size_t i = 0;
	     i < rules.row_count && indicators->count < INDICATORS_MAX; i++) {
		struct indicator *to = &indicators->items[indicators->count];
		to->measure = engine_measure(
		    engine, rules_cell(&rules, i, columns.measure));
		if (!to->measure)
			continue;
		if (!read_row(to, &rules, i, &columns, err))
			return false;
		read_agreed(to, engine, indicators->approved_by.len > 0, keep);
		to->limit_words = limit_words(to, keep);
		if (!ask(to, engine, keep, err))
			return false;
		to->status = figure_status(&to->answer.figure,
		    to->at_least ? DIRECTION_UP : DIRECTION_DOWN, to->limit);
		set_fields(to, keep);
		if (!set_more(to, engine, keep, err))
			return false;
		indicators->agreed = indicators->agreed && to->agreed;
		indicators->count++;
	}
	return true;
}

size_t indicators_with(
    const struct indicators *indicators, enum figure_status status)
{
	size_t count = 0;
	for (size_t i = 0; i < indicators->count; i++)
		count += indicators->items[i].status == status;
	return count;
}

const struct indicator *indicators_weakest(const struct indicators *indicators)
{
	static const enum figure_status order[] = { STATUS_OUTSIDE,
		STATUS_BORDERLINE };
	for (size_t k = 0; k < sizeof order / sizeof *order; k++)
		for (size_t i = 0; i < indicators->count; i++)
			if (indicators->items[i].status == order[k])
				return &indicators->items[i];
	return NULL;
}
