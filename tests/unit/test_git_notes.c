/* importers/git: records beside commits, from notes that git itself made. */
#include "tests/unit/git_fixture.h"

#include <stdint.h>
#include <string.h>

#include "importers/importer.h"
#include "link/link.h"

static struct error err;

#define EVIDENCE                                                               \
	"SELECT a.origin, coalesce(t.name, '-'), coalesce(m.name, '-'), "      \
	"a.lines, a.confidence_pct, group_concat(f.path || ':' || r.line || "  \
	"'+' || r.lines, ' ') FROM attribution a "                             \
	"LEFT JOIN tool t ON t.id = a.tool_id "                                \
	"LEFT JOIN model m ON m.id = a.model_id "                              \
	"JOIN attribution_range r ON r.attribution_id = a.id "                 \
	"JOIN file f ON f.id = r.file_id "                                     \
	"WHERE a.level = 'line' GROUP BY a.id "                                \
	"ORDER BY a.commit_id, a.origin, t.name, m.name"

/* note COMMIT TEXT, with the text's escapes; log PROMPT TOOL MODEL */
#define TOOLS                                                                  \
	"note() { printf \"$2\" | git notes --ref=${3-ai} add -f -F - $1 "     \
	"2>/dev/null; }; "                                                     \
	"log() { printf '%s' '---\\n{\"schema_version\":\"authorship/3.0.0\"," \
	"\"prompts\":{\"'$1'\":{\"agent_id\":{\"tool\":\"'$2'\",\"model\":"    \
	"\"'$3'\"},\"human_author\":\"Ana <ana@example.org>\"}}}'; }; "

static void reads_a_note(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f,
	    TOOLS "seq 9 >a; c one; "
		  "note HEAD \"a\\n  p1 2-3,5\\n  h_1 9\\n$(log p1 claude "
		  "claude-opus-4-6)\"");
	struct account account = import_fine(&f);
	assert_int_equal(account.read, 2);
	assert_int_equal(account.imported, 2);
	assert_string_equal(rows(&f, EVIDENCE),
	    "ai|claude-code|claude-opus-4-6|3|95|a:2+2 a:5+1\n"
	    "human|-|-|1|95|a:9+1\n");
	assert_string_equal(
	    rows(&f, "SELECT place, level, whole, ai_lines, human_lines, "
		     "claimed_lines FROM note"),
	    "refs/notes/ai|line|1|3|1|3\n");
	assert_string_equal(
	    rows(&f, "SELECT a.email, p.role FROM commit_person p "
		     "JOIN alias a ON a.id = p.alias_id"),
	    "ana@example.org|prompter\n");
	close_fixture(&f);
}

/* git notes uses 2+38 from some hundred notes on; deeper trees are made here
 * by hand. */
static void follows_any_fan_out(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, TOOLS
	    "seq 3 >a; c one; seq 4 >a; c two; seq 5 >a; c three; "
	    "for i in 0 1 2; do h=$(git rev-parse HEAD~$i); "
	    "b=$(printf \"a\\n  p1 $i\\n$(log p1 cursor x)\" | "
	    "git hash-object -w --stdin); rest=${h#??}; "
	    "case $i in 0) p=$h;; 1) p=${h%\"$rest\"}/$rest;; "
	    "2) p=${h%\"$rest\"}/${rest%\"${rest#??}\"}/${rest#??};; esac; "
	    "printf '100644 blob %s\\t%s\\n' $b $p; done | "
	    "GIT_INDEX_FILE=x sh -c 'git update-index --index-info; "
	    "git write-tree' >t; rm -f x; "
	    "git update-ref refs/notes/ai $(git commit-tree $(cat t) -m n)");
	import_fine(&f);
	assert_string_equal(
	    rows(&f, "SELECT count(*), sum(ai_lines) FROM note"), "3|2\n");
	close_fixture(&f);
}

static void passes_over_notes_of_lost_commits(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f,
	    TOOLS "seq 3 >a; c one; git checkout -q -b side; seq 4 >a; c two; "
		  "note HEAD \"a\\n  p1 4\\n$(log p1 cursor x)\"; "
		  "git checkout -q main");
	struct account account = import_fine(&f);
	assert_int_equal(account.read, 1);
	assert_string_equal(
	    rows(&f, "SELECT code FROM diagnostic"), "notes-elsewhere\n");
	close_fixture(&f);
}

/* 11: git keeps trailers when it picks, but notes only when told to: the pick
 * is a commit of its own, says what it is of, and its lines are nobody's twice.
 */
static void trap_cherry_picks(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f,
	    TOOLS "seq 3 >a; c one; git checkout -q -b side; seq 9 >b; "
		  "c \"two$(printf '\\n\\nCo-authored-by: Cursor "
		  "<cursoragent@cursor.com>')\"; "
		  "note HEAD \"b\\n  p1 4\\n$(log p1 cursor x)\"; "
		  "git checkout -q main; seq 4 >a; c three; "
		  "git cherry-pick -x side >/dev/null");
	import_fine(&f);
	assert_string_equal(
	    rows(&f, "SELECT count(*), count(DISTINCT c.cherry_of), "
		     "max(a.signal), (SELECT count(*) FROM note) "
		     "FROM attribution a JOIN \"commit\" c "
		     "ON c.id = a.commit_id WHERE a.confidence_pct >= 85"),
	    "1|1|coauthor_email|0\n");
	git_world_run(&f.git, "git merge -q side -m m 2>/dev/null");
	import_fine(&f);
	assert_string_equal(
	    rows(&f, "SELECT count(DISTINCT a.commit_id), (SELECT count(*) "
		     "FROM note), (SELECT count(*) FROM \"commit\" p "
		     "JOIN \"commit\" o ON o.oid = p.cherry_of) "
		     "FROM attribution a WHERE a.confidence_pct >= 85"),
	    "2|1|1\n");
	close_fixture(&f);
}

/* A squash made by a forge: the branch's note stays behind, and the squash has
 * its trailers alone; a rebase leaves the note on the commit that is gone. */
static void trap_rewrites(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, TOOLS
	    "seq 3 >a; c one; git checkout -q -b side; seq 9 >b; c two; "
	    "note HEAD \"b\\n  p1 4\\n$(log p1 cursor x)\"; "
	    "git checkout -q main; seq 5 >a; c other; "
	    "git checkout -q side; git rebase -q main; "
	    "git checkout -q main; git merge -q --squash side >/dev/null; "
	    "c 'two (#1)'");
	struct account account = import_fine(&f);
	assert_int_equal(account.read, 3);
	assert_string_equal(rows(&f, "SELECT count(*) FROM note"), "0\n");
	assert_string_equal(
	    rows(&f, "SELECT code FROM diagnostic"), "notes-elsewhere\n");
	close_fixture(&f);
}

static void rejects_a_broken_note_alone(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, TOOLS
	    "seq 3 >a; c one; note HEAD \"a\\n  p1 nine\\n$(log p1 x y)\"; "
	    "seq 4 >a; c two; note HEAD \"a\\n  p1 4\\n$(log p1 cursor x)\"");
	struct account account = import_fine(&f);
	assert_int_equal(account.rejected, 1);
	assert_int_equal(account.imported, 3);
	const char *reject = rows(&f, "SELECT line, code, text FROM reject");
	if (!strstr(reject, "2|bad-note|the note refs/notes/ai of commit "))
		fail_msg("%s", reject);
	assert_non_null(strstr(reject, "git notes --ref=refs/notes/ai show"));
	assert_string_equal(rows(&f, "SELECT ai_lines FROM note"), "1\n");
	close_fixture(&f);
}

/* An id that its own note does not explain: the other's does. */
static void asks_other_notes_for_ids(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f,
	    TOOLS "seq 3 >a; c one; note HEAD \"a\\n  p1 1\\n$(log p1 codex "
		  "gpt-5.4)\"; seq 4 >a; c two; "
		  "note HEAD \"a\\n  p1 4\\n  s_9::t_1 3\\n$(log p2 x y)\"");
	import_fine(&f);
	assert_string_equal(rows(&f, EVIDENCE),
	    "ai|-|-|1|85|a:3+1\n"
	    "ai|codex|gpt-5.4|1|95|a:4+1\n"
	    "ai|codex|gpt-5.4|1|95|a:1+1\n");
	assert_string_equal(
	    rows(&f, "SELECT code FROM diagnostic"), "foreign-sessions\n");
	close_fixture(&f);
}

/* A repository that grew: an old note explains a new one's id, and what is
 * said of the old is said again. */
static void asks_notes_that_it_knows(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, TOOLS
	    "seq 3 >a; c one; note HEAD \"a\\n  p1 1\\n  s_9::t_1 3\\n$(log p1 "
	    "codex gpt-5.4)\"");
	import_fine(&f);
	git_world_run(&f.git,
	    TOOLS "seq 4 >a; c two; note HEAD \"a\\n  p1 4\\n$(log p2 x y)\"");
	import_fine(&f);
	assert_string_equal(
	    rows(&f, "SELECT a.lines, coalesce(t.name, '-') FROM attribution a "
		     "LEFT JOIN tool t ON t.id = a.tool_id "
		     "WHERE a.level = 'line' ORDER BY a.commit_id, t.name"),
	    "1|-\n1|codex\n1|codex\n");
	assert_string_equal(
	    rows(&f, "SELECT code FROM diagnostic"), "foreign-sessions\n");
	close_fixture(&f);
}

static void takes_what_changed(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, TOOLS
	    "seq 3 >a; c one; note HEAD \"a\\n  p1 1\\n$(log p1 codex x)\"; "
	    "seq 4 >a; c two; note HEAD \"a\\n  p2 4\\n$(log p2 cursor x)\"");
	import_fine(&f);
	git_world_run(&f.git,
	    TOOLS "note HEAD \"a\\n  p2 2-4\\n$(log p2 claude x)\"; "
		  "git notes --ref=ai remove HEAD~1; seq 5 >a; c three; "
		  "note HEAD \"a\\n  p1 5\\n$(log p1 codex x)\"");
	struct account account = import_fine(&f);
	assert_int_equal(account.read, 5);
	assert_int_equal(account.imported, 5);
	assert_string_equal(rows(&f, EVIDENCE), "ai|claude-code|x|3|95|a:2+3\n"
						"ai|codex|x|1|95|a:5+1\n");
	git_world_run(&f.git, "git update-ref -d refs/notes/ai");
	import_fine(&f);
	assert_string_equal(rows(&f, "SELECT count(*) FROM note"), "0\n");
	assert_string_equal(
	    rows(&f, "SELECT count(*) FROM attribution_range"), "0\n");
	close_fixture(&f);
}

static void reads_the_tracking_copy_once(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f, TOOLS
	    "seq 3 >a; c one; note HEAD \"a\\n  p1 1\\n$(log p1 codex x)\" "
	    "ai-remote/origin");
	import_fine(&f);
	assert_string_equal(rows(&f, "SELECT place, ai_lines FROM note"),
	    "refs/notes/ai-remote/origin|1\n");
	git_world_run(
	    &f.git, TOOLS "note HEAD \"a\\n  p1 1-2\\n$(log p1 codex x)\"");
	import_fine(&f);
	assert_string_equal(
	    rows(&f, "SELECT place, ai_lines FROM note"), "refs/notes/ai|2\n");
	close_fixture(&f);
}

/* One ref a commit; who has a tool's first name is a person all the same. */
static void reads_forerunners(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f,
	    "seq 9 >a; c one; h=$(git rev-parse HEAD); "
	    "b=$(echo '{\"files\":{\"a\":{\"authors\":[{\"author\":\"Cursor\","
	    "\"lines\":[[1,3]]},{\"author\":\"Claude Field\",\"lines\":[3,9]}]"
	    "}}}' | git hash-object -w --stdin); "
	    "git update-ref refs/ai/authorship/$h $b");
	struct account account = import_fine(&f);
	assert_int_equal(account.imported, 2);
	assert_string_equal(rows(&f, EVIDENCE), "ai|cursor|-|2|85|a:1+2\n");
	assert_string_equal(
	    rows(&f, "SELECT place, ai_lines, claimed_lines FROM note"),
	    "refs/ai/authorship|2|5\n");
	assert_string_equal(rows(&f, "SELECT code FROM diagnostic"), "");
	close_fixture(&f);
}

/* A commit of four lines: a note gives three to a tool. */
static void tells_what_a_commit_is(void **state)
{
	struct fixture f;
	const struct link_options options = { .human_before = UNKNOWN };
	(void)state;
	open_fixture(&f, TOOLS
	    "seq 4 >a; c one; note HEAD \"a\\n  p1 1-3\\n$(log p1 codex x)\"; "
	    "seq 4 >b; c two; note HEAD \"b\\n  h_1 1-4\\n$(log p1 codex x)\"; "
	    "seq 4 >d; c three; note HEAD \"d\\n  h_1 1-3\\n$(log p1 codex x)"
	    "\"");
	import_fine(&f);
	if (!link_all(f.model, &options, &err))
		fail_msg("%s", err.message);
	assert_string_equal(
	    rows(&f, "SELECT f.path, o.origin, o.basis, t.name "
		     "FROM commit_origin o JOIN commit_file x USING (commit_id)"
		     " JOIN file f ON f.id = x.file_id "
		     "LEFT JOIN tool t ON t.id = o.tool_id ORDER BY f.path"),
	    "a|ai|line|codex\n"
	    "b|human|stated|\n"
	    "d|unknown||\n");
	close_fixture(&f);
}

/* Problems on four lines: of the tool, of a person, of nobody, and on one that
 * lives two lines further down now. */
static void findings_stand_on_lines(void **state)
{
	struct fixture f;
	struct link_options options = { .human_before = UNKNOWN };
	(void)state;
	open_fixture(&f,
	    TOOLS "seq 9 >a; c \"one$(printf '\\n\\nCo-authored-by: Claude "
		  "<noreply@anthropic.com>')\"; "
		  "note HEAD \"a\\n  p1 2-3\\n  h_1 5\\n$(log p1 cursor x)\"; "
		  "{ echo x; echo y; cat a; } >b; mv b a; c two");
	import_fine(&f);
	static const char *const steps[] = {
		"INSERT INTO scan (id, source_id, locator, tool, analysis, "
		"repository, ref, revision, time, digest, state) SELECT 1, 1, "
		"1, 's', '', key, '', head_oid, 1700000200, 'd', 'done' "
		"FROM repository",
		"INSERT INTO result (source_id, locator, scan_id, ordinal, "
		"rule, severity, severity_rule, kind, category, path, line, "
		"end_line, \"column\", fingerprint, suppressed) "
		"SELECT 1, 1, 1, column1, 'r' || column1, 'high', 'word', "
		"'fail', 'security', 'a', column1, column1, 1, '', 0 "
		"FROM (VALUES (1), (4), (5), (7), (8))",
	};
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (!query_run(f.model, steps[i], &err))
			fail_msg("%s", err.message);
	options.folder = str_from(f.git.folder);
	if (!link_all(f.model, &options, &err))
		fail_msg("%s", err.message);
	assert_string_equal(
	    rows(&f, "SELECT x.line, o.origin, o.basis, t.name, o.reason "
		     "FROM finding x "
		     "JOIN finding_origin o ON o.finding_id = x.id "
		     "LEFT JOIN tool t ON t.id = o.tool_id ORDER BY x.line"),
	    "1|unknown|||\n4|ai|line|cursor|\n5|ai|line|cursor|\n"
	    "7|human|stated||\n8|unknown|||\n");
	close_fixture(&f);
}

/* Both places of checkpoints, one that is not here, one of two commits. */
static void reads_checkpoints(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f,
	    "seq 3 >a; c 'one\n\nEntire-Checkpoint: aabbccddeeff'; "
	    "printf 'two\n\n  Entire-Checkpoint: 01ARZ3NDEKTSV4RRFFQ69G5FAV"
	    "\n' >m; seq 4 >a; git add a; git commit -q -F m; rm m; "
	    "seq 5 >a; c 'three\n\nEntire-Checkpoint: 000000000000'; "
	    "for i in 6 7; do seq $i >a; "
	    "c \"$i\n\nEntire-Checkpoint: 111111111111\"; done; "
	    "s() { printf '{\"agent\":\"%s\",\"model\":\"%s\","
	    "\"initial_attribution\":{\"agent_lines\":%s}}' \"$1\" "
	    "\"$2\" $3 | git hash-object -w --stdin; }; "
	    "t() { printf '100644 blob %s\t%s\n' $1 $2; }; "
	    "{ t $(s 'Claude Code' claude-opus-4-6 3) "
	    "aa/bbccddeeff/0/metadata.json; "
	    "t $(s Agent '' 2) aa/bbccddeeff/1/metadata.json; "
	    "t $(s 'Claude Code' x 9) 11/1111111111/0/metadata.json; } | "
	    "GIT_INDEX_FILE=x git update-index --add --index-info; "
	    "b=$(GIT_INDEX_FILE=x git write-tree); rm x; "
	    "git update-ref refs/heads/entire/checkpoints/v1 "
	    "$(git commit-tree $b -m c); "
	    "t $(s 'Gemini CLI' gemini-3 1) 0/metadata.json | "
	    "GIT_INDEX_FILE=x git update-index --add --index-info; "
	    "b=$(GIT_INDEX_FILE=x git write-tree); rm x; "
	    "git update-ref refs/entire/checkpoints/AV/"
	    "01ARZ3NDEKTSV4RRFFQ69G5FAV $(git commit-tree $b -m c)");
	struct account account = import_fine(&f);
	assert_int_equal(account.rejected, 1);
	assert_string_equal(
	    rows(&f, "SELECT k.added, a.level, coalesce(t.name, '-'), "
		     "coalesce(m.name, '-'), a.lines FROM attribution a "
		     "JOIN commit_file k ON k.commit_id = a.commit_id "
		     "LEFT JOIN tool t ON t.id = a.tool_id "
		     "LEFT JOIN model m ON m.id = a.model_id "
		     "WHERE a.signal = 'entire checkpoint' "
		     "ORDER BY k.added DESC, a.level DESC, a.lines"),
	    "3|counted|-|-|2\n"
	    "3|counted|claude-code|claude-opus-4-6|3\n"
	    "1|counted|gemini-cli|gemini-3|1\n"
	    "1|commit|claude-code|x|\n"
	    "1|commit|claude-code|x|\n");
	assert_string_equal(
	    rows(&f, "SELECT code, text LIKE '%names checkpoint 000000000000 "
		     "of Entire%' FROM reject"),
	    "missing-checkpoint|1\n");
	close_fixture(&f);
}

#define TRACE(revision, path, first, last)                                     \
	"printf '{\"version\":\"0.1.0\",\"vcs\":{\"type\":\"git\","            \
	"\"revision\":\"%s\"},\"tool\":{\"name\":\"cursor\"},\"files\":["      \
	"{\"path\":\"%s\",\"conversations\":[{\"contributor\":{\"type\":"      \
	"\"ai\",\"model_id\":\"openai/gpt-5.4\"},\"ranges\":[{\"start_line\":" \
	"%s,\"end_line\":%s}]}]}]}\\n' " revision " '" path "' " first         \
	" " last " >>.agent-trace/traces.jsonl; "

/* By the revision itself, by its child (the hook runs before the commit), on
 * lines that the commit added only. */
static void places_traces(void **state)
{
	struct fixture f;
	(void)state;
	open_fixture(&f,
	    "mkdir .agent-trace; seq 10 >a; c one; "
	    "one=$(git rev-parse HEAD); "
	    "{ seq 5; echo new; echo new; seq 6 10; } >a; c two; "
	    "two=$(git rev-parse HEAD); " TRACE("$one", ".\\\\a", "4",
		"7") TRACE("$two", "a", "6", "6") TRACE("$two", "a", "9",
		"10") TRACE("$one", ".shell-history", "1", "1") TRACE("$one",
		"/home/x/a", "1",
		"1") "echo "
		     "'{\"schema\":\"agent-trace/v0.1.0\",\"file_path\":\"a\","
		     "\"start_line\":1,\"end_line\":2}' "
		     ">>.agent-trace/traces.jsonl; "
		     "echo '{\"files\":' >>.agent-trace/traces.jsonl; c three");
	struct account account = import_fine(&f);
	assert_int_equal(account.read, 10);
	assert_int_equal(account.imported, 5);
	assert_int_equal(account.empty, 1);
	assert_string_equal(rows(&f, "SELECT line, code FROM reject"),
	    "3|not-placed\n5|not-placed\n6|no-revision\n7|bad-trace\n");
	assert_string_equal(rows(&f, EVIDENCE),
	    "ai|cursor|gpt-5.4|1|90|a:6+1\n"
	    "ai|cursor|gpt-5.4|4|90|a:4+4\n");
	close_fixture(&f);
}

#define CASE(name) cmocka_unit_test(name)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(reads_a_note),
		CASE(follows_any_fan_out),
		CASE(passes_over_notes_of_lost_commits),
		CASE(trap_cherry_picks),
		CASE(trap_rewrites),
		CASE(rejects_a_broken_note_alone),
		CASE(asks_other_notes_for_ids),
		CASE(asks_notes_that_it_knows),
		CASE(takes_what_changed),
		CASE(reads_the_tracking_copy_once),
		CASE(reads_forerunners),
		CASE(tells_what_a_commit_is),
		CASE(findings_stand_on_lines),
		CASE(reads_checkpoints),
		CASE(places_traces),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
