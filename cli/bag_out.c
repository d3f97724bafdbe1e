/* Collects what goes into the bag, closes, seals and writes it. */
#include "cli/bag_out.h"

#include "base/date.h"
#include "base/hash.h"
#include "cli/bag_copies.h"
#include "model/query.h"
#include "render/bag/check.h"
#include "render/bag/seal.h"
#include "render/evidence/evidence.h"
#include "render/print.h"

struct bag_out {
	struct seal_key *key; /* NULL: not signed */
	struct str previous;  /* digest of its tag manifest; none: the first */
	struct str path;      /* of the folder written */
};

static bool needs_bag(
    const struct context *context, const char *option, struct error *err)
{
	if (!option_given(context, option))
		return true;
	error_set(err, ERROR_USAGE, "--%s is of an evidence bag", option);
	return error_fix(err, "add --bag");
}

/* The bag before must be whole, or a chain would say that it was. */
static bool read_previous(
    struct bag_out *out, const struct context *context, struct error *err)
{
	struct found_bag bag;
	if (!check_read_whole(&bag, option_value(context, "previous"),
		check_wants, context->keep, err))
		return false;
	out->previous = arena_str(context->keep,
	    str_from(found_file(&bag, BAG_TAG_MANIFEST)->digest));
	return true;
}

bool bag_out_open(
    struct bag_out **out, struct context *context, struct error *err)
{
	*out = NULL;
	if (!option_given(context, "bag"))
		return needs_bag(context, "sign", err) &&
		       needs_bag(context, "previous", err) &&
		       needs_bag(context, "copies", err);
	if (option_given(context, "copies") &&
	    !option_given(context, "restricted")) {
		error_set(err, ERROR_USAGE,
		    "--copies is of a bag that not everybody may read: "
		    "inputs hold names and secrets");
		return error_fix(err, "add --restricted");
	}
	struct bag_out *opened = ARENA_NEW(context->keep, struct bag_out);
	if (option_given(context, "sign") &&
	    !seal_key_open(&opened->key, option_value(context, "sign"),
		context->keep, err))
		return false;
	if (option_given(context, "previous") &&
	    !read_previous(opened, context, err)) {
		seal_key_close(opened->key);
		return false;
	}
	*out = opened;
	return true;
}

void bag_out_close(struct bag_out *out)
{
	if (out)
		seal_key_close(out->key);
}

/* What was looked at, in words. */
static bool find_scope(struct str *scope, const struct model *model,
    struct period period, struct arena *keep, struct error *err)
{
	int64_t count;
	if (!query_number(
		&count, model, "SELECT count(*) FROM repository", err))
		return false;
	*scope = arena_printf(keep, STR_FMT ", " STR_FMT,
	    STR_ARG(print_things(keep, count, "repository", "repositories")),
	    STR_ARG(period_dates(keep, period)));
	return true;
}

/* The day until which the bag is to be kept; 0: nobody said how long. */
static int64_t kept_until(const struct audit *audit)
{
	int64_t years;
	struct date date = date_from_time(audit->as_of);
	if (!str_to_int(model_setting(audit->model, STR("output.keep_years"),
			    audit->context->keep),
		&years))
		return 0;
	date.year += (int)years;
	return date_to_time(date);
}

static void add_outputs(struct bag_files *files,
    const struct bag_files *outputs, struct arena *keep)
{
	for (size_t i = 0; i < outputs->count; i++) {
		struct str path = outputs->items[i].path;
		const char *folder =
		    str_starts(path, STR("tables/")) ? "" : "report/";
		bag_add(files,
		    arena_printf(
			keep, "data/%s" STR_FMT, folder, STR_ARG(path)),
		    outputs->items[i].content, keep);
	}
}

/* Fills and closes the bag of REPORT. OUT: key and bag before, or NULL. */
static bool fill_bag(struct bag_files *files, struct str *name,
    const struct bag_out *out, struct audit *audit, struct engine *engine,
    const struct report *report, const struct report *summary,
    struct error *err)
{
	struct arena *keep = audit->context->keep;
	bool restricted = option_given(audit->context, "restricted");
	struct period period = engine_period(engine);
	struct evidence evidence = {
		.engine = engine,
		.report = report,
		.summary = summary,
		.folders = &audit->context->folders,
		.program = report->meta.program,
		.as_of = report->meta.as_of,
		.restricted = restricted,
	};
	if (!find_scope(&evidence.scope, audit->model, period, keep, err) ||
	    !audit_pseudonym_key(&evidence.key, audit, err))
		return false;
	const struct bag_info info = {
		.organisation = report->meta.organisation,
		.scope = evidence.scope,
		.period = period_id(keep, period),
		.identifier = report->meta.report_id,
		.program = evidence.program,
		.as_of = evidence.as_of,
		.keep_until = kept_until(audit),
		.restricted = restricted,
		.signer = out && out->key ? seal_key_fingerprint(out->key, keep)
					  : STR_NONE,
		.previous = out ? out->previous : STR_NONE,
	};
	return evidence_make(files, &evidence, keep, err) &&
	       bag_close(name, files, &info, keep, err);
}

bool bag_out_write(struct bag_out *out, struct audit *audit,
    struct engine *engine, const struct report *report,
    const struct report *summary, const struct bag_files *outputs,
    struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct bag_files files = { 0 };
	struct str name;
	unsigned mode =
	    option_given(audit->context, "restricted") ? 0600 : 0644;
	if (!bag_stage(&files, audit->output, mode, keep, err))
		return error_while(err, "making the evidence bag");
	add_outputs(&files, outputs, keep);
	bool done =
	    (!option_given(audit->context, "copies") ||
		bag_copies(&files, audit, err)) &&
	    fill_bag(&files, &name, out, audit, engine, report, summary, err) &&
	    (!out->key || bag_sign(&files, out->key, keep, err)) &&
	    bag_write(&files, audit->output, name, mode, err);
	bag_discard(&files);
	if (!done)
		return error_while(err, "making the evidence bag");
	out->path = path_join(keep, audit->output, name);
	return true;
}

/* The bag of PERIOD, without the report as files. */
static bool imagine(struct bag_files *files, struct str *name,
    struct audit *audit, struct period period, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct engine *engine = NULL;
	struct report report;
	if (!engine_open(&engine, audit->model, period,
		&audit->context->folders, STR_NONE, keep, err))
		return false;
	const struct report_request request = {
		.engine = engine,
		.folders = &audit->context->folders,
		.program = STR("assay " ASSAY_VERSION),
		.language = STR("en"),
		.as_of = audit->as_of,
	};
	bool done = report_build(&report, &request, keep, err);
	for (size_t i = 0; done && i < report.file_count; i++)
		bag_add(files,
		    arena_printf(keep, "data/tables/" STR_FMT,
			STR_ARG(report.files[i].name)),
		    report.files[i].content, keep);
	done = done &&
	       fill_bag(files, name, NULL, audit, engine, &report, NULL, err);
	engine_close(engine);
	return done;
}

bool bag_out_imagine(struct found_bag *bag, struct audit *audit,
    struct str period_text, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct bag_files files = { 0 };
	struct period period;
	struct period newest;
	*bag = (struct found_bag){ 0 };
	if (!audit_settle(audit, &newest, err) ||
	    !period_parse(&period, period_text, audit->file->calendar, err))
		return false;
	period.closed = period.to <= audit->as_of + 1;
	struct str unwritten;
	bag->name = STR("as the model has it");
	if (!imagine(&files, &unwritten, audit, period, err))
		return error_while(err, "looking at the period " STR_FMT,
		    STR_ARG(period_text));
	for (size_t i = 0; i < files.count; i++) {
		struct found_file file = { .path = files.items[i].path,
			.content = files.items[i].content };
		VEC_PUSH(bag, keep, file);
	}
	return true;
}

struct str bag_out_path(const struct bag_out *out)
{
	return out->path;
}
