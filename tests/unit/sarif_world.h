/* A model that SARIF texts are imported into, for the tests of SARIF. */
#ifndef TESTS_UNIT_SARIF_WORLD_H
#define TESTS_UNIT_SARIF_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "importers/importer.h"
#include "tests/unit/ask.h"

#define LOG(runs) "{\"version\":\"2.1.0\",\"runs\":[" runs "]}"
#define RUN(members) "{\"tool\":{\"driver\":{\"name\":\"T\"}}," members "}"
/* A run of one result by a tool with rules. */
#define ONE(rules, result)                                                     \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":[" rules "]}},"   \
	    "\"results\":[" result "]}")
#define AT(path, line)                                                         \
	"\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"          \
	"{\"uri\":\"" path "\"},\"region\":{\"startLine\":" line "}}}]"

struct sarif_world {
	struct model *model;
	struct arena *keep;
	struct input input; /* to set before sarif_import */
	struct account account;
	struct error err;
};

static inline void sarif_open(struct sarif_world *world)
{
	*world = (struct sarif_world){ .keep = arena_new(),
		.input = { .time = UNKNOWN, .importer = STR("sarif") } };
	assert_true(model_open(&world->model, STR(""), &world->err));
}

static inline void sarif_close(struct sarif_world *world)
{
	model_close(world->model);
	arena_free(world->keep);
}

static inline bool sarif_try(
    struct sarif_world *world, const char *name, struct str text)
{
	char path[] = "/tmp/assay-sarif-XXXXXX";
	int descriptor = mkstemp(path);
	bool unchanged;
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, text.ptr, text.len), text.len);
	close(descriptor);
	world->input.path = str_from(path);
	world->input.shown = str_from(name);
	world->input.size_bytes = (int64_t)text.len;
	bool done = importer_run(world->model, &world->input, &world->account,
	    &unchanged, &world->err);
	unlink(path);
	return done;
}

static inline void sarif_import(struct sarif_world *world, const char *text)
{
	if (!sarif_try(world, "t.sarif", str_from(text)))
		fail_msg(
		    "%lld: %s", (long long)world->err.line, world->err.message);
}

/* The first column of the first row, as text; "-" for NULL or no row. */
static inline const char *sarif_ask(struct sarif_world *world, const char *sql)
{
	return ask_text(world->model, world->keep, sql);
}

/* One import, one question. */
static inline void assert_sarif(
    const char *text, const char *sql, const char *expected)
{
	struct sarif_world world;
	sarif_open(&world);
	sarif_import(&world, text);
	assert_string_equal(sarif_ask(&world, sql), expected);
	sarif_close(&world);
}

#endif
