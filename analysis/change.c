/* The change of a figure since the period before. Each kind has its test; the
 * headline measures of one family are tested together, so that of many
 * changes by chance few are called real. Where the scanners differ between
 * the periods nothing is compared. */
#include <math.h>

#include "analysis/adjust.h"
#include "analysis/engine_parts.h"
#include "analysis/inputs.h"
#include "analysis/interval.h"
#include "analysis/measure.h"
#include "analysis/ratio.h"
#include "analysis/special.h"
#include "base/vec.h"
#include "model/query.h"

/* A census moves when the printed percent does: by half a point. */
#define CENSUS_STEP 0.005

struct pair {
	const struct measure *measure;
	struct portion portions[2]; /* now, before */
	struct reading readings[2];
	bool has_flow;
	int64_t entered; /* a stock: records of now that were not before */
	int64_t left;	 /* and those of before that are not now */
};

static void set_p(struct figure *change, double p)
{
	change->tested = true;
	change->p = p;
}

static void set_interval(struct figure *change, struct estimate estimate)
{
	change->known = true;
	change->has_interval = true;
	change->value = estimate.value;
	change->low = estimate.low;
	change->high = estimate.high;
}

static struct estimate estimate_of(const struct figure *figure)
{
	return (struct estimate){ figure->value, figure->low, figure->high };
}

/* The difference of two figures that have intervals of their own. */
static void change_by_limits(
    struct figure *change, const struct figure *now, const struct figure *was)
{
	struct estimate a = estimate_of(now);
	struct estimate b = estimate_of(was);
	set_interval(change, difference_estimates(a, b));
	set_p(change, difference_estimates_p(a, b));
}

static void change_census(
    struct figure *change, const struct figure *now, const struct figure *was)
{
	change->known = true;
	change->value = now->value - was->value;
}

static void change_flow(struct figure *change, int64_t now, int64_t was)
{
	struct rates rates = { now, 1, was, 1 };
	set_interval(change, difference_rates(now, 1, was, 1));
	set_p(change, now + was > 0 ? ratio_p(&rates) : 1);
}

/* Two readings of a stock share most of their records and are not independent
 * counts: what entered since is tested against what left. */
static void change_count(struct figure *change, const struct pair *pair)
{
	const struct figure *now = &pair->readings[0].figure;
	const struct figure *was = &pair->readings[1].figure;
	if (pair->measure->reading == READING_CAPTURE) {
		change_by_limits(change, now, was);
	} else if (pair->measure->basis == BASIS_FLOW) {
		change_flow(change, now->n, was->n);
	} else if (pair->has_flow) {
		change_flow(change, pair->entered, pair->left);
	} else {
		change->known = true;
		change->value = now->value - was->value;
	}
}

static void change_share(struct figure *change, const struct measure *measure,
    const struct figure *now, const struct figure *was)
{
	if (measure->weighted || measure->reading == READING_DIFFERENCE) {
		change_by_limits(change, now, was);
	} else {
		set_interval(change,
		    difference_shares(now->hit, now->n, was->hit, was->n));
		set_p(change,
		    difference_shares_p(now->hit, now->n, was->hit, was->n));
	}
}

static double log_error(const struct figure *figure)
{
	return (special_log(figure->high) - special_log(figure->low)) /
	       (2 * Z_95);
}

/* Ratio now over ratio before: independent counts, so errors add. */
static void change_ratio(
    struct figure *change, const struct figure *now, const struct figure *was)
{
	double d;
	double error;
	if (now->value <= 0 || was->value <= 0 || now->low <= 0 ||
	    was->low <= 0)
		return;
	d = special_log(now->value) - special_log(was->value);
	error = sqrt(
	    log_error(now) * log_error(now) + log_error(was) * log_error(was));
	set_interval(change,
	    (struct estimate){ special_exp(d), special_exp(d - Z_95 * error),
		special_exp(d + Z_95 * error) });
	set_p(change, 2 * normal_upper(fabs(d) / error));
}

static void change_rate(
    struct figure *change, const struct figure *now, const struct figure *was)
{
	struct rates rates = { now->hit, now->exposure, was->hit,
		was->exposure };
	set_interval(change,
	    difference_rates(now->hit, now->exposure, was->hit, was->exposure));
	set_p(change, ratio_p(&rates));
}

static void change_time(
    struct figure *change, const struct pair *pair, struct arena *scratch)
{
	size_t n[2];
	size_t count = 0;
	struct span *spans[2];
	struct span *all;
	for (int i = 0; i < 2; i++)
		spans[i] = figure_spans(&n[i], &pair->portions[i], i, scratch);
	all = arena_array(scratch, n[0] + n[1] + 1, sizeof *all);
	for (int i = 0; i < 2; i++)
		for (size_t j = 0; j < n[i]; j++)
			all[count++] = spans[i][j];
	change->known = true;
	change->value =
	    pair->readings[0].figure.value - pair->readings[1].figure.value;
	set_p(change, survival_log_rank(all, count, scratch).p);
}

static enum word_class class_of_census(const struct figure *change)
{
	if (fabs(change->value) < CENSUS_STEP)
		return CLASS_OPEN;
	return change->value > 0 ? CLASS_CLEAR_UP : CLASS_CLEAR_DOWN;
}

static void classify(struct figure *change, const struct measure *measure)
{
	if (change->class != CLASS_NONE || !change->known)
		return;
	if (measure->census)
		change->class = class_of_census(change);
	else if (measure_is_ratio(measure))
		change->class = class_of_ratio(change);
	else
		change->class = class_of_difference(change);
}

/* Whether both figures are there and say enough to be compared. */
static bool can_compare(const struct pair *pair)
{
	for (int i = 0; i < 2; i++) {
		const struct figure *figure = &pair->readings[i].figure;
		if (!figure->known || figure->suppressed ||
		    figure->class == CLASS_TOO_LITTLE)
			return false;
	}
	return true;
}

/* The change before adjustment; class NONE when it can be tested. */
static struct figure change_of(const struct pair *pair, struct arena *scratch)
{
	const struct figure *now = &pair->readings[0].figure;
	const struct figure *was = &pair->readings[1].figure;
	struct figure change = { .hit = now->hit,
		.n = now->n,
		.p = 1,
		.p_adjusted = 1,
		.class = CLASS_NONE,
		.contrast = now->contrast };
	if (!can_compare(pair)) {
		change.class = CLASS_TOO_LITTLE;
		return change;
	}
	if (pair->measure->census) {
		change_census(&change, now, was);
		return change;
	}
	switch (pair->measure->kind) {
	case MEASURE_COUNT:
		change_count(&change, pair);
		break;
	case MEASURE_SHARE:
		change_share(&change, pair->measure, now, was);
		break;
	case MEASURE_RATE:
		if (measure_is_ratio(pair->measure))
			change_ratio(&change, now, was);
		else
			change_rate(&change, now, was);
		break;
	case MEASURE_TIME:
		change_time(&change, pair, scratch);
		break;
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	change.p_adjusted = change.p;
	return change;
}

bool change_between(struct figure *change, const struct measure *measure,
    const struct figure *now, const struct figure *was)
{
	const struct pair pair = { .measure = measure,
		.readings = { { .figure = *now }, { .figure = *was } } };
	if (measure->kind == MEASURE_TIME)
		return false;
	*change = change_of(&pair, NULL);
	return change->known;
}

/* As SQLite sorts: numbers before texts. */
static int compare_records(const struct query *a, const struct query *b)
{
	bool numbers[2] = { query_is_number(a, 0), query_is_number(b, 0) };
	int64_t x;
	int64_t y;
	if (numbers[0] != numbers[1])
		return numbers[0] ? -1 : 1;
	if (!numbers[0])
		return str_compare(query_text(a, 0), query_text(b, 0));
	x = query_int(a, 0);
	y = query_int(b, 0);
	return (x > y) - (x < y);
}

/* Counts what entered and what left between the two lists, which come sorted,
 * so that only a record of each is held. */
static void count_flow(struct pair *pair, struct query *const lists[2])
{
	bool has[2] = { query_next(lists[0]), query_next(lists[1]) };
	while (has[0] || has[1]) {
		int64_t more = 0;
		int order = !has[0]   ? 1
			    : !has[1] ? -1
				      : compare_records(lists[0], lists[1]);
		if (order <= 0) {
			more += query_int(lists[0], 1);
			has[0] = query_next(lists[0]);
		}
		if (order >= 0) {
			more -= query_int(lists[1], 1);
			has[1] = query_next(lists[1]);
		}
		if (more > 0)
			pair->entered += more;
		else
			pair->left -= more;
	}
	pair->has_flow = true;
}

/* Only where that is what is tested (change_count). */
static bool read_flow(struct pair *pair, struct engine *engine,
    const struct asked asked[2], struct error *err)
{
	const struct measure *m = pair->measure;
	struct query *lists[2] = { NULL, NULL };
	bool has_record;
	bool done;
	if (m->kind != MEASURE_COUNT || m->basis != BASIS_STOCK || m->census ||
	    m->reading == READING_CAPTURE || !can_compare(pair))
		return true;
	if (!measure_has_column(
		&has_record, engine->model, m, STR("record"), err))
		return false;
	if (!has_record)
		return true;
	done = asked_records(&lists[0], engine, &asked[0], err) &&
	       asked_records(&lists[1], engine, &asked[1], err);
	if (done)
		count_flow(pair, lists);
	return queries_close(lists, 2, done, err) ||
	       (done && measure_failed(m, err));
}

static bool read_pair(struct pair *pair, struct engine *engine,
    const struct question *question, struct arena *keep, struct error *err)
{
	struct asked both[2];
	for (int i = 0; i < 2; i++) {
		struct question one = *question;
		struct asked asked;
		struct answer answer;
		one.shift -= i;
		one.by_count = 0;
		one.months = false;
		if (!asked_read(&asked, engine, &one, err) ||
		    !engine_ask(&answer, engine, &one, keep, err))
			return false;
		pair->measure = asked.measure;
		pair->readings[i].figure = answer.figure;
		if (asked.measure->kind == MEASURE_TIME &&
		    !asked_portion(&pair->portions[i], engine, &asked,
			asked.period, asked.newest, keep, err))
			return false;
		both[i] = asked;
	}
	return read_flow(pair, engine, both, err);
}

/* Adjusted by nothing yet. */
static bool make_change(struct figure *change, struct engine *engine,
    const struct question *question, struct arena *keep, struct error *err)
{
	struct pair pair = { 0 };
	struct asked asked;
	if (!asked_read(&asked, engine, question, err) ||
	    !read_pair(&pair, engine, question, keep, err))
		return false;
	*change = change_of(&pair, keep);
	for (int i = 0; i < 2; i++)
		if (pair.readings[i].figure.class == CLASS_NOT_ASSESSED)
			change->class = CLASS_NOT_ASSESSED;
	if (change->class != CLASS_NOT_ASSESSED &&
	    (pair.readings[0].figure.partial ||
		pair.readings[1].figure.partial)) {
		change->class = CLASS_NOT_COMPARABLE;
		change->reason = STR("files cannot be read");
		return true;
	}
	return change_check_scanners(change, engine, &asked, keep, err);
}

/* The same. Of a whole the engine keeps it: every measure of a family is
 * tested beside all the others. */
static bool raw_change(struct figure *change, struct engine *engine,
    const struct question *question, struct arena *keep, struct error *err)
{
	struct arena *scratch;
	struct str key;
	union map_value *held;
	bool done;
	if (question->where_count)
		return make_change(change, engine, question, keep, err);
	if (engine->changes_generation != model_generation(engine->model))
		engine->changes = (struct map){ .arena = engine->keep };
	engine->changes_generation = model_generation(engine->model);
	scratch = arena_new();
	key = arena_printf(
	    scratch, "%d " STR_FMT, question->shift, STR_ARG(question->id));
	held = map_get(&engine->changes, key);
	done = held || make_change(change, engine, question, scratch, err);
	if (done && !held) {
		struct figure *kept = ARENA_NEW(engine->keep, struct figure);
		*kept = *change;
		kept->contrast = arena_str(engine->keep, change->contrast);
		kept->reason = arena_str(engine->keep, change->reason);
		held = map_put(&engine->changes, key, NULL);
		held->pointer = kept;
	}
	if (done)
		*change = *(const struct figure *)held->pointer;
	arena_free(scratch);
	return done;
}

/* Tests the changes of all measures of the family of MEASURE together. */
static bool adjust_in_family(struct figure *change, struct engine *engine,
    const struct measure *measure, int shift, struct arena *keep,
    struct error *err)
{
	double *p = arena_array(keep, engine->measure_count + 1, sizeof *p);
	size_t tested = 0;
	size_t own = 0;
	for (size_t i = 0; i < engine->measure_count; i++) {
		const struct measure *m = &engine->measures[i];
		struct question question = { .id = m->id, .shift = shift };
		struct figure other;
		if (!str_equal(m->family, measure->family))
			continue;
		if (!raw_change(&other, engine, &question, keep, err))
			return false;
		if (m == measure)
			own = tested;
		if (other.class == CLASS_NONE && other.tested)
			p[tested++] = other.p;
	}
	adjust_p(p, tested, keep);
	change->p_adjusted = p[own];
	return true;
}

bool engine_change(struct figure *change, struct engine *engine,
    const struct question *question, struct arena *keep, struct error *err)
{
	const struct measure *m = engine_measure(engine, question->id);
	if (!raw_change(change, engine, question, keep, err))
		return false;
	if (m->family.len && change->class == CLASS_NONE && change->tested &&
	    question->where_count == 0 &&
	    !adjust_in_family(change, engine, m, question->shift, keep, err))
		return false;
	classify(change, m);
	return true;
}
