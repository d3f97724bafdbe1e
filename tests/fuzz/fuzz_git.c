/* Commits: the header lines, identities, message, trailers and credits, marks
 * of AI, .mailmap, names of models and paths. Covers importers/git.
 * corpus: tests/corpus/git */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "importers/git/attribution.h"
#include "importers/git/commit.h"
#include "importers/git/diff.h"
#include "importers/git/lines.h"
#include "importers/git/mailmap.h"
#include "importers/git/message.h"
#include "importers/git/model_name.h"
#include "importers/git/path_rules.h"
#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void find_evidence(const struct signatures *signatures,
    const struct commit *commit, struct arena *arena)
{
	static struct evidence_list list;
	struct authorship authorship = {
		.author_name = commit->author.name,
		.author_email = commit->author.email,
		.committer_name = commit->committer.name,
		.committer_email = commit->committer.email,
		.message = commit->message,
		.author_time = commit->author.time,
		.is_merge = commit->parent_count > 1,
	};
	attribution_find(&list, signatures, &authorship, arena);
	for (size_t i = 0; i < list.count; i++)
		(void)model_name_normal(list.items[i].model, arena);
	(void)message_reverts(commit->message);
	(void)message_cherry_of(commit->message);
	(void)commit_utf8(arena, commit->author.name);
}

static void map_identity(
    struct str text, const struct commit *commit, struct arena *arena)
{
	struct mailmap mailmap = { .addresses.arena = arena };
	struct mailmap_target target;
	mailmap_read(&mailmap, text, arena);
	(void)mailmap_find(&mailmap, commit->author.name, commit->author.email,
	    &target, arena);
}

static void check_path(struct str text, struct arena *arena)
{
	struct str path = str_slice(text, 0, 200);
	struct str stored = path_text(arena, path);
	if (!str_equal(path_bytes(arena, stored), path))
		abort();
}

/* The whole against its second half. */
static void compare_texts(struct str text, struct arena *arena)
{
	struct str half = str_skip(text, text.len / 2);
	struct diff_text old = { .content = text,
		.lines = (uint32_t)lines_count(text) };
	struct diff_text new = { .content = half,
		.lines = (uint32_t)lines_count(half) };
	struct diff diff = diff_texts(&old, &new, 7, arena);
	uint32_t end = 0;
	for (uint32_t i = 0; i < diff.script.count; i++) {
		const struct hunk *hunk = &diff.script.hunks[i];
		if (i && hunk->old_start <= end)
			abort();
		end = hunk->old_start + hunk->old_count;
	}
	if (end > old.lines ||
	    old.lines - diff.deleted + diff.added != (int64_t) new.lines)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	static struct signatures *signatures;
	struct error err;
	struct commit commit;
	struct str text =
	    arena_str(arena, (struct str){ (const char *)data, size });
	if (!text.ptr)
		text = STR("");
	if (!signatures &&
	    !signatures_read(&signatures, NULL, fuzz_keep(), &err))
		abort();
	if (!commit_parse(&commit, text))
		commit = (struct commit){ .message = text };
	for (size_t i = 0; i < commit.parent_count; i++)
		(void)commit_parent(&commit, i);
	find_evidence(signatures, &commit, arena);
	map_identity(text, &commit, arena);
	check_path(text, arena);
	compare_texts(text, arena);
	arena_free(arena);
	return 0;
}
