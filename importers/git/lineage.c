/* Three phases (the split follows from blame being a function of a commit, its
 * parents and one diff each): events.c walks the trees, script.c compares each
 * pair of blobs once, replay.c puts the lines together without an object being
 * read. */
#include "importers/git/lineage.h"

#include <stdlib.h>

#include "base/vec.h"

enum { TREE_CACHE_BYTES = 8 << 20 };

struct listener {
	struct lineage *lineage;
	struct replay *replay;
	const struct lineage_options *options;
};

static void tell_commits(void *user, size_t done, size_t total)
{
	const struct lineage_options *options = user;
	if (options->progress)
		options->progress(
		    options->user, "commits", (int64_t)done, (int64_t)total);
}

static void tell_files(void *user, size_t done, size_t total)
{
	const struct lineage_options *options = user;
	if (options->progress)
		options->progress(
		    options->user, "files", (int64_t)done, (int64_t)total);
}

/* Pairs came in from new commits to old, as scripts are best made. Where one
 * fails, the lines of its new side are counted nevertheless. */
static void make_scripts(struct events *events, struct scripts *scripts,
    struct lineage_options *options, struct arena *scratch)
{
	struct pair_vec counted = { 0 };
	VEC(uint32_t) failed = { 0 };
	scripts_make(scripts, events->pairs.items, events->pairs.count, scratch,
	    tell_files, options);
	for (size_t i = 0; i < events->pairs.count; i++) {
		const struct script_pair *pair = &events->pairs.items[i];
		if (pair->state == SCRIPT_MADE)
			continue;
		struct script_pair count = { .new = pair->new,
			.path = pair->path };
		VEC_PUSH(&counted, scratch, count);
		VEC_PUSH(&failed, scratch, (uint32_t)i);
	}
	scripts_make(scripts, counted.items, counted.count, NULL, NULL, NULL);
	for (size_t i = 0; i < counted.count; i++) {
		struct script_pair *pair =
		    &events->pairs.items[failed.items[i]];
		pair->script = (struct script){ 0 };
		if (counted.items[i].state != SCRIPT_MADE)
			continue;
		pair->script.new_lines = counted.items[i].script.new_lines;
		pair->is_new_binary = counted.items[i].is_new_binary;
	}
}

static void pass_on(
    void *user, uint32_t commit, const struct line_map *lines, bool is_lost)
{
	const struct listener *listener = user;
	struct lineage *lineage = listener->lineage;
	lineage->births = listener->replay->births;
	listener->options->on_commit(
	    listener->options->user, lineage, commit, lines, is_lost);
}

static void pass_on_change(void *user, uint32_t commit,
    const struct line_array *before, const struct line_array *after)
{
	const struct listener *listener = user;
	struct lineage *lineage = listener->lineage;
	lineage->births = listener->replay->births;
	listener->options->on_change(
	    listener->options->user, lineage, commit, before, after);
}

static void mark_mainline(
    const struct reach *reach, uint32_t head, bool *is_told)
{
	while (head != REACH_NONE && !is_told[head]) {
		const struct reached *item = &reach->items[head];
		is_told[head] = true;
		head = item->parent_count
			   ? reach->parents.items[item->first_parent]
			   : REACH_NONE;
	}
}

/* Of which commits somebody wants to be told; NULL: nobody. */
static const bool *find_told(const struct reach *reach, uint32_t head,
    const struct lineage_options *options, struct arena *scratch)
{
	bool *is_told = arena_array(scratch, reach->count, sizeof *is_told);
	if (!options->on_commit)
		return NULL;
	if (!options->asked)
		mark_mainline(reach, head, is_told);
	for (size_t i = 0; options->asked && i < options->asked_count; i++)
		is_told[options->asked[i]] = true;
	return is_told;
}

static void find_events(struct lineage *lineage, struct repo *repo,
    uint32_t head, struct lineage_options *options, struct arena *keep)
{
	struct cache *trees = NULL;
	if (options->events) {
		lineage->events = *options->events;
		*options->events = (struct events){ 0 };
	} else {
		trees = cache_new(repo, TREE_CACHE_BYTES);
		events_start(
		    &lineage->events, repo, trees, lineage->reach, head, keep);
	}
	for (size_t i = 0; i < options->asked_count; i++)
		events_add_head(&lineage->events, options->asked[i]);
	if (options->paths)
		events_narrow(
		    &lineage->events, options->paths, options->path_count);
	events_finish(&lineage->events, tell_commits, options);
	cache_free(trees);
}

bool lineage_open(struct lineage *lineage, struct repo *repo,
    const struct reach *reach, uint32_t head,
    const struct lineage_options *options, struct arena *keep,
    struct error *err)
{
	static const struct lineage_options none;
	struct arena *scratch = arena_new();
	struct scripts *own = NULL;
	struct scripts *scripts = options ? options->scripts : NULL;
	struct replay replay = { .reach = reach, .head = head };
	*lineage = (struct lineage){ .reach = reach };
	if (!options)
		options = &none;
	if (!scripts)
		scripts = own = scripts_new(repo, STR_NONE);
	struct listener listener = { lineage, &replay, options };
	/* the callback reads options alone */
	struct lineage_options copy = *options;
	find_events(lineage, repo, head, &copy, keep);
	make_scripts(&lineage->events, scripts, &copy, scratch);
	repo_rest(repo); /* no object is read from here on */
	replay.events = &lineage->events;
	replay.is_told = find_told(reach, head, options, scratch);
	replay.tell = pass_on;
	if (options->on_change)
		replay.change = pass_on_change;
	replay.user = &listener;
	bool done =
	    replay_run(&replay, &lineage->lines, &lineage->is_lost, err);
	lineage->births = replay.births;
	events_free(&lineage->events);
	scripts_free(own);
	arena_free(scratch);
	return done;
}

void lineage_close(struct lineage *lineage)
{
	line_map_clear(&lineage->lines);
	free(lineage->births.items);
}

struct line_run lineage_run(const struct lineage *lineage,
    const struct line_array *array, uint32_t start)
{
	uint32_t number = array->numbers[start];
	uint32_t end = start + 1;
	struct line_run run = { .start = start, .commit = REACH_NONE };
	if (number == LINE_UNKNOWN) {
		while (
		    end < array->count && array->numbers[end] == LINE_UNKNOWN)
			end++;
	} else {
		const struct birth *birth =
		    births_find(&lineage->births, number);
		const struct birth *last =
		    lineage->births.items + lineage->births.count - 1;
		uint32_t limit =
		    birth == last ? lineage->births.next : birth[1].first;
		run.commit = birth->commit;
		run.birth_path = birth->path;
		run.birth_start = birth->start + (number - birth->first);
		while (end < array->count &&
		       array->numbers[end] == number + (end - start) &&
		       array->numbers[end] < limit)
			end++;
	}
	run.count = end - start;
	return run;
}

const struct line_array *lineage_find(const struct lineage *lineage,
    const struct line_map *lines, struct str path)
{
	const union map_value *value =
	    map_get(&lineage->events.path_numbers, path);
	return value ? line_map_get(lines, (uint32_t)value->number) : NULL;
}
