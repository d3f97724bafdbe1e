/* The rejected rows of a table as a table of their own: the columns of the
 * input and _line, _reason_code, _reason. It can be mended and imported by
 * itself. */
#ifndef IMPORTERS_TABLE_REJECT_FILE_H
#define IMPORTERS_TABLE_REJECT_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "model/import.h"

/* Appends the rejected rows of INPUT, which MODEL holds as a source, to OUT
 * as CSV with a header; *COUNT tells how many. Cells of columns that are
 * named as secrets are left empty. Nothing is appended when there are none. */
bool reject_file_write(struct buf *out, int64_t *count,
    const struct model *model, const struct input *input,
    struct error *err) MUST_USE;

/* The columns behind those of the table. A table that ends in them is taken for
 * such a file, mended: they are passed over, and so is the mark before a cell
 * that a spreadsheet would run. */
enum { REJECT_COLUMNS = 3 };
extern const char *const reject_columns[REJECT_COLUMNS];

#endif
