/* The words engine: turns figures into sentences by their word class. The
 * sentences stand in data/words.csv, one row a sentence and class; this file
 * fills their fields. A sentence whose class has no row, or one of whose
 * fields is not known, is left out: no words without a number behind them.
 * Rules: docs/report-templates.md, "Words". */
#ifndef RENDER_WORDS_H
#define RENDER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/engine.h"
#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"
#include "base/file.h"
#include "render/doc.h"

enum { WORD_FIELDS_MAX = 64 };

/* What stands in braces in a sentence. A value that is none is not known. */
struct word_field {
	const char *name;
	struct str value;
};
struct word_fields {
	struct word_field items[WORD_FIELDS_MAX];
	size_t count;
};
/* NAME is borrowed; of two of one name the later holds. None when it is not
 * set. */
void words_set(struct word_fields *fields, const char *name, struct str value);
struct str words_get(const struct word_fields *fields, struct str name);

struct words;

/* Reads data/words.csv. Unknown classes and fields, two rows for one sentence
 * and class, and words of cause are input errors with their line. */
bool words_open(struct words **words, const struct asset_folders *folders,
    struct arena *keep, struct error *err) MUST_USE;
/* The names of all sentences, for resolving and suggestions. */
const struct str_list *words_names(const struct words *words);

/* The sentence SAY for CLASS with its fields filled; none when there is no row
 * or a field is not known. UNSTABLE adds what the row "SAY.unstable" says. */
struct str words_say(const struct words *words, struct str say,
    enum word_class class, bool unstable, const struct word_fields *fields,
    struct arena *keep);

/* The fields of a figure: value, low, high, interval, hit, n, rest, and so on;
 * docs/report-templates.md lists them. */
void words_figure(struct word_fields *fields, const struct measure *measure,
    const struct figure *figure, struct arena *keep);

/* A figure's parts in print. None when it is not known. */
struct str words_value(const struct measure *measure,
    const struct figure *figure, struct arena *keep);
struct str words_interval(const struct measure *measure,
    const struct figure *figure, struct arena *keep);
/* What stands instead of a value that cannot be said: "not assessed",
 * "not shown, for privacy", "too little data to say", "not
 * reached". None when it can. */
struct str words_missing(
    const struct measure *measure, const struct figure *figure);
/* Why FIGURE is too little to say, by the row few.ID of data/words.csv, else by
 * that of its kind: "fewer than five commits". None: it is enough, or hidden.
 */
struct str words_few(const struct words *words, const struct measure *measure,
    const struct figure *figure, struct arena *keep);
/* A time whose half was not reached: most have not ended yet. */
bool words_not_reached(
    const struct measure *measure, const struct figure *figure);

/* The same for the column "state" of a CSV: "shown", "suppressed", "not
 * assessed", "too little data", "not reached", "not comparable". */
struct str words_state(
    const struct measure *measure, const struct figure *figure);
/* The unit in print: findings are called problems. */
struct str words_unit(const struct measure *measure);

bool words_class_from(struct str name, enum word_class *class);

/* "Inside", "Borderline", ...; "" without a limit. */
const char *words_status(enum figure_status status);
enum doc_mark words_status_mark(enum figure_status status);
/* "Better", "Worse", "Unchanged", "Not comparable", "Too little data" of a
 * change, by the direction that is good; "Higher", "Lower" without one. */
const char *words_change(enum word_class change, enum measure_direction good);
enum doc_mark words_change_mark(enum word_class change);
/* COLOUR_BLUE better, COLOUR_ALERT worse, else COLOUR_INK. */
enum colour words_change_colour(
    enum word_class change, enum measure_direction good);

#endif
