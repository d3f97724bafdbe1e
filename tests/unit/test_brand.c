/* Colours of an organisation: whatever is asked for, text can be read on paper
 * and on wash, in light and in dark, and what is outside its limit keeps a
 * colour of its own. Logos: what is no PNG of a sane size is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "render/brand.h"
#include "render/logo.h"

static struct theme theme_of(
    struct arena *arena, struct str_list *notes, uint32_t one, uint32_t two)
{
	struct theme theme;
	struct brand brand = { .has_colour = true,
		.colour = one,
		.has_colour2 = two != UINT32_MAX,
		.colour2 = two };
	*notes = (struct str_list){ 0 };
	brand_theme(&theme, notes, &brand, arena);
	return theme;
}

static void assert_readable(const struct theme *theme)
{
	const uint32_t *sides[] = { theme->light, theme->dark };
	for (size_t i = 0; i < 2; i++) {
		const uint32_t *rgb = sides[i];
		assert_true(
		    brand_contrast(rgb[COLOUR_BLUE], rgb[COLOUR_PAPER]) >= 4.5);
		assert_true(
		    brand_contrast(rgb[COLOUR_BLUE], rgb[COLOUR_WASH]) >= 4.5);
		assert_true(brand_contrast(
				rgb[COLOUR_BLUE2], rgb[COLOUR_PAPER]) >= 3.0);
		assert_true(brand_contrast(
				rgb[COLOUR_ALERT], rgb[COLOUR_PAPER]) >= 4.5);
	}
}

/* Every eighth value of each channel: 4,913 colours. */
static void any_colour_can_be_read(void **state)
{
	struct arena *arena = arena_new();
	struct theme own = theme_standard(false);
	(void)state;
	for (uint32_t r = 0; r <= 256; r += 32)
		for (uint32_t g = 0; g <= 256; g += 32)
			for (uint32_t b = 0; b <= 256; b += 32) {
				struct str_list notes;
				uint32_t rgb = (r > 255 ? 255 : r) << 16 |
					       (g > 255 ? 255 : g) << 8 |
					       (b > 255 ? 255 : b);
				struct theme theme =
				    theme_of(arena, &notes, rgb, rgb);
				assert_readable(&theme);
				assert_int_equal(theme.light[COLOUR_ALERT],
				    own.light[COLOUR_ALERT]);
				arena_reset(arena);
			}
	arena_free(arena);
}

static void a_good_colour_stays(void **state)
{
	struct str_list notes;
	struct arena *arena = arena_new();
	(void)state;
	struct theme theme = theme_of(arena, &notes, 0x006A4E, UINT32_MAX);
	assert_int_equal(theme.light[COLOUR_BLUE], 0x006A4E);
	/* on dark ground it cannot: that is told */
	assert_int_equal(notes.count, 1);
	assert_true(str_contains(notes.items[0], STR("#006A4E")));
	assert_true(str_contains(notes.items[0], STR("dark")));
	arena_free(arena);
}

/* Yellow on white has 1.4: the mending names both values. */
static void a_pale_colour_is_mended(void **state)
{
	struct str_list notes;
	struct arena *arena = arena_new();
	(void)state;
	struct theme theme = theme_of(arena, &notes, 0xFFC700, UINT32_MAX);
	assert_int_equal(notes.count, 1);
	assert_int_equal(theme.dark[COLOUR_BLUE], 0xFFC700);
	assert_true(str_contains(notes.items[0], STR("#FFC700")));
	assert_true(str_contains(notes.items[0],
	    arena_printf(arena, "#%06X", (unsigned)theme.light[COLOUR_BLUE])));
	arena_free(arena);
}

/* A red brand would look like trouble. */
static void what_looks_like_attention_turns_grey(void **state)
{
	static const uint32_t reds[] = { 0xA3300B, 0xC8102E, 0xE2231A, 0xFF6A13,
		0xB22222 };
	struct arena *arena = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof reds / sizeof *reds; i++) {
		struct str_list notes;
		struct theme theme =
		    theme_of(arena, &notes, reds[i], UINT32_MAX);
		uint32_t blue = theme.light[COLOUR_BLUE];
		assert_int_equal(blue >> 16, blue & 0xff);
		assert_int_equal(notes.count, 1);
		assert_true(str_contains(notes.items[0], STR("attention")));
	}
	arena_free(arena);
}

static void grey_is_grey(void **state)
{
	struct str_list notes = { 0 };
	struct arena *arena = arena_new();
	struct theme theme;
	(void)state;
	brand_theme(&theme, &notes,
	    &(struct brand){ .grey = true, .has_colour = true }, arena);
	assert_int_equal(notes.count, 1);
	for (int i = 1; i < COLOURS; i++) {
		assert_int_equal(theme.light[i] >> 16, theme.light[i] & 0xff);
		assert_int_equal(theme.dark[i] >> 16, theme.dark[i] & 0xff);
	}
	assert_readable(&theme);
	arena_free(arena);
}

static void colours_are_read(void **state)
{
	uint32_t rgb = 1;
	(void)state;
	assert_true(brand_read_colour(&rgb, STR("#1f66A0")) && rgb == 0x1F66A0);
	assert_true(brand_read_colour(&rgb, STR("#16A")) && rgb == 0x1166AA);
	assert_true(brand_read_colour(&rgb, STR("16A")) && rgb == 0x1166AA);
	static const char *const wrong[] = { "", "#", "#12", "#12345",
		"#1234567", "#12345g", "blue", "#-12345" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(brand_read_colour(&rgb, str_from(wrong[i])));
}

/* ---------------------------------------------------------------- logos -- */

static void assert_refused(struct str content, const char *found)
{
	char path[] = "/tmp/assay-logo-XXXXXX";
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct logo logo;
	int file = mkstemp(path);
	assert_true(file >= 0);
	assert_int_equal(
	    write(file, content.ptr, content.len), (ssize_t)content.len);
	close(file);
	assert_false(logo_read(&logo, str_from(path), arena, &err));
	assert_string_equal(err.file, path);
	if (!strstr(err.message, found))
		fail_msg("expected \"%s\" in: %s", found, err.message);
	assert_int_equal(logo.png.len, 0);
	unlink(path);
	arena_free(arena);
}

#define PNG_HEAD(w, h)                                                         \
	"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" w h "\x08\x06\0\0\0\0\0\0\0"

static void hostile_images_are_refused(void **state)
{
	(void)state;
	assert_refused(STR("GIF89a"), "something else");
	assert_refused(STR(""), "something else");
	assert_refused(
	    STR("<?xml version=\"1.0\"?><svg onload=\"x()\"/>"), "an SVG");
	assert_refused(STR(PNG_HEAD("\0\0\xff\xff", "\0\0\xff\xff")), "65535");
	assert_refused(
	    STR(PNG_HEAD("\xff\xff\xff\xff", "\xff\xff\xff\xff")), "4294967");
	assert_refused(STR(PNG_HEAD("\0\0\0\0", "\0\0\0\1")), "0 by 1");
	/* a head of a sane size with nothing behind it */
	assert_refused(
	    STR(PNG_HEAD("\0\0\0\x10", "\0\0\0\x10")), "does not decode");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_colour_can_be_read),
		cmocka_unit_test(a_good_colour_stays),
		cmocka_unit_test(a_pale_colour_is_mended),
		cmocka_unit_test(what_looks_like_attention_turns_grey),
		cmocka_unit_test(grey_is_grey),
		cmocka_unit_test(colours_are_read),
		cmocka_unit_test(hostile_images_are_refused),
	};
	return cmocka_run_group_tests_name("brand", tests, NULL, NULL);
}
