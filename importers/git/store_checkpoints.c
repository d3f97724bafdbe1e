/* Checkpoints of Entire. A commit names them in trailers; they lie on the
 * branch entire/checkpoints/v1 (folder "a3/b2c4d5e6f7") or, each for itself, in
 * refs/entire/checkpoints/<last two characters>/<id>. Each has a folder with
 * metadata.json for every session: 0/, 1/, ...
 *
 * A commit's checkpoints are one record of the account. When one checkpoint is
 * named by several commits (a pick, a split), its count of lines is none of
 * theirs: only that the agent took part is taken. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "importers/git/notes_tree.h"
#include "importers/git/records.h"
#include "importers/git/tree.h"
#include "importers/notes/entire.h"

#define SIGNAL "entire checkpoint"
#define BRANCH "/entire/checkpoints/v1"
#define REFS "refs/entire/checkpoints/"
#define SESSION_FILE "/metadata.json"

enum { CHECKPOINTS_MAX = 64 }; /* that a commit names */

/* One checkpoint: its sessions' files, and how many commits name it. */
struct checkpoint {
	VEC(struct oid) sessions;
	int64_t commits;
};

struct named {
	struct oid commit;
	struct str ids[CHECKPOINTS_MAX];
	size_t count;
};

struct checkpoints {
	struct job *job;
	struct recorders recorders;
	struct map by_id; /* -> struct checkpoint */
	struct str place; /* of what was found first */
	VEC(struct named *) named;
	struct note_list commits; /* those with a checkpoint that is here */
};

/* ------------------------------------------------------------ back ends -- */

static struct checkpoint *put(struct checkpoints *all, struct str id)
{
	bool added;
	union map_value *value = map_put(&all->by_id, id, &added);
	if (added)
		value->pointer = ARENA_NEW(all->job->keep, struct checkpoint);
	return value->pointer;
}

/* "0/metadata.json" */
static bool is_session(struct str path)
{
	size_t slash = str_find_byte(path, '/');
	int64_t number;
	return str_to_int(str_slice(path, 0, slash), &number) &&
	       str_equal_z(str_skip(path, slash), SESSION_FILE);
}

/* Files of the tree of the commit that the ref NAME stands for. */
static bool list_ref(
    struct checkpoints *all, struct str name, struct change_list *files)
{
	struct job *job = all->job;
	struct object object;
	struct commit commit;
	struct oid tip;
	if (!repo_ref(job->repo, name, &tip) ||
	    repo_read(job->repo, &tip, OBJECT_COMMIT, &object) != OBJECT_FOUND)
		return false;
	bool done = commit_parse(&commit, object.data);
	struct oid tree = commit.tree;
	object_release(&object);
	return done && tree_changes(job->trees, NULL, &tree, files,
			   job->keep) == OBJECT_FOUND;
}

/* "a3/b2c4d5e6f7/0/metadata.json" */
static void read_branch(struct checkpoints *all, struct str name)
{
	struct change_list files = { 0 };
	if (!list_ref(all, name, &files))
		return;
	for (size_t i = 0; i < files.count; i++) {
		struct str path = files.items[i].path;
		size_t shard = str_find_byte(path, '/');
		struct str rest = str_skip(path, shard + 1);
		size_t end = str_find_byte(rest, '/');
		struct str id = arena_printf(all->job->keep, STR_FMT STR_FMT,
		    STR_ARG(str_slice(path, 0, shard)),
		    STR_ARG(str_slice(rest, 0, end)));
		if (entire_is_id(id) && is_session(str_skip(rest, end + 1)))
			VEC_PUSH(&put(all, id)->sessions, all->job->keep,
			    files.items[i].new);
	}
}

static void read_ref(struct checkpoints *all, struct str name)
{
	struct change_list files = { 0 };
	struct str id = str_skip(name, str_rfind_byte(name, '/') + 1);
	if (!entire_is_id(id) || !list_ref(all, name, &files))
		return;
	struct checkpoint *checkpoint = put(all, id);
	for (size_t i = 0; i < files.count && !checkpoint->commits; i++)
		if (is_session(files.items[i].path))
			VEC_PUSH(&checkpoint->sessions, all->job->keep,
			    files.items[i].new);
}

/* The branch here, else as a remote has it; then the refs. */
static bool find_checkpoints(struct checkpoints *all, struct error *err)
{
	struct str_list refs = { 0 };
	bool has_branch = false;
	if (!repo_refs(all->job->repo, &refs, all->job->keep, err))
		return false;
	for (size_t i = 0; i < refs.count; i++) {
		struct str name = refs.items[i];
		bool is_branch = str_ends(name, STR(BRANCH)) && !has_branch;
		if (!is_branch && !str_starts(name, STR(REFS)))
			continue;
		if (!all->place.ptr)
			all->place =
			    is_branch ? name : STR("refs/entire/checkpoints");
		if (is_branch)
			read_branch(all, name);
		else
			read_ref(all, name);
		has_branch |= is_branch;
	}
	return true;
}

/* -------------------------------------------------------------- trailers -- */

static void find_named(
    struct checkpoints *all, const struct oid *oid, const struct commit *commit)
{
	struct arena *keep = all->job->keep;
	struct str rest = commit->message;
	struct named *named = NULL;
	struct str id;
	while (entire_next_id(&rest, &id)) {
		bool seen = false;
		if (!named) {
			named = ARENA_NEW(keep, struct named);
			named->commit = *oid;
			/* NOLINTNEXTLINE(bugprone-sizeof-expression) */
			VEC_PUSH(&all->named, keep, named);
		}
		for (size_t i = 0; i < named->count; i++)
			seen |= str_equal(named->ids[i], id);
		if (seen || named->count == CHECKPOINTS_MAX)
			continue;
		named->ids[named->count++] = arena_str(keep, id);
		const union map_value *value = map_get(&all->by_id, id);
		struct checkpoint *checkpoint = value ? value->pointer : NULL;
		if (checkpoint)
			checkpoint->commits++;
	}
}

static void read_messages(struct checkpoints *all)
{
	struct job *job = all->job;
	for (size_t i = 0; i < job->reach.count; i++) {
		const struct oid *oid = &job->reach.items[i].oid;
		struct object object;
		struct commit commit;
		if (repo_read(job->repo, oid, OBJECT_COMMIT, &object) !=
		    OBJECT_FOUND)
			continue;
		if (commit_parse(&commit, object.data))
			find_named(all, oid, &commit);
		object_release(&object);
	}
}

/* -------------------------------------------------------------- storing -- */

struct sum {
	struct claims claims;
	bool is_counted;
	size_t found;
	struct hash *hash; /* of what was read */
};

static void add_session(struct checkpoints *all, struct sum *sum,
    const struct checkpoint *checkpoint, const struct oid *oid)
{
	struct job *job = all->job;
	struct object object;
	struct checkpoint_session session;
	struct error ignored;
	size_t index;
	if (repo_read(job->repo, oid, OBJECT_BLOB, &object) != OBJECT_FOUND)
		return;
	bool done =
	    entire_read_session(&session, object.data, job->scratch, &ignored);
	hash_add_field(sum->hash, object.data);
	object_release(&object);
	if (!done)
		return;
	const struct claim_author author = {
		.origin = "ai",
		.id = arena_printf(job->scratch, STR_FMT "\n" STR_FMT,
		    STR_ARG(session.agent), STR_ARG(session.model)),
		.tool = session.agent,
		.model = session.model,
		.confidence_pct = CLAIM_SURE,
	};
	if (!claims_author(&sum->claims, &author, &index, &ignored))
		return;
	sum->is_counted &=
	    session.agent_lines != UNKNOWN && checkpoint->commits == 1;
	if (session.agent_lines != UNKNOWN)
		sum->claims.authors[index].lines += session.agent_lines;
	sum->found++;
}

static void reject_dangling(
    struct checkpoints *all, const struct named *named, struct str id)
{
	char hex[OID_HEX_SIZE];
	oid_hex(&named->commit, hex);
	import_read(all->job->import, 0, 0);
	import_reject(all->job->import, 0, 0, "missing-checkpoint",
	    "commit %s names checkpoint " STR_FMT " of Entire, which is not "
	    "in this clone; git fetch origin entire/checkpoints/v1 brings "
	    "those that were pushed",
	    hex, STR_ARG(id));
}

static bool store_sum(struct checkpoints *all, const struct named *named,
    struct sum *sum, struct error *err)
{
	struct job *job = all->job;
	struct known_record known;
	struct record_origin origin = {
		.recorder = "entire",
		.signal = SIGNAL,
		.level = sum->is_counted ? "counted" : "commit",
		.place = all->place,
	};
	char hex[HASH_HEX_SIZE];
	hash_end(sum->hash, hex);
	memcpy(origin.oid, hex, OID_HEX_SIZE - 1);
	for (size_t i = 0; i < sum->claims.author_count; i++)
		if (sum->is_counted)
			sum->claims.claimed_lines +=
			    sum->claims.authors[i].lines;
		else
			sum->claims.authors[i].lines = 0;
	if (!records_find(job, &named->commit, &origin, &known, err))
		return false;
	if (!known.commit_id)
		return true;
	import_read(job->import, 0, 0);
	if (known.note_id && !known.is_ours) {
		import_duplicate(job->import);
		return true;
	}
	import_accept(job->import);
	if (known.note_id && !records_forget(job, &known, SIGNAL, err))
		return false;
	return records_store(
	    job, &all->recorders, &origin, known.commit_id, &sum->claims, err);
}

static bool store_named(
    struct checkpoints *all, const struct named *named, struct error *err)
{
	struct arena *scratch = all->job->scratch;
	struct sum sum = { .is_counted = true, .hash = hash_new(scratch) };
	claims_open(&sum.claims, scratch, NULL);
	for (size_t i = 0; i < named->count; i++) {
		const union map_value *value =
		    map_get(&all->by_id, named->ids[i]);
		const struct checkpoint *checkpoint =
		    value ? value->pointer : NULL;
		if (!checkpoint) {
			reject_dangling(all, named, named->ids[i]);
			continue;
		}
		for (size_t k = 0; k < checkpoint->sessions.count; k++)
			add_session(all, &sum, checkpoint,
			    &checkpoint->sessions.items[k]);
	}
	if (!sum.found)
		return true;
	const struct note_blob here = { .commit = named->commit };
	VEC_PUSH(&all->commits, all->job->keep, here);
	return store_sum(all, named, &sum, err);
}

bool store_checkpoints(struct job *job, struct error *err)
{
	struct checkpoints all = { .job = job, .by_id.arena = job->keep };
	if (!find_checkpoints(&all, err))
		return false;
	if (all.place.ptr) {
		if (!recorders_read(&all.recorders, job->signatures,
			import_input(job->import)->folders, job->keep, err))
			return false;
		read_messages(&all);
	}
	for (size_t i = 0; i < all.named.count; i++) {
		if (!store_named(&all, all.named.items[i], err))
			return false;
		arena_reset(job->scratch);
	}
	notes_sort(&all.commits);
	return records_leave(job, SIGNAL, &all.commits, err);
}
