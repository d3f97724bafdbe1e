/* Records beside commits: notes of git-ai, agentblame and whogitit, read by
 * every reader, and their claims settled; records of Agent Trace; sessions and
 * trailers of Entire. Covers importers/notes.
 * corpus: tests/corpus/notes */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "importers/notes/agent_trace.h"
#include "importers/notes/entire.h"
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

static void read_others(struct str text)
{
	struct arena *arena = arena_new();
	struct trace_record record;
	struct checkpoint_session session;
	struct error err = { 0 };
	struct str rest = text;
	struct str id;
	if (!agent_trace_read(&record, text, arena, &err) && !err.message[0])
		abort();
	for (size_t i = 0; i < record.count; i++)
		if (record.items[i].first < 1 ||
		    record.items[i].last < record.items[i].first)
			abort();
	(void)!entire_read_session(&session, text, arena, &err);
	while (entire_next_id(&rest, &id))
		if (!entire_is_id(id))
			abort();
	arena_free(arena);
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
	read_others(text);
	return 0;
}
