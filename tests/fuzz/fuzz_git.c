/* Commits: the header lines, identities, message, trailers and credits, marks
 * of AI, .mailmap, names of models and paths. Covers importers/git.
 * corpus: tests/corpus/git */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "importers/git/attribution.h"
#include "importers/git/commit.h"
#include "importers/git/lines.h"
#include "importers/git/mailmap.h"
#include "importers/git/message.h"
#include "importers/git/model_name.h"
#include "importers/git/path_rules.h"

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
static void count_lines(struct str text, struct arena *arena)
{
	struct lines_work work = { 0 };
	struct str parts[2] = { text, str_skip(text, text.len / 2) };
	struct lines lines[2] = { 0 };
	for (int i = 0; i < 2; i++) {
		lines[i].count = lines_count(parts[i]);
		lines[i].hashes =
		    arena_array(arena, lines[i].count, sizeof *lines[i].hashes);
		lines_hash(parts[i], lines[i].hashes);
	}
	struct script script = lines_diff(&lines[0], &lines[1], &work);
	struct lines_change change = lines_changed(&script);
	if ((int64_t)lines[0].count - change.deleted + change.added !=
	    (int64_t)lines[1].count)
		abort();
	lines_work_free(&work);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct signatures *signatures = NULL;
	struct error err;
	struct commit commit;
	struct str text =
	    arena_str(arena, (struct str){ (const char *)data, size });
	if (!text.ptr)
		text = STR("");
	if (!signatures_read(&signatures, NULL, arena, &err))
		abort();
	if (!commit_parse(&commit, text))
		commit = (struct commit){ .message = text };
	for (size_t i = 0; i < commit.parent_count; i++)
		(void)commit_parent(&commit, i);
	find_evidence(signatures, &commit, arena);
	map_identity(text, &commit, arena);
	check_path(text, arena);
	count_lines(text, arena);
	signatures_free(signatures);
	arena_free(arena);
	return 0;
}
