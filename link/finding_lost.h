/* Findings of whose lines nothing can be said: their rows of finding_origin. */
#ifndef LINK_FINDING_LOST_H
#define LINK_FINDING_LOST_H

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"

struct finding_lost;

/* On false there is none; KEEP outlives it. */
bool finding_lost_open(struct finding_lost **lost, struct model *model,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;
/* REASON: why, a sentence. */
void finding_lost_put(struct finding_lost *lost, int64_t finding_id,
    struct str path, struct str reason);
void finding_lost_flush(struct finding_lost *lost); /* writes what waits */
/* Says what went wrong since it was opened; NULL is fine. */
bool finding_lost_close(struct finding_lost *lost, struct error *err) MUST_USE;

#endif
