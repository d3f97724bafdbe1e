/* A radix tree with 16 ways over path numbers. Nodes and arrays count their
 * users; a node with one user is changed in place, others are copied on the
 * way down to the change (as in J. Driscoll et al., Making Data Structures
 * Persistent, 1989, path copying). */
#include "importers/git/line_map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { WAY_BITS = 4, WAYS = 1 << WAY_BITS };

struct line_node {
	uint32_t users;
	void *slots[WAYS]; /* nodes; arrays in the lowest level */
};

static void *allocate(size_t size)
{
	return must_have(calloc(1, size));
}

struct line_array *line_array_new(uint32_t count)
{
	struct line_array *array =
	    allocate(sizeof *array + count * sizeof array->numbers[0]);
	array->users = 1;
	array->count = count;
	array->is_known = true;
	return array;
}

struct line_array *line_array_share(struct line_array *array)
{
	array->users++;
	return array;
}

/* NULL is fine */
static void release(struct line_array *array)
{
	if (array && --array->users == 0)
		free(array);
}

int line_map_depth(size_t paths)
{
	int depth = 1;
	while (paths > (size_t)1 << depth * WAY_BITS)
		depth++;
	return depth;
}

/* LEVEL 1 holds arrays. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as the map. */
static void release_node(struct line_node *node, int level)
{
	if (!node || --node->users)
		return;
	for (int i = 0; i < WAYS; i++)
		if (level > 1)
			release_node(node->slots[i], level - 1);
		else
			release(node->slots[i]);
	free(node);
}

/* A copy of NODE with one user; its content gets one more. */
static struct line_node *copy_node(const struct line_node *node, int level)
{
	struct line_node *copy = allocate(sizeof *copy);
	*copy = *node;
	copy->users = 1;
	for (int i = 0; i < WAYS; i++)
		if (!copy->slots[i])
			continue;
		else if (level > 1)
			((struct line_node *)copy->slots[i])->users++;
		else
			line_array_share(copy->slots[i]);
	return copy;
}

struct line_map line_map_copy(const struct line_map *map)
{
	if (map->root)
		map->root->users++;
	return *map;
}

void line_map_clear(struct line_map *map)
{
	release_node(map->root, map->depth);
	map->root = NULL;
}

static int way_of(uint32_t path, int level)
{
	return (int)(path >> (level - 1) * WAY_BITS) & (WAYS - 1);
}

struct line_array *line_map_get(const struct line_map *map, uint32_t path)
{
	struct line_node *node = map->root;
	for (int level = map->depth; level > 1 && node; level--)
		node = node->slots[way_of(path, level)];
	return node ? node->slots[way_of(path, 1)] : NULL;
}

/* The node at *PLACE, made or copied so that it may be changed. */
static struct line_node *own_node(void **place, int level)
{
	struct line_node *node = *place;
	if (!node) {
		node = allocate(sizeof *node);
		node->users = 1;
	} else if (node->users > 1) {
		struct line_node *copy = copy_node(node, level);
		release_node(node, level);
		node = copy;
	}
	*place = node;
	return node;
}

void line_map_put(struct line_map *map, uint32_t path, struct line_array *array)
{
	void *root = map->root;
	void **place = &root;
	if (!array && !line_map_get(map, path))
		return;
	for (int level = map->depth; level > 0; level--)
		place = &own_node(place, level)->slots[way_of(path, level)];
	release(*place);
	*place = array;
	map->root = root;
}

struct comparison {
	void (*visit)(void *user, uint32_t path,
	    const struct line_array *before, const struct line_array *after);
	void *user;
};

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the map. */
static void compare_nodes(const struct comparison *comparison, int level,
    uint32_t first, const void *before, const void *after)
{
	static const struct line_node none;
	const struct line_node *a = before ? before : &none;
	const struct line_node *b = after ? after : &none;
	if (before == after)
		return;
	if (level == 0) {
		comparison->visit(comparison->user, first, before, after);
		return;
	}
	for (uint32_t i = 0; i < WAYS; i++)
		compare_nodes(comparison, level - 1,
		    first | i << (level - 1) * WAY_BITS, a->slots[i],
		    b->slots[i]);
}

void line_map_compare(const struct line_map *before,
    const struct line_map *after,
    void (*visit)(void *user, uint32_t path, const struct line_array *before,
	const struct line_array *after),
    void *user)
{
	const struct comparison comparison = { visit, user };
	compare_nodes(&comparison, after->depth, 0, before->root, after->root);
}
