/* link/line_origin: whose each living line is. Commit 1 wrote lines 1 to 20 of
 * a.c; its trailer says AI, its note names single lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "link/line_origin.h"
#include "model/model.h"
#include "model/query.h"

static struct error err;

static const char *const world[] = {
	"INSERT INTO source (id, path, importer, sha256, bytes, version, "
	"options, why) VALUES (1, 'r', 'git', '', 0, 1, '', '')",
	"INSERT INTO repository (id, source_id, locator, key, name, path, "
	"shallow) VALUES (1, 1, 0, 'r', 'r', '', 0)",
	"INSERT INTO alias (id, name, email, login) VALUES (1, 'A', 'a@b', '')",
	"INSERT INTO \"commit\" (id, source_id, locator, oid, "
	"author_alias_id, committer_alias_id, author_time, commit_time, "
	"parents) VALUES (1, 1, 0, 'c1', 1, 1, 0, 0, 0), "
	"(2, 1, 0, 'c2', 1, 1, 0, 0, 1)",
	"INSERT INTO file (id, path) VALUES (1, 'a.c'), (2, 'b.c')",
	"INSERT INTO tool (id, name) VALUES (1, 'claude-code'), (2, 'cursor')",
	"INSERT INTO model (id, name, raw) VALUES (1, 'm', 'M')",
	"INSERT INTO commit_origin (commit_id, repository_id, origin, basis, "
	"tool_id, confidence_pct) VALUES (1, 1, 'ai', 'line', 1, 95), "
	"(2, 1, 'human', 'stated', NULL, NULL)",
	NULL,
};

static const char note[] =
    "INSERT INTO note (source_id, locator, commit_id, signal, place, oid, "
    "level, whole, ai_lines, human_lines, claimed_lines) VALUES "
    "(1, 0, 1, 'git-ai note', 'refs/notes/ai', '', 'line', 1, 6, 2, 6)";
static const char evidence[] =
    "INSERT INTO attribution (id, source_id, locator, commit_id, file_id, "
    "line, origin, tool_id, model_id, signal, signature, level, lines, "
    "confidence_pct) VALUES "
    "(1, 1, 0, 1, 0, 0, 'ai', 1, 1, 'git-ai note', '', 'line', 6, 95), "
    "(2, 1, 0, 1, 0, 0, 'human', 0, 0, 'git-ai note', '', 'line', 2, 95), "
    "(3, 1, 0, 1, 0, 0, 'ai', 2, 0, 'whogitit note', '', 'line', 9, 90)";
static const char ranges[] =
    "INSERT INTO attribution_range VALUES (1, 1, 3, 4), (2, 1, 7, 2), "
    "(1, 1, 18, 2), (3, 1, 1, 20), (1, 2, 1, 9)";

static struct model *open_world(void)
{
	struct model *model;
	assert_true(model_open(&model, STR(""), &err));
	assert_true(model_script(model, STR("model/derived.sql"), NULL, &err));
	for (size_t i = 0; world[i]; i++)
		if (!query_run(model, world[i], &err))
			fail_msg("%s", err.message);
	return model;
}

static void run(struct model *model, const char *sql)
{
	if (!query_run(model, sql, &err))
		fail_msg("%s: %s", sql, err.message);
}

/* "start+count origin basis tool" of each row, one after another. */
static const char *lines(struct model *model, struct arena *arena)
{
	struct query *query = NULL;
	struct str text = STR("");
	if (!link_line_origins(model, &err))
		fail_msg("%s", err.message);
	assert_true(query_open(&query, model,
	    "SELECT start || '+' || count || ' ' || origin || "
	    "coalesce(' ' || basis, '') || coalesce(' ' || t.name, '') "
	    "FROM line_run LEFT JOIN tool t ON t.id = tool_id "
	    "ORDER BY repository_id, file_id, start",
	    &err));
	while (query_next(query))
		text = arena_printf(arena, STR_FMT STR_FMT "; ", STR_ARG(text),
		    STR_ARG(query_text(query, 0)));
	assert_true(query_close(query, &err));
	model_close(model);
	return arena_z(arena, text);
}

#define CHECK(model, expected)                                                 \
	do {                                                                   \
		struct arena *arena = arena_new();                             \
		assert_string_equal(lines(model, arena), expected);            \
		arena_free(arena);                                             \
	} while (0)

static const char whole_file[] =
    "INSERT INTO revision_line (repository_id, file_id, start, count, "
    "commit_id, "
    "birth_file_id, birth_line) VALUES (1, 1, 1, 20, 1, 1, 1)";

static void gives_lines_their_commits_origin(void **state)
{
	struct model *model = open_world();
	(void)state;
	run(model, whole_file);
	CHECK(model, "1+20 ai line claude-code; ");
}

static void narrows_to_the_lines_of_the_note(void **state)
{
	struct model *model = open_world();
	(void)state;
	run(model, whole_file);
	run(model, note);
	run(model, evidence);
	run(model, ranges);
	/* 3 to 6 and 18, 19 are AI's, 7 and 8 a person's, nobody knows the
	 * rest; the other record does not decide. */
	CHECK(model, "1+2 unknown; 3+4 ai line claude-code; 7+2 human stated; "
		     "9+9 unknown; 18+2 ai line claude-code; 20+1 unknown; ");
}

/* Lines 5 to 8 of the commit live on as lines 101 to 104 of another file. */
static void follows_lines_to_where_they_live(void **state)
{
	struct model *model = open_world();
	(void)state;
	run(model, "INSERT INTO revision_line (repository_id, file_id, start, "
		   "count, commit_id, birth_file_id, birth_line) VALUES "
		   "(1, 2, 1, 100, 2, 2, 1), (1, 2, 101, 4, 1, 1, 5), "
		   "(1, 2, 105, 3, NULL, NULL, NULL)");
	run(model, note);
	run(model, evidence);
	run(model, ranges);
	CHECK(model, "1+100 human stated; 101+2 ai line claude-code; "
		     "103+2 human stated; 105+3 unknown; ");
}

static void leaves_nothing_to_the_trailer_when_the_note_is_empty(void **state)
{
	struct model *model = open_world();
	(void)state;
	run(model, whole_file);
	run(model, note);
	CHECK(model, "1+20 unknown; ");
}

static void obeys_corrections_last(void **state)
{
	struct model *model = open_world();
	(void)state;
	run(model, whole_file);
	run(model, note);
	run(model, evidence);
	run(model, ranges);
	run(model, "INSERT INTO override (source_id, locator, \"commit\", "
		   "path, line, lines, origin, tool, who, why) VALUES "
		   "(1, 1, 'c1', 'a.c', 5, 3, 'ai', 'cursor', 'w', 'y')");
	run(model, "INSERT INTO override_commit SELECT id, 1 FROM override");
	CHECK(model, "1+2 unknown; 3+2 ai line claude-code; "
		     "5+3 ai corrected cursor; 8+1 human stated; 9+9 unknown; "
		     "18+2 ai line claude-code; 20+1 unknown; ");
}

/* "tool model" of each record of lines that counts. */
static void check_records(const char *others, const char *expected)
{
	struct arena *arena = arena_new();
	struct model *model = open_world();
	struct query *query = NULL;
	assert_true(model_script(model, STR("model/views.sql"), NULL, &err));
	run(model,
	    arena_printf(arena,
		"INSERT INTO attribution (id, source_id, locator, commit_id, "
		"file_id, line, origin, tool_id, model_id, signal, signature, "
		"level, lines, confidence_pct) VALUES (1, 1, 0, 1, 0, 0, 'ai', "
		"0, 0, 'a', '', 'line', 6, 95), %s",
		others)
		.ptr);
	assert_true(query_open(&query, model,
	    "SELECT group_concat(tool_id || ' ' || model_id, ', ') FROM "
	    "(SELECT * FROM line_record ORDER BY attribution_id)",
	    &err));
	assert_true(query_next(query));
	assert_string_equal(arena_z(arena, query_text(query, 0)), expected);
	assert_true(query_close(query, &err));
	model_close(model);
	arena_free(arena);
}

/* Named twice it is still one; what is not sure enough names none. */
static void a_record_without_a_tool_is_of_the_only_one(void **state)
{
	(void)state;
	check_records(
	    "(2, 1, 0, 1, 0, 0, 'ai', 1, 1, 'b', '', 'line', 6, 85), "
	    "(3, 1, 0, 1, 0, 0, 'ai', 1, 0, 'c', '', 'commit', 6, 50)",
	    "1 1, 1 1");
	check_records(
	    "(2, 1, 0, 1, 0, 0, 'ai', 1, 1, 'b', '', 'line', 6, 84), "
	    "(3, 1, 0, 1, 0, 0, 'mixed', 2, 0, 'c', '', 'commit', 6, 50)",
	    "0 0");
	check_records(
	    "(2, 1, 0, 1, 0, 0, 'human', 1, 1, 'b', '', 'line', 6, 95), "
	    "(3, 1, 0, 1, 0, 0, 'ai', 2, 0, 'c', '', 'commit', 6, 49)",
	    "0 0");
}

static void corrects_a_whole_file_of_a_commit(void **state)
{
	struct model *model = open_world();
	(void)state;
	run(model, whole_file);
	run(model, note);
	run(model, evidence);
	run(model, ranges);
	run(model, "INSERT INTO override (source_id, locator, \"commit\", "
		   "path, line, origin, who, why) VALUES "
		   "(1, 1, 'c1', 'a.c', 0, 'human', 'w', 'y')");
	run(model, "INSERT INTO override_commit SELECT id, 1 FROM override");
	CHECK(model, "1+20 human corrected; ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_lines_their_commits_origin),
		cmocka_unit_test(narrows_to_the_lines_of_the_note),
		cmocka_unit_test(follows_lines_to_where_they_live),
		cmocka_unit_test(
		    leaves_nothing_to_the_trailer_when_the_note_is_empty),
		cmocka_unit_test(obeys_corrections_last),
		cmocka_unit_test(a_record_without_a_tool_is_of_the_only_one),
		cmocka_unit_test(corrects_a_whole_file_of_a_commit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
