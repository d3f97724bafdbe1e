/* assay import: only fill the model; what is there already is not read. */
#include "cli/accounts.h"

static const struct option options[] = {
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_OUTPUT,
	OPTION_NO_CACHE,
	OPTION_JOBS,
	{ "profile", 0, "NAME", "read tables with this profile", false },
	{ "date-order", 0, "DMY|MDY|YMD", "where a table leaves it open",
	    false },
	{ "sheet", 0, "NAME", "of workbooks, the sheet that is meant", false },
	{ "root", 0, "DIR",
	    "paths of sources are told from here; default: the configuration's "
	    "folder, else the one that they share",
	    false },
	OPTION_FORMAT,
	OPTION_DATA,
	{ NULL, 0, NULL, NULL, false },
};

static bool run(struct context *context, struct error *err)
{
	struct audit audit;
	if (!audit_open(&audit, context, err))
		return false;
	bool done = audit_confine(&audit, STR_NONE) &&
		    audit_import(&audit, err) && accounts_print(&audit, err);
	audit_close(&audit);
	return done;
}

const struct command command_import = {
	.name = "import",
	.arguments = "[PATH...]",
	.summary = "read sources into the model",
	.help = "Reads repositories and files into the model (assay.db) and "
		"prints the account of\nevery source: read = imported + "
		"duplicate + rejected + empty. A source that has not\nchanged "
		"is not read again; one that has is replaced, but scans "
		"of its earlier content\nare kept. Without PATH the "
		"configuration says what to read.",
	.options = options,
	.run = run,
};
