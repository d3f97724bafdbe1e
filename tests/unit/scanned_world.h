/* A repository that git makes, read into a model that takes reports on it: for
 * the tests of what link says of lines and findings. */
#ifndef TESTS_UNIT_SCANNED_WORLD_H
#define TESTS_UNIT_SCANNED_WORLD_H

#include "tests/unit/sarif_world.h"

#include "link/link.h"
#include "tests/unit/git_world.h"

static inline void scanned_open(
    struct sarif_world *world, const struct git_world *git)
{
	struct input input = { .path = git->path,
		.shown = git->path,
		.is_folder = true,
		.repository = STR("r"),
		.time = UNKNOWN };
	bool unchanged;
	sarif_open(world);
	assert_true(importer_run(
	    world->model, &input, &world->account, &unchanged, &world->err));
	world->input.repository = STR("r");
}

/* A report of a scan of REVISION, an object id; none: it names none. */
static inline void scanned_read(struct sarif_world *world, const char *name,
    struct str revision, const char *text)
{
	world->input.revision = revision;
	if (!sarif_try(world, name, str_from(text)))
		fail_msg("%s", world->err.message);
}

/* HUMAN_BEFORE: in seconds since 1970; UNKNOWN: nothing is dated. */
static inline void scanned_link(struct sarif_world *world, int64_t human_before)
{
	const struct link_options options = { .human_before = human_before };
	if (!link_all(world->model, &options, &world->err))
		fail_msg("%s", world->err.message);
}

static inline void scanned_asks(
    struct sarif_world *world, const char *sql, const char *expected)
{
	assert_string_equal(sarif_ask(world, sql), expected);
}

#endif
