/* link/tested.c and what it is made of: which lines of the repository a report
 * of test coverage speaks of. What git blame says stands above the assertions.
 */
#include "tests/unit/scanned_world.h"

/* src/a.c: 1, 3, 4 of the first commit, 2 by Claude, 5 of the last; it was
 * a.c at first. two/x.c and three/x.c have one name; com/acme/Pay.java lies
 * below a source root. */
static const char script[] =
    "at 2020-01-01; printf 'one\\ntwo\\nthree\\nfour\\n' >a.c; c one; "
    "at 2026-01-03; sed -i 's/two/TWO/' a.c; "
    "c \"$(printf '2\\n\\nCo-authored-by: Claude <noreply@anthropic.com>')\"; "
    "at 2026-01-05; mkdir -p src two three app/java/com/acme; git mv a.c src; "
    "printf 'five\\n' >>src/a.c; echo x >two/x.c; echo x >three/x.c; "
    "printf '1\\n2\\n' >app/java/com/acme/Pay.java; c three";

/* 2021-06-29 */
#define HUMAN_BEFORE 1624924800

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

#define LINES                                                                  \
	"SELECT coalesce(group_concat(text, ' '), '') FROM (SELECT f.path "    \
	"|| ':' || l.start || '+' || l.count || coalesce('=' || l.covered, "   \
	"'') || substr(l.origin, 1, 1) AS text FROM tested_line l "            \
	"JOIN file f ON f.id = l.file_id ORDER BY f.path, l.start)"
#define PLACES                                                                 \
	"SELECT group_concat(text, '; ') FROM (SELECT c.path || ' ' || "       \
	"coalesce(f.path, x.reason) AS text FROM coverage_place x "            \
	"JOIN coverage_file c ON c.id = x.coverage_file_id "                   \
	"LEFT JOIN file f ON f.id = x.file_id ORDER BY c.path)"

static void open_world(struct sarif_world *world)
{
	scanned_open(world, &git);
	world->input.importer = STR("coverage");
}

/* REVISION is what git is asked for, or NULL: the report names none. */
static void read_report(struct sarif_world *world, const char *revision,
    const char *day, const char *text)
{
	world->input.revision =
	    revision ? git_world_ask(&git, revision) : STR_NONE;
	world->input.time = UNKNOWN;
	if (day)
		assert_true(date_parse_iso(str_from(day), &world->input.time));
	world->input.head = str_from(text);
	/* another text is another file */
	const char *name = arena_z(
	    world->keep, arena_printf(world->keep, "report-%zu", strlen(text)));
	if (!sarif_try(world, name, str_from(text)))
		fail_msg("%s", world->err.message);
	assert_int_equal(world->account.read,
	    world->account.imported + world->account.duplicate +
		world->account.rejected + world->account.empty);
}

#define LCOV(path, lines) "SF:" path "\n" lines "end_of_record\n"
#define COBERTURA(sources, path, lines)                                        \
	"<coverage line-rate='0'><sources>" sources                            \
	"</sources><packages><package><classes><class filename='" path         \
	"'><lines>" lines "</lines></class></classes></package></packages>"    \
	"</coverage>"
#define LINE(number, hits) "<line number='" number "' hits='" hits "'/>"

/* git blame -s src/a.c: 1 2 1 1 3. Line 3 has nothing to run. */
static void lines_of_the_audited_revision(void **state)
{
	(void)state;
	struct sarif_world world;
	open_world(&world);
	read_report(&world, "rev-parse HEAD", NULL,
	    LCOV("src/a.c", "DA:1,1\nDA:2,0\nDA:4,7\nDA:5,1\n"));
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, LINES,
	    "src/a.c:1+1=1h src/a.c:2+1=0a src/a.c:3+1h src/a.c:4+1=1h "
	    "src/a.c:5+1=1u");
	sarif_close(&world);
}

/* git blame -s HEAD~1 a.c: 1 2 1 1. Line 5 came later: nobody looked at it. */
static void lines_of_an_older_revision_are_known_again(void **state)
{
	(void)state;
	static const char report[] =
	    LCOV("/home/ci/a.c", "DA:1,1\n") LCOV("a.c", "DA:1,0\nDA:2,1\n");
	struct sarif_world world;
	open_world(&world);
	read_report(&world, "rev-parse HEAD~1", NULL, report);
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(
	    &world, LINES, "src/a.c:1+1=0h src/a.c:2+1=1a src/a.c:3+2h");
	/* a name alone in a folder that nothing shows to be the repository's */
	scanned_asks(
	    &world, PLACES, "/home/ci/a.c no file of the repository; a.c a.c");
	sarif_close(&world);
	/* the same without its revision, of that day */
	open_world(&world);
	read_report(&world, NULL, "2026-01-04", report);
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(
	    &world, LINES, "src/a.c:1+1=0h src/a.c:2+1=1a src/a.c:3+2h");
	sarif_close(&world);
}

/* Of one day what any of them ran, else the newest that looked at the line. */
static void reports_are_laid_over_each_other(void **state)
{
	(void)state;
	struct sarif_world world;
	open_world(&world);
	read_report(&world, NULL, "2026-01-06",
	    LCOV("src/a.c", "DA:1,1\nDA:2,1\nDA:5,1\n")
		LCOV("two/x.c", "DA:1,1\n"));
	read_report(
	    &world, NULL, "2026-01-07", LCOV("src/a.c", "DA:1,0\nDA:2,0\n"));
	read_report(
	    &world, NULL, "2026-01-07T12:00:00Z", LCOV("src/a.c", "DA:2,1\n"));
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, LINES,
	    "src/a.c:1+1=0h src/a.c:2+1=1a src/a.c:3+2h src/a.c:5+1u "
	    "two/x.c:1+1=1u");
	sarif_close(&world);
}

static void paths_are_found_by_what_the_report_says(void **state)
{
	(void)state;
	struct sarif_world world;
	open_world(&world);
	/* below the folder that the other path shows */
	read_report(&world, "rev-parse HEAD", NULL,
	    LCOV("/home/ci/r/src/a.c", "DA:1,1\n") LCOV("C:\\b\\two\\x.c",
		"DA:1,1\n") LCOV("/usr/include/stdio.h", "DA:1,1\n")
		LCOV("gone/x.c", "DA:1,1\n") LCOV("x.c", "DA:1,1\n")
		    LCOV("three/x.c", "DA:9,1\n"));
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, PLACES,
	    "/home/ci/r/src/a.c src/a.c; "
	    "/usr/include/stdio.h no file of the repository; "
	    "C:/b/two/x.c two/x.c; gone/x.c no file of the repository; "
	    "three/x.c the file has fewer lines than the report names; "
	    "x.c no file of the repository");
	sarif_close(&world);
	/* package paths, and roots of the report */
	open_world(&world);
	read_report(&world, "rev-parse HEAD", NULL,
	    "<report name='x'><package name='com/acme'><sourcefile "
	    "name='Pay.java'><line nr='2' mi='0' ci='3' mb='0' cb='0'/>"
	    "</sourcefile></package></report>");
	read_report(&world, "rev-parse HEAD", NULL,
	    COBERTURA(
		"<source>/home/ci/r/three</source>", "x.c", LINE("1", "1")));
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, PLACES,
	    "com/acme/Pay.java app/java/com/acme/Pay.java; x.c three/x.c");
	scanned_asks(&world, LINES,
	    "app/java/com/acme/Pay.java:1+1u "
	    "app/java/com/acme/Pay.java:2+1=1u three/x.c:1+1=1u");
	sarif_close(&world);
	/* both roots have one */
	open_world(&world);
	read_report(&world, "rev-parse HEAD", NULL,
	    COBERTURA("<source>/ci/two</source><source>/ci/three</source>",
		"x.c", LINE("1", "1")));
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, PLACES, "x.c several files of the repository");
	scanned_asks(&world,
	    "SELECT text FROM diagnostic WHERE code = "
	    "'coverage-files-unknown'",
	    "files of the report whose lines are not known: 1 of 1 (several "
	    "files of the repository), such as \"x.c\"");
	sarif_close(&world);
}

/* A report of no repository that is known is nobody's, but of the only one. */
static void whose_a_report_is(void **state)
{
	(void)state;
	struct sarif_world world;
	open_world(&world);
	world.input.repository = STR("other");
	read_report(&world, NULL, NULL, LCOV("src/a.c", "DA:1,1\n"));
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, LINES, "");
	scanned_asks(&world,
	    "SELECT count(*) FROM diagnostic WHERE code = "
	    "'coverage-not-placed'",
	    "1");
	world.input.repository = STR_NONE;
	read_report(&world, NULL, NULL, LCOV("src/a.c", "DA:2,1\n"));
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, LINES,
	    "src/a.c:1+1h src/a.c:2+1=1a src/a.c:3+2h src/a.c:5+1u");
	sarif_close(&world);
	/* of a revision that nobody has */
	open_world(&world);
	read_report(&world, "rev-parse HEAD", NULL, LCOV("a.c", "DA:1,1\n"));
	world.input.revision = STR("0123456789");
	if (!sarif_try(&world, "b", STR(LCOV("src/a.c", "DA:1,1\n"))))
		fail_msg("%s", world.err.message);
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, PLACES,
	    "a.c no file of the repository; "
	    "src/a.c its revision is not in the repository");
	sarif_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_of_the_audited_revision),
		cmocka_unit_test(lines_of_an_older_revision_are_known_again),
		cmocka_unit_test(reports_are_laid_over_each_other),
		cmocka_unit_test(paths_are_found_by_what_the_report_says),
		cmocka_unit_test(whose_a_report_is),
	};
	return cmocka_run_group_tests(
	    tests, make_repository, remove_repository);
}
