/* Lists of packages: adding, settling, comparing. */
#include "importers/deps/package.h"

#include <stdlib.h>

#include "base/vec.h"
#include "importers/deps/package_name.h"

void package_add(struct package_list *list, struct str ecosystem, bool is_lock,
    struct package package, struct arena *keep)
{
	package.name = package_name(keep, ecosystem, package.name);
	package.version = requirement_text(keep, package.version);
	package.scope = arena_str(keep, package.scope);
	if (list->count >= PACKAGES_MAX ||
	    package_is_foreign(ecosystem, package.name) ||
	    requirement_is_local(ecosystem, package.version))
		return;
	bool is_override = str_equal_z(ecosystem, "vcpkg") &&
			   str_equal_z(package.scope, "managed");
	if (is_lock && str_starts(package.version, STR("==")))
		package.version = str_skip(package.version, 2);
	if (is_lock || is_override)
		package.fixed = FIXED_YES;
	else if (package.fixed == FIXED_UNKNOWN)
		package.fixed = requirement_fixed(ecosystem, package.version);
	VEC_PUSH(list, keep, package);
}

/* ------------------------------------------------------------- settling -- */

static int scope_rank(struct str scope)
{
	static const char *const scopes[] = { "runtime", "", "optional", "peer",
		"build", "test", "dev", "managed" };
	enum { SCOPES = sizeof scopes / sizeof scopes[0] };
	for (int i = 0; i < SCOPES; i++)
		if (str_equal_z(scope, scopes[i]))
			return i;
	return SCOPES;
}

static int compare_packages(const void *left, const void *right)
{
	const struct package *a = left;
	const struct package *b = right;
	int order = str_compare(a->name, b->name);
	if (!order)
		order = str_compare(a->version, b->version);
	if (!order)
		order = (a->line > b->line) - (a->line < b->line);
	if (!order)
		order = scope_rank(a->scope) - scope_rank(b->scope);
	return order ? order : (int)a->relation - (int)b->relation;
}

static enum fixed both_fixed(enum fixed a, enum fixed b)
{
	if (a == FIXED_UNKNOWN)
		return b;
	if (b == FIXED_UNKNOWN)
		return a;
	return a == FIXED_YES && b == FIXED_YES ? FIXED_YES : FIXED_NO;
}

static enum relation both_relations(enum relation a, enum relation b)
{
	if (a == RELATION_DIRECT || b == RELATION_DIRECT)
		return RELATION_DIRECT;
	return a == RELATION_UNKNOWN ? b : a;
}

/* The versions come sorted, so that a repeat is the last one. */
static struct str both_versions(
    struct arena *keep, struct str a, struct str last, struct str b)
{
	if (!b.len || str_equal(last, b) || a.len >= PACKAGE_TEXT_MAX)
		return a;
	if (!a.len)
		return b;
	return arena_printf(keep, STR_FMT ", " STR_FMT, STR_ARG(a), STR_ARG(b));
}

/* As most lock files are. */
static bool is_sorted(const struct package_list *list)
{
	for (size_t i = 1; i < list->count; i++)
		if (compare_packages(&list->items[i - 1], &list->items[i]) > 0)
			return false;
	return true;
}

void packages_settle(struct package_list *list, struct arena *keep)
{
	size_t count = 0;
	struct str last = STR("");
	if (!is_sorted(list))
		qsort(list->items, list->count, sizeof *list->items,
		    compare_packages);
	for (size_t i = 0; i < list->count; i++) {
		const struct package from = list->items[i];
		struct package *into = count ? &list->items[count - 1] : NULL;
		if (!into || !str_equal(into->name, from.name)) {
			list->items[count++] = from;
			last = from.version;
			continue;
		}
		into->version =
		    both_versions(keep, into->version, last, from.version);
		last = from.version;
		if (scope_rank(from.scope) < scope_rank(into->scope))
			into->scope = from.scope;
		into->relation = both_relations(into->relation, from.relation);
		into->fixed = both_fixed(into->fixed, from.fixed);
		if (from.line && (!into->line || from.line < into->line))
			into->line = from.line;
	}
	list->count = count;
}

/* ------------------------------------------------------------- comparing -- */

static bool are_same(const struct package *a, const struct package *b)
{
	return str_equal(a->version, b->version) &&
	       str_equal(a->scope, b->scope) && a->relation == b->relation;
}

void packages_compare(struct package_change_list *changes,
    const struct package_list *old, const struct package_list *new,
    struct arena *keep)
{
	size_t i = 0;
	size_t j = 0;
	while (i < old->count || j < new->count) {
		struct package_change change = { 0 };
		int order = i == old->count   ? 1
			    : j == new->count ? -1
					      : str_compare(old->items[i].name,
						    new->items[j].name);
		if (order <= 0)
			change.any = change.old = &old->items[i++];
		if (order >= 0)
			change.any = change.new = &new->items[j++];
		if (!change.old || !change.new ||
		    !are_same(change.old, change.new))
			VEC_PUSH(changes, keep, change);
	}
}
