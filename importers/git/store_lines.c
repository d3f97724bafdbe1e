/* The rows of repository_file, revision_line, line_change and birth_exception.
 * They are made anew with each run: the audited revision moved, and the past
 * may have been rewritten. Lines whose commit is not known (missing objects,
 * the edge of a shallow clone) have none. */
#include "importers/git/job.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/vec.h"
#include "importers/git/survival.h"

enum { CHANGES_AT_ONCE = 64 };

/* Paths of one kind and language, which stand for each other in sums. */
struct line_class {
	struct path_class class;
	int64_t file_id; /* of the first that was met */
	int64_t lines;	 /* signed: the sum of one commit in one month */
};

struct line_store {
	struct job *job;
	struct lineage lineage;
	struct survival *survival;
	int64_t *commits; /* row ids by index of the reach; 0: none */
	struct path_entry **entries;
	bool *has_lines; /* by number of path: to be listed */
	bool *is_split;	 /* by index of the reach: somebody speaks of lines */
	VEC(struct line_class) classes;
	uint32_t *class_of;	/* by number of path: + 1; 0: not looked up */
	struct line_change sum; /* of one commit: time and commit alone */
	VEC(uint32_t) summed;	/* classes with a sum */
	struct fact_line_change changes[CHANGES_AT_ONCE]; /* to be stored */
	size_t change_count;
	bool failed;
	struct error *err;
};

static bool read_commits(struct line_store *store, struct error *err)
{
	struct job *job = store->job;
	struct query *query = NULL;
	struct oid oid;
	store->commits =
	    arena_array(job->keep, job->reach.count, sizeof *store->commits);
	store->is_split =
	    arena_array(job->keep, job->reach.count, sizeof *store->is_split);
	if (!query_open(&query, import_model(job->import),
		"SELECT c.id, c.oid, EXISTS (SELECT 1 FROM note n "
		"WHERE n.commit_id = c.id AND n.level = 'line') "
		"OR EXISTS (SELECT 1 FROM override o WHERE o.path <> '' "
		"AND o.\"commit\" = substr(c.oid, 1, length(o.\"commit\"))) "
		"FROM commit_repository r "
		"JOIN \"commit\" c ON c.id = r.commit_id "
		"WHERE r.repository_id = ?1",
		err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	while (query_next(query)) {
		uint32_t at = oid_parse(&oid, query_text(query, 1))
				  ? reach_find(&job->reach, &oid)
				  : REACH_NONE;
		if (at == REACH_NONE || reach_is_edge(&job->reach, at))
			continue;
		store->commits[at] = query_int(query, 0);
		store->is_split[at] = query_int(query, 2) != 0;
	}
	return query_close(query, err);
}

static bool forget_lines(struct job *job, struct error *err)
{
	return job_run(job,
		   "DELETE FROM repository_file WHERE repository_id = ?1",
		   err) &&
	       job_run(job,
		   "DELETE FROM revision_line WHERE repository_id = ?1", err) &&
	       job_run(job, "DELETE FROM line_change WHERE repository_id = ?1",
		   err) &&
	       job_run(job,
		   "DELETE FROM birth_exception WHERE repository_id = ?1", err);
}

/* The entry of a path by its number in the lineage. */
static struct path_entry *entry_of(
    struct line_store *store, uint32_t path, const struct lineage *lineage)
{
	size_t paths = lineage->events.paths.count;
	struct arena *keep = store->job->keep;
	if (!store->entries) {
		store->entries =
		    arena_array(keep, paths, sizeof(struct path_entry *));
		store->has_lines = arena_array(keep, paths, sizeof(bool));
		store->class_of =
		    arena_array(keep, paths, sizeof *store->class_of);
	}
	if (!store->entries[path] &&
	    !job_path(store->job, lineage->events.paths.items[path],
		&store->entries[path], store->err))
		store->failed = true;
	return store->failed ? NULL : store->entries[path];
}

/* --------------------------------------------------------------- changes -- */

static void store_changes(struct line_store *store)
{
	if (!store->failed)
		store->failed =
		    !import_add_many(store->job->import, FACT_KIND_line_change,
			store->changes, store->change_count, store->err);
	store->change_count = 0;
}

/* FILE_ID: of the change's path, or one that stands for it. */
static void add_change(struct line_store *store,
    const struct line_change *change, int64_t file_id, int64_t line)
{
	int64_t commit =
	    change->commit == REACH_NONE ? 0 : store->commits[change->commit];
	store->changes[store->change_count++] = (struct fact_line_change){
		.repository_id = store->job->repository_id,
		.at_time = change->at_time,
		.commit_id = commit,
		.file_id = file_id,
		.line = line,
		.count = change->count,
		.change = change->change,
	};
	if (store->change_count == CHANGES_AT_ONCE)
		store_changes(store);
}

static bool is_same_class(struct path_class a, struct path_class b)
{
	return str_equal(a.kind, b.kind) && str_equal(a.language, b.language);
}

/* The class of a path, whose entry it is. */
static uint32_t class_of(
    struct line_store *store, uint32_t path, const struct path_entry *entry)
{
	uint32_t i = store->class_of[path];
	if (i)
		return i - 1;
	while (i < store->classes.count &&
	       !is_same_class(store->classes.items[i].class, entry->class))
		i++;
	if (i == store->classes.count)
		VEC_PUSH(&store->classes, store->job->keep,
		    ((struct line_class){ entry->class, entry->file_id, 0 }));
	store->class_of[path] = i + 1;
	return i;
}

/* Who wrote lines, when, and what the file is: for that the sum of all files
 * of a kind and language is enough, unless somebody speaks of single lines.
 * What came and went of one commit comes in one go. */
static void store_sums(struct line_store *store)
{
	for (size_t i = 0; i < store->summed.count; i++) {
		struct line_class *class =
		    &store->classes.items[store->summed.items[i]];
		int64_t lines = class->lines;
		struct line_change row = store->sum;
		row.count = (uint32_t)(lines < 0 ? -lines : lines);
		row.change = lines < 0 ? -1 : 1;
		if (lines)
			add_change(store, &row, class->file_id, 0);
		class->lines = 0;
	}
	store->summed.count = 0;
}

static void add_to_sum(struct line_store *store,
    const struct line_change *change, const struct path_entry *entry)
{
	uint32_t class = class_of(store, change->path, entry);
	bool is_summed = false;
	if (store->summed.count && (store->sum.at_time != change->at_time ||
				       store->sum.commit != change->commit))
		store_sums(store);
	for (size_t i = 0; i < store->summed.count && !is_summed; i++)
		is_summed = store->summed.items[i] == class;
	if (!is_summed)
		VEC_PUSH(&store->summed, store->job->keep, class);
	store->sum = *change;
	store->classes.items[class].lines +=
	    (int64_t)change->count * change->change;
}

static void store_change(void *user, const struct line_change *change)
{
	struct line_store *store = user;
	bool is_known = change->commit != REACH_NONE;
	const struct path_entry *entry =
	    store->failed ? NULL
			  : entry_of(store, change->path, &store->lineage);
	if (!entry)
		return;
	store->has_lines[change->path] = true;
	if (is_known && store->is_split[change->commit])
		add_change(
		    store, change, entry->file_id, (int64_t)change->start + 1);
	else
		add_to_sum(store, change, entry);
}

/* -------------------------------------------------------------- revision -- */

static struct fact_revision_line run_row(
    struct line_store *store, int64_t file_id, const struct line_run *run)
{
	int64_t commit =
	    run->commit == REACH_NONE ? 0 : store->commits[run->commit];
	const struct path_entry *birth =
	    commit ? entry_of(store, run->birth_path, &store->lineage) : NULL;
	return (struct fact_revision_line){
		.repository_id = store->job->repository_id,
		.file_id = file_id,
		.start = (int64_t)run->start + 1,
		.count = run->count,
		.commit_id = commit,
		.birth_file_id = birth ? birth->file_id : 0,
		.birth_line = birth ? (int64_t)run->birth_start + 1 : UNKNOWN,
	};
}

static void store_runs(
    struct line_store *store, int64_t file_id, const struct line_array *lines)
{
	struct arena *scratch = store->job->scratch;
	VEC(struct fact_revision_line) rows = { 0 };
	for (uint32_t at = 0; at < lines->count && !store->failed;) {
		struct line_run run = lineage_run(&store->lineage, lines, at);
		VEC_PUSH(&rows, scratch, run_row(store, file_id, &run));
		at += run.count;
	}
	if (!store->failed)
		store->failed = !import_add_many(store->job->import,
		    FACT_KIND_revision_line, rows.items, rows.count,
		    store->err);
}

static bool is_text(const struct line_array *lines)
{
	return lines && lines->is_known && !lines->is_binary;
}

static void store_file(struct line_store *store, uint32_t path)
{
	const struct line_array *lines =
	    line_map_get(&store->lineage.lines, path);
	struct job *job = store->job;
	struct path_entry *entry = entry_of(store, path, &store->lineage);
	if (!entry || (!store->has_lines[path] && !lines))
		return;
	store->failed =
	    !IMPORT_ADD(job->import, repository_file, NULL, NULL, store->err,
		.repository_id = job->repository_id, .file_id = entry->file_id,
		.kind = entry->class.kind, .language = entry->class.language,
		.lines = lines && !lines->is_known ? UNKNOWN
			 : is_text(lines)	   ? lines->count
						   : 0);
	if (is_text(lines) && !store->failed)
		store_runs(store, entry->file_id, lines);
}

/* Paths with lines at HEAD or at some month's end. */
static void store_files(struct line_store *store)
{
	size_t paths = store->lineage.events.paths.count;
	for (size_t i = 0; i < paths && !store->failed; i++) {
		bool listed = store->entries && store->has_lines[i];
		if (listed || line_map_get(&store->lineage.lines, (uint32_t)i))
			store_file(store, (uint32_t)i);
		arena_reset(store->job->scratch);
	}
}

/* ---------------------------------------------------------------- births -- */

/* What a commit wrote into a file. */
struct written {
	int64_t commit_id;
	int64_t file_id;
	int64_t lines;
	bool is_said; /* by commit_file, as many or not */
};

struct written_list {
	struct written *items;
	size_t count;
	size_t room;
};

static int compare_written(const void *left, const void *right)
{
	const struct written *a = left;
	const struct written *b = right;
	if (a->commit_id != b->commit_id)
		return a->commit_id < b->commit_id ? -1 : 1;
	return (a->file_id > b->file_id) - (a->file_id < b->file_id);
}

/* The births of a commit in a file come together, as steps and events do. */
static void list_written(struct line_store *store, struct written_list *list)
{
	const struct births *births = &store->lineage.births;
	for (size_t i = 1; i < births->count && !store->failed;) {
		const struct birth *birth = &births->items[i];
		int64_t commit = store->commits[birth->commit];
		struct path_entry *entry =
		    entry_of(store, birth->path, &store->lineage);
		while (i < births->count &&
		       births->items[i].commit == birth->commit &&
		       births->items[i].path == birth->path)
			i++;
		uint32_t next =
		    i < births->count ? births->items[i].first : births->next;
		if (commit && entry)
			VEC_PUSH_OWN(
			    list, ((struct written){ commit, entry->file_id,
				      next - birth->first, false }));
	}
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items,
		    compare_written);
}

static void store_exception(
    struct line_store *store, const struct written *written)
{
	if (!store->failed)
		store->failed =
		    !IMPORT_ADD(store->job->import, birth_exception, NULL, NULL,
			store->err, .repository_id = store->job->repository_id,
			.commit_id = written->commit_id,
			.file_id = written->file_id, .lines = written->lines);
}

static void compare_births(struct line_store *store,
    const struct written_list *list, struct query *added)
{
	while (query_next(added)) {
		struct written said = { query_int(added, 0),
			query_int(added, 1), 0, true };
		struct written *found =
		    list->count ? bsearch(&said, list->items, list->count,
				      sizeof said, compare_written)
				: NULL;
		if (found) {
			found->is_said = true;
			said.lines = found->lines;
		}
		if (said.lines != query_int(added, 2))
			store_exception(store, &said);
	}
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].is_said)
			store_exception(store, &list->items[i]);
}

static void store_births(struct line_store *store)
{
	struct written_list list = { 0 };
	struct query *added = NULL;
	struct error ignored;
	list_written(store, &list);
	if (!store->failed)
		store->failed =
		    !query_open(&added, import_model(store->job->import),
			"SELECT f.commit_id, f.file_id, coalesce(f.added, 0) "
			"FROM commit_repository r "
			"CROSS JOIN commit_file f "
			"ON f.commit_id = r.commit_id "
			"WHERE r.repository_id = ?1",
			store->err);
	if (added) {
		query_bind_int(added, 1, store->job->repository_id);
		compare_births(store, &list, added);
		if (!query_close(added, store->failed ? &ignored : store->err))
			store->failed = true;
	}
	free(list.items);
}

/* ----------------------------------------------------------------- steps -- */

static void tell_progress(
    void *user, const char *unit, int64_t done, int64_t total)
{
	const struct line_store *store = user;
	import_progress(store->job->import, unit, done, total);
}

static void look(void *user, const struct lineage *lineage, uint32_t commit,
    const struct line_map *lines, bool is_lost)
{
	struct line_store *store = user;
	survival_look(store->survival, lineage, commit, lines, is_lost);
	store_sums(store);
}

bool store_lines(struct job *job, struct error *err)
{
	struct line_store store = { .job = job, .err = err };
	if (job->is_second_clone)
		return true;
	if (!forget_lines(job, err))
		return false;
	if (!job->head)
		return true;
	uint32_t head = reach_find(&job->reach, job->head);
	if (head == REACH_NONE || !read_commits(&store, err))
		return head == REACH_NONE;
	store.survival = survival_new(&job->reach, head,
	    import_input(job->import)->zone_seconds, store_change, &store);
	const struct lineage_options options = {
		.scripts = job->counters.scripts,
		.events = &job->events,
		.progress = tell_progress,
		.on_commit = look,
		.user = &store,
	};
	bool done = lineage_open(&store.lineage, job->repo, &job->reach, head,
	    &options, job->keep, err);
	store_changes(&store);
	if (done && !store.failed && !store.lineage.is_lost) {
		store_files(&store);
		store_births(&store);
	}
	survival_free(store.survival);
	lineage_close(&store.lineage);
	return done && !store.failed;
}
