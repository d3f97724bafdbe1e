/* Tables that are known, and not read: data/tables-not-read.csv. */
#ifndef IMPORTERS_TABLE_NOT_READ_H
#define IMPORTERS_TABLE_NOT_READ_H

#include "base/asset.h"
#include "importers/table/header.h"

/* Whether HEADER is that of such a table. ERR then names it, at FILE, with what
 * to do instead, in place of what it said before. */
bool table_is_not_read(const struct header *header,
    const struct asset_folders *folders, struct str file, struct arena *keep,
    struct error *err);

#endif
