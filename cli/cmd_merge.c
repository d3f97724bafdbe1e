/* assay merge: models made elsewhere become one. It is made beside the place
 * where it will stand and takes it when it is whole. */
#include <stdio.h>
#include <unistd.h>

#include "cli/accounts.h"
#include "model/merge.h"

static const struct option options[] = {
	OPTION_FORMAT,
	{ NULL, 0, NULL, NULL, false },
};

/* What is there may be a model, to be replaced, and nothing else. */
static bool check_target(struct str path, struct error *err)
{
	struct model *model = NULL;
	int64_t version;
	if (!file_exists(path) || model_is_older(path, &version))
		return true;
	bool done = model_open(&model, path, err);
	model_close(model);
	return done;
}

static bool merge_all(
    struct audit *audit, const struct context *context, struct error *err)
{
	for (size_t i = 1; i < context->argument_count; i++) {
		if (!file_exists(context->arguments[i])) {
			error_at(err,
			    (struct place){ .file = context->arguments[i] },
			    "there is no such model");
			return error_fix(err, "check the path");
		}
		if (!model_merge(audit->model, context->arguments[i], err))
			return false;
	}
	return audit_link(audit, err);
}

static bool run(struct context *context, struct error *err)
{
	struct arena *keep = context->keep;
	struct audit audit;
	if (context->argument_count < 2) {
		error_set(err, ERROR_USAGE,
		    "expected the model to make, then those to merge");
		return error_fix(err, "assay merge all.db one.db two.db");
	}
	struct str target = context->arguments[0];
	struct str beside =
	    arena_printf(keep, STR_FMT ".merging", STR_ARG(target));
	if (!check_target(target, err) ||
	    !file_make_folders(path_folder(target), err))
		return false;
	unlink(arena_z(keep, beside));
	if (!audit_open_at(&audit, context, beside, err))
		return false;
	bool done = audit_confine(&audit, STR_NONE) &&
		    merge_all(&audit, context, err) &&
		    accounts_print(&audit, err);
	audit_close(&audit);
	if (done && rename(arena_z(keep, beside), arena_z(keep, target)) != 0)
		done =
		    error_errno(err, "cannot write " STR_FMT, STR_ARG(target));
	if (!done)
		unlink(arena_z(keep, beside));
	return done;
}

const struct command command_merge = {
	.name = "merge",
	.arguments = "OUT.db IN.db...",
	.summary = "put models made elsewhere into one",
	.help =
	    "Makes OUT.db of what the models IN.db hold, and prints the "
	    "account of every source.\nThe order of models and how they are "
	    "grouped change nothing, nor does one given\ntwice. A model of "
	    "that name is replaced. The configuration is that of the run "
	    "that\nreports: assay report -c assay.yaml --db OUT.db.",
	.options = options,
	.run = run,
};
