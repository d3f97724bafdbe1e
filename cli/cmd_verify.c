/* assay verify: whether an evidence bag is as it was made, by whom, after
 * which, and whether every number it prints follows from its tables. */
#include <stdio.h>

#include "base/file.h"
#include "base/sandbox.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/verify_oscal.h"
#include "render/bag/check.h"

enum { SIGNERS_MAX = 1 << 20 };

static const struct option options[] = {
	{ "allowed-signers", 0, "FILE",
	    "who may seal a bag, as ssh-keygen reads it; without, the key is "
	    "shown and not checked",
	    false },
	{ "previous", 0, "BAG",
	    "the bag of the period before, which this one "
	    "must follow",
	    false },
	{ "list", 0, NULL, "print every file and number, also where all hold",
	    false },
	{ NULL, 0, NULL, NULL, false },
};

/* The bag before counts only if it is whole itself. */
static bool check_previous(struct bag_checks *checks,
    const struct found_bag *bag, const struct context *context,
    struct error *err)
{
	struct bag_checks before = { .keep = context->keep };
	struct found_bag previous;
	struct str path = option_value(context, "previous");
	if (!option_given(context, "previous")) {
		check_chain(checks, bag, NULL);
		return true;
	}
	if (!bag_read(&previous, path, check_wants, context->keep, err))
		return false;
	check_whole(&before, &previous);
	if (checks_failed(&before))
		check_add(checks, false, "chain", path,
		    "the bag before does not hold: assay verify lists why");
	check_chain(checks, bag, &previous);
	return true;
}

static bool check_all(
    struct bag_checks *checks, const struct context *context, struct error *err)
{
	struct found_bag bag;
	struct str file = option_value(context, "allowed-signers");
	struct str signers = STR_NONE;
	if (option_given(context, "allowed-signers") &&
	    !file_read(&signers, file, SIGNERS_MAX, context->keep, err))
		return false;
	if (!bag_read(
		&bag, context->arguments[0], check_wants, context->keep, err))
		return false;
	check_whole(checks, &bag);
	check_seal(checks, &bag, signers, file);
	check_stamp(checks, &bag);
	if (!check_previous(checks, &bag, context, err))
		return false;
	check_oscal(checks, &bag);
	check_numbers(checks, &bag);
	check_texts(checks, &bag);
	check_pdf(checks, &bag);
	return true;
}

static void print_line(const struct bag_check *check)
{
	printf("%-4s %s " STR_FMT ": " STR_FMT "\n",
	    check->holds ? "ok" : "FAIL", check->what, STR_ARG(check->where),
	    STR_ARG(check->found));
}

/* Files and numbers are many: where one of each kind holds, they are counted.
 */
static bool is_counted(const struct bag_check *check)
{
	return check->holds && (!strcmp(check->what, "digest") ||
				   !strcmp(check->what, "number"));
}

static void print_count(
    const struct bag_checks *checks, const char *what, const char *text)
{
	size_t count = 0;
	for (size_t i = 0; i < checks->count; i++)
		count += is_counted(&checks->items[i]) &&
			 !strcmp(checks->items[i].what, what);
	if (count)
		printf("ok   %s data: %zu %s\n", what, count, text);
}

static void print_all(const struct bag_checks *checks, bool list)
{
	for (size_t i = 0; i < checks->count; i++)
		if (list || !is_counted(&checks->items[i]))
			print_line(&checks->items[i]);
	if (list)
		return;
	print_count(checks, "digest", "files are as they were");
	print_count(checks, "number", "printed numbers follow from the tables");
}

static bool run(struct context *context, struct error *err)
{
	struct bag_checks checks = { .keep = context->keep };
	if (context->argument_count != 1)
		return error_set(err, ERROR_USAGE,
		    "expected one bag, found %zu", context->argument_count);
	sandbox_enter(&(struct str_list){ 0 });
	if (!check_all(&checks, context, err))
		return false;
	size_t failed = checks_failed(&checks);
	print_all(&checks, option_given(context, "list"));
	if (failed) {
		fprintf(
		    stderr, "%zu of %zu checks failed\n", failed, checks.count);
		context->status = 1;
	}
	return true;
}

const struct command command_verify = {
	.name = "verify",
	.arguments = "BAG",
	.summary = "check an evidence bag and recompute its numbers",
	.help =
	    "Checks the evidence bag BAG, a folder or its tar: that no file "
	    "was "
	    "changed, added\nor taken away, who sealed it, which bag came "
	    "before, and that every printed number\nfollows from the tables in "
	    "it. Prints a line each, ok or FAIL, what, and where;\nexit status "
	    "1 when one failed.",
	.options = options,
	.run = run,
};
