/* Raw objects: with our own reader of packs (unpack.c), and what it does not
 * find or understand with libgit2. Nothing that a partial clone left out is
 * fetched. */
#include "importers/git/repo_inside.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	REPLACED_DEPTH_MAX = 5,
	EXPECTED_BYTES = 24 << 20 /* of what will be used */
};

void repo_drop_pages(const struct repo *repo)
{
	packs_rest(repo->packs);
}

void repo_rest(struct repo *repo)
{
	repo_drop_pages(repo);
	unpacker_rest(repo->unpacker);
#ifdef __GLIBC__
	malloc_trim(0); /* else it stays with the threads that took it */
#endif
}

struct repo *repo_share(struct repo *repo, size_t kept_bytes)
{
	struct repo *other = calloc(1, sizeof *other);
	if (!other)
		memory_lost();
	*other = *repo;
	other->shared = repo;
	other->kept_bytes = kept_bytes;
	other->unpacker = unpacker_new(repo->packs, kept_bytes);
	return other;
}

static enum object_state library_read(struct repo *repo, const struct oid *oid,
    enum object_type type, struct object *object)
{
	static const git_object_t wanted[] = {
		[OBJECT_COMMIT] = GIT_OBJECT_COMMIT,
		[OBJECT_TREE] = GIT_OBJECT_TREE,
		[OBJECT_BLOB] = GIT_OBJECT_BLOB,
	};
	git_odb_object *handle = NULL;
	git_oid id;
	size_t size;
	git_object_t found;
	memcpy(id.id, oid->bytes, OID_SIZE);
	int code = git_odb_read_header(&size, &found, repo->odb, &id);
	if (code == 0 && found != wanted[type])
		return OBJECT_BROKEN;
	if (code == 0 && size > OBJECT_SIZE_MAX)
		return OBJECT_TOO_LARGE;
	if (code == 0)
		code = git_odb_read(&handle, repo->odb, &id);
	if (code)
		return code == GIT_ENOTFOUND ? OBJECT_MISSING : OBJECT_BROKEN;
	object->handle = handle;
	object->data = (struct str){ git_odb_object_data(handle),
		git_odb_object_size(handle) };
	return OBJECT_FOUND;
}

/* What is damaged in a pack may stand elsewhere; the library looks. */
static enum object_state read_as_it_is(struct repo *repo, const struct oid *oid,
    enum object_type type, struct object *object)
{
	struct pack_place place;
	*object = (struct object){ 0 };
	if (!packs_find(repo->packs, oid, &place))
		return library_read(repo, oid, type, object);
	enum object_state state =
	    unpack(repo->unpacker, &place, type, &object->unpacked);
	if (state == OBJECT_BROKEN)
		return library_read(repo, oid, type, object);
	if (state == OBJECT_FOUND)
		object->data = unpacked_bytes(object->unpacked);
	return state;
}

/* What is replaced may be replaced again, a few times. */
enum object_state repo_read(struct repo *repo, const struct oid *oid,
    enum object_type type, struct object *object)
{
	for (int i = 0; i < REPLACED_DEPTH_MAX; i++) {
		const struct replacement *replacement =
		    replacements_find(&repo->replaced, oid);
		if (!replacement)
			break;
		if (replacement->commit.ptr) {
			*object =
			    (struct object){ .data = replacement->commit };
			return type == OBJECT_COMMIT ? OBJECT_FOUND
						     : OBJECT_BROKEN;
		}
		oid = &replacement->to;
	}
	return read_as_it_is(repo, oid, type, object);
}

enum object_state repo_size(
    struct repo *repo, const struct oid *oid, size_t *size_bytes)
{
	git_oid id;
	git_object_t found;
	struct pack_place place;
	if (packs_find(repo->packs, oid, &place) &&
	    unpack_size(repo->unpacker, &place, OBJECT_BLOB, size_bytes) ==
		OBJECT_FOUND)
		return OBJECT_FOUND;
	memcpy(id.id, oid->bytes, OID_SIZE);
	int code = git_odb_read_header(size_bytes, &found, repo->odb, &id);
	if (code)
		return code == GIT_ENOTFOUND ? OBJECT_MISSING : OBJECT_BROKEN;
	return found == GIT_OBJECT_BLOB && *size_bytes <= OBJECT_SIZE_MAX
		   ? OBJECT_FOUND
		   : OBJECT_BROKEN;
}

struct demand *repo_demand(const struct repo *repo)
{
	return demand_new(repo->packs);
}

void repo_demand_add(
    const struct repo *repo, struct demand *demand, const struct oid *oid)
{
	struct pack_place place;
	if (packs_find(repo->packs, oid, &place))
		demand_add(demand, &place);
}

void repo_expect(struct repo *repo, struct demand *demand)
{
	size_t kept_bytes = repo->kept_bytes;
	if (demand && !repo->shared)
		kept_bytes = EXPECTED_BYTES;
	unpacker_expect(repo->unpacker, demand, kept_bytes);
}

void repo_use(struct repo *repo, const struct object *object)
{
	if (object->unpacked)
		unpacked_use(repo->unpacker, object->unpacked);
}

void object_release(struct object *object)
{
	git_odb_object_free(object->handle);
	unpacked_release(object->unpacked);
	object->handle = NULL;
	object->unpacked = NULL;
}

bool repo_is_bare(const struct repo *repo)
{
	return git_repository_is_bare(repo->handle);
}

void repo_ask_threads(struct repo *repo, int threads)
{
	repo->threads = threads;
}

int repo_threads(const struct repo *repo)
{
	if (!(git_libgit2_features() & GIT_FEATURE_THREADS))
		return 1;
	if (repo->threads <= 0)
		return REPO_THREADS;
	return repo->threads < REPO_THREADS_MAX ? repo->threads
						: REPO_THREADS_MAX;
}

size_t repo_replacements(const struct repo *repo)
{
	return repo->replaced.count;
}

struct str repo_replaced(const struct repo *repo, struct arena *keep)
{
	struct str text = STR("");
	for (size_t i = 0; i < repo->replaced.count; i++) {
		const struct replacement *item = &repo->replaced.items[i];
		char from[OID_HEX_SIZE];
		char to[OID_HEX_SIZE];
		oid_hex(&item->from, from);
		oid_hex(&item->to, to);
		text = arena_printf(keep, STR_FMT "%s %s\n" STR_FMT,
		    STR_ARG(text), from, to, STR_ARG(item->commit));
	}
	return text;
}
