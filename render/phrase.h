/* One phrase of a language: an English text with holes, and what stands for it.
 *
 *	{hit} of {n} AI commits were approved     any text stands in {hit}
 *	{low#} to {high#}                         only a number does
 *	by {date@}                                only a day, month or quarter
 *
 * In the other text {hit} stands for what the hole held, itself put into the
 * language; {hit:dative} takes the form that the context "dative" gives it,
 * {hit=} leaves it alone, {hit?} does not mind when nothing stands for it,
 *{n|Tag|Tage} chooses a word by the number in {n}. */
#ifndef RENDER_PHRASE_H
#define RENDER_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

enum { PHRASE_HOLES_MAX = 24, PHRASE_BYTES_MAX = 4096 };

struct phrase_match {
	struct str names[PHRASE_HOLES_MAX];
	struct str values[PHRASE_HOLES_MAX];
	size_t count;
};

/* Whether TEXT is PATTERN with something in its holes. */
bool phrase_match(
    struct phrase_match *match, struct str pattern, struct str text);
/* What stood in the hole NAME; none when there is no such hole. */
struct str phrase_value(const struct phrase_match *match, struct str name);

/* Bytes outside of holes: of two phrases that match, the one with more fits
 * better. */
size_t phrase_weight(struct str pattern);
bool phrase_has_hole(struct str pattern);

/* Takes the next hole off *REST with the text before it; false when there is
 * none, and BEFORE is the rest. */
bool phrase_next(struct str *rest, struct str *before, struct str *hole);
/* The name in a hole as it stands in a pattern or a text. */
struct str phrase_hole_name(struct str hole);

/* Every hole of TEXT must be one of PATTERN, and braces must close. */
bool phrase_check(struct place place, struct str pattern, struct str text,
    struct error *err) MUST_USE;

/* "12,344", "-0.5", "94%", "1.04x": digits with what goes with them. */
bool phrase_is_number(struct str text);

#endif
