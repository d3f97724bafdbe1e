/* Whether a value is a secret or stands for one. Random keys are told from
 * words by their alphabet, by Shannon's entropy of their characters, and by
 * how often letters of one case, digits and vowels follow each other. */
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "importers/secret/secret.h"

enum { RANDOM_MIN = 16, RANDOM_MAX = 4096, HEX_MIN = 24 };

/* Bits a character. */
static double entropy(struct str text)
{
	size_t counts[256] = { 0 };
	double bits = 0;
	for (size_t i = 0; i < text.len; i++)
		counts[(unsigned char)text.ptr[i]]++;
	for (int i = 0; i < 256; i++) {
		double share = (double)counts[i] / (double)text.len;
		if (counts[i])
			bits -= share * log2(share);
	}
	return bits;
}

static bool is_hex(struct str text)
{
	size_t start = str_starts(text, STR("0x")) ? 2 : 0;
	for (size_t i = start; i < text.len; i++)
		if (!ascii_is_digit(text.ptr[i]) &&
		    !((text.ptr[i] | 0x20) >= 'a' &&
			(text.ptr[i] | 0x20) <= 'f') &&
		    text.ptr[i] != '-')
			return false;
	return true;
}

/* Names made of words: their parts are letters alone, or short. */
static bool is_words(struct str text)
{
	size_t run = 0;
	size_t longest = 0;
	size_t changes = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool letter = ascii_is_letter(text.ptr[i]);
		bool lower = letter && text.ptr[i] >= 'a';
		bool was_lower = i && ascii_is_letter(text.ptr[i - 1]) &&
				 text.ptr[i - 1] >= 'a';
		changes += i && ascii_is_digit(text.ptr[i]) !=
				    ascii_is_digit(text.ptr[i - 1]);
		changes += i && letter && !lower && was_lower;
		run = letter ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return changes * 6 < text.len && longest * 3 >= text.len;
}

bool secret_is_random(struct str text)
{
	bool has_digit = false;
	bool has_letter = false;
	if (text.len < RANDOM_MIN || text.len > RANDOM_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		has_digit |= ascii_is_digit(c);
		has_letter |= ascii_is_letter(c);
		if (!ascii_is_digit(c) && !ascii_is_letter(c) &&
		    !strchr("+/=_-.~!@#%^&*", c))
			return false;
	}
	if (!has_digit || !has_letter)
		return false;
	if (is_hex(text))
		return text.len >= HEX_MIN && entropy(text) >= 3.0;
	return entropy(text) >= 3.5 && !is_words(text);
}

static bool holds(struct str text, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i + len <= text.len; i++) {
		size_t k = 0;
		while (k < len && ascii_lower(text.ptr[i + k]) == word[k])
			k++;
		if (k == len)
			return true;
	}
	return false;
}

/* One character five times in a row, as "xxxxx" and "*****". */
static bool has_long_run(struct str text)
{
	size_t run = 1;
	for (size_t i = 1; i < text.len; i++) {
		run = text.ptr[i] == text.ptr[i - 1] ? run + 1 : 1;
		if (run == 5)
			return true;
	}
	return false;
}

bool secret_is_placeholder(struct str value)
{
	static const char *const words[] = { "example", "placeholder",
		"changeme", "change-me", "change_me", "change_this", "your",
		"dummy", "sample", "replace", "insert", "redacted", "fake",
		"todo", "notreal", "not-real", "mock", "testtest", "test-",
		"test_", "-test", "_test", "_here", "-here", "12345678",
		"abcdef0123", "0123456789", "1234567890", "abcdefgh",
		"secrets.", "process.env", "os.environ",
		"vault:", "ssm:", "keychain", "sops", "enc[", "localhost",
		"development", "insecure", "supersecret", "super-secret",
		"super_secret", "lorem", "encrypted:" };
	static const char marks[] = "${<>()[]|%`";
	for (size_t i = 0; i < value.len; i++)
		if (strchr(marks, value.ptr[i]))
			return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (holds(value, words[i]))
			return true;
	return str_contains(value, STR("...")) || has_long_run(value);
}

/* An object id or digest says which version, and opens nothing. */
static bool is_digest(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.ptr[i]) &&
		    !(text.ptr[i] >= 'a' && text.ptr[i] <= 'f'))
			return false;
	return text.len == 40 || text.len == 64;
}

struct str secret_mask(struct arena *keep, struct str text)
{
	static const char between[] = "/.:@=,;?&#~+ ";
	struct buf out = { 0 };
	size_t at = 0;
	while (at < text.len) {
		size_t start = at;
		while (at < text.len &&
		       !memchr(between, text.ptr[at], sizeof between))
			at++;
		struct str part = str_slice(text, start, at);
		buf_add(&out, secret_is_random(part) && !is_digest(part)
				  ? STR("*")
				  : part);
		if (at < text.len)
			buf_add_char(&out, text.ptr[at++]);
	}
	struct str masked = arena_str(keep, out.len ? buf_str(&out) : STR(""));
	buf_free(&out);
	return masked;
}
