/* link/finding_span.sql, link/finding_join_span.sql and the views finding_then
 * and finding_open: what findings were at a time, whatever came later. */
#include "tests/unit/scanned_world.h"

/* a.c: lines 1 to 9 by Claude. On 4 January somebody adds one above and writes
 * line 2 anew; a.c is called b.c since the 6th. */
static const char script[] =
    "at 2026-01-01; for i in 1 2 3 4 5 6 7 8 9; do "
    "echo \"call$i(x, y, z)\"; done >a.c; "
    "c \"$(printf '1\\n\\nCo-authored-by: Claude <noreply@anthropic.com>')\"; "
    "at 2026-01-04; sed -i -e 1ifirst -e 's/call2(x/call2( x/' a.c; "
    "c two; at 2026-01-06; git mv a.c b.c; c three";

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

#define R(rule, path, line) "{\"ruleId\":\"" rule "\"," AT(path, line) "}"
#define RATED(rule, score)                                                     \
	"{\"id\":\"" rule "\",\"properties\":{\"security-severity\":\"" score  \
	"\",\"tags\":[\"external/cwe/cwe-089\"]}}"
#define SCAN(tool, day, rules, results)                                        \
	LOG("{\"tool\":{\"driver\":{\"name\":\"" tool "\",\"rules\":[" rules   \
	    "]}},\"invocations\":[{"                                           \
	    "\"executionSuccessful\":true,\"endTimeUtc\":\"2026-01-" day       \
	    "T12:00:00Z\"}],\"results\":[" results "]}")

static void read_scan(struct sarif_world *world, const char *name,
    const char *revision, const char *text)
{
	char command[64];
	snprintf(command, sizeof command, "rev-parse %s", revision);
	world->input.revision = git_world_ask(&git, command);
	if (!sarif_try(world, name, str_from(text)))
		fail_msg("%s", world->err.message);
}

/* What is open at the end of a day: scanner, rule, severity, place, origin. */
#define OPEN(day)                                                              \
	"SELECT group_concat(text, '; ') FROM (SELECT scanner || ' ' || rule " \
	"|| ' ' || severity || ' ' || path || ':' || line || ' ' || origin "   \
	"|| ' ' || tools AS text FROM finding_open WHERE open_from < "         \
	"unixepoch('2026-01-" day "') + 86400 AND open_to >= "                 \
	"unixepoch('2026-01-" day "') + 86400 ORDER BY path, line, rule)"

/* By hand: on the 3rd T sees low problems in lines 2 and 5, both Claude's. On
 * the 5th they are critical, a line lower, and line 2 is somebody else's. On
 * the 7th the file has another name. */
static void a_finding_is_what_it_was_at_the_time(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	read_scan(&world, "one", "HEAD~2",
	    SCAN("T", "03", RATED("A", "3.0"),
		R("A", "a.c", "2") "," R("A", "a.c", "5")));
	scanned_link(&world, UNKNOWN);
	scanned_asks(
	    &world, OPEN("08"), "t A low a.c:2 ai 1; t A low a.c:5 ai 1");
	read_scan(&world, "two", "HEAD~1",
	    SCAN("T", "05", RATED("A", "9.8"),
		R("A", "a.c", "3") "," R("A", "a.c", "6")));
	read_scan(&world, "three", "HEAD",
	    SCAN("T", "07", RATED("A", "9.8"),
		R("A", "b.c", "3") "," R("A", "b.c", "6")));
	scanned_link(&world, UNKNOWN);
	scanned_asks(&world, OPEN("02"), "-");
	scanned_asks(
	    &world, OPEN("03"), "t A low a.c:2 ai 1; t A low a.c:5 ai 1");
	scanned_asks(
	    &world, OPEN("04"), "t A low a.c:2 ai 1; t A low a.c:5 ai 1");
	scanned_asks(&world, OPEN("05"),
	    "t A critical a.c:3 unknown 1; t A critical a.c:6 ai 1");
	scanned_asks(&world, OPEN("08"),
	    "t A critical b.c:3 unknown 1; t A critical b.c:6 ai 1");
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM finding"), "2");
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM finding_fact"), "2");
	sarif_close(&world);
}

/* Of 1,200 lines nobody says whose they are; of the other's one it is known. */
#define LONG                                                                   \
	"{\"ruleId\":\"A\",\"locations\":[{\"physicalLocation\":{"             \
	"\"artifactLocation\":{\"uri\":\"a.c\"},\"region\":{"                  \
	"\"startLine\":5,\"endLine\":1204}}}]}"

static void the_origin_of_another_counts_where_the_leader_has_none(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	read_scan(
	    &world, "one", "HEAD~2", SCAN("T", "03", RATED("A", "9.8"), LONG));
	read_scan(&world, "u", "HEAD~2",
	    SCAN("U", "03", RATED("B", "3.0"), R("B", "a.c", "5")));
	scanned_link(&world, UNKNOWN);
	scanned_asks(&world,
	    "SELECT group_concat(f.tool || ' ' || f.tools || ' ' || o.origin "
	    "|| ' ' || (o.commit_id IS NOT NULL), '; ') FROM finding f "
	    "JOIN finding_origin o ON o.finding_id = f.id",
	    "t 2 ai 1");
	sarif_close(&world);
}

/* A file that has another name since is not gone: a scan that did not run the
 * rule says nothing of it. */
static void a_renamed_file_is_still_there(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	read_scan(&world, "one", "HEAD~2",
	    SCAN("T", "03", RATED("A", "3.0") "," RATED("B", "3.0"),
		R("A", "a.c", "5")));
	read_scan(&world, "two", "HEAD",
	    SCAN("T", "07", RATED("B", "3.0") "," RATED("C", "3.0"), ""));
	scanned_link(&world, UNKNOWN);
	scanned_asks(
	    &world, "SELECT state || ' ' || unseen FROM finding", "open rule");
	read_scan(&world, "three", "HEAD",
	    SCAN("T", "08", RATED("A", "3.0") "," RATED("B", "3.0"), ""));
	scanned_link(&world, UNKNOWN);
	scanned_asks(&world,
	    "SELECT state || ' ' || coalesce(unseen, '-') FROM finding",
	    "fixed -");
	sarif_close(&world);
}

/* By hand: line 5 is seen by T from the 3rd on, low; by U from the 5th, high;
 * on the 7th U has it no more. */
static void tools_join_when_both_have_seen_it(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	read_scan(&world, "one", "HEAD~2",
	    SCAN("T", "03", RATED("A", "3.0"), R("A", "a.c", "5")));
	read_scan(&world, "u", "HEAD~2",
	    SCAN("U", "04", RATED("B", "7.5"), R("B", "a.c", "9")));
	read_scan(&world, "two", "HEAD~1",
	    SCAN("U", "05", RATED("B", "7.5"),
		R("B", "a.c", "6") "," R("B", "a.c", "10")));
	read_scan(&world, "three", "HEAD",
	    SCAN("U", "07", RATED("B", "7.5"), R("B", "b.c", "10")));
	scanned_link(&world, UNKNOWN);
	scanned_asks(&world, OPEN("03"), "t A low a.c:5 ai 1");
	scanned_asks(
	    &world, OPEN("04"), "t A low a.c:5 ai 1; u B high a.c:9 ai 1");
	scanned_asks(
	    &world, OPEN("06"), "u B high a.c:6 ai 2; u B high a.c:10 ai 1");
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM finding_new"), "0");
	sarif_close(&world);
}

/* By hand: T sees line 5 on the 3rd, U from the 4th on; on the 5th T has it no
 * more, which is no fix in code that did not change, on the 6th U says that it
 * is worse. Of both together nothing was out of sight. */
static void what_one_tool_still_sees_is_comparable(void **state)
{
	(void)state;
	struct sarif_world world;
	scanned_open(&world, &git);
	read_scan(&world, "one", "HEAD~2",
	    SCAN("T", "03", RATED("A", "3.0") "," RATED("C", "3.0"),
		R("A", "a.c", "5")));
	read_scan(&world, "u", "HEAD~2",
	    SCAN("U", "04", RATED("B", "3.0"), R("B", "a.c", "5")));
	read_scan(
	    &world, "two", "HEAD~2", SCAN("T", "05", RATED("C", "3.0"), ""));
	read_scan(&world, "v", "HEAD~2",
	    SCAN("U", "06", RATED("B", "7.5"), R("B", "a.c", "5")));
	scanned_link(&world, UNKNOWN);
	scanned_asks(&world,
	    "SELECT group_concat(tools || ' ' || severity || ' ' || "
	    "coalesce(unseen, '-') || ' ' || coalesce(unseen_time, '-'), '; ') "
	    "FROM (SELECT * FROM finding_span ORDER BY to_time IS NULL, "
	    "to_time)",
	    "1 low revision 1767614400; 2 low - -");
	sarif_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_finding_is_what_it_was_at_the_time),
		cmocka_unit_test(
		    the_origin_of_another_counts_where_the_leader_has_none),
		cmocka_unit_test(a_renamed_file_is_still_there),
		cmocka_unit_test(tools_join_when_both_have_seen_it),
		cmocka_unit_test(what_one_tool_still_sees_is_comparable),
	};
	return cmocka_run_group_tests(
	    tests, make_repository, remove_repository);
}
