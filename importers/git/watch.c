/* Contents of watched files. A version is read when a watcher wants it, and
 * kept for a while, because the old side of one change is the new side of the
 * next. A merge is walked beside all of its parents at once: a folder that
 * equals one of theirs is passed over unread, so that a merge without conflict
 * costs next to nothing. */
#include "importers/git/watch.h"

#include "importers/git/job.h"

enum { TEXT_CACHE_BYTES = 8 << 20 };

/* One line each: X(name) for watcher_name. */
#define WATCHERS(X)                                                            \
	X(tool_config)                                                         \
	X(mcp)                                                                 \
	X(secret)                                                              \
	X(dependencies)                                                        \
	X(owners)

#define WATCHER_EXTERN(name) extern const struct watcher watcher_##name;
WATCHERS(WATCHER_EXTERN)

#define WATCHER_ENTRY(name) &watcher_##name,
static const struct watcher *const watchers[] = { WATCHERS(WATCHER_ENTRY)
	    NULL };
_Static_assert(sizeof watchers / sizeof watchers[0] - 1 <= WATCHERS_MAX,
    "watchers are bits of a byte");

bool watch_open(struct job *job, struct error *err)
{
	job->texts = cache_new(job->repo, TEXT_CACHE_BYTES);
	for (int i = 0; watchers[i]; i++)
		if (!watchers[i]->open(job, &job->watch.states[i], err))
			return false;
	return true;
}

void watch_close(struct job *job)
{
	cache_free(job->texts);
	for (int i = 0; watchers[i]; i++)
		if (watchers[i]->close && job->watch.states[i])
			watchers[i]->close(job->watch.states[i]);
}

unsigned watch_wanted(const struct job *job, struct str path, struct str kind)
{
	unsigned wanted = 0;
	if (import_input(job->import)->commits_only)
		return 0;
	for (int i = 0; watchers[i]; i++)
		if (watchers[i]->wants(job->watch.states[i], path, kind))
			wanted |= 1u << i;
	return wanted;
}

/* ----------------------------------------------------------------- sides -- */

static bool is_ordinary(uint32_t mode)
{
	return (mode & MODE_TYPE) == MODE_FILE;
}

static bool needs_text(unsigned wanted)
{
	for (int i = 0; watchers[i]; i++)
		if (wanted & 1u << i && !watchers[i]->by_name)
			return true;
	return false;
}

/* For the watchers WANTED; *CACHED is to be released. */
static struct watch_side read_side(struct job *job, unsigned wanted,
    const struct version *version, struct cached **cached)
{
	struct watch_side side = { .state = WATCH_ABSENT };
	enum object_state state;
	*cached = NULL;
	if (!is_ordinary(version->mode))
		return side;
	if (!needs_text(wanted)) {
		side.state = WATCH_TEXT;
		return side;
	}
	*cached = cache_text(job->texts, &version->oid, &state);
	side.state = WATCH_TEXT;
	side.blob = version->oid;
	if (*cached)
		side.text = (*cached)->data;
	if (!*cached || side.text.len > WATCH_SIZE_MAX) {
		job->watch.unread++;
		side = (struct watch_side){ .state = WATCH_UNKNOWN };
	}
	return side;
}

/* Reads all sides and calls the watchers. */
static bool tell(struct job *job, const struct path_entry *entry,
    struct watch_change *change, const struct versions *versions,
    struct error *err)
{
	size_t count = versions->old_count;
	struct watch_side *olds =
	    arena_array(job->scratch, count + 1, sizeof *olds);
	struct cached **cached =
	    arena_array(job->scratch, count + 1, sizeof(struct cached *));
	bool done = true;
	for (size_t i = 0; i < count; i++)
		olds[i] = read_side(
		    job, entry->watchers, &versions->olds[i], &cached[i]);
	change->new =
	    read_side(job, entry->watchers, &versions->new, &cached[count]);
	change->file_id = entry->file_id;
	change->path = versions->path;
	if (change->is_edge)
		olds[0].state = WATCH_UNKNOWN;
	change->olds = olds;
	change->old_count = count;
	for (int i = 0; done && watchers[i]; i++)
		if (entry->watchers & 1u << i)
			done = watchers[i]->change(
			    job, job->watch.states[i], change, err);
	for (size_t i = 0; i <= count; i++)
		cache_release(cached[i]);
	change->olds = NULL; /* they end here */
	change->old_count = 0;
	return done;
}

/* ----------------------------------------------------------- three cases -- */

bool watch_pending(
    struct job *job, const struct pending *pending, struct error *err)
{
	struct version old = { pending->old, pending->old_mode };
	const struct versions versions = {
		.path = pending->entry->path,
		.olds = &old,
		.old_count = 1,
		.new = { pending->new, pending->new_mode },
	};
	struct watch_change change = { .commit_id = pending->commit_id };
	bool done = tell(job, pending->entry, &change, &versions, err);
	arena_reset(job->scratch); /* many are told in a row */
	return done;
}

/* The entry of PATH when it is watched, else NULL. Paths nobody watches get
 * no row. */
static bool find_watched(struct job *job, struct str path,
    struct path_entry **entry, struct error *err)
{
	const union map_value *known = map_get(&job->paths, path);
	*entry = known ? known->pointer : NULL;
	if (*entry)
		return true;
	return !watch_wanted(job, path, path_classify(job->rules, path).kind) ||
	       job_path(job, path, entry, err);
}

static bool tell_all(struct job *job, const struct versions_list *list,
    const struct watch_change *like, struct error *err)
{
	for (size_t i = 0; i < list->count; i++) {
		struct watch_change change = *like;
		struct path_entry *entry;
		if (!find_watched(job, list->items[i].path, &entry, err) ||
		    (entry && entry->watchers &&
			!tell(job, entry, &change, &list->items[i], err)))
			return false;
	}
	return true;
}

static enum object_state tree_of(
    struct job *job, const struct oid *oid, struct oid *tree)
{
	struct object object;
	struct commit parsed;
	enum object_state state =
	    repo_read(job->repo, oid, OBJECT_COMMIT, &object);
	if (state == OBJECT_FOUND && !commit_parse(&parsed, object.data))
		state = OBJECT_BROKEN;
	if (state == OBJECT_FOUND)
		*tree = parsed.tree;
	object_release(&object);
	return state;
}

/* The trees of all parents of the commit at INDEX. */
static bool parent_trees(struct job *job, uint32_t index, struct oid *trees)
{
	const struct reach *reach = &job->reach;
	const struct reached *item = &reach->items[index];
	for (uint32_t i = 0; i < item->parent_count; i++) {
		uint32_t at = reach->parents.items[item->first_parent + i];
		if (at == REACH_NONE || reach->items[at].is_broken)
			return false;
		trees[i] = reach->items[at].tree;
	}
	return true;
}

bool watch_merge(
    struct job *job, int64_t commit_id, uint32_t index, struct error *err)
{
	struct versions_list list = { 0 };
	const struct reached *item = &job->reach.items[index];
	struct oid *parents =
	    arena_array(job->scratch, item->parent_count, sizeof *parents);
	if (!parent_trees(job, index, parents) ||
	    tree_merged(job->trees, parents, item->parent_count, &item->tree,
		&list, job->scratch) != OBJECT_FOUND) {
		job->counts.missing_trees++;
		return true;
	}
	const struct watch_change like = { .commit_id = commit_id,
		.is_merge = true };
	return tell_all(job, &list, &like, err);
}

/* All files of TREE as versions without an old one. */
static bool list_files(
    struct job *job, const struct oid *tree, struct versions_list *list)
{
	return tree_merged(job->trees, NULL, 0, tree, list, job->scratch) ==
	       OBJECT_FOUND;
}

bool watch_edge(struct job *job, int64_t commit_id, const struct commit *commit,
    struct error *err)
{
	static const struct version none = { 0 };
	struct versions_list list = { 0 };
	const struct watch_change like = { .commit_id = commit_id,
		.is_edge = true };
	if (!list_files(job, &commit->tree, &list)) {
		job->counts.missing_trees++;
		return true;
	}
	for (size_t i = 0; i < list.count; i++) {
		list.items[i].olds = &none;
		list.items[i].old_count = 1;
	}
	return tell_all(job, &list, &like, err);
}

/* ------------------------------------------------------------------ head -- */

/* FILE NULL: to all watchers, else to those of ENTRY. */
static bool tell_head(struct job *job, unsigned wanted,
    const struct watch_file *file, struct error *err)
{
	for (int i = 0; watchers[i]; i++)
		if (watchers[i]->head && wanted & 1u << i &&
		    !watchers[i]->head(job, job->watch.states[i], file, err))
			return false;
	return true;
}

bool watch_note(struct job *job, const struct watch_change *change,
    const struct watch_reading *reading, struct error *err)
{
	/* at the edge of a shallow clone only the new side tells anything */
	bool ends = reading->olds_unread && !change->is_edge;
	bool begins = reading->olds_known || change->is_edge;
	if (!(reading->new_unread ? begins : ends))
		return true;
	import_locator(job->import, reading->line);
	return IMPORT_ADD(job->import, unread_change, NULL, NULL, err,
	    .commit_id = change->commit_id, .file_id = change->file_id,
	    .what = str_from(reading->what),
	    .change = reading->new_unread ? STR("unread") : STR("read"));
}

bool watch_note_head(struct job *job, const struct watch_file *file,
    const char *what, int64_t line, struct error *err)
{
	import_locator(job->import, line);
	return IMPORT_ADD(job->import, unread_head, NULL, NULL, err,
	    .repository_id = job->repository_id, .file_id = file->file_id,
	    .what = str_from(what));
}

static bool tell_files(
    struct job *job, const struct versions_list *files, struct error *err)
{
	for (size_t i = 0; i < files->count; i++) {
		struct path_entry *entry;
		struct cached *cached;
		if (!find_watched(job, files->items[i].path, &entry, err))
			return false;
		if (!entry || !entry->watchers)
			continue;
		const struct watch_file file = {
			.file_id = entry->file_id,
			.path = files->items[i].path,
			.now = read_side(job, entry->watchers,
			    &files->items[i].new, &cached),
		};
		bool done = tell_head(job, entry->watchers, &file, err);
		cache_release(cached);
		if (!done)
			return false;
	}
	return true;
}

bool watch_head(struct job *job, struct error *err)
{
	struct versions_list list = { 0 };
	struct oid tree;
	if (job->head && tree_of(job, job->head, &tree) == OBJECT_FOUND &&
	    list_files(job, &tree, &list))
		job->watch.files = &list;
	bool done = tell_head(job, ~0u, NULL, err) &&
		    (!job->watch.files || tell_files(job, &list, err));
	job->watch.files = NULL;
	return done;
}
