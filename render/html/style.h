/* The style sheet of a report: fonts, palettes, type and layout, as one text
 * that stands in the page and is named in its policy by its hash. */
#ifndef RENDER_HTML_STYLE_H
#define RENDER_HTML_STYLE_H

#include "base/asset.h"
#include "base/buf.h"
#include "render/theme.h"

/* THEME may be NULL. FOLDERS: templates/theme/report.css may be the user's own.
 */
bool html_style(struct buf *out, const struct theme *theme,
    const struct asset_folders *folders, struct arena *scratch,
    struct error *err) MUST_USE;

#endif
