/* Layout and profile of a file, found together: for table.c alone. */
#ifndef IMPORTERS_TABLE_FIND_H
#define IMPORTERS_TABLE_FIND_H

#include "importers/table/table.h"

/* Each fills the layout and the match of TABLE for a file of one kind; WANTED,
 * when not NULL, is the only profile of LIST that is tried. On false TABLE has
 * what was found before. */
bool find_text(struct table *table, const struct profile_list *list,
    const struct profile *wanted, struct arena *keep,
    struct error *err) MUST_USE;
bool find_sheet(struct table *table, const struct profile_list *list,
    const struct profile *wanted, struct arena *keep,
    struct error *err) MUST_USE;
bool find_json(struct table *table, const struct profile_list *list,
    const struct profile *wanted, struct arena *keep,
    struct error *err) MUST_USE;

#endif
