/* As git applies them (git-replace(1), gitrepository-layout(5) "info/grafts"):
 * a replaced object keeps its id and has the content of another; a grafted
 * commit keeps all but its parents. */
#include "importers/git/replace.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/vec.h"

enum { OID_DIGITS = OID_HEX_SIZE - 1 };

void replacements_add(struct replacements *list,
    const struct replacement *replacement, struct arena *keep)
{
	VEC_PUSH(list, keep, *replacement);
}

static int compare(const void *a, const void *b)
{
	const struct replacement *left = a;
	const struct replacement *right = b;
	int order = oid_compare(&left->from, &right->from);
	if (order)
		return order;
	return (left->commit.ptr != NULL) - (right->commit.ptr != NULL);
}

/* A graft stands behind the replace ref of the same commit, and over it. */
void replacements_sort(struct replacements *list)
{
	size_t kept = 0;
	if (!list->count)
		return;
	qsort(list->items, list->count, sizeof *list->items, compare);
	for (size_t i = 1; i < list->count; i++) {
		if (oid_compare(&list->items[kept].from, &list->items[i].from))
			kept++;
		list->items[kept] = list->items[i];
	}
	list->count = kept + 1;
}

static int compare_from(const void *key, const void *item)
{
	return oid_compare(key, &((const struct replacement *)item)->from);
}

const struct replacement *replacements_find(
    const struct replacements *list, const struct oid *oid)
{
	if (!list->count)
		return NULL;
	return bsearch(
	    oid, list->items, list->count, sizeof *list->items, compare_from);
}

bool graft_next(struct str *rest, struct oid *commit, struct str *parents)
{
	struct str line;
	while (str_line(rest, &line)) {
		if (!oid_parse(commit, str_slice(line, 0, OID_DIGITS)))
			continue;
		*parents = str_trim(str_skip(line, OID_DIGITS));
		return true;
	}
	return false;
}

static struct str take_raw_line(struct str *rest)
{
	struct str line = str_slice(*rest, 0, str_find_byte(*rest, '\n') + 1);
	*rest = str_skip(*rest, line.len);
	return line;
}

struct str graft_commit(
    struct str commit, struct str parents, struct arena *keep)
{
	struct buf out = { 0 };
	struct str part;
	buf_add(&out, take_raw_line(&commit)); /* tree */
	while (str_split(&parents, ' ', &part))
		if (part.len == OID_DIGITS)
			buf_printf(&out, "parent " STR_FMT "\n", STR_ARG(part));
	while (str_starts(commit, STR("parent ")))
		take_raw_line(&commit);
	buf_add(&out, commit);
	struct str text = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return text;
}
