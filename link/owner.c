/* Brings the owner rules of each repository and the files of its audited
 * revision together. */
#include "link/owner.h"

#include "base/vec.h"
#include "importers/git/path_rules.h"
#include "importers/owners/owner_rules.h"
#include "model/query.h"

struct owner_link {
	struct model *model;
	struct arena *keep;    /* of one repository */
	struct arena *scratch; /* of one file */
	struct owner_rules rules;
	VEC(int64_t) rule_ids; /* of the first owner, side by side */
	struct query *insert;
};

static void add_rule(struct owner_link *link, const struct query *row)
{
	struct owner_rule rule = {
		.line = query_int(row, 1),
		.section = arena_str(link->keep, query_text(row, 3)),
		.pattern = arena_str(
		    link->keep, path_bytes(link->scratch, query_text(row, 4))),
		.excludes = query_int(row, 5) == 1,
	};
	struct owner_rules *rules = &link->rules;
	if (!rules->count || rules->items[rules->count - 1].line != rule.line) {
		VEC_PUSH(rules, link->keep, rule);
		VEC_PUSH(&link->rule_ids, link->keep, query_int(row, 0));
	}
	struct str owner = query_text(row, 6);
	if (owner.ptr)
		VEC_PUSH(&rules->items[rules->count - 1].owners, link->keep,
		    arena_str(link->keep, owner));
	if (str_equal_z(query_text(row, 2), "gitlab"))
		rules->dialect = OWNERS_GITLAB;
}

static bool load_rules(
    struct owner_link *link, int64_t repository_id, struct error *err)
{
	struct query *query = NULL;
	link->rules = (struct owner_rules){ .dialect = OWNERS_GITHUB };
	link->rule_ids.items = NULL;
	link->rule_ids.count = link->rule_ids.room = 0;
	if (!query_open(&query, link->model,
		"SELECT id, line, dialect, section, pattern, excludes, owner "
		"FROM ownership_rule WHERE repository_id = ?1 "
		"ORDER BY path, line, ordinal",
		err))
		return false;
	query_bind_int(query, 1, repository_id);
	while (query_next(query))
		add_rule(link, query);
	return query_close(query, err);
}

static void store_owners(struct owner_link *link, int64_t repository_id,
    int64_t file_id, const struct owner_matcher *matcher, struct str path)
{
	struct str_list owners;
	size_t *rules;
	owner_match(matcher, path_bytes(link->scratch, path), &owners, &rules,
	    link->scratch);
	for (size_t i = 0; link->rule_ids.items && i < owners.count; i++) {
		query_bind_int(link->insert, 1, repository_id);
		query_bind_int(link->insert, 2, file_id);
		query_bind_text(link->insert, 3, owners.items[i]);
		query_bind_int(link->insert, 4, link->rule_ids.items[rules[i]]);
		query_do(link->insert);
	}
}

static bool link_repository(
    struct owner_link *link, int64_t repository_id, struct error *err)
{
	struct query *query = NULL;
	arena_reset(link->keep);
	if (!load_rules(link, repository_id, err) ||
	    !query_open(&query, link->model,
		"SELECT t.file_id, f.path FROM tree_file t "
		"JOIN file f ON f.id = t.file_id WHERE t.repository_id = ?1",
		err))
		return false;
	const struct owner_matcher *matcher =
	    owner_matcher_new(&link->rules, link->keep);
	query_bind_int(query, 1, repository_id);
	while (query_next(query)) {
		store_owners(link, repository_id, query_int(query, 0), matcher,
		    query_text(query, 1));
		arena_reset(link->scratch);
	}
	return query_close(query, err);
}

static bool link_all_repositories(struct owner_link *link, struct error *err)
{
	struct query *query = NULL;
	struct error ignored;
	bool done = true;
	if (!query_open(&link->insert, link->model,
		"INSERT INTO owner (repository_id, file_id, owner, rule_id) "
		"VALUES (?1, ?2, ?3, ?4)",
		err))
		return false;
	if (!query_open(&query, link->model,
		"SELECT DISTINCT repository_id FROM ownership_rule "
		"ORDER BY repository_id",
		err))
		done = false;
	while (done && query_next(query))
		done = link_repository(link, query_int(query, 0), err);
	if (query && !query_close(query, done ? err : &ignored))
		done = false;
	return query_close(link->insert, done ? err : &ignored) && done;
}

bool link_owners(struct model *model, struct error *err)
{
	struct owner_link link = {
		.model = model, .keep = arena_new(), .scratch = arena_new()
	};
	bool done = link_all_repositories(&link, err);
	arena_free(link.keep);
	arena_free(link.scratch);
	return done;
}
