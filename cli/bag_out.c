/* Collects what goes into the bag, closes, seals and writes it. */
#include "cli/bag_out.h"

#include "base/hash.h"
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
	struct arena *keep = context->keep;
	struct str path = option_value(context, "previous");
	struct bag_checks checks = { .keep = keep };
	struct found_bag bag;
	if (!bag_read(&bag, path, check_wants, keep, err))
		return false;
	check_whole(&checks, &bag);
	size_t failed = checks_failed(&checks);
	if (failed) {
		error_at(err, (struct place){ .file = path },
		    "expected the bag of the period before, found one of which "
		    "%zu checks fail",
		    failed);
		return error_fix(
		    err, "assay verify " STR_FMT " lists them", STR_ARG(path));
	}
	out->previous = arena_str(
	    keep, str_from(found_file(&bag, BAG_TAG_MANIFEST)->digest));
	return true;
}

bool bag_out_open(
    struct bag_out **out, struct context *context, struct error *err)
{
	*out = NULL;
	if (!option_given(context, "bag"))
		return needs_bag(context, "sign", err) &&
		       needs_bag(context, "previous", err);
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

bool bag_out_write(struct bag_out *out, struct audit *audit,
    struct engine *engine, const struct report *report,
    const struct bag_files *outputs, struct error *err)
{
	struct arena *keep = audit->context->keep;
	bool restricted = option_given(audit->context, "restricted");
	struct period period = engine_period(engine);
	struct str scope;
	if (!find_scope(&scope, audit->model, period, keep, err))
		return false;
	struct evidence evidence = {
		.engine = engine,
		.report = report,
		.folders = &audit->context->folders,
		.program = report->meta.program,
		.scope = scope,
		.as_of = report->meta.as_of,
		.restricted = restricted,
	};
	if (!audit_pseudonym_key(&evidence.key, audit, err))
		return false;
	const struct bag_info info = {
		.organisation = report->meta.organisation,
		.scope = scope,
		.period = period_id(keep, period),
		.identifier = report->meta.report_id,
		.program = evidence.program,
		.as_of = evidence.as_of,
		.restricted = restricted,
		.signer =
		    out->key ? seal_key_fingerprint(out->key, keep) : STR_NONE,
		.previous = out->previous,
	};
	struct bag_files files = { 0 };
	struct str name;
	unsigned mode = restricted ? 0600 : 0644;
	add_outputs(&files, outputs, keep);
	if (!evidence_make(&files, &evidence, keep, err) ||
	    !bag_close(&name, &files, &info, keep, err) ||
	    (out->key && !bag_sign(&files, out->key, keep, err)) ||
	    !bag_write_folder(&files, audit->output, name, mode, err) ||
	    !bag_write_tar(&files, audit->output, name, mode, err))
		return error_while(err, "making the evidence bag");
	out->path = path_join(keep, audit->output, name);
	return true;
}

struct str bag_out_path(const struct bag_out *out)
{
	return out->path;
}
