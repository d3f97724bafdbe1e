/* Time until something ends, by Kaplan and Meier: a measure of times as curves,
 * one a group of its key, or one of the whole. A curve needs five ends; of a
 * group with fewer the counts are told alone. Two curves by origin are compared
 * by a log-rank test, the one test of the chart. */
#include <math.h>
#include <stdlib.h>

#include "analysis/survival.h"
#include "base/date.h"
#include "base/vec.h"
#include "render/figure.h"
#include "render/print.h"

/* As of all words of comparison. */
#define CLEAR_P 0.05
/* Least part of the most that are watched at once. */
#define TAIL 0.05

struct curves {
	struct survival_series items[SURVIVAL_SERIES_MAX];
	struct answer answers[SURVIVAL_SERIES_MAX];
	struct str values[SURVIVAL_SERIES_MAX]; /* of the key */
	size_t count;
	size_t more; /* groups that have no place */
	size_t few;  /* with too few ends */
};

static double in_days(int64_t seconds)
{
	return (double)seconds / (double)DAY_SECONDS;
}

static int compare_days(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Days up to which a curve says something: a few that are older than all others
 * would stretch it over years in which next to nobody is watched. */
static double end_of(const struct survival_count *counts, size_t count)
{
	double end = 0;
	int64_t most = 0;
	for (size_t i = 0; i < count; i++)
		most = counts[i].n > most ? counts[i].n : most;
	for (size_t i = 0; i < count; i++)
		if ((double)counts[i].n >= TAIL * (double)most)
			end = counts[i + 1 < count ? i + 1 : i].days;
	return end;
}

static void set_watched(struct survival_series *series,
    const struct answer *answer, struct arena *keep)
{
	size_t count;
	double *censored =
	    arena_array(keep, answer->span_count + 1, sizeof *censored);
	const struct survival_watch *watch =
	    survival_watched(&count, answer->spans, answer->span_count, keep);
	struct survival_count *counts =
	    arena_array(keep, count + 1, sizeof *counts);
	for (size_t i = 0; i < count; i++)
		counts[i] = (struct survival_count){ in_days(watch[i].age),
			watch[i].n };
	for (size_t i = 0; i < answer->span_count; i++) {
		const struct span *span = &answer->spans[i];
		if (!span->event && span->leave > span->enter)
			censored[series->censored_count++] =
			    in_days(span->leave);
	}
	qsort(censored, series->censored_count, sizeof *censored, compare_days);
	series->watched = counts;
	series->watch_count = count;
	series->censored = censored;
	series->end_days = end_of(counts, count);
	while (series->step_count &&
	       series->steps[series->step_count - 1].days > series->end_days)
		series->step_count--;
	while (series->censored_count &&
	       censored[series->censored_count - 1] > series->end_days)
		series->censored_count--;
}

/* "half in 31 days (30 or more)", "half not reached", "3 of 44: too few". */
static struct str series_words(const struct answer *answer, struct arena *keep)
{
	const struct measure *measure = answer->measure;
	const struct figure *figure = &answer->figure;
	struct str value = words_value(measure, figure, keep);
	struct str interval = words_interval(measure, figure, keep);
	if (figure->class == CLASS_TOO_LITTLE)
		return arena_printf(keep, STR_FMT " of " STR_FMT ": too few",
		    STR_ARG(print_count(keep, figure->hit)),
		    STR_ARG(print_count(keep, figure->n)));
	if (!value.ptr)
		return STR("half not reached");
	if (!interval.ptr)
		return arena_printf(keep, "half in " STR_FMT, STR_ARG(value));
	return arena_printf(keep, "half in " STR_FMT " (" STR_FMT ")",
	    STR_ARG(value), STR_ARG(interval));
}

static void add_series(struct curves *curves, struct answer *answer,
    struct str label, struct arena *keep)
{
	struct survival_series *series = &curves->items[curves->count++];
	bool few = answer->figure.class == CLASS_TOO_LITTLE;
	*series = (struct survival_series){
		.label = label,
		.drawn = !few,
		.steps = answer->steps,
		.step_count = answer->step_count,
		.words = series_words(answer, keep),
	};
	curves->few += few;
	set_watched(series, answer, keep);
}

/* The question of NODE for one group of it. */
static bool ask_group(struct answer *answer,
    const struct chart_request *request, const struct group *group,
    struct error *err)
{
	struct question question;
	expand_question(&question, request->expansion, request->node,
	    template_get(request->node, "of"));
	struct key_value *where =
	    arena_array(request->keep, question.where_count + 1, sizeof *where);
	for (size_t i = 0; i < question.where_count; i++)
		where[i] = question.where[i];
	where[question.where_count] = group->keys[0];
	question.where = where;
	question.where_count++;
	question.by_count = 0;
	return expand_ask(answer, request->expansion, &question, err);
}

/* Severities begin a label; names of tools and teams stay as they are. */
static struct str label_of(
    const struct expansion *expansion, const struct key_value *key)
{
	struct str words = key_words(expansion, key->key, key->value);
	return str_equal_z(key->key, "severity")
		   ? print_sentence(expansion->keep, words)
		   : words;
}

static bool ask_curves(struct curves *curves, const struct answer *whole,
    const struct chart_request *request, struct error *err)
{
	struct arena *keep = request->keep;
	for (size_t i = 0; i < whole->group_count; i++) {
		const struct group *group = &whole->groups[i];
		if (group->figure.suppressed || !group->figure.n)
			continue;
		if (curves->count == SURVIVAL_SERIES_MAX) {
			curves->more++;
			continue;
		}
		struct answer *answer = &curves->answers[curves->count];
		if (!ask_group(answer, request, group, err))
			return false;
		curves->values[curves->count] = group->keys[0].value;
		add_series(curves, answer,
		    label_of(request->expansion, &group->keys[0]), keep);
	}
	if (whole->group_count || !whole->figure.n)
		return true;
	curves->answers[0] = *whole;
	add_series(curves, &curves->answers[0], STR("All"), keep);
	return true;
}

/* ------------------------------------------------------------- the table */

static void add_start(struct table *table, const struct curves *curves,
    size_t i, struct arena *keep)
{
	const struct figure *figure = &curves->answers[i].figure;
	const struct survival_series *series = &curves->items[i];
	bool half = figure->known && figure->class != CLASS_TOO_LITTLE;
	table_text(table, keep, series->label);
	table_real(table, keep, STR_NONE, 0, true);
	table_count(
	    table, keep, series->watch_count ? series->watched[0].n : 0);
	table_real(table, keep, STR_NONE, 1, true);
	table_text(table, keep, STR(""));
	table_text(table, keep, STR(""));
	table_count(table, keep, figure->n);
	table_count(table, keep, figure->hit);
	table_real(table, keep, STR_NONE, figure->value, half);
	table_real(table, keep, STR_NONE, figure->low,
	    figure->has_interval && isfinite(figure->low));
	table_real(table, keep, STR_NONE, figure->high,
	    figure->has_interval && isfinite(figure->high));
	table_text(
	    table, keep, words_state(curves->answers[i].measure, figure));
}

/* The file has every step; print has a row a group. */
static void fill_table(struct table *table, const struct curves *curves,
    const struct answer *whole, const struct chart_request *request)
{
	struct arena *keep = request->keep;
	struct str by = template_get(request->node, "by");
	struct table *printed = ARENA_NEW(keep, struct table);
	table_fill(printed, request->expansion, whole);
	table->printed = printed;
	table_columns(table, keep,
	    arena_z(keep,
		arena_printf(keep,
		    STR_FMT ";#days;#at_risk;#survival;#low;#high;#n;#events;"
			    "#median;#median_low;#median_high;state",
		    STR_ARG(by.len ? by : STR("group")))));
	for (size_t i = 0; i < curves->count; i++) {
		const struct answer *answer = &curves->answers[i];
		add_start(table, curves, i, keep);
		for (size_t k = 0; k < answer->step_count; k++) {
			const struct survival_step *step = &answer->steps[k];
			table_text(table, keep, curves->items[i].label);
			table_real(table, keep, STR_NONE, step->days, true);
			table_count(table, keep, step->at_risk);
			table_real(table, keep, STR_NONE, step->survival, true);
			table_real(table, keep, STR_NONE, step->low,
			    isfinite(step->low));
			table_real(table, keep, STR_NONE, step->high,
			    isfinite(step->high));
			for (int cell = 0; cell < 6; cell++)
				table_text(table, keep, STR(""));
		}
	}
}

/* ------------------------------------------------------------- the words */

static const struct answer *of_value(
    const struct curves *curves, const char *value)
{
	for (size_t i = 0; i < curves->count; i++)
		if (curves->values[i].ptr &&
		    str_equal_z(curves->values[i], value) &&
		    curves->items[i].drawn)
			return &curves->answers[i];
	return NULL;
}

/* Whether AI's lie longer: class of the test, its p in the source line. */
static void compare_origins(
    struct drawn *drawn, const struct curves *curves, struct arena *keep)
{
	const struct answer *ai = of_value(curves, "ai");
	const struct answer *human = of_value(curves, "human");
	if (!ai || !human)
		return;
	size_t count = ai->span_count + human->span_count;
	struct span *both = arena_array(keep, count + 1, sizeof *both);
	for (size_t i = 0; i < count; i++) {
		bool of_ai = i < ai->span_count;
		both[i] =
		    of_ai ? ai->spans[i] : human->spans[i - ai->span_count];
		both[i].group = of_ai;
	}
	struct log_rank test = survival_log_rank(both, count, keep);
	drawn->class = CLASS_OPEN;
	if (test.p <= CLEAR_P)
		drawn->class =
		    test.excess < 0 ? CLASS_CLEAR_UP : CLASS_CLEAR_DOWN;
	drawn->source = arena_printf(keep,
	    "AI-assisted against human: log-rank p " STR_FMT ". ",
	    STR_ARG(print_decimals(keep, test.p, 2)));
}

static struct str alt_words(const struct curves *curves, struct arena *keep)
{
	struct str text = STR("");
	for (size_t i = 0; i < curves->count; i++)
		text = arena_printf(keep,
		    STR_FMT "%s" STR_FMT ": " STR_FMT " of " STR_FMT
			    " ended, " STR_FMT,
		    STR_ARG(text), i ? "; " : "",
		    STR_ARG(curves->items[i].label),
		    STR_ARG(print_count(keep, curves->answers[i].figure.hit)),
		    STR_ARG(print_count(keep, curves->answers[i].figure.n)),
		    STR_ARG(curves->items[i].drawn
				? curves->items[i].words
				: STR("too few for a curve")));
	return text;
}

/* Whether a count at risk rises with age, as some joined late (left
 * truncation). */
static bool rises(const struct curves *curves)
{
	for (size_t i = 0; i < curves->count; i++)
		for (size_t k = 1; k < curves->items[i].watch_count; k++)
			if (curves->items[i].watched[k].n >
			    curves->items[i].watched[k - 1].n)
				return true;
	return false;
}

static struct str source_words(const struct curves *curves, struct str test,
    const struct words *words, struct arena *keep)
{
	const struct word_fields none = { .count = 0 };
	struct str late = words_say(
	    words, STR("survival_late"), CLASS_NONE, false, &none, keep);
	struct str text = arena_printf(keep,
	    "Kaplan and Meier; 95%% intervals on the log-log scale. " STR_FMT,
	    STR_ARG(test.ptr ? test : STR("")));
	if (curves->few)
		text = arena_printf(keep,
		    STR_FMT "No curve for " STR_FMT
			    " with fewer than 5 ended. ",
		    STR_ARG(text),
		    STR_ARG(print_things(
			keep, (int64_t)curves->few, "group", "groups")));
	if (curves->more)
		text = arena_printf(keep,
		    STR_FMT STR_FMT " more in the table. ", STR_ARG(text),
		    STR_ARG(print_things(
			keep, (int64_t)curves->more, "group", "groups")));
	if (late.ptr && rises(curves))
		text = arena_printf(
		    keep, STR_FMT STR_FMT, STR_ARG(text), STR_ARG(late));
	return str_trim(text);
}

bool figure_survival(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer whole;
	struct arena *keep = request->keep;
	struct survival_data *data = ARENA_NEW(keep, struct survival_data);
	struct curves *curves = ARENA_NEW(keep, struct curves);
	if (!figure_ask(&whole, request, false, err) ||
	    !ask_curves(curves, &whole, request, err))
		return false;
	fill_table(request->table, curves, &whole, request);
	words_figure(&drawn->fields, whole.measure, &whole.figure, keep);
	drawn->kind = &chart_survival;
	drawn->class = whole.figure.class;
	drawn->alt = alt_words(curves, keep);
	compare_origins(drawn, curves, keep);
	drawn->source = source_words(
	    curves, drawn->source, request->expansion->words, keep);
	*data = (struct survival_data){ curves->items, curves->count,
		STR("Still at risk when that many days begin") };
	if (curves->few < curves->count && !whole.figure.suppressed)
		drawn->data = data;
	return true;
}
