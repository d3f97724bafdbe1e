/* assay export: every table of the model as CSV, with scripts that load them
 * into PostgreSQL and DuckDB. A reader sees a whole folder or none. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/audit.h"
#include "cli/export_out.h"

static const struct option options[] = {
	{ "restricted", 0, NULL,
	    "with people: names, addresses, and who did what", false },
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_OUTPUT,
	OPTION_NO_CACHE,
	OPTION_JOBS,
	OPTION_DATA,
	{ NULL, 0, NULL, NULL, false },
};

enum { SMALLEST_GROUP = 5 }; /* as the report has it */

struct export
{
	struct audit audit;
	struct tables tables;
	struct str folder; /* beside the target, while it is made */
	unsigned mode;
	int64_t smallest; /* team that is told of */
	int64_t rows;
};

static bool read_tables(struct export *export, struct error *err)
{
	struct context *context = export->audit.context;
	struct str smallest = model_setting(
	    export->audit.model, STR("privacy.minimum_group"), context->keep);
	if (!tables_read(
		&export->tables, export->audit.model, context->keep, err))
		return false;
	export->mode = 0600;
	if (option_given(context, "restricted"))
		return true;
	export->mode = 0644;
	if (!str_to_int(smallest, &export->smallest))
		export->smallest = SMALLEST_GROUP;
	return export_leave_out_people(
	    &export->tables, &context->folders, context->keep, err);
}

static bool write_script(const struct export *export, const char *name,
    void (*write)(struct buf *, const struct tables *, struct str),
    struct error *err)
{
	struct arena *keep = export->audit.context->keep;
	struct buf out = { 0 };
	write(&out, &export->tables, STR("assay " ASSAY_VERSION));
	bool done = file_write(path_join(keep, export->folder, str_from(name)),
	    buf_str(&out), export->mode, err);
	buf_free(&out);
	return done;
}

static bool write_files(struct export *export, struct error *err)
{
	struct arena *keep = export->audit.context->keep;
	for (size_t i = 0; i < export->tables.count; i++) {
		const struct table *table = &export->tables.items[i];
		const struct export_file file = {
			path_join(keep, export->folder,
			    arena_printf(
				keep, STR_FMT ".csv", STR_ARG(table->name))),
			export->mode, export->smallest
		};
		if (!export_table(&export->rows, &file, table,
			export->audit.model, keep, err))
			return false;
		progress_tell(export->audit.progress, "rows", export->rows, 0);
	}
	return write_script(
		   export, "load-postgresql.sql", export_postgresql, err) &&
	       write_script(export, "load-duckdb.sql", export_duckdb, err);
}

/* What a killed run left beside TARGET. */
static void sweep(struct str target, struct str prefix, struct arena *scratch)
{
	struct str_list paths;
	file_list_made(&paths, path_folder(target), prefix, scratch);
	for (size_t i = 0; i < paths.count; i++)
		file_remove_tree(paths.items[i], scratch);
}

/* Hidden beside TARGET, then in its place, which may be an empty folder. */
static bool write_folder(
    struct export *export, struct str target, struct error *err)
{
	struct arena *keep = export->audit.context->keep;
	struct str prefix = arena_printf(
	    keep, ".assay-export-" STR_FMT "-", STR_ARG(path_base(target)));
	char *beside = arena_z(
	    keep, path_join(keep, path_folder(target),
		      arena_printf(keep, STR_FMT "XXXXXX", STR_ARG(prefix))));
	if (!file_make_folders(path_folder(target), err))
		return false;
	sweep(target, prefix, keep);
	if (!mkdtemp(beside))
		return error_errno(
		    err, "cannot make the folder " STR_FMT, STR_ARG(target));
	export->folder = str_from(beside);
	progress_stage(export->audit.progress, STR("writing the tables"));
	bool done =
	    write_files(export, err) &&
	    ((chmod(beside, export->mode & 044 ? 0755 : 0700) == 0 &&
		 rename(beside, arena_z(keep, target)) == 0) ||
		error_errno(err, "cannot write " STR_FMT, STR_ARG(target)));
	progress_end(export->audit.progress);
	if (!done)
		file_remove_tree(export->folder, keep);
	return done;
}

/* The folder, without slashes behind it, and nothing in it. */
static bool read_target(
    struct str *target, struct context *context, struct error *err)
{
	struct str_list names;
	if (context->argument_count == 0) {
		error_set(err, ERROR_USAGE, "expected a folder to write to");
		return error_fix(err, "assay export DIR");
	}
	*target = context->arguments[0];
	context->arguments++;
	context->argument_count--;
	while (target->len > 1 && str_ends(*target, STR("/")))
		*target = str_slice(*target, 0, target->len - 1);
	if (!file_exists(*target))
		return true;
	if (file_is_folder(*target) &&
	    file_list(&names, *target, context->keep, err) && names.count == 0)
		return true;
	error_set(
	    err, ERROR_USAGE, STR_FMT " is there already", STR_ARG(*target));
	return error_fix(err, "remove it, or name another folder");
}

static bool run(struct context *context, struct error *err)
{
	struct export export = { .smallest = 0 };
	struct str target;
	if (!read_target(&target, context, err))
		return false;
	bool done = audit_open(&export.audit, context, err) &&
		    audit_confine(&export.audit, path_folder(target)) &&
		    audit_fill(&export.audit, err) &&
		    read_tables(&export, err) &&
		    write_folder(&export, target, err);
	if (done)
		printf(STR_FMT ": %zu tables, %lld row%s%s\n", STR_ARG(target),
		    export.tables.count, (long long)export.rows,
		    export.rows == 1 ? "" : "s",
		    option_given(context, "restricted")
			? ""
			: "; --restricted adds what tells of people");
	audit_close(&export.audit);
	return done;
}

const struct command command_export = {
	.name = "export",
	.arguments = "DIR [PATH...]",
	.summary = "write every table of the model as CSV",
	.help =
	    "Writes the tables of the model into the folder DIR, a CSV file "
	    "each, with\nload-postgresql.sql and load-duckdb.sql, which "
	    "make them there with types, keys and\ncomments. The model is "
	    "read as it is; when it is empty, or with PATH, the sources\n"
	    "are imported first. Without --restricted there is nothing of "
	    "single people, and no\nteam under the minimum group.",
	.options = options,
	.run = run,
};
