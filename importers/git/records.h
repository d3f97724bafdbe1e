/* Storing what records beside commits say: the rows of note, attribution,
 * attribution_range and commit_person. */
#ifndef IMPORTERS_GIT_RECORDS_H
#define IMPORTERS_GIT_RECORDS_H

#include "importers/git/job.h"
#include "importers/git/recorder.h"
#include "importers/notes/claims.h"

/* Where a record comes from. */
struct record_origin {
	const char *recorder; /* in data/ai-recorders.csv */
	const char *signal;
	const char *level; /* line, counted, commit */
	bool is_whole;	   /* lines it does not name are unattested */
	struct str place;  /* ref or file */
	char oid[OID_HEX_SIZE];
};

/* What the model has of a record. */
struct known_record {
	int64_t commit_id; /* 0: it has no such commit */
	int64_t note_id;   /* 0: none */
	bool is_same;	   /* of the same content */
	bool is_ours;	   /* of this source */
};

/* What the model has of the record of COMMIT that ORIGIN names. Fails only when
 * the store does. */
bool records_find(struct job *job, const struct oid *commit,
    const struct record_origin *origin, struct known_record *known,
    struct error *err) MUST_USE;
/* Forgets what the record said. */
bool records_forget(struct job *job, const struct known_record *known,
    const char *signal, struct error *err) MUST_USE;
/* CLAIMS must be settled. */
bool records_store(struct job *job, const struct recorders *recorders,
    const struct record_origin *origin, int64_t commit_id,
    const struct claims *claims, struct error *err) MUST_USE;
/* Forgets all records of this source with SIGNAL whose commit the heads do not
 * reach, or that are not in LIST any more. */
struct note_list;
bool records_leave(struct job *job, const char *signal,
    const struct note_list *list, struct error *err) MUST_USE;

/* Whether some reader takes the ref NAME. */
bool records_are_read(struct str name);

#endif
