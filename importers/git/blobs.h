/* The last few blobs that were read: versions of a file come one after the
 * other, and each is needed as the new side and as the old. */
#ifndef IMPORTERS_GIT_BLOBS_H
#define IMPORTERS_GIT_BLOBS_H

#include "importers/git/line_index.h"
#include "importers/git/repo.h"

struct blob {
	struct oid oid;
	struct object object;
	uint32_t lines;
	bool is_binary;		  /* as git guesses */
	struct line_index *index; /* for who needs it to make and to use */
};

struct blobs; /* for one thread */

struct blobs *blobs_new(struct repo *repo);
void blobs_free(struct blobs *blobs); /* NULL is fine */

/* The blob OID, valid until the next but one is asked for; NULL when it cannot
 * be read, and *STATE says why. */
const struct blob *blobs_read(
    struct blobs *blobs, const struct oid *oid, enum object_state *state);

#endif
