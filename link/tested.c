/* Repository by repository: its reports, what their paths may mean
 * (coverage_path.h), which of that is there in their revision, and where the
 * lines of those files were born. What the reports say is laid over each other
 * (tested_span.h) and over the living lines. Files at the audited revision need
 * no history. What cannot be read stays unknown. */
#include "link/tested.h"

#include "base/date.h"
#include "base/remote.h"
#include "importers/git/past_lines.h"
#include "importers/git/path_rules.h"
#include "link/coverage_path.h"
#include "link/tested_line.h"
#include "model/query.h"

struct report {
	int64_t id;
	struct str revision;
	int64_t time;	 /* of the report; UNKNOWN */
	int64_t at;	 /* for which it speaks; UNKNOWN: today */
	bool is_audited; /* its lines are those of the audited revision */
};

/* Lines of a candidate that were born together. */
struct born_lines {
	int64_t line; /* in the report's revision, from 1 */
	int64_t count;
	int64_t commit_id; /* 0: nobody knows */
	int64_t file_id;
	int64_t birth_line;
};

struct candidate {
	struct coverage_candidate path;
	bool exists;
	int64_t file_id;
	int64_t lines;
	size_t first_birth; /* in tester.births */
	size_t births;
};

struct named_file {
	int64_t id; /* of coverage_file */
	size_t report;
	int64_t last; /* line that the report names; 0: none */
	size_t first; /* in tester.candidates */
	size_t count;
	const char *reason;
};

struct tester {
	struct model *model;
	const struct link_options *options;
	struct places *places;
	struct query *commit_id; /* of an oid */
	struct query *file_id;	 /* of a path */
	struct query *lines;	 /* of a file of a report */
	struct query *put_place;
	struct arena *keep; /* of one repository */
	int64_t repository_id;
	struct str path;
	struct str head;
	struct str remote;
	struct map files; /* of the audited revision: path -> lines */
	VEC(struct report) reports;
	VEC(struct named_file) named;
	VEC(struct candidate) candidates;
	VEC(struct born_lines) births;
	VEC(size_t) asked; /* candidate of each file that the replay is asked */
	VEC(size_t) asked_by; /* its named file */
	struct tested_spans spans;
};

static int64_t ask_id(struct query *query, struct str text)
{
	int64_t id = 0;
	query_rewind(query);
	query_bind_text(query, 1, text);
	if (query_next(query))
		id = query_int(query, 0);
	return id;
}

/* --------------------------------------------------------------- reports -- */

/* Of a revision the time is that of its commit. */
static bool read_reports(struct tester *tester, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, tester->model,
		"SELECT p.id, p.revision, nullif(p.time, -9223372036854775807 "
		"- 1), iif(p.revision = '', nullif(p.time, "
		"-9223372036854775807 - 1), coalesce((SELECT "
		"max(c.commit_time) FROM \"commit\" c "
		"WHERE length(p.revision) >= 7 AND c.oid >= lower(p.revision) "
		"AND c.oid < lower(p.revision) || 'g' HAVING count(*) = 1), "
		"nullif(p.time, -9223372036854775807 - 1))), "
		"CASE WHEN p.revision <> '' THEN length(p.revision) >= 7 "
		"AND substr(r.head_oid, 1, length(p.revision)) "
		"= lower(p.revision) ELSE coalesce(nullif(p.time, "
		"-9223372036854775807 - 1) >= (SELECT k.commit_time "
		"FROM \"commit\" k WHERE k.oid = r.head_oid), 1) END "
		"FROM coverage_home h JOIN coverage_report p "
		"ON p.id = h.report_id "
		"JOIN repository r ON r.id = h.repository_id "
		"WHERE h.repository_id = ?1 "
		"ORDER BY 4, p.format, p.digest",
		err))
		return false;
	query_bind_int(query, 1, tester->repository_id);
	while (query_next(query))
		VEC_PUSH(&tester->reports, tester->keep,
		    ((struct report){
			.id = query_int(query, 0),
			.revision =
			    arena_str(tester->keep, query_text(query, 1)),
			.time = query_int(query, 2),
			.at = query_int(query, 3),
			.is_audited = query_int(query, 4) == 1,
		    }));
	return query_close(query, err);
}

static bool read_head_files(struct tester *tester, struct error *err)
{
	struct query *query = NULL;
	tester->files = (struct map){ .arena = tester->keep };
	if (!query_open(&query, tester->model,
		"SELECT f.path, r.lines FROM repository_file r "
		"JOIN file f ON f.id = r.file_id "
		"WHERE r.repository_id = ?1 AND r.lines > 0",
		err))
		return false;
	query_bind_int(query, 1, tester->repository_id);
	while (query_next(query))
		map_put(&tester->files, query_text(query, 0), NULL)->number =
		    query_int(query, 1);
	return query_close(query, err);
}

/* ------------------------------------------------------------ candidates -- */

static void add_candidate(struct tester *tester, const struct report *report,
    const struct coverage_candidate *path)
{
	struct candidate candidate = { .path = *path };
	const union map_value *lines = map_get(&tester->files, path->path);
	if (report->is_audited && lines) {
		candidate.exists = true;
		candidate.lines = lines->number;
		candidate.file_id = ask_id(tester->file_id, path->path);
	}
	if (!report->is_audited) {
		VEC_PUSH(
		    &tester->asked, tester->keep, tester->candidates.count);
		VEC_PUSH(
		    &tester->asked_by, tester->keep, tester->named.count - 1);
	}
	VEC_PUSH(&tester->candidates, tester->keep, candidate);
}

static void name_file(struct tester *tester, const struct query *query,
    size_t report, const struct coverage_paths *paths)
{
	struct coverage_candidates found = { 0 };
	struct named_file named = {
		.id = query_int(query, 0),
		.report = report,
		.last = query_is_null(query, 2) ? 0 : query_int(query, 2),
		.first = tester->candidates.count,
	};
	coverage_path_find(&found, paths, query_text(query, 1));
	named.count = found.count;
	VEC_PUSH(&tester->named, tester->keep, named);
	for (size_t i = 0; i < found.count; i++)
		add_candidate(
		    tester, &tester->reports.items[report], &found.items[i]);
}

static bool read_roots(struct coverage_paths *paths, struct tester *tester,
    int64_t report_id, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, tester->model,
		"SELECT path FROM coverage_root WHERE report_id = ?1 "
		"ORDER BY path",
		err))
		return false;
	query_bind_int(query, 1, report_id);
	while (query_next(query))
		VEC_PUSH(&paths->roots, tester->keep,
		    arena_str(tester->keep, query_text(query, 0)));
	return query_close(query, err);
}

/* First where the repository lay, then each file. */
static bool name_files(struct tester *tester, size_t report, struct error *err)
{
	struct query *query = NULL;
	int64_t id = tester->reports.items[report].id;
	struct coverage_paths paths = {
		.places = tester->places,
		.remote = tester->remote,
		.checkouts.arena = tester->keep,
		.keep = tester->keep,
	};
	if (!read_roots(&paths, tester, id, err) ||
	    !query_open(&query, tester->model,
		"SELECT f.id, f.path, (SELECT max(l.start + l.count) - 1 "
		"FROM coverage_line l WHERE l.coverage_file_id = f.id) "
		"FROM coverage_file f WHERE f.report_id = ?1 ORDER BY f.path",
		err))
		return false;
	query_bind_int(query, 1, id);
	while (query_next(query))
		coverage_path_learn(&paths, query_text(query, 1));
	query_rewind(query);
	while (query_next(query))
		name_file(tester, query, report, &paths);
	return query_close(query, err);
}

/* --------------------------------------------------------------- history -- */

static void add_birth(struct tester *tester, struct candidate *candidate,
    const struct lineage *lineage, const struct line_run *part)
{
	char hex[OID_HEX_SIZE];
	struct born_lines birth = { .line = (int64_t)part->start + 1,
		.count = part->count };
	if (part->commit != REACH_NONE &&
	    !reach_is_edge(lineage->reach, part->commit)) {
		oid_hex(&lineage->reach->items[part->commit].oid, hex);
		birth.commit_id = ask_id(tester->commit_id, str_from(hex));
		birth.file_id = ask_id(tester->file_id,
		    path_text(tester->keep,
			lineage->events.paths.items[part->birth_path]));
		birth.birth_line = (int64_t)part->birth_start + 1;
	}
	VEC_PUSH(&tester->births, tester->keep, birth);
	candidate->births++;
}

/* For past_question.tell. */
static void hear(void *user, size_t file, enum past_state state,
    const struct lineage *lineage, const struct line_array *lines)
{
	struct tester *tester = user;
	size_t number = tester->asked.items[file];
	struct candidate *candidate = &tester->candidates.items[number];
	struct named_file *named =
	    &tester->named.items[tester->asked_by.items[file]];
	if (state == PAST_NO_REVISION || state == PAST_NO_COMMIT)
		named->reason = "its revision is not in the repository";
	if (state == PAST_UNREAD)
		named->reason = "the history of the file cannot be read";
	if (state != PAST_FOUND || !lines)
		return;
	candidate->exists = true;
	candidate->lines = lines->count;
	candidate->file_id = ask_id(tester->file_id, candidate->path.path);
	candidate->first_birth = tester->births.count;
	for (uint32_t at = 0; at < lines->count;) {
		struct line_run part = lineage_run(lineage, lines, at);
		add_birth(tester, candidate, lineage, &part);
		at += part.count;
	}
}

static void ask_history(struct tester *tester)
{
	const struct link_options *options = tester->options;
	struct past_file *files =
	    arena_array(tester->keep, tester->asked.count, sizeof *files);
	struct past_question question = {
		.folder = tester->path,
		.head = tester->head,
		.files = files,
		.count = tester->asked.count,
		.threads = options->jobs,
		.tell = hear,
		.user = tester,
	};
	struct error ignored;
	for (size_t i = 0; i < tester->asked.count; i++) {
		const struct named_file *named =
		    &tester->named.items[tester->asked_by.items[i]];
		const struct report *report =
		    &tester->reports.items[named->report];
		files[i] = (struct past_file){
			.revision = report->revision,
			.time = report->time,
			.path = path_bytes(tester->keep,
			    tester->candidates.items[tester->asked.items[i]]
				.path.path),
		};
	}
	if (!tester->asked.count || !tester->path.len)
		return;
	question.cache =
	    scripts_cache(options->cache, tester->path, tester->keep);
	if (options->folder.len)
		question.folder =
		    path_join(tester->keep, options->folder, tester->path);
	/* who cannot be asked tells nothing */
	(void)!past_lines(&question, &ignored);
}

/* ---------------------------------------------------------------- choice -- */

/* The best of the candidates that are there; NULL: none, or several. */
static const struct candidate *choose(
    const struct tester *tester, struct named_file *named)
{
	const struct candidate *best = NULL;
	bool is_only = true;
	for (size_t i = named->first; i < named->first + named->count; i++) {
		const struct candidate *one = &tester->candidates.items[i];
		if (!one->exists || (best && best->path.rank < one->path.rank))
			continue;
		is_only = !best || best->path.rank > one->path.rank;
		best = one;
	}
	if (!best) {
		if (!named->reason)
			named->reason = "no file of the repository";
		return NULL;
	}
	named->reason = !is_only	   ? "several files of the repository"
			: named->last == 0 ? "the report names no lines of it"
			: named->last > best->lines
			    ? "the file has fewer lines than the report names"
			    : NULL;
	return named->reason ? NULL : best;
}

static void store_place(struct tester *tester, const struct named_file *named,
    const struct candidate *found)
{
	const struct report *report = &tester->reports.items[named->report];
	struct query *put = tester->put_place;
	query_bind_int(put, 1, named->id);
	query_bind_int(put, 2, report->id);
	query_bind_int(put, 3, tester->repository_id);
	query_bind_int(put, 4, report->at);
	query_bind_int(put, 5, found ? found->file_id : UNKNOWN);
	query_bind_text(put, 6, str_from(named->reason));
	query_do(put);
}

/* ----------------------------------------------------------------- spans -- */

/* Lines FIRST to before END of the file as the report has it. */
static void add_spans(struct tester *tester, const struct candidate *found,
    struct tested_span span, int64_t first, int64_t end)
{
	const struct born_lines *births =
	    tester->births.items + found->first_birth;
	if (tester->reports.items[span.ordinal].is_audited) {
		span.file_id = found->file_id;
		span.first = first;
		span.end = end;
		VEC_PUSH(&tester->spans, tester->keep, span);
		return;
	}
	for (size_t i = 0; i < found->births; i++) {
		const struct born_lines *birth = &births[i];
		int64_t from = birth->line > first ? birth->line : first;
		int64_t to = birth->line + birth->count < end
				 ? birth->line + birth->count
				 : end;
		if (from >= to || !birth->commit_id)
			continue;
		span.commit_id = birth->commit_id;
		span.file_id = birth->file_id;
		span.first = birth->birth_line + from - birth->line;
		span.end = span.first + to - from;
		VEC_PUSH(&tester->spans, tester->keep, span);
	}
}

static void say(struct tester *tester, const struct named_file *named,
    const struct candidate *found)
{
	int64_t at = tester->reports.items[named->report].at;
	struct tested_span span = {
		.day = at == UNKNOWN ? INT64_MAX : at / DAY_SECONDS,
		.ordinal = (int64_t)named->report,
		.coverage_file_id = named->id,
	};
	add_spans(tester, found, span, 1, found->lines + 1);
	query_bind_int(tester->lines, 1, named->id);
	while (query_next(tester->lines)) {
		int64_t start = query_int(tester->lines, 0);
		span.state =
		    query_int(tester->lines, 2) ? TESTED_RUN : TESTED_NOT;
		add_spans(tester, found, span, start,
		    start + query_int(tester->lines, 1));
	}
	query_rewind(tester->lines);
}

static void settle_files(struct tester *tester)
{
	for (size_t i = 0; i < tester->named.count; i++) {
		struct named_file *named = &tester->named.items[i];
		const struct candidate *found = choose(tester, named);
		store_place(tester, named, found);
		if (found)
			say(tester, named, found);
	}
	tested_spans_settle(&tester->spans, tester->keep);
}

/* ----------------------------------------------------------------- steps -- */

static bool do_repository(
    struct tester *tester, const struct query *query, struct error *err)
{
	arena_reset(tester->keep);
	tester->reports.count = tester->reports.room = 0;
	tester->named.count = tester->named.room = 0;
	tester->candidates.count = tester->candidates.room = 0;
	tester->births.count = tester->births.room = 0;
	tester->asked.count = tester->asked.room = 0;
	tester->asked_by.count = tester->asked_by.room = 0;
	tester->spans = (struct tested_spans){ 0 };
	tester->repository_id = query_int(query, 0);
	tester->path = arena_str(tester->keep, query_text(query, 1));
	tester->head = arena_str(tester->keep, query_text(query, 2));
	tester->remote = remote_normal(
	    tester->keep, arena_str(tester->keep, query_text(query, 3)));
	if (!places_load(tester->places, tester->repository_id, err) ||
	    !read_reports(tester, err) || !read_head_files(tester, err))
		return false;
	for (size_t i = 0; i < tester->reports.count; i++)
		if (!name_files(tester, i, err))
			return false;
	ask_history(tester);
	settle_files(tester);
	return tested_lines_store(
	    tester->model, tester->repository_id, &tester->spans, err);
}

static bool open_all(struct tester *tester, struct error *err)
{
	return query_open(&tester->commit_id, tester->model,
		   "SELECT id FROM \"commit\" WHERE oid = ?1", err) &&
	       query_open(&tester->file_id, tester->model,
		   "SELECT id FROM file WHERE path = ?1", err) &&
	       query_open(&tester->lines, tester->model,
		   "SELECT start, count, covered FROM coverage_line "
		   "WHERE coverage_file_id = ?1 ORDER BY start",
		   err) &&
	       query_open(&tester->put_place, tester->model,
		   "INSERT INTO coverage_place VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		   err);
}

static bool do_all(struct tester *tester, struct error *err)
{
	struct query *query = NULL;
	bool done = open_all(tester, err) &&
		    query_open(&query, tester->model,
			"SELECT id, path, coalesce(head_oid, ''), "
			"coalesce(remote, '') FROM repository WHERE id IN "
			"(SELECT repository_id FROM coverage_home) "
			"ORDER BY key",
			err);
	while (done && query_next(query))
		done = do_repository(tester, query, err);
	struct query *const open[] = { query, tester->commit_id,
		tester->file_id, tester->lines, tester->put_place };
	return queries_close(open, 5, done, err);
}

bool link_tested_lines(
    struct model *model, const struct link_options *options, struct error *err)
{
	int64_t homes;
	struct tester tester = { .model = model, .options = options };
	if (!query_number(
		&homes, model, "SELECT count(*) FROM coverage_home", err))
		return false;
	bool done = true;
	if (homes) {
		tester.keep = arena_new();
		struct arena *keep = arena_new();
		tester.places = places_new(model, keep);
		done = do_all(&tester, err);
		places_free(tester.places);
		arena_free(keep);
		arena_free(tester.keep);
	}
	return done && model_script(model, STR("link/tested.sql"), NULL, err);
}
