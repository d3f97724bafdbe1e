/* Results at the audited revision stand on lines that the importer followed;
 * for the others the history is followed once more, one replay for all
 * revisions of a repository, of their files alone. The text is read where the
 * repository is at hand. What cannot be read stays unknown. */
#include "link/result_line.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/hash.h"
#include "base/vec.h"
#include "importers/git/path_rules.h"
#include "link/line_hash.h"
#include "link/past_files.h"
#include "model/query.h"

struct asked_result {
	int64_t result_id;
	int64_t line;
	int64_t end_line;
	bool is_born; /* known already */
};

/* Results of one repository, file by file. */
struct asked_results {
	int64_t repository_id;
	struct past_files files;
	VEC(struct asked_result) lines;
};

struct asker {
	const struct link_options *options;
	struct query *put_birth;
	struct query *put_text;
	struct arena *keep;    /* of one repository */
	struct arena *scratch; /* of one file */
	struct asked_results asked;
};

/* With the line of the audited revision where the scan was of that: when it
 * says so, or says none and was made later, or has no time. */
static const char results_sql[] =
    "SELECT x.result_id, x.line, x.end_line, x.path, h.id, "
    "coalesce(h.path, ''), coalesce(h.head_oid, ''), x.revision, x.at, c.oid, "
    "b.path, l.birth_line + x.line - l.start FROM temp.result_line x "
    "JOIN repository h ON h.id = x.repository_id "
    "LEFT JOIN file p ON p.path = x.path AND h.head_oid IS NOT NULL "
    "AND CASE WHEN x.revision <> '' THEN length(x.revision) >= 7 "
    "AND substr(h.head_oid, 1, length(x.revision)) = lower(x.revision) "
    "ELSE x.at IS NULL OR x.at >= (SELECT k.commit_time FROM \"commit\" k "
    "WHERE k.oid = h.head_oid) END "
    "LEFT JOIN revision_line l ON l.repository_id = h.id "
    "AND l.file_id = p.id AND x.line < l.start + l.count AND l.start = ("
    "SELECT max(m.start) FROM revision_line m WHERE m.repository_id = h.id "
    "AND m.file_id = p.id AND m.start <= x.line) "
    "LEFT JOIN \"commit\" c ON c.id = l.commit_id "
    "LEFT JOIN file b ON b.id = l.birth_file_id "
    "ORDER BY h.id, x.revision, x.at, x.path, x.line, x.result_id";

static const char birth_sql[] =
    "UPDATE temp.result_line SET born = ?2, birth_path = ?3 "
    "WHERE result_id = ?1";
static const char text_sql[] =
    "UPDATE temp.result_line SET text = ?2, context = ?3, "
    "words = ?4, sketch = ?5, around = ?6 "
    "WHERE result_id = ?1";

/* One number for a line, from 1, of PATH in COMMIT. */
static int64_t birth_number(struct str commit, struct str path, int64_t line)
{
	struct buf text = { 0 };
	buf_add(&text, commit);
	buf_printf(&text, " %lld ", (long long)line);
	buf_add(&text, path);
	uint64_t number = hash_quick(buf_str(&text));
	buf_free(&text);
	return (int64_t)number;
}

static void put_birth(struct asker *asker, int64_t result_id, struct str commit,
    struct str path, int64_t line)
{
	query_bind_int(asker->put_birth, 1, result_id);
	query_bind_int(asker->put_birth, 2, birth_number(commit, path, line));
	query_bind_text(asker->put_birth, 3, path);
	query_do(asker->put_birth);
}

/* --------------------------------------------------------------- answers -- */

/* For past_question.read. */
static void hear_text(void *user, size_t file, struct str text)
{
	struct asker *asker = user;
	const struct asked_results *asked = &asker->asked;
	struct line_hashes hashes = line_hashes(text, asker->scratch);
	struct line_starts starts = line_starts(text, asker->scratch);
	size_t end = past_files_end(&asked->files, file, asked->lines.count);
	for (size_t i = asked->files.firsts.items[file]; i < end; i++) {
		const struct asked_result *at = &asked->lines.items[i];
		uint64_t context =
		    line_context(&starts, at->line, at->end_line);
		if (!context || (uint64_t)at->line > hashes.count)
			continue;
		struct str hash =
		    line_hash_text(asker->scratch, hashes.items[at->line - 1]);
		struct line_sketch sketch =
		    line_sketch(&starts, at->line, at->end_line);
		query_bind_int(asker->put_text, 1, at->result_id);
		query_bind_int(asker->put_text, 2, (int64_t)hash_quick(hash));
		query_bind_int(asker->put_text, 3, (int64_t)context);
		query_bind_int(
		    asker->put_text, 4, (int64_t)line_words(&starts, at->line));
		query_bind_int(asker->put_text, 5, (int64_t)sketch.words);
		query_bind_int(asker->put_text, 6, (int64_t)sketch.around);
		query_do(asker->put_text);
	}
	arena_reset(asker->scratch);
}

/* For past_question.tell. */
static void hear_lines(void *user, size_t file, enum past_state state,
    const struct lineage *lineage, const struct line_array *lines)
{
	struct asker *asker = user;
	const struct asked_results *asked = &asker->asked;
	size_t end = past_files_end(&asked->files, file, asked->lines.count);
	if (state != PAST_FOUND || !lines)
		return;
	for (size_t i = asked->files.firsts.items[file]; i < end; i++) {
		const struct asked_result *at = &asked->lines.items[i];
		char hex[OID_HEX_SIZE];
		if (at->is_born || at->line > lines->count)
			continue;
		struct line_run run =
		    lineage_run(lineage, lines, (uint32_t)(at->line - 1));
		if (run.commit == REACH_NONE ||
		    reach_is_edge(lineage->reach, run.commit))
			continue;
		oid_hex(&lineage->reach->items[run.commit].oid, hex);
		put_birth(asker, at->result_id, str_from(hex),
		    path_text(asker->scratch,
			lineage->events.paths.items[run.birth_path]),
		    (int64_t)run.birth_start + 1);
	}
	arena_reset(asker->scratch);
}

static void end_repository(struct asker *asker)
{
	struct asked_results *asked = &asker->asked;
	struct past_question question = {
		.read = hear_text, .tell = hear_lines, .user = asker
	};
	if (asked->files.list.count && asked->files.folder.len) {
		question.cache = scripts_cache(
		    asker->options->cache, asked->files.folder, asker->keep);
		/* who cannot be asked tells nothing */
		(void)!past_files_ask(
		    &asked->files, question, asker->options, asker->keep);
	}
	*asked = (struct asked_results){ 0 };
	arena_reset(asker->keep);
}

/* --------------------------------------------------------------- results -- */

static void take_result(struct asker *asker, const struct query *query)
{
	struct asked_results *asked = &asker->asked;
	const struct asked_result line = {
		.result_id = query_int(query, 0),
		.line = query_int(query, 1),
		.end_line = query_int(query, 2),
		.is_born = !query_is_null(query, 9),
	};
	if (asked->repository_id != query_int(query, 4)) {
		end_repository(asker);
		asked->repository_id = query_int(query, 4);
		asked->files.folder =
		    arena_str(asker->keep, query_text(query, 5));
		asked->files.head =
		    arena_str(asker->keep, query_text(query, 6));
	}
	if (line.is_born)
		put_birth(asker, line.result_id, query_text(query, 9),
		    query_text(query, 10), query_int(query, 11));
	const struct past_file place = {
		.revision = query_text(query, 7),
		.time = query_int(query, 8),
		.path = path_bytes(asker->keep, query_text(query, 3)),
		.text_only = true,
	};
	struct past_file *file = past_files_take(
	    &asked->files, place, asked->lines.count, asker->keep);
	file->text_only = file->text_only && line.is_born;
	VEC_PUSH(&asked->lines, asker->keep, line);
}

static bool ask_all(struct asker *asker, struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, results_sql, err))
		return false;
	while (query_next(query))
		take_result(asker, query);
	end_repository(asker);
	return query_close(query, err);
}

bool link_result_lines(
    struct model *model, const struct link_options *options, struct error *err)
{
	struct asker asker = { .options = options };
	if (!model_script(model, STR("link/result_line.sql"), NULL, err))
		return false;
	asker.keep = arena_new();
	asker.scratch = arena_new();
	bool done = query_open(&asker.put_birth, model, birth_sql, err) &&
		    query_open(&asker.put_text, model, text_sql, err) &&
		    ask_all(&asker, model, err);
	struct query *const queries[] = { asker.put_birth, asker.put_text };
	done = queries_close(queries, 2, done, err);
	arena_free(asker.scratch);
	arena_free(asker.keep);
	return done;
}
