/* Pieces on pages. */
#ifndef RENDER_PDF_PAGINATE_H
#define RENDER_PDF_PAGINATE_H

#include "render/pdf/sheet.h"

struct sheet_size sheet_size(enum paper paper);

/* Places the layout's flow on pages of SIZE. Chains of pieces that keep
 * together move as one; page 1 grows or gives way as visual rules allow. */
struct placements paginate(
    struct layout *layout, const struct sheet_size *size);

#endif
