/* Findings at the audited revision stand on lines that the importer followed
 * (link/finding_line.sql). For those at an older one each file is blamed once
 * for all findings in it: they come sorted by repository, revision and path. A
 * repository that cannot be read costs them their origin, not the report. */
#include "link/finding_origin.h"

#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/vec.h"
#include "importers/git/blame.h"
#include "importers/git/path_rules.h"
#include "model/query.h"

/* Findings of one file at one revision. */
struct file_findings {
	struct str repository; /* path to read */
	struct str revision;   /* as recorded; "" when not */
	struct str head;
	int64_t time; /* of the last sighting, when it decides; or UNKNOWN */
	struct str path;
	VEC(int64_t) ids;
	VEC(struct blame_line) lines; /* side by side with ids */
};

struct blamer {
	struct model *model;
	const struct link_options *options;
	struct query *insert;
	struct path_rules *rules;
	struct arena *class_keep; /* of the next two */
	struct str class_path;	  /* the last path that was classed */
	struct path_class class;
	struct arena *keep; /* of one file */
	struct file_findings file;
	struct blame *blame;   /* open repository; NULL when it cannot be */
	char repository[4096]; /* its path */
	bool is_open;	       /* tried, whether or not it worked */
};

/* Those that can be blamed come first, file by file. */
static const char findings_sql[] =
    "SELECT f.id, f.line, f.path, coalesce(r.path, ''), "
    "coalesce(s.revision, ''), coalesce(r.head_oid, ''), "
    "CASE WHEN s.revision = '' THEN f.last_time END AS at, "
    "CASE WHEN f.repository_id IS NULL THEN 'the scan is not placed' "
    "WHEN f.path = '' THEN 'no file' WHEN f.line = 0 THEN 'no line' "
    "WHEN coalesce(r.path, '') = '' THEN 'the repository is not at hand' "
    "END AS reason "
    "FROM finding f JOIN result t ON t.id = f.last_result_id "
    "JOIN scan s ON s.id = t.scan_id "
    "LEFT JOIN repository r ON r.id = f.repository_id "
    "WHERE f.id NOT IN (SELECT finding_id FROM blamed) "
    "ORDER BY r.path, s.revision, at, f.path, f.line, f.id";

static const char *reason_of(enum blame_state state)
{
	switch (state) {
	case BLAME_NO_REVISION:
		return "the scanned revision is not in the repository";
	case BLAME_NO_FILE:
		return "the file is not in the scanned revision";
	case BLAME_NO_TEXT:
		return "the file is no text";
	case BLAME_NO_LINE:
		return "the file has no such line";
	case BLAME_FAILED:
		return "the history of the file cannot be read";
	case BLAME_FOUND:
		break;
	}
	return NULL;
}

/* Findings of one file come together. */
static struct path_class class_of(struct blamer *blamer, struct str path)
{
	if (!path.len)
		return (struct path_class){ STR_NONE, STR_NONE };
	if (!str_equal(path, blamer->class_path)) {
		arena_reset(blamer->class_keep);
		blamer->class_path = arena_str(blamer->class_keep, path);
		blamer->class = path_classify(blamer->rules, path);
	}
	return blamer->class;
}

/* LINE is NULL where there is none to speak of, for REASON. */
static void store(struct blamer *blamer, int64_t finding_id, struct str path,
    const struct blame_line *line, struct str reason)
{
	struct path_class class = class_of(blamer, path);
	query_rewind(blamer->insert);
	query_bind_int(blamer->insert, 1, finding_id);
	query_bind_text(
	    blamer->insert, 2, line ? str_from(line->commit) : STR_NONE);
	query_bind_text(blamer->insert, 3, reason);
	query_bind_text(blamer->insert, 4, class.kind);
	query_bind_text(blamer->insert, 5, class.language);
	query_bind_text(blamer->insert, 6,
	    line ? path_text(blamer->keep, line->origin_path) : STR_NONE);
	query_bind_int(blamer->insert, 7, line ? line->origin_line : UNKNOWN);
	while (query_next(blamer->insert))
		;
}

static void open_repository(struct blamer *blamer, struct str path)
{
	struct arena *scratch = arena_new();
	struct str folder = blamer->options->folder;
	struct error ignored;
	bool is_same = blamer->is_open && str_equal_z(path, blamer->repository);
	if (is_same || path.len >= sizeof blamer->repository) {
		arena_free(scratch);
		return;
	}
	blame_close(blamer->blame);
	blamer->blame = NULL;
	blamer->is_open = true;
	memcpy(blamer->repository, path.ptr, path.len);
	blamer->repository[path.len] = '\0';
	if (folder.len)
		path = path_join(scratch, folder, path);
	if (!blame_open(&blamer->blame, path, &ignored))
		blamer->blame = NULL;
	arena_free(scratch);
}

/* The revision to blame at; false when nobody knows one. */
static bool choose_revision(
    struct blamer *blamer, struct str *revision, char hex[BLAME_OID_SIZE])
{
	const struct file_findings *file = &blamer->file;
	*revision = file->revision.len ? file->revision : file->head;
	if (file->revision.len || file->time == UNKNOWN)
		return revision->len > 0;
	if (!blame_revision_at(blamer->blame, file->head, file->time, hex))
		return false;
	*revision = str_from(hex);
	return true;
}

static void answer_all(struct blamer *blamer, const char *reason)
{
	const struct file_findings *file = &blamer->file;
	for (size_t i = 0; i < file->ids.count; i++) {
		const struct blame_line *line = &file->lines.items[i];
		bool is_found = !reason && line->state == BLAME_FOUND;
		store(blamer, file->ids.items[i], file->path,
		    is_found ? line : NULL,
		    str_from(reason ? reason : reason_of(line->state)));
	}
}

static void end_file(struct blamer *blamer)
{
	struct file_findings *file = &blamer->file;
	char hex[BLAME_OID_SIZE];
	struct str revision;
	if (!file->ids.count)
		return;
	open_repository(blamer, file->repository);
	if (!blamer->blame) {
		answer_all(blamer, "the repository cannot be read");
	} else if (!choose_revision(blamer, &revision, hex)) {
		answer_all(blamer, "the scanned revision is not known");
	} else {
		blame_lines(blamer->blame, revision,
		    path_bytes(blamer->keep, file->path), file->lines.items,
		    file->lines.count, blamer->keep);
		answer_all(blamer, NULL);
	}
	*file = (struct file_findings){ 0 };
	arena_reset(blamer->keep);
}

static bool is_same_file(
    const struct file_findings *file, const struct query *query)
{
	return file->ids.count && str_equal(file->path, query_text(query, 2)) &&
	       str_equal(file->repository, query_text(query, 3)) &&
	       str_equal(file->revision, query_text(query, 4)) &&
	       file->time == query_int(query, 6);
}

static void take_finding(struct blamer *blamer, const struct query *query)
{
	struct file_findings *file = &blamer->file;
	struct arena *keep = blamer->keep;
	struct blame_line line = { .line = query_int(query, 1) };
	if (!query_is_null(query, 7)) {
		store(blamer, query_int(query, 0), query_text(query, 2), NULL,
		    query_text(query, 7));
		return;
	}
	if (!is_same_file(file, query)) {
		end_file(blamer);
		file->path = arena_str(keep, query_text(query, 2));
		file->repository = arena_str(keep, query_text(query, 3));
		file->revision = arena_str(keep, query_text(query, 4));
		file->head = arena_str(keep, query_text(query, 5));
		file->time = query_int(query, 6);
	}
	VEC_PUSH(&file->ids, keep, query_int(query, 0));
	VEC_PUSH(&file->lines, keep, line);
}

static bool blame_all(struct blamer *blamer, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, blamer->model, findings_sql, err))
		return false;
	while (query_next(query))
		take_finding(blamer, query);
	end_file(blamer);
	blame_close(blamer->blame);
	return query_close(query, err);
}

static bool blame_findings(
    struct model *model, const struct link_options *options, struct error *err)
{
	struct arena *tables = arena_new();
	struct blamer blamer = { .model = model, .options = options };
	struct error ignored;
	bool done = false;
	if (path_rules_read(&blamer.rules, options->folders, tables, err) &&
	    query_open(&blamer.insert, model,
		"INSERT INTO temp.blamed VALUES (?1, ?2, ?3, ?4, ?5, "
		"?6, ?7)",
		err)) {
		blamer.keep = arena_new();
		blamer.class_keep = arena_new();
		done = blame_all(&blamer, err);
		arena_free(blamer.class_keep);
		arena_free(blamer.keep);
		done =
		    query_close(blamer.insert, done ? err : &ignored) && done;
	}
	arena_free(tables);
	return done;
}

bool link_finding_origins(
    struct model *model, const struct link_options *options, struct error *err)
{
	return query_run(model, "DROP TABLE IF EXISTS temp.blamed", err) &&
	       query_run(model,
		   "CREATE TEMP TABLE blamed (finding_id INTEGER PRIMARY KEY, "
		   "oid TEXT, reason TEXT, kind TEXT, language TEXT, "
		   "birth_path TEXT, birth_line INTEGER)",
		   err) &&
	       model_script(model, STR("link/finding_line.sql"), NULL, err) &&
	       blame_findings(model, options, err) &&
	       model_script(model, STR("link/finding_origin.sql"), NULL, err);
}
