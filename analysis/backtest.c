/* Forecasts are sorted by what they said; equal ones form a block, in which
 * order means nothing. One walk over the blocks gives for each how many of the
 * other outcome lie below it, which are DeLong's placement values; a second
 * one, by cluster, their spread. */
#include "analysis/backtest.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/special.h"

static int compare_forecasts(const void *a, const void *b)
{
	const struct forecast *x = a;
	const struct forecast *y = b;
	if (x->chance < y->chance)
		return -1;
	if (x->chance > y->chance)
		return 1;
	return x->happened - y->happened;
}

/* One past the block of equal chances that begins at FROM. */
static size_t block_end(
    const struct forecast *forecasts, size_t count, size_t from)
{
	size_t end = from;
	while (end < count && !(forecasts[end].chance > forecasts[from].chance))
		end++;
	return end;
}

static int64_t happened_in(
    const struct forecast *forecasts, size_t from, size_t to)
{
	int64_t happened = 0;
	for (size_t i = from; i < to; i++)
		happened += forecasts[i].happened;
	return happened;
}

/* Sets the placement values of both outcomes; gives the sum of those that
 * happened, whose mean is the AUC. */
static double set_placements(
    struct forecast *forecasts, size_t count, int64_t happened)
{
	double sum = 0;
	double yes = (double)happened;
	double no = (double)count - yes;
	double yes_below = 0;
	double no_below = 0;
	size_t end;
	for (size_t from = 0; from < count; from = end) {
		double here;
		double others;
		double of_yes;
		double of_no;
		end = block_end(forecasts, count, from);
		here = (double)happened_in(forecasts, from, end);
		others = (double)(end - from) - here;
		of_yes = (no_below + others / 2) / no;
		of_no = (yes - yes_below - here / 2) / yes;
		sum += here * of_yes;
		for (size_t i = from; i < end; i++)
			forecasts[i].placement =
			    forecasts[i].happened ? of_yes : of_no;
		yes_below += here;
		no_below += others;
	}
	return sum;
}

static int compare_clusters(const void *a, const void *b)
{
	const struct forecast *x = a;
	const struct forecast *y = b;
	if (x->cluster != y->cluster)
		return x->cluster < y->cluster ? -1 : 1;
	return compare_forecasts(a, b);
}

/* Sums over clusters of what their placements are off the mean. */
struct scatter {
	double clusters[2]; /* with any of the outcome */
	double all;
	double square[2];
	double product;
};

static void add_cluster(struct scatter *scatter,
    const struct forecast *forecasts, size_t from, size_t to, double auc)
{
	double off[2] = { 0, 0 };
	bool any[2] = { false, false };
	for (size_t i = from; i < to; i++) {
		off[forecasts[i].happened] += forecasts[i].placement - auc;
		any[forecasts[i].happened] = true;
	}
	for (int k = 0; k < 2; k++) {
		scatter->clusters[k] += any[k];
		scatter->square[k] += off[k] * off[k];
	}
	scatter->all++;
	scatter->product += off[0] * off[1];
}

/* K / (K - 1); clusters of one alone say nothing of their spread. */
static double spread_factor(double clusters)
{
	return clusters > 1 ? clusters / (clusters - 1) : 0;
}

/* Of the AUC; sorts FORECASTS by cluster. */
static double variance_of(
    struct forecast *forecasts, size_t count, double yes, double auc)
{
	struct scatter s = { 0 };
	double no = (double)count - yes;
	size_t to;
	qsort(forecasts, count, sizeof *forecasts, compare_clusters);
	for (size_t from = 0; from < count; from = to) {
		to = from + 1;
		while (to < count && forecasts[from].cluster &&
		       forecasts[to].cluster == forecasts[from].cluster)
			to++;
		add_cluster(&s, forecasts, from, to, auc);
	}
	return spread_factor(s.clusters[1]) * s.square[1] / yes / yes +
	       spread_factor(s.clusters[0]) * s.square[0] / no / no +
	       2 * spread_factor(s.all) * s.product / yes / no;
}

static double logistic(double x)
{
	return 1 / (1 + special_exp(-x));
}

static struct estimate auc_of(
    struct forecast *forecasts, size_t count, int64_t happened)
{
	double yes = (double)happened;
	double no = (double)count - yes;
	double auc = set_placements(forecasts, count, happened) / yes;
	double error = sqrt(fmax(0, variance_of(forecasts, count, yes, auc)));
	double centre;
	double half;
	if (auc <= 0 || auc >= 1 || error <= 0) {
		int64_t least = (int64_t)fmin(yes, no);
		struct interval limits = interval_share(
		    (int64_t)floor(auc * (double)least + 0.5), least);
		return (struct estimate){ auc, limits.low, limits.high };
	}
	centre = special_log(auc / (1 - auc));
	half = Z_95 * error / (auc * (1 - auc));
	return (struct estimate){ auc, logistic(centre - half),
		logistic(centre + half) };
}

static void add_row(struct backtest *test, const struct forecast *forecasts,
    size_t from, size_t to)
{
	struct calibration_row *row = &test->rows[test->row_count++];
	double said = 0;
	for (size_t i = from; i < to; i++)
		said += forecasts[i].chance;
	*row = (struct calibration_row){ .from = forecasts[from].chance,
		.to = forecasts[to - 1].chance,
		.n = (int64_t)(to - from),
		.happened = happened_in(forecasts, from, to),
		.said = said / (double)(to - from) };
	row->limits = interval_share(row->happened, row->n);
}

/* Rows end where their share of all forecasts does, or with the block that is
 * cut there. */
static void add_rows(
    struct backtest *test, const struct forecast *forecasts, size_t count)
{
	size_t rows = count / CALIBRATION_ROW_MIN;
	size_t from = 0;
	if (rows > CALIBRATION_ROWS_MAX)
		rows = CALIBRATION_ROWS_MAX;
	if (rows == 0)
		rows = 1;
	for (size_t i = 1; i <= rows && from < count; i++) {
		size_t to = count * i / rows;
		if (to <= from)
			continue;
		to = block_end(forecasts, count, to - 1);
		add_row(test, forecasts, from, to);
		from = to;
	}
}

void backtest_run(
    struct backtest *test, struct forecast *forecasts, size_t count)
{
	double share;
	*test = (struct backtest){ .n = (int64_t)count };
	if (count == 0)
		return;
	qsort(forecasts, count, sizeof *forecasts, compare_forecasts);
	test->happened = happened_in(forecasts, 0, count);
	share = (double)test->happened / (double)count;
	for (size_t i = 0; i < count; i++) {
		double error = forecasts[i].chance - forecasts[i].happened;
		test->expected += forecasts[i].chance;
		test->brier += error * error / (double)count;
	}
	test->brier_of_chance = share * (1 - share);
	if (test->expected > 0) {
		struct interval limits = interval_count(test->happened);
		test->ratio =
		    (struct estimate){ (double)test->happened / test->expected,
			    limits.low / test->expected,
			    limits.high / test->expected };
	}
	add_rows(test, forecasts, count);
	test->has_auc = test->happened > 0 && test->happened < test->n;
	if (!test->has_auc)
		return;
	test->auc = auc_of(forecasts, count, test->happened);
	test->validated = test->happened >= BACKTEST_MIN &&
			  test->n - test->happened >= BACKTEST_MIN &&
			  test->auc.low > 0.5;
}
