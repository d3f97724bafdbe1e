/* The shrinkage dumbbell: what each group has as counted, and drawn towards
 * what all have by how little it tells. Of a ratio by tool or model: its
 * problems beside those that its lines would have at the rates of all AI code,
 * like for like, as the engine gives it; of a rate: events per thousand lines.
 * Sources: analysis/adjust.h, analysis/rate.h. */
#include <math.h>
#include <stdlib.h>

#include "analysis/adjust.h"
#include "analysis/measure.h"
#include "render/group_rate.h"
#include "render/print.h"

enum { ROWS_MAX = 16 };

struct pulled {
	struct group_rate rate;
	double raw;
	struct estimate shrunk;
};

/* Whether the engine drew the ratios itself. */
static bool has_ratios(const struct answer *answer)
{
	for (size_t i = 0; i < answer->group_count; i++)
		if (answer->groups[i].has_shrunk)
			return true;
	return false;
}

static size_t pull_ratios(
    struct pulled *pulled, const struct group_rates *rates, struct arena *keep)
{
	size_t count = 0;
	for (size_t i = 0; i < rates->count; i++) {
		const struct group *group = rates->items[i].group;
		if (!group->has_shrunk)
			continue;
		pulled[count] = (struct pulled){ .rate = rates->items[i],
			.raw = group->unshrunk,
			.shrunk = { group->shrunk, group->shrunk_low,
			    group->shrunk_high } };
		/* Of AI alone: what it is compared with is no tool's. */
		pulled[count].rate.events = group->figure.hit;
		pulled[count].rate.exposure = group->figure.exposure;
		pulled[count].rate.label =
		    arena_str(keep, rates->items[i].label);
		count++;
	}
	return count;
}

static size_t pull_rates(
    struct pulled *pulled, const struct group_rates *rates, struct arena *keep)
{
	size_t count = rates->count;
	double *events = arena_array(keep, count + 1, sizeof *events);
	double *exposure = arena_array(keep, count + 1, sizeof *exposure);
	struct estimate *shrunk = arena_array(keep, count + 1, sizeof *shrunk);
	for (size_t i = 0; i < count; i++) {
		events[i] = (double)rates->items[i].events;
		exposure[i] = rates->items[i].exposure;
	}
	shrink_rates(shrunk, events, exposure, count);
	for (size_t i = 0; i < count; i++)
		pulled[i] = (struct pulled){ rates->items[i],
			rates->items[i].rate, shrunk[i] };
	return count;
}

static int compare_shrunk(const void *left, const void *right)
{
	const struct pulled *a = left;
	const struct pulled *b = right;
	if (a->shrunk.value > b->shrunk.value ||
	    a->shrunk.value < b->shrunk.value)
		return a->shrunk.value > b->shrunk.value ? -1 : 1;
	if (a->raw > b->raw || a->raw < b->raw)
		return a->raw > b->raw ? -1 : 1;
	return str_compare(a->rate.label, b->rate.label);
}

/* 1 above what all have, -1 below, 0 within chance. */
static int side_of(const struct pulled *pulled, double overall)
{
	return (pulled->shrunk.low > overall) - (pulled->shrunk.high < overall);
}

static struct str number(struct arena *keep, double value, bool ratio)
{
	return ratio ? print_ratio(keep, value) : print_rate(keep, value);
}

static struct dumbbell_row row_of(const struct pulled *pulled, double overall,
    const struct measure *measure, bool ratio, struct arena *keep)
{
	static const char *const words[] = { "lower", "within chance",
		"higher" };
	int side = side_of(pulled, overall);
	bool good = (side < 0) == (measure->direction == DIRECTION_DOWN);
	return (struct dumbbell_row){
		.label = pulled->rate.label,
		.events = print_count(keep, pulled->rate.events),
		.exposure = print_decimals(keep, pulled->rate.exposure, 1),
		.figure = arena_printf(keep,
		    STR_FMT " (" STR_FMT "\xe2\x80\x93" STR_FMT ")",
		    STR_ARG(number(keep, pulled->shrunk.value, ratio)),
		    STR_ARG(number(keep, pulled->shrunk.low, ratio)),
		    STR_ARG(number(keep, pulled->shrunk.high, ratio))),
		.word = str_from(words[side + 1]),
		.known = true,
		.raw = pulled->raw,
		.shrunk = pulled->shrunk.value,
		.low = pulled->shrunk.low,
		.high = pulled->shrunk.high,
		.look = side == 0 ? SPOT_CHANCE
			: good	  ? SPOT_FILLED
				  : SPOT_WORSE,
	};
}

static void fill_table(struct table *table, const struct pulled *pulled,
    size_t count, double overall, bool ratio, struct arena *keep)
{
	struct str key = pulled[0].rate.group->keys[0].key;
	table_column(table, keep,
	    (struct table_column){
		.name = key, .title = key_title(key, keep) });
	table_columns(table, keep,
	    ratio ? "#events Problems;#exposure 1,000 lines;#raw As counted;"
		    "#shrunk Drawn to all;#- 95% interval;#low;#high;"
		    "position Beside all;state"
		  : "#events Problems;#exposure 1,000 lines;"
		    "#raw Per 1,000 lines;#shrunk Drawn to all;"
		    "#- 95% interval;#low;#high;position Beside all;state");
	for (size_t i = 0; i < count; i++) {
		const struct pulled *at = &pulled[i];
		int side = side_of(at, overall);
		table_value(
		    table, keep, at->rate.label, at->rate.group->keys[0].value);
		table_count(table, keep, at->rate.events);
		table_real(table, keep,
		    print_decimals(keep, at->rate.exposure, 1),
		    at->rate.exposure, true);
		table_real(table, keep, number(keep, at->raw, ratio), at->raw,
		    isfinite(at->raw));
		table_real(table, keep, number(keep, at->shrunk.value, ratio),
		    at->shrunk.value, true);
		table_text(table, keep,
		    arena_printf(keep, STR_FMT " to " STR_FMT,
			STR_ARG(number(keep, at->shrunk.low, ratio)),
			STR_ARG(number(keep, at->shrunk.high, ratio))));
		table_real(table, keep, STR(""), at->shrunk.low, true);
		table_real(table, keep, STR(""), at->shrunk.high, true);
		table_text(table, keep,
		    side == 0  ? STR("within chance")
		    : side > 0 ? STR("higher")
			       : STR("lower"));
		table_text(table, keep, STR("shown"));
	}
}

/* Without spread between groups all are drawn to the same figure. */
static bool is_one(const struct pulled *pulled, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (fabs(pulled[i].shrunk.value - pulled[0].shrunk.value) >
		    1e-9 * fabs(pulled[0].shrunk.value))
			return false;
	return true;
}

/* Highest and lowest as drawn; as counted, where all are drawn to one. */
static struct str ends_words(
    const struct pulled *pulled, size_t count, bool ratio, struct arena *keep)
{
	bool one = is_one(pulled, count);
	const struct pulled *high = &pulled[0];
	const struct pulled *low = &pulled[count - 1];
	return arena_printf(keep,
	    "%s, highest " STR_FMT " with " STR_FMT ", lowest " STR_FMT
	    " with " STR_FMT,
	    one ? "as counted" : "drawn towards it", STR_ARG(high->rate.label),
	    STR_ARG(number(keep, one ? high->raw : high->shrunk.value, ratio)),
	    STR_ARG(low->rate.label),
	    STR_ARG(number(keep, one ? low->raw : low->shrunk.value, ratio)));
}

/* A group is said to stand out where its interval leaves out what all have: of
 * drawn rates that holds for many groups at once, so no p is adjusted. */
static void say(struct drawn *drawn, const struct pulled *pulled, size_t count,
    double overall, bool ratio, struct arena *keep)
{
	size_t higher = 0;
	size_t lower = 0;
	for (size_t i = 0; i < count; i++) {
		higher += side_of(&pulled[i], overall) > 0;
		lower += side_of(&pulled[i], overall) < 0;
	}
	const struct pulled *top = higher ? &pulled[0] : &pulled[count - 1];
	drawn->class = higher  ? CLASS_CLEAR_UP
		       : lower ? CLASS_CLEAR_DOWN
			       : CLASS_OPEN;
	words_set(&drawn->fields, "groups", print_count(keep, (int64_t)count));
	words_set(&drawn->fields, "value", number(keep, overall, ratio));
	words_set(&drawn->fields, "top", top->rate.label);
	words_set(&drawn->fields, "top_value",
	    number(keep, top->shrunk.value, ratio));
	drawn->alt = arena_printf(keep,
	    STR_FMT " beside %s " STR_FMT "; " STR_FMT "; %zu higher and %zu "
		    "lower by more than chance",
	    STR_ARG(
		groups_words(keep, pulled[0].rate.group->keys[0].key, count)),
	    ratio ? "all at" : "an overall rate of",
	    STR_ARG(number(keep, overall, ratio)),
	    STR_ARG(ends_words(pulled, count, ratio, keep)), higher, lower);
}

static struct str source_words(const struct group_rates *rates,
    const struct pulled *pulled, size_t count, struct arena *keep)
{
	struct str key = pulled[0].rate.group->keys[0].key;
	struct str hidden = groups_left_out(keep, key, rates);
	struct str text = arena_printf(keep,
	    STR_FMT ", drawn by how little each tells (empirical Bayes).",
	    STR_ARG(groups_words(keep, key, count)));
	if (is_one(pulled, count))
		text = arena_printf(keep,
		    STR_FMT
		    " They differ by no more than chance, so all are drawn "
		    "to the same figure.",
		    STR_ARG(text));
	if (count > ROWS_MAX)
		text = arena_printf(keep,
		    STR_FMT " The %d with most lines are drawn.", STR_ARG(text),
		    ROWS_MAX);
	if (hidden.ptr)
		text = arena_printf(keep, STR_FMT " " STR_FMT ".",
		    STR_ARG(text), STR_ARG(hidden));
	return text;
}

static int compare_size(const void *left, const void *right)
{
	const struct pulled *a = left;
	const struct pulled *b = right;
	if (a->rate.exposure > b->rate.exposure ||
	    a->rate.exposure < b->rate.exposure)
		return a->rate.exposure > b->rate.exposure ? -1 : 1;
	return str_compare(a->rate.label, b->rate.label);
}

/* The rows of the largest groups, in the order of all. */
static void add_rows(struct dumbbell_data *data, const struct pulled *pulled,
    size_t count, const struct measure *measure, bool ratio, struct arena *keep)
{
	struct pulled *shown = arena_array(keep, count, sizeof *shown);
	size_t rows = count < ROWS_MAX ? count : ROWS_MAX;
	for (size_t i = 0; i < count; i++)
		shown[i] = pulled[i];
	qsort(shown, count, sizeof *shown, compare_size);
	qsort(shown, rows, sizeof *shown, compare_shrunk);
	data->rows = arena_array(keep, rows, sizeof *data->rows);
	for (size_t i = 0; i < rows; i++)
		data->rows[data->count++] =
		    row_of(&shown[i], data->overall, measure, ratio, keep);
}

bool figure_dumbbell(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct arena *keep = request->keep;
	struct dumbbell_data *data = ARENA_NEW(keep, struct dumbbell_data);
	if (!figure_ask(&answer, request, false, err))
		return false;
	struct group_rates rates = group_rates(request->expansion, &answer);
	struct pulled *pulled =
	    arena_array(keep, rates.count + 1, sizeof *pulled);
	bool ratio = has_ratios(&answer);
	drawn->kind = &chart_dumbbell;
	size_t count = ratio ? pull_ratios(pulled, &rates, keep)
			     : pull_rates(pulled, &rates, keep);
	double overall = ratio ? 1 : rates.rate;
	if (count < 2 || !(rates.events > 0))
		return true;
	qsort(pulled, count, sizeof *pulled, compare_shrunk);
	struct str key = pulled[0].rate.group->keys[0].key;
	*data = (struct dumbbell_data){
		.heads = { key_title(key, keep), STR("Problems"),
		    STR("Lines\nthousand"),
		    ratio ? STR("Beside all\n95% interval")
			  : STR("Per 1,000 lines\n95% interval") },
		.overall = overall,
		.overall_words = ratio
				     ? STR("all AI code")
				     : arena_printf(keep, "all " STR_FMT,
					   STR_ARG(print_rate(keep, overall))),
		.log = ratio,
	};
	fill_table(request->table, pulled, count, overall, ratio, keep);
	add_rows(data, pulled, count, answer.measure, ratio, keep);
	say(drawn, pulled, count, overall, ratio, keep);
	drawn->source = source_words(&rates, pulled, count, keep);
	drawn->data = data;
	return true;
}
