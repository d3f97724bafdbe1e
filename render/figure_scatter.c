/* Scatter of two measures by the same groups: a share across (adoption) and a
 * rate or a share up (an outcome), a panel for each value of a second key. It
 * shows what goes with what and never why, so its title says no finding.
 * Sources of the intervals: Wilson 1927; Garwood 1936 and Byar for counts. */
#include <math.h>
#include <stdlib.h>

#include "analysis/figure.h"
#include "analysis/interval.h"
#include "render/group_rate.h"
#include "render/print.h"

enum {
	PANELS_MAX = 8,
	DOTS_MAX = 400,	    /* in a panel; the file has all */
	RECORDS_A_LINE = 10 /* of a share: so many count as a thousand lines */
};

struct pair {
	const struct group *group; /* of the outcome */
	struct str label;
	struct str panel;
	const struct figure *across;
	const struct figure *up;
	struct group_rate rate;
	struct interval up_interval;
	bool has_interval; /* of it */
	double up_value;
	double size; /* thousand lines */
	bool few;
};

struct pairs {
	struct pair *items;
	size_t count;
	size_t hidden;
	size_t without; /* one of the two is not known */
	bool share;	/* the outcome is one */
};

static const struct figure *find(
    const struct answer *answer, const struct group *group)
{
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct group *at = &answer->groups[i];
		bool same = at->key_count == group->key_count;
		for (size_t k = 0; k < group->key_count && same; k++)
			same =
			    str_equal(at->keys[k].value, group->keys[k].value);
		if (same)
			return &at->figure;
	}
	return NULL;
}

static bool read_up(struct pair *pair, const struct measure *measure)
{
	const struct figure *figure = pair->up;
	if (measure->kind == MEASURE_SHARE) {
		pair->up_value = figure->value;
		pair->has_interval = figure->has_interval;
		pair->up_interval =
		    (struct interval){ figure->low, figure->high };
		pair->size = (double)figure->n / RECORDS_A_LINE;
		pair->few = figure->class == CLASS_TOO_LITTLE;
		return figure->known && figure->n > 0;
	}
	if (!group_rate_read(&pair->rate, measure, figure) ||
	    pair->rate.exposure * 1000 < LINES_MIN)
		return false;
	struct interval counts = interval_count(pair->rate.events);
	pair->up_value = pair->rate.rate;
	pair->has_interval = true;
	pair->up_interval = (struct interval){ counts.low / pair->rate.exposure,
		counts.high / pair->rate.exposure };
	pair->size = pair->rate.exposure;
	pair->few = pair->rate.events < EVENTS_MIN;
	return true;
}

static struct pairs match(const struct expansion *expansion,
    const struct answer *up, const struct answer *across)
{
	struct pairs pairs = { .share = up->measure->kind == MEASURE_SHARE };
	pairs.items = arena_array(
	    expansion->keep, up->group_count + 1, sizeof *pairs.items);
	for (size_t i = 0; i < up->group_count; i++) {
		const struct group *group = &up->groups[i];
		struct pair *pair = &pairs.items[pairs.count];
		*pair = (struct pair){ .group = group,
			.up = &group->figure,
			.across = find(across, group),
			.label = key_words(expansion, group->keys[0].key,
			    group->keys[0].value) };
		if (group->figure.suppressed ||
		    (pair->across && pair->across->suppressed)) {
			pairs.hidden++;
			continue;
		}
		if (!pair->across || !pair->across->known || !pair->across->n ||
		    !read_up(pair, up->measure)) {
			pairs.without++;
			continue;
		}
		pair->few =
		    pair->few || pair->across->class == CLASS_TOO_LITTLE;
		pair->panel = group->key_count > 1
				  ? key_words(expansion, group->keys[1].key,
					group->keys[1].value)
				  : STR("");
		pairs.count++;
	}
	return pairs;
}

/* Panels together, the largest dots of each first. */
static int compare_pairs(const void *left, const void *right)
{
	const struct pair *a = left;
	const struct pair *b = right;
	int order = str_compare(a->panel, b->panel);
	if (order)
		return order;
	if (a->size > b->size || a->size < b->size)
		return a->size > b->size ? -1 : 1;
	return str_compare(a->label, b->label);
}

static struct scatter_dot dot_of(const struct pair *pair)
{
	bool across = pair->across->has_interval;
	return (struct scatter_dot){
		.label = pair->few ? STR("") : pair->label,
		.x = pair->across->value,
		.y = pair->up_value,
		.low_x = across ? pair->across->low : (double)NAN,
		.high_x = across ? pair->across->high : (double)NAN,
		.low_y =
		    pair->has_interval ? pair->up_interval.low : (double)NAN,
		.high_y =
		    pair->has_interval ? pair->up_interval.high : (double)NAN,
		.size = pair->size,
		.look = pair->few ? SPOT_FEW : SPOT_FILLED,
	};
}

struct panel_size {
	struct scatter_panel panel;
	double size;
};

static int compare_panels(const void *left, const void *right)
{
	const struct panel_size *a = left;
	const struct panel_size *b = right;
	if (a->size > b->size || a->size < b->size)
		return a->size > b->size ? -1 : 1;
	return str_compare(a->panel.title, b->panel.title);
}

/* Most lines first; gives how many panels there would be. */
static size_t add_panels(
    struct scatter_data *data, const struct pairs *pairs, struct arena *keep)
{
	struct panel_size *all =
	    arena_array(keep, pairs->count + 1, sizeof *all);
	size_t count = 0;
	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *pair = &pairs->items[i];
		if (!i || !str_equal(pair->panel, pairs->items[i - 1].panel)) {
			all[count].panel = (struct scatter_panel){
				.title = pair->panel,
				.dots = arena_array(keep, DOTS_MAX,
				    sizeof *all[count].panel.dots),
			};
			count++;
		}
		struct panel_size *last = &all[count - 1];
		last->size += pair->size;
		if (last->panel.count < DOTS_MAX)
			last->panel.dots[last->panel.count++] = dot_of(pair);
	}
	qsort(all, count, sizeof *all, compare_panels);
	data->panels = arena_array(keep, PANELS_MAX, sizeof *data->panels);
	for (size_t i = 0; i < count && i < PANELS_MAX; i++)
		data->panels[data->count++] = all[i].panel;
	return count;
}

static void add_keys(
    struct table *table, const struct group *group, struct arena *keep)
{
	for (size_t i = 0; i < group->key_count; i++)
		table_column(table, keep,
		    (struct table_column){ .name = group->keys[i].key,
			.title = key_title(group->keys[i].key, keep) });
}

static void add_interval(struct table *table, struct interval interval,
    bool known, struct str words, struct arena *keep)
{
	table_text(table, keep, known ? words : STR(""));
	table_real(table, keep, STR(""), interval.low, known);
	table_real(table, keep, STR(""), interval.high, known);
}

/* A ratio is read as the rate of both sides together here. */
static struct str up_title(const struct measure *measure)
{
	return measure->kind == MEASURE_SHARE ? measure->title
					      : STR("Problems per 1,000 lines");
}

static void fill_table(struct table *table, const struct pairs *pairs,
    const struct expansion *expansion, const struct answer *up,
    const struct answer *across)
{
	struct arena *keep = expansion->keep;
	add_keys(table, pairs->items[0].group, keep);
	table_columns(table, keep,
	    arena_z(keep,
		arena_printf(keep,
		    "#x_hit;#x_n;#x " STR_FMT
		    ";#- 95%% interval;#x_low;#x_high;#y_hit;#y_of;"
		    "#y " STR_FMT ";#- 95%% interval;#y_low;#y_high;state",
		    STR_ARG(across->measure->title),
		    STR_ARG(up_title(up->measure)))));
	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *at = &pairs->items[i];
		struct interval x = { at->across->low, at->across->high };
		for (size_t k = 0; k < at->group->key_count; k++)
			table_value(table, keep,
			    key_words(expansion, at->group->keys[k].key,
				at->group->keys[k].value),
			    at->group->keys[k].value.ptr
				? at->group->keys[k].value
				: STR(""));
		table_count(table, keep, at->across->hit);
		table_count(table, keep, at->across->n);
		table_real(table, keep, print_share(keep, at->across->value, 1),
		    at->across->value, true);
		add_interval(table, x, at->across->has_interval,
		    words_interval(across->measure, at->across, keep), keep);
		table_count(
		    table, keep, pairs->share ? at->up->hit : at->rate.events);
		table_real(table, keep, STR(""),
		    pairs->share ? (double)at->up->n : at->rate.exposure, true);
		table_real(table, keep,
		    pairs->share ? print_share(keep, at->up_value, 1)
				 : print_rate(keep, at->up_value),
		    at->up_value, true);
		add_interval(table, at->up_interval, at->has_interval,
		    pairs->share
			? words_interval(up->measure, at->up, keep)
			: arena_printf(keep, STR_FMT " to " STR_FMT,
			      STR_ARG(print_rate(keep, at->up_interval.low)),
			      STR_ARG(print_rate(keep, at->up_interval.high))),
		    keep);
		table_text(table, keep,
		    at->few ? STR("too little data") : STR("shown"));
	}
}

static struct str up_words(
    const struct pairs *pairs, double value, struct arena *keep)
{
	return pairs->share ? print_share(keep, value, 0)
			    : print_rate(keep, value);
}

/* "storefront in TypeScript". */
static struct str pair_words(const struct pair *pair, struct arena *keep)
{
	if (!pair->panel.len)
		return pair->label;
	return arena_printf(keep, STR_FMT " in " STR_FMT, STR_ARG(pair->label),
	    STR_ARG(pair->panel));
}

static struct str pairs_words(const struct pairs *pairs, struct arena *keep)
{
	const struct group *group = pairs->items[0].group;
	if (group->key_count < 2)
		return groups_words(keep, group->keys[0].key, pairs->count);
	return arena_printf(keep, STR_FMT " of " STR_FMT " and " STR_FMT,
	    STR_ARG(print_things(keep, (int64_t)pairs->count, "pair", "pairs")),
	    STR_ARG(group->keys[0].key), STR_ARG(group->keys[1].key));
}

static void say(struct drawn *drawn, const struct pairs *pairs,
    const struct answer *up, const struct answer *across, struct arena *keep)
{
	const struct pair *top = &pairs->items[0];
	double low[2] = { INFINITY, INFINITY };
	double high[2] = { -INFINITY, -INFINITY };
	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *at = &pairs->items[i];
		double values[] = { at->across->value, at->up_value };
		for (int k = 0; k < 2; k++) {
			low[k] = fmin(low[k], values[k]);
			high[k] = fmax(high[k], values[k]);
		}
		if (at->few < top->few ||
		    (at->few == top->few && at->up_value > top->up_value))
			top = at;
	}
	drawn->class = CLASS_OPEN;
	words_set(
	    &drawn->fields, "n", print_count(keep, (int64_t)pairs->count));
	words_set(&drawn->fields, "top", pair_words(top, keep));
	words_set(
	    &drawn->fields, "top_value", up_words(pairs, top->up_value, keep));
	drawn->alt = arena_printf(keep,
	    STR_FMT "; across " STR_FMT ", from " STR_FMT " to " STR_FMT
		    "; up " STR_FMT ", from " STR_FMT " to " STR_FMT
		    "; highest " STR_FMT,
	    STR_ARG(pairs_words(pairs, keep)), STR_ARG(across->measure->title),
	    STR_ARG(print_share(keep, low[0], 0)),
	    STR_ARG(print_share(keep, high[0], 0)),
	    STR_ARG(up_title(up->measure)),
	    STR_ARG(up_words(pairs, low[1], keep)),
	    STR_ARG(up_words(pairs, high[1], keep)),
	    STR_ARG(pair_words(top, keep)));
}

static struct str source_words(
    const struct pairs *pairs, size_t panels, struct arena *keep)
{
	size_t few = 0;
	for (size_t i = 0; i < pairs->count; i++)
		few += pairs->items[i].few;
	struct str text =
	    arena_printf(keep, STR_FMT ".", STR_ARG(pairs_words(pairs, keep)));
	if (few)
		text = arena_printf(keep,
		    STR_FMT " Pale rings without a name: under 5 problems "
			    "or records (%zu).",
		    STR_ARG(text), few);
	if (pairs->without)
		text =
		    arena_printf(keep, STR_FMT " Left out for too little: %zu.",
			STR_ARG(text), pairs->without);
	if (pairs->hidden)
		text =
		    arena_printf(keep, STR_FMT " Not shown, for privacy: %zu.",
			STR_ARG(text), pairs->hidden);
	if (panels > PANELS_MAX)
		text = arena_printf(keep,
		    STR_FMT " The %d largest of %zu panels are drawn.",
		    STR_ARG(text), PANELS_MAX, panels);
	return text;
}

static bool ask(struct answer *answer, const struct chart_request *request,
    const char *attribute, struct error *err)
{
	struct question question;
	expand_question(&question, request->expansion, request->node,
	    template_get(request->node, attribute));
	return expand_ask(answer, request->expansion, &question, err);
}

bool figure_scatter(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer up;
	struct answer across;
	struct arena *keep = request->keep;
	struct scatter_data *data = ARENA_NEW(keep, struct scatter_data);
	if (!ask(&up, request, "of", err) ||
	    !ask(&across, request, "against", err))
		return false;
	struct pairs pairs = match(request->expansion, &up, &across);
	drawn->kind = &chart_scatter;
	size_t told = 0;
	for (size_t i = 0; i < pairs.count; i++)
		told += !pairs.items[i].few;
	if (told < 2)
		return true;
	qsort(pairs.items, pairs.count, sizeof *pairs.items, compare_pairs);
	fill_table(request->table, &pairs, request->expansion, &up, &across);
	data->share_x = true;
	data->share_y = pairs.share;
	size_t panels = add_panels(data, &pairs, keep);
	say(drawn, &pairs, &up, &across, keep);
	drawn->source = source_words(&pairs, panels, keep);
	drawn->data = data;
	return true;
}
