/* The report's typeface: a pango context over a private fontconfig that holds
 * Inter as built in, and the fonts of one folder named by the user. No font of
 * the machine gets in, hinting is off and glyphs stand at fractions of a pixel,
 * so that a line is as wide here as in the PDF and in a browser with the same
 * fonts. fontconfig and FreeType know files only, hence the built-in fonts are
 * written to files that have no name any more, but an open descriptor: nothing
 * is left behind even when the program is killed. Where /proc is missing they
 * keep a name until the typeface is closed. */
#include "render/text.h"

#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/asset.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "render/language.h"
#include "render/typeface.h"

#define FAMILY "Inter"
#define USER_FONT_LIMIT 1000 /* files of a user's folder */

/* What changes while a typeface measures. */
struct typeface_state {
	size_t unknown;
	struct arena *scratch; /* cleaned texts, reset after each use */
	VEC(PangoLayout *) layouts;
	struct arena *layout_arena; /* holds the list above */
};

struct typeface {
	struct arena *arena;
	FcConfig *fonts;
	PangoFontMap *map;
	PangoContext *context;
	PangoLayout *line;		 /* reused for single lines */
	VEC(int) descriptors;		 /* of the built-in fonts' files */
	struct str_list files;		 /* those that still have a name */
	const struct theme *theme;	 /* NULL: the program's own */
	const struct language *language; /* NULL: English */
	struct typeface_state *state;
};

/* A new file for a font; its descriptor stays open with the typeface. */
static bool make_file(
    int *file, char **path, struct typeface *face, struct error *err)
{
	const char *parent = getenv("TMPDIR");
	*path = arena_z(
	    face->arena, arena_printf(face->arena, "%s/assay-font-XXXXXX",
			     parent && *parent ? parent : "/tmp"));
	*file = mkstemp(*path);
	if (*file < 0) {
		error_errno(err, "cannot make the file %s", *path);
		return error_fix(
		    err, "set TMPDIR to a folder that can be written");
	}
	VEC_PUSH(&face->descriptors, face->arena, *file);
	fcntl(*file, F_SETFD, FD_CLOEXEC);
	return true;
}

static bool write_all(int file, struct str content)
{
	while (content.len) {
		ssize_t count = write(file, content.ptr, content.len);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return false;
		content = str_skip(content, (size_t)count);
	}
	return true;
}

/* Takes the name of the file at *PATH away; it is read through /proc. */
static void hide(struct typeface *face, int file, char **path)
{
	char *link = arena_z(
	    face->arena, arena_printf(face->arena, "/proc/self/fd/%d", file));
	if (access(link, R_OK) != 0) {
		VEC_PUSH(&face->files, face->arena, str_from(*path));
		return;
	}
	unlink(*path);
	*path = link;
}

/* Writes the built-in font NAME where fontconfig can read it. */
static bool add_font(struct typeface *face, struct str name, struct error *err)
{
	struct str content;
	int file;
	char *path;
	if (!asset_read(&content, NULL, name, face->arena, err) ||
	    !make_file(&file, &path, face, err))
		return false;
	hide(face, file, &path);
	if (!write_all(file, content))
		return error_errno(err, "cannot write a font to %s", path);
	if (!FcConfigAppFontAddFile(face->fonts, (const FcChar8 *)path))
		return error_set(err, ERROR_SYSTEM,
		    "fontconfig does not take the font " STR_FMT,
		    STR_ARG(name));
	return true;
}

static bool add_built_in(struct typeface *face, struct error *err)
{
	struct str name;
	size_t at = 0;
	size_t found = 0;
	while (asset_next(&at, STR("fonts/"), &name)) {
		if (!str_ends(name, STR(".otf")))
			continue;
		if (!add_font(face, name, err))
			return false;
		found++;
	}
	if (found == 0)
		return error_set(err, ERROR_SYSTEM, "no font is built in");
	return true;
}

/* Fonts that fontconfig can't read are passed over: the user sees it by the
 * count of unknown glyphs. */
static bool add_user(
    struct typeface *face, struct str folder, struct error *err)
{
	if (folder.len == 0)
		return true;
	struct str_list names = { 0 };
	if (!file_list(&names, folder, face->arena, err))
		return error_while(err, "reading the folder of fonts");
	for (size_t i = 0; i < names.count && i < USER_FONT_LIMIT; i++) {
		struct str path =
		    path_join(face->arena, folder, names.items[i]);
		if (!file_is_folder(path))
			FcConfigAppFontAddFile(face->fonts,
			    (const FcChar8 *)arena_z(face->arena, path));
	}
	return true;
}

static bool open_fonts(
    struct typeface *face, struct str folder, struct error *err)
{
	/* No folder is scanned, so the cache is never written. */
	static const char xml[] = "<fontconfig><cachedir>/nonexistent"
				  "</cachedir></fontconfig>";
	face->fonts = FcConfigCreate();
	if (!face->fonts || !FcConfigParseAndLoadFromMemory(
				face->fonts, (const FcChar8 *)xml, FcTrue))
		return error_set(
		    err, ERROR_SYSTEM, "fontconfig does not start");
	if (!add_built_in(face, err) || !add_user(face, folder, err))
		return false;
	/* Else pango's own start would read the fonts of the machine. */
	FcConfigSetCurrent(face->fonts);
	return true;
}

static void open_context(struct typeface *face)
{
	face->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_cairo_font_map_set_resolution(
	    PANGO_CAIRO_FONT_MAP(face->map), 72);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(face->map), face->fonts);
	face->context = pango_font_map_create_context(face->map);
	pango_context_set_round_glyph_positions(face->context, FALSE);
	pango_context_set_language(
	    face->context, pango_language_from_string("en"));
	pango_context_set_base_dir(face->context, PANGO_DIRECTION_LTR);
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(face->context, options);
	cairo_font_options_destroy(options);
	face->line = pango_layout_new(face->context);
	pango_layout_set_auto_dir(face->line, FALSE);
	pango_layout_set_single_paragraph_mode(face->line, TRUE);
}

bool typeface_open(struct typeface **out, struct str folder, struct error *err)
{
	struct arena *arena = arena_new();
	struct typeface *face = ARENA_NEW(arena, struct typeface);
	face->arena = arena;
	face->state = ARENA_NEW(arena, struct typeface_state);
	face->state->scratch = arena_new();
	face->state->layout_arena = arena_new();
	if (!open_fonts(face, folder, err)) {
		typeface_close(face);
		return false;
	}
	open_context(face);
	*out = face;
	return true;
}

static void close_files(struct typeface *face)
{
	for (size_t i = 0; i < face->descriptors.count; i++)
		close(face->descriptors.items[i]);
	for (size_t i = 0; i < face->files.count; i++)
		unlink(arena_z(face->arena, face->files.items[i]));
}

void typeface_close(struct typeface *face)
{
	if (!face)
		return;
	typeface_forget(face);
	if (face->line)
		g_object_unref(face->line);
	if (face->context)
		g_object_unref(face->context);
	if (face->map) {
		/* The map's own reference, which it does not give back. */
		pango_fc_font_map_set_config(
		    PANGO_FC_FONT_MAP(face->map), NULL);
		pango_fc_font_map_shutdown(PANGO_FC_FONT_MAP(face->map));
		g_object_unref(face->map);
	}
	if (face->fonts)
		FcConfigDestroy(face->fonts);
	close_files(face);
	arena_free(face->state->scratch);
	arena_free(face->state->layout_arena);
	arena_free(face->arena);
}

void typeface_forget(struct typeface *face)
{
	struct typeface_state *state = face->state;
	for (size_t i = 0; i < state->layouts.count; i++)
		g_object_unref(state->layouts.items[i]);
	memset(&state->layouts, 0, sizeof state->layouts);
	arena_reset(state->layout_arena);
}

void typeface_own(struct typeface *face, PangoLayout *layout)
{
	struct typeface_state *state = face->state;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): a list of pointers */
	VEC_PUSH(&state->layouts, state->layout_arena, layout);
}

FcConfig *typeface_fonts(const struct typeface *face)
{
	return face->fonts;
}

PangoContext *typeface_context(const struct typeface *face)
{
	return face->context;
}

struct arena *typeface_scratch(const struct typeface *face)
{
	return face->state->scratch;
}

void typeface_count_unknown(const struct typeface *face, PangoLayout *layout)
{
	face->state->unknown +=
	    (size_t)pango_layout_get_unknown_glyphs_count(layout);
}

size_t typeface_unknown_glyphs(const struct typeface *face)
{
	return face->state->unknown;
}

PangoFontDescription *typeface_describe(
    enum text_role role, int weight, double size_pt)
{
	const struct text_style *style = text_style(role);
	PangoFontDescription *font = pango_font_description_new();
	pango_font_description_set_family_static(font, FAMILY);
	pango_font_description_set_weight(
	    font, (PangoWeight)(weight ? weight : style->weight));
	pango_font_description_set_size(
	    font, (gint)lround(
		      (size_pt > 0 ? size_pt : style->size_pt) * PANGO_SCALE));
	return font;
}

void typeface_set_features(PangoAttrList *list, struct str text)
{
	pango_attr_list_insert(
	    list, pango_attr_font_features_new("tnum=1, kern=1, calt=1"));
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '-')
			continue;
		PangoAttribute *own =
		    pango_attr_font_features_new("tnum=0, calt=0");
		own->start_index = (guint)i;
		own->end_index = (guint)i + 1;
		pango_attr_list_insert(list, own);
	}
}

struct str typeface_printable(struct arena *keep, struct str text)
{
	static const char diamond[] = "\xe2\x97\x86";
	static const char lost[] = "\xef\xbf\xbd";
	struct str clean = utf8_printable(keep, text);
	if (!str_contains(clean, STR("\xef\xbf\xbd")))
		return clean;
	char *drawn = arena_z(keep, clean);
	for (char *at = strstr(drawn, lost); at; at = strstr(at, lost))
		memcpy(at, diamond, sizeof diamond - 1);
	return (struct str){ drawn, clean.len };
}

/* Sets the reused line; it stays valid until the next call. */
static PangoLayout *set_line(const struct typeface *face, struct str text,
    enum text_role role, int weight, double size_pt)
{
	struct arena *scratch = face->state->scratch;
	struct str clean = typeface_printable(scratch, text);
	const struct text_style *style = text_style(role);
	double size = size_pt > 0 ? size_pt : style->size_pt;
	PangoFontDescription *font = typeface_describe(role, weight, size_pt);
	PangoAttrList *attributes = pango_attr_list_new();
	typeface_set_features(attributes, clean);
	if (style->tracking_em < 0 || style->tracking_em > 0)
		pango_attr_list_insert(attributes,
		    pango_attr_letter_spacing_new(
			(int)lround(style->tracking_em * size * PANGO_SCALE)));
	pango_layout_set_font_description(face->line, font);
	pango_layout_set_attributes(face->line, attributes);
	pango_layout_set_text(
	    face->line, clean.len ? clean.ptr : "", (int)clean.len);
	pango_attr_list_unref(attributes);
	pango_font_description_free(font);
	arena_reset(scratch);
	return face->line;
}

struct str typeface_say(
    const struct typeface *face, struct str text, struct arena *keep)
{
	return face->language
		   ? language_say(face->language, STR(""), text, NULL, keep)
		   : text;
}

double typeface_width(const struct typeface *face, struct str text,
    enum text_role role, int weight, double size_pt)
{
	PangoRectangle area;
	struct arena *said = face->language ? arena_new() : NULL;
	if (said)
		text = language_say(face->language, STR(""), text, NULL, said);
	PangoLayout *line = set_line(face, text, role, weight, size_pt);
	pango_layout_get_extents(line, NULL, &area);
	typeface_count_unknown(face, line);
	arena_free(said);
	return (double)area.width / PANGO_SCALE;
}

void typeface_set_theme(struct typeface *face, const struct theme *theme)
{
	face->theme = theme;
}

void typeface_set_language(
    struct typeface *face, const struct language *language)
{
	face->language = language;
	pango_context_set_language(
	    face->context, pango_language_from_string(
			       arena_z(face->arena, language_code(language))));
}

uint32_t typeface_rgb(
    const struct typeface *face, enum colour colour, enum palette palette)
{
	return theme_rgb(face->theme, colour, palette);
}

void cairo_set_colour(cairo_t *cairo, const struct typeface *face,
    enum colour colour, enum palette palette)
{
	uint32_t rgb = typeface_rgb(face, colour, palette);
	cairo_set_source_rgb(cairo, (rgb >> 16 & 0xff) / 255.0,
	    (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0);
}

void text_paint(cairo_t *cairo, const struct typeface *face,
    const struct shape *shape, enum palette palette, double x, double y)
{
	PangoLayout *line = set_line(
	    face, shape->text, shape->role, shape->weight, shape->size_pt);
	PangoRectangle area;
	pango_layout_get_extents(line, NULL, &area);
	double width = (double)area.width / PANGO_SCALE;
	if (shape->anchor == ANCHOR_MIDDLE)
		x -= width / 2;
	else if (shape->anchor == ANCHOR_END)
		x -= width;
	PangoLayoutLine *first = pango_layout_get_line_readonly(line, 0);
	if (shape->halo) {
		cairo_set_colour(cairo, face, COLOUR_PAPER, palette);
		cairo_set_line_width(cairo, HALO_PT);
		cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
		cairo_move_to(cairo, x, y);
		pango_cairo_layout_line_path(cairo, first);
		cairo_stroke(cairo);
	}
	cairo_set_colour(cairo, face,
	    shape->fill != COLOUR_NONE ? shape->fill
				       : text_style(shape->role)->colour,
	    palette);
	cairo_move_to(cairo, x, y);
	pango_cairo_show_layout_line(cairo, first);
}
