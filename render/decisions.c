/* Decisions: those put to this meeting with their options, and what became of
 * the earlier ones. */
#include "base/date.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "model/query.h"
#include "render/page_one.h"
#include "render/print.h"

/* What page one has room for; in characters, of a text. All of it stands in the
 * table's file. */
enum {
	LINES_MAX = 10,	 /* of titles, owners and dates together */
	TITLE_LINE = 19, /* characters */
	OWNER_LINE = 22,
	OPTIONS_MAX = 4,
	EARLIER_MAX = 4,
	LEFT_OUT_MAX = 2,
	KEY_MAX = 3,
	TITLE_MAX = 44,
	TEXT_MAX = 60,
	COST_MAX = 16, /* longer ones may break */
};

bool decisions_read(struct options *options, struct expansion *expansion,
    bool open, struct error *err)
{
	struct query *query = NULL;
	struct arena *keep = expansion->keep;
	*options = (struct options){ 0 };
	if (!query_open(&query, expansion->model,
		"SELECT key, title, owner, due_time, now, option, option_text,"
		" cost, effect, recommended, chosen FROM (SELECT *,"
		" CASE WHEN state IN ('done', 'dropped') AND"
		" coalesce(settled_time, ?3) <= ?3 THEN state"
		" WHEN coalesce(due_time + 86400 <= ?3, state = 'late')"
		" THEN 'late'"
		" ELSE 'open' END AS now FROM decision)"
		" WHERE (now = 'open') = ?1"
		" AND (asked_time IS NULL OR asked_time <= ?2)"
		" ORDER BY CASE now WHEN 'late' THEN 1 WHEN 'done' THEN 2"
		" WHEN 'dropped' THEN 3 ELSE 0 END, key, option",
		err))
		return false;
	query_bind_int(query, 1, open);
	/* A meeting follows the period that it speaks of. */
	query_bind_int(
	    query, 2, engine_period(expansion->engine).to + 92 * DAY_SECONDS);
	query_bind_int(query, 3, expansion->meta->as_of);
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
			.chosen = query_int(query, 10) == 1,
		};
		VEC_PUSH(options, keep, option);
	}
	return query_close(query, err);
}

static struct str owner_and_date(
    const struct option *option, struct arena *keep)
{
	struct str owner = option->owner.len
			       ? print_cut(keep, option->owner, OWNER_MAX)
			       : STR("owner not named");
	if (option->due_time == UNKNOWN)
		return arena_printf(
		    keep, STR_FMT ", no date set", STR_ARG(owner));
	return arena_printf(keep, STR_FMT ", by " STR_FMT, STR_ARG(owner),
	    STR_ARG(print_date(keep, option->due_time)));
}

/* "D1" helps in the meeting, "DEC-2026-0042" does not. */
static struct str title_of(const struct option *option, struct arena *keep)
{
	struct str title = print_cut(keep, option->title, TITLE_MAX);
	return option->key.len > KEY_MAX
		   ? title
		   : arena_printf(keep, STR_FMT " " STR_FMT,
			 STR_ARG(option->key), STR_ARG(title));
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
		add_paragraph(
		    expansion, cell, TEXT_NAME, title_of(option, keep));
		add_paragraph(
		    expansion, cell, TEXT_SMALL, owner_and_date(option, keep));
	}
	cell = add_cell(expansion, row, 0);
	add_paragraph(expansion, cell,
	    option->recommended ? TEXT_NAME : TEXT_CELL,
	    arena_printf(keep, STR_FMT " " STR_FMT, STR_ARG(option->option),
		STR_ARG(print_cut(keep, option->text, TEXT_MAX))));
	cell = add_cell(expansion, row, 0);
	cell->align = ALIGN_RIGHT;
	struct str cost = option->cost.len ? option->cost : STR("not known");
	add_paragraph(expansion, cell, TEXT_CELL,
	    cost.len <= COST_MAX ? print_unbroken(keep, cost)
				 : print_cut(keep, cost, TEXT_MAX));
	cell = add_cell(expansion, row, 0);
	add_paragraph(expansion, cell, TEXT_CELL,
	    option->effect.len ? print_cut(keep, option->effect, TEXT_MAX)
			       : STR("not known"));
	cell = add_cell(expansion, row, 0);
	if (option->recommended) {
		struct doc *run = add_strong(expansion,
		    add_paragraph(expansion, cell, TEXT_CELL, STR_NONE),
		    STR("Recommended"));
		run->mark = MARK_INSIDE;
		run->colour = COLOUR_BLUE;
	}
}

static void add_to_table(
    struct table *table, const struct options *options, struct arena *keep)
{
	for (size_t i = 0; i < options->count; i++) {
		const struct option *at = &options->items[i];
		table_text(table, keep, at->key);
		table_text(table, keep, at->title);
		table_text(table, keep, at->owner);
		table_day(table, keep, at->due_time);
		table_text(table, keep, at->option);
		table_text(table, keep, at->text);
		table_text(table, keep, at->cost);
		table_text(table, keep, at->effect);
		table_text(
		    table, keep, at->recommended ? STR("yes") : STR("no"));
		table_text(table, keep, at->state);
	}
}

static struct table *decisions_table(struct expansion *expansion,
    const struct options *open, const struct options *earlier)
{
	struct arena *keep = expansion->keep;
	struct table *table = table_new(
	    &expansion->tables, STR("Decisions for this meeting"), keep);
	table_columns(table, keep,
	    "decision;title;owner;due;option;text;cost;effect;recommended;"
	    "state");
	add_to_table(table, open, keep);
	add_to_table(table, earlier, keep);
	return table;
}

static bool is_new(const struct options *options, size_t i)
{
	const struct option *at = &options->items[i];
	return i == 0 || !str_equal(at->key, at[-1].key);
}

/* Which option of the decision that starts at FIRST stands for it: the one that
 * is recommended. */
static size_t main_option(const struct options *options, size_t first)
{
	size_t i = first;
	do {
		if (options->items[i].recommended)
			return i;
	} while (++i < options->count && !is_new(options, i));
	return first;
}

/* About how many lines the name of a decision takes, with owner and date. */
static size_t name_lines(const struct option *option, struct arena *keep)
{
	size_t title = utf8_count(print_cut(keep, option->title, TITLE_MAX));
	size_t owner = utf8_count(owner_and_date(option, keep));
	return (title + TITLE_LINE - 1) / TITLE_LINE +
	       (owner + OWNER_LINE - 1) / OWNER_LINE;
}

/* Of how many decisions page one has room for the names; one at least. */
static size_t decisions_fitting(
    size_t *all, const struct options *options, struct arena *keep)
{
	size_t lines = 0;
	size_t fitting = 0;
	*all = 0;
	for (size_t i = 0; i < options->count; i++) {
		if (!is_new(options, i))
			continue;
		lines += name_lines(&options->items[i], keep);
		if (fitting == *all && (lines <= LINES_MAX || !fitting))
			fitting++;
		++*all;
	}
	return fitting;
}

/* Page one has room for OPTIONS_MAX of some decisions: each keeps the one that
 * is recommended, the first ones a second one too. All are in the file. */
static struct options fitting(const struct options *options, struct arena *keep)
{
	struct options shown = { 0 };
	size_t all;
	size_t decisions = decisions_fitting(&all, options, keep);
	size_t second = OPTIONS_MAX > decisions ? OPTIONS_MAX - decisions : 0;
	size_t chosen = 0;
	bool has_second = false;
	if (options->count <= OPTIONS_MAX && decisions == all)
		return *options;
	for (size_t i = 0; i < options->count; i++) {
		if (is_new(options, i)) {
			if (decisions-- == 0)
				break;
			chosen = main_option(options, i);
			has_second = false;
		}
		bool more = i != chosen && !has_second && second > 0;
		if (i != chosen && !more)
			continue;
		second -= more;
		has_second = has_second || more;
		VEC_PUSH(&shown, keep, options->items[i]);
	}
	return shown;
}

/* What page one has no room for, so that no option vanishes in silence:
 * "Not shown, in T-02: Which tools may write code, C Leave it as it is; and 2
 * more options." */
static void add_left_out(struct expansion *expansion, struct doc *parent,
    const struct options *options, const struct options *shown,
    struct str table)
{
	struct arena *keep = expansion->keep;
	struct str text = STR("");
	size_t next = 0;
	int64_t left = 0;
	for (size_t i = 0; i < options->count; i++) {
		const struct option *at = &options->items[i];
		if (next < shown->count &&
		    str_equal(at->key, shown->items[next].key) &&
		    str_equal(at->option, shown->items[next].option)) {
			next++;
			continue;
		}
		if (left++ >= LEFT_OUT_MAX)
			continue;
		text = arena_printf(keep,
		    STR_FMT "%s" STR_FMT ", " STR_FMT " " STR_FMT,
		    STR_ARG(text), text.len ? "; " : "",
		    STR_ARG(print_cut(keep, at->title, TITLE_MAX)),
		    STR_ARG(at->option),
		    STR_ARG(print_cut(keep, at->text, TEXT_MAX)));
		if (at->cost.len)
			text = arena_printf(keep, STR_FMT ", cost " STR_FMT,
			    STR_ARG(text),
			    STR_ARG(print_cut(keep, at->cost, TEXT_MAX)));
	}
	if (left > LEFT_OUT_MAX)
		text =
		    arena_printf(keep, STR_FMT "; and " STR_FMT, STR_ARG(text),
			STR_ARG(print_things(keep, left - LEFT_OUT_MAX,
			    "more option", "more options")));
	add_paragraph(expansion, parent, TEXT_SMALL,
	    arena_printf(keep, "Not shown, in " STR_FMT ": " STR_FMT ".",
		STR_ARG(table), STR_ARG(text)));
}

/* Which of OPTIONS that is, from 1. */
static size_t place_of(
    const struct option *option, const struct options *options)
{
	size_t i = 0;
	while (!str_equal(options->items[i].key, option->key) ||
	       !str_equal(options->items[i].option, option->option))
		i++;
	return i + 1;
}

static void add_open_decisions(struct expansion *expansion, struct doc *parent,
    const struct options *options, const struct table *data)
{
	static const struct {
		const char *title;
		double width_pt;
	} heads[] = { { "Decision, owner, date", 102 }, { "Option", 126 },
		{ "Cost", 76 }, { "Effect", 132 }, { "Recommendation", 68 } };
	struct doc *table = doc_add(expansion->keep, parent, DOC_TABLE);
	struct doc *row;
	struct options shown = fitting(options, expansion->keep);
	table->block = BLOCK_DECISIONS;
	table->data = data;
	table->id = data->id;
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
	for (size_t i = 0; i < shown.count; i++) {
		const struct option *at = &shown.items[i];
		bool last = i + 1 == shown.count || is_new(&shown, i + 1);
		add_option(expansion, table, at, is_new(&shown, i), last);
		table->last->data_row = place_of(at, options);
	}
	if (shown.count < options->count)
		add_left_out(expansion, parent, options, &shown, table->id);
}

/* AT and the options after it, of which one may have been taken. */
static void add_earlier(struct expansion *expansion, struct doc *parent,
    const struct option *at, const struct option *end)
{
	struct arena *keep = expansion->keep;
	struct doc *paragraph =
	    add_paragraph(expansion, parent, TEXT_SMALL, STR_NONE);
	bool late = str_equal_z(at->state, "late");
	bool done = str_equal_z(at->state, "done");
	struct str when = late && at->due_time != UNKNOWN
			      ? arena_printf(keep, ", due " STR_FMT,
				    STR_ARG(print_date(keep, at->due_time)))
			      : STR("");
	struct doc *run = add_strong(expansion, paragraph,
	    arena_printf(keep, "%s" STR_FMT ": ",
		done   ? "Done"
		: late ? "Late"
		       : "Dropped",
		STR_ARG(when)));
	run->mark = done   ? MARK_INSIDE
		    : late ? MARK_OUTSIDE
			   : MARK_NOT_COMPARABLE;
	run->colour = late ? COLOUR_ALERT : COLOUR_INK;
	run =
	    doc_add_run(keep, paragraph, print_cut(keep, at->title, TITLE_MAX));
	run->colour = COLOUR_INK;
	for (const struct option *other = at;
	     other < end && str_equal(other->key, at->key); other++)
		if (other->chosen)
			doc_add_run(keep, paragraph,
			    arena_printf(keep, " (" STR_FMT " " STR_FMT ")",
				STR_ARG(other->option), STR_ARG(other->text)));
}

/* Of each decision its first option; of many the rest stands in TABLE, if there
 * is one. */
static void add_all_earlier(struct expansion *expansion, struct doc *parent,
    const struct options *earlier, struct str table)
{
	struct arena *keep = expansion->keep;
	int64_t count = 0;
	for (size_t i = 0; i < earlier->count; i++)
		if (is_new(earlier, i) && count++ < EARLIER_MAX)
			add_earlier(expansion, parent, &earlier->items[i],
			    earlier->items + earlier->count);
	if (count <= EARLIER_MAX)
		return;
	struct str more = print_things(keep, count - EARLIER_MAX,
	    "more earlier decision", "more earlier decisions");
	add_paragraph(expansion, parent, TEXT_SMALL,
	    arena_printf(keep, STR_FMT "%s" STR_FMT ".", STR_ARG(more),
		table.len ? " in " : "", STR_ARG(table)));
}

bool block_decisions(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct options open;
	struct options earlier;
	if (!decisions_read(&open, expansion, true, err) ||
	    !decisions_read(&earlier, expansion, false, err))
		return false;
	if (!open.count && !earlier.count)
		return true;
	const struct table *data = decisions_table(expansion, &open, &earlier);
	if (open.count)
		add_open_decisions(expansion, parent, &open, data);
	add_all_earlier(expansion, parent, &earlier, data->id);
	return true;
}

/* A decision, and the option that is recommended; none may be. */
static void add_request(struct expansion *expansion, struct doc *table,
    const struct option *decision, const struct option *recommended)
{
	struct arena *keep = expansion->keep;
	struct doc *row = doc_add(keep, table, DOC_ROW);
	struct doc *cell = add_cell(expansion, row, 0);
	row->recommended = true;
	cell->header = true;
	add_paragraph(expansion, cell, TEXT_NAME, title_of(decision, keep));
	add_paragraph(
	    expansion, cell, TEXT_SMALL, owner_and_date(decision, keep));
	cell = add_cell(expansion, row, 0);
	add_paragraph(expansion, cell, TEXT_CELL,
	    recommended
		? arena_printf(keep, STR_FMT " " STR_FMT,
		      STR_ARG(recommended->option), STR_ARG(recommended->text))
		: STR("none"));
	cell = add_cell(expansion, row, 0);
	cell->align = ALIGN_RIGHT;
	add_paragraph(expansion, cell, TEXT_CELL,
	    recommended && recommended->cost.len ? recommended->cost
						 : STR("not known"));
}

static void add_requests(struct expansion *expansion, struct doc *parent,
    const struct options *options)
{
	static const struct {
		const char *title;
		double width_pt;
	} heads[] = { { "Decision, owner, date", 216 },
		{ "Recommendation", 198 }, { "Cost", 90 } };
	struct doc *table = doc_add(expansion->keep, parent, DOC_TABLE);
	add_paragraph(expansion, table, TEXT_BLOCK_TITLE,
	    STR("Decisions for this meeting"));
	struct doc *row = doc_add(expansion->keep, table, DOC_ROW);
	row->header = true;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct doc *cell = add_cell(expansion, row, heads[i].width_pt);
		cell->align = i == 2 ? ALIGN_RIGHT : ALIGN_LEFT;
		add_paragraph(
		    expansion, cell, TEXT_SMALL, str_from(heads[i].title));
	}
	for (size_t i = 0; i < options->count;) {
		const struct option *first = &options->items[i];
		const struct option *recommended = NULL;
		for (; i < options->count &&
		       str_equal(options->items[i].key, first->key);
		     i++)
			if (options->items[i].recommended && !recommended)
				recommended = &options->items[i];
		add_request(expansion, table, first, recommended);
	}
}

bool block_decisions_short(
    struct expansion *expansion, struct doc *parent, struct error *err)
{
	struct options open;
	struct options earlier;
	if (!decisions_read(&open, expansion, true, err) ||
	    !decisions_read(&earlier, expansion, false, err))
		return false;
	if (open.count)
		add_requests(expansion, parent, &open);
	add_all_earlier(expansion, parent, &earlier, STR_NONE);
	return true;
}
