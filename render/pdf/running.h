/* What stands in head and foot of each page. */
#ifndef RENDER_PDF_RUNNING_H
#define RENDER_PDF_RUNNING_H

#include "render/pdf/sheet.h"

/* The items of page PAGE (from 0) of COUNT, at their places: all artifacts. */
struct items running_items(struct layout *layout, const struct sheet_size *size,
    size_t page, size_t count);

#endif
