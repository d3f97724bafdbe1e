/* Rule tables: the CSV files of data/, with a header line. RFC 4180: commas,
 * double quotes, quoted line breaks; blank lines are skipped. */
#ifndef BASE_RULES_H
#define BASE_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

enum { RULES_COLUMNS_MAX = 32, RULES_ROWS_MAX = 100000 };

struct rules {
	struct str name; /* of the file, for messages; a NUL stands behind it */
	struct str columns[RULES_COLUMNS_MAX];
	size_t column_count;
	struct str *cells; /* row by row, COLUMN_COUNT each */
	int64_t *lines;	   /* where each row starts in the file, from 1 */
	size_t row_count;
};

/* Reads the built-in table NAME ("data/cwe.csv"), or the one that overrides
 * it. A row with another number of cells than the header is an input error
 * with its line. */
bool rules_read(struct rules *rules, const struct asset_folders *folders,
    struct str name, struct arena *keep, struct error *err) MUST_USE;
/* The same from CONTENT; views point into it or into KEEP. */
bool rules_parse(struct rules *rules, struct str name, struct str content,
    struct arena *keep, struct error *err) MUST_USE;

/* Finds COLUMN; an input error that names it when the table has none. */
bool rules_column(const struct rules *rules, const char *column, size_t *index,
    struct error *err) MUST_USE;
/* An input error in ROW of the table: "expected EXPECTED, found FOUND"; false.
 */
bool rules_wrong(const struct rules *rules, size_t row, const char *expected,
    struct str found, struct error *err);
struct str rules_cell(const struct rules *rules, size_t row, size_t column);

#endif
