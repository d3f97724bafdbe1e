/* A map from path and blob, since what is read depends on both. */
#include "importers/git/watch_memo.h"

#include <string.h>

void watch_memo_open(struct watch_memo *memo, size_t bytes_max)
{
	*memo =
	    (struct watch_memo){ .keep = arena_new(), .bytes_max = bytes_max };
	memo->places.arena = memo->keep;
}

void watch_memo_close(struct watch_memo *memo)
{
	arena_free(memo->keep);
}

void watch_memo_forget(struct watch_memo *memo)
{
	arena_reset(memo->keep);
	memo->places = (struct map){ .arena = memo->keep };
}

bool watch_memo_rest(struct watch_memo *memo)
{
	if (arena_used(memo->keep) < memo->bytes_max)
		return false;
	watch_memo_forget(memo);
	return true;
}

void **watch_memo_place(
    struct watch_memo *memo, struct str path, const struct watch_side *side)
{
	struct arena *scratch = arena_new();
	char *key = arena_alloc(scratch, OID_SIZE + path.len);
	if (side->state == WATCH_TEXT)
		memcpy(key, side->blob.bytes, OID_SIZE);
	memcpy(key + OID_SIZE, path.ptr, path.len);
	union map_value *value = map_put(
	    &memo->places, (struct str){ key, OID_SIZE + path.len }, NULL);
	arena_free(scratch);
	return &value->pointer;
}
