/* How a mail looks. Styles stand on the elements, for many clients drop or
 * ignore a style sheet; the sheet holds what only works there: colours in the
 * dark for clients that ask for them, and tables that become blocks on a phone.
 * Sizes are px, colours those of the theme, each with a class of its name. */
#include "render/mail/writer.h"

#define FONT "font-family:Inter,'Segoe UI',Arial,sans-serif"

struct look {
	int size_px;
	int line_px;
	bool bold;
	enum colour colour;
};

/* clang-format off */
static const struct look looks[TEXT_ROLES] = {
	[TEXT_BODY]         = { 16, 24, false, COLOUR_INK },
	[TEXT_TITLE]        = { 14, 20, true,  COLOUR_INK },
	[TEXT_VERDICT]      = { 22, 30, false, COLOUR_INK },
	[TEXT_HEADING]      = { 18, 26, true,  COLOUR_INK },
	[TEXT_BLOCK_TITLE]  = { 16, 24, true,  COLOUR_INK },
	[TEXT_FIGURE_TITLE] = { 16, 24, true,  COLOUR_INK },
	[TEXT_LEAD]         = { 16, 24, false, COLOUR_INK },
	[TEXT_VALUE]        = { 14, 20, true,  COLOUR_INK },
	[TEXT_CONFIDENCE]   = { 14, 20, true,  COLOUR_INK },
	[TEXT_NAME]         = { 14, 20, true,  COLOUR_INK },
	[TEXT_CELL]         = { 14, 20, false, COLOUR_INK },
	[TEXT_SUBTITLE]     = { 13, 18, false, COLOUR_INK2 },
	[TEXT_SMALL]        = { 12, 16, false, COLOUR_INK2 },
	[TEXT_ASK]          = { 16, 24, true,  COLOUR_BLUE },
};
/* clang-format on */

void mail_put(struct mail_writer *writer, const char *markup)
{
	buf_add_z(writer->out, markup);
}

void mail_put_colour(
    struct mail_writer *writer, const char *name, enum colour colour)
{
	buf_printf(writer->out, "%s:#%06X", name,
	    (unsigned)theme_rgb(writer->render->theme, colour, PALETTE_LIGHT));
}

void mail_open(struct mail_writer *writer, const char *element,
    enum text_role role, const char *more)
{
	bool is_cell = role == TEXT_CELL || role == TEXT_NAME;
	const struct look *look = &looks[role];
	struct look small = looks[TEXT_SMALL];
	small.colour = look->colour;
	small.bold = look->bold;
	if (writer->compact && is_cell)
		look = &small;
	buf_printf(writer->out,
	    "<%s class=\"c-%s\" style=\"" FONT
	    ";font-size:%dpx;line-height:%dpx;"
	    "font-weight:%s;",
	    element, colour_name(look->colour), look->size_px, look->line_px,
	    look->bold ? "bold" : "normal");
	mail_put_colour(writer, "color", look->colour);
	buf_printf(writer->out, ";%s\">", more);
}

void mail_open_span(struct mail_writer *writer, enum colour colour, int weight)
{
	mail_put(writer, "<span");
	if (colour != COLOUR_NONE)
		buf_printf(writer->out, " class=\"c-%s\"", colour_name(colour));
	mail_put(writer, " style=\"");
	if (colour != COLOUR_NONE)
		mail_put_colour(writer, "color", colour);
	if (weight)
		buf_printf(writer->out, "%sfont-weight:%s",
		    colour != COLOUR_NONE ? ";" : "",
		    weight == 600 ? "bold" : "normal");
	mail_put(writer, "\">");
}

static void put_dark(struct mail_writer *writer, const char *prefix,
    const char *property, enum colour colour)
{
	buf_printf(writer->out, ".%s-%s{%s:#%06X!important}\n", prefix,
	    colour_name(colour), property,
	    (unsigned)theme_rgb(writer->render->theme, colour, PALETTE_DARK));
}

void mail_put_style(struct mail_writer *writer)
{
	static const enum colour texts[] = { COLOUR_INK, COLOUR_INK2,
		COLOUR_BLUE, COLOUR_ALERT };
	static const enum colour fields[] = { COLOUR_PAPER, COLOUR_WASH,
		COLOUR_BLUE };
	mail_put(writer,
	    "<style>\n:root{color-scheme:light dark;"
	    "supported-color-schemes:light dark}\n"
	    "@media (max-width:520px){\n"
	    ".short,.short tbody,.short tr{display:block!important}\n"
	    ".short th{display:block!important;width:auto!important;"
	    "padding:10px 0 4px!important}\n"
	    ".short td{display:inline-block!important;"
	    "width:30%!important;vertical-align:top!important;"
	    "border-top:0!important;padding:0 8px 8px 0!important}\n"
	    ".short .heads{display:none!important}\n"
	    ".wide{width:560px!important}\n"
	    "}\n@media (prefers-color-scheme:dark){\n");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		put_dark(writer, "c", "color", texts[i]);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		put_dark(writer, "b", "background-color", fields[i]);
	put_dark(writer, "l", "border-color", COLOUR_RULE);
	mail_put(writer, "}\n</style>\n");
}
