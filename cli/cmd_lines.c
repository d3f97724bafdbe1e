/* assay lines: which commit, tool and model wrote each line that is alive at
 * a revision. Commits are imported into a model in memory and linked as for a
 * report, so that what counts as AI is decided in one place; the lines come
 * from importers/git/lineage.h. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/vec.h"
#include "cli/config.h"
#include "cli/inputs.h"
#include "cli/lines_out.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "importers/git/lines.h"
#include "importers/git/tree.h"
#include "importers/importer.h"
#include "link/link.h"
#include "model/query.h"

enum { OUT_BYTES = 1 << 20, TREE_CACHE_BYTES = 8 << 20 };

static const struct option options[] = {
	{ "rev", 0, "REV", "the revision; default: HEAD", false },
	{ "format", 0, "FORMAT", "tsv (default), json or porcelain", false },
	OPTION_JOBS,
	{ NULL, 0, NULL, NULL, false },
};

struct lines_run {
	struct context *context;
	struct progress *progress;
	struct str folder; /* of the repository */
	int jobs;	   /* threads; 0: the default */
	const struct str *paths;
	size_t path_count;
	struct model *model;
	struct repo *repo;
	struct reach reach;
	struct said *said;
	struct lineage lineage;
	int64_t left_out; /* files that could not be read */
};

/* The first argument is the repository if it is one; else it is here. */
static void sort_arguments(struct lines_run *run)
{
	struct context *context = run->context;
	run->folder = STR(".");
	run->paths = context->arguments;
	run->path_count = context->argument_count;
	if (run->path_count &&
	    is_repository(context->arguments[0], context->keep)) {
		run->folder = context->arguments[0];
		run->paths++;
		run->path_count--;
	}
}

/* ---------------------------------------------------------- what is said -- */

static bool import_commits(struct lines_run *run, struct error *err)
{
	const struct import_watch watch = { progress_tell, run->progress };
	struct context *context = run->context;
	struct config_file *config = config_none(STR("."), context->keep);
	struct link_options link = { .human_before = config->human_before,
		.folders = &context->folders,
		.folder = STR(".") };
	struct input input;
	struct account account;
	bool unchanged;
	bool done = input_open(&input, run->folder, run->folder,
	    &context->folders, context->keep, err);
	input.importer = STR("git");
	input.heads = option_value(context, "rev");
	input.commits_only = true;
	input.watch = &watch;
	progress_stage(run->progress, STR("reading commits"));
	done = done && model_open(&run->model, STR(""), err) &&
	       importer_run(run->model, &input, &account, &unchanged, err) &&
	       link_all(run->model, &link, err);
	progress_end(run->progress);
	config_close(config);
	return done;
}

/* The row's text of COLUMN; the same texts once. */
static struct str kept_text(
    const struct query *query, int column, struct map *texts)
{
	struct str text = query_text(query, column);
	if (!text.len)
		return STR_NONE;
	bool added;
	union map_value *value = map_put(texts, text, &added);
	if (added) {
		struct str *copy = ARENA_NEW(texts->arena, struct str);
		*copy = arena_str(texts->arena, text);
		value->pointer = copy;
	}
	return *(struct str *)value->pointer;
}

static bool read_said(struct lines_run *run, struct error *err)
{
	struct arena *keep = run->context->keep;
	struct map texts = { .arena = keep };
	struct query *query = NULL;
	struct oid oid;
	run->said = arena_array(keep, run->reach.count, sizeof *run->said);
	for (size_t i = 0; i < run->reach.count; i++)
		run->said[i].origin = STR("unknown");
	if (!query_open(&query, run->model,
		"SELECT c.oid, o.origin, t.name, coalesce(m.name, m.raw), "
		"CASE WHEN o.origin IN ('ai', 'mixed') THEN o.basis END "
		"FROM \"commit\" c JOIN commit_origin o ON o.commit_id = c.id "
		"LEFT JOIN tool t ON t.id = o.tool_id "
		"LEFT JOIN model m ON m.id = o.model_id",
		err))
		return false;
	while (query_next(query)) {
		uint32_t at = oid_parse(&oid, query_text(query, 0))
				  ? reach_find(&run->reach, &oid)
				  : REACH_NONE;
		if (at == REACH_NONE || reach_is_edge(&run->reach, at))
			continue;
		run->said[at] = (struct said){
			.origin = kept_text(query, 1, &texts),
			.tool = kept_text(query, 2, &texts),
			.model = kept_text(query, 3, &texts),
			.level = kept_text(query, 4, &texts),
		};
	}
	return query_close(query, err);
}

/* ----------------------------------------------------------------- files -- */

/* Whether PATH is asked for: no paths were given, or it is one of them or in
 * a folder that is. */
static bool is_wanted(const struct lines_run *run, struct str path)
{
	for (size_t i = 0; i < run->path_count; i++) {
		struct str asked = run->paths[i];
		while (str_starts(asked, STR("./")))
			asked = str_skip(asked, 2);
		while (str_ends(asked, STR("/")))
			asked.len--;
		if (!asked.len || str_equal_z(asked, ".") ||
		    str_equal(asked, path) ||
		    (str_starts(path, asked) && path.ptr[asked.len] == '/'))
			return true;
	}
	return run->path_count == 0;
}

static void print_file(
    struct lines_run *run, struct lines_out *out, const struct change *change)
{
	struct object object;
	const struct line_array *lines =
	    lineage_find(&run->lineage, change->path);
	if (repo_read(run->repo, &change->new, OBJECT_BLOB, &object) !=
		OBJECT_FOUND ||
	    !lines || !lines->is_known) {
		object_release(&object);
		run->left_out++;
		return;
	}
	struct lines_file file = { change->path, object.data, lines };
	if (!lines_is_binary(object.data))
		lines_file(out, &file);
	object_release(&object);
}

static void write_out(struct buf *out, size_t limit)
{
	if (out->len <= limit)
		return;
	fwrite(out->data, 1, out->len, stdout);
	buf_clear(out);
}

static bool print_files(struct lines_run *run, struct lines_out *out,
    const struct oid *tree, struct error *err)
{
	struct cache *trees = cache_new(run->repo, TREE_CACHE_BYTES);
	struct arena *scratch = arena_new();
	struct change_list files = { 0 };
	bool done =
	    tree_changes(trees, NULL, tree, &files, scratch) == OBJECT_FOUND;
	for (size_t i = 0; i < files.count && done; i++) {
		if ((files.items[i].new_mode & MODE_TYPE) == MODE_FILE &&
		    is_wanted(run, files.items[i].path))
			print_file(run, out, &files.items[i]);
		write_out(&out->out, OUT_BYTES);
	}
	arena_free(scratch);
	cache_free(trees);
	if (done)
		return true;
	error_at(err, (struct place){ .file = run->folder },
	    "the folders of the revision are not all in this clone");
	return error_fix(err, "fetch them: git fetch --refetch");
}

static bool find_lines(
    struct lines_run *run, struct oid *head, bool *is_empty, struct error *err)
{
	struct arena *keep = run->context->keep;
	struct oid_list heads = { 0 };
	struct oid_list shallow = { 0 };
	struct str ref;
	struct lineage_options watch = { .progress = progress_tell,
		.user = run->progress };
	if (!repo_open(&run->repo, run->folder, err) ||
	    !repo_heads(run->repo, option_value(run->context, "rev"), &heads,
		&ref, keep, err) ||
	    !repo_shallow(run->repo, &shallow, keep, err) ||
	    !reach_from(&run->reach, run->repo, &heads, &shallow, keep, err))
		return false;
	*is_empty = heads.count == 0;
	if (*is_empty)
		return true;
	*head = heads.items[0];
	repo_ask_threads(run->repo, run->jobs);
	progress_stage(run->progress, STR("following lines"));
	bool done = lineage_open(&run->lineage, run->repo, &run->reach,
	    reach_find(&run->reach, head), &watch, keep, err);
	progress_end(run->progress);
	return done;
}

static bool print_lines(struct lines_run *run, const struct oid *head,
    bool is_empty, enum lines_format format, struct error *err)
{
	char hex[OID_HEX_SIZE];
	struct arena *keep = run->context->keep;
	struct lines_out out = { .format = format,
		.repo = run->repo,
		.lineage = &run->lineage,
		.said = run->said,
		.is_told = arena_array(keep, run->reach.count, sizeof(bool)),
		.scratch = arena_new() };
	if (!is_empty) {
		oid_hex(head, hex);
		out.revision = str_from(hex);
	}
	lines_begin(&out);
	bool done =
	    is_empty ||
	    print_files(run, &out,
		&run->reach.items[reach_find(&run->reach, head)].tree, err);
	if (done)
		lines_end(&out);
	write_out(&out.out, 0);
	buf_free(&out.out);
	arena_free(out.scratch);
	return done;
}

static bool run(struct context *context, struct error *err)
{
	struct lines_run run = { .context = context,
		.progress = progress_new(context->keep) };
	enum lines_format format;
	struct oid head;
	bool is_empty;
	if (!lines_format_parse(
		&format, option_value(context, "format"), err) ||
	    !option_jobs(&run.jobs, context, err))
		return false;
	sort_arguments(&run);
	bool done = import_commits(&run, err) &&
		    find_lines(&run, &head, &is_empty, err) &&
		    read_said(&run, err) &&
		    print_lines(&run, &head, is_empty, format, err);
	if (run.left_out)
		fprintf(stderr,
		    "left out: %lld file%s not in this clone, or too large\n",
		    (long long)run.left_out, run.left_out == 1 ? "" : "s");
	lineage_close(&run.lineage);
	repo_close(run.repo);
	model_close(run.model);
	return done;
}

const struct command command_lines = {
	.name = "lines",
	.arguments = "[REPO] [PATH...]",
	.summary = "who wrote the living lines",
	.help = "Prints for every line of every text file at a revision the "
		"commit that wrote it, as git\nblame says, and the tool and "
		"model that took part in that commit. PATH is a file or a\n"
		"folder of the repository. An empty field is not known. "
		"Needs no configuration.",
	.options = options,
	.run = run,
};
