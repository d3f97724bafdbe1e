/* How a table is laid out in its file: encoding and separator, or sheet, and
 * its first records. Found without knowing what the table is, of a text from
 * the first 64 KiB. */
#ifndef IMPORTERS_TABLE_LAYOUT_H
#define IMPORTERS_TABLE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "importers/table/csv.h"
#include "importers/table/encoding.h"
#include "importers/table/json_rows.h"
#include "importers/table/workbook.h"

enum {
	LAYOUT_HEAD = 1 << 16,	 /* bytes of text looked at */
	LAYOUT_RECORDS = 64,	 /* records looked at */
	LAYOUT_HEADER_ROWS = 20, /* the header is one of the first */
};

enum layout_kind {
	LAYOUT_TEXT,  /* CSV and its relatives */
	LAYOUT_SHEET, /* of a workbook */
	LAYOUT_JSON,
};

struct layout {
	enum layout_kind kind;
	const struct workbook *workbook; /* of a sheet */
	const struct sheet *sheet;
	struct str way;		 /* of JSON: where its records stand */
	struct str_list columns; /* likewise: their names, in order */
	struct encoding encoding;
	char separator;
	bool separator_line;	    /* a first line "sep=X" says so */
	struct csv_record *records; /* the first ones, owned by KEEP */
	size_t record_count;
	size_t width; /* cells that most of them have */
};

enum { LAYOUT_SEPARATORS = 4 };
extern const char layout_separators[LAYOUT_SEPARATORS];

/* MEMORY as for text_open. SEPARATOR is one of the four, or 0 to take the one
 * by which the records agree best. Fails on a file that cannot be read or is
 * past the limits of csv.h with every separator. */
bool layout_detect(struct layout *layout, struct str path, struct str memory,
    char separator, struct arena *keep, struct error *err) MUST_USE;

/* The same for SHEET of WORKBOOK. */
bool layout_of_sheet(struct layout *layout, const struct workbook *workbook,
    const struct sheet *sheet, struct arena *keep, struct error *err) MUST_USE;

/* The same for the records of a JSON file at WAY: its one record is the names
 * of the columns; IS_SAMPLE: of the first records. Without records the layout
 * has none. */
bool layout_of_json(struct layout *layout, const struct json_file *file,
    struct str way, bool is_sample, struct arena *keep,
    struct error *err) MUST_USE;

/* The record that looks most like a header: the first as wide as the table
 * with text in each cell, else the first as wide as the table; 0 when there
 * is none. */
size_t layout_likely_header(const struct layout *layout);

#endif
