/* Names and requirements of packages, by ecosystem (the type of a package URL,
 * github.com/package-url/purl-spec). */
#ifndef IMPORTERS_DEPS_PACKAGE_NAME_H
#define IMPORTERS_DEPS_PACKAGE_NAME_H

#include "importers/deps/package.h"

/* The name under which the registry knows it: PyPI by PEP 503 (lower case,
 * runs of "-", "_" and "." are one "-"), NuGet, Composer, vcpkg and GitHub
 * paths of Composer in lower case, else as written. */
struct str package_name(
    struct arena *keep, struct str ecosystem, struct str name);

/* Not a package of the registry: the language itself, an extension of it, a
 * name that is empty, over-long or has blanks. */
bool package_is_foreign(struct str ecosystem, struct str name);

/* A requirement as it is kept: trimmed, blanks and control characters as one
 * blank, user and password of a URL left out, shortened. */
struct str requirement_text(struct arena *keep, struct str text);

/* Points to a part of the same project, not to a registry. */
bool requirement_is_local(struct str ecosystem, struct str text);

/* Whether a manifest's requirement can be met by one version alone. What each
 * ecosystem means by a bare "1.2.3" is the maker's rule: docs/formats.md. */
enum fixed requirement_fixed(struct str ecosystem, struct str text);

#endif
