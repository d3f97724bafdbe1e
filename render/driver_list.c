/* The drivers in print: all candidates as a table, and those that the rule
 * admits in words. What a candidate is and what admits one is data; which word
 * stands for a verdict is data/words.csv, "driver.VERDICT". */
#include "analysis/drivers.h"
#include "render/expand.h"
#include "render/print.h"

/* Of fewer people than the minimum no number stands anywhere; here none does.
 */
static struct figure figure_of(const struct driver *driver)
{
	const struct density_reading *r = &driver->density.recorded;
	return (struct figure){ .known = r->known,
		.class = r->class,
		.has_interval = r->known,
		.value = r->ratio.value,
		.low = r->ratio.low,
		.high = r->ratio.high,
		.hit = r->sum.a,
		.n = r->sum.b,
		.exposure = r->sum.t1,
		.exposure_rest = r->sum.t0,
		.like_hit = r->compared.a,
		.like_n = r->compared.b,
		.like_exposure = r->compared.t1,
		.like_exposure_rest = r->compared.t0 };
}

static const struct measure *measure_of(
    const struct expansion *expansion, const struct driver *driver)
{
	return engine_measure(expansion->engine, driver->measure);
}

static struct str verdict_of(
    struct expansion *expansion, const struct driver *driver)
{
	struct word_fields fields = { 0 };
	if (driver->missing.ptr)
		words_set(&fields, "what", driver->missing);
	return words_say(expansion->words,
	    arena_printf(expansion->keep, "driver.%s",
		driver_evidence_name(driver->evidence)),
	    CLASS_NONE, false, &fields, expansion->keep);
}

/* Has each measure asked, so that the report defines it. */
static bool ask_all(const struct drivers **drivers, struct expansion *expansion,
    struct error *err)
{
	if (!drivers_ask(drivers, expansion->engine, 0, err))
		return false;
	for (size_t i = 0; i < (*drivers)->count; i++) {
		const struct question question = {
			.id = (*drivers)->items[i].measure
		};
		struct answer answer;
		if (!expand_ask(&answer, expansion, &question, err))
			return false;
	}
	return true;
}

/* Problems and thousand lines with and without it. */
static void add_counts(struct table *table, struct arena *keep,
    const struct figure *figure, bool told)
{
	table_real(table, keep, STR(""), (double)figure->hit, told);
	table_real(table, keep, STR(""), figure->exposure, told);
	table_real(table, keep, STR(""), (double)figure->n, told);
	table_real(table, keep, STR(""), figure->exposure_rest, told);
}

/* Where IN_PART, what is compared is less than all of some behaviour. */
static void add_row(struct table *table, struct expansion *expansion,
    const struct driver *driver, bool in_part)
{
	struct arena *keep = expansion->keep;
	const struct measure *measure = measure_of(expansion, driver);
	const struct figure figure = figure_of(driver);
	const struct figure like = reading_like(&figure);
	bool told = !driver->missing.ptr;
	struct str verdict = verdict_of(expansion, driver);
	table_value(table, keep, driver->name, driver->key);
	if (driver->evidence == DRIVER_TOO_LITTLE)
		table_add_few(table,
		    words_few(expansion->words, measure, &figure, keep), keep);
	add_counts(table, keep, &like, told);
	table_side(table, keep, like.hit, like.exposure, told);
	table_side(table, keep, like.n, like.exposure_rest, told);
	table_real(table, keep, words_value(measure, &figure, keep),
	    figure.value, figure.known);
	table_text(table, keep, words_interval(measure, &figure, keep));
	table_real(table, keep, STR(""), figure.low, figure.known);
	table_real(table, keep, STR(""), figure.high, figure.known);
	table_real(table, keep, print_decimals(keep, driver->p_adjusted, 3),
	    driver->p_adjusted, figure.known);
	table_value(table, keep, verdict.ptr ? verdict : STR(""),
	    str_from(driver_evidence_name(driver->evidence)));
	add_counts(table, keep, &figure, told);
	table_side(table, keep, figure.hit, figure.exposure, told && in_part);
	table_side(
	    table, keep, figure.n, figure.exposure_rest, told && in_part);
}

bool drivers_fill(
    struct table *table, struct expansion *expansion, struct error *err)
{
	const struct drivers *drivers;
	bool in_part = false;
	if (!ask_all(&drivers, expansion, err))
		return false;
	for (size_t i = 0; i < drivers->count; i++) {
		const struct figure figure = figure_of(&drivers->items[i]);
		in_part = in_part || reading_is_part(&figure);
	}
	for (size_t i = 0; i < drivers->count; i++)
		add_row(table, expansion, &drivers->items[i], in_part);
	return true;
}

/* "3 of 6", said with what the rule asks. */
static struct str lead_of(struct expansion *expansion,
    const struct drivers *drivers, int64_t admitted)
{
	struct arena *keep = expansion->keep;
	struct word_fields fields = { 0 };
	words_set(&fields, "hit", print_small(keep, admitted));
	words_set(&fields, "n", print_small(keep, (int64_t)drivers->compared));
	words_set(&fields, "count", print_small(keep, (int64_t)drivers->count));
	return words_say(expansion->words,
	    drivers->compared == 0 ? STR("drivers_none_compared")
	    : admitted == 0	   ? STR("drivers_none")
	    : admitted == 1	   ? STR("drivers_one")
				   : STR("drivers_some"),
	    CLASS_NONE, false, &fields, keep);
}

static struct str sentence_of(
    struct expansion *expansion, const struct driver *driver, const char *say)
{
	struct arena *keep = expansion->keep;
	const struct measure *measure = measure_of(expansion, driver);
	const struct figure figure = figure_of(driver);
	struct word_fields fields = { 0 };
	words_set(&fields, "name", driver->name);
	words_set(&fields, "value", words_value(measure, &figure, keep));
	words_set(&fields, "interval", words_interval(measure, &figure, keep));
	words_set(&fields, "hit", print_count(keep, driver->problems));
	words_set(&fields, "total", print_count(keep, driver->all));
	words_set(
	    &fields, "excess", print_decimals(keep, driver->excess.value, 0));
	words_set(&fields, "excess_interval",
	    arena_printf(keep, STR_FMT " to " STR_FMT,
		STR_ARG(print_decimals(keep, driver->excess.low, 0)),
		STR_ARG(print_decimals(keep, driver->excess.high, 0))));
	words_set(&fields, "source", driver->source);
	return words_say(
	    expansion->words, str_from(say), CLASS_NONE, false, &fields, keep);
}

bool drivers_say(
    struct drivers_said *said, struct expansion *expansion, struct error *err)
{
	struct arena *keep = expansion->keep;
	const struct drivers *drivers;
	const struct driver *most = NULL;
	int64_t count = 0;
	*said = (struct drivers_said){ 0 };
	if (!ask_all(&drivers, expansion, err))
		return false;
	for (size_t i = 0; i < drivers->count; i++) {
		const struct driver *at = &drivers->items[i];
		struct str text;
		if (at->evidence != DRIVER_ADMITTED)
			continue;
		text = sentence_of(expansion, at, "driver_admitted");
		said->admitted = arena_printf(keep, STR_FMT "%s" STR_FMT,
		    STR_ARG(said->admitted), count ? " " : "", STR_ARG(text));
		said->named = arena_printf(keep, STR_FMT "%s" STR_FMT,
		    STR_ARG(said->named), count ? " " : "",
		    STR_ARG(sentence_of(expansion, at, "driver_matters")));
		count++;
		if (!most || at->excess.value > most->excess.value)
			most = at;
	}
	said->lead = lead_of(expansion, drivers, count);
	if (drivers->count)
		said->measure = drivers->items[0].measure;
	if (!most) {
		said->named = said->lead;
		return true;
	}
	said->measure = most->measure;
	said->matters = sentence_of(expansion, most, "driver_matters");
	return true;
}
