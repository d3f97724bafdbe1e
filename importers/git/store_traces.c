/* Agent Trace files of the audited revision. A record names a revision, which
 * by the specification holds the lines, but with the reference implementation
 * is what was checked out before the edit: the lines then came with one of its
 * children. So the revision itself is tried, then its children; what decides is
 * how many of the lines the commit really added. Nothing else is credited.
 *
 * Each record is one of the account. What an earlier run read is read anew:
 * the file is one, and grows. */
#include "base/vec.h"
#include "importers/git/records.h"
#include "importers/git/script.h"
#include "importers/git/tree.h"
#include "importers/notes/agent_trace.h"

#define SIGNAL "agent trace"

enum {
	CANDIDATES_MAX = 16, /* commits that a range may belong to */
	TRACE_SURE = 90,
	TRACE_WEAK = 60, /* lines from 1 on: a place-holder */
};

/* A commit's version of a file, and what it added. */
struct candidate {
	int64_t commit_id;
	const struct script *script;
	bool is_new_file;
};

/* What all records say of one commit. */
struct traced {
	int64_t commit_id;
	struct oid oid;
	struct str path; /* of the first file that speaks of it */
	struct claims claims;
};

struct traces {
	struct job *job;
	struct recorders recorders;
	struct scripts *scripts;
	struct str path;     /* of the file that is read */
	struct map children; /* parent's id -> struct oid_list */
	struct map commits;  /* id -> struct traced */
	struct map seen;     /* "commit path" -> struct candidate */
	VEC(struct traced *) list;
};

/* --------------------------------------------------------------- history -- */

static bool read_children(struct traces *traces, struct error *err)
{
	struct job *job = traces->job;
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import),
		"SELECT p.parent_oid, c.oid FROM commit_parent p "
		"JOIN \"commit\" c ON c.id = p.commit_id "
		"JOIN commit_repository r ON r.commit_id = c.id "
		"WHERE r.repository_id = ?1 ORDER BY c.commit_time, c.oid",
		err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	while (query_next(query)) {
		struct oid oid;
		bool added;
		union map_value *value =
		    map_put(&traces->children, query_text(query, 0), &added);
		if (added)
			value->pointer = ARENA_NEW(job->keep, struct oid_list);
		struct oid_list *list = value->pointer;
		if (oid_parse(&oid, query_text(query, 1)))
			VEC_PUSH(list, job->keep, oid);
	}
	return query_close(query, err);
}

static enum object_state read_commit(struct job *job, const struct oid *oid,
    struct oid *tree, struct oid *parent, size_t *parents)
{
	struct object object;
	struct commit commit;
	enum object_state state =
	    repo_read(job->repo, oid, OBJECT_COMMIT, &object);
	if (state != OBJECT_FOUND)
		return state;
	if (!commit_parse(&commit, object.data)) {
		object_release(&object);
		return OBJECT_BROKEN;
	}
	*tree = commit.tree;
	*parents = commit.parent_count;
	if (commit.parent_count)
		*parent = commit_parent(&commit, 0);
	object_release(&object);
	return OBJECT_FOUND;
}

/* The blob of PATH in OID and in its first parent; false when the commit
 * leaves it as it was. */
static bool find_versions(struct job *job, const struct oid *oid,
    struct str path, struct script_pair *pair)
{
	struct oid tree;
	struct oid parent;
	struct oid unused;
	size_t parents;
	size_t more;
	struct version new = { 0 };
	struct version old = { 0 };
	if (read_commit(job, oid, &tree, &parent, &parents) != OBJECT_FOUND ||
	    tree_find(job->trees, &tree, path, &new) != OBJECT_FOUND)
		return false;
	if (parents &&
	    (read_commit(job, &parent, &tree, &unused, &more) != OBJECT_FOUND ||
		tree_find(job->trees, &tree, path, &old) != OBJECT_FOUND))
		return false;
	if ((new.mode &MODE_TYPE) != MODE_FILE)
		return false;
	if ((old.mode & MODE_TYPE) == MODE_FILE)
		pair->old = old.oid;
	pair->new = new.oid;
	return !oid_equal(&pair->old, &pair->new);
}

/* What OID added to PATH; NULL when it did not touch it or nobody can say. */
static const struct candidate *find_candidate(
    struct traces *traces, const struct oid *oid, struct str path)
{
	static const struct oid none = { 0 };
	struct job *job = traces->job;
	char hex[OID_HEX_SIZE];
	bool added;
	oid_hex(oid, hex);
	struct str key =
	    arena_printf(job->keep, "%s " STR_FMT, hex, STR_ARG(path));
	union map_value *value = map_put(&traces->seen, key, &added);
	if (!added)
		return value->pointer;
	struct script_pair *pair = ARENA_NEW(job->keep, struct script_pair);
	if (!find_versions(job, oid, path, pair))
		return NULL;
	scripts_make(traces->scripts, pair, 1, job->keep, NULL, NULL);
	if (pair->state != SCRIPT_MADE)
		return NULL;
	struct candidate *candidate = ARENA_NEW(job->keep, struct candidate);
	candidate->script = &pair->script;
	candidate->is_new_file = oid_equal(&pair->old, &none);
	value->pointer = candidate;
	return candidate;
}

/* How many of the lines FIRST to LAST the commit added. */
static int64_t overlap(
    const struct candidate *candidate, int64_t first, int64_t last)
{
	int64_t lines = 0;
	for (uint32_t i = 0; i < candidate->script->count; i++) {
		const struct hunk *hunk = &candidate->script->hunks[i];
		int64_t from = (int64_t)hunk->new_start + 1;
		int64_t to = from + hunk->new_count - 1;
		from = from > first ? from : first;
		to = to < last ? to : last;
		lines += to >= from ? to - from + 1 : 0;
	}
	return lines;
}

/* --------------------------------------------------------------- placing -- */

static struct traced *put_traced(
    struct traces *traces, const struct oid *oid, struct error *err)
{
	struct job *job = traces->job;
	struct known_record known;
	const struct record_origin origin = { .signal = SIGNAL };
	char hex[OID_HEX_SIZE];
	bool added;
	oid_hex(oid, hex);
	union map_value *value =
	    map_put(&traces->commits, str_from(hex), &added);
	if (!added)
		return value->pointer;
	if (!records_find(job, oid, &origin, &known, err))
		return NULL;
	struct traced *traced = ARENA_NEW(job->keep, struct traced);
	traced->commit_id = known.commit_id;
	traced->oid = *oid;
	traced->path = traces->path;
	claims_open(&traced->claims, job->keep, NULL);
	map_get(&traces->commits, str_from(hex))->pointer = traced;
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	VEC_PUSH(&traces->list, job->keep, traced);
	return traced;
}

/* Credits the lines of RANGE that CANDIDATE added. */
static bool credit(struct traces *traces, const struct oid *oid,
    const struct candidate *candidate, const struct trace_record *record,
    const struct trace_range *range, struct error *err)
{
	struct traced *traced = put_traced(traces, oid, err);
	bool is_weak = range->first == 1 && !candidate->is_new_file;
	struct claim_author author = {
		.origin = range->origin,
		.tool = record->tool,
		.model = range->model,
		.confidence_pct = is_weak ? TRACE_WEAK : TRACE_SURE,
		.line = import_current(traces->job->import),
	};
	size_t index;
	if (!traced)
		return false;
	author.id = arena_printf(traces->job->scratch,
	    "%s\n" STR_FMT "\n" STR_FMT "\n%d", author.origin,
	    STR_ARG(author.tool), STR_ARG(author.model), author.confidence_pct);
	if (!claims_author(&traced->claims, &author, &index, err))
		return false;
	for (uint32_t i = 0; i < candidate->script->count; i++) {
		const struct hunk *hunk = &candidate->script->hunks[i];
		int64_t from = (int64_t)hunk->new_start + 1;
		int64_t to = from + hunk->new_count - 1;
		if (!claims_add(&traced->claims, range->path,
			from > range->first ? from : range->first,
			to < range->last ? to : range->last, index, err))
			return false;
	}
	return true;
}

/* The commit that added most of RANGE: the revision, or a child of it. */
static bool place_range(struct traces *traces,
    const struct trace_record *record, const struct trace_range *range,
    bool *placed, struct error *err)
{
	struct oid oid;
	struct oid best_oid;
	const struct candidate *best = NULL;
	int64_t most = 0;
	const union map_value *value =
	    map_get(&traces->children, record->revision);
	const struct oid_list *children = value ? value->pointer : NULL;
	if (!oid_parse(&oid, record->revision))
		return true;
	size_t count = children ? children->count : 0;
	for (size_t i = 0; i <= count && i <= CANDIDATES_MAX; i++) {
		const struct oid *at = i ? &children->items[i - 1] : &oid;
		const struct candidate *candidate =
		    reach_has(&traces->job->reach, at)
			? find_candidate(traces, at, range->path)
			: NULL;
		int64_t lines =
		    candidate ? overlap(candidate, range->first, range->last)
			      : 0;
		if (lines > most) {
			most = lines;
			best = candidate;
			best_oid = *at;
		}
	}
	*placed |= best != NULL;
	return !best || credit(traces, &best_oid, best, record, range, err);
}

/* --------------------------------------------------------------- reading -- */

static void reject(struct traces *traces, int64_t line, int64_t column,
    const char *code, const char *what)
{
	import_reject(traces->job->import, line, column, code,
	    STR_FMT ":%lld: %s", STR_ARG(traces->path), (long long)line, what);
}

static bool place_record(struct traces *traces,
    const struct trace_record *record, int64_t line, struct error *err)
{
	struct import *import = traces->job->import;
	bool is_file = false;
	bool placed = false;
	for (size_t i = 0; i < record->count; i++) {
		const struct trace_range *range = &record->items[i];
		is_file |= range->kind != TRACE_EVENT;
		if (range->kind == TRACE_FILE && range->origin &&
		    !place_range(traces, record, range, &placed, err))
			return false;
	}
	if (placed)
		import_accept(import);
	else if (!is_file)
		import_empty(import);
	else if (!record->revision.len)
		reject(traces, line, 0, "no-revision",
		    "expected vcs.revision, found none: nobody can tell "
		    "which commit holds these lines");
	else
		reject(traces, line, 0, "not-placed",
		    "expected lines that the revision or a child of it added "
		    "to a file of this repository, found none (a path of a "
		    "machine, a commit that was rewritten, or other lines)");
	return true;
}

static bool read_line(
    struct traces *traces, struct str text, int64_t line, struct error *err)
{
	struct job *job = traces->job;
	struct trace_record record;
	struct error why = { 0 };
	import_read(job->import, line, 0);
	if (agent_trace_read(&record, text, job->scratch, &why))
		return place_record(traces, &record, line, err);
	reject(traces, line, why.column, "bad-trace", why.message);
	return true;
}

static bool read_file(
    struct traces *traces, struct str content, struct error *err)
{
	struct str line;
	int64_t number = 0;
	while (str_line(&content, &line)) {
		number++;
		if (!str_trim(line).len)
			continue;
		if (!read_line(traces, line, number, err))
			return false;
		arena_reset(traces->job->scratch);
	}
	return true;
}

static bool read_path(struct traces *traces, struct error *err)
{
	struct job *job = traces->job;
	struct oid tree;
	struct oid parent;
	size_t parents;
	struct version version = { 0 };
	struct object object;
	if (read_commit(job, job->head, &tree, &parent, &parents) !=
		OBJECT_FOUND ||
	    tree_find(job->trees, &tree, traces->path, &version) !=
		OBJECT_FOUND ||
	    (version.mode & MODE_TYPE) != MODE_FILE ||
	    repo_read(job->repo, &version.oid, OBJECT_BLOB, &object) !=
		OBJECT_FOUND)
		return true;
	bool done = read_file(traces, object.data, err);
	object_release(&object);
	return done;
}

/* ------------------------------------------------------------- in whole -- */

/* Other files of the folder (prompts, hooks) are logs of vendors. */
static bool is_trace_file(struct str path)
{
	return str_starts(path_base(path), STR("trace"));
}

/* As the pattern of data/ai-signatures.csv says. */
static bool is_trace_path(struct str path)
{
	struct str base = path_base(path);
	struct str folder = str_slice(path, 0, path.len - base.len);
	return is_trace_file(path) &&
	       (str_ends(base, STR(".jsonl")) ||
		   str_ends(base, STR(".json"))) &&
	       (str_equal_z(folder, ".agent-trace/") ||
		   str_ends(folder, STR("/.agent-trace/")));
}

/* Those of the audited revision, where no files of commits were read. */
static void find_paths_of_head(struct job *job, struct str_list *paths)
{
	struct change_list all = { 0 };
	if (!job->head ||
	    tree_changes(job->trees, NULL,
		&job->reach.items[reach_find(&job->reach, job->head)].tree,
		&all, job->keep) != OBJECT_FOUND)
		return;
	for (size_t i = 0; i < all.count; i++)
		if (is_trace_path(all.items[i].path))
			VEC_PUSH(paths, job->keep, all.items[i].path);
}

/* Files that the history ever had. */
static bool find_paths(
    struct job *job, struct str_list *paths, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import),
		"SELECT DISTINCT f.path FROM tool_config x "
		"JOIN tool t ON t.id = x.tool_id "
		"JOIN file f ON f.id = x.file_id "
		"JOIN commit_repository r ON r.commit_id = x.commit_id "
		"WHERE t.name = 'agent-trace' AND r.repository_id = ?1 "
		"ORDER BY f.path",
		err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	while (query_next(query)) {
		struct str path = arena_str(
		    job->keep, path_bytes(job->keep, query_text(query, 0)));
		if (is_trace_file(path))
			VEC_PUSH(paths, job->keep, path);
	}
	return query_close(query, err);
}

static bool store_all(struct traces *traces, struct error *err)
{
	struct job *job = traces->job;
	for (size_t i = 0; i < traces->list.count; i++) {
		struct traced *traced = traces->list.items[i];
		struct known_record known;
		const struct record_origin origin = {
			.recorder = "agent-trace",
			.signal = SIGNAL,
			.level = "line",
			.place = traced->path,
		};
		if (!records_find(job, &traced->oid, &origin, &known, err))
			return false;
		if (known.note_id || !known.commit_id)
			continue; /* of another clone */
		claims_settle(&traced->claims);
		for (size_t k = 0; k < traced->claims.author_count; k++)
			if (traced->claims.authors[k].origin[0] != 'h')
				traced->claims.claimed_lines +=
				    traced->claims.authors[k].lines;
		if (!records_store(job, &traces->recorders, &origin,
			traced->commit_id, &traced->claims, err))
			return false;
		arena_reset(job->scratch);
	}
	return true;
}

static bool read_all(
    struct traces *traces, const struct str_list *paths, struct error *err)
{
	struct job *job = traces->job;
	if (!recorders_read(&traces->recorders, job->signatures,
		import_input(job->import)->folders, job->keep, err) ||
	    !read_children(traces, err))
		return false;
	for (size_t i = 0; i < paths->count; i++) {
		traces->path = paths->items[i];
		if (!read_path(traces, err))
			return false;
	}
	return store_all(traces, err);
}

bool store_traces(struct job *job, struct error *err)
{
	struct str_list paths = { 0 };
	struct traces traces = { .job = job,
		.children.arena = job->keep,
		.commits.arena = job->keep,
		.seen.arena = job->keep };
	if (!records_leave(job, SIGNAL, NULL, err))
		return false;
	if (import_input(job->import)->commits_only)
		find_paths_of_head(job, &paths);
	else if (!find_paths(job, &paths, err))
		return false;
	if (!paths.count || !job->head)
		return true;
	traces.scripts = job->counters.scripts;
	bool done = read_all(&traces, &paths, err);
	return done;
}
