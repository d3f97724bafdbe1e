/* Answers: the whole, its groups, the trend by month; hides small groups and
 * adjusts what is tested together. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/adjust.h"
#include "analysis/engine_parts.h"
#include "analysis/inputs.h"
#include "analysis/measure.h"
#include "analysis/needs.h"
#include "analysis/rate.h"
#include "analysis/unread.h"
#include "base/vec.h"

#define MONTH_ID_SIZE 7 /* 2026-09 */

/* Costly views that tell whether there is an input, or the evidence needed. */

/* Groups while they are put together. */
struct grouping {
	const struct asked *asked;
	struct answer *answer;
	enum contrast contrast;
	VEC(struct group) groups;
	struct arena *keep;
};

static struct figure not_assessed(void)
{
	return (struct figure){
		.class = CLASS_NOT_ASSESSED, .p = 1, .p_adjusted = 1
	};
}

/* What AI is compared with is decided once, for the reported period as a
 * whole, so that groups and months compare with the same. */
static bool choose_contrast(enum contrast *contrast, struct engine *engine,
    const struct asked *asked, struct arena *scratch, struct error *err)
{
	struct asked whole = *asked;
	struct portion portion;
	*contrast = CONTRAST_HUMAN;
	if (asked->measure->kind != MEASURE_RATE)
		return true;
	whole.where_count = 0;
	if (!asked_portion(&portion, engine, &whole, engine->period,
		engine_is_newest(engine, engine->period), scratch, err))
		return false;
	*contrast = figure_contrast(&portion, scratch);
	return true;
}

static bool same_group(
    const struct cell *a, const struct cell *b, size_t by_count)
{
	for (size_t i = 0; i < by_count; i++)
		if (!str_equal(a->keys[i], b->keys[i]) ||
		    !a->keys[i].ptr != !b->keys[i].ptr)
			return false;
	return true;
}

static struct group *add_group(
    struct grouping *grouping, const struct cell *cell, struct str month)
{
	const struct asked *asked = grouping->asked;
	struct group group = { .key_count =
				   asked->by_count + (month.ptr != 0) };
	group.keys = arena_array(
	    grouping->keep, group.key_count + 1, sizeof *group.keys);
	for (size_t i = 0; i < asked->by_count; i++)
		group.keys[i] =
		    (struct key_value){ asked->keys[i], cell->keys[i] };
	if (month.ptr)
		group.keys[asked->by_count] =
		    (struct key_value){ STR("month"), month };
	VEC_PUSH(&grouping->groups, grouping->keep, group);
	return &grouping->groups.items[grouping->groups.count - 1];
}

static const struct portion *keep_basis(
    const struct portion *portion, struct arena *keep)
{
	struct portion *basis = ARENA_NEW(keep, struct portion);
	*basis = *portion;
	return basis;
}

/* PARTS are those of the newest COUNT groups. */
static void shrink_groups(
    struct grouping *grouping, const struct portion *parts, size_t count)
{
	struct estimate *shrunk =
	    arena_array(grouping->keep, count + 1, sizeof *shrunk);
	double *raw = arena_array(grouping->keep, count + 1, sizeof *raw);
	struct group *groups =
	    grouping->groups.items + (grouping->groups.count - count);
	rate_shrink(shrunk, raw, parts, count, grouping->keep);
	for (size_t i = 0; i < count; i++) {
		groups[i].has_shrunk = isfinite(shrunk[i].value);
		groups[i].unshrunk = raw[i];
		groups[i].shrunk = shrunk[i].value;
		groups[i].shrunk_low = shrunk[i].low;
		groups[i].shrunk_high = shrunk[i].high;
	}
}

/* One group for each set of keys among the cells of PORTION, sorted. A tool or
 * model is compared with what is of none. */
static void add_groups(
    struct grouping *grouping, const struct portion *all, struct str month)
{
	const struct asked *asked = grouping->asked;
	const struct cell *const *cells = all->cells;
	bool by_tool = measure_is_ratio(asked->measure) &&
		       rate_is_by_tool(asked->keys, asked->by_count);
	struct portion *parts =
	    arena_array(grouping->keep, all->count + 1, sizeof *parts);
	size_t count = 0;
	size_t from = 0;
	for (size_t i = 1; i <= all->count; i++) {
		struct portion part = *all;
		struct reading reading;
		if (i < all->count &&
		    same_group(cells[from], cells[i], asked->by_count))
			continue;
		part.cells = cells + from;
		part.count = i - from;
		from = i;
		if (by_tool && !rate_has_ai(&part))
			continue;
		parts[count++] = part;
		if (by_tool)
			rate_add_reference(&part, all, asked->keys,
			    asked->by_count, grouping->keep);
		figure_read(&reading, &part, grouping->keep);
		struct group *group =
		    add_group(grouping, parts[count - 1].cells[0], month);
		group->figure = reading.figure;
		group->basis = keep_basis(&part, grouping->keep);
	}
	if (by_tool)
		shrink_groups(grouping, parts, count);
}

static int compare_groups(const void *a, const void *b)
{
	const struct group *x = a;
	const struct group *y = b;
	for (size_t i = 0; i < x->key_count; i++) {
		int order = str_compare(x->keys[i].value, y->keys[i].value);
		if (order == 0)
			order = (x->keys[i].value.ptr != NULL) -
				(y->keys[i].value.ptr != NULL);
		if (order)
			return order;
	}
	return 0;
}

static void sort_groups(struct answer *answer)
{
	if (answer->group_count)
		qsort(answer->groups, answer->group_count,
		    sizeof *answer->groups, compare_groups);
}

/* PERIOD begins behind the newest record and has not ended: of the future
 * nothing is known, not even that nothing happened. */
static bool is_ahead(const struct engine *engine, const struct period *asked,
    const struct period *period)
{
	return !asked->closed && period->from != UNKNOWN &&
	       engine->newest != UNKNOWN && period->from > engine->newest;
}

struct found_missing {
	struct str text;
	bool unmet;
};

static bool find_missing(struct found_missing *found, struct engine *engine,
    const struct measure *measure, struct period period, bool newest,
    struct error *err)
{
	struct arena *keep = engine->keep;
	if (!inputs_missing(&found->text, engine->model, measure->sources,
		period.to, newest, keep, err))
		return measure_failed(measure, err);
	if (found->text.ptr)
		return true;
	if (!needs_unmet(&found->text, engine->model, measure, period, newest,
		keep, err))
		return false;
	found->unmet = found->text.ptr != NULL;
	return true;
}

/* What is missing for the sources and needs of MEASURE in PERIOD; found once
 * for all measures with the same. */
static bool period_missing(struct str *missing, bool *unmet,
    struct engine *engine, const struct measure *measure, struct period period,
    bool newest, struct error *err)
{
	int64_t generation = model_generation(engine->model);
	struct arena *scratch = arena_new();
	struct str key = arena_printf(scratch,
	    "%lld %lld %d %d " STR_FMT "|" STR_FMT, (long long)period.from,
	    (long long)period.to, newest, (int)measure->basis,
	    STR_ARG(measure->sources), STR_ARG(measure->needs));
	struct found_missing *found = NULL;
	union map_value *slot;
	bool done = true;
	if (engine->missing_generation != generation)
		engine->missing = (struct map){ .arena = engine->keep };
	engine->missing_generation = generation;
	slot = map_get(&engine->missing, key);
	if (slot) {
		found = slot->pointer;
	} else {
		found = ARENA_NEW(engine->keep, struct found_missing);
		done =
		    find_missing(found, engine, measure, period, newest, err);
		if (done)
			map_put(&engine->missing, key, NULL)->pointer = found;
	}
	*missing = found->text;
	*unmet = found->unmet;
	arena_free(scratch);
	return done;
}

/* A month of the trend: its groups, or one that is not assessed. */
static bool add_month(struct grouping *grouping, struct engine *engine,
    struct period month, struct error *err)
{
	const struct asked *asked = grouping->asked;
	struct str id = period_id(grouping->keep, month);
	struct str missing;
	struct str partial;
	struct portion portion;
	struct cell none = { 0 };
	bool unmet;
	if (is_ahead(engine, &asked->period, &month))
		return true;
	if (!period_missing(
		&missing, &unmet, engine, asked->measure, month, false, err))
		return false;
	if (missing.ptr) {
		if (asked->by_count == 0)
			add_group(grouping, &none, id)->figure = not_assessed();
		return true;
	}
	if (!asked_portion(
		&portion, engine, asked, month, false, grouping->keep, err))
		return false;
	portion.contrast = grouping->contrast;
	if (asked->by_count) {
		add_groups(grouping, &portion, id);
		return true;
	}
	struct reading reading;
	struct str needed;
	figure_read(&reading, &portion, grouping->keep);
	if (!unread_files(&partial, &needed, engine->model, asked->measure,
		month, grouping->keep, err))
		return false;
	if (partial.ptr)
		unread_mark(&reading.figure, asked->measure);
	struct group *group = add_group(grouping, &none, id);
	group->figure = reading.figure;
	group->basis = keep_basis(&portion, grouping->keep);
	return true;
}

/* Comparisons within one answer are one family. */
static void adjust_groups(struct answer *answer, struct arena *scratch)
{
	const struct measure *m = answer->measure;
	double *p = arena_array(scratch, answer->group_count + 1, sizeof *p);
	size_t tested = 0;
	if (!measure_is_ratio(m) && m->reading != READING_DIFFERENCE)
		return;
	for (size_t i = 0; i < answer->group_count; i++)
		if (answer->groups[i].figure.known)
			p[tested++] = answer->groups[i].figure.p;
	adjust_p(p, tested, scratch);
	tested = 0;
	for (size_t i = 0; i < answer->group_count; i++) {
		struct figure *figure = &answer->groups[i].figure;
		if (!figure->known)
			continue;
		figure->p_adjusted = p[tested++];
		figure->class = m->kind == MEASURE_RATE
				    ? class_of_ratio(figure)
				    : class_of_difference(figure);
	}
}

static void set_steps(
    struct answer *answer, const struct survival *survival, struct arena *keep)
{
	answer->step_count = survival->count;
	answer->steps =
	    arena_array(keep, survival->count + 1, sizeof *answer->steps);
	for (size_t i = 0; i < survival->count; i++) {
		const struct survival_point *point = &survival->points[i];
		answer->steps[i] = (struct survival_step){
			(double)point->age / (double)DAY_SECONDS,
			point->survival, point->low, point->high, point->at_risk
		};
	}
}

static bool answer_groups(struct grouping *grouping, struct engine *engine,
    const struct portion *whole, struct error *err)
{
	const struct asked *asked = grouping->asked;
	struct answer *answer = grouping->answer;
	for (int back = TREND_MONTHS - 1; asked->months && back >= 0; back--)
		if (!add_month(grouping, engine,
			period_month(asked->period, back), err))
			return false;
	if (!asked->months && asked->by_count)
		add_groups(grouping, whole, STR_NONE);
	answer->groups = grouping->groups.items;
	answer->group_count = grouping->groups.count;
	sort_groups(answer);
	return true;
}

/* ASKED without its groups: the same population, cut by conditions alone. */
static struct asked without_groups(const struct asked *asked)
{
	struct asked whole = *asked;
	for (size_t i = asked->by_count; i < asked->key_count; i++)
		whole.keys[i - asked->by_count] = asked->keys[i];
	whole.key_count -= asked->by_count;
	whole.where_at -= asked->by_count;
	whole.origin_at -= asked->by_count;
	whole.strata_at -= asked->by_count;
	whole.by_count = 0;
	return whole;
}

/* The cells of the whole. Where rows of one record count as one, cells by key
 * would count it once a key. */
static bool portion_of_whole(struct portion *whole,
    const struct portion *by_group, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	struct asked all;
	*whole = *by_group;
	if (!asked->measure->by_record || asked->by_count == 0)
		return true;
	all = without_groups(asked);
	return asked_portion(
	    whole, engine, &all, asked->period, asked->newest, keep, err);
}

/* A candidate is tested among all of them, and judged by their rule. */
static bool set_driver(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct error *err)
{
	struct figure *figure = &answer->figure;
	const struct drivers *drivers;
	if (!drivers_ask(&drivers, engine, asked->shift, err))
		return false;
	for (size_t i = 0; i < drivers->count; i++)
		if (str_equal(drivers->items[i].measure, asked->measure->id))
			answer->driver = &drivers->items[i];
	answer->people_min = engine->minimum_group;
	if (!answer->driver || !figure->known)
		return true;
	figure->p_adjusted = answer->driver->p_adjusted;
	figure->class = class_of_ratio(figure);
	return true;
}

/* The whole, then its groups. */
static bool answer_figures(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	struct grouping grouping = {
		.asked = asked, .answer = answer, .keep = keep
	};
	struct portion portion;
	struct portion whole;
	struct reading reading;
	if (!choose_contrast(&grouping.contrast, engine, asked, keep, err) ||
	    !asked_portion(&portion, engine, asked, asked->period,
		asked->newest, keep, err) ||
	    !portion_of_whole(&whole, &portion, engine, asked, keep, err))
		return false;
	portion.contrast = whole.contrast = grouping.contrast;
	figure_read(&reading, &whole, keep);
	answer->figure = reading.figure;
	answer->basis = keep_basis(&whole, keep);
	if (answer->partial.ptr)
		unread_mark(&answer->figure, asked->measure);
	answer->all_ai = reading.all_ai;
	answer->none_ai = reading.none_ai;
	answer->split = reading.split;
	answer->band_low = reading.band_low;
	answer->band_high = reading.band_high;
	answer->spread = reading.spread;
	answer->e_value = reading.e_value;
	answer->e_value_limit = reading.e_value_limit;
	answer->heterogeneity_q = reading.q;
	answer->heterogeneity_df = reading.q_df;
	answer->heterogeneity_p = reading.q_p;
	set_steps(answer, &reading.survival, keep);
	if (asked->measure->kind == MEASURE_TIME)
		answer->spans =
		    figure_spans(&answer->span_count, &whole, 0, keep);
	if (!answer_groups(&grouping, engine, &portion, err) ||
	    !answer_suppress(answer, engine, asked, keep, err))
		return false;
	sort_groups(answer);
	adjust_groups(answer, keep);
	return asked->measure->reading != READING_BEHAVIOUR ||
	       asked->where_count || set_driver(answer, engine, asked, err);
}

bool asked_missing(struct str *missing, bool *unmet, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	const struct measure *m = asked->measure;
	const struct period *period = &asked->period;
	*unmet = false;
	*missing = restricted_missing(engine, m, false, keep);
	if (missing->ptr)
		return true;
	if (!period_missing(
		missing, unmet, engine, m, *period, asked->newest, err))
		return false;
	if (!missing->ptr && is_ahead(engine, period, period) &&
	    !str_equal_z(m->sources, "source"))
		*missing = STR("records of the period");
	return true;
}

/* Nothing found among what can be read is not known to be all. */
static void settle_partial(struct answer *answer, struct str needed)
{
	bool is_none = answer->measure->kind == MEASURE_TABLE
			   ? answer->row_count == 0
			   : answer->figure.class == CLASS_NOT_ASSESSED;
	if (!answer->partial.ptr || !is_none)
		return;
	answer->missing = needed;
	answer->unmet = true;
}

bool engine_ask(struct answer *answer, struct engine *engine,
    const struct question *question, struct arena *keep, struct error *err)
{
	struct asked asked;
	*answer = (struct answer){ 0 };
	engine_hear(engine, question);
	if (!asked_read(&asked, engine, question, err))
		return false;
	answer->measure = asked.measure;
	answer->period = asked.period;
	answer->figure = not_assessed();
	answer->heterogeneity_p = 1;
	if (!asked_missing(
		&answer->missing, &answer->unmet, engine, &asked, keep, err))
		return false;
	if (asked.period.from == UNKNOWN && asked.shift != 0)
		return true; /* an open period has none before it */
	if (answer->missing.ptr && !asked.months)
		return true;
	if (answer->missing.ptr) {
		struct grouping grouping = {
			.asked = &asked, .answer = answer, .keep = keep
		};
		const struct portion nothing = { 0 };
		return answer_groups(&grouping, engine, &nothing, err);
	}
	struct str needed;
	if (!unread_files(&answer->partial, &needed, engine->model,
		asked.measure, asked.period, keep, err) ||
	    !(asked.measure->kind == MEASURE_TABLE
		    ? answer_table(answer, engine, &asked, keep, err)
		    : answer_figures(answer, engine, &asked, keep, err)))
		return false;
	settle_partial(answer, needed);
	return true;
}
