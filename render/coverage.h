/* Which characters of a report stand in which font: those that none has are
 * told by script, and those beyond the letters that every page carries are
 * embedded in HTML, cut from the fonts that have them. */
#ifndef RENDER_COVERAGE_H
#define RENDER_COVERAGE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "render/doc.h"
#include "render/text.h"

struct missing_script {
	struct str name;   /* "Arabic", else the code of ISO 15924 */
	size_t characters; /* different ones */
};

struct missing_scripts {
	struct missing_script *items; /* by name */
	size_t count;
	size_t room;
};

/* The scripts of ROOT with characters that no font of FACE has. */
void coverage_missing(struct missing_scripts *missing,
    const struct typeface *face, const struct doc *root, struct arena *keep);

/* What a report says of them, a remark at its end; nothing where there are
 * none. "3 characters of Arabic have no glyph in this report's fonts; ..." */
void coverage_note(struct doc *root, const struct missing_scripts *missing,
    struct arena *keep);

/* Rules @font-face of the family "Inter Other" for the characters of ROOT that
 * the fonts of every page lack. At most COVERAGE_BYTES_MAX of fonts. */
enum { COVERAGE_BYTES_MAX = 1 << 20 };
void coverage_write_fonts(struct buf *out, const struct typeface *face,
    const struct doc *root, struct arena *scratch);

#endif
