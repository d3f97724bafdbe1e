/* The tables of a report. What is printed and what is written as CSV come from
 * the same cells, so that they cannot disagree in anything but rounding. */
#include "render/table.h"

#include "base/buf.h"
#include "base/csv_out.h"
#include "base/date.h"
#include "base/number.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "render/expand.h"
#include "render/print.h"

#define SLUG_MAX 48
#define PRINT_ROWS_MAX 40 /* where no limit is said; the file has all */
#define WORDS_MIN 8	  /* bytes of a cell that make a column wide */

/* "Problems by language" -> "problems-by-language". */
static struct str slug_of(struct str title, struct arena *keep)
{
	char *out = arena_alloc(keep, SLUG_MAX + 1);
	size_t length = 0;
	struct str lower = arena_lower(keep, title);
	for (size_t i = 0; i < lower.len && length < SLUG_MAX; i++) {
		char c = lower.ptr[i];
		if (ascii_is_lower(c) || ascii_is_digit(c))
			out[length++] = c;
		else if (length && out[length - 1] != '-')
			out[length++] = '-';
	}
	/* Not in the middle of a word. */
	if (length == SLUG_MAX)
		while (length && out[length - 1] != '-')
			length--;
	while (length && out[length - 1] == '-')
		length--;
	return (struct str){ out, length };
}

struct table *table_new(
    struct tables *tables, struct str title, struct arena *keep)
{
	struct table *table = ARENA_NEW(keep, struct table);
	table->title = title;
	table->slug = slug_of(title, keep);
	table->id = arena_printf(keep, "T-%02zu", tables->count + 1);
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	VEC_PUSH(tables, keep, table);
	return table;
}

void table_column(
    struct table *table, struct arena *keep, struct table_column column)
{
	struct {
		struct table_column *items;
		size_t count;
		size_t room;
	} columns = { table->columns, table->column_count, table->column_room };
	VEC_PUSH(&columns, keep, column);
	table->columns = columns.items;
	table->column_count = columns.count;
	table->column_room = columns.room;
}

void table_columns(struct table *table, struct arena *keep, const char *spec)
{
	struct str rest = str_from(spec);
	struct str part;
	while (str_split(&rest, ';', &part)) {
		struct table_column column = { .number = false };
		if (str_starts(part, STR("#"))) {
			column.number = true;
			part = str_skip(part, 1);
		}
		size_t blank = str_find_byte(part, ' ');
		column.name = str_slice(part, 0, blank);
		column.title = str_skip(part, blank + 1);
		if (!column.title.len)
			column.show = SHOW_CSV;
		else if (str_equal_z(column.name, "-"))
			column.show = SHOW_PRINT;
		/* numbers in words: "34 in 3.1", "0.65 to 1.99" */
		column.whole = column.number && column.show == SHOW_PRINT;
		table_column(table, keep, column);
	}
}

void table_value(
    struct table *table, struct arena *keep, struct str print, struct str raw)
{
	struct {
		struct table_cell *items;
		size_t count;
		size_t room;
	} cells = { table->cells, table->cell_count, table->cell_room };
	VEC_PUSH(&cells, keep, ((struct table_cell){ print, raw, false }));
	table->cells = cells.items;
	table->cell_count = cells.count;
	table->cell_room = cells.room;
}

void table_text(struct table *table, struct arena *keep, struct str text)
{
	table_value(table, keep, text.ptr ? text : STR(""), STR_NONE);
}

void table_day(struct table *table, struct arena *keep, int64_t time)
{
	if (time == UNKNOWN)
		table_text(table, keep, STR(""));
	else
		table_value(
		    table, keep, print_date(keep, time), date_iso(keep, time));
}

void table_count(struct table *table, struct arena *keep, int64_t count)
{
	table_value(table, keep, print_count(keep, count),
	    arena_printf(keep, "%lld", (long long)count));
	table->cells[table->cell_count - 1].number = true;
}

void table_real(struct table *table, struct arena *keep, struct str print,
    double value, bool known)
{
	char digits[NUMBER_SIZE];
	number_shortest(digits, value);
	table_value(table, keep, known ? print : STR(""),
	    known ? arena_str(keep, str_from(digits)) : STR(""));
	table->cells[table->cell_count - 1].number = known;
}

void table_tells(struct table *table, struct str id, struct arena *keep)
{
	for (size_t i = 0; i < table->measures.count; i++)
		if (str_equal(table->measures.items[i], id))
			return;
	VEC_PUSH(&table->measures, keep, arena_str(keep, id));
}

size_t table_rows(const struct table *table)
{
	return table->column_count ? table->cell_count / table->column_count
				   : 0;
}

const struct table_cell *table_at(
    const struct table *table, size_t row, size_t column)
{
	return &table->cells[(row - 1) * table->column_count + column - 1];
}

struct str table_raw(const struct table_cell *cell)
{
	return cell->raw.ptr ? cell->raw : cell->print;
}

bool table_number(
    double *value, const struct table *table, size_t row, size_t column)
{
	const struct table_cell *cell = table_at(table, row, column);
	return (cell->number || table->columns[column - 1].number) &&
	       str_to_double(table_raw(cell), value);
}

bool table_find_column(
    size_t *column, const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->column_count; i++) {
		*column = i + 1;
		if (table_is_filed(&table->columns[i]) &&
		    str_equal_z(table->columns[i].name, name))
			return true;
	}
	return false;
}

struct str table_raw_named(
    const struct table *table, size_t row, const char *name)
{
	size_t column;
	if (!table_find_column(&column, table, name))
		return STR_NONE;
	struct str raw = table_raw(table_at(table, row, column));
	return raw.len ? raw : STR_NONE;
}

bool table_is_printed(const struct table_column *column)
{
	return column->show == SHOW_BOTH || column->show == SHOW_PRINT;
}

bool table_is_filed(const struct table_column *column)
{
	return column->show == SHOW_BOTH || column->show == SHOW_CSV;
}

void table_drop_empty(struct table *table)
{
	for (size_t i = 0; i < table->column_count; i++) {
		size_t filled = 0;
		for (size_t at = i; at < table->cell_count;
		     at += table->column_count)
			filled += table->cells[at].print.len > 0;
		if (table->columns[i].show == SHOW_PRINT && !filled)
			table->columns[i].show = SHOW_NONE;
	}
}

static void add_link(struct doc *paragraph, struct str text, struct str target,
    bool quiet, struct arena *keep)
{
	struct doc *link = doc_add(keep, paragraph, DOC_LINK);
	link->text = target;
	link->loose = true;
	link->quiet = quiet;
	doc_add_run(keep, link, text);
}

/* Ids parted by blanks, each a link: of tables, or of measures. */
static void add_ids(
    struct doc *paragraph, struct str text, bool tables, struct arena *keep)
{
	struct str id;
	while (str_split(&text, ' ', &id)) {
		if (paragraph->first)
			doc_add_run(keep, paragraph, STR(" "));
		add_link(paragraph, id,
		    tables ? arena_printf(keep, "#" STR_FMT, STR_ARG(id))
			   : cite_target(id, keep),
		    false, keep);
	}
}

static void add_cell(struct doc *row, const struct table_column *column,
    struct str text, bool first, struct arena *keep)
{
	struct doc *cell = doc_add(keep, row, DOC_CELL);
	cell->align =
	    column->number || column->right ? ALIGN_RIGHT : ALIGN_LEFT;
	cell->width_pt = row->header ? column->width_pt : 0;
	cell->header = row->header || first;
	cell->whole = column->whole;
	if (!text.len)
		return;
	struct doc *paragraph = doc_add(keep, cell, DOC_PARAGRAPH);
	paragraph->role = row->header || column->small ? TEXT_SMALL : TEXT_CELL;
	if (!row->header && str_equal_z(column->name, "tables"))
		add_ids(paragraph, text, true, keep);
	else if (!row->header && str_equal_z(column->name, "measures"))
		add_ids(paragraph, text, false, keep);
	else
		doc_add_run(keep, paragraph, text);
}

static struct doc *add_row(struct doc *table, bool header, struct arena *keep)
{
	struct doc *row = doc_add(keep, table, DOC_ROW);
	row->header = header;
	return row;
}

static void add_none(
    const struct table *table, struct doc *node, struct arena *keep)
{
	struct doc *row = add_row(node, false, keep);
	bool first = true;
	for (size_t i = 0; i < table->column_count; i++) {
		if (!table_is_printed(&table->columns[i]))
			continue;
		add_cell(row, &table->columns[i], first ? STR("none") : STR(""),
		    first, keep);
		first = false;
	}
}

static bool has_words(const struct table *table, size_t column)
{
	if (table->columns[column].number || table->columns[column].whole)
		return false;
	for (size_t at = column; at < table->cell_count;
	     at += table->column_count)
		if (table->cells[at].print.len >= WORDS_MIN)
			return true;
	return false;
}

/* The first column in print with room for words, else the first. */
static size_t wordy_column(const struct table *table)
{
	size_t first = table->column_count;
	for (size_t i = 0; i < table->column_count; i++) {
		if (!table_is_printed(&table->columns[i]))
			continue;
		if (has_words(table, i))
			return i;
		if (first == table->column_count)
			first = i;
	}
	return first;
}

static void add_rest(const struct table *table, struct doc *node, size_t more,
    struct arena *keep)
{
	struct doc *row = add_row(node, false, keep);
	size_t at = wordy_column(table);
	for (size_t i = 0; i < table->column_count; i++)
		if (table_is_printed(&table->columns[i]))
			add_cell(row, &table->columns[i],
			    i == at
				? arena_printf(keep, "%zu more in the %s", more,
				      table->is_apart ? "full report" : "file")
				: STR(""),
			    i == at, keep);
}

static void add_data_row(const struct table *table, struct doc *node,
    size_t index, struct arena *keep)
{
	struct doc *row = add_row(node, false, keep);
	bool first = true;
	row->total = table->has_total && index + 1 == table_rows(table);
	row->data_row = index + 1;
	if (index < table->anchors.count)
		row->id = table->anchors.items[index];
	for (size_t i = 0; i < table->column_count; i++) {
		if (!table_is_printed(&table->columns[i]))
			continue;
		add_cell(row, &table->columns[i],
		    table_at(table, index + 1, i + 1)->print, first, keep);
		row->last->data_column = i + 1;
		first = false;
	}
}

/* Never leave one row alone: the first stays with the second, the last but one
 * with the last. */
static void keep_together(struct doc *node)
{
	struct doc *first = NULL;
	for (struct doc *at = node->first; at; at = at->next) {
		if (at->kind != DOC_ROW || at->header)
			continue;
		if (!first)
			first = at;
		at->keep = at->next && (at == first || at->next == node->last);
	}
}

/* The id behind the title: a link to what defines the table's numbers; of
 * several measures, or of none, to its row in the list of tables. */
static void add_id(
    const struct table *table, struct doc *caption, struct arena *keep)
{
	doc_add_run(keep, caption, STR("  "));
	add_link(caption, table->id,
	    table->measures.count == 1
		? cite_target(table->measures.items[0], keep)
		: arena_printf(keep, "#x-" STR_FMT, STR_ARG(table->id)),
	    true, keep);
	caption->last->first->weight = 400;
	caption->last->first->colour = COLOUR_INK2;
}

struct doc *table_doc(const struct table *whole, struct doc *parent,
    bool anchor, struct arena *keep)
{
	const struct table *table = whole->printed ? whole->printed : whole;
	struct doc *node = doc_add(keep, parent, DOC_TABLE);
	struct doc *caption = doc_add(keep, node, DOC_PARAGRAPH);
	struct doc *head = add_row(node, true, keep);
	size_t rows = table_rows(table);
	node->id = anchor ? whole->id : STR_NONE;
	node->data = whole;
	node->block = whole->entries ? BLOCK_ENTRIES : BLOCK_PLAIN;
	caption->role = TEXT_BLOCK_TITLE;
	doc_add_run(keep, caption, whole->title);
	add_id(whole, caption, keep);
	for (size_t i = 0; i < table->column_count; i++)
		if (table_is_printed(&table->columns[i])) {
			add_cell(head, &table->columns[i],
			    table->columns[i].title, false, keep);
			head->last->data_column = i + 1;
		}
	size_t body = rows - table->has_total;
	size_t limit = table->limit ? table->limit : PRINT_ROWS_MAX;
	/* To leave out a single row saves nothing. */
	size_t shown = body > limit + 1 ? limit : body;
	for (size_t r = 0; r < shown; r++)
		add_data_row(table, node, r, keep);
	if (shown < body)
		add_rest(table, node, body - shown, keep);
	if (table->has_total)
		add_data_row(table, node, rows - 1, keep);
	keep_together(node);
	if (!rows)
		add_none(table, node, keep);
	return node;
}

void table_add_few(struct table *table, struct str why, struct arena *keep)
{
	for (size_t i = 0; i < table->few.count; i++)
		if (str_equal(table->few.items[i], why))
			return;
	if (why.ptr)
		VEC_PUSH(&table->few, keep, why);
}

static bool has_run(const struct doc *node, struct str text)
{
	if (node->kind == DOC_RUN && str_equal(node->text, text))
		return true;
	for (const struct doc *at = node->first; at; at = at->next)
		if (has_run(at, text))
			return true;
	return false;
}

struct str table_few(
    const struct table *table, const struct doc *node, struct arena *keep)
{
	struct str text = STR_NONE;
	if (!has_run(node, STR("too little data to say")) &&
	    !has_run(node, STR("too little")))
		return STR_NONE;
	for (size_t i = 0; i < table->few.count; i++)
		text = arena_printf(keep,
		    STR_FMT "%sToo little data to say: " STR_FMT ".",
		    STR_ARG(text), i ? " " : "", STR_ARG(table->few.items[i]));
	return text;
}

struct str table_csv(const struct table *table, struct arena *keep)
{
	struct buf out = { 0 };
	struct csv_out csv = { .out = &out };
	for (size_t i = 0; i < table->column_count; i++)
		if (table_is_filed(&table->columns[i]))
			csv_text(&csv, table->columns[i].name);
	csv_end_row(&csv);
	for (size_t at = 0; table->column_count && at < table->cell_count;
	     at++) {
		size_t column = at % table->column_count;
		const struct table_cell *cell = &table->cells[at];
		if (table_is_filed(&table->columns[column]))
			csv_text(&csv, utf8_clean(keep, table_raw(cell)));
		if (column + 1 == table->column_count)
			csv_end_row(&csv);
	}
	struct str text = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return text;
}
