/* Two maps per repository: of its paths, and from base names to the paths that
 * have them. One repository is held at a time; callers come sorted by it. */
#include "link/place.h"

#include "base/file.h"
#include "base/map.h"
#include "model/query.h"

struct namesake { /* a path, in the list of those with its base name */
	struct str path;
	struct namesake *next;
};

struct places {
	struct model *model;
	struct arena *keep;
	int64_t repository_id; /* 0: none loaded */
	struct map paths;
	struct map names; /* base name -> struct namesake */
};

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

struct places *places_new(struct model *model, struct arena *keep)
{
	struct places *places = ARENA_NEW(keep, struct places);
	*places = (struct places){ .model = model, .keep = arena_new() };
	return places;
}

void places_free(struct places *places)
{
	arena_free(places->keep);
}

bool places_load(
    struct places *places, int64_t repository_id, struct error *err)
{
	struct query *query = NULL;
	arena_reset(places->keep);
	places->paths = places->names = (struct map){ .arena = places->keep };
	places->repository_id = repository_id;
	if (!query_open(&query, places->model,
		"SELECT path FROM file WHERE id IN (SELECT cf.file_id FROM "
		"commit_repository cr JOIN commit_file cf "
		"ON cf.commit_id = cr.commit_id WHERE cr.repository_id = ?1 "
		/* what a merge put elsewhere, as a subtree */
		"UNION ALL SELECT file_id FROM repository_file "
		"WHERE repository_id = ?1) ORDER BY path",
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
		if (places_have(places, path))
			return path;
		path = str_skip(path, slash + 1);
	}
	return STR_NONE;
}

bool places_have(const struct places *places, struct str path)
{
	return map_get(&places->paths, path) != NULL;
}

size_t places_longer(const struct places *places, struct str path,
    struct str *found, size_t most)
{
	const union map_value *first = map_get(&places->names, path_base(path));
	const struct namesake *at = first ? first->pointer : NULL;
	size_t count = 0;
	for (; at; at = at->next) {
		if (at->path.len <= path.len ||
		    at->path.ptr[at->path.len - path.len - 1] != '/' ||
		    !str_ends(at->path, path))
			continue;
		if (count++ < most)
			found[count - 1] = at->path;
	}
	return count;
}

/* The only path that ends in "/PATH". */
static struct str find_longer(const struct places *places, struct str path)
{
	struct str found;
	return places_longer(places, path, &found, 1) == 1 ? found : STR_NONE;
}

bool place_is_absolute(struct str path)
{
	return path.len && (path.ptr[0] == '/' || path.ptr[0] == '\\' ||
			       (path.len > 1 && path.ptr[1] == ':'));
}

/* A relative path is that of the repository's root, else of a folder of it, as
 * of packages: what has no folder is no part of a name, and what lies below
 * another (node_modules/x/src/a.js) is not the repository's own. */
static struct str find_file(const struct places *places, struct str path)
{
	if (place_is_absolute(path))
		return find_tail(places, path);
	if (places_have(places, path))
		return path;
	return str_find_byte(path, '/') < path.len ? find_longer(places, path)
						   : STR_NONE;
}

static bool store_paths(struct places *places, struct query *paths,
    struct query *insert, struct error *err)
{
	while (query_next(paths)) {
		int64_t repository_id = query_int(paths, 0);
		struct str path = query_text(paths, 1);
		if (places->repository_id != repository_id &&
		    !places_load(places, repository_id, err))
			return false;
		struct str found = find_file(places, path);
		if (!found.ptr || str_equal(found, path))
			continue;
		query_bind_int(insert, 1, repository_id);
		query_bind_text(insert, 2, path);
		query_bind_text(insert, 3, found);
		query_do(insert);
	}
	return true;
}

static bool fill_paths(struct model *model, struct error *err)
{
	struct places places = { .model = model };
	struct query *paths = NULL;
	struct query *insert = NULL;
	struct error ignored;
	if (!query_open(&paths, model,
		"SELECT DISTINCT e.repository_id, r.path "
		"FROM temp.scan_event e CROSS JOIN result r "
		"ON r.scan_id = e.scan_id "
		"WHERE e.repository_id <> 0 AND r.path <> '' "
		"UNION SELECT e.repository_id, f.path FROM temp.scan_event e "
		"JOIN scan_cover c ON c.scan_id = e.scan_id "
		"JOIN scan_set_file x ON x.set_id = c.set_id "
		"JOIN file f ON f.id = x.file_id WHERE e.repository_id <> 0 "
		"UNION SELECT e.repository_id, u.path FROM temp.scan_event e "
		"JOIN scan_unread u ON u.scan_id = e.scan_id "
		"WHERE e.repository_id <> 0 "
		"ORDER BY 1, 2",
		err))
		return false;
	if (!query_open(&insert, model,
		"INSERT INTO temp.result_path VALUES (?1, ?2, ?3)", err)) {
		(void)!query_close(paths, &ignored);
		return false;
	}
	places.keep = arena_new();
	bool done = store_paths(&places, paths, insert, err);
	arena_free(places.keep);
	done = query_close(insert, done ? err : &ignored) && done;
	return query_close(paths, done ? err : &ignored) && done;
}

bool link_result_paths(struct model *model, struct error *err)
{
	return query_run(model, "DROP TABLE IF EXISTS temp.result_path", err) &&
	       query_run(model,
		   "CREATE TEMP TABLE result_path (repository_id INTEGER, "
		   "path TEXT, found TEXT, PRIMARY KEY (repository_id, path)) "
		   "WITHOUT ROWID",
		   err) &&
	       fill_paths(model, err) &&
	       query_run(model,
		   "CREATE INDEX temp.result_path_found ON result_path "
		   "(repository_id, found)",
		   err);
}
