/* The rows of revision_line as importers/git/store_lines.c makes them, of the
 * files that are asked for, and back from line_run. Runs are cut there, never
 * joined, so that what the lineage tells of a run holds for each part of it. */
#include "link/revision.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "importers/git/path_rules.h"
#include "model/query.h"

struct filler {
	struct model *model;
	const struct lineage *lineage;
	struct arena *scratch;
	int64_t repository_id;
	int64_t *commits;  /* row ids by index of the reach; 0: nobody knows */
	int64_t *births;   /* of file, by number of path; 0: not yet known */
	struct map files;  /* text of a path -> its row of file */
	struct map listed; /* those of them that have lines here */
	struct query *add_file;
	struct query *add_run;
};

/* --------------------------------------------------------------- filling -- */

/* The edge of a cut history did not write what stands there. */
static bool read_commits(struct filler *filler, struct error *err)
{
	const struct reach *reach = filler->lineage->reach;
	struct query *query = NULL;
	struct oid oid;
	filler->commits =
	    arena_array(filler->scratch, reach->count, sizeof *filler->commits);
	if (!query_open(
		&query, filler->model, "SELECT id, oid FROM \"commit\"", err))
		return false;
	while (query_next(query)) {
		uint32_t at = oid_parse(&oid, query_text(query, 1))
				  ? reach_find(reach, &oid)
				  : REACH_NONE;
		if (at != REACH_NONE && !reach_is_edge(reach, at))
			filler->commits[at] = query_int(query, 0);
	}
	return query_close(query, err);
}

static bool read_files(struct filler *filler, struct error *err)
{
	struct query *query = NULL;
	filler->files.arena = filler->scratch;
	filler->listed.arena = filler->scratch;
	filler->births = arena_array(filler->scratch,
	    filler->lineage->events.paths.count, sizeof *filler->births);
	if (!query_open(
		&query, filler->model, "SELECT id, path FROM file", err))
		return false;
	while (query_next(query))
		map_put(&filler->files, query_text(query, 1), NULL)->number =
		    query_int(query, 0);
	return query_close(query, err);
}

/* The row of the file with this text; 0 when it cannot be made. */
static int64_t file_row(struct filler *filler, struct str text)
{
	bool added;
	union map_value *value = map_put(&filler->files, text, &added);
	if (added) {
		query_bind_text(filler->add_file, 1, text);
		if (query_next(filler->add_file))
			value->number = query_int(filler->add_file, 0);
		query_rewind(filler->add_file);
	}
	return value->number;
}

/* Bytes that are no text may make two paths one; their lines stay apart. */
static int64_t listed_row(struct filler *filler, struct str path, size_t number)
{
	bool added;
	struct str text = path_text(filler->scratch, path);
	map_put(&filler->listed, text, &added);
	if (!added)
		text = arena_printf(
		    filler->scratch, STR_FMT "\n%zu", STR_ARG(text), number);
	return file_row(filler, text);
}

static int64_t birth_row(struct filler *filler, uint32_t path)
{
	int64_t *row = &filler->births[path];
	if (!*row)
		*row = file_row(
		    filler, path_text(filler->scratch,
				filler->lineage->events.paths.items[path]));
	return *row;
}

static void add_run(
    struct filler *filler, int64_t file_id, const struct line_run *run)
{
	struct query *add = filler->add_run;
	int64_t commit =
	    run->commit == REACH_NONE ? 0 : filler->commits[run->commit];
	query_bind_int(add, 1, filler->repository_id);
	query_bind_int(add, 2, file_id);
	query_bind_int(add, 3, (int64_t)run->start + 1);
	query_bind_int(add, 4, run->count);
	query_bind_int(add, 5, commit ? commit : UNKNOWN);
	query_bind_int(
	    add, 6, commit ? birth_row(filler, run->birth_path) : UNKNOWN);
	query_bind_int(
	    add, 7, commit ? (int64_t)run->birth_start + 1 : UNKNOWN);
	query_do(add);
}

/* ROWS: of file, for each file. */
static bool fill(struct filler *filler, const struct revision *revision,
    int64_t *rows, struct error *err)
{
	struct error ignored;
	bool done =
	    query_open(&filler->add_file, filler->model,
		"INSERT INTO file (path) VALUES (?1) RETURNING id", err) &&
	    query_open(&filler->add_run, filler->model,
		"INSERT INTO revision_line (repository_id, file_id, "
		"start, count, commit_id, birth_file_id, birth_line) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		err);
	for (size_t i = 0; i < revision->count && done; i++) {
		const struct revision_file *file = &revision->files[i];
		rows[i] = listed_row(filler, file->path, i);
		for (uint32_t at = 0; at < file->lines->count;) {
			struct line_run run =
			    lineage_run(filler->lineage, file->lines, at);
			add_run(filler, rows[i], &run);
			at += run.count;
		}
	}
	if (filler->add_file &&
	    !query_close(filler->add_file, done ? err : &ignored))
		done = false;
	if (filler->add_run &&
	    !query_close(filler->add_run, done ? err : &ignored))
		done = false;
	return done;
}

/* --------------------------------------------------------------- reading -- */

struct reader {
	const struct lineage *lineage;
	struct query *rows;
	struct map numbers; /* what is said -> its number in ALL */
	VEC(struct line_said) all;
	struct arena *keep;
	struct arena *scratch; /* of a file */
};

static struct str known_text(struct arena *keep, struct str text)
{
	return text.len ? arena_str(keep, text) : STR_NONE;
}

static size_t number_of(struct reader *reader)
{
	const struct query *row = reader->rows;
	bool added;
	union map_value *value =
	    map_put(&reader->numbers, query_text(row, 2), &added);
	if (added) {
		value->number = (int64_t)reader->all.count;
		VEC_PUSH(&reader->all, reader->keep,
		    ((struct line_said){
			.origin = arena_str(reader->keep, query_text(row, 3)),
			.tool = known_text(reader->keep, query_text(row, 4)),
			.model = known_text(reader->keep, query_text(row, 5)),
			.basis = known_text(reader->keep, query_text(row, 6)),
		    }));
	}
	return (size_t)value->number;
}

static void read_file(struct reader *reader, struct revision_file *file)
{
	VEC(struct line_part) parts = { 0 };
	struct line_run run = { 0 };
	while (query_next(reader->rows)) {
		uint32_t start = (uint32_t)query_int(reader->rows, 0) - 1;
		uint32_t count = (uint32_t)query_int(reader->rows, 1);
		if (start >= run.start + run.count)
			run = lineage_run(reader->lineage, file->lines, start);
		struct line_part part = { run, number_of(reader) };
		part.run.start = start;
		part.run.count = count;
		part.run.birth_start += start - run.start;
		VEC_PUSH(&parts, reader->scratch, part);
	}
	query_rewind(reader->rows);
	file->parts =
	    arena_array(reader->keep, parts.count, sizeof *file->parts);
	for (size_t i = 0; i < parts.count; i++)
		file->parts[i] = parts.items[i];
	file->part_count = parts.count;
	arena_reset(reader->scratch);
}

/* The repository is a number, as a query in its place is not carried into the
 * two parts of line_run. */
static bool read_back(struct revision *revision, const struct filler *filler,
    const int64_t *rows, struct arena *keep, struct error *err)
{
	struct reader reader = {
		.lineage = filler->lineage,
		.numbers.arena = keep,
		.keep = keep,
		.scratch = arena_new(),
	};
	bool done = query_open(&reader.rows, filler->model,
	    "SELECT l.start, l.count, l.origin || ',' || "
	    "coalesce(l.basis, '') || ',' || coalesce(l.tool_id, 0) || "
	    "',' || coalesce(l.model_id, 0), l.origin, t.name, m.name, "
	    "l.basis FROM line_run l LEFT JOIN tool t ON t.id = l.tool_id "
	    "LEFT JOIN model m ON m.id = l.model_id "
	    "WHERE l.repository_id = ?2 "
	    "AND l.file_id = ?1 ORDER BY l.start",
	    err);
	for (size_t i = 0; i < revision->count && done; i++) {
		query_bind_int(reader.rows, 1, rows[i]);
		query_bind_int(reader.rows, 2, filler->repository_id);
		read_file(&reader, &revision->files[i]);
	}
	revision->said = reader.all.items;
	revision->said_count = reader.all.count;
	arena_free(reader.scratch);
	return done && query_close(reader.rows, err);
}

bool link_revision(struct revision *revision, struct model *model,
    const struct link_options *options, const struct lineage *lineage,
    struct arena *keep, struct error *err)
{
	struct filler filler = {
		.model = model, .lineage = lineage, .scratch = arena_new()
	};
	int64_t *rows =
	    arena_array(filler.scratch, revision->count, sizeof *rows);
	bool done = model_begin(model, err);
	if (done &&
	    !(query_number(&filler.repository_id, model,
		  "SELECT id FROM repository", err) &&
		read_commits(&filler, err) && read_files(&filler, err) &&
		fill(&filler, revision, rows, err))) {
		model_rollback(model);
		done = false;
	}
	done = done && model_commit(model, err) &&
	       link_lines(model, options, err) &&
	       read_back(revision, &filler, rows, keep, err);
	arena_free(filler.scratch);
	return done;
}
