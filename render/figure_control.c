/* A measure by month with limits of chance. Shares and rates rest on a number
 * of records or lines that differs from month to month: their limits are those
 * of a p- or u-chart, a step for each month, over all months with enough of
 * them; the others have no point. All else: XmR, over the longest run of
 * months with a figure, since it goes by the steps between neighbours. */
#include <math.h>

#include "analysis/measure.h"
#include "analysis/control.h"
#include "base/date.h"
#include "render/figure.h"
#include "render/print.h"

enum { MONTHS_MIN = 4 }; /* fewer make no chart */

enum chart_of { CHART_XMR, CHART_U, CHART_P };

/* The months with a point, whose limits are computed together. */
struct months {
	enum chart_of chart;
	size_t *at; /* indexes of groups, ascending */
	size_t count;
	size_t too_few; /* left out: under the minimum */
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

static enum chart_of chart_of(const struct measure *measure)
{
	if (measure->kind == MEASURE_RATE && !measure_is_ratio(measure))
		return CHART_U;
	if (measure->kind == MEASURE_SHARE &&
	    measure->reading != READING_DIFFERENCE)
		return CHART_P;
	return CHART_XMR;
}

static double exposure_of(const struct figure *figure, bool rest)
{
	return rest ? figure->exposure_rest : figure->exposure;
}

static void limits_of(struct control *control, struct signal_point *points,
    const struct answer *answer, const struct months *months,
    struct arena *keep)
{
	double *values = arena_array(keep, months->count, sizeof *values);
	double *of = arena_array(keep, months->count, sizeof *of);
	for (size_t i = 0; i < months->count; i++) {
		const struct figure *at = &answer->groups[months->at[i]].figure;
		bool rest = answer->measure->reading == READING_REST;
		values[i] = (double)at->hit;
		of[i] = (double)at->n;
		if (months->chart == CHART_U) {
			values[i] = (double)(rest ? at->n : at->hit);
			of[i] = exposure_of(at, rest);
		} else if (months->chart == CHART_XMR) {
			values[i] = at->value;
		}
	}
	if (months->chart == CHART_U)
		control_u(control, points, values, of, months->count);
	else if (months->chart == CHART_P)
		control_p(control, points, values, of, months->count);
	else
		control_xmr(control, points, values, months->count);
	/* A count does not go below 0. */
	for (size_t i = 0; i < months->count; i++)
		if (answer->measure->kind == MEASURE_COUNT)
			points[i].low = fmax(points[i].low, 0);
}

static bool is_shown(const struct figure *figure)
{
	return figure->known && !figure->suppressed;
}

static bool is_enough(
    const struct figure *figure, const struct measure *measure)
{
	if (measure->kind == MEASURE_RATE)
		return exposure_of(figure, measure->reading == READING_REST) >
		       0;
	return figure->class != CLASS_TOO_LITTLE;
}

static void take_enough(struct months *months, const struct answer *answer)
{
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct figure *figure = &answer->groups[i].figure;
		if (!is_shown(figure))
			continue;
		if (is_enough(figure, answer->measure))
			months->at[months->count++] = i;
		else
			months->too_few++;
	}
}

static void take_longest(struct months *months, const struct answer *answer)
{
	size_t from = 0;
	size_t best = 0;
	for (size_t i = 0; i <= answer->group_count; i++) {
		if (i < answer->group_count &&
		    is_shown(&answer->groups[i].figure))
			continue;
		if (i - from > months->count) {
			best = from;
			months->count = i - from;
		}
		from = i + 1;
	}
	for (size_t i = 0; i < months->count; i++)
		months->at[i] = best + i;
}

static struct months choose_months(
    const struct answer *answer, struct arena *keep)
{
	struct months months = {
		.chart = chart_of(answer->measure),
		.at = arena_array(keep, answer->group_count, sizeof *months.at),
	};
	if (months.chart == CHART_XMR)
		take_longest(&months, answer);
	else
		take_enough(&months, answer);
	return months;
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
    const struct signal_point *points, const struct months *months,
    struct arena *keep)
{
	int bad = answer->measure->direction == DIRECTION_UP ? -1 : 1;
	data->signals = arena_array(keep, months->count, sizeof *data->signals);
	for (size_t i = 0; i < months->count; i++) {
		enum signal_rule rule = points[i].rule;
		/* A run that goes on is one signal, told at its end. */
		if (rule == SIGNAL_NONE ||
		    (i + 1 < months->count && rule != SIGNAL_POINT &&
			points[i + 1].rule == rule))
			continue;
		size_t length = rule_length(rule);
		data->signals[data->signal_count] = (struct control_signal){
			.rule = rule == SIGNAL_POINT ? RULE_OUTSIDE
				: rule == SIGNAL_RUN ? RULE_RUN
						     : RULE_NEAR_LIMIT,
			.from = months->at[length > i ? 0 : i + 1 - length],
			.to = months->at[i],
			.worse = points[i].side == bad,
			.words = signal_words(answer, months->at[i], rule,
			    points[i].side, (int)data->signal_count + 1, keep),
		};
		data->signal_count++;
	}
}

/* A limit as the table prints it, and the chart at its right end. */
static struct str limit_words(const struct measure *measure,
    const struct figure *figure, double value, struct arena *keep)
{
	struct figure limit = *figure;
	limit.value = value;
	limit.n = limit.n < 100 ? 100 : limit.n;
	return words_value(measure, &limit, keep);
}

static void add_control_row(struct table *table,
    const struct control_point *point, const struct group *group,
    const struct measure *measure, bool limits, struct arena *keep)
{
	struct str month = group->keys[0].value;
	const struct figure *figure = &group->figure;
	const double values[] = { point->low, point->centre, point->high };
	table_value(table, keep, print_month(keep, month), month);
	table_real(table, keep, words_value(measure, figure, keep),
	    figure->value, is_shown(figure));
	if (!is_shown(figure))
		table->cells[table->cell_count - 1].print =
		    words_missing(measure, figure);
	for (int i = 0; i < 3; i++)
		table_real(table, keep,
		    limit_words(measure, figure, values[i], keep), values[i],
		    limits);
	bool counted = measure->kind == MEASURE_SHARE && is_shown(figure);
	table_real(table, keep, STR(""), (double)figure->hit, counted);
	table_real(table, keep, STR(""), (double)figure->n, counted);
	table_text(table, keep, words_state(measure, figure));
}

/* A finding is what the newest three months say; older signals are marked in
 * the chart alone. */
static enum word_class signal_class(const struct control_data *data)
{
	if (!data->has_limits)
		return CLASS_TOO_LITTLE;
	if (!data->signal_count)
		return CLASS_OPEN;
	const struct control_signal *last =
	    &data->signals[data->signal_count - 1];
	if (last->to + 3 < data->count)
		return CLASS_OPEN;
	return last->worse ? CLASS_CLEAR_UP : CLASS_CLEAR_DOWN;
}

/* How the limits were found, and which months have no point. */
static struct str source_words(const struct measure *measure,
    const struct months *months, const struct control *control,
    struct arena *keep)
{
	struct str unit =
	    months->chart == CHART_U ? STR("lines") : words_unit(measure);
	struct str text = arena_printf(keep,
	    "%zu months. Limits: 2.66 mean moving ranges either side.",
	    months->count);
	if (!control->has_limits)
		text = STR("Fewer than 8 months: no limits.");
	else if (months->chart != CHART_XMR)
		text = arena_printf(keep,
		    "%zu months. Limits: three standard errors of each "
		    "month's " STR_FMT ".",
		    months->count, STR_ARG(unit));
	if (control->has_limits && control->widened > 1.005)
		text = arena_printf(keep,
		    STR_FMT " They are %.2f times as wide as chance alone "
			    "asks for, since the months differ by more "
			    "(Laney).",
		    STR_ARG(text), control->widened);
	if (months->too_few)
		text = arena_printf(keep,
		    STR_FMT
		    " No point for %zu month%s with fewer than 5 " STR_FMT ".",
		    STR_ARG(text), months->too_few,
		    months->too_few == 1 ? "" : "s", STR_ARG(unit));
	return text;
}

static void name_limits(struct control_data *data, const struct answer *answer,
    size_t last, struct arena *keep)
{
	const struct control_point *point = &data->points[last];
	const double values[] = { point->high, point->centre, point->low };
	for (int i = 0; i < 3; i++)
		data->limit_words[i] = limit_words(answer->measure,
		    &answer->groups[last].figure, values[i], keep);
}

static void fill_points(struct control_data *data, const struct answer *answer,
    const struct months *months, const struct control *control,
    const struct signal_point *points)
{
	size_t taken = 0;
	for (size_t i = 0; i < answer->group_count; i++) {
		struct control_point *to = &data->points[i];
		to->time = month_start(answer->groups[i].keys[0].value);
		to->value = answer->groups[i].figure.value;
		to->known = months->chart == CHART_XMR &&
			    is_shown(&answer->groups[i].figure);
		to->low = to->high = to->centre = (double)NAN;
		if (taken == months->count || months->at[taken] != i)
			continue;
		to->known = true;
		if (data->has_limits) {
			to->value = points[taken].value;
			to->low = points[taken].low;
			to->high = points[taken].high;
			to->centre = control->centre;
		}
		taken++;
	}
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
	struct months months = choose_months(&answer, keep);
	struct signal_point *points =
	    arena_array(keep, months.count, sizeof *points);
	if (months.count)
		limits_of(&control, points, &answer, &months, keep);
	data->points =
	    arena_array(keep, answer.group_count, sizeof *data->points);
	data->count = answer.group_count;
	data->has_limits = control.has_limits;
	data->share = answer.measure->kind == MEASURE_SHARE;
	fill_points(data, &answer, &months, &control, points);
	table_columns(request->table, keep,
	    "month Month;#value Figure;#low Lower limit;#centre Average;"
	    "#high Upper limit;hit;n;state");
	for (size_t i = 0; i < answer.group_count; i++)
		add_control_row(request->table, &data->points[i],
		    &answer.groups[i], answer.measure,
		    control.has_limits && !isnan(data->points[i].centre), keep);
	if (control.has_limits) {
		add_signals(data, &answer, points, &months, keep);
		name_limits(data, &answer, months.at[months.count - 1], keep);
	}
	drawn->kind = &chart_control;
	drawn->class = signal_class(data);
	words_set(&drawn->fields, "count",
	    print_sentence(
		keep, print_small(keep, (int64_t)data->signal_count)));
	words_set(
	    &drawn->fields, "n", print_count(keep, (int64_t)months.count));
	drawn->alt = arena_printf(keep,
	    "%zu months with a figure, %zu signal%s", months.count,
	    data->signal_count, data->signal_count == 1 ? "" : "s");
	drawn->source = source_words(answer.measure, &months, &control, keep);
	if (months.count >= MONTHS_MIN)
		drawn->data = data;
	return true;
}
