/* The catalogue names parents, so children are found by walking it once for
 * each weakness that is on the list or came to it: a list has a few dozen, the
 * catalogue a thousand. */
#include "analysis/weakness_list.h"

#include <stdlib.h>

#include "base/rules.h"
#include "base/vec.h"

struct weakness {
	int64_t number;
	struct str parents; /* "284;287" */
	struct str gap;	    /* "1"; none */
	bool is_pillar;
	bool is_named; /* by an item */
};

struct numbers {
	int64_t *items;
	size_t count;
	size_t room;
};

static int compare_weaknesses(const void *a, const void *b)
{
	const struct weakness *x = a;
	const struct weakness *y = b;
	return (x->number > y->number) - (x->number < y->number);
}

static struct weakness *find(const struct weakness_tree *tree, int64_t number)
{
	struct weakness key = { .number = number };
	return bsearch(
	    &key, tree->items, tree->count, sizeof key, compare_weaknesses);
}

static bool next_number(struct str *list, int64_t *number)
{
	struct str part;
	while (str_split(list, ';', &part))
		if (str_to_int(str_trim(part), number))
			return true;
	return false;
}

static bool read_catalogue(struct weakness_tree *tree,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char *const names[] = { "cwe_id", "parents", "gap",
		"abstraction" };
	struct rules rules;
	size_t column[4];
	if (!rules_read(&rules, folders, STR("data/cwe.csv"), keep, err))
		return false;
	for (int i = 0; i < 4; i++)
		if (!rules_column(&rules, names[i], &column[i], err))
			return false;
	tree->items =
	    arena_array(keep, rules.row_count + 1, sizeof *tree->items);
	for (size_t i = 0; i < rules.row_count; i++) {
		struct weakness *one = &tree->items[tree->count];
		*one = (struct weakness){
			.parents = rules_cell(&rules, i, column[1]),
			.gap = rules_cell(&rules, i, column[2]),
			.is_pillar = str_equal_z(
			    rules_cell(&rules, i, column[3]), "Pillar"),
		};
		tree->count +=
		    str_to_int(rules_cell(&rules, i, column[0]), &one->number);
	}
	if (tree->count)
		qsort(tree->items, tree->count, sizeof *tree->items,
		    compare_weaknesses);
	return true;
}

bool weakness_tree_read(struct weakness_tree *tree,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t column;
	*tree = (struct weakness_tree){ 0 };
	if (!read_catalogue(tree, folders, keep, err) ||
	    !rules_read(
		&rules, folders, STR("data/readiness.csv"), keep, err) ||
	    !rules_column(&rules, "cwes", &column, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct str list = rules_cell(&rules, i, column);
		int64_t number;
		while (next_number(&list, &number)) {
			struct weakness *one = find(tree, number);
			if (one)
				one->is_named = true;
		}
	}
	return true;
}

static bool is_on(const struct numbers *list, int64_t number)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i] == number)
			return true;
	return false;
}

static bool is_child(const struct weakness *one, int64_t parent)
{
	struct str parents = one->parents;
	int64_t number;
	while (next_number(&parents, &number))
		if (number == parent)
			return true;
	return false;
}

static bool is_of_seven(struct str gap)
{
	return gap.len == 1 && gap.ptr[0] >= '1' && gap.ptr[0] <= '7';
}

static void add_children(struct numbers *list, const struct weakness_tree *tree,
    int64_t parent, struct str gap, struct arena *keep)
{
	const struct weakness *own = find(tree, parent);
	if (!own || own->is_pillar)
		return;
	for (size_t i = 0; i < tree->count; i++) {
		const struct weakness *one = &tree->items[i];
		bool is_other = one->gap.len && is_of_seven(gap) &&
				!str_equal(one->gap, gap);
		if (!one->is_named && !is_other && is_child(one, parent) &&
		    !is_on(list, one->number))
			VEC_PUSH(list, keep, one->number);
	}
}

struct str weakness_list(const struct weakness_tree *tree, struct str list,
    struct str gap, struct arena *keep)
{
	struct numbers all = { 0 };
	struct str text = STR(",");
	int64_t number;
	while (next_number(&list, &number))
		if (!is_on(&all, number))
			VEC_PUSH(&all, keep, number);
	if (!all.count)
		return STR_NONE;
	for (size_t i = 0; i < all.count; i++) {
		add_children(&all, tree, all.items[i], gap, keep);
		text = arena_printf(keep, STR_FMT "%lld,", STR_ARG(text),
		    (long long)all.items[i]);
	}
	return text;
}
