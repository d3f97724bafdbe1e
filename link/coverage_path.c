/* Tools write paths as the build machine had them, from a source root, from a
 * package, or as the language imports them. Nothing is taken from the name of a
 * file alone: each candidate has all folders that the report names, or lies in
 * a folder where the repository is known to have been. */
#include "link/coverage_path.h"

enum { LONGER_MAX = 64, RANK_OWN = 1000, RANK_REMOTE, RANK_LONGER };

static void add(struct coverage_candidates *found,
    const struct coverage_paths *paths, struct str path, int rank)
{
	for (size_t i = 0; i < found->count; i++)
		if (str_equal(found->items[i].path, path))
			return;
	VEC_PUSH(found, paths->keep,
	    ((struct coverage_candidate){
		arena_str(paths->keep, path), rank }));
}

/* Takes the first folder off; false when there is none. */
static bool next_tail(struct str *path)
{
	size_t slash = str_find_byte(*path, '/');
	if (slash == path->len)
		return false;
	*path = str_skip(*path, slash + 1);
	return true;
}

static struct str checkout_of(struct str path, struct str tail)
{
	return str_slice(path, 0, path.len - tail.len);
}

void coverage_path_learn(struct coverage_paths *paths, struct str path)
{
	struct str tail = path;
	if (!place_is_absolute(path))
		return;
	while (next_tail(&tail) && str_find_byte(tail, '/') < tail.len)
		if (places_have(paths->places, tail)) {
			map_put(
			    &paths->checkouts, checkout_of(path, tail), NULL);
			return;
		}
}

static void find_absolute(struct coverage_candidates *found,
    const struct coverage_paths *paths, struct str path)
{
	struct str tail = path;
	for (int rank = 0; next_tail(&tail); rank++)
		if (places_have(paths->places, tail) &&
		    (str_find_byte(tail, '/') < tail.len ||
			map_get(&paths->checkouts, checkout_of(path, tail))))
			add(found, paths, tail, rank);
}

/* ROOT/PATH without some of the first folders of ROOT. */
static void find_below(struct coverage_candidates *found,
    const struct coverage_paths *paths, struct str root, struct str path)
{
	struct str tail = arena_printf(
	    paths->keep, STR_FMT "/" STR_FMT, STR_ARG(root), STR_ARG(path));
	int rank = 0;
	do {
		if (places_have(paths->places, tail))
			add(found, paths, tail, rank);
		rank++;
	} while (place_is_absolute(root) && next_tail(&tail) &&
		 tail.len >= path.len);
}

static void find_relative(struct coverage_candidates *found,
    const struct coverage_paths *paths, struct str path)
{
	struct str longer[LONGER_MAX];
	for (size_t i = 0; i < paths->roots.count; i++)
		find_below(found, paths, paths->roots.items[i], path);
	if (places_have(paths->places, path))
		add(found, paths, path, RANK_OWN);
	if (paths->remote.len && str_starts(path, paths->remote) &&
	    str_starts(str_skip(path, paths->remote.len), STR("/"))) {
		struct str own = str_skip(path, paths->remote.len + 1);
		if (places_have(paths->places, own))
			add(found, paths, own, RANK_REMOTE);
	}
	if (str_find_byte(path, '/') == path.len)
		return;
	size_t count = places_longer(paths->places, path, longer, LONGER_MAX);
	for (size_t i = 0; i < count && count <= LONGER_MAX; i++)
		add(found, paths, longer[i], RANK_LONGER);
}

void coverage_path_find(struct coverage_candidates *found,
    const struct coverage_paths *paths, struct str path)
{
	if (place_is_absolute(path))
		find_absolute(found, paths, path);
	else
		find_relative(found, paths, path);
}
