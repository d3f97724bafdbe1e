/* Folds the account of inputs for print. Rows of one folder and one format
 * become one, as soon as there are enough of them; the finest folding that
 * ACCOUNT_ROWS hold is taken. Each row says how many inputs it stands for, and
 * the counts of all rows add up to the total, so that nothing can hide. */
#include "render/account.h"

#include "base/map.h"
#include "base/vec.h"
#include "render/print.h"

#define ACCOUNT_ROWS 12

enum { COLUMN_PATH, COLUMN_IMPORTER, COLUMN_COUNTS, COUNTS = 5 };

struct account_row {
	struct str path; /* of the first input, or the folder */
	struct str importer;
	int64_t inputs;
	int64_t counts[COUNTS];
};

struct account_rows {
	struct account_row *items;
	size_t count;
	size_t room;
};

/* How rows are folded: groups of at least LEAST inputs, by folder or format. */
struct folding {
	int64_t least;
	bool by_folder;
};

/* "inputs/scans/a.sarif" -> "inputs/scans/"; "" for a bare name. */
static struct str folder_of(struct str path)
{
	size_t end = path.len;
	while (end && path.ptr[end - 1] != '/')
		end--;
	return str_slice(path, 0, end);
}

static void add_counts(struct account_row *to, const struct account_row *more)
{
	to->inputs += more->inputs;
	for (size_t i = 0; i < COUNTS; i++)
		to->counts[i] += more->counts[i];
}

static struct str group_key(const struct account_row *row,
    const struct folding *folding, struct arena *keep)
{
	return arena_printf(keep, STR_FMT "\n" STR_FMT, STR_ARG(row->importer),
	    STR_ARG(folding->by_folder ? folder_of(row->path) : STR("")));
}

/* A group stands where its first input stood. */
static struct account_rows fold(const struct account_rows *rows,
    const struct folding *folding, struct arena *keep)
{
	struct account_rows folded = { 0 };
	struct map sizes = { .arena = keep };
	struct map places = { .arena = keep };
	for (size_t i = 0; i < rows->count; i++)
		map_put(&sizes, group_key(&rows->items[i], folding, keep), NULL)
		    ->number++;
	for (size_t i = 0; i < rows->count; i++) {
		const struct account_row *row = &rows->items[i];
		struct str key = group_key(row, folding, keep);
		bool is_first = true;
		if (map_get(&sizes, key)->number < folding->least) {
			VEC_PUSH(&folded, keep, *row);
			continue;
		}
		union map_value *place = map_put(&places, key, &is_first);
		if (!is_first) {
			add_counts(&folded.items[place->number], row);
			continue;
		}
		place->number = (int64_t)folded.count;
		VEC_PUSH(&folded, keep, *row);
		folded.items[folded.count - 1].path = folding->by_folder
							  ? folder_of(row->path)
							  : STR("all folders");
	}
	return folded;
}

static int64_t count_in(const struct table_cell *cell)
{
	int64_t count;
	return str_to_int(cell->raw, &count) ? count : 0;
}

static struct account_rows rows_of(
    const struct table *table, struct arena *keep)
{
	struct account_rows rows = { 0 };
	for (size_t r = 0; r < table_rows(table); r++) {
		const struct table_cell *cells =
		    table->cells + r * table->column_count;
		struct account_row row = {
			.path = cells[COLUMN_PATH].print,
			.importer = cells[COLUMN_IMPORTER].print,
			.inputs = 1,
		};
		for (size_t i = 0; i < COUNTS; i++)
			row.counts[i] = count_in(&cells[COLUMN_COUNTS + i]);
		VEC_PUSH(&rows, keep, row);
	}
	return rows;
}

static void add_row(
    struct table *table, const struct account_row *row, struct arena *keep)
{
	table_text(table, keep, row->path.len ? row->path : STR("./"));
	table_count(table, keep, row->inputs);
	table_text(table, keep, row->importer);
	for (size_t i = 0; i < COUNTS; i++)
		table_count(table, keep, row->counts[i]);
}

void account_print(struct table *whole, struct arena *keep)
{
	static const struct folding foldings[] = {
		{ .least = 10, .by_folder = true },
		{ .least = 2, .by_folder = true },
		{ .least = 1, .by_folder = false },
	};
	struct account_rows all = rows_of(whole, keep);
	struct account_rows rows = all;
	struct account_row total = { .path = STR("All") };
	struct table *table = ARENA_NEW(keep, struct table);
	for (size_t i = 0; i < sizeof foldings / sizeof *foldings &&
			   rows.count > ACCOUNT_ROWS;
	     i++)
		rows = fold(&all, &foldings[i], keep);
	table_columns(table, keep,
	    "path Source;#inputs Inputs;importer Read as;#read Records;"
	    "#imported Imported;#duplicate Duplicate;#rejected Rejected;"
	    "#empty Empty");
	for (size_t i = 0; i < rows.count; i++) {
		add_row(table, &rows.items[i], keep);
		add_counts(&total, &rows.items[i]);
	}
	table->has_total = rows.count > 1;
	if (table->has_total)
		add_row(table, &total, keep);
	whole->printed = table;
}
