/* A workbook of a spreadsheet program (.xlsx, ECMA-376 part 1, SpreadsheetML)
 * as tables: its sheets, each as records of cells, like those of a CSV text.
 * Dates come as ISO 8601 text, percentages with their sign, errors as such. */
#ifndef IMPORTERS_TABLE_WORKBOOK_H
#define IMPORTERS_TABLE_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/file.h"
#include "importers/table/csv.h"
#include "importers/table/xlsx_part.h"

enum {
	WORKBOOK_SHEETS_MAX = 256,
	WORKBOOK_TEXTS_MAX = 8 << 20,	     /* shared texts */
	WORKBOOK_TEXT_BYTES_MAX = 512 << 20, /* of them together */
	WORKBOOK_STYLES_MAX = 65536,
};

/* How a number of a style is written. */
enum cell_format {
	CELL_FORMAT_NUMBER,
	CELL_FORMAT_DATE,
	CELL_FORMAT_TIME,
	CELL_FORMAT_PERCENT,
};

struct sheet {
	struct str name;
	struct str part; /* "xl/worksheets/sheet1.xml" */
	bool hidden;
};

struct workbook {
	struct package package;
	struct sheet *sheets; /* in the order of the tabs */
	size_t sheet_count;
	enum cell_format *styles;
	size_t style_count;
	bool base_1904;	       /* its day numbers count from 1904 */
	struct str_list texts; /* that cells share */
};

/* Whether HEAD, the first bytes of a file, can be of a workbook; also of the
 * kinds that workbook_open refuses by name. */
bool workbook_is(struct str head);

/* Opens PATH, or MEMORY when its ptr is not NULL: sheets, styles and shared
 * texts. What is encrypted, binary (.xls, .xlsb) or an OpenDocument is refused
 * by its name. What it makes lives in KEEP. */
bool workbook_open(struct workbook **workbook, struct str path,
    struct str memory, struct str shown, struct arena *keep,
    struct error *err) MUST_USE;

/* Gives each row of SHEET that the file has to USE, until that gives false;
 * the line of a record is the number of its row, the column of a cell counts
 * cells. */
bool sheet_each_row(const struct workbook *workbook, const struct sheet *sheet,
    record_fn use, void *user, struct error *err) MUST_USE;

/* What the format code of a number is for: "yyyy-mm-dd", "0.0%", "[h]:mm". */
enum cell_format cell_format_of(struct str code);
/* The same of the formats that have only a number (18.8.30). */
enum cell_format cell_format_of_id(int64_t id);

/* The number VALUE as text by FORMAT: 45292.5 is 2024-01-01T12:00:00 as a date,
 * 0.5 is 12:00:00 as a time and 50% as a percentage. */
struct str cell_number_text(double value, enum cell_format format,
    bool base_1904, struct arena *scratch);

#endif
