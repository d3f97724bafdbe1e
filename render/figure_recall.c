/* The recall map: commits of a model, or of what was traced, by week and by
 * service or repository. From a table measure with a row for each commit, or
 * for the commits of a week: date, repository, lines (left), problems, and
 * where it has them service, model, commits and living (commits with lines
 * left). Of several models the one with most lines left is drawn, unless the
 * chart says which. */
#include <stdlib.h>

#include "analysis/measure.h"
#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "render/figure.h"
#include "render/print.h"

#define WEEK_SECONDS (7 * DAY_SECONDS)

/* A row of the answer. */
struct entry {
	struct str service; /* what a row of the chart is */
	int64_t week;	    /* its Monday */
	int64_t commits;
	int64_t living;
	int64_t lines;
	int64_t problems; /* UNKNOWN */
};

struct map_build {
	struct str model; /* the one drawn; none: there is no such column */
	VEC(struct entry) entries;
	int64_t first;
	bool by_service;
	size_t undated;
};

static int64_t count_at(const struct answer *answer, size_t row,
    const char *name, int64_t otherwise)
{
	int64_t count;
	struct str text = answer_cell(answer, row, name);
	return text.ptr && str_to_int(text, &count) ? count : otherwise;
}

/* The model with most lines left; of two alike the first by name. */
static struct str find_model(const struct answer *answer, struct arena *keep)
{
	struct map sums = { .arena = keep };
	struct str best = STR_NONE;
	int64_t most = -1;
	for (size_t i = 0; i < answer->row_count; i++) {
		struct str model = answer_cell(answer, i, "model");
		if (!model.ptr)
			continue;
		union map_value *sum = map_put(&sums, model, NULL);
		sum->number += count_at(answer, i, "lines", 0);
	}
	for (size_t i = 0; i < answer->row_count; i++) {
		struct str model = answer_cell(answer, i, "model");
		const union map_value *sum =
		    model.ptr ? map_get(&sums, model) : NULL;
		if (!sum || sum->number < most ||
		    (sum->number == most && str_compare(model, best) >= 0))
			continue;
		best = model;
		most = sum->number;
	}
	return best;
}

/* A repository without a name of its service stands under its own. */
static struct str service_of(
    const struct answer *answer, size_t row, bool by_service)
{
	struct str service =
	    by_service ? answer_cell(answer, row, "service") : STR_NONE;
	if (!service.len)
		service = answer_cell(answer, row, "repository");
	return service.len ? service : STR("not recorded");
}

static bool has_services(const struct answer *answer)
{
	for (size_t i = 0; i < answer->row_count; i++)
		if (answer_cell(answer, i, "service").len)
			return true;
	return false;
}

static void add_entry(struct map_build *build, const struct answer *answer,
    size_t row, struct arena *keep)
{
	int64_t time;
	int64_t lines = count_at(answer, row, "lines", 0);
	int64_t commits = count_at(answer, row, "commits", 1);
	if (!date_parse_iso(answer_cell(answer, row, "date"), &time)) {
		build->undated++;
		return;
	}
	int64_t day = time / DAY_SECONDS;
	int64_t weekday = ((day + 3) % 7 + 7) % 7;
	struct entry entry = {
		.service = service_of(answer, row, build->by_service),
		.week = (day - weekday) * DAY_SECONDS,
		.commits = commits,
		.living =
		    count_at(answer, row, "living", lines > 0 ? commits : 0),
		.lines = lines,
		.problems = count_at(answer, row, "problems", UNKNOWN),
	};
	VEC_PUSH(&build->entries, keep, entry);
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a;
	const struct entry *y = b;
	int order = str_compare(x->service, y->service);
	return order ? order : (x->week > y->week) - (x->week < y->week);
}

static void take_entries(struct map_build *build, const struct answer *answer,
    const struct chart_request *request)
{
	const struct measure *measure = answer->measure;
	struct arena *keep = request->keep;
	bool choose = list_has(measure->keys, STR("model")) &&
		      !template_get(request->node, "where").len;
	build->by_service = has_services(answer);
	build->model = STR_NONE;
	if (choose)
		build->model = find_model(answer, keep);
	for (size_t i = 0; i < answer->row_count; i++)
		if (!choose ||
		    str_equal(answer_cell(answer, i, "model"), build->model))
			add_entry(build, answer, i, keep);
	if (!choose && build->entries.count)
		build->model = answer_cell(answer, 0, "model");
	if (build->entries.count)
		qsort(build->entries.items, build->entries.count,
		    sizeof *build->entries.items, compare_entries);
	build->first = INT64_MAX;
	for (size_t i = 0; i < build->entries.count; i++)
		if (build->entries.items[i].week < build->first)
			build->first = build->entries.items[i].week;
}

/* ------------------------------------------------------------- the rows */

static int compare_rows(const void *a, const void *b)
{
	const struct recall_row *x = a;
	const struct recall_row *y = b;
	if (x->problems != y->problems) /* UNKNOWN is below all */
		return x->problems < y->problems ? 1 : -1;
	if (x->lines != y->lines)
		return x->lines < y->lines ? 1 : -1;
	return str_compare(x->label, y->label);
}

/* None that a scan has looked at all for is known to be none. */
static void add_problems(struct recall_row *row, bool *unseen, int64_t problems)
{
	if (problems == UNKNOWN)
		*unseen = true;
	else
		row->problems =
		    (row->problems == UNKNOWN ? 0 : row->problems) + problems;
	if (*unseen && row->problems == 0)
		row->problems = UNKNOWN;
}

static void fill_rows(
    struct recall_data *data, const struct map_build *build, struct arena *keep)
{
	size_t count = build->entries.count;
	struct recall_row *row = NULL;
	bool unseen = false;
	data->rows = arena_array(keep, count + 1, sizeof *data->rows);
	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = &build->entries.items[i];
		if (!row || !str_equal(row->label, entry->service)) {
			row = &data->rows[data->count++];
			row->label = entry->service;
			row->weeks =
			    arena_array(keep, count - i, sizeof *row->weeks);
			row->problems = UNKNOWN;
			unseen = false;
		}
		struct recall_week *last =
		    row->week_count ? &row->weeks[row->week_count - 1] : NULL;
		int64_t week = (entry->week - build->first) / WEEK_SECONDS;
		if (!last || last->week != week) {
			last = &row->weeks[row->week_count++];
			last->week = week;
		}
		last->commits += entry->commits;
		last->living += entry->living;
		row->commits += entry->commits;
		row->lines += entry->lines;
		add_problems(row, &unseen, entry->problems);
	}
	if (data->count)
		qsort(
		    data->rows, data->count, sizeof *data->rows, compare_rows);
	data->first_time = build->first;
	data->row_title =
	    build->by_service ? STR("Service") : STR("Repository");
}

/* ------------------------------------------------------------- the table */

static void add_known(struct table *table, struct arena *keep, int64_t count)
{
	if (count == UNKNOWN)
		table_value(table, keep, STR("not known"), STR(""));
	else
		table_count(table, keep, count);
}

/* The file has the weeks; print has a row a service. */
static void fill_table(
    struct table *table, const struct recall_data *data, struct arena *keep)
{
	struct table *printed = ARENA_NEW(keep, struct table);
	table->printed = printed;
	table_columns(
	    table, keep, "service;week;#commits;#living;#lines;#problems");
	table_columns(printed, keep,
	    arena_z(keep,
		arena_printf(keep,
		    "service " STR_FMT ";#commits Commits;#lines Lines left;"
		    "#problems Open problems",
		    STR_ARG(data->row_title))));
	for (size_t i = 0; i < data->count; i++) {
		const struct recall_row *row = &data->rows[i];
		table_text(printed, keep, row->label);
		table_count(printed, keep, row->commits);
		table_count(printed, keep, row->lines);
		add_known(printed, keep, row->problems);
		for (size_t k = 0; k < row->week_count; k++) {
			table_text(table, keep, row->label);
			table_text(table, keep,
			    date_iso(
				keep, data->first_time +
					  row->weeks[k].week * WEEK_SECONDS));
			table_count(table, keep, row->weeks[k].commits);
			table_count(table, keep, row->weeks[k].living);
			table_text(table, keep, STR(""));
			table_text(table, keep, STR(""));
		}
		/* the whole of it: a row without a week */
		table_text(table, keep, row->label);
		table_text(table, keep, STR(""));
		table_count(table, keep, row->commits);
		table_text(table, keep, STR(""));
		table_count(table, keep, row->lines);
		add_known(table, keep, row->problems);
	}
}

/* ------------------------------------------------------------- the words */

static struct str things_of(
    const struct map_build *build, int64_t count, struct arena *keep)
{
	return build->by_service
		   ? print_things(keep, count, "service", "services")
		   : print_things(keep, count, "repository", "repositories");
}

/* All rows as one. */
struct recall_sum {
	struct recall_row row;
	int64_t living; /* commits with lines left */
	int64_t places; /* with lines left */
};

static struct recall_sum sum_of(const struct recall_data *data)
{
	struct recall_sum sum = { .row.problems = UNKNOWN };
	bool unseen = false;
	for (size_t i = 0; i < data->count; i++) {
		const struct recall_row *row = &data->rows[i];
		sum.places += row->lines > 0;
		sum.row.commits += row->commits;
		sum.row.lines += row->lines;
		add_problems(&sum.row, &unseen, row->problems);
		for (size_t k = 0; k < row->week_count; k++)
			sum.living += row->weeks[k].living;
	}
	return sum;
}

/* What the picture leaves out. */
static struct str left_out(const struct recall_sum *sum,
    const struct map_build *build, struct arena *keep)
{
	struct str rewritten = STR("");
	if (sum->living < sum->row.commits)
		rewritten = arena_printf(keep,
		    "Of " STR_FMT " all lines are rewritten.",
		    STR_ARG(print_things(keep, sum->row.commits - sum->living,
			"commit", "commits")));
	if (!build->undated)
		return rewritten;
	return arena_printf(keep,
	    STR_FMT "%s" STR_FMT " without a date left out.",
	    STR_ARG(rewritten), rewritten.len ? " " : "",
	    STR_ARG(
		print_things(keep, (int64_t)build->undated, "row", "rows")));
}

static void set_words(struct drawn *drawn, const struct recall_data *data,
    const struct map_build *build, struct arena *keep)
{
	struct recall_sum sum = sum_of(data);
	bool known = sum.row.problems != UNKNOWN;
	struct str things = things_of(build, (int64_t)data->count, keep);
	struct str problems = known ? print_things(keep, sum.row.problems,
					  "open problem", "open problems")
				    : STR("open problems not known");
	struct str commits =
	    print_things(keep, sum.row.commits, "commit", "commits");
	struct str lines = print_things(keep, sum.row.lines, "line", "lines");
	words_set(&drawn->fields, "name", build->model);
	words_set(&drawn->fields, "n", commits);
	words_set(&drawn->fields, "living",
	    print_things(keep, sum.living, "commit", "commits"));
	words_set(&drawn->fields, "places", things_of(build, sum.places, keep));
	words_set(&drawn->fields, "count", lines);
	words_set(&drawn->fields, "groups", things);
	if (known)
		words_set(&drawn->fields, "hit", problems);
	else
		drawn->class = CLASS_NOT_ASSESSED;
	drawn->alt = arena_printf(keep,
	    STR_FMT ", " STR_FMT " of them with lines left; " STR_FMT
		    " left in " STR_FMT "; " STR_FMT "; most in " STR_FMT,
	    STR_ARG(commits), STR_ARG(print_count(keep, sum.living)),
	    STR_ARG(lines), STR_ARG(things), STR_ARG(problems),
	    STR_ARG(data->rows[0].label));
	drawn->source = left_out(&sum, build, keep);
}

/* Problems that are told though a scan has not looked at all commits are those
 * found so far. */
static void say_unseen(struct drawn *drawn, const struct map_build *build,
    const struct words *words, struct arena *keep)
{
	const struct word_fields none = { .count = 0 };
	struct str text = words_say(
	    words, STR("recall_unseen"), CLASS_NONE, false, &none, keep);
	bool unseen = false;
	for (size_t i = 0; i < build->entries.count; i++)
		unseen = unseen || build->entries.items[i].problems == UNKNOWN;
	if (unseen && text.ptr && drawn->class == CLASS_NONE)
		drawn->source = arena_printf(keep, STR_FMT "%s" STR_FMT,
		    STR_ARG(drawn->source), drawn->source.len ? " " : "",
		    STR_ARG(text));
}

bool figure_recall(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct arena *keep = request->keep;
	struct recall_data *data = ARENA_NEW(keep, struct recall_data);
	struct map_build *build = ARENA_NEW(keep, struct map_build);
	if (!figure_ask(&answer, request, false, err))
		return false;
	drawn->kind = &chart_recall;
	drawn->class = CLASS_NONE;
	if (!answer.row_count)
		return true;
	take_entries(build, &answer, request);
	fill_rows(data, build, keep);
	fill_table(request->table, data, keep);
	if (!data->count)
		return true;
	set_words(drawn, data, build, keep);
	say_unseen(drawn, build, request->expansion->words, keep);
	drawn->data = data;
	return true;
}
