/* assay report: the main job. Imports, links, measures, and writes the report
 * in every form. */
#include <stdio.h>

#include "cli/config_limits.h"
#include "cli/report_out.h"

static const struct option options[] = {
	OPTION_OUTPUT,
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_PERIOD,
	OPTION_AS_OF,
	OPTION_NO_CACHE,
	OPTION_JOBS,
	{ "edition", 0, "NAME",
	    "the template of that name: board (default), summary or audit",
	    false },
	{ "restricted", 0, NULL,
	    "with small groups, and scores of people under pseudonyms where "
	    "privacy.scoring allows them",
	    false },
	OPTIONS_BAG,
	OPTION_MEASURES,
	OPTION_DATA,
	OPTION_TEMPLATES,
	{ NULL, 0, NULL, NULL, false },
};

static bool run(struct context *context, struct error *err)
{
	struct audit audit;
	struct report_wish wish = {
		.template = option_value(context, "edition"), .mails = true
	};
	if (!bag_out_open(&wish.bag, context, err))
		return false;
	if (!audit_open(&audit, context, err)) {
		bag_out_close(wish.bag);
		return false;
	}
	bool done =
	    config_check_limits(audit.file, &context->folders,
		option_value(context, "measures"), context->keep, err) &&
	    audit_confine(&audit, audit.output) && audit_import(&audit, err) &&
	    audit_settle(&audit, &wish.period, err) &&
	    report_write(&audit, &wish, err);
	if (done)
		printf("report for " STR_FMT ":\n  " STR_FMT
		       "/report.html\n  " STR_FMT "/report.pdf\n",
		    STR_ARG(period_label(context->keep, wish.period)),
		    STR_ARG(audit.output), STR_ARG(audit.output));
	if (done && wish.bag)
		printf("  " STR_FMT "/\n  " STR_FMT ".tar\n",
		    STR_ARG(bag_out_path(wish.bag)),
		    STR_ARG(bag_out_path(wish.bag)));
	bag_out_close(wish.bag);
	audit_close(&audit);
	return done;
}

const struct command command_report = {
	.name = "report",
	.arguments = "[PATH...]",
	.summary = "make the board report",
	.help =
	    "Reads what the configuration names (or PATH: repositories "
	    "and files, without a\nconfiguration) and writes report.html, "
	    "report.pdf, report.json, report.txt,\nsummary.eml and "
	    "tables/*.csv into "
	    "the output folder. Where neither says what to read, it reads "
	    "the repository it is\nstarted in; elsewhere it reports on what "
	    "the model (--db) holds.",
	.options = options,
	.run = run,
};
