/* The heat map: rows of a key against what is not well of several shares. */
#include <stdlib.h>

#include "base/map.h"
#include "base/vec.h"
#include "render/figure.h"
#include "render/print.h"

/* HEAT_ROWS_MAX: that a reader can take in; the table has all. */
enum { GAPS_MAX = 6, HEAT_ROWS_MAX = 12 };

struct heat_row {
	struct str name;
	const struct figure *figures[GAPS_MAX]; /* NULL: nothing of it */
	int64_t open;				/* gaps, in part or more */
	int64_t wide;  /* of these, in more than half */
	int64_t first; /* what is open of the first gap */
};

struct heat_build {
	const struct template_node *gaps[GAPS_MAX];
	struct answer answers[GAPS_MAX];
	size_t gap_count;
	VEC(struct heat_row) rows;
	int64_t hidden; /* rows without any cell that may be shown */
};

static struct heat_cell cell_of(
    const struct heat_build *build, const struct heat_row *row, size_t gap)
{
	const struct answer *answer = &build->answers[gap];
	const struct figure *figure = row->figures[gap];
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

/* A row for each value of the key that any gap knows. */
static void find_rows(struct heat_build *build, struct arena *keep)
{
	struct map known = { .arena = keep };
	for (size_t i = 0; i < build->gap_count; i++)
		for (size_t g = 0; g < build->answers[i].group_count; g++) {
			const struct group *group =
			    &build->answers[i].groups[g];
			struct str name = group->keys[0].value;
			bool added;
			if (!name.len)
				continue;
			union map_value *at = map_put(&known, name, &added);
			if (added) {
				struct heat_row row = { .name = name };
				at->number = (int64_t)build->rows.count;
				VEC_PUSH(&build->rows, keep, row);
			}
			build->rows.items[at->number].figures[i] =
			    &group->figure;
		}
}

/* Counts what each row is sorted by; one without any cell is hidden. */
static void weigh_rows(struct heat_build *build)
{
	size_t shown = 0;
	for (size_t r = 0; r < build->rows.count; r++) {
		struct heat_row row = build->rows.items[r];
		bool any = false;
		for (size_t i = 0; i < build->gap_count; i++) {
			struct heat_cell cell = cell_of(build, &row, i);
			any = any || cell.state != HEAT_NOT_ASSESSED;
			row.wide += cell.state == HEAT_GAP;
			row.open += cell.open > 0;
			row.first = i ? row.first : cell.open;
		}
		if (any)
			build->rows.items[shown++] = row;
	}
	build->hidden = (int64_t)(build->rows.count - shown);
	build->rows.count = shown;
}

/* Most open gaps first, of these the widest, then by the first gap. */
static int compare_rows(const void *a, const void *b)
{
	const struct heat_row *x = a;
	const struct heat_row *y = b;
	if (x->open != y->open)
		return x->open < y->open ? 1 : -1;
	if (x->wide != y->wide)
		return x->wide < y->wide ? 1 : -1;
	if (x->first != y->first)
		return x->first < y->first ? 1 : -1;
	return str_compare(x->name, y->name);
}

static void sort_rows(struct heat_build *build)
{
	if (build->rows.count)
		qsort(build->rows.items, build->rows.count,
		    sizeof *build->rows.items, compare_rows);
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
	    arena_array(keep, build->rows.count * columns, sizeof *data->cells);
	data->cell_words = arena_array(
	    keep, build->rows.count * columns, sizeof *data->cell_words);
	for (size_t r = 0; r < build->rows.count; r++) {
		const struct heat_row *row = &build->rows.items[r];
		table_text(table, keep, row->name);
		for (size_t c = 0; c < columns; c++) {
			struct heat_cell cell = cell_of(build, row, c);
			struct str *words = &data->cell_words[r * columns + c];
			data->cells[r * columns + c] = cell;
			if (cell.state == HEAT_NOT_ASSESSED) {
				const struct figure *hidden = row->figures[c];
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
	    arena_array(keep, build->rows.count * 2, sizeof *data->row_totals);
	data->column_totals =
	    arena_array(keep, columns, sizeof *data->column_totals);
	for (size_t r = 0; r < build->rows.count; r++) {
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
		for (size_t r = 0; r < build->rows.count; r++) {
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
	    (long long)all_assessed, build->rows.count * columns);
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
		for (size_t r = 0; r < build->rows.count; r++) {
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
	    most && build->rows.count > 1 ? CLASS_CLEAR_UP : CLASS_OPEN;
	words_set(&drawn->fields, "groups",
	    print_count(keep, (int64_t)build->rows.count));
	if (!most)
		return;
	words_set(
	    &drawn->fields, "top", template_get(build->gaps[worst], "label"));
	words_set(&drawn->fields, "top_value",
	    arena_printf(keep, "%lld of %lld", (long long)most, (long long)of));
}

/* A column for the rows, then three for each gap. */
static void add_columns(struct heat_data *data,
    const struct chart_request *request, const struct heat_build *build)
{
	struct arena *keep = request->keep;
	struct table *table = request->table;
	data->row_title =
	    print_sentence(keep, template_get(request->node, "by"));
	table_column(table, keep,
	    (struct table_column){ .name = template_get(request->node, "by"),
		.title = data->row_title });
	data->columns =
	    arena_array(keep, build->gap_count, sizeof *data->columns);
	for (size_t i = 0; i < build->gap_count; i++) {
		struct str label = template_get(build->gaps[i], "label");
		struct str id = build->answers[i].measure->id;
		data->columns[i] = two_lines(label, keep);
		table_column(table, keep,
		    (struct table_column){ .name = arena_printf(keep,
					       STR_FMT ".open", STR_ARG(id)),
			.title = label,
			.number = true });
		table_column(table, keep,
		    (struct table_column){
			.name = arena_printf(
			    keep, STR_FMT ".assessed", STR_ARG(id)),
			.number = true,
			.show = SHOW_CSV });
		table_column(table, keep,
		    (struct table_column){ .name = arena_printf(keep,
					       STR_FMT ".state", STR_ARG(id)),
			.show = SHOW_CSV });
	}
}

static void say_heat(struct drawn *drawn, const struct heat_data *data,
    const struct heat_build *build, struct arena *keep)
{
	drawn->alt = arena_printf(keep,
	    STR_FMT " against " STR_FMT ": " STR_FMT " open; most in " STR_FMT,
	    STR_ARG(
		print_things(keep, (int64_t)build->rows.count, "row", "rows")),
	    STR_ARG(
		print_things(keep, (int64_t)build->gap_count, "gap", "gaps")),
	    STR_ARG(data->grand_totals[0]), STR_ARG(data->rows[0]));
	if (build->hidden)
		drawn->source = arena_printf(keep,
		    STR_FMT " " STR_FMT " not shown, for privacy.",
		    STR_ARG(print_things(keep, build->hidden, "row", "rows")),
		    STR_ARG(build->hidden == 1 ? STR("is") : STR("are")));
}

bool figure_heat(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct arena *keep = request->keep;
	struct heat_build *build = ARENA_NEW(keep, struct heat_build);
	struct heat_data *data = ARENA_NEW(keep, struct heat_data);
	if (!ask_gaps(build, request, err))
		return false;
	find_rows(build, keep);
	weigh_rows(build);
	sort_rows(build);
	add_columns(data, request, build);
	data->rows =
	    arena_array(keep, build->rows.count + 1, sizeof *data->rows);
	for (size_t i = 0; i < build->rows.count; i++)
		data->rows[i] = build->rows.items[i].name;
	data->most_rows = HEAT_ROWS_MAX;
	data->row_count = build->rows.count;
	data->column_count = build->gap_count;
	data->total_titles[0] = STR("Gaps\nopen");
	data->total_titles[1] = STR("Gaps\nassessed");
	drawn->kind = &chart_heat;
	drawn->alt = STR("");
	if (!build->rows.count || !build->gap_count)
		return true;
	fill_heat_cells(data, build, request->table, keep);
	fill_heat_totals(data, build, keep);
	set_worst(drawn, build, data, keep);
	say_heat(drawn, data, build, keep);
	drawn->data = data;
	return true;
}
