/* Names that scans and reports of coverage give their repository, looked up
 * among those of the repositories. A name that two repositories share finds
 * neither. */
#include "link/scan_home.h"

#include "base/file.h"
#include "base/map.h"
#include "base/remote.h"
#include "model/query.h"

enum { SHARED = -1 };

struct homes {
	struct arena *keep;
	struct map keys;  /* as they are */
	struct map names; /* lower case; SHARED when two have it */
};

static void add_name(struct homes *homes, struct str name, int64_t id)
{
	bool added;
	if (!name.len)
		return;
	union map_value *value =
	    map_put(&homes->names, arena_lower(homes->keep, name), &added);
	if (!added && value->number != id)
		id = SHARED;
	value->number = id;
}

static bool load_repositories(
    struct homes *homes, const struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT id, key, remote, name, path FROM repository "
		"ORDER BY key",
		err))
		return false;
	while (query_next(query)) {
		int64_t id = query_int(query, 0);
		struct str key = query_text(query, 1);
		struct str path = query_text(query, 4);
		map_put(&homes->keys, key, NULL)->number = id;
		add_name(homes, remote_normal(homes->keep, key), id);
		add_name(homes,
		    remote_normal(homes->keep, query_text(query, 2)), id);
		add_name(homes, query_text(query, 3), id);
		add_name(homes, path, id);
	}
	return query_close(query, err);
}

static int64_t find_home(const struct homes *homes, struct str name)
{
	const union map_value *found = map_get(&homes->keys, name);
	if (!found)
		found = map_get(&homes->names, arena_lower(homes->keep, name));
	if (!found)
		found = map_get(&homes->names,
		    arena_lower(homes->keep, remote_normal(homes->keep, name)));
	return found && found->number != SHARED ? found->number : 0;
}

/* Of rows with an id and a name; the home goes into INTO. */
static bool store_homes(const struct homes *homes, struct model *model,
    const char *rows, const char *into, struct error *err)
{
	struct query *named = NULL;
	struct query *insert = NULL;
	if (!query_open(&named, model, rows, err))
		return false;
	if (!query_open(&insert, model, into, err)) {
		(void)!query_close(named, err);
		return false;
	}
	while (query_next(named)) {
		int64_t home = find_home(homes, query_text(named, 1));
		if (!home)
			continue;
		query_bind_int(insert, 1, query_int(named, 0));
		query_bind_int(insert, 2, home);
		query_do(insert);
	}
	bool done = query_close(insert, err);
	return query_close(named, err) && done;
}

static bool store_all(
    const struct homes *homes, struct model *model, struct error *err)
{
	return store_homes(homes, model,
		   "SELECT id, repository FROM scan WHERE repository <> '' "
		   "ORDER BY id",
		   "INSERT INTO scan_home VALUES (?1, ?2, 0, NULL)", err) &&
	       store_homes(homes, model,
		   "SELECT id, repository FROM coverage_report "
		   "WHERE repository <> '' ORDER BY id",
		   "INSERT INTO coverage_home VALUES (?1, ?2)", err) &&
	       /* without a name it can be of no other */
	       query_run(model,
		   "INSERT INTO coverage_home "
		   "SELECT c.id, r.id FROM coverage_report c, repository r "
		   "WHERE c.repository = '' "
		   "AND (SELECT count(*) FROM repository) = 1",
		   err);
}

bool link_scan_homes(struct model *model, struct error *err)
{
	struct homes homes = { .keep = arena_new() };
	homes.keys.arena = homes.names.arena = homes.keep;
	bool done = load_repositories(&homes, model, err) &&
		    store_all(&homes, model, err);
	arena_free(homes.keep);
	return done;
}
