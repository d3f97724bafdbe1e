/* Page contents with marked content in place of the painter's specks. */
#ifndef RENDER_PDF_CONTENT_H
#define RENDER_PDF_CONTENT_H

#include "render/pdf/paint.h"

/* Rewrites CONTENT, a page's stream as cairo wrote it, into OUT. Specks and
 * leaves must be equal in number, or the file would say wrong things. */
bool content_mark(struct buf *out, struct str content,
    const struct painted_page *page, struct error *err) MUST_USE;

#endif
