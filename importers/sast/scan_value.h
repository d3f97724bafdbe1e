/* Values of a profile on a record; scan_result.h has those of its fields. */
#ifndef IMPORTERS_SAST_SCAN_VALUE_H
#define IMPORTERS_SAST_SCAN_VALUE_H

#include "importers/sast/scan_result.h"

/* The first alternative that gives a text; "" without. */
struct str scan_value_text(
    const struct scan_item *item, const struct scan_value *value);
/* All texts of FIELD, of all alternatives; gives how many. */
size_t scan_item_all(const struct scan_item *item, enum scan_field field,
    struct str values[SCAN_VALUES_MAX]);

#endif
