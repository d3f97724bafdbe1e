/* Counting the lines that many changes add and delete. */
#ifndef IMPORTERS_GIT_COUNT_LINES_H
#define IMPORTERS_GIT_COUNT_LINES_H

#include "importers/git/cache.h"
#include "importers/git/path_rules.h"
#include "importers/git/script.h"
#include "importers/git/signatures.h"
#include "importers/git/tree.h"
#include "model/import.h"

/* A path met in some commit, and what the rules say of it. */
struct path_entry {
	struct str path; /* bytes */
	int64_t file_id;
	uint32_t number; /* in the order of meeting */
	struct path_class class;
	enum diff_attribute attribute;
	unsigned watchers; /* bits (watch.h); 0: its text is not read */
};

/* A change of one file. */
struct pending {
	int64_t commit_id;
	struct path_entry *entry;
	struct path_entry *from; /* renamed from; or NULL */
	struct oid old;
	struct oid new;
	uint32_t old_mode; /* 0: not there */
	uint32_t new_mode;
	int64_t added; /* lines; UNKNOWN for binary or missing ones */
	int64_t deleted;
};

/* Starts as { 0 }. */
struct counters {
	struct scripts *scripts;
	int64_t missing; /* changes with a blob that is not in this clone */
	int64_t broken;	 /* with a damaged one */
	int64_t large;	 /* with one that is too large */
};

/* For the progress: the changes are those of the commits FIRST to LAST. */
struct count_watch {
	struct import *import;
	int64_t first;
	int64_t last;
	int64_t total;
};

/* CACHE as for scripts_new. */
void counters_open(
    struct counters *counters, struct repo *repo, struct str cache);
void counters_close(struct counters *counters);

struct pair_list {
	const struct script_pair *items;
	const uint32_t *places; /* how many changes come before each */
	size_t count;
};

/* Sets ADDED and DELETED of all COUNT changes at ITEMS, which are in order
 * from new commits to old. OTHERS are compared as well, since that costs least
 * beside them, and what comes out is kept for when it is asked for. */
void count_lines(struct counters *counters, struct pending *items, size_t count,
    const struct pair_list *others, struct count_watch *watch,
    struct arena *scratch);

#endif
