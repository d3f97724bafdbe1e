/* Widths of columns. A column without a width wants its widest line; when all
 * wishes fit, all share the surplus, else heads are broken in two, and then all
 * give way, the widest most, but none below its longest word (CSS 2.1,
 * 17.5.2.2, does likewise), and short lines stay whole as long as the others
 * have room for names.
 * The first rows speak for all, and of the others only texts that are longer
 * than any before, so that a long table is not set twice. */
#include "render/pdf/columns.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "render/pdf/paragraph.h"

#define SAMPLE_ROWS 60
#define GAP_PT 12.0
#define NAMES_PT 100.0 /* for names in half the width */
#define SPARED_PT 84.0 /* of other columns, for short lines */
#define CUT_STEPS 40
#define WORD_MAX 100	    /* bytes; a longer one is broken anyway */
#define WHOLE_PT 60.0	    /* columns up to this are not broken... */
#define WHOLE_MOST_PT 120.0 /* ...nor up to this, where there is room */
#define WHOLE_STEP_PT 10.0

struct wishes {
	double wanted[COLUMNS_MAX];
	double least[COLUMNS_MAX];
	double heads[COLUMNS_MAX];  /* in one line... */
	double halves[COLUMNS_MAX]; /* ...and in two */
	bool fixed[COLUMNS_MAX];
	size_t longest[COLUMNS_MAX]; /* in characters */
};

/* clang-format off */
static const struct block_columns {
	double widths[6];
	double left[6];
	double right[6];
	size_t count;
} block_columns[DOC_BLOCKS] = {
	[BLOCK_MEASURES] = { { 132, 70, 98, 74, 86, 44 },
	    { 0, 0, 2, 0, 0, 0 }, { 8, 0, 6, 4, 0, 0 }, 6 },
	[BLOCK_DECISIONS] = { { 102, 126, 76, 132, 68 }, { 0, 5, 0, 0, -8 },
	    { 10, 5, 12, 12, 4 }, 5 },
};
/* clang-format on */

static const struct doc *first_row(const struct doc *table)
{
	const struct doc *at = table->first;
	while (at && at->kind != DOC_ROW)
		at = at->next;
	return at;
}

static double longest_word(struct layout *layout, struct str text,
    const struct doc *paragraph, int weight)
{
	double widest = 0;
	struct str rest = text;
	struct str word;
	while (str_split(&rest, ' ', &word)) {
		double width = word.len > WORD_MAX
				   ? SHEET_WIDTH
				   : typeface_width(layout->face, word,
					 paragraph->role, weight, 0);
		widest = fmax(widest, width);
	}
	return widest;
}

/* The least width at which PARAGRAPH needs no more than two lines. */
static double width_in_two(
    struct layout *layout, const struct doc *paragraph, double whole)
{
	struct str text = paragraph_text(layout, paragraph);
	double least = whole;
	for (size_t i = 0; i < text.len; i++) {
		struct str ends[2] = { { text.ptr, i },
			{ text.ptr + i + 1, text.len - i - 1 } };
		double width = 0;
		if (text.ptr[i] != ' ')
			continue;
		for (int k = 0; k < 2; k++)
			width =
			    fmax(width, typeface_width(layout->face, ends[k],
					    paragraph->role, 0, 0));
		least = fmin(least, width);
	}
	return least;
}

static void wish_head(struct layout *layout, struct wishes *wishes,
    size_t column, const struct doc *paragraph, double whole)
{
	wishes->heads[column] = fmax(wishes->heads[column], whole);
	wishes->halves[column] = fmax(
	    wishes->halves[column], width_in_two(layout, paragraph, whole));
}

static void wish_cell(struct layout *layout, struct wishes *wishes,
    size_t column, const struct doc *cell, int weight)
{
	struct paragraph_style style = { .weight = weight };
	for (const struct doc *at = cell->first; at; at = at->next) {
		if (at->kind != DOC_PARAGRAPH)
			continue;
		struct paragraph natural = paragraph_set(layout, at, &style);
		if (cell->parent->header)
			wish_head(
			    layout, wishes, column, at, natural.block->width);
		else
			wishes->wanted[column] =
			    fmax(wishes->wanted[column], natural.block->width);
		if (cell->whole && !cell->parent->header)
			wishes->least[column] =
			    fmax(wishes->least[column], natural.block->width);
		for (const struct doc *run = at->first; run; run = run->next)
			wishes->least[column] = fmax(wishes->least[column],
			    longest_word(layout, run->text, at,
				run->weight ? run->weight : weight));
	}
	wishes->wanted[column] =
	    fmax(wishes->wanted[column], wishes->least[column]);
}

static size_t cell_length(const struct doc *cell)
{
	size_t length = 0;
	for (const struct doc *at = cell->first; at; at = at->next)
		for (const struct doc *run = at->first; run; run = run->next)
			length += utf8_count(run->text);
	return length;
}

static void gather(struct layout *layout, const struct doc *table,
    struct wishes *wishes, size_t count)
{
	size_t rows = 0;
	for (const struct doc *row = first_row(table); row;
	     row = row->next, rows++) {
		size_t column = 0;
		for (const struct doc *at = row->first; at && column < count;
		     column += cell_span(at), at = at->next) {
			size_t length = cell_length(at);
			if (cell_span(at) > 1 ||
			    (rows >= SAMPLE_ROWS && !row->total &&
				length <= wishes->longest[column]))
				continue;
			wish_cell(
			    layout, wishes, column, at, row->total ? 600 : 0);
			if (length > wishes->longest[column])
				wishes->longest[column] = length;
		}
	}
}

/* What open columns ask for, none for more than BOUND. */
static double asked(const struct wishes *wishes, size_t count,
    const double *padding, double bound)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		if (!wishes->fixed[i])
			sum += ceil(fmin(wishes->least[i], bound)) + padding[i];
	return sum;
}

/* Lines shorter than WHOLE stay whole, if that leaves the others SPARED, and
 * what is wider than BOUND that. */
static bool keep_lines(struct wishes *wishes, size_t count,
    const double *padding, double room, double whole, double spared,
    double bound)
{
	struct wishes kept = *wishes;
	for (size_t i = 0; i < count; i++) {
		double least = kept.wanted[i] < whole
				   ? kept.wanted[i]
				   : fmin(kept.wanted[i], spared);
		kept.least[i] = fmin(fmax(kept.least[i], least), bound);
	}
	if (asked(&kept, count, padding, bound) > room)
		return false;
	*wishes = kept;
	return true;
}

/* First with all words whole, then with the longest broken. */
static void keep_short_lines(
    struct wishes *wishes, size_t count, const double *padding, double room)
{
	const double bounds[] = { SHEET_WIDTH, WHOLE_MOST_PT, NAMES_PT };
	for (size_t i = 0; i < 3; i++) {
		double whole = WHOLE_MOST_PT;
		while (whole >= WHOLE_PT) {
			if (keep_lines(wishes, count, padding, room, whole,
				SPARED_PT, bounds[i]))
				return;
			whole -= WHOLE_STEP_PT;
		}
	}
	keep_lines(wishes, count, padding, room, WHOLE_PT, 0, SHEET_WIDTH);
}

/* Where even the longest words are too wide together, the widest are broken
 * and the others stay whole: none may ask for more than a common bound. */
static void bound_words(
    struct wishes *wishes, size_t count, const double *padding, double room)
{
	double low = 0;
	double high = SHEET_WIDTH / 3;
	keep_short_lines(wishes, count, padding, room);
	for (int step = 0; step < CUT_STEPS; step++) {
		double bound = (low + high) / 2;
		if (asked(wishes, count, padding, bound) > room)
			high = bound;
		else
			low = bound;
	}
	for (size_t i = 0; i < count; i++)
		wishes->least[i] = fmin(wishes->least[i], high);
}

/* A text ten times as long gets four times the width: its cells are then two
 * and a half times as high. */
#define POWER 0.6

static double part_of_room(const struct wishes *wishes, size_t i, double scale)
{
	double wanted = wishes->wanted[i];
	double share = scale * pow(wanted, POWER);
	return fmax(fmin(wanted, share), wishes->least[i]);
}

/* Brings the open columns to a sum of ROOM. */
static void cut(struct columns *columns, const struct wishes *wishes,
    const double *padding, double room)
{
	double low = 0;
	double high = SHEET_WIDTH;
	for (int step = 0; step < CUT_STEPS; step++) {
		double scale = (low + high) / 2;
		double sum = 0;
		for (size_t i = 0; i < columns->count; i++)
			if (!wishes->fixed[i])
				sum +=
				    part_of_room(wishes, i, scale) + padding[i];
		if (sum > room)
			high = scale;
		else
			low = scale;
	}
	for (size_t i = 0; i < columns->count; i++)
		if (!wishes->fixed[i])
			columns->items[i].width =
			    part_of_room(wishes, i, low) + padding[i];
}

/* Gives what is left to all columns alike, so that the eye has no long way
 * from a name to its numbers. */
static void spread(
    struct columns *columns, const struct wishes *wishes, double surplus)
{
	size_t open = 0;
	for (size_t i = 0; i < columns->count; i++)
		open += !wishes->fixed[i];
	for (size_t i = 0; i < columns->count; i++)
		if (!wishes->fixed[i])
			columns->items[i].width += surplus / (double)open;
}

/* A word that the width given to its column would break takes room from the
 * column that has most to spare. */
static void keep_words(
    struct columns *columns, const struct wishes *wishes, const double *padding)
{
	for (size_t i = 0; i < columns->count; i++) {
		double needed = ceil(wishes->least[i]) + padding[i];
		double missing = needed - columns->items[i].width;
		size_t donor = i;
		double most = 0;
		for (size_t k = 0; k < columns->count; k++) {
			double spare = columns->items[k].width -
				       wishes->least[k] - padding[k];
			if (spare > most) {
				most = spare;
				donor = k;
			}
		}
		if (missing <= 0 || most < missing)
			continue;
		columns->items[i].width += missing;
		columns->items[donor].width -= missing;
	}
}

/* Heads stand in one line where all of them can, else in two. In half the width
 * they ask for nothing, so that no cell has to break. */
static void add_heads(const struct layout *layout, struct wishes *wishes,
    size_t count, const double *padding, double room)
{
	double asked = 0;
	if (layout->width < SHEET_WIDTH)
		return;
	for (size_t i = 0; i < count; i++)
		if (!wishes->fixed[i])
			asked +=
			    ceil(fmax(wishes->wanted[i], wishes->heads[i])) +
			    padding[i];
	for (size_t i = 0; i < count; i++)
		wishes->wanted[i] = fmax(wishes->wanted[i],
		    asked > room ? wishes->halves[i] : wishes->heads[i]);
}

static void share(struct layout *layout, struct columns *columns,
    struct wishes *wishes, const struct doc *table)
{
	double padding[COLUMNS_MAX] = { 0 };
	double wanted = 0;
	double room = layout->width;
	bool open = false;
	gather(layout, table, wishes, columns->count);
	for (size_t i = 0; i < columns->count; i++) {
		const struct column_place *column = &columns->items[i];
		padding[i] = column->left + column->right;
		if (wishes->fixed[i])
			room -= column->width;
	}
	add_heads(layout, wishes, columns->count, padding, room);
	for (size_t i = 0; i < columns->count; i++) {
		struct column_place *column = &columns->items[i];
		if (wishes->fixed[i])
			continue;
		open = true;
		column->width = ceil(wishes->wanted[i]) + padding[i];
		wanted += column->width;
	}
	bound_words(wishes, columns->count, padding, room);
	if (open && wanted > room)
		cut(columns, wishes, padding, room);
	else if (open)
		spread(columns, wishes, room - wanted);
	keep_words(columns, wishes, padding);
}

static void set_given(
    struct columns *columns, struct wishes *wishes, const struct doc *row)
{
	size_t column = 0;
	for (const struct doc *at = row->first; at; at = at->next) {
		size_t span = cell_span(at);
		if (span == 1 && at->width_pt > 0 && column < COLUMNS_MAX) {
			columns->items[column].width = at->width_pt;
			wishes->fixed[column] = true;
		}
		column += span;
	}
	columns->count = column < COLUMNS_MAX ? column : COLUMNS_MAX;
}

static void set_block(struct columns *columns, struct wishes *wishes,
    const struct block_columns *block)
{
	for (size_t i = 0; i < columns->count; i++) {
		columns->items[i].left = block->left[i];
		columns->items[i].right = block->right[i];
		if (!wishes->fixed[i])
			columns->items[i].width = block->widths[i];
		wishes->fixed[i] = true;
	}
}

/* Widths that do not add up to the text's are brought there in proportion. */
static void place(struct columns *columns, double width)
{
	double sum = 0;
	double x = 0;
	for (size_t i = 0; i < columns->count; i++)
		sum += columns->items[i].width;
	for (size_t i = 0; i < columns->count; i++) {
		struct column_place *column = &columns->items[i];
		if (sum > width + 0.01)
			column->width *= width / sum;
		column->x = x;
		x += column->width;
	}
}

struct columns columns_of(struct layout *layout, const struct doc *table)
{
	struct columns columns = { 0 };
	struct wishes wishes;
	memset(&wishes, 0, sizeof wishes);
	const struct doc *row = first_row(table);
	if (!row)
		return columns;
	set_given(&columns, &wishes, row);
	const struct block_columns *block = &block_columns[table->block];
	if (block->count == columns.count) {
		set_block(&columns, &wishes, block);
	} else {
		for (size_t i = 0; i + 1 < columns.count; i++)
			columns.items[i].right = GAP_PT;
		share(layout, &columns, &wishes, table);
	}
	place(&columns, layout->width);
	return columns;
}

static bool fits_half(struct layout *layout, const struct doc *table)
{
	struct columns columns = { 0 };
	struct wishes wishes;
	const struct doc *row = first_row(table);
	double wanted = 0;
	memset(&wishes, 0, sizeof wishes);
	set_given(&columns, &wishes, row);
	gather(layout, table, &wishes, columns.count);
	/* The names of rows may break, too. */
	wishes.wanted[0] =
	    fmin(wishes.wanted[0], fmax(NAMES_PT, wishes.least[0]));
	for (size_t i = 0; i < columns.count; i++) {
		wanted += ceil(wishes.wanted[i]);
		wanted += i + 1 < columns.count ? GAP_PT : 0;
		if (wishes.fixed[i])
			return false;
	}
	return wanted <= HALF_WIDTH;
}

bool columns_narrow(struct layout *layout, const struct doc *table)
{
	double width = layout->width;
	layout->width = HALF_WIDTH;
	bool narrow = first_row(table) && fits_half(layout, table);
	layout->width = width;
	return narrow;
}

struct column_place columns_span(
    const struct columns *columns, size_t first, size_t span)
{
	if (first >= columns->count)
		return (struct column_place){ .x = SHEET_WIDTH };
	size_t last = first + span - 1;
	if (last >= columns->count)
		last = columns->count - 1;
	struct column_place area = columns->items[first];
	const struct column_place *end = &columns->items[last];
	area.width = end->x + end->width - area.x;
	area.right = end->right;
	return area;
}
