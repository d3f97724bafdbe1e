/* assay gate: the readiness checklist for build servers. The exit status is 1
 * when a critical or required item fails, and when nobody knows. */
#include <stdio.h>

#include "cli/audit.h"
#include "cli/gate_baseline.h"

enum { GATE_DAYS = 92 }; /* a quarter up to as-of, when no period is asked */

static const struct option options[] = {
	{ "format", 0, "text|json|sarif|junit", "how to print; default: text",
	    false },
	{ "baseline", 0, "FILE",
	    "tell and judge only what got worse since the JSON of an earlier "
	    "run",
	    false },
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_OUTPUT,
	OPTION_PERIOD,
	OPTION_AS_OF,
	OPTION_NO_CACHE,
	OPTION_JOBS,
	OPTION_DATA,
	{ NULL, 0, NULL, NULL, false },
};

/* The quarter up to the day to speak of: what is open today counts, also
 * what a build of this day found. */
static bool settle(
    struct audit *audit, struct period *period, bool *newest, struct error *err)
{
	if (!audit_settle(audit, period, err))
		return false;
	if (!option_given(audit->context, "period")) {
		period->unit = PERIOD_DATES;
		period->to = audit->as_of + 1;
		period->from = period->to - GATE_DAYS * DAY_SECONDS;
	}
	return readiness_is_newest(newest, audit->model, *period, err);
}

static bool judge(
    struct readiness *readiness, struct audit *audit, struct error *err)
{
	struct period period;
	bool newest;
	progress_stage(audit->progress, STR("judging the items"));
	bool done =
	    settle(audit, &period, &newest, err) &&
	    readiness_judge(readiness, audit->model, period, newest, false,
		&audit->context->folders, audit->context->keep, err);
	progress_end(audit->progress);
	return done;
}

static bool print(const struct readiness *readiness, struct audit *audit,
    enum gate_format format, struct error *err)
{
	struct buf out = { 0 };
	struct arena *scratch = arena_new();
	struct gate gate = {
		.readiness = readiness,
		.model = audit->model,
		.verdict = readiness->verdict,
		.passed = readiness_passed(readiness->verdict),
	};
	struct str baseline = option_value(audit->context, "baseline");
	bool done = (!baseline.ptr || gate_compare(&gate, readiness, baseline,
					  scratch, err)) &&
		    gate_write(&out, &gate, format, scratch, err);
	if (done)
		buf_print(&out);
	if (done && !gate.passed && audit->context->status == 0)
		audit->context->status = 1;
	buf_free(&out);
	arena_free(scratch);
	return done;
}

static bool run(struct context *context, struct error *err)
{
	struct audit audit;
	struct readiness readiness;
	enum gate_format format =
	    (enum gate_format)option_choice(context, "format");
	if (!audit_open(&audit, context, err))
		return false;
	bool done = audit_confine(&audit, STR_NONE) &&
		    audit_import(&audit, err) &&
		    judge(&readiness, &audit, err) &&
		    print(&readiness, &audit, format, err);
	audit_close(&audit);
	return done;
}

const struct command command_gate = {
	.name = "gate",
	.arguments = "[PATH...]",
	.summary = "judge readiness for AI-assisted work; for build servers",
	.help =
	    "Reads what the configuration names (or PATH), and judges each "
	    "item of the readiness\nchecklist: pass, fail, waived or not "
	    "assessed, a line each, with the first place as\nfile:line. The "
	    "exit status is 1 when a critical or required item fails, and when "
	    "a\nrequired one is not assessed: unknown is no pass. It speaks "
	    "of the 92 days up to the\nnewest record, unless --period is "
	    "given.",
	.options = options,
	.run = run,
};
