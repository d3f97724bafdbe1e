#include "cli/audit.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/config_apply.h"
#include "importers/importer.h"
#include "link/link.h"
#include "model/query.h"

#define DEFAULT_CONFIG "assay.yaml"
#define DEFAULT_OUTPUT "assay-report"
#define DATABASE_NAME "assay.db"

static bool find_config(
    struct audit *audit, struct context *context, struct error *err)
{
	struct str path = option_value(context, "config");
	if (!path.ptr && context->argument_count == 0 &&
	    file_exists(STR(DEFAULT_CONFIG)))
		path = STR(DEFAULT_CONFIG);
	if (!path.ptr) {
		audit->file = config_none(STR("."), context->keep);
		return true;
	}
	return config_read(&audit->file, path, context->keep, err);
}

static void find_database(struct audit *audit, struct context *context)
{
	struct str folder = audit->output;
	struct str given = option_value(context, "db");
	if (audit->file->path.ptr)
		folder = audit->file->folder;
	audit->database =
	    given.ptr ? given
		      : path_join(context->keep, folder, STR(DATABASE_NAME));
}

bool audit_open(struct audit *audit, struct context *context, struct error *err)
{
	*audit = (struct audit){ .context = context,
		.progress = progress_new(context->keep),
		.output = option_value(context, "output"),
		.as_of = UNKNOWN };
	if (!audit->output.ptr)
		audit->output = STR(DEFAULT_OUTPUT);
	if (!find_config(audit, context, err))
		return false;
	find_database(audit, context);
	if (!file_make_folders(path_folder(audit->database), err) ||
	    !model_open(&audit->model, audit->database, err)) {
		audit_close(audit);
		return false;
	}
	return true;
}

void audit_close(struct audit *audit)
{
	model_close(audit->model);
	config_close(audit->file);
	audit->model = NULL;
	audit->file = NULL;
}

static bool list_inputs(
    struct audit *audit, struct inputs *inputs, struct error *err)
{
	struct context *context = audit->context;
	struct str here = STR(".");
	const struct str *paths = context->arguments;
	size_t count = context->argument_count;
	*inputs = (struct inputs){ 0 };
	if (audit->file->path.ptr && !inputs_from_config(inputs, audit->file,
					 &context->folders, context->keep, err))
		return false;
	if (count == 0 && !audit->file->path.ptr) {
		paths = &here;
		count = 1;
	}
	if (count == 0)
		return true;
	return inputs_from_paths(
	    inputs, paths, count, &context->folders, context->keep, err);
}

/* A file that cannot be read is said and counted; the others go on. */
static bool refuse(struct audit *audit, const struct input *input,
    bool *changed, struct error *err)
{
	const struct error why = *err;
	error_print(&why, stderr);
	audit->context->status = error_exit_status(&why);
	*changed = true;
	return import_refuse(audit->model, input, &why, err);
}

static bool import_one(
    struct audit *audit, struct input *input, bool *changed, struct error *err)
{
	const struct import_watch watch = { progress_tell, audit->progress };
	struct account account;
	bool unchanged;
	input->watch = &watch;
	progress_stage(
	    audit->progress, arena_printf(audit->context->keep,
				 "reading " STR_FMT, STR_ARG(input->shown)));
	bool done =
	    importer_run(audit->model, input, &account, &unchanged, err);
	progress_end(audit->progress);
	if (!done && (err->kind != ERROR_INPUT || input->is_folder))
		return false;
	if (!done)
		return refuse(audit, input, changed, err);
	*changed |= !unchanged;
	if (account.rejected)
		fprintf(stderr,
		    STR_FMT ": %lld of %lld records rejected; assay check "
			    "shows them\n",
		    STR_ARG(input->shown), (long long)account.rejected,
		    (long long)account.read);
	return true;
}

/* What the derived tables were made with. */
static struct str link_state(const struct audit *audit)
{
	return arena_printf(audit->context->keep,
	    "program=%s human_before=%lld", ASSAY_VERSION,
	    (long long)audit->file->human_before);
}

static bool is_linked(
    const struct audit *audit, bool *linked, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"SELECT 1 FROM run WHERE options = ?1", err))
		return false;
	query_bind_text(query, 1, link_state(audit));
	*linked = query_next(query);
	return query_close(query, err);
}

static bool store_state(
    struct audit *audit, struct str state, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"INSERT INTO run (id, program, options) "
		"VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET "
		"program = ?1, options = ?2",
		err))
		return false;
	query_bind_text(query, 1, STR("assay " ASSAY_VERSION));
	query_bind_text(query, 2, state);
	while (query_next(query))
		;
	return query_close(query, err);
}

static bool link_sources(
    struct audit *audit, struct str folder, struct error *err)
{
	const struct link_options options = {
		.human_before = audit->file->human_before,
		.folders = &audit->context->folders,
		.folder = folder,
	};
	progress_stage(audit->progress, STR("joining the sources"));
	bool done = link_all(audit->model, &options, err);
	progress_end(audit->progress);
	return done && store_state(audit, link_state(audit), err);
}

bool audit_import(struct audit *audit, struct error *err)
{
	struct inputs inputs;
	int64_t generation = model_generation(audit->model);
	bool changed = false;
	bool linked;
	if (!list_inputs(audit, &inputs, err) ||
	    !is_linked(audit, &linked, err) ||
	    !config_apply(audit->file, audit->model, err))
		return false;
	changed = model_generation(audit->model) != generation;
	for (size_t i = 0; i < inputs.count; i++) {
		bool one = false;
		bool done = import_one(audit, &inputs.items[i], &one, err);
		if (one && !changed && !store_state(audit, STR(""), err))
			return false; /* derived tables are now behind */
		changed |= one;
		if (!done)
			return false;
	}
	return (linked && !changed) || link_sources(audit, inputs.folder, err);
}

static bool find_as_of(struct audit *audit, struct error *err)
{
	struct str given = option_value(audit->context, "as-of");
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	if (given.ptr) {
		if (!date_parse_iso(given, &audit->as_of))
			return error_set(err, ERROR_USAGE,
			    "expected --as-of with a date such as "
			    "2026-09-30, found \"" STR_FMT "\"",
			    STR_ARG(given));
		if (given.len == 10) /* the whole day */
			audit->as_of += DAY_SECONDS - 1;
		return true;
	}
	if (epoch) {
		if (str_to_int(str_from(epoch), &audit->as_of))
			return true;
		return error_set(err, ERROR_USAGE,
		    "expected SOURCE_DATE_EPOCH in seconds, found \"%s\"",
		    epoch);
	}
	return period_newest(&audit->as_of, audit->model, err);
}

bool audit_settle(struct audit *audit, struct period *period, struct error *err)
{
	struct str given = option_value(audit->context, "period");
	if (!find_as_of(audit, err))
		return false;
	if (audit->as_of == UNKNOWN) {
		error_set(err, ERROR_INPUT,
		    "there is nothing to report: no commit, scan or record "
		    "has a time");
		return error_fix(err, "name a repository with commits, or "
				      "give --as-of");
	}
	if (!given.ptr)
		return period_default(period, audit->model, audit->as_of,
		    audit->file->calendar, err);
	if (!period_parse(period, given, audit->file->calendar, err))
		return false;
	period->closed = period->to <= audit->as_of + 1;
	return true;
}
