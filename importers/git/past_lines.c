/* Revisions are looked up first, then their files in their trees, so that what
 * is not there costs nothing. The history of the rest is followed once, and
 * the replay stops by at each revision: what it holds there is what git blame
 * says of that revision (blame is a function of a commit, its parents and one
 * diff each, so nothing newer has a say in it). */
#include "importers/git/past_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/bisect.h"
#include "base/date.h"
#include "base/vec.h"
#include "importers/git/line_ends.h"
#include "importers/git/lines.h"
#include "importers/git/tree.h"

enum { TREE_CACHE_BYTES = 8 << 20 };

struct asked {
	uint32_t commit; /* in reach.items */
	size_t file;	 /* in question.files */
};

/* What is held of a region until its file's future is known. */
struct held {
	uint32_t from; /* in reach.items; REACH_NONE: not found */
	uint32_t until;
	enum past_end end;
	uint32_t *numbers;
	uint32_t count;
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
	struct held *held;	/* by region */
	struct line_ends *ends; /* NULL: of no line */
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

static void look_up_revision(struct past *past, struct str name)
{
	struct oid oid;
	bool added;
	if (!name.len)
		return;
	union map_value *value = map_put(&past->revisions, name, &added);
	if (!added)
		return;
	value->number = -1;
	if (!repo_commit(past->repo, name, &oid))
		return;
	value->number = (int64_t)past->oids.count;
	VEC_PUSH(&past->oids, past->keep, oid);
}

static void look_up_revisions(struct past *past)
{
	const struct past_question *question = past->question;
	for (size_t i = 0; i < question->count; i++)
		look_up_revision(past, question->files[i].revision);
	for (size_t i = 0; i < question->region_count; i++)
		look_up_revision(past, question->regions[i].revision);
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
	    !reach_from(&past->reach, past->repo, &heads, &shallow, past->keep,
		NULL, err))
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

static enum past_state find_commit(const struct past *past, struct str revision,
    int64_t time, uint32_t *commit)
{
	if (!revision.len) {
		*commit = commit_at(past, time);
		return *commit == REACH_NONE ? PAST_NO_COMMIT : PAST_FOUND;
	}
	int64_t at = map_get(&past->revisions, revision)->number;
	*commit = at < 0 ? REACH_NONE
			 : reach_find(&past->reach, &past->oids.items[at]);
	return *commit == REACH_NONE ? PAST_NO_REVISION : PAST_FOUND;
}

/* ----------------------------------------------------------------- files -- */

static void read_text(const struct past *past, struct cache *cache, size_t file,
    const struct oid *oid)
{
	enum object_state state;
	struct cached *cached = cache_text(cache, oid, &state);
	if (!cached)
		return;
	if (!lines_is_binary(cached->data))
		past->question->read(past->question->user, file, cached->data);
	cache_release(cached);
}

static enum past_state find_file(
    const struct past *past, struct cache *trees, struct asked *asked)
{
	const struct past_file *file = &past->question->files[asked->file];
	struct version version;
	enum past_state state =
	    find_commit(past, file->revision, file->time, &asked->commit);
	if (state != PAST_FOUND)
		return state;
	const struct reached *item = &past->reach.items[asked->commit];
	if (item->is_broken ||
	    tree_find(trees, &item->tree, file->path, &version) != OBJECT_FOUND)
		return PAST_UNREAD;
	if (!version.mode)
		return PAST_NO_FILE;
	if ((version.mode & MODE_TYPE) != MODE_FILE)
		return PAST_NO_TEXT;
	if (past->question->read)
		read_text(past, trees, asked->file, &version.oid);
	return PAST_FOUND;
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
		if (state == PAST_FOUND && !past->question->files[i].text_only)
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
	size_t low;
	BISECT(low, past->open.count, past->open.items[low].commit < commit);
	return low;
}

/* ------------------------------------------------------------------ ends -- */

/* Before the replay: where to. */
static void hold_regions(struct past *past)
{
	const struct past_question *question = past->question;
	past->held =
	    arena_array(past->keep, question->region_count, sizeof *past->held);
	for (size_t i = 0; i < question->region_count; i++) {
		const struct past_region *region = &question->regions[i];
		struct held *held = &past->held[i];
		enum past_state state = find_commit(
		    past, region->revision, region->time, &held->until);
		held->from = REACH_NONE;
		held->end = state == PAST_NO_REVISION ? END_NO_REVISION
			    : state == PAST_NO_COMMIT ? END_NO_COMMIT
						      : END_NO_LINES;
	}
	if (question->region_count && past->open.count)
		past->ends = line_ends_new(&past->reach);
}

/* Regions come in the order of their files. */
static void hold_lines(struct past *past, size_t file, uint32_t commit,
    const struct line_array *lines)
{
	const struct past_question *question = past->question;
	size_t low;
	BISECT(low, question->region_count, question->regions[low].file < file);
	for (; low < question->region_count &&
	       question->regions[low].file == file;
	     low++) {
		const struct past_region *region = &question->regions[low];
		struct held *held = &past->held[low];
		if (held->end != END_NO_LINES || region->start >= lines->count)
			continue;
		held->from = commit;
		held->count = region->count < lines->count - region->start
				  ? region->count
				  : lines->count - region->start;
		held->numbers =
		    arena_array(past->keep, held->count, sizeof *held->numbers);
		memcpy(held->numbers, lines->numbers + region->start,
		    held->count * sizeof *held->numbers);
	}
}

static void tell_region(
    struct past *past, size_t region, const struct lineage *lineage)
{
	static const enum past_end ends[] = { [LINE_ENDED] = END_FOUND,
		[LINE_REDONE] = END_SEVERAL,
		[LINE_ALIVE] = END_ALIVE,
		[LINE_APART] = END_APART,
		[LINE_LOST] = END_UNREAD };
	const struct past_question *question = past->question;
	const struct held *held = &past->held[region];
	uint32_t ender = REACH_NONE;
	uint32_t lines = 0;
	enum past_end end = held->end;
	for (uint32_t i = 0; i < held->count; i++) {
		uint32_t commit;
		enum line_end one = LINE_LOST;
		if (held->numbers[i] != LINE_UNKNOWN)
			one = line_ends_find(past->ends, lineage,
			    held->numbers[i], held->from, held->until, &commit);
		if (one == LINE_REDONE ||
		    (one == LINE_ENDED && lines && commit != ender)) {
			end = END_SEVERAL;
			break;
		}
		if (one == LINE_ENDED) {
			ender = commit;
			lines++;
		}
		/* that a line is alive says the least of what went wrong */
		if (i == 0 || end == END_ALIVE || one == LINE_ENDED)
			end = ends[one];
	}
	bool is_found = end == END_FOUND || (lines && end != END_SEVERAL);
	question->tell_end(question->user, region, is_found ? END_FOUND : end,
	    is_found ? &past->reach.items[ender].oid : NULL,
	    is_found ? lines : 0);
}

static void tell_regions(struct past *past, const struct lineage *lineage)
{
	for (size_t i = 0; i < past->question->region_count; i++)
		tell_region(past, i, lineage);
}

/* For lineage_options.on_change. */
static void note_change(void *user, const struct lineage *lineage,
    uint32_t commit, const struct line_array *before,
    const struct line_array *after)
{
	const struct past *past = user;
	line_ends_change(past->ends, lineage, commit, before, after);
}

/* ---------------------------------------------------------------- replay -- */

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
		else {
			answer(past, file, PAST_FOUND, lineage, found);
			hold_lines(past, file, commit, found);
		}
	}
}

static struct lineage_options plan(struct past *past)
{
	struct lineage_options options = { .on_commit = look, .user = past };
	const struct past_question *question = past->question;
	size_t count = past->open.count;
	uint32_t *commits = arena_array(
	    past->keep, count + question->region_count, sizeof *commits);
	struct str *paths = arena_array(
	    past->keep, count + question->later_count, sizeof *paths);
	for (size_t i = 0; i < count; i++) {
		const struct asked *asked = &past->open.items[i];
		paths[i] = past->question->files[asked->file].path;
		if (!i || asked[-1].commit != asked->commit)
			commits[options.asked_count++] = asked->commit;
	}
	for (size_t i = 0; i < question->region_count && past->ends; i++)
		if (past->held[i].until != REACH_NONE)
			commits[options.asked_count++] = past->held[i].until;
	for (size_t i = 0; i < question->later_count && past->ends; i++)
		paths[count++] = question->later_paths[i];
	if (past->ends)
		options.on_change = note_change;
	options.asked = commits;
	options.paths = paths;
	options.path_count = count;
	return options;
}

static bool follow(struct past *past, struct error *err)
{
	struct lineage lineage = { 0 };
	if (!past->open.count) {
		tell_regions(past, &lineage);
		return true;
	}
	struct lineage_options options = plan(past);
	options.scripts = scripts_new(past->repo, STR_NONE);
	if (past->question->cache.ptr)
		scripts_load(options.scripts, past->question->cache);
	bool done = lineage_open(&lineage, past->repo, &past->reach,
	    options.asked[0], &options, past->keep, err);
	for (size_t i = 0; i < past->question->region_count && !done; i++)
		if (past->held[i].count)
			past->held[i] = (struct held){ .end = END_UNREAD };
	tell_regions(past, &lineage);
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
		hold_regions(&past);
		/* all that can fail is a limit; what it left is unread */
		(void)!follow(&past, &ignored);
		for (size_t i = 0; i < question->count; i++)
			answer(&past, i, PAST_UNREAD, NULL, NULL);
	}
	line_ends_free(past.ends);
	repo_close(past.repo);
	arena_free(keep);
	return done;
}
