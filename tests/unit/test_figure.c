/* Charts as templates ask for them, over the world of tests/measures/world.sql:
 * each keeps the rules of the tree (doc_check), has its table and says what it
 * shows in words, and one without data leaves neither figure nor table. */
#include "tests/unit/measure_world.h"

#include <unistd.h>

#include "base/utf8.h"
#include "render/expand.h"
#include "render/report.h"

#define REST                                                                   \
	"<title>A neutral title</title><subtitle>What it is</subtitle>"        \
	"<source>More</source>"

static struct report build(struct world *world, const char *charts)
{
	struct report report;
	char folder[] = "/tmp/assay-test-XXXXXX";
	assert_non_null(mkdtemp(folder));
	struct asset_folders folders = { .templates = str_from(folder) };
	struct report_request request = { .engine = world->engine,
		.folders = &folders,
		.template = STR("own"),
		.program = STR("assay test"),
		.as_of = UNKNOWN };
	char path[64];
	snprintf(path, sizeof path, "%s/own.xml", folder);
	struct str text = arena_printf(world->keep,
	    "<report title='T'><block name='cover'/><section id='s' "
	    "title='S'><p>Text.</p>%s"
	    "</section></report>",
	    charts);
	bool done = file_write(str_from(path), text, 0644, &world->err) &&
		    report_build(&report, &request, world->keep, &world->err);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
	if (!done)
		stop_at(&world->err);
	return report;
}

static struct str dump(struct world *world, const struct report *report)
{
	struct buf out = { 0 };
	struct render render = { .root = report->root, .meta = &report->meta };
	if (!backend_tree.write(&out, &render, world->keep, &world->err))
		stop_at(&world->err);
	struct str text = arena_str(world->keep, buf_str(&out));
	buf_free(&out);
	return text;
}

static void holds(struct str text, const char *part)
{
	if (!str_contains(text, str_from(part)))
		fail_msg("\"%s\" is not in:\n" STR_FMT, part, STR_ARG(text));
}

/* One line for all; of the groups only low has five that were fixed. */
static void survival_tells_of_each_group(void **state)
{
	struct world world;
	(void)state;
	open_world(&world);
	struct report report = build(&world,
	    "<chart kind='survival' of='finding.mttr' by='severity'>" REST
	    "</chart><chart kind='survival' of='finding.mttr'>" REST
	    "</chart>");
	struct str text = dump(&world, &report);
	holds(text, "[figure F-01]");
	holds(text, "Low: 5 of 5 ended, half in 30 days");
	holds(text, "too few for a curve");
	holds(text, "[figure F-02]");
	holds(text, "All: 5 of 24 ended, half not reached");
	holds(report.files[0].content,
	    "severity,days,at_risk,survival,low,high,n,events,median");
	/* of 5 the first was fixed after 10 days */
	holds(report.files[0].content, "Low,10,5,0.8,");
	close_world(&world);
}

static void recall_draws_one_model(void **state)
{
	struct world world;
	(void)state;
	open_world(&world);
	struct report report = build(&world,
	    "<chart kind='recall' of='ai.model_weeks' say='recall_title'>" REST
	    "</chart><chart kind='recall' of='ai.model_weeks' "
	    "where='model=none such'>" REST "</chart>");
	struct str text = dump(&world, &report);
	holds(text, "If m1 had to be withdrawn today, 2 commits and 16 lines "
		    "in 2 repositories would need review, with 7 open "
		    "problems");
	holds(text, "2 of them with lines left");
	holds(report.files[0].content, "shop,2026-07-06,1,1,,");
	holds(report.files[0].content, "shop,,1,,15,6");
	/* no such model: no figure, no table */
	assert_int_equal(report.file_count, 1);
	close_world(&world);
}

static void matrix_tells_of_controls_and_lists(void **state)
{
	struct world world;
	(void)state;
	open_world(&world);
	struct report report = build(&world,
	    "<chart kind='matrix' of='control.results' say='matrix_title' "
	    "where='framework=OWASP-AISVS'>" REST
	    "</chart><chart kind='matrix' of='control.results' "
	    "by='framework'>" REST
	    "</chart><chart kind='matrix' of='control.results' "
	    "where='framework=none of these'>" REST "</chart>");
	struct str text = dump(&world, &report);
	/* of no control there is neither figure nor table */
	assert_int_equal(report.file_count, 2);
	holds(text, "of 29 controls as met");
	holds(text, "29 controls: ");
	holds(text, "447 controls: ");
	holds(text, "OWASP AISVS, AI-assisted coding");
	close_world(&world);
}

/* The world has no earlier quarter with three measures of page one. */
static void a_score_needs_three_measures(void **state)
{
	struct world world;
	(void)state;
	open_world(&world);
	struct report report = build(
	    &world, "<chart kind='waterfall'>" REST "</chart><p>After.</p>");
	struct str text = dump(&world, &report);
	assert_false(str_contains(text, STR("[figure")));
	assert_int_equal(report.file_count, 0);
	holds(text, "After.");
	close_world(&world);
}

/* Names of repositories may be anything: in the drawing, the words, the file.
 */
static void hostile_names_pass_through(void **state)
{
	static const char *const names[] = { "\xff\xfe(\x01",
		"</svg><script>alert(1)</script>\xe2\x80\xae" };
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct world world;
		struct query *query = NULL;
		open_world(&world);
		if (!query_open(&query, world.model,
			"UPDATE repository SET name = ?1, key = ?1, "
			"service = ?1 WHERE id = 1",
			&world.err))
			stop_at(&world.err);
		query_bind_text(query, 1, str_from(names[i]));
		(void)query_next(query);
		if (!query_close(query, &world.err))
			stop_at(&world.err);
		struct report report = build(&world,
		    "<chart kind='recall' of='ai.model_weeks'>" REST
		    "</chart>");
		struct str text = dump(&world, &report);
		assert_true(utf8_is_valid(text));
		holds(text, "[figure F-01]");
		close_world(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(survival_tells_of_each_group),
		cmocka_unit_test(recall_draws_one_model),
		cmocka_unit_test(matrix_tells_of_controls_and_lists),
		cmocka_unit_test(a_score_needs_three_measures),
		cmocka_unit_test(hostile_names_pass_through),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
