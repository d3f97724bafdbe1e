/* The funnel of origin, from a table measure with the columns stage, lines,
 * left, left_as and assessed. */
#include "render/figure.h"
#include "render/print.h"

/* "stage.ai" -> "AI-assisted"; a stage without words keeps its name. */
static struct str stage_words(
    const struct chart_request *request, const char *what, struct str name)
{
	struct word_fields none = { 0 };
	struct str text = words_say(request->expansion->words,
	    arena_printf(request->keep, "%s." STR_FMT, what, STR_ARG(name)),
	    CLASS_NONE, false, &none, request->keep);
	return text.ptr ? text : name;
}

static enum left_kind left_kind(struct str word)
{
	if (str_equal_z(word, "unknown") || str_equal_z(word, "unscanned"))
		return LEFT_UNKNOWN;
	return str_equal_z(word, "human") ? LEFT_HUMAN : LEFT_ALERT;
}

/* A row of the funnel, LAST lines after the stage before. */
static struct origin_stage stage_of(const struct chart_request *request,
    const struct answer *answer, size_t row, int64_t last)
{
	struct arena *keep = request->keep;
	struct str name = answer_cell(answer, row, "stage");
	struct str left_as = answer_cell(answer, row, "left_as");
	int64_t assessed = 0;
	struct origin_stage stage = {
		.label = stage_words(request, "stage", name),
		.mixed = row < 2,
	};
	(void)str_to_int(answer_cell(answer, row, "assessed"), &assessed);
	stage.assessed =
	    assessed != 0 &&
	    str_to_int(answer_cell(answer, row, "lines"), &stage.lines);
	if (!stage.assessed || !row)
		return stage;
	if (last > 0)
		stage.share = arena_printf(keep, STR_FMT " " STR_FMT,
		    STR_ARG(print_share(
			keep, (double)stage.lines / (double)last, 0)),
		    STR_ARG(stage_words(request, "stage_share", name)));
	(void)str_to_int(answer_cell(answer, row, "left"), &stage.left);
	stage.left_kind = left_kind(left_as);
	if (stage.left > 0)
		stage.left_words = arena_printf(keep, STR_FMT " " STR_FMT,
		    STR_ARG(print_count(keep, stage.left)),
		    STR_ARG(stage_words(request, "left", left_as)));
	return stage;
}

static void add_stage_row(struct table *table, const struct origin_stage *stage,
    int64_t last, struct arena *keep)
{
	table_text(table, keep, stage->label);
	if (stage->assessed)
		table_count(table, keep, stage->lines);
	else
		table_value(table, keep, STR("not assessed"), STR(""));
	table_real(table, keep, stage->share,
	    last > 0 ? (double)stage->lines / (double)last : 0,
	    stage->assessed && stage->share.len);
	table_text(table, keep, stage->left_words);
	table_text(
	    table, keep, stage->assessed ? STR("shown") : STR("not assessed"));
}

bool figure_origin(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct arena *keep = request->keep;
	struct origin_data *data = ARENA_NEW(keep, struct origin_data);
	int64_t last = 0;
	int64_t ai = 0;
	if (!figure_ask(&answer, request, false, err))
		return false;
	drawn->kind = &chart_origin;
	drawn->class = CLASS_OPEN;
	drawn->alt = STR("");
	data->stages =
	    arena_array(keep, answer.row_count, sizeof *data->stages);
	table_columns(request->table, keep,
	    "step Step;#lines Lines;#share Share of the step before;"
	    "#left Left at this step;state");
	for (size_t i = 0; i < answer.row_count; i++) {
		struct origin_stage *stage = &data->stages[data->count++];
		*stage = stage_of(request, &answer, i, last);
		add_stage_row(request->table, stage, last, keep);
		drawn->alt = arena_printf(keep,
		    STR_FMT "%s" STR_FMT ": " STR_FMT, STR_ARG(drawn->alt),
		    drawn->alt.len ? "; " : "", STR_ARG(stage->label),
		    STR_ARG(stage->assessed ? print_count(keep, stage->lines)
					    : STR("not assessed")));
		if (stage->assessed)
			last = stage->lines;
		if (str_equal_z(answer_cell(&answer, i, "stage"), "ai"))
			ai = stage->lines;
	}
	/* The finding, only when every step was looked at. */
	if (ai > 0 && data->count && data->stages[data->count - 1].assessed) {
		drawn->class = CLASS_CLEAR_UP;
		words_set(&drawn->fields, "share",
		    print_share(keep, (double)last / (double)ai, 0));
		drawn->source = arena_printf(keep,
		    STR_FMT " of " STR_FMT " AI-assisted lines.",
		    STR_ARG(print_count(keep, last)),
		    STR_ARG(print_count(keep, ai)));
	}
	if (data->count && data->stages[0].assessed && data->stages[0].lines)
		drawn->data = data;
	return true;
}
