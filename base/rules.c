/* One pass over the text, cell by cell. Cells are views of the content; those
 * with quotes inside are copied with one in place of two. */
#include "base/rules.h"

#include <string.h>

#include "base/shelf.h"
#include "base/vec.h"

struct reader {
	struct str rest;
	int64_t line; /* of the next byte */
	struct arena *keep;
};

static char take(struct reader *reader)
{
	char c = reader->rest.ptr[0];
	reader->rest = str_skip(reader->rest, 1);
	if (c == '\n')
		reader->line++;
	return c;
}

/* TEXT with one quote for each two. */
static struct str single_quotes(struct str text, struct arena *keep)
{
	char *copy = arena_alloc_raw(keep, text.len);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		copy[len++] = text.ptr[i];
		if (text.ptr[i] == '"')
			i++;
	}
	return (struct str){ copy, len };
}

/* After the opening quote; false when the text ends before the closing one. */
static bool read_quoted(struct reader *reader, struct str *cell)
{
	struct str whole = reader->rest;
	bool has_quotes = false;
	while (reader->rest.len) {
		if (take(reader) != '"')
			continue;
		if (!reader->rest.len || reader->rest.ptr[0] != '"') {
			*cell = str_slice(
			    whole, 0, whole.len - reader->rest.len - 1);
			if (has_quotes)
				*cell = single_quotes(*cell, reader->keep);
			return true;
		}
		take(reader);
		has_quotes = true;
	}
	return false;
}

static size_t plain_length(struct str rest)
{
	size_t len = 0;
	while (len < rest.len && rest.ptr[len] != ',' &&
	       rest.ptr[len] != '\n' && rest.ptr[len] != '\r')
		len++;
	return len;
}

/* One cell and what follows it; *LAST tells that the row ends here. */
static bool read_cell(struct reader *reader, struct str *cell, bool *last)
{
	if (reader->rest.len && reader->rest.ptr[0] == '"') {
		take(reader);
		if (!read_quoted(reader, cell))
			return false;
	} else {
		size_t len = plain_length(reader->rest);
		*cell = str_slice(reader->rest, 0, len);
		reader->rest = str_skip(reader->rest, len);
	}
	if (reader->rest.len && reader->rest.ptr[0] == '\r')
		take(reader);
	*last = !reader->rest.len || reader->rest.ptr[0] != ',';
	return !reader->rest.len || take(reader) == (*last ? '\n' : ',');
}

struct row {
	struct str cells[RULES_COLUMNS_MAX];
	size_t count;
	int64_t line;
};

static bool read_row(struct reader *reader, struct row *row)
{
	bool last = false;
	row->count = 0;
	row->line = reader->line;
	while (!last) {
		struct str cell;
		if (row->count == RULES_COLUMNS_MAX ||
		    !read_cell(reader, &cell, &last))
			return false;
		row->cells[row->count++] = cell;
	}
	return true;
}

static bool wrong_row(
    const struct rules *rules, const struct row *row, struct error *err)
{
	struct place place = { .file = rules->name, .line = row->line };
	error_at(err, place,
	    "expected %zu cells as in the header, found %zu, a broken "
	    "quote or too many rows",
	    rules->column_count, row->count);
	return error_fix(
	    err, "quote cells that hold commas, double the quotes inside");
}

bool rules_parse(struct rules *rules, struct str name, struct str content,
    struct arena *keep, struct error *err)
{
	struct reader reader = { .rest = content, .line = 1, .keep = keep };
	VEC(struct str) cells = { 0 };
	VEC(int64_t) lines = { 0 };
	struct row row;
	*rules = (struct rules){ .name = name };
	if (str_starts(reader.rest, STR("\xEF\xBB\xBF")))
		reader.rest = str_skip(reader.rest, 3);
	while (reader.rest.len) {
		if (!read_row(&reader, &row))
			return wrong_row(rules, &row, err);
		if (row.count == 1 && row.cells[0].len == 0)
			continue;
		if (rules->column_count == 0) {
			memcpy(rules->columns, row.cells, sizeof row.cells);
			rules->column_count = row.count;
			continue;
		}
		if (row.count != rules->column_count ||
		    lines.count == RULES_ROWS_MAX)
			return wrong_row(rules, &row, err);
		for (size_t i = 0; i < row.count; i++)
			VEC_PUSH(&cells, keep, row.cells[i]);
		VEC_PUSH(&lines, keep, row.line);
	}
	rules->cells = cells.items;
	rules->lines = lines.items;
	rules->row_count = lines.count;
	return true;
}

bool rules_read(struct rules *rules, const struct asset_folders *folders,
    struct str name, struct arena *keep, struct error *err)
{
	const struct rules *kept = shelf_find(folders, name);
	struct str content;
	if (kept) {
		*rules = *kept;
		return true;
	}
	keep = shelf_keep(folders, keep);
	if (!asset_read(&content, folders, name, keep, err) ||
	    !rules_parse(
		rules, str_from(arena_z(keep, name)), content, keep, err))
		return false;
	shelf_put(folders, name, rules, sizeof *rules);
	return true;
}

bool rules_column(const struct rules *rules, const char *column, size_t *index,
    struct error *err)
{
	for (size_t i = 0; i < rules->column_count; i++)
		if (str_equal_z(rules->columns[i], column)) {
			*index = i;
			return true;
		}
	error_at(err, (struct place){ .file = rules->name, .line = 1 },
	    "expected a column \"%s\", found none", column);
	return error_fix(err, "add it to the header line");
}

struct str rules_cell(const struct rules *rules, size_t row, size_t column)
{
	return rules->cells[row * rules->column_count + column];
}

bool rules_wrong(const struct rules *rules, size_t row, const char *expected,
    struct str found, struct error *err)
{
	return error_at(err,
	    (struct place){ .file = rules->name, .line = rules->lines[row] },
	    "expected %s, found \"" STR_FMT "\"", expected, STR_ARG(found));
}
