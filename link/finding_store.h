/* Findings into their tables; those that are not placed are told of in
 * finding_origin at once. */
#ifndef LINK_FINDING_STORE_H
#define LINK_FINDING_STORE_H

#include "base/error.h"
#include "link/identity.h"
#include "model/model.h"

/* Whose finding it is. */
struct finding_owner {
	int64_t repository_id; /* 0: not placed */
	struct str repository; /* its key, or as the scan names it */
	struct str tool;
};

struct finding_store;

/* On false there is none; KEEP outlives the store. FOLDERS: of data/. */
bool finding_store_open(struct finding_store **store, struct model *model,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;
/* Adds the finding, or what another series says of it; gives its id. */
int64_t finding_store_put(struct finding_store *store,
    const struct finding_owner *owner, const struct finding *finding);
/* Writes what waits. */
void finding_store_flush(struct finding_store *store);
/* Says what went wrong since it was opened; NULL is fine. */
bool finding_store_close(
    struct finding_store *store, struct error *err) MUST_USE;

#endif
