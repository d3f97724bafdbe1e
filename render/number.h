/* How a language writes numbers, dates and plurals: the rows of its
 * language.csv. Texts come in as English has them, rounded already. */
#ifndef RENDER_NUMBER_H
#define RENDER_NUMBER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

enum { NUMBER_RULES_MAX = 8 };

struct number_forms {
	struct str name;      /* "Deutsch" */
	struct str decimal;   /* "," */
	struct str thousands; /* "." */
	struct str percent;   /* behind the number: " %" */
	struct str months[12];
	struct str months_short[12];
	/* with {d}, {dd}, {m}, {mm}, {month}, {mon}, {y}, {q} */
	struct str date;
	struct str date_short; /* in tables and charts */
	struct str day;	       /* of a year that is said elsewhere */
	struct str day_short;
	struct str month;
	struct str month_short;
	struct str quarter;
	struct str quarter_short;
	struct str plural[NUMBER_RULES_MAX]; /* when each form holds; the last
					      * form holds for all others */
	size_t plural_count;
};

/* Reads CONTENT: a CSV of key and value. All keys are required; an unknown one
 * is an error with its line. */
bool number_forms_read(struct number_forms *forms, struct str file,
    struct str content, struct arena *keep, struct error *err) MUST_USE;

/* TEXT when it is a number ("12,344", "94%"), a day ("30 Sep 2026", "1 Jul"), a
 * month ("Sep 2026") or a quarter ("2026 Q3", "2026-Q3"). SMALL: in a table or
 * a chart, where forms are short and bare numbers stay (a version is one). */
bool number_say(const struct number_forms *forms, struct str text, bool small,
    struct str *said, struct arena *keep);

/* Of WORDS ("Tag|Tage") the one that goes with the number in TEXT. Rules are
 * "n=1", "n%10=2-4 & n%100!=12-14", after CLDR's plural rules (UTS 35). */
struct str number_plural(
    const struct number_forms *forms, struct str text, struct str words);

#endif
