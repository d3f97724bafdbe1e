/* Measures are compared by the counts or intervals that the bags have; what one
 * does not know, or looked at otherwise, is not compared. See diff.h. */
#include "cli/diff.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/special.h"

#define ALPHA 0.05 /* as the rule of words has it */

/* ------------------------------------------------------------ headlines -- */

bool diff_is_ratio(const struct diff_headline *headline)
{
	return str_equal_z(headline->kind, "rate");
}

static struct estimate logs(struct estimate of)
{
	return (struct estimate){ special_log(of.value), special_log(of.low),
		special_log(of.high) };
}

/* The later report tells the change from the very reading that FROM has: it
 * knows more of both than their tables. */
static bool take_told(struct diff_pair *headline)
{
	const struct diff_headline *to = &headline->to;
	if (isnan(to->previous) || isnan(to->change.value) ||
	    fabs(to->previous - headline->from.value.value) > 1e-9)
		return false;
	headline->has_interval = to->has_change_interval;
	headline->change = diff_is_ratio(to) ? logs(to->change) : to->change;
	headline->tested = headline->has_interval;
	return true;
}

/* Ratios differ by a factor, all else by a difference. */
static void set_change(struct diff_pair *headline)
{
	const struct diff_headline *from = &headline->from;
	const struct diff_headline *to = &headline->to;
	if (take_told(headline))
		return;
	headline->has_interval = from->has_interval && to->has_interval;
	if (str_equal_z(to->kind, "share") && headline->has_interval &&
	    !to->interval.len) {
		headline->change =
		    difference_shares(to->hit, to->n, from->hit, from->n);
		return;
	}
	bool ratio = diff_is_ratio(to);
	struct estimate a = ratio ? logs(to->value) : to->value;
	struct estimate b = ratio ? logs(from->value) : from->value;
	headline->change = headline->has_interval
			       ? difference_estimates(a, b)
			       : (struct estimate){ a.value - b.value, 0, 0 };
}

/* What the report tested beside other measures is clear when that holds too. */
static const char *word_of(const struct diff_pair *headline)
{
	const struct estimate *change = &headline->change;
	bool clear = !headline->tested || headline->to.p_adjusted < ALPHA;
	if (headline->has_interval)
		return clear && change->low > 0	   ? "higher"
		       : clear && change->high < 0 ? "lower"
						   : "no clear difference";
	return change->value > 0   ? "higher"
	       : change->value < 0 ? "lower"
				   : "the same";
}

/* Two lists of scanners with versions are of one kind of look. */
static bool same_scanners(const struct diff_side *a, const struct diff_side *b)
{
	if (a->scanners.row_count != b->scanners.row_count)
		return false;
	for (size_t i = 0; i < a->scanners.row_count; i++)
		if (!str_equal(diff_cell(&a->scanners, i, "scanner"),
			diff_cell(&b->scanners, i, "scanner")))
			return false;
	return true;
}

static bool is_positive(const struct diff_headline *headline)
{
	return headline->value.value > 0 &&
	       (!headline->has_interval || headline->value.low > 0);
}

/* Why two readings cannot be compared; none when they can. */
static struct str why_not(
    const struct diff_pair *headline, const struct diff *diff)
{
	const struct diff_headline *from = &headline->from;
	const struct diff_headline *to = &headline->to;
	if (!from->known || !to->known)
		return from->known ? STR("not known at the end")
		       : to->known ? STR("not known at the start")
				   : STR("not known in either");
	if (!from->definition.len ||
	    !str_equal(from->definition, to->definition))
		return STR("its definition is another");
	if (str_starts(to->id, STR("finding.")) &&
	    !same_scanners(&diff->from, &diff->to))
		return STR("other scanners looked");
	if (str_equal_nocase(to->change_word, STR("not comparable")))
		return STR("the later report says so: what was looked at "
			   "differs");
	if (diff_is_ratio(to) && (!is_positive(from) || !is_positive(to)))
		return STR("a ratio of nothing");
	return STR_NONE;
}

static void compare_headline(struct diff *diff, const struct diff_pair *pair)
{
	struct diff_pair headline = *pair;
	headline.reason = why_not(&headline, diff);
	if (!headline.reason.ptr) {
		set_change(&headline);
		headline.word = word_of(&headline);
	}
	VEC_PUSH(&diff->headlines, diff->keep, headline);
}

/* In the order of the later page one; then what that no longer has. */
static void compare_headlines(struct diff *diff)
{
	size_t other;
	for (size_t i = 0; i < diff->to.page.row_count; i++) {
		struct diff_pair pair = { 0 };
		diff_headline_read(&pair.to, &diff->to, i);
		if (diff_headline_find(&other, &diff->from, pair.to.id))
			diff_headline_read(&pair.from, &diff->from, other);
		compare_headline(diff, &pair);
	}
	for (size_t i = 0; i < diff->from.page.row_count; i++) {
		struct diff_pair pair = { 0 };
		diff_headline_read(&pair.from, &diff->from, i);
		pair.to = pair.from;
		pair.to.known = false;
		if (!diff_headline_find(&other, &diff->to, pair.from.id))
			compare_headline(diff, &pair);
	}
}

/* ------------------------------------------------------------- problems -- */

static void tell_problem(struct diff *diff, enum diff_change change,
    const struct rules *table, size_t row, struct str was)
{
	struct diff_problem problem = { table, row, was };
	VEC_PUSH(&diff->problems[change], diff->keep, problem);
}

static void compare_problems(struct diff *diff)
{
	const struct rules *now = &diff->to.findings;
	const struct rules *before = &diff->from.findings;
	for (size_t i = 0; i < now->row_count; i++) {
		const union map_value *row = map_get(
		    &diff->from.finding_rows, diff_cell(now, i, "finding"));
		struct str was =
		    row ? diff_cell(before, (size_t)row->number, "severity")
			: STR_NONE;
		if (!row)
			tell_problem(diff, CHANGE_FOUND, now, i, STR_NONE);
		else if (str_equal(was, diff_cell(now, i, "severity")))
			diff->still_open++;
		else
			tell_problem(diff, CHANGE_CHANGED, now, i, was);
	}
	for (size_t i = 0; i < before->row_count; i++) {
		struct str key = diff_cell(before, i, "finding");
		if (map_get(&diff->to.finding_rows, key))
			continue;
		tell_problem(diff,
		    map_get(&diff->to.fixed_rows, key) ? CHANGE_FIXED
						       : CHANGE_GONE,
		    before, i, STR_NONE);
	}
}

static int rank_of(const struct diff_problem *problem)
{
	static const char *const ranks[] = { "critical", "high", "medium",
		"low" };
	struct str severity =
	    diff_cell(problem->table, problem->row, "severity");
	int rank = 0;
	while (rank < (int)(sizeof ranks / sizeof ranks[0]) &&
	       !str_equal_z(severity, ranks[rank]))
		rank++;
	return rank;
}

/* The worst first, then in the order of their table. */
static int compare_rank(const void *a, const void *b)
{
	const struct diff_problem *one = a;
	const struct diff_problem *two = b;
	int order = rank_of(one) - rank_of(two);
	return order		     ? order
	       : one->row < two->row ? -1
	       : one->row > two->row ? 1
				     : 0;
}

static void sort_problems(struct diff *diff)
{
	for (int i = 0; i < CHANGES; i++)
		if (diff->problems[i].count)
			qsort(diff->problems[i].items, diff->problems[i].count,
			    sizeof *diff->problems[i].items, compare_rank);
}

/* ------------------------------------------------------------- controls -- */

struct str diff_control_name(
    const struct rules *table, size_t row, struct arena *keep)
{
	return arena_printf(keep, STR_FMT " " STR_FMT,
	    STR_ARG(diff_cell(table, row, "list")),
	    STR_ARG(diff_cell(table, row, "control")));
}

struct str diff_result_before(const struct diff *diff, size_t row)
{
	const union map_value *found = map_get(&diff->from.control_rows,
	    diff_control_name(&diff->to.controls, row, diff->keep));
	return found ? diff_cell(&diff->from.controls, (size_t)found->number,
			   "result")
		     : STR_NONE;
}

static void compare_controls(struct diff *diff)
{
	const struct rules *now = &diff->to.controls;
	size_t both = 0;
	for (size_t i = 0; i < now->row_count; i++) {
		struct str was = diff_result_before(diff, i);
		both += was.ptr != NULL;
		if (!was.ptr)
			diff->controls_new++;
		else if (str_equal(was, diff_cell(now, i, "result")))
			diff->controls_same++;
		else
			VEC_PUSH(&diff->controls, diff->keep, i);
	}
	diff->controls_new += diff->from.controls.row_count - both;
}

void diff_compare(struct diff *diff)
{
	compare_headlines(diff);
	compare_problems(diff);
	sort_problems(diff);
	compare_controls(diff);
}
