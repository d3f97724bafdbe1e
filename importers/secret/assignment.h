/* Values that a line assigns to names. */
#ifndef IMPORTERS_SECRET_ASSIGNMENT_H
#define IMPORTERS_SECRET_ASSIGNMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* All are views of the line. */
struct assignment {
	struct str name;
	struct str value; /* up to the end of the line */
	size_t at;	  /* of the value in the line */
	bool is_set;	  /* by "=" */
};

/* The one at FROM in LINE: NAME=value, name: value, "name": "value", with
 * export, a list's hyphen and quotes. False when there is none. */
bool assignment_at(struct str line, size_t from, struct assignment *found);

/* VALUE without quotes, a comma or bracket behind, or a comment. Here and below
 * *AT, where it begins in its line, moves along. */
struct str assignment_plain(struct str value, size_t *at);

/* "Bearer abc" and "Basic abc" hold the secret behind the word, and so does
 * "base64:abc" of Laravel; any other VALUE stays. */
struct str assignment_behind_scheme(struct str value, size_t *at);

/* The default in "${NAME:-default}" and "${NAME-default}"; *NAME is empty when
 * TEXT is anything else, which stays. */
struct str assignment_default(struct str text, struct str *name, size_t *at);

#endif
