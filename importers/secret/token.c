/* Tokens by the prefix that their issuer gives them: what may begin one is
 * found by its first two bytes, sixteen places at once where the machine can,
 * and the rules of those two bytes say the rest. */
#include "importers/secret/token.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/rules.h"
#include "base/utf8.h"
#include "importers/secret/secret.h"

enum { PREFIX_MIN = 2 };

/* ---------------------------------------------------------------- table -- */

static const char *const bodies[] = { "alnum", "hex", "upper", "word",
	"base64url", "base64", "dotted", "path", "line" };

static bool read_body(struct str text, struct token_rule *rule)
{
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (str_equal_z(text, bodies[i])) {
			rule->body = (enum token_body)i;
			return true;
		}
	return false;
}

static unsigned pair_at(struct str text, size_t at)
{
	return (unsigned)(unsigned char)text.ptr[at] << 8 |
	       (unsigned char)text.ptr[at + 1];
}

bool token_rules_read(struct token_rules *into,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char *const names[] = { "id", "label", "prefix", "body",
		"min", "max", "severity" };
	size_t at[7];
	struct rules table;
	if (!rules_read(&table, folders, STR(SECRET_RULES_TABLE), keep, err))
		return false;
	for (int i = 0; i < 7; i++)
		if (!rules_column(&table, names[i], &at[i], err))
			return false;
	into->items = arena_array(keep, table.row_count, sizeof *into->items);
	into->count = table.row_count;
	for (size_t i = 0; i < table.row_count; i++) {
		struct token_rule *rule = &into->items[i];
		int64_t min;
		int64_t max;
		rule->id = rules_cell(&table, i, at[0]);
		rule->label = rules_cell(&table, i, at[1]);
		rule->prefix = rules_cell(&table, i, at[2]);
		rule->severity = rules_cell(&table, i, at[6]);
		if (rule->prefix.len < PREFIX_MIN)
			return rules_wrong(&table, i,
			    "a prefix of two characters or more", rule->prefix,
			    err);
		unsigned pair = rule->pair = pair_at(rule->prefix, 0);
		into->pairs[pair / 8] |= (unsigned char)(1u << pair % 8);
		if (!read_body(rules_cell(&table, i, at[3]), rule))
			return rules_wrong(&table, i, "a known kind of body",
			    rules_cell(&table, i, at[3]), err);
		if (!str_to_int(rules_cell(&table, i, at[4]), &min) ||
		    !str_to_int(rules_cell(&table, i, at[5]), &max) ||
		    min < 0 || max < min)
			return rules_wrong(&table, i, "lengths, min up to max",
			    rules_cell(&table, i, at[4]), err);
		rule->min = (size_t)min;
		rule->max = (size_t)max;
	}
	return true;
}

/* ---------------------------------------------------------------- tokens -- */

static bool is_alnum(char c)
{
	return ascii_is_alnum(c);
}

static bool is_body(const struct token_rule *rule, char c)
{
	switch (rule->body) {
	case BODY_ALNUM:
		return is_alnum(c);
	case BODY_HEX:
		return ascii_is_digit(c) ||
		       ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
	case BODY_UPPER:
		return ascii_is_digit(c) || ascii_is_upper(c);
	case BODY_WORD:
		return is_alnum(c) || c == '_';
	case BODY_BASE64URL:
		return is_alnum(c) || c == '_' || c == '-';
	case BODY_BASE64:
		return is_alnum(c) || c == '+' || c == '/' || c == '=' ||
		       c == '_' || c == '-';
	case BODY_DOTTED:
		return is_alnum(c) || c == '_' || c == '-' || c == '.' ||
		       c == '=';
	case BODY_PATH:
		return is_alnum(c) || c == '_' || c == '-' || c == '/';
	case BODY_LINE:
		break;
	}
	return false;
}

/* Enough different characters for a made-up body to be seen as one. */
static bool is_varied(struct str body)
{
	bool seen[256] = { false };
	size_t different = 0;
	for (size_t i = 0; i < body.len; i++) {
		different += !seen[(unsigned char)body.ptr[i]];
		seen[(unsigned char)body.ptr[i]] = true;
	}
	return different >= 8;
}

/* The length of the token of RULE whose prefix stands at AT in LINE; 0: there
 * is none. */
static size_t token_length(
    const struct token_rule *rule, struct str line, size_t at)
{
	struct str rest = str_skip(line, at);
	size_t len = 0;
	if (rule->body == BODY_LINE)
		return rule->prefix.len;
	struct str body = str_skip(rest, rule->prefix.len);
	while (len < body.len && is_body(rule, body.ptr[len]))
		len++;
	body.len = len;
	if (len < rule->min || len > rule->max || !is_varied(body) ||
	    secret_is_placeholder(body))
		return 0;
	return rule->prefix.len + len;
}

static size_t lookalike_length(
    const struct token_rule *rule, struct str text, size_t at)
{
	enum { LIKE_MIN = 12, CUT_MIN = 4 };
	struct str rest = str_skip(text, at);
	size_t enough = rule->min / 2 < LIKE_MIN ? LIKE_MIN : rule->min / 2;
	size_t len = 0;
	if (rule->body == BODY_LINE)
		return rest.len;
	struct str body = str_skip(rest, rule->prefix.len);
	while (len < body.len && is_body(rule, body.ptr[len]))
		len++;
	if (len == body.len && rule->prefix.len >= CUT_MIN)
		enough = CUT_MIN;
	return len < enough ? 0 : rule->prefix.len + len;
}

/* Of what begins with the prefix of RULE at AT. */
typedef size_t measure(
    const struct token_rule *rule, struct str line, size_t at);

/* Whether something new may begin at AT. */
static bool begins_anew(struct str line, size_t at)
{
	char before = at ? line.ptr[at - 1] : '\0';
	/* "\n" in a text is written as two characters */
	bool escaped = before == 'n' && at > 1 && line.ptr[at - 2] == '\\';
	return escaped || !(is_alnum(before) || before == '_');
}

static bool begins_prefix(
    const struct token_rules *rules, struct str line, size_t at)
{
	unsigned pair = pair_at(line, at);
	return rules->pairs[pair / 8] & 1u << pair % 8;
}

#ifdef __SSE2__
static __m128i between(__m128i bytes, char from, char to)
{
	return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(from - 1)),
	    _mm_cmplt_epi8(bytes, _mm_set1_epi8(to + 1)));
}

/* A bit for each of the sixteen bytes from AT on behind which a token may
 * begin: all but those of words, and 'n', which may be of an escape. */
static unsigned ends_words(const char *at)
{
	const __m128i bytes =
	    _mm_loadu_si128((const __m128i *)(const void *)at);
	const __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
	const __m128i word = _mm_or_si128(
	    _mm_or_si128(between(lower, 'a', 'z'), between(bytes, '0', '9')),
	    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
	const __m128i other =
	    _mm_or_si128(_mm_andnot_si128(word, _mm_set1_epi8(-1)),
		_mm_cmpeq_epi8(bytes, _mm_set1_epi8('n')));
	return (unsigned)_mm_movemask_epi8(other);
}
#endif

/* Where in LINE, from AT on, two bytes that begin a prefix stand at the
 * beginning of something new; its length when they do nowhere. */
static size_t next_start(
    const struct token_rules *rules, struct str line, size_t at)
{
#ifdef __SSE2__
	enum { WIDTH = 16 };
	if (!at && line.len > 1 && begins_prefix(rules, line, 0))
		return 0;
	at += !at;
	for (; at + WIDTH + 1 <= line.len; at += WIDTH) {
		unsigned found = ends_words(line.ptr + at - 1);
		for (; found; found &= found - 1) {
			size_t i = at + (size_t)__builtin_ctz(found);
			if (begins_prefix(rules, line, i) &&
			    begins_anew(line, i))
				return i;
		}
	}
#endif
	for (; at + 1 < line.len; at++)
		if (begins_prefix(rules, line, at) && begins_anew(line, at))
			return at;
	return line.len;
}

static const struct token_rule *find(const struct token_rules *rules,
    struct str line, size_t *at, size_t *len, measure *length)
{
	for (size_t i = next_start(rules, line, *at); i < line.len;
	     i = next_start(rules, line, i + 1)) {
		unsigned pair = pair_at(line, i);
		for (size_t r = 0; r < rules->count; r++) {
			const struct token_rule *rule = &rules->items[r];
			if (rule->pair != pair ||
			    !str_starts(str_skip(line, i), rule->prefix))
				continue;
			*len = length(rule, line, i);
			*at = i;
			if (*len)
				return rule;
		}
	}
	return NULL;
}

const struct token_rule *token_find(
    const struct token_rules *rules, struct str text, size_t *at, size_t *len)
{
	return find(rules, text, at, len, token_length);
}

const struct token_rule *token_find_alike(
    const struct token_rules *rules, struct str text, size_t *at, size_t *len)
{
	return find(rules, text, at, len, lookalike_length);
}
