/* What moved the score of page one since the last period: its measures as
 * points, the contribution of each, what is counted in another way, and what is
 * left. The score is a way to add up what moved, no measure of its own: limits
 * judge each measure by itself. */
#include <math.h>

#include "analysis/bridge.h"
#include "render/figure.h"
#include "render/print.h"

#define VARY 0.2	  /* each weight, for the band */
#define MOVED_POINTS 0.05 /* what prints as more than 0.0 */

enum { COMMON_MIN = 3 }; /* fewer are no score */

struct moves {
	struct bridge bridge;
	struct bridge_part parts[INDICATORS_MAX];
	const struct indicator *of[INDICATORS_MAX];
	size_t count;
	double real; /* sum of what is larger than chance */
	double open; /* and of what lies within it */
};

static bool is_known(const struct figure *figure)
{
	return figure->known && !figure->suppressed &&
	       figure->class != CLASS_TOO_LITTLE && isfinite(figure->value);
}

static bool is_real(const struct indicator *indicator)
{
	return indicator->change.class == CLASS_CLEAR_UP ||
	       indicator->change.class == CLASS_CLEAR_DOWN;
}

static struct bridge_part part_of(const struct indicator *indicator)
{
	const struct figure *now = &indicator->answer.figure;
	const struct figure *last = &indicator->previous;
	struct bridge_part part = { .weight = indicator->weight };
	part.comparable = indicator->change.class != CLASS_NOT_COMPARABLE;
	part.now.known = is_known(now);
	part.last.known = is_known(last);
	if (part.now.known)
		part.now.value = bridge_points(indicator->measure, now,
		    indicator->at_least, indicator->limit);
	if (part.last.known)
		part.last.value = bridge_points(indicator->measure, last,
		    indicator->at_least, indicator->limit);
	return part;
}

static bool is_common(const struct bridge_part *part)
{
	return part->comparable && part->now.known && part->last.known;
}

/* False when too few are known in both periods. */
static bool find_moves(
    struct moves *moves, const struct expansion *expansion, struct arena *keep)
{
	const struct indicators *indicators = &expansion->indicators;
	for (size_t i = 0; i < indicators->count; i++) {
		moves->of[i] = &indicators->items[i];
		moves->parts[i] = part_of(moves->of[i]);
	}
	moves->count = indicators->count;
	if (!bridge_make(
		&moves->bridge, moves->parts, moves->count, VARY, keep))
		return false;
	size_t common = 0;
	for (size_t i = 0; i < moves->count; i++) {
		if (!is_common(&moves->parts[i]))
			continue;
		common++;
		if (is_real(moves->of[i]))
			moves->real += moves->parts[i].contribution;
		else
			moves->open += moves->parts[i].contribution;
	}
	return common >= COMMON_MIN;
}

/* What is in one score alone, or cannot be compared: by name, or how many. */
static struct str method_words(const struct moves *moves, struct arena *keep)
{
	static const char *const hows[] = { "not comparable", "new", "gone" };
	struct str text = STR("");
	for (size_t how = 0; how < sizeof hows / sizeof *hows; how++) {
		int64_t count = 0;
		struct str name = STR("");
		for (size_t i = 0; i < moves->count; i++) {
			const struct bridge_part *part = &moves->parts[i];
			size_t is = part->now.known && part->last.known ? 0
				    : part->now.known			? 1
									: 2;
			if (is != how || is_common(part) ||
			    (!part->now.known && !part->last.known))
				continue;
			name = moves->of[i]->name;
			count++;
		}
		if (count > 1)
			name = print_things(keep, count, "measure", "measures");
		if (count)
			text = arena_printf(keep, STR_FMT "%s%s: " STR_FMT,
			    STR_ARG(text), text.len ? "; " : "", hows[how],
			    STR_ARG(name));
	}
	return text.len ? text : STR("none");
}

static const char *kind_words(enum fall_kind kind)
{
	switch (kind) {
	case FALL_REAL:
		return "larger than chance";
	case FALL_CHANCE:
		return "within chance";
	case FALL_METHOD:
		break;
	}
	return "not compared";
}

static void add_step(struct waterfall_data *data, struct str label,
    double change, enum fall_kind kind, struct str words)
{
	data->steps[data->count++] =
	    (struct waterfall_step){ label, change, kind, words };
}

static void fill_steps(struct waterfall_data *data, const struct moves *moves,
    const struct facts *facts, struct arena *keep)
{
	data->steps = arena_array(keep, moves->count + 2, sizeof *data->steps);
	add_step(data, STR("Change of what is counted"), moves->bridge.method,
	    FALL_METHOD, method_words(moves, keep));
	for (size_t i = 0; i < moves->count; i++) {
		enum fall_kind kind =
		    is_real(moves->of[i]) ? FALL_REAL : FALL_CHANCE;
		if (is_common(&moves->parts[i]))
			add_step(data, moves->of[i]->name,
			    moves->parts[i].contribution, kind,
			    fabs(moves->parts[i].contribution) < MOVED_POINTS
				? STR("no change")
				: str_from(kind_words(kind)));
	}
	add_step(data, STR("Unexplained"), moves->bridge.unexplained,
	    FALL_METHOD, STR("both counted from the same records"));
	data->first_label =
	    arena_printf(keep, "Last " STR_FMT, STR_ARG(facts->span));
	data->last_label =
	    arena_printf(keep, "This " STR_FMT, STR_ARG(facts->span));
	data->first = moves->bridge.last;
	data->last = moves->bridge.now;
	data->low = moves->bridge.low;
	data->high = moves->bridge.high;
	data->has_band = data->high > data->low;
}

/* ------------------------------------------------------------- the table */

static struct str points(struct arena *keep, double value)
{
	struct str text = print_decimals(keep, value, 1);
	return value >= MOVED_POINTS
		   ? arena_printf(keep, "+" STR_FMT, STR_ARG(text))
		   : text;
}

static void add_row(struct table *table, struct arena *keep, struct str name,
    const struct bridge_part *part, double change, struct str state)
{
	bool last = part && part->last.known;
	bool now = part && part->now.known;
	table_text(table, keep, name);
	table_real(table, keep,
	    part ? print_decimals(keep, part->weight, 0) : STR(""),
	    part ? part->weight : 0, part != NULL);
	table_real(table, keep,
	    last ? print_decimals(keep, part->last.value, 1) : STR(""),
	    last ? part->last.value : 0, last);
	table_real(table, keep,
	    now ? print_decimals(keep, part->now.value, 1) : STR(""),
	    now ? part->now.value : 0, now);
	table_real(
	    table, keep, points(keep, change), change, !part || (last && now));
	table_text(table, keep, state);
}

static void fill_table(
    struct table *table, const struct moves *moves, struct arena *keep)
{
	const struct bridge *bridge = &moves->bridge;
	struct bridge_part whole = { .last = { true, bridge->last },
		.now = { true, bridge->now } };
	table_columns(table, keep,
	    "part Part of the score;#weight Weight;#last Last, points;"
	    "#now Now, points;#change Moved it by;state Change");
	for (size_t i = 0; i < moves->count; i++) {
		const struct bridge_part *part = &moves->parts[i];
		bool common = is_common(part);
		struct str state = str_from(kind_words(
		    is_real(moves->of[i]) ? FALL_REAL : FALL_CHANCE));
		if (!common)
			state = part->now.known || part->last.known
				    ? STR("not compared")
				    : STR("not assessed");
		add_row(table, keep, moves->of[i]->name, part,
		    part->contribution, state);
	}
	add_row(table, keep, STR("Change of what is counted"), NULL,
	    bridge->method, STR("not compared"));
	add_row(table, keep, STR("Unexplained"), NULL, bridge->unexplained,
	    STR("not compared"));
	for (size_t i = 0; i < moves->count; i++)
		whole.weight += moves->parts[i].weight;
	add_row(table, keep, STR("Score"), &whole, bridge->now - bridge->last,
	    STR(""));
	table->has_total = true;
}

/* Said only where something real moved it, and the way it went itself. */
static enum word_class class_of(const struct moves *moves)
{
	double total = moves->bridge.now - moves->bridge.last;
	if (moves->real >= MOVED_POINTS && total >= MOVED_POINTS)
		return CLASS_CLEAR_UP;
	if (moves->real <= -MOVED_POINTS && total <= -MOVED_POINTS)
		return CLASS_CLEAR_DOWN;
	return CLASS_OPEN;
}

bool figure_waterfall(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct arena *keep = request->keep;
	struct moves *moves = ARENA_NEW(keep, struct moves);
	struct waterfall_data *data = ARENA_NEW(keep, struct waterfall_data);
	const struct bridge *bridge = &moves->bridge;
	(void)err;
	drawn->kind = &chart_waterfall;
	if (!find_moves(moves, request->expansion, keep))
		return true;
	fill_steps(data, moves, &request->expansion->facts, keep);
	fill_table(request->table, moves, keep);
	drawn->class = class_of(moves);
	words_set(
	    &drawn->fields, "value", print_decimals(keep, bridge->now, 1));
	words_set(
	    &drawn->fields, "previous", print_decimals(keep, bridge->last, 1));
	words_set(&drawn->fields, "change",
	    print_decimals(keep, fabs(bridge->now - bridge->last), 1));
	words_set(
	    &drawn->fields, "part", print_decimals(keep, fabs(moves->real), 1));
	drawn->alt = arena_printf(keep,
	    "From " STR_FMT " to " STR_FMT " points: " STR_FMT
	    " larger than chance, " STR_FMT " within chance, " STR_FMT
	    " a change of what is counted, " STR_FMT " unexplained",
	    STR_ARG(print_decimals(keep, bridge->last, 1)),
	    STR_ARG(print_decimals(keep, bridge->now, 1)),
	    STR_ARG(points(keep, moves->real)),
	    STR_ARG(points(keep, moves->open)),
	    STR_ARG(points(keep, bridge->method)),
	    STR_ARG(points(keep, bridge->unexplained)));
	drawn->source = arena_printf(keep,
	    "Vary any weight by a fifth and the score lies between " STR_FMT
	    " and " STR_FMT ".",
	    STR_ARG(print_decimals(keep, bridge->low, 1)),
	    STR_ARG(print_decimals(keep, bridge->high, 1)));
	drawn->data = data;
	return true;
}
