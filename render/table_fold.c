/* Rows that say the same of several names are one row in print, which names
 * them: twenty tools of which too little is known are one thing to read. The
 * file has every row. */
#include "render/print.h"
#include "render/table.h"

enum { NAMES_MAX = 8 };

/* A row of print: whose it is, and where its other cells stand. */
struct folded {
	size_t row; /* of the whole, from 1 */
	struct str names;
	size_t count;
};

/* Whether rows A and B say the same in all that is printed but their names. */
static bool says_same(
    const struct table *table, size_t a, size_t b, size_t name)
{
	for (size_t i = 1; i <= table->column_count; i++)
		if (i != name && table_is_printed(&table->columns[i - 1]) &&
		    !str_equal(table_at(table, a, i)->print,
			table_at(table, b, i)->print))
			return false;
	return true;
}

static struct folded *find_same(struct folded *folded, size_t count,
    const struct table *table, size_t row, size_t name)
{
	for (size_t i = 0; i < count; i++)
		if (says_same(table, folded[i].row, row, name))
			return &folded[i];
	return NULL;
}

static void add_name(struct folded *into, struct str name, struct arena *keep)
{
	if (into->count++ < NAMES_MAX)
		into->names = arena_printf(keep, STR_FMT "%s" STR_FMT,
		    STR_ARG(into->names), into->count > 1 ? ", " : "",
		    STR_ARG(name));
}

static struct str names_of(const struct folded *folded, struct arena *keep)
{
	if (folded->count <= NAMES_MAX)
		return folded->names;
	return arena_printf(keep, STR_FMT ", and %zu more",
	    STR_ARG(folded->names), folded->count - NAMES_MAX);
}

static size_t name_column(const struct table *table)
{
	for (size_t i = 1; i <= table->column_count; i++)
		if (table_is_printed(&table->columns[i - 1]))
			return i;
	return 0;
}

void table_fold(struct table *table, struct arena *keep)
{
	size_t rows = table_rows(table);
	size_t name = name_column(table);
	struct folded *folded = arena_array(keep, rows + 1, sizeof *folded);
	size_t count = 0;
	if (table->printed || table->has_total || !name)
		return;
	for (size_t row = 1; row <= rows; row++) {
		struct folded *same =
		    find_same(folded, count, table, row, name);
		if (!same) {
			same = &folded[count++];
			*same = (struct folded){ .row = row, .names = STR("") };
		}
		add_name(same, table_at(table, row, name)->print, keep);
	}
	if (count == rows)
		return;
	struct table *printed = ARENA_NEW(keep, struct table);
	*printed = *table;
	printed->cells = NULL;
	printed->cell_count = 0;
	printed->cell_room = 0;
	printed->anchors = (struct str_list){ 0 };
	for (size_t k = 0; k < count; k++)
		for (size_t i = 1; i <= table->column_count; i++) {
			const struct table_cell *cell =
			    table_at(table, folded[k].row, i);
			table_value(printed, keep,
			    i == name ? names_of(&folded[k], keep)
				      : cell->print,
			    cell->raw);
		}
	table->printed = printed;
}
