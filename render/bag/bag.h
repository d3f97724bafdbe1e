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

#define BAG_MANIFEST "manifest-sha256.txt"
#define BAG_TAG_MANIFEST "tagmanifest-sha256.txt"
#define BAG_SIGNATURE BAG_TAG_MANIFEST ".sig"
#define BAG_STAMP BAG_TAG_MANIFEST ".tsr" /* RFC 3161, added by hand */

enum { BAG_PATH_MAX = 150 }; /* bytes; ustar holds them below the bag's name */

struct bag_file {
	struct str path; /* from the root of the bag: data/tables/T-03-x.csv */
	struct str content;
};

/* Files in any order; a vector (base/vec.h). */
struct bag_files {
	struct bag_file *items;
	size_t count;
	size_t room;
};

/* What bag-info.txt says. */
struct bag_info {
	struct str organisation; /* none: not stated */
	struct str scope;	 /* in words: what was looked at */
	struct str period;	 /* 2026-Q3 */
	struct str identifier;	 /* number of the report: ACME-2026Q3-7F3A */
	struct str program;	 /* "assay 0.1.0" */
	int64_t as_of;		 /* the day of the bag */
	bool restricted;	 /* holds what not everybody may read */
	struct str
	    signer; /* fingerprint of the key that will seal it, SHA256:...;
		     * none: the bag says that it is not signed */
	struct str previous; /* SHA-256 of the tag manifest of the bag before,
			      * hex; none: the first of its chain */
};

/* A line of a manifest: digest of CONTENT, two blanks, PATH. */
void bag_manifest_line(struct buf *out, struct str path, struct str content);

/* Adds one file; PATH and CONTENT must outlive the bag. */
void bag_add(struct bag_files *files, struct str path, struct str content,
    struct arena *keep);
/* The file at PATH; NULL when there is none. */
const struct bag_file *bag_find(const struct bag_files *files, struct str path);

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

/* Writes a closed bag as FOLDER/NAME, made beside and renamed; one of that name
 * is replaced. MODE of files: 0644, or 0600 for what is restricted. */
bool bag_write_folder(const struct bag_files *files, struct str folder,
    struct str name, unsigned mode, struct error *err) MUST_USE;
/* The same as FOLDER/NAME.tar: ustar, entries sorted, mode 0644 and 0755, owner
 * 0, time 0; the same bytes on every machine. */
bool bag_write_tar(const struct bag_files *files, struct str folder,
    struct str name, unsigned mode, struct error *err) MUST_USE;

#endif
