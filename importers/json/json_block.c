/* Scanning of JSON in memory by recursive descent, RFC 8259. Texts are searched
 * for the bytes that end them or need thought with SSE2, which every amd64 has,
 * elsewhere byte by byte. The depth is that of the reader, JSON_DEPTH_MAX. */
#include "importers/json/json_block.h"

#include <limits.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/utf8.h"
#include "importers/json/json_in.h"
#include "importers/json/json_word.h"

static bool give_up_short(struct json_block *block)
{
	block->is_short = true;
	return false;
}

int json_block_pass_blanks(struct json_block *block)
{
	const unsigned char *at = block->at;
	for (; at < block->end; at++) {
		if (*at > ' ') {
			block->at = at;
			return *at;
		}
		if (*at == '\n') {
			block->lines++;
			block->line_start = at + 1;
		} else if (*at != ' ' && *at != '\r' && *at != '\t') {
			block->at = at;
			return *at;
		}
	}
	block->at = at;
	block->is_short = true;
	return -1;
}

/* Where the first quote, backslash or control character stands, or END; HIGH
 * gathers the bits of the bytes before it. */
static const unsigned char *find_special(
    const unsigned char *at, const unsigned char *end, unsigned *high)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i backslash = _mm_set1_epi8('\\');
	const __m128i last_control = _mm_set1_epi8(0x1F);
	for (; end - at >= 16; at += 16) {
		__m128i bytes =
		    _mm_loadu_si128((const __m128i *)(const void *)at);
		__m128i special = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
		    _mm_or_si128(_mm_cmpeq_epi8(bytes, backslash),
			_mm_cmpeq_epi8(
			    _mm_min_epu8(bytes, last_control), bytes)));
		unsigned found = (unsigned)_mm_movemask_epi8(special);
		unsigned wide = (unsigned)_mm_movemask_epi8(bytes);
		if (found) {
			unsigned place = (unsigned)__builtin_ctz(found);
			*high |= wide & ((1u << place) - 1);
			return at + place;
		}
		*high |= wide;
	}
#endif
	for (; at < end && *at != '"' && *at != '\\' && *at > 0x1F; at++)
		*high |= *at & 0x80u;
	return at;
}

static bool is_hex(unsigned char c)
{
	unsigned char lower = c | 0x20;
	return ascii_is_digit(c) || (lower >= 'a' && lower <= 'f');
}

/* At a backslash. */
static bool pass_escape(struct json_block *block)
{
	const unsigned char *at = block->at;
	if (block->end - at < 6)
		return give_up_short(block);
	if (json_escapes[at[1]]) {
		block->at += 2;
		return true;
	}
	block->at += 6;
	return at[1] == 'u' && is_hex(at[2]) && is_hex(at[3]) &&
	       is_hex(at[4]) && is_hex(at[5]);
}

bool json_block_text(struct json_block *block, struct json_block_text *text)
{
	const unsigned char *from = block->at;
	unsigned high = 0;
	text->is_escaped = false;
	for (;;) {
		block->at = find_special(block->at, block->end, &high);
		if (block->at == block->end)
			return give_up_short(block);
		if (*block->at == '"')
			break;
		if (*block->at != '\\' || !pass_escape(block))
			return false;
		text->is_escaped = true;
	}
	text->text =
	    (struct str){ (const char *)from, (size_t)(block->at - from) };
	text->is_wide = high != 0;
	block->at++;
	return true;
}

bool json_block_unescape(struct str bytes, char *out, size_t *len)
{
	size_t n = 0;
	for (size_t i = 0; i < bytes.len; i++) {
		uint64_t unit;
		if (bytes.ptr[i] != '\\') {
			out[n++] = bytes.ptr[i];
			continue;
		}
		unsigned char letter = (unsigned char)bytes.ptr[++i];
		if (letter != 'u') {
			out[n++] = json_escapes[letter];
			continue;
		}
		if (!str_hex_to_uint(str_slice(bytes, i + 1, i + 5), &unit) ||
		    !unit || (unit >= 0xD800 && unit <= 0xDFFF))
			return false;
		n += utf8_encode((uint32_t)unit, out + n);
		i += 4;
	}
	*len = n;
	return true;
}

bool json_block_word(struct json_block *block, struct str *word)
{
	const unsigned char *from = block->at;
	const unsigned char *at = from;
	while (at < block->end && json_is_word_byte(*at))
		at++;
	block->at = at;
	if (at == block->end)
		return give_up_short(block);
	*word = (struct str){ (const char *)from, (size_t)(at - from) };
	return word->len > 0 && word->len < JSON_WORD_MAX;
}

static bool skip_word(struct json_block *block)
{
	struct str word;
	const unsigned char *from = block->at;
	const unsigned char *at = from;
	while (at < block->end && ascii_is_digit(*at))
		at++;
	/* Nearly all are whole numbers. */
	if (at > from && at < block->end && !json_is_word_byte(*at) &&
	    at - from < JSON_WORD_MAX) {
		block->at = at;
		return true;
	}
	return json_block_word(block, &word) &&
	       json_word_token(word) != JSON_ERROR;
}

static bool skip_member(struct json_block *block)
{
	struct json_block_text name;
	return json_block_take(block, '"') && json_block_text(block, &name) &&
	       json_block_take(block, ':') && json_block_skip_value(block);
}

bool json_block_skip_value(struct json_block *block)
{
	struct json_block_text text;
	int c = json_block_peek(block);
	if (c == '"') {
		block->at++;
		return json_block_text(block, &text);
	}
	if (c != '{' && c != '[')
		return c >= 0 && skip_word(block);
	if (block->depth == JSON_DEPTH_MAX)
		return false;
	block->at++;
	block->depth++;
	bool done = json_block_skip(block, c == '{');
	block->depth--;
	return done;
}

bool json_block_skip(struct json_block *block, bool is_object)
{
	unsigned char close = is_object ? '}' : ']';
	int c = json_block_peek(block);
	if (c == close) {
		block->at++;
		return true;
	}
	while (c >= 0) {
		if (!(is_object ? skip_member(block)
				: json_block_skip_value(block)))
			return false;
		c = json_block_peek(block);
		if (c == close) {
			block->at++;
			return true;
		}
		if (c != ',')
			return false;
		block->at++;
	}
	return false;
}
