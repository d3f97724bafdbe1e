/* A table that is open for reading: laid out, matched with a profile, its
 * columns surveyed, giving one row after the other as values of the target's
 * fields. What is wrong with a row is told with place, reason and fix. */
#ifndef IMPORTERS_TABLE_TABLE_H
#define IMPORTERS_TABLE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "importers/table/match.h"
#include "model/import.h"

enum { TABLE_TEXT_LIMIT = 4096 }; /* bytes of a value that is kept */

/* How a column is read, after the survey. */
struct column_reading {
	struct date_reading date;
	bool mixed_dates; /* the column has both orders */
	bool serials;	  /* it has spreadsheet day numbers */
	char decimal;
	bool share_doubt; /* percentages that are all at most 1 */
};

struct table {
	struct str path;
	struct str memory; /* ptr not NULL: read this in place of the file */
	struct str shown;
	struct str sheet; /* that the user named; none: the one that is known */
	struct layout layout;
	struct match match;
	struct column_reading *readings; /* by column, once settled */
	unsigned char *plain;		 /* by field: enum plain_kind */
	size_t *filled; /* fields that have a column or a constant */
	size_t filled_count;
	int64_t size_bytes;
	bool is_settled; /* what only whole columns can say is known */
	bool not_read;	 /* it is known, and refused by name */
	bool is_mended;	 /* rejected rows that come back, see reject_file.h */
};

/* Opens INPUT, or MEMORY when its ptr is not NULL: finds layout, profile and,
 * where rows may need it from the first on, the reading of each column, for
 * which it reads the whole file once. What it makes lives in KEEP. Fails when
 * no profile or several fit, when the file cannot be read, and when dates are
 * ambiguous; TABLE then has what was found before. */
bool table_open(struct table *table, const struct input *input,
    struct str memory, struct arena *keep, struct error *err) MUST_USE;

/* The first half of it: layout and profile, from the start of the file. */
bool table_find(struct table *table, const struct input *input,
    struct str memory, struct arena *keep, struct error *err) MUST_USE;

/* Settles how each column is read, unless that is done: reads the whole file
 * once. Fails when it cannot be read, and when dates are ambiguous. */
bool table_settle(struct table *table, struct error *err) MUST_USE;

enum row_kind {
	ROW_DATA,
	ROW_BLANK,
	ROW_TOTALS,   /* "Total" and sums at the end */
	ROW_OTHER,    /* of a kind that the profile leaves out */
	ROW_HEADER,   /* the header once more, as in files joined together */
	ROW_NO_VALUE, /* an unpivoted column has nothing in this row */
	ROW_BAD,
};

struct row_problem {
	const char *code; /* stable word */
	int64_t line;
	int64_t column;
	char text[512]; /* expected, found, how to fix it */
};

/* Values of a row in KEEP, one for each field of the target, not known yet. */
struct table_value *table_values(const struct table *table, struct arena *keep);

struct row_result {
	enum row_kind kind;
	struct table_value *values; /* that table_values has made */
	struct row_problem problem; /* of ROW_BAD */
};

/* Records that a row makes: one, or one for each unpivoted column. */
size_t table_parts(const struct table *table);

/* Reads part number PART of RECORD. Settles the table at the first cell that
 * asks for it, so that it fails as table_settle does. What a row is but
 * ROW_DATA, ROW_NO_VALUE and ROW_BAD, it is as a whole, and said with part 0;
 * so are records that the grammar could not make. */
bool table_read_row(struct row_result *result, struct table *table,
    const struct csv_record *record, size_t part, struct arena *scratch,
    struct error *err) MUST_USE;

/* Whether a row that gave RESULT for one part has more to read. */
bool table_row_goes_on(
    const struct row_result *result, const struct csv_record *record);

/* The value of one column of RECORD alone, by the type of its field; false,
 * with PROBLEM set, when it cannot be read. An empty cell is not known. */
bool table_read_cell(const struct table *table, const struct csv_record *record,
    size_t column, struct table_value *value, struct row_problem *problem,
    struct arena *scratch);

/* One pass over the records behind the header, in order. USE may stop it. */
bool table_each_record(const struct table *table, record_fn use, void *user,
    struct error *err) MUST_USE;

/* The file of a table of JSON records. */
struct json_file table_json_file(const struct table *table);

/* Puts the name of FILE to ERR when it has none; false. */
bool table_in_file(struct error *err, struct str file);

/* TEXT without outer blanks and invisible marks; spellings of "no value" (those
 * of the profile, and NULL, None, \N) give none. */
struct str table_clean_text(
    const struct table *table, struct str text, struct arena *scratch);
/* The same of a cell. */
struct str table_cell_text(const struct table *table,
    const struct csv_cell *cell, struct arena *scratch);

#endif
