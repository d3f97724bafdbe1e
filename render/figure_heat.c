/* The heat map: rows of a key against what is not well of several shares. */
#include <stdlib.h>

#include "render/figure.h"
#include "render/print.h"

enum { GAPS_MAX = 6, HEAT_ROWS_MAX = 24 };

struct heat_build {
	const struct template_node *gaps[GAPS_MAX];
	struct answer answers[GAPS_MAX];
	size_t gap_count;
	struct str rows[HEAT_ROWS_MAX];
	size_t row_count;
	size_t hidden; /* rows without any cell that may be shown */
};

static const struct figure *heat_figure(
    const struct answer *answer, struct str row)
{
	for (size_t i = 0; i < answer->group_count; i++)
		if (str_equal(answer->groups[i].keys[0].value, row))
			return &answer->groups[i].figure;
	return NULL;
}

static struct heat_cell cell_of(
    const struct answer *answer, const struct figure *figure)
{
	struct heat_cell cell = { .state = HEAT_NOT_ASSESSED };
	if (!figure || !figure->known || figure->suppressed || !figure->n)
		return cell;
	cell.assessed = figure->n;
	cell.open = answer->measure->direction == DIRECTION_DOWN
			? figure->hit
			: figure->n - figure->hit;
	cell.state = cell.open == 0		     ? HEAT_MET
		     : cell.open * 2 > cell.assessed ? HEAT_GAP
						     : HEAT_PART;
	return cell;
}

static bool ask_gaps(struct heat_build *build,
    const struct chart_request *request, struct error *err)
{
	for (const struct template_node *at = request->node->first; at;
	     at = at->next) {
		struct question question;
		if (!template_is(at, "gap") || build->gap_count == GAPS_MAX)
			continue;
		struct answer *answer = &build->answers[build->gap_count];
		expand_question(
		    &question, request->expansion, at, template_get(at, "of"));
		struct str *by = ARENA_NEW(request->keep, struct str);
		*by = template_get(request->node, "by");
		question.by = by;
		question.by_count = 1;
		if (!expand_ask(answer, request->expansion, &question, err))
			return false;
		if (answer->figure.known || answer->group_count)
			build->gaps[build->gap_count++] = at;
	}
	return true;
}

static bool has_shown(const struct heat_build *build, struct str row)
{
	for (size_t i = 0; i < build->gap_count; i++)
		if (cell_of(&build->answers[i],
			heat_figure(&build->answers[i], row))
			.state != HEAT_NOT_ASSESSED)
			return true;
	return false;
}

static void find_rows(struct heat_build *build)
{
	struct str hidden[HEAT_ROWS_MAX] = { STR_NONE };
	for (size_t i = 0; i < build->gap_count; i++)
		for (size_t g = 0; g < build->answers[i].group_count; g++) {
			struct str row =
			    build->answers[i].groups[g].keys[0].value;
			bool known = !row.len;
			for (size_t k = 0; k < build->row_count; k++)
				known = known || str_equal(build->rows[k], row);
			for (size_t k = 0; k < build->hidden; k++)
				known = known || str_equal(hidden[k], row);
			if (known)
				continue;
			if (!has_shown(build, row)) {
				if (build->hidden < HEAT_ROWS_MAX)
					hidden[build->hidden++] = row;
			} else if (build->row_count < HEAT_ROWS_MAX) {
				build->rows[build->row_count++] = row;
			}
		}
}

static int64_t open_in_row(const struct heat_build *build, struct str row)
{
	int64_t open = 0;
	for (size_t i = 0; i < build->gap_count; i++) {
		struct heat_cell cell = cell_of(
		    &build->answers[i], heat_figure(&build->answers[i], row));
		open += cell.state == HEAT_GAP || cell.state == HEAT_PART;
	}
	return open;
}

/* Most open gaps first; insertion keeps the names' order among equals. */
static void sort_rows(struct heat_build *build)
{
	for (size_t i = 1; i < build->row_count; i++)
		for (size_t k = i; k > 0; k--) {
			int64_t a = open_in_row(build, build->rows[k - 1]);
			int64_t b = open_in_row(build, build->rows[k]);
			if (a > b || (a == b && str_compare(build->rows[k - 1],
						    build->rows[k]) <= 0))
				break;
			struct str row = build->rows[k];
			build->rows[k] = build->rows[k - 1];
			build->rows[k - 1] = row;
		}
}

static struct str two_lines(struct str label, struct arena *keep)
{
	char *copy = arena_z(keep, label);
	size_t best = label.len;
	for (size_t i = 0; i < label.len; i++)
		if (copy[i] == ' ' &&
		    (best == label.len ||
			labs((long)i - (long)label.len / 2) <
			    labs((long)best - (long)label.len / 2)))
			best = i;
	if (best < label.len)
		copy[best] = '\n';
	return (struct str){ copy, label.len };
}

static void fill_heat_cells(struct heat_data *data,
    const struct heat_build *build, struct table *table, struct arena *keep)
{
	size_t columns = build->gap_count;
	data->cells =
	    arena_array(keep, build->row_count * columns, sizeof *data->cells);
	data->cell_words = arena_array(
	    keep, build->row_count * columns, sizeof *data->cell_words);
	for (size_t r = 0; r < build->row_count; r++) {
		table_text(table, keep, build->rows[r]);
		for (size_t c = 0; c < columns; c++) {
			struct heat_cell cell = cell_of(&build->answers[c],
			    heat_figure(&build->answers[c], build->rows[r]));
			struct str *words = &data->cell_words[r * columns + c];
			data->cells[r * columns + c] = cell;
			if (cell.state == HEAT_NOT_ASSESSED) {
				const struct figure *hidden = heat_figure(
				    &build->answers[c], build->rows[r]);
				bool few = hidden && hidden->suppressed;
				if (few)
					*words = STR("not shown");
				table_value(table, keep,
				    few ? STR("not shown, for privacy")
					: STR("not assessed"),
				    STR(""));
				table_text(table, keep, STR(""));
				table_text(table, keep,
				    few ? STR("suppressed")
					: STR("not assessed"));
				continue;
			}
			table_value(table, keep,
			    arena_printf(keep, STR_FMT " of " STR_FMT,
				STR_ARG(print_count(keep, cell.open)),
				STR_ARG(print_count(keep, cell.assessed))),
			    arena_printf(keep, "%lld", (long long)cell.open));
			table_value(table, keep, STR(""),
			    arena_printf(
				keep, "%lld", (long long)cell.assessed));
			table_text(table, keep, STR("shown"));
		}
	}
}

static void fill_heat_totals(
    struct heat_data *data, const struct heat_build *build, struct arena *keep)
{
	size_t columns = build->gap_count;
	int64_t all_open = 0;
	int64_t all_assessed = 0;
	data->row_totals =
	    arena_array(keep, build->row_count * 2, sizeof *data->row_totals);
	data->column_totals =
	    arena_array(keep, columns, sizeof *data->column_totals);
	for (size_t r = 0; r < build->row_count; r++) {
		int64_t open = 0;
		int64_t assessed = 0;
		for (size_t c = 0; c < columns; c++) {
			enum heat_state state =
			    data->cells[r * columns + c].state;
			open += state == HEAT_GAP || state == HEAT_PART;
			assessed += state != HEAT_NOT_ASSESSED;
		}
		data->row_totals[r * 2] =
		    arena_printf(keep, "%lld", (long long)open);
		data->row_totals[r * 2 + 1] = arena_printf(
		    keep, "%lld of %zu", (long long)assessed, columns);
		all_open += open;
		all_assessed += assessed;
	}
	for (size_t c = 0; c < columns; c++) {
		int64_t open = 0;
		int64_t assessed = 0;
		for (size_t r = 0; r < build->row_count; r++) {
			enum heat_state state =
			    data->cells[r * columns + c].state;
			open += state == HEAT_GAP || state == HEAT_PART;
			assessed += state != HEAT_NOT_ASSESSED;
		}
		data->column_totals[c] = arena_printf(
		    keep, "%lld of %lld", (long long)open, (long long)assessed);
	}
	data->grand_totals[0] = arena_printf(keep, "%lld", (long long)all_open);
	data->grand_totals[1] = arena_printf(keep, "%lld of %zu",
	    (long long)all_assessed, build->row_count * columns);
}

/* The column in which most rows have a gap, for the title. */
static void set_worst(struct drawn *drawn, const struct heat_build *build,
    const struct heat_data *data, struct arena *keep)
{
	size_t columns = build->gap_count;
	size_t worst = 0;
	int64_t most = 0;
	int64_t of = 0;
	for (size_t c = 0; c < columns; c++) {
		int64_t open = 0;
		int64_t assessed = 0;
		for (size_t r = 0; r < build->row_count; r++) {
			enum heat_state state =
			    data->cells[r * columns + c].state;
			open += state == HEAT_GAP;
			assessed += state != HEAT_NOT_ASSESSED;
		}
		if (open > most) {
			most = open;
			worst = c;
			of = assessed;
		}
	}
	drawn->class =
	    most && build->row_count > 1 ? CLASS_CLEAR_UP : CLASS_OPEN;
	words_set(&drawn->fields, "groups",
	    print_count(keep, (int64_t)build->row_count));
	if (!most)
		return;
	words_set(
	    &drawn->fields, "top", template_get(build->gaps[worst], "label"));
	words_set(&drawn->fields, "top_value",
	    arena_printf(keep, "%lld of %lld", (long long)most, (long long)of));
}

bool figure_heat(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct arena *keep = request->keep;
	struct heat_build *build = ARENA_NEW(keep, struct heat_build);
	struct heat_data *data = ARENA_NEW(keep, struct heat_data);
	if (!ask_gaps(build, request, err))
		return false;
	find_rows(build);
	sort_rows(build);
	struct str row_title =
	    print_sentence(keep, template_get(request->node, "by"));
	table_column(request->table, keep,
	    (struct table_column){ .name = template_get(request->node, "by"),
		.title = row_title });
	data->columns =
	    arena_array(keep, build->gap_count, sizeof *data->columns);
	for (size_t i = 0; i < build->gap_count; i++) {
		struct str label = template_get(build->gaps[i], "label");
		struct str id = build->answers[i].measure->id;
		data->columns[i] = two_lines(label, keep);
		table_column(request->table, keep,
		    (struct table_column){ .name = arena_printf(keep,
					       STR_FMT ".open", STR_ARG(id)),
			.title = label,
			.number = true });
		table_column(request->table, keep,
		    (struct table_column){
			.name = arena_printf(
			    keep, STR_FMT ".assessed", STR_ARG(id)),
			.show = SHOW_CSV });
		table_column(request->table, keep,
		    (struct table_column){ .name = arena_printf(keep,
					       STR_FMT ".state", STR_ARG(id)),
			.show = SHOW_CSV });
	}
	data->row_title = row_title;
	data->rows = build->rows;
	data->row_count = build->row_count;
	data->column_count = build->gap_count;
	data->total_titles[0] = STR("Gaps\nopen");
	data->total_titles[1] = STR("Gaps\nassessed");
	drawn->kind = &chart_heat;
	drawn->alt = STR("");
	if (!build->row_count || !build->gap_count)
		return true;
	fill_heat_cells(data, build, request->table, keep);
	fill_heat_totals(data, build, keep);
	set_worst(drawn, build, data, keep);
	drawn->data = data;
	drawn->alt = arena_printf(keep,
	    STR_FMT " against " STR_FMT ": " STR_FMT " open; most in " STR_FMT,
	    STR_ARG(
		print_things(keep, (int64_t)build->row_count, "row", "rows")),
	    STR_ARG(
		print_things(keep, (int64_t)build->gap_count, "gap", "gaps")),
	    STR_ARG(data->grand_totals[0]), STR_ARG(build->rows[0]));
	if (build->hidden)
		drawn->source = arena_printf(keep,
		    STR_FMT " " STR_FMT " not shown, for privacy.",
		    STR_ARG(print_things(
			keep, (int64_t)build->hidden, "row", "rows")),
		    STR_ARG(build->hidden == 1 ? STR("is") : STR("are")));
	return true;
}
