/* The walk that lists the printed numbers, and the search for the cell that
 * each is rounded from. A number of a table knows its cell; one of a text is
 * looked for among few cells, those of its measure or of its figure, so that a
 * number that only looks alike is not taken for it. */
#include "render/numbers.h"

#include <math.h>

#include "base/buf.h"
#include "base/vec.h"
#include "render/expand.h"
#include "render/number_token.h"

/* The list that defines measures holds their figures in full. */
#define LIST_MEASURES "measures"

enum { HINT_MIN = 3 }; /* bytes of a cell that tell a row in a text */

struct known_values;

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

/* How a value may be printed: as it is, as a percent or points, as hours of
 * days, as a share of which nearly none or nearly all is, as what a ratio is
 * more or less than one. */
static const struct form {
	double base;
	double scale;
	int bound;
	bool percent;
} forms[] = {
	{ 0, 100, 0, true },
	{ 0, 1, 0, true },
	{ 0, 100, -1, true },
	{ 0, 100, 1, true },
	{ 1, 100, 0, true },
	{ 0, 1, 0, false },
	{ 0, 100, 0, false },
	{ 0, 24, 0, false },
};

static bool fits_bound(const struct printed_number *number, int bound)
{
	double unit = pow(10, -number->decimals);
	double end = bound < 0 ? unit : 100 - unit;
	return !bound || fabs(number->reads - end) < unit / 100;
}

static bool agrees(struct printed_number *number, double value, bool percent)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const struct form *form = &forms[i];
		number->scale = form->scale;
		number->base = form->base;
		number->bound = form->bound;
		if (form->percent == percent &&
		    fits_bound(number, form->bound) &&
		    number_agrees(number, value))
			return true;
	}
	number->scale = 0;
	number->base = 0;
	number->bound = 0;
	return false;
}

/* -------------------------------------------------------------- search -- */

/* The numbers of a table's file in full; NAN where it has none. */
struct table_values {
	const struct table *table;
	double *items; /* row by row */
};

struct known_values {
	struct table_values *items;
	size_t count;
	size_t room;
	struct arena *keep;
};

/* Read once: a text has many numbers to be found in a table. */
static const double *values_of(
    struct known_values *known, const struct table *table)
{
	for (size_t i = 0; i < known->count; i++)
		if (known->items[i].table == table)
			return known->items[i].items;
	struct table_values values = { table,
		arena_array(
		    known->keep, table->cell_count + 1, sizeof(double)) };
	for (size_t i = 0; i < table->cell_count; i++) {
		size_t column = i % table->column_count;
		size_t row = i / table->column_count;
		if (!table_is_filed(&table->columns[column]) ||
		    !table_number(&values.items[i], table, row + 1, column + 1))
			values.items[i] = NAN;
	}
	VEC_PUSH(known, known->keep, values);
	return values.items;
}

struct looking {
	struct printed_number *number;
	struct known_values *known;
	bool percent;
	struct str text; /* that it stands in */
	struct str
	    measure; /* that it tells, as the text says; none: not said */
};

static bool find_column(
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

static struct str raw_named(
    const struct table *table, size_t row, const char *name)
{
	size_t column;
	if (!find_column(&column, table, name))
		return STR_NONE;
	struct str raw = table_raw(table_at(table, row, column));
	return raw.len ? raw : STR_NONE;
}

/* The measure that ROW alone is of: by its id, or the name of a behaviour; none
 * where all rows are of the same. */
static struct str measure_of_row(const struct table *table, size_t row)
{
	struct str id = raw_named(table, row, "id");
	struct str of = raw_named(table, row, "measure");
	struct str behaviour = raw_named(table, row, "behaviour");
	if (id.len && str_list_has(&table->measures, id))
		return id;
	if (of.len && str_list_has(&table->measures, of))
		return of;
	for (size_t i = 0; behaviour.len && i < table->measures.count; i++) {
		struct str measure = table->measures.items[i];
		size_t dot = str_find_byte(measure, '.');
		if (str_equal(str_skip(measure, dot + 1), behaviour))
			return measure;
	}
	return STR_NONE;
}

static void set_cell(struct printed_number *number, const struct table *table,
    size_t row, size_t column)
{
	number->table = table->id;
	number->row = row;
	number->column = table->columns[column - 1].name;
	number->value = table_raw(table_at(table, row, column));
	struct str measure = measure_of_row(table, row);
	if (measure.len)
		number->measure = measure;
	number->numerator = raw_named(table, row, "hit");
	number->denominator = raw_named(table, row, "n");
	if (number->numerator.ptr)
		return;
	bool like = raw_named(table, row, "like_events").ptr != NULL;
	number->numerator =
	    raw_named(table, row, like ? "like_events" : "events");
	if (!number->denominator.ptr)
		number->denominator =
		    raw_named(table, row, like ? "like_exposure" : "exposure");
}

/* The first number of ROW that is printed so. */
static bool find_in_row(
    const struct looking *looking, const struct table *table, size_t row)
{
	const double *values =
	    values_of(looking->known, table) + (row - 1) * table->column_count;
	for (size_t i = 0; i < table->column_count; i++) {
		if (isnan(values[i]) ||
		    !agrees(looking->number, values[i], looking->percent))
			continue;
		set_cell(looking->number, table, row, i + 1);
		return true;
	}
	return false;
}

/* How many words of ROW the text around the number has. */
static size_t hints_of(
    const struct looking *looking, const struct table *table, size_t row)
{
	size_t hints = 0;
	for (size_t i = 1; i <= table->column_count; i++) {
		const struct table_cell *cell = table_at(table, row, i);
		if (!table->columns[i - 1].number &&
		    cell->print.len >= HINT_MIN &&
		    str_contains(looking->text, cell->print))
			hints++;
	}
	return hints;
}

/* Whether ROW is of another measure than the one that the number tells. */
static bool is_of_another(
    const struct looking *looking, const struct table *table, size_t row)
{
	struct str measure = measure_of_row(table, row);
	return measure.len && looking->measure.len &&
	       !str_equal(measure, looking->measure);
}

/* The row that the text names best, of those with the number. ANY: one that it
 * does not name will do, too, if it is not of another measure. */
static bool find_in_table(
    const struct looking *looking, const struct table *table, bool any)
{
	size_t best = 0;
	size_t best_hints = 0;
	size_t rows = table_rows(table);
	const struct printed_number before = *looking->number;
	for (size_t row = 1; row <= rows; row++) {
		bool total = table->has_total && row == rows;
		if (!find_in_row(looking, table, row))
			continue;
		size_t hints = 2 * hints_of(looking, table, row) + total;
		if (!hints && is_of_another(looking, table, row))
			continue;
		if (hints + any > best_hints) {
			best = row;
			best_hints = hints + any;
		}
	}
	*looking->number = before;
	return best && find_in_row(looking, table, best);
}

/* The row of MEASURE in a list of measures or of indicators. */
static bool find_in_list(const struct looking *looking,
    const struct table *table, struct str measure)
{
	size_t column;
	if (!find_column(&column, table, "id"))
		return false;
	for (size_t row = 1; row <= table_rows(table); row++)
		if (str_equal(table_raw(table_at(table, row, column)), measure))
			return find_in_row(looking, table, row);
	return false;
}

/* First the lists of all measures, then the tables of this one: those that the
 * text names a row of, then any. */
static void find_of_measure(
    const struct looking *looking, const struct tables *tables)
{
	struct str measure = looking->number->measure;
	for (size_t i = tables->count; i > 0; i--)
		if (find_in_list(looking, tables->items[i - 1], measure))
			return;
	for (int any = 0; any < 2; any++)
		for (size_t i = 0; i < tables->count; i++)
			if (str_list_has(
				&tables->items[i]->measures, measure) &&
			    find_in_table(looking, tables->items[i], any))
				return;
}

static void find_in_cell(
    const struct looking *looking, const struct listing_walk *walk)
{
	const struct table *table = walk->table->data;
	struct printed_number *number = looking->number;
	size_t row = walk->row->data_row;
	size_t column = walk->cell->data_column;
	double value;
	number->table = table->id;
	if (table->printed) {
		(void)find_in_table(looking, table, true);
		return;
	}
	if (!row)
		return;
	number->row = row;
	if (!column || !table_is_filed(&table->columns[column - 1])) {
		if (!find_in_row(looking, table, row) && number->measure.len)
			find_of_measure(looking, walk->tables);
		return;
	}
	set_cell(number, table, row, column);
	number->is_cell = true;
	if (table_number(&value, table, row, column))
		number->is_cell = agrees(number, value, looking->percent);
	else if (!table->columns[column - 1].number &&
		 number->kind == NUMBER_FIGURE)
		number->kind = NUMBER_NAME; /* words, as the file has them */
	if (number->is_cell || find_in_row(looking, table, row))
		return;
	number->column = STR_NONE;
	number->value = STR_NONE;
}

static void find_cell(
    const struct looking *looking, const struct listing_walk *walk)
{
	if (walk->cell && walk->table->data)
		find_in_cell(looking, walk);
	else if (looking->number->kind != NUMBER_FIGURE)
		return;
	else if (walk->about)
		(void)find_in_table(looking, walk->about, true);
	else if (looking->number->measure.len)
		find_of_measure(looking, walk->tables);
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
		struct looking looking = {
			.number = &number,
			.known = walk->known,
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
		looking.measure = number.measure;
		find_cell(&looking, walk);
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
		   ? raw_named(table->data, row->data_row, "id")
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
