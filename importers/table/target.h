/* What a table can become: a target is a list of fields and a function that
 * adds the facts of one row. Checks, messages, profiles and the manual all
 * read the one list. */
#ifndef IMPORTERS_TABLE_TARGET_H
#define IMPORTERS_TABLE_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/import.h"

enum field_type {
	FIELD_TEXT,
	FIELD_EMAIL,
	FIELD_TIME,   /* seconds since 1970 */
	FIELD_NUMBER, /* millionths */
	FIELD_INTEGER,
	FIELD_PERCENT,	/* millionths of a percent */
	FIELD_DURATION, /* microseconds */
	FIELD_BOOL,	/* 1 or 0 */
	FIELD_WORD,	/* one of a vocabulary */
	FIELD_TYPES
};

const char *field_type_name(enum field_type type); /* "a date" */

enum {
	FIELD_REQUIRED = 1 << 0,
	FIELD_PERSON = 1 << 1, /* one of the fields so marked is required */
	FIELD_LIST = 1 << 2,   /* several columns, several values in a cell */
	FIELD_OPEN = 1 << 3,   /* a word that is not known is "unknown" */
	FIELD_COMMAS = 1 << 4, /* a comma does not part values of the list */
};

/* A spelling and the word of the vocabulary it means. */
struct field_word {
	const char *spelling; /* normalised as a header is */
	const char *word;
};

struct table_field {
	const char *name;
	enum field_type type;
	unsigned flags;
	const struct field_word *words; /* ended by a NULL spelling */
	const char *doc;		/* one line, for the manual */
};

struct table_value {
	bool known;
	struct str text;   /* as read; of a word: the vocabulary's */
	int64_t number;	   /* by type; UNKNOWN when not known */
	struct str *items; /* of a list */
	size_t item_count;
	int64_t line;
	int64_t column;
};

struct table_row {
	struct import *import;
	const struct table_value *values; /* one for each field */
	int64_t line;
	struct arena *scratch;
	struct str profile; /* its name */
	void *state;	    /* of the target, see OPEN */
};

enum row_end {
	ROW_ACCEPTED,
	ROW_REPLACED, /* a record that was there has newer values */
	ROW_DUPLICATE,
	ROW_EMPTY,
	ROW_OTHER_KIND, /* empty too: of something the target has no use for */
	ROW_REJECTED,
	ROW_WAITS, /* counted when the target is closed */
};

struct table_target {
	const char *name; /* as a profile names it: "training" */
	const char *title;
	const struct table_field *fields;
	size_t field_count;
	/* What the target keeps from row to row, in KEEP, goes to *STATE. May
	 * be NULL. */
	bool (*open)(void **state, struct import *import, struct arena *keep,
	    struct error *err);
	/* Adds the facts of ROW and tells how it ended; a rejected row has
	 * been rejected with row_reject. False only when the store fails. */
	bool (*add)(
	    const struct table_row *row, enum row_end *end, struct error *err);
	/* Adds the facts that several rows make together, and counts the rows
	 * that wait. May be NULL. */
	bool (*close)(void *state, struct import *import, struct error *err);
};

/* Rows of a field list: F(name, type, flags, words, doc). An enum and the
 * table come from the same lines. */
#define TARGET_ENUM(name, type, flags, words, doc) F_##name,
#define TARGET_FIELD(name, type, flags, words, doc)                            \
	{ #name, FIELD_##type, (flags), (words), (doc) },

#define TARGETS(X)                                                             \
	X(assessment)                                                          \
	X(attestation)                                                         \
	X(benchmark)                                                           \
	X(change)                                                              \
	X(decision)                                                            \
	X(deployment)                                                          \
	X(directory)                                                           \
	X(incident)                                                            \
	X(metric)                                                              \
	X(review)                                                              \
	X(seat)                                                                \
	X(sighting)                                                            \
	X(spend)                                                               \
	X(survey)                                                              \
	X(telemetry)                                                           \
	X(training)                                                            \
	X(usage)                                                               \
	X(work_item)

#define TARGET_EXTERN(name) extern const struct table_target target_##name;
TARGETS(TARGET_EXTERN)
#undef TARGET_EXTERN

extern const struct table_target *const targets[];	 /* ended by NULL */
const struct table_target *target_find(struct str name); /* NULL: none */
/* The number of the field NAME; field_count when there is none. */
size_t target_field(const struct table_target *target, struct str name);

/* Rejects ROW at the cell of FIELD; the text says what was expected, what was
 * found and how to fix it. Gives ROW_REJECTED. */
enum row_end row_reject(const struct table_row *row, size_t field,
    const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds the fact of ROW, or puts it in the place of one with the same key and
 * other values: what is read later is taken as newer. */
bool row_put(const struct table_row *row, enum fact_kind kind,
    const void *record, enum row_end *end, struct error *err) MUST_USE;
#define ROW_PUT(row, kind, end, err, ...)                                      \
	row_put((row), FACT_KIND_##kind, &(struct fact_##kind){ __VA_ARGS__ }, \
	    (end), (err))

/* The alias of the person in fields NAME, EMAIL and LOGIN of ROW (their
 * numbers); a name or login that is an address counts as one. *ALIAS_ID is 0
 * when there is none of them. */
bool row_person(int64_t *alias_id, const struct table_row *row, size_t name,
    size_t email, size_t login, struct error *err) MUST_USE;

/* The text of a value, else FALLBACK; none stays none. */
struct str value_text(const struct table_value *value, struct str fallback);

#endif
