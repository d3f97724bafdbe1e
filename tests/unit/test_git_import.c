/* importers/git as a whole: repositories made by git with fixed names and
 * dates, imported into a model in memory. The command of git that gives the
 * same answer stands above the assertion. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "importers/git/path_rules.h"
#include "importers/importer.h"
#include "tests/unit/git_fixture.h"

static struct error err;

static bool import(struct fixture *fixture, struct str path, const char *heads,
    struct account *account, bool *unchanged)
{
	return import_at(fixture, path, heads, account, unchanged, &err);
}

#define FILES                                                                  \
	"SELECT f.path, x.added, x.deleted, x.kind, x.language, g.path "       \
	"FROM commit_file x JOIN \"commit\" c ON c.id = x.commit_id "          \
	"JOIN file f ON f.id = x.file_id "                                     \
	"LEFT JOIN file g ON g.id = x.renamed_from "                           \
	"ORDER BY c.commit_time, c.oid, f.path"

static const char *diagnostics(struct fixture *fixture)
{
	return rows(fixture, "SELECT code FROM diagnostic ORDER BY code");
}

/* git log --no-renames --numstat */
static void counts_lines_as_numstat(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "printf 'a\\nb\\nc\\n' >m.c; printf 'x\\0y' >i.png; c one; "
	    "GIT_COMMITTER_DATE='1700000200 +0000'; "
	    "printf 'a\\nB\\nc\\nd' >m.c; printf 'x\\0z' >i.png; "
	    "mkdir d; touch d/empty; chmod +x m.c; c two; "
	    "GIT_COMMITTER_DATE='1700000300 +0000'; "
	    "git rm -q m.c; mkdir m.c; echo x >m.c/x.py; c three");
	struct account account = import_fine(&f);
	assert_int_equal(account.read, 3);
	assert_int_equal(account.imported, 3);
	assert_string_equal(rows(&f, FILES),
	    "i.png|||other||\nm.c|3|0|source|C|\n"
	    "d/empty|0|0|other||\ni.png|||other||\nm.c|2|1|source|C|\n"
	    "m.c|0|4|source|C|\nm.c/x.py|1|0|source|Python|\n");
	assert_string_equal(diagnostics(&f), "");
	close_fixture(&f);
}

/* More changes than one thread takes at a time; file i has i lines, of which
 * the second commit leaves two new ones. */
static void counts_many_files(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f, "i=0; t=; while [ $i -lt 300 ]; do i=$((i + 1)); "
			 "t=\"$t$i\n\"; printf \"$t\" >f$i; done; c one; i=0; "
			 "while [ $i -lt 300 ]; do i=$((i + 1)); "
			 "printf 'x\\ny\\n' >f$i; done; "
			 "GIT_COMMITTER_DATE='1700000200 +0000'; c two");
	import_fine(&f);
	assert_string_equal(
	    rows(&f, "SELECT c.parents, count(*), sum(added), sum(deleted), "
		     "sum(added * substr(f.path, 2)) FROM commit_file x "
		     "JOIN \"commit\" c ON c.id = x.commit_id "
		     "JOIN file f ON f.id = x.file_id GROUP BY 1"),
	    "0|300|45150|0|9045050\n1|300|600|45150|90300\n");
	close_fixture(&f);
}

/* git log --format='%an %ae %cn %ce %at %ct %p' */
static void stores_identities_and_times(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "c one; "
	    "GIT_AUTHOR_NAME=\"$(printf 'J\\374rgen')\" "
	    "git -c i18n.commitEncoding=ISO-8859-1 commit -q --allow-empty "
	    "-m two; "
	    "git hash-object -t commit -w --stdin --literally >h <<'E'\n"
	    "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
	    "author No Date <> \n"
	    "committer Ben <ben@example.org> 1700000300 +9999\n"
	    "\n"
	    "odd\n"
	    "E\n"
	    "git reset -q --soft $(cat h); git branch other HEAD@{1}");
	struct account account;
	bool unchanged;
	assert_true(import(&f, f.git.path, "main other", &account, &unchanged));
	assert_int_equal(account.imported, 3);
	assert_string_equal(
	    rows(&f, "SELECT a.name, a.email, b.name, c.author_time, "
		     "c.commit_time, c.parents FROM \"commit\" c "
		     "JOIN alias a ON a.id = c.author_alias_id "
		     "JOIN alias b ON b.id = c.committer_alias_id "
		     "ORDER BY c.parents, c.commit_time"),
	    "Ana|ana@example.org|Ben|1700000000|1700000100|0\n"
	    "No Date||Ben|1700000300|1700000300|0\n"
	    "J\xC3\xBCrgen|ana@example.org|Ben|1700000000|1700000100|1\n");
	assert_string_equal(diagnostics(&f), "bad-dates\n");
	assert_string_equal(rows(&f, "SELECT text FROM diagnostic"),
	    "1 commit has a date that cannot be read\n");
	close_fixture(&f);
}

/* git log -M --name-status: the rename beside both full sides */
static void keeps_renames_beside_the_lines(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "seq 1 20 >a.txt; seq 30 60 >old.go; echo q >q; c one; "
	    "GIT_COMMITTER_DATE='1700000200 +0000'; "
	    "mkdir s; git mv a.txt s/a.txt; git mv old.go new.go; "
	    "echo 61 >>new.go; git rm -q q; echo other >r; c two");
	import_fine(&f);
	assert_string_equal(
	    rows(&f,
		"SELECT f.path, x.added, x.deleted, g.path "
		"FROM commit_file x JOIN \"commit\" c ON c.id = x.commit_id "
		"JOIN file f ON f.id = x.file_id "
		"LEFT JOIN file g ON g.id = x.renamed_from "
		"WHERE c.parents = 1 ORDER BY f.path"),
	    "a.txt|0|20|\nnew.go|32|0|old.go\nold.go|0|31|\nq|0|1|\n"
	    "r|1|0|\ns/a.txt|20|0|a.txt\n");
	close_fixture(&f);
}

/* Twenty renames with a change each, commit after commit: each is a new one. */
static void keeps_renames_of_many_commits(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "seq 1 400 >f0; c 0; i=0; while [ $i -lt 20 ]; do j=$((i + 1)); "
	    "git mv f$i f$j; echo $i >>f$j; c $j; i=$j; done");
	import_fine(&f);
	assert_string_equal(rows(&f, "SELECT count(*), count(renamed_from) "
				     "FROM commit_file WHERE added > 0"),
	    "21|20\n");
	close_fixture(&f);
}

/* git log --no-merges --numstat shows no merge; git rev-list --parents */
static void stores_no_lines_of_merges(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "echo a >a; c one; git checkout -q -b side; echo b >b; c two; "
	    "git checkout -q main; echo c >c; c three; "
	    "GIT_AUTHOR_DATE='1780000000 +0000' "
	    "git merge -q --no-ff -m 'Merge pull request #1 from o/claude/x' "
	    "side");
	import_fine(&f);
	assert_string_equal(
	    rows(&f,
		"SELECT c.parents, count(x.file_id), (SELECT count(*) FROM "
		"commit_parent p WHERE p.commit_id = c.id) FROM \"commit\" c "
		"LEFT JOIN commit_file x ON x.commit_id = c.id "
		"GROUP BY c.id ORDER BY 1"),
	    "0|1|0\n1|1|1\n1|1|1\n2|0|2\n");
	assert_string_equal(
	    rows(&f, "SELECT signal, confidence_pct FROM attribution"),
	    "branch|60\n");
	close_fixture(&f);
}

/* git submodule: one line each way to git, apart to us */
static void counts_submodules_apart(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "git update-index --add --cacheinfo "
	    "160000,0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a,sub; "
	    "git commit -q -m one; "
	    "git update-index --cacheinfo "
	    "160000,2222222222222222222222222222222222222222,sub; "
	    "GIT_COMMITTER_DATE='1700000200 +0000' git commit -q -m two");
	import_fine(&f);
	assert_string_equal(
	    rows(&f, FILES), "sub|1|0|submodule||\nsub|1|1|submodule||\n");
	close_fixture(&f);
}

/* git -c core.quotepath=true ls-files */
static void keeps_odd_paths(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f, "b=$(echo x | git hash-object -w --stdin); "
			 "printf '100644 %s\\tcaf\\303\\251.c\\000"
			 "100644 %s\\tl\\344t\\\\in.c\\000"
			 "100644 %s\\t\"q\".c\\000100644 %s\\tnew\\nline\\0' "
			 "$b $b $b $b | git update-index -z --index-info; "
			 "git commit -q -m one");
	import_fine(&f);
	assert_string_equal(rows(&f, "SELECT path FROM file ORDER BY path"),
	    "\"\\\"q\\\".c\"\n\"l\\344t\\\\in.c\"\n\"new\\nline\"\n"
	    "caf\xC3\xA9.c\n");
	struct str back = path_bytes(f.git.arena, STR("\"l\\344t\\\\in.c\""));
	assert_true(str_equal_z(back, "l\xE4t\\in.c"));
	close_fixture(&f);
}

/* .gitattributes of the work tree: git log --numstat shows "-" */
static void obeys_attributes(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "printf '*.svg -diff\\n*.raw diff\\n' >.gitattributes; "
	    "echo x >a.svg; printf 'a\\0b\\n' >b.raw; c one");
	import_fine(&f);
	assert_string_equal(rows(&f, "SELECT f.path, added FROM "
				     "commit_file JOIN file f ON f.id = "
				     "file_id ORDER BY 1"),
	    ".gitattributes|2\na.svg|\nb.raw|1\n");
	close_fixture(&f);
}

/* git check-mailmap 'Name <address>' */
static void resolves_the_mailmap(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f, "cat >.mailmap <<'E'\n"
			 "# remark <ana@example.org>\n"
			 "Ana Field <ana@field.org> <ANA@example.org>\n"
			 "Ben Proper<ben@example.org>\n"
			 "Build Person <p@x.org> build bot <root@localhost>\n"
			 "E\n"
			 "c one; GIT_AUTHOR_NAME='Build Bot' "
			 "GIT_AUTHOR_EMAIL=root@localhost "
			 "git commit -q --allow-empty -m two; "
			 "GIT_AUTHOR_NAME=root GIT_AUTHOR_EMAIL=root@localhost "
			 "git commit -q --allow-empty -m three");
	import_fine(&f);
	assert_string_equal(
	    rows(&f, "SELECT a.name, a.email, m.name, m.email FROM mailmap m "
		     "JOIN alias a ON a.id = m.alias_id ORDER BY 1"),
	    "Ana|ana@example.org|Ana Field|ana@field.org\n"
	    "Ben|ben@example.org|Ben Proper|ben@example.org\n"
	    "Build Bot|root@localhost|Build Person|p@x.org\n");
	close_fixture(&f);
}

/* 14: .mailmap may make a person of an agent; the raw identity decides. */
static void trap_mailmap(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "echo 'Ana <ana@example.org> <noreply@anthropic.com>' >.mailmap; "
	    "GIT_AUTHOR_NAME=Claude GIT_AUTHOR_EMAIL=noreply@anthropic.com; "
	    "GIT_AUTHOR_DATE='1780000000 +0000'; c one");
	import_fine(&f);
	assert_string_equal(
	    rows(&f, "SELECT origin, t.name, t.label, signal, signature, "
		     "confidence_pct, level FROM attribution "
		     "JOIN tool t ON t.id = tool_id"),
	    "ai|claude-code|Claude Code|author_email|ai-signatures.csv:3|95|"
	    "commit\n");
	close_fixture(&f);
}

/* 18: set up, but never named. */
static void trap_switched_off(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "echo x >CLAUDE.md; mkdir -p t/testdata; "
	    "echo x >t/testdata/CLAUDE.md; c one; echo y >CLAUDE.md; "
	    "GIT_COMMITTER_DATE='1700000200 +0000'; c two");
	import_fine(&f);
	assert_string_equal(
	    rows(&f,
		"SELECT t.name, f.path, change FROM tool_config "
		"JOIN tool t ON t.id = tool_id JOIN file f ON f.id = file_id "
		"ORDER BY 3"),
	    "claude-code|CLAUDE.md|added\nclaude-code|CLAUDE.md|changed\n");
	assert_string_equal(diagnostics(&f), "ai-configured-unmarked\n");
	close_fixture(&f);
}

static void follows_a_repository_that_grows(void **state)
{
	(void)state;
	struct fixture f;
	struct account account;
	bool unchanged;
	open_fixture(&f, "echo a >a; c one; echo b >>a; c two");
	import_fine(&f);
	assert_true(import(&f, f.git.path, NULL, &account, &unchanged));
	assert_true(unchanged);
	assert_int_equal(account.imported, 2);
	struct str command = arena_printf(f.git.arena,
	    "cd %s/r && git reset -q --hard HEAD~1 && echo c >>a && "
	    "GIT_AUTHOR_DATE='1700000400 +0000' GIT_COMMITTER_DATE="
	    "'1700000400 +0000' git -c user.name=C -c user.email=c@x "
	    "commit -q -am three",
	    f.git.folder);
	assert_int_equal(system(command.ptr), 0);
	assert_true(import(&f, f.git.path, NULL, &account, &unchanged));
	assert_false(unchanged);
	assert_int_equal(account.read, 2);
	assert_int_equal(account.imported, 2);
	/* the commit that is gone stays known, but belongs nowhere */
	assert_string_equal(
	    rows(&f, "SELECT (SELECT count(*) FROM \"commit\"), "
		     "(SELECT count(*) FROM commit_repository), "
		     "(SELECT count(*) FROM repository)"),
	    "3|2|1\n");
	close_fixture(&f);
}

static void replaces_another_repository_of_the_path(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(
	    &f, "c one; git remote add origin https://u:p@H.org/a.git");
	import_fine(&f);
	struct str command = arena_printf(f.git.arena,
	    "git -C %s/r remote set-url origin ssh://git@h.org:22/b.git",
	    f.git.folder);
	assert_int_equal(system(command.ptr), 0);
	import_fine(&f);
	assert_string_equal(
	    rows(&f, "SELECT key, remote, name, (SELECT count(*) FROM "
		     "commit_repository) FROM repository"),
	    "h.org/b|h.org/b|b|1\n");
	assert_string_equal(diagnostics(&f), "repository-replaced\n");
	close_fixture(&f);
}

static void counts_a_fork_once(void **state)
{
	(void)state;
	struct fixture f;
	struct account account;
	bool unchanged;
	open_fixture(&f,
	    "echo a >a; c one; cd ..; git clone -q r fork; cd fork; "
	    "git remote set-url origin git@host.org:o/fork.git; echo b >b; "
	    "c two");
	import_fine(&f);
	struct str fork = arena_printf(f.git.arena, "%s/fork", f.git.folder);
	assert_true(import(&f, fork, NULL, &account, &unchanged));
	assert_int_equal(account.imported, 1);
	assert_int_equal(account.duplicate, 1);
	assert_string_equal(
	    rows(&f, "SELECT (SELECT count(*) FROM \"commit\"), "
		     "(SELECT count(*) FROM commit_repository), "
		     "(SELECT key FROM repository WHERE remote IS NOT NULL), "
		     "(SELECT substr(key, 13) FROM repository "
		     "WHERE remote IS NULL)"),
	    "2|3|host.org/o/fork|/r\n");
	close_fixture(&f);
}

/* git log in a shallow clone shows the edge as if it had made everything */
static void leaves_the_edge_of_a_shallow_clone_unknown(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f, "echo a >a; c one; echo b >b; c two; echo d >d; "
			 "GIT_COMMITTER_DATE='1700000300 +0000'; c three; "
			 "cd ..; git clone -q --depth 2 file://$PWD/r s");
	struct str path = arena_printf(f.git.arena, "%s/s", f.git.folder);
	struct account account;
	bool unchanged;
	assert_true(import(&f, path, NULL, &account, &unchanged));
	assert_int_equal(account.imported, 2);
	assert_string_equal(rows(&f, FILES), "d|1|0|other||\n");
	assert_string_equal(rows(&f, "SELECT shallow FROM repository"), "1\n");
	assert_string_equal(diagnostics(&f), "shallow-clone\n");
	/* once the history is there, so are the lines */
	struct str command = arena_printf(
	    f.git.arena, "git -C %s/s fetch -q --unshallow", f.git.folder);
	assert_int_equal(system(command.ptr), 0);
	assert_true(import(&f, path, NULL, &account, &unchanged));
	assert_int_equal(account.imported, 3);
	assert_string_equal(
	    rows(&f, "SELECT f.path, added FROM commit_file JOIN file f "
		     "ON f.id = file_id ORDER BY 1"),
	    "a|1\nb|1\nd|1\n");
	assert_string_equal(diagnostics(&f), "");
	close_fixture(&f);
}

static void leaves_missing_blobs_unknown(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "echo a >a; c one; "
	    "b=$(git rev-parse HEAD:a); "
	    "rm -f .git/objects/$(echo $b | cut -c1-2)/$(echo $b | cut -c3-)");
	import_fine(&f);
	assert_string_equal(rows(&f, FILES), "a|||other||\n");
	assert_string_equal(diagnostics(&f), "partial-clone\n");
	close_fixture(&f);
}

static void accepts_an_empty_repository(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f, ":");
	struct account account = import_fine(&f);
	assert_int_equal(account.read, 0);
	assert_string_equal(diagnostics(&f), "empty-repository\n");
	close_fixture(&f);
}

static void applies_and_tells_of_replaced_history(void **state)
{
	(void)state;
	struct fixture f;
	open_fixture(&f,
	    "c one; GIT_COMMITTER_DATE='1700000200 +0000' git commit -q "
	    "--allow-empty -m two; git replace HEAD HEAD~1");
	import_fine(&f);
	assert_string_equal(diagnostics(&f), "replaced-history\n");
	close_fixture(&f);
}

static void reads_bare_ones_worktrees_and_alternates(void **state)
{
	(void)state;
	static const char *const names[] = { "bare.git", "tree", "shared" };
	struct fixture f;
	open_fixture(&f,
	    "echo a >a; c one; git worktree add -q -b w ../tree; cd ..; "
	    "git clone -q --bare r bare.git; git clone -q -s r shared");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct account account;
		bool unchanged;
		struct str path =
		    arena_printf(f.git.arena, "%s/%s", f.git.folder, names[i]);
		struct model *model = f.model;
		assert_true(model_open(&f.model, STR(""), &err));
		if (!import(&f, path, NULL, &account, &unchanged))
			fail_msg("%s: %s", names[i], err.message);
		assert_int_equal(account.imported, 1);
		model_close(f.model);
		f.model = model;
	}
	close_fixture(&f);
}

static void explains_what_it_cannot_read(void **state)
{
	(void)state;
	struct fixture f;
	struct account account;
	bool unchanged;
	open_fixture(&f,
	    "c one; cd ..; git init -q --object-format=sha256 big; mkdir no");
	struct str big = arena_printf(f.git.arena, "%s/big", f.git.folder);
	struct str no = arena_printf(f.git.arena, "%s/no", f.git.folder);
	assert_false(import(&f, big, NULL, &account, &unchanged));
	assert_non_null(strstr(err.message, "SHA-256"));
	assert_false(import(&f, no, NULL, &account, &unchanged));
	assert_non_null(strstr(err.message, "expected a git repository"));
	assert_false(
	    import(&f, f.git.path, "main nosuch", &account, &unchanged));
	assert_non_null(strstr(err.message, "nosuch"));
	if (geteuid() == 0) {
		struct str command = arena_printf(
		    f.git.arena, "chown -R 12345 %s/r", f.git.folder);
		assert_int_equal(system(command.ptr), 0);
		assert_false(
		    import(&f, f.git.path, NULL, &account, &unchanged));
		assert_non_null(strstr(err.message, "another user"));
		assert_non_null(strstr(err.fix, "safe.directory"));
	}
	close_fixture(&f);
}

#define CASE(name) cmocka_unit_test(name)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(counts_lines_as_numstat),
		CASE(counts_many_files),
		CASE(stores_identities_and_times),
		CASE(keeps_renames_beside_the_lines),
		CASE(keeps_renames_of_many_commits),
		CASE(stores_no_lines_of_merges),
		CASE(counts_submodules_apart),
		CASE(keeps_odd_paths),
		CASE(obeys_attributes),
		CASE(resolves_the_mailmap),
		CASE(trap_mailmap),
		CASE(trap_switched_off),
		CASE(follows_a_repository_that_grows),
		CASE(replaces_another_repository_of_the_path),
		CASE(counts_a_fork_once),
		CASE(leaves_the_edge_of_a_shallow_clone_unknown),
		CASE(leaves_missing_blobs_unknown),
		CASE(accepts_an_empty_repository),
		CASE(applies_and_tells_of_replaced_history),
		CASE(reads_bare_ones_worktrees_and_alternates),
		CASE(explains_what_it_cannot_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
