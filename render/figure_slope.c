/* Two closed periods of a share by its groups: what it was, what it is, and the
 * interval of the difference. The rows of one chart are tested among
 * themselves (Benjamini & Hochberg 1995), so that of many by chance few are
 * called real. Source of the interval: Newcombe 1998, as analysis/change.c. */
#include <math.h>
#include <stdlib.h>

#include "analysis/adjust.h"
#include "analysis/figure.h"
#include "render/group_rate.h"
#include "render/print.h"

enum { ROWS_MAX = 20, ROWS_IN_WORDS = 3 };

struct moved {
	struct key_value key;
	struct str label;
	struct figure now;
	struct figure was;
	struct figure change;
};

struct moves {
	struct moved *items;
	size_t count;
	size_t hidden;
};

static const struct figure *find(
    const struct answer *answer, const struct key_value *key)
{
	for (size_t i = 0; i < answer->group_count; i++)
		if (str_equal(answer->groups[i].keys[0].value, key->value))
			return &answer->groups[i].figure;
	return NULL;
}

/* A row for each group of now; what is in no group is no row. */
static void add_rows(struct moves *moves, const struct answer *now,
    const struct answer *was, const struct expansion *expansion)
{
	moves->items = arena_array(
	    expansion->keep, now->group_count + 1, sizeof *moves->items);
	for (size_t i = 0; i < now->group_count; i++) {
		const struct group *group = &now->groups[i];
		const struct figure *before = find(was, &group->keys[0]);
		struct moved *moved = &moves->items[moves->count];
		if (group->figure.suppressed) {
			moves->hidden++;
			continue;
		}
		if (!group->keys[0].value.len || !group->figure.n)
			continue;
		*moved = (struct moved){ .key = group->keys[0],
			.label = key_words(expansion, group->keys[0].key,
			    group->keys[0].value),
			.now = group->figure };
		if (before && !before->suppressed && before->n)
			moved->was = *before;
		moves->count++;
	}
}

static bool ask_changes(struct moves *moves, const struct question *question,
    const struct chart_request *request, struct error *err)
{
	struct expansion *expansion = request->expansion;
	double *p = arena_array(request->keep, moves->count + 1, sizeof *p);
	size_t tested = 0;
	for (size_t i = 0; i < moves->count; i++) {
		struct moved *moved = &moves->items[i];
		struct key_value *where = arena_array(
		    request->keep, question->where_count + 1, sizeof *where);
		struct question one = { .id = question->id,
			.where = where,
			.where_count = question->where_count + 1,
			.shift = question->shift };
		for (size_t k = 0; k < question->where_count; k++)
			where[k] = question->where[k];
		where[question->where_count] = moved->key;
		if (!engine_change(&moved->change, expansion->engine, &one,
			request->keep, err))
			return false;
		if (moved->change.known && moved->change.tested)
			p[tested++] = moved->change.p;
	}
	adjust_p(p, tested, request->keep);
	tested = 0;
	for (size_t i = 0; i < moves->count; i++) {
		struct figure *change = &moves->items[i].change;
		if (!change->known || !change->tested)
			continue;
		change->p_adjusted = p[tested++];
		change->class = class_of_difference(change);
	}
	return true;
}

static bool is_real(const struct moved *moved)
{
	return moved->change.known &&
	       (moved->change.class == CLASS_CLEAR_UP ||
		   moved->change.class == CLASS_CLEAR_DOWN);
}

/* What is real first, then what rests on most records. */
static int compare_moved(const void *left, const void *right)
{
	const struct moved *a = left;
	const struct moved *b = right;
	if (is_real(a) != is_real(b))
		return is_real(a) ? -1 : 1;
	if (is_real(a) && fabs(a->change.value) > fabs(b->change.value))
		return -1;
	if (is_real(a) && fabs(a->change.value) < fabs(b->change.value))
		return 1;
	if (a->now.n != b->now.n)
		return a->now.n > b->now.n ? -1 : 1;
	return str_compare(a->key.value, b->key.value);
}

/* "48 of 80", from 100 on "73% of 1,567": both say of how many. */
static struct str counts_words(const struct figure *figure, struct arena *keep)
{
	if (!figure->n)
		return STR("");
	if (figure->n < 100)
		return print_hits(keep, figure->hit, figure->n);
	return arena_printf(keep, STR_FMT " of " STR_FMT,
	    STR_ARG(print_share(keep, figure->value, 0)),
	    STR_ARG(print_count(keep, figure->n)));
}

static struct str missing_words(const struct moved *moved)
{
	if (moved->change.class == CLASS_NOT_COMPARABLE)
		return STR("not comparable");
	return moved->was.n ? STR("too little data to say")
			    : STR("nothing to compare");
}

static struct str change_words(const struct moved *moved, struct arena *keep)
{
	const struct figure *change = &moved->change;
	if (!change->known)
		return missing_words(moved);
	struct str points = print_points(keep, change->value);
	if (!change->has_interval)
		return arena_printf(
		    keep, STR_FMT ", all counted", STR_ARG(points));
	return arena_printf(keep, STR_FMT " (" STR_FMT " to " STR_FMT ")",
	    STR_ARG(points),
	    STR_ARG(print_signed(keep, (int64_t)rint(change->low * 100))),
	    STR_ARG(print_signed(keep, (int64_t)rint(change->high * 100))));
}

static enum spot_look look_of(
    const struct moved *moved, const struct measure *measure)
{
	if (!moved->change.known)
		return SPOT_FEW;
	if (!is_real(moved))
		return SPOT_CHANCE;
	return words_change_colour(moved->change.class, measure->direction) ==
		       COLOUR_ALERT
		   ? SPOT_WORSE
		   : SPOT_FILLED;
}

static struct slope_row row_of(const struct moved *moved,
    const struct measure *measure, struct arena *keep)
{
	const struct figure *change = &moved->change;
	return (struct slope_row){
		.label = moved->label,
		.was_words = counts_words(&moved->was, keep),
		.now_words = counts_words(&moved->now, keep),
		.figure = change_words(moved, keep),
		.word = change->known ? str_from(words_change(
					    change->class, measure->direction))
				      : STR(""),
		.was_known = moved->was.known && moved->was.n > 0,
		.now_known = moved->now.known && moved->now.n > 0,
		.has_interval = change->known && change->has_interval,
		.was = moved->was.value,
		.now = moved->now.value,
		.low = moved->was.value + change->low,
		.high = moved->was.value + change->high,
		.look = look_of(moved, measure),
	};
}

static void add_share(
    struct table *table, const struct figure *figure, struct arena *keep)
{
	bool known = figure->known && figure->n;
	table_value(table, keep, counts_words(figure, keep),
	    figure->n ? arena_printf(keep, "%lld", (long long)figure->hit)
		      : STR(""));
	table_text(table, keep,
	    figure->n ? arena_printf(keep, "%lld", (long long)figure->n)
		      : STR(""));
	table_real(table, keep, print_share(keep, figure->value, 1),
	    figure->value, known);
}

static void fill_table(struct table *table, const struct moves *moves,
    const struct measure *measure, struct arena *keep)
{
	struct str key = moves->items[0].key.key;
	table_column(table, keep,
	    (struct table_column){
		.name = key, .title = key_title(key, keep) });
	table_columns(table, keep,
	    "#was_hit Last period;#was_n;#was Share;#hit This period;#n;"
	    "#value Share;#change Change;#low;#high;#p_adjusted;word Word");
	for (size_t i = 0; i < moves->count; i++) {
		const struct moved *at = &moves->items[i];
		const struct figure *change = &at->change;
		bool interval = change->known && change->has_interval;
		table_value(table, keep, at->label, at->key.value);
		add_share(table, &at->was, keep);
		add_share(table, &at->now, keep);
		table_real(table, keep, change_words(at, keep), change->value,
		    change->known);
		if (!change->known)
			table->cells[table->cell_count - 1].print =
			    missing_words(at);
		table_real(table, keep, STR(""), change->low, interval);
		table_real(table, keep, STR(""), change->high, interval);
		table_real(table, keep, STR(""), change->p_adjusted,
		    change->known && change->tested);
		table_text(table, keep,
		    change->known ? str_from(words_change(
					change->class, measure->direction))
				  : STR("not told"));
	}
}

static void say(struct drawn *drawn, const struct moves *moves,
    const struct measure *measure, struct arena *keep)
{
	const struct moved *first = &moves->items[0];
	size_t real = 0;
	size_t known = 0;
	struct str text = STR("");
	for (size_t i = 0; i < moves->count; i++) {
		real += is_real(&moves->items[i]);
		known += moves->items[i].change.known;
	}
	for (size_t i = 0; i < moves->count && i < ROWS_IN_WORDS; i++) {
		const struct moved *at = &moves->items[i];
		text = arena_printf(keep,
		    STR_FMT "; " STR_FMT " " STR_FMT ", " STR_FMT "%s" STR_FMT,
		    STR_ARG(text), STR_ARG(at->label),
		    STR_ARG(counts_words(&at->now, keep)),
		    STR_ARG(change_words(at, keep)),
		    at->change.known ? ", " : "",
		    STR_ARG(at->change.known
				? arena_lower(keep,
				      str_from(words_change(at->change.class,
					  measure->direction)))
				: STR("")));
	}
	drawn->class = !known ? CLASS_TOO_LITTLE
		       : real ? first->change.class
			      : CLASS_OPEN;
	words_set(
	    &drawn->fields, "groups", print_count(keep, (int64_t)moves->count));
	words_set(&drawn->fields, "count", print_small(keep, (int64_t)real));
	words_set(&drawn->fields, "top", first->label);
	words_set(&drawn->fields, "top_value",
	    print_points(keep, first->change.value));
	drawn->alt = arena_printf(keep,
	    STR_FMT " in two periods, %zu moved by more than chance" STR_FMT,
	    STR_ARG(groups_words(keep, first->key.key, moves->count)), real,
	    STR_ARG(text));
}

static struct str source_words(const struct moves *moves,
    const struct measure *measure, struct arena *keep)
{
	struct str key = moves->items[0].key.key;
	struct group_rates left = { .hidden = moves->hidden };
	struct str hidden = groups_left_out(keep, key, &left);
	struct str text = arena_printf(keep, STR_FMT ".%s",
	    STR_ARG(groups_words(keep, key, moves->count)),
	    measure->census ? ""
			    : " Filled: real, adjusted for all that are "
			      "compared here.");
	if (moves->count > ROWS_MAX)
		text = arena_printf(
		    keep, STR_FMT " %d are drawn.", STR_ARG(text), ROWS_MAX);
	if (hidden.ptr)
		text = arena_printf(keep, STR_FMT " " STR_FMT ".",
		    STR_ARG(text), STR_ARG(hidden));
	return text;
}

static bool ask(struct answer *now, struct answer *was,
    struct question *question, const struct chart_request *request,
    struct error *err)
{
	expand_question(question, request->expansion, request->node,
	    template_get(request->node, "of"));
	if (!expand_ask(now, request->expansion, question, err))
		return false;
	struct question before = *question;
	before.shift--;
	return expand_ask(was, request->expansion, &before, err);
}

bool figure_slope(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer now;
	struct answer was;
	struct question question;
	struct moves moves = { 0 };
	struct arena *keep = request->keep;
	struct slope_data *data = ARENA_NEW(keep, struct slope_data);
	if (!ask(&now, &was, &question, request, err))
		return false;
	add_rows(&moves, &now, &was, request->expansion);
	if (!ask_changes(&moves, &question, request, err))
		return false;
	drawn->kind = &chart_slope;
	if (!moves.count)
		return true;
	qsort(moves.items, moves.count, sizeof *moves.items, compare_moved);
	fill_table(request->table, &moves, now.measure, keep);
	struct str key = moves.items[0].key.key;
	*data = (struct slope_data){
		.heads = { key_title(key, keep),
		    arena_printf(keep, "Last\n" STR_FMT,
			STR_ARG(period_label(keep, was.period))),
		    arena_printf(keep, "This\n" STR_FMT,
			STR_ARG(period_label(keep, now.period))),
		    now.measure->census ? STR("Change")
					: STR("Change\n95% interval") },
		.rows = arena_array(keep, moves.count, sizeof *data->rows),
	};
	for (size_t i = 0; i < moves.count && i < ROWS_MAX; i++)
		data->rows[data->count++] =
		    row_of(&moves.items[i], now.measure, keep);
	say(drawn, &moves, now.measure, keep);
	drawn->source = source_words(&moves, now.measure, keep);
	drawn->data = data;
	return true;
}
