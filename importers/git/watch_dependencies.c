/* Manifests and lock files through history: rows of dependency_change for what
 * each commit did to the packages they name, and of dependency for the audited
 * revision. A version that cannot be read as its format is not known, which
 * unread_change tells of: neither its commit nor the one after it is credited
 * with anything, and what is named behind it is "present". */
#include "importers/git/job.h"

#include "base/vec.h"
#include "importers/deps/manifest.h"
#include "importers/git/watch_memo.h"

enum {
	LISTS_BYTES = 8 << 20, /* of lists kept for the next commit */
	PARTS_BYTES = 8 << 20, /* of entries that were read */
};

/* What one version of a file names. */
struct version_list {
	struct package_list list;
	struct part_cuts cuts; /* without its text */
	bool is_lock;
	const struct error *problem; /* NULL: it is good */
};

struct dependencies {
	struct manifests *manifests;
	struct watch_memo lists;
	struct part_memo parts; /* outlives the lists */
	int64_t bad_versions;
};

static bool open_state(struct job *job, void **state, struct error *err)
{
	struct dependencies *dependencies =
	    ARENA_NEW(job->keep, struct dependencies);
	*state = dependencies;
	watch_memo_open(&dependencies->lists, LISTS_BYTES);
	dependencies->parts.known.arena = arena_new();
	return manifests_load(&dependencies->manifests,
	    import_input(job->import)->folders, job->keep, err);
}

static void close_state(void *state)
{
	struct dependencies *dependencies = state;
	watch_memo_close(&dependencies->lists);
	arena_free(dependencies->parts.known.arena);
}

/* Those of tests are no dependencies of the project. */
static bool wants(const void *state, struct str path, struct str kind)
{
	const struct dependencies *dependencies = state;
	return !str_equal_z(kind, "test") &&
	       manifest_of_path(dependencies->manifests, path) != NULL;
}

/* ----------------------------------------------------------------- lists -- */

/* The lists name what the parts hold. */
static void rest(struct dependencies *dependencies)
{
	struct arena *keep = dependencies->parts.known.arena;
	if (arena_used(keep) > PARTS_BYTES) {
		watch_memo_forget(&dependencies->lists);
		arena_reset(keep);
		dependencies->parts = (struct part_memo){ .known.arena = keep };
	}
	watch_memo_rest(&dependencies->lists);
}

static struct str text_of(const struct watch_side *side)
{
	return side->state == WATCH_TEXT ? side->text : STR("");
}

/* SIDE, read beside LIKE (NULL: none), of which LISTED is what it names. */
static const struct version_list *read_list(struct dependencies *dependencies,
    struct str path, const struct watch_side *side,
    const struct watch_side *like, const struct version_list *listed)
{
	struct arena *keep = dependencies->lists.keep;
	void **place = watch_memo_place(&dependencies->lists, path, side);
	struct error problem;
	struct part_cuts cuts = { 0 };
	struct manifest_parts parts = { .memo = &dependencies->parts };
	if (*place)
		return *place;
	struct version_list *version = ARENA_NEW(keep, struct version_list);
	*place = version;
	if (like && listed->cuts.count) {
		cuts = listed->cuts;
		cuts.text = text_of(like);
		parts.like = &cuts;
	}
	bool done = manifest_read(&version->list, &version->is_lock,
	    dependencies->manifests,
	    manifest_of_path(dependencies->manifests, path), text_of(side),
	    path, &parts, keep, &problem);
	version->cuts = parts.cuts;
	version->cuts.text = STR_NONE;
	if (done)
		return version;
	struct error *kept = ARENA_NEW(keep, struct error);
	*kept = problem;
	version->problem = kept;
	return version;
}

/* The new side of CHANGE, beside an old one if that was met before. */
static const struct version_list *read_new(
    struct dependencies *dependencies, const struct watch_change *change)
{
	for (size_t i = 0; i < change->old_count; i++) {
		const struct version_list *old = *watch_memo_place(
		    &dependencies->lists, change->path, &change->olds[i]);
		if (old)
			return read_list(dependencies, change->path,
			    &change->new, &change->olds[i], old);
	}
	return read_list(dependencies, change->path, &change->new, NULL, NULL);
}

/* --------------------------------------------------------------- changes -- */

static int64_t direct_of(const struct package *package)
{
	switch (package->relation) {
	case RELATION_DIRECT:
		return 1;
	case RELATION_TRANSITIVE:
		return 0;
	case RELATION_UNKNOWN:
		break;
	}
	return UNKNOWN;
}

static struct str text_or_none(struct str text)
{
	return text.len ? text : STR_NONE;
}

static const char *kind_word(bool is_lock)
{
	return is_lock ? "lockfile" : "manifest";
}

static struct str ecosystem_of(
    const struct dependencies *dependencies, struct str path)
{
	return manifest_of_path(dependencies->manifests, path)->ecosystem;
}

static struct fact_dependency_change fact_of(const struct watch_change *change,
    struct str ecosystem, const struct package_change *package, bool is_lock)
{
	const struct package *any = package->any;
	const struct package *old = package->old;
	const struct package *new = package->new;
	const char *word = package->is_present ? "present"
			   : !old	       ? "added"
			   : !new	       ? "removed"
					       : "changed";
	return (struct fact_dependency_change){
		.commit_id = change->commit_id,
		.file_id = change->file_id,
		.package = any->name,
		.ecosystem = ecosystem,
		.kind = str_from(kind_word(is_lock)),
		.change = str_from(word),
		.version = new ? text_or_none(new->version) : STR_NONE,
		.old_version = old ? text_or_none(old->version) : STR_NONE,
		.direct = direct_of(any),
		.old_direct = old ? direct_of(old) : UNKNOWN,
		.scope = text_or_none(any->scope),
	};
}

static bool store_packages(struct job *job,
    const struct dependencies *dependencies, const struct watch_change *change,
    const struct package_change_list *packages, bool is_lock, struct error *err)
{
	size_t count = packages->count;
	struct str ecosystem = ecosystem_of(dependencies, change->path);
	struct fact_dependency_change *rows =
	    arena_array(job->scratch, count, sizeof *rows);
	int64_t *locators = arena_array(job->scratch, count, sizeof *locators);
	for (size_t i = 0; i < count; i++) {
		rows[i] =
		    fact_of(change, ecosystem, &packages->items[i], is_lock);
		locators[i] = packages->items[i].any->line;
	}
	return import_add_located(job->import, FACT_KIND_dependency_change,
	    rows, locators, count, err);
}

/* Whether a merge brings PACKAGE in this way against the list OTHER, too. */
static bool differs_too(const struct package_change *package,
    const struct package_change_list *other)
{
	for (size_t i = 0; i < other->count; i++) {
		const struct package_change *one = &other->items[i];
		if (str_equal(one->any->name, package->any->name))
			return (package->new != NULL) == (one->new != NULL) &&
			       (package->old || !one->old);
	}
	return false;
}

/* Whether all of OTHERS have the change; what a merge took from one of its
 * parents was brought by another commit. */
static bool is_of_commit(const struct package_change *package,
    const struct package_change_list *others, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (!differs_too(package, &others[i]))
			return false;
	return true;
}

/* All that a version names which comes after one that cannot be read. */
static bool store_present(struct job *job,
    const struct dependencies *dependencies, const struct watch_change *change,
    const struct version_list *new, struct error *err)
{
	struct package_change_list packages = { 0 };
	for (size_t i = 0; i < new->list.count; i++) {
		const struct package *package = &new->list.items[i];
		const struct package_change present = {
			.new = package, .any = package, .is_present = true
		};
		VEC_PUSH(&packages, job->scratch, present);
	}
	return store_packages(
	    job, dependencies, change, &packages, new->is_lock, err);
}

static bool store_difference(struct job *job,
    const struct dependencies *dependencies, const struct watch_change *change,
    const struct version_list *const *olds, const struct version_list *new,
    struct error *err)
{
	struct package_change_list *lists =
	    arena_array(job->scratch, change->old_count + 1, sizeof *lists);
	struct package_change_list packages = { 0 };
	bool is_lock = new->is_lock;
	for (size_t i = 0; i < change->old_count; i++) {
		if (change->new.state == WATCH_ABSENT)
			is_lock = olds[i]->is_lock;
		packages_compare(
		    &lists[i], &olds[i]->list, &new->list, job->scratch);
	}
	for (size_t i = 0; i < lists[0].count; i++)
		if (is_of_commit(&lists[0].items[i], lists, change->old_count))
			VEC_PUSH(&packages, job->scratch, lists[0].items[i]);
	return store_packages(
	    job, dependencies, change, &packages, is_lock, err);
}

/* LIST, or NULL when it is not known; *LINE is where it breaks. */
static const struct version_list *known_list(
    const struct version_list *list, int64_t *line)
{
	*line = list && list->problem ? list->problem->line : 0;
	return list && list->problem ? NULL : list;
}

static bool store_changes(struct job *job, struct dependencies *dependencies,
    const struct watch_change *change, struct error *err)
{
	const struct version_list **olds = arena_array(
	    job->scratch, change->old_count, sizeof(struct version_list *));
	const struct version_list *new = NULL;
	struct watch_reading reading = { .what = "dependency" };
	bool is_bad = false;
	if (change->new.state != WATCH_UNKNOWN)
		new = read_new(dependencies, change);
	for (size_t i = 0; i < change->old_count; i++) {
		int64_t line;
		olds[i] = NULL;
		if (change->olds[i].state != WATCH_UNKNOWN)
			olds[i] = read_list(dependencies, change->path,
			    &change->olds[i], new ? &change->new : NULL, new);
		olds[i] = known_list(olds[i], &line);
		is_bad |= line != 0;
		reading.olds_unread |= !olds[i];
		reading.olds_known |= olds[i] != NULL;
	}
	new = known_list(new, &reading.line);
	reading.new_unread = !new;
	dependencies->bad_versions += is_bad || reading.line != 0;
	if (!watch_note(job, change, &reading, err))
		return false;
	if (!new || change->is_edge)
		return true;
	return reading.olds_unread
		   ? store_present(job, dependencies, change, new, err)
		   : store_difference(
			 job, dependencies, change, olds, new, err);
}

static bool on_change(struct job *job, void *state,
    const struct watch_change *change, struct error *err)
{
	struct dependencies *dependencies = state;
	int64_t locator = import_current(job->import);
	rest(dependencies);
	bool done = store_changes(job, dependencies, change, err);
	import_locator(job->import, locator);
	return done;
}

/* ------------------------------------------------------------------ head -- */

static void say_bad_versions(
    struct job *job, const struct dependencies *dependencies)
{
	if (dependencies->bad_versions)
		import_diagnose(job->import, "note", "bad-manifest-versions", 0,
		    "%lld change%s of manifests and lock files %s a side that "
		    "is not of its format; what they did is not known",
		    (long long)dependencies->bad_versions,
		    dependencies->bad_versions == 1 ? "" : "s",
		    dependencies->bad_versions == 1 ? "has" : "have");
}

static bool store_dependency(struct job *job, const struct watch_file *file,
    struct str ecosystem, const struct package *package, bool is_lock,
    struct error *err)
{
	import_locator(job->import, package->line);
	return IMPORT_ADD(job->import, dependency, NULL, NULL, err,
	    .repository_id = job->repository_id, .file_id = file->file_id,
	    .package = package->name, .ecosystem = ecosystem,
	    .kind = str_from(kind_word(is_lock)),
	    .version = text_or_none(package->version),
	    .direct = direct_of(package), .scope = text_or_none(package->scope),
	    .fixed = package->fixed == FIXED_UNKNOWN
			 ? UNKNOWN
			 : package->fixed == FIXED_YES);
}

static void say_bad(
    struct job *job, struct str path, const struct error *problem)
{
	struct str place = arena_printf(job->scratch, STR_FMT ":%lld",
	    STR_ARG(path_text(job->scratch, path)), (long long)problem->line);
	if (problem->column)
		place = arena_printf(job->scratch, STR_FMT ":%lld",
		    STR_ARG(place), (long long)problem->column);
	import_diagnose(job->import, "warning", "bad-manifest", problem->line,
	    STR_FMT ": %s; its packages are not known", STR_ARG(place),
	    problem->message);
}

static bool store_file(struct job *job, struct dependencies *dependencies,
    const struct watch_file *file, struct error *err)
{
	if (file->now.state == WATCH_UNKNOWN)
		return watch_note_head(job, file, "dependency", 0, err);
	if (file->now.state == WATCH_ABSENT)
		return true;
	rest(dependencies);
	const struct version_list *now =
	    read_list(dependencies, file->path, &file->now, NULL, NULL);
	if (now->problem) {
		say_bad(job, file->path, now->problem);
		return watch_note_head(
		    job, file, "dependency", now->problem->line, err);
	}
	struct str ecosystem = ecosystem_of(dependencies, file->path);
	for (size_t i = 0; i < now->list.count; i++)
		if (!store_dependency(job, file, ecosystem, &now->list.items[i],
			now->is_lock, err))
			return false;
	return true;
}

static bool on_head(struct job *job, void *state, const struct watch_file *file,
    struct error *err)
{
	struct dependencies *dependencies = state;
	int64_t locator = import_current(job->import);
	if (!file)
		say_bad_versions(job, dependencies);
	if (job->is_second_clone)
		return true;
	if (!file)
		return job_run(job,
			   "DELETE FROM dependency WHERE repository_id = ?1",
			   err) &&
		       job_run(job,
			   "DELETE FROM unread_head WHERE repository_id = ?1 "
			   "AND what = 'dependency'",
			   err);
	bool done = store_file(job, dependencies, file, err);
	import_locator(job->import, locator);
	return done;
}

const struct watcher watcher_dependencies = {
	.name = "dependencies",
	.open = open_state,
	.wants = wants,
	.change = on_change,
	.head = on_head,
	.close = close_state,
};
