/* Records beside commits: notes of git-ai, agentblame and whogitit, read by
 * every reader, and their claims settled. Covers importers/notes.
 * corpus: tests/corpus/notes */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "importers/notes/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* After settling no line is in two ranges, and each author has its own. */
static void check(const struct claims *claims)
{
	int64_t lines = 0;
	for (size_t i = 0; i < claims->count; i++) {
		const struct claim *claim = &claims->items[i];
		if (claim->first < 1 || claim->last < claim->first ||
		    claim->author >= claims->author_count)
			abort();
		if (i && str_equal(claim[-1].path, claim->path) &&
		    claim[-1].last >= claim->first)
			abort();
		lines += claim->last - claim->first + 1;
	}
	for (size_t i = 0; i < claims->author_count; i++)
		lines -= claims->authors[i].lines;
	if (lines)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	if (!size)
		text = STR("");
	for (size_t i = 0; note_readers[i]; i++) {
		struct arena *arena = arena_new();
		struct map shared = { .arena = arena };
		struct claims claims;
		struct error err = { 0 };
		claims_open(&claims, arena, &shared);
		if (note_readers[i]->read(&claims, text, &err)) {
			claims_settle(&claims);
			check(&claims);
		} else if (!err.message[0]) {
			abort();
		}
		arena_free(arena);
	}
	return 0;
}
