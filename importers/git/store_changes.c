/* The rows of commit_file: what git log --no-renames --numstat prints, with
 * the kind and language of each path, renames as a fact beside it, and
 * tool_config rows for files that set an AI tool up. */
#include "importers/git/job.h"

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

static void count_lines(struct job *job, const struct change *change,
    enum diff_attribute attribute, int64_t *added, int64_t *deleted)
{
	struct lines old, new;
	struct cached *old_cached = NULL;
	struct cached *new_cached = NULL;
	uint64_t old_hash;
	uint64_t new_hash;
	*added = UNKNOWN;
	*deleted = UNKNOWN;
	if (attribute == DIFF_BINARY)
		return;
	if (read_side(job, change->new_mode, &change->new, &new, &new_hash,
		&new_cached) &&
	    read_side(job, change->old_mode, &change->old, &old, &old_hash,
		&old_cached) &&
	    (attribute == DIFF_TEXT || !(old.is_binary || new.is_binary))) {
		struct lines_change diff = lines_diff(&old, &new, &job->work);
		*added = diff.added;
		*deleted = diff.deleted;
	}
	cache_release(old_cached);
	cache_release(new_cached);
}

/* ------------------------------------------------------------------ rows -- */

static const char *change_word(const struct change *change)
{
	return !change->old_mode   ? "added"
	       : !change->new_mode ? "removed"
				   : "changed";
}

static bool store_config(struct job *job, int64_t commit_id,
    const struct change *change, const struct path_entry *entry,
    struct error *err)
{
	if (!entry->config_tool)
		return true;
	job->counts.configured++;
	return job_tool(job, entry->config_tool, err) &&
	       IMPORT_ADD(job->import, tool_config, NULL, NULL, err,
		   .commit_id = commit_id, .file_id = entry->file_id,
		   .tool_id = entry->config_tool->row_id,
		   .change = str_from(change_word(change)));
}

static bool store_change(struct job *job, int64_t commit_id,
    const struct change *change, const struct change *source, struct error *err)
{
	struct path_entry *entry;
	struct path_entry *from = NULL;
	int64_t added, deleted;
	if (!find_path(job, change->path, &entry, err) ||
	    (source && !find_path(job, source->path, &from, err)))
		return false;
	bool submodule = is_submodule(
	    change->new_mode ? change->new_mode : change->old_mode);
	count_lines(job, change, entry->attribute, &added, &deleted);
	return IMPORT_ADD(job->import, commit_file, NULL, NULL, err,
		   .commit_id = commit_id, .file_id = entry->file_id,
		   .added = added, .deleted = deleted,
		   .kind = submodule ? STR("submodule") : entry->class.kind,
		   .language = submodule ? STR_NONE : entry->class.language,
		   .renamed_from = from ? from->file_id : 0) &&
	       store_config(job, commit_id, change, entry, err);
}

bool store_changes(struct job *job, int64_t commit_id,
    const struct commit *commit, struct error *err)
{
	struct change_list changes = { 0 };
	struct oid old;
	bool has_old = false;
	if (commit->parent_count) {
		struct oid parent = commit_parent(commit, 0);
		struct object object;
		struct commit parsed;
		if (repo_read(job->repo, &parent, OBJECT_COMMIT, &object) !=
		    OBJECT_FOUND) {
			job->counts.missing_trees++;
			return true;
		}
		has_old = commit_parse(&parsed, object.data);
		old = parsed.tree;
		object_release(&object);
	}
	if (tree_changes(job->trees, has_old ? &old : NULL, &commit->tree,
		&changes, job->scratch) != OBJECT_FOUND) {
		job->counts.missing_trees++;
		return true;
	}
	int *sources = rename_find(&changes, job->repo, job->scratch);
	for (size_t i = 0; i < changes.count; i++)
		if (!store_change(job, commit_id, &changes.items[i],
			sources[i] < 0 ? NULL : &changes.items[sources[i]],
			err))
			return false;
	return true;
}
