/* Records of AI lines in git notes. For each format the notes of its ref are
 * listed, and those of commits that the heads reach are read: one record of
 * the account each. Most notes stand beside commits that a squash or rebase
 * left behind; they are counted, never read.
 *
 * A note with the same content as before is not read again. Ids that a note
 * does not explain are looked for in the others that are read: the newest
 * commit's speaks. */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "importers/git/demand.h"
#include "importers/git/notes_tree.h"
#include "importers/git/records.h"
#include "importers/notes/reader.h"

enum { NOTES_BYTES = 8 << 20 };

/* A note whose ids are not all known. */
struct waiting {
	struct claims claims;
	struct record_origin origin;
	int64_t commit_id;
};

struct notes {
	struct job *job;
	const struct note_reader *reader;
	struct recorders recorders;
	struct note_list list;
	struct record_origin origin;
	VEC(struct waiting *) waiting;
	struct map shared;   /* id -> struct claim_author */
	int64_t passed_over; /* known already, and not read */
	int64_t reached;     /* notes of commits that the heads reach */
	int64_t missing;     /* not in this clone */
	size_t read_bytes;   /* since pages of packs were given back */
};

/* ------------------------------------------------------------------ refs -- */

/* "refs/notes/ai" or "refs/notes/ai-remote/" and a star. */
static bool fits(struct str pattern, struct str ref)
{
	if (!str_ends(pattern, STR("*")))
		return str_equal(pattern, ref);
	pattern.len--;
	return str_starts(ref, pattern);
}

static struct str notes_ref(
    const struct note_reader *reader, const struct str_list *refs)
{
	struct str rest = str_from(reader->refs);
	struct str pattern;
	while (str_split(&rest, ' ', &pattern))
		for (size_t i = 0; i < refs->count; i++)
			if (fits(pattern, refs->items[i]))
				return refs->items[i];
	return STR_NONE;
}

bool records_are_read(struct str name)
{
	if (str_starts(name, STR("refs/entire/checkpoints/")))
		return true;
	for (size_t i = 0; note_readers[i]; i++) {
		struct str rest = str_from(note_readers[i]->refs);
		struct str pattern;
		while (str_split(&rest, ' ', &pattern))
			if (fits(pattern, name))
				return true;
	}
	return false;
}

/* --------------------------------------------------------------- reading -- */

static bool reject_note(
    struct notes *notes, const struct oid *commit, const struct error *why)
{
	char hex[OID_HEX_SIZE];
	oid_hex(commit, hex);
	import_reject(notes->job->import, why->line, why->column, "bad-note",
	    "the note " STR_FMT " of commit %s: %s; nothing of it counts, "
	    "git notes --ref=" STR_FMT " show %.12s prints it%s%s",
	    STR_ARG(notes->origin.place), hex, why->message,
	    STR_ARG(notes->origin.place), hex, why->fix[0] ? "; " : "",
	    why->fix);
	return true;
}

static bool has_foreign(const struct claims *claims)
{
	for (size_t i = 0; i < claims->author_count; i++)
		if (claims->authors[i].is_foreign)
			return true;
	return false;
}

/* To be stored when all others were read. */
static void wait_for(
    struct notes *notes, const struct claims *claims, int64_t commit_id)
{
	struct arena *keep = notes->job->keep;
	struct waiting *waiting = ARENA_NEW(keep, struct waiting);
	*waiting = (struct waiting){ .claims = claims_copy(claims, keep),
		.origin = notes->origin,
		.commit_id = commit_id };
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	VEC_PUSH(&notes->waiting, keep, waiting);
}

static bool read_note(struct notes *notes, const struct note_blob *note,
    struct str content, int64_t commit_id, struct error *err)
{
	struct job *job = notes->job;
	struct error why = { 0 };
	struct claims claims;
	claims_open(&claims, job->scratch, &notes->shared);
	if (!notes->reader->read(&claims, content, &why))
		return reject_note(notes, &note->commit, &why);
	import_accept(job->import);
	claims_settle(&claims);
	if (!has_foreign(&claims))
		return records_store(job, &notes->recorders, &notes->origin,
		    commit_id, &claims, err);
	wait_for(notes, &claims, commit_id);
	return true;
}

static bool take_note(
    struct notes *notes, const struct note_blob *note, struct error *err)
{
	struct job *job = notes->job;
	struct object object;
	struct known_record known;
	const char *signal = notes->reader->signal;
	notes->reached++;
	oid_hex(&note->blob, notes->origin.oid);
	if (!records_find(job, &note->commit, &notes->origin, &known, err))
		return false;
	if (!known.commit_id)
		return true;
	if (known.note_id && (known.is_same || !known.is_ours)) {
		import_read(job->import, 0, 0);
		if (known.is_ours)
			import_accept(job->import);
		else
			import_duplicate(job->import);
		notes->passed_over++;
		return true;
	}
	if (known.note_id && !records_forget(job, &known, signal, err))
		return false;
	if (repo_read(job->repo, &note->blob, OBJECT_BLOB, &object) !=
	    OBJECT_FOUND) {
		notes->missing++;
		return true;
	}
	import_read(job->import, 0, 0);
	bool done = read_note(notes, note, object.data, known.commit_id, err);
	notes->read_bytes += object.data.len;
	object_release(&object);
	if (notes->read_bytes > NOTES_BYTES) { /* each is read once */
		repo_drop_pages(job->repo);
		notes->read_bytes = 0;
	}
	arena_reset(job->scratch);
	return done;
}

/* ------------------------------------------------------------- resolving -- */

/* Collects anew what the ids stand for, as a first reading of all notes does:
 * some were passed over in this run. */
static void share_all(struct notes *notes)
{
	struct job *job = notes->job;
	notes->shared = (struct map){ .arena = job->keep };
	for (size_t i = 0; i < job->reach.count; i++) {
		const struct note_blob *note =
		    notes_find(&notes->list, &job->reach.items[i].oid);
		struct object object;
		struct error ignored = { 0 };
		struct claims claims;
		if (!note || repo_read(job->repo, &note->blob, OBJECT_BLOB,
				 &object) != OBJECT_FOUND)
			continue;
		claims_open(&claims, job->scratch, &notes->shared);
		(void)!notes->reader->read(&claims, object.data, &ignored);
		object_release(&object);
		arena_reset(job->scratch);
	}
}

static void explain(const struct notes *notes, struct claims *claims)
{
	for (size_t i = 0; i < claims->author_count; i++) {
		struct claim_author *author = &claims->authors[i];
		const union map_value *value =
		    author->is_foreign ? map_get(&notes->shared, author->id)
				       : NULL;
		const struct claim_author *found =
		    value ? value->pointer : NULL;
		if (!found)
			continue;
		author->tool = found->tool;
		author->model = found->model;
		author->person = found->person;
		author->confidence_pct = found->confidence_pct;
		author->is_foreign = false;
	}
}

static bool store_waiting(struct notes *notes, struct error *err)
{
	if (notes->waiting.count && notes->passed_over)
		share_all(notes);
	for (size_t i = 0; i < notes->waiting.count; i++) {
		struct waiting *waiting = notes->waiting.items[i];
		explain(notes, &waiting->claims);
		if (!records_store(notes->job, &notes->recorders,
			&waiting->origin, waiting->commit_id, &waiting->claims,
			err))
			return false;
		arena_reset(notes->job->scratch);
	}
	return true;
}

/* ------------------------------------------------------------ in whole -- */

static void say(const struct notes *notes)
{
	struct import *import = notes->job->import;
	int64_t elsewhere = (int64_t)notes->list.count - notes->reached;
	if (elsewhere)
		import_diagnose(import, "note", "notes-elsewhere", 0,
		    "notes of " STR_FMT " that stand beside commits that the "
		    "heads do not reach (squashed, rebased, dropped) are not "
		    "read: %lld of %zu",
		    STR_ARG(notes->origin.place), (long long)elsewhere,
		    notes->list.count);
	if (notes->missing)
		import_diagnose(import, "warning", "notes-missing", 0,
		    "what notes of " STR_FMT " say that are not in this clone "
		    "(partial) is not known: %lld",
		    STR_ARG(notes->origin.place), (long long)notes->missing);
}

/* Counted in the model, so that a repository that grew says the same. */
static bool say_foreign(const struct notes *notes, struct error *err)
{
	struct import *import = notes->job->import;
	struct query *query = NULL;
	if (!query_open(&query, import_model(import),
		"SELECT count(DISTINCT c.oid), min(c.oid) FROM attribution a "
		"JOIN \"commit\" c ON c.id = a.commit_id "
		"JOIN commit_repository r ON r.commit_id = c.id "
		"WHERE r.repository_id = ?1 AND a.signal = ?2 "
		"AND a.origin = 'ai' AND a.tool_id = 0 "
		"AND a.confidence_pct = ?3",
		err))
		return false;
	query_bind_int(query, 1, notes->job->repository_id);
	query_bind_text(query, 2, str_from(notes->reader->signal));
	query_bind_int(query, 3, CLAIM_FOREIGN);
	if (query_next(query) && query_int(query, 0))
		import_diagnose(import, "note", "foreign-sessions", 0,
		    "%lld note%s of " STR_FMT
		    " credit%s lines to sessions that "
		    "no note describes, one is that of commit " STR_FMT
		    ": AI wrote them, the tool is not known",
		    (long long)query_int(query, 0),
		    query_int(query, 0) == 1 ? "" : "s",
		    STR_ARG(notes->origin.place),
		    query_int(query, 0) == 1 ? "s" : "",
		    STR_ARG(query_text(query, 1)));
	return query_close(query, err);
}

/* A ref for each commit. */
static void list_refs(struct notes *notes, const struct str_list *refs)
{
	struct job *job = notes->job;
	struct str start = str_from(notes->reader->refs);
	start.len--;
	for (size_t i = 0; i < refs->count; i++) {
		struct note_blob note;
		if (str_starts(refs->items[i], start) &&
		    oid_parse(
			&note.commit, str_skip(refs->items[i], start.len)) &&
		    repo_ref(job->repo, refs->items[i], &note.blob))
			VEC_PUSH(&notes->list, job->keep, note);
	}
	notes_sort(&notes->list);
	notes->origin.place = str_slice(start, 0, start.len - 1);
}

/* Tells the repository what will be read; to be freed after it expects nothing
 * more. */
static struct demand *expect_notes(struct notes *notes)
{
	struct job *job = notes->job;
	struct demand *demand = repo_demand(job->repo);
	for (size_t i = 0; i < notes->list.count; i++)
		if (reach_has(&job->reach, &notes->list.items[i].commit))
			repo_demand_add(
			    job->repo, demand, &notes->list.items[i].blob);
	repo_expect(job->repo, demand);
	return demand;
}

static bool take_all(struct notes *notes, struct error *err)
{
	struct job *job = notes->job;
	for (size_t i = 0; i < job->reach.count; i++) {
		const struct note_blob *note =
		    notes_find(&notes->list, &job->reach.items[i].oid);
		if (note && !take_note(notes, note, err))
			return false;
	}
	return true;
}

static bool take_notes(
    struct notes *notes, const struct str_list *refs, struct error *err)
{
	struct job *job = notes->job;
	if (notes->reader->is_by_ref)
		list_refs(notes, refs);
	else if (notes_list(&notes->list, job->repo, job->trees,
		     notes->origin.place, job->keep) != OBJECT_FOUND)
		import_diagnose(job->import, "warning", "notes-missing", 0,
		    "the notes of " STR_FMT " cannot all be listed: objects "
		    "are not in this clone or damaged",
		    STR_ARG(notes->origin.place));
	struct demand *demand = expect_notes(notes);
	bool done = take_all(notes, err);
	repo_expect(job->repo, NULL);
	demand_free(demand);
	if (!done || !store_waiting(notes, err))
		return false;
	say(notes);
	return say_foreign(notes, err);
}

bool store_notes(struct job *job, struct error *err)
{
	struct str_list refs = { 0 };
	if (!repo_refs(job->repo, &refs, job->keep, err))
		return false;
	for (size_t i = 0; note_readers[i]; i++) {
		const struct note_reader *reader = note_readers[i];
		struct notes notes = {
			.job = job,
			.reader = reader,
			.shared.arena = job->keep,
			.origin = { .recorder = reader->recorder,
			    .signal = reader->signal,
			    .level = "line",
			    .is_whole = true,
			    .place = notes_ref(reader, &refs) },
		};
		if (notes.origin.place.ptr &&
		    (!recorders_read(&notes.recorders, job->signatures,
			 import_input(job->import)->folders, job->keep, err) ||
			!take_notes(&notes, &refs, err)))
			return false;
		if (!records_leave(job, reader->signal, &notes.list, err))
			return false;
	}
	return true;
}
