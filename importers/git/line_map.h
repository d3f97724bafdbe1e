/* Whose the lines of all files of a commit are: a persistent map from path
 * numbers to arrays of line numbers. A copy costs nothing; what two maps have
 * in common they share. */
#ifndef IMPORTERS_GIT_LINE_MAP_H
#define IMPORTERS_GIT_LINE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LINE_UNKNOWN = 0 }; /* number of a line that nobody can name */

/* The lines of one version of a file, shared by its users. */
struct line_array {
	uint32_t users;
	uint32_t count;
	bool is_known; /* false: not even how many; COUNT is 0 */
	bool is_binary;
	uint32_t numbers[];
};

/* An array with one user, its numbers 0. */
struct line_array *line_array_new(uint32_t count);
struct line_array *line_array_share(struct line_array *array);

struct line_node;

/* Starts as { .depth = line_map_depth(paths) }; empty. */
struct line_map {
	struct line_node *root;
	int depth;
};

/* The depth for so many PATHS. A copy shares what neither changes; both are to
 * be cleared. */
int line_map_depth(size_t paths);
struct line_map line_map_copy(const struct line_map *map);
void line_map_clear(struct line_map *map);
/* The array of PATH, not shared with the caller; NULL when there is none. */
struct line_array *line_map_get(const struct line_map *map, uint32_t path);
/* Takes over ARRAY; NULL takes PATH away. */
void line_map_put(
    struct line_map *map, uint32_t path, struct line_array *array);

/* Calls VISIT for each path, in order of numbers, whose array differs between
 * BEFORE and AFTER; NULL where there is none. */
void line_map_compare(const struct line_map *before,
    const struct line_map *after,
    void (*visit)(void *user, uint32_t path, const struct line_array *before,
	const struct line_array *after),
    void *user);

#endif
