/* Numbers as a reader sees them: rounded once, here, and the same on every
 * machine. The full figures stand in the tables. U+2212 is the minus, ranges
 * are "1.05 to 1.63" in text; see docs/report-templates.md, "Numbers". */
#ifndef RENDER_PRINT_H
#define RENDER_PRINT_H

#include <stdint.h>

#include "base/arena.h"

/* 412600 -> "412,600"; UNKNOWN -> "not known". */
struct str print_count(struct arena *keep, int64_t count);
/* The unit of a count: "findings", of one "finding". */
struct str print_unit(struct arena *keep, struct str unit, int64_t count);
/* 0.8456 -> "85%" (digits 0) or "84.6%" (1). A share that is not all never
 * prints as 100%, one that is not none never as 0%: "over 99%", "under 1%". */
struct str print_share(struct arena *keep, double share, int digits);
/* "29 of 38" under 100, else the whole percent. */
struct str print_hits(struct arena *keep, int64_t hit, int64_t n);
/* 1.30722 -> "1.31"; over 100 without decimals. */
struct str print_ratio(struct arena *keep, double ratio);
/* Two significant digits: 1.339 -> "1.3", 0.0412 -> "0.041", 27.4 -> "27". */
struct str print_rate(struct arena *keep, double rate);
/* Exactly DIGITS decimals, with comma separators before the point. */
struct str print_decimals(struct arena *keep, double value, int digits);
/* 0.041248 -> "+4 points", -0.0127 -> "U+2212 1 point", 0 -> "0 points". */
struct str print_points(struct arena *keep, double difference);
/* The number alone: "+4", "0". */
struct str print_signed(struct arena *keep, int64_t value);
/* 0.4 -> "10 hours", 1 -> "1 day", 3.46 -> "3.5 days", 40.2 -> "40 days". */
struct str print_days(struct arena *keep, double days);
/* "one" to "twelve" in words, above in digits; COUNT 0 is "no". */
struct str print_small(struct arena *keep, int64_t count);
/* "1 problem", "2 problems", "1,000 problems": PLURAL adds the given end. */
struct str print_things(
    struct arena *keep, int64_t count, const char *one, const char *many);
/* TEXT of at most MOST characters: a longer one ends at a word, with an
 * ellipsis; MOST is at least 2. */
struct str print_cut(struct arena *keep, struct str text, size_t most);
/* "EUR 40,000" with blanks that no line ends at. */
struct str print_unbroken(struct arena *keep, struct str text);
/* 30 Sep 2026, of the day that TIME lies in. */
struct str print_date(struct arena *keep, int64_t time);
/* "2026-07" -> "Jul 2026"; anything else as it is. */
struct str print_month(struct arena *keep, struct str month);
/* Upper-case first letter (ASCII). */
struct str print_sentence(struct arena *keep, struct str text);

#endif
