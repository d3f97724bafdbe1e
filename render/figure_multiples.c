/* Small multiples: one outcome of each team over twelve months, teams that took
 * AI up beside those that did not, with the date between the halves. What was
 * asked is a table measure with a row for each team and month, which says for
 * itself who adopted (analysis/panel.h). It goes together and no more, so the
 * title says no finding. */
#include <math.h>
#include <stdlib.h>

#include "analysis/panel.h"
#include "render/group_rate.h"
#include "render/print.h"

enum {
	MONTHS = 2 * PANEL_HALF,
	PANELS_MAX = 12,
	MEAN_MIN = 3, /* months with a figure, for a level line */
	TEAMS_IN_WORDS = 3
};

struct team_row {
	struct str name;
	enum multiple_group group;
	bool told; /* a month has a figure */
	double values[MONTHS];
	double adoption[2]; /* NAN: not known */
	double mean[2];
	size_t known;
};

struct team_rows {
	struct team_row *items;
	size_t count;
	size_t hidden;
	struct str months[MONTHS];
	int64_t times[MONTHS];
	struct str type; /* of the column: share, rate */
	struct str title;
};

static double number_of(struct str text)
{
	double value;
	return text.len && str_to_double(text, &value) ? value : (double)NAN;
}

static enum multiple_group group_of(struct str standing)
{
	if (str_equal_z(standing, panel_standing_name(STANDING_ADOPTED)))
		return MULTIPLE_ADOPTED;
	if (str_equal_z(standing, panel_standing_name(STANDING_CONTROL)))
		return MULTIPLE_CONTROL;
	return MULTIPLE_OTHER;
}

static void find_months(
    struct team_rows *rows, const struct answer *answer, struct arena *keep)
{
	for (int i = 0; i < MONTHS; i++) {
		struct period month =
		    period_month(answer->period, MONTHS - 1 - i);
		rows->months[i] = period_id(keep, month);
		rows->times[i] = month.from;
	}
}

static struct team_row *row_of(struct team_rows *rows, struct str name)
{
	if (rows->count && str_equal(rows->items[rows->count - 1].name, name))
		return &rows->items[rows->count - 1];
	struct team_row *row = &rows->items[rows->count++];
	*row = (struct team_row){ .name = name,
		.group = MULTIPLE_OTHER,
		.adoption = { (double)NAN, (double)NAN } };
	for (int i = 0; i < MONTHS; i++)
		row->values[i] = (double)NAN;
	return row;
}

static void add_cell(struct team_rows *rows, const struct answer *answer,
    size_t at, const char *column)
{
	struct team_row *row = row_of(rows, answer_cell(answer, at, "team"));
	struct str month = answer_cell(answer, at, "month");
	if (!str_equal_z(answer_cell(answer, at, "state"), "suppressed")) {
		row->told = true;
		row->group = group_of(answer_cell(answer, at, "standing"));
		row->adoption[0] = number_of(answer_cell(answer, at, "before"));
		row->adoption[1] = number_of(answer_cell(answer, at, "after"));
	}
	for (int i = 0; i < MONTHS; i++)
		if (str_equal(month, rows->months[i]))
			row->values[i] =
			    number_of(answer_cell(answer, at, column));
}

static void find_means(struct team_row *row)
{
	for (int half = 0; half < 2; half++) {
		double sum = 0;
		size_t count = 0;
		for (int i = half * PANEL_HALF; i < (half + 1) * PANEL_HALF;
		     i++) {
			if (!isfinite(row->values[i]))
				continue;
			sum += row->values[i];
			count++;
		}
		row->known += count;
		row->mean[half] =
		    count >= MEAN_MIN ? sum / (double)count : (double)NAN;
	}
}

/* Those that adopted, those that did not, all others; by name in each. */
static int compare_rows(const void *left, const void *right)
{
	const struct team_row *a = left;
	const struct team_row *b = right;
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return str_compare(a->name, b->name);
}

static struct team_rows read_rows(
    const struct answer *answer, struct str column, struct arena *keep)
{
	struct team_rows rows = { .title = column };
	size_t kept = 0;
	const char *name = arena_z(keep, column);
	rows.items =
	    arena_array(keep, answer->row_count + 1, sizeof *rows.items);
	find_months(&rows, answer, keep);
	for (size_t i = 0; i < answer->column_count; i++)
		if (str_equal(answer->columns[i].name, column)) {
			rows.type = answer->columns[i].type;
			rows.title = answer->columns[i].title;
		}
	for (size_t i = 0; i < answer->row_count; i++)
		add_cell(&rows, answer, i, name);
	for (size_t i = 0; i < rows.count; i++) {
		struct team_row *row = &rows.items[i];
		find_means(row);
		rows.hidden += !row->told;
		if (row->known)
			rows.items[kept++] = *row;
	}
	rows.count = kept;
	if (kept)
		qsort(rows.items, kept, sizeof *rows.items, compare_rows);
	return rows;
}

static struct str figure_words(
    const struct team_rows *rows, double value, struct arena *keep)
{
	if (!isfinite(value))
		return STR("not known");
	if (str_equal_z(rows->type, "share"))
		return print_share(keep, value, 0);
	return print_rate(keep, value);
}

static struct str share_words(double value, struct arena *keep)
{
	return isfinite(value) ? print_share(keep, value, 0) : STR("not known");
}

static struct str both(struct str from, struct str to, struct arena *keep)
{
	return arena_printf(
	    keep, STR_FMT " to " STR_FMT, STR_ARG(from), STR_ARG(to));
}

static struct str note_of(const struct team_row *row, struct arena *keep)
{
	if (!isfinite(row->adoption[0]) && !isfinite(row->adoption[1]))
		return STR("AI: not known");
	return arena_printf(keep, "AI " STR_FMT " to " STR_FMT,
	    STR_ARG(share_words(row->adoption[0], keep)),
	    STR_ARG(share_words(row->adoption[1], keep)));
}

static struct multiple_panel panel_of(const struct team_rows *rows,
    const struct team_row *row, struct arena *keep)
{
	bool known = isfinite(row->mean[0]) && isfinite(row->mean[1]);
	return (struct multiple_panel){
		.title = row->name,
		.note = note_of(row, keep),
		.group = row->group,
		.values = row->values,
		.before = row->mean[0],
		.after = row->mean[1],
		.change =
		    known ? both(figure_words(rows, row->mean[0], keep),
				figure_words(rows, row->mean[1], keep), keep)
			  : STR(""),
	};
}

static const char *standing_words(enum multiple_group group)
{
	switch (group) {
	case MULTIPLE_ADOPTED:
		return "yes";
	case MULTIPLE_CONTROL:
		return "no";
	case MULTIPLE_OTHER:
		break;
	}
	return "neither";
}

/* A row for each team; the file has a column for each month. */
static void fill_table(
    struct table *table, const struct team_rows *rows, struct arena *keep)
{
	table_columns(table, keep,
	    arena_z(
		keep, arena_printf(keep,
			  "team Team;standing Took AI up;#before_ai AI before;"
			  "#after_ai AI after;#before " STR_FMT
			  ", before;#after After;#months Months",
			  STR_ARG(rows->title))));
	for (int i = 0; i < MONTHS; i++)
		table_column(table, keep,
		    (struct table_column){ .name = rows->months[i],
			.show = SHOW_CSV,
			.number = true });
	for (size_t i = 0; i < rows->count; i++) {
		const struct team_row *row = &rows->items[i];
		table_text(table, keep, row->name);
		table_text(table, keep, str_from(standing_words(row->group)));
		for (int half = 0; half < 2; half++)
			table_real(table, keep,
			    share_words(row->adoption[half], keep),
			    row->adoption[half], isfinite(row->adoption[half]));
		for (int half = 0; half < 2; half++)
			table_real(table, keep,
			    figure_words(rows, row->mean[half], keep),
			    row->mean[half], isfinite(row->mean[half]));
		table_count(table, keep, (int64_t)row->known);
		for (int m = 0; m < MONTHS; m++)
			table_real(table, keep, STR(""), row->values[m],
			    isfinite(row->values[m]));
	}
}

static void say(
    struct drawn *drawn, const struct team_rows *rows, struct arena *keep)
{
	size_t groups[3] = { 0 };
	struct str text = STR("");
	for (size_t i = 0; i < rows->count; i++)
		groups[rows->items[i].group]++;
	for (size_t i = 0; i < rows->count && i < TEAMS_IN_WORDS; i++) {
		const struct team_row *row = &rows->items[i];
		text = arena_printf(keep,
		    STR_FMT "; " STR_FMT ": " STR_FMT ", " STR_FMT
			    " to " STR_FMT,
		    STR_ARG(text), STR_ARG(row->name),
		    STR_ARG(note_of(row, keep)),
		    STR_ARG(figure_words(rows, row->mean[0], keep)),
		    STR_ARG(figure_words(rows, row->mean[1], keep)));
	}
	drawn->class = CLASS_OPEN;
	drawn->alt = arena_printf(keep,
	    STR_FMT " over %d months; %zu took AI up, %zu did not, %zu are "
		    "neither" STR_FMT,
	    STR_ARG(groups_words(keep, STR("team"), rows->count)), MONTHS,
	    groups[MULTIPLE_ADOPTED], groups[MULTIPLE_CONTROL],
	    groups[MULTIPLE_OTHER], STR_ARG(text));
}

static struct str source_words(const struct team_rows *rows, struct arena *keep)
{
	struct group_rates left = { .hidden = rows->hidden };
	struct str hidden = groups_left_out(keep, STR("team"), &left);
	struct str text = arena_printf(keep,
	    STR_FMT ". Took AI up: its share of commits with AI rose by 20 "
		    "points or more between the halves; did not: it moved by "
		    "less than 5. Level lines: mean of the months.",
	    STR_ARG(groups_words(keep, STR("team"), rows->count)));
	if (rows->count > PANELS_MAX)
		text = arena_printf(keep, STR_FMT " The first %d are drawn.",
		    STR_ARG(text), PANELS_MAX);
	if (hidden.ptr)
		text = arena_printf(keep, STR_FMT " " STR_FMT ".",
		    STR_ARG(text), STR_ARG(hidden));
	return text;
}

bool figure_multiples(
    struct drawn *drawn, const struct chart_request *request, struct error *err)
{
	struct answer answer;
	struct arena *keep = request->keep;
	struct multiples_data *data = ARENA_NEW(keep, struct multiples_data);
	struct team_rows *rows = ARENA_NEW(keep, struct team_rows);
	if (!figure_ask(&answer, request, false, err))
		return false;
	*rows =
	    read_rows(&answer, template_get(request->node, "columns"), keep);
	drawn->kind = &chart_multiples;
	if (!rows->count)
		return true;
	fill_table(request->table, rows, keep);
	*data = (struct multiples_data){
		.panels = arena_array(keep, rows->count, sizeof *data->panels),
		.times = rows->times,
		.time_count = MONTHS,
		.split = PANEL_HALF,
		.share = str_equal_z(rows->type, "share"),
	};
	for (size_t i = 0; i < rows->count && i < PANELS_MAX; i++)
		data->panels[data->count++] =
		    panel_of(rows, &rows->items[i], keep);
	say(drawn, rows, keep);
	drawn->source = source_words(rows, keep);
	drawn->data = data;
	return true;
}
