/* Text measured and set with the report's own fonts (Inter 400 and 600, and a
 * user's folder for other scripts) under a private font configuration, so that
 * line ends and page breaks do not depend on the machine. */
#ifndef RENDER_TEXT_H
#define RENDER_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "render/theme.h"

struct typeface; /* opaque: a pango context over the private fonts */

/* FOLDER: more fonts, or none. */
bool typeface_open(
    struct typeface **face, struct str folder, struct error *err) MUST_USE;
void typeface_close(struct typeface *face);

/* What it paints in from now on; THEME outlives it. NULL: the program's own. */
void typeface_set_theme(struct typeface *face, const struct theme *theme);

/* The language that charts speak: texts are measured as they will stand. NULL:
 * English. */
struct language;
void typeface_set_language(
    struct typeface *face, const struct language *language);

/* TEXT in that language; what it lacks is TEXT itself. */
struct str typeface_say(
    const struct typeface *face, struct str text, struct arena *keep);

/* Width in pt of one line; WEIGHT and SIZE_PT 0 take the role's. */
double typeface_width(const struct typeface *face, struct str text,
    enum text_role role, int weight, double size_pt);

/* How many characters of TEXT no font has; counted over the run. */
size_t typeface_unknown_glyphs(const struct typeface *face);

#endif
