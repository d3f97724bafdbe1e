/* Where the packages stand in structured files: data/dependency-shapes.csv.
 *
 * A row says: in files of this shape, each value at this path names a package.
 *   path      keys from the top; "*" any key, "[]" each item of a list; "+" at
 *             the end: the same path again below each match
 *   name      expression
 *   version   expression; nothing: not said
 *   form      how name and version are taken apart further; nothing: as is
 *   relation  direct, transitive, nothing (not said), or a member that says it
 *   scope     expression; nothing: not said
 *   skip      conditions; a value that meets one names no package
 *
 * An expression is a list of alternatives separated by "|", of which the first
 * that is there counts. An alternative is parts joined by "+" (which become
 * "a:b"); a part is a path of members below the value, or
 *   @key    the last key of the path        @value  the text of the value
 *   =word   the word itself                 ?word   the word, when the member
 *                                                   of that name is true
 *   $path   the variable that the member names
 * A condition is "member" (there, and not false), "!member" (not there) or
 * "member=text". A row whose name is @variable names a variable by its key,
 * @variable:NAME one by that name; "${x}" and "$(x)" in texts stand for it. */
#ifndef IMPORTERS_DEPS_SHAPES_H
#define IMPORTERS_DEPS_SHAPES_H

#include "base/asset.h"
#include "importers/conf/conf.h"
#include "importers/deps/reading.h"

#define SHAPES_TABLE "data/dependency-shapes.csv"

struct shapes;

/* Reads the table; a wrong row is an input error with its line. */
bool shapes_load(struct shapes **shapes, const struct asset_folders *folders,
    struct arena *keep, struct error *err) MUST_USE;

/* Whether the table has rows of that name. */
bool shapes_have(const struct shapes *shapes, struct str shape);

/* Adds the packages of the tree ROOT by the rows of SHAPE. */
void shapes_read(const struct shapes *shapes, struct str shape,
    const struct conf *root, struct reading *reading);

#endif
