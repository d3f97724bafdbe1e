/* What page one leaves out when it has more than room for, and says so; which
 * requests are late; whose limits and weights its measures have; the order in
 * which rows are told. */
#include "tests/unit/measure_world.h"

#include "base/date.h"
#include "render/expand.h"
#include "render/report.h"

/* Three options each, the last recommended. */
#define ASK(title)                                                             \
	"INSERT INTO decision (source_id, locator, key, option, title, owner," \
	" due_time, state, option_text, cost, effect, recommended) SELECT 1,"  \
	" 1, 'D-' || (SELECT count(DISTINCT key) + 1 FROM decision), x,"       \
	" '" title "', 'Head of security', unixepoch('2026-12-15'), 'open',"   \
	" '" title " ' || x, 'EUR 1', 'Less', x = 'C' FROM (SELECT 'A' AS x"   \
	" UNION ALL SELECT 'B' UNION ALL SELECT 'C');\n"

/* Limits of the configuration for the measures of page one WHERE. */
#define AGREED(where)                                                          \
	"INSERT INTO setting (source_id, locator, name, value) SELECT 1, 1,"   \
	" 'threshold.' || column1 || '.at_least', '0.5' FROM (VALUES"          \
	" ('ai.origin_coverage'), ('ai.approved_use'),"                        \
	" ('finding.density_ratio'), ('finding.overdue_critical'),"            \
	" ('training.current'), ('outcome.change_failure'),"                   \
	" ('scan.coverage')) WHERE " where " UNION SELECT 1, 1,"               \
	" 'thresholds.approved_by', 'CTO';\n"

#define LONG "Whether everything that nobody has touched for years is archived"

static struct str page_of(struct world *world, const char *as_of)
{
	struct report report;
	struct buf out = { 0 };
	int64_t time;
	assert_true(date_parse_iso(str_from(as_of), &time));
	struct report_request request = { .engine = world->engine,
		.template = STR("summary"),
		.program = STR("assay test"),
		.as_of = time };
	if (!report_build(&report, &request, world->keep, &world->err))
		stop_at(&world->err);
	struct render render = {
		.root = report.root, .meta = &report.meta, .report = &report
	};
	if (!backend_text.write(&out, &render, world->keep, &world->err))
		stop_at(&world->err);
	/* lines joined, so that none of them parts what is looked for */
	for (size_t i = 0; i < out.len; i++)
		if (out.data[i] == '\n')
			out.data[i] = ' ';
	struct str text = arena_str(world->keep, buf_str(&out));
	buf_free(&out);
	return text;
}

static void open_asked(struct world *world, const char *sql)
{
	open_world(world);
	run_script(world, STR("DELETE FROM decision;\n"));
	run_script(world, str_from(sql));
}

static void assert_holds(struct str text, const char *part)
{
	if (!str_contains(text, str_from(part)))
		fail_msg("\"%s\" is not in\n" STR_FMT, part, STR_ARG(text));
}

static void assert_lacks(struct str text, const char *part)
{
	if (str_contains(text, str_from(part)))
		fail_msg("\"%s\" is in\n" STR_FMT, part, STR_ARG(text));
}

/* Six options in room for four: each decision keeps what is recommended and
 * one beside it; what falls off is named with its table. */
static void the_third_option_falls_off_first(void **state)
{
	struct world world;
	(void)state;
	open_asked(&world, ASK("One") ASK("Two"));
	struct str text = page_of(&world, "2026-10-05");
	assert_holds(text, "Option: C One C;");
	assert_holds(text, "Option: C Two C;");
	assert_holds(text, "Option: A One A;");
	assert_holds(text, "Option: A Two A;");
	assert_lacks(text, "Option: B");
	assert_holds(text, "Not shown, in T-");
	assert_holds(text, "One, B One B, cost EUR 1; Two, B Two B");
	close_world(&world);
}

/* With three decisions the first alone keeps a second option. */
static void what_is_recommended_falls_off_last(void **state)
{
	struct world world;
	(void)state;
	open_asked(&world, ASK("One") ASK("Two") ASK("Three"));
	struct str text = page_of(&world, "2026-10-05");
	assert_holds(text, "Option: C One C;");
	assert_holds(text, "Option: C Two C;");
	assert_holds(text, "Option: C Three C;");
	assert_holds(text, "Option: A One A;");
	assert_lacks(text, "Option: A Two");
	assert_lacks(text, "Option: A Three");
	assert_holds(text, "and 3 more options");
	close_world(&world);
}

/* Long titles are cut at a word, and decisions whose names have no place are
 * counted below. */
static void names_have_ten_lines(void **state)
{
	struct world world;
	(void)state;
	open_asked(&world, ASK(LONG) ASK(LONG) ASK(LONG) ASK("Last"));
	struct str text = page_of(&world, "2026-10-05");
	assert_holds(text, "D-1 Whether everything that nobody has touched…;");
	assert_holds(text, "D-2 ");
	assert_lacks(text, "D-3 ");
	assert_lacks(text, "Option: C Last");
	assert_holds(text, "and 6 more options");
	close_world(&world);
}

/* Due on a day is in time until that day is over. */
static void a_request_is_late_after_its_day(void **state)
{
	static const struct {
		const char *as_of;
		bool late;
	} cases[] = { { "2026-12-14", false }, { "2026-12-15", false },
		{ "2026-12-16", true }, { "2027-01-01", true } };
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct world world;
		open_asked(&world, ASK("One"));
		struct str text = page_of(&world, cases[i].as_of);
		if (cases[i].late)
			assert_holds(text, "Late, due 15 Dec 2026");
		else
			assert_lacks(text, "Late, due");
		close_world(&world);
	}
}

/* Whose limits they are stands above the measures. */
static void limits_that_nobody_agreed_are_told(void **state)
{
	struct world world;
	(void)state;
	open_asked(&world, AGREED("1=1"));
	assert_holds(page_of(&world, "2026-10-05"),
	    "Seven measures against the limits that were agreed");
	close_world(&world);
	open_asked(&world, AGREED("column1 <> 'scan.coverage'"));
	assert_holds(page_of(&world, "2026-10-05"),
	    "Seven measures; six limits agreed, one a default");
	close_world(&world);
	open_asked(&world, AGREED("column1 NOT LIKE 'finding.%'"));
	assert_holds(page_of(&world, "2026-10-05"),
	    "Seven measures; five limits agreed, two defaults");
	close_world(&world);
	open_asked(&world, AGREED("column1 = 'scan.coverage'"));
	assert_holds(page_of(&world, "2026-10-05"),
	    "Seven measures; one limit agreed, six defaults");
	close_world(&world);
}

/* As docs/method.md says of the score. */
static void all_measures_weigh_the_same(void **state)
{
	struct world world;
	struct indicators indicators;
	(void)state;
	open_world(&world);
	if (!indicators_open(
		&indicators, world.engine, NULL, world.keep, &world.err))
		stop_at(&world.err);
	assert_int_equal(indicators.count, INDICATORS_MAX);
	for (size_t i = 0; i < indicators.count; i++)
		assert_true(indicators.items[i].weight == 1);
	close_world(&world);
}

/* Rows of a table measure by the first count in them, least first; rows without
 * it behind, as they were. */
static void rows_are_told_least_first(void **state)
{
	struct arena *keep = arena_new();
	struct column columns[2] = { { .name = STR("team"),
					 .type = STR("text") },
		{ .name = STR("score"), .type = STR("count") } };
	struct str cells[] = { STR("a"), STR("510"), STR("b"), STR_NONE,
		STR("c"), STR("90"), STR("d"), STR("510"), STR("e"), STR_NONE };
	struct answer answer = { .columns = columns,
		.column_count = 2,
		.cells = cells,
		.row_count = 5 };
	struct template_attribute order = { .name = STR("order"),
		.value = STR("least") };
	struct template_node node = {
		.name = STR("text"), .attributes = &order, .attribute_count = 1
	};
	static const char expected[] = "cadbe";
	(void)state;
	expand_order(&answer, &node, keep);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(answer.cells[i * 2].ptr[0], expected[i]);
	arena_free(keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_third_option_falls_off_first),
		cmocka_unit_test(what_is_recommended_falls_off_last),
		cmocka_unit_test(names_have_ten_lines),
		cmocka_unit_test(a_request_is_late_after_its_day),
		cmocka_unit_test(limits_that_nobody_agreed_are_told),
		cmocka_unit_test(all_measures_weigh_the_same),
		cmocka_unit_test(rows_are_told_least_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
