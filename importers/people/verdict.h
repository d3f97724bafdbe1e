/* What somebody said of a change request, as exports spell it. */
#ifndef IMPORTERS_PEOPLE_VERDICT_H
#define IMPORTERS_PEOPLE_VERDICT_H

#include "importers/table/target.h"

/* approved, changes_requested, dismissed (an approval that was taken back),
 * commented, pending. */
extern const struct field_word verdict_words[];

struct verdict {
	struct str change_key;
	struct str who;	     /* login or address */
	struct str verdict;  /* of the vocabulary */
	struct str revision; /* oid; none: not said */
	int64_t time;	     /* UNKNOWN: not said */
};

/* Adds a row of review, unless it says nothing: a review that was never sent,
 * or a comment that nobody dates. *ADDED is set when it is new. */
bool verdict_add(const struct table_row *row, const struct verdict *verdict,
    bool *added, struct error *err) MUST_USE;

/* The same of a person who has an alias already. */
bool verdict_store(const struct table_row *row, int64_t alias_id,
    const struct verdict *verdict, bool *added, struct error *err) MUST_USE;

#endif
