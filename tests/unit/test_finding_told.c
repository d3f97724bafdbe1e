/* link/finding_state with what systems that keep findings tell of their ends:
 * GitHub's alerts, whose commit is that of the last scan with them. */
#include "tests/unit/finding_world.h"

#define ALERT(number, line, rest)                                              \
	"{\"number\":" number ",\"created_at\":\"2026-01-02T00:00:00Z\","      \
	"\"rule\":{\"id\":\"R\",\"security_severity_level\":\"high\"},"        \
	"\"tool\":{\"name\":\"CodeQL\"},\"most_recent_instance\":{"            \
	"\"commit_sha\":\"39406e42cb832f683daa691dd652a8dc36ee8930\","         \
	"\"location\":{\"path\":\"a.py\",\"start_line\":" line "}}," rest "}"
#define OPEN "\"state\":\"open\",\"fixed_at\":null"
#define FIXED(day)                                                             \
	"\"state\":\"fixed\",\"fixed_at\":\"2026-01-" day "T00:00:00Z\""

/* "line state first-last, from>to ..." */
#define LIVES                                                                  \
	"SELECT group_concat(text, '; ') FROM (SELECT f.line || ' ' || "       \
	"f.state || ' ' || strftime('%d', f.first_time, 'unixepoch') || "      \
	"coalesce((SELECT group_concat(' ' || strftime('%d', from_time, "      \
	"'unixepoch') || '>' || coalesce(strftime('%d', to_time, "             \
	"'unixepoch'), ''), '') FROM finding_closed c WHERE "                  \
	"c.finding_id = f.id), '') AS text FROM finding f ORDER BY line)"

static void read_at(
    struct sarif_world *world, int64_t day, const char *name, const char *text)
{
	/* of January 2026 */
	world->input.time = 1767225600 + (day - 1) * 86400;
	finding_world_read(world, name, text);
}

static void assert_lives(struct sarif_world *world, const char *expected)
{
	finding_world_link(world);
	finding_world_link(world); /* again, on what is there */
	assert_string_equal(sarif_ask(world, LIVES), expected);
	sarif_close(world);
}

/* Also where all are fixed, so that no later revision is named. */
static void what_the_tool_says_is_fixed_is(void **state)
{
	(void)state;
	struct sarif_world world;
	finding_world_open(&world);
	read_at(&world, 5, "a",
	    "[" ALERT("1", "3", OPEN) "," ALERT("2", "4", OPEN) "]");
	read_at(&world, 20, "b",
	    "[" ALERT("1", "3", FIXED("11")) "," ALERT(
		"2", "4", FIXED("12")) "]");
	assert_lives(&world, "3 fixed 05 11>; 4 fixed 05 12>");
}

static void what_comes_back_is_open(void **state)
{
	(void)state;
	struct sarif_world world;
	finding_world_open(&world);
	read_at(&world, 5, "a", "[" ALERT("1", "3", OPEN) "]");
	read_at(&world, 20, "b", "[" ALERT("1", "3", FIXED("11")) "]");
	read_at(&world, 25, "c", "[" ALERT("1", "3", OPEN) "]");
	assert_lives(&world, "3 open 05 11>25");
}

/* The tool's date goes before that of the export, which could be compared. */
static void the_told_end_goes_before_the_seen_one(void **state)
{
	(void)state;
	struct sarif_world world;
	finding_world_open(&world);
	read_at(&world, 5, "a", "[" ALERT("1", "3", OPEN) "]");
	read_at(&world, 20, "b",
	    "[" ALERT(
		"1", "3", FIXED("22")) ",{\"number\":2,\"created_at\":"
				       "\"2026-01-02T00:00:00Z\",\"state\":"
				       "\"open\",\"rule\":{\"id\":"
				       "\"R\",\"severity\":\"error\"},\"tool\":"
				       "{\"name\":\"CodeQL\"},"
				       "\"most_recent_instance\":{\"commit_"
				       "sha\":\"aaaaaaa\","
				       "\"location\":{\"path\":\"a.py\","
				       "\"start_line\":9}}}]");
	assert_lives(&world, "3 fixed 05 22>; 9 open 20");
}

/* Between two exports, or before the only one; without both dates nothing is
 * known of it. */
static void what_came_and_went_is_dated_by_the_tool(void **state)
{
	(void)state;
	struct sarif_world world;
	finding_world_open(&world);
	read_at(&world, 20, "a",
	    "[" ALERT("1", "3", FIXED("11")) "," ALERT(
		"2", "4", OPEN) "," ALERT("3", "5", "\"state\":\"fixed\"") "]");
	assert_lives(&world, "3 fixed 02 11>; 4 open 20");
}

/* A scan of ours that saw it later speaks against the date, not the end. */
static void a_later_sighting_moves_the_end(void **state)
{
	(void)state;
	struct sarif_world world;
	finding_world_open(&world);
	read_at(&world, 15, "a", "[" ALERT("1", "3", OPEN) "]");
	read_at(&world, 20, "b", "[" ALERT("1", "3", FIXED("11")) "]");
	assert_lives(&world, "3 fixed 15 20>");
}

/* Set aside until a day, and seen once more after that. */
static void what_is_set_aside_for_a_time_is_open_after_it(void **state)
{
	(void)state;
#define SET_ASIDE(day, rest)                                                   \
	LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"invocations\":[{"       \
	    "\"executionSuccessful\":true,\"endTimeUtc\":\"2026-01-" day       \
	    "T00:00:00Z\"}],\"results\":[{\"ruleId\":\"A\"," AT("a.c",         \
		"3") ",\"suppressions\":[{\"kind\":\"external\"" rest "}]}]}")
#define UNTIL(day)                                                             \
	",\"properties\":{\"expiryUtc\":\"2026-01-" day "T00:00:00Z\"}"
	struct sarif_world world;
	finding_world_open(&world);
	world.input.importer = STR("sarif");
	finding_world_read(&world, "a", SET_ASIDE("05", UNTIL("10")));
	assert_lives(&world, "3 suppressed 05 05>10");
	finding_world_open(&world);
	world.input.importer = STR("sarif");
	finding_world_read(&world, "a", SET_ASIDE("05", UNTIL("10")));
	finding_world_read(&world, "b", SET_ASIDE("12", UNTIL("10")));
	finding_world_read(&world, "c", SET_ASIDE("15", ""));
	assert_lives(&world, "3 suppressed 05 05>10 15>");
	finding_world_open(&world);
	world.input.importer = STR("sarif");
	finding_world_read(&world, "a", SET_ASIDE("05", UNTIL("10")));
	finding_world_read(&world, "b", SET_ASIDE("08", UNTIL("20")));
	finding_world_read(&world, "c",
	    LOG("{\"tool\":{\"driver\":{\"name\":\"T\"}},\"invocations\":[{"
		"\"executionSuccessful\":true,\"endTimeUtc\":"
		"\"2026-01-25T00:00:00Z\"}],\"results\":[]}"));
	assert_lives(&world, "3 fixed 05 05>20 25>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_tool_says_is_fixed_is),
		cmocka_unit_test(what_comes_back_is_open),
		cmocka_unit_test(the_told_end_goes_before_the_seen_one),
		cmocka_unit_test(what_came_and_went_is_dated_by_the_tool),
		cmocka_unit_test(a_later_sighting_moves_the_end),
		cmocka_unit_test(what_is_set_aside_for_a_time_is_open_after_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
