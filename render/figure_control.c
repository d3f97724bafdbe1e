/* A measure by month with limits of chance: u-chart where the exposure of each
 * month is known, else XmR, over the longest run of months with a figure. */
#include <math.h>

#include "analysis/control.h"
#include "base/date.h"
#include "render/figure.h"
#include "render/print.h"

enum { MONTHS_MIN = 4 }; /* fewer make no chart */

/* A run of known months: its limits are computed alone. */
struct stretch {
	size_t from;
	size_t count;
};

static int64_t month_start(struct str month)
{
	int64_t time = UNKNOWN;
	struct arena *scratch = arena_new();
	if (!date_parse_iso(
		arena_printf(scratch, STR_FMT "-01", STR_ARG(month)), &time))
		time = UNKNOWN;
	arena_free(scratch);
	return time;
}

static bool has_exposure(const struct measure *measure)
{
	return measure->kind == MEASURE_RATE;
}

static void limits_of(struct control *control, struct signal_point *points,
    const struct answer *answer, struct stretch stretch, struct arena *keep)
{
	double *values = arena_array(keep, stretch.count, sizeof *values);
	double *exposure = arena_array(keep, stretch.count, sizeof *exposure);
	bool positive = true;
	for (size_t i = 0; i < stretch.count; i++) {
		const struct figure *at =
		    &answer->groups[stretch.from + i].figure;
		exposure[i] = at->exposure;
		values[i] =
		    has_exposure(answer->measure) ? (double)at->hit : at->value;
		positive = positive && at->exposure > 0;
	}
	bool is_share = answer->measure->kind == MEASURE_SHARE;
	if (has_exposure(answer->measure) && positive)
		control_u(control, points, values, exposure, stretch.count);
	else
		control_xmr(control, points, values, stretch.count);
	/* Neither a count nor a share goes below 0, nor a share above 1. */
	for (size_t i = 0; i < stretch.count; i++) {
		points[i].low = fmax(points[i].low, 0);
		if (is_share)
			points[i].high = fmin(points[i].high, 1);
	}
}

/* The longest run of months with a figure. */
static struct stretch longest(const struct answer *answer)
{
	struct stretch best = { 0 };
	size_t from = 0;
	for (size_t i = 0; i <= answer->group_count; i++) {
		if (i < answer->group_count && answer->groups[i].figure.known)
			continue;
		if (i - from > best.count)
			best = (struct stretch){ from, i - from };
		from = i + 1;
	}
	return best;
}

static struct str signal_words(const struct answer *answer, size_t point,
    enum signal_rule rule, int side, int number, struct arena *keep)
{
	const struct figure *figure = &answer->groups[point].figure;
	const char *where = side > 0 ? "above" : "below";
	if (rule == SIGNAL_POINT)
		return arena_printf(keep,
		    "Signal %d: " STR_FMT ", %s the limit", number,
		    STR_ARG(words_value(answer->measure, figure, keep)), where);
	if (rule == SIGNAL_RUN)
		return arena_printf(keep,
		    "Signal %d: eight months %s the average", number, where);
	return arena_printf(keep,
	    "Signal %d: three of four months near the %s limit", number,
	    side > 0 ? "upper" : "lower");
}

static size_t rule_length(enum signal_rule rule)
{
	if (rule == SIGNAL_RUN)
		return 8;
	return rule == SIGNAL_NEAR ? 4 : 1;
}

static void add_signals(struct control_data *data, const struct answer *answer,
    const struct signal_point *points, struct stretch stretch,
    struct arena *keep)
{
	int bad = answer->measure->direction == DIRECTION_UP ? -1 : 1;
	data->signals = arena_array(keep, stretch.count, sizeof *data->signals);
	for (size_t i = 0; i < stretch.count; i++) {
		enum signal_rule rule = points[i].rule;
		/* A run that goes on is one signal, told at its end. */
		if (rule == SIGNAL_NONE ||
		    (i + 1 < stretch.count && rule != SIGNAL_POINT &&
			points[i + 1].rule == rule))
			continue;
		size_t length = rule_length(rule);
		data->signals[data->signal_count] = (struct control_signal){
			.rule = rule == SIGNAL_POINT ? RULE_OUTSIDE
				: rule == SIGNAL_RUN ? RULE_RUN
						     : RULE_NEAR_LIMIT,
			.from = stretch.from + i + 1 -
				(length > i + 1 ? i + 1 : length),
			.to = stretch.from + i,
			.worse = points[i].side == bad,
			.words = signal_words(answer, stretch.from + i, rule,
			    points[i].side, (int)data->signal_count + 1, keep),
		};
		data->signal_count++;
	}
}

static void add_control_row(struct table *table,
    const struct control_point *point, struct str month,
    const struct measure *measure, const struct figure *figure, bool limits,
    struct arena *keep)
{
	table_value(table, keep, print_month(keep, month), month);
	struct str text = words_value(measure, figure, keep);
	table_real(table, keep, text, point->value, point->known);
	if (!point->known)
		table->cells[table->cell_count - 1].print =
		    words_missing(measure, figure);
	struct figure low = *figure;
	low.value = point->low;
	low.n = low.n < 100 ? 100 : low.n;
	struct figure high = low;
	high.value = point->high;
	struct figure centre = low;
	centre.value = point->centre;
	bool known = point->known && limits;
	table_real(
	    table, keep, words_value(measure, &low, keep), point->low, known);
	table_real(table, keep, words_value(measure, &centre, keep),
	    point->centre, known);
	table_real(
	    table, keep, words_value(measure, &high, keep), point->high, known);
}

/* A finding is what the newest three months say; older signals are marked in
 * the chart alone. */
static enum word_class signal_class(
    const struct control_data *data, bool limits, struct stretch stretch)
{
	size_t end = stretch.from + stretch.count;
	if (!limits)
		return CLASS_TOO_LITTLE;
	if (!data->signal_count || end < data->count)
		return CLASS_OPEN;
	const struct control_signal *last =
	    &data->signals[data->signal_count - 1];
	if (last->to + 3 < end)
		return CLASS_OPEN;
	return last->worse ? CLASS_CLEAR_UP : CLASS_CLEAR_DOWN;
}

bool figure_control(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct control control = { 0 };
	struct arena *keep = request->keep;
	struct control_data *data = ARENA_NEW(keep, struct control_data);
	if (!figure_ask(&answer, request, true, err))
		return false;
	struct stretch stretch = longest(&answer);
	struct signal_point *points =
	    arena_array(keep, stretch.count, sizeof *points);
	if (stretch.count)
		limits_of(&control, points, &answer, stretch, keep);
	bool limits = control.has_limits && stretch.count >= CONTROL_POINTS;
	data->points =
	    arena_array(keep, answer.group_count, sizeof *data->points);
	data->count = answer.group_count;
	data->has_limits = limits;
	data->share = answer.measure->kind == MEASURE_SHARE;
	table_columns(request->table, keep,
	    "month Month;#value Figure;#low Lower limit;#centre Average;"
	    "#high Upper limit");
	for (size_t i = 0; i < answer.group_count; i++) {
		const struct group *group = &answer.groups[i];
		struct control_point *to = &data->points[i];
		struct str month = group->keys[0].value;
		to->time = month_start(month);
		to->known = group->figure.known && !group->figure.suppressed;
		to->value = group->figure.value;
		if (limits && i >= stretch.from &&
		    i < stretch.from + stretch.count) {
			to->value = points[i - stretch.from].value;
			to->low = points[i - stretch.from].low;
			to->high = points[i - stretch.from].high;
			to->centre = control.centre;
		}
		add_control_row(request->table, to, month, answer.measure,
		    &group->figure, limits, keep);
	}
	if (limits)
		add_signals(data, &answer, points, stretch, keep);
	drawn->kind = &chart_control;
	drawn->class = signal_class(data, limits, stretch);
	words_set(&drawn->fields, "count",
	    print_sentence(
		keep, print_small(keep, (int64_t)data->signal_count)));
	words_set(
	    &drawn->fields, "n", print_count(keep, (int64_t)stretch.count));
	drawn->alt = arena_printf(keep,
	    "%zu months with a figure, %zu signal%s", stretch.count,
	    data->signal_count, data->signal_count == 1 ? "" : "s");
	drawn->source =
	    limits
		? arena_printf(keep, "%zu months. Limits: %s.", stretch.count,
		      has_exposure(answer.measure)
			  ? "three standard errors of each month's lines"
			  : "2.66 mean moving ranges either side")
		: STR("Fewer than 8 months: no limits.");
	if (stretch.count >= MONTHS_MIN)
		drawn->data = data;
	return true;
}
