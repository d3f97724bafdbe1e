/* link/finding_origin.c and link/finding_line.c: whose lines a finding stands
 * on. The repository is made by git itself; what git blame says stands above
 * the assertions. */
#include "tests/unit/scanned_world.h"

/* a.c: lines 1 to 4 by a person (they are old), 2 again by Claude, 5 and 6 by
 * a commit that nobody knows anything of. */
static const char script[] =
    "at 2020-01-01; printf 'one\\ntwo\\nthree\\nfour\\n' >a.c; c one; "
    "at 2026-01-03; sed -i 's/two/TWO/' a.c; "
    "echo '{\"dependencies\":{\"left-pad\":\"1.0.0\"}}' >package.json; "
    "c \"$(printf '2\\n\\nCo-authored-by: Claude <noreply@anthropic.com>')\"; "
    "at 2026-01-05; printf 'five\\nsix\\n' >>a.c; c three";

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

#define REGION(rule, path, line, end)                                          \
	"{\"ruleId\":\"" rule "\",\"locations\":[{\"physicalLocation\":{"      \
	"\"artifactLocation\":{\"uri\":\"" path                                \
	"\"},\"region\":{\"startLine\":" line ",\"endLine\":" end "}}}]}"
#define SCAN(day, results)                                                     \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"invocations\":[{"       \
	    "\"executionSuccessful\":true,\"endTimeUtc\":\"2026-01-" day       \
	    "T12:00:00Z\"}],\"results\":[" results "]}")
#define ORIGINS                                                                \
	"SELECT group_concat(text, '; ') FROM (SELECT f.rule || ' ' || "       \
	"o.origin || ' ' || coalesce(o.ai_lines || '/' || o.lines, "           \
	"o.reason) || coalesce(' ' || c.parents || ' ' || t.name, '') || "     \
	"coalesce(' ' || o.way, '') AS text FROM finding f JOIN "              \
	"finding_origin o ON o.finding_id = f.id LEFT JOIN \"commit\" c "      \
	"ON c.id = o.commit_id LEFT JOIN tool t ON t.id = o.tool_id "          \
	"ORDER BY f.rule, f.path)"
#define LINES                                                                  \
	"SELECT group_concat(text, ' ') FROM (SELECT f.rule || l.line || "     \
	"'+' || l.lines || l.origin AS text FROM finding f JOIN "              \
	"finding_line l ON l.finding_id = f.id ORDER BY f.rule, l.line)"

/* REVISION is what git is asked for, or NULL: the scan says none. */
static void read_scan(struct sarif_world *world, const char *name,
    const char *revision, const char *text)
{
	world->input.revision =
	    revision ? git_world_ask(&git, revision) : STR_NONE;
	if (!sarif_try(world, name, str_from(text)))
		fail_msg("%s", world->err.message);
}

/* git blame -s a.c: 1 2 1 1 3 3, at the second commit 1 2 1 1. */
static void all_lines_of_a_region_count(void **state)
{
	(void)state;
	static const char results[] =
	    SCAN("06", REGION("A", "a.c", "2", "2") "," REGION(
			   "B", "a.c", "1", "3") "," REGION("C", "a.c", "3",
			   "4") "," REGION("D", "a.c", "4", "5") "," REGION("E",
			   "a.c", "5", "900") "," REGION("F", "a.c", "7", "9"));
	struct sarif_world world;
	scanned_open(&world, &git);
	read_scan(&world, "a", "rev-parse HEAD", results);
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, LINES,
	    "A2+1ai B1+1human B2+1ai B3+1human C3+2human D4+1human "
	    "D5+1unknown E5+2unknown");
	scanned_asks(&world, ORIGINS,
	    "A ai 1/1 1 claude-code revision; B mixed 1/3 0 claude-code "
	    "revision; C human 0/2 revision; D unknown 0/2 revision; "
	    "E unknown 0/2 revision; F unknown the file has no such line");
	sarif_close(&world);
	/* of an older revision, which is read from the repository */
	scanned_open(&world, &git);
	read_scan(&world, "a", "rev-parse HEAD~1", results);
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world, LINES,
	    "A2+1ai B1+1human B2+1ai B3+1human C3+2human D4+1human");
	sarif_close(&world);
}

/* How the revision was found is kept: stated, by the time, or not at all. */
static void how_lines_were_found_is_kept(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	read_scan(&world, "a", NULL, SCAN("04", REGION("A", "a.c", "2", "2")));
	read_scan(&world, "b", NULL,
	    LOG(RUN("\"results\":[" REGION("B", "a.c", "2", "2") "]")));
	read_scan(&world, "c", NULL, SCAN("09", REGION("C", "a.c", "2", "2")));
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world,
	    "SELECT group_concat(f.rule || o.way, ' ') FROM finding f JOIN "
	    "finding_origin o ON o.finding_id = f.id",
	    "Atime Bhead Ctime");
	sarif_close(&world);
}

/* A weakness of a package is whose commit brought it; of two packages of one
 * name nobody can say. */
static void packages_are_of_who_brought_them(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	world.input.importer = STR("scan");
	read_scan(&world, "a", "rev-parse HEAD",
	    "{\"auditReportVersion\":2,\"vulnerabilities\":{"
	    "\"left-pad\":{\"name\":\"left-pad\",\"severity\":\"high\","
	    "\"range\":\"1\",\"via\":[{\"source\":1,\"name\":\"left-pad\","
	    "\"title\":\"t\",\"severity\":\"high\",\"range\":\"1\"}]},"
	    "\"other\":{\"name\":\"other\",\"severity\":\"high\","
	    "\"range\":\"1\",\"via\":[{\"source\":2,\"name\":\"other\","
	    "\"title\":\"t\",\"severity\":\"high\",\"range\":\"1\"}]}}}");
	scanned_link(&world, HUMAN_BEFORE);
	scanned_asks(&world,
	    "SELECT group_concat(text, '; ') FROM (SELECT r.package || ' ' || "
	    "o.origin || ' ' || coalesce(t.name || ' ' || o.way, o.reason) AS "
	    "text FROM finding f JOIN finding_origin o ON o.finding_id = f.id "
	    "JOIN result r ON r.id = f.last_result_id LEFT JOIN tool t ON "
	    "t.id = o.tool_id ORDER BY 1)",
	    "left-pad ai claude-code package; other unknown no file");
	sarif_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_lines_of_a_region_count),
		cmocka_unit_test(how_lines_were_found_is_kept),
		cmocka_unit_test(packages_are_of_who_brought_them),
	};
	return cmocka_run_group_tests(
	    tests, make_repository, remove_repository);
}
