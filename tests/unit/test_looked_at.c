/* link/looked_at.sql: lines in files that scans leave out are in no rate. */
#include "tests/unit/sarif_world.h"

#include "link/link.h"
#include "tests/unit/git_world.h"

/* Files of 3, 4, 5 and 6 lines of production code, one of tests. */
static const char script[] =
    "export GIT_AUTHOR_DATE=2026-01-01T00:00:00Z "
    "GIT_COMMITTER_DATE=2026-01-01T00:00:00Z; mkdir svc tests; "
    "seq 3 >a.c; seq 4 >clean.c; seq 5 >svc/b.c; seq 6 >c.py; "
    "seq 9 >tests/test_a.c; c one";

#define R(rule, path, line) "{\"ruleId\":\"" rule "\"," AT(path, line) "}"
#define TARGET(path)                                                           \
	"{\"location\":{\"uri\":\"" path "\"},\"roles\":[\"analysisTarget\"]}"
#define SCAN(tool, day, more, results)                                         \
	LOG("{\"tool\":{\"driver\":{\"name\":\"" tool                          \
	    "\"}},\"invocations\":[{\"executionSuccessful\":true,"             \
	    "\"endTimeUtc\":\"2026-01-" day "T12:00:00Z\"}]," more             \
	    "\"results\":[" results "]}")

static void open_world(struct sarif_world *world, const struct git_world *git)
{
	bool unchanged;
	sarif_open(world);
	struct input input = { .path = git->path,
		.shown = git->path,
		.is_folder = true,
		.repository = STR("r"),
		.time = UNKNOWN };
	assert_true(importer_run(
	    world->model, &input, &world->account, &unchanged, &world->err));
	world->input.repository = STR("r");
}

static void read_scan(
    struct sarif_world *world, const char *name, const char *text)
{
	const struct link_options options = { .human_before = UNKNOWN };
	if (!sarif_try(world, name, str_from(text)) ||
	    !link_all(world->model, &options, &world->err))
		fail_msg("%s", world->err.message);
}

#define LEFT_OUT                                                               \
	"SELECT (SELECT group_concat(path, ' ') FROM (SELECT p.path FROM "     \
	"unlooked_file u JOIN file p ON p.id = u.file_id ORDER BY p.path)) "   \
	"|| ': ' || (SELECT sum(lines) FROM unlooked_line)"
/* Language, lines, and how many a scan looks at, of February. */
#define LOOKED                                                                 \
	"SELECT group_concat(text, '; ') FROM (SELECT language || ' ' || "     \
	"lines || ' ' || iif(looked_from < 1770000000, lines - "               \
	"iif(lists_from < 1770000000, unlooked, 0), 0) AS text "               \
	"FROM code_cohort ORDER BY language)"

/* By hand: T lists a.c and clean.c, 7 of 12 lines of C; svc/b.c is left out,
 * and so is Python. Then U, which lists nothing, finds something in svc/b.c: it
 * looks at C. */
static void what_no_scan_looks_at_is_told_apart(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	git_world_open(&git, script);
	open_world(&world, &git);
	read_scan(&world, "t",
	    SCAN("T", "03",
		"\"artifacts\":[" TARGET("a.c") "," TARGET("clean.c") "],",
		R("A", "a.c", "2")));
	assert_string_equal(sarif_ask(&world, LEFT_OUT), "c.py svc/b.c: 11");
	assert_string_equal(sarif_ask(&world, LOOKED), "C 12 7; Python 6 0");
	read_scan(&world, "u", SCAN("U", "04", "", R("B", "svc/b.c", "1")));
	assert_string_equal(sarif_ask(&world, LEFT_OUT), "c.py: 6");
	assert_string_equal(sarif_ask(&world, LOOKED), "C 12 12; Python 6 0");
	sarif_close(&world);
	git_world_close(&git);
}

/* Without any list the language decides. */
static void without_lists_nothing_is_left_out(void **state)
{
	(void)state;
	struct sarif_world world;
	struct git_world git;
	git_world_open(&git, script);
	open_world(&world, &git);
	read_scan(&world, "t", SCAN("T", "03", "", R("A", "a.c", "2")));
	assert_string_equal(sarif_ask(&world, LEFT_OUT), "-");
	assert_string_equal(sarif_ask(&world, LOOKED), "C 12 12; Python 6 0");
	sarif_close(&world);
	git_world_close(&git);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_no_scan_looks_at_is_told_apart),
		cmocka_unit_test(without_lists_nothing_is_left_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
