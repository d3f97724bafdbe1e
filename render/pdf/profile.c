/* An sRGB profile (IEC 61966-2-1) made from its numbers: ICC.1:2022 (version
 * 4.4) with three colorants and one curve that all channels share. The white
 * point is D50, the colorants are sRGB's adapted to it by Bradford's method,
 * the tag chad says with which matrix. No profile file has to be shipped. */
#include "render/pdf/finish.h"

#include <math.h>

#define HEADER_BYTES 128
#define TAGS 10

static void add_u32(struct buf *out, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_add_char(out, (char)(value >> shift & 0xff));
}

/* s15Fixed16Number */
static void add_fixed(struct buf *out, double value)
{
	add_u32(out, (uint32_t)(int32_t)lround(value * 65536));
}

static void add_fixeds(
    struct buf *out, const char *type, const double *values, size_t count)
{
	buf_add_z(out, type);
	add_u32(out, 0);
	for (size_t i = 0; i < count; i++)
		add_fixed(out, values[i]);
}

/* A text in English, of ASCII. */
static void add_words(struct buf *out, const char *words)
{
	struct str text = str_from(words);
	buf_add_z(out, "mluc");
	add_u32(out, 0);
	add_u32(out, 1);
	add_u32(out, 12);
	buf_add_z(out, "enUS");
	add_u32(out, (uint32_t)text.len * 2);
	add_u32(out, 28);
	for (size_t i = 0; i < text.len; i++) {
		buf_add_char(out, 0);
		buf_add_char(out, text.ptr[i]);
	}
	while (out->len % 4)
		buf_add_char(out, 0);
}

static void add_curve(struct buf *out)
{
	/* Y = (a X + b)^g above d, c X below. */
	static const double curve[] = { 2.4, 1 / 1.055, 0.055 / 1.055,
		1 / 12.92, 0.04045 };
	buf_add_z(out, "para");
	add_u32(out, 0);
	add_u32(out, 3u << 16); /* function 3, two bytes reserved */
	for (size_t i = 0; i < sizeof curve / sizeof *curve; i++)
		add_fixed(out, curve[i]);
}

static void add_header(struct buf *out, uint32_t size)
{
	static const double d50[] = { 0.9642, 1.0, 0.8249 };
	add_u32(out, size);
	add_u32(out, 0);	  /* no preferred engine */
	add_u32(out, 0x04400000); /* version 4.4 */
	buf_add_z(out, "mntrRGB XYZ ");
	add_u32(out, 2026u << 16 | 1); /* a fixed day: 1 January 2026 */
	add_u32(out, 1u << 16);
	add_u32(out, 0);
	buf_add_z(out, "acsp");
	for (int i = 0; i < 7; i++)
		add_u32(out, 0); /* platform ... rendering intent */
	for (int i = 0; i < 3; i++)
		add_fixed(out, d50[i]);
	while (out->len < HEADER_BYTES)
		buf_add_char(out, 0);
}

struct element {
	const char *tag;
	size_t from;
	size_t size;
};

static void add_xyz(struct buf *out, struct element *element, const char *tag,
    double x, double y, double z)
{
	double values[] = { x, y, z };
	*element = (struct element){ tag, out->len, 20 };
	add_fixeds(out, "XYZ ", values, 3);
}

static void add_elements(struct buf *body, struct element elements[TAGS])
{
	static const double bradford[] = { 1.047882, 0.022919, -0.050201,
		0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678 };
	size_t n = 0;
	add_words(body, "sRGB");
	elements[n++] = (struct element){ "desc", 0, body->len };
	size_t from = body->len;
	add_words(body, "CC0");
	elements[n++] = (struct element){ "cprt", from, body->len - from };
	add_xyz(body, &elements[n++], "wtpt", 0.9642, 1.0, 0.8249);
	from = body->len;
	add_fixeds(body, "sf32", bradford, 9);
	elements[n++] = (struct element){ "chad", from, body->len - from };
	add_xyz(body, &elements[n++], "rXYZ", 0.436066, 0.222488, 0.013916);
	add_xyz(body, &elements[n++], "gXYZ", 0.385147, 0.716873, 0.097076);
	add_xyz(body, &elements[n++], "bXYZ", 0.143066, 0.060608, 0.714096);
	from = body->len;
	add_curve(body);
	elements[n++] = (struct element){ "rTRC", from, body->len - from };
	elements[n++] = (struct element){ "gTRC", from, body->len - from };
	elements[n++] = (struct element){ "bTRC", from, body->len - from };
}

void profile_srgb(struct buf *out)
{
	struct buf body = { 0 };
	struct element elements[TAGS];
	size_t start = HEADER_BYTES + 4 + TAGS * 12;
	buf_clear(out);
	add_elements(&body, elements);
	add_header(out, (uint32_t)(start + body.len));
	add_u32(out, TAGS);
	for (size_t i = 0; i < TAGS; i++) {
		buf_add_z(out, elements[i].tag);
		add_u32(out, (uint32_t)(start + elements[i].from));
		add_u32(out, (uint32_t)elements[i].size);
	}
	buf_add(out, buf_str(&body));
	buf_free(&body);
}
