/* Numbers in a printed text. A number is a run of digits with the separators of
 * the language between them; its sign and percent belong to it. What hangs on
 * letters or dashes is a name ("CWE-79", "2fd6", "v1.2"); a year alone, a day
 * before a month and what is parted by dots, dashes or colons is a date. */
#include "render/number_token.h"

#include <string.h>

#define MINUS "\xe2\x88\x92" /* U+2212 */
#define PRINTED_MAX 64	     /* bytes of one number */

static bool is_word(char c)
{
	return ascii_is_alnum(c) || c == '_';
}

static char char_at(struct str text, size_t at)
{
	return at < text.len ? text.ptr[at] : ' ';
}

/* A letter of another alphabet than ASCII's, but no times sign. */
static bool starts_with_letter(struct str text)
{
	unsigned char lead = (unsigned char)char_at(text, 0);
	return lead >= 0xc3 && lead < 0xe0 &&
	       !str_starts(text, STR("\xc3\x97"));
}

bool number_digits_next(struct str text, size_t *at, size_t *end)
{
	*at = *end;
	while (*at < text.len && !ascii_is_digit(text.ptr[*at]))
		++*at;
	*end = *at;
	while (*end < text.len &&
	       (ascii_is_digit(text.ptr[*end]) ||
		   ((text.ptr[*end] == '.' || text.ptr[*end] == ',') &&
		       ascii_is_digit(char_at(text, *end + 1)))))
		++*end;
	return *at < text.len;
}

/* Reads DIGITS; false when its separators are none of a number: 30.9.2026. */
static bool read_digits(struct number_token *token, struct str digits,
    const struct number_forms *forms)
{
	char point = forms && forms->decimal.len ? forms->decimal.ptr[0] : '.';
	char plain[PRINTED_MAX];
	size_t length = 0;
	size_t group = 0; /* digits since the last separator */
	bool grouped = false;
	bool fraction = false;
	for (size_t i = 0; i < digits.len && length < PRINTED_MAX; i++) {
		char c = digits.ptr[i];
		if (ascii_is_digit(c)) {
			plain[length++] = c;
			group++;
			continue;
		}
		if (fraction || (grouped && group != 3))
			return false;
		if (c == point)
			plain[length++] = '.';
		else if (group > 3)
			return false;
		fraction = c == point;
		grouped = true;
		group = 0;
	}
	token->decimals = fraction ? (int)group : 0;
	return (fraction || !grouped || group == 3) &&
	       str_to_double((struct str){ plain, length }, &token->reads);
}

static bool starts_with_one(struct str text, const struct str *words)
{
	for (size_t i = 0; i < 12; i++)
		if (words[i].len && str_starts(text, words[i]))
			return true;
	return false;
}

static bool is_english_month(struct str text)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	for (size_t i = 0; text.len >= 3 && i < sizeof months - 1; i += 3)
		if (!memcmp(months + i, text.ptr, 3))
			return true;
	return false;
}

/* "3. Quartal 2026": what the form has behind the number of the quarter. */
static bool is_before_quarter(struct str rest, const struct number_forms *forms)
{
	struct str form =
	    str_skip(forms->quarter, str_find(forms->quarter, STR("{q}")));
	form = str_skip(form, form.len ? 3 : 0);
	form = str_slice(form, 0, str_find_byte(form, '{'));
	return form.len && str_starts(rest, form);
}

/* "1 Sep", "30. September": a month stands behind the day. */
static bool is_before_month(struct str rest, const struct number_forms *forms)
{
	if (forms && is_before_quarter(rest, forms))
		return true;
	if (str_starts(rest, STR(".")))
		rest = str_skip(rest, 1);
	if (!str_starts(rest, STR(" ")))
		return false;
	rest = str_skip(rest, 1);
	return is_english_month(rest) ||
	       (forms && (starts_with_one(rest, forms->months) ||
			     starts_with_one(rest, forms->months_short)));
}

static bool is_year(const struct number_token *token, struct str digits)
{
	return digits.len == 4 && token->decimals == 0 &&
	       token->reads >= 1990 && token->reads < 2100;
}

static enum number_kind kind_of(const struct number_token *token,
    struct str text, size_t start, size_t end, const struct number_forms *forms)
{
	char before = start ? text.ptr[start - 1] : ' ';
	char after = char_at(text, end);
	bool tied = after == '-' || after == ':' || before == ':';
	if (is_year(token, str_slice(text, start, end)) ||
	    (tied &&
		(ascii_is_digit(char_at(text, end + 1)) || before == ':')) ||
	    (before == '-' && start >= 2 &&
		ascii_is_digit(text.ptr[start - 2])))
		return NUMBER_DATE;
	if (is_word(before) || is_word(after) ||
	    starts_with_letter(str_skip(text, end)) ||
	    ((before == '-' || before == '.') && start >= 2 &&
		is_word(text.ptr[start - 2])))
		return NUMBER_NAME;
	if (char_at(text, start) == '0' &&
	    ascii_is_digit(char_at(text, start + 1)))
		return NUMBER_NAME; /* "ACME-2026Q3-0178" */
	if (token->reads >= 1 && token->reads <= 31 && !token->decimals &&
	    is_before_month(str_skip(text, end), forms))
		return NUMBER_DATE;
	return NUMBER_FIGURE;
}

/* Where the sign before START begins; START when there is none. */
static size_t sign_start(struct str text, size_t start, double *sign)
{
	*sign = 1;
	if (start >= 3 && str_ends(str_slice(text, 0, start), STR(MINUS))) {
		*sign = -1;
		return start - 3;
	}
	if (start && text.ptr[start - 1] == '-' &&
	    (start < 2 || text.ptr[start - 2] == ' ')) {
		*sign = -1;
		return start - 1;
	}
	return start && text.ptr[start - 1] == '+' ? start - 1 : start;
}

bool number_token_next(struct number_token *token, struct str text, size_t *at,
    const struct number_forms *forms)
{
	double sign;
	struct str percent = forms ? forms->percent : STR("%");
	size_t start;
	size_t end = *at;
	*token = (struct number_token){ 0 };
	if (!number_digits_next(text, &start, &end))
		return false;
	bool reads = read_digits(token, str_slice(text, start, end), forms);
	token->kind =
	    reads ? kind_of(token, text, start, end, forms) : NUMBER_DATE;
	token->percent = str_starts(str_skip(text, end), percent);
	if (token->percent)
		end += percent.len;
	*at = end;
	if (token->kind == NUMBER_FIGURE)
		start = sign_start(text, start, &sign);
	else
		sign = 1;
	token->reads *= sign;
	token->printed = str_slice(text, start, end);
	return true;
}
