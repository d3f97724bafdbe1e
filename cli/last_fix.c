/* Most errors say what was expected and found, deep down where nobody knows
 * which command asked; here it is known. What failed in the system has its fix
 * from error_errno. */
#include "cli/last_fix.h"

#include <string.h>

#include "base/file.h"
#include "cli/audit.h"

#define FIX_RULES                                                              \
	"compare it with the table that is built in: share/assay/data has a "  \
	"copy"
#define FIX_TEMPLATE "assay-templates(5) has every element and attribute"
#define FIX_MEASURE "docs/method.md says how a measure is written"

static bool is_below(
    const struct error *err, const char *folder, struct str given)
{
	struct str file = str_from(err->file);
	return str_starts(file, str_from(folder)) ||
	       (given.len && str_starts(file, given));
}

/* NULL before a command was found. */
static const char *command_of(const struct context *context)
{
	return context->command ? context->command->name : "COMMAND";
}

static bool is_configuration(
    const struct error *err, const struct context *context)
{
	struct str config = option_value(context, "config");
	return str_equal(path_base(str_from(err->file)),
	    config.ptr ? path_base(config) : STR(AUDIT_CONFIG));
}

static void fix_input(struct error *err, const struct context *context)
{
	if (is_below(err, "data/", context->folders.data))
		error_fix(err, FIX_RULES);
	else if (is_below(err, "templates/", context->folders.templates))
		error_fix(err, FIX_TEMPLATE);
	else if (is_below(err, "analysis/", option_value(context, "measures")))
		error_fix(err, FIX_MEASURE);
	else if (is_configuration(err, context))
		error_fix(err, "assay.yaml(5) has every key and what it takes");
	else if (err->file[0] && !strcmp(command_of(context), "check"))
		error_fix(err, "mend it there, or export it again");
	else if (err->file[0])
		error_fix(err,
		    "mend it there, or export it again; assay check %s tells "
		    "what is read of it",
		    err->file);
	else
		error_fix(err,
		    "assay %s --help tells what it takes; assay check FILE "
		    "what is read of a file",
		    command_of(context));
}

void last_fix(struct error *err, const struct context *context)
{
	if (err->fix[0])
		return;
	switch (err->kind) {
	case ERROR_NONE:
	case ERROR_LIMIT:
		break;
	case ERROR_USAGE:
		error_fix(err, "assay %s --help lists its options",
		    command_of(context));
		break;
	case ERROR_INPUT:
		fix_input(err, context);
		break;
	case ERROR_SYSTEM:
		error_fix(err, "this should not happen: run it again, and "
			       "report what it says if it does not pass");
		break;
	}
}
