/* Which profile knows a table, and which column is which field. */
#ifndef IMPORTERS_TABLE_MATCH_H
#define IMPORTERS_TABLE_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "importers/table/header.h"
#include "importers/table/layout.h"
#include "importers/table/profile.h"

#define NO_FIELD SIZE_MAX

struct field_binding {
	size_t *columns; /* several: of a list, or joined with a blank */
	size_t count;
	enum combine combine;
	enum unit unit;	     /* of the header, else of the profile */
	struct str constant; /* when no column is bound; none: nothing */
};

/* A record of a row that an unpivoted column makes. */
struct match_part {
	struct field_binding value;
	struct field_binding name; /* a constant */
};

struct match {
	const struct profile *profile;
	struct header header;
	struct field_binding *fields; /* one for each field of the target */
	size_t *field_of;	      /* by column: its field, or NO_FIELD */
	struct match_part *parts;     /* none: a row is one record */
	size_t part_count;
	size_t *only;  /* by line "only" of the profile: its column */
	bool *ignored; /* by column: the profile says it is of no use */
	const char *why;
	size_t found; /* profiles that fit, also when that is an error */
};

/* Finds the header among the first rows of LAYOUT and the one profile of LIST
 * that matches it; WANTED, when not NULL, is the only one tried. Profiles
 * marked as fallback are asked when no other matches. None, or two, is an
 * error that names them with what they lack. */
bool match_find(struct match *match, const struct layout *layout,
    const struct profile_list *list, const struct profile *wanted,
    struct str file, struct arena *keep, struct error *err) MUST_USE;

#endif
