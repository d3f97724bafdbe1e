/* importers/git/line_map: each version keeps what it held, whatever later ones
 * change; compared with plain arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "importers/git/line_map.h"

enum { PATHS = 300, VERSIONS = 12, STEPS = 40 };

static uint32_t seed;

static uint32_t dice(uint32_t sides)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % sides;
}

/* 0: no file; else the number of its only line. */
struct plain {
	uint32_t values[PATHS];
};

static void put(
    struct line_map *map, struct plain *plain, uint32_t path, uint32_t value)
{
	struct line_array *array = value ? line_array_new(1) : NULL;
	if (array)
		array->numbers[0] = value;
	line_map_put(map, path, array);
	plain->values[path] = value;
}

static uint32_t value_of(const struct line_array *array)
{
	return array ? array->numbers[0] : 0;
}

static void check(const struct line_map *map, const struct plain *plain)
{
	for (uint32_t i = 0; i < PATHS; i++)
		assert_int_equal(
		    value_of(line_map_get(map, i)), plain->values[i]);
}

struct seen {
	const struct plain *before;
	const struct plain *after;
	uint32_t next; /* the first path that was not told yet */
};

static void see(void *user, uint32_t path, const struct line_array *before,
    const struct line_array *after)
{
	struct seen *seen = user;
	for (; seen->next < path; seen->next++)
		assert_int_equal(seen->before->values[seen->next],
		    seen->after->values[seen->next]);
	assert_int_equal(value_of(before), seen->before->values[path]);
	assert_int_equal(value_of(after), seen->after->values[path]);
	seen->next++;
}

static void compare(const struct line_map *maps, const struct plain *plains,
    size_t before, size_t after)
{
	struct seen seen = { &plains[before], &plains[after], 0 };
	line_map_compare(&maps[before], &maps[after], see, &seen);
	for (; seen.next < PATHS; seen.next++)
		assert_int_equal(plains[before].values[seen.next],
		    plains[after].values[seen.next]);
}

static void keeps_every_version(void **state)
{
	struct line_map maps[VERSIONS] = { 0 };
	struct plain *plains = calloc(VERSIONS, sizeof *plains);
	(void)state;
	seed = 7;
	maps[0].depth = line_map_depth(PATHS);
	for (size_t i = 0; i < VERSIONS; i++) {
		size_t parent = i ? dice((uint32_t)i) : 0;
		if (i) {
			maps[i] = line_map_copy(&maps[parent]);
			plains[i] = plains[parent];
		}
		for (int j = 0; j < STEPS; j++)
			put(&maps[i], &plains[i], dice(PATHS),
			    dice(4) ? dice(1000) + 1 : 0);
		for (size_t k = 0; k <= i; k++)
			check(&maps[k], &plains[k]);
		compare(maps, plains, parent, i);
	}
	/* oldest first, as a replay lets go */
	for (size_t i = 0; i < VERSIONS; i++) {
		line_map_clear(&maps[i]);
		for (size_t k = i + 1; k < VERSIONS; k++)
			check(&maps[k], &plains[k]);
	}
	free(plains);
}

static void is_as_deep_as_it_must_be(void **state)
{
	(void)state;
	assert_int_equal(line_map_depth(0), 1);
	assert_int_equal(line_map_depth(16), 1);
	assert_int_equal(line_map_depth(17), 2);
	assert_int_equal(line_map_depth(65536), 4);
	assert_int_equal(line_map_depth(65537), 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_every_version),
		cmocka_unit_test(is_as_deep_as_it_must_be),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
