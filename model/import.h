/* One import: what a source holds, added within one transaction, with its
 * account. Every record of the source is counted once as read (with its place)
 * and once as imported, duplicate, rejected or empty; an import whose account
 * does not balance fails. A record may add several facts. */
#ifndef MODEL_IMPORT_H
#define MODEL_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/model.h"
#include "model/records.h"

/* What is to be read, and what the configuration says of it. Texts that the
 * configuration does not give are none. */
struct input {
	struct str path;  /* to open */
	struct str shown; /* as printed and stored: relative to the config */
	bool is_folder;
	bool again;   /* read even when the model has the same content */
	bool preview; /* for a model that is looked at and thrown away: of
		       * results the first few are kept, all are counted */
	int64_t size_bytes;
	struct str head;	    /* the first 4 KiB; empty for a folder */
	const struct error *unread; /* why it cannot be; NULL: it can */
	struct str importer;	    /* forces one */
	struct str profile;	    /* forces a mapping profile */
	struct str date_order;	    /* of a table: DMY, MDY or YMD */
	struct str sheet;	    /* of a workbook: the one that is meant */
	int64_t zone_seconds;  /* of the calendar, east of UTC; 0: not said */
	struct str repository; /* key that scans and deployments belong to */
	struct str ref;
	struct str revision;
	struct str analysis; /* which of a tool's scans, where there are some */
	int64_t time;	     /* UNKNOWN when not given */
	int jobs;	     /* git: threads that read; 0: the default */
	struct str heads;    /* git: revisions, blank-separated */
	bool commits_only;   /* git: of files no more than the origin of commits
			      * hangs on; never for a model that is kept */
	struct str corrected; /* git: commits of which the configuration
			       * corrects files or lines; none: of none */
	struct str service;
	struct str stage; /* where what is in it was found */
	struct str data_class;
	const struct asset_folders *folders;
	struct str cache; /* folder for what costs much to find again, which
			   * may be lost at any time; none: nothing is kept */
	const struct import_watch *watch; /* may be NULL */
};

/* Told now and then how far an import has come. TOTAL 0: not known. */
struct import_watch {
	void (*progress)(
	    void *user, const char *unit, int64_t done, int64_t total);
	void *user;
};

struct account {
	int64_t read; /* = imported + duplicate + rejected + empty */
	int64_t imported;
	int64_t duplicate;
	int64_t rejected;
	int64_t empty;
};

struct import;

/* Who reads the input, and what the bytes are. */
struct import_origin {
	const char *importer;
	int version;	    /* of the importer */
	const char *sha256; /* of the content */
	const char *why;    /* why this importer reads it */
	bool incremental;   /* new content adds to the old (git) */
	const char *rules;  /* digest of its rule tables; NULL or "": none */
	/* Takes out of the text of a reject or diagnostic what may not be kept;
	 * NULL: it stays as it is. */
	struct str (*hide)(
	    const void *hider, struct arena *keep, struct str text);
	const void *hider; /* must outlive the import */
};

/* Starts a source and its transaction. *UNCHANGED tells that the same content,
 * importer version and options are in the model: *IMPORT is then NULL, there
 * is nothing to do and ACCOUNT is the stored one. An older content of the same
 * path is replaced, unless the importer is incremental; its scans are kept
 * (model/earlier.h). */
bool import_begin(struct import **import, bool *unchanged, struct model *model,
    const struct input *input, const struct import_origin *origin,
    struct account *account, struct error *err) MUST_USE;
/* Ends it: commits, or rolls back on false. The account may be NULL. */
bool import_end(
    struct import *import, struct account *account, struct error *err) MUST_USE;
void import_abandon(struct import *import); /* rolls back; NULL is fine */

/* Takes an input that cannot be read at all into the account, as one rejected
 * record at the place of WHY; what an older content of it gave is forgotten,
 * but scans (model/earlier.h). */
bool import_refuse(struct model *model, const struct input *input,
    const struct error *why, struct error *err) MUST_USE;

/* Of import_begin, borrowed. */
const struct input *import_input(const struct import *import);
struct model *import_model(struct import *import);
int64_t import_source(const struct import *import);  /* row id */
int64_t import_current(const struct import *import); /* locator now */

/* A record was met at LINE and COLUMN (0: none); facts added from now on have
 * LINE as locator unless set otherwise. */
void import_read(struct import *import, int64_t line, int64_t column);
void import_locator(struct import *import, int64_t locator);
/* How the record ended; exactly one of these four for each import_read. */
void import_accept(struct import *import);
void import_duplicate(struct import *import);
void import_empty(struct import *import);
/* CODE is a stable word ('bad-date'); the text says what was expected, what
 * was found and how to fix it. Stored at the record's place, or at LINE and
 * COLUMN when they are not 0. */
void import_reject(struct import *import, int64_t line, int64_t column,
    const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Something that the report must say (severity error, warning, note). */
void import_diagnose(struct import *import, const char *severity,
    const char *code, int64_t line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void import_progress(
    struct import *import, const char *unit, int64_t done, int64_t total);

/* Whether one more result is only to be counted: a preview that has its few.
 * The counts are in temp.tally (what, name, n) after import_end: 'result',
 * 'result_cwe', 'suppressed', 'absent', 'rule' by name, and of findings
 * 'severity' and 'cwe' by name. */
enum { PREVIEW_RESULTS = 3, PREVIEW_FACTS = 3 };
bool import_only_counts(const struct import *import);
void import_tally_result(struct import *import,
    const struct fact_result *result, const int *cwe, int cwe_count);

/* Adds RECORD (a struct fact_KIND) unless its natural key is there. *ID is the
 * row's id either way (0 for tables without one), *ADDED tells which; both may
 * be NULL. Fails only when the store does (disk full, broken reference). */
bool import_add(struct import *import, enum fact_kind kind, const void *record,
    int64_t *id, bool *added, struct error *err) MUST_USE;
/* IMPORT_ADD(import, commit, &id, &added, err, .oid = ..., .parents = 1) */
#define IMPORT_ADD(import, kind, id, added, err, ...)                          \
	import_add((import), FACT_KIND_##kind,                                 \
	    &(struct fact_##kind){ __VA_ARGS__ }, (id), (added), (err))

/* The same for a result with its weaknesses, the main one first. It may be
 * written only when the import ends. */
bool import_add_result(struct import *import, const struct fact_result *result,
    const int *cwe, int cwe_count, int64_t *id, bool *added,
    struct error *err) MUST_USE;

/* The same for COUNT records in an array (of struct fact_KIND), of a table
 * without sources; several go in at once. */
bool import_add_many(struct import *import, enum fact_kind kind,
    const void *records, size_t count, struct error *err) MUST_USE;
/* The same where rows have sources: LOCATORS are their places there. Nobody is
 * told the ids. */
bool import_add_located(struct import *import, enum fact_kind kind,
    const void *records, const int64_t *locators, size_t count,
    struct error *err) MUST_USE;

enum put_end { PUT_ADDED, PUT_SAME, PUT_DIFFERS };

/* For import_put alone. False: RECORD is to be stored as always. True: this is
 * a preview that has its few, which counts it in temp.tally by the name of its
 * table, or one that was met; *END tells which. */
bool import_only_meets(struct import *import, enum fact_kind kind,
    const void *record, enum put_end *end);

/* As import_add, and tells of a record whose key is there whether all else is
 * the same too. Nothing changes then; import_replace puts RECORD in its place
 * and makes it a fact of this source. */
bool import_put(struct import *import, enum fact_kind kind, const void *record,
    enum put_end *end, struct error *err) MUST_USE;
bool import_replace(struct import *import, enum fact_kind kind,
    const void *record, struct error *err) MUST_USE;

/* The row of an alias (name, e-mail, login; any may be none), cached. */
bool import_alias(struct import *import, struct str name, struct str email,
    struct str login, int64_t *id, struct error *err) MUST_USE;

#endif
