/* The rows of commit_file: what git log --no-renames --numstat prints, with
 * the kind and language of each path, renames as a fact beside it, and
 * tool_config rows for files that set an AI tool up.
 *
 * Changes are collected from many commits and then compared path by path,
 * newest first: the versions of one path are each other's delta bases in the
 * pack, and what is old to one change is new to the next. The rows are stored
 * in the order of the commits all the same. */
#include "importers/git/job.h"

#include <stdlib.h>

#include "base/vec.h"
#include "importers/git/rename.h"

enum { CONFIG_CONFIDENCE_MIN = 50 };

/* ----------------------------------------------------------------- paths -- */

static struct tool *config_tool(
    const struct job *job, struct str path, struct str kind)
{
	struct match match;
	if (str_equal_z(kind, "test") ||
	    !signatures_match(job->signatures, SIGNAL_FILE, path, &match) ||
	    match.confidence_pct < CONFIG_CONFIDENCE_MIN)
		return NULL;
	return match.tool;
}

static bool find_path(struct job *job, struct str path,
    struct path_entry **entry, struct error *err)
{
	bool added;
	union map_value *value = map_put(&job->paths, path, &added);
	*entry = value->pointer;
	if (!added)
		return true;
	*entry = ARENA_NEW(job->keep, struct path_entry);
	value->pointer = *entry;
	(*entry)->number = (uint32_t)job->paths.count;
	(*entry)->class = path_classify(job->rules, path);
	(*entry)->attribute =
	    repo_diff_attribute(job->repo, arena_z(job->scratch, path));
	(*entry)->config_tool = config_tool(job, path, (*entry)->class.kind);
	return IMPORT_ADD(job->import, file, &(*entry)->file_id, NULL, err,
	    .path = path_text(job->scratch, path));
}

/* ----------------------------------------------------------------- lines -- */

static bool is_submodule(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_SUBMODULE;
}

/* A submodule is one line to git: the id of its commit. */
static struct lines submodule_lines(const struct oid *oid, uint64_t *hash)
{
	lines_hash((struct str){ (const char *)oid->bytes, OID_SIZE }, hash);
	return (struct lines){ .hashes = hash, .count = 1 };
}

/* One side of a change; *CACHED is to be released. False: not known. */
static bool read_side(struct job *job, uint32_t mode, const struct oid *oid,
    struct lines *lines, uint64_t *hash, struct cached **cached)
{
	enum object_state state;
	*cached = NULL;
	*lines = (struct lines){ 0 };
	if (!mode)
		return true;
	if (is_submodule(mode)) {
		*lines = submodule_lines(oid, hash);
		return true;
	}
	*cached = cache_lines(job->blobs, oid, &state);
	if (*cached) {
		*lines = (*cached)->lines;
		return true;
	}
	if (state == OBJECT_MISSING)
		job->counts.missing_blobs++;
	else
		job->counts.unlike++;
	return false;
}

static void count_lines(struct job *job, struct pending *change)
{
	enum diff_attribute attribute = change->entry->attribute;
	struct lines old, new;
	struct cached *old_cached = NULL;
	struct cached *new_cached = NULL;
	uint64_t old_hash;
	uint64_t new_hash;
	change->added = UNKNOWN;
	change->deleted = UNKNOWN;
	if (attribute == DIFF_BINARY)
		return;
	if (read_side(job, change->new_mode, &change->new, &new, &new_hash,
		&new_cached) &&
	    read_side(job, change->old_mode, &change->old, &old, &old_hash,
		&old_cached) &&
	    (attribute == DIFF_TEXT || !(old.is_binary || new.is_binary))) {
		struct lines_change diff = lines_diff(&old, &new, &job->work);
		change->added = diff.added;
		change->deleted = diff.deleted;
	}
	cache_release(old_cached);
	cache_release(new_cached);
}

/* ------------------------------------------------------------ collecting -- */

static bool collect(struct job *job, int64_t commit_id,
    const struct change *change, const struct change *source, struct error *err)
{
	struct pending pending = {
		.commit_id = commit_id,
		.order = (uint32_t)job->pending.count,
		.old = change->old,
		.new = change->new,
		.old_mode = change->old_mode,
		.new_mode = change->new_mode,
	};
	if (!find_path(job, change->path, &pending.entry, err) ||
	    (source && !find_path(job, source->path, &pending.from, err)))
		return false;
	VEC_PUSH(&job->pending, job->pending_keep, pending);
	return true;
}

/* The tree of the first parent; *FOUND false when there is no parent. */
static enum object_state parent_tree(
    struct job *job, const struct commit *commit, struct oid *tree, bool *found)
{
	struct object object;
	struct commit parsed;
	*found = commit->parent_count > 0;
	if (!*found)
		return OBJECT_FOUND;
	struct oid parent = commit_parent(commit, 0);
	enum object_state state =
	    repo_read(job->repo, &parent, OBJECT_COMMIT, &object);
	if (state == OBJECT_FOUND && !commit_parse(&parsed, object.data))
		state = OBJECT_BROKEN;
	if (state == OBJECT_FOUND)
		*tree = parsed.tree;
	object_release(&object);
	return state;
}

bool changes_collect(struct job *job, int64_t commit_id,
    const struct commit *commit, struct error *err)
{
	struct change_list changes = { 0 };
	struct oid old;
	bool has_old;
	if (parent_tree(job, commit, &old, &has_old) != OBJECT_FOUND ||
	    tree_changes(job->trees, has_old ? &old : NULL, &commit->tree,
		&changes, job->scratch) != OBJECT_FOUND) {
		job->counts.missing_trees++;
		return true;
	}
	int *sources = rename_find(&changes, job->repo, job->scratch);
	for (size_t i = 0; i < changes.count; i++)
		if (!collect(job, commit_id, &changes.items[i],
			sources[i] < 0 ? NULL : &changes.items[sources[i]],
			err))
			return false;
	return true;
}

/* --------------------------------------------------------------- storing -- */

static const char *change_word(const struct pending *change)
{
	return !change->old_mode   ? "added"
	       : !change->new_mode ? "removed"
				   : "changed";
}

static bool store_config(
    struct job *job, const struct pending *change, struct error *err)
{
	struct tool *tool = change->entry->config_tool;
	if (!tool)
		return true;
	return job_tool(job, tool, err) &&
	       IMPORT_ADD(job->import, tool_config, NULL, NULL, err,
		   .commit_id = change->commit_id,
		   .file_id = change->entry->file_id, .tool_id = tool->row_id,
		   .change = str_from(change_word(change)));
}

static bool store_change(
    struct job *job, const struct pending *change, struct error *err)
{
	const struct path_entry *entry = change->entry;
	bool submodule = is_submodule(
	    change->new_mode ? change->new_mode : change->old_mode);
	return IMPORT_ADD(job->import, commit_file, NULL, NULL, err,
		   .commit_id = change->commit_id, .file_id = entry->file_id,
		   .added = change->added, .deleted = change->deleted,
		   .kind = submodule ? STR("submodule") : entry->class.kind,
		   .language = submodule ? STR_NONE : entry->class.language,
		   .renamed_from = change->from ? change->from->file_id : 0) &&
	       store_config(job, change, err);
}

static int by_path(const void *a, const void *b)
{
	const struct pending *left = *(const struct pending *const *)a;
	const struct pending *right = *(const struct pending *const *)b;
	if (left->entry->number != right->entry->number)
		return left->entry->number < right->entry->number ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

/* Tells how far the import is, when DONE of the batch's changes are. */
static void tell(struct job *job, size_t done, int64_t first, int64_t last)
{
	int64_t at = first + (last - first) * (int64_t)done /
				 (int64_t)job->pending.count;
	import_progress(job->import, "commits",
	    at / PROGRESS_STEP * PROGRESS_STEP, (int64_t)job->reach.count);
}

bool changes_store(
    struct job *job, int64_t first, int64_t last, struct error *err)
{
	size_t count = job->pending.count;
	struct pending **order =
	    arena_array(job->pending_keep, count, sizeof *order);
	for (size_t i = 0; i < count; i++)
		order[i] = &job->pending.items[i];
	if (count)
		qsort(order, count, sizeof *order, by_path);
	for (size_t i = 0; i < count; i++) {
		count_lines(job, order[i]);
		if (i % PROGRESS_STEP == 0)
			tell(job, i, first, last);
	}
	for (size_t i = 0; i < count; i++)
		if (!store_change(job, &job->pending.items[i], err))
			return false;
	job->pending.items = NULL;
	job->pending.count = 0;
	job->pending.room = 0;
	arena_reset(job->pending_keep);
	return true;
}
