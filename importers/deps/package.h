/* The packages that one manifest or lock file names, as a list. */
#ifndef IMPORTERS_DEPS_PACKAGE_H
#define IMPORTERS_DEPS_PACKAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { PACKAGES_MAX = 200000, PACKAGE_TEXT_MAX = 512 };

/* Whether the project itself asks for the package, or another package does. */
enum relation { RELATION_UNKNOWN, RELATION_DIRECT, RELATION_TRANSITIVE };

/* Whether the text names one version: of a manifest a requirement, of a lock
 * file the version chosen. */
enum fixed { FIXED_UNKNOWN, FIXED_NO, FIXED_YES };

struct package {
	struct str name;    /* normal form of its ecosystem */
	struct str version; /* as written; several: joined by ", "; or "" */
	struct str scope;   /* runtime, dev, build, test, optional, peer,
			       managed; "" not said */
	enum relation relation;
	enum fixed fixed;
	int64_t line; /* where it is named first */
};

struct package_list {
	struct package *items;
	size_t count;
	size_t room;
};

/* Takes a package as a file names it into LIST, its texts into KEEP: the name
 * and the requirement brought to normal form, fixed decided. Names that stand
 * for the platform (php, python) or for a part of the project itself are left
 * out, as are those that no registry would take (blanks, over-long). */
void package_add(struct package_list *list, struct str ecosystem, bool is_lock,
    struct package package, struct arena *keep);

/* Sorts by name and brings repeats together: all versions, the earliest line,
 * direct before transitive, runtime before the other scopes, fixed only when
 * all are. */
void packages_settle(struct package_list *list, struct arena *keep);

/* What a change of a file did to its packages; both lists are settled. */
struct package_change {
	const struct package *old; /* NULL: added */
	const struct package *new; /* NULL: removed */
	const struct package *any; /* the new one, else the old one */
	bool is_present;	   /* behind a version that cannot be read */
};

struct package_change_list {
	struct package_change *items;
	size_t count;
	size_t room;
};

/* Packages whose presence, version, scope or relation differs, by name. */
void packages_compare(struct package_change_list *changes,
    const struct package_list *old, const struct package_list *new,
    struct arena *keep);

#endif
