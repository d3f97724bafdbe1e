/* A model with one repository, h/r, that has no clone, and reports of scans of
 * it in their tools' own formats, for the tests of findings. */
#ifndef TESTS_UNIT_FINDING_WORLD_H
#define TESTS_UNIT_FINDING_WORLD_H

#include "tests/unit/sarif_world.h"

#include "link/link.h"

static inline void finding_world_open(struct sarif_world *world)
{
	struct import *import = NULL;
	struct account account;
	bool unchanged;
	const struct import_origin origin = { .importer = "git",
		.version = 1,
		.sha256 = "",
		.why = "",
		.incremental = true };
	struct input input = {
		.path = STR("r"), .shown = STR("h/r"), .time = UNKNOWN
	};
	sarif_open(world);
	assert_true(import_begin(&import, &unchanged, world->model, &input,
	    &origin, &account, &world->err));
	assert_true(IMPORT_ADD(import, repository, NULL, NULL, &world->err,
	    .key = STR("h/r"), .name = STR("r"), .path = STR(""),
	    .ref = STR(""), .shallow = 0));
	assert_true(import_end(import, NULL, &world->err));
	world->input.repository = STR("h/r");
	world->input.importer = STR("scan");
}

static inline void finding_world_read(
    struct sarif_world *world, const char *name, const char *text)
{
	if (!sarif_try(world, name, str_from(text)))
		fail_msg("%s", world->err.message);
}

static inline void finding_world_link(struct sarif_world *world)
{
	const struct link_options options = { .human_before = UNKNOWN };
	if (!link_all(world->model, &options, &world->err))
		fail_msg("%s", world->err.message);
}

#endif
