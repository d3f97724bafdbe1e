/* Looks paths up in the trees of revisions; both are asked for again and
 * again, so the root trees of revisions are kept by name, and folders in the
 * cache that diffs use as well. */
#include "importers/git/past_tree.h"

#include "base/map.h"
#include "importers/git/commit.h"
#include "importers/git/lines.h"
#include "importers/git/tree.h"

enum { FOLDERS_BYTES = 4 * 1024 * 1024 };

struct past_tree {
	struct arena *keep;
	struct repo *repo;
	struct cache *trees;
	struct map roots; /* revision -> struct oid; NULL: none */
};

bool past_tree_open(struct past_tree **past, struct str folder,
    struct arena *keep, struct error *err)
{
	struct repo *repo;
	*past = NULL;
	if (!repo_open(&repo, folder, err))
		return false;
	*past = ARENA_NEW(keep, struct past_tree);
	**past = (struct past_tree){ .keep = keep,
		.repo = repo,
		.trees = cache_new(repo, FOLDERS_BYTES),
		.roots = { .arena = keep } };
	return true;
}

static struct oid *read_root(struct past_tree *past, struct str revision)
{
	struct oid *root = NULL;
	struct oid oid;
	struct object object = { .handle = NULL };
	struct commit commit;
	if (!repo_commit(past->repo, revision, &oid) ||
	    repo_read(past->repo, &oid, OBJECT_COMMIT, &object) != OBJECT_FOUND)
		return NULL;
	if (commit_parse(&commit, object.data)) {
		root = ARENA_NEW(past->keep, struct oid);
		*root = commit.tree;
	}
	object_release(&object);
	return root;
}

static bool find_version(struct past_tree *past, struct str revision,
    struct str path, struct version *version)
{
	bool added;
	union map_value *root = map_put(&past->roots, revision, &added);
	if (added)
		root->pointer = read_root(past, revision);
	return root->pointer && tree_find(past->trees, root->pointer, path,
				    version) == OBJECT_FOUND;
}

enum past_presence past_tree_has(
    struct past_tree *past, struct str revision, struct str path)
{
	struct version version;
	if (!find_version(past, revision, path, &version))
		return PRESENCE_UNKNOWN;
	return version.mode ? PRESENCE_THERE : PRESENCE_ABSENT;
}

bool past_tree_text(struct past_tree *past, struct str revision,
    struct str path, struct str *text, struct arena *keep)
{
	struct version version;
	struct object object = { .handle = NULL };
	if (!find_version(past, revision, path, &version) ||
	    (version.mode & MODE_TYPE) != MODE_FILE ||
	    repo_read(past->repo, &version.oid, OBJECT_BLOB, &object) !=
		OBJECT_FOUND)
		return false;
	bool is_text = !lines_is_binary(object.data);
	if (is_text)
		*text = arena_str(keep, object.data);
	object_release(&object);
	return is_text;
}

void past_tree_close(struct past_tree *past)
{
	if (!past)
		return;
	cache_free(past->trees);
	repo_close(past->repo);
}
