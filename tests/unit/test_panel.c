/* analysis/panel.c: which months a table may show beside one that adds them
 * up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/panel.h"

enum { TEAMS = 2, MONTHS = 2 * PANEL_HALF };

/* Two teams over a year, nothing hidden, and its sums of PER months. */
struct world {
	bool cells[2][PANEL_SLOTS_MAX][TEAMS];
	bool halves[2][2][TEAMS];
	struct panel panel;
	struct panel_veil months;
	struct panel_veil sums;
};

static void make(struct world *world)
{
	struct panel_veil *veils[] = { &world->months, &world->sums };
	*world = (struct world){ .panel = { .slot_count = MONTHS } };
	world->panel.teams.count = TEAMS;
	for (int i = 0; i < 2; i++) {
		for (int slot = 0; slot < PANEL_SLOTS_MAX; slot++)
			veils[i]->hidden[slot] = world->cells[i][slot];
		for (int half = 0; half < 2; half++)
			veils[i]->half[half] = world->halves[i][half];
	}
}

/* "...xxx......": what of TEAM is hidden, month by month; then the halves. */
static void assert_hidden(
    const struct world *world, size_t team, const char *expected)
{
	char told[MONTHS + 4];
	for (size_t i = 0; i < MONTHS; i++)
		told[i] = world->months.hidden[i][team] ? 'x' : '.';
	told[MONTHS] = ' ';
	for (size_t half = 0; half < 2; half++)
		told[MONTHS + 1 + half] =
		    world->months.half[half][team] ? 'x' : '.';
	told[MONTHS + 3] = 0;
	assert_string_equal(told, expected);
}

static void what_nobody_hides_is_shown(void **state)
{
	struct world world;
	(void)state;
	make(&world);
	panel_hide_blocks(&world.months, &world.sums, &world.panel, 3);
	assert_hidden(&world, 0, "............ ..");
	assert_hidden(&world, 1, "............ ..");
}

/* The quarter is not told, so none of its months is, nor their half. */
static void a_hidden_sum_hides_its_months(void **state)
{
	struct world world;
	(void)state;
	make(&world);
	world.sums.hidden[1][0] = true;
	panel_hide_blocks(&world.months, &world.sums, &world.panel, 3);
	assert_hidden(&world, 0, "...xxx...... x.");
	assert_hidden(&world, 1, "............ ..");
}

/* Else the quarter less the other two would tell of it. The half is told: it is
 * quarters, which are. */
static void a_hidden_month_hides_those_beside_it(void **state)
{
	struct world world;
	(void)state;
	make(&world);
	world.months.hidden[7][1] = true;
	panel_hide_blocks(&world.months, &world.sums, &world.panel, 3);
	assert_hidden(&world, 0, "............ ..");
	assert_hidden(&world, 1, "......xxx... ..");
}

static void both_may_be_hidden_at_once(void **state)
{
	struct world world;
	(void)state;
	make(&world);
	world.sums.hidden[3][0] = true;
	world.months.hidden[0][0] = true;
	world.months.hidden[11][0] = true;
	panel_hide_blocks(&world.months, &world.sums, &world.panel, 3);
	assert_hidden(&world, 0, "xxx......xxx .x");
}

/* A year is longer than a half: with one month hidden, a half that is told
 * would, by the year, tell of the other. */
static void a_year_hides_both_halves(void **state)
{
	struct world world;
	(void)state;
	make(&world);
	world.months.hidden[2][0] = true;
	world.sums.hidden[0][1] = true;
	panel_hide_blocks(&world.months, &world.sums, &world.panel, MONTHS);
	assert_hidden(&world, 0, "xxxxxxxxxxxx xx");
	assert_hidden(&world, 1, "xxxxxxxxxxxx xx");
}

/* Months by months: a hidden one takes no other with it. */
static void months_alone_stand_for_themselves(void **state)
{
	struct world world;
	(void)state;
	make(&world);
	world.months.hidden[4][0] = true;
	world.sums.hidden[4][0] = true;
	panel_hide_blocks(&world.months, &world.sums, &world.panel, 1);
	assert_hidden(&world, 0, "....x....... x.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nobody_hides_is_shown),
		cmocka_unit_test(a_hidden_sum_hides_its_months),
		cmocka_unit_test(a_hidden_month_hides_those_beside_it),
		cmocka_unit_test(both_may_be_hidden_at_once),
		cmocka_unit_test(a_year_hides_both_halves),
		cmocka_unit_test(months_alone_stand_for_themselves),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
