/* link/result_region.c: lines of results that tell an offset alone. The
 * repository is made by git itself; which line a byte is in says
 * git show REVISION:FILE | head -c OFFSET | wc -l, plus one. */
#include "tests/unit/scanned_world.h"

/* u.c: a byte order mark, CRLF, a letter of two bytes and two of four; then a
 * line before all. */
static const char script[] =
    "printf '\\357\\273\\277one\\r\\ntw\\303\\266\\r\\n\\360\\237\\230\\200"
    "\\360\\237\\230\\200x\\r\\nfour\\r\\n' >u.c; "
    "printf 'a\\0b\\n' >binary; echo '{}' >package.json; c one; "
    "{ printf 'new\\n'; cat u.c; } >t; mv t u.c; c two";

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

#define REGION(rule, path, region)                                             \
	"{\"ruleId\":\"" rule "\",\"locations\":[{\"physicalLocation\":{"      \
	"\"artifactLocation\":{\"uri\":\"" path "\"},\"region\":{" region      \
	"}}}]}"
#define UTF16 REGION("A", "u.c", "\"charOffset\":16,\"charLength\":1")
#define BYTES REGION("B", "u.c", "\"byteOffset\":24,\"byteLength\":2")
#define POINT REGION("C", "u.c", "\"byteOffset\":14")
#define BEHIND REGION("D", "u.c", "\"byteOffset\":36")
#define BINARY REGION("E", "binary", "\"byteOffset\":3")
#define MANIFEST REGION("F", "package.json", "\"charOffset\":0")
#define MISSING REGION("G", "none.c", "\"charOffset\":0")
#define ALL                                                                    \
	UTF16 "," BYTES "," POINT "," BEHIND "," BINARY "," MANIFEST "," MISSING
/* The kind of columns comes last, which is as good. */
#define SCAN(kind, results)                                                    \
	LOG(RUN("\"results\":[" results "],\"columnKind\":\"" kind "\""))
#define FINDINGS                                                               \
	"SELECT group_concat(text, ' ') FROM (SELECT f.rule || f.line || '-' " \
	"|| coalesce(g.end_line, 0) || substr(o.origin, 1, 1) || coalesce("    \
	"o.lines, '') AS text FROM finding f JOIN finding_origin o ON "        \
	"o.finding_id = f.id LEFT JOIN result_region g ON g.result_id = "      \
	"f.last_result_id ORDER BY f.rule)"

/* REVISION is what git is asked for. */
static void assert_findings(
    const char *revision, const char *text, const char *expected)
{
	/* 2026: all lines are older */
	const struct link_options options = { .human_before = 1767225600 };
	struct sarif_world world;
	scanned_open(&world, &git);
	world.input.revision = git_world_ask(&git, revision);
	if (!sarif_try(&world, "t.sarif", str_from(text)) ||
	    !link_all(world.model, &options, &world.err))
		fail_msg("%s", world.err.message);
	assert_string_equal(sarif_ask(&world, FINDINGS), expected);
	/* a second time is as the first */
	if (!link_all(world.model, &options, &world.err))
		fail_msg("%s", world.err.message);
	assert_string_equal(sarif_ask(&world, FINDINGS), expected);
	sarif_close(&world);
}

static void offsets_become_lines_of_the_scanned_revision(void **state)
{
	(void)state;
	assert_findings("rev-parse HEAD~1", SCAN("utf16CodeUnits", ALL),
	    "A3-3h1 B3-4h2 C3-3h1 D0-0u E0-0u F0-0u G0-0u");
	assert_findings(
	    "rev-parse HEAD~1", SCAN("unicodeCodePoints", UTF16), "A4-4h1");
	assert_findings("rev-parse HEAD", SCAN("utf16CodeUnits", ALL),
	    "A4-4h1 B4-4h1 C3-3h1 D0-0u E0-0u F0-0u G0-0u");
	/* who does not say the unit says no line where it matters */
	assert_findings(
	    "rev-parse HEAD~1", LOG(RUN("\"results\":[" UTF16 "]")), "A0-0u");
}

/* 1.0 has one offset for both. */
static void an_old_offset_is_a_line_where_both_are_one(void **state)
{
	(void)state;
	static const char text[] =
	    "{\"version\":\"1.0.0\",\"runs\":[{\"tool\":{\"name\":\"T\"},"
	    "\"results\":[{\"ruleId\":\"A\",\"locations\":[{\"resultFile\":{"
	    "\"uri\":\"u.c\",\"region\":{\"offset\":1,\"length\":2}}}]},"
	    "{\"ruleId\":\"B\",\"locations\":[{\"resultFile\":{"
	    "\"uri\":\"u.c\",\"region\":{\"offset\":16,\"length\":1}}}]}]}]}";
	assert_findings("rev-parse HEAD~1", text, "A1-1h1 B0-0u");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets_become_lines_of_the_scanned_revision),
		cmocka_unit_test(an_old_offset_is_a_line_where_both_are_one),
	};
	return cmocka_run_group_tests(
	    tests, make_repository, remove_repository);
}
