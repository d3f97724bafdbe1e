/* importers/git/line_ends.c by way of link/finding_origin.c: which commit
 * ended the lines of a fixed finding. The repository is made by git itself. */
#include "tests/unit/scanned_world.h"

/* a.c has one line a case. On the second day: line 1 by Claude, in a file that
 * is renamed on the third day, when line 2 changes; on a branch from the first
 * day line 3 changes, and is merged on the fourth; line 4 is changed on both
 * sides, and the merge takes another text; b.c is deleted on the fifth. In d.c
 * Claude formats a line that is mended on the third day; two lines there are
 * rewritten by Claude, of which nothing changes later; one is taken away. */
static const char script[] =
    "at() { export GIT_AUTHOR_DATE=\"2026-01-0$1T00:00:00Z\" "
    "GIT_COMMITTER_DATE=\"2026-01-0$1T00:00:00Z\"; }; "
    "at 1; printf '%s\\n' 1 2 x x x 3 x x x 4 x x x 5 >a.c; echo b >b.c; "
    "printf '%s\\n' 1 'x(q)' 3 4 'y(q)' 'z(q)' 7 8 'w(q)' 10 >d.c; "
    "c first; git branch side; "
    "at 2; sed -i s/^1/one/ a.c; "
    "sed -i 's/x(q)/x( q )/; s/y(q)/y()/; s/z(q)/z();\\n2/; /w(q)/d' d.c; "
    "c \"$(printf 'ai\\n\\nCo-authored-by: Claude <noreply@anthropic.com>')\"; "
    "at 3; git mv a.c c.c; c rename; sed -i s/^2/two/ c.c; "
    "sed -i 's/x( q )/x(safe(q))/; s/^8/8, 9/' d.c; c two; "
    "sed -i s/^4/four/ c.c; c four; "
    "git checkout -q side; sed -i s/^3/three/ a.c; c three; "
    "sed -i s/^4/FOUR/ a.c; c FOUR; "
    "at 4; git checkout -q main; git merge -q --no-commit side "
    ">/dev/null 2>&1 || :; git checkout -q --ours c.c; "
    "sed -i 's/^3/three/; s/^four/4th/' c.c; c merge; "
    "at 5; git rm -q b.c; c five";

static struct git_world git;

static int make_repository(void **state)
{
	(void)state;
	git_world_open(&git, script);
	return 0;
}

static int remove_repository(void **state)
{
	(void)state;
	git_world_close(&git);
	return 0;
}

#define RESULT(rule, path, line) "{\"ruleId\":\"" rule "\"," AT(path, line) "}"
#define SCAN(day, results)                                                     \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"invocations\":[{"       \
	    "\"executionSuccessful\":true,\"endTimeUtc\":\"2026-01-" day       \
	    "T12:00:00Z\"}],\"results\":[" results "]}")
/* Rule, subject of the commit, its origin and tool, lines. */
#define FIXES                                                                  \
	"SELECT group_concat(text, '; ') FROM (SELECT f.rule || ' ' || "       \
	"coalesce(c.oid, x.reason) || ' ' || x.origin || "                     \
	"coalesce(' ' || t.name, '') AS text FROM finding f JOIN "             \
	"finding_fix x ON x.finding_id = f.id LEFT JOIN \"commit\" c "         \
	"ON c.id = x.commit_id LEFT JOIN tool t ON t.id = x.tool_id "          \
	"ORDER BY f.rule)"

static struct str id_of(const char *subject)
{
	struct str command = arena_printf(
	    git.arena, "log --all --format=%%H '--grep=^%s$'", subject);
	return git_world_ask(&git, command.ptr);
}

/* git log -S of each text names the same commits. */
static void the_commit_that_ended_a_line_is_found(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	scanned_read(&world, "a", id_of("first"),
	    SCAN("01",
		RESULT("1", "a.c", "1") "," RESULT("2", "a.c", "2") "," RESULT(
		    "3", "a.c", "6") "," RESULT("4", "a.c",
		    "10") "," RESULT("5", "a.c", "14") "," RESULT("6", "b.c",
		    "1") "," RESULT("7", "d.c", "2") "," RESULT("8", "d.c",
		    "6") "," RESULT("9", "d.c", "9")));
	scanned_read(&world, "b", id_of("five"), SCAN("06", ""));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, FIXES),
	    arena_printf(world.keep,
		"1 " STR_FMT " ai claude-code; 2 " STR_FMT
		" unknown; 3 " STR_FMT " unknown; 4 several commits changed "
		"its lines since unknown; 5 its lines are still there unknown; "
		"6 " STR_FMT " unknown; 7 several commits changed its lines "
		"since unknown; 8 " STR_FMT " ai claude-code; 9 " STR_FMT
		" ai claude-code",
		STR_ARG(id_of("ai")), STR_ARG(id_of("two")),
		STR_ARG(id_of("three")), STR_ARG(id_of("five")),
		STR_ARG(id_of("ai")), STR_ARG(id_of("ai")))
		.ptr);
	sarif_close(&world);
}

/* A build machine's paths are found again by their tails, scan after scan. */
static void paths_of_another_machine_are_the_repositorys(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	scanned_read(&world, "a", id_of("first"),
	    SCAN("01", RESULT("1", "/ci/r/b.c", "1") "," RESULT(
			   "2", "/ci/r/d.c", "10")));
	scanned_read(&world, "b", id_of("four"),
	    SCAN("04", RESULT("1", "/ci/r/b.c", "1") "," RESULT(
			   "2", "/ci/r/d.c", "10")));
	scanned_link(&world, UNKNOWN);
	scanned_asks(&world,
	    "SELECT group_concat(text, '; ') FROM (SELECT f.path || ' ' || "
	    "f.state || ' ' || o.origin AS text FROM finding f "
	    "JOIN finding_origin o ON o.finding_id = f.id ORDER BY f.path)",
	    "b.c open unknown; d.c open unknown");
	sarif_close(&world);
}

/* From the side to the main line, and between revisions that no way joins. */
static void ways_over_merges_are_followed(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	scanned_read(&world, "a", id_of("three"),
	    SCAN("03", RESULT("1", "a.c", "1") "," RESULT(
			   "3", "a.c", "6") "," RESULT("4", "a.c", "10")));
	scanned_read(&world, "b", id_of("merge"), SCAN("05", ""));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, FIXES),
	    arena_printf(world.keep,
		"1 " STR_FMT " ai claude-code; 3 its lines are still "
		"there unknown; 4 several commits changed its lines since "
		"unknown",
		STR_ARG(id_of("ai")))
		.ptr);
	sarif_close(&world);
	scanned_open(&world, &git);
	scanned_read(
	    &world, "a", id_of("three"), SCAN("03", RESULT("3", "a.c", "6")));
	scanned_read(&world, "b", id_of("four"), SCAN("04", ""));
	scanned_link(&world, UNKNOWN);
	assert_string_equal(sarif_ask(&world, FIXES),
	    "3 no way leads from its last scan to the one without it unknown");
	sarif_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_commit_that_ended_a_line_is_found),
		cmocka_unit_test(paths_of_another_machine_are_the_repositorys),
		cmocka_unit_test(ways_over_merges_are_followed),
	};
	return cmocka_run_group_tests(
	    tests, make_repository, remove_repository);
}
