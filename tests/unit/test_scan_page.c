/* link/scan_page: pages of one listing, in a file each. */
#include "tests/unit/finding_world.h"

#define ISSUE(key, line)                                                       \
	"{\"key\":\"" key "\",\"rule\":\"python:S2077\",\"severity\":"         \
	"\"CRITICAL\",\"component\":\"p:a.py\",\"line\":" line                 \
	",\"status\":\"OPEN\",\"message\":\"m\",\"type\":\"VULNERABILITY\"}"
#define PAGE(total, issues)                                                    \
	"{\"paging\":{\"pageIndex\":1,\"pageSize\":2,\"total\":" total         \
	"},\"issues\":[" issues "],\"components\":[{\"key\":\"p:a.py\","       \
	"\"path\":\"a.py\"}]}"

#define ALERT(path)                                                            \
	"{\"state\":\"open\",\"rule\":{\"id\":\"js/xss\",\"severity\":"        \
	"\"error\"},\"tool\":{\"name\":\"CodeQL\"},\"most_recent_instance\":"  \
	"{\"location\":{\"path\":\"" path "\",\"start_line\":1}}}"

#define STATES                                                                 \
	"SELECT group_concat(text, ' ') FROM (SELECT r.line || f.state AS "    \
	"text FROM finding f JOIN result r ON r.id = f.first_result_id "       \
	"ORDER BY r.line)"
#define SAID                                                                   \
	"SELECT group_concat(text, '; ') FROM (SELECT o.path || ': ' || "      \
	"d.text AS text FROM diagnostic d JOIN source o ON o.id = "            \
	"d.source_id WHERE d.code = 'part-of-more' ORDER BY 1)"

static void read_at(
    struct sarif_world *world, int64_t day, const char *name, const char *text)
{
	world->input.time = day * 86400;
	finding_world_read(world, name, text);
}

static void assert_said(
    struct sarif_world *world, const char *states, const char *said)
{
	finding_world_link(world);
	finding_world_link(world); /* again, on what is there */
	assert_string_equal(sarif_ask(world, STATES), states);
	assert_string_equal(sarif_ask(world, SAID), said);
	sarif_close(world);
}

/* Both pages of the first day, then both of the second, on which 4 is gone. */
static void all_pages_are_one_scan(void **state)
{
	(void)state;
	struct sarif_world world;
	finding_world_open(&world);
	read_at(&world, 1, "1", PAGE("4", ISSUE("a", "1") "," ISSUE("b", "2")));
	read_at(&world, 1, "2", PAGE("4", ISSUE("c", "3") "," ISSUE("d", "4")));
	read_at(&world, 2, "3", PAGE("3", ISSUE("a", "1") "," ISSUE("b", "2")));
	read_at(&world, 2, "4", PAGE("3", ISSUE("c", "3")));
	finding_world_link(&world);
	assert_string_equal(
	    sarif_ask(&world, "SELECT count(*) FROM scan_fact"), "4");
	assert_said(&world, "1open 2open 3open 4fixed", "-");
}

static void one_page_closes_nothing(void **state)
{
	(void)state;
	struct sarif_world world;
	finding_world_open(&world);
	read_at(&world, 1, "1", PAGE("4", ISSUE("a", "1") "," ISSUE("b", "2")));
	read_at(&world, 1, "2", PAGE("4", ISSUE("c", "3") "," ISSUE("d", "4")));
	read_at(&world, 2, "3", PAGE("3", ISSUE("a", "1") "," ISSUE("b", "2")));
	assert_said(&world, "1open 2open 3open 4open",
	    "3: the report holds 2 of 3 findings and closes none: give the "
	    "other pages too, with the same time");
}

/* What two pages both have is none of the missing; said once. */
static void pages_that_overlap_lack_others(void **state)
{
	(void)state;
	struct sarif_world world;
	finding_world_open(&world);
	read_at(&world, 1, "1", PAGE("5", ISSUE("a", "1") "," ISSUE("b", "2")));
	read_at(&world, 1, "2",
	    PAGE("5", ISSUE("b", "2") "," ISSUE("c", "3") "," ISSUE("d", "4")));
	assert_said(&world, "1open 2open 3open 4open",
	    "1: the 2 pages hold 4 of 5 findings and close none: give the "
	    "other pages too, with the same time");
}

/* GitHub says no total: thirty alerts may be all, or the first page. */
static void a_full_page_without_a_total_closes_nothing(void **state)
{
	(void)state;
	static const char *const said[] = { "-",
		"b: the report holds 30 findings, as many as a page of its "
		"source, and closes none: whether there are more it does not "
		"say; give all pages in one file" };
	static const char *const states[] = { "fixed", "open" };
	for (int full = 0; full < 2; full++) {
		char text[30 * 256];
		size_t len = 0;
		struct sarif_world world;
		finding_world_open(&world);
		read_at(&world, 1, "a", "[" ALERT("a.js") "]");
		for (int i = 0; i < 29 + full; i++)
			len += (size_t)snprintf(text + len, sizeof text - len,
			    "%s" ALERT("%d.js"), i ? "," : "[", i);
		snprintf(text + len, sizeof text - len, "]");
		read_at(&world, 2, "b", text);
		finding_world_link(&world);
		assert_string_equal(
		    sarif_ask(&world,
			"SELECT state FROM finding WHERE path = 'a.js'"),
		    states[full]);
		assert_string_equal(sarif_ask(&world, SAID), said[full]);
		sarif_close(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_pages_are_one_scan),
		cmocka_unit_test(one_page_closes_nothing),
		cmocka_unit_test(a_full_page_without_a_total_closes_nothing),
		cmocka_unit_test(pages_that_overlap_lack_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
