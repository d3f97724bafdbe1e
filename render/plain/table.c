/* Tables of report.txt: columns side by side where they fit a line; else each
 * row as its name and, below it, what its columns say: "Share: 94%; ...". So
 * that nothing is cut off, and a screen reader tells which column is which. */
#include "render/plain/plain.h"

#define GAP 2	      /* blanks between columns */
#define INDENT 2      /* of what a row says */
#define LONG_VALUE 40 /* columns from which a value has a line of its own */

enum { COLUMNS_MAX = 64 };

struct layout {
	size_t widths[COLUMNS_MAX];
	size_t count;
};

static size_t span_of(const struct doc *cell)
{
	return cell->span ? (size_t)cell->span : 1;
}

static void measure_row(
    struct layout *layout, const struct plain *plain, const struct doc *row)
{
	size_t column = 0;
	for (const struct doc *at = row->first; at && column < COLUMNS_MAX;
	     at = at->next) {
		size_t width = plain_width(plain_cell(plain, at, "; "));
		if (span_of(at) == 1 && layout->widths[column] < width)
			layout->widths[column] = width;
		column += span_of(at);
	}
	layout->count = column;
}

static size_t width_of(const struct layout *layout)
{
	size_t width = layout->count ? (layout->count - 1) * GAP : 0;
	for (size_t i = 0; i < layout->count && i < COLUMNS_MAX; i++)
		width += layout->widths[i];
	return width;
}

static void add_columns(const struct plain *plain, const struct doc *row,
    const struct layout *layout)
{
	struct buf line = { 0 };
	size_t column = 0;
	for (const struct doc *at = row->first; at; at = at->next) {
		struct str text = plain_cell(plain, at, "; ");
		size_t width = (span_of(at) - 1) * GAP;
		for (size_t i = 0; i < span_of(at) && column < COLUMNS_MAX; i++)
			width += layout->widths[column++];
		size_t own = plain_width(text);
		size_t gap = width > own ? width - own : 0;
		if (at != row->first)
			plain_repeat(&line, ' ', GAP);
		if (at->align == ALIGN_RIGHT)
			plain_repeat(&line, ' ', gap);
		buf_add(&line, text);
		if (at->align != ALIGN_RIGHT)
			plain_repeat(&line, ' ', gap);
	}
	while (line.len && line.data[line.len - 1] == ' ')
		line.len--;
	buf_add(plain->out, buf_str(&line));
	buf_add_char(plain->out, '\n');
	buf_free(&line);
}

static void add_side_by_side(const struct plain *plain, const struct doc *table,
    const struct layout *layout)
{
	for (const struct doc *at = table->first; at; at = at->next) {
		if (at->kind != DOC_ROW)
			continue;
		if (at->total)
			plain_repeat(plain->out, '-', width_of(layout));
		if (at->total)
			buf_add_char(plain->out, '\n');
		add_columns(plain, at, layout);
		if (!at->header || (at->next && at->next->header))
			continue;
		plain_repeat(plain->out, '-', width_of(layout));
		buf_add_char(plain->out, '\n');
	}
}

static const struct doc *cell_below(const struct doc *head, size_t column)
{
	size_t at_column = 0;
	for (const struct doc *at = head ? head->first : NULL; at;
	     at = at->next) {
		at_column += span_of(at);
		if (column < at_column)
			return at;
	}
	return NULL;
}

static void end_pairs(const struct plain *plain, struct buf *pairs)
{
	if (pairs->len)
		plain_wrap(plain->out, buf_str(pairs),
		    (struct plain_indent){ INDENT, INDENT });
	buf_clear(pairs);
}

/* "Share: 94%; State: shown", with a line for each that is long. */
static void add_pairs(
    const struct plain *plain, const struct doc *row, const struct doc *head)
{
	struct buf pairs = { 0 };
	size_t column = span_of(row->first);
	for (const struct doc *at = row->first->next; at; at = at->next) {
		const struct doc *label = cell_below(head, column);
		struct str text = plain_cell(plain, at, "; ");
		struct str name =
		    label ? plain_cell(plain, label, ", ") : STR("");
		bool is_long = plain_width(text) >= LONG_VALUE ||
			       str_contains(text, STR("; "));
		column += span_of(at);
		if (!text.len)
			continue;
		if (is_long)
			end_pairs(plain, &pairs);
		buf_printf(&pairs, "%s" STR_FMT "%s" STR_FMT,
		    pairs.len ? "; " : "", STR_ARG(name), name.len ? ": " : "",
		    STR_ARG(text));
		if (is_long)
			end_pairs(plain, &pairs);
	}
	end_pairs(plain, &pairs);
	buf_free(&pairs);
}

/* Of several heads the last says most. One of a label and a text is itself a
 * row. */
static void add_row_by_row(const struct plain *plain, const struct doc *table)
{
	const struct doc *head = NULL;
	bool first = true;
	for (const struct doc *at = table->first; at; at = at->next) {
		if (at->kind != DOC_ROW)
			continue;
		if (at->header && !(at->first->header && !at->last->header)) {
			head = at;
			continue;
		}
		struct str name = plain_cell(plain, at->first, "; ");
		if (!first && name.len)
			buf_add_char(plain->out, '\n');
		first = false;
		if (name.len)
			plain_wrap(plain->out, name,
			    (struct plain_indent){ 0, INDENT });
		add_pairs(plain, at, head);
	}
}

static void add_caption(const struct plain *plain, const struct doc *table)
{
	struct str title = STR("");
	if (table->first && table->first->kind == DOC_PARAGRAPH)
		title = plain_inline(plain, table->first);
	/* The caption of a table that is a file ends in its id. */
	if (table->id.len && str_ends(title, table->id))
		title =
		    str_trim(str_slice(title, 0, title.len - table->id.len));
	if (table->id.len)
		title = arena_printf(plain->scratch,
		    STR_FMT " " STR_FMT "%s" STR_FMT,
		    STR_ARG(plain_word(plain, "Table")), STR_ARG(table->id),
		    title.len ? ". " : "", STR_ARG(title));
	if (!title.len)
		return;
	plain_wrap(plain->out, title, (struct plain_indent){ 0, INDENT });
	buf_add_char(plain->out, '\n');
}

void plain_table(const struct plain *plain, const struct doc *table)
{
	struct layout layout = { 0 };
	for (const struct doc *at = table->first; at; at = at->next)
		if (at->kind == DOC_ROW)
			measure_row(&layout, plain, at);
	add_caption(plain, table);
	if (width_of(&layout) <= PLAIN_COLUMNS)
		add_side_by_side(plain, table, &layout);
	else
		add_row_by_row(plain, table);
	buf_add_char(plain->out, '\n');
}
