/* Findings at the audited revision stand on lines that the importer followed
 * (link/finding_line.sql). For those at older ones the history of each
 * repository is followed once more, for all its findings together: they come
 * sorted by repository, revision and path. A repository that cannot be read
 * costs them their origin, not the report. Where the lines were born goes to
 * temp.stood; finding_line.c says what is known of each, finding_origin.sql
 * what of all of a finding. What a finding stood on before is asked for along
 * with that, under the number of its span below 0 (link/finding_span.sql). */
#include "link/finding_origin.h"

#include <string.h>

#include "base/date.h"
#include "base/vec.h"
#include "link/finding_line.h"
#include "link/finding_lost.h"
#include "link/past_files.h"
#include "link/path_kind.h"
#include "model/query.h"

/* A finding, and the lines that it stands on. */
struct asked_line {
	int64_t finding_id;
	int64_t line;
	int64_t count;
};

/* Findings of one repository. */
struct asked_findings {
	struct past_files files;
	VEC(struct asked_line) lines;
	struct region_vec {
		struct past_region *items;
		size_t count;
		size_t room;
	} regions;	    /* of fixed findings */
	VEC(int64_t) fixed; /* the finding of each */
	int64_t id;
};

struct asker {
	struct model *model;
	const struct link_options *options;
	struct query *insert;	   /* into stood_at */
	struct query *insert_part; /* into stood */
	struct query *insert_end;  /* into stood_end */
	struct query *later;	   /* what files were renamed to */
	struct path_kinds *kinds;
	struct arena *keep;    /* of one repository */
	struct arena *scratch; /* of one file */
	struct asked_findings asked;
};

/* FINDING_LINES_MAX, as text. What the first lines of a longer region are says
 * nothing of the others. */
#define LINES_MAX "1000"
_Static_assert(FINDING_LINES_MAX == 1000, "LINES_MAX is another number");

/* Of which nothing can be said, and why. */
static const char lost_sql[] =
    "SELECT id, path, reason FROM (SELECT f.id, f.path, "
    "CASE WHEN f.path = '' THEN 'no file' WHEN f.line = 0 THEN 'no line' "
    "WHEN coalesce(r.path, '') = '' THEN 'the repository is not at hand' "
    "WHEN coalesce(g.end_line - g.line, t.end_line - t.line) >= " LINES_MAX
    " THEN 'it stands on more than " LINES_MAX
    " lines' END AS reason FROM temp.standing f "
    "JOIN repository r ON r.id = f.repository_id "
    "LEFT JOIN result t ON t.id = f.result_id "
    "LEFT JOIN result_region g ON g.result_id = t.id) "
    "WHERE reason IS NOT NULL AND id NOT IN (SELECT finding_id FROM stood_at) "
    "ORDER BY id";

/* All others, file by file. */
static const char findings_sql[] =
    "SELECT f.id, f.line, f.path, coalesce(r.path, ''), "
    "f.revision, coalesce(r.head_oid, ''), "
    "CASE WHEN f.revision = '' THEN f.last_time END AS at, f.lines, "
    "r.id, f.fixed_time, e.revision "
    "FROM (SELECT f.id, f.line, f.path, f.repository_id, f.last_time, "
    "f.tool, CASE WHEN f.state = 'fixed' THEN f.fixed_time END AS fixed_time, "
    "coalesce(nullif(t.revision, ''), s.revision, '') AS revision, "
    "max(coalesce(g.end_line - g.line, t.end_line - t.line), 0) + 1 AS lines "
    "FROM temp.standing f LEFT JOIN result t ON t.id = f.result_id "
    "LEFT JOIN result_region g ON g.result_id = t.id "
    "LEFT JOIN scan s ON s.id = t.scan_id "
    "WHERE f.id NOT IN (SELECT finding_id FROM finding_origin)) f "
    "LEFT JOIN repository r ON r.id = f.repository_id "
    "LEFT JOIN temp.stood_scan e ON e.repository_id = f.repository_id "
    "AND e.tool = f.tool AND e.time = f.fixed_time "
    "WHERE f.id NOT IN (SELECT finding_id FROM stood_at) "
    "ORDER BY r.path, f.revision, at, f.path, f.line, f.id";

static const char *reason_of(enum past_state state)
{
	switch (state) {
	case PAST_NO_REVISION:
		return "the scanned revision is not in the repository";
	case PAST_NO_COMMIT:
		return "the scanned revision is not known";
	case PAST_NO_FILE:
		return "the file is not in the scanned revision";
	case PAST_NO_TEXT:
		return "the file is no text";
	case PAST_UNREAD:
		return "the history of the file cannot be read";
	case PAST_FOUND:
		break;
	}
	return NULL;
}

/* WAY is NULL where there are no lines to speak of, for REASON. */
static void store(struct asker *asker, int64_t finding_id, struct str path,
    const char *way, const char *reason)
{
	struct path_class class = path_kind_of(asker->kinds, path);
	query_bind_int(asker->insert, 1, finding_id);
	query_bind_text(asker->insert, 2, str_from(way));
	query_bind_text(asker->insert, 3, str_from(reason));
	query_bind_text(asker->insert, 4, class.kind);
	query_bind_text(asker->insert, 5, class.language);
	query_do(asker->insert);
}

/* --------------------------------------------------------------- answers -- */

/* Lines of a finding that were born together. */
static void store_part(struct asker *asker, int64_t finding_id,
    const struct lineage *lineage, const struct line_run *part)
{
	char hex[OID_HEX_SIZE] = "";
	struct query *insert = asker->insert_part;
	bool is_known = part->commit != REACH_NONE &&
			!reach_is_edge(lineage->reach, part->commit);
	if (is_known)
		oid_hex(&lineage->reach->items[part->commit].oid, hex);
	query_bind_int(insert, 1, finding_id);
	query_bind_int(insert, 2, (int64_t)part->start + 1);
	query_bind_int(insert, 3, part->count);
	query_bind_text(insert, 4, is_known ? str_from(hex) : STR_NONE);
	query_bind_text(insert, 5,
	    is_known ? path_text(asker->scratch,
			   lineage->events.paths.items[part->birth_path])
		     : STR_NONE);
	query_bind_int(
	    insert, 6, is_known ? (int64_t)part->birth_start + 1 : UNKNOWN);
	query_do(insert);
}

static void store_lines(struct asker *asker, const struct asked_line *asked,
    const struct past_file *file, struct str path,
    const struct lineage *lineage, const struct line_array *lines)
{
	if (asked->line > lines->count) {
		store(asker, asked->finding_id, path, NULL,
		    "the file has no such line");
		return;
	}
	uint32_t at = (uint32_t)(asked->line - 1);
	uint32_t end = asked->count < lines->count - at
			   ? at + (uint32_t)asked->count
			   : lines->count;
	while (at < end) {
		struct line_run part = lineage_run(lineage, lines, at);
		if (part.count > end - at)
			part.count = end - at;
		store_part(asker, asked->finding_id, lineage, &part);
		at += part.count;
	}
	store(asker, asked->finding_id, path,
	    file->revision.len	    ? "revision"
	    : file->time == UNKNOWN ? "head"
				    : "time",
	    NULL);
}

/* For past_question.tell; REASON, when there is one, goes for all lines. */
static void answer(struct asker *asker, size_t file, const char *reason,
    const struct lineage *lineage, const struct line_array *lines)
{
	const struct asked_findings *asked = &asker->asked;
	size_t end = past_files_end(&asked->files, file, asked->lines.count);
	struct str path =
	    path_text(asker->scratch, asked->files.list.items[file].path);
	for (size_t i = asked->files.firsts.items[file]; i < end; i++)
		if (reason)
			store(asker, asked->lines.items[i].finding_id, path,
			    NULL, reason);
		else
			store_lines(asker, &asked->lines.items[i],
			    &asked->files.list.items[file], path, lineage,
			    lines);
	arena_reset(asker->scratch);
}

static void tell(void *user, size_t file, enum past_state state,
    const struct lineage *lineage, const struct line_array *lines)
{
	answer(user, file, reason_of(state), lineage, lines);
}

/* For past_question.tell_end. */
static void tell_end(void *user, size_t region, enum past_end end,
    const struct oid *commit, uint32_t lines)
{
	static const char *const reasons[] = {
		[END_FOUND] = NULL,
		[END_NO_REVISION] = "the revision of the scan without it is "
				    "not in the repository",
		[END_NO_COMMIT] =
		    "the revision of the scan without it is not known",
		[END_NO_LINES] = "its lines are not known",
		[END_SEVERAL] = "several commits changed its lines since",
		[END_ALIVE] = "its lines are still there",
		[END_APART] = "no way leads from its last scan to the one "
			      "without it",
		[END_UNREAD] = "the history of its lines cannot be read",
	};
	struct asker *asker = user;
	struct query *insert = asker->insert_end;
	char hex[OID_HEX_SIZE];
	if (commit)
		oid_hex(commit, hex);
	query_bind_int(insert, 1, asker->asked.fixed.items[region]);
	query_bind_text(insert, 2, commit ? str_from(hex) : STR_NONE);
	query_bind_int(insert, 3, commit ? lines : UNKNOWN);
	query_bind_text(insert, 4, str_from(reasons[end]));
	query_do(insert);
}

static void read_later(struct asker *asker, struct past_question *question)
{
	VEC(struct str) paths = { 0 };
	if (!asker->asked.regions.count)
		return;
	query_bind_int(asker->later, 1, asker->asked.id);
	while (query_next(asker->later))
		VEC_PUSH(&paths, asker->keep,
		    arena_str(asker->keep,
			path_bytes(asker->keep, query_text(asker->later, 0))));
	query_rewind(asker->later);
	question->later_paths = paths.items;
	question->later_count = paths.count;
	question->regions = asker->asked.regions.items;
	question->region_count = asker->asked.regions.count;
}

static void end_repository(struct asker *asker)
{
	struct asked_findings *asked = &asker->asked;
	struct past_question question = {
		.tell = tell, .tell_end = tell_end, .user = asker
	};
	if (!asked->files.list.count)
		return;
	read_later(asker, &question);
	question.cache = scripts_cache(
	    asker->options->cache, asked->files.folder, asker->keep);
	if (!past_files_ask(
		&asked->files, question, asker->options, asker->keep))
		for (size_t i = 0; i < asked->files.list.count; i++)
			answer(asker, i, "the repository cannot be read", NULL,
			    NULL);
	*asked = (struct asked_findings){ 0 };
	arena_reset(asker->keep);
}

/* -------------------------------------------------------------- findings -- */

/* A scan without a revision: what the audited head was when it was made. */
static void take_region(struct asker *asker, const struct query *query,
    const struct asked_line *line)
{
	struct asked_findings *asked = &asker->asked;
	const struct past_region region = {
		.file = asked->files.list.count - 1,
		.start = line->line - 1 < UINT32_MAX
			     ? (uint32_t)(line->line - 1)
			     : UINT32_MAX,
		.count = (uint32_t)line->count,
		.revision = arena_str(asker->keep, query_text(query, 10)),
		.time = query_int(query, 9),
	};
	VEC_PUSH(&asked->regions, asker->keep, region);
	VEC_PUSH(&asked->fixed, asker->keep, line->finding_id);
}

static void take_finding(struct asker *asker, const struct query *query)
{
	struct asked_findings *asked = &asker->asked;
	int64_t count = query_int(query, 7);
	const struct asked_line line = { query_int(query, 0),
		query_int(query, 1),
		count < FINDING_LINES_MAX ? count : FINDING_LINES_MAX };
	if (!str_equal(asked->files.folder, query_text(query, 3)))
		end_repository(asker);
	if (!asked->files.list.count) {
		asked->files.folder =
		    arena_str(asker->keep, query_text(query, 3));
		asked->files.head =
		    arena_str(asker->keep, query_text(query, 5));
		asked->id = query_int(query, 8);
	}
	const struct past_file file = {
		.revision = query_text(query, 4),
		.time = query_int(query, 6),
		.path = path_bytes(asker->keep, query_text(query, 2)),
	};
	past_files_take(&asked->files, file, asked->lines.count, asker->keep);
	VEC_PUSH(&asked->lines, asker->keep, line);
	if (!query_is_null(query, 9))
		take_region(asker, query, &line);
}

static bool store_lost(struct asker *asker, struct error *err)
{
	struct query *query = NULL;
	struct finding_lost *lost = NULL;
	struct error ignored;
	bool done = query_open(&query, asker->model, lost_sql, err) &&
		    finding_lost_open(&lost, asker->model,
			asker->options->folders, asker->keep, err);
	while (done && query_next(query))
		finding_lost_put(lost, query_int(query, 0),
		    query_text(query, 1), query_text(query, 2));
	done = finding_lost_close(lost, done ? err : &ignored) && done;
	if (query && !query_close(query, done ? err : &ignored))
		done = false;
	arena_reset(asker->keep);
	return done;
}

static bool ask_all(struct asker *asker, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, asker->model, findings_sql, err))
		return false;
	while (query_next(query))
		take_finding(asker, query);
	end_repository(asker);
	return query_close(query, err);
}

static bool ask_findings(
    struct model *model, const struct link_options *options, struct error *err)
{
	struct arena *tables = arena_new();
	struct asker asker = { .model = model, .options = options };
	struct error ignored;
	bool done =
	    path_kinds_open(&asker.kinds, options->folders, tables, err) &&
	    query_open(&asker.insert, model,
		"INSERT INTO temp.stood_at VALUES (?1, ?2, ?3, ?4, ?5)", err) &&
	    query_open(&asker.insert_part, model,
		"INSERT INTO temp.stood VALUES (?1, ?2, ?3, ?4, ?5, "
		"?6)",
		err) &&
	    query_open(&asker.insert_end, model,
		"INSERT INTO temp.stood_end VALUES (?1, ?2, ?3, ?4)", err) &&
	    query_open(&asker.later, model,
		"SELECT p.path FROM temp.stood_later l JOIN file p "
		"ON p.id = l.file_id WHERE l.repository_id = ?1 "
		"ORDER BY p.path",
		err);
	asker.keep = arena_new();
	asker.scratch = arena_new();
	done = done && store_lost(&asker, err) && ask_all(&asker, err);
	path_kinds_free(asker.kinds);
	arena_free(asker.scratch);
	arena_free(asker.keep);
	struct query *open[] = { asker.later, asker.insert_end,
		asker.insert_part, asker.insert };
	for (struct query **at = open; at < open + 4; at++)
		if (*at && !query_close(*at, done ? err : &ignored))
			done = false;
	arena_free(tables);
	return done;
}

/* Findings, and what they were before where that stood on other lines. */
static const char standing_sql[] =
    "CREATE TEMP VIEW standing AS "
    "SELECT id, repository_id, tool, path, line, last_time, "
    "last_result_id AS result_id, state, fixed_time FROM main.finding "
    "UNION ALL SELECT -s.id, f.repository_id, f.tool, s.path, s.line, "
    "s.seen_time, s.result_id, 'open', NULL FROM main.finding_span s "
    "JOIN main.finding f ON f.id = s.finding_id "
    "WHERE NOT s.same_lines";

static bool make_tables(struct model *model, struct error *err)
{
	return query_run(model, "DROP VIEW IF EXISTS temp.standing", err) &&
	       query_run(model, standing_sql, err) &&
	       query_run(model, "DROP TABLE IF EXISTS temp.stood", err) &&
	       query_run(model, "DROP TABLE IF EXISTS temp.stood_end", err) &&
	       query_run(model,
		   "CREATE TEMP TABLE stood_end (finding_id INTEGER PRIMARY "
		   "KEY, oid TEXT, lines INTEGER, reason TEXT)",
		   err) &&
	       query_run(model, "DROP TABLE IF EXISTS temp.stood_at", err) &&
	       query_run(model,
		   "CREATE TEMP TABLE stood (finding_id INTEGER, line INTEGER, "
		   "lines INTEGER, oid TEXT, birth_path TEXT, "
		   "birth_line INTEGER, PRIMARY KEY (finding_id, line)) "
		   "WITHOUT ROWID",
		   err) &&
	       query_run(model,
		   "CREATE TEMP TABLE stood_at (finding_id INTEGER PRIMARY "
		   "KEY, way TEXT, reason TEXT, kind TEXT, language TEXT)",
		   err);
}

/* Whose lines those of repositories stand on. */
static bool follow_lines(
    struct model *model, const struct link_options *options, struct error *err)
{
	const struct model_parameter longest[] = {
		{ ":longest", FINDING_LINES_MAX },
		{ NULL, 0 },
	};
	return model_script(
		   model, STR("link/finding_line.sql"), longest, err) &&
	       model_script(model, STR("link/finding_end.sql"), NULL, err) &&
	       ask_findings(model, options, err) &&
	       link_finding_lines(model, err);
}

bool link_finding_origins(
    struct model *model, const struct link_options *options, struct error *err)
{
	int64_t placed;
	return query_number(&placed, model,
		   "SELECT EXISTS (SELECT 1 FROM temp.scan_event "
		   "WHERE repository_id <> 0)",
		   err) &&
	       make_tables(model, err) &&
	       (!placed || follow_lines(model, options, err)) &&
	       model_script(model, STR("link/finding_origin.sql"), NULL, err) &&
	       model_script(
		   model, STR("link/finding_package.sql"), NULL, err) &&
	       model_script(model, STR("link/finding_span.sql"), NULL, err);
}
