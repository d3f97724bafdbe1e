/* Options are tables: the same rows are read, explained in the help and
 * compared with the manual by a test. */
#include "cli/options.h"

#include <string.h>

#include "base/date.h"
#include "base/near.h"
#include "base/vec.h"

enum { DAY_LENGTH = 10 }; /* "2026-09-30" */

#define COMMAND_ROW(name) &command_##name,
const struct command *const commands[] = { COMMANDS(COMMAND_ROW) NULL };

/* Options that every command takes. */
static const struct option common_options[] = {
	{ "help", 'h', NULL, "print this and end", false },
	{ NULL, 0, NULL, NULL, false },
};

static const struct option_value *last_given(
    const struct context *context, const char *name)
{
	for (size_t i = context->value_count; i > 0; i--)
		if (!strcmp(context->values[i - 1].option->name, name))
			return &context->values[i - 1];
	return NULL;
}

struct str option_value(const struct context *context, const char *name)
{
	const struct option_value *given = last_given(context, name);
	return given ? given->value : STR_NONE;
}

int option_choice(const struct context *context, const char *name)
{
	const struct option_value *given = last_given(context, name);
	struct str choices;
	struct str choice;
	int before = 0;
	if (!given)
		return 0;
	choices = str_from(given->option->value);
	while (str_split(&choices, '|', &choice) &&
	       !str_equal(choice, given->value))
		before++;
	return before;
}

bool option_given(const struct context *context, const char *name)
{
	return option_value(context, name).ptr != NULL;
}

bool option_next(const struct context *context, const char *name, size_t *at,
    struct str *value)
{
	while (*at < context->value_count) {
		const struct option_value *given = &context->values[(*at)++];
		if (!strcmp(given->option->name, name)) {
			*value = given->value;
			return true;
		}
	}
	return false;
}

static const struct option *find_in(
    const struct option *options, struct str name, char letter)
{
	for (; options && options->name; options++)
		if (letter ? options->letter == letter
			   : str_equal_z(name, options->name))
			return options;
	return NULL;
}

static const struct option *find_option(
    const struct context *context, struct str name, char letter)
{
	const struct option *option =
	    find_in(context->command->options, name, letter);
	return option ? option : find_in(common_options, name, letter);
}

static bool unknown_option(const struct context *context, struct str word,
    struct str name, struct error *err)
{
	VEC(struct str) names = { 0 };
	const struct option *lists[] = { context->command->options,
		common_options };
	for (size_t i = 0; i < 2; i++)
		for (const struct option *o = lists[i]; o && o->name; o++)
			VEC_PUSH(&names, context->keep, str_from(o->name));
	struct str near = near_name(name, names.items, names.count);
	error_set(err, ERROR_USAGE, "assay %s has no option " STR_FMT,
	    context->command->name, STR_ARG(word));
	if (near.len)
		return error_fix(
		    err, "did you mean --" STR_FMT "?", STR_ARG(near));
	return error_fix(
	    err, "assay %s --help lists its options", context->command->name);
}

/* Choices are written as "table|csv|json". */
static bool is_choice(struct str choices, struct str value)
{
	struct str choice;
	while (str_split(&choices, '|', &choice))
		if (str_equal(choice, value))
			return true;
	return false;
}

static bool check_value(
    const struct option *option, struct str value, struct error *err)
{
	if (!option->value || !strchr(option->value, '|') ||
	    is_choice(str_from(option->value), value))
		return true;
	return error_set(err, ERROR_USAGE,
	    "expected --%s %s, found \"" STR_FMT "\"", option->name,
	    option->value, STR_ARG(value));
}

struct values {
	struct option_value *items;
	size_t count;
	size_t room;
};

/* Takes one option at *I; a value may stand in the next word. */
static bool read_option(struct context *context, struct values *values,
    int argc, char **argv, int *i, struct error *err)
{
	struct str word = str_from(argv[*i]);
	bool is_long = str_starts(word, STR("--"));
	struct str body = str_skip(word, is_long ? 2 : 1);
	size_t equals = is_long ? str_find_byte(body, '=') : 1;
	struct str name = str_slice(body, 0, equals);
	const struct option *option =
	    find_option(context, name, is_long ? 0 : body.ptr[0]);
	if (!option)
		return unknown_option(context, word, name, err);
	struct str value = STR("");
	bool has_value = equals < body.len;
	if (has_value)
		value = str_skip(body, is_long ? equals + 1 : equals);
	if (has_value && !option->value)
		return error_set(
		    err, ERROR_USAGE, "--%s takes no value", option->name);
	if (option->value && option->value[0] != '[' && !has_value) {
		if (*i + 1 >= argc)
			return error_set(err, ERROR_USAGE,
			    "--%s needs a value: --%s %s", option->name,
			    option->name, option->value);
		value = str_from(argv[++*i]);
	}
	if (!check_value(option, value, err))
		return false;
	struct option_value given = { option, value };
	VEC_PUSH(values, context->keep, given);
	return true;
}

bool options_read(
    struct context *context, int argc, char **argv, struct error *err)
{
	VEC(struct str) arguments = { 0 };
	struct values values = { 0 };
	bool only_arguments = false;
	for (int i = 0; i < argc; i++) {
		struct str word = str_from(argv[i]);
		if (!only_arguments && str_equal_z(word, "--"))
			only_arguments = true;
		else if (only_arguments || word.len < 2 || word.ptr[0] != '-')
			VEC_PUSH(&arguments, context->keep, word);
		else if (!read_option(context, &values, argc, argv, &i, err))
			return false;
	}
	context->arguments = arguments.items;
	context->argument_count = arguments.count;
	context->values = values.items;
	context->value_count = values.count;
	context->folders.data = option_value(context, "data");
	context->folders.templates = option_value(context, "templates");
	return true;
}

static void print_options(FILE *out, const struct option *options)
{
	for (; options && options->name; options++) {
		char left[80];
		char letter[8] = "";
		if (options->letter)
			snprintf(
			    letter, sizeof letter, "-%c, ", options->letter);
		snprintf(left, sizeof left, "%s--%s%s%s%s", letter,
		    options->name, options->value ? " " : "",
		    options->value ? options->value : "",
		    options->repeats ? "..." : "");
		fprintf(out, "  %-26s  %s\n", left, options->help);
	}
}

void options_print_help(FILE *out, const struct command *command)
{
	fprintf(out, "usage: assay %s [OPTION...] %s\n\n%s\n\noptions:\n",
	    command->name, command->arguments, command->help);
	print_options(out, command->options);
	print_options(out, common_options);
}

void options_print_commands(FILE *out)
{
	fputs("usage: assay COMMAND [OPTION...] [ARGUMENT...]\n\n"
	      "Makes the board report on AI-written code, offline.\n\n",
	    out);
	for (size_t i = 0; commands[i]; i++)
		fprintf(out, "  %-10s %s\n", commands[i]->name,
		    commands[i]->summary);
	fputs("\nassay COMMAND --help tells more; assay --version the "
	      "version.\n",
	    out);
}

bool option_date(int64_t *time, const struct context *context, const char *name,
    struct error *err)
{
	struct str text = option_value(context, name);
	*time = UNKNOWN;
	if (!text.ptr || date_parse_iso(text, time))
		return true;
	return error_set(err, ERROR_USAGE,
	    "expected --%s with a date such as 2026-09-30, found \"" STR_FMT
	    "\"",
	    name, STR_ARG(text));
}

bool option_date_end(int64_t *time, const struct context *context,
    const char *name, struct error *err)
{
	if (!option_date(time, context, name, err))
		return false;
	if (option_value(context, name).len == DAY_LENGTH)
		*time += DAY_SECONDS - 1;
	return true;
}

bool option_number(int *number, const struct context *context, const char *name,
    struct option_range range, struct error *err)
{
	struct str text = option_value(context, name);
	int64_t given;
	*number = range.otherwise;
	if (!text.ptr)
		return true;
	if (!str_to_int(text, &given) || given < range.low ||
	    given > range.high)
		return error_set(err, ERROR_USAGE,
		    "expected --%s with a number from %d to %d, found "
		    "\"" STR_FMT "\"",
		    name, range.low, range.high, STR_ARG(text));
	*number = (int)given;
	return true;
}

bool option_jobs(int *jobs, const struct context *context, struct error *err)
{
	const struct option_range range = { 1, JOBS_MAX, 0 };
	return option_number(jobs, context, "jobs", range, err);
}
