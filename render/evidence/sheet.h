/* The tables of the bag that are one query of the model each:
 * render/evidence/sheets/FOLDER/NAME.sql makes data/FOLDER/NAME.csv. Its
 *comment says what the table holds, then of each column
 *
 *	-- column NAME KIND: meaning, continued
 *	--   by lines like this
 *
 * in the order of the query, which may name :from and :at (the period) and
 * :restricted. */
#ifndef RENDER_EVIDENCE_SHEET_H
#define RENDER_EVIDENCE_SHEET_H

#include "render/evidence/evidence.h"

struct sheet_column {
	struct str name;
	struct str kind; /* text, count, share, time */
	struct str meaning;
};

struct sheet {
	struct str path; /* in the bag */
	struct str title;
	struct sheet_column *columns;
	size_t column_count;
	struct str sql;
};

/* The sheets in the order of their paths: call with *AT = 0 first. *FOUND is
 * false when there are no more. An error names the file whose comment is
 * wrong. */
bool sheet_next(struct sheet *sheet, bool *found, size_t *at,
    struct arena *keep, struct error *err) MUST_USE;

#endif
