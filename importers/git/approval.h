/* What the message of a commit says of how it came in: which change request it
 * names, and who is said to have looked at it. */
#ifndef IMPORTERS_GIT_APPROVAL_H
#define IMPORTERS_GIT_APPROVAL_H

#include "importers/git/commit.h"
#include "importers/people/request.h"

enum { APPROVALS_MAX = 64, REQUESTS_MAX = 8 };

/* How sure each is, is link's to say. */
struct approval {
	const char *how; /* approved, reviewed, acked; signed: passed on by who
			  * committed what another wrote */
	struct str name;
	struct str email;
	struct str login; /* where no name and no address is given */
	int64_t line;	  /* of the message, from 1 */
};

struct named_request {
	const char *how; /* subject: "(#12)" at its end; merge: a merge's own
			  * words; line: an address in the message */
	struct request request;
};

struct approval_list {
	struct approval approvals[APPROVALS_MAX];
	size_t approval_count;
	struct named_request requests[REQUESTS_MAX];
	size_t request_count;
};

/* Reads the message of COMMIT. Texts point into it or into KEEP. */
void approval_find(struct approval_list *list, const struct commit *commit,
    struct arena *keep);

#endif
