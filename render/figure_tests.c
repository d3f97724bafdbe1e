/* The matrix of own tests: kinds of weakness against models, from a table
 * measure with the columns pattern, model, working, insecure and state. It is
 * laid out as the heat map is: hatched is what nobody tested. */
#include "render/figure.h"
#include "render/print.h"

enum { MODELS_MAX = 6, KINDS_MAX = 24 };

struct tests_build {
	const struct answer *answer;
	struct str models[MODELS_MAX]; /* those tested most */
	int64_t weights[MODELS_MAX];
	size_t model_count;
	size_t left_out;
	struct str kinds[KINDS_MAX];
	size_t kind_count;
};

static int64_t number_at(
    const struct answer *answer, size_t row, const char *name)
{
	int64_t number;
	struct str text = answer_cell(answer, row, name);
	return text.ptr && str_to_int(text, &number) ? number : 0;
}

static int64_t samples_of(const struct answer *answer, struct str model)
{
	int64_t sum = 0;
	for (size_t i = 0; i < answer->row_count; i++)
		if (str_equal(answer_cell(answer, i, "model"), model))
			sum += number_at(answer, i, "samples");
	return sum;
}

/* Into its place by samples; equals stand in the order of their names. */
static void add_model(struct tests_build *build, struct str model)
{
	int64_t weight = samples_of(build->answer, model);
	size_t at = build->model_count;
	while (at > 0 && build->weights[at - 1] < weight)
		at--;
	if (build->model_count < MODELS_MAX)
		build->model_count++;
	else
		build->left_out++;
	for (size_t i = build->model_count; i-- > at + 1;) {
		build->models[i] = build->models[i - 1];
		build->weights[i] = build->weights[i - 1];
	}
	if (at < MODELS_MAX) {
		build->models[at] = model;
		build->weights[at] = weight;
	}
}

/* Rows come kind by kind, each with all models in one order. */
static void find_sides(struct tests_build *build)
{
	const struct answer *answer = build->answer;
	for (size_t i = 0; i < answer->row_count; i++) {
		struct str kind = answer_cell(answer, i, "pattern");
		if (build->kind_count &&
		    str_equal(build->kinds[build->kind_count - 1], kind)) {
			if (build->kind_count == 1)
				add_model(
				    build, answer_cell(answer, i, "model"));
			continue;
		}
		if (build->kind_count == KINDS_MAX)
			return;
		build->kinds[build->kind_count++] = kind;
		if (build->kind_count == 1)
			add_model(build, answer_cell(answer, i, "model"));
	}
}

static struct heat_cell cell_of(const struct tests_build *build, size_t kind,
    size_t model, struct str *words)
{
	const struct answer *answer = build->answer;
	struct heat_cell cell = { .state = HEAT_NOT_ASSESSED };
	for (size_t i = 0; i < answer->row_count; i++) {
		struct str state = answer_cell(answer, i, "state");
		if (!str_equal(answer_cell(answer, i, "pattern"),
			build->kinds[kind]) ||
		    !str_equal(
			answer_cell(answer, i, "model"), build->models[model]))
			continue;
		cell.open = number_at(answer, i, "insecure");
		cell.assessed = number_at(answer, i, "working");
		if (str_equal_z(state, "too_little"))
			*words = STR("too little");
		else if (str_equal_z(state, "assessed"))
			cell.state = cell.open == 0 ? HEAT_MET
				     : cell.open * 2 > cell.assessed
					 ? HEAT_GAP
					 : HEAT_PART;
	}
	return cell;
}

static void add_table_cell(struct table *table, const struct heat_cell *cell,
    bool few, struct arena *keep)
{
	if (cell->state == HEAT_NOT_ASSESSED) {
		table_value(table, keep,
		    few ? STR("too little") : STR("not assessed"), STR(""));
		table_text(table, keep, STR(""));
		table_text(table, keep,
		    few ? STR("too little data") : STR("not assessed"));
		return;
	}
	table_value(table, keep,
	    arena_printf(keep, STR_FMT " of " STR_FMT,
		STR_ARG(print_count(keep, cell->open)),
		STR_ARG(print_count(keep, cell->assessed))),
	    arena_printf(keep, "%lld", (long long)cell->open));
	table_value(table, keep, STR(""),
	    arena_printf(keep, "%lld", (long long)cell->assessed));
	table_text(table, keep, STR("shown"));
}

/* "fails of working", for a row or a column; none where nothing was tested. */
static struct str sum_of(const struct heat_cell *cells, size_t count,
    size_t step, struct arena *keep)
{
	int64_t open = 0;
	int64_t assessed = 0;
	for (size_t i = 0; i < count; i++) {
		const struct heat_cell *cell = &cells[i * step];
		if (cell->state == HEAT_NOT_ASSESSED)
			continue;
		open += cell->open;
		assessed += cell->assessed;
	}
	return assessed ? arena_printf(keep, STR_FMT "/" STR_FMT,
			      STR_ARG(print_count(keep, open)),
			      STR_ARG(print_count(keep, assessed)))
			: STR("none");
}

static struct str tested_of(
    const struct heat_cell *cells, size_t count, struct arena *keep)
{
	size_t tested = 0;
	for (size_t i = 0; i < count; i++)
		tested += cells[i].state != HEAT_NOT_ASSESSED;
	return arena_printf(keep, "%zu of %zu", tested, count);
}

static void add_totals(struct heat_data *data, struct arena *keep)
{
	size_t rows = data->row_count;
	size_t columns = data->column_count;
	data->row_totals =
	    arena_array(keep, rows * 2, sizeof *data->row_totals);
	data->column_totals =
	    arena_array(keep, columns, sizeof *data->column_totals);
	for (size_t r = 0; r < rows; r++) {
		const struct heat_cell *row = &data->cells[r * columns];
		data->row_totals[2 * r] = sum_of(row, columns, 1, keep);
		data->row_totals[2 * r + 1] = tested_of(row, columns, keep);
	}
	for (size_t c = 0; c < columns; c++)
		data->column_totals[c] =
		    sum_of(&data->cells[c], rows, columns, keep);
	data->grand_totals[0] = sum_of(data->cells, rows * columns, 1, keep);
	data->grand_totals[1] = tested_of(data->cells, rows * columns, keep);
}

/* "claude-sonnet-4-5" over two lines, at the dash nearest to its middle. */
static struct str two_lines(struct str name, struct arena *keep)
{
	size_t best = 0;
	for (size_t i = 1; i < name.len; i++) {
		size_t off =
		    2 * i > name.len ? 2 * i - name.len : name.len - 2 * i;
		size_t was = 2 * best > name.len ? 2 * best - name.len
						 : name.len - 2 * best;
		if ((name.ptr[i - 1] == '-' || name.ptr[i - 1] == ' ') &&
		    off < was)
			best = i;
	}
	if (name.len < 12 || !best)
		return name;
	return arena_printf(keep, STR_FMT "\n" STR_FMT,
	    STR_ARG(str_slice(name, 0, best)), STR_ARG(str_skip(name, best)));
}

static void fill(struct heat_data *data, const struct tests_build *build,
    struct table *table, struct arena *keep)
{
	size_t columns = build->model_count;
	size_t count = build->kind_count * columns;
	data->cells = arena_array(keep, count + 1, sizeof *data->cells);
	data->cell_words =
	    arena_array(keep, count + 1, sizeof *data->cell_words);
	for (size_t r = 0; r < build->kind_count; r++) {
		table_text(table, keep, build->kinds[r]);
		for (size_t c = 0; c < columns; c++) {
			struct str *words = &data->cell_words[r * columns + c];
			*words = STR_NONE;
			data->cells[r * columns + c] =
			    cell_of(build, r, c, words);
			add_table_cell(table, &data->cells[r * columns + c],
			    words->ptr != NULL, keep);
		}
	}
	add_totals(data, keep);
}

static void add_columns(struct table *table, struct heat_data *data,
    const struct tests_build *build, struct arena *keep)
{
	table_column(table, keep,
	    (struct table_column){
		.name = STR("pattern"), .title = data->row_title });
	data->columns =
	    arena_array(keep, build->model_count + 1, sizeof *data->columns);
	for (size_t i = 0; i < build->model_count; i++) {
		struct str model = build->models[i];
		data->columns[i] = two_lines(model, keep);
		table_column(table, keep,
		    (struct table_column){ .name = arena_printf(keep,
					       STR_FMT ".fail", STR_ARG(model)),
			.title = model,
			.number = true });
		table_column(table, keep,
		    (struct table_column){
			.name = arena_printf(
			    keep, STR_FMT ".working", STR_ARG(model)),
			.number = true,
			.show = SHOW_CSV });
		table_column(table, keep,
		    (struct table_column){
			.name = arena_printf(
			    keep, STR_FMT ".state", STR_ARG(model)),
			.show = SHOW_CSV });
	}
}

/* Kinds that nobody tested, for the title. */
static void set_fields(
    struct drawn *drawn, const struct heat_data *data, struct arena *keep)
{
	int64_t untested = 0;
	for (size_t r = 0; r < data->row_count; r++)
		untested += str_equal_z(data->row_totals[2 * r], "none");
	drawn->class = untested ? CLASS_CLEAR_UP : CLASS_OPEN;
	words_set(
	    &drawn->fields, "n", print_count(keep, (int64_t)data->row_count));
	words_set(&drawn->fields, "hit", print_count(keep, untested));
}

bool figure_tests(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	static const struct figure few = { .class = CLASS_TOO_LITTLE };
	struct arena *keep = request->keep;
	struct answer *answer = ARENA_NEW(keep, struct answer);
	struct tests_build build = { .answer = answer };
	struct heat_data *data = ARENA_NEW(keep, struct heat_data);
	if (!figure_ask(answer, request, false, err))
		return false;
	*data = (struct heat_data){ .row_title = STR("Kind of weakness") };
	find_sides(&build);
	add_columns(request->table, data, &build, keep);
	table_add_few(request->table,
	    words_few(request->expansion->words, answer->measure, &few, keep),
	    keep);
	data->rows =
	    arena_array(keep, build.kind_count + 1, sizeof *data->rows);
	for (size_t i = 0; i < build.kind_count; i++)
		data->rows[i] = build.kinds[i];
	data->row_count = build.kind_count;
	data->column_count = build.model_count;
	data->total_titles[0] = STR("All\nmodels");
	data->total_titles[1] = STR("Models\ntested");
	drawn->kind = &chart_heat;
	drawn->alt = STR("");
	if (!build.kind_count || !build.model_count)
		return true;
	fill(data, &build, request->table, keep);
	set_fields(drawn, data, keep);
	drawn->data = data;
	drawn->alt = arena_printf(keep,
	    STR_FMT " against " STR_FMT ": " STR_FMT
		    " working samples fail; tested " STR_FMT,
	    STR_ARG(print_things(keep, (int64_t)build.kind_count,
		"kind of weakness", "kinds of weakness")),
	    STR_ARG(print_things(
		keep, (int64_t)build.model_count, "model", "models")),
	    STR_ARG(data->grand_totals[0]), STR_ARG(data->grand_totals[1]));
	if (build.left_out)
		drawn->source =
		    arena_printf(keep, "Not drawn: " STR_FMT " tested less.",
			STR_ARG(print_things(
			    keep, (int64_t)build.left_out, "model", "models")));
	return true;
}
