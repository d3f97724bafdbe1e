/* assay lines: which commit, tool and model wrote each line that is alive at
 * a revision. Commits are imported into a model in memory, with the corrections
 * of the configuration, and linked as for a report (link/revision.h), so that
 * what counts as AI is decided in one place; the lines come from
 * importers/git/lineage.h. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/near.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cli/audit.h"
#include "cli/lines_cohorts.h"
#include "cli/lines_out.h"
#include "cli/lines_paths.h"
#include "importers/git/path_rules.h"
#include "importers/git/tree.h"
#include "model/query.h"

enum { OUT_BYTES = 1 << 20, TREE_CACHE_BYTES = 8 << 20 };

static const struct option options[] = {
	{ "rev", 0, "REV", "the revision; default: HEAD", false },
	{ "format", 0, "tsv|json|porcelain", "how to print; default: tsv",
	    false },
	{ "cohorts", 0, NULL, "how many by month of birth, tool and model",
	    false },
	{ "restricted", 0, NULL, "name people in the porcelain form", false },
	OPTION_CONFIG,
	OPTION_JOBS,
	OPTION_DATA,
	{ NULL, 0, NULL, NULL, false },
};

struct lines_run {
	struct context *context;
	struct audit audit;
	struct input *input; /* the repository */
	struct lines_wish wish;
	struct repo *repo;
	struct reach reach;
	struct oid head;
	bool is_empty; /* there is no commit */
	VEC(struct change) files;
	struct lineage lineage;
	struct revision revision;
	VEC(struct oid) blobs;	     /* of the revision's files */
	struct lines_people *people; /* by index of the reach */
	int64_t left_out;	     /* files that could not be read */
};

/* ------------------------------------------------------------ what to do -- */

static bool describe(
    struct lines_run *run, struct inputs *inputs, struct error *err)
{
	struct context *context = run->context;
	struct str revision = option_value(context, "rev");
	lines_wish_read(&run->wish, context->arguments, context->argument_count,
	    context->keep);
	if (!audit_open_memory(&run->audit, context, err))
		return false;
	if (!audit_confine(&run->audit, STR_NONE) ||
	    !inputs_of_repository(inputs, run->wish.folder, run->audit.file,
		&context->folders, context->keep, err))
		return false;
	run->input = &inputs->items[0];
	run->input->commits_only = true;
	if (revision.ptr)
		run->input->heads = revision;
	return true;
}

static bool open_repository(struct lines_run *run, struct error *err)
{
	struct arena *keep = run->context->keep;
	struct oid_list heads = { 0 };
	struct oid_list shallow = { 0 };
	struct str ref;
	if (!repo_open(&run->repo, run->input->path, err) ||
	    !repo_heads(
		run->repo, run->input->heads, &heads, &ref, keep, err) ||
	    !repo_shallow(run->repo, &shallow, keep, err) ||
	    !reach_from(
		&run->reach, run->repo, &heads, &shallow, keep, NULL, err))
		return false;
	repo_ask_threads(run->repo, run->audit.jobs);
	run->is_empty = heads.count == 0;
	if (!run->is_empty)
		run->head = heads.items[0];
	return true;
}

/* ----------------------------------------------------------------- files -- */

static bool is_wanted(
    const struct lines_run *run, struct str path, bool *is_found)
{
	const struct lines_wish *wish = &run->wish;
	bool wanted = wish->count == 0;
	for (size_t i = 0; i < wish->count; i++)
		if (lines_is_within(path, wish->paths[i]))
			wanted = is_found[i] = true;
	return wanted;
}

static bool no_such_path(const struct lines_run *run, struct str path,
    const struct change_list *files, struct error *err)
{
	struct arena *keep = run->context->keep;
	struct str revision = option_value(run->context, "rev");
	struct str *names = arena_array(keep, files->count, sizeof *names);
	for (size_t i = 0; i < files->count; i++)
		names[i] = files->items[i].path;
	error_at(err, (struct place){ .file = run->input->path },
	    "expected a file or folder of the revision " STR_FMT
	    ", found \"" STR_FMT "\"",
	    STR_ARG(revision.ptr ? revision : STR("HEAD")),
	    STR_ARG(utf8_printable(keep, path)));
	struct str near = near_name(path, names, files->count);
	if (near.len)
		return error_fix(err, "did you mean " STR_FMT "?",
		    STR_ARG(utf8_printable(keep, path_text(keep, near))));
	return error_fix(err, "paths are those of git ls-tree -r");
}

/* A file that is named and has none is told, one in a folder is not. */
static void say_no_lines(
    const struct lines_run *run, struct str path, const char *what)
{
	struct arena *keep = run->context->keep;
	for (size_t i = 0; i < run->wish.count; i++)
		if (str_equal(path, run->wish.paths[i]))
			fprintf(stderr, STR_FMT ": %s, so it has no lines\n",
			    STR_ARG(
				utf8_printable(keep, path_text(keep, path))),
			    what);
}

/* The regular files of the revision that are asked for. */
static bool list_files(struct lines_run *run, struct error *err)
{
	struct arena *keep = run->context->keep;
	struct cache *trees = cache_new(run->repo, TREE_CACHE_BYTES);
	struct change_list all = { 0 };
	bool *is_found =
	    arena_array(keep, run->wish.count + 1, sizeof *is_found);
	bool done =
	    run->is_empty ||
	    tree_changes(trees, NULL,
		&run->reach.items[reach_find(&run->reach, &run->head)].tree,
		&all, keep) == OBJECT_FOUND;
	for (size_t i = 0; i < all.count && done; i++) {
		const struct change *file = &all.items[i];
		if (!is_wanted(run, file->path, is_found))
			continue;
		if ((file->new_mode & MODE_TYPE) == MODE_FILE)
			VEC_PUSH(&run->files, keep, *file);
		else
			say_no_lines(run, file->path, "no regular file");
	}
	cache_free(trees);
	if (!done) {
		error_at(err, (struct place){ .file = run->input->path },
		    "the folders of the revision are not all in this clone, "
		    "or more than %d deep",
		    TREE_DEPTH_MAX);
		return error_fix(
		    err, "fetch what is missing: git fetch --refetch");
	}
	for (size_t i = 0; i < run->wish.count; i++)
		if (!is_found[i] && run->wish.paths[i].len)
			return no_such_path(run, run->wish.paths[i], &all, err);
	return true;
}

/* ----------------------------------------------------------------- lines -- */

/* Of some files only what they come from is followed. */
static void narrow(const struct lines_run *run, struct lineage_options *watch)
{
	struct str *paths = arena_array(
	    run->context->keep, run->files.count + 1, sizeof *paths);
	if (!run->wish.count)
		return;
	for (size_t i = 0; i < run->files.count; i++)
		paths[i] = run->files.items[i].path;
	watch->paths = paths;
	watch->path_count = run->files.count;
}

static bool find_lines(struct lines_run *run, struct error *err)
{
	struct lineage_options watch = { .progress = progress_tell,
		.user = run->audit.progress };
	narrow(run, &watch);
	progress_stage(run->audit.progress, STR("following lines"));
	bool done = lineage_open(&run->lineage, run->repo, &run->reach,
	    reach_find(&run->reach, &run->head), &watch, run->context->keep,
	    err);
	progress_end(run->audit.progress);
	return done;
}

static bool link_lines_found(struct lines_run *run, struct error *err)
{
	struct arena *keep = run->context->keep;
	struct revision *revision = &run->revision;
	const struct link_options how = {
		.human_before = run->audit.file->human_before,
		.folders = &run->context->folders,
		.folder = run->audit.folder,
	};
	revision->files =
	    arena_array(keep, run->files.count, sizeof *revision->files);
	for (size_t i = 0; i < run->files.count; i++) {
		const struct change *change = &run->files.items[i];
		const struct line_array *lines = lineage_find(
		    &run->lineage, &run->lineage.lines, change->path);
		if (!lines || !lines->is_known) {
			run->left_out++;
		} else if (lines->is_binary) {
			say_no_lines(run, change->path, "binary");
		} else {
			revision->files[revision->count++] =
			    (struct revision_file){ .path = change->path,
				    .lines = lines };
			VEC_PUSH(&run->blobs, keep, change->new);
		}
	}
	progress_stage(run->audit.progress, STR("joining the sources"));
	bool done = link_revision(
	    revision, run->audit.model, &how, &run->lineage, keep, err);
	progress_end(run->audit.progress);
	return done;
}

/* ---------------------------------------------------------------- people -- */

/* How the alias in ROW is told: people by pseudonym or not at all, unless all
 * may be told. */
static struct lines_person tell_person(const struct query *row, bool all,
    const struct pseudonym_key *key, struct arena *keep)
{
	struct lines_person told = { STR("not shown"), STR("") };
	if (all || (!query_is_null(row, 1) &&
		       !str_equal_z(query_text(row, 1), "human"))) {
		told.name = arena_str(keep, query_text(row, 3));
		told.mail = arena_str(keep, query_text(row, 4));
		return told;
	}
	struct str name = pseudonym(keep, key, "person", query_text(row, 2));
	if (name.len)
		told.name = name;
	return told;
}

static bool read_aliases(
    struct lines_run *run, struct lines_person **aliases, struct error *err)
{
	struct arena *keep = run->context->keep;
	const struct model *model = run->audit.model;
	struct query *query = NULL;
	struct pseudonym_key key;
	int64_t last;
	bool all = option_given(run->context, "restricted");
	if (!audit_pseudonym_key(&key, &run->audit, err) ||
	    !query_number(
		&last, model, "SELECT coalesce(max(id), 0) FROM alias", err))
		return false;
	*aliases = arena_array(keep, (size_t)last + 1, sizeof **aliases);
	if (!query_open(&query, model,
		"SELECT a.id, p.kind, p.key, "
		"coalesce(nullif(m.name, ''), a.name), "
		"coalesce(nullif(m.email, ''), a.email) FROM alias a "
		"LEFT JOIN mailmap m ON m.alias_id = a.id "
		"LEFT JOIN identity i ON i.alias_id = a.id "
		"LEFT JOIN person p ON p.id = i.person_id",
		err))
		return false;
	while (query_next(query))
		(*aliases)[query_int(query, 0)] =
		    tell_person(query, all, &key, keep);
	return query_close(query, err);
}

/* Authors and committers; only the porcelain form has them. */
static bool read_people(struct lines_run *run, struct error *err)
{
	struct arena *keep = run->context->keep;
	struct lines_person *aliases;
	struct query *query = NULL;
	struct oid oid;
	run->people = arena_array(keep, run->reach.count, sizeof *run->people);
	if (!read_aliases(run, &aliases, err) ||
	    !query_open(&query, run->audit.model,
		"SELECT oid, author_alias_id, committer_alias_id "
		"FROM \"commit\"",
		err))
		return false;
	while (query_next(query)) {
		uint32_t at = oid_parse(&oid, query_text(query, 0))
				  ? reach_find(&run->reach, &oid)
				  : REACH_NONE;
		if (at != REACH_NONE)
			run->people[at] =
			    (struct lines_people){ aliases[query_int(query, 1)],
				    aliases[query_int(query, 2)] };
	}
	return query_close(query, err);
}

/* ---------------------------------------------------------------- output -- */

static void write_out(struct buf *out, size_t limit)
{
	if (out->len <= limit)
		return;
	buf_print(out);
	buf_clear(out);
}

static void print_file(struct lines_run *run, struct lines_out *out, size_t i)
{
	struct object object = { 0 };
	if (out->format == LINES_PORCELAIN &&
	    repo_read(run->repo, &run->blobs.items[i], OBJECT_BLOB, &object) !=
		OBJECT_FOUND)
		run->left_out++;
	else
		lines_file(out, &run->revision.files[i], object.data);
	object_release(&object);
}

static void print_files(struct lines_run *run, struct lines_out *out)
{
	lines_begin(out);
	for (size_t i = 0; i < run->revision.count; i++) {
		print_file(run, out, i);
		write_out(&out->out, OUT_BYTES);
	}
	lines_end(out);
}

static bool print_lines(
    struct lines_run *run, enum lines_format format, struct error *err)
{
	char hex[OID_HEX_SIZE];
	struct lines_out out = { .format = format,
		.repo = run->repo,
		.lineage = &run->lineage,
		.revision = &run->revision,
		.is_told = arena_array(
		    run->context->keep, run->reach.count, sizeof(bool)),
		.scratch = arena_new() };
	bool done =
	    format != LINES_PORCELAIN || run->is_empty || read_people(run, err);
	out.people = run->people;
	if (!run->is_empty) {
		oid_hex(&run->head, hex);
		out.name = str_from(hex);
	}
	if (done && option_given(run->context, "cohorts"))
		lines_cohorts(&out);
	else if (done)
		print_files(run, &out);
	write_out(&out.out, 0);
	buf_free(&out.out);
	arena_free(out.scratch);
	return done;
}

/* Lines whose history is cut off have no known writer. */
static void say_edge(const struct lines_run *run)
{
	uint64_t all = 0;
	uint64_t cut = 0;
	for (size_t i = 0; i < run->revision.count; i++) {
		const struct revision_file *file = &run->revision.files[i];
		for (size_t k = 0; k < file->part_count; k++) {
			const struct line_run *lines = &file->parts[k].run;
			all += lines->count;
			if (lines->commit != REACH_NONE &&
			    reach_is_edge(&run->reach, lines->commit))
				cut += lines->count;
		}
	}
	if (cut)
		fprintf(stderr,
		    "%llu of %llu lines reach back to where history is cut "
		    "off: who wrote them is not known (^ before the commit)\n",
		    (unsigned long long)cut, (unsigned long long)all);
}

static bool run(struct context *context, struct error *err)
{
	struct lines_run run = { .context = context };
	struct inputs inputs = { 0 };
	enum lines_format format =
	    (enum lines_format)option_choice(context, "format");
	if (format == LINES_PORCELAIN && option_given(context, "cohorts"))
		return error_set(err, ERROR_USAGE,
		    "expected --cohorts with --format tsv or json, found "
		    "porcelain");
	bool done =
	    describe(&run, &inputs, err) && open_repository(&run, err) &&
	    list_files(&run, err) && audit_read(&run.audit, &inputs, err) &&
	    (run.is_empty ||
		(find_lines(&run, err) && link_lines_found(&run, err))) &&
	    print_lines(&run, format, err);
	if (done)
		say_edge(&run);
	if (run.left_out)
		fprintf(stderr,
		    "left out: %lld file%s not in this clone, or too large\n",
		    (long long)run.left_out, run.left_out == 1 ? "" : "s");
	lineage_close(&run.lineage);
	repo_close(run.repo);
	audit_close(&run.audit);
	return done;
}

const struct command command_lines = {
	.name = "lines",
	.arguments = "[REPO] [PATH...]",
	.summary = "who wrote the living lines",
	.help = "Prints for every line of every text file at a revision the "
		"commit that wrote it, as git\nblame says, and whether AI or "
		"a person wrote it, with which tool and model, as records\n"
		"of lines, marks of commits and the corrections of the "
		"configuration say. REPO is the\ncurrent folder or the "
		"repository around it, from where PATH then goes: a file or a\n"
		"folder, quoted or not. An empty field is not known; ^ before "
		"a commit:\n"
		"history is cut off there, and the writer is not known. "
		"--cohorts counts them by\nmonth of birth, origin, tool and "
		"model: with --rev, those alive at any commit.",
	.options = options,
	.run = run,
};
