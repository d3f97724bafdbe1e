/* Colours and type of a report: tokens, never literal values elsewhere. The
 * values stand in theme.c, one row a token. */
#ifndef RENDER_THEME_H
#define RENDER_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum colour { /* tokens of docs/design.md */
	COLOUR_NONE,
	COLOUR_PAPER,
	COLOUR_WASH,
	COLOUR_GRID,
	COLOUR_RULE,
	COLOUR_INK,
	COLOUR_INK2,
	COLOUR_BLUE,
	COLOUR_BLUE2,
	COLOUR_HUMAN,
	COLOUR_ALERT,
	COLOUR_ALERT2,
	COLOUR_ONFILL,
	COLOURS
};

enum palette { PALETTE_LIGHT, PALETTE_DARK, PALETTE_GREY, PALETTES };

uint32_t colour_rgb(enum colour colour, enum palette palette); /* 0xRRGGBB */

/* An image as it stands in a report: painted anew by render/logo.c. */
struct logo {
	struct str png;	 /* none: there is no logo */
	struct str text; /* for who does not see it */
	double width_pt;
	double height_pt;
};

/* The colours that one report is painted in: those above, or an
 * organisation's own in place of blue and its lighter twin. */
struct theme {
	uint32_t light[COLOURS]; /* paper, PDF */
	uint32_t dark[COLOURS];
	struct logo logo;
};

/* The program's own; GREY: as it reads in grey. */
struct theme theme_standard(bool grey);
/* THEME's value, or the program's own where THEME is NULL. */
uint32_t theme_rgb(
    const struct theme *theme, enum colour colour, enum palette palette);
const char *colour_name(enum colour colour); /* "ink2", as CSS var(--ink2) */

/* What a text is for; decides size, line height and weight everywhere. */
enum text_role {
	TEXT_BODY,	   /* 9/12 */
	TEXT_TITLE,	   /* 13/18, 600: report title */
	TEXT_VERDICT,	   /* 16/20.5, tracking -1.2 % */
	TEXT_HEADING,	   /* 16/20.5, 600 */
	TEXT_BLOCK_TITLE,  /* 10/13, 600: tables, blocks */
	TEXT_FIGURE_TITLE, /* 10.5/14, 600 */
	TEXT_LEAD,	   /* 9.5/13, at most 470 wide */
	TEXT_VALUE,	   /* 15/16, 600: a measure's value */
	TEXT_CONFIDENCE,   /* 11/14, 600 */
	TEXT_NAME,	   /* 8.5/11, 600: a measure's name */
	TEXT_CELL,	   /* 8.5/11 */
	TEXT_SUBTITLE,	   /* 8/11, ink2 */
	TEXT_SMALL, /* 7.5/10, ink2: chart text, table heads, source, footer */
	TEXT_ASK,   /* 8.5/12, 600, blue: headings of the three sentences */
	TEXT_ROLES
};

struct text_style {
	double size_pt;
	double line_pt;
	double tracking_em;
	int weight; /* 400 or 600 */
	enum colour colour;
};

const struct text_style *text_style(enum text_role role);
const char *text_role_name(enum text_role role); /* CSS class, tree dump */

#endif
