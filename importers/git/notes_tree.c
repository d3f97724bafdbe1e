/* A notes tree holds a blob for each annotated object, under the object's id
 * with slashes put in behind any two digits, more the more notes there are. */
#include "importers/git/notes_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/bisect.h"
#include "base/vec.h"
#include "importers/git/commit.h"
#include "importers/git/tree.h"

static bool parse_path(struct oid *oid, struct str path)
{
	char hex[OID_HEX_SIZE - 1];
	size_t len = 0;
	for (size_t i = 0; i < path.len; i++) {
		if (path.ptr[i] == '/')
			continue;
		if (len == sizeof hex)
			return false;
		hex[len++] = path.ptr[i];
	}
	return oid_parse(oid, (struct str){ hex, len });
}

static int compare_commits(const void *a, const void *b)
{
	const struct note_blob *x = a;
	const struct note_blob *y = b;
	int order = oid_compare(&x->commit, &y->commit);
	return order ? order : oid_compare(&x->blob, &y->blob);
}

void notes_sort(struct note_list *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items,
		    compare_commits);
}

enum object_state notes_list(struct note_list *list, struct repo *repo,
    struct cache *trees, struct str name, struct arena *keep)
{
	struct object object;
	struct oid tip;
	struct commit commit;
	struct change_list files = { 0 };
	*list = (struct note_list){ 0 };
	if (!repo_ref(repo, name, &tip))
		return OBJECT_MISSING;
	enum object_state state = repo_read(repo, &tip, OBJECT_COMMIT, &object);
	if (state == OBJECT_FOUND && !commit_parse(&commit, object.data))
		state = OBJECT_BROKEN;
	object_release(&object);
	if (state != OBJECT_FOUND)
		return state;
	state = tree_changes(trees, NULL, &commit.tree, &files, keep);
	for (size_t i = 0; i < files.count; i++) {
		struct note_blob note = { .blob = files.items[i].new };
		if ((files.items[i].new_mode & MODE_TYPE) != MODE_SUBMODULE &&
		    parse_path(&note.commit, files.items[i].path))
			VEC_PUSH(list, keep, note);
	}
	notes_sort(list);
	return state;
}

const struct note_blob *notes_find(
    const struct note_list *list, const struct oid *commit)
{
	size_t low;
	BISECT(low, list->count,
	    oid_compare(&list->items[low].commit, commit) < 0);
	return low < list->count && oid_equal(&list->items[low].commit, commit)
		   ? &list->items[low]
		   : NULL;
}
