/* Revisions are looked up first, then their files in their trees, so that what
 * is not there costs nothing. The history of the rest is followed once, and
 * the replay stops by at each revision: what it holds there is what git blame
 * says of that revision (blame is a function of a commit, its parents and one
 * diff each, so nothing newer has a say in it). */
#include "importers/git/past_lines.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/vec.h"
#include "importers/git/tree.h"

enum { TREE_CACHE_BYTES = 8 << 20 };

struct asked {
	uint32_t commit; /* in reach.items */
	size_t file;	 /* in question.files */
};

struct past {
	const struct past_question *question;
	struct repo *repo;
	struct arena *keep;
	struct reach reach;
	uint32_t head;	      /* REACH_NONE: not known */
	struct map revisions; /* text -> index of OIDS, or -1 */
	struct oid_list oids;
	bool *is_told;		/* by file */
	VEC(struct asked) open; /* by commit, once they are sorted */
};

static void answer(struct past *past, size_t file, enum past_state state,
    const struct lineage *lineage, const struct line_array *lines)
{
	const struct past_question *question = past->question;
	if (past->is_told[file])
		return;
	past->is_told[file] = true;
	question->tell(question->user, file, state, lineage, lines);
}

/* ------------------------------------------------------------- revisions -- */

static void look_up_revisions(struct past *past)
{
	for (size_t i = 0; i < past->question->count; i++) {
		struct str name = past->question->files[i].revision;
		struct oid oid;
		bool added;
		if (!name.len)
			continue;
		union map_value *value =
		    map_put(&past->revisions, name, &added);
		if (!added)
			continue;
		value->number = -1;
		if (!repo_commit(past->repo, name, &oid))
			continue;
		value->number = (int64_t)past->oids.count;
		VEC_PUSH(&past->oids, past->keep, oid);
	}
}

static bool reach_all(struct past *past, struct error *err)
{
	struct oid_list heads = past->oids;
	struct oid_list shallow = { 0 };
	struct oid head;
	bool has_head = repo_commit(past->repo, past->question->head, &head);
	if (has_head)
		VEC_PUSH(&heads, past->keep, head);
	past->head = REACH_NONE;
	if (!repo_shallow(past->repo, &shallow, past->keep, err) ||
	    !reach_from(
		&past->reach, past->repo, &heads, &shallow, past->keep, err))
		return false;
	if (has_head)
		past->head = reach_find(&past->reach, &head);
	return true;
}

static uint32_t commit_at(const struct past *past, int64_t time)
{
	const struct reach *reach = &past->reach;
	uint32_t at = past->head;
	while (time != UNKNOWN && at != REACH_NONE &&
	       reach->items[at].time > time) {
		const struct reached *item = &reach->items[at];
		at = item->parent_count
			 ? reach->parents.items[item->first_parent]
			 : REACH_NONE;
	}
	return at;
}

static enum past_state find_commit(
    const struct past *past, const struct past_file *file, uint32_t *commit)
{
	if (!file->revision.len) {
		*commit = commit_at(past, file->time);
		return *commit == REACH_NONE ? PAST_NO_COMMIT : PAST_FOUND;
	}
	int64_t at = map_get(&past->revisions, file->revision)->number;
	*commit = at < 0 ? REACH_NONE
			 : reach_find(&past->reach, &past->oids.items[at]);
	return *commit == REACH_NONE ? PAST_NO_REVISION : PAST_FOUND;
}

/* ----------------------------------------------------------------- files -- */

static enum past_state find_file(
    const struct past *past, struct cache *trees, struct asked *asked)
{
	const struct past_file *file = &past->question->files[asked->file];
	struct version version;
	enum past_state state = find_commit(past, file, &asked->commit);
	if (state != PAST_FOUND)
		return state;
	const struct reached *item = &past->reach.items[asked->commit];
	if (item->is_broken ||
	    tree_find(trees, &item->tree, file->path, &version) != OBJECT_FOUND)
		return PAST_UNREAD;
	if (!version.mode)
		return PAST_NO_FILE;
	return (version.mode & MODE_TYPE) == MODE_FILE ? PAST_FOUND
						       : PAST_NO_TEXT;
}

static int compare_asked(const void *a, const void *b)
{
	const struct asked *left = a;
	const struct asked *right = b;
	if (left->commit != right->commit)
		return left->commit < right->commit ? -1 : 1;
	return left->file < right->file ? -1 : left->file > right->file;
}

static void find_files(struct past *past)
{
	struct cache *trees = cache_new(past->repo, TREE_CACHE_BYTES);
	for (size_t i = 0; i < past->question->count; i++) {
		struct asked asked = { .file = i };
		enum past_state state = find_file(past, trees, &asked);
		if (state == PAST_FOUND)
			VEC_PUSH(&past->open, past->keep, asked);
		else
			answer(past, i, state, NULL, NULL);
	}
	cache_free(trees);
	if (past->open.count)
		qsort(past->open.items, past->open.count,
		    sizeof *past->open.items, compare_asked);
}

/* ----------------------------------------------------------------- lines -- */

static size_t first_of(const struct past *past, uint32_t commit)
{
	size_t low = 0;
	size_t high = past->open.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (past->open.items[middle].commit < commit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* For lineage_options.on_commit. */
static void look(void *user, const struct lineage *lineage, uint32_t commit,
    const struct line_map *lines, bool is_lost)
{
	struct past *past = user;
	for (size_t i = first_of(past, commit);
	     i < past->open.count && past->open.items[i].commit == commit;
	     i++) {
		size_t file = past->open.items[i].file;
		const struct line_array *found = lineage_find(
		    lineage, lines, past->question->files[file].path);
		if (is_lost || !found || !found->is_known)
			answer(past, file, PAST_UNREAD, NULL, NULL);
		else if (found->is_binary)
			answer(past, file, PAST_NO_TEXT, NULL, NULL);
		else
			answer(past, file, PAST_FOUND, lineage, found);
	}
}

static struct lineage_options plan(struct past *past)
{
	struct lineage_options options = { .on_commit = look, .user = past };
	size_t count = past->open.count;
	uint32_t *commits = arena_array(past->keep, count, sizeof *commits);
	struct str *paths = arena_array(past->keep, count, sizeof *paths);
	for (size_t i = 0; i < count; i++) {
		const struct asked *asked = &past->open.items[i];
		paths[i] = past->question->files[asked->file].path;
		if (!i || asked[-1].commit != asked->commit)
			commits[options.asked_count++] = asked->commit;
	}
	options.asked = commits;
	options.paths = paths;
	options.path_count = count;
	return options;
}

static bool follow(struct past *past, struct error *err)
{
	struct lineage lineage;
	if (!past->open.count)
		return true;
	struct lineage_options options = plan(past);
	options.scripts = scripts_new(past->repo, STR_NONE);
	if (past->question->cache.ptr)
		scripts_load(options.scripts, past->question->cache);
	bool done = lineage_open(&lineage, past->repo, &past->reach,
	    options.asked[0], &options, past->keep, err);
	lineage_close(&lineage);
	scripts_free(options.scripts);
	return done;
}

bool past_lines(const struct past_question *question, struct error *err)
{
	struct arena *keep = arena_new();
	struct error ignored;
	struct past past = {
		.question = question,
		.keep = keep,
		.revisions = { .arena = keep },
		.is_told = arena_array(keep, question->count, sizeof(bool)),
	};
	bool done = repo_open(&past.repo, question->folder, err);
	if (done) {
		repo_ask_threads(past.repo, question->threads);
		look_up_revisions(&past);
		done = reach_all(&past, err);
	}
	if (done) {
		find_files(&past);
		/* all that can fail is a limit; what it left is unread */
		(void)!follow(&past, &ignored);
		for (size_t i = 0; i < question->count; i++)
			answer(&past, i, PAST_UNREAD, NULL, NULL);
	}
	repo_close(past.repo);
	arena_free(keep);
	return done;
}
