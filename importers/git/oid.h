/* Names of objects. */
#ifndef IMPORTERS_GIT_OID_H
#define IMPORTERS_GIT_OID_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/str.h"

enum { OID_SIZE = 20, OID_HEX_SIZE = 41 };

struct oid {
	unsigned char bytes[OID_SIZE];
};

struct oid_list {
	struct oid *items;
	size_t count;
	size_t room;
};

void oid_hex(const struct oid *oid, char hex[OID_HEX_SIZE]);
bool oid_parse(struct oid *oid, struct str hex); /* exactly 40 digits */
int oid_compare(const struct oid *a, const struct oid *b);

/* In place: most pairs that are asked for differ at once. */
static inline bool oid_equal(const struct oid *a, const struct oid *b)
{
	return a->bytes[0] == b->bytes[0] && a->bytes[1] == b->bytes[1] &&
	       memcmp(a->bytes, b->bytes, OID_SIZE) == 0;
}

#endif
