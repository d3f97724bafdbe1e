/* Periods are half-open: what lies at the second where one ends is in the next
 * one. The times of tests/measures/world.sql lie on whole hours, so that every
 * measure must count the same whether a period begins or ends there or a second
 * before. */
#include "tests/unit/measure_world.h"

#include "analysis/measure.h"
#include "base/buf.h"

/* Times of commits, findings, fixes and scans, of which no duration to another
 * is that of a fix: such a tie decides a median. */
static const char *const ends[] = { "2026-07-10", "2026-07-16", "2026-08-15",
	"2026-08-21", "2026-09-20", "2026-09-25" };

struct counted {
	int64_t n;
	int64_t hit;
	int64_t unknown;
	int64_t rows;
	struct str cells;
};

static struct str cells_of(const struct answer *answer, struct arena *keep)
{
	struct buf all = { 0 };
	struct str text;
	for (size_t i = 0; i < answer->row_count * answer->column_count; i++)
		buf_printf(&all, STR_FMT "\n", STR_ARG(answer->cells[i]));
	text = arena_str(keep, buf_str(&all));
	buf_free(&all);
	return text;
}

/* Whose cells tell the period itself, or days up to its end. */
static const char *const dated[] = { "bench.recommendation", "outcome.by_team",
	"scan.recency", "secrets.age", "usage.spend" };

static bool is_same(
    const struct measure *m, const struct counted *x, const struct counted *y)
{
	bool is_dated = false;
	for (size_t i = 0; i < sizeof dated / sizeof *dated; i++)
		is_dated = is_dated || str_equal_z(m->id, dated[i]);
	return x->n == y->n && x->hit == y->hit && x->unknown == y->unknown &&
	       x->rows == y->rows &&
	       (is_dated || str_equal(x->cells, y->cells));
}

/* What each measure counts in PERIOD. */
static struct counted *count_all(
    struct world *world, struct period period, size_t *count)
{
	const struct measure *all;
	struct counted *counted;
	engine_close(world->engine);
	if (!engine_open(&world->engine, world->model, period, NULL, STR_NONE,
		world->keep, &world->err))
		stop_at(&world->err);
	engine_show_small(world->engine, true);
	all = engine_measures(world->engine, count);
	counted = arena_array(world->keep, *count, sizeof *counted);
	for (size_t i = 0; i < *count; i++) {
		const struct question question = { .id = all[i].id };
		struct answer answer;
		if (!engine_ask(&answer, world->engine, &question, world->keep,
			&world->err))
			stop_at(&world->err);
		counted[i] =
		    (struct counted){ answer.figure.n, answer.figure.hit,
			    answer.figure.unknown, (int64_t)answer.row_count,
			    cells_of(&answer, world->keep) };
	}
	return counted;
}

static void assert_same(
    struct world *world, struct period a, struct period b, const char *what)
{
	size_t count;
	const struct counted *x = count_all(world, a, &count);
	const struct counted *y = count_all(world, b, &count);
	const struct measure *all = engine_measures(world->engine, &count);
	for (size_t i = 0; i < count; i++)
		if (!is_same(&all[i], &x[i], &y[i]))
			fail_msg(STR_FMT " %s: n %lld, hit %lld, unknown %lld, "
					 "rows %lld; a second before %lld, "
					 "%lld, %lld, %lld; or other cells",
			    STR_ARG(all[i].id), what, (long long)x[i].n,
			    (long long)x[i].hit, (long long)x[i].unknown,
			    (long long)x[i].rows, (long long)y[i].n,
			    (long long)y[i].hit, (long long)y[i].unknown,
			    (long long)y[i].rows);
}

static int64_t time_of(const char *day)
{
	int64_t time;
	assert_true(date_parse_iso(str_from(day), &time));
	return time;
}

static void a_period_ends_before_its_last_second(void **state)
{
	struct world world;
	(void)state;
	open_world(&world);
	tell_of_people(&world);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct period period = { .from = time_of("2026-01-01"),
			.to = time_of(ends[i]),
			.unit = PERIOD_DATES };
		struct period before = period;
		before.to--;
		assert_same(&world, period, before, ends[i]);
	}
	close_world(&world);
}

static void a_period_begins_with_its_first_second(void **state)
{
	struct world world;
	(void)state;
	open_world(&world);
	tell_of_people(&world);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct period period = { .from = time_of(ends[i]),
			.to = time_of("2026-10-01"),
			.unit = PERIOD_DATES };
		struct period before = period;
		before.from--;
		assert_same(&world, period, before, ends[i]);
	}
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_period_ends_before_its_last_second),
		cmocka_unit_test(a_period_begins_with_its_first_second),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
