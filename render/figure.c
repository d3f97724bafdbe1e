/* Fills the charts from answers of the engine and says in words what they
 * show. Each kind has one function that makes the chart's data, its table twin
 * and its alternative text; drawing is in render/chart. The title is the
 * finding (attribute say, a row of data/words.csv) when the class allows one,
 * else the neutral title of the template. */
#include <math.h>
#include <stdlib.h>

#include "analysis/control.h"
#include "base/date.h"
#include "base/vec.h"
#include "render/expand.h"
#include "render/print.h"

/* What a chart function gives. */
struct drawn {
	const struct chart_kind *kind;
	const void *data;	   /* NULL: nothing to draw */
	struct str alt;		   /* behind the title */
	struct str source;	   /* more for the source line */
	struct word_fields fields; /* for the title */
	enum word_class class;
	bool unstable;
};

struct chart_request {
	struct expansion *expansion;
	const struct template_node *node;
	struct table *table;
	struct arena *keep;
};

static const struct template_node *child(
    const struct template_node *node, const char *name)
{
	const struct template_node *at = node->first;
	while (at && !template_is(at, name))
		at = at->next;
	return at;
}

static double limit_of(const struct expansion *expansion, struct str id)
{
	for (size_t i = 0; i < expansion->indicators.count; i++) {
		const struct indicator *at = &expansion->indicators.items[i];
		if (str_equal(at->measure->id, id))
			return at->limit;
	}
	return 0;
}

static bool ask(struct answer *answer, const struct chart_request *request,
    bool months, struct error *err)
{
	struct question question;
	expand_question(&question, request->expansion, request->node,
	    template_get(request->node, "of"));
	question.months = months;
	if (!expand_ask(answer, request->expansion, &question, err))
		return false;
	expand_order(answer, request->node);
	return true;
}

/* -------------------------------------------------------- funnel of origin --
 */

static size_t column_named(const struct answer *answer, const char *name)
{
	size_t i = 0;
	while (i < answer->column_count &&
	       !str_equal_z(answer->columns[i].name, name))
		i++;
	return i;
}

static struct str cell_at(
    const struct answer *answer, size_t row, const char *name)
{
	size_t column = column_named(answer, name);
	return column < answer->column_count
		   ? answer->cells[row * answer->column_count + column]
		   : STR_NONE;
}

/* "stage.ai" -> "AI-assisted"; a stage without words keeps its name. */
static struct str stage_words(
    const struct chart_request *request, const char *what, struct str name)
{
	struct word_fields none = { 0 };
	struct str text = words_say(request->expansion->words,
	    arena_printf(request->keep, "%s." STR_FMT, what, STR_ARG(name)),
	    CLASS_NONE, false, &none, request->keep);
	return text.ptr ? text : name;
}

static enum left_kind left_kind(struct str word)
{
	if (str_equal_z(word, "unknown"))
		return LEFT_UNKNOWN;
	return str_equal_z(word, "human") ? LEFT_HUMAN : LEFT_ALERT;
}

/* A row of the funnel, LAST lines after the stage before. */
static struct origin_stage stage_of(const struct chart_request *request,
    const struct answer *answer, size_t row, int64_t last)
{
	struct arena *keep = request->keep;
	struct str name = cell_at(answer, row, "stage");
	struct str left_as = cell_at(answer, row, "left_as");
	int64_t assessed = 0;
	struct origin_stage stage = {
		.label = stage_words(request, "stage", name),
		.mixed = row < 2,
	};
	(void)str_to_int(cell_at(answer, row, "assessed"), &assessed);
	stage.assessed =
	    assessed != 0 &&
	    str_to_int(cell_at(answer, row, "lines"), &stage.lines);
	if (!stage.assessed || !row)
		return stage;
	if (last > 0)
		stage.share = arena_printf(keep, STR_FMT " " STR_FMT,
		    STR_ARG(print_share(
			keep, (double)stage.lines / (double)last, 0)),
		    STR_ARG(stage_words(request, "stage_share", name)));
	(void)str_to_int(cell_at(answer, row, "left"), &stage.left);
	stage.left_kind = left_kind(left_as);
	if (stage.left > 0)
		stage.left_words = arena_printf(keep, STR_FMT " " STR_FMT,
		    STR_ARG(print_count(keep, stage.left)),
		    STR_ARG(stage_words(request, "left", left_as)));
	return stage;
}

static void add_stage_row(struct table *table, const struct origin_stage *stage,
    int64_t last, struct arena *keep)
{
	table_text(table, keep, stage->label);
	if (stage->assessed)
		table_count(table, keep, stage->lines);
	else
		table_text(table, keep, STR("not assessed"));
	table_real(table, keep, stage->share,
	    last > 0 ? (double)stage->lines / (double)last : 0,
	    stage->assessed && stage->share.len);
	table_text(table, keep, stage->left_words);
}

static bool draw_origin(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct arena *keep = request->keep;
	struct origin_data *data = ARENA_NEW(keep, struct origin_data);
	int64_t last = 0;
	int64_t ai = 0;
	if (!ask(&answer, request, false, err))
		return false;
	drawn->kind = &chart_origin;
	drawn->class = CLASS_OPEN;
	drawn->alt = STR("");
	data->stages =
	    arena_array(keep, answer.row_count, sizeof *data->stages);
	table_columns(request->table, keep,
	    "step Step;#lines Lines;#share Share of the step before;"
	    "#left Left at this step");
	for (size_t i = 0; i < answer.row_count; i++) {
		struct origin_stage *stage = &data->stages[data->count++];
		*stage = stage_of(request, &answer, i, last);
		add_stage_row(request->table, stage, last, keep);
		drawn->alt = arena_printf(keep,
		    STR_FMT "%s" STR_FMT ": " STR_FMT, STR_ARG(drawn->alt),
		    drawn->alt.len ? "; " : "", STR_ARG(stage->label),
		    STR_ARG(stage->assessed ? print_count(keep, stage->lines)
					    : STR("not assessed")));
		if (stage->assessed)
			last = stage->lines;
		if (str_equal_z(cell_at(&answer, i, "stage"), "ai"))
			ai = stage->lines;
	}
	/* The finding, only when every step was looked at. */
	if (ai > 0 && data->count && data->stages[data->count - 1].assessed) {
		drawn->class = CLASS_CLEAR_UP;
		words_set(&drawn->fields, "share",
		    print_share(keep, (double)last / (double)ai, 0));
		drawn->source = arena_printf(keep,
		    STR_FMT " of " STR_FMT " AI-assisted lines.",
		    STR_ARG(print_count(keep, last)),
		    STR_ARG(print_count(keep, ai)));
	}
	if (data->count && data->stages[0].assessed && data->stages[0].lines)
		drawn->data = data;
	return true;
}

/* ----------------------------------------------------------------- forest --
 */

static struct forest_row row_of(const struct figure *figure, struct str label)
{
	double total = figure->exposure + figure->exposure_rest;
	return (struct forest_row){
		.label = label,
		.events = figure->hit,
		.exposure = figure->exposure,
		.events_rest = figure->n,
		.exposure_rest = figure->exposure_rest,
		.known = figure->known,
		.ratio = figure->value,
		.low = figure->low,
		.high = figure->high,
		.weight = total > 0
			      ? figure->exposure * figure->exposure_rest / total
			      : 0,
		.counted = true,
	};
}

static void add_what_if(
    struct forest_data *data, const struct figure *figure, const char *label)
{
	if (!figure->known)
		return;
	struct forest_row row = row_of(figure, str_from(label));
	row.counted = false;
	data->what_if[data->what_if_count++] = row;
}

static struct str forest_source(const struct answer *answer, struct arena *keep)
{
	if (answer->heterogeneity_df < 1)
		return STR("");
	bool agree = answer->heterogeneity_p > 0.05;
	return arena_printf(keep,
	    "Pooled over %d strata by Mantel-Haenszel; they %s (Q " STR_FMT
	    " on %d, p " STR_FMT ").",
	    answer->heterogeneity_df + 1, agree ? "agree" : "do not agree",
	    STR_ARG(print_decimals(keep, answer->heterogeneity_q, 1)),
	    answer->heterogeneity_df,
	    STR_ARG(print_decimals(keep, answer->heterogeneity_p, 2)));
}

static bool draw_forest(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct arena *keep = request->keep;
	struct forest_data *data = ARENA_NEW(keep, struct forest_data);
	if (!ask(&answer, request, false, err))
		return false;
	const struct figure *whole = &answer.figure;
	bool human = str_equal_z(whole->contrast, "human");
	table_fill(request->table, request->expansion, &answer);
	words_figure(&drawn->fields, answer.measure, whole, keep);
	drawn->kind = &chart_forest;
	drawn->class = whole->class;
	drawn->unstable = whole->unstable;
	*data = (struct forest_data){
		.stratum_title =
		    print_sentence(keep, template_get(request->node, "by")),
		.left_title = STR("AI-assisted"),
		.right_title = human ? STR("Human") : STR("No AI recorded"),
		.pooled = row_of(whole, STR("Like for like")),
		.limit = limit_of(request->expansion, answer.measure->id),
	};
	data->raw = row_of(whole, STR("All lines, raw"));
	data->raw.ratio = whole->crude;
	data->raw.low = whole->crude_low;
	data->raw.high = whole->crude_high;
	data->strata =
	    arena_array(keep, answer.group_count, sizeof *data->strata);
	for (size_t i = 0; i < answer.group_count; i++) {
		const struct group *at = &answer.groups[i];
		struct str label = at->keys[0].value;
		if (at->figure.suppressed || (!at->figure.hit && !at->figure.n))
			continue;
		data->strata[data->stratum_count++] =
		    row_of(&at->figure, key_words(at->keys[0].key, label));
	}
	add_what_if(data, &answer.all_ai, "If all unknown were AI");
	add_what_if(data, &answer.none_ai, "If none were AI");
	drawn->source = forest_source(&answer, keep);
	struct str value = words_value(answer.measure, whole, keep);
	struct str interval = words_interval(answer.measure, whole, keep);
	drawn->alt =
	    value.ptr
		? arena_printf(keep,
		      "Pooled ratio " STR_FMT ", 95%% interval " STR_FMT
		      "; raw ratio " STR_FMT "; " STR_FMT,
		      STR_ARG(value), STR_ARG(interval),
		      STR_ARG(print_ratio(keep, whole->crude)),
		      STR_ARG(print_things(keep, (int64_t)data->stratum_count,
			  "stratum", "strata")))
		: arena_printf(keep,
		      STR_FMT " problems in AI-assisted lines and " STR_FMT
			      " in the others: too few to compare",
		      STR_ARG(print_count(keep, whole->hit)),
		      STR_ARG(print_count(keep, whole->n)));
	if (whole->hit || whole->n)
		drawn->data = data;
	return true;
}

/* ---------------------------------------------------------- control chart --
 */

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

static bool draw_control(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct control control = { 0 };
	struct arena *keep = request->keep;
	struct control_data *data = ARENA_NEW(keep, struct control_data);
	if (!ask(&answer, request, true, err))
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

/* --------------------------------------------------------------- heat map --
 */

enum { GAPS_MAX = 6, HEAT_ROWS_MAX = 24 };

struct heat_build {
	const struct template_node *gaps[GAPS_MAX];
	struct answer answers[GAPS_MAX];
	size_t gap_count;
	struct str rows[HEAT_ROWS_MAX];
	size_t row_count;
	size_t hidden; /* rows without any cell that may be shown */
};

static const struct figure *heat_figure(
    const struct answer *answer, struct str row)
{
	for (size_t i = 0; i < answer->group_count; i++)
		if (str_equal(answer->groups[i].keys[0].value, row))
			return &answer->groups[i].figure;
	return NULL;
}

static struct heat_cell cell_of(
    const struct answer *answer, const struct figure *figure)
{
	struct heat_cell cell = { .state = HEAT_NOT_ASSESSED };
	if (!figure || !figure->known || figure->suppressed || !figure->n)
		return cell;
	cell.assessed = figure->n;
	cell.open = answer->measure->direction == DIRECTION_DOWN
			? figure->hit
			: figure->n - figure->hit;
	cell.state = cell.open == 0		     ? HEAT_MET
		     : cell.open * 2 > cell.assessed ? HEAT_GAP
						     : HEAT_PART;
	return cell;
}

static bool ask_gaps(struct heat_build *build,
    const struct chart_request *request, struct error *err)
{
	for (const struct template_node *at = request->node->first; at;
	     at = at->next) {
		struct question question;
		if (!template_is(at, "gap") || build->gap_count == GAPS_MAX)
			continue;
		struct answer *answer = &build->answers[build->gap_count];
		expand_question(
		    &question, request->expansion, at, template_get(at, "of"));
		struct str *by = ARENA_NEW(request->keep, struct str);
		*by = template_get(request->node, "by");
		question.by = by;
		question.by_count = 1;
		if (!expand_ask(answer, request->expansion, &question, err))
			return false;
		if (answer->figure.known || answer->group_count)
			build->gaps[build->gap_count++] = at;
	}
	return true;
}

static bool has_shown(const struct heat_build *build, struct str row)
{
	for (size_t i = 0; i < build->gap_count; i++)
		if (cell_of(&build->answers[i],
			heat_figure(&build->answers[i], row))
			.state != HEAT_NOT_ASSESSED)
			return true;
	return false;
}

static void find_rows(struct heat_build *build)
{
	struct str hidden[HEAT_ROWS_MAX];
	for (size_t i = 0; i < build->gap_count; i++)
		for (size_t g = 0; g < build->answers[i].group_count; g++) {
			struct str row =
			    build->answers[i].groups[g].keys[0].value;
			bool known = !row.len;
			for (size_t k = 0; k < build->row_count; k++)
				known = known || str_equal(build->rows[k], row);
			for (size_t k = 0; k < build->hidden; k++)
				known = known || str_equal(hidden[k], row);
			if (known)
				continue;
			if (!has_shown(build, row)) {
				if (build->hidden < HEAT_ROWS_MAX)
					hidden[build->hidden++] = row;
			} else if (build->row_count < HEAT_ROWS_MAX) {
				build->rows[build->row_count++] = row;
			}
		}
}

static int64_t open_in_row(const struct heat_build *build, struct str row)
{
	int64_t open = 0;
	for (size_t i = 0; i < build->gap_count; i++) {
		struct heat_cell cell = cell_of(
		    &build->answers[i], heat_figure(&build->answers[i], row));
		open += cell.state == HEAT_GAP || cell.state == HEAT_PART;
	}
	return open;
}

/* Most open gaps first; insertion keeps the names' order among equals. */
static void sort_rows(struct heat_build *build)
{
	for (size_t i = 1; i < build->row_count; i++)
		for (size_t k = i; k > 0; k--) {
			int64_t a = open_in_row(build, build->rows[k - 1]);
			int64_t b = open_in_row(build, build->rows[k]);
			if (a > b || (a == b && str_compare(build->rows[k - 1],
						    build->rows[k]) <= 0))
				break;
			struct str row = build->rows[k];
			build->rows[k] = build->rows[k - 1];
			build->rows[k - 1] = row;
		}
}

static struct str two_lines(struct str label, struct arena *keep)
{
	char *copy = arena_z(keep, label);
	size_t best = label.len;
	for (size_t i = 0; i < label.len; i++)
		if (copy[i] == ' ' &&
		    (best == label.len ||
			labs((long)i - (long)label.len / 2) <
			    labs((long)best - (long)label.len / 2)))
			best = i;
	if (best < label.len)
		copy[best] = '\n';
	return (struct str){ copy, label.len };
}

static void fill_heat_cells(struct heat_data *data,
    const struct heat_build *build, struct table *table, struct arena *keep)
{
	size_t columns = build->gap_count;
	data->cells =
	    arena_array(keep, build->row_count * columns, sizeof *data->cells);
	data->cell_words = arena_array(
	    keep, build->row_count * columns, sizeof *data->cell_words);
	for (size_t r = 0; r < build->row_count; r++) {
		table_text(table, keep, build->rows[r]);
		for (size_t c = 0; c < columns; c++) {
			struct heat_cell cell = cell_of(&build->answers[c],
			    heat_figure(&build->answers[c], build->rows[r]));
			struct str *words = &data->cell_words[r * columns + c];
			data->cells[r * columns + c] = cell;
			if (cell.state == HEAT_NOT_ASSESSED) {
				const struct figure *hidden = heat_figure(
				    &build->answers[c], build->rows[r]);
				bool few = hidden && hidden->suppressed;
				if (few)
					*words = STR("too few");
				table_text(table, keep,
				    few ? STR("not shown, for privacy")
					: STR("not assessed"));
				table_text(table, keep, STR(""));
				continue;
			}
			*words =
			    cell.assessed < 100
				? arena_printf(keep, "%lld/%lld",
				      (long long)cell.open,
				      (long long)cell.assessed)
				: print_share(keep,
				      (double)cell.open / (double)cell.assessed,
				      0);
			table_value(table, keep,
			    arena_printf(keep, STR_FMT " of " STR_FMT,
				STR_ARG(print_count(keep, cell.open)),
				STR_ARG(print_count(keep, cell.assessed))),
			    arena_printf(keep, "%lld", (long long)cell.open));
			table_value(table, keep, STR(""),
			    arena_printf(
				keep, "%lld", (long long)cell.assessed));
		}
	}
}

static void fill_heat_totals(
    struct heat_data *data, const struct heat_build *build, struct arena *keep)
{
	size_t columns = build->gap_count;
	int64_t all_open = 0;
	int64_t all_assessed = 0;
	data->row_totals =
	    arena_array(keep, build->row_count * 2, sizeof *data->row_totals);
	data->column_totals =
	    arena_array(keep, columns, sizeof *data->column_totals);
	for (size_t r = 0; r < build->row_count; r++) {
		int64_t open = 0;
		int64_t assessed = 0;
		for (size_t c = 0; c < columns; c++) {
			enum heat_state state =
			    data->cells[r * columns + c].state;
			open += state == HEAT_GAP || state == HEAT_PART;
			assessed += state != HEAT_NOT_ASSESSED;
		}
		data->row_totals[r * 2] =
		    arena_printf(keep, "%lld", (long long)open);
		data->row_totals[r * 2 + 1] = arena_printf(
		    keep, "%lld of %zu", (long long)assessed, columns);
		all_open += open;
		all_assessed += assessed;
	}
	for (size_t c = 0; c < columns; c++) {
		int64_t open = 0;
		int64_t assessed = 0;
		for (size_t r = 0; r < build->row_count; r++) {
			enum heat_state state =
			    data->cells[r * columns + c].state;
			open += state == HEAT_GAP || state == HEAT_PART;
			assessed += state != HEAT_NOT_ASSESSED;
		}
		data->column_totals[c] = arena_printf(
		    keep, "%lld of %lld", (long long)open, (long long)assessed);
	}
	data->grand_totals[0] = arena_printf(keep, "%lld", (long long)all_open);
	data->grand_totals[1] = arena_printf(keep, "%lld of %zu",
	    (long long)all_assessed, build->row_count * columns);
}

/* The column in which most rows have a gap, for the title. */
static void set_worst(struct drawn *drawn, const struct heat_build *build,
    const struct heat_data *data, struct arena *keep)
{
	size_t columns = build->gap_count;
	size_t worst = 0;
	int64_t most = 0;
	int64_t of = 0;
	for (size_t c = 0; c < columns; c++) {
		int64_t open = 0;
		int64_t assessed = 0;
		for (size_t r = 0; r < build->row_count; r++) {
			enum heat_state state =
			    data->cells[r * columns + c].state;
			open += state == HEAT_GAP;
			assessed += state != HEAT_NOT_ASSESSED;
		}
		if (open > most) {
			most = open;
			worst = c;
			of = assessed;
		}
	}
	drawn->class =
	    most && build->row_count > 1 ? CLASS_CLEAR_UP : CLASS_OPEN;
	words_set(&drawn->fields, "groups",
	    print_count(keep, (int64_t)build->row_count));
	if (!most)
		return;
	words_set(
	    &drawn->fields, "top", template_get(build->gaps[worst], "label"));
	words_set(&drawn->fields, "top_value",
	    arena_printf(keep, "%lld of %lld", (long long)most, (long long)of));
}

static bool draw_heat(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct arena *keep = request->keep;
	struct heat_build *build = ARENA_NEW(keep, struct heat_build);
	struct heat_data *data = ARENA_NEW(keep, struct heat_data);
	if (!ask_gaps(build, request, err))
		return false;
	find_rows(build);
	sort_rows(build);
	struct str row_title =
	    print_sentence(keep, template_get(request->node, "by"));
	table_column(request->table, keep,
	    (struct table_column){ .name = template_get(request->node, "by"),
		.title = row_title });
	data->columns =
	    arena_array(keep, build->gap_count, sizeof *data->columns);
	for (size_t i = 0; i < build->gap_count; i++) {
		struct str label = template_get(build->gaps[i], "label");
		struct str id = build->answers[i].measure->id;
		data->columns[i] = two_lines(label, keep);
		table_column(request->table, keep,
		    (struct table_column){ .name = arena_printf(keep,
					       STR_FMT ".open", STR_ARG(id)),
			.title = label,
			.number = true });
		table_column(request->table, keep,
		    (struct table_column){
			.name = arena_printf(
			    keep, STR_FMT ".assessed", STR_ARG(id)),
			.show = SHOW_CSV });
	}
	data->row_title = row_title;
	data->rows = build->rows;
	data->row_count = build->row_count;
	data->column_count = build->gap_count;
	data->total_titles[0] = STR("Gaps\nopen");
	data->total_titles[1] = STR("Gaps\nassessed");
	drawn->kind = &chart_heat;
	drawn->alt = STR("");
	if (!build->row_count || !build->gap_count)
		return true;
	fill_heat_cells(data, build, request->table, keep);
	fill_heat_totals(data, build, keep);
	set_worst(drawn, build, data, keep);
	drawn->data = data;
	drawn->alt = arena_printf(keep,
	    STR_FMT " against " STR_FMT ": " STR_FMT " open; most in " STR_FMT,
	    STR_ARG(
		print_things(keep, (int64_t)build->row_count, "row", "rows")),
	    STR_ARG(
		print_things(keep, (int64_t)build->gap_count, "gap", "gaps")),
	    STR_ARG(data->grand_totals[0]), STR_ARG(build->rows[0]));
	if (build->hidden)
		drawn->source = arena_printf(keep,
		    STR_FMT " with too few people " STR_FMT " not shown.",
		    STR_ARG(print_things(
			keep, (int64_t)build->hidden, "row", "rows")),
		    STR_ARG(build->hidden == 1 ? STR("is") : STR("are")));
	return true;
}

/* ----------------------------------------------------------------- figure --
 */

static bool add_title(struct doc *figure, struct str *said,
    const struct drawn *drawn, const struct chart_request *request,
    struct error *err)
{
	struct expansion *expansion = request->expansion;
	struct doc *title =
	    add_paragraph(expansion, figure, TEXT_FIGURE_TITLE, STR_NONE);
	struct str say = template_get(request->node, "say");
	*said = STR_NONE;
	if (say.len)
		*said = words_say(expansion->words, say, drawn->class, false,
		    &drawn->fields, request->keep);
	if (said->ptr) {
		doc_add_run(request->keep, title, *said);
		return true;
	}
	return expand_text(
		   said, expansion, child(request->node, "title"), err) &&
	       expand_inline(
		   expansion, title, child(request->node, "title"), err);
}

static bool add_source(struct doc *figure, const struct drawn *drawn,
    const struct chart_request *request, struct error *err)
{
	struct doc *source =
	    add_paragraph(request->expansion, figure, TEXT_SMALL,
		arena_printf(request->keep, "Source: table " STR_FMT ". ",
		    STR_ARG(request->table->id)));
	if (drawn->source.len)
		doc_add_run(request->keep, source,
		    arena_printf(
			request->keep, STR_FMT " ", STR_ARG(drawn->source)));
	return expand_inline(
	    request->expansion, source, child(request->node, "source"), err);
}

static bool add_figure(struct doc *parent, const struct drawn *drawn,
    const struct chart_request *request, struct error *err)
{
	struct str said;
	struct expansion *expansion = request->expansion;
	struct doc *figure = doc_add(request->keep, parent, DOC_FIGURE);
	figure->id =
	    arena_printf(request->keep, "F-%02zu", ++expansion->figures);
	figure->chart = drawn->kind;
	figure->chart_data = drawn->data;
	if (!add_title(figure, &said, drawn, request, err) ||
	    !expand_inline(expansion,
		add_paragraph(expansion, figure, TEXT_SUBTITLE, STR_NONE),
		child(request->node, "subtitle"), err) ||
	    !add_source(figure, drawn, request, err))
		return false;
	figure->alt = arena_printf(request->keep, STR_FMT ". " STR_FMT ".",
	    STR_ARG(said), STR_ARG(drawn->alt));
	request->table->title = said;
	figure->twin = table_doc(request->table, NULL, true, request->keep);
	return true;
}

bool expand_chart(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	static const struct {
		const char *name;
		bool (*draw)(struct drawn *drawn,
		    const struct chart_request *request, struct error *err);
	} kinds[] = {
		{ "origin", draw_origin },
		{ "forest", draw_forest },
		{ "control", draw_control },
		{ "heat", draw_heat },
	};
	struct drawn drawn = { .class = CLASS_NONE };
	struct chart_request request = {
		.expansion = expansion, .node = node, .keep = expansion->keep
	};
	struct str title;
	if (!expand_text(&title, expansion, child(node, "title"), err))
		return false;
	size_t tables = expansion->tables.count;
	request.table = table_new(&expansion->tables, title, expansion->keep);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_equal_z(template_get(node, "kind"), kinds[i].name) &&
		    !kinds[i].draw(&drawn, &request, err))
			return error_while(err,
			    "drawing the chart at " STR_FMT ":%lld",
			    STR_ARG(node->place.file),
			    (long long)node->place.line);
	if (drawn.data)
		return add_figure(parent, &drawn, &request, err);
	/* Nothing to draw: no figure, no table. */
	expansion->tables.count = tables;
	return true;
}
