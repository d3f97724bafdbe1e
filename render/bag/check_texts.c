/* What the files of the report print, against data/trace/numbers.csv, which
 * explains each number: a report that was edited afterwards, with all digests
 * made anew, prints others. Of HTML each number is compared in its place, of
 * plain text and the mail each of them is looked up. Numbers are parted as
 * number_token.h parts them, in any language. See check.h. */
#include <string.h>

#include "base/map.h"
#include "base/rules.h"
#include "base/vec.h"
#include "render/bag/check.h"
#include "render/bag/page.h"
#include "render/mail/parts.h"
#include "render/number_token.h"
#include "render/numbers.h"

#define NUMBERS "data/trace/numbers.csv"
#define REPORT "data/report/"
#define MINUS "\xe2\x88\x92" /* U+2212 */

enum {
	AHEAD_MAX = 64, /* numbers that are looked ahead for what fits again */
	AGREE = 3,	/* in a row fit again */
	AROUND = 24	/* bytes shown on either side */
};

/* A row of the list. */
struct listed {
	struct str id;
	struct str printed; /* with sign and percent */
	struct str digits;  /* of it */
	bool figure;
	bool alt;
	bool mail; /* of the summary, not of the report */
};

/* A number on the page. */
struct shown {
	struct str text; /* that it stands in */
	size_t at;	 /* of its digits */
	size_t end;
};

struct shown_list {
	struct shown *items;
	size_t count;
	size_t room;
};

struct texts_check {
	struct bag_checks *checks;
	const struct found_bag *bag;
	struct listed *items;
	size_t count;
	/* digits -> how often they are printed as figure */
	struct map printed;
	struct map mailed;  /* the same of the mail */
	struct str percent; /* "%", " %"; none: no number has it */
};

static char char_at(struct str text, size_t at)
{
	return at < text.len ? text.ptr[at] : ' ';
}

static struct str digits_of(struct str printed)
{
	size_t at;
	size_t end = 0;
	(void)number_digits_next(printed, &at, &end);
	return str_slice(printed, at, end);
}

static struct str digits_shown(const struct shown *shown)
{
	return str_slice(shown->text, shown->at, shown->end);
}

static bool has_sign(const struct shown *shown)
{
	struct str before = str_slice(shown->text, 0, shown->at);
	return str_ends(before, STR(MINUS)) || str_ends(before, STR("+")) ||
	       str_equal_z(before, "-") || str_ends(before, STR(" -"));
}

/* Whether SHOWN is what LISTED prints: digits, sign and PERCENT, as the
 * language has it behind a number. */
static bool fits(
    const struct listed *listed, const struct shown *shown, struct str percent)
{
	size_t before = (size_t)(listed->digits.ptr - listed->printed.ptr);
	struct str text = shown->text;
	if (!str_equal(listed->digits, digits_shown(shown)) ||
	    before > shown->at ||
	    !str_starts(str_skip(text, shown->at - before), listed->printed))
		return false;
	if (percent.len && str_starts(str_skip(text, shown->end), percent) &&
	    !str_ends(listed->printed, percent))
		return false;
	return before || !listed->figure || !has_sign(shown);
}

/* Whether it is a number of its own, not part of a name or of a digest. */
static bool stands_alone(const struct shown *shown)
{
	char before = shown->at ? shown->text.ptr[shown->at - 1] : ' ';
	char after = char_at(shown->text, shown->end);
	return !ascii_is_letter(before) && !ascii_is_letter(after) &&
	       before != '_' && after != '_' && before != '-' &&
	       before != '.' && after != '-' && !(before & 0x80) &&
	       !(after & 0x80);
}

static struct str around(const struct shown *shown)
{
	size_t from = shown->at > AROUND ? shown->at - AROUND : 0;
	return str_slice(shown->text, from, shown->end + AROUND);
}

static void fail(
    const struct texts_check *at, struct str where, struct str found)
{
	check_add(at->checks, false, "text", where, STR_FMT, STR_ARG(found));
}

/* ---------------------------------------------------------------- list -- */

/* Without the apostrophe that keeps a spreadsheet from running it. */
static struct str armed(struct str cell)
{
	return str_starts(cell, STR("'")) ? str_skip(cell, 1) : cell;
}

static bool column(size_t *index, const struct rules *rules, const char *name)
{
	struct error ignored = { 0 };
	return rules_column(rules, name, index, &ignored);
}

/* The rows of numbers.csv; false when it is no such list, which check_numbers
 * tells. */
static bool read_list(struct texts_check *at)
{
	struct arena *keep = at->checks->keep;
	struct error ignored = { 0 };
	struct rules rules;
	size_t id;
	size_t place;
	size_t kind;
	size_t printed;
	if (!rules_parse(&rules, STR(NUMBERS), found_content(at->bag, NUMBERS),
		keep, &ignored) ||
	    !column(&id, &rules, "id") || !column(&place, &rules, "place") ||
	    !column(&kind, &rules, "kind") ||
	    !column(&printed, &rules, "printed"))
		return false;
	at->items = arena_array(keep, rules.row_count + 1, sizeof *at->items);
	at->count = rules.row_count;
	for (size_t i = 0; i < at->count; i++) {
		struct listed *one = &at->items[i];
		one->id = rules_cell(&rules, i, id);
		one->printed = armed(rules_cell(&rules, i, printed));
		one->digits = digits_of(one->printed);
		if (str_ends(one->printed, STR("%")) && !at->percent.len)
			at->percent = str_skip(one->printed,
			    (size_t)(one->digits.ptr - one->printed.ptr) +
				one->digits.len);
		one->figure =
		    str_equal_z(rules_cell(&rules, i, kind), "figure");
		one->alt = str_equal_z(rules_cell(&rules, i, place), "alt");
		one->mail = str_starts(one->id, STR(NUMBERS_OF_MAIL));
		map_put(
		    one->mail ? &at->mailed : &at->printed, one->digits, NULL)
		    ->number += one->figure;
	}
	return true;
}

/* ------------------------------------------------------- in its place -- */

/* Two lists of which each number must be the other's. */
struct pairing {
	const struct texts_check *at;
	struct str where; /* the file */
	const struct listed **listed;
	size_t listed_count;
	const struct shown *shown;
	size_t shown_count;
};

/* Whether the lists fit from LISTED and SHOWN on, a few numbers long. */
static bool fits_from(const struct pairing *pair, size_t listed, size_t shown)
{
	for (size_t i = 0; i < AGREE; i++) {
		bool listed_ends = listed + i >= pair->listed_count;
		bool shown_ends = shown + i >= pair->shown_count;
		if (listed_ends || shown_ends)
			return listed_ends && shown_ends;
		if (!fits(pair->listed[listed + i], &pair->shown[shown + i],
			pair->at->percent))
			return false;
	}
	return true;
}

static void tell_other(
    const struct pairing *pair, const struct listed *listed, size_t shown)
{
	struct arena *keep = pair->at->checks->keep;
	fail(pair->at, pair->where,
	    arena_printf(keep,
		STR_FMT " \"" STR_FMT "\" of " NUMBERS
			" is printed as \"" STR_FMT "\"",
		STR_ARG(listed->id), STR_ARG(listed->printed),
		STR_ARG(around(&pair->shown[shown]))));
}

static void tell_missing(const struct pairing *pair, size_t from, size_t count)
{
	struct arena *keep = pair->at->checks->keep;
	for (size_t i = from; i < from + count; i++)
		fail(pair->at, pair->where,
		    arena_printf(keep,
			STR_FMT " \"" STR_FMT "\" of " NUMBERS
				" is not printed in its place",
			STR_ARG(pair->listed[i]->id),
			STR_ARG(pair->listed[i]->printed)));
}

static void tell_added(const struct pairing *pair, size_t from, size_t count)
{
	struct arena *keep = pair->at->checks->keep;
	for (size_t i = from; i < from + count; i++)
		fail(pair->at, pair->where,
		    arena_printf(keep,
			"prints \"" STR_FMT "\", which " NUMBERS
			" does not explain",
			STR_ARG(around(&pair->shown[i]))));
}

/* Walks both lists side by side; where they part, what was changed, taken away
 * or added is told, and the walk goes on where they fit again. */
static void walk_pairs(const struct pairing *pair)
{
	size_t i = 0;
	size_t k = 0;
	while (i < pair->listed_count && k < pair->shown_count) {
		size_t skip = 0;
		if (fits(pair->listed[i], &pair->shown[k], pair->at->percent)) {
			i++;
			k++;
			continue;
		}
		if (!fits_from(pair, i + 1, k + 1))
			for (skip = 1; skip < AHEAD_MAX; skip++)
				if (fits_from(pair, i + skip, k) ||
				    fits_from(pair, i, k + skip))
					break;
		if (skip == 0 || skip == AHEAD_MAX) {
			tell_other(pair, pair->listed[i++], k++);
		} else if (fits_from(pair, i + skip, k)) {
			tell_missing(pair, i, skip);
			i += skip;
		} else {
			tell_added(pair, k, skip);
			k += skip;
		}
	}
	tell_missing(pair, i, pair->listed_count - i);
	tell_added(pair, k, pair->shown_count - k);
}

static void add_shown(
    struct shown_list *list, struct str text, struct arena *keep)
{
	struct shown shown = { .text = text };
	while (number_digits_next(text, &shown.at, &shown.end))
		VEC_PUSH(list, keep, shown);
}

/* The numbers of the page in their order: ALT: those that the words of charts
 * have. */
static void pair_page(const struct texts_check *at, struct str where,
    const struct shown_list *shown, bool alt)
{
	struct arena *keep = at->checks->keep;
	struct pairing pair = {
		.at = at,
		.where = where,
		.listed =
		    arena_array(keep, at->count + 1, sizeof(struct listed *)),
		.shown = shown->items,
		.shown_count = shown->count,
	};
	for (size_t i = 0; i < at->count; i++)
		if (!at->items[i].mail && at->items[i].alt == alt)
			pair.listed[pair.listed_count++] = &at->items[i];
	walk_pairs(&pair);
}

struct page_numbers {
	struct shown_list text;
	struct shown_list alt;
	size_t drawn;
	size_t drawn_listed; /* that the list has, too */
	struct str last_alt;
};

static void count_drawn(
    const struct texts_check *at, struct page_numbers *numbers, struct str text)
{
	size_t from;
	size_t end = 0;
	while (number_digits_next(text, &from, &end)) {
		numbers->drawn++;
		numbers->drawn_listed +=
		    map_get(&at->printed, str_slice(text, from, end)) != NULL;
	}
}

static void take_text(struct texts_check *at, struct str where,
    struct page_numbers *numbers, const struct page_text *text)
{
	struct arena *keep = at->checks->keep;
	switch (text->place) {
	case PAGE_TEXT:
		add_shown(&numbers->text, text->text, keep);
		break;
	case PAGE_ALT:
		add_shown(&numbers->alt, text->text, keep);
		numbers->last_alt = text->text;
		break;
	case PAGE_AGAIN:
		if (!str_equal(text->text, numbers->last_alt))
			fail(at, where,
			    STR("a chart is said to show something else where "
				"it is narrow"));
		break;
	case PAGE_DRAWN:
		count_drawn(at, numbers, text->text);
		break;
	case PAGE_APART:
		break;
	}
}

static void check_page(struct texts_check *at)
{
	struct str where = STR(REPORT "report.html");
	struct str html;
	struct page_numbers numbers = { .drawn = 0 };
	struct page_text text;
	struct page page;
	size_t failed = checks_failed(at->checks);
	if (!check_report_file(
		&html, at->checks, at->bag, REPORT "report.html"))
		return;
	struct str stranger = page_stranger(html);
	if (stranger.ptr)
		fail(at, where,
		    arena_printf(at->checks->keep,
			"has an element <" STR_FMT ">, which no report has",
			STR_ARG(stranger)));
	page_open(&page, html, at->checks->keep);
	while (page_next(&page, &text))
		take_text(at, where, &numbers, &text);
	pair_page(at, where, &numbers.text, false);
	pair_page(at, where, &numbers.alt, true);
	if (checks_failed(at->checks) == failed)
		check_add(at->checks, true, "text", where,
		    "prints the %zu numbers of " NUMBERS
		    ", each in its place; %zu more are drawn in charts, "
		    "of which the list has %zu",
		    numbers.text.count + numbers.alt.count, numbers.drawn,
		    numbers.drawn_listed);
}

/* ------------------------------------------------------------- by text -- */

/* Whether it is the number of a table: "T-03". */
static bool is_table_id(const struct shown *shown)
{
	return str_ends(str_slice(shown->text, 0, shown->at), STR("T-"));
}

/* Tells the numbers of TEXT that are not among those LISTED; those that are
 * count in COUNTS. How many it has. */
static size_t look_up(struct texts_check *at, struct str where, struct str text,
    const struct map *listed, struct map *counts)
{
	struct arena *keep = at->checks->keep;
	struct shown shown = { .text = text };
	size_t count = 0;
	while (number_digits_next(text, &shown.at, &shown.end)) {
		struct str digits = digits_shown(&shown);
		if (map_get(listed, digits))
			map_put(counts, digits, NULL)->number++;
		else if (stands_alone(&shown) && !is_table_id(&shown))
			fail(at, where,
			    arena_printf(keep,
				"prints \"" STR_FMT "\", which " NUMBERS
				" does not explain",
				STR_ARG(around(&shown))));
		count++;
	}
	return count;
}

/* Tells figures of the report, or of its mail, that stand in COUNTS less often
 * than they are printed. */
static void tell_rare(
    struct texts_check *at, struct str where, bool mail, struct map *counts)
{
	struct arena *keep = at->checks->keep;
	for (size_t i = 0; i < at->count; i++) {
		struct str digits = at->items[i].digits;
		if (at->items[i].mail != mail)
			continue;
		union map_value *told = map_put(counts, digits, NULL);
		int64_t due =
		    map_get(mail ? &at->mailed : &at->printed, digits)->number;
		if (told->number >= due)
			continue;
		fail(at, where,
		    arena_printf(keep,
			"prints \"" STR_FMT "\" %lld times, " NUMBERS
			" %lld times, first as " STR_FMT,
			STR_ARG(digits), (long long)told->number,
			(long long)due, STR_ARG(at->items[i].id)));
		told->number = due;
	}
}

/* Plain text has columns beside one another, so places are no order; each
 * figure must be there as often as it is printed. */
static void check_plain(struct texts_check *at)
{
	struct str where = STR(REPORT "report.txt");
	struct arena *keep = at->checks->keep;
	struct map counts = { .arena = keep };
	size_t failed = checks_failed(at->checks);
	struct str text;
	if (!check_report_file(&text, at->checks, at->bag, REPORT "report.txt"))
		return;
	size_t count = look_up(at, where, text, &at->printed, &counts);
	tell_rare(at, where, false, &counts);
	if (checks_failed(at->checks) == failed)
		check_add(at->checks, true, "text", where,
		    "prints the figures of " NUMBERS
		    ", each as often; it has %zu numbers",
		    count);
}

/* Both forms of the mail have the same tree; only what lists show of it before
 * it is opened is in the HTML alone. */
static void check_mail(struct texts_check *at)
{
	struct str where = STR(REPORT "summary.eml");
	struct arena *keep = at->checks->keep;
	struct str message;
	struct str parts[2];
	size_t count = 0;
	size_t failed = checks_failed(at->checks);
	if (!check_report_file(
		&message, at->checks, at->bag, REPORT "summary.eml"))
		return;
	if (!mail_parts(&parts[0], &parts[1], message, keep) || !parts[0].ptr ||
	    !parts[1].ptr) {
		fail(at, where, STR("is not a mail with a text and HTML"));
		return;
	}
	for (int i = 0; i < 2; i++) {
		struct map counts = { .arena = keep };
		struct str text = i ? page_words(parts[i], keep) : parts[i];
		count += look_up(at, where, text, &at->mailed, &counts);
		tell_rare(at, where, true, &counts);
	}
	if (checks_failed(at->checks) == failed)
		check_add(at->checks, true, "text", where,
		    "prints the figures of " NUMBERS
		    ", each as often; its two forms have %zu numbers",
		    count);
}

void check_texts(struct bag_checks *checks, const struct found_bag *bag)
{
	struct texts_check at = { .checks = checks,
		.bag = bag,
		.printed = { .arena = checks->keep },
		.mailed = { .arena = checks->keep } };
	if (!read_list(&at))
		return;
	check_page(&at);
	check_plain(&at);
	check_mail(&at);
}
