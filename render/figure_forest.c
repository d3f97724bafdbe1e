/* The forest of a ratio: raw, each stratum, pooled, and what if the unknown
 * were all AI, or none. */
#include "render/figure.h"
#include "render/print.h"

static double limit_of(const struct expansion *expansion, struct str id)
{
	for (size_t i = 0; i < expansion->indicators.count; i++) {
		const struct indicator *at = &expansion->indicators.items[i];
		if (str_equal(at->measure->id, id))
			return at->limit;
	}
	return 0;
}

/* With the counts that the ratio is computed from. */
static struct forest_row row_of(const struct figure *whole, struct str label)
{
	const struct figure like = reading_like(whole);
	const struct figure *figure = &like;
	double total = figure->exposure + figure->exposure_rest;
	return (struct forest_row){
		.label = label,
		.events = figure->hit,
		.exposure = figure->exposure,
		.events_rest = figure->n,
		.exposure_rest = figure->exposure_rest,
		.known = figure->known,
		.ratio = figure->value,
		.low = figure->low,
		.high = figure->high,
		.weight = total > 0
			      ? figure->exposure * figure->exposure_rest / total
			      : 0,
		.counted = true,
	};
}

static void add_what_if(
    struct forest_data *data, const struct figure *figure, const char *label)
{
	if (!figure->known)
		return;
	struct forest_row row = row_of(figure, str_from(label));
	row.counted = false;
	data->what_if[data->what_if_count++] = row;
}

/* What the counts are of, where that is not the same in all rows. */
static struct str counts_words(const struct figure *figure)
{
	return reading_is_part(figure)
		   ? STR(" The first row counts all lines; the others count "
			 "what has a like, which alone is compared.")
		   : STR("");
}

static struct str forest_source(const struct answer *answer, struct arena *keep)
{
	struct str counts = counts_words(&answer->figure);
	if (answer->heterogeneity_df < 1)
		return arena_printf(keep,
		    "Compared within language, repository and age of the "
		    "code." STR_FMT,
		    STR_ARG(counts));
	bool agree = answer->heterogeneity_p > 0.05;
	return arena_printf(keep,
	    "Compared within language, repository and age of the code; in the "
	    "%d groups with problems on both sides the ratios %s (p " STR_FMT
	    ")." STR_FMT,
	    answer->heterogeneity_df + 1, agree ? "agree" : "do not agree",
	    STR_ARG(print_decimals(keep, answer->heterogeneity_p, 2)),
	    STR_ARG(counts));
}

/* All lines as they are, not only those with a like. */
static struct forest_row raw_row(const struct figure *whole)
{
	struct forest_row raw = row_of(whole, STR("All lines, raw"));
	raw.events = whole->hit;
	raw.exposure = whole->exposure;
	raw.events_rest = whole->n;
	raw.exposure_rest = whole->exposure_rest;
	raw.ratio = whole->crude;
	raw.low = whole->crude_low;
	raw.high = whole->crude_high;
	return raw;
}

static struct str forest_alt(
    const struct answer *answer, size_t strata, struct arena *keep)
{
	const struct figure *whole = &answer->figure;
	struct str value = words_value(answer->measure, whole, keep);
	if (!value.ptr)
		return arena_printf(keep,
		    STR_FMT " in AI-assisted lines and " STR_FMT
			    " in the others: too little data to say",
		    STR_ARG(
			print_things(keep, whole->hit, "problem", "problems")),
		    STR_ARG(print_count(keep, whole->n)));
	return arena_printf(keep,
	    "Pooled ratio " STR_FMT ", 95%% interval " STR_FMT
	    "; raw ratio " STR_FMT "; " STR_FMT,
	    STR_ARG(value),
	    STR_ARG(words_interval(answer->measure, whole, keep)),
	    STR_ARG(print_ratio(keep, whole->crude)),
	    STR_ARG(print_things(
		keep, (int64_t)strata, "row compared", "rows compared")));
}

bool figure_forest(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct arena *keep = request->keep;
	struct forest_data *data = ARENA_NEW(keep, struct forest_data);
	if (!figure_ask(&answer, request, false, err))
		return false;
	const struct figure *whole = &answer.figure;
	bool human = str_equal_z(whole->contrast, "human");
	table_fill(request->table, request->expansion, &answer);
	words_figure(&drawn->fields, answer.measure, whole, keep);
	drawn->kind = &chart_forest;
	drawn->class = whole->class;
	drawn->unstable = whole->unstable;
	*data = (struct forest_data){
		.stratum_title =
		    print_sentence(keep, template_get(request->node, "by")),
		.left_title = STR("AI-assisted"),
		.right_title = human ? STR("Human") : STR("No AI recorded"),
		.pooled = row_of(whole, STR("Like for like")),
		.limit = limit_of(request->expansion, answer.measure->id),
	};
	data->raw = raw_row(whole);
	data->strata =
	    arena_array(keep, answer.group_count, sizeof *data->strata);
	for (size_t i = 0; i < answer.group_count; i++) {
		const struct group *at = &answer.groups[i];
		struct str label = at->keys[0].value;
		if (at->figure.suppressed || (!at->figure.hit && !at->figure.n))
			continue;
		data->strata[data->stratum_count++] = row_of(&at->figure,
		    key_words(request->expansion, at->keys[0].key, label));
	}
	add_what_if(data, &answer.all_ai, "If all unknown were AI");
	add_what_if(data, &answer.none_ai, "If none were AI");
	drawn->source = forest_source(&answer, keep);
	drawn->alt = forest_alt(&answer, data->stratum_count, keep);
	if (whole->hit || whole->n)
		drawn->data = data;
	return true;
}
