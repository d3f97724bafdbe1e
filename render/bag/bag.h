/* The evidence bag: files with a manifest that standard tools check (BagIt 1.0,
 * RFC 8493), sealed by an SSH signature over the manifest of the manifest. What
 * is in it is made elsewhere and added as bag_file; bag_close adds the outer
 * files, bag_sign (seal.h) the signature, and then it is written as a folder
 * and as one tar file. Nothing in it tells clock, host, user or folder. */
#ifndef RENDER_BAG_BAG_H
#define RENDER_BAG_BAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/map.h"

#define BAG_MANIFEST "manifest-sha256.txt"
#define BAG_TAG_MANIFEST "tagmanifest-sha256.txt"
#define BAG_SIGNATURE BAG_TAG_MANIFEST ".sig"
#define BAG_STAMP BAG_TAG_MANIFEST ".tsr" /* RFC 3161, added by hand */

enum { BAG_PATH_MAX = 150 }; /* bytes; ustar holds them below the bag's name */

struct bag_file {
	struct str path; /* from the root of the bag: data/tables/T-03-x.csv */
	struct str content; /* none: it is in the staged folder */
	char digest[HASH_HEX_SIZE];
	int64_t size_bytes;
};

struct bag_stage; /* opaque: the folder that files are written into */

/* Files in any order. Starts as zero: contents stay in memory; after bag_stage
 * they go to the disk as they come, and memory holds their names alone. What
 * cannot be written is told by bag_close. */
struct bag_files {
	struct bag_file *items;
	size_t count;
	size_t room;
	struct map places;	 /* path -> index */
	struct bag_stage *stage; /* NULL: in memory */
	struct error failed;	 /* the first that was not written */
};

/* What bag-info.txt says. */
struct bag_info {
	struct str organisation; /* none: not stated */
	struct str scope;	 /* in words: what was looked at */
	struct str period;	 /* 2026-Q3 */
	struct str identifier;	 /* number of the report: ACME-2026Q3-7F3A */
	struct str program;	 /* "assay 0.1.0" */
	int64_t as_of;		 /* the day of the bag */
	int64_t keep_until;	 /* 0: nobody said how long */
	bool restricted;	 /* holds what not everybody may read */
	struct str
	    signer; /* fingerprint of the key that will seal it, SHA256:...;
		     * none: the bag says that it is not signed */
	struct str previous; /* SHA-256 of the tag manifest of the bag before,
			      * hex; none: the first of its chain */
};

/* Writes what is added from now on into a new folder below FOLDER, with MODE:
 * 0644, or 0600 for what is restricted. Whoever stages a bag discards it. */
bool bag_stage(struct bag_files *files, struct str folder, unsigned mode,
    struct arena *keep, struct error *err) MUST_USE;
/* Removes what was staged and not put in its place. */
void bag_discard(struct bag_files *files);

/* Adds one file; PATH must outlive the bag, and CONTENT if it is in memory. */
void bag_add(struct bag_files *files, struct str path, struct str content,
    struct arena *keep);
/* The same of a file that is still being made: of a staged bag CONTENT is
 * written once there is much of it, and emptied; bag_add with the rest ends the
 * file. No other file is begun before. */
void bag_more(struct bag_files *files, struct str path, struct buf *content);
/* The file at PATH; NULL when there is none. */
const struct bag_file *bag_find(const struct bag_files *files, struct str path);
/* What is in FILE. */
bool bag_content(struct str *content, const struct bag_files *files,
    const struct bag_file *file, struct arena *keep,
    struct error *err) MUST_USE;

/* Whether PATH may stand in a bag: relative, parts of letters, digits, dot,
 * dash and underscore that do not begin with a dot, at most BAG_PATH_MAX bytes.
 */
bool bag_path_is_fine(struct str path);

/* Sorts FILES by path and adds a cover (data/index.html), bagit.txt,
 * bag-info.txt, both manifests and VERIFY.txt. NAME becomes
 * evidence-<scope>-<period>-<id>, where id is the first 8 digits of the digest
 * of the tag manifest. An error: a path that may not be there, or twice. */
bool bag_close(struct str *name, struct bag_files *files,
    const struct bag_info *info, struct arena *keep,
    struct error *err) MUST_USE;

/* Puts a closed bag that is staged in its place, as NAME in FOLDER, where it
 * was staged, and the same as NAME.tar: ustar, entries sorted, mode 0644 and
 * 0755, owner 0, time 0; the same bytes on every machine. Those of that name
 * are replaced. */
bool bag_write(const struct bag_files *files, struct str folder,
    struct str name, unsigned mode, struct error *err) MUST_USE;

#endif
