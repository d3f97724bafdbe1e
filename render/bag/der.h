/* The answer of a time stamp authority (RFC 3161, DER): what it speaks of and
 * when. Its seal is left to openssl ts -verify. */
#ifndef RENDER_BAG_DER_H
#define RENDER_BAG_DER_H

#include <stdbool.h>

#include "base/str.h"

enum stamp_hash { STAMP_SHA256, STAMP_SHA512 };

struct stamp {
	enum stamp_hash hash;
	struct str imprint; /* the digest, in bytes */
	struct str time;    /* 20261004120000Z */
};

/* Reads the answer BYTES; WRONG becomes what it is instead. */
bool stamp_read(struct stamp *stamp, struct str bytes, const char **wrong);

#endif
