/* A git repository, opened for reading: the only place that sees libgit2.
 * Objects come as raw bytes; nothing is checked out, fetched or written. */
#ifndef IMPORTERS_GIT_REPO_H
#define IMPORTERS_GIT_REPO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "importers/git/oid.h"

enum object_type { OBJECT_COMMIT, OBJECT_TREE, OBJECT_BLOB };

/* Missing: not in this clone (partial, shallow). Too large: over
 * OBJECT_SIZE_MAX. Broken: unreadable, or of the wrong type. */
enum object_state {
	OBJECT_FOUND,
	OBJECT_MISSING,
	OBJECT_TOO_LARGE,
	OBJECT_BROKEN
};

/* As git's core.bigFileThreshold: larger blobs count as binary. */
#define OBJECT_SIZE_MAX ((size_t)512 << 20)

struct demand;
struct unpacked;

/* One of the last two holds the bytes, or none. */
struct object {
	struct str data;
	void *handle; /* of the library */
	struct unpacked *unpacked;
};

struct repo; /* for one thread */

/* Opens the repository at PATH: a work tree, a bare one, a .git folder or
 * file. Errors name the fix: no repository, another owner, SHA-256 objects,
 * not readable. */
bool repo_open(struct repo **repo, struct str path, struct error *err) MUST_USE;
void repo_close(struct repo *repo); /* NULL is fine */

enum object_state repo_read(struct repo *repo, const struct oid *oid,
    enum object_type type, struct object *object);
/* Bytes of the blob OID, without reading it. */
enum object_state repo_size(
    struct repo *repo, const struct oid *oid, size_t *size_bytes);
void object_release(struct object *object); /* twice is fine */

/* The commits that REVISIONS name (blank-separated; none: HEAD), in order.
 * An unborn HEAD gives an empty list. *REF is the full name of the first when
 * it is a branch or tag, else none. */
bool repo_heads(struct repo *repo, struct str revisions, struct oid_list *heads,
    struct str *ref, struct arena *keep, struct error *err) MUST_USE;

/* The commit that NAME stands for: an id, of which at least seven digits are
 * given, or a tag. False: none in this clone, or the digits are not enough. */
bool repo_commit(struct repo *repo, struct str name, struct oid *oid) MUST_USE;

/* Blobs that are to be read, each as often as it is added: threads that expect
 * them keep what will be used again. The demand is freed by demand_free, after
 * all expect another or none (NULL). */
struct demand *repo_demand(const struct repo *repo);
void repo_demand_add(
    const struct repo *repo, struct demand *demand, const struct oid *oid);
void repo_expect(struct repo *repo, struct demand *demand);
/* OBJECT, a blob, served once more without being read. */
void repo_use(struct repo *repo, const struct object *object);

/* Commits whose parents were cut off (a shallow clone), sorted. */
bool repo_shallow(struct repo *repo, struct oid_list *commits,
    struct arena *keep, struct error *err) MUST_USE;

/* URL of origin, else of the first remote; none when there is none. */
struct str repo_remote(struct repo *repo, struct arena *keep);
bool repo_is_bare(const struct repo *repo);
/* How many threads may read, each from a repo of its own: what was asked for
 * (0: REPO_THREADS), or 1 where the library knows no threads. */
enum { REPO_THREADS = 2, REPO_THREADS_MAX = 16 };
void repo_ask_threads(struct repo *repo, int threads);
int repo_threads(const struct repo *repo);
/* Gives back the pages of packs; other threads may go on reading. */
void repo_drop_pages(const struct repo *repo);
/* And what was unpacked from them. */
void repo_rest(struct repo *repo);
/* REPO for another thread; closed before it. Only objects may be read. Of what
 * was unpacked at most KEPT_BYTES are kept for what may be made from it. */
struct repo *repo_share(struct repo *repo, size_t kept_bytes);
/* Objects that replace refs and the grafts file put others in place of; as in
 * git, repo_read gives the others. */
size_t repo_replacements(const struct repo *repo);
/* A text that changes with them, for digests. */
struct str repo_replaced(const struct repo *repo, struct arena *keep);
/* All full reference names, sorted by bytes. */
bool repo_refs(struct repo *repo, struct str_list *names, struct arena *keep,
    struct error *err) MUST_USE;

/* What the ref NAME stands for, whatever its kind; false when there is none.*/
bool repo_ref(struct repo *repo, struct str name, struct oid *oid) MUST_USE;

/* Whether the index has the file PATH (bytes, seen from the work tree's root),
 * and whether rules of the work tree say to ignore PATH. */
bool repo_tracks(struct repo *repo, struct str path);
bool repo_ignores(struct repo *repo, struct str path);

/* What the attributes of the work tree say of PATH (bytes) to a diff. */
enum diff_attribute { DIFF_AUTO, DIFF_TEXT, DIFF_BINARY };
enum diff_attribute repo_diff_attribute(struct repo *repo, const char *path_z);

#endif
