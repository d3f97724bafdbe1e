/* The walk that lists the printed numbers, each with what stands around it;
 * number_cell.c finds the cell that it is rounded from. */
#include "render/numbers.h"

#include <math.h>

#include "base/buf.h"
#include "base/vec.h"
#include "render/expand.h"
#include "render/number_cell.h"
#include "render/number_token.h"

/* The list that defines measures holds their figures in full. */
#define LIST_MEASURES "measures"

struct listing_walk {
	struct printed_numbers *numbers;
	struct known_values *known;
	const struct tables *tables;
	const struct number_forms *forms;
	struct arena *keep;
	/* where the walk is */
	struct str section;
	size_t section_count;	   /* numbers of its text so far */
	const struct doc *table;   /* around, or NULL */
	const struct doc *row;	   /* around, or NULL */
	const struct doc *cell;	   /* around, or NULL */
	size_t cell_count;	   /* numbers of the row's cells so far */
	const struct table *about; /* of the figure around, or NULL */
	struct str measure; /* of the row or cell around; none: no single one */
	bool is_head;	    /* among the heads of columns */
	enum number_place place;
};

const char *number_kind_name(enum number_kind kind)
{
	static const char *const names[NUMBER_KINDS] = {
		[NUMBER_FIGURE] = "figure",
		[NUMBER_DATE] = "date",
		[NUMBER_NAME] = "name",
	};
	return names[kind];
}

const char *number_place_name(enum number_place place)
{
	static const char *const names[NUMBER_PLACES] = {
		[NUMBER_IN_TEXT] = "text",
		[NUMBER_IN_HEADING] = "heading",
		[NUMBER_IN_CELL] = "cell",
		[NUMBER_IN_CAPTION] = "caption",
		[NUMBER_IN_FIGURE] = "figure",
		[NUMBER_IN_ALT] = "alt",
	};
	return names[place];
}

/* ----------------------------------------------------------- agreement -- */

bool number_agrees(const struct printed_number *number, double value)
{
	double unit = pow(10, -number->decimals);
	double scaled = (value - number->base) * number->scale;
	double reads = number->reads;
	if (number->base > 0)
		scaled = fabs(scaled);
	switch (number->bound) {
	case -1:
		return scaled > 0 && scaled < reads;
	case 1:
		return scaled > reads && scaled < reads + unit;
	default:
		return fabs(scaled - reads) <= unit * 0.5 * (1 + 1e-9);
	}
}

/* ---------------------------------------------------------------- walk -- */

static struct str id_of(struct listing_walk *walk)
{
	if (walk->table && walk->table->id.len && walk->row)
		return arena_printf(walk->keep, STR_FMT "-%zu-%zu",
		    STR_ARG(walk->table->id), walk->row->data_row,
		    ++walk->cell_count);
	return arena_printf(walk->keep, STR_FMT "-%zu",
	    STR_ARG(walk->section.len ? walk->section : STR("cover")),
	    ++walk->section_count);
}

/* Numbers of TEXT; OF says of each byte which measure it tells, or is NULL. */
static void add_numbers(struct listing_walk *walk, const struct doc *node,
    struct str text, const struct str *of)
{
	struct number_token token;
	size_t at = 0;
	while (number_token_next(&token, text, &at, walk->forms)) {
		struct printed_number number = {
			.id = id_of(walk),
			.section = walk->section,
			.place = walk->place,
			.kind = token.kind,
			.node = node,
			.text = text,
			.printed = token.printed,
			.reads = token.reads,
			.decimals = token.decimals,
		};
		struct number_search search = {
			.known = walk->known,
			.tables = walk->tables,
			.table = walk->table,
			.row = walk->row,
			.cell = walk->cell,
			.about = walk->about,
			.percent = token.percent,
			.text = text,
		};
		if (of)
			number.measure = of[token.printed.ptr - text.ptr];
		if (!number.measure.len)
			number.measure = walk->measure;
		if (walk->place == NUMBER_IN_CAPTION && walk->is_head)
			number.kind = NUMBER_NAME; /* of its unit or method */
		if (!number.measure.len && walk->about &&
		    walk->about->measures.count == 1)
			number.measure = walk->about->measures.items[0];
		search.measure = number.measure;
		number_find_cell(&number, &search);
		VEC_PUSH(walk->numbers, walk->keep, number);
	}
}

static void add_runs(struct buf *text, struct str *of, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next) {
		if (at->kind == DOC_LINK) {
			add_runs(text, of, at);
			continue;
		}
		for (size_t i = 0; of && i < at->text.len; i++)
			of[text->len + i] = at->of;
		buf_add(text, at->text);
	}
}

static void add_inline(struct listing_walk *walk, const struct doc *node)
{
	struct buf text = { 0 };
	add_runs(&text, NULL, node);
	struct str whole = arena_str(walk->keep, buf_str(&text));
	struct arena *scratch = arena_new();
	struct str *of = arena_array(scratch, whole.len + 1, sizeof *of);
	buf_free(&text);
	text = (struct buf){ 0 };
	add_runs(&text, of, node);
	buf_free(&text);
	add_numbers(walk, node, whole, of);
	arena_free(scratch);
}

static void walk_node(struct listing_walk *walk, const struct doc *node);

static void walk_children(struct listing_walk *walk, const struct doc *node)
{
	for (const struct doc *at = node->first; at; at = at->next)
		walk_node(walk, at);
}

static void walk_figure(struct listing_walk *walk, const struct doc *figure)
{
	struct listing_walk inner = *walk;
	inner.about = figure->twin ? figure->twin->data : NULL;
	inner.place = NUMBER_IN_FIGURE;
	walk_children(&inner, figure);
	inner.place = figure->is_inline ? NUMBER_IN_CELL : NUMBER_IN_ALT;
	add_numbers(&inner, figure, figure->alt, NULL);
	walk->section_count = inner.section_count;
	walk->cell_count = inner.cell_count;
	if (figure->twin)
		walk_node(walk, figure->twin);
}

static void walk_table(struct listing_walk *walk, const struct doc *table)
{
	struct listing_walk inner = *walk;
	inner.table = table;
	inner.about = table->data;
	walk_children(&inner, table);
	walk->section_count = inner.section_count;
}

/* The measure of a row that a list has. */
static struct str measure_of(const struct doc *table, const struct doc *row)
{
	return table && table->data && row->data_row
		   ? table_raw_named(table->data, row->data_row, "id")
		   : STR_NONE;
}

static void walk_row(struct listing_walk *walk, const struct doc *row)
{
	struct listing_walk inner = *walk;
	inner.row = row->header ? NULL : row;
	inner.cell_count = 0;
	inner.is_head = row->header;
	inner.place = row->header ? NUMBER_IN_CAPTION : NUMBER_IN_CELL;
	inner.measure = measure_of(walk->table, row);
	for (const struct doc *at = row->first; at; at = at->next) {
		inner.cell = row->header ? NULL : at;
		walk_children(&inner, at);
	}
	walk->section_count = inner.section_count;
}

/* The measure whose definition NODE links to: all in its cell tells of it. */
static struct str linked_measure(
    const struct listing_walk *walk, const struct doc *node)
{
	struct str found = STR_NONE;
	if (node->kind == DOC_LINK)
		for (size_t i = 0; i < walk->tables->count; i++) {
			const struct str_list *all =
			    &walk->tables->items[i]->measures;
			for (size_t k = 0; k < all->count; k++)
				if (str_equal(node->text,
					cite_target(all->items[k], walk->keep)))
					return all->items[k];
		}
	for (const struct doc *at = node->first; at && !found.ptr;
	     at = at->next)
		found = linked_measure(walk, at);
	return found;
}

static void walk_grid_cell(struct listing_walk *walk, const struct doc *cell)
{
	walk->measure = linked_measure(walk, cell);
	walk_children(walk, cell);
	walk->measure = STR_NONE;
}

static void walk_section(struct listing_walk *walk, const struct doc *section)
{
	struct listing_walk inner = *walk;
	if (section->id.len) {
		inner.section = section->id;
		inner.section_count = 0;
	}
	walk_children(&inner, section);
	if (!section->id.len)
		walk->section_count = inner.section_count;
}

static void walk_node(struct listing_walk *walk, const struct doc *node)
{
	switch (node->kind) {
	case DOC_SECTION:
		walk_section(walk, node);
		break;
	case DOC_TABLE:
		walk_table(walk, node);
		break;
	case DOC_ROW:
		walk_row(walk, node);
		break;
	case DOC_FIGURE:
		walk_figure(walk, node);
		break;
	case DOC_HEADING:
		walk->place = NUMBER_IN_HEADING;
		add_inline(walk, node);
		walk->place = NUMBER_IN_TEXT;
		break;
	case DOC_PARAGRAPH:
		if (walk->table && !walk->row)
			walk->place = NUMBER_IN_CAPTION;
		add_inline(walk, node);
		break;
	case DOC_GRID_CELL:
		walk_grid_cell(walk, node);
		break;
	case DOC_DOCUMENT:
	case DOC_LIST:
	case DOC_ITEM:
	case DOC_GRID:
	case DOC_NOTE:
	case DOC_CELL:
		walk_children(walk, node);
		break;
	case DOC_RUN:
	case DOC_LINK:
	case DOC_KINDS:
		break;
	}
}

void numbers_list(struct printed_numbers *numbers, const struct doc *root,
    const struct tables *tables, const struct language *language,
    struct arena *keep)
{
	struct known_values known = { .keep = keep };
	struct listing_walk walk = {
		.numbers = numbers,
		.known = &known,
		.tables = tables,
		.forms = language_forms(language),
		.keep = keep,
		.section = STR(""),
		.place = NUMBER_IN_TEXT,
	};
	*numbers = (struct printed_numbers){ 0 };
	walk_node(&walk, root);
}
