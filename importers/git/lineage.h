/* Which commit wrote each line that is alive at a revision: what git blame
 * says of every file at once. docs/method.md, "Lines", has the rules. */
#ifndef IMPORTERS_GIT_LINEAGE_H
#define IMPORTERS_GIT_LINEAGE_H

#include "importers/git/replay.h"

struct lineage {
	const struct reach *reach;
	struct events events; /* steps and paths; the rest is gone */
	struct births births;
	struct line_map lines; /* at HEAD */
	bool is_lost;	       /* the tree of HEAD could not be read */
};

struct lineage_options {
	struct scripts *scripts; /* that made scripts before; may be NULL */
	/* Started for the same head; handed over to the lineage. NULL: the
	 * lineage finds them. */
	struct events *events;
	/* How far it has come; may be NULL. */
	void (*progress)(
	    void *user, const char *unit, int64_t done, int64_t total);
	/* As in struct replay, with the lineage so far: told of the commits on
	 * the first parents of HEAD, or of those that are asked for. May be
	 * NULL. */
	void (*on_commit)(void *user, const struct lineage *lineage,
	    uint32_t commit, const struct line_map *lines, bool is_lost);
	/* As in struct replay; may be NULL. */
	void (*on_change)(void *user, const struct lineage *lineage,
	    uint32_t commit, const struct line_array *before,
	    const struct line_array *after);
	void *user;
	/* Besides HEAD these are followed, and told of. */
	const uint32_t *asked; /* indexes of the reach; NULL: none */
	size_t asked_count;
	const struct str *paths; /* only these: events_narrow */
	size_t path_count;
};

/* Follows all lines of the history that HEAD (an index of REACH) reaches. The
 * reach and KEEP must outlive the lineage.
 * Objects that are missing make lines unknown; an error only when a limit is
 * passed. */
bool lineage_open(struct lineage *lineage, struct repo *repo,
    const struct reach *reach, uint32_t head,
    const struct lineage_options *options, struct arena *keep,
    struct error *err) MUST_USE;
void lineage_close(struct lineage *lineage); /* one that was { 0 } is fine */

/* Lines of a file next to each other that one commit wrote next to each other
 * in one file. */
struct line_run {
	uint32_t start; /* from 0 */
	uint32_t count;
	uint32_t commit;      /* in reach.items; REACH_NONE: unknown */
	uint32_t birth_path;  /* there, in events.paths */
	uint32_t birth_start; /* there, from 0 */
};

/* The run that begins at line START of ARRAY, START below its count. */
struct line_run lineage_run(const struct lineage *lineage,
    const struct line_array *array, uint32_t start);
/* The lines of PATH among LINES, those of one commit; NULL: it is no regular
 * file there. */
const struct line_array *lineage_find(const struct lineage *lineage,
    const struct line_map *lines, struct str path);

#endif
