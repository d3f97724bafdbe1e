/* link/trace: which commits answer a question, what is left of them, and the
 * order to look at them. The commits are c1 (claude-code, m1), c4 (cursor) and
 * c6 (claude-code, m1) of the world, and c11 to c15 (claude-code). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "link/trace.h"
#include "tests/unit/measure_world.h"

/* The lines of the world were scanned, and those of shop have owners; its notes
 * leave open whose the other lines of a commit are. */
static const char more[] =
    "UPDATE note SET whole = 0;\n"
    "INSERT INTO scan_home (scan_id, repository_id, time, audited) VALUES "
    "(1, 1, 1, 1), (2, 2, 1, 1), (4, 3, 1, unixepoch('2026-09-25'));\n"
    "INSERT INTO finding (id, key, repository_id, tool, rule, category, "
    "severity, severity_rank, path, line, state, first_result_id, "
    "last_result_id) VALUES (40, 'style', 1, 'semgrep', 'r', 'quality', "
    "'critical', 1, 'a.c', 1, 'open', 0, 0);\n"
    "INSERT INTO finding_origin (finding_id, commit_id, origin, basis, "
    "tool_id, model_id) VALUES (40, 1, 'ai', 'commit', 1, 1);\n"
    "DELETE FROM owner;\n"
    "INSERT INTO owner (repository_id, file_id, owner, rule_id) VALUES "
    "(1, 1, '@shop/web', 1), (1, 1, '@ann', 1), (2, 2, '@bank', 1);\n";

static void open_traced(struct world *world)
{
	open_world(world);
	run_script(world, str_from(more));
}

static struct trace find(
    struct world *world, const struct trace_question *question)
{
	struct trace trace;
	struct trace_question asked = *question;
	if (!asked.since)
		asked.since = UNKNOWN;
	if (!asked.until)
		asked.until = UNKNOWN;
	if (!trace_find(&trace, world->model, &asked, world->keep, &world->err))
		stop_at(&world->err);
	return trace;
}

/* "c1 c4" */
static const char *names(struct world *world, const struct trace *trace)
{
	struct str text = STR("");
	for (size_t i = 0; i < trace->count; i++)
		text = arena_printf(world->keep, STR_FMT "%s" STR_FMT,
		    STR_ARG(text), i ? " " : "",
		    STR_ARG(trace->commits[i].oid));
	return arena_z(world->keep, text);
}

static void says_what_is_left_and_found(void **state)
{
	(void)state;
	struct world world;
	struct trace trace;
	open_traced(&world);
	trace = find(&world, &(struct trace_question){ .model = STR("M*") });
	assert_string_equal(names(&world, &trace), "c1 c6");
	const struct trace_commit *c1 = &trace.commits[0];
	assert_int_equal(c1->alive, 15);
	assert_int_equal(c1->rewritten, 5);
	assert_int_equal(c1->place_count, 2);
	assert_int_equal(c1->places[1].start, 14);
	assert_int_equal(c1->places[1].count, 5);
	assert_int_equal(c1->finding_count, 6);
	assert_true(str_equal_z(c1->findings[0].severity, "critical"));
	assert_int_equal(c1->owner_count, 1);
	assert_true(str_equal_z(c1->owners[0], "@shop/web"));
	assert_int_equal(c1->owners_hidden, 1);
	assert_null(c1->name.ptr);
	assert_true(str_equal_z(c1->tool, "claude-code"));
	/* of c6 only the line whose record names the model */
	assert_int_equal(trace.commits[1].alive, 1);
	assert_int_equal(trace.commits[1].places[0].start, 10);
	close_world(&world);
}

static void narrows_by_each_part(void **state)
{
	(void)state;
	struct world world;
	struct trace trace;
	open_traced(&world);
	trace = find(&world, &(struct trace_question){ .tool = STR("cursor") });
	assert_string_equal(names(&world, &trace), "c4");
	assert_int_equal(trace.commits[0].rewritten, 0); /* one is binary */
	trace = find(&world, &(struct trace_question){ .repository_id = 2 });
	assert_string_equal(names(&world, &trace), "c4 c6");
	trace = find(&world, &(struct trace_question){ .person_id = 1 });
	assert_string_equal(names(&world, &trace), "c1");
	trace = find(&world,
	    &(struct trace_question){ .since = 1785283200, /* 2026-07-29 */
		.until = 1787184000 /* 2026-08-20 */ });
	assert_string_equal(names(&world, &trace), "c4 c15 c13 c14 c12 c11");
	trace = find(&world, &(struct trace_question){ .model = STR("m2") });
	assert_int_equal(trace.count, 0);
	close_world(&world);
}

/* c1 has the worst finding; c4 has four of medium, c6 one; the others none.
 * A repository without lines or scans is not known, not zero. */
static void orders_by_what_is_worst(void **state)
{
	(void)state;
	struct world world;
	struct trace trace;
	open_traced(&world);
	trace = find(&world, &(struct trace_question){ 0 });
	assert_string_equal(
	    names(&world, &trace), "c1 c4 c6 c15 c13 c14 c12 c11");
	assert_int_equal(trace.commits[1].finding_count, 4);
	assert_true(trace.commits[1].findings_known);
	assert_int_equal(trace.commits[3].alive, UNKNOWN);
	assert_false(trace.commits[3].findings_known);
	close_world(&world);
}

/* The critical finding of c1 was seen on its fourth line, which c2 rewrote
 * since; that of rank two on a line which stands five lines lower now. */
static void rewritten_lines_are_told_apart(void **state)
{
	(void)state;
	struct world world;
	struct trace trace;
	open_traced(&world);
	run_script(&world,
	    STR("INSERT INTO revision_line (repository_id, file_id, start, "
		"count, commit_id) VALUES (1, 1, 90, 1, NULL);\n"
		"INSERT INTO repository_file (repository_id, file_id, kind, "
		"lines) VALUES (1, 1, 'source', 20) ON CONFLICT DO UPDATE SET "
		"lines = 20;\n"
		"DELETE FROM finding_origin WHERE commit_id = 1 "
		"AND finding_id > 2;\n"
		"UPDATE finding_origin SET lines = 1 WHERE commit_id = 1;\n"
		"UPDATE line_part SET birth_file_id = 1, birth_line = "
		"CASE start WHEN 1 THEN 5 ELSE 40 END WHERE commit_id = 1;\n"
		"INSERT INTO finding_line (finding_id, line, lines, commit_id, "
		"origin, birth_file_id, birth_line) VALUES "
		"(1, 1, 1, 1, 'ai', 1, 4), (2, 2, 3, 1, 'ai', 1, 42);\n"));
	trace = find(&world, &(struct trace_question){ 0 });
	assert_string_equal(
	    names(&world, &trace), "c1 c4 c6 c15 c13 c14 c12 c11");
	const struct trace_commit *c1 = &trace.commits[0];
	assert_int_equal(c1->finding_count, 1);
	assert_int_equal(c1->finding_gone_count, 1);
	assert_true(str_equal_z(c1->findings[0].severity, "high"));
	assert_int_equal(c1->findings[0].line, 16);
	assert_int_equal(c1->findings[0].scan_line, 2);
	assert_false(c1->findings[0].is_gone);
	assert_true(c1->findings[1].is_gone);
	assert_true(str_equal_z(c1->findings[1].severity, "critical"));
	assert_int_equal(trace_sum(&trace).findings_gone, 1);
	/* nor does it stand on the line after those that are left, the 5th to
	 * the 14th */
	run_script(&world, STR("UPDATE finding_line SET birth_line = 15 "
			       "WHERE finding_id = 1;\n"));
	trace = find(&world, &(struct trace_question){ 0 });
	assert_int_equal(trace.commits[0].finding_count, 1);
	assert_int_equal(trace.commits[0].finding_gone_count, 1);
	/* without the other one it does not come first */
	run_script(
	    &world, STR("DELETE FROM finding_line WHERE finding_id = 2;\n"));
	trace = find(&world, &(struct trace_question){ 0 });
	assert_string_equal(
	    names(&world, &trace), "c4 c6 c15 c13 c14 c1 c12 c11");
	/* where no line of the repository is known it stays */
	run_script(&world, STR("DELETE FROM revision_line;\n"));
	trace = find(&world, &(struct trace_question){ 0 });
	assert_int_equal(trace.commits[0].finding_count, 1);
	close_world(&world);
}

/* c1 was approved by somebody else, c4 by its author; of c6 an agent's word is
 * known, and not whether a person said anything; of c14 nothing is. */
static void reviews_are_by_others(void **state)
{
	(void)state;
	struct world world;
	struct trace trace;
	open_traced(&world);
	trace = find(&world, &(struct trace_question){ 0 });
	assert_true(str_equal_z(trace.commits[0].review, "approved"));
	assert_true(str_equal_z(trace.commits[1].review, "not_approved"));
	assert_null(trace.commits[2].review.ptr);
	assert_null(trace.commits[5].review.ptr);
	close_world(&world);
}

/* A trailer of c6 names claude-code; the record of its lines is of cursor and
 * leaves one out: whose that is, and what else claude-code wrote, nobody knows.
 */
static void lines_that_a_record_leaves_out_may_be_its(void **state)
{
	(void)state;
	struct world world;
	struct trace trace;
	open_traced(&world);
	run_script(&world,
	    STR("DELETE FROM line_part WHERE attribution_id = 78;\n"
		"INSERT INTO attribution (id, source_id, locator, commit_id, "
		"file_id, line, origin, tool_id, model_id, signal, signature, "
		"level, lines, confidence_pct) VALUES "
		"(77, 1, 1, 6, 0, 0, 'ai', 2, 0, 'n', '', 'line', 2, 95), "
		"(79, 1, 1, 6, 0, 0, 'ai', 1, 1, 't', '', 'commit', NULL, "
		"95);\n"
		"INSERT INTO note (source_id, locator, commit_id, signal, "
		"place, oid, level, whole, ai_lines, human_lines, "
		"claimed_lines) VALUES (1, 1, 6, 'n', '', '', 'line', 1, 2, 0, "
		"2);\n"));
	trace =
	    find(&world, &(struct trace_question){
			     .tool = STR("claude-code"), .repository_id = 2 });
	assert_string_equal(names(&world, &trace), "c6");
	assert_int_equal(trace.commits[0].alive, UNKNOWN);
	assert_int_equal(trace.commits[0].rewritten, UNKNOWN);
	assert_int_equal(trace.commits[0].possible, 1);
	assert_int_equal(trace.commits[0].sure_count, 0);
	assert_false(trace.commits[0].places[0].is_sure);
	trace = find(&world, &(struct trace_question){
				 .tool = STR("cursor"), .repository_id = 2 });
	assert_string_equal(names(&world, &trace), "c4 c6");
	assert_int_equal(trace.commits[1].alive, 2);
	assert_int_equal(trace.commits[1].possible, 0);
	/* of all tools it is that one's whose lines are known */
	trace = find(&world, &(struct trace_question){ .repository_id = 2 });
	assert_true(str_equal_z(trace.commits[1].tool, "cursor"));
	assert_int_equal(trace.commits[1].tool_count, 2);
	assert_int_equal(trace.commits[1].alive, 2);
	close_world(&world);
}

/* c1 names two tools, and nobody says which wrote what: its lines are shared
 * when one of them is asked for, and nobody else's when both are. */
static void lines_of_several_tools_are_shared(void **state)
{
	(void)state;
	struct world world;
	struct trace trace;
	open_traced(&world);
	run_script(&world,
	    STR("INSERT INTO attribution (source_id, locator, commit_id, "
		"file_id, line, origin, tool_id, model_id, signal, signature, "
		"level, confidence_pct) VALUES (1, 1, 1, 0, 0, 'ai', 2, 0, "
		"'t', '', 'commit', 95);\n"));
	trace =
	    find(&world, &(struct trace_question){
			     .tool = STR("claude-code"), .repository_id = 1 });
	assert_string_equal(names(&world, &trace), "c1");
	assert_int_equal(trace.commits[0].alive, 15);
	assert_int_equal(trace.commits[0].shared, 15);
	trace = find(&world, &(struct trace_question){ .repository_id = 1 });
	assert_string_equal(names(&world, &trace), "c1");
	assert_int_equal(trace.commits[0].alive, 15);
	assert_int_equal(trace.commits[0].shared, 0);
	close_world(&world);
}

/* Three lines of c2, a person's, were cursor's. */
static void corrections_are_told(void **state)
{
	(void)state;
	struct world world;
	struct trace trace;
	open_traced(&world);
	run_script(&world,
	    STR("INSERT INTO override (id, source_id, locator, \"commit\", "
		"path, line, lines, origin, tool, who, why) VALUES "
		"(9, 1, 3, 'c2', 'a.c', 1, 3, 'ai', 'cursor', 'CTO', 'x');\n"
		"INSERT INTO override_commit VALUES (9, 2);\n"
		"UPDATE line_part SET origin = 'ai', tool_id = 2, "
		"override_id = 9 WHERE commit_id = 2;\n"));
	trace = find(&world, &(struct trace_question){
				 .tool = STR("cursor"), .repository_id = 1 });
	assert_string_equal(names(&world, &trace), "c2");
	assert_true(str_equal_z(trace.commits[0].level, "corrected"));
	assert_int_equal(trace.commits[0].alive, 3);
	assert_int_equal(trace.commits[0].corrected, 3);
	assert_true(trace.commits[0].places[0].is_corrected);
	close_world(&world);
}

/* Under the key of the organisation, or as they are for whoever may know. */
static void commits_and_owners_have_names(void **state)
{
	(void)state;
	struct world world;
	struct trace trace;
	const struct pseudonym_key key = { .known = true, .bytes = { 7 } };
	open_traced(&world);
	trace = find(&world,
	    &(struct trace_question){ .model = STR("m*"), .key = &key });
	assert_true(str_starts(trace.commits[0].name, STR("commit-")));
	assert_int_equal(trace.commits[0].owner_count, 2);
	assert_true(str_starts(trace.commits[0].owners[1], STR("person-")));
	trace = find(
	    &world, &(struct trace_question){
			.model = STR("m*"), .key = &key, .restricted = true });
	assert_true(str_equal_z(trace.commits[0].name, "c1"));
	assert_true(str_equal_z(trace.commits[0].owners[1], "@shop/web"));
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_is_left_and_found),
		cmocka_unit_test(narrows_by_each_part),
		cmocka_unit_test(orders_by_what_is_worst),
		cmocka_unit_test(rewritten_lines_are_told_apart),
		cmocka_unit_test(reviews_are_by_others),
		cmocka_unit_test(lines_that_a_record_leaves_out_may_be_its),
		cmocka_unit_test(lines_of_several_tools_are_shared),
		cmocka_unit_test(corrections_are_told),
		cmocka_unit_test(commits_and_owners_have_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
