/* The rows of commit_file: what git log --no-renames --numstat prints, with
 * the kind and language of each path, and renames as a fact beside it.
 * Changes are collected from many commits, their lines counted together
 * (count_lines.c), and the rows stored in the order of the commits. */
#include "importers/git/job.h"

#include "base/vec.h"

/* ----------------------------------------------------------------- paths -- */

bool job_path(struct job *job, struct str path, struct path_entry **entry,
    struct error *err)
{
	bool added;
	union map_value *value = map_put(&job->paths, path, &added);
	*entry = value->pointer;
	if (!added)
		return true;
	*entry = ARENA_NEW(job->keep, struct path_entry);
	value->pointer = *entry;
	(*entry)->path = arena_str(job->keep, path);
	(*entry)->number = (uint32_t)job->paths.count;
	(*entry)->class = path_classify(job->rules, path);
	(*entry)->attribute =
	    repo_diff_attribute(job->repo, arena_z(job->scratch, path));
	(*entry)->watchers = watch_wanted(job, path, (*entry)->class.kind);
	return IMPORT_ADD(job->import, file, &(*entry)->file_id, NULL, err,
	    .path = path_text(job->scratch, path));
}

static bool is_submodule(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_SUBMODULE;
}

/* ------------------------------------------------------------ collecting -- */

static bool collect(struct job *job, int64_t commit_id,
    const struct change *change, const struct change *source, struct error *err)
{
	struct pending pending = {
		.commit_id = commit_id,
		.old = change->old,
		.new = change->new,
		.old_mode = change->old_mode,
		.new_mode = change->new_mode,
	};
	if (!job_path(job, change->path, &pending.entry, err) ||
	    (source && !job_path(job, source->path, &pending.from, err)))
		return false;
	VEC_PUSH(&job->pending, job->pending_keep, pending);
	return true;
}

/* The tree of the first parent; *FOUND false when there is no parent. */
static enum object_state parent_tree(
    struct job *job, const struct commit *commit, struct oid *tree, bool *found)
{
	*found = commit->parent_count > 0;
	if (!*found)
		return OBJECT_FOUND;
	struct oid parent = commit_parent(commit, 0);
	uint32_t at = reach_find(&job->reach, &parent);
	if (at == REACH_NONE)
		return OBJECT_MISSING;
	*tree = job->reach.items[at].tree;
	return job->reach.items[at].is_broken ? OBJECT_BROKEN : OBJECT_FOUND;
}

/* The deletion that an addition is a rename of, or NULL. */
static const struct change *source_of(
    struct renames *renames, const struct change *change)
{
	const struct change *source = NULL;
	if (change->old_mode || is_submodule(change->new_mode) ||
	    renames_find(renames, change, &source) != RENAME_FOUND)
		return NULL;
	return source;
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
	struct renames *renames =
	    renames_new(job->renamer, &changes, job->scratch);
	for (size_t i = 0; i < changes.count; i++) {
		const struct change *change = &changes.items[i];
		if (!collect(job, commit_id, change, source_of(renames, change),
			err))
			return false;
	}
	return true;
}

/* --------------------------------------------------------------- storing -- */

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
	       (!entry->watchers || watch_pending(job, change, err));
}

static void forget_pending(struct job *job)
{
	job->pending = (struct pending_list){ 0 };
	arena_reset(job->pending_keep);
}

bool changes_store(
    struct job *job, int64_t first, int64_t last, struct error *err)
{
	struct count_watch watch = { job->import, first, last,
		(int64_t)job->reach.count };
	count_lines(&job->counters, job->pending.items, job->pending.count,
	    &watch, job->pending_keep);
	for (size_t i = 0; i < job->pending.count; i++)
		if (!store_change(job, &job->pending.items[i], err))
			return false;
	forget_pending(job);
	return true;
}
