/* Most errors say what was expected and found, deep down where nobody knows
 * which command asked; here it is known. Errors of one class have one fix,
 * whoever found them. What failed in the system has its fix from error_errno.
 */
#include "cli/last_fix.h"

#include <fnmatch.h>
#include <string.h>

#include "base/file.h"
#include "cli/audit.h"

#define FIX_RULES                                                              \
	"compare it with the table that is built in: share/assay/data has a "  \
	"copy"
#define FIX_TEMPLATE "assay-templates(5) has every element and attribute"
#define FIX_MEASURE "docs/method.md says how a measure is written"
#define FIX_SPLIT "see whether it is the file that is meant; else split it"
#define FIX_ONE "take one of the two away"

struct fix_class {
	const char *message; /* as fnmatch(3) has it */
	const char *fix;
};

/* The first that fits. */
/* clang-format off */
static const struct fix_class of_configuration[] = {
	{ "the key * stands twice", FIX_ONE },
	{ "expected one correction of the same *", FIX_ONE },
	{ "aliases (*) are not read here", "write the value out in each place" },
	{ "nested too deep", "assay.yaml(5) shows below which key each stands" },
	{ "expected keys, found an empty file", "remove it; assay init writes one" },
	{ "expected a key, found *", "write it as \"key: value\"" },
	{ "expected a list under *",
	    "begin each of its lines with \"- \", as assay.yaml(5) shows" },
	{ "expected a mapping of keys under *",
	    "write them below it, further to the right, as \"key: value\"; "
	    "without any leave it out" },
	{ "expected a text or number under *", "write it behind the colon" },
	{ "expected version 1, found none",
	    "write \"version: 1\" as the first line" },
	{ "expected version 1, found *",
	    "write \"version: 1\"; of a later one, take the assay that reads it" },
	{ "expected a date such as *", "write the day as YYYY-MM-DD" },
	{ "expected a time such as *",
	    "write the time with its zone: Z for UTC, or such as +02:00" },
	{ "expected UTC or *",
	    "write how far from UTC it is, with its sign: -05:00" },
	{ "expected a month *", "write its number" },
	{ "expected a colour *",
	    "write # and six digits of 0 to F, in quotes: # begins a remark" },
	{ "expected an address with https*",
	    "write the whole address, as a browser shows it" },
	{ "expected an address such as *",
	    "write one address alone, or in <> behind a name" },
	{ "expected smtps://*",
	    "write the server alone; mail.login names the file of the login" },
	{ "expected whole *",
	    "write a whole number within these bounds, in digits" },
	{ "expected a number *",
	    "write it in digits, with a point before decimals, without a unit" },
	{ "expected the id of a commit*",
	    "git rev-parse COMMIT tells the whole id" },
	{ "expected lines as *", "write the first line, a hyphen and the last" },
	{ "expected an audience and an address",
	    "write both: {audience: board, address: board@example.org}" },
	{ "expected * or *, found *",
	    "write one of these, as they stand here" },
	{ NULL, NULL }
};

static const struct fix_class of_file[] = {
	{ "*whose sheets are all hidden*",
	    "show the one that is meant in the program that made the workbook, "
	    "or export it as CSV" },
	{ "* is neither a folder nor a tar",
	    "name the folder evidence-..., or the .tar beside it" },
	{ "expected a status of assay gate*",
	    "name a file that assay gate --format json wrote" },
	{ "git cannot list the refs", "git fsck tells what is damaged there" },
	{ "expected at most *", FIX_SPLIT },
	{ "more commits than *",
	    "name less of the history with heads: of its entry in assay.yaml" },
	{ "* is larger than *", FIX_SPLIT },
	{ NULL, NULL }
};
/* clang-format on */

static bool take_class(struct error *err, const struct fix_class *classes)
{
	while (classes->message && fnmatch(classes->message, err->message, 0))
		classes++;
	if (classes->fix)
		error_fix(err, "%s", classes->fix);
	return classes->fix != NULL;
}

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
	else if (is_configuration(err, context)) {
		if (!take_class(err, of_configuration))
			error_fix(err,
			    "assay.yaml(5) has every key and what it takes");
	} else if (take_class(err, of_file))
		return;
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
