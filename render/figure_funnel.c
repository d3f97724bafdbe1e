/* The limit funnel: the rate of each group by how much there is of it, against
 * what chance allows around the rate of all. A group is judged where five
 * events happened or were to be expected, of a thousand lines or more; the
 * others are drawn as pale rings. Source: Spiegelhalter 2005. */
#include <math.h>
#include <stdlib.h>

#include "analysis/control.h"
#include "analysis/figure.h"
#include "base/vec.h"
#include "render/group_rate.h"
#include "render/print.h"

enum {
	STEPS = 44,	 /* of a limit */
	DOTS_MAX = 1000, /* without a name; the file has all */
	NAMED_IN_WORDS = 3
};

enum position { POSITION_FEW, POSITION_BELOW, POSITION_WITHIN, POSITION_ABOVE };

static const char *const position_words[] = {
	[POSITION_FEW] = "too few to judge",
	[POSITION_BELOW] = "below the limits",
	[POSITION_WITHIN] = "within the limits",
	[POSITION_ABOVE] = "above the limits",
};

struct judged {
	struct group_rate rate;
	struct funnel limits;
	enum position position;
};

static struct judged judge(const struct group_rate *rate, double target)
{
	struct judged judged = { .rate = *rate,
		.limits = funnel_limits(target, rate->exposure) };
	double expected = target * rate->exposure;
	if (rate->exposure * 1000 < LINES_MIN ||
	    fmax((double)rate->events, expected) < EVENTS_MIN)
		judged.position = POSITION_FEW;
	else if (rate->rate > judged.limits.high_998)
		judged.position = POSITION_ABOVE;
	else if (rate->rate < judged.limits.low_998)
		judged.position = POSITION_BELOW;
	else
		judged.position = POSITION_WITHIN;
	return judged;
}

static bool is_outside(const struct judged *judged)
{
	return judged->position == POSITION_ABOVE ||
	       judged->position == POSITION_BELOW;
}

/* How far outside, in widths of the limits on that side. */
static double how_far(const struct judged *judged, double target)
{
	double limit = judged->position == POSITION_ABOVE
			   ? judged->limits.high_998
			   : judged->limits.low_998;
	double width = fabs(limit - target);
	return width > 0 ? fabs(judged->rate.rate - target) / width : 0;
}

static struct funnel_dot dot_of(
    const struct judged *judged, const struct measure *measure)
{
	struct funnel_dot dot = { .label = judged->rate.label,
		.exposure = judged->rate.exposure,
		.rate = judged->rate.rate,
		.look = SPOT_CHANCE,
		.named = is_outside(judged) };
	if (judged->position == POSITION_FEW)
		dot.look = SPOT_FEW;
	else if (dot.named)
		dot.look = (judged->position == POSITION_ABOVE) ==
				   (measure->direction == DIRECTION_DOWN)
			       ? SPOT_WORSE
			       : SPOT_FILLED;
	return dot;
}

/* Steps of equal factors over all exposures, close where limits bend, and some
 * way beyond on either side: the chart cuts them at its axis. */
static void add_steps(struct funnel_data *data, const struct group_rates *rates,
    struct arena *keep)
{
	double low = INFINITY;
	double high = 0;
	for (size_t i = 0; i < rates->count; i++) {
		low = fmin(low, rates->items[i].exposure);
		high = fmax(high, rates->items[i].exposure);
	}
	low = fmin(low / 1.3, high / 60);
	high *= 2;
	data->steps = arena_array(keep, STEPS, sizeof *data->steps);
	for (size_t i = 0; i < STEPS; i++) {
		double exposure =
		    low * pow(high / low, (double)i / (STEPS - 1));
		struct funnel limits = funnel_limits(data->target, exposure);
		data->steps[data->step_count++] =
		    (struct funnel_step){ .exposure = exposure,
			    .low_95 = limits.low_95,
			    .high_95 = limits.high_95,
			    .low_998 = limits.low_998,
			    .high_998 = limits.high_998 };
	}
}

static void fill_table(struct table *table, const struct answer *answer,
    const struct judged *all, size_t count, struct arena *keep)
{
	table_column(table, keep,
	    (struct table_column){ .name = answer->groups[0].keys[0].key,
		.title = key_title(answer->groups[0].keys[0].key, keep) });
	table_columns(table, keep,
	    "#events Problems;#exposure 1,000 lines;#rate Per 1,000 lines;"
	    "#low_998 Lower limit;#high_998 Upper limit;#low_95;#high_95;"
	    "position Position;state");
	for (size_t i = 0; i < count; i++) {
		const struct judged *at = &all[i];
		const double limits[] = { at->limits.low_998,
			at->limits.high_998, at->limits.low_95,
			at->limits.high_95 };
		table_value(
		    table, keep, at->rate.label, at->rate.group->keys[0].value);
		table_count(table, keep, at->rate.events);
		table_real(table, keep,
		    print_decimals(keep, at->rate.exposure, 1),
		    at->rate.exposure, true);
		table_real(table, keep, print_rate(keep, at->rate.rate),
		    at->rate.rate, true);
		for (int k = 0; k < 4; k++)
			table_real(table, keep, print_rate(keep, limits[k]),
			    limits[k], true);
		table_text(table, keep, str_from(position_words[at->position]));
		table_text(table, keep, STR("shown"));
	}
}

/* Those that may not be shown have rows of their own in the table, without a
 * number. */
static void fill_hidden(
    struct table *table, const struct answer *answer, struct arena *keep)
{
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct group *group = &answer->groups[i];
		if (!group->figure.suppressed)
			continue;
		table_text(table, keep, group->keys[0].value);
		for (int k = 0; k < 7; k++)
			table_text(table, keep, STR(""));
		table_text(table, keep, STR("not shown, for privacy"));
		table_text(table, keep, STR("suppressed"));
	}
}

static int compare_outside(const void *left, const void *right)
{
	const struct judged *a = left;
	const struct judged *b = right;
	if (a->position != b->position)
		return a->position > b->position ? -1 : 1;
	if (a->rate.rate > b->rate.rate || a->rate.rate < b->rate.rate)
		return a->rate.rate > b->rate.rate ? -1 : 1;
	return str_compare(a->rate.label, b->rate.label);
}

/* What lies outside first, those above before those below. */
static void keep_dots(struct funnel_data *data, const struct judged *all,
    size_t count, const struct measure *measure)
{
	size_t plain = 0;
	for (size_t i = 0; i < count; i++)
		if (is_outside(&all[i]) || plain++ < DOTS_MAX)
			data->dots[data->count++] = dot_of(&all[i], measure);
}

static void say(struct drawn *drawn, const struct judged *all, size_t count,
    double target, struct arena *keep)
{
	const struct judged *top = NULL;
	size_t above = 0;
	size_t below = 0;
	size_t judged = 0;
	for (size_t i = 0; i < count; i++) {
		above += all[i].position == POSITION_ABOVE;
		below += all[i].position == POSITION_BELOW;
		judged += all[i].position != POSITION_FEW;
	}
	for (size_t i = 0; i < count; i++)
		if (all[i].position ==
			(above ? POSITION_ABOVE : POSITION_BELOW) &&
		    (!top || how_far(&all[i], target) > how_far(top, target)))
			top = &all[i];
	drawn->class = !judged ? CLASS_TOO_LITTLE
		       : above ? CLASS_CLEAR_UP
		       : below ? CLASS_CLEAR_DOWN
			       : CLASS_OPEN;
	words_set(&drawn->fields, "count",
	    print_small(keep, (int64_t)(above ? above : below)));
	words_set(&drawn->fields, "n", print_count(keep, (int64_t)judged));
	words_set(&drawn->fields, "value", print_rate(keep, target));
	if (!top)
		return;
	words_set(&drawn->fields, "top", top->rate.label);
	words_set(
	    &drawn->fields, "top_value", print_rate(keep, top->rate.rate));
}

/* "; outside the limits: Checkout (4.1), Ledger (0.7)". */
static struct str outside_words(
    const struct judged *all, size_t count, struct arena *keep)
{
	struct str text = STR("none lies outside the limits");
	size_t told = 0;
	size_t outside = 0;
	for (size_t i = 0; i < count; i++)
		outside += is_outside(&all[i]);
	for (size_t i = 0; i < count && told < NAMED_IN_WORDS; i++) {
		if (!is_outside(&all[i]))
			continue;
		text = arena_printf(keep, STR_FMT "%s" STR_FMT " (" STR_FMT ")",
		    STR_ARG(told ? text : STR("outside the limits: ")),
		    told ? ", " : "", STR_ARG(all[i].rate.label),
		    STR_ARG(print_rate(keep, all[i].rate.rate)));
		told++;
	}
	if (outside > told)
		text = arena_printf(keep, STR_FMT " and %zu more",
		    STR_ARG(text), outside - told);
	return text;
}

static struct str source_words(const struct group_rates *rates,
    const struct judged *all, struct str key, struct arena *keep)
{
	size_t few = 0;
	size_t outside = 0;
	for (size_t i = 0; i < rates->count; i++) {
		few += all[i].position == POSITION_FEW;
		outside += is_outside(&all[i]);
	}
	struct str hidden = groups_left_out(keep, key, rates);
	struct str text = arena_printf(keep,
	    STR_FMT
	    ", " STR_FMT
	    " problems. Limits: Poisson, around the rate of all that are "
	    "shown; of 500 that differ by chance alone one lies outside "
	    "99.8%%, here %zu of %zu.",
	    STR_ARG(groups_words(keep, key, rates->count)),
	    STR_ARG(print_count(keep, rates->events)), outside,
	    rates->count - few);
	if (few)
		text = arena_printf(keep,
		    STR_FMT " Pale rings: too few to judge (%zu).",
		    STR_ARG(text), few);
	if (hidden.ptr)
		text = arena_printf(keep, STR_FMT " " STR_FMT ".",
		    STR_ARG(text), STR_ARG(hidden));
	if (rates->count - outside > DOTS_MAX)
		text = arena_printf(keep,
		    STR_FMT " Of those within, %d are drawn.", STR_ARG(text),
		    DOTS_MAX);
	return text;
}

bool figure_funnel(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct arena *keep = request->keep;
	struct funnel_data *data = ARENA_NEW(keep, struct funnel_data);
	if (!figure_ask(&answer, request, false, err))
		return false;
	struct group_rates rates = group_rates(request->expansion, &answer);
	struct judged *all = arena_array(keep, rates.count + 1, sizeof *all);
	drawn->kind = &chart_funnel;
	if (rates.count < 2 || !(rates.rate > 0))
		return true;
	for (size_t i = 0; i < rates.count; i++)
		all[i] = judge(&rates.items[i], rates.rate);
	qsort(all, rates.count, sizeof *all, compare_outside);
	fill_table(request->table, &answer, all, rates.count, keep);
	fill_hidden(request->table, &answer, keep);
	*data = (struct funnel_data){
		.dots = arena_array(keep, rates.count, sizeof *data->dots),
		.target = rates.rate,
		.target_words = arena_printf(keep, "all " STR_FMT,
		    STR_ARG(print_rate(keep, rates.rate))),
		.unit = STR("thousand lines"),
	};
	keep_dots(data, all, rates.count, answer.measure);
	add_steps(data, &rates, keep);
	say(drawn, all, rates.count, rates.rate, keep);
	struct str key = answer.groups[0].keys[0].key;
	drawn->alt = arena_printf(keep,
	    STR_FMT " around " STR_FMT " problems per 1,000 lines; " STR_FMT,
	    STR_ARG(groups_words(keep, key, rates.count)),
	    STR_ARG(print_rate(keep, rates.rate)),
	    STR_ARG(outside_words(all, rates.count, keep)));
	drawn->source = source_words(&rates, all, key, keep);
	drawn->data = data;
	return true;
}
