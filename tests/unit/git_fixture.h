/* A repository that git makes for a test, and a model in memory to import it
 * into. */
#ifndef TESTS_UNIT_GIT_FIXTURE_H
#define TESTS_UNIT_GIT_FIXTURE_H

#include <string.h>

#include "base/file.h"
#include "importers/importer.h"
#include "tests/unit/ask.h"
#include "tests/unit/git_world.h"

struct fixture {
	struct git_world git;
	struct model *model;
};

static inline void open_fixture(struct fixture *fixture, const char *script)
{
	struct error err;
	git_world_open(&fixture->git, script);
	assert_true(model_open(&fixture->model, STR(""), &err));
}

static inline void close_fixture(struct fixture *fixture)
{
	model_close(fixture->model);
	git_world_close(&fixture->git);
}

/* HEADS: revisions, blank-separated; NULL for HEAD. */
static inline bool import_at(struct fixture *fixture, struct str path,
    const char *heads, struct account *account, bool *unchanged,
    struct error *err)
{
	struct input input = {
		.path = path,
		.shown = path_base(path),
		.is_folder = true,
		.time = UNKNOWN,
		.heads = heads ? str_from(heads) : STR_NONE,
	};
	memset(err, 0, sizeof *err);
	return importer_run(fixture->model, &input, account, unchanged, err);
}

static inline struct account import_fine(struct fixture *fixture)
{
	struct error err;
	struct account account;
	bool unchanged;
	if (!import_at(
		fixture, fixture->git.path, NULL, &account, &unchanged, &err))
		fail_msg("%s (%s)", err.message, err.trail);
	return account;
}

/* The rows of SQL, "a|b\n" each, as sqlite3(1) prints them. */
static inline const char *rows(struct fixture *fixture, const char *sql)
{
	return ask_rows(fixture->model, fixture->git.arena, sql);
}

#endif
