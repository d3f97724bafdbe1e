/* importers/notes: what records beside commits say. Samples in
 * tests/corpus/notes are made up after public specifications. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "importers/notes/reader.h"

struct fixture {
	struct arena *arena;
	struct claims claims;
	struct map shared;
	struct error err;
};

static int open_fixture(void **state)
{
	static struct fixture fixture;
	fixture = (struct fixture){ .arena = arena_new() };
	fixture.shared.arena = fixture.arena;
	*state = &fixture;
	return 0;
}

static int close_fixture(void **state)
{
	struct fixture *f = *state;
	arena_free(f->arena);
	return 0;
}

static bool read_text(
    struct fixture *f, const struct note_reader *reader, struct str text)
{
	memset(&f->err, 0, sizeof f->err);
	claims_open(&f->claims, f->arena, &f->shared);
	if (!reader->read(&f->claims, text, &f->err))
		return false;
	claims_settle(&f->claims);
	return true;
}

static void read_sample(
    struct fixture *f, const struct note_reader *reader, const char *name)
{
	struct str text;
	struct str path =
	    arena_printf(f->arena, "tests/corpus/notes/%s.note", name);
	if (!file_read(&text, path, 1 << 20, f->arena, &f->err) ||
	    !read_text(f, reader, text))
		fail_msg("%s: line %lld: %s", name, (long long)f->err.line,
		    f->err.message);
}

/* "path first-last origin tool model confidence" of each range. */
static const char *shown(struct fixture *f)
{
	struct str text = STR("");
	for (size_t i = 0; i < f->claims.count; i++) {
		const struct claim *claim = &f->claims.items[i];
		const struct claim_author *author =
		    &f->claims.authors[claim->author];
		text = arena_printf(f->arena,
		    STR_FMT STR_FMT " %lld-%lld %s " STR_FMT "/" STR_FMT
				    " %d\n",
		    STR_ARG(text), STR_ARG(claim->path),
		    (long long)claim->first, (long long)claim->last,
		    author->origin, STR_ARG(author->tool),
		    STR_ARG(author->model), author->confidence_pct);
	}
	return arena_z(f->arena, text);
}

static void refuses(struct fixture *f, const struct note_reader *reader,
    const char *text, int64_t line, const char *message)
{
	if (read_text(f, reader, str_from(text)))
		fail_msg("read: %s", text);
	assert_int_equal(f->err.line, line);
	if (!strstr(f->err.message, message))
		fail_msg("%s: %s", text, f->err.message);
}

/* --------------------------------------------------------------- claims -- */

static void claim(struct fixture *f, const char *path, int64_t first,
    int64_t last, const char *who)
{
	const struct claim_author author = {
		.origin = "ai", .id = str_from(who), .tool = str_from(who)
	};
	size_t index;
	assert_true(claims_author(&f->claims, &author, &index, &f->err));
	assert_true(claims_add(
	    &f->claims, str_from(path), first, last, index, &f->err));
}

static void gives_a_line_to_the_last(void **state)
{
	struct fixture *f = *state;
	claims_open(&f->claims, f->arena, NULL);
	claim(f, "b", 1, 10, "x");
	claim(f, "a", 5, 5, "x");
	claim(f, "b", 4, 6, "y");
	claim(f, "b", 6, 7, "x");
	claim(f, "b", 11, 11, "x");
	claim(f, "b", 0, 0, "y");
	claim(f, "b", 9, 8, "y");
	claim(f, "a", -3, 2, "y");
	claims_settle(&f->claims);
	assert_string_equal(shown(f), "a 1-2 ai y/ 0\n"
				      "a 5-5 ai x/ 0\n"
				      "b 1-3 ai x/ 0\n"
				      "b 4-5 ai y/ 0\n"
				      "b 6-11 ai x/ 0\n");
	assert_int_equal(f->claims.authors[0].lines, 10);
	assert_int_equal(f->claims.authors[1].lines, 4);
}

/* As an array of lines, painted in order, says. */
static void settles_any_ranges(void **state)
{
	struct fixture *f = *state;
	static const char *const who[] = { "p", "q", "r" };
	uint32_t seed = 7;
	for (int round = 0; round < 200; round++) {
		char lines[64] = { 0 };
		char got[64] = { 0 };
		claims_open(&f->claims, f->arena, NULL);
		for (int i = 0; i < round % 20; i++) {
			seed = seed * 1664525 + 1013904223;
			int first = (int)(seed >> 8) % 40 + 1;
			int last = first + (int)(seed >> 20) % 12;
			size_t k = (seed >> 28) % 3;
			claim(f, "f", first, last, who[k]);
			memset(lines + first, who[k][0],
			    (size_t)(last - first + 1));
		}
		claims_settle(&f->claims);
		for (size_t i = 0; i < f->claims.count; i++) {
			const struct claim *c = &f->claims.items[i];
			memset(got + c->first,
			    f->claims.authors[c->author].id.ptr[0],
			    (size_t)(c->last - c->first + 1));
			if (i)
				assert_true(c[-1].last + 1 < c->first ||
					    c[-1].author != c->author);
		}
		assert_memory_equal(lines, got, sizeof lines);
	}
}

/* --------------------------------------------------------------- git-ai -- */

static void reads_prompts(void **state)
{
	struct fixture *f = *state;
	read_sample(f, &note_reader_git_ai, "legacy");
	assert_string_equal(shown(f),
	    "src/queue.c 3-3 ai cursor/composer-1 95\n"
	    "src/queue.c 7-12 ai cursor/composer-1 95\n"
	    "src/queue.c 40-40 ai cursor/composer-1 95\n");
	assert_true(str_equal_z(
	    f->claims.authors[0].person, "Ana Field <ana@example.com>"));
	assert_int_equal(f->claims.claimed_lines, 8);
	assert_int_equal(f->claims.authors[0].line, 2);
}

/* A quoted path, unsorted ranges, a line claimed twice, foreign keys, words as
 * keys, an empty item, a range that ends before it begins, odd bytes. */
static void reads_what_is_odd(void **state)
{
	struct fixture *f = *state;
	read_sample(f, &note_reader_git_ai, "hard");
	assert_string_equal(shown(f),
	    "caf\351.c 1-1 human / 95\n"
	    "caf\351.c 2-2 ai / 85\n"
	    "caf\351.c 9-10 human / 95\n"
	    "docs/release notes.md 2-2 ai codex/unknown 95\n"
	    "docs/release notes.md 20-20 ai claude/<synthetic> 95\n"
	    "docs/release notes.md 30-31 ai codex/unknown 95\n"
	    "docs/release notes.md 50-50 ai / 85\n");
	/* git-ai counts line 20 twice, and "human" as a tool */
	assert_int_equal(f->claims.claimed_lines, 8);
}

static void knows_a_commit_without_ai_lines(void **state)
{
	struct fixture *f = *state;
	read_sample(f, &note_reader_git_ai, "empty");
	assert_int_equal(f->claims.count, 0);
}

static void shares_what_prompts_stand_for(void **state)
{
	struct fixture *f = *state;
	read_sample(f, &note_reader_git_ai, "legacy");
	const union map_value *value =
	    map_get(&f->shared, STR("0490acd92ad20052"));
	assert_non_null(value);
	const struct claim_author *author = value->pointer;
	assert_true(str_equal_z(author->tool, "cursor"));
	read_sample(f, &note_reader_git_ai, "hard");
	assert_null(map_get(&f->shared, STR("s_9793e3b1b3cb2a")));
}

#define JSON "{\"schema_version\":\"authorship/3.0.0\",\"prompts\":{}}"

static void refuses_broken_logs(void **state)
{
	struct fixture *f = *state;
	const struct note_reader *r = &note_reader_git_ai;
	refuses(f, r, "", 0, "three hyphens");
	refuses(f, r, "a.c\n  k 1\n" JSON, 3, "three hyphens");
	refuses(f, r, "  k 1\n---\n" JSON, 1, "a file before its sessions");
	refuses(f, r, "a.c\n  k\n---\n" JSON, 2, "a session, a blank");
	refuses(f, r, "a.c\n  k 1,2x\n---\n" JSON, 2, "7 or 7-12");
	refuses(f, r, "a.c\n  k 1-\n---\n" JSON, 2, "7 or 7-12");
	refuses(f, r, "a.c\n  k 1-99999999999\n---\n" JSON, 2, "line number");
	refuses(f, r, "a.c\n  k 1\n---\n{\"schema", 4, "closing quote");
	refuses(f, r, "---\n{\"schema_version\":\"authorship/4.0.0\"}", 2,
	    "authorship/4.0.0");
	refuses(f, r, "---\n" JSON "\n" JSON, 3, "nothing behind");
	refuses(f, r, "---\n[]", 2, "an object");
}

/* Before it had notes; labels are free text. */
static void reads_forerunners(void **state)
{
	struct fixture *f = *state;
	const struct note_reader *r = &note_reader_git_ai_ref;
	assert_true(read_text(f, r,
	    STR("{\"files\":{\"a.rs\":{\"file\":\"a.rs\",\"authors\":["
		"{\"author\":\"Claude\",\"lines\":[[10,12],3]},"
		"{\"author\":\"Ana Field\",\"lines\":[11]}]}},"
		"\"schema_version\":\"authorship/0.0.1\"}")));
	assert_string_equal(shown(f), "a.rs 3-3 ai Claude/ 85\n"
				      "a.rs 10-10 ai Claude/ 85\n"
				      "a.rs 11-11 ai Ana Field/ 85\n"
				      "a.rs 12-12 ai Claude/ 85\n");
	assert_true(f->claims.authors[1].is_label);
	assert_true(read_text(f, r, STR("a\n  k 1\n---\n" JSON)));
	assert_string_equal(shown(f), "a 1-1 ai / 85\n");
	refuses(f, r,
	    "{\"files\":{\"a\":{\"authors\":[{\"author\":\"x\","
	    "\"lines\":[\"1\"]}]}}}",
	    0, "numbers or pairs");
	refuses(f, r, "{\"files\":{},\"schema_version\":\"authorship/9\"}", 0,
	    "authorship/0.x");
	refuses(f, r, "{}", 0, "expected files");
}

/* ----------------------------------------------------------- agentblame -- */

static void reads_agentblame_1_and_2(void **state)
{
	struct fixture *f = *state;
	read_sample(f, &note_reader_agentblame, "agentblame-1");
	assert_string_equal(shown(f), "src/a.ts 3-5 ai cursor/gpt-5 81\n"
				      "src/a.ts 394-394 ai claude_code/ 95\n");
	assert_true(read_text(f, &note_reader_agentblame,
	    STR("{\"version\":2,\"attributions\":[{\"path\":\"a\",\"startLine"
		"\":1,\"endLine\":2,\"provider\":\"claudeCode\",\"confidence"
		"\":0.95}]}")));
	assert_string_equal(shown(f), "a 1-2 ai claudeCode/ 90\n");
}

static void reads_agentblame_3(void **state)
{
	struct fixture *f = *state;
	read_sample(f, &note_reader_agentblame, "agentblame-3");
	assert_string_equal(shown(f),
	    "src/a.ts 1-3 ai claude/claude-opus-4-6 95\n"
	    "src/a.ts 7-7 ai claude/claude-opus-4-6 95\n"
	    "src/a.ts 9-9 ai / 85\n"
	    "src/b.ts 1-3 human / 95\n"
	    "src/b.ts 4-5 ai claude/claude-opus-4-6 95\n");
	read_sample(f, &note_reader_agentblame, "agentblame-3-text");
	assert_string_equal(shown(f), "src/a.ts 1-3 ai opencode/ 95\n"
				      "src/a.ts 7-7 ai opencode/ 95\n"
				      "src/a.ts 8-8 human / 95\n");
}

static void refuses_other_agentblame(void **state)
{
	struct fixture *f = *state;
	const struct note_reader *r = &note_reader_agentblame;
	refuses(f, r, "{\"version\":4}", 0, "version 1, 2 or 3");
	refuses(f, r, "{\"version\":2,\"attributions\":[{\"path\":\"a\"}]}", 0,
	    "startLine");
	refuses(f, r, "{\"version\":2,\"attributions\":[{\"startLine\":1}]}", 0,
	    "a path");
	refuses(f, r, "not json", 1, "found");
}

/* ------------------------------------------------------------- whogitit -- */

static void reads_whogitit(void **state)
{
	struct fixture *f = *state;
	read_sample(f, &note_reader_whogitit, "whogitit");
	assert_string_equal(shown(f),
	    "src/auth.rs 1-1 ai /claude-opus-4-5-20251101 95\n"
	    "src/auth.rs 2-2 mixed /claude-opus-4-5-20251101 90\n"
	    "src/auth.rs 3-3 human / 95\n"
	    "src/auth.rs 6-6 ai /claude-opus-4-5-20251101 95\n");
	assert_int_equal(f->claims.claimed_lines, 3);
}

static void reads_members_in_any_order(void **state)
{
	struct fixture *f = *state;
	assert_true(read_text(f, &note_reader_whogitit,
	    STR("{\"files\":[{\"lines\":[{\"source\":{\"type\":\"AI\"},"
		"\"line_number\":7}],\"path\":\"x\"}],\"session\":{\"model\":"
		"{\"id\":\"m\"}},\"version\":2}")));
	assert_string_equal(shown(f), "x 7-7 ai /m 95\n");
}

static void refuses_other_whogitit(void **state)
{
	struct fixture *f = *state;
	const struct note_reader *r = &note_reader_whogitit;
	refuses(f, r, "{\"version\":9}", 1, "version 1, 2 or 3");
	refuses(f, r, "{\"files\":[]}", 1, "other JSON");
	refuses(f, r,
	    "{\"version\":3,\"files\":[{\"path\":\"a\",\"lines\":"
	    "[{\"source\":{\"type\":\"AI\"}}]}]}",
	    1, "line_number");
	refuses(f, r,
	    "{\"version\":3,\"files\":[{\"lines\":[{\"line_number\""
	    ":1,\"source\":{\"type\":\"AI\"}}]}]}",
	    1, "a path");
	refuses(f, r, "{\"version\":3,\"files\":[{", 1, "found");
}

#define CASE(name)                                                             \
	cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(gives_a_line_to_the_last),
		CASE(settles_any_ranges),
		CASE(reads_prompts),
		CASE(reads_what_is_odd),
		CASE(knows_a_commit_without_ai_lines),
		CASE(shares_what_prompts_stand_for),
		CASE(refuses_broken_logs),
		CASE(reads_forerunners),
		CASE(reads_agentblame_1_and_2),
		CASE(reads_agentblame_3),
		CASE(refuses_other_agentblame),
		CASE(reads_whogitit),
		CASE(reads_members_in_any_order),
		CASE(refuses_other_whogitit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
