/* The registry of makers of rows, and what they share: cells by the name of
 * their column, queries with their parameters bound. */
#include "analysis/compute.h"

#include <stdio.h>

#include "analysis/measure.h"
#include "analysis/scorecard.h"
#include "base/number.h"

/* clang-format off */
static const struct maker {
	const char *name;
	const char *words;
	bool (*make)(struct sheet *sheet, struct error *err);
} makers[] = {
	{ "score", "points of a log-odds scorecard (data/scorecard.csv) for each "
	    "person; docs/method.md: Scores of people and teams",
	    compute_score },
	{ "score_teams", "points of a log-odds scorecard (data/scorecard.csv) of "
	    "all that the people of a team did, taken together; docs/method.md: "
	    "Scores of people and teams", compute_score_teams },
	{ "score_changes", "points of the scorecard after a change less those "
	    "before it", compute_score_changes },
	{ "score_backtest", "chances that scores gave at the start of each "
	    "quarter beside what followed; area under the ROC curve by DeLong, "
	    "people as clusters", compute_score_backtest },
	{ "score_calibration", "forecasts of like height, and the share that came "
	    "true with Wilson's interval", compute_score_calibration },
	{ "outcome_teams", "sums by team and quarter; median of days that ended",
	    compute_outcome_teams },
	{ "outcome_months", "the same by team and month; a team adopted when its "
	    "share of commits with AI rose by 20 points from the older to the "
	    "newer half of the twelve months", compute_outcome_months },
	{ "outcome_signals", "control charts of 13 months: XmR for speed, p-chart "
	    "for shares, u-chart for problems, widened by Laney's factor",
	    compute_outcome_signals },
	{ "outcome_matched", "change of adopters less that of matched controls, "
	    "half a year before and after; Student's interval; p by Benjamini and "
	    "Hochberg", compute_outcome_matched },
	{ "outcome_within", "slope on adoption with means of team and month taken "
	    "out; variance by team; p by Benjamini and Hochberg",
	    compute_outcome_within },
	{ "bench_matrix", "share of working samples that are secure, by kind of weakness "
	    "and model; interval by Wilson", compute_bench_matrix },
	{ "bench_recommendation", "a published rule (data/recommendation-rule.csv) "
	    "over own tests, Wilson's interval, and the ratio of problems, p by "
	    "Benjamini and Hochberg; docs/method.md: Tools and models",
	    compute_bench_recommendation },
};
/* clang-format on */
enum { MAKERS = sizeof makers / sizeof *makers };

static const struct maker *maker_named(struct str name)
{
	for (size_t i = 0; i < MAKERS; i++)
		if (str_equal_z(name, makers[i].name))
			return &makers[i];
	return NULL;
}

struct str compute_words(struct str name)
{
	const struct maker *maker = maker_named(name);
	return maker ? str_from(maker->words) : STR_NONE;
}

bool compute_table(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	struct sheet sheet = {
		.answer = answer, .engine = engine, .asked = asked, .keep = keep
	};
	answer->figure = (struct figure){ .class = CLASS_NONE,
		.known = true,
		.counted = true,
		.p = 1,
		.p_adjusted = 1 };
	if (!maker_named(asked->measure->compute)->make(&sheet, err))
		return false;
	answer->cells = sheet.cells.items;
	return true;
}

void sheet_row(struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->answer->column_count; i++)
		VEC_PUSH(&sheet->cells, sheet->keep, STR_NONE);
	sheet->answer->row_count++;
}

static struct str *last_row(struct sheet *sheet)
{
	return sheet->cells.items +
	       (sheet->cells.count - sheet->answer->column_count);
}

void sheet_text(struct sheet *sheet, const char *column, struct str text)
{
	struct str *row = last_row(sheet);
	for (size_t i = 0; i < sheet->answer->column_count; i++)
		if (str_equal_z(sheet->answer->columns[i].name, column))
			row[i] = text;
}

void sheet_count(struct sheet *sheet, const char *column, int64_t count)
{
	sheet_text(
	    sheet, column, arena_printf(sheet->keep, "%lld", (long long)count));
}

double sheet_round(double value)
{
	char text[NUMBER_SIZE];
	double rounded;
	(void)snprintf(text, sizeof text, "%.10g", value);
	return str_to_double(str_from(text), &rounded) ? rounded : value;
}

void sheet_real(struct sheet *sheet, const char *column, double value)
{
	char text[NUMBER_SIZE];
	number_shortest(text, sheet_round(value));
	sheet_text(sheet, column, arena_str(sheet->keep, str_from(text)));
}

void sheet_blank(struct sheet *sheet)
{
	struct str *row = last_row(sheet);
	for (size_t i = 0; i < sheet->answer->column_count; i++)
		if (!row[i].ptr)
			row[i] = STR("");
}

/* The smallest that is shown yet; COUNT when there is none. */
static size_t smallest_shown(
    const bool *hidden, const int64_t *people, size_t count)
{
	size_t least = count;
	for (size_t i = 0; i < count; i++)
		if (!hidden[i] && (least == count || people[i] < people[least]))
			least = i;
	return least;
}

void sheet_hide(
    bool *hidden, const int64_t *people, size_t count, int64_t minimum)
{
	int64_t all = 0;
	size_t teams = 0;
	for (size_t i = 0; i < count; i++) {
		teams += hidden[i];
		all += hidden[i] ? people[i] : 0;
	}
	while (teams > 0 && (teams < 2 || all < minimum)) {
		size_t least = smallest_shown(hidden, people, count);
		if (least == count)
			return;
		hidden[least] = true;
		all += people[least];
		teams++;
	}
}

bool compute_bind(struct query *query, struct engine *engine, struct error *err)
{
	struct arena *scratch = arena_new();
	struct scorecard card;
	bool done = scorecard_read(&card, engine->folders, scratch, err);
	if (done)
		query_bind_name(query, ":horizon", card.horizon_days);
	arena_free(scratch);
	return done;
}

static bool open_select(struct query **query, struct engine *engine,
    const struct measure *measure, struct str sql, struct error *err)
{
	struct arena *scratch = arena_new();
	bool done =
	    query_open(query, engine->model, arena_z(scratch, sql), err) ||
	    measure_failed(measure, err);
	arena_free(scratch);
	return done;
}

bool compute_query(struct query **query, struct engine *engine,
    const struct measure *measure, int64_t from, int64_t at, bool newest,
    struct error *err)
{
	if (!open_select(query, engine, measure, measure_select(measure), err))
		return false;
	cells_bind(*query, from, at, newest);
	return compute_bind(*query, engine, err);
}

bool compute_query_some(struct query **query, struct engine *engine,
    const struct measure *measure, int64_t from, int64_t at, bool newest,
    const char *columns, const char *where, struct error *err)
{
	struct arena *scratch = arena_new();
	struct str sql =
	    arena_printf(scratch, "SELECT %s FROM (\n" STR_FMT "\n) WHERE %s",
		columns, STR_ARG(measure_select(measure)), where);
	bool done = open_select(query, engine, measure, sql, err);
	arena_free(scratch);
	if (!done)
		return false;
	cells_bind(*query, from, at, newest);
	return compute_bind(*query, engine, err);
}

int compute_column(const struct query *query, const char *column)
{
	for (int i = 0; i < query_columns(query); i++)
		if (str_equal_z(str_from(query_column_name(query, i)), column))
			return i;
	return -1;
}
