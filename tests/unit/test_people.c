/* Cells by team that are the work of few people: hidden where the measure names
 * what people should have done, in a large team too. */
#include "tests/unit/engine_fixture.h"

#define WORK                                                                   \
	"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "     \
	"WHERE i < 40) SELECT 1783000000 AS at, 1 AS n, i % 2 AS hit, "        \
	"1 + i % 3 AS team_id, i % 3 * 10 + i % CASE i % 3 WHEN 0 THEN 4 "     \
	"ELSE 7 END AS person_id, 1 AS source_id, i AS locator FROM n "        \
	"UNION ALL SELECT 1783000000, 1, 1, 4, 99, 1, 1"

/* Four teams of 9, 8, 7 and 6 people. Of Few four people worked, of Many and
 * More seven each, of Robot its agent alone. */
static void fill(struct fixture *f)
{
	run(f, "INSERT INTO team (id, name, people) VALUES (1, 'Few', 9), "
	       "(2, 'Many', 8), (3, 'More', 7), (4, 'Robot', 6)");
	run(f, "INSERT INTO person (id, key, kind, known) "
	       "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 "
	       "FROM n WHERE i < 99) SELECT i, 'P' || i, "
	       "CASE i WHEN 99 THEN 'agent' ELSE 'human' END, 1 FROM n");
	add_measure(f, "t.work",
	    "-- kind: share\n-- basis: flow\n-- keys: team\n"
	    "-- hide: people\n",
	    WORK);
	add_measure(f, "t.any",
	    "-- kind: share\n-- basis: flow\n-- keys: team\n", WORK);
	open_engine(f);
}

static void the_work_of_few_is_hidden(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	fill(f);
	answer = ask(f, "t.work", "team");
	assert_int_equal(answer.group_count, 4);
	assert_true(answer.groups[0].figure.suppressed);
	assert_false(answer.groups[1].figure.suppressed);
	assert_false(answer.groups[2].figure.suppressed);
	/* the smallest team besides, so that Few cannot be subtracted */
	assert_true(answer.groups[3].figure.suppressed);
	assert_int_equal(answer.hidden_count, 2);
	assert_int_equal(answer.figure.n, 41);
}

static void work_is_shown_where_the_measure_blames_nobody(void **state)
{
	struct fixture *f = *state;
	fill(f);
	assert_int_equal(ask(f, "t.any", "team").hidden_count, 0);
}

static void restricted_shows_it(void **state)
{
	struct fixture *f = *state;
	fill(f);
	engine_show_small(f->engine, true);
	assert_int_equal(ask(f, "t.work", "team").hidden_count, 0);
}

/* An agent alone is nobody to protect: no cell is hidden for it. */
static void agents_are_no_people(void **state)
{
	struct fixture *f = *state;
	fill(f);
	run(f, "UPDATE team SET people = 20 WHERE name = 'Robot'");
	assert_false(ask(f, "t.work", "team").groups[3].figure.suppressed);
}

static void months_hide_it_too(void **state)
{
	struct fixture *f = *state;
	struct str by[] = { STR("team"), STR("month") };
	struct question question = {
		.id = STR("t.work"), .by = by, .by_count = 2
	};
	struct answer answer;
	size_t hidden = 0;
	fill(f);
	if (!engine_ask(&answer, f->engine, &question, f->keep, &f->err))
		stop_at(&f->err);
	for (size_t i = 0; i < answer.group_count; i++) {
		const struct group *group = &answer.groups[i];
		bool few = str_equal_z(group->keys[0].value, "Few");
		assert_true(!few || group->figure.suppressed);
		hidden += group->figure.suppressed;
	}
	assert_int_equal(hidden, 2);
}

static void a_question_of_its_own_tells_no_more(void **state)
{
	struct fixture *f = *state;
	struct key_value where = { STR("team"), STR("Few") };
	struct question question = {
		.id = STR("t.work"), .where = &where, .where_count = 1
	};
	struct answer answer;
	fill(f);
	if (!engine_ask(&answer, f->engine, &question, f->keep, &f->err))
		stop_at(&f->err);
	assert_true(answer.figure.suppressed);
	assert_int_equal(answer.figure.n, 0);
}

/* 40 on either list, 10 on both, 10 on the second alone: of 30 and 20. */
static void two_lists_tell_how_many_there_are(void **state)
{
	struct fixture *f = *state;
	struct answer answer;
	add_measure(f, "t.all",
	    "-- kind: count\n-- reading: capture\n-- basis: flow\n"
	    "-- keys: tool\n",
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "WHERE i < 40) SELECT 1783000000 AS at, 1 AS n, i <= 10 AS hit, "
	    "i > 30 AS unknown, i % 10 AS tool, 1 AS source_id, "
	    "i AS locator FROM n");
	open_engine(f);
	answer = ask(f, "t.all", "tool");
	assert_true(answer.figure.known);
	assert_int_equal(answer.figure.value * 1000, 58181); /* 31*21/11 - 1 */
	assert_int_equal(answer.figure.n, 40);
	assert_int_equal(answer.figure.hit, 10);
	assert_true(answer.figure.low < 58 && answer.figure.high > 58);
	/* too few on both lists for one tool */
	assert_false(answer.groups[0].figure.known);
	assert_int_equal(answer.groups[0].figure.class, CLASS_TOO_LITTLE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_work_of_few_is_hidden),
		TEST(work_is_shown_where_the_measure_blames_nobody),
		TEST(restricted_shows_it),
		TEST(agents_are_no_people),
		TEST(months_hide_it_too),
		TEST(a_question_of_its_own_tells_no_more),
		TEST(two_lists_tell_how_many_there_are),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
