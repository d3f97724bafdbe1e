/* Offsets are asked for repository by repository and file by file; the text is
 * read where the repository is at hand. What cannot be read has no line, as
 * before. */
#include "link/result_region.h"

#include "base/date.h"
#include "base/vec.h"
#include "importers/git/path_rules.h"
#include "link/offset_line.h"
#include "link/past_files.h"
#include "model/query.h"

struct region {
	int64_t result_id;
	enum offset_unit unit;
	int64_t start;
	int64_t length;
};

/* Of one repository, file by file. */
struct asked_regions {
	int64_t repository_id;
	struct past_files files;
	VEC(struct region) regions;
};

struct reader {
	const struct link_options *options;
	struct query *put;
	struct arena *keep;    /* of one repository */
	struct arena *scratch; /* of one file */
	struct asked_regions asked;
};

static const char regions_sql[] =
    "SELECT r.id, o.unit, o.start, o.length, h.id, coalesce(h.path, ''), "
    "coalesce(h.head_oid, ''), coalesce(nullif(r.revision, ''), s.revision), "
    "CASE WHEN coalesce(nullif(r.revision, ''), s.revision) = '' "
    "THEN e.time END, coalesce(p.found, r.path) FROM result_offset o "
    "CROSS JOIN result r ON r.id = o.result_id "
    "CROSS JOIN temp.scan_event e ON e.scan_id = r.scan_id "
    "CROSS JOIN scan s ON s.id = r.scan_id "
    "CROSS JOIN repository h ON h.id = e.repository_id "
    "LEFT JOIN temp.result_path p ON p.repository_id = h.id "
    "AND p.path = r.path WHERE r.path <> '' ORDER BY 5, 8, 9, 10, 1";

static const char put_sql[] =
    "INSERT OR IGNORE INTO result_region VALUES (?1, ?2, ?3)";

/* For past_question.read. */
static void hear_text(void *user, size_t file, struct str text)
{
	struct reader *reader = user;
	const struct asked_regions *asked = &reader->asked;
	struct offset_lines lines = offset_lines(text, reader->scratch);
	size_t end = past_files_end(&asked->files, file, asked->regions.count);
	for (size_t i = asked->files.firsts.items[file]; i < end; i++) {
		const struct region *region = &asked->regions.items[i];
		int64_t line;
		int64_t end_line;
		if (!offset_lines_find(&lines, region->unit, region->start,
			region->length, &line, &end_line))
			continue;
		query_bind_int(reader->put, 1, region->result_id);
		query_bind_int(reader->put, 2, line);
		query_bind_int(reader->put, 3, end_line);
		query_do(reader->put);
	}
	arena_reset(reader->scratch);
}

/* For past_question.tell: the text is all that is asked for. */
static void hear_nothing(void *user, size_t file, enum past_state state,
    const struct lineage *lineage, const struct line_array *lines)
{
	(void)user;
	(void)file;
	(void)state;
	(void)lineage;
	(void)lines;
}

static void end_repository(struct reader *reader)
{
	const struct past_files *files = &reader->asked.files;
	const struct past_question question = {
		.read = hear_text, .tell = hear_nothing, .user = reader
	};
	/* who cannot be asked tells nothing */
	if (files->list.count && files->folder.len)
		(void)!past_files_ask(
		    files, question, reader->options, reader->keep);
	reader->asked = (struct asked_regions){ 0 };
	arena_reset(reader->keep);
}

static void take_region(struct reader *reader, const struct query *query)
{
	const struct region region = { query_int(query, 0),
		offset_unit_of(query_text(query, 1)), query_int(query, 2),
		query_int(query, 3) };
	struct asked_regions *asked = &reader->asked;
	if (asked->repository_id != query_int(query, 4)) {
		end_repository(reader);
		asked->repository_id = query_int(query, 4);
		asked->files.folder =
		    arena_str(reader->keep, query_text(query, 5));
		asked->files.head =
		    arena_str(reader->keep, query_text(query, 6));
	}
	const struct past_file file = {
		.revision = query_text(query, 7),
		.time = query_int(query, 8),
		.path = path_bytes(reader->keep, query_text(query, 9)),
		.text_only = true,
	};
	past_files_take(
	    &asked->files, file, asked->regions.count, reader->keep);
	VEC_PUSH(&asked->regions, reader->keep, region);
}

static bool read_all(
    struct reader *reader, struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, regions_sql, err))
		return false;
	while (query_next(query))
		take_region(reader, query);
	end_repository(reader);
	return query_close(query, err);
}

bool link_result_regions(
    struct model *model, const struct link_options *options, struct error *err)
{
	struct reader reader = { .options = options };
	struct error ignored;
	if (!query_open(&reader.put, model, put_sql, err))
		return false;
	reader.keep = arena_new();
	reader.scratch = arena_new();
	bool done = read_all(&reader, model, err);
	arena_free(reader.scratch);
	arena_free(reader.keep);
	return query_close(reader.put, done ? err : &ignored) && done;
}
