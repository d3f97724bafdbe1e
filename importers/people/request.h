/* How a change request (pull or merge request) is named: by its address, by
 * "group/project!12", by its number in a repository that is known. */
#ifndef IMPORTERS_PEOPLE_REQUEST_H
#define IMPORTERS_PEOPLE_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct request {
	struct str repository; /* "host/owner/name", else "group/project"; none:
				* the one it stands in */
	int64_t number;
	struct str page; /* of an address: without what follows the number */
};

/* Reads the address of a request: .../pull/12 (GitHub), .../pulls/12 (Gitea,
 * Forgejo), .../-/merge_requests/12 (GitLab), .../pull-requests/12 (Bitbucket),
 * .../pullrequest/12 (Azure DevOps), with whatever stands behind the number.
 * False when TEXT is none. The repository is put into KEEP. */
bool request_from_address(
    struct request *request, struct str text, struct arena *keep);

/* Reads digits alone, at most 18. */
bool request_number(int64_t *number, struct str text);

#endif
