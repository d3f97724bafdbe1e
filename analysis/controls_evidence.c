/* Each evidence is judged once, over all repositories: by its check where it
 * has one, else by the measure of its name and the rule of data/evidence.csv
 * (none: no record may be a hit; all: each must be one; shown: that there is a
 * figure supports the control and fulfils nothing by itself; least: one is a
 * fault, and none shows nothing, since not all was assessed). A limit of the
 * configuration goes before the rule. */
#include "analysis/controls_parts.h"
#include "analysis/engine_parts.h"
#include "model/query.h"

#define LEAST "least"

enum { QUARTERS_BACK = 3 };

/* ------------------------------------------------------- by a check -- */

static enum evidence_state state_of_sums(
    const struct check *check, int64_t met, int64_t failed, int64_t unknown)
{
	double n = (double)(met + failed + unknown);
	double asked = check->limit * n - 1e-9;
	if (n < 1) /* what never had to work was not seen to work */
		return EVIDENCE_OPEN;
	if ((double)met >= asked)
		return EVIDENCE_MET;
	if ((double)(met + unknown) < asked)
		return met > 0 && check->limit == 1 &&
			       str_equal_z(check->record, "statements")
			   ? EVIDENCE_PART
			   : EVIDENCE_NOT_MET;
	return met > 0 && str_equal_z(check->record, "statements")
		   ? EVIDENCE_PART
		   : EVIDENCE_OPEN;
}

/* What a check counted over all repositories. */
struct counted {
	int64_t met;
	int64_t failed;
	int64_t unknown;
	struct str reason;
};

/* What concerns all of COUNT repositories was added with each of them. */
static void count_once(
    struct counted *counted, const struct check_result *whole, size_t count)
{
	int64_t again = count ? (int64_t)count - 1 : 0;
	counted->met -= again * whole->met;
	counted->failed -= again * whole->failed;
	counted->unknown -= again * whole->unknown;
}

static bool count_check(struct counted *counted, struct controls *controls,
    const struct check *check, const struct check_wish *wish, struct error *err)
{
	struct check_result *results;
	struct arena *keep = controls->held->arena;
	if (!checks_prepare(controls->model, wish->period, wish->newest, err) ||
	    !check_run(&results, check, controls->model,
		&controls->repositories, wish, controls->keep, err))
		return false;
	for (size_t i = 0; i < controls->repositories.count; i++) {
		struct str reason = results[i].places.count
					? results[i].places.items[0].text
					: results[i].unknown_text;
		counted->met += results[i].met;
		counted->failed += results[i].failed;
		counted->unknown += results[i].unknown;
		if (!counted->reason.len && reason.len)
			counted->reason = arena_str(keep, reason);
	}
	count_once(counted, &results[controls->repositories.count],
	    controls->repositories.count);
	return true;
}

/* :newest matters to a check that names it or what is prepared by it. */
static bool heeds_newest(const struct check *check)
{
	return str_contains(check->sql, STR(":newest")) ||
	       str_contains(check->sql, STR("temp.check_"));
}

/* Quarters are looked back at from several periods: each is counted once. */
static bool find_counted(const struct counted **out, struct controls *controls,
    const struct check *check, const struct check_wish *wish, struct error *err)
{
	struct arena *keep = controls->held->arena;
	struct counted *counted;
	struct str key =
	    arena_printf(controls->keep, "%lld %lld %lld %d " STR_FMT,
		(long long)model_generation(controls->model),
		(long long)wish->period.from, (long long)wish->period.to,
		wish->newest && heeds_newest(check), STR_ARG(wish->evidence));
	const union map_value *found = map_get(controls->held, key);
	if (found) {
		*out = found->pointer;
		return true;
	}
	*out = counted = ARENA_NEW(keep, struct counted);
	*counted = (struct counted){ 0 };
	if (!count_check(counted, controls, check, wish, err))
		return false;
	map_put(controls->held, key, NULL)->pointer = counted;
	return true;
}

static bool ask_check(struct evidence *e, struct controls *controls,
    const struct check *check, struct period period, bool newest,
    struct error *err)
{
	const struct check_wish wish = { .evidence = e->id,
		.worst = 2, /* high */
		.touched = true,
		.period = period,
		.newest = newest,
		.first_place = true };
	const struct counted *counted;
	if (!find_counted(&counted, controls, check, &wish, err))
		return false;
	e->failed = counted->failed;
	e->unknown = counted->unknown;
	e->population = counted->met + e->failed + e->unknown;
	if (!e->reason.len)
		e->reason = counted->reason;
	if (!e->population)
		e->reason = arena_printf(controls->keep,
		    "there are no " STR_FMT, STR_ARG(check->record));
	e->state =
	    controls->repositories.count
		? state_of_sums(check, counted->met, e->failed, e->unknown)
		: EVIDENCE_OPEN;
	return true;
}

/* The newest statement that holds. */
static bool find_statement(
    struct evidence *e, const struct controls *controls, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, controls->model,
		"SELECT max(at) FROM attestation_fact WHERE item = ?1 "
		"AND at < :at AND to_time >= :at",
		err))
		return false;
	query_bind_text(query, 1, e->id);
	query_bind_name(query, ":at", controls->period.to);
	if (query_next(query))
		e->since = query_int(query, 0);
	return query_close(query, err);
}

/* ----------------------------------------------------- by a measure -- */

static struct str rule_cell(
    const struct controls *controls, struct str id, const char *name)
{
	size_t key;
	size_t column;
	struct error none = { 0 };
	if (!rules_column(&controls->rules, "evidence", &key, &none) ||
	    !rules_column(&controls->rules, name, &column, &none))
		return STR_NONE;
	for (size_t i = 0; i < controls->rules.row_count; i++)
		if (str_equal(rules_cell(&controls->rules, i, key), id))
			return rules_cell(&controls->rules, i, column);
	return STR_NONE;
}

static bool limit_of(double *limit, const struct controls *controls,
    struct str id, const char *which)
{
	struct str name = arena_printf(
	    controls->keep, "threshold." STR_FMT ".%s", STR_ARG(id), which);
	return str_to_double(
	    model_setting(controls->model, name, controls->keep), limit);
}

/* All records of a share are there, so it is judged as it is; of what chance
 * has a part in, the whole interval decides, and one that holds the limit tells
 * nothing. */
static enum evidence_state state_by_limit(const struct measure *measure,
    const struct figure *figure, enum measure_direction good, double limit)
{
	struct figure census = *figure;
	if (measure->kind == MEASURE_SHARE)
		census.has_interval = false;
	enum figure_status status = figure_status(&census, good, limit);
	if (status == STATUS_INSIDE)
		return EVIDENCE_MET;
	return status == STATUS_OUTSIDE ? EVIDENCE_NOT_MET : EVIDENCE_OPEN;
}

static enum evidence_state state_of_figure(const struct controls *controls,
    const struct measure *measure, const struct figure *figure, struct str rule)
{
	double limit;
	bool is_share = measure->kind == MEASURE_SHARE;
	if (!figure->known || figure->class == CLASS_NOT_ASSESSED ||
	    figure->class == CLASS_TOO_LITTLE)
		return EVIDENCE_OPEN;
	if (limit_of(&limit, controls, measure->id, "at_least"))
		return state_by_limit(measure, figure, DIRECTION_UP, limit);
	if (limit_of(&limit, controls, measure->id, "at_most"))
		return state_by_limit(measure, figure, DIRECTION_DOWN, limit);
	if (str_equal_z(rule, LEAST) ||
	    (str_equal_z(rule, "none") && figure->partial))
		return figure->value > 0 ? EVIDENCE_NOT_MET : EVIDENCE_OPEN;
	if (str_equal_z(rule, "none"))
		return (is_share ? figure->hit : figure->n) == 0
			   ? EVIDENCE_MET
			   : EVIDENCE_NOT_MET;
	if (str_equal_z(rule, "all"))
		return figure->hit == figure->n ? EVIDENCE_MET
						: EVIDENCE_NOT_MET;
	return EVIDENCE_SHOWN;
}

/* A table is evidence by being there, whatever its rows: they are not asked
 * for where no rule or limit counts them. */
static bool is_shown_unread(const struct controls *controls,
    const struct measure *measure, struct str rule)
{
	double limit;
	return measure->kind == MEASURE_TABLE && !measure->compute.len &&
	       !measure->unread.len && !rule.len &&
	       !limit_of(&limit, controls, measure->id, "at_least") &&
	       !limit_of(&limit, controls, measure->id, "at_most");
}

static bool ask_unread(struct answer *answer, struct controls *controls,
    const struct question *question, struct error *err)
{
	struct asked asked;
	*answer = (struct answer){ .figure.class = CLASS_NONE };
	if (!asked_read(&asked, controls->engine, question, err) ||
	    !asked_missing(&answer->missing, &answer->unmet, controls->engine,
		&asked, controls->keep, err))
		return false;
	answer->figure.known = !answer->missing.ptr;
	return true;
}

static bool ask_measure(struct evidence *e, struct controls *controls,
    const struct measure *measure, struct error *err)
{
	const struct question question = { .id = e->id };
	struct answer answer;
	struct str rule = rule_cell(controls, e->id, "rule");
	if (!(is_shown_unread(controls, measure, rule)
		    ? ask_unread(&answer, controls, &question, err)
		    : engine_ask(&answer, controls->engine, &question,
			  controls->keep, err)))
		return false;
	e->test = measure->title;
	e->strength = rule_cell(controls, e->id, "strength");
	if (!e->strength.len)
		e->strength = STR("indirect");
	e->limits = rule_cell(controls, e->id, "limits");
	e->state = state_of_figure(controls, measure, &answer.figure, rule);
	if (answer.missing.len)
		e->reason = arena_printf(controls->keep, "without " STR_FMT,
		    STR_ARG(answer.missing));
	else if (e->state == EVIDENCE_OPEN && str_equal_z(rule, LEAST))
		e->reason = STR("none is known, and not all was assessed");
	else if (e->state == EVIDENCE_OPEN)
		e->reason = answer.figure.class == CLASS_TOO_LITTLE ||
				    !answer.figure.known
				? STR("too little data to say")
				: STR("its interval holds the limit");
	if (measure->kind == MEASURE_SHARE && answer.figure.known) {
		e->population = answer.figure.n;
		e->failed = str_equal_z(rule, "none")
				? answer.figure.hit
				: answer.figure.n - answer.figure.hit;
		if (!rule.len)
			e->failed = 0;
	}
	return true;
}

/* ------------------------------------------------------- evidence -- */

static bool judge_evidence(
    struct evidence *e, struct controls *controls, struct error *err)
{
	const struct check *check = checks_find(&controls->checks, e->id);
	const struct measure *measure;
	e->is_statement = str_starts(e->id, STR("attest.")) ||
			  (check && str_equal_z(check->record, "statements"));
	if (check) {
		e->test = check->title;
		e->strength = check->strength;
		e->limits = check->limits;
		return ask_check(e, controls, check, controls->period,
			   controls->newest, err) &&
		       (!e->is_statement || find_statement(e, controls, err));
	}
	measure = engine_measure(controls->engine, e->id);
	if (measure && !str_equal_z(measure->made, "controls"))
		return ask_measure(e, controls, measure, err);
	e->reason = STR("assay has no test for it");
	return true;
}

bool controls_add_evidence(
    struct controls *controls, struct str id, struct error *err)
{
	bool added;
	union map_value *slot = map_put(&controls->evidence, id, &added);
	struct evidence *e;
	if (!added)
		return true;
	e = ARENA_NEW(controls->keep, struct evidence);
	*e = (struct evidence){ .id = arena_str(controls->keep, id),
		.population = -1,
		.since = UNKNOWN };
	slot->pointer = e;
	return judge_evidence(e, controls, err);
}

/* How far back what is met now was met, quarter by quarter. */
static bool look_back(struct controls *controls, int back, struct error *err)
{
	struct period period = period_shift(controls->period, -back);
	for (size_t i = 0; i < controls->evidence.room; i++) {
		struct map_entry *entry = &controls->evidence.entries[i];
		struct evidence *e =
		    entry->key.ptr ? entry->value.pointer : NULL;
		const struct check *check =
		    e ? checks_find(&controls->checks, e->id) : NULL;
		struct evidence then;
		int64_t after = period_shift(controls->period, 1 - back).from;
		if (!check || e->is_statement || e->state != EVIDENCE_MET ||
		    e->since != after)
			continue;
		then = *e;
		if (!ask_check(&then, controls, check, period, false, err))
			return false;
		/* an empty population of the past says nothing of force */
		if (then.state == EVIDENCE_MET && then.population > 0)
			e->since = period.from;
	}
	return true;
}

bool controls_find_since(struct controls *controls, struct error *err)
{
	if (controls->period.from == UNKNOWN)
		return true;
	for (size_t i = 0; i < controls->evidence.room; i++) {
		struct map_entry *entry = &controls->evidence.entries[i];
		struct evidence *e =
		    entry->key.ptr ? entry->value.pointer : NULL;
		if (e && !e->is_statement && e->state == EVIDENCE_MET &&
		    e->population > 0)
			e->since = controls->period.from;
	}
	for (int back = 1; back <= QUARTERS_BACK; back++)
		if (!look_back(controls, back, err))
			return false;
	return true;
}
