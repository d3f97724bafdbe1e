/* Files whose content is read through history: each watcher names paths and is
 * told of every change of such a file, and of the version at HEAD, so that it
 * can store facts of its own. One file ending in one const struct watcher, and
 * one line in the registry. Paths that nobody watches cost one look each. */
#ifndef IMPORTERS_GIT_WATCH_H
#define IMPORTERS_GIT_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "importers/git/repo.h"

struct job;
struct versions_list;
struct commit;
struct path_entry;
struct pending;

enum {
	WATCHERS_MAX = 8,
	WATCH_SIZE_MAX = 16 << 20, /* bytes of a version that is read */
};

/* Absent: not there, or no ordinary file (a link, a folder). Unknown: the
 * object is missing, damaged or too large, which is counted as a gap; never
 * take it for absent. */
enum watch_state { WATCH_ABSENT, WATCH_TEXT, WATCH_UNKNOWN };

struct watch_side {
	enum watch_state state;
	struct oid blob; /* of the text */
	struct str text; /* lives for the call; may be none for by_name */
};

/* A change of one file by one commit. Sides have a version each, and no two
 * of old and new are the same. */
struct watch_change {
	int64_t commit_id;
	int64_t file_id;
	struct str path; /* bytes */
	/* One a parent; a root commit has one that is absent. What a merge
	 * brings is what differs from all of its parents. At the edge of a
	 * shallow clone one that is unknown: the file may be older. */
	const struct watch_side *olds;
	size_t old_count;
	struct watch_side new;
	bool is_merge;
	bool is_edge; /* of a shallow clone */
};

/* A file of the audited revision. */
struct watch_file {
	int64_t file_id;
	struct str path; /* bytes */
	struct watch_side now;
};

struct watcher {
	const char *name;
	bool by_name; /* needs no text: sides only tell whether it is there */
	/* Reads tables into *STATE; lives as long as job->keep. */
	bool (*open)(struct job *job, void **state, struct error *err);
	/* Whether PATH (bytes) is watched; asked once a path and run. KIND is
	 * that of data/kinds.csv ("test"). */
	bool (*wants)(const void *state, struct str path, struct str kind);
	/* In no promised order of commits. job->scratch is at hand. */
	bool (*change)(struct job *job, void *state,
	    const struct watch_change *change, struct error *err);
	/* Before (FILE NULL) and for each watched file of the audited revision,
	 * after all changes of the run; what an older run stored of HEAD is to
	 * be forgotten by the first call. May be NULL. */
	bool (*head)(struct job *job, void *state,
	    const struct watch_file *file, struct error *err);
	/* Gives back what STATE holds beyond job->keep. May be NULL. */
	void (*close)(void *state);
};

/* What a run holds for its watchers; starts as { 0 }. */
struct watch {
	void *states[WATCHERS_MAX];
	int64_t unread; /* versions that could not be read */
	/* All files of the audited revision, while head is called; NULL when
	 * they are not known. */
	const struct versions_list *files;
};

/* Opens all watchers of an import; closed after a failure, too. */
bool watch_open(struct job *job, struct error *err) MUST_USE;
void watch_close(struct job *job);

/* The watchers of PATH, as bits. */
unsigned watch_wanted(const struct job *job, struct str path, struct str kind);

/* Tells of a change against one parent; only when the path has watchers. */
bool watch_pending(
    struct job *job, const struct pending *change, struct error *err) MUST_USE;
/* Tells of what a merge (an index of the reach) changes against all of its
 * parents. */
bool watch_merge(struct job *job, int64_t commit_id, uint32_t index,
    struct error *err) MUST_USE;
/* Tells of all files at the edge of a shallow clone. */
bool watch_edge(struct job *job, int64_t commit_id, const struct commit *commit,
    struct error *err) MUST_USE;

/* For a watcher's change: what it could read of the sides. */
struct watch_reading {
	const char *what; /* as in unread_change */
	bool olds_unread; /* one of them, at least */
	bool olds_known;  /* likewise */
	bool new_unread;
	int64_t line; /* of the new one where it breaks; 0: none */
};
/* Stores that CHANGE began or ended a time in which nobody can say what the
 * file holds. */
bool watch_note(struct job *job, const struct watch_change *change,
    const struct watch_reading *reading, struct error *err) MUST_USE;
/* Stores that FILE of the audited revision cannot be read, at LINE. */
bool watch_note_head(struct job *job, const struct watch_file *file,
    const char *what, int64_t line, struct error *err) MUST_USE;

/* Tells of the files of the audited revision. */
bool watch_head(struct job *job, struct error *err) MUST_USE;

#endif
