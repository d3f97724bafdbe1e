/* A sequence holds each of its parts, so that the two with the longest literals
 * speak for it: runs of plain characters, or groups, which hold one of their
 * alternatives. What may be absent says nothing, nor does a pattern
 * with an alternative that has no literal. Before a text is searched, the pairs
 * of bytes of a literal are looked for among those of the text.
 *
 * Patterns are read as regcomp(3) of the C library does; an escaped letter is
 * an operator to some. */
#include "importers/git/literal.h"

#include <string.h>

#include "base/vec.h"

enum { DEPTH_MAX = 16 };

struct parser {
	struct str rest;
	struct arena *keep;
	int depth;
	bool gave_up; /* nothing is known of the whole */
};

static bool is_word_byte(char c)
{
	return ascii_is_alnum(c) || strchr("_<>`'", c);
}

static char next_byte(const struct parser *parser)
{
	return parser->rest.len ? parser->rest.ptr[0] : '\0';
}

static void skip(struct parser *parser, size_t count)
{
	parser->rest = str_skip(parser->rest, count);
}

/* Whether a quantifier that stands here lets its part be absent. */
static bool is_optional(const struct parser *parser)
{
	char c = next_byte(parser);
	return c && strchr("*?{", c);
}

static size_t shortest(const struct literals *literals)
{
	size_t len = literals->count ? SIZE_MAX : 0;
	for (size_t i = 0; i < literals->count; i++)
		if (literals->items[i].len < len)
			len = literals->items[i].len;
	return len;
}

/* Keeps the two with the longest literals. */
static void prefer(const struct parser *parser, struct literals *best,
    const struct literals *other)
{
	struct literals *kept = ARENA_NEW(parser->keep, struct literals);
	if (!other->count)
		return;
	if (shortest(other) > shortest(best)) {
		*kept = (struct literals){ best->items, best->count, NULL };
		*best = (struct literals){ other->items, other->count,
			kept->count ? kept : NULL };
	} else if (!best->also || shortest(other) > shortest(best->also)) {
		*kept = (struct literals){ other->items, other->count, NULL };
		best->also = kept;
	}
}

static void end_run(
    struct parser *parser, struct literals *best, const char *run, size_t *len)
{
	struct str text = { run, *len };
	*len = 0;
	if (text.len < LITERAL_MIN)
		return;
	struct literal *literal = ARENA_NEW(parser->keep, struct literal);
	text = arena_lower(parser->keep, text);
	*literal = (struct literal){ arena_z(parser->keep, text), text.len };
	prefer(parser, best, &(struct literals){ literal, 1, NULL });
}

/* A bracket expression; "]" that stands first in it is itself. */
static void skip_brackets(struct parser *parser)
{
	skip(parser, 1);
	if (next_byte(parser) == '^')
		skip(parser, 1);
	if (next_byte(parser) == ']')
		skip(parser, 1);
	while (parser->rest.len && next_byte(parser) != ']') {
		char kind = parser->rest.len > 1 ? parser->rest.ptr[1] : '\0';
		if (next_byte(parser) != '[' || !kind || !strchr(":.=", kind)) {
			skip(parser, 1);
			continue;
		}
		char end[] = { kind, ']' };
		skip(parser, 2);
		skip(
		    parser, str_find(parser->rest, (struct str){ end, 2 }) + 2);
	}
	skip(parser, 1);
}

static struct literals read_alternatives(struct parser *parser);

/* NOLINTNEXTLINE(misc-no-recursion): bounded by DEPTH_MAX. */
static void read_group(struct parser *parser, struct literals *best)
{
	skip(parser, 1);
	if (++parser->depth > DEPTH_MAX) {
		parser->gave_up = true;
		return;
	}
	struct literals group = read_alternatives(parser);
	parser->depth--;
	parser->gave_up |= next_byte(parser) != ')';
	skip(parser, 1);
	if (!is_optional(parser))
		prefer(parser, best, &group);
}

/* A plain or escaped character; NUL for what stands for others. */
static char take_plain(struct parser *parser)
{
	char c = next_byte(parser);
	skip(parser, 1);
	if (c == '\\') {
		c = next_byte(parser);
		skip(parser, 1);
		return is_word_byte(c) ? '\0' : c;
	}
	if (c == '{')
		skip(parser, str_find_byte(parser->rest, '}') + 1);
	return c && strchr("^$.*+?{", c) ? '\0' : c;
}

/* Up to "|" or the end of the group. */
/* NOLINTNEXTLINE(misc-no-recursion): bounded by DEPTH_MAX. */
static struct literals read_sequence(struct parser *parser)
{
	struct literals best = { 0 };
	char *run = arena_alloc(parser->keep, parser->rest.len);
	size_t len = 0;
	while (!parser->gave_up && parser->rest.len) {
		char c = next_byte(parser);
		if (c == '|' || c == ')')
			break;
		if (c == '(' || c == '[')
			end_run(parser, &best, run, &len);
		if (c == '(') {
			read_group(parser, &best);
			continue;
		}
		if (c == '[') {
			skip_brackets(parser);
			continue;
		}
		c = take_plain(parser);
		if (c && !is_optional(parser))
			run[len++] = c;
		else
			end_run(parser, &best, run, &len);
		if (next_byte(parser) == '+')
			end_run(parser, &best, run, &len);
	}
	end_run(parser, &best, run, &len);
	return best;
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by DEPTH_MAX. */
static struct literals read_alternatives(struct parser *parser)
{
	VEC(struct literal) all = { 0 };
	bool is_known = true;
	for (size_t number = 0;; number++) {
		struct literals one = read_sequence(parser);
		if (!number && next_byte(parser) != '|')
			return one;
		is_known &= one.count > 0;
		for (size_t i = 0; i < one.count; i++)
			VEC_PUSH(&all, parser->keep, one.items[i]);
		if (parser->gave_up || next_byte(parser) != '|')
			break;
		skip(parser, 1);
	}
	if (!is_known || all.count > LITERALS_MAX)
		return (struct literals){ 0 };
	return (struct literals){ all.items, all.count, NULL };
}

struct literals literals_of(struct str pattern, struct arena *keep)
{
	struct parser parser = { .rest = pattern, .keep = keep };
	struct literals literals = read_alternatives(&parser);
	if (parser.gave_up || parser.rest.len)
		return (struct literals){ 0 };
	return literals;
}

/* ---------------------------------------------------------------- search -- */

static unsigned pair_of(const char *at)
{
	unsigned first = (unsigned char)at[0];
	unsigned second = (unsigned char)at[1];
	return (first << 6 ^ second) & (LITERAL_PAIRS - 1);
}

void literal_pairs_of(struct literal_pairs *pairs, struct str lower)
{
	*pairs = (struct literal_pairs){ 0 };
	for (size_t i = 0; i + 1 < lower.len; i++) {
		unsigned pair = pair_of(lower.ptr + i);
		pairs->bits[pair / 64] |= UINT64_C(1) << pair % 64;
	}
}

static bool has_pairs(
    const struct literal_pairs *pairs, const struct literal *literal)
{
	for (size_t i = 0; i + 1 < literal->len; i++) {
		unsigned pair = pair_of(literal->text + i);
		if (!(pairs->bits[pair / 64] >> pair % 64 & 1))
			return false;
	}
	return true;
}

static bool holds_one(const struct literals *literals,
    const struct literal_pairs *pairs, const char *lower)
{
	for (size_t i = 0; i < literals->count; i++)
		if (has_pairs(pairs, &literals->items[i]) &&
		    strstr(lower, literals->items[i].text))
			return true;
	return literals->count == 0;
}

bool literals_in(const struct literals *literals,
    const struct literal_pairs *pairs, const char *lower)
{
	for (; literals; literals = literals->also)
		if (!holds_one(literals, pairs, lower))
			return false;
	return true;
}
