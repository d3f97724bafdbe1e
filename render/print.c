/* Numbers as a reader sees them. Rounding is that of printf in the C locale on
 * the exact double (half to even on its binary value), done once per number. */
#include "render/print.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

#define MINUS "\xe2\x88\x92"

static struct str with_commas(
    struct arena *keep, const char *digits, bool negative)
{
	char out[96];
	size_t whole = strcspn(digits, ".");
	size_t at = 0;
	for (size_t i = 0; digits[i] && at + 2 < sizeof out; i++) {
		if (i && i < whole && (whole - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	return arena_printf(
	    keep, "%s%.*s", negative ? MINUS : "", (int)at, out);
}

struct str print_count(struct arena *keep, int64_t count)
{
	char digits[32];
	if (count == UNKNOWN)
		return STR("not known");
	bool negative = count < 0;
	uint64_t size = negative ? 0 - (uint64_t)count : (uint64_t)count;
	(void)snprintf(digits, sizeof digits, "%llu", (unsigned long long)size);
	return with_commas(keep, digits, negative);
}

static bool is_zero(const char *digits)
{
	return strspn(digits, "0.") == strlen(digits);
}

struct str print_decimals(struct arena *keep, double value, int digits)
{
	char text[64];
	if (!isfinite(value) || fabs(value) >= 1e30)
		return STR("not known");
	(void)snprintf(text, sizeof text, "%.*f", digits, fabs(value));
	return with_commas(keep, text, value < 0 && !is_zero(text));
}

struct str print_unit(struct arena *keep, struct str unit, int64_t count)
{
	if (count != 1)
		return unit;
	if (str_equal_z(unit, "people"))
		return STR("person");
	if (str_ends(unit, STR("ies")))
		return arena_printf(keep, "%.*sy", (int)unit.len - 3, unit.ptr);
	return str_ends(unit, STR("s")) ? str_slice(unit, 0, unit.len - 1)
					: unit;
}

struct str print_share(struct arena *keep, double share, int digits)
{
	double pct = share * 100;
	double step = digits ? pow(10, -digits) : 1;
	if (!isfinite(pct))
		return STR("not known");
	struct str text = print_decimals(keep, pct, digits);
	if (share > 0 && pct < step / 2)
		return arena_printf(keep, "under %.*f%%", digits, step);
	if (share < 1 && pct >= 100 - step / 2)
		return arena_printf(keep, "over %.*f%%", digits, 100 - step);
	return arena_printf(keep, STR_FMT "%%", STR_ARG(text));
}

struct str print_hits(struct arena *keep, int64_t hit, int64_t n)
{
	if (n < 100)
		return arena_printf(
		    keep, "%lld of %lld", (long long)hit, (long long)n);
	return print_share(keep, (double)hit / (double)n, 0);
}

struct str print_ratio(struct arena *keep, double ratio)
{
	return print_decimals(keep, ratio, ratio >= 100 ? 0 : 2);
}

struct str print_rate(struct arena *keep, double rate)
{
	double size = fabs(rate);
	if (size > 0 && isfinite(size)) {
		int digits = 1 - (int)floor(log10(size));
		/* 9.96 has two digits as 10, not as 10.0 */
		if (digits > 0 && size * pow(10, digits) >= 99.5)
			digits--;
		if (digits > 8)
			digits = 8;
		return print_decimals(keep, rate, digits > 0 ? digits : 0);
	}
	return print_decimals(keep, rate, 0);
}

struct str print_signed(struct arena *keep, int64_t value)
{
	struct str text = print_count(keep, value);
	return value > 0 ? arena_printf(keep, "+" STR_FMT, STR_ARG(text))
			 : text;
}

struct str print_points(struct arena *keep, double difference)
{
	if (!isfinite(difference))
		return STR("not known");
	int64_t points = (int64_t)rint(difference * 100);
	return arena_printf(keep, STR_FMT " point%s",
	    STR_ARG(print_signed(keep, points)),
	    points == 1 || points == -1 ? "" : "s");
}

struct str print_days(struct arena *keep, double days)
{
	if (!isfinite(days))
		return STR("not known");
	double value = days < 1 ? days * 24 : days;
	const char *unit = days < 1 ? "hour" : "day";
	struct str text =
	    print_decimals(keep, value, value < 10 && days >= 1 ? 1 : 0);
	if (str_ends(text, STR(".0")))
		text.len -= 2;
	return arena_printf(keep, STR_FMT " %s%s", STR_ARG(text), unit,
	    str_equal_z(text, "1") ? "" : "s");
}

struct str print_small(struct arena *keep, int64_t count)
{
	static const char *const words[] = { "no", "one", "two", "three",
		"four", "five", "six", "seven", "eight", "nine", "ten",
		"eleven", "twelve" };
	if (count >= 0 && count < (int64_t)(sizeof words / sizeof *words))
		return str_from(words[count]);
	return print_count(keep, count);
}

struct str print_things(
    struct arena *keep, int64_t count, const char *one, const char *many)
{
	return arena_printf(keep, STR_FMT " %s",
	    STR_ARG(print_count(keep, count)), count == 1 ? one : many);
}

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

struct str print_cut(struct arena *keep, struct str text, size_t most)
{
	struct str rest = text;
	uint32_t code;
	size_t cut = 0;
	if (utf8_count(text) <= most)
		return text;
	for (size_t i = 0; i + 1 < most; i++)
		utf8_next(&rest, &code);
	struct str head = { text.ptr, text.len - rest.len };
	/* a word that takes up half is cut itself */
	for (size_t i = head.len / 2; i < head.len; i++)
		if (head.ptr[i] == ' ')
			cut = i;
	return arena_printf(keep, STR_FMT "\xe2\x80\xa6",
	    STR_ARG(str_slice(head, 0, cut ? cut : head.len)));
}

struct str print_unbroken(struct arena *keep, struct str text)
{
	struct str out = STR("");
	struct str part;
	while (str_split(&text, ' ', &part))
		out = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(out),
		    out.len ? "\xc2\xa0" : "", STR_ARG(part));
	return out;
}

struct str print_date(struct arena *keep, int64_t time)
{
	if (time == UNKNOWN)
		return STR("not known");
	struct date date = date_from_time(time);
	return arena_printf(keep, "%d %.3s %d", date.day,
	    months + (date.month - 1) * 3, date.year);
}

struct str print_month(struct arena *keep, struct str month)
{
	int64_t number;
	if (month.len != 7 || month.ptr[4] != '-' ||
	    !str_to_int(str_skip(month, 5), &number) || number < 1 ||
	    number > 12)
		return month;
	return arena_printf(
	    keep, "%.3s %.4s", months + (number - 1) * 3, month.ptr);
}

struct str print_sentence(struct arena *keep, struct str text)
{
	char *copy = arena_z(keep, text);
	if (ascii_is_lower(copy[0]))
		copy[0] = (char)(copy[0] - 'a' + 'A');
	return (struct str){ copy, text.len };
}
