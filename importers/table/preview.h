/* What a table is and what would be read from it, for assay check --explain:
 * nothing is imported. Also the way back: a profile from what was found. */
#ifndef IMPORTERS_TABLE_PREVIEW_H
#define IMPORTERS_TABLE_PREVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "importers/table/table.h"

enum { PREVIEW_SAMPLES = 3 };

struct preview_column {
	struct str header;	/* as written */
	const char *field;	/* of the target; NULL when not mapped */
	enum field_type type;	/* of that field */
	const char *unit;	/* "min", ""; of durations and percentages */
	const char *date_order; /* "DMY", ""; of dates */
	bool ignored;		/* the profile knows it and has no use for it */
	bool secret;		/* not read, and never shown */
	struct str samples[PREVIEW_SAMPLES]; /* the first that differ */
	size_t sample_count;
	int64_t filled; /* cells with a value */
	int64_t empty;
	int64_t wrong; /* cells that cannot be read */
	int64_t low;   /* of dates and numbers, as the field's type has it */
	int64_t high;  /* UNKNOWN, both, when there is none */
};

struct preview {
	struct table table;
	const struct profile *profile; /* NULL: none fits */
	const char *why;	       /* "header" or "named"; NULL likewise */
	struct preview_column *columns;
	size_t column_count;
	int64_t rows; /* records behind the header */
	int64_t data; /* of them: that can be imported */
	int64_t rejected;
	int64_t empty; /* blank, totals, repeated headers */
};

/* Looks at all of INPUT. On false ERR says what is in the way (no profile,
 * several, ambiguous dates, an unreadable file), and PREVIEW has what was
 * found before: layout and columns with samples. Lives in KEEP. */
bool preview_table(struct preview *preview, const struct input *input,
    struct arena *keep, struct error *err) MUST_USE;

/* PREVIEW as text for a terminal. */
void preview_write(struct buf *out, const struct preview *preview);

/* A profile NAME with the mapping that was found, as the text of a file; when
 * no profile fits, a draft whose columns are to be assigned. */
void preview_profile(
    struct buf *out, const struct preview *preview, struct str name);

#endif
