/* The differences, for a reader and for a program. See diff.h. */
#include <math.h>
#include <stdio.h>

#include "analysis/special.h"
#include "base/buf.h"
#include "base/json_out.h"
#include "base/utf8.h"
#include "cli/diff.h"
#include "render/print.h"

enum { TOLD_MAX = 20 }; /* problems of a kind, as text */

static const char *const change_names[CHANGES] = { "found", "fixed",
	"no_longer_open", "changed" };
static const char *const change_titles[CHANGES] = { "found", "fixed",
	"no longer open", "changed" };

/* ----------------------------------------------------------------- text -- */

static struct str print_value(
    const struct diff_headline *of, struct arena *keep)
{
	if (!of->known)
		return STR("not known");
	if (str_equal_z(of->kind, "share"))
		return print_share(keep, of->value.value, 0);
	if (str_equal_z(of->kind, "rate"))
		return print_ratio(keep, of->value.value);
	if (str_equal_z(of->kind, "time"))
		return print_days(keep, of->value.value);
	return print_count(keep, (int64_t)llround(of->value.value));
}

/* A difference without its unit: whole points, a factor, a number. */
static struct str print_limit(
    const struct diff_pair *headline, double change, struct arena *keep)
{
	if (str_equal_z(headline->to.kind, "share"))
		return print_signed(keep, (int64_t)llround(100 * change));
	if (diff_is_ratio(&headline->to))
		return print_ratio(keep, special_exp(change));
	return print_signed(keep, (int64_t)llround(change));
}

static struct str print_change(
    const struct diff_pair *headline, struct arena *keep)
{
	double change = headline->change.value;
	if (str_equal_z(headline->to.kind, "share"))
		return print_points(keep, change);
	return arena_printf(keep, "%s" STR_FMT,
	    diff_is_ratio(&headline->to) ? "times " : "",
	    STR_ARG(print_limit(headline, change, keep)));
}

/* " (better)" where it is said which way is good, and the difference is clear.
 */
static const char *judgement(const struct diff_pair *headline)
{
	bool up = headline->word[0] == 'h';
	if (!up && headline->word[0] != 'l')
		return "";
	if (str_equal_z(headline->to.good, "up"))
		return up ? " (better)" : " (worse)";
	if (str_equal_z(headline->to.good, "down"))
		return up ? " (worse)" : " (better)";
	return "";
}

static void print_headline(const struct diff_pair *headline, struct arena *keep)
{
	struct str from = print_value(&headline->from, keep);
	struct str to = print_value(&headline->to, keep);
	printf("  " STR_FMT ": ",
	    STR_ARG(utf8_printable(keep, headline->to.name)));
	if (headline->reason.ptr) {
		printf(STR_FMT "; " STR_FMT ": not comparable, " STR_FMT "\n",
		    STR_ARG(from), STR_ARG(to), STR_ARG(headline->reason));
		return;
	}
	printf(STR_FMT " -> " STR_FMT ", %s%s", STR_ARG(from), STR_ARG(to),
	    headline->word, judgement(headline));
	if (headline->word[0] == 't') {
		putchar('\n');
		return;
	}
	printf(": " STR_FMT, STR_ARG(print_change(headline, keep)));
	if (headline->has_interval)
		printf(" (" STR_FMT " to " STR_FMT ")",
		    STR_ARG(print_limit(headline, headline->change.low, keep)),
		    STR_ARG(
			print_limit(headline, headline->change.high, keep)));
	else
		printf(", all counted");
	putchar('\n');
}

static void print_problem(
    const struct diff_problem *problem, struct arena *keep)
{
	static const char *const parts[] = { "severity", "cwe", "repository",
		"scanner", "rule" };
	printf("   ");
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		struct str text =
		    diff_cell(problem->table, problem->row, parts[i]);
		if (text.len)
			printf(
			    " " STR_FMT, STR_ARG(utf8_printable(keep, text)));
	}
	struct str path = diff_cell(problem->table, problem->row, "path");
	struct str line = diff_cell(problem->table, problem->row, "line");
	if (path.len)
		printf(" " STR_FMT, STR_ARG(utf8_printable(keep, path)));
	if (path.len && line.len)
		printf(":" STR_FMT, STR_ARG(utf8_printable(keep, line)));
	if (problem->was.len)
		printf(", was " STR_FMT,
		    STR_ARG(utf8_printable(keep, problem->was)));
	putchar('\n');
}

static void print_problems(const struct diff *diff)
{
	printf("\nproblems\n  still open: %zu\n", diff->still_open);
	for (int change = 0; change < CHANGES; change++) {
		size_t count = diff->problems[change].count;
		printf("  %s: %zu\n", change_titles[change], count);
		for (size_t i = 0; i < count && i < TOLD_MAX; i++)
			print_problem(
			    &diff->problems[change].items[i], diff->keep);
		if (count > TOLD_MAX)
			printf("    and %zu more; --format json has all\n",
			    count - TOLD_MAX);
	}
	if (diff->from.cut || diff->to.cut)
		printf("  not all problems are compared: a bag lists the first "
		       "50,000\n");
}

static void print_controls(const struct diff *diff)
{
	const struct rules *now = &diff->to.controls;
	printf("\ncontrols\n  unchanged: %zu\n", diff->controls_same);
	if (diff->controls_new)
		printf("  in one of them alone: %zu\n", diff->controls_new);
	for (size_t i = 0; i < diff->controls.count; i++) {
		size_t row = diff->controls.items[i];
		printf("  " STR_FMT ": " STR_FMT " -> " STR_FMT "\n",
		    STR_ARG(utf8_printable(
			diff->keep, diff_control_name(now, row, diff->keep))),
		    STR_ARG(utf8_printable(
			diff->keep, diff_result_before(diff, row))),
		    STR_ARG(utf8_printable(
			diff->keep, diff_cell(now, row, "result"))));
	}
}

void diff_print_text(const struct diff *diff)
{
	printf("from " STR_FMT " (" STR_FMT ") to " STR_FMT " (" STR_FMT ")\n",
	    STR_ARG(utf8_printable(diff->keep, diff->from.period)),
	    STR_ARG(utf8_printable(diff->keep, diff->from.name)),
	    STR_ARG(utf8_printable(diff->keep, diff->to.period)),
	    STR_ARG(utf8_printable(diff->keep, diff->to.name)));
	printf("\nheadlines\n");
	for (size_t i = 0; i < diff->headlines.count; i++)
		print_headline(&diff->headlines.items[i], diff->keep);
	print_problems(diff);
	print_controls(diff);
}

/* ----------------------------------------------------------------- JSON -- */

static void write_side(
    struct json_out *json, const char *key, const struct diff_side *side)
{
	json_open_object(json, key);
	json_text(json, "period", side->period);
	json_text(json, "bag", side->name);
	json_bool(json, "all_problems", !side->cut);
	json_close_object(json);
}

static void write_reading(struct json_out *json, const char *key,
    const struct diff_headline *headline)
{
	if (!headline->known) {
		json_null(json, key);
		return;
	}
	json_open_object(json, key);
	json_number(json, "value", headline->value.value);
	if (headline->has_interval) {
		json_number(json, "low", headline->value.low);
		json_number(json, "high", headline->value.high);
	}
	json_int(json, "hit", headline->hit);
	json_int(json, "n", headline->n);
	json_close_object(json);
}

static void write_change(
    struct json_out *json, const struct diff_pair *headline)
{
	const char *key =
	    diff_is_ratio(&headline->to) ? "factor" : "difference";
	double value = headline->change.value;
	double low = headline->change.low;
	double high = headline->change.high;
	bool ratio = diff_is_ratio(&headline->to);
	json_number(json, key, ratio ? special_exp(value) : value);
	if (headline->has_interval) {
		json_number(json, "low", ratio ? special_exp(low) : low);
		json_number(json, "high", ratio ? special_exp(high) : high);
	}
	json_text(json, "word", str_from(headline->word));
}

static void write_headlines(struct json_out *json, const struct diff *diff)
{
	json_open_array(json, "headlines");
	for (size_t i = 0; i < diff->headlines.count; i++) {
		const struct diff_pair *headline = &diff->headlines.items[i];
		json_open_object(json, NULL);
		json_text(json, "measure", headline->to.id);
		json_text(json, "name", headline->to.name);
		json_text(json, "kind", headline->to.kind);
		json_text(json, "good", headline->to.good);
		write_reading(json, "from", &headline->from);
		write_reading(json, "to", &headline->to);
		json_bool(json, "comparable", !headline->reason.ptr);
		if (headline->reason.ptr)
			json_text(json, "reason", headline->reason);
		else
			write_change(json, headline);
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_problem(
    struct json_out *json, const struct diff_problem *problem)
{
	static const char *const parts[] = { "finding", "severity", "cwe",
		"repository", "scanner", "rule", "path", "line", "origin" };
	json_open_object(json, NULL);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		json_text(json, parts[i],
		    diff_cell(problem->table, problem->row, parts[i]));
	if (problem->was.ptr)
		json_text(json, "severity_before", problem->was);
	json_close_object(json);
}

static void write_problems(struct json_out *json, const struct diff *diff)
{
	json_open_object(json, "problems");
	json_int(json, "still_open", (int64_t)diff->still_open);
	for (int change = 0; change < CHANGES; change++) {
		json_open_array(json, change_names[change]);
		for (size_t i = 0; i < diff->problems[change].count; i++)
			write_problem(json, &diff->problems[change].items[i]);
		json_close_array(json);
	}
	json_close_object(json);
}

static void write_controls(struct json_out *json, const struct diff *diff)
{
	const struct rules *now = &diff->to.controls;
	json_open_object(json, "controls");
	json_int(json, "unchanged", (int64_t)diff->controls_same);
	json_int(json, "in_one_alone", (int64_t)diff->controls_new);
	json_open_array(json, "changed");
	for (size_t i = 0; i < diff->controls.count; i++) {
		size_t row = diff->controls.items[i];
		json_open_object(json, NULL);
		json_text(json, "list", diff_cell(now, row, "list"));
		json_text(json, "control", diff_cell(now, row, "control"));
		json_text(json, "from", diff_result_before(diff, row));
		json_text(json, "to", diff_cell(now, row, "result"));
		json_close_object(json);
	}
	json_close_array(json);
	json_close_object(json);
}

void diff_print_json(const struct diff *diff)
{
	struct buf out = { 0 };
	struct json_out json = { .out = &out };
	json_open_object(&json, NULL);
	write_side(&json, "from", &diff->from);
	write_side(&json, "to", &diff->to);
	write_headlines(&json, diff);
	write_problems(&json, diff);
	write_controls(&json, diff);
	json_close_object(&json);
	buf_add_char(&out, '\n');
	buf_print(&out);
	buf_free(&out);
}
