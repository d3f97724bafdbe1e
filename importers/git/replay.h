/* Whose each line is, commit by commit, from events and edit scripts alone. */
#ifndef IMPORTERS_GIT_REPLAY_H
#define IMPORTERS_GIT_REPLAY_H

#include "base/error.h"
#include "importers/git/events.h"
#include "importers/git/line_map.h"

/* Lines that one commit brought into one file, next to each other: they have
 * the numbers from FIRST on. */
struct birth {
	uint32_t first;
	uint32_t commit; /* in reach.items */
	uint32_t path;
	uint32_t start; /* line in that commit's version, from 0 */
};

struct births {
	struct birth *items; /* the first one stands for LINE_UNKNOWN */
	size_t count;
	size_t room;
	uint32_t next; /* number of the next line */
};

/* The birth of line NUMBER, which is not LINE_UNKNOWN. */
const struct birth *births_find(const struct births *births, uint32_t number);

struct replay {
	const struct events *events;
	const struct reach *reach;
	uint32_t head;	      /* in reach.items */
	struct births births; /* out */
	/* By commit, as reach.items: whether TELL is told of it, parents first,
	 * with all its lines. Lost: none of its files could be read. NULL: of
	 * none. */
	const bool *is_told;
	void (*tell)(void *user, uint32_t commit, const struct line_map *lines,
	    bool is_lost);
	/* Told of each step's files that differ from the first parent's, which
	 * had BEFORE there (NULL: nothing), AFTER likewise; and with both NULL
	 * of the end of the step. NULL: nobody is. */
	void (*change)(void *user, uint32_t commit,
	    const struct line_array *before, const struct line_array *after);
	void *user;
};

/* Runs all steps; *LINES has those of HEAD. False when a history has more
 * lines than 32 bits can number. The caller frees births.items. */
bool replay_run(struct replay *replay, struct line_map *lines, bool *is_lost,
    struct error *err) MUST_USE;

#endif
