/* Coverage. The characters of a tree are a set; each font of the private
 * configuration takes from it what it has. Subsets are made by harfbuzz, whose
 * result depends on font and characters alone. A font that cannot be cut is
 * passed over: the browser then looks for one of its own. */
#include "render/coverage.h"

#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <hb-subset.h>
#include <string.h>

#include "base/asset.h"
#include "base/base64.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "render/print.h"
#include "render/typeface.h"

#define FAMILY "Inter Other"
#define RANGES_MAX 400 /* characters named in one rule */

static void add_text(FcCharSet *set, struct str text)
{
	uint32_t code;
	while (utf8_next(&text, &code))
		if (code > 0x7e && code != UTF8_REPLACEMENT &&
		    g_unichar_isgraph(code))
			FcCharSetAddChar(set, code);
}

static void add_tree(FcCharSet *set, const struct doc *node)
{
	if (node->kind == DOC_RUN)
		add_text(set, node->text);
	if (node->twin)
		add_tree(set, node->twin);
	for (const struct doc *at = node->first; at; at = at->next)
		add_tree(set, at);
}

/* Calls EACH for every character of SET, in order. */
static void for_each(
    const FcCharSet *set, void (*each)(FcChar32 code, void *user), void *user)
{
	FcChar32 map[FC_CHARSET_MAP_SIZE];
	FcChar32 next;
	FcChar32 page = FcCharSetFirstPage(set, map, &next);
	for (; page != FC_CHARSET_DONE;
	     page = FcCharSetNextPage(set, map, &next))
		for (FcChar32 i = 0; i < FC_CHARSET_MAP_SIZE * 32; i++)
			if (map[i / 32] >> (i % 32) & 1)
				each(page + i, user);
}

static FcFontSet *fonts_of(const struct typeface *face)
{
	return FcConfigGetFonts(typeface_fonts(face), FcSetApplication);
}

/* SET without what FONT has; the caller destroys it. */
static FcCharSet *without(FcCharSet *set, const FcPattern *font)
{
	FcCharSet *has;
	if (FcPatternGetCharSet(font, FC_CHARSET, 0, &has) != FcResultMatch)
		return FcCharSetCopy(set);
	return FcCharSetSubtract(set, has);
}

/* ------------------------------------------------------------- missing -- */

static const struct {
	GUnicodeScript script;
	const char *name;
} script_names[] = {
	{ G_UNICODE_SCRIPT_ARABIC, "Arabic" },
	{ G_UNICODE_SCRIPT_ARMENIAN, "Armenian" },
	{ G_UNICODE_SCRIPT_BENGALI, "Bengali" },
	{ G_UNICODE_SCRIPT_COMMON, "signs and symbols" },
	{ G_UNICODE_SCRIPT_CYRILLIC, "Cyrillic" },
	{ G_UNICODE_SCRIPT_DEVANAGARI, "Devanagari" },
	{ G_UNICODE_SCRIPT_GEORGIAN, "Georgian" },
	{ G_UNICODE_SCRIPT_GREEK, "Greek" },
	{ G_UNICODE_SCRIPT_HAN, "Chinese" },
	{ G_UNICODE_SCRIPT_HANGUL, "Korean" },
	{ G_UNICODE_SCRIPT_HEBREW, "Hebrew" },
	{ G_UNICODE_SCRIPT_HIRAGANA, "Japanese" },
	{ G_UNICODE_SCRIPT_KATAKANA, "Japanese" },
	{ G_UNICODE_SCRIPT_TAMIL, "Tamil" },
	{ G_UNICODE_SCRIPT_THAI, "Thai" },
};

static struct str script_name(GUnicodeScript script, struct arena *keep)
{
	size_t count = sizeof script_names / sizeof *script_names;
	for (size_t i = 0; i < count; i++)
		if (script_names[i].script == script)
			return str_from(script_names[i].name);
	uint32_t code = g_unicode_script_to_iso15924(script);
	return arena_printf(keep, "%c%c%c%c", (char)(code >> 24),
	    (char)(code >> 16), (char)(code >> 8), (char)code);
}

struct counting {
	struct missing_scripts *missing;
	struct arena *keep;
};

static void count_one(FcChar32 code, void *user)
{
	struct counting *counting = user;
	struct missing_scripts *missing = counting->missing;
	GUnicodeScript script = g_unichar_get_script(code);
	struct str name = script_name(script, counting->keep);
	size_t at = 0;
	/* marks that go with any script tell nothing */
	if (script == G_UNICODE_SCRIPT_INHERITED)
		return;
	while (at < missing->count &&
	       str_compare(missing->items[at].name, name) < 0)
		at++;
	if (at == missing->count || !str_equal(missing->items[at].name, name)) {
		VEC_PUSH(missing, counting->keep,
		    ((struct missing_script){ .name = name }));
		memmove(missing->items + at + 1, missing->items + at,
		    (missing->count - 1 - at) * sizeof *missing->items);
		missing->items[at] = (struct missing_script){ .name = name };
	}
	missing->items[at].characters++;
}

void coverage_missing(struct missing_scripts *missing,
    const struct typeface *face, const struct doc *root, struct arena *keep)
{
	struct counting counting = { missing, keep };
	FcFontSet *fonts = fonts_of(face);
	FcCharSet *left = FcCharSetCreate();
	*missing = (struct missing_scripts){ 0 };
	add_tree(left, root);
	for (int i = 0; fonts && i < fonts->nfont; i++) {
		FcCharSet *rest = without(left, fonts->fonts[i]);
		FcCharSetDestroy(left);
		left = rest;
	}
	for_each(left, count_one, &counting);
	FcCharSetDestroy(left);
}

void coverage_note(
    struct doc *root, const struct missing_scripts *missing, struct arena *keep)
{
	if (!missing->count)
		return;
	struct doc *note = doc_add(keep, root, DOC_NOTE);
	for (size_t i = 0; i < missing->count; i++) {
		const struct missing_script *at = &missing->items[i];
		struct doc *paragraph = doc_add(keep, note, DOC_PARAGRAPH);
		paragraph->role = TEXT_SMALL;
		doc_add_run(keep, paragraph,
		    arena_printf(keep,
			STR_FMT " of " STR_FMT
				" have no glyph in the fonts of this report; "
				"output.fonts names a folder of more.",
			STR_ARG(print_things(keep, (int64_t)at->characters,
			    "character", "characters")),
			STR_ARG(at->name)));
	}
}

/* ---------------------------------------------------------------- HTML -- */

struct cutting {
	struct buf ranges; /* "U+4E00,U+4E8C" */
	hb_set_t *codes;
	const FcCharSet *has;
	size_t count;
};

static void take_code(FcChar32 code, void *user)
{
	struct cutting *cutting = user;
	if (cutting->count == RANGES_MAX ||
	    !FcCharSetHasChar(cutting->has, code))
		return;
	buf_printf(&cutting->ranges, "%sU+%X", cutting->count ? "," : "",
	    (unsigned)code);
	hb_set_add(cutting->codes, code);
	cutting->count++;
}

/* The font file at FONT, cut to CODES; none when it cannot be. */
static struct str cut(
    const FcPattern *font, const hb_set_t *codes, struct arena *scratch)
{
	FcChar8 *file;
	int index = 0;
	struct str bytes = STR_NONE;
	if (FcPatternGetString(font, FC_FILE, 0, &file) != FcResultMatch)
		return STR_NONE;
	(void)FcPatternGetInteger(font, FC_INDEX, 0, &index);
	hb_blob_t *blob = hb_blob_create_from_file((const char *)file);
	hb_face_t *face = hb_face_create(blob, (unsigned)index & 0xffff);
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (input) {
		hb_set_union(hb_subset_input_unicode_set(input), codes);
		hb_face_t *small = hb_subset_or_fail(face, input);
		hb_blob_t *out = small ? hb_face_reference_blob(small) : NULL;
		unsigned length = 0;
		const char *data = out ? hb_blob_get_data(out, &length) : NULL;
		if (data && length)
			bytes =
			    arena_str(scratch, (struct str){ data, length });
		hb_blob_destroy(out);
		hb_face_destroy(small);
		hb_subset_input_destroy(input);
	}
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return bytes;
}

static int css_weight(const FcPattern *font)
{
	int weight = FC_WEIGHT_REGULAR;
	(void)FcPatternGetInteger(font, FC_WEIGHT, 0, &weight);
	return weight >= FC_WEIGHT_DEMIBOLD ? 600 : 400;
}

static size_t write_font(struct buf *out, const FcPattern *font,
    const FcCharSet *wanted, size_t room, struct arena *scratch)
{
	FcCharSet *has;
	struct cutting cutting = { .codes = hb_set_create() };
	struct str bytes = STR_NONE;
	if (FcPatternGetCharSet(font, FC_CHARSET, 0, &has) == FcResultMatch) {
		cutting.has = has;
		for_each(wanted, take_code, &cutting);
	}
	if (cutting.count)
		bytes = cut(font, cutting.codes, scratch);
	if (bytes.len && bytes.len <= room) {
		buf_printf(out,
		    "@font-face{font-family:\"" FAMILY
		    "\";font-weight:%d;unicode-range:" STR_FMT
		    ";src:url(data:font/otf;base64,",
		    css_weight(font), STR_ARG(buf_str(&cutting.ranges)));
		base64_add(out, bytes);
		buf_add_z(out, ") format(\"opentype\")}\n");
	} else {
		bytes.len = 0;
	}
	hb_set_destroy(cutting.codes);
	buf_free(&cutting.ranges);
	return bytes.len;
}

/* What the fonts of every page have is not wanted. */
static void drop_embedded(FcCharSet *wanted, struct arena *scratch)
{
	struct error err = { 0 };
	struct str font;
	hb_codepoint_t code = HB_SET_VALUE_INVALID;
	if (!asset_read(&font, NULL, STR("fonts-html/Inter-Regular.otf"),
		scratch, &err))
		return;
	hb_blob_t *blob = hb_blob_create(
	    font.ptr, (unsigned)font.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_set_t *has = hb_set_create();
	hb_face_collect_unicodes(face, has);
	while (hb_set_next(has, &code))
		FcCharSetDelChar(wanted, code);
	hb_set_destroy(has);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
}

void coverage_write_fonts(struct buf *out, const struct typeface *face,
    const struct doc *root, struct arena *scratch)
{
	FcFontSet *fonts = fonts_of(face);
	FcCharSet *wanted = FcCharSetCreate();
	size_t room = COVERAGE_BYTES_MAX;
	add_tree(wanted, root);
	drop_embedded(wanted, scratch);
	for (int i = 0; fonts && i < fonts->nfont; i++) {
		const FcPattern *font = fonts->fonts[i];
		room -= write_font(out, font, wanted, room, scratch);
		/* the second weight of the program's own wants the same */
		if (i == 0)
			continue;
		FcCharSet *rest = without(wanted, font);
		FcCharSetDestroy(wanted);
		wanted = rest;
	}
	FcCharSetDestroy(wanted);
}
