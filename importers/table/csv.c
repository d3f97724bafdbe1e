/* libcsv takes bytes and calls back at the end of each cell and each row; we
 * feed it spans that end in a byte which can end one (separator, quote, line
 * feed), so that at most one row ends per call and the place of each cell is
 * known. Blanks around unquoted cells are dropped by libcsv.
 *
 * A line without a quote that stands whole in a part of the stream needs no
 * grammar: its cells are what stands between separators, without blanks around
 * them, as libcsv would have it. Most lines are such, and are cut here.
 *
 * A quote that is never closed would swallow the rest of the file. The text of
 * the record at hand is kept, so that when the file or the limit ends first,
 * its first line alone is given up and reading goes on behind that. */
#include "importers/table/csv.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { RESYNCS = 100 }; /* then the rest of the file is given up */

struct csv_reader {
	struct text_stream *stream;
	struct csv_parser parser;
	struct arena *cells; /* reset for each record */
	struct str rest;     /* not yet fed: of PUSHED, or of the stream */
	struct buf raw;	     /* what was fed of this record */
	struct buf pushed;   /* what is fed once more */
	int resyncs;
	struct csv_record record;
	struct csv_cell *plain; /* cells of a plain line; PLAIN_ROOM of them */
	size_t plain_room;
	const char *quote; /* the next one in REST, its end when there is none;
			    * NULL: not looked for yet */
	int64_t line;	   /* of the next byte */
	int64_t column;
	int64_t cell_line; /* of the first byte of the current cell */
	int64_t cell_column;
	bool row_ended;
	bool skip_separator_line;
	bool whole; /* the stream holds all of the file */
	bool ended;
};

struct csv_reader *csv_reader_open(struct text_stream *stream, char separator,
    bool skip_separator_line, bool whole, struct arena *keep)
{
	struct csv_reader *reader = ARENA_NEW(keep, struct csv_reader);
	reader->stream = stream;
	reader->cells = arena_new();
	reader->skip_separator_line = skip_separator_line;
	reader->whole = whole;
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
	buf_free(&reader->raw);
	buf_free(&reader->pushed);
	free(reader->plain);
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
	if (record->count == CSV_CELLS_LIMIT) {
		record->fault = CSV_TOO_WIDE;
		return;
	}
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
	buf_add(&reader->raw, span);
	if (reader->record.count != cells || reader->row_ended) {
		reader->cell_line = reader->line;
		reader->cell_column = reader->column;
	}
}

static bool refill(struct csv_reader *reader, struct error *err)
{
	if (reader->rest.len)
		return true;
	reader->quote = NULL;
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
	buf_clear(&reader->raw);
	reader->row_ended = false;
	reader->cell_line = reader->line;
	reader->cell_column = reader->column;
}

static void restart_parser(struct csv_reader *reader)
{
	unsigned char separator = csv_get_delim(&reader->parser);
	csv_free(&reader->parser);
	csv_init(&reader->parser, CSV_REPALL_NL);
	csv_set_delim(&reader->parser, separator);
}

/* Gives up the first line of the record and takes what follows it back. */
static void resync(struct csv_reader *reader, enum csv_fault fault)
{
	struct str raw = buf_str(&reader->raw);
	size_t end = str_find_byte(raw, '\n');
	struct buf pushed = { 0 };
	struct csv_cell *line = ARENA_NEW(reader->cells, struct csv_cell);
	*line = (struct csv_cell){
		.text = arena_str(reader->cells, str_slice(raw, 0, end)),
		.line = reader->record.line,
		.column = 1,
	};
	reader->record = (struct csv_record){ .cells = line,
		.count = 1,
		.room = 1,
		.line = line->line,
		.fault = fault };
	buf_add(&pushed, str_skip(raw, end + 1));
	buf_add(&pushed, reader->rest);
	buf_free(&reader->pushed);
	reader->pushed = pushed;
	reader->rest = buf_str(&reader->pushed);
	reader->quote = NULL;
	reader->ended = ++reader->resyncs > RESYNCS;
	if (reader->ended)
		reader->record.fault = CSV_GAVE_UP;
	reader->line = line->line + 1;
	reader->column = 1;
	reader->row_ended = true;
	restart_parser(reader);
}

/* What stands after the last line feed is a record too; when a line feed does
 * not end it, a quote is open. */
static void finish(struct csv_reader *reader)
{
	reader->ended = true;
	if (reader->raw.len == 0)
		return;
	csv_parse(&reader->parser, "\n", 1, on_cell, on_row, reader);
	if (reader->row_ended)
		return;
	if (reader->whole) {
		resync(reader, CSV_OPEN_QUOTE);
		return;
	}
	csv_fini(&reader->parser, on_cell, on_row, reader);
	reader->record.fault = CSV_OPEN_QUOTE;
	reader->row_ended = true;
}

/* Drops what is left of a line that is longer than a record may be. */
static bool skip_line(struct csv_reader *reader, struct error *err)
{
	while (refill(reader, err) && reader->rest.len) {
		size_t end = str_find_byte(reader->rest, '\n');
		bool found = end < reader->rest.len;
		reader->rest = str_skip(reader->rest, end + 1);
		if (found)
			return true;
	}
	return reader->rest.len == 0;
}

/* A record past the limit: most often a quote that is never closed. */
static bool give_up(struct csv_reader *reader, struct error *err)
{
	struct str raw = buf_str(&reader->raw);
	bool one_line = str_find_byte(raw, '\n') == raw.len;
	if (one_line && !skip_line(reader, err))
		return false;
	if (one_line)
		reader->raw.len = 80; /* enough to know it by */
	resync(reader, one_line ? CSV_TOO_LONG : CSV_OPEN_QUOTE);
	return true;
}

/* The length of a plain line at the start of REST, without its line feed; rest
 * long when the line is not plain. */
static size_t plain_line(struct csv_reader *reader)
{
	struct str rest = reader->rest;
	const char *end = rest.len ? memchr(rest.ptr, '\n', rest.len) : NULL;
	if (!end || end - rest.ptr > CSV_RECORD_LIMIT)
		return rest.len;
	if (!reader->quote || reader->quote < rest.ptr) {
		reader->quote = memchr(rest.ptr, '"', rest.len);
		if (!reader->quote)
			reader->quote = rest.ptr + rest.len;
	}
	return reader->quote < end ? rest.len : (size_t)(end - rest.ptr);
}

/* The next SEPARATOR in the bytes from AT to END, or END: eight bytes at a
 * time, of which one is zero once the separator is taken off it. */
static const char *next_separator(
    const char *at, const char *end, char separator)
{
	const uint64_t low = UINT64_C(0x0101010101010101);
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t word;
	for (; end - at >= (ptrdiff_t)sizeof word; at += sizeof word) {
		memcpy(&word, at, sizeof word);
		word ^= low * (unsigned char)separator;
		if ((word - low) & ~word & high)
			break;
	}
	while (at < end && *at != separator)
		at++;
	return at;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void add_plain(struct csv_reader *reader, const char *start,
    const char *end, bool is_ascii)
{
	struct csv_record *record = &reader->record;
	if (record->count == CSV_CELLS_LIMIT) {
		record->fault = CSV_TOO_WIDE;
		return;
	}
	if (record->count == reader->plain_room)
		reader->plain = vec_grow_own(
		    reader->plain, &reader->plain_room, sizeof *reader->plain);
	int64_t column = start - reader->rest.ptr + 1;
	while (start < end && is_blank(*start))
		start++;
	while (start < end && is_blank(end[-1]))
		end--;
	reader->plain[record->count++] = (struct csv_cell){
		.text = { start, (size_t)(end - start) },
		.is_clean = is_ascii &&
			    (start == end || (*start > ' ' && end[-1] > ' ')),
		.line = reader->line,
		.column = column,
	};
}

static bool is_blank_line(const char *start, const char *end, char separator)
{
	while (start < end && *start != separator && is_blank(*start))
		start++;
	return start == end;
}

/* Makes the record of a plain line of LEN bytes. */
static void cut_line(struct csv_reader *reader, size_t len, char separator)
{
	struct str line = { reader->rest.ptr, len };
	const char *end = line.ptr + len;
	const char *at = line.ptr;
	bool is_ascii = utf8_skip_ascii(line).len == 0;
	bool goes_on = !is_blank_line(at, end, separator);
	reader->record = (struct csv_record){ .line = reader->line,
		.end_line = reader->line };
	while (goes_on) {
		const char *next = next_separator(at, end, separator);
		add_plain(reader, at, next, is_ascii);
		goes_on = next < end;
		at = next + 1;
	}
	reader->record.cells = reader->plain;
	reader->rest = str_skip(reader->rest, len + 1);
	reader->line++;
	reader->column = 1;
}

bool csv_reader_next(struct csv_reader *reader, struct csv_record *record,
    bool *end, struct error *err)
{
	if (reader->skip_separator_line && !skip_first_line(reader, err))
		return false;
	char separator = (char)csv_get_delim(&reader->parser);
	size_t plain = plain_line(reader);
	if (plain < reader->rest.len) {
		cut_line(reader, plain, separator);
		*record = reader->record;
		*end = false;
		return true;
	}
	start_record(reader);
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
		if (reader->raw.len > CSV_RECORD_LIMIT && !reader->row_ended &&
		    !give_up(reader, err))
			return false;
	}
	reader->record.end_line =
	    reader->column == 1 ? reader->line - 1 : reader->line;
	*record = reader->record;
	*end = !reader->row_ended;
	return true;
}
