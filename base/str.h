/* Text as a view: a pointer and a length, not owned and not NUL-terminated.
 * A view lives as long as the buffer or arena it points into. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *ptr; /* NULL means "no text", which is not "" */
	size_t len;
};

/* A literal as a view; for printf: printf(STR_FMT, STR_ARG(text)). */
#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
#define STR_FMT "%.*s"
#define STR_ARG(text) (int)(text).len, (text).ptr ? (text).ptr : ""

/* What a byte is in ASCII, whatever the locale; others are nothing of it. */
static inline bool ascii_is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_lower(int c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool ascii_is_upper(int c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool ascii_is_letter(int c)
{
	return ascii_is_lower(c) || ascii_is_upper(c);
}

static inline bool ascii_is_alnum(int c)
{
	return ascii_is_letter(c) || ascii_is_digit(c);
}

static inline char ascii_lower(char c)
{
	return ascii_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

/* Of a C string; NULL gives none. */
struct str str_from(const char *z);

static inline bool str_equal(struct str a, struct str b)
{
	/* A view of a length has bytes; only empty ones may point nowhere. */
	/* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker) */
	return a.len == b.len && (a.len == 0 || !memcmp(a.ptr, b.ptr, a.len));
}

static inline bool str_equal_z(struct str a, const char *z)
{
	return str_equal(a, (struct str){ z, z ? strlen(z) : 0 });
}

/* From byte FROM to before TO, both at most its length. */
static inline struct str str_slice(struct str text, size_t from, size_t to)
{
	if (to > text.len)
		to = text.len;
	if (from > to)
		from = to;
	return (struct str){ from ? text.ptr + from : text.ptr, to - from };
}

/* Without its first N bytes. */
static inline struct str str_skip(struct str text, size_t n)
{
	return str_slice(text, n, text.len);
}

static inline bool str_starts(struct str text, struct str prefix)
{
	return text.len >= prefix.len &&
	       str_equal(str_slice(text, 0, prefix.len), prefix);
}

bool str_equal_nocase(struct str a, struct str b); /* ASCII letters only */
int str_compare(struct str a, struct str b);	   /* by bytes; <0, 0, >0 */
bool str_ends(struct str text, struct str suffix);
bool str_contains(struct str text, struct str part);
/* Offset of the first PART, or text.len when there is none; an empty one
 * is nowhere. */
size_t str_find(struct str text, struct str part);
/* Offset of the first (last) BYTE, or text.len when there is none. */
size_t str_find_byte(struct str text, char byte);
size_t str_rfind_byte(struct str text, char byte);
size_t str_count_byte(struct str text, char byte);
struct str str_trim(struct str text); /* without ASCII blanks at both ends */

/* Takes the next part of *REST up to SEPARATOR into *PART and moves *REST
 * behind it. False when nothing is left; an empty last part is given. Start
 * with a copy of the text; a text without separator is one part. */
bool str_split(struct str *rest, char separator, struct str *part);

/* Takes the next line into *LINE, without its "\n" or "\r\n"; false at the
 * end. A final newline does not make one more empty line. */
bool str_line(struct str *rest, struct str *line);

/* Whole numbers in base 10 or 16 with optional sign; false when TEXT has
 * anything else in it or the value does not fit. */
bool str_to_int(struct str text, int64_t *value);
bool str_hex_to_uint(struct str text, uint64_t *value);

/* A decimal number with point, no exponent needed, no locale; false when
 * TEXT has anything else in it, or is not finite. */
bool str_to_double(struct str text, double *value);

/* A decimal number as whole millionths (rounded half away from zero), so that
 * it can be stored and compared as an integer. */
bool str_to_millionths(struct str text, int64_t *value);

#endif
