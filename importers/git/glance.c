/* A repository is opened, asked and closed: for who looks at many of them. */
#include "importers/git/glance.h"

#include "base/remote.h"
#include "importers/git/past_tree.h"
#include "importers/git/repo.h"
#include "importers/owners/owner_rules.h"

static bool has_owners(
    struct past_tree *tree, const struct oid *head, enum owner_dialect dialect)
{
	char hex[OID_HEX_SIZE];
	oid_hex(head, hex);
	for (const char *const *place = owner_places(dialect); *place; place++)
		if (past_tree_has(tree, str_from(hex), str_from(*place)) ==
		    PRESENCE_THERE)
			return true;
	return false;
}

bool glance(struct glance *seen, struct str folder, struct arena *keep,
    struct error *err)
{
	struct repo *repo;
	struct past_tree *tree;
	struct oid_list heads = { 0 };
	struct str ref;
	*seen = (struct glance){ .remote = STR_NONE };
	if (!repo_open(&repo, folder, err))
		return false;
	seen->remote = remote_normal(keep, repo_remote(repo, keep));
	bool done = repo_heads(repo, STR_NONE, &heads, &ref, keep, err);
	repo_close(repo);
	seen->has_commits = heads.count > 0;
	if (!done || !heads.count)
		return done;
	if (!past_tree_open(&tree, folder, keep, err))
		return false;
	seen->has_owners = has_owners(tree, &heads.items[0], OWNERS_GITHUB) ||
			   has_owners(tree, &heads.items[0], OWNERS_GITLAB);
	past_tree_close(tree);
	return true;
}
