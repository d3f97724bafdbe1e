/* assay diff: what two evidence bags, or two periods of one model, tell
 * otherwise: each measure of page one, each problem, each control. Two periods
 * are compared as the bags that they would make. */
#include "base/sandbox.h"
#include "cli/bag_out.h"
#include "cli/diff.h"
#include "render/bag/check.h"

static const struct option options[] = {
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_AS_OF,
	{ "format", 0, "text|json", "how to print; default: text", false },
	OPTION_DATA,
	{ NULL, 0, NULL, NULL, false },
};

/* A bag that does not hold tells nothing. */
static bool read_bag(struct diff_side *side, struct str path,
    struct arena *keep, struct error *err)
{
	struct found_bag bag;
	return check_read_whole(&bag, path, diff_side_wants, keep, err) &&
	       diff_side_read(side, &bag, keep, err);
}

static bool read_periods(
    struct diff *diff, struct context *context, struct error *err)
{
	struct str texts[2] = { context->arguments[0], context->arguments[1] };
	struct diff_side *sides[2] = { &diff->from, &diff->to };
	struct found_bag bags[2];
	struct audit audit;
	context->argument_count = 0; /* they are no sources */
	if (!audit_open(&audit, context, err))
		return false;
	bool done = audit_confine(&audit, STR_NONE) && audit_fill(&audit, err);
	for (int i = 0; i < 2 && done; i++)
		done = bag_out_imagine(&bags[i], &audit, texts[i], err) &&
		       diff_side_read(sides[i], &bags[i], context->keep, err);
	audit_close(&audit);
	return done;
}

static bool read_sides(
    struct diff *diff, struct context *context, struct error *err)
{
	if (context->argument_count != 2) {
		error_set(err, ERROR_USAGE, "expected two bags, found %zu",
		    context->argument_count);
		return error_fix(err,
		    "or two periods of a model: assay diff --db assay.db "
		    "2026-Q2 2026-Q3");
	}
	if (option_given(context, "db") || option_given(context, "config"))
		return read_periods(diff, context, err);
	if (option_given(context, "as-of"))
		return error_set(err, ERROR_USAGE,
		    "--as-of is of two periods of a model: a bag has its day");
	sandbox_enter(&(struct str_list){ 0 });
	return read_bag(
		   &diff->from, context->arguments[0], context->keep, err) &&
	       read_bag(&diff->to, context->arguments[1], context->keep, err);
}

static bool run(struct context *context, struct error *err)
{
	struct diff diff = { .keep = context->keep };
	if (!read_sides(&diff, context, err))
		return false;
	diff_compare(&diff);
	if (str_equal_z(option_value(context, "format"), "json"))
		diff_print_json(&diff);
	else
		diff_print_text(&diff);
	return true;
}

const struct command command_diff = {
	.name = "diff",
	.arguments = "FROM TO",
	.summary = "what two evidence bags or periods tell otherwise",
	.help =
	    "Compares two evidence bags, folders or tars; with --db or "
	    "--config two periods of\na model. Tells the change of each "
	    "measure of page one, or why it cannot be\ncompared, the problems "
	    "found, fixed and changed, and each control whose evidence\ncomes "
	    "to something else. Exit status 0 whether or not they differ.",
	.options = options,
	.run = run,
};
