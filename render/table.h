/* The tables of a report: one for each table and chart, with an id (T-04) that
 * the text refers to. A table is printed rounded, as a node of the document,
 * and written with full precision as CSV. */
#ifndef RENDER_TABLE_H
#define RENDER_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/file.h"
#include "render/doc.h"

enum table_show { SHOW_BOTH, SHOW_PRINT, SHOW_CSV, SHOW_NONE };

struct table_column {
	struct str name;  /* in the CSV; "tables" and "measures" hold ids,
			     which are links */
	struct str title; /* in print */
	struct str kind;  /* count, share, days, ...; none: number or text */
	struct str unit;  /* of a number, in words; none: not said */
	enum table_show show;
	bool number;	 /* right-aligned */
	bool right;	 /* so, too: numbers of which some are words */
	bool whole;	 /* no line ends within a cell: dates */
	bool small;	 /* in the size of remarks */
	double width_pt; /* 0 shares the rest */
};

struct table_cell {
	struct str print; /* rounded, or in words */
	struct str raw;	  /* full precision; none: as PRINT */
	bool number;	  /* RAW is one */
};

struct table {
	struct str id;	 /* T-04 */
	struct str slug; /* problems-by-language, for the file's name */
	struct str title;
	struct str list; /* the listing that it is: "limits"; none: no list */
	struct str_list measures; /* ids of what it tells */
	struct table_column *columns;
	size_t column_count;
	size_t column_room;
	struct table_cell *cells; /* row by row */
	size_t cell_count;
	size_t cell_room;
	struct str_list anchors; /* ids of rows, where they have one */
	struct str_list few;	 /* why figures in it are too little to say */
	bool entries;		 /* texts: printed as BLOCK_ENTRIES */
	bool is_apart;		 /* its file does not go with it */
	bool has_total;		 /* the last row is one */
	size_t limit;		 /* rows in print; 0: PRINT_ROWS_MAX */
	/* Printed in place of this one's columns and rows; NULL: itself. */
	const struct table *printed;
};

/* The tables of one report, numbered as they come. */
struct tables {
	struct table **items;
	size_t count;
	size_t room;
};

/* A new table, numbered and entered into TABLES. */
struct table *table_new(
    struct tables *tables, struct str title, struct arena *keep);
void table_column(
    struct table *table, struct arena *keep, struct table_column column);
/* Several at once: "name Title;#name Title;...". '#' in front is a number, a
 * name without title stands in the CSV alone, '-' as name in print alone. */
void table_columns(struct table *table, struct arena *keep, const char *spec);
/* Notes that it tells the measure ID. */
void table_tells(struct table *table, struct str id, struct arena *keep);
/* The next cell, row by row. */
void table_text(struct table *table, struct arena *keep, struct str text);
void table_value(
    struct table *table, struct arena *keep, struct str print, struct str raw);
void table_count(struct table *table, struct arena *keep, int64_t count);
/* As a date, as 2026-09-30 in the CSV; none when UNKNOWN. */
void table_day(struct table *table, struct arena *keep, int64_t time);
/* VALUE in full; none and "" when not KNOWN. */
void table_real(struct table *table, struct arena *keep, struct str print,
    double value, bool known);
/* Puts together, in print, rows that say the same but for the first cell. */
void table_fold(struct table *table, struct arena *keep);
size_t table_rows(const struct table *table);
/* The cell of ROW and COLUMN, both from 1. */
const struct table_cell *table_at(
    const struct table *table, size_t row, size_t column);
/* What the CSV has of CELL. */
struct str table_raw(const struct table_cell *cell);
/* The number at ROW and COLUMN in full; false where there is none, or words. */
bool table_number(
    double *value, const struct table *table, size_t row, size_t column);
/* The number, from 1, of the column that the CSV calls NAME; false without. */
bool table_find_column(
    size_t *column, const struct table *table, const char *name);
/* What the CSV has of ROW there; none without, or when it is empty. */
struct str table_raw_named(
    const struct table *table, size_t row, const char *name);
/* Whether the CSV has COLUMN, whether print has. */
bool table_is_filed(const struct table_column *column);
bool table_is_printed(const struct table_column *column);
/* Leaves out columns of print alone that no row has anything in: the interval
 * of what was counted in full. */
void table_drop_empty(struct table *table);

/* As a DOC_TABLE below PARENT (or NULL) with its title as caption; ANCHOR: it
 * carries the table's id. A table without rows has one that says "none". */
struct doc *table_doc(const struct table *whole, struct doc *parent,
    bool anchor, struct arena *keep);
/* WHY, as of words_few, is told below TABLE, once; none adds nothing. */
void table_add_few(struct table *table, struct str why, struct arena *keep);
/* That, in sentences; none where no cell of NODE, its table_doc, asks for it.
 */
struct str table_few(
    const struct table *table, const struct doc *node, struct arena *keep);
struct str table_csv(const struct table *table, struct arena *keep);

#endif
