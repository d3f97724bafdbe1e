/* Readiness: each item in the world of tests/measures/world.sql; nothing that
 * is not known passes; waivers hold until their end. */
#include "tests/unit/measure_world.h"

#include "analysis/readiness.h"

static void judge_world(struct readiness *readiness, struct world *world)
{
	struct period period = engine_period(world->engine);
	if (!readiness_judge(readiness, world->model, period, true, false, NULL,
		world->keep, &world->err))
		stop_at(&world->err);
}

static const struct readiness_item *item(
    const struct readiness *readiness, const char *id)
{
	for (size_t i = 0; i < readiness->item_count; i++)
		if (str_equal_z(readiness->items[i].id, id))
			return &readiness->items[i];
	fail_msg("no item %s", id);
	return NULL;
}

/* An empty model knows nothing: no item passes, and the gate does not. */
static void test_nothing_known(void **state)
{
	struct world world;
	struct readiness r;
	(void)state;
	open_script(&world, STR(""));
	judge_world(&r, &world);
	assert_int_equal(r.item_count, 66);
	assert_int_equal(r.assessed, 0);
	assert_int_equal(r.verdict, VERDICT_UNKNOWN);
	assert_false(readiness_passed(r.verdict));
	close_world(&world);
}

/* A repository without any evidence: what needs evidence is not assessed. */
static void test_bare_repository(void **state)
{
	struct world world;
	struct readiness r;
	(void)state;
	open_script(&world,
	    STR("INSERT INTO source (id, path, importer, sha256, bytes, "
		"version, options, why) VALUES (1, 'x', 'git', '', 0, 1, '', "
		"'');\nINSERT INTO repository (id, source_id, locator, key, "
		"name, path, shallow) VALUES (1, 1, 0, 'x', 'x', '', 0);\n"));
	judge_world(&r, &world);
	for (size_t i = 0; i < r.item_count; i++) {
		const struct readiness_row *row = &r.items[i].rows[0];
		bool nothing_to_judge = str_starts(row->reason, STR("there "));
		if (row->status == READINESS_PASS && !nothing_to_judge)
			fail_msg(STR_FMT " passes: " STR_FMT,
			    STR_ARG(r.items[i].id), STR_ARG(row->reason));
	}
	assert_int_equal(item(&r, "RD-101")->status, READINESS_NOT_ASSESSED);
	assert_int_equal(item(&r, "RD-701")->status, READINESS_NOT_ASSESSED);
	assert_int_equal(item(&r, "RD-204")->status, READINESS_NOT_ASSESSED);
	close_world(&world);
}

/* Counts stand as they were worked out for the measures of the same name. */
static void test_world(void **state)
{
	struct world world;
	struct readiness r;
	const struct readiness_item *one;
	(void)state;
	open_world(&world);
	judge_world(&r, &world);
	/* typo-squat of one repository stands in no lock file */
	one = item(&r, "RD-603");
	assert_int_equal(one->status, READINESS_FAIL);
	/* nobody knows who approved c6, and c4 was approved by its author */
	one = item(&r, "RD-302");
	assert_int_equal(one->status, READINESS_FAIL);
	/* the secret is open */
	assert_int_equal(item(&r, "RD-701")->status, READINESS_FAIL);
	/* the level of tracing is 2, yet sessions are not recorded */
	assert_int_equal(item(&r, "RD-205")->status, READINESS_NOT_ASSESSED);
	assert_int_equal(r.verdict, VERDICT_FAIL);
	close_world(&world);
}

#define WAIVER(to)                                                             \
	"INSERT INTO waiver VALUES (1, 1, 7, 'RD-603', '', "                   \
	"-9223372036854775808, " to ", 'CISO', 'renamed next month');\n"

static void test_waiver(void **state)
{
	struct world world;
	struct readiness r;
	(void)state;
	open_world(&world);
	run_script(&world, STR(WAIVER("1800000000")));
	judge_world(&r, &world);
	assert_int_equal(item(&r, "RD-603")->status, READINESS_WAIVED);
	run_script(&world, STR("DELETE FROM waiver;\n" WAIVER("1780000000")));
	judge_world(&r, &world);
	assert_int_equal(item(&r, "RD-603")->status, READINESS_FAIL);
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_known),
		cmocka_unit_test(test_bare_repository),
		cmocka_unit_test(test_world),
		cmocka_unit_test(test_waiver),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
