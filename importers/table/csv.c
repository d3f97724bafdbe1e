/* libcsv takes bytes and calls back at the end of each cell and each row; we
 * feed it spans that end in a byte which can end one (separator, quote, line
 * feed), so that at most one row ends per call and the place of each cell is
 * known. Blanks around unquoted cells are dropped by libcsv. */
#include "importers/table/csv.h"

#include <string.h>

#include <csv.h>

struct csv_reader {
	struct text_stream *stream;
	struct csv_parser parser;
	struct arena *cells; /* reset for each record */
	struct str rest;     /* of the stream, not yet fed */
	struct csv_record record;
	size_t record_bytes;
	int64_t line; /* of the next byte */
	int64_t column;
	int64_t cell_line; /* of the first byte of the current cell */
	int64_t cell_column;
	bool row_ended;
	bool skip_separator_line;
	bool ended;
};

struct csv_reader *csv_reader_open(struct text_stream *stream, char separator,
    bool skip_separator_line, struct arena *keep)
{
	struct csv_reader *reader = ARENA_NEW(keep, struct csv_reader);
	reader->stream = stream;
	reader->cells = arena_new();
	reader->skip_separator_line = skip_separator_line;
	reader->line = 1;
	reader->column = 1;
	csv_init(&reader->parser, CSV_REPALL_NL);
	csv_set_delim(&reader->parser, (unsigned char)separator);
	return reader;
}

void csv_reader_close(struct csv_reader *reader)
{
	if (!reader)
		return;
	csv_free(&reader->parser);
	arena_free(reader->cells);
}

static void *grow_cells(struct csv_reader *reader)
{
	struct csv_record *record = &reader->record;
	size_t room = record->room ? record->room * 2 : 32;
	struct csv_cell *cells =
	    arena_array(reader->cells, room, sizeof *cells);
	if (record->count)
		memcpy(cells, record->cells, record->count * sizeof *cells);
	record->room = room;
	return cells;
}

static void on_cell(void *text, size_t len, void *user)
{
	struct csv_reader *reader = user;
	struct csv_record *record = &reader->record;
	if (record->count > CSV_CELLS_LIMIT)
		return;
	if (record->count == record->room)
		record->cells = grow_cells(reader);
	record->cells[record->count++] = (struct csv_cell){
		.text = arena_str(
		    reader->cells, (struct str){ text ? text : "", len }),
		.line = reader->cell_line,
		.column = reader->cell_column,
	};
}

static void on_row(int terminator, void *user)
{
	struct csv_reader *reader = user;
	(void)terminator;
	reader->row_ended = true;
}

static struct place here(const struct csv_reader *reader)
{
	return (struct place){
		.line = reader->cell_line,
		.column = reader->cell_column,
	};
}

static bool check_limits(const struct csv_reader *reader, struct error *err)
{
	if (reader->record_bytes > CSV_RECORD_LIMIT) {
		error_at(err, here(reader),
		    "expected a record of at most %d bytes, found a longer one",
		    CSV_RECORD_LIMIT);
		return error_fix(
		    err, "look for a quote in this cell that is never closed");
	}
	if (reader->record.count > CSV_CELLS_LIMIT) {
		error_at(err, here(reader),
		    "expected at most %d cells in a row, found more",
		    CSV_CELLS_LIMIT);
		return error_fix(err, "is this file a table?");
	}
	return true;
}

/* Bytes up to and with the next one that may end a cell. */
static size_t span_length(struct str text, char separator)
{
	size_t i = 0;
	while (i < text.len && text.ptr[i] != separator &&
	       text.ptr[i] != '\n' && text.ptr[i] != '"')
		i++;
	return i < text.len ? i + 1 : i;
}

static void feed(struct csv_reader *reader, struct str span)
{
	size_t cells = reader->record.count;
	csv_parse(&reader->parser, span.ptr, span.len, on_cell, on_row, reader);
	if (span.ptr[span.len - 1] == '\n') {
		reader->line++;
		reader->column = 1;
	} else {
		reader->column += (int64_t)span.len;
	}
	reader->record_bytes += span.len;
	if (reader->record.count != cells || reader->row_ended) {
		reader->cell_line = reader->line;
		reader->cell_column = reader->column;
	}
}

static bool refill(struct csv_reader *reader, struct error *err)
{
	if (reader->rest.len)
		return true;
	return text_next(reader->stream, &reader->rest, err);
}

/* A first line is short when it only names the separator, so it stands in the
 * first part of the stream. */
static bool skip_first_line(struct csv_reader *reader, struct error *err)
{
	reader->skip_separator_line = false;
	if (!refill(reader, err))
		return false;
	size_t end = str_find_byte(reader->rest, '\n');
	if (end < reader->rest.len) {
		reader->rest = str_skip(reader->rest, end + 1);
		reader->line++;
	}
	return true;
}

static void start_record(struct csv_reader *reader)
{
	arena_reset(reader->cells);
	reader->record = (struct csv_record){ .line = reader->line };
	reader->record_bytes = 0;
	reader->row_ended = false;
	reader->cell_line = reader->line;
	reader->cell_column = reader->column;
}

/* What stands after the last line feed is a record too; when a line feed does
 * not end it, a quote is open. */
static void finish(struct csv_reader *reader)
{
	reader->ended = true;
	if (reader->record_bytes == 0)
		return;
	csv_parse(&reader->parser, "\n", 1, on_cell, on_row, reader);
	if (!reader->row_ended)
		reader->record.open_quote = true;
	csv_fini(&reader->parser, on_cell, on_row, reader);
	reader->row_ended = true;
}

bool csv_reader_next(struct csv_reader *reader, struct csv_record *record,
    bool *end, struct error *err)
{
	if (reader->skip_separator_line && !skip_first_line(reader, err))
		return false;
	start_record(reader);
	char separator = (char)csv_get_delim(&reader->parser);
	while (!reader->row_ended && !reader->ended) {
		if (!refill(reader, err))
			return false;
		if (reader->rest.len == 0) {
			finish(reader);
			break;
		}
		struct str span = str_slice(
		    reader->rest, 0, span_length(reader->rest, separator));
		feed(reader, span);
		reader->rest = str_skip(reader->rest, span.len);
		if (!check_limits(reader, err))
			return false;
	}
	reader->record.end_line =
	    reader->column == 1 ? reader->line - 1 : reader->line;
	*record = reader->record;
	*end = !reader->row_ended;
	return true;
}
