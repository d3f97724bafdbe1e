/* The evidence matrix: controls against the strength of what speaks for them,
 * from a table measure with a row a control. With by="framework" a row is a
 * list of controls, each counted under its strongest evidence. */
#include "base/date.h"
#include "render/figure.h"
#include "render/print.h"

#define MONTH_BYTES 7 /* "2025-10" */

static enum matrix_result result_of(struct str word)
{
	static const char *const words[] = {
		[MATRIX_MET] = "met",
		[MATRIX_PART] = "partly met",
		[MATRIX_NOT_MET] = "not met",
		[MATRIX_ATTESTED] = "attested",
	};
	for (int i = 0; i < MATRIX_NOT_ASSESSED; i++)
		if (str_equal_z(word, words[i]))
			return (enum matrix_result)i;
	return MATRIX_NOT_ASSESSED;
}

/* "statement; operation": each that is named, else none. */
static void set_strengths(struct matrix_row *row, struct str text)
{
	static const char *const names[] = {
		[STRENGTH_DESIGN] = "design",
		[STRENGTH_OPERATION] = "operation",
		[STRENGTH_INDIRECT] = "indirect",
		[STRENGTH_STATED] = "statement",
	};
	struct str part;
	bool any = false;
	while (
	    row->result != MATRIX_NOT_ASSESSED && str_split(&text, ';', &part))
		for (int i = 0; i < STRENGTH_NONE; i++)
			if (str_equal_z(str_trim(part), names[i])) {
				row->counts[i] = 1;
				any = true;
			}
	row->counts[STRENGTH_NONE] = !any;
}

static enum matrix_strength strongest(const struct matrix_row *row)
{
	static const enum matrix_strength order[] = { STRENGTH_OPERATION,
		STRENGTH_DESIGN, STRENGTH_INDIRECT, STRENGTH_STATED };
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (row->counts[order[i]])
			return order[i];
	return STRENGTH_NONE;
}

static struct matrix_row row_of(
    const struct answer *answer, size_t i, struct arena *keep)
{
	struct matrix_row row = {
		.control = answer_cell(answer, i, "control"),
		.title = answer_cell(answer, i, "title"),
		.result = result_of(answer_cell(answer, i, "result")),
		.controls = 1,
	};
	row.met = row.result == MATRIX_MET;
	row.since = print_month(
	    keep, str_slice(answer_cell(answer, i, "since"), 0, MONTH_BYTES));
	set_strengths(&row, answer_cell(answer, i, "strength"));
	return row;
}

/* The row of LIST, in the order in which lists come first. */
static struct matrix_row *list_row(struct matrix_data *data, struct str list)
{
	for (size_t i = 0; i < data->count; i++)
		if (str_equal(data->rows[i].title, list))
			return &data->rows[i];
	data->rows[data->count].title = list;
	return &data->rows[data->count++];
}

static void add_control(struct matrix_data *data, const struct answer *answer,
    size_t i, bool by_list, struct arena *keep)
{
	struct matrix_row control = row_of(answer, i, keep);
	if (!by_list) {
		data->rows[data->count++] = control;
		return;
	}
	struct str name = answer_cell(answer, i, "name");
	struct matrix_row *row = list_row(
	    data, name.len ? name : answer_cell(answer, i, "framework"));
	row->controls++;
	row->met += control.met;
	row->counts[strongest(&control)]++;
	row->result = row->controls > 1 ? MATRIX_MET : control.result;
}

/* ------------------------------------------------------------- the table */

static const struct {
	const char *name;
	const char *title;
} printed_columns[] = { { "control", "Control" }, { "title", "Asked" },
	{ "result", "Evidence says" }, { "strength", "Strength" },
	{ "since", "In force since" }, { "population", "Population" },
	{ "exceptions", "Exceptions" }, { "unknown", "Not known" } };

enum { PRINTED_COLUMNS = sizeof printed_columns / sizeof *printed_columns };

static void fill_printed(
    struct table *printed, const struct answer *answer, struct arena *keep)
{
	for (size_t i = 0; i < PRINTED_COLUMNS; i++)
		table_column(printed, keep,
		    (struct table_column){
			.name = str_from(printed_columns[i].name),
			.title = str_from(printed_columns[i].title),
			.number = i > 4,
			.whole = i == 4 });
	for (size_t r = 0; r < answer->row_count; r++)
		for (size_t i = 0; i < PRINTED_COLUMNS; i++) {
			struct str text =
			    answer_cell(answer, r, printed_columns[i].name);
			int64_t count;
			int64_t since;
			if (i == 4 && date_parse_iso(text, &since))
				text = print_date(keep, since);
			else if (i > 4 && str_to_int(text, &count))
				text = print_count(keep, count);
			table_text(printed, keep, text);
		}
}

static void fill_lists(
    struct table *printed, const struct matrix_data *data, struct arena *keep)
{
	table_columns(printed, keep,
	    "list List;#controls Controls;#met Met;#design Design;"
	    "#operation Operation;#indirect Indirect;#stated Stated;"
	    "#none None");
	for (size_t r = 0; r < data->count; r++) {
		table_text(printed, keep, data->rows[r].title);
		table_count(printed, keep, data->rows[r].controls);
		table_count(printed, keep, data->rows[r].met);
		for (int i = 0; i < MATRIX_STRENGTHS; i++)
			table_count(printed, keep, data->rows[r].counts[i]);
	}
}

/* ------------------------------------------------------------- the words */

static void set_words(struct drawn *drawn, const struct answer *answer,
    const struct matrix_data *data, struct arena *keep)
{
	int64_t counts[MATRIX_NOT_ASSESSED + 1] = { 0 };
	int64_t n = (int64_t)answer->row_count;
	int64_t operating = 0;
	for (size_t i = 0; i < answer->row_count; i++) {
		struct matrix_row row = row_of(answer, i, keep);
		counts[row.result]++;
		operating += row.counts[STRENGTH_OPERATION];
	}
	words_set(&drawn->fields, "hit", print_count(keep, counts[MATRIX_MET]));
	words_set(&drawn->fields, "n", print_count(keep, n));
	words_set(&drawn->fields, "unknown",
	    print_count(keep, counts[MATRIX_NOT_ASSESSED]));
	words_set(
	    &drawn->fields, "groups", print_count(keep, (int64_t)data->count));
	drawn->alt = arena_printf(keep,
	    STR_FMT ": " STR_FMT " met, " STR_FMT " partly met, " STR_FMT
		    " not met, " STR_FMT " attested, " STR_FMT
		    " not assessed; evidence of operation for " STR_FMT,
	    STR_ARG(print_things(keep, n, "control", "controls")),
	    STR_ARG(print_count(keep, counts[MATRIX_MET])),
	    STR_ARG(print_count(keep, counts[MATRIX_PART])),
	    STR_ARG(print_count(keep, counts[MATRIX_NOT_MET])),
	    STR_ARG(print_count(keep, counts[MATRIX_ATTESTED])),
	    STR_ARG(print_count(keep, counts[MATRIX_NOT_ASSESSED])),
	    STR_ARG(print_count(keep, operating)));
}

bool figure_matrix(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct arena *keep = request->keep;
	struct matrix_data *data = ARENA_NEW(keep, struct matrix_data);
	struct table *printed = ARENA_NEW(keep, struct table);
	/* rows of a table measure have no groups */
	bool by_list = template_get(request->node, "by").len > 0;
	struct question question;
	expand_question(&question, request->expansion, request->node,
	    template_get(request->node, "of"));
	question.by_count = 0;
	if (!expand_ask(&answer, request->expansion, &question, err))
		return false;
	expand_order(&answer, request->node, request->keep);
	drawn->kind = &chart_matrix;
	drawn->class = CLASS_NONE;
	if (!answer.row_count)
		return true;
	data->row_title = by_list ? STR("List") : STR("Control");
	data->rows = arena_array(keep, answer.row_count, sizeof *data->rows);
	for (size_t i = 0; i < answer.row_count; i++)
		add_control(data, &answer, i, by_list, keep);
	table_fill(request->table, request->expansion, &answer);
	if (by_list)
		fill_lists(printed, data, keep);
	else
		fill_printed(printed, &answer, keep);
	request->table->entries = !by_list;
	request->table->printed = printed;
	set_words(drawn, &answer, data, keep);
	drawn->data = data;
	return true;
}
