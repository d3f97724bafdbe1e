/* What tests of text and drawings start from: the report's typeface and an
 * arena. For cmocka's set-up and tear-down of a test. */
#ifndef TESTS_UNIT_FACE_FIXTURE_H
#define TESTS_UNIT_FACE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "render/text.h"

struct fixture {
	struct typeface *face;
	struct arena *arena;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct error err = { 0 };
	assert_non_null(fixture);
	fixture->arena = arena_new();
	assert_true(typeface_open(&fixture->face, STR_NONE, &err));
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	typeface_close(fixture->face);
	arena_free(fixture->arena);
	free(fixture);
	return 0;
}

#endif
