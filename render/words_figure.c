/* The parts of a figure in print, and the fields that sentences have of it:
 * value, limits, counts, and of a ratio what it says against one. What cannot
 * be said is named in place of a value; the rule is in docs/method.md, "Words".
 */
#include "render/words.h"

#include <math.h>

#include "analysis/measure.h"
#include "render/print.h"

#define PERCENT_MIN 10 /* no percent of fewer */

/* A median of fewer events than the minimum is data, not a statement. */
static bool is_said(const struct measure *measure, const struct figure *figure)
{
	return figure->known && !figure->suppressed &&
	       (measure->kind != MEASURE_TIME ||
		   figure->class != CLASS_TOO_LITTLE);
}

struct str words_missing(
    const struct measure *measure, const struct figure *figure)
{
	if (figure->suppressed)
		return STR("not shown, for privacy");
	if (is_said(measure, figure))
		return STR_NONE;
	if (figure->class == CLASS_NOT_COMPARABLE)
		return STR("not comparable");
	if (figure->class == CLASS_TOO_LITTLE)
		return STR("too little data to say");
	if (words_not_reached(measure, figure))
		return STR("not reached");
	return STR("not assessed");
}

struct str words_state(
    const struct measure *measure, const struct figure *figure)
{
	struct str missing = words_missing(measure, figure);
	if (figure->suppressed)
		return STR("suppressed");
	if (str_equal_z(missing, "too little data to say"))
		return STR("too little data");
	return missing.ptr ? missing : STR("shown");
}

/* The minimum of a kind (analysis/figure.h). What counts the commits or other
 * records behind lines has a row of its own, if any. */
static struct str few_rule(const struct measure *measure)
{
	switch (measure->kind) {
	case MEASURE_SHARE:
		return measure->by_record ||
			       measure->reading == READING_DIFFERENCE
			   ? STR("")
			   : STR("few.share");
	case MEASURE_RATE:
		return measure_is_ratio(measure) ? STR("few.ratio")
						 : STR("few.rate");
	case MEASURE_TIME:
		return STR("few.time");
	case MEASURE_COUNT:
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	return STR("");
}

struct str words_few(const struct words *words, const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	struct word_fields fields = { 0 };
	if (figure->suppressed || figure->class != CLASS_TOO_LITTLE)
		return STR_NONE;
	words_set(&fields, "unit", words_unit(measure));
	struct str own = words_say(words,
	    arena_printf(keep, "few." STR_FMT, STR_ARG(measure->id)),
	    CLASS_NONE, false, &fields, keep);
	return own.ptr ? own
		       : words_say(words, few_rule(measure), CLASS_NONE, false,
			     &fields, keep);
}

static struct str number(const struct measure *measure,
    const struct figure *figure, double value, struct arena *keep)
{
	switch (measure->kind) {
	case MEASURE_COUNT:
		return print_count(keep, (int64_t)llrint(value));
	case MEASURE_SHARE:
		return measure->reading == READING_DIFFERENCE
			   ? print_points(keep, value)
			   : print_share(keep, value, 0);
	case MEASURE_RATE:
		return measure_is_ratio(measure) ? print_ratio(keep, value)
						 : print_rate(keep, value);
	case MEASURE_TIME:
		return print_days(keep, value);
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	(void)figure;
	return print_decimals(keep, value, 0);
}

struct str words_value(const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	if (!is_said(measure, figure))
		return STR_NONE;
	if (measure->kind == MEASURE_SHARE && figure->n < 100 &&
	    measure->reading != READING_DIFFERENCE)
		return print_hits(keep, figure->hit, figure->n);
	return number(measure, figure, figure->value, keep);
}

struct str words_unit(const struct measure *measure)
{
	return str_equal_z(measure->unit, "findings") ? STR("problems")
						      : measure->unit;
}

/* "85%" and "88%" share their unit: "85 to 88%"; "1 day" and "8 days" too. */
static struct str without_unit(struct str low, struct str high)
{
	if (str_ends(low, STR(" day")) && str_ends(high, STR(" days")))
		return str_slice(low, 0, low.len - 4);
	static const char *const units[] = { "%", " days", " points" };
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct str unit = str_from(units[i]);
		if (str_ends(low, unit) && str_ends(high, unit))
			return str_slice(low, 0, low.len - unit.len);
	}
	return low;
}

/* Whether VALUE prints as EDGE, which says equality, and is not it. */
static bool reads_as(double value, double edge, double step)
{
	return isfinite(value) && value != edge &&
	       rint(value / step) == rint(edge / step);
}

/* The ends with one digit more, where one would else read as "no difference":
 * "-25.7 to +0.2 points", "1.004 to 1.630". None: they need none. */
static struct str fine_interval(const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	double low = figure->low;
	double high = figure->high;
	if (!isfinite(low) || !isfinite(high))
		return STR_NONE;
	if (measure->kind == MEASURE_SHARE &&
	    measure->reading == READING_DIFFERENCE &&
	    (reads_as(low, 0, 0.01) || reads_as(high, 0, 0.01)))
		return arena_printf(keep,
		    "%s" STR_FMT " to %s" STR_FMT " points", low > 0 ? "+" : "",
		    STR_ARG(print_decimals(keep, low * 100, 1)),
		    high > 0 ? "+" : "",
		    STR_ARG(print_decimals(keep, high * 100, 1)));
	if (measure_is_ratio(measure) &&
	    (reads_as(low, 1, 0.01) || reads_as(high, 1, 0.01)))
		return arena_printf(keep, STR_FMT " to " STR_FMT,
		    STR_ARG(print_decimals(keep, low, 3)),
		    STR_ARG(print_decimals(keep, high, 3)));
	return STR_NONE;
}

struct str words_interval(const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	if (!figure->has_interval ||
	    (!is_said(measure, figure) && !words_not_reached(measure, figure)))
		return STR_NONE;
	struct str fine = fine_interval(measure, figure, keep);
	if (fine.ptr)
		return fine;
	struct str low = number(measure, figure, figure->low, keep);
	if (!isfinite(figure->high))
		return arena_printf(keep, STR_FMT " or more", STR_ARG(low));
	struct str high = number(measure, figure, figure->high, keep);
	if (str_equal_z(low, "0%") && str_starts(high, STR("under")))
		return high;
	return arena_printf(keep, STR_FMT " to " STR_FMT,
	    STR_ARG(without_unit(low, high)), STR_ARG(high));
}

/* "86% of" in front of many things, "7 of 8" of few. */
static struct str part_of(int64_t hit, int64_t n, struct arena *keep)
{
	if (n < 100)
		return print_hits(keep, hit, n);
	return arena_printf(keep, STR_FMT " of",
	    STR_ARG(print_share(keep, (double)hit / (double)n, 0)));
}

/* What stands beside the value: of many their counts; of few, whose value is
 * "54 of 70", the share, as limits are shares; nothing of very few. */
static void set_counts(struct word_fields *fields,
    const struct measure *measure, const struct figure *figure,
    struct arena *keep)
{
	struct str all = print_count(keep, figure->n);
	struct str unit = words_unit(measure);
	if (figure->n >= 100)
		words_set(fields, "counts",
		    arena_printf(keep, STR_FMT " of " STR_FMT " " STR_FMT,
			STR_ARG(print_count(keep, figure->hit)), STR_ARG(all),
			STR_ARG(unit)));
	else if (figure->n >= PERCENT_MIN)
		words_set(fields, "counts",
		    arena_printf(keep, STR_FMT " of " STR_FMT " " STR_FMT,
			STR_ARG(words_get(fields, STR("share"))), STR_ARG(all),
			STR_ARG(unit)));
}

static void set_share(struct word_fields *fields, const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	int64_t rest = figure->n - figure->hit;
	if (!figure->n)
		return;
	words_set(fields, "part", part_of(figure->hit, figure->n, keep));
	words_set(fields, "rest", print_count(keep, rest));
	words_set(fields, "rest_part", part_of(rest, figure->n, keep));
	words_set(fields, "rest_share", print_hits(keep, rest, figure->n));
	words_set(fields, "share",
	    print_share(keep, (double)figure->hit / (double)figure->n, 0));
	words_set(fields, "in_percent",
	    figure->n < 100 ? STR("")
			    : arena_printf(keep, " (" STR_FMT ")",
				  STR_ARG(words_get(fields, STR("share")))));
	set_counts(fields, measure, figure, keep);
}

/* Of a ratio: 1.31 is "31% more", 0.87 "13% fewer". */
static struct str against_one(double ratio, struct arena *keep)
{
	if (!isfinite(ratio))
		return STR_NONE;
	if (ratio >= 10)
		return arena_printf(keep, STR_FMT " times as many",
		    STR_ARG(print_decimals(keep, ratio, 0)));
	return arena_printf(keep, STR_FMT "%% %s",
	    STR_ARG(print_decimals(keep, fabs(ratio - 1) * 100, 0)),
	    ratio < 1 ? "fewer" : "more");
}

static void set_rate(struct word_fields *fields, const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	bool human = str_equal_z(figure->contrast, "human");
	struct figure crude = *figure;
	crude.value = figure->crude;
	crude.low = figure->crude_low;
	crude.high = figure->crude_high;
	words_set(fields, "rest_code",
	    human ? STR("human-written code")
		  : STR("code with no AI recorded"));
	words_set(
	    fields, "rest_title", human ? STR("Human") : STR("No AI recorded"));
	words_set(
	    fields, "exposure", print_decimals(keep, figure->exposure, 1));
	words_set(fields, "exposure_rest",
	    print_decimals(keep, figure->exposure_rest, 1));
	words_set(fields, "rate",
	    figure->exposure > 0
		? print_rate(keep, (double)figure->hit / figure->exposure)
		: STR_NONE);
	words_set(fields, "rate_rest",
	    figure->exposure_rest > 0
		? print_rate(keep, (double)figure->n / figure->exposure_rest)
		: STR_NONE);
	if (!figure->known)
		return;
	words_set(fields, "crude", words_value(measure, &crude, keep));
	words_set(
	    fields, "crude_interval", words_interval(measure, &crude, keep));
	words_set(fields, "like_hit", print_count(keep, figure->like_hit));
	words_set(fields, "like_n", print_count(keep, figure->like_n));
	words_set(fields, "like_exposure",
	    print_decimals(keep, figure->like_exposure, 1));
	words_set(fields, "like_exposure_rest",
	    print_decimals(keep, figure->like_exposure_rest, 1));
	words_set(fields, "strata", print_count(keep, figure->like_strata));
	words_set(fields, "fewer", against_one(figure->low, keep));
	words_set(fields, "more", against_one(figure->high, keep));
}

void words_figure(struct word_fields *fields, const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	bool known = figure->known && !figure->suppressed;
	words_set(fields, "title", measure->title);
	words_set(fields, "unit", words_unit(measure));
	words_set(fields, "value", words_value(measure, figure, keep));
	words_set(fields, "interval", words_interval(measure, figure, keep));
	if (figure->suppressed)
		return;
	if (known && figure->has_interval) {
		words_set(
		    fields, "low", number(measure, figure, figure->low, keep));
		words_set(fields, "high",
		    number(measure, figure, figure->high, keep));
	}
	/* "0 of 0" says nothing, so no sentence may hold it. */
	if (figure->n || measure->kind != MEASURE_SHARE) {
		words_set(fields, "hit", print_count(keep, figure->hit));
		words_set(fields, "n", print_count(keep, figure->n));
	}
	if (figure->unknown > 0)
		words_set(
		    fields, "unknown", print_count(keep, figure->unknown));
	if (measure->kind == MEASURE_SHARE)
		set_share(fields, measure, figure, keep);
	if (measure->kind == MEASURE_RATE)
		set_rate(fields, measure, figure, keep);
}

bool words_not_reached(
    const struct measure *measure, const struct figure *figure)
{
	return measure->kind == MEASURE_TIME && !figure->known &&
	       !figure->suppressed && figure->n > 0 &&
	       figure->class != CLASS_TOO_LITTLE;
}
