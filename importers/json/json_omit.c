/* A table by a few bits of each name, so that most names cost one look. */
#include "importers/json/json_omit.h"

#include <string.h>

void json_omit_set(struct json_omit *omit, const char *const *names)
{
	if (names == omit->from)
		return;
	memset(omit->first, 0, sizeof omit->first);
	omit->from = names;
	omit->count = 0;
	for (; names && *names && omit->count < OMIT_MAX; names++) {
		struct str name = str_from(*names);
		unsigned bit = json_omit_bit(name);
		omit->names[omit->count] = name;
		omit->next[omit->count] = omit->first[bit];
		omit->first[bit] = (unsigned char)++omit->count;
	}
}

bool json_omit_search(
    const struct json_omit *omit, struct str name, unsigned number)
{
	for (; number; number = omit->next[number - 1])
		if (str_equal(omit->names[number - 1], name))
			return true;
	return false;
}
