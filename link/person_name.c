/* Each person of the model under the key of the organisation
 * (base/pseudonym.h): the same name in every report, and none that anybody
 * without the key could try out. The table is temporary: names never reach the
 * file. */
#include "link/person_name.h"

#include "model/query.h"

static bool add_names(struct query *from, struct query *into,
    const struct pseudonym_key *key, struct arena *scratch)
{
	while (query_next(from)) {
		query_bind_int(into, 1, query_int(from, 0));
		query_bind_text(into, 2,
		    pseudonym(scratch, key, "person", query_text(from, 1)));
		query_do(into);
		arena_reset(scratch);
	}
	return true;
}

bool person_names(
    struct model *model, const struct pseudonym_key *key, struct error *err)
{
	struct query *queries[2] = { NULL, NULL };
	struct arena *scratch = arena_new();
	bool done =
	    query_run(model, "DROP TABLE IF EXISTS temp.person_name", err) &&
	    query_run(model,
		"CREATE TEMP TABLE person_name "
		"(person_id INTEGER PRIMARY KEY, name TEXT)",
		err) &&
	    query_open(&queries[0], model, "SELECT id, key FROM person", err) &&
	    query_open(&queries[1], model,
		"INSERT INTO temp.person_name VALUES (?1, ?2)", err) &&
	    (!key->known || add_names(queries[0], queries[1], key, scratch));
	arena_free(scratch);
	return queries_close(queries, 2, done, err);
}
