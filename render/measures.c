/* The measures of page one, a table row each: name and counts, value and
 * interval, place against the limit, status and owner, change, months. */
#include <math.h>

#include "analysis/measure.h"
#include "render/chart/chart.h"
#include "render/page_one.h"
#include "render/print.h"

enum { OPTIONS_MANY = 4, REASON_MAX = 36 };

static void add_heads(struct expansion *expansion, struct doc *table)
{
	struct arena *keep = expansion->keep;
	const struct {
		struct str first;
		struct str second;
		double width_pt;
	} heads[] = {
		{ STR("Measure"), STR_NONE, 132 },
		{ arena_printf(
		      keep, "This " STR_FMT, STR_ARG(expansion->facts.span)),
		    STR("95% interval"), 70 },
		{ STR("outside | limit | inside"), STR_NONE, 98 },
		{ STR("Status"), STR("Owner"), 74 },
		{ arena_printf(keep, "Against last " STR_FMT,
		      STR_ARG(expansion->facts.span)),
		    STR_NONE, 86 },
		{ STR("By month and limit"), STR_NONE, 44 },
	};
	struct doc *row = doc_add(keep, table, DOC_ROW);
	row->header = true;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct doc *cell = add_cell(expansion, row, heads[i].width_pt);
		add_paragraph(expansion, cell, TEXT_SMALL, heads[i].first);
		if (heads[i].second.ptr)
			add_paragraph(
			    expansion, cell, TEXT_SMALL, heads[i].second);
	}
	row->last->align = ALIGN_RIGHT;
}

static enum strip_unit strip_unit(const struct measure *measure)
{
	if (measure->kind == MEASURE_SHARE)
		return STRIP_SHARE;
	if (measure_is_ratio(measure))
		return STRIP_RATIO;
	return STRIP_COUNT;
}

static void add_name(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct doc *cell = add_cell(expansion, row, 0);
	cell->header = true;
	struct doc *name =
	    add_paragraph(expansion, cell, TEXT_NAME, indicator->name);
	cite_link(expansion, name->first,
	    cite_target(indicator->measure->id, expansion->keep));
	struct str counts = say_of(
	    expansion, "counts", indicator, indicator->answer.figure.class);
	if (counts.ptr)
		add_paragraph(expansion, cell, TEXT_SMALL, counts);
	if (indicator->answer.missing.ptr)
		add_paragraph(expansion, cell, TEXT_SMALL,
		    arena_printf(expansion->keep, "needs " STR_FMT,
			STR_ARG(indicator->answer.missing)));
	struct str few = words_few(expansion->words, indicator->measure,
	    &indicator->answer.figure, expansion->keep);
	if (few.ptr)
		add_paragraph(expansion, cell, TEXT_SMALL, few);
}

/* One digit more where a rounded end would read as the limit and is not. */
static struct str interval_of(
    const struct indicator *indicator, struct arena *keep)
{
	const struct figure *figure = &indicator->answer.figure;
	struct str text = words_interval(indicator->measure, figure, keep);
	double limit = rint(indicator->limit * 100);
	bool near = (rint(figure->low * 100) == limit &&
			figure->low != indicator->limit) ||
		    (rint(figure->high * 100) == limit &&
			figure->high != indicator->limit);
	if (!text.ptr || strip_unit(indicator->measure) != STRIP_SHARE || !near)
		return text;
	struct str low = print_share(keep, figure->low, 1);
	if (str_ends(low, STR("%")))
		low.len--;
	return arena_printf(keep, STR_FMT " to " STR_FMT, STR_ARG(low),
	    STR_ARG(print_share(keep, figure->high, 1)));
}

/* An end of an interval in points; one digit more where it rounds to none. */
static struct str point_end(double value, bool fine, struct arena *keep)
{
	if (!fine)
		return print_signed(keep, (int64_t)rint(value * 100));
	return arena_printf(keep, "%s" STR_FMT, value > 0 ? "+" : "",
	    STR_ARG(print_decimals(keep, value * 100, 1)));
}

/* One digit more where the whole percent would be none, all or the limit, and
 * is not: "0.3%". */
static struct str value_share(double share, double limit, struct arena *keep)
{
	bool fine = (share > 0 && share < 0.005) ||
		    (share < 1 && share >= 0.995) ||
		    (rint(share * 100) == rint(limit * 100) && share != limit);
	struct str text = print_share(keep, share, fine);
	if (str_starts(text, STR("under ")))
		return arena_printf(
		    keep, "<" STR_FMT, STR_ARG(str_skip(text, 6)));
	if (str_starts(text, STR("over ")))
		return arena_printf(
		    keep, ">" STR_FMT, STR_ARG(str_skip(text, 5)));
	return text;
}

/* The figure, or what stands in its place: false. */
static bool put_value(struct expansion *expansion, struct doc *cell,
    const struct indicator *indicator)
{
	struct arena *keep = expansion->keep;
	const struct figure *figure = &indicator->answer.figure;
	struct str value = words_value(indicator->measure, figure, keep);
	enum strip_unit unit = strip_unit(indicator->measure);
	if (!value.ptr) {
		add_paragraph(expansion, cell, TEXT_CELL,
		    figure->class == CLASS_TOO_LITTLE ? STR("Too little data")
						      : STR("Not assessed"))
		    ->first->colour = COLOUR_INK2;
		return false;
	}
	if (unit == STRIP_SHARE && figure->n >= 100)
		value = value_share(figure->value, indicator->limit, keep);
	if (unit == STRIP_RATIO)
		value = arena_printf(keep, STR_FMT "\xc3\x97", STR_ARG(value));
	add_paragraph(expansion, cell, TEXT_VALUE, value);
	return true;
}

static void add_value(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct arena *keep = expansion->keep;
	const struct measure *measure = indicator->measure;
	struct doc *cell = add_cell(expansion, row, 0);
	struct str interval = interval_of(indicator, keep);
	if (!put_value(expansion, cell, indicator))
		return;
	if (interval.ptr)
		add_paragraph(expansion, cell, TEXT_SMALL,
		    measure->kind == MEASURE_COUNT
			? arena_printf(
			      keep, "by chance " STR_FMT, STR_ARG(interval))
			: interval);
	else
		add_paragraph(expansion, cell, TEXT_SMALL,
		    arena_printf(keep, "all " STR_FMT " counted",
			STR_ARG(words_unit(measure))));
}

static void add_strip(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct arena *keep = expansion->keep;
	struct doc *cell = add_cell(expansion, row, 0);
	struct doc *figure = doc_add(keep, cell, DOC_FIGURE);
	struct strip_data *data = ARENA_NEW(keep, struct strip_data);
	*data = (struct strip_data){
		.unit = strip_unit(indicator->measure),
		.up_is_good = indicator->at_least,
		.counted = indicator->measure->kind == MEASURE_COUNT,
		.figure = indicator->answer.figure,
		.status = indicator->status,
		.limit = indicator->limit,
		.limit_words = indicator->limit_words,
	};
	figure->is_inline = true;
	figure->chart = &chart_strip;
	figure->chart_data = data;
	figure->alt = arena_printf(keep, "%s, limit " STR_FMT "%s",
	    words_status(indicator->status), STR_ARG(indicator->limit_words),
	    indicator->agreed ? "" : ", a default");
}

static void put_status(struct expansion *expansion, struct doc *cell,
    const struct indicator *indicator)
{
	struct doc *paragraph =
	    add_paragraph(expansion, cell, TEXT_CELL, STR_NONE);
	struct doc *run = doc_add_run(expansion->keep, paragraph,
	    str_from(words_status(indicator->status)));
	run->mark = words_status_mark(indicator->status);
	if (indicator->status == STATUS_INSIDE)
		run->colour = COLOUR_BLUE;
	if (indicator->status == STATUS_OUTSIDE)
		run->colour = COLOUR_ALERT;
	if (indicator->status == STATUS_NOT_ASSESSED ||
	    indicator->status == STATUS_TOO_LITTLE)
		run->colour = COLOUR_INK2;
	if (indicator->status == STATUS_OUTSIDE ||
	    indicator->status == STATUS_BORDERLINE)
		run->weight = 600;
}

static void add_status(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct doc *cell = add_cell(expansion, row, 0);
	put_status(expansion, cell, indicator);
	add_paragraph(expansion, cell, TEXT_SMALL,
	    print_cut(expansion->keep, indicator->owner, OWNER_MAX));
}

/* The last figure, as short as it goes: "24/36" of few. */
static struct str was_words(
    const struct indicator *indicator, struct arena *keep)
{
	const struct figure *previous = &indicator->previous;
	if (indicator->measure->kind == MEASURE_SHARE &&
	    indicator->measure->reading != READING_DIFFERENCE &&
	    previous->n < 100)
		return arena_printf(keep, "%lld/%lld", (long long)previous->hit,
		    (long long)previous->n);
	return words_value(indicator->measure, previous, keep);
}

/* "+8 points, was 74%", "x 0.98, was 1.34", "U+2212 8, was 19". */
static struct str change_words(
    const struct indicator *indicator, struct arena *keep)
{
	const struct figure *change = &indicator->change;
	struct str was = was_words(indicator, keep);
	struct str size;
	switch (strip_unit(indicator->measure)) {
	case STRIP_SHARE:
		size = print_points(keep, change->value);
		break;
	case STRIP_RATIO:
		size = arena_printf(keep, "\xc3\x97 " STR_FMT,
		    STR_ARG(print_ratio(keep, change->value)));
		break;
	case STRIP_COUNT:
	default:
		size = print_signed(
		    keep, (int64_t)llrint(indicator->answer.figure.value -
					  indicator->previous.value));
		break;
	}
	return arena_printf(
	    keep, STR_FMT ", was " STR_FMT, STR_ARG(size), STR_ARG(was));
}

/* The interval; where nothing can be compared, why. */
static struct str change_interval(
    const struct indicator *indicator, struct arena *keep)
{
	const struct figure *change = &indicator->change;
	if (change->class == CLASS_NOT_COMPARABLE && change->reason.len)
		return print_cut(keep, change->reason, REASON_MAX);
	if (!change->has_interval)
		return indicator->measure->census ? STR("all counted")
						  : STR_NONE;
	bool fine = fabs(change->low) < 0.005 || fabs(change->high) < 0.005;
	switch (strip_unit(indicator->measure)) {
	case STRIP_SHARE:
		return arena_printf(keep, "interval " STR_FMT " to " STR_FMT,
		    STR_ARG(point_end(change->low, fine, keep)),
		    STR_ARG(point_end(change->high, fine, keep)));
	case STRIP_RATIO:
		return arena_printf(keep, "interval " STR_FMT " to " STR_FMT,
		    STR_ARG(print_ratio(keep, change->low)),
		    STR_ARG(print_ratio(keep, change->high)));
	case STRIP_COUNT:
	default:
		return change->class == CLASS_CLEAR_UP ||
			       change->class == CLASS_CLEAR_DOWN
			   ? STR("more than chance")
			   : STR("within chance");
	}
}

/* What the last period had too little of; of this one its name says so. */
static void add_few_then(struct expansion *expansion, struct doc *cell,
    const struct indicator *indicator)
{
	struct arena *keep = expansion->keep;
	struct str few = words_few(
	    expansion->words, indicator->measure, &indicator->previous, keep);
	if (few.ptr && indicator->answer.figure.class != CLASS_TOO_LITTLE)
		add_paragraph(expansion, cell, TEXT_SMALL,
		    arena_printf(keep, "last " STR_FMT ": " STR_FMT,
			STR_ARG(expansion->facts.span), STR_ARG(few)));
}

static void put_change(struct expansion *expansion, struct doc *cell,
    const struct indicator *indicator, bool with_interval)
{
	struct arena *keep = expansion->keep;
	enum measure_direction good =
	    indicator->at_least ? DIRECTION_UP : DIRECTION_DOWN;
	bool compared = indicator->change.known && indicator->previous.known &&
			indicator->answer.figure.known;
	enum word_class class = indicator->change.class;
	if (!compared && class != CLASS_NOT_COMPARABLE)
		class =
		    indicator->answer.figure.known && class == CLASS_TOO_LITTLE
			? CLASS_TOO_LITTLE
			: CLASS_NOT_ASSESSED;
	struct doc *paragraph =
	    add_paragraph(expansion, cell, TEXT_CELL, STR_NONE);
	struct doc *run =
	    doc_add_run(keep, paragraph, str_from(words_change(class, good)));
	run->mark = words_change_mark(class);
	run->colour = compared ? words_change_colour(class, good) : COLOUR_INK2;
	if (run->colour == COLOUR_BLUE || run->colour == COLOUR_ALERT)
		run->weight = 600;
	if (class == CLASS_TOO_LITTLE)
		add_few_then(expansion, cell, indicator);
	if (!compared)
		return;
	add_paragraph(
	    expansion, cell, TEXT_SMALL, change_words(indicator, keep));
	struct str interval = change_interval(indicator, keep);
	if (with_interval && interval.ptr)
		add_paragraph(expansion, cell, TEXT_SMALL, interval);
}

static void add_change(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	put_change(expansion, add_cell(expansion, row, 0), indicator, true);
}

static size_t known_months(const struct indicator *indicator)
{
	size_t known = 0;
	for (size_t i = 0; i < indicator->trend_count; i++)
		known += indicator->trend_known[i];
	return known;
}

static void add_trend(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct arena *keep = expansion->keep;
	struct doc *cell = add_cell(expansion, row, 0);
	size_t known = known_months(indicator);
	cell->align = ALIGN_RIGHT;
	if (known < 8) {
		add_paragraph(expansion, cell, TEXT_SMALL,
		    print_things(keep, (int64_t)known, "month", "months"));
		return;
	}
	struct sparkline_data *data = ARENA_NEW(keep, struct sparkline_data);
	*data = (struct sparkline_data){
		.unit = strip_unit(indicator->measure),
		.values = indicator->trend,
		.known = indicator->trend_known,
		.count = indicator->trend_count,
		.has_limit = true,
		.limit = indicator->limit,
		.status = indicator->status,
	};
	struct doc *figure = doc_add(keep, cell, DOC_FIGURE);
	figure->is_inline = true;
	figure->chart = &chart_sparkline;
	figure->chart_data = data;
	figure->alt = arena_printf(keep, "%zu months, %zu with a figure",
	    indicator->trend_count, known);
}

/* The same rows as data, for the CSV. */
static struct table *measures_table(struct expansion *expansion)
{
	struct arena *keep = expansion->keep;
	const struct indicators *all = &expansion->indicators;
	struct table *table = table_new(
	    &expansion->tables, STR("Measures against their limits"), keep);
	table_columns(table, keep,
	    "measure;id;value;low;high;hit;n;like_hit;like_n;state;bound;"
	    "limit;agreed;status;owner;previous;change;change_low;change_high;"
	    "change_p_adjusted;"
	    "change_word;previous_hit;previous_n;months;months_known");
	for (size_t i = 0; i < all->count; i++) {
		const struct indicator *at = &all->items[i];
		const struct figure *now = &at->answer.figure;
		const struct figure *change = &at->change;
		bool compared = change->known && at->previous.known;
		bool counts =
		    now->class != CLASS_NOT_ASSESSED && !now->suppressed;
		const struct str none = STR("");
		table_text(table, keep, at->name);
		table_text(table, keep, at->measure->id);
		table_real(table, keep, none, now->value, now->known);
		table_real(table, keep, none, now->low, now->has_interval);
		table_real(table, keep, none, now->high, now->has_interval);
		table_real(table, keep, none, (double)now->hit, counts);
		table_real(table, keep, none, (double)now->n, counts);
		table_real(table, keep, none, (double)now->like_hit,
		    counts && measure_is_ratio(at->measure));
		table_real(table, keep, none, (double)now->like_n,
		    counts && measure_is_ratio(at->measure));
		table_text(table, keep, words_state(at->measure, now));
		table_text(table, keep,
		    at->at_least ? STR("at least") : STR("at most"));
		table_real(table, keep, none, at->limit, true);
		table_text(table, keep, at->agreed ? STR("yes") : STR("no"));
		table_text(table, keep, str_from(words_status(at->status)));
		table_text(table, keep, at->owner);
		table_real(
		    table, keep, none, at->previous.value, at->previous.known);
		table_real(table, keep, none, change->value, compared);
		table_real(table, keep, none, change->low,
		    compared && change->has_interval);
		table_real(table, keep, none, change->high,
		    compared && change->has_interval);
		table_real(table, keep, none, change->p_adjusted,
		    compared && change->tested);
		table_text(table, keep,
		    compared
			? str_from(words_change(change->class,
			      at->at_least ? DIRECTION_UP : DIRECTION_DOWN))
			: none);
		bool counted = at->previous.known && !at->previous.suppressed;
		table_real(
		    table, keep, none, (double)at->previous.hit, counted);
		table_real(table, keep, none, (double)at->previous.n, counted);
		table_count(table, keep, (int64_t)at->trend_count);
		table_count(table, keep, (int64_t)known_months(at));
	}
	return table;
}

/* "Seven measures; four limits agreed, three defaults". */
static struct str measures_title(const struct indicators *all,
    const struct indicator *spare, struct arena *keep)
{
	size_t agreed = 0;
	for (size_t i = 0; i < all->count; i++)
		agreed += all->items[i].agreed;
	struct str count =
	    print_sentence(keep, print_small(keep, (int64_t)all->count));
	struct str head =
	    spare ? STR("Six of seven measures")
		  : arena_printf(keep, STR_FMT " %s", STR_ARG(count),
			all->count == 1 ? "measure" : "measures");
	if (agreed == all->count)
		return arena_printf(keep,
		    STR_FMT " against the limits that were agreed",
		    STR_ARG(head));
	if (!agreed)
		return arena_printf(keep,
		    STR_FMT " against default limits that nobody has agreed "
			    "yet",
		    STR_ARG(head));
	return arena_printf(keep,
	    STR_FMT "; " STR_FMT " %s agreed, " STR_FMT " %s", STR_ARG(head),
	    STR_ARG(print_small(keep, (int64_t)agreed)),
	    agreed == 1 ? "limit" : "limits",
	    STR_ARG(print_small(keep, (int64_t)(all->count - agreed))),
	    all->count - agreed == 1 ? "a default" : "defaults");
}

/* The seventh measure gives way when a meeting has much to decide: the last
 * that is neither outside nor borderline. NULL: all fit. */
static bool find_spare(const struct indicator **spare,
    struct expansion *expansion, struct error *err)
{
	const struct indicators *all = &expansion->indicators;
	struct options open;
	*spare = NULL;
	if (!decisions_read(&open, expansion, true, err))
		return false;
	if (all->count < INDICATORS_MAX || open.count < OPTIONS_MANY)
		return true;
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].status != STATUS_OUTSIDE &&
		    all->items[i].status != STATUS_BORDERLINE)
			*spare = &all->items[i];
	return true;
}

/* The measure without a row, in one line: "Repositories scanned in the period:
 * 3 of 3, inside (limit at least 100%)." */
static void add_spare(struct expansion *expansion, struct doc *parent,
    const struct indicator *spare)
{
	struct arena *keep = expansion->keep;
	struct str value =
	    words_value(spare->measure, &spare->answer.figure, keep);
	struct str status =
	    arena_lower(keep, str_from(words_status(spare->status)));
	cite_add(expansion,
	    add_paragraph(expansion, parent, TEXT_SMALL, STR_NONE),
	    arena_printf(keep,
		STR_FMT ": " STR_FMT "%s" STR_FMT " (limit " STR_FMT
			")%s" STR_FMT ".",
		STR_ARG(spare->name), STR_ARG(value), value.len ? ", " : "",
		STR_ARG(status), STR_ARG(spare->limit_words),
		spare->answer.missing.ptr ? "; it needs " : "",
		STR_ARG(spare->answer.missing)),
	    spare->measure->id, spare->answer.figure.class);
}

bool block_measures(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct arena *keep = expansion->keep;
	const struct indicators *all = &expansion->indicators;
	const struct indicator *spare;
	if (!all->count)
		return true;
	if (!find_spare(&spare, expansion, err))
		return false;
	struct table *data = measures_table(expansion);
	for (size_t i = 0; i < all->count; i++)
		table_tells(data, all->items[i].measure->id, keep);
	struct doc *table = doc_add(keep, parent, DOC_TABLE);
	table->block = BLOCK_MEASURES;
	table->id = data->id;
	table->data = data;
	add_paragraph(expansion, table, TEXT_BLOCK_TITLE,
	    measures_title(all, spare, keep));
	add_heads(expansion, table);
	for (size_t i = 0; i < all->count; i++) {
		const struct indicator *at = &all->items[i];
		if (at == spare)
			continue;
		struct question question = { .id = at->measure->id };
		struct answer answer;
		struct doc *row = doc_add(keep, table, DOC_ROW);
		row->data_row = i + 1;
		add_name(expansion, row, at);
		add_value(expansion, row, at);
		add_strip(expansion, row, at);
		add_status(expansion, row, at);
		add_change(expansion, row, at);
		add_trend(expansion, row, at);
		row->keep = true;
		if (!expand_ask(&answer, expansion, &question, err))
			return false;
	}
	table->last->keep = false;
	if (spare)
		add_spare(expansion, parent, spare);
	return true;
}

static void add_short_heads(struct expansion *expansion, struct doc *table)
{
	struct str span = expansion->facts.span;
	const struct {
		struct str text;
		double width_pt;
	} heads[] = {
		{ STR("Measure"), 198 },
		{ arena_printf(expansion->keep, "This " STR_FMT, STR_ARG(span)),
		    100 },
		{ STR("Status"), 88 },
		{ arena_printf(
		      expansion->keep, "Against last " STR_FMT, STR_ARG(span)),
		    118 },
	};
	struct doc *row = doc_add(expansion->keep, table, DOC_ROW);
	row->header = true;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct doc *cell = add_cell(expansion, row, heads[i].width_pt);
		add_paragraph(expansion, cell, TEXT_SMALL, heads[i].text);
	}
}

/* All below NODE tells of MEASURE: no table stands behind it that would say so.
 */
static void tell_of(struct doc *node, struct str measure)
{
	if (node->kind == DOC_RUN)
		node->of = measure;
	for (struct doc *at = node->first; at; at = at->next)
		tell_of(at, measure);
}

static void add_short_row(struct expansion *expansion, struct doc *table,
    const struct indicator *indicator)
{
	struct doc *row = doc_add(expansion->keep, table, DOC_ROW);
	add_name(expansion, row, indicator);
	struct doc *cell = add_cell(expansion, row, 0);
	put_value(expansion, cell, indicator);
	add_paragraph(expansion, cell, TEXT_SMALL,
	    arena_printf(expansion->keep, "limit " STR_FMT "%s",
		STR_ARG(indicator->limit_words),
		indicator->agreed ? "" : ", a default"));
	put_status(expansion, add_cell(expansion, row, 0), indicator);
	put_change(expansion, add_cell(expansion, row, 0), indicator, false);
	tell_of(row, indicator->measure->id);
}

bool block_measures_short(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct arena *keep = expansion->keep;
	const struct indicators *all = &expansion->indicators;
	(void)err;
	if (!all->count)
		return true;
	struct doc *table = doc_add(keep, parent, DOC_TABLE);
	table->block = BLOCK_SHORT;
	add_paragraph(expansion, table, TEXT_BLOCK_TITLE,
	    measures_title(all, NULL, keep));
	add_short_heads(expansion, table);
	for (size_t i = 0; i < all->count; i++)
		add_short_row(expansion, table, &all->items[i]);
	return true;
}
