/* What may be told of commits and owners outside of the terminal: ids as they
 * are for whoever may know people, else under the key of the organisation,
 * else not at all. Owners that are teams are told as they are. */
#include "link/trace.h"

#include "base/vec.h"
#include "model/query.h"

struct naming {
	struct model *model;
	const struct trace_question *question;
	struct arena *scratch;
};

static struct str name_of(
    const struct naming *naming, const char *kind, struct str text)
{
	if (naming->question->restricted)
		return text;
	if (!naming->question->key)
		return STR_NONE;
	return pseudonym(naming->scratch, naming->question->key, kind, text);
}

static bool name_commits(const struct naming *naming,
    struct trace_commit *commits, size_t count, struct arena *keep,
    struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, naming->model,
		"UPDATE temp.traced SET name = ?1, author = ?2 "
		"WHERE position = ?3",
		err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct str name = name_of(naming, "commit", commits[i].oid);
		if (!name.ptr)
			continue;
		commits[i].name = arena_str(keep, name);
		query_bind_text(query, 1, name);
		query_bind_text(
		    query, 2, name_of(naming, "person", commits[i].person));
		query_bind_int(query, 3, (int64_t)i + 1);
		query_do(query);
	}
	return query_close(query, err);
}

struct owner {
	struct str handle;
	struct str person; /* key; else none */
};

struct owners {
	struct owner *items;
	size_t count;
	size_t room;
};

/* A handle is the login of a person, or an address, where it is known. */
static bool list_people(
    struct owners *owners, const struct naming *naming, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, naming->model,
		"SELECT x.owner, (SELECT min(p.key) FROM alias a "
		"JOIN identity i ON i.alias_id = a.id "
		"JOIN person p ON p.id = i.person_id WHERE "
		"(a.login <> '' AND '@' || lower(a.login) = lower(x.owner)) "
		"OR (a.email <> '' AND lower(a.email) = lower(x.owner))) "
		"FROM (SELECT DISTINCT owner FROM temp.traced_owner "
		"WHERE shown IS NULL) x ORDER BY 1",
		err))
		return false;
	while (query_next(query)) {
		struct str person = query_text(query, 1);
		const struct owner owner = {
			arena_str(naming->scratch, query_text(query, 0)),
			person.ptr ? arena_str(naming->scratch, person)
				   : STR_NONE,
		};
		VEC_PUSH(owners, naming->scratch, owner);
	}
	return query_close(query, err);
}

static bool name_owners(const struct naming *naming, struct error *err)
{
	struct owners owners = { 0 };
	struct query *query = NULL;
	if (!naming->question->key || !naming->question->key->known)
		return true;
	if (!list_people(&owners, naming, err) ||
	    !query_open(&query, naming->model,
		"UPDATE temp.traced_owner SET shown = ?2 WHERE owner = ?1",
		err))
		return false;
	for (size_t i = 0; i < owners.count; i++) {
		const struct owner *owner = &owners.items[i];
		query_bind_text(query, 1, owner->handle);
		query_bind_text(query, 2,
		    name_of(naming, "person",
			owner->person.ptr ? owner->person : owner->handle));
		query_do(query);
	}
	return query_close(query, err);
}

/* "@shop/web and 2 people"; nobody where rules leave a file out. */
static bool say_owners(const struct naming *naming, struct error *err)
{
	static const char *const steps[] = {
		"DROP TABLE IF EXISTS temp.traced_owned",
		"CREATE TEMP TABLE traced_owned (repository_id INTEGER, "
		"file_id INTEGER, text TEXT, "
		"PRIMARY KEY (repository_id, file_id)) WITHOUT ROWID",
		"INSERT INTO temp.traced_owned SELECT p.repository_id, "
		"p.file_id, CASE WHEN o.people IS NULL THEN 'nobody' "
		"ELSE coalesce(o.shown, '') || CASE o.people WHEN 0 THEN '' "
		"ELSE CASE WHEN o.shown IS NULL THEN '' ELSE ' and ' END "
		"|| o.people || CASE o.people WHEN 1 THEN ' person' "
		"ELSE ' people' END END END "
		"FROM (SELECT DISTINCT repository_id, file_id "
		"FROM temp.traced_place) p LEFT JOIN (SELECT repository_id, "
		"file_id, group_concat(shown, ' ') AS shown, "
		"sum(shown IS NULL) AS people FROM (SELECT * "
		"FROM temp.traced_owner ORDER BY repository_id, file_id, "
		"shown) GROUP BY 1, 2) o ON o.repository_id = p.repository_id "
		"AND o.file_id = p.file_id WHERE p.repository_id IN "
		"(SELECT repository_id FROM ownership_rule)",
	};
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (!query_run(naming->model, steps[i], err))
			return false;
	return true;
}

bool trace_name(struct trace *trace, struct model *model,
    const struct trace_question *question, struct arena *keep,
    struct error *err)
{
	const struct naming naming = { model, question, arena_new() };
	bool done =
	    name_commits(&naming, trace->commits, trace->count, keep, err) &&
	    name_owners(&naming, err) && say_owners(&naming, err);
	arena_free(naming.scratch);
	return done;
}
