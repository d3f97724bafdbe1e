/* Asks the statistics of analysis/ from a script: a line of standard input is
 * the name of a function and its numbers, the line of output its results with
 * 17 digits, or with as many as $1 says. tests/peer/statistics.py asks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/adjust.h"
#include "analysis/adoption.h"
#include "analysis/backtest.h"
#include "analysis/capture.h"
#include "analysis/composite.h"
#include "analysis/control.h"
#include "analysis/interval.h"
#include "analysis/ratio.h"
#include "analysis/special.h"
#include "analysis/survival.h"

enum { NUMBERS_MAX = 640 };

struct call {
	double x[NUMBERS_MAX];
	size_t n;
	int digits;
	struct arena *scratch;
};

static void say(const struct call *call, double value)
{
	printf(" %.*g", call->digits, value);
}

static void say_estimate(const struct call *call, struct estimate e)
{
	say(call, e.value);
	say(call, e.low);
	say(call, e.high);
}

static void say_interval(const struct call *call, struct interval limits)
{
	say(call, limits.low);
	say(call, limits.high);
}

static int64_t whole(const struct call *call, size_t i)
{
	return (int64_t)call->x[i];
}

static struct rates rates_of(const struct call *call, size_t i)
{
	return (struct rates){ whole(call, i), call->x[i + 1],
		whole(call, i + 2), call->x[i + 3] };
}

static void do_log(const struct call *c)
{
	say(c, special_log(c->x[0]));
}

static void do_exp(const struct call *c)
{
	say(c, special_exp(c->x[0]));
}

static void do_log_gamma(const struct call *c)
{
	say(c, special_log_gamma(c->x[0]));
}

static void do_gamma(const struct call *c)
{
	say(c, special_gamma_lower(c->x[0], c->x[1]));
	say(c, special_gamma_upper(c->x[0], c->x[1]));
}

static void do_beta(const struct call *c)
{
	say(c, special_beta(c->x[0], c->x[1], c->x[2]));
}

static void do_normal(const struct call *c)
{
	say(c, normal_upper(c->x[0]));
}

static void do_normal_quantile(const struct call *c)
{
	say(c, normal_quantile(c->x[0]));
}

static void do_chi2(const struct call *c)
{
	say(c, chi2_upper(c->x[0], c->x[1]));
}

static void do_quantiles(const struct call *c)
{
	say(c, gamma_quantile(c->x[0], c->x[1]));
	say(c, beta_quantile(c->x[0], c->x[1], c->x[2]));
}

static void do_poisson(const struct call *c)
{
	say(c, poisson_point(c->x[0], c->x[1]));
	say(c, poisson_lower(c->x[0], c->x[1]));
}

static void do_binomial(const struct call *c)
{
	say(c, binomial_point(c->x[0], c->x[1], c->x[2]));
	say(c, binomial_lower(c->x[0], c->x[1], c->x[2]));
	say(c, binomial_upper(c->x[0], c->x[1], c->x[2]));
}

static void do_count(const struct call *c)
{
	say_interval(c, interval_count(whole(c, 0)));
}

static void do_share(const struct call *c)
{
	say_interval(c, interval_share(whole(c, 0), whole(c, 1)));
}

static void do_shares(const struct call *c)
{
	say_estimate(c, difference_shares(whole(c, 0), whole(c, 1), whole(c, 2),
			    whole(c, 3)));
	say(c, difference_shares_p(
		   whole(c, 0), whole(c, 1), whole(c, 2), whole(c, 3)));
}

static void do_rates(const struct call *c)
{
	say_estimate(
	    c, difference_rates(whole(c, 0), c->x[1], whole(c, 2), c->x[3]));
}

static void do_ratio(const struct call *c)
{
	struct rates rates = rates_of(c, 0);
	say_estimate(c, ratio_mid_p(&rates));
	say(c, ratio_p(&rates));
}

static void do_pooled(const struct call *c)
{
	struct rates strata[NUMBERS_MAX / 4];
	size_t count = c->n / 4;
	struct pooled pooled;
	for (size_t i = 0; i < count; i++)
		strata[i] = rates_of(c, 4 * i);
	pooled = ratio_pooled(strata, NULL, count);
	say(c, pooled.known);
	if (!pooled.known)
		return;
	say_estimate(c, pooled.ratio);
	say(c, pooled.p);
	say(c, pooled.q);
	say(c, pooled.df);
	say(c, pooled.q_p);
	say(c, pooled.spread);
}

static void do_e_value(const struct call *c)
{
	say(c, e_value(c->x[0]));
}

static void do_adjust(const struct call *c)
{
	double p[NUMBERS_MAX];
	memcpy(p, c->x, sizeof p);
	adjust_p(p, c->n, c->scratch);
	for (size_t i = 0; i < c->n; i++)
		say(c, p[i]);
}

static void do_shrink(const struct call *c)
{
	struct estimate rates[NUMBERS_MAX / 2];
	size_t count = c->n / 2;
	struct shrinkage s = shrink_rates(rates, c->x, c->x + count, count);
	say(c, s.mean);
	say(c, s.between);
	for (size_t i = 0; i < count; i++)
		say_estimate(c, rates[i]);
}

static void say_chart(const struct call *c, const struct control *control,
    const struct signal_point *points, size_t count)
{
	say(c, control->has_limits);
	say(c, control->centre);
	if (!control->has_limits)
		return;
	say(c, control->widened);
	for (size_t i = 0; i < count; i++) {
		say(c, points[i].low);
		say(c, points[i].high);
		say(c, (int)points[i].rule * points[i].side);
	}
}

static void do_xmr(const struct call *c)
{
	struct signal_point points[NUMBERS_MAX];
	struct control control;
	control_xmr(&control, points, c->x, c->n);
	say_chart(c, &control, points, c->n);
}

static void do_u_chart(const struct call *c)
{
	struct signal_point points[NUMBERS_MAX];
	struct control control;
	size_t count = c->n / 2;
	control_u(&control, points, c->x, c->x + count, count);
	say_chart(c, &control, points, count);
}

static void do_p_chart(const struct call *c)
{
	struct signal_point points[NUMBERS_MAX];
	struct control control;
	size_t count = c->n / 2;
	control_p(&control, points, c->x, c->x + count, count);
	say_chart(c, &control, points, count);
}

static void do_funnel(const struct call *c)
{
	struct funnel funnel = funnel_limits(c->x[0], c->x[1]);
	say(c, funnel.low_95);
	say(c, funnel.high_95);
	say(c, funnel.low_998);
	say(c, funnel.high_998);
}

static void do_clusters(const struct call *c)
{
	struct cluster_sums sums = { whole(c, 0), c->x[1], c->x[2], c->x[3],
		c->x[4], c->x[5] };
	say_estimate(c, share_of_clusters(&sums));
}

static void do_sample(const struct call *c)
{
	say(c, (double)sample_upper(whole(c, 0), whole(c, 1), whole(c, 2)));
}

/* enter, leave, n, event, group of each. */
static size_t spans_of(const struct call *c, struct span *spans)
{
	for (size_t i = 0; i < c->n / 5; i++)
		spans[i] = (struct span){ whole(c, 5 * i), whole(c, 5 * i + 1),
			whole(c, 5 * i + 2), c->x[5 * i + 3] > 0,
			(int)whole(c, 5 * i + 4) };
	return c->n / 5;
}

static void do_survival(const struct call *c)
{
	struct span spans[NUMBERS_MAX / 5];
	struct survival s;
	struct log_rank r =
	    survival_log_rank(spans, spans_of(c, spans), c->scratch);
	survival_curve(&s, spans, spans_of(c, spans), c->scratch);
	say(c, r.chi2);
	say(c, r.p);
	say(c, r.excess);
	say(c, s.median.reached ? (double)s.median.age : -1);
	say(c, s.median.low_reached ? (double)s.median.low : -1);
	say(c, s.median.high_reached ? (double)s.median.high : -1);
	for (size_t i = 0; i < s.count; i++) {
		say(c, (double)s.points[i].age);
		say(c, (double)s.points[i].at_risk);
		say(c, s.points[i].survival);
		say(c, s.points[i].low);
		say(c, s.points[i].high);
	}
}

static void do_student(const struct call *c)
{
	say(c, student_quantile(c->x[0], c->x[1]));
	say(c, student_two_sided(c->x[2], c->x[1]));
}

/* chance, happened of each. */
static void do_backtest(const struct call *c)
{
	struct forecast forecasts[NUMBERS_MAX / 2];
	struct backtest test;
	for (size_t i = 0; i < c->n / 2; i++)
		forecasts[i] = (struct forecast){ .chance = c->x[2 * i],
			.happened = c->x[2 * i + 1] > 0 };
	backtest_run(&test, forecasts, c->n / 2);
	say(c, test.brier);
	say(c, (double)test.row_count);
	say(c, test.has_auc);
	if (test.has_auc)
		say_estimate(c, test.auc);
}

/* weight, value of each; then known or not is told by a value under 0. */
static void do_composite(const struct call *c)
{
	struct composite_part parts[NUMBERS_MAX / 2];
	struct estimate score;
	double known;
	for (size_t i = 0; i < c->n / 2; i++)
		parts[i] = (struct composite_part){ c->x[2 * i + 1] >= 0,
			c->x[2 * i], c->x[2 * i + 1], 0 };
	say(c, composite_score(&score, &known, parts, c->n / 2, 0.2));
	say(c, known);
	say_estimate(c, score);
}

/* team, month, adoption, outcome, baseline of each. */
static void do_within(const struct call *c)
{
	struct adoption_month rows[NUMBERS_MAX / 5];
	struct within within;
	for (size_t i = 0; i < c->n / 5; i++)
		rows[i] = (struct adoption_month){ (size_t)c->x[5 * i],
			(size_t)c->x[5 * i + 1], c->x[5 * i + 2],
			c->x[5 * i + 3], c->x[5 * i + 4] };
	adoption_within(&within, rows, c->n / 5, c->scratch);
	say(c, within.known);
	if (!within.known)
		return;
	say_estimate(c, within.slope);
	say(c, within.p);
}

/* How many stand on the first list, on the second, on both. */
static void do_capture(const struct call *c)
{
	say_estimate(c, capture_size(whole(c, 0), whole(c, 1), whole(c, 2)));
}

/* adopted, before, after, language, people of each. */
static void do_matched(const struct call *c)
{
	static const char *const languages[] = { "a", "b", "c" };
	struct adoption_unit units[NUMBERS_MAX / 5];
	struct matched matched;
	size_t count = c->n / 5;
	for (size_t i = 0; i < count; i++) {
		const double *x = &c->x[5 * i];
		units[i] = (struct adoption_unit){ .key = arena_printf(
						       c->scratch, "%03zu", i),
			.adopted = x[0] > 0,
			.before = x[1],
			.after = x[2],
			.language = str_from(languages[(int)x[3]]),
			.people = (int64_t)x[4] };
	}
	adoption_match(&matched, units, count, 0.25, c->scratch);
	say(c, (double)matched.count);
	say(c, (double)matched.adopters);
	say(c, matched.known);
	say(c, matched.p);
	if (matched.known)
		say_estimate(c, matched.change);
}

/* clang-format off */
static const struct {
	const char *name;
	void (*run)(const struct call *call);
} functions[] = {
	{ "log", do_log },
	{ "exp", do_exp },
	{ "log_gamma", do_log_gamma },
	{ "gamma", do_gamma },
	{ "beta", do_beta },
	{ "normal", do_normal },
	{ "normal_quantile", do_normal_quantile },
	{ "chi2", do_chi2 },
	{ "quantiles", do_quantiles },
	{ "poisson", do_poisson },
	{ "binomial", do_binomial },
	{ "count", do_count },
	{ "share", do_share },
	{ "shares", do_shares },
	{ "rates", do_rates },
	{ "ratio", do_ratio },
	{ "pooled", do_pooled },
	{ "e_value", do_e_value },
	{ "adjust", do_adjust },
	{ "shrink", do_shrink },
	{ "xmr", do_xmr },
	{ "u_chart", do_u_chart },
	{ "p_chart", do_p_chart },
	{ "funnel", do_funnel },
	{ "clusters", do_clusters },
	{ "sample", do_sample },
	{ "survival", do_survival },
	{ "student", do_student },
	{ "backtest", do_backtest },
	{ "composite", do_composite },
	{ "within", do_within },
	{ "capture", do_capture },
	{ "matched", do_matched },
};
/* clang-format on */

static bool answer(char *line, struct call *call)
{
	char *text = line + strcspn(line, " \n");
	char *end;
	*text++ = '\0';
	for (call->n = 0; call->n < NUMBERS_MAX; call->n++, text = end) {
		call->x[call->n] = strtod(text, &end);
		if (end == text)
			break;
	}
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (strcmp(line, functions[i].name) != 0)
			continue;
		printf("%s", line);
		functions[i].run(call);
		putchar('\n');
		return true;
	}
	fprintf(stderr, "no function %s\n", line);
	return false;
}

int main(int argc, char **argv)
{
	char line[NUMBERS_MAX * 32];
	struct call call = { .digits = 17, .scratch = arena_new() };
	bool done = true;
	if (argc > 1)
		call.digits = (int)strtol(argv[1], NULL, 10);
	while (done && fgets(line, sizeof line, stdin)) {
		done = answer(line, &call);
		arena_reset(call.scratch);
	}
	arena_free(call.scratch);
	return done ? 0 : 1;
}
