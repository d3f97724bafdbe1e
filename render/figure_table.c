/* One measure by its groups, in full: counts, figure, interval. */
#include "analysis/measure.h"
#include "render/expand.h"
#include "render/print.h"

static void add_keys(
    struct table *table, struct expansion *expansion, const struct group *group)
{
	for (size_t i = 0; i < group->key_count; i++)
		table_column(table, expansion->keep,
		    (struct table_column){ .name = group->keys[i].key,
			.title =
			    key_title(group->keys[i].key, expansion->keep) });
}

static void add_key_cells(
    struct table *table, struct expansion *expansion, const struct group *group)
{
	for (size_t i = 0; i < group->key_count; i++)
		table_value(table, expansion->keep,
		    key_words(
			expansion, group->keys[i].key, group->keys[i].value),
		    group->keys[i].value.ptr ? group->keys[i].value : STR(""));
}

/* "a deployed commit" -> "Deployed commits". */
static struct str things(struct str record, struct arena *keep)
{
	if (str_starts(record, STR("a ")))
		record = str_skip(record, 2);
	if (str_equal_z(record, "finding"))
		record = STR("problem");
	return print_sentence(
	    keep, arena_printf(keep, STR_FMT "s", STR_ARG(record)));
}

/* Beside a ratio what it is computed from, then all of both sides; beside a
 * rate what it is of. */
static struct str rate_columns(const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	if (!measure_is_ratio(measure))
		return STR("#events Problems;#exposure 1,000 lines;"
			   "#value Per 1,000 lines;#- 95% interval;#low;#high;"
			   "state");
	bool human = str_equal_z(figure->contrast, "human");
	bool done = measure->reading == READING_BEHAVIOUR;
	return arena_printf(keep,
	    "#like_events;#like_exposure;#like_events_rest;"
	    "#like_exposure_rest;#- %s: problems in 1,000 lines;"
	    "#- %s: problems in 1,000 lines;#value Ratio;#- 95%% interval;"
	    "#low;#high;state;#events;#exposure;#events_rest;#exposure_rest;"
	    "#- %s;#- %s",
	    done ? "With" : "AI",
	    done    ? "Without"
	    : human ? "Human"
		    : "No AI recorded",
	    done ? "All with it" : "All of AI",
	    done ? "All without it" : "All the others");
}

/* The columns of a figure, by kind; "-" in print alone. */
static struct str columns_of(const struct expansion *expansion,
    const struct measure *measure, const struct figure *figure)
{
	struct arena *keep = expansion->keep;
	struct word_fields none = { 0 };
	struct str hits = words_say(expansion->words,
	    arena_printf(keep, "hit." STR_FMT, STR_ARG(measure->id)),
	    CLASS_NONE, false, &none, keep);
	if (!hits.ptr)
		hits = measure->kind == MEASURE_TIME ? STR("Ended")
						     : STR("Of these");
	/* "-": they are all of them, so print has one column for both. */
	if (str_equal_z(hits, "-"))
		hits = STR("");
	struct str unit = print_sentence(keep, words_unit(measure));
	switch (measure->kind) {
	case MEASURE_SHARE:
		return arena_printf(keep,
		    "#n " STR_FMT ";#hit " STR_FMT
		    ";#value Share;#- 95%% interval;"
		    "#low;#high;state",
		    STR_ARG(unit), STR_ARG(hits));
	case MEASURE_RATE:
		return rate_columns(measure, figure, keep);
	case MEASURE_TIME:
		return arena_printf(keep,
		    "#n " STR_FMT ";#events " STR_FMT ";#value Median;"
		    "#- 95%% interval;#low;#high;state",
		    STR_ARG(things(measure->record, keep)), STR_ARG(hits));
	case MEASURE_COUNT:
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	return arena_printf(keep,
	    "#value " STR_FMT ";#- 95%% interval;#low;#high;state",
	    STR_ARG(unit));
}

/* A share of fewer records than five is counts alone: no percent of three. */
static bool is_share_of_few(
    const struct measure *measure, const struct figure *figure)
{
	return measure->kind == MEASURE_SHARE && figure->known &&
	       !figure->suppressed && figure->class == CLASS_TOO_LITTLE;
}

static void add_interval(struct table *table, const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	bool known = figure->known && figure->has_interval &&
		     !figure->suppressed && !is_share_of_few(measure, figure);
	struct str text =
	    known ? words_interval(measure, figure, keep) : STR("");
	table_text(table, keep, text);
	table_real(table, keep, STR(""), figure->low, known);
	table_real(table, keep, STR(""), figure->high, known);
}

static void add_value(struct table *table, const struct measure *measure,
    const struct figure *figure, struct arena *keep)
{
	struct str missing = words_missing(measure, figure);
	if (missing.ptr) {
		table_value(table, keep, missing, STR(""));
		return;
	}
	if (is_share_of_few(measure, figure)) {
		table_value(
		    table, keep, STR("too little data to say"), STR(""));
		return;
	}
	struct str text = words_value(measure, figure, keep);
	if (measure->kind == MEASURE_SHARE &&
	    measure->reading != READING_DIFFERENCE)
		text = print_share(keep, figure->value, 1);
	table_real(table, keep, text, figure->value, true);
}

static void add_count(struct table *table, const struct figure *figure,
    int64_t count, struct arena *keep)
{
	if (figure->suppressed)
		table_text(table, keep, STR(""));
	else
		table_count(table, keep, count);
}

static void add_lines(struct table *table, const struct figure *figure,
    double thousand, struct arena *keep)
{
	table_real(table, keep, print_decimals(keep, thousand, 1), thousand,
	    !figure->suppressed);
}

/* Problems and thousand lines of both sides. */
static void add_sides(
    struct table *table, const struct figure *figure, struct arena *keep)
{
	add_count(table, figure, figure->hit, keep);
	add_lines(table, figure, figure->exposure, keep);
	add_count(table, figure, figure->n, keep);
	add_lines(table, figure, figure->exposure_rest, keep);
}

void table_side(struct table *table, struct arena *keep, int64_t problems,
    double thousand, bool told)
{
	table_text(table, keep,
	    told ? arena_printf(keep, STR_FMT " in " STR_FMT,
		       STR_ARG(print_count(keep, problems)),
		       STR_ARG(print_decimals(keep, thousand, 1)))
		 : STR(""));
}

static void add_figure_cells(struct table *table, const struct measure *measure,
    const struct figure *figure, bool in_part, struct arena *keep)
{
	bool ratio = measure_is_ratio(measure);
	const struct figure like = reading_like(figure);
	bool told = in_part && !figure->suppressed;
	switch (measure->kind) {
	case MEASURE_RATE:
		if (ratio) {
			add_sides(table, &like, keep);
			table_side(table, keep, like.hit, like.exposure,
			    !figure->suppressed);
			table_side(table, keep, like.n, like.exposure_rest,
			    !figure->suppressed);
			break;
		}
		add_count(table, figure, figure->hit, keep);
		add_lines(table, figure, figure->exposure, keep);
		break;
	case MEASURE_SHARE:
	case MEASURE_TIME:
		add_count(table, figure, figure->n, keep);
		add_count(table, figure, figure->hit, keep);
		break;
	case MEASURE_COUNT:
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	add_value(table, measure, figure, keep);
	add_interval(table, measure, figure, keep);
	table_text(table, keep,
	    is_share_of_few(measure, figure) ? STR("too little data")
					     : words_state(measure, figure));
	if (!ratio)
		return;
	add_sides(table, figure, keep);
	table_side(table, keep, figure->hit, figure->exposure, told);
	table_side(table, keep, figure->n, figure->exposure_rest, told);
}

/* Whether a ratio of ANSWER rests on less than all. */
static bool is_in_part(const struct answer *answer)
{
	for (size_t i = 0; i < answer->group_count; i++)
		if (reading_is_part(&answer->groups[i].figure))
			return true;
	return reading_is_part(&answer->figure);
}

/* By tool or model: beside the ratio to people's code what its problems are to
 * those of all AI code, which may be said of few, too. */
static bool has_shrunk(const struct answer *answer)
{
	for (size_t i = 0; i < answer->group_count; i++)
		if (answer->groups[i].has_shrunk)
			return true;
	return false;
}

static void add_shrunk(struct table *table, const struct answer *answer,
    const struct group *group, struct arena *keep)
{
	struct figure beside = { .known = group && group->has_shrunk &&
					  !group->figure.suppressed };
	if (beside.known)
		beside = (struct figure){ .known = true,
			.has_interval = true,
			.value = group->shrunk,
			.low = group->shrunk_low,
			.high = group->shrunk_high };
	table_real(table, keep, words_value(answer->measure, &beside, keep),
	    beside.value, beside.known);
	add_interval(table, answer->measure, &beside, keep);
}

void table_fill(struct table *table, struct expansion *expansion,
    const struct answer *answer)
{
	struct arena *keep = expansion->keep;
	const struct measure *measure = answer->measure;
	if (measure->kind == MEASURE_TABLE) {
		table_rows_fill(table, expansion, answer);
		return;
	}
	if (answer->group_count)
		add_keys(table, expansion, &answer->groups[0]);
	else
		table_column(table, keep,
		    (struct table_column){
			.name = STR("group"), .title = STR("Group") });
	table_columns(table, keep,
	    arena_z(keep, columns_of(expansion, measure, &answer->figure)));
	bool in_part = is_in_part(answer);
	bool beside = has_shrunk(answer);
	if (beside)
		table_columns(table, keep,
		    "#beside Beside all AI code;#- 95% interval;#beside_low;"
		    "#beside_high");
	table_kinds(table, measure);
	for (size_t i = 0; i < answer->group_count; i++) {
		table_add_few(table,
		    words_few(expansion->words, measure,
			&answer->groups[i].figure, keep),
		    keep);
		add_key_cells(table, expansion, &answer->groups[i]);
		add_figure_cells(
		    table, measure, &answer->groups[i].figure, in_part, keep);
		if (beside)
			add_shrunk(table, answer, &answer->groups[i], keep);
	}
	/* A total beside hidden groups would give them away. */
	if (!answer->group_count || answer->hidden_count ||
	    answer->figure.suppressed ||
	    str_equal_z(answer->groups[0].keys[0].key, "month"))
		return;
	table_text(table, keep, STR("All"));
	for (size_t i = 1; i < answer->groups[0].key_count; i++)
		table_text(table, keep, STR(""));
	add_figure_cells(table, measure, &answer->figure, in_part, keep);
	if (beside)
		add_shrunk(table, answer, NULL, keep);
	table->has_total = answer->group_count > 1;
	if (!table->has_total)
		table->cell_count -= table->column_count;
}
