/* Builds the style sheet. What other back ends need too comes from the tables
 * of theme.c (colours, sizes in print, weights), so that no number stands
 * twice; what only a browser needs stands in templates/theme/report.css. The
 * fonts are those that charts were measured with, cut to Latin and packed
 * (WOFF2). */
#include "render/html/style.h"

#include "base/base64.h"
#include "render/svg.h"
#include "render/theme.h"

static bool add_font(struct buf *out, struct str name, int weight,
    struct arena *scratch, struct error *err)
{
	struct str font;
	if (!asset_read(&font, NULL, name, scratch, err))
		return error_while(err, "embedding a font");
	buf_printf(out,
	    "@font-face{font-family:Inter;font-weight:%d;"
	    "src:url(data:font/woff2;base64,",
	    weight);
	base64_add(out, font);
	buf_add_z(out, ") format(\"woff2\")}\n");
	return true;
}

static void add_palettes(struct buf *out, const struct theme *theme)
{
	buf_add_z(out, ":root{color-scheme:light dark;");
	svg_write_palette(out, theme, PALETTE_LIGHT);
	buf_add_z(out, "}\n@media screen and (prefers-color-scheme:dark){"
		       ":root{");
	svg_write_palette(out, theme, PALETTE_DARK);
	buf_add_z(out, "}}\n");
	svg_write_style(out);
	for (int i = COLOUR_NONE + 1; i < COLOURS; i++) {
		const char *name = colour_name((enum colour)i);
		buf_printf(out, ".t-%s{color:var(--%s)}", name, name);
	}
	buf_add_char(out, '\n');
}

/* Weight and colour hold everywhere, sizes in pt on paper; the sizes of
 * screens are the style sheet's. */
static void add_roles(struct buf *out)
{
	for (int i = 0; i < TEXT_ROLES; i++) {
		const struct text_style *style = text_style((enum text_role)i);
		buf_printf(out, ".%s{font-weight:%d;color:var(--%s)",
		    text_role_name((enum text_role)i), style->weight,
		    colour_name(style->colour));
		if (style->tracking_em < 0 || style->tracking_em > 0)
			buf_printf(
			    out, ";letter-spacing:%.3fem", style->tracking_em);
		buf_add_char(out, '}');
	}
	buf_add_z(out, "\n@media print{");
	for (int i = 0; i < TEXT_ROLES; i++) {
		const struct text_style *style = text_style((enum text_role)i);
		buf_printf(out, ".%s{font-size:%gpt;line-height:%gpt}",
		    text_role_name((enum text_role)i), style->size_pt,
		    style->line_pt);
	}
	buf_add_z(out, "}\n");
}

/* On one line without blanks at its end: so the hash of the style is that of
 * checkers, too, which read line by line and trim what they read. */
static void join_lines(struct buf *out)
{
	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] == '\n' || out->data[i] == '\r')
			out->data[i] = ' ';
	while (out->len && out->data[out->len - 1] == ' ')
		out->len--;
}

bool html_style(struct buf *out, const struct theme *theme,
    const struct asset_folders *folders, struct arena *scratch,
    struct error *err)
{
	struct str sheet;
	if (!asset_read(&sheet, folders, STR("templates/theme/report.css"),
		scratch, err))
		return false;
	if (str_contains(sheet, STR("</")) || str_contains(sheet, STR("<!")))
		return error_set(err, ERROR_INPUT,
		    "theme/report.css holds \"</\" or \"<!\", which would end "
		    "the style of the page");
	if (!add_font(out, STR("fonts-html/Inter-Regular.woff2"), 400, scratch,
		err) ||
	    !add_font(
		out, STR("fonts-html/Inter-SemiBold.woff2"), 600, scratch, err))
		return false;
	add_palettes(out, theme);
	add_roles(out);
	buf_add(out, sheet);
	join_lines(out);
	return true;
}
