/* The two tables behind theme.h: colours and type. Contrast was computed as
 * WCAG 2 relative luminance: every text colour has at least 4.5 on paper and
 * on wash, in the light and in the dark palette. blue2 and human are for
 * fields and lines alone. */
#include "render/theme.h"

#include <stddef.h>

/* clang-format off */
static const struct {
	const char *name;
	uint32_t rgb[PALETTES]; /* light, dark, grey */
} colour_table[COLOURS] = {
	[COLOUR_NONE]   = { "none",   { 0x000000, 0x000000, 0x000000 } },
	[COLOUR_PAPER]  = { "paper",  { 0xFFFFFF, 0x11181E, 0xFFFFFF } },
	[COLOUR_WASH]   = { "wash",   { 0xF2F5F7, 0x1A232B, 0xF5F5F5 } },
	[COLOUR_GRID]   = { "grid",   { 0xE3E8EC, 0x28333D, 0xE7E7E7 } },
	[COLOUR_RULE]   = { "rule",   { 0xB9C2CA, 0x465461, 0xC1C1C1 } },
	[COLOUR_INK]    = { "ink",    { 0x16202A, 0xE8EDF1, 0x1F1F1F } },
	[COLOUR_INK2]   = { "ink2",   { 0x52606D, 0xA3B1BD, 0x5E5E5E } },
	[COLOUR_BLUE]   = { "blue",   { 0x1F66A0, 0x6AA9DC, 0x6B6B6B } },
	[COLOUR_BLUE2]  = { "blue2",  { 0x6B96BB, 0x3F6E93, 0x919191 } },
	[COLOUR_HUMAN]  = { "human",  { 0x78858F, 0x8795A1, 0x8A8A8A } },
	[COLOUR_ALERT]  = { "alert",  { 0xA3300B, 0xFFAB82, 0x1F1F1F } },
	[COLOUR_ALERT2] = { "alert2", { 0xF6DDD1, 0x4A2717, 0xDCDCDC } },
	[COLOUR_ONFILL] = { "onfill", { 0xFFFFFF, 0x11181E, 0xFFFFFF } },
};

static const struct {
	const char *name;
	struct text_style style; /* size, line, tracking, weight, colour */
} role_table[TEXT_ROLES] = {
	[TEXT_BODY]         = { "body",         {  9.0, 12.0,  0.0,   400, COLOUR_INK } },
	[TEXT_TITLE]        = { "title",        { 13.0, 18.0,  0.0,   600, COLOUR_INK } },
	[TEXT_VERDICT]      = { "verdict",      { 16.0, 20.5, -0.012, 400, COLOUR_INK } },
	[TEXT_HEADING]      = { "heading",      { 16.0, 20.5, -0.012, 600, COLOUR_INK } },
	[TEXT_BLOCK_TITLE]  = { "block-title",  { 10.0, 13.0,  0.0,   600, COLOUR_INK } },
	[TEXT_FIGURE_TITLE] = { "figure-title", { 10.5, 14.0,  0.0,   600, COLOUR_INK } },
	[TEXT_LEAD]         = { "lead",         {  9.5, 13.0,  0.0,   400, COLOUR_INK } },
	[TEXT_VALUE]        = { "value",        { 15.0, 16.0, -0.010, 600, COLOUR_INK } },
	[TEXT_CONFIDENCE]   = { "confidence",   { 11.0, 14.0,  0.0,   600, COLOUR_INK } },
	[TEXT_NAME]         = { "name",         {  8.5, 11.0,  0.0,   600, COLOUR_INK } },
	[TEXT_CELL]         = { "cell",         {  8.5, 11.0,  0.0,   400, COLOUR_INK } },
	[TEXT_SUBTITLE]     = { "subtitle",     {  8.0, 11.0,  0.0,   400, COLOUR_INK2 } },
	[TEXT_SMALL]        = { "small",        {  7.5, 10.0,  0.0,   400, COLOUR_INK2 } },
	[TEXT_ASK]          = { "ask",          {  8.5, 12.0,  0.0,   600, COLOUR_BLUE } },
};
/* clang-format on */

uint32_t colour_rgb(enum colour colour, enum palette palette)
{
	return colour_table[colour].rgb[palette];
}

/* A grey of the luminance that RGB has to the eye; near enough by luma. */
static uint32_t grey_of(uint32_t rgb)
{
	uint32_t luma = (2126 * (rgb >> 16 & 0xff) + 7152 * (rgb >> 8 & 0xff) +
			    722 * (rgb & 0xff) + 5000) /
			10000;
	return luma << 16 | luma << 8 | luma;
}

struct theme theme_standard(bool grey)
{
	struct theme theme = { 0 };
	for (int i = 0; i < COLOURS; i++) {
		uint32_t dark = colour_table[i].rgb[PALETTE_DARK];
		theme.light[i] =
		    colour_table[i].rgb[grey ? PALETTE_GREY : PALETTE_LIGHT];
		theme.dark[i] = grey ? grey_of(dark) : dark;
	}
	if (grey) /* the darkest or lightest there is, as on paper */
		theme.dark[COLOUR_ALERT] = theme.dark[COLOUR_INK];
	return theme;
}

uint32_t theme_rgb(
    const struct theme *theme, enum colour colour, enum palette palette)
{
	if (!theme || palette == PALETTE_GREY)
		return colour_rgb(colour, palette);
	return palette == PALETTE_DARK ? theme->dark[colour]
				       : theme->light[colour];
}

const char *colour_name(enum colour colour)
{
	return colour_table[colour].name;
}

const struct text_style *text_style(enum text_role role)
{
	return &role_table[role].style;
}

const char *text_role_name(enum text_role role)
{
	return role_table[role].name;
}
