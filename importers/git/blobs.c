/* A few places, searched one by one; what was not used for longest goes. The
 * objects stay the library's: nothing is copied. */
#include "importers/git/blobs.h"

#include <string.h>

#include "base/arena.h"
#include "importers/git/lines.h"

enum {
	PLACES = 24,
	BYTES_MAX = 4 << 20, /* of all blobs, but for the last one read */
};

struct blobs {
	struct repo *repo;
	struct arena *keep; /* holds this */
	uint64_t tick;
	size_t used_bytes;
	struct place_of_blob {
		struct blob blob;
		struct line_index index;
		uint64_t tick; /* of the last use; 0: empty */
	} places[PLACES];
};

struct blobs *blobs_new(struct repo *repo)
{
	struct arena *keep = arena_new();
	struct blobs *blobs = ARENA_NEW(keep, struct blobs);
	blobs->repo = repo;
	blobs->keep = keep;
	return blobs;
}

/* With an index, which most get. */
static size_t size_of(const struct blob *blob)
{
	return blob->object.data.len +
	       blob->lines *
		   (sizeof *blob->index->starts + sizeof *blob->index->hashes);
}

static void empty_place(struct blobs *blobs, struct place_of_blob *place)
{
	if (!place->tick)
		return;
	blobs->used_bytes -= size_of(&place->blob);
	object_release(&place->blob.object);
	line_index_free(&place->index);
	place->tick = 0;
}

void blobs_free(struct blobs *blobs)
{
	if (!blobs)
		return;
	for (int i = 0; i < PLACES; i++)
		empty_place(blobs, &blobs->places[i]);
	arena_free(blobs->keep);
}

static struct place_of_blob *find(struct blobs *blobs, const struct oid *oid)
{
	for (int i = 0; i < PLACES; i++) {
		struct place_of_blob *place = &blobs->places[i];
		if (place->tick && oid_equal(&place->blob.oid, oid))
			return place;
	}
	return NULL;
}

static struct place_of_blob *oldest_place(struct blobs *blobs)
{
	struct place_of_blob *oldest = &blobs->places[0];
	for (int i = 1; i < PLACES; i++)
		if (blobs->places[i].tick < oldest->tick)
			oldest = &blobs->places[i];
	return oldest;
}

/* The oldest that is in use, unless it was the last to be read. */
static struct place_of_blob *oldest_used(struct blobs *blobs)
{
	struct place_of_blob *oldest = NULL;
	for (int i = 0; i < PLACES; i++) {
		struct place_of_blob *place = &blobs->places[i];
		if (place->tick && place->tick != blobs->tick &&
		    (!oldest || place->tick < oldest->tick))
			oldest = place;
	}
	return oldest;
}

static struct place_of_blob *make_room(struct blobs *blobs, size_t bytes)
{
	struct place_of_blob *oldest;
	while (blobs->used_bytes + bytes > BYTES_MAX &&
	       (oldest = oldest_used(blobs)))
		empty_place(blobs, oldest);
	oldest = oldest_place(blobs);
	empty_place(blobs, oldest);
	return oldest;
}

static enum object_state load(struct repo *repo, struct blob *blob)
{
	enum object_state state =
	    repo_read(repo, &blob->oid, OBJECT_BLOB, &blob->object);
	if (state != OBJECT_FOUND)
		return state;
	size_t lines = lines_count(blob->object.data);
	if (lines > LINES_MAX) {
		object_release(&blob->object);
		return OBJECT_TOO_LARGE;
	}
	blob->lines = (uint32_t)lines;
	blob->is_binary = lines_is_binary(blob->object.data);
	return OBJECT_FOUND;
}

const struct blob *blobs_read(
    struct blobs *blobs, const struct oid *oid, enum object_state *state)
{
	struct place_of_blob *place = find(blobs, oid);
	struct blob blob = { .oid = *oid };
	*state = OBJECT_FOUND;
	if (place) {
		repo_use(blobs->repo, &place->blob.object);
	} else {
		*state = load(blobs->repo, &blob);
		if (*state != OBJECT_FOUND)
			return NULL;
		place = make_room(blobs, size_of(&blob));
		blobs->used_bytes += size_of(&blob);
		place->blob = blob;
		place->blob.index = &place->index;
	}
	place->tick = ++blobs->tick;
	return &place->blob;
}
