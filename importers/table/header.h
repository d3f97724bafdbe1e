/* Names of columns as they are compared: lower case, without byte order mark
 * and outer blanks, blanks and underscores as one blank, bracketed hints cut
 * off and kept as an alias of the name. */
#ifndef IMPORTERS_TABLE_HEADER_H
#define IMPORTERS_TABLE_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "importers/table/csv.h"
#include "importers/table/number_text.h"

struct column {
	struct str raw;	  /* as written */
	struct str full;  /* normalised, brackets kept: "due date (utc)" */
	struct str name;  /* without brackets: "due date" */
	struct str alias; /* bracketed text: "utc"; none when there is none */
	enum unit unit;	  /* that the header names */
	int64_t line;
	int64_t column;
	bool secret; /* its name is that of a key, token or password */
};

struct header {
	struct column *columns;
	size_t count;	  /* without empty ones at the end */
	size_t first_row; /* record numbers from 0; two rows may make one */
	size_t last_row;
	int64_t line;
};

struct str header_normalise(struct arena *keep, struct str raw);

/* Marks that nobody sees: zero-width ones, the soft hyphen, a byte order mark
 * in the text. */
bool header_is_invisible(uint32_t code_point);

/* Row ROW of RECORDS as a header; with TWO_ROWS each name has the one above
 * it in front, which reaches to the right until the next. */
void header_read(struct header *header, const struct csv_record *records,
    size_t row, bool two_rows, struct arena *keep);

/* How well NAME (normalised) names COLUMN: 3 in full, 2 without brackets, 1
 * by its alias, 0 not at all. */
int column_answers(const struct column *column, struct str name);

/* "key", "API key", "apiKey", "access_token", "client secret", "password". */
bool name_is_secret(struct str normalised);

#endif
