/* Names of members that nobody wants, to be asked for each member of a file. */
#ifndef IMPORTERS_JSON_JSON_OMIT_H
#define IMPORTERS_JSON_JSON_OMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { OMIT_MAX = 31, OMIT_BITS = 64 };

struct json_omit {
	const char *const *from; /* the list that it was made of */
	struct str names[OMIT_MAX];
	unsigned char next[OMIT_MAX];	/* number of the next of one bit */
	unsigned char first[OMIT_BITS]; /* number of the first of a bit, from
					 * 1; 0: there is none */
	int count;
};

/* Of NAMES, ended by NULL, which do not change; no list has none. What was made
 * of the same list stays. */
void json_omit_set(struct json_omit *omit, const char *const *names);

/* Few names have the same. */
static inline unsigned json_omit_bit(struct str name)
{
	unsigned first = name.len ? (unsigned char)name.ptr[0] : 0;
	unsigned last = name.len ? (unsigned char)name.ptr[name.len - 1] : 0;
	return (unsigned)(name.len * 7 + first * 5 + last) % OMIT_BITS;
}

bool json_omit_search(
    const struct json_omit *omit, struct str name, unsigned number);
static inline bool json_omit_has(const struct json_omit *omit, struct str name)
{
	unsigned number = omit->first[json_omit_bit(name)];
	return number && json_omit_search(omit, name, number);
}

#endif
