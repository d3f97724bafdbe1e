/* Reads an evidence bag from a folder or a tar, without trusting it: what is
 * wrong with its form becomes a fault, and reading goes on. Bytes are read
 * once; of most files only the digest is kept. */
#ifndef RENDER_BAG_READ_H
#define RENDER_BAG_READ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"

struct found_file {
	struct str path; /* from the root of the bag; bag_path_is_fine */
	char digest[HASH_HEX_SIZE];
	int64_t size_bytes;
	struct str content; /* none: it was not wanted, or too large */
};

struct bag_fault {
	struct str where; /* path in the bag, or the tar; fit for a terminal */
	struct str what;  /* what is wrong there */
};

struct found_bag {
	struct str name;	  /* of its folder, also within a tar */
	struct found_file *items; /* sorted by path, each once */
	size_t count;
	size_t room;
	struct {
		struct bag_fault *items;
		size_t count;
		size_t room;
	} faults;
};

/* Which contents are kept. */
typedef bool (*bag_wanted)(struct str path);

/* Reads the bag at PATH. An error: PATH cannot be read, or is no bag at all: it
 * has neither bagit.txt and bag-info.txt nor manifests. */
bool bag_read(struct found_bag *bag, struct str path, bag_wanted wanted,
    struct arena *keep, struct error *err) MUST_USE;
/* The same of a tar that FILE stands at the start of, and AGAIN as well: its
 * bytes are compared with those of the form that tar.h has. SHOWN is its name
 * in faults. For bag_read and tests. */
bool bag_read_tar(struct found_bag *bag, FILE *file, FILE *again,
    struct str shown, bag_wanted wanted, struct arena *keep,
    struct error *err) MUST_USE;

/* NULL when there is none. */
const struct found_file *found_file(
    const struct found_bag *bag, const char *path);
/* Its content; "" when there is none or it was not kept. */
struct str found_content(const struct found_bag *bag, const char *path);
/* Value of LABEL in bag-info.txt; none when it is not there. */
struct str found_info(const struct found_bag *bag, const char *label);

#endif
