/* Opening and closing the store, its scripts and transactions.
 *
 * The file is an ordinary SQLite database: application_id tells that it is
 * ours, user_version which schema it has. Tables of facts are made once,
 * derived ones and views by derived.c. */
#include "model/model.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "model/derived.h"
#include "model/query.h"
#include "model/store.h"

#define NARROW "PRAGMA cache_size = -8192"

enum { APPLICATION_ID = 0x61737379, SCHEMA_VERSION = 29 };

void model_set_up(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	(void)sqlite3_config(SQLITE_CONFIG_URI, 0); /* "file:x" is a path */
}

/* The error that another program is writing; false. */
static bool fail_busy(struct error *err)
{
	error_set(err, ERROR_SYSTEM,
	    "another program is writing to the model at this moment");
	return error_fix(err,
	    "let one import at a time write to a model, or give each its own "
	    "with --db");
}

bool store_failed(
    const struct model *model, struct error *err, const char *what)
{
	int code = model->db ? sqlite3_errcode(model->db) & 0xff : SQLITE_NOMEM;
	if (code == SQLITE_NOMEM)
		memory_lost();
	const char *name = sqlite3_db_filename(model->db, "main");
	if (code == SQLITE_BUSY)
		return fail_busy(err);
	if (code == SQLITE_FULL) {
		error_set(err, ERROR_SYSTEM, "no room is left for %s", name);
		return error_fix(
		    err, "make room on that disk, or name a place with --db");
	}
	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) {
		error_set(err, ERROR_SYSTEM, "the model %s is damaged (%s)",
		    name, sqlite3_errmsg(model->db));
		return error_fix(
		    err, "remove it: it is rebuilt from its sources");
	}
	return error_set(
	    err, ERROR_SYSTEM, "%s: %s", what, sqlite3_errmsg(model->db));
}

static bool execute(
    const struct model *model, const char *sql, struct error *err)
{
	store_wait(model);
	if (sqlite3_exec(model->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return store_failed(model, err, "the model cannot be changed");
	return true;
}

/* A file for this user alone, before SQLite makes one for everybody. */
static bool make_private(int *file, const char *path, struct error *err)
{
	*file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (*file >= 0)
		return true;
	error_errno(err, "cannot open %s", path);
	return error_fix(err,
	    "the model is written to: name a place with --db where that is "
	    "allowed");
}

static bool fill_schema(struct model *model, struct error *err)
{
	char pragmas[96];
	snprintf(pragmas, sizeof pragmas,
	    "PRAGMA application_id = %d; PRAGMA user_version = %d",
	    APPLICATION_ID, SCHEMA_VERSION);
	return model_script(model, STR("model/schema.sql"), NULL, err) &&
	       derived_empty(model, err) && execute(model, pragmas, err);
}

static bool make_schema(struct model *model, struct error *err)
{
	struct error ignored;
	if (!execute(model, "BEGIN IMMEDIATE", err))
		return false;
	if (fill_schema(model, err) && execute(model, "COMMIT", err))
		return true;
	(void)!execute(model, "ROLLBACK", &ignored);
	return false;
}

/* Of two programs that open one new file one makes it, and the other writes
 * nothing: whoever has begun to read within a transaction would find it busy.
 */
static bool have_schema(struct model *model, struct error *err)
{
	const struct timespec moment = { .tv_nsec = 10000000 };
	for (;;) {
		int64_t tables;
		bool held = hold_try(model);
		bool done = query_number(&tables, model,
				"SELECT count(*) FROM sqlite_schema", err) &&
			    (tables > 0 || !held || make_schema(model, err));
		if (held)
			hold_end(model);
		if (!done || held || tables > 0)
			return done;
		nanosleep(&moment, NULL);
	}
}

static bool check_schema(
    struct model *model, struct str path, struct error *err)
{
	int64_t application;
	int64_t version;
	int64_t tables;
	struct place place = { .file = path };
	if (!query_number(&application, model, "PRAGMA application_id", err) ||
	    !query_number(&version, model, "PRAGMA user_version", err) ||
	    !query_number(
		&tables, model, "SELECT count(*) FROM sqlite_schema", err)) {
		if ((sqlite3_errcode(model->db) & 0xff) != SQLITE_NOTADB)
			return false;
		error_at(err, place,
		    "expected a model of assay, found another kind of file");
		return error_fix(
		    err, "name another file with --db, or remove this one");
	}
	if (tables == 0)
		return have_schema(model, err);
	if (application != APPLICATION_ID) {
		error_at(err, place,
		    "expected a model of assay, found another database");
		return error_fix(
		    err, "name another file with --db, or remove this one");
	}
	if (version == SCHEMA_VERSION)
		return true;
	bool is_newer = version > SCHEMA_VERSION;
	error_at(err, place,
	    "expected a model of schema %d, found schema %lld, of %s version "
	    "of assay",
	    SCHEMA_VERSION, (long long)version,
	    is_newer ? "a newer" : "an older");
	return error_fix(err, "%s",
	    is_newer ? "use the version of assay that wrote it; or name "
		       "another file with --db: it is made from the sources"
		     : "assay import, with its sources or its configuration, "
		       "sets it aside and makes it anew");
}

/* The numbers stand in the first 100 bytes (SQLite, "Database File Format",
 * section 1.3), big end first. */
bool model_is_older(struct str path, int64_t *version)
{
	enum { HEAD_SIZE = 100, VERSION_AT = 60, APPLICATION_AT = 68 };
	struct arena *scratch = arena_new();
	struct error ignored;
	struct str head;
	bool is_ours =
	    file_is_regular(path) &&
	    file_read_head(&head, path, HEAD_SIZE, scratch, &ignored) &&
	    head.len == HEAD_SIZE && str_starts(head, STR("SQLite format 3"));
	int64_t numbers[2] = { 0, 0 };
	for (size_t i = 0; is_ours && i < 4; i++) {
		numbers[0] =
		    numbers[0] << 8 | (unsigned char)head.ptr[VERSION_AT + i];
		numbers[1] = numbers[1] << 8 |
			     (unsigned char)head.ptr[APPLICATION_AT + i];
	}
	arena_free(scratch);
	*version = numbers[0];
	return is_ours && numbers[1] == APPLICATION_ID &&
	       *version < SCHEMA_VERSION;
}

bool model_open(struct model **out, struct str path, struct error *err)
{
	struct arena *scratch = arena_new();
	const char *z = path.len ? arena_z(scratch, path) : ":memory:";
	struct model *model = must_have(sqlite3_malloc(sizeof *model));
	bool done = false;
	*out = NULL;
	*model = (struct model){ .file = -1 };
	if (path.len && !make_private(&model->file, z, err))
		goto out;
	if (sqlite3_open_v2(z, &model->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		    SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK) {
		store_failed(model, err, "cannot open the model");
		goto out;
	}
	sqlite3_extended_result_codes(model->db, 1);
	sqlite3_busy_timeout(model->db, 10000);
	sqlite3_db_config(model->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	model_cascade(model, false);
	if (!check_schema(model, path, err) ||
	    !execute(model,
		"PRAGMA synchronous = NORMAL; PRAGMA temp_store = FILE", err) ||
	    !execute(model, NARROW, err))
		goto out;
	*out = model;
	done = true;
out:
	if (!done)
		model_close(model);
	arena_free(scratch);
	return done;
}

void model_close(struct model *model)
{
	if (!model)
		return;
	writer_end(model->writer);
	for (size_t i = 0; i < FACT_KINDS; i++) {
		sqlite3_finalize(model->insert[i]);
		sqlite3_finalize(model->insert_many[i]);
		sqlite3_finalize(model->find[i]);
		sqlite3_finalize(model->overlap[i]);
		sqlite3_finalize(model->same[i]);
		sqlite3_finalize(model->replace[i]);
	}
	sqlite3_close(model->db);
	if (model->file >= 0) /* closed first, it would take SQLite's locks */
		close(model->file);
	sqlite3_free(model);
}

/* Runs the statements of a script one by one, binding what each one names. */
static bool run_statements(struct model *model, struct str name,
    const char *sql, const struct model_parameter *parameters,
    struct error *err)
{
	store_wait(model);
	while (*sql) {
		sqlite3_stmt *statement = NULL;
		if (sqlite3_prepare_v2(model->db, sql, -1, &statement, &sql) !=
		    SQLITE_OK)
			goto failed;
		if (!statement)
			continue; /* a comment at the end */
		for (size_t i = 0; parameters && parameters[i].name; i++) {
			int at = sqlite3_bind_parameter_index(
			    statement, parameters[i].name);
			if (at)
				sqlite3_bind_int64(
				    statement, at, parameters[i].value);
		}
		int status;
		do
			status = sqlite3_step(statement);
		while (status == SQLITE_ROW);
		sqlite3_finalize(statement);
		if (status != SQLITE_DONE)
			goto failed;
	}
	return true;
failed:
	store_failed(model, err, "the model cannot be changed");
	return error_while(err, "running " STR_FMT, STR_ARG(name));
}

bool model_script(struct model *model, struct str name,
    const struct model_parameter *parameters, struct error *err)
{
	struct arena *scratch = arena_new();
	struct str sql;
	bool done = asset_read(&sql, NULL, name, scratch, err) &&
		    model_begin(model, err);
	if (done && !run_statements(
			model, name, arena_z(scratch, sql), parameters, err)) {
		model_rollback(model);
		done = false;
	} else if (done) {
		done = model_commit(model, err);
	}
	arena_free(scratch);
	return done;
}

bool model_begin(struct model *model, struct error *err)
{
	char sql[32];
	snprintf(sql, sizeof sql, "SAVEPOINT level%d", model->depth);
	if (!execute(model, sql, err))
		return false;
	model->depth++;
	return true;
}

bool model_commit(struct model *model, struct error *err)
{
	char sql[32];
	snprintf(sql, sizeof sql, "RELEASE level%d", model->depth - 1);
	if (!execute(model, sql, err)) {
		model_rollback(model);
		return false;
	}
	model->depth--;
	model->generation++;
	return true;
}

void model_rollback(struct model *model)
{
	char sql[80];
	int level = --model->depth;
	store_wait(model);
	snprintf(sql, sizeof sql, "ROLLBACK TO level%d; RELEASE level%d", level,
	    level);
	sqlite3_exec(model->db, sql, NULL, NULL, NULL);
}

void model_cascade(struct model *model, bool on)
{
	store_wait(model);
	sqlite3_db_config(
	    model->db, SQLITE_DBCONFIG_ENABLE_FKEY, (int)on, NULL);
}

bool model_wide_begin(struct model *model, struct error *err)
{
	return execute(model, "PRAGMA cache_size = -40960", err) &&
	       model_begin(model, err);
}

bool model_wide_end(struct model *model, bool done, struct error *err)
{
	if (!done)
		model_rollback(model);
	else
		done = model_commit(model, err);
	return done && execute(model, NARROW, err);
}

/* What SQLite makes for one question stays in memory. The setting drops all
 * temporary tables, so it stays as it is where there are any (a trace). */
bool model_ready(const struct model *model, struct error *err)
{
	int64_t tables;
	return query_number(&tables, model,
		   "SELECT count(*) FROM sqlite_temp_schema", err) &&
	       (tables > 0 ||
		   execute(model, "PRAGMA temp_store = MEMORY", err));
}

int64_t model_generation(const struct model *model)
{
	return model->generation;
}

struct str model_setting(
    const struct model *model, struct str name, struct arena *keep)
{
	struct query *query = NULL;
	struct error ignored;
	struct str value = STR_NONE;
	if (!query_open(&query, model,
		"SELECT value FROM setting WHERE name = ?1", &ignored))
		return value;
	query_bind_text(query, 1, name);
	if (query_next(query))
		value = arena_str(keep, query_text(query, 0));
	return query_close(query, &ignored) ? value : STR_NONE;
}
