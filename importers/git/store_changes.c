/* The rows of commit_file: what git log --no-renames --numstat prints, with
 * the kind and language of each path, and renames as a fact beside it.
 * Changes are collected from many commits, their lines counted together
 * (count_lines.c), and the rows stored in the order of the commits. */
#include "importers/git/job.h"

#include "base/vec.h"

enum { ROWS = 64 }; /* of commit_file, written together */

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

/* The pairs that line attribution met stand behind the changes so far. */
static void place_pairs(struct job *job)
{
	while (job->compared + job->places.count < job->events.pairs.count)
		VEC_PUSH(&job->places, job->pending_keep,
		    (uint32_t)job->pending.count);
}

void changes_visit(struct job *job, uint32_t index)
{
	events_visit(&job->events, index, NULL);
	place_pairs(job);
}

bool changes_collect(
    struct job *job, int64_t commit_id, uint32_t index, struct error *err)
{
	struct commit_changes changes;
	if (events_visit(&job->events, index, &changes) != OBJECT_FOUND) {
		job->counts.missing_trees++;
		return true;
	}
	for (size_t i = 0; i < changes.count; i++)
		if (!collect(job, commit_id, &changes.items[i],
			changes.sources[i], err))
			return false;
	place_pairs(job);
	return true;
}

/* --------------------------------------------------------------- storing -- */

static struct fact_commit_file fact_of(const struct pending *change)
{
	const struct path_entry *entry = change->entry;
	bool submodule = is_submodule(
	    change->new_mode ? change->new_mode : change->old_mode);
	return (struct fact_commit_file){
		.commit_id = change->commit_id,
		.file_id = entry->file_id,
		.added = change->added,
		.deleted = change->deleted,
		.kind = submodule ? STR("submodule") : entry->class.kind,
		.language = submodule ? STR_NONE : entry->class.language,
		.renamed_from = change->from ? change->from->file_id : 0,
	};
}

static bool store_all(struct job *job, struct error *err)
{
	struct fact_commit_file rows[ROWS];
	const struct pending *items = job->pending.items;
	size_t count = 0;
	for (size_t i = 0; i < job->pending.count; i++) {
		rows[count++] = fact_of(&items[i]);
		if (count < ROWS && i + 1 < job->pending.count)
			continue;
		if (!import_add_many(
			job->import, FACT_KIND_commit_file, rows, count, err))
			return false;
		count = 0;
	}
	for (size_t i = 0; i < job->pending.count; i++)
		if (items[i].entry->watchers &&
		    !watch_pending(job, &items[i], err))
			return false;
	return true;
}

static void forget_pending(struct job *job)
{
	job->pending = (struct pending_list){ 0 };
	job->places = (struct place_list){ 0 };
	arena_reset(job->pending_keep);
}

/* The pairs that line attribution met since it was last asked: most are those
 * of the changes, and the rest are read from the same blobs. */
static struct pair_list new_pairs(struct job *job)
{
	const struct events *events = &job->events;
	size_t count = job->places.count;
	struct script_pair *pairs =
	    arena_array(job->pending_keep, count, sizeof *pairs);
	for (size_t i = 0; i < count; i++) {
		struct script_pair *pair = &pairs[i];
		*pair = events->pairs.items[job->compared + i];
		const union map_value *entry =
		    map_get(&job->paths, events->paths.items[pair->path]);
		pair->path =
		    entry ? ((const struct path_entry *)entry->pointer)->number
			  : UINT32_MAX - pair->path;
	}
	job->compared += count;
	return (struct pair_list){ pairs, job->places.items, count };
}

bool changes_store(
    struct job *job, int64_t first, int64_t last, struct error *err)
{
	struct count_watch watch = { job->import, first, last,
		(int64_t)job->reach.count };
	struct pair_list others = new_pairs(job);
	count_lines(&job->counters, job->pending.items, job->pending.count,
	    &others, &watch, job->pending_keep);
	if (!store_all(job, err))
		return false;
	forget_pending(job);
	return true;
}
