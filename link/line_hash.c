/* The rolling hash holds the last 100 units: a line's is that of the 100 that
 * begin with its first, so it is known when its first unit is about to leave.
 * GitHub's program reads the units of a file, then one of value 65535, then as
 * many zeros as push the last line out. */
#include "link/line_hash.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { WINDOW = 100, FACTOR = 37, END_UNIT = 0xffff };

struct roller {
	uint16_t units[WINDOW];
	size_t lines[WINDOW]; /* from 1, that begins there; 0: none */
	size_t at;
	uint64_t hash;
	uint64_t oldest_factor; /* FACTOR to the power of WINDOW */
	size_t line;
	bool starts_line;
	bool after_cr;
	struct map counts;
	struct arena *keep;
	VEC(struct line_hash) hashes;
};

static void end_line(struct roller *roller)
{
	char key[sizeof roller->hash];
	if (!roller->lines[roller->at])
		return;
	memcpy(key, &roller->hash, sizeof key);
	int64_t number =
	    ++map_put(&roller->counts, (struct str){ key, sizeof key }, NULL)
		  ->number;
	VEC_PUSH(&roller->hashes, roller->keep,
	    ((struct line_hash){ roller->hash, (uint32_t)number }));
	roller->lines[roller->at] = 0;
}

static void roll(struct roller *roller, uint16_t unit)
{
	roller->hash = roller->hash * FACTOR + unit -
		       roller->oldest_factor * roller->units[roller->at];
	roller->units[roller->at] = unit;
	roller->at = (roller->at + 1) % WINDOW;
}

static void add_unit(struct roller *roller, uint16_t unit)
{
	bool is_second = roller->after_cr && unit == '\n';
	if (unit == ' ' || unit == '\t' || is_second) {
		roller->after_cr = false;
		return;
	}
	roller->after_cr = unit == '\r';
	if (unit == '\r')
		unit = '\n';
	end_line(roller);
	if (roller->starts_line)
		roller->lines[roller->at] = ++roller->line;
	roller->starts_line = unit == '\n';
	roll(roller, unit);
}

static void add_code_point(struct roller *roller, uint32_t code_point)
{
	if (code_point < 0x10000) {
		add_unit(roller, (uint16_t)code_point);
		return;
	}
	code_point -= 0x10000;
	add_unit(roller, (uint16_t)(0xd800 + (code_point >> 10)));
	add_unit(roller, (uint16_t)(0xdc00 + (code_point & 0x3ff)));
}

struct line_hashes line_hashes(struct str text, struct arena *keep)
{
	struct arena *scratch = arena_new();
	struct roller roller = { .starts_line = true,
		.oldest_factor = 1,
		.counts = { .arena = scratch },
		.keep = keep };
	uint32_t code_point;
	for (int i = 0; i < WINDOW; i++)
		roller.oldest_factor *= FACTOR;
	while (utf8_next(&text, &code_point))
		add_code_point(&roller, code_point);
	add_unit(&roller, END_UNIT);
	for (int i = 0; i < WINDOW; i++) {
		end_line(&roller);
		roll(&roller, 0);
	}
	arena_free(scratch);
	return (struct line_hashes){ roller.hashes.items, roller.hashes.count };
}

struct str line_hash_text(struct arena *keep, struct line_hash hash)
{
	return arena_printf(keep, "%llx:%lu", (unsigned long long)hash.value,
	    (unsigned long)hash.number);
}

/* --------------------------------------------------------------- context -- */

struct line_starts line_starts(struct str text, struct arena *keep)
{
	struct line_starts starts = { .text = text };
	starts.items = arena_array(
	    keep, str_count_byte(text, '\n') + 1, sizeof *starts.items);
	starts.count = 1;
	for (size_t i = 0; i + 1 < text.len; i++)
		if (text.ptr[i] == '\n')
			starts.items[starts.count++] = i + 1;
	if (!text.len)
		starts.count = 0;
	return starts;
}

static struct str line_at(const struct line_starts *starts, size_t line)
{
	size_t end = line + 1 < starts->count ? starts->items[line + 1]
					      : starts->text.len;
	return str_slice(starts->text, starts->items[line], end);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* 64-bit FNV-1a. */
#define FIRST_HASH 0xcbf29ce484222325U

static uint64_t add_byte(uint64_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * 0x100000001b3U;
}

/* False for a line without text. */
static bool add_line(uint64_t *hash, struct str line)
{
	bool has_text = false;
	for (size_t i = 0; i < line.len; i++)
		if (!is_blank(line.ptr[i])) {
			*hash = add_byte(*hash, line.ptr[i]);
			has_text = true;
		}
	if (has_text)
		*hash = add_byte(*hash, '\n');
	return has_text;
}

/* Lines FIRST to LAST, at most MOST of them, as indices from *BEGIN to before
 * *END; false where there is no such line. */
static bool lines_between(size_t *begin, size_t *end,
    const struct line_starts *starts, int64_t first, int64_t last, int64_t most)
{
	if (first < 1 || (uint64_t)first > starts->count)
		return false;
	if (last < first)
		last = first;
	if (last - first >= most)
		last = first + most - 1;
	*begin = (size_t)first - 1;
	*end = (uint64_t)last < starts->count ? (size_t)last : starts->count;
	return true;
}

uint64_t line_context(
    const struct line_starts *starts, int64_t first, int64_t last)
{
	uint64_t hash = FIRST_HASH;
	size_t begin;
	size_t end;
	if (!lines_between(
		&begin, &end, starts, first, last, LINE_CONTEXT_LINES_MAX))
		return 0;
	for (size_t i = begin; i < end; i++)
		(void)add_line(&hash, line_at(starts, i));
	hash = add_byte(hash, '\1');
	for (size_t i = begin, n = 0; i > 0 && n < LINE_CONTEXT_AROUND; i--)
		n += add_line(&hash, line_at(starts, i - 1));
	hash = add_byte(hash, '\2');
	for (size_t i = end, n = 0;
	     i < starts->count && n < LINE_CONTEXT_AROUND; i++)
		n += add_line(&hash, line_at(starts, i));
	return hash ? hash : 1;
}

uint64_t line_words(const struct line_starts *starts, int64_t line)
{
	uint64_t hash = FIRST_HASH;
	if (line < 1 || (uint64_t)line > starts->count)
		return 0;
	return add_line(&hash, line_at(starts, (size_t)line - 1)) ? hash : 0;
}

/* ---------------------------------------------------------------- sketch -- */

static bool is_word(char c)
{
	return ascii_is_alnum(c) || c == '_' || (c & 0x80);
}

/* The highest bits after Fibonacci hashing (Knuth, volume 3, 6.4): those of a
 * short word's hash alone are alike. */
static uint64_t word_bit(uint64_t hash)
{
	return (uint64_t)1 << (((hash ^ hash >> 32) * 0x9e3779b97f4a7c15U) >>
			       58);
}

static void add_words(uint64_t *set, struct str line)
{
	uint64_t hash = FIRST_HASH;
	for (size_t i = 0; i <= line.len; i++) {
		if (i < line.len && is_word(line.ptr[i])) {
			hash = add_byte(hash, line.ptr[i]);
			continue;
		}
		if (hash != FIRST_HASH)
			*set |= word_bit(hash);
		hash = FIRST_HASH;
	}
}

static bool has_text(struct str line)
{
	for (size_t i = 0; i < line.len; i++)
		if (!is_blank(line.ptr[i]))
			return true;
	return false;
}

/* Of LINE, when it has text; how many such lines that are. */
static size_t add_around(uint64_t *set, struct str line)
{
	if (!has_text(line))
		return 0;
	add_words(set, line);
	return 1;
}

struct line_sketch line_sketch(
    const struct line_starts *starts, int64_t first, int64_t last)
{
	struct line_sketch sketch = { 0, 0 };
	size_t begin;
	size_t end;
	if (!lines_between(
		&begin, &end, starts, first, last, LINE_SKETCH_LINES_MAX))
		return sketch;
	for (size_t i = begin; i < end; i++)
		add_words(&sketch.words, line_at(starts, i));
	for (size_t i = begin, n = 0; i > 0 && n < LINE_CONTEXT_AROUND; i--)
		n += add_around(&sketch.around, line_at(starts, i - 1));
	for (size_t i = end, n = 0;
	     i < starts->count && n < LINE_CONTEXT_AROUND; i++)
		n += add_around(&sketch.around, line_at(starts, i));
	return sketch;
}

static int count_bits(uint64_t set)
{
	int count = 0;
	for (; set; set &= set - 1)
		count++;
	return count;
}

int line_alike_pct(uint64_t a, uint64_t b)
{
	int either = count_bits(a | b);
	return either ? count_bits(a & b) * 100 / either : 0;
}
