/* Two maps per repository: of its paths, and from base names to the paths that
 * have them. One repository is held at a time; callers come sorted by it. */
#include "link/place.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "model/query.h"

struct namesake { /* a path, in the list of those with its base name */
	struct str path;
	struct namesake *next;
};

struct places {
	const struct model *model;
	struct arena *keep;
	int64_t repository_id; /* 0: none loaded */
	struct map paths;
	struct map names; /* base name -> struct namesake */
};

struct places *places_new(const struct model *model)
{
	struct arena *keep = arena_new();
	struct places *places = calloc(1, sizeof *places);
	if (!places) {
		arena_free(keep);
		return NULL;
	}
	*places = (struct places){ .model = model, .keep = keep };
	return places;
}

void places_free(struct places *places)
{
	if (!places)
		return;
	arena_free(places->keep);
	free(places);
}

static void add_path(struct places *places, struct str path)
{
	bool added;
	struct namesake *namesake;
	path = arena_str(places->keep, path);
	map_put(&places->paths, path, &added);
	if (!added)
		return;
	union map_value *first = map_put(&places->names, path_base(path), NULL);
	namesake = ARENA_NEW(places->keep, struct namesake);
	*namesake = (struct namesake){ path, first->pointer };
	first->pointer = namesake;
}

static bool load(
    struct places *places, int64_t repository_id, struct error *err)
{
	struct query *query = NULL;
	arena_reset(places->keep);
	places->paths = places->names = (struct map){ .arena = places->keep };
	places->repository_id = repository_id;
	if (!query_open(&query, places->model,
		"SELECT path FROM file WHERE id IN (SELECT cf.file_id FROM "
		"commit_repository cr JOIN commit_file cf "
		"ON cf.commit_id = cr.commit_id WHERE cr.repository_id = ?1) "
		"ORDER BY path",
		err))
		return false;
	query_bind_int(query, 1, repository_id);
	while (query_next(query))
		add_path(places, query_text(query, 0));
	return query_close(query, err);
}

static struct str find_tail(const struct places *places, struct str path)
{
	while (path.len) {
		size_t slash = str_find_byte(path, '/');
		if (map_get(&places->paths, path))
			return path;
		path = str_skip(path, slash + 1);
	}
	return STR_NONE;
}

/* The only path that ends in "/PATH". */
static struct str find_longer(const struct places *places, struct str path)
{
	struct str found = STR_NONE;
	const union map_value *first = map_get(&places->names, path_base(path));
	const struct namesake *at = first ? first->pointer : NULL;
	for (; at; at = at->next) {
		if (at->path.len <= path.len ||
		    at->path.ptr[at->path.len - path.len - 1] != '/' ||
		    !str_ends(at->path, path))
			continue;
		if (found.ptr)
			return STR_NONE;
		found = at->path;
	}
	return found;
}

bool places_find(struct places *places, int64_t repository_id, struct str path,
    struct str *found, struct error *err)
{
	*found = path;
	if (!repository_id || !path.len)
		return true;
	if (places->repository_id != repository_id &&
	    !load(places, repository_id, err))
		return false;
	struct str tail = find_tail(places, path);
	if (!tail.ptr)
		tail = find_longer(places, path);
	if (tail.ptr)
		*found = tail;
	return true;
}
