/* Phrases: matching a text against one with holes. A hole takes as little as
 * lets the rest match; the work is bounded, since texts may come from outside.
 */
#include "render/phrase.h"

#define STEPS_MAX 20000
#define TIMES "\xc3\x97"
#define MINUS "\xe2\x88\x92"

bool phrase_next(struct str *rest, struct str *before, struct str *hole)
{
	size_t open = str_find_byte(*rest, '{');
	*before = str_slice(*rest, 0, open);
	if (open == rest->len) {
		*rest = STR("");
		return false;
	}
	struct str inside = str_skip(*rest, open + 1);
	size_t close = str_find_byte(inside, '}');
	*hole = str_slice(inside, 0, close);
	*rest = str_skip(inside, close + 1);
	return true;
}

struct str phrase_hole_name(struct str hole)
{
	size_t end = 0;
	while (end < hole.len && !strchr("#@:=|?", hole.ptr[end]))
		end++;
	return str_slice(hole, 0, end);
}

bool phrase_has_hole(struct str pattern)
{
	return str_find_byte(pattern, '{') < pattern.len;
}

size_t phrase_weight(struct str pattern)
{
	struct str before;
	struct str hole;
	size_t weight = 0;
	bool more = true;
	while (more) {
		more = phrase_next(&pattern, &before, &hole);
		weight += before.len;
	}
	return weight;
}

bool phrase_is_number(struct str text)
{
	size_t digits = 0;
	size_t points = 0;
	if (str_starts(text, STR(MINUS)))
		text = str_skip(text, sizeof MINUS - 1);
	else if (str_starts(text, STR("+")) || str_starts(text, STR("-")))
		text = str_skip(text, 1);
	if (str_ends(text, STR("%")))
		text.len--;
	else if (str_ends(text, STR(TIMES)))
		text.len -= sizeof TIMES - 1;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		digits += ascii_is_digit(c);
		points += c == '.';
		if (!ascii_is_digit(c) && c != '.' && c != ',')
			return false;
	}
	return digits && points < 2 && ascii_is_digit(text.ptr[0]) &&
	       ascii_is_digit(text.ptr[text.len - 1]);
}

/* "30 Sep 2026", "1 Jul", "Sep 2026", "2026 Q3": digits, letters, a blank. */
static bool is_date(struct str text)
{
	size_t digits = 0;
	size_t letters = 0;
	size_t blanks = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		digits += ascii_is_digit(c);
		letters += ascii_is_letter(c);
		blanks += c == ' ';
	}
	return digits && letters && letters <= 3 && blanks && blanks <= 2 &&
	       digits + letters + blanks == text.len;
}

/* Whether HOLE takes VALUE: a number where it ends in '#', a day in '@'. */
static bool takes(struct str hole, struct str value)
{
	return str_ends(hole, STR("#"))	  ? phrase_is_number(value)
	       : str_ends(hole, STR("@")) ? is_date(value)
					  : true;
}

static bool match_rest(struct phrase_match *match, struct str pattern,
    struct str text, int *steps);

/* HOLE with the first END bytes of TEXT in it. */
static bool match_hole(struct phrase_match *match, struct str hole,
    struct str pattern, struct str text, size_t end, int *steps)
{
	struct str value = str_slice(text, 0, end);
	size_t at = match->count;
	if (!takes(hole, value))
		return false;
	if (at == PHRASE_HOLES_MAX)
		return false;
	match->names[at] = phrase_hole_name(hole);
	match->values[at] = value;
	match->count = at + 1;
	if (match_rest(match, pattern, str_skip(text, end), steps))
		return true;
	match->count = at;
	return false;
}

static bool match_rest(
    struct phrase_match *match, struct str pattern, struct str text, int *steps)
{
	struct str before;
	struct str hole;
	bool more = phrase_next(&pattern, &before, &hole);
	if (!more)
		return str_equal(before, text);
	if (!str_starts(text, before))
		return false;
	text = str_skip(text, before.len);
	if (!pattern.len)
		return match_hole(match, hole, pattern, text, text.len, steps);
	struct str next = str_slice(pattern, 0, str_find_byte(pattern, '{'));
	for (size_t end = 0; end <= text.len; end++) {
		if (--*steps < 0)
			return false;
		if (str_starts(str_skip(text, end), next) &&
		    match_hole(match, hole, pattern, text, end, steps))
			return true;
	}
	return false;
}

bool phrase_match(
    struct phrase_match *match, struct str pattern, struct str text)
{
	int steps = STEPS_MAX;
	match->count = 0;
	return text.len <= PHRASE_BYTES_MAX &&
	       match_rest(match, pattern, text, &steps);
}

struct str phrase_value(const struct phrase_match *match, struct str name)
{
	for (size_t i = 0; i < match->count; i++)
		if (str_equal(match->names[i], name))
			return match->values[i];
	return STR_NONE;
}

static bool has_name(struct str pattern, struct str name)
{
	struct str before;
	struct str hole;
	while (phrase_next(&pattern, &before, &hole))
		if (str_equal(phrase_hole_name(hole), name))
			return true;
	return false;
}

bool phrase_check(
    struct place place, struct str pattern, struct str text, struct error *err)
{
	struct str rest = text;
	struct str before;
	struct str hole;
	size_t holes = 0;
	while (phrase_next(&rest, &before, &hole)) {
		struct str name = phrase_hole_name(hole);
		if (has_name(pattern, name))
			continue;
		error_at(err, place,
		    "expected a hole of the English text, found \"{" STR_FMT
		    "}\"",
		    STR_ARG(str_slice(hole, 0, 40)));
		return error_fix(err, "the English text is \"" STR_FMT "\"",
		    STR_ARG(str_slice(pattern, 0, 200)));
	}
	rest = pattern;
	while (phrase_next(&rest, &before, &hole))
		holes++;
	if (holes > PHRASE_HOLES_MAX || pattern.len > PHRASE_BYTES_MAX)
		return error_at(err, place,
		    "expected at most %d holes and %d bytes", PHRASE_HOLES_MAX,
		    PHRASE_BYTES_MAX);
	return true;
}
