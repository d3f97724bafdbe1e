/* An organisation's own look: two colours in place of blue and its lighter
 * twin, and a logo. Colours that could not be read, or be told from the colour
 * of attention, are mended, and each mending is told in words. */
#ifndef RENDER_BRAND_H
#define RENDER_BRAND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/file.h"
#include "render/theme.h"

struct brand {
	bool grey; /* all in grey: colours of its own have no place */
	bool has_colour;
	bool has_colour2;
	uint32_t colour;  /* 0xRRGGBB */
	uint32_t colour2; /* for fields and lines alone */
};

/* "#1F66A0" or "#16A" (as CSS Color 4, section 5.2, without alpha); the sign
 * may be missing, since in YAML it starts a comment. */
bool brand_read_colour(uint32_t *rgb, struct str text);

/* WCAG 2.2, "contrast ratio": from 1 to 21. */
double brand_contrast(uint32_t one, uint32_t other);

/* The theme of BRAND. NOTES: one sentence for each value that is not as it was
 * asked for, with both values and why. */
void brand_theme(struct theme *theme, struct str_list *notes,
    const struct brand *brand, struct arena *keep);

#endif
