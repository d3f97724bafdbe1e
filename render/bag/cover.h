/* data/index.html: the cover of a bag, for who opens it in a browser. */
#ifndef RENDER_BAG_COVER_H
#define RENDER_BAG_COVER_H

#include "render/bag/bag.h"

/* Writes the cover of FILES (all others of the bag): what it is, whether it is
 * sealed, what lies where, and a register of the controls with the evidence for
 * each. One file without scripts, which loads nothing. */
bool bag_cover(struct buf *out, const struct bag_files *files,
    const struct bag_info *info, struct arena *keep,
    struct error *err) MUST_USE;

#endif
