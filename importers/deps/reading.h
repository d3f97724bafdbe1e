/* One manifest while it is read. A reader of a text format is one file ending
 * in one const struct manifest_reader, and one line in the registry. */
#ifndef IMPORTERS_DEPS_READING_H
#define IMPORTERS_DEPS_READING_H

#include "base/error.h"
#include "importers/deps/package.h"

struct reading {
	struct str content;
	struct str shown;     /* path, for messages */
	struct str ecosystem; /* type of a package URL */
	bool is_lock;	      /* a reader may find that out from the content */
	struct package_list *list;
	struct arena *keep;    /* of the list */
	struct arena *scratch; /* of all else */
};

/* What a file says of one package; see struct package. */
void reading_add(struct reading *reading, struct package package);

/* Reads what it can; false when the content is not of the format. */
struct manifest_reader {
	const char *name; /* column syntax of data/manifests.csv */
	bool (*read)(struct reading *reading, struct error *err);
};

#define MANIFEST_READERS(X)                                                    \
	X(cmake)                                                               \
	X(conan)                                                               \
	X(conan_py)                                                            \
	X(gem_lock)                                                            \
	X(go_mod)                                                              \
	X(gradle)                                                              \
	X(gradle_lock)                                                         \
	X(requirements)                                                        \
	X(ruby)                                                                \
	X(yarn_lock)

#define MANIFEST_EXTERN(name)                                                  \
	extern const struct manifest_reader manifest_reader_##name;
MANIFEST_READERS(MANIFEST_EXTERN)
#undef MANIFEST_EXTERN

#endif
