/* Reads the comments of the queries; see sheet.h. */
#include "render/evidence/sheet.h"

#include "base/vec.h"

#define FOLDER STR("render/evidence/sheets/")
#define COLUMN STR("-- column ")

/* A line of the comment without its dashes, joined to what stands before. */
static struct str joined(struct arena *keep, struct str before, struct str line)
{
	return arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(before),
	    before.len ? " " : "", STR_ARG(str_trim(str_skip(line, 2))));
}

/* "NAME KIND: meaning". */
static bool read_column(struct sheet_column *column, struct str text)
{
	size_t blank = str_find_byte(text, ' ');
	size_t colon = str_find_byte(text, ':');
	if (blank == 0 || blank >= colon || colon >= text.len)
		return false;
	*column = (struct sheet_column){
		.name = str_slice(text, 0, blank),
		.kind = str_trim(str_slice(text, blank, colon)),
		.meaning = str_trim(str_skip(text, colon + 1)),
	};
	return true;
}

static bool read_sheet(struct sheet *sheet, struct str name, struct str content,
    struct arena *keep, struct error *err)
{
	VEC(struct sheet_column) columns = { 0 };
	struct place place = { .file = name };
	struct str rest = content;
	struct str line;
	sheet->sql = content;
	while (str_line(&rest, &line) && str_starts(line, STR("--"))) {
		struct sheet_column column;
		place.line++;
		sheet->sql = rest;
		if (!str_starts(line, COLUMN) && !columns.count) {
			sheet->title = joined(keep, sheet->title, line);
		} else if (!str_starts(line, COLUMN)) {
			struct str *meaning =
			    &columns.items[columns.count - 1].meaning;
			*meaning = joined(keep, *meaning, line);
		} else if (read_column(&column, str_skip(line, COLUMN.len))) {
			VEC_PUSH(&columns, keep, column);
		} else {
			return error_at(err, place,
			    "expected \"-- column NAME KIND: meaning\"");
		}
	}
	sheet->columns = columns.items;
	sheet->column_count = columns.count;
	return true;
}

bool sheet_next(struct sheet *sheet, bool *found, size_t *at,
    struct arena *keep, struct error *err)
{
	struct str name;
	struct str content;
	*sheet = (struct sheet){ .title = STR("") };
	*found = asset_next(at, FOLDER, &name);
	if (!*found)
		return true;
	struct str inner = str_skip(name, FOLDER.len);
	sheet->path = arena_printf(keep, "data/" STR_FMT ".csv",
	    STR_ARG(str_slice(inner, 0, inner.len - 4)));
	return asset_read(&content, NULL, name, keep, err) &&
	       read_sheet(sheet, name, content, keep, err);
}
