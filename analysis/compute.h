/* Tables whose rows are made of records by arithmetic that SQL leaves to C: the
 * query lists the population as always ("--records" prints it), and a maker of
 * this registry turns it into the rows that "columns" declares. A measure names
 * its maker under "compute". */
#ifndef ANALYSIS_COMPUTE_H
#define ANALYSIS_COMPUTE_H

#include "analysis/engine_parts.h"
#include "base/vec.h"
#include "model/query.h"

/* Rows while they are made. The columns of ANSWER are read already. */
struct sheet {
	struct answer *answer;
	struct engine *engine;
	const struct asked *asked;
	struct arena *keep;
	VEC(struct str) cells;
};

/* How rows are made, in a sentence; none when nothing has that name. */
struct str compute_words(struct str name);

/* Fills the rows of the measure of ASKED, and the figure of ANSWER. */
bool compute_table(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err) MUST_USE;

/* A new row whose cells are not known. */
void sheet_row(struct sheet *sheet);
/* Sets the cell of COLUMN in the last row; a column that the measure does not
 * declare is passed over, so that measures may share a maker. */
void sheet_text(struct sheet *sheet, const char *column, struct str text);
void sheet_count(struct sheet *sheet, const char *column, int64_t count);
/* VALUE with ten digits, so that the order of sums never shows. */
double sheet_round(double value);
/* A share or another real number, so rounded. */
void sheet_real(struct sheet *sheet, const char *column, double value);
/* Nothing to know in the cells of the last row that are not set. */
void sheet_blank(struct sheet *sheet);

/* Hides more of COUNT teams, those of fewest PEOPLE first, until what is hidden
 * is of two teams or more and of MINIMUM people, so that no subtraction from
 * the whole tells of fewer. Nothing when nothing is hidden. */
void sheet_hide(
    bool *hidden, const int64_t *people, size_t count, int64_t minimum);

/* Runs the query of MEASURE as of AT, from FROM on; the end of the period may
 * be the newest (cells_bind). Columns as the query names them, keys as ids. */
bool compute_query(struct query **query, struct engine *engine,
    const struct measure *measure, int64_t from, int64_t at, bool newest,
    struct error *err) MUST_USE;
/* The same for COLUMNS alone, so that what else rows say costs nothing, and of
 * rows that fulfil WHERE: "part = 'window1'"; "1": of all. */
bool compute_query_some(struct query **query, struct engine *engine,
    const struct measure *measure, int64_t from, int64_t at, bool newest,
    const char *columns, const char *where, struct error *err) MUST_USE;
/* What the queries of makers ask besides: ":horizon". */
bool compute_bind(
    struct query *query, struct engine *engine, struct error *err) MUST_USE;
/* Where COLUMN stands in QUERY; -1 when it has none. */
int compute_column(const struct query *query, const char *column);

/* The makers. */
bool compute_score(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_score_teams(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_score_changes(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_score_backtest(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_score_calibration(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_outcome_teams(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_outcome_months(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_outcome_signals(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_outcome_matched(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_outcome_within(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_bench_matrix(struct sheet *sheet, struct error *err) MUST_USE;
bool compute_bench_recommendation(
    struct sheet *sheet, struct error *err) MUST_USE;

#endif
