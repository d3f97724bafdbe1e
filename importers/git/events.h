/* What each commit did to its files, as far as it decides whose lines are
 * whose: trees are compared, no line is. */
#ifndef IMPORTERS_GIT_EVENTS_H
#define IMPORTERS_GIT_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "importers/git/cache.h"
#include "importers/git/reach.h"
#include "importers/git/script.h"
#include "importers/git/tree.h"

enum event_kind {
	EVENT_GONE,    /* deleted, or no regular file any more */
	EVENT_NEW,     /* all lines are born here */
	EVENT_TAKEN,   /* as it is in its only source */
	EVENT_MADE,    /* from its sources, in the order of the parents */
	EVENT_UNKNOWN, /* something that decides is not in this clone */
};

/* A regular file of a commit that differs from the first parent. */
struct event {
	uint32_t path;
	enum event_kind kind;
	uint32_t first; /* of its sources; new or unknown: its pair */
	uint32_t count; /* of its sources */
};

struct event_source {
	uint32_t parent; /* which of the commit's, from 0 */
	uint32_t path;	 /* there */
	uint32_t pair;	 /* when made */
};

/* A commit, in an order where parents come before children. */
struct step {
	uint32_t commit; /* in reach.items */
	size_t first_event;
	uint32_t event_count;
	bool is_visited;
	bool is_edge;  /* its parents are not in this clone */
	bool restarts; /* the events are all files: the parent is unknown */
	bool is_lost;  /* not even that; no events */
};

struct events {
	struct step *steps;
	size_t step_count;
	struct event_vec {
		struct event *items;
		size_t count;
		size_t room;
	} list;
	struct source_vec {
		struct event_source *items;
		size_t count;
		size_t room;
	} sources;
	/* Each pair of blobs once; a pair without old one counts lines. */
	struct pair_vec {
		struct script_pair *items;
		size_t count;
		size_t room;
	} pairs;
	struct path_vec {
		struct str *items; /* bytes; numbers of paths are indexes */
		size_t count;
		size_t room;
	} paths;
	struct map path_numbers;
	uint32_t *pair_slots; /* index + 1 of pairs by both ids */
	size_t pair_slot_count;
	struct events_walk *walk; /* until all steps were visited */
};

/* Makes ready the steps from the oldest ancestor of HEAD (an index of
 * reach.items; REACH_NONE: there are none) to HEAD; steps and paths live in
 * KEEP, the rest until it is freed. REPO, TREES and REACH must live until the
 * end of events_finish. */
void events_start(struct events *events, struct repo *repo, struct cache *trees,
    const struct reach *reach, uint32_t head, struct arena *keep);

/* Before the first visit: adds the steps to HEAD, another one, that are not
 * among them yet. */
void events_add_head(struct events *events, uint32_t head);
/* Before events_finish, which then makes all visits: follows no more than
 * PATHS (bytes) at the heads, and before them what they were made from. */
void events_narrow(
    struct events *events, const struct str *paths, size_t count);

/* What a commit changed against its first parent, in the order of git, and of
 * each change the one that deleted the file it is a rename of, or NULL. */
struct commit_changes {
	const struct change *items;
	const struct change *const *sources;
	size_t count;
};

/* Compares the commit at INDEX, and notes the events of its step if it has
 * one. CHANGES live until the next visit; NULL: they are not wanted. As
 * tree_changes; missing as well when a parent is not in this clone. To be
 * called once a commit. */
enum object_state events_visit(
    struct events *events, uint32_t index, struct commit_changes *changes);

/* Visits the steps that were not, newest first. TELL (may be NULL) is called
 * now and then with the number of steps done. */
void events_finish(struct events *events,
    void (*tell)(void *user, size_t done, size_t total), void *user);
/* All but steps and paths; { 0 } is fine. */
void events_free(struct events *events);

#endif
