/* What stands behind the one ratio of problems: the same comparison read in
 * every way that the method knows. A reader who doubts the figure finds here
 * what it would have been: raw, by another count, by another exposure, or with
 * the unknown on either side. Source: docs/method.md, "Like with like". */
#include "render/expand.h"
#include "render/print.h"

#define FIRST_READING "finding.density_ratio"

static void add_reading(struct table *table, struct expansion *expansion,
    const struct measure *measure, const struct figure *figure,
    const char *label)
{
	struct arena *keep = expansion->keep;
	struct word_fields none = { 0 };
	struct str says = words_say(
	    expansion->words, STR("class"), figure->class, false, &none, keep);
	table_text(table, keep, str_from(label));
	table_count(table, keep, figure->hit);
	table_real(table, keep, print_decimals(keep, figure->exposure, 1),
	    figure->exposure, true);
	table_count(table, keep, figure->n);
	table_real(table, keep, print_decimals(keep, figure->exposure_rest, 1),
	    figure->exposure_rest, true);
	table_real(table, keep, words_value(measure, figure, keep),
	    figure->value, figure->known);
	table_text(table, keep, words_interval(measure, figure, keep));
	table_real(table, keep, STR(""), figure->low, figure->known);
	table_real(table, keep, STR(""), figure->high, figure->known);
	table_text(table, keep, says.ptr ? says : STR(""));
	table_text(table, keep, measure->id);
}

/* All lines, whatever they stand beside. */
static struct figure raw_of(const struct figure *figure)
{
	struct figure raw = *figure;
	raw.value = figure->crude;
	raw.low = figure->crude_low;
	raw.high = figure->crude_high;
	raw.class = CLASS_NONE;
	return raw;
}

struct figure reading_like(const struct figure *figure)
{
	struct figure like = *figure;
	like.hit = figure->like_hit;
	like.n = figure->like_n;
	like.exposure = figure->like_exposure;
	like.exposure_rest = figure->like_exposure_rest;
	return like;
}

bool reading_is_part(const struct figure *figure)
{
	return figure->like_hit != figure->hit || figure->like_n != figure->n ||
	       figure->like_exposure < figure->exposure ||
	       figure->like_exposure_rest < figure->exposure_rest;
}

static bool add_other(struct table *table, struct expansion *expansion,
    struct str id, const char *label, struct error *err)
{
	const struct question question = { .id = id };
	struct answer answer;
	struct figure like;
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	if (answer.figure.class == CLASS_NOT_ASSESSED)
		return true;
	like = reading_like(&answer.figure);
	add_reading(table, expansion, answer.measure, &like, label);
	return true;
}

static void add_what_if(struct table *table, struct expansion *expansion,
    const struct measure *measure, const struct figure *figure,
    const char *label)
{
	struct figure like = reading_like(figure);
	if (figure->known)
		add_reading(table, expansion, measure, &like, label);
}

static void add_band(struct table *table, struct expansion *expansion,
    const struct answer *answer)
{
	struct arena *keep = expansion->keep;
	struct figure band = { .known = true,
		.has_interval = true,
		.low = answer->band_low,
		.high = answer->band_high };
	table_text(table, keep, STR("Lowest and highest of these limits"));
	for (size_t i = 0; i < 5; i++)
		table_text(table, keep, STR(""));
	table_text(table, keep, words_interval(answer->measure, &band, keep));
	table_real(table, keep, STR(""), band.low, true);
	table_real(table, keep, STR(""), band.high, true);
	table_text(table, keep,
	    answer->figure.unstable ? STR("depends on the unknown")
				    : STR("the same word throughout"));
	table_text(table, keep, answer->measure->id);
}

bool readings_fill(
    struct table *table, struct expansion *expansion, struct error *err)
{
	const struct question question = { .id = STR(FIRST_READING) };
	struct answer answer;
	struct figure figure;
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	if (!answer.figure.known)
		return true;
	figure = raw_of(&answer.figure);
	add_reading(
	    table, expansion, answer.measure, &figure, "All lines, raw");
	figure = reading_like(&answer.figure);
	add_reading(table, expansion, answer.measure, &figure,
	    "Like for like: what has a like");
	add_what_if(table, expansion, answer.measure, &answer.all_ai,
	    "If all unknown were AI");
	add_what_if(table, expansion, answer.measure, &answer.none_ai,
	    "If none of it were");
	add_what_if(table, expansion, answer.measure, &answer.split,
	    "If it were as what is known");
	add_band(table, expansion, &answer);
	return add_other(table, expansion, STR("finding.density_distinct"),
		   "Each rule once a file", err) &&
	       add_other(table, expansion, STR("finding.density_changed"),
		   "Per changed lines, not living ones", err);
}
