/* Files followed through history (importers/git/watch.c): MCP servers, files
 * that set tools up, and literal secrets, at root commits, merges, the edge of
 * a shallow clone, versions that cannot be read, and HEAD; and what link makes
 * of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "importers/importer.h"
#include "link/link.h"
#include "tests/unit/ask.h"
#include "tests/unit/git_world.h"

static struct error err;

struct fixture {
	struct git_world git;
	struct model *model;
	struct str database;
};

/* A commit a day; s NAME... writes .mcp.json with servers of these names. */
#define HELPERS                                                                \
	"n=0; d() { n=$((n + 1)); GIT_COMMITTER_DATE=\"$((1700000000 + "       \
	"n * 86400)) +0000\"; c \"$1\"; }; "                                   \
	"s() { { echo '{\"mcpServers\": {'; for x; do echo "                   \
	"\"\\\"$x\\\": {\\\"command\\\": \\\"npx\\\", \\\"args\\\": "          \
	"[\\\"$x\\\"]},\"; done; echo '}}'; } >.mcp.json; }; "

static void open_fixture(struct fixture *f, const char *script)
{
	git_world_open(&f->git, script);
	f->database = arena_printf(f->git.arena, "%s/assay.db", f->git.folder);
	if (!model_open(&f->model, f->database, &err))
		fail_msg("%s", err.message);
}

static void close_fixture(struct fixture *f)
{
	model_close(f->model);
	git_world_close(&f->git);
}

static void import(struct fixture *f, struct str path)
{
	struct account account;
	bool unchanged;
	struct input input = {
		.path = path,
		.shown = path_base(path),
		.is_folder = true,
		.time = UNKNOWN,
	};
	const struct link_options options = { .human_before = UNKNOWN };
	if (!importer_run(f->model, &input, &account, &unchanged, &err) ||
	    !link_all(f->model, &options, &err))
		fail_msg("%s (%s)", err.message, err.trail);
}

static const char *rows(struct fixture *f, const char *sql)
{
	return ask_rows(f->model, f->git.arena, sql);
}

#define CHANGES                                                                \
	"SELECT c.commit_time / 86400 - 19675, m.name, change "                \
	"FROM mcp_change m JOIN \"commit\" c ON c.id = m.commit_id "           \
	"ORDER BY 1, 2"
#define SERVERS                                                                \
	"SELECT name, from_time / 86400 - 19675, from_commit_id IS NULL, "     \
	"to_time / 86400 - 19675 FROM mcp_server ORDER BY name, from_time"
#define UNREAD                                                                 \
	"SELECT f.path, what, from_time / 86400 - 19675, "                     \
	"to_time / 86400 - 19675 FROM unread u "                               \
	"JOIN file f ON f.id = u.file_id ORDER BY 1, 2, 3"

static void follows_servers(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    HELPERS "s a; d root; echo x >other; d nothing; s a b@1; d two; "
		    "s a b@2; d pin; s b@2; d gone; s; d none; s b@3; d back");
	import(&f, f.git.path);
	assert_string_equal(rows(&f, CHANGES),
	    "1|a|added\n3|b@1|added\n4|b@1|removed\n4|b@2|added\n"
	    "5|a|removed\n6|b@2|removed\n7|b@3|added\n");
	assert_string_equal(rows(&f, "SELECT name FROM mcp_head"), "b@3\n");
	assert_string_equal(
	    rows(&f, SERVERS), "a|1|0|5\nb@1|3|0|4\nb@2|4|0|6\nb@3|7|0|\n");
	/* it grows: what HEAD had is forgotten, the rest stays */
	git_world_run(&f.git, HELPERS "n=7; s b@3 z; d more");
	import(&f, f.git.path);
	assert_string_equal(
	    rows(&f, "SELECT name FROM mcp_head ORDER BY 1"), "b@3\nz\n");
	assert_string_equal(rows(&f, "SELECT count(*) FROM mcp_server "
				     "WHERE to_time IS NULL"),
	    "2\n");
	close_fixture(&f);
}

/* Of a merge, what differs from both parents: the first brings both sides
 * without a change of its own, the second adds c and drops b. */
static void looks_into_merges(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    HELPERS "s a; echo 1 >x; d root; git checkout -q -b side; "
		    "s a b; d left; git checkout -q main; echo 2 >x; d right; "
		    "n=4; GIT_COMMITTER_DATE='1700345600 +0000' "
		    "git merge -q side -m clean; "
		    "git checkout -q -b other; s a b e; d five; "
		    "git checkout -q main; s a b f; d six; "
		    "git merge -q other -m x >/dev/null || true; "
		    "s a c e f; d merged");
	import(&f, f.git.path);
	/* git log -c --name-only prints .mcp.json for the second alone */
	assert_string_equal(rows(&f, CHANGES),
	    "1|a|added\n2|b|added\n5|e|added\n6|f|added\n"
	    "7|b|removed\n7|c|added\n");
	assert_string_equal(
	    rows(&f, SERVERS), "a|1|0|\nb|2|0|7\nc|7|0|\ne|5|0|\nf|6|0|\n");
	close_fixture(&f);
}

static void takes_nothing_from_a_broken_version(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    HELPERS "s a; d one; echo '{ \"mcpServers\": {' >.mcp.json; d two; "
		    "s a b; d three; rm .mcp.json; d four");
	import(&f, f.git.path);
	assert_string_equal(rows(&f, CHANGES),
	    "1|a|added\n3|a|present\n3|b|present\n4|a|removed\n"
	    "4|b|removed\n");
	assert_string_equal(rows(&f, UNREAD), ".mcp.json|mcp|2|3\n");
	assert_string_equal(
	    rows(&f, SERVERS), "a|1|0|2\na|2|0|3\na|3|0|4\nb|3|1|4\n");
	assert_string_equal(
	    rows(&f, "SELECT from_time / 86400 - 19675, since_time "
		     "/ 86400 - 19675, is_last "
		     "FROM mcp_server WHERE NOT known"),
	    "2|1|0\n");
	git_world_run(&f.git,
	    HELPERS "n=4; printf '{\\n\"mcpServers\": x' >.mcp.json; d five");
	import(&f, f.git.path);
	assert_string_equal(rows(&f, "SELECT code, text FROM diagnostic "
				     "WHERE code = 'unread-config'"),
	    "unread-config|.mcp.json:2:15: expected a value, found text "
	    "without quotes; its "
	    "MCP servers are not known\n");
	assert_string_equal(
	    rows(&f, UNREAD), ".mcp.json|mcp|2|3\n.mcp.json|mcp|5|\n");
	close_fixture(&f);
}

/* In use on the days 1-2 and 5-6; then the file breaks: not removed. */
static void keeps_apart_what_came_back(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    HELPERS "s a; d one; echo x >y; d two; s b; d three; rm .mcp.json; "
		    "d four; s a; d five; "
		    "echo '{ \"mcpServers\": {' >.mcp.json; d six");
	import(&f, f.git.path);
	assert_string_equal(
	    rows(&f, SERVERS), "a|1|0|3\na|5|0|6\na|6|0|\nb|3|0|4\n");
	assert_string_equal(rows(&f, UNREAD), ".mcp.json|mcp|6|\n");
	/* what is not there after it left by a commit that nobody can name */
	git_world_run(&f.git, HELPERS "n=6; s c; d seven");
	import(&f, f.git.path);
	assert_string_equal(
	    rows(&f, "SELECT name, to_time / 86400 - 19675, "
		     "to_commit_id IS NULL, from_commit_id IS NULL "
		     "FROM mcp_server WHERE from_time / 86400 > 19680 "
		     "ORDER BY name"),
	    "a|7|1|0\nc||1|1\n");
	assert_string_equal(rows(&f, UNREAD), ".mcp.json|mcp|6|7\n");
	close_fixture(&f);
}

/* Settings beside .mcp.json speak of its servers, and declare none. */
static void reads_consent(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    HELPERS "s a b; mkdir .claude sub; cp .mcp.json sub; d one; "
		    "echo '{\"disabledMcpjsonServers\": [\"b\", \"z\"], "
		    "\"permissions\": {\"allow\": [\"Bash(ls)\", "
		    "\"mcp__a__get\", \"mcp__a__put\"]}}' "
		    ">.claude/settings.json; d two; "
		    "echo '{\"enableAllProjectMcpServers\": true}' "
		    ">.claude/settings.json; d three");
	import(&f, f.git.path);
	assert_string_equal(
	    rows(&f, "SELECT f.path, s.name, c.verdict, "
		     "c.from_time / 86400 - 19675, c.to_time / 86400 - 19675 "
		     "FROM mcp_consent c JOIN mcp_server s "
		     "ON s.id = c.server_id JOIN file f ON f.id = s.file_id "
		     "ORDER BY 2, 4"),
	    ".mcp.json|a|allowed|2|3\n.mcp.json|a|started|3|\n"
	    ".mcp.json|b|disabled|2|3\n.mcp.json|b|started|3|\n");
	assert_string_equal(rows(&f, "SELECT count(*) FROM mcp_server"), "4\n");
	close_fixture(&f);
}

/* A broken settings.json in which no server can stand is no gap. */
static void asks_whether_servers_can_stand_there(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f, HELPERS "mkdir .vscode .zed; echo '{ {% x %} }' "
				 ">.vscode/settings.json; echo '{ {% x %} "
				 "context_servers' >.zed/settings.json; d one");
	import(&f, f.git.path);
	assert_string_equal(rows(&f, UNREAD), ".zed/settings.json|mcp|1|\n");
	close_fixture(&f);
}

/* Changes of a server make rows of their own, with one beginning. */
static void tells_how_a_server_was(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    HELPERS "m() { echo \"{\\\"mcpServers\\\": {\\\"a\\\": "
		    "{\\\"command\\\": \\\"npx\\\", \\\"args\\\": "
		    "[\\\"a\\\"] $1}}}\" >.mcp.json; }; m; d one; "
		    "m ', \"disabled\": true'; d two; m; d three");
	import(&f, f.git.path);
	assert_string_equal(
	    rows(&f, "SELECT disabled, from_time / 86400 - 19675, "
		     "to_time / 86400 - 19675, since_time / 86400 - 19675, "
		     "is_last FROM mcp_server ORDER BY from_time"),
	    "0|1|2|1|0\n1|2|3|1|0\n0|3||1|1\n");
	close_fixture(&f);
}

/* Case and place tell a file that sets a tool up from a page about it. */
static void tells_files_from_pages(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f, HELPERS
	    "mkdir -p docs sub .cursor .vscode; echo x >docs/gemini.md; "
	    "echo x >Gemini.md; echo x >sub/claude.md; "
	    "echo x >sub/CLAUDE.md; echo {} >.cursor/mcp.json; "
	    "echo {} >.vscode/mcp.json; echo x >docs/crush.md; d one");
	import(&f, f.git.path);
	assert_string_equal(
	    rows(&f, "SELECT f.path, t.name FROM tool_config c "
		     "JOIN file f ON f.id = c.file_id "
		     "JOIN tool t ON t.id = c.tool_id ORDER BY 1"),
	    ".cursor/mcp.json|cursor\n.vscode/mcp.json|copilot\n"
	    "Gemini.md|gemini-cli\nsub/CLAUDE.md|claude-code\n");
	close_fixture(&f);
}

static void knows_what_a_shallow_clone_shows(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    HELPERS "s a; echo x >CLAUDE.md; d one; s a b; d two; cd ..; "
		    "git clone -q --depth 1 file://$PWD/r s");
	import(&f, arena_printf(f.git.arena, "%s/s", f.git.folder));
	assert_string_equal(rows(&f, CHANGES), "2|a|present\n2|b|present\n");
	assert_string_equal(rows(&f, SERVERS), "a|2|1|\nb|2|1|\n");
	assert_string_equal(
	    rows(&f, "SELECT f.path, c.change FROM tool_config c "
		     "JOIN file f ON f.id = c.file_id ORDER BY 1"),
	    ".mcp.json|present\nCLAUDE.md|present\n");
	close_fixture(&f);
}

/* A version that the clone lacks is a gap, and nothing is removed by it. */
static void says_what_it_lacks(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f, HELPERS "s a b; d one; s a; d two; b=$(git rev-parse "
				 "HEAD:.mcp.json); s a d; d three; "
				 "rm -f .git/objects/$(echo $b | cut -c1-2)/"
				 "$(echo $b | cut -c3-)");
	import(&f, f.git.path);
	assert_string_equal(rows(&f, CHANGES),
	    "1|a|added\n1|b|added\n3|a|present\n3|d|present\n");
	assert_string_equal(rows(&f, "SELECT count(*) FROM diagnostic "
				     "WHERE code = 'unread-versions'"),
	    "1\n");
	close_fixture(&f);
}

/* Gone for two days, back, gone for good. */
static void knows_when_a_secret_was_there(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    HELPERS "t=aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5; "
		    "k() { printf 'GH_TOKEN=ghp_%s\n' $t >.env; }; "
		    "k; d one; echo A=1 >.env; d two; echo x >y; d three; "
		    "k; d four; rm .env; d five");
	import(&f, f.git.path);
	assert_string_equal(
	    rows(&f, "SELECT state, first_time / 86400 - 19675, "
		     "fixed_time / 86400 - 19675, reopened, "
		     "reopened_time / 86400 - 19675 FROM finding"),
	    "fixed|1|5|1|4\n");
	assert_string_equal(
	    rows(&f, "SELECT from_time / 86400 - 19675, "
		     "to_time / 86400 - 19675, state FROM finding_closed "
		     "ORDER BY 1"),
	    "2|4|fixed\n5||fixed\n");
	close_fixture(&f);
}

/* The value is made by the script, and is nowhere in the database. */
static void follows_secrets_without_their_values(void **state)
{
	(void)state;
	struct fixture f;
	struct str bytes;
	open_fixture(&f,
	    HELPERS "t=aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5; "
		    "printf 'A=1\\nGH_TOKEN=ghp_%s\\n' $t >.env; d one; "
		    "mkdir -p .github/workflows; printf 'env:\\n  X_SECRET: "
		    "%s\\n' $t >.github/workflows/ci.yml; d two; "
		    "printf 'A=1\\n\\nGH_TOKEN=ghp_%s\\n' $t >.env; d moved; "
		    "rm .env; d three; mkdir -p test/data; "
		    "printf 'GH_TOKEN=ghp_%s\\n' $t >test/data/.env; d four");
	import(&f, f.git.path);
	assert_string_equal(
	    rows(&f,
		"SELECT tool, rule, category, severity, cwe, path, line, "
		"state, first_time / 86400 - 19675, "
		"fixed_time / 86400 - 19675, c.oid IS NOT NULL "
		"FROM finding f JOIN finding_origin o ON o.finding_id = f.id "
		"LEFT JOIN \"commit\" c ON c.id = o.commit_id ORDER BY path"),
	    "assay|github-token|secret|critical|798|.env|3|fixed|1|4|1\n"
	    "assay|secret-value|secret|medium|798|.github/workflows/ci.yml|2|"
	    "open|2||1\n");
	assert_string_equal(
	    rows(&f, "SELECT name, ordinal FROM secret_head"), "X_SECRET|1\n");
	model_close(f.model);
	assert_true(file_read(&bytes, f.database, 64 << 20, f.git.arena, &err));
	assert_true(str_contains(bytes, STR("GH_TOKEN")));
	assert_false(str_contains(bytes, STR("aB3dE5gH7jK9")));
	assert_true(model_open(&f.model, f.database, &err));
	close_fixture(&f);
}

static void tells_what_the_policy_says(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    HELPERS "s @ok/one two; printf '{\"mcpServers\": {\"u\": "
		    "{\"url\": \"https://h.org/mcp\"}}}' >x; "
		    "mkdir .cursor; mv x .cursor/mcp.json; d one");
	import(&f, f.git.path);
	assert_true(query_run(f.model,
	    "INSERT INTO policy (source_id, locator, kind, name, status, "
	    "from_time) "
	    "VALUES (1, 1, 'mcp', '@OK/*', 'approved', 0), "
	    "(1, 2, 'mcp', 'h.org', 'forbidden', 0)",
	    &err));
	assert_string_equal(
	    rows(&f, "SELECT identity, agent, coalesce(status, '-') "
		     "FROM mcp_server s LEFT JOIN mcp_policy p "
		     "ON p.server_id = s.id ORDER BY 1"),
	    "@ok/one|claude-code|approved\nh.org/mcp|cursor|forbidden\n"
	    "two|claude-code|-\n");
	close_fixture(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(follows_servers),
		cmocka_unit_test(looks_into_merges),
		cmocka_unit_test(takes_nothing_from_a_broken_version),
		cmocka_unit_test(keeps_apart_what_came_back),
		cmocka_unit_test(reads_consent),
		cmocka_unit_test(asks_whether_servers_can_stand_there),
		cmocka_unit_test(tells_how_a_server_was),
		cmocka_unit_test(knows_when_a_secret_was_there),
		cmocka_unit_test(tells_files_from_pages),
		cmocka_unit_test(knows_what_a_shallow_clone_shows),
		cmocka_unit_test(says_what_it_lacks),
		cmocka_unit_test(follows_secrets_without_their_values),
		cmocka_unit_test(tells_what_the_policy_says),
	};
	return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}
