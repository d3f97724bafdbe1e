/* The blocks of the first page: cover strip, verdict, measures against their
 * limits, decisions, how sure we are. Their geometry is in the back ends
 * (enum doc_block), their words in data/words.csv; here is what they hold.
 * Bad news first; what is not known stands in the same size of type. */
#include "render/expand.h"

#include <math.h>

#include "base/vec.h"
#include "model/query.h"
#include "render/chart/chart.h"
#include "render/print.h"

#define VERDICT_MAX 192	 /* characters: three lines */
#define SENTENCE_MAX 120 /* three lines of about 36 */

struct doc *add_paragraph(struct expansion *expansion, struct doc *parent,
    enum text_role role, struct str text)
{
	struct doc *paragraph = doc_add(expansion->keep, parent, DOC_PARAGRAPH);
	paragraph->role = role;
	if (text.len)
		doc_add_run(expansion->keep, paragraph, text);
	return paragraph;
}

struct doc *add_strong(
    struct expansion *expansion, struct doc *parent, struct str text)
{
	struct doc *run = doc_add_run(expansion->keep, parent, text);
	run->weight = 600;
	return run;
}

/* ----------------------------------------------------------------- cover -- */

static void add_pair(struct expansion *expansion, struct doc *grid,
    const char *label, struct str value)
{
	struct doc *cell = doc_add(expansion->keep, grid, DOC_GRID_CELL);
	add_paragraph(expansion, cell, TEXT_SMALL, str_from(label));
	add_paragraph(expansion, cell, TEXT_SMALL, value)->first->colour =
	    COLOUR_INK;
}

static bool cover(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	const struct doc_meta *meta = expansion->meta;
	const struct facts *facts = &expansion->facts;
	struct doc *grid = doc_add(expansion->keep, parent, DOC_GRID);
	struct doc *cell = doc_add(expansion->keep, grid, DOC_GRID_CELL);
	struct doc *title = doc_add(expansion->keep, cell, DOC_HEADING);
	struct str edition = meta->edition;
	(void)err;
	grid->block = BLOCK_COVER;
	title->level = 1;
	title->role = TEXT_TITLE;
	doc_add_run(expansion->keep, title, meta->title);
	if (str_ends(edition, STR(" edition")))
		edition.len -= 8;
	add_pair(expansion, grid, "Period", facts->dates);
	add_pair(expansion, grid, "Edition", edition);
	add_pair(expansion, grid, "Classification", meta->classification);
	add_pair(expansion, grid, "Report", meta->report_id);
	add_pair(expansion, grid, "Made from",
	    arena_printf(expansion->keep, "sha256 %.4s %.4s, " STR_FMT,
		facts->digest.ptr, facts->digest.ptr + 4,
		STR_ARG(meta->program)));
	return true;
}

/* --------------------------------------------------------------- verdict -- */

struct tally {
	size_t assessed;
	size_t outside;
	size_t borderline;
	size_t better;
	size_t worse;
	size_t compared;
};

static struct tally tally(const struct indicators *indicators)
{
	struct tally sum = {
		.outside = indicators_with(indicators, STATUS_OUTSIDE),
		.borderline = indicators_with(indicators, STATUS_BORDERLINE),
	};
	sum.assessed = sum.outside + sum.borderline +
		       indicators_with(indicators, STATUS_INSIDE);
	for (size_t i = 0; i < indicators->count; i++) {
		const struct indicator *at = &indicators->items[i];
		enum measure_direction good =
		    at->at_least ? DIRECTION_UP : DIRECTION_DOWN;
		enum colour colour =
		    words_change_colour(at->change.class, good);
		sum.better += colour == COLOUR_BLUE;
		sum.worse += colour == COLOUR_ALERT;
		sum.compared += at->previous.known && at->change.known;
	}
	return sum;
}

static struct str direction(struct expansion *expansion, struct tally sum)
{
	const char *span = expansion->facts.span.ptr;
	if (!sum.compared)
		return STR("No earlier period to compare with");
	if (sum.better && sum.worse)
		return arena_printf(expansion->keep,
		    "Some measures better and some worse than last %s", span);
	if (sum.better)
		return arena_printf(
		    expansion->keep, "Better than last %s", span);
	if (sum.worse)
		return arena_printf(
		    expansion->keep, "Worse than last %s", span);
	return arena_printf(expansion->keep, "Unchanged since last %s", span);
}

/* "two of six measures are outside the limit and two borderline" */
static struct str position(struct expansion *expansion, struct tally sum)
{
	struct arena *keep = expansion->keep;
	struct str all = print_small(keep, (int64_t)sum.assessed);
	struct str out = print_small(keep, (int64_t)sum.outside);
	struct str near = print_small(keep, (int64_t)sum.borderline);
	const char *things = sum.assessed == 1 ? "measure" : "measures";
	const char *limit = sum.outside == 1 ? "its limit" : "their limits";
	if (!sum.outside && !sum.borderline)
		return sum.assessed == 1
			   ? STR("the one measure assessed is inside its limit")
			   : arena_printf(keep,
				 "all " STR_FMT
				 " measures assessed are inside their "
				 "limits",
				 STR_ARG(all));
	if (sum.outside && sum.borderline)
		return arena_printf(keep,
		    STR_FMT " of " STR_FMT " %s %s outside %s and " STR_FMT
			    " borderline",
		    STR_ARG(out), STR_ARG(all), things,
		    sum.outside == 1 ? "is" : "are", limit, STR_ARG(near));
	if (sum.outside)
		return arena_printf(keep,
		    STR_FMT " of " STR_FMT " %s %s outside %s", STR_ARG(out),
		    STR_ARG(all), things, sum.outside == 1 ? "is" : "are",
		    limit);
	return arena_printf(keep,
	    STR_FMT " of " STR_FMT " %s %s borderline, none outside",
	    STR_ARG(near), STR_ARG(all), things,
	    sum.borderline == 1 ? "is" : "are");
}

static struct str say_of(struct expansion *expansion, const char *what,
    const struct indicator *indicator, enum word_class class)
{
	return words_say(expansion->words,
	    arena_printf(
		expansion->keep, "%s." STR_FMT, what, STR_ARG(indicator->key)),
	    class, indicator->answer.figure.unstable, &indicator->fields,
	    expansion->keep);
}

static bool verdict(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct arena *keep = expansion->keep;
	struct tally sum = tally(&expansion->indicators);
	const struct indicator *weak =
	    indicators_weakest(&expansion->indicators);
	struct str first;
	struct str reason = STR_NONE;
	(void)err;
	if (!sum.assessed) {
		first = STR("Too little is known to judge: no measure could "
			    "be held against a limit.");
	} else {
		bool turn =
		    !sum.compared || (sum.better && !sum.worse && sum.outside);
		first = arena_printf(keep, STR_FMT "%s " STR_FMT ".",
		    STR_ARG(direction(expansion, sum)),
		    !sum.compared ? ":"
		    : turn	  ? ", but"
				  : ", and",
		    STR_ARG(position(expansion, sum)));
	}
	if (weak)
		reason =
		    say_of(expansion, "weak", weak, weak->answer.figure.class);
	struct doc *paragraph =
	    add_paragraph(expansion, parent, TEXT_VERDICT, STR_NONE);
	add_strong(expansion, paragraph, first);
	if (reason.ptr && first.len + reason.len < VERDICT_MAX)
		doc_add_run(keep, paragraph,
		    arena_printf(keep, " " STR_FMT, STR_ARG(reason)));
	return true;
}

/* -------------------------------------------------------------- measures -- */

static struct doc *add_cell(
    struct expansion *expansion, struct doc *row, double width_pt)
{
	struct doc *cell = doc_add(expansion->keep, row, DOC_CELL);
	cell->width_pt = row->header ? width_pt : 0;
	cell->header = row->header;
	return cell;
}

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
		{ STR("Against last"), expansion->facts.span, 86 },
		{ STR("By month"), STR("and limit"), 44 },
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
	if (measure->kind == MEASURE_RATE && measure->reading == READING_PLAIN)
		return STRIP_RATIO;
	return STRIP_COUNT;
}

static void add_name(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct doc *cell = add_cell(expansion, row, 0);
	cell->header = true;
	add_paragraph(expansion, cell, TEXT_NAME, indicator->name);
	struct str counts = say_of(
	    expansion, "counts", indicator, indicator->answer.figure.class);
	if (counts.ptr)
		add_paragraph(expansion, cell, TEXT_SMALL, counts);
}

static void add_value(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct arena *keep = expansion->keep;
	const struct figure *figure = &indicator->answer.figure;
	const struct measure *measure = indicator->measure;
	struct doc *cell = add_cell(expansion, row, 0);
	struct str value = words_value(measure, figure, keep);
	struct str interval = words_interval(measure, figure, keep);
	if (!value.ptr) {
		/* The same size as a known one would have. */
		add_paragraph(expansion, cell, TEXT_VALUE,
		    figure->class == CLASS_TOO_LITTLE ? STR("Too little")
						      : STR("Unknown"));
		return;
	}
	if (strip_unit(measure) == STRIP_RATIO)
		value = arena_printf(keep, STR_FMT "\xc3\x97", STR_ARG(value));
	add_paragraph(expansion, cell, TEXT_VALUE, value);
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

static void add_status(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct doc *cell = add_cell(expansion, row, 0);
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
	add_paragraph(expansion, cell, TEXT_SMALL, indicator->owner);
}

/* "+8 points, was 74%", "x 0.98, was 1.34", "U+2212 8, was 19". */
static struct str change_words(
    const struct indicator *indicator, struct arena *keep)
{
	const struct figure *change = &indicator->change;
	struct str was =
	    words_value(indicator->measure, &indicator->previous, keep);
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

static struct str change_interval(
    const struct indicator *indicator, struct arena *keep)
{
	const struct figure *change = &indicator->change;
	if (!change->has_interval)
		return indicator->measure->census ? STR("all counted")
						  : STR_NONE;
	switch (strip_unit(indicator->measure)) {
	case STRIP_SHARE:
		return arena_printf(keep, "interval " STR_FMT " to " STR_FMT,
		    STR_ARG(
			print_signed(keep, (int64_t)rint(change->low * 100))),
		    STR_ARG(
			print_signed(keep, (int64_t)rint(change->high * 100))));
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

static void add_change(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct arena *keep = expansion->keep;
	struct doc *cell = add_cell(expansion, row, 0);
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
	if (!compared)
		return;
	add_paragraph(
	    expansion, cell, TEXT_SMALL, change_words(indicator, keep));
	struct str interval = change_interval(indicator, keep);
	if (interval.ptr)
		add_paragraph(expansion, cell, TEXT_SMALL, interval);
}

static void add_trend(struct expansion *expansion, struct doc *row,
    const struct indicator *indicator)
{
	struct arena *keep = expansion->keep;
	struct doc *cell = add_cell(expansion, row, 0);
	size_t known = 0;
	cell->align = ALIGN_RIGHT;
	for (size_t i = 0; i < indicator->trend_count; i++)
		known += indicator->trend_known[i];
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
	    "measure;id;value;low;high;hit;n;bound;limit;agreed;status;owner;"
	    "previous;change;change_low;change_high;change_p_adjusted;"
	    "change_word");
	for (size_t i = 0; i < all->count; i++) {
		const struct indicator *at = &all->items[i];
		const struct figure *now = &at->answer.figure;
		const struct figure *change = &at->change;
		bool compared = change->known && at->previous.known;
		const struct str none = STR("");
		table_text(table, keep, at->name);
		table_text(table, keep, at->measure->id);
		table_real(table, keep, none, now->value, now->known);
		table_real(table, keep, none, now->low, now->has_interval);
		table_real(table, keep, none, now->high, now->has_interval);
		table_count(table, keep, now->hit);
		table_count(table, keep, now->n);
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
		table_real(table, keep, none, change->p_adjusted, compared);
		table_text(table, keep,
		    compared
			? str_from(words_change(change->class,
			      at->at_least ? DIRECTION_UP : DIRECTION_DOWN))
			: none);
	}
	return table;
}

static struct str measures_title(
    const struct indicators *all, struct arena *keep)
{
	size_t agreed = 0;
	for (size_t i = 0; i < all->count; i++)
		agreed += all->items[i].agreed;
	struct str count =
	    print_sentence(keep, print_small(keep, (int64_t)all->count));
	const char *things = all->count == 1 ? "measure" : "measures";
	if (agreed == all->count)
		return arena_printf(keep,
		    STR_FMT " %s against the limits that were agreed",
		    STR_ARG(count), things);
	if (!agreed)
		return arena_printf(keep,
		    STR_FMT
		    " %s against default limits that nobody has agreed yet",
		    STR_ARG(count), things);
	return arena_printf(keep,
	    STR_FMT " %s, " STR_FMT " against agreed limits, " STR_FMT
		    " against defaults",
	    STR_ARG(count), things, STR_ARG(print_small(keep, (int64_t)agreed)),
	    STR_ARG(print_small(keep, (int64_t)(all->count - agreed))));
}

static bool measures(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct arena *keep = expansion->keep;
	const struct indicators *all = &expansion->indicators;
	if (!all->count)
		return true;
	const struct table *data = measures_table(expansion);
	struct doc *table = doc_add(keep, parent, DOC_TABLE);
	table->block = BLOCK_MEASURES;
	table->id = data->id;
	add_paragraph(
	    expansion, table, TEXT_BLOCK_TITLE, measures_title(all, keep));
	add_heads(expansion, table);
	for (size_t i = 0; i < all->count; i++) {
		const struct indicator *at = &all->items[i];
		struct question question = { .id = at->measure->id };
		struct answer answer;
		struct doc *row = doc_add(keep, table, DOC_ROW);
		add_name(expansion, row, at);
		add_value(expansion, row, at);
		add_strip(expansion, row, at);
		add_status(expansion, row, at);
		add_change(expansion, row, at);
		add_trend(expansion, row, at);
		row->keep = i + 1 < all->count;
		if (!expand_ask(&answer, expansion, &question, err))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------- decisions -- */

struct option {
	struct str key;
	struct str title;
	struct str owner;
	int64_t due_time;
	struct str state;
	struct str option;
	struct str text;
	struct str cost;
	struct str effect;
	bool recommended;
};

struct options {
	struct option *items;
	size_t count;
	size_t room;
};

static bool read_options(struct options *options, struct expansion *expansion,
    bool open, struct error *err)
{
	struct query *query = NULL;
	struct arena *keep = expansion->keep;
	*options = (struct options){ 0 };
	if (!query_open(&query, expansion->model,
		"SELECT key, title, owner, due_time, state, option,"
		" option_text, cost, effect, recommended FROM decision"
		" WHERE (state = 'open') = ?1"
		" AND (asked_time IS NULL OR asked_time <= ?2)"
		" ORDER BY key, option",
		err))
		return false;
	query_bind_int(query, 1, open);
	/* A meeting follows the period that it speaks of. */
	query_bind_int(query, 2, expansion->meta->as_of + 92 * DAY_SECONDS);
	while (query_next(query)) {
		struct option option = {
			.key = arena_str(keep, query_text(query, 0)),
			.title = arena_str(keep, query_text(query, 1)),
			.owner = arena_str(keep, query_text(query, 2)),
			.due_time = query_int(query, 3),
			.state = arena_str(keep, query_text(query, 4)),
			.option = arena_str(keep, query_text(query, 5)),
			.text = arena_str(keep, query_text(query, 6)),
			.cost = arena_str(keep, query_text(query, 7)),
			.effect = arena_str(keep, query_text(query, 8)),
			.recommended = query_int(query, 9) == 1,
		};
		VEC_PUSH(options, keep, option);
	}
	return query_close(query, err);
}

static struct str owner_and_date(
    const struct option *option, struct arena *keep)
{
	struct str owner =
	    option->owner.len ? option->owner : STR("owner not named");
	if (option->due_time == UNKNOWN)
		return arena_printf(
		    keep, STR_FMT ", no date set", STR_ARG(owner));
	return arena_printf(keep, STR_FMT ", by " STR_FMT, STR_ARG(owner),
	    STR_ARG(print_date(keep, option->due_time)));
}

static void add_option(struct expansion *expansion, struct doc *table,
    const struct option *option, bool first, bool last)
{
	struct arena *keep = expansion->keep;
	struct doc *row = doc_add(keep, table, DOC_ROW);
	struct doc *cell = add_cell(expansion, row, 0);
	row->recommended = option->recommended;
	row->keep = !last;
	cell->header = true;
	if (first) {
		add_paragraph(expansion, cell, TEXT_NAME,
		    arena_printf(keep, STR_FMT " " STR_FMT,
			STR_ARG(option->key), STR_ARG(option->title)));
		add_paragraph(
		    expansion, cell, TEXT_SMALL, owner_and_date(option, keep));
	}
	cell = add_cell(expansion, row, 0);
	add_paragraph(expansion, cell,
	    option->recommended ? TEXT_NAME : TEXT_CELL,
	    arena_printf(keep, STR_FMT " " STR_FMT, STR_ARG(option->option),
		STR_ARG(option->text)));
	cell = add_cell(expansion, row, 0);
	cell->align = ALIGN_RIGHT;
	add_paragraph(expansion, cell, TEXT_CELL,
	    option->cost.len ? option->cost : STR("not known"));
	cell = add_cell(expansion, row, 0);
	add_paragraph(expansion, cell, TEXT_CELL,
	    option->effect.len ? option->effect : STR("not known"));
	cell = add_cell(expansion, row, 0);
	if (option->recommended) {
		struct doc *run = add_strong(expansion,
		    add_paragraph(expansion, cell, TEXT_CELL, STR_NONE),
		    STR("Recommended"));
		run->mark = MARK_INSIDE;
		run->colour = COLOUR_BLUE;
	}
}

static struct table *decisions_table(
    struct expansion *expansion, const struct options *options)
{
	struct arena *keep = expansion->keep;
	struct table *table = table_new(
	    &expansion->tables, STR("Decisions for this meeting"), keep);
	table_columns(table, keep,
	    "decision;title;owner;due;option;text;cost;effect;recommended");
	for (size_t i = 0; i < options->count; i++) {
		const struct option *at = &options->items[i];
		table_text(table, keep, at->key);
		table_text(table, keep, at->title);
		table_text(table, keep, at->owner);
		table_text(table, keep,
		    at->due_time == UNKNOWN ? STR("")
					    : date_iso(keep, at->due_time));
		table_text(table, keep, at->option);
		table_text(table, keep, at->text);
		table_text(table, keep, at->cost);
		table_text(table, keep, at->effect);
		table_text(
		    table, keep, at->recommended ? STR("yes") : STR("no"));
	}
	return table;
}

static void add_open_decisions(struct expansion *expansion, struct doc *parent,
    const struct options *options)
{
	static const struct {
		const char *title;
		double width_pt;
	} heads[] = { { "Decision, owner, date", 106 }, { "Option", 126 },
		{ "Cost", 62 }, { "Effect", 142 }, { "Recommendation", 68 } };
	struct doc *table = doc_add(expansion->keep, parent, DOC_TABLE);
	struct doc *row;
	table->block = BLOCK_DECISIONS;
	table->id = decisions_table(expansion, options)->id;
	add_paragraph(expansion, table, TEXT_BLOCK_TITLE,
	    STR("Decisions for this meeting"));
	row = doc_add(expansion->keep, table, DOC_ROW);
	row->header = true;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct doc *cell = add_cell(expansion, row, heads[i].width_pt);
		cell->align = i == 2 ? ALIGN_RIGHT : ALIGN_LEFT;
		add_paragraph(
		    expansion, cell, TEXT_SMALL, str_from(heads[i].title));
	}
	for (size_t i = 0; i < options->count; i++) {
		const struct option *at = &options->items[i];
		bool first = i == 0 || !str_equal(at->key, at[-1].key);
		bool last =
		    i + 1 == options->count || !str_equal(at->key, at[1].key);
		add_option(expansion, table, at, first, last);
	}
}

static void add_earlier(
    struct expansion *expansion, struct doc *parent, const struct option *at)
{
	struct arena *keep = expansion->keep;
	struct doc *paragraph =
	    add_paragraph(expansion, parent, TEXT_SMALL, STR_NONE);
	bool late = str_equal_z(at->state, "late");
	bool done = str_equal_z(at->state, "done");
	struct str when =
	    at->due_time == UNKNOWN
		? STR("")
		: arena_printf(keep, "%s" STR_FMT, late ? ", due " : " ",
		      STR_ARG(print_date(keep, at->due_time)));
	struct doc *run = add_strong(expansion, paragraph,
	    arena_printf(keep, "%s" STR_FMT ": ",
		done   ? "Done"
		: late ? "Late"
		       : "Dropped",
		STR_ARG(done || late ? when : STR(""))));
	run->mark = done   ? MARK_INSIDE
		    : late ? MARK_OUTSIDE
			   : MARK_NOT_COMPARABLE;
	run->colour = late ? COLOUR_ALERT : COLOUR_INK;
	run = doc_add_run(keep, paragraph,
	    arena_printf(keep, STR_FMT " " STR_FMT, STR_ARG(at->key),
		STR_ARG(at->title)));
	run->colour = COLOUR_INK;
}

static bool decisions(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct options open;
	struct options earlier;
	if (!read_options(&open, expansion, true, err) ||
	    !read_options(&earlier, expansion, false, err))
		return false;
	if (open.count)
		add_open_decisions(expansion, parent, &open);
	for (size_t i = 0; i < earlier.count; i++)
		if (i == 0 ||
		    !str_equal(earlier.items[i].key, earlier.items[i - 1].key))
			add_earlier(expansion, parent, &earlier.items[i]);
	return true;
}

/* ------------------------------------------------------------ confidence -- */

static void add_sure(struct expansion *expansion, struct doc *grid,
    struct str value, struct str text)
{
	struct doc *cell = doc_add(expansion->keep, grid, DOC_GRID_CELL);
	cell->width_pt = 117;
	add_paragraph(expansion, cell, TEXT_CONFIDENCE, value);
	add_paragraph(expansion, cell, TEXT_SMALL, text);
}

static bool add_origin(
    struct expansion *expansion, struct doc *grid, struct error *err)
{
	struct answer answer;
	struct question question = { .id = STR("ai.origin_coverage") };
	struct arena *keep = expansion->keep;
	if (!engine_measure(expansion->engine, question.id))
		return true;
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	const struct figure *figure = &answer.figure;
	if (!figure->known) {
		add_sure(expansion, grid, STR("Origin unknown"),
		    STR("no changed lines were read in this period"));
		return true;
	}
	add_sure(expansion, grid,
	    arena_printf(keep, STR_FMT " known",
		STR_ARG(print_share(keep, figure->value, 0))),
	    arena_printf(keep,
		STR_FMT " of " STR_FMT " new lines have no recorded origin",
		STR_ARG(print_count(keep, figure->n - figure->hit)),
		STR_ARG(print_count(keep, figure->n))));
	return true;
}

/* Scanners whose version or number of rules is not that of the scan before the
 * period: what they find may differ for that alone. */
static bool changed_scanners(
    int64_t *changed, struct expansion *expansion, struct error *err)
{
	struct period period = engine_period(expansion->engine);
	struct query *query = NULL;
	*changed = 0;
	if (!query_open(&query, expansion->model,
		"SELECT count(DISTINCT a.tool) FROM scan a JOIN scan b"
		" ON b.tool = a.tool AND b.repository = a.repository"
		" AND b.analysis = a.analysis"
		" WHERE a.time >= ?1 AND a.time < ?2"
		" AND b.time < ?1 AND b.time > -9000000000000000000"
		" AND b.time = (SELECT max(c.time) FROM scan c"
		"  WHERE c.tool = a.tool AND c.repository = a.repository"
		"  AND c.analysis = a.analysis AND c.time < ?1)"
		" AND (a.tool_version IS NOT b.tool_version"
		"  OR a.rules IS NOT b.rules)",
		err))
		return false;
	query_bind_int(
	    query, 1, period.from == UNKNOWN ? INT64_MIN + 1 : period.from);
	query_bind_int(query, 2, period.to);
	if (query_next(query))
		*changed = query_int(query, 0);
	return query_close(query, err);
}

static bool confidence(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct arena *keep = expansion->keep;
	const struct facts *facts = &expansion->facts;
	int64_t changed;
	int64_t shallow;
	int64_t scans;
	add_paragraph(
	    expansion, parent, TEXT_BLOCK_TITLE, STR("How sure we are"));
	struct doc *grid = doc_add(keep, parent, DOC_GRID);
	grid->block = BLOCK_CONFIDENCE;
	if (!changed_scanners(&changed, expansion, err) ||
	    !query_number(&shallow, expansion->model,
		"SELECT count(*) FROM repository WHERE shallow = 1", err) ||
	    !query_number(
		&scans, expansion->model, "SELECT count(*) FROM scan", err) ||
	    !add_origin(expansion, grid, err))
		return false;
	add_sure(expansion, grid,
	    print_things(
		keep, facts->repositories, "repository", "repositories"),
	    shallow ? arena_printf(keep, "read; history is cut off in " STR_FMT,
			  STR_ARG(print_count(keep, shallow)))
	    : facts->repositories == 1 ? STR("read, with its whole history")
	    : facts->repositories ? STR("read, each with its whole history")
				  : STR("none was given"));
	add_sure(expansion, grid,
	    arena_printf(keep, STR_FMT " rejected",
		STR_ARG(print_count(keep, facts->records_rejected))),
	    arena_printf(keep, "of " STR_FMT " input records%s",
		STR_ARG(print_count(keep, facts->records_read)),
		facts->records_rejected ? ", listed in the appendix" : ""));
	add_sure(expansion, grid,
	    print_things(keep, changed, "method change", "method changes"),
	    changed  ? STR("a scanner's version or rules changed since the "
			    "period before")
	    : !scans ? STR("no scan was given whose method could change")
		     : STR("no scanner changed its version or rules since "
			   "the period before"));
	for (size_t i = 0; i < expansion->indicators.count; i++) {
		struct str text =
		    say_of(expansion, "whatif", &expansion->indicators.items[i],
			expansion->indicators.items[i].answer.figure.class);
		if (text.ptr)
			add_paragraph(expansion, parent, TEXT_CELL, text);
	}
	return true;
}

/* ------------------------------------------------------- three sentences -- */

static struct str join(
    struct arena *keep, struct str text, struct str more, size_t limit)
{
	if (!more.ptr || (text.len && text.len + 1 + more.len > limit))
		return text;
	return text.len ? arena_printf(keep, STR_FMT " " STR_FMT, STR_ARG(text),
			      STR_ARG(more))
			: more;
}

static struct str changed_text(struct expansion *expansion)
{
	const struct indicators *all = &expansion->indicators;
	struct str text = STR("");
	struct tally sum = tally(all);
	if (!sum.compared)
		return arena_printf(expansion->keep,
		    "There is no %s before this one to compare with.",
		    expansion->facts.span.ptr);
	for (int worse = 1; worse >= 0; worse--)
		for (size_t i = 0; i < all->count; i++) {
			const struct indicator *at = &all->items[i];
			enum colour colour =
			    words_change_colour(at->change.class,
				at->at_least ? DIRECTION_UP : DIRECTION_DOWN);
			if (colour == (worse ? COLOUR_ALERT : COLOUR_BLUE))
				text = join(expansion->keep, text,
				    say_of(expansion, "changed", at,
					at->change.class),
				    SENTENCE_MAX);
		}
	if (text.len)
		return text;
	return arena_printf(expansion->keep,
	    "No measure moved by more than chance since last %s.",
	    expansion->facts.span.ptr);
}

static struct str matters_text(struct expansion *expansion)
{
	const struct indicators *all = &expansion->indicators;
	const struct indicator *weak = indicators_weakest(all);
	for (size_t i = 0; i < all->count; i++) {
		struct str text = say_of(expansion, "matters", &all->items[i],
		    all->items[i].answer.figure.class);
		bool is_ratio = all->items[i].measure->kind == MEASURE_RATE;
		if (text.ptr && (is_ratio || &all->items[i] == weak))
			return text;
	}
	return STR("What AI does to the risk of our software cannot be said "
		   "from the data given.");
}

static bool ask_text(
    struct str *text, struct expansion *expansion, struct error *err)
{
	struct options open;
	struct arena *keep = expansion->keep;
	*text = STR("");
	if (!read_options(&open, expansion, true, err))
		return false;
	for (size_t i = 0; i < open.count; i++) {
		const struct option *at = &open.items[i];
		if (!at->recommended)
			continue;
		struct str due =
		    at->due_time == UNKNOWN
			? STR("")
			: arena_printf(keep, ", by " STR_FMT,
			      STR_ARG(print_date(keep, at->due_time)));
		*text = join(keep, *text,
		    arena_printf(keep, STR_FMT ": " STR_FMT STR_FMT ".",
			STR_ARG(at->key), STR_ARG(at->text), STR_ARG(due)),
		    SENTENCE_MAX);
	}
	if (text->len)
		return true;
	const struct indicator *weak =
	    indicators_weakest(&expansion->indicators);
	if (!expansion->indicators.agreed)
		*text = STR("Agree the limits that are still defaults of the "
			    "program, or change them.");
	else if (weak)
		*text =
		    say_of(expansion, "ask", weak, weak->answer.figure.class);
	if (!text->len)
		*text = STR("Nothing: no decision was put to this meeting.");
	return true;
}

bool summary_text(struct str *text, struct expansion *expansion,
    struct str part, struct error *err)
{
	*text = STR_NONE;
	if (str_equal_z(part, "changed"))
		*text = changed_text(expansion);
	else if (str_equal_z(part, "matters"))
		*text = matters_text(expansion);
	else if (str_equal_z(part, "ask"))
		return ask_text(text, expansion, err);
	return true;
}

bool expand_block(struct expansion *expansion, struct doc *parent,
    const struct template_node *node, struct error *err)
{
	static const struct {
		const char *name;
		bool (*add)(struct expansion *expansion, struct doc *parent,
		    struct error *err);
	} blocks[] = {
		{ "cover", cover },
		{ "verdict", verdict },
		{ "measures", measures },
		{ "decisions", decisions },
		{ "confidence", confidence },
	};
	struct str name = template_get(node, "name");
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		if (str_equal_z(name, blocks[i].name))
			return blocks[i].add(expansion, parent, err);
	return true;
}
