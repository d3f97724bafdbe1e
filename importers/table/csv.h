/* Records of a CSV text, one at a time, each cell with its place. Grammar of
 * RFC 4180 by libcsv, with any separator and lenient quotes. */
#ifndef IMPORTERS_TABLE_CSV_H
#define IMPORTERS_TABLE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "importers/table/encoding.h"

enum {
	CSV_CELLS_LIMIT = 4096,	    /* in a record */
	CSV_RECORD_LIMIT = 4 << 20, /* bytes of a record */
};

enum cell_kind {
	CELL_TEXT,   /* all cells of a CSV text */
	CELL_NUMBER, /* a number of a program: its decimal mark is a point */
	CELL_ERROR,  /* #REF! and the like, of a workbook */
};

struct csv_cell {
	struct str text; /* as written, without its quotes */
	enum cell_kind kind;
	bool is_clean;	/* known to be ASCII without blanks around it */
	int64_t line;	/* of its first byte */
	int64_t column; /* in bytes of the UTF-8 text, from 1 */
};

enum csv_fault {
	CSV_SOUND,
	CSV_OPEN_QUOTE, /* a quote is never closed; the line is one cell */
	CSV_GAVE_UP,	/* the same, too often: the text ends here */
	CSV_TOO_LONG,	/* a line past the limit, cut to one short cell */
	CSV_TOO_WIDE,	/* cells past the limit were dropped */
	CSV_NO_OBJECT,	/* of JSON: something else in the place of a record */
};

struct csv_record {
	struct csv_cell *cells;
	size_t count; /* 0: a blank line */
	size_t room;
	int64_t line; /* of its first byte */
	int64_t end_line;
	enum csv_fault fault;
	bool hidden; /* a row of a workbook that is not shown */
};

/* One record after the other, and how many bytes of the file were read. Gives
 * false to stop, with the reason in ERR. */
typedef bool (*record_fn)(const struct csv_record *record, int64_t bytes_read,
    void *user, struct error *err);

struct csv_reader;

/* Reads from STREAM, which it does not own. A first line "sep=X" is skipped
 * when SKIP_SEPARATOR_LINE. WHOLE tells that the stream holds all of a file:
 * then a quote that is never closed costs its line alone, not all behind it.
 * The reader lives in KEEP; csv_reader_close gives back the rest. */
struct csv_reader *csv_reader_open(struct text_stream *stream, char separator,
    bool skip_separator_line, bool whole, struct arena *keep);
void csv_reader_close(struct csv_reader *reader); /* NULL is fine */

/* The next record, valid until the next call; *END at the end of the text.
 * False only when the file cannot be read. */
bool csv_reader_next(struct csv_reader *reader, struct csv_record *record,
    bool *end, struct error *err) MUST_USE;

#endif
