/* Draws organisations whose teams take up AI, with what is true known, a
 * thousand for each kind, and asks what analysis/association.c says of the
 * teams before and after and within them over the months, and what
 * analysis/backtest.c says of forecasts about people. One fixed seed: the same
 * table on every machine.
 *
 * Teams differ in level, change by themselves from half-year to half-year and
 * from month to month, and share what all do in a month. Some adopt AI: by
 * chance, or those that were worst before, or those of one language whose
 * outcomes move anyway. What adoption goes with is known of each outcome.
 * Forecasts are of people seen in four quarters, who have a propensity of their
 * own that the forecast knows, or does not.
 *
 * simulate_teams [ORGANISATIONS] prints tables; exit status 1 when a promise
 * of docs/method.md, "What the simulation shows", is broken. */
#include <stdio.h>
#include <stdlib.h>

#include "analysis/association.h"
#include "analysis/backtest.h"
#include "base/date.h"
#include "tests/bench/dice.h"

enum { TEAMS_MAX = 60, MONTHS = 13, HALF_DAYS = 182, MONTH_DAYS = 30 };

/* The promises, in percent; what a thousand draws let one vary is added. */
#define COVERED_MIN 93.0
#define ALARMS_MAX 5.0
#define WRONG_MAX 1.0

enum choice {
	ADOPT_BY_CHANCE,
	ADOPT_WORST,	/* those whose outcomes were worst just then */
	ADOPT_LANGUAGE, /* of one language, whose outcomes move anyway */
	ADOPT_BEST	/* whose level is better */
};

struct kind {
	const char *name;
	double effect; /* of the logs; a tenth of it on shares */
	enum choice choice;
	int teams;
	int commits; /* per person and month */
	double own;  /* how much teams change by themselves, in logs */
};

/* clang-format off */
static const struct kind kinds[] = {
	{ "no effect",                   0,   ADOPT_BY_CHANCE, 40, 12, 0.15 },
	{ "none, teams move a lot",      0,   ADOPT_BY_CHANCE, 40, 12, 0.4 },
	{ "none, the worst adopt",       0,   ADOPT_WORST,     40, 12, 0.3 },
	{ "none, the better adopt",      0,   ADOPT_BEST,      40, 12, 0.15 },
	{ "none, a language moves",      0,   ADOPT_LANGUAGE,  40, 12, 0.15 },
	{ "none, 24 teams",              0,   ADOPT_BY_CHANCE, 24, 12, 0.15 },
	{ "none, little work",           0,   ADOPT_BY_CHANCE, 40,  3, 0.15 },
	{ "real",                        0.5, ADOPT_BY_CHANCE, 40, 12, 0.15 },
	{ "real, 24 teams",              0.5, ADOPT_BY_CHANCE, 24, 12, 0.15 },
	{ "real, the worst adopt",       0.5, ADOPT_WORST,     40, 12, 0.3 },
	{ "real and good, the worst adopt", -0.5, ADOPT_WORST, 40, 12, 0.3 },
	{ "real, a language moves against it", 0.5, ADOPT_LANGUAGE, 40, 12, 0.15 },
};
/* clang-format on */
enum { KINDS = sizeof kinds / sizeof *kinds };

/* What a team is like, in logs, and what it does in a slot. */
struct team {
	double level[OUTCOMES];
	double adoption[MONTHS];
	double moves[MONTHS][OUTCOMES]; /* by itself, in logs */
	bool adopts;
	bool is_moving; /* of the language whose outcomes move */
};

struct score {
	int drawn;
	int tables; /* with anything known */
	int known;
	int covered;
	int alarms; /* tables in which any outcome is clear */
	int found;
	int wrong; /* clear, of the wrong sign */
};

/* What adoption of all commits goes with. */
static double effect_on(const struct kind *kind, enum outcome outcome)
{
	return outcome_is_ratio(outcome) ? kind->effect : kind->effect / 10;
}

static const double base[OUTCOMES] = { [OUTCOME_COMMITS] = 1,
	[OUTCOME_LEAD] = 3,
	[OUTCOME_FAILED] = 0.15,
	[OUTCOME_REVERTED] = 0.08,
	[OUTCOME_DENSITY] = 4 };

/* What is expected of OUTCOME, as a share or a rate. */
static double expected(const struct kind *kind, const struct team *team,
    enum outcome outcome, size_t slot, double share)
{
	double log_moves = team->level[outcome] + team->moves[slot][outcome];
	double value = base[outcome] * special_exp(log_moves);
	double effect = effect_on(kind, outcome) * share;
	if (outcome_is_ratio(outcome))
		return value * special_exp(effect);
	return fmin(0.95, fmax(0.005, value + effect));
}

static int compare_times(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static void draw_leads(
    struct dice *dice, struct panel_cell *cell, double days, struct arena *turn)
{
	int64_t count = cell->commits < 40 ? cell->commits : 40;
	for (int64_t i = 0; i < count; i++) {
		double lead = days * special_exp(0.8 * normal(dice));
		VEC_PUSH(
		    &cell->leads, turn, (int64_t)(lead * (double)DAY_SECONDS));
	}
	if (cell->leads.count)
		qsort(cell->leads.items, cell->leads.count,
		    sizeof *cell->leads.items, compare_times);
}

/* One team in one slot: the effect goes by the share of what was really done
 * with AI. */
static void draw_cell(struct dice *dice, struct panel_cell *cell,
    const struct kind *kind, const struct team *team, size_t slot, int days,
    struct arena *turn)
{
	double work = kind->commits * (double)cell->people * days / MONTH_DAYS;
	int64_t usual = (int64_t)work;
	double share =
	    (double)binomial(dice, usual, team->adoption[slot]) / (double)usual;
	double failed = expected(kind, team, OUTCOME_FAILED, slot, share);
	double reverted = expected(kind, team, OUTCOME_REVERTED, slot, share);
	double density = expected(kind, team, OUTCOME_DENSITY, slot, share);
	cell->commits = poisson(
	    dice, work * expected(kind, team, OUTCOME_COMMITS, slot, share));
	cell->ai = (int64_t)(share * (double)cell->commits + 0.5);
	cell->deployments = poisson(dice, work / 4);
	cell->failed = binomial(dice, cell->deployments, failed);
	cell->judged = cell->commits;
	cell->reverted = binomial(dice, cell->judged, reverted);
	cell->lines = 60 * cell->commits;
	cell->problems = poisson(dice, density * (double)cell->lines / 1000);
	draw_leads(
	    dice, cell, expected(kind, team, OUTCOME_LEAD, slot, share), turn);
}

/* Whether TEAM adopts. */
static bool adopts(
    struct dice *dice, const struct kind *kind, const struct team *team)
{
	double mean = 0;
	switch (kind->choice) {
	case ADOPT_WORST:
		for (int o = 0; o < OUTCOMES; o++)
			mean += team->level[o] + team->moves[0][o];
		return mean > 0;
	case ADOPT_BEST:
		for (int o = 0; o < OUTCOMES; o++)
			mean += team->level[o];
		return mean + normal(dice) < 0;
	case ADOPT_LANGUAGE:
		return uniform(dice) < (team->is_moving ? 0.7 : 0.3);
	case ADOPT_BY_CHANCE:
		break;
	}
	return uniform(dice) < 0.5;
}

static void draw_team(
    struct dice *dice, struct team *team, const struct kind *kind, size_t slots)
{
	bool halves = slots == 2;
	double moved[OUTCOMES] = { 0 };
	*team = (struct team){ .is_moving = uniform(dice) < 0.5 };
	for (int o = 0; o < OUTCOMES; o++)
		team->level[o] = 0.3 * normal(dice);
	for (size_t s = 0; s < slots; s++)
		for (int o = 0; o < OUTCOMES; o++) {
			/* what a month has the next has half of */
			moved[o] = (halves ? 0 : 0.5 * moved[o]) +
				   kind->own * normal(dice);
			team->moves[s][o] = moved[o];
		}
	team->adopts = adopts(dice, kind, team);
	for (size_t s = 0; s < slots; s++) {
		double late = halves ? (double)s : (double)s / (MONTHS - 1);
		double rise = team->adopts ? 0.5 : 0.02;
		team->adoption[s] = 0.1 + rise * late;
		if (!halves && team->adopts)
			team->adoption[s] += 0.1 * uniform(dice);
		/* a language that moves, by itself and against the effect */
		for (int o = 0; o < OUTCOMES; o++)
			if (kind->choice == ADOPT_LANGUAGE && team->is_moving)
				team->moves[s][o] -= 0.3 * late;
	}
}

static const struct str languages[] = { { "a", 1 }, { "b", 1 } };

static void draw_panel(struct dice *dice, struct panel *panel,
    const struct kind *kind, size_t slots, struct arena *turn)
{
	int days = slots == 2 ? HALF_DAYS : MONTH_DAYS;
	double common[MONTHS][OUTCOMES];
	*panel = (struct panel){ .slot_count = slots };
	for (size_t s = 0; s < slots; s++) {
		panel->slots[s] =
		    (struct period){ .from = (int64_t)s * days * DAY_SECONDS,
			    .to = ((int64_t)s + 1) * days * DAY_SECONDS };
		for (int o = 0; o < OUTCOMES; o++)
			common[s][o] = 0.2 * normal(dice);
	}
	for (int i = 0; i < kind->teams; i++) {
		struct panel_team *unit = ARENA_NEW(turn, struct panel_team);
		struct team team;
		*unit = (struct panel_team){ .id = i,
			.name = arena_printf(turn, "%02d", i) };
		int64_t people = between(dice, 5, 10);
		draw_team(dice, &team, kind, slots);
		unit->language = languages[team.is_moving];
		for (size_t s = 0; s < slots; s++) {
			unit->cells[s].people = people;
			for (int o = 0; o < OUTCOMES; o++)
				team.moves[s][o] += common[s][o];
			draw_cell(
			    dice, &unit->cells[s], kind, &team, s, days, turn);
		}
		VEC_PUSH(&panel->teams, turn, *unit);
	}
}

/* Of adopters: their share of AI rose by a half, that of controls by 0.02; of
 * months: a slope is told for a tenth. */
static double truth_of(
    const struct kind *kind, enum outcome outcome, bool is_matched)
{
	return effect_on(kind, outcome) * (is_matched ? 0.48 : 0.1);
}

static void judge(struct score *score, const struct association *all,
    const struct kind *kind, bool is_matched)
{
	bool alarm = false;
	bool any = false;
	for (enum outcome o = 0; o < OUTCOMES; o++) {
		const struct association *a = &all[o];
		double truth = truth_of(kind, o, is_matched);
		bool up = a->class == CLASS_CLEAR_UP;
		bool down = a->class == CLASS_CLEAR_DOWN;
		if (!a->known)
			continue;
		any = true;
		score->known++;
		score->covered +=
		    a->change.low <= truth && truth <= a->change.high;
		score->wrong += (up && truth < 0) || (down && truth > 0);
		score->found += (up && truth > 0) || (down && truth < 0);
		alarm = alarm || up || down;
	}
	score->drawn++;
	score->tables += any;
	score->alarms += alarm;
}

static bool is_null(const struct kind *kind)
{
	return kind->effect >= 0 && kind->effect <= 0;
}

static bool run(
    const struct kind *kind, bool is_matched, int organisations, uint64_t seed)
{
	struct dice dice = { seed };
	struct score score = { 0 };
	bool kept;
	for (int i = 0; i < organisations; i++) {
		struct arena *turn = arena_new();
		struct panel *panel = ARENA_NEW(turn, struct panel);
		struct association all[OUTCOMES];
		draw_panel(&dice, panel, kind, is_matched ? 2 : MONTHS, turn);
		association_read(all, panel, is_matched, turn);
		judge(&score, all, kind, is_matched);
		arena_free(turn);
	}
	kept = percent(score.covered, score.known) >=
		   COVERED_MIN - chance(COVERED_MIN, score.drawn) &&
	       percent(score.wrong, score.known) < WRONG_MAX &&
	       (!is_null(kind) ||
		   percent(score.alarms, score.tables) <=
		       ALARMS_MAX + chance(ALARMS_MAX, score.tables));
	printf("%-36s %6.1f %6.1f %6.1f %6.1f %6.2f%s\n", kind->name,
	    percent(score.known, score.drawn * OUTCOMES),
	    percent(score.covered, score.known),
	    is_null(kind) ? percent(score.alarms, score.tables) : 0.0,
	    percent(score.found, score.known),
	    percent(score.wrong, score.known), kept ? "" : "  BROKEN");
	return kept;
}

/* ------------------------------------------------------------ forecasts -- */

enum { QUARTERS = 4, FORECASTS_MAX = 1000, LARGE = 4000 };

struct forecast_kind {
	const char *name;
	int people;
	double skill;	 /* of the forecast: how much it knows of the person */
	double stays;	 /* how far people differ and stay so, in log odds */
	double odds;	 /* bad to good, on average */
	bool is_grained; /* forecasts of few heights: many are equal */
};

/* clang-format off */
static const struct forecast_kind forecast_kinds[] = {
	{ "no skill",                        40, 0, 1,   0.25, false },
	{ "no skill, alike people",          40, 0, 0,   0.25, false },
	{ "no skill, people differ much",    40, 0, 2.5, 0.25, false },
	{ "no skill, rare problems",         60, 0, 1,   0.05, false },
	{ "no skill, twelve people",         12, 0, 1,   0.4,  false },
	{ "no skill, twelve, differ much",   12, 0, 2.5, 0.4,  false },
	{ "no skill, seven people",           7, 0, 2.5, 0.7,  false },
	{ "no skill, forecasts of few heights", 40, 0, 1, 0.25, true },
	{ "no skill, 200 people",           200, 0, 1,   0.25, false },
	{ "skill",                           40, 1, 1,   0.25, false },
	{ "skill, 200 people",              200, 1, 1,   0.25, false },
	{ "skill, twelve people",            12, 1, 1,   0.4,  false },
};
/* clang-format on */
enum { FORECAST_KINDS = sizeof forecast_kinds / sizeof *forecast_kinds };

static size_t draw_forecasts(struct dice *dice, struct forecast *forecasts,
    const struct forecast_kind *kind, int people)
{
	size_t count = 0;
	for (int i = 0; i < people; i++) {
		double own = kind->stays * normal(dice);
		double seen = normal(dice);
		for (int q = 0; q < QUARTERS; q++) {
			double odds = kind->odds * special_exp(own);
			double said =
			    kind->skill * own + seen + 0.3 * normal(dice);
			if (kind->is_grained)
				said = floor(said);
			if (uniform(dice) < 0.2)
				continue; /* no score, or nobody looked */
			forecasts[count++] = (struct forecast){
				.chance = 1 / (1 + special_exp(1.4 - said)),
				.happened = uniform(dice) < odds / (1 + odds),
				.cluster = i + 1
			};
		}
	}
	return count;
}

/* What it is in the long run. */
static double true_auc(const struct forecast_kind *kind, uint64_t seed)
{
	static const int people = LARGE;
	struct dice dice = { seed };
	struct arena *turn = arena_new();
	struct forecast *forecasts =
	    arena_array(turn, LARGE * QUARTERS, sizeof *forecasts);
	struct backtest test;
	double auc = 0.5;
	if (kind->skill > 0) {
		backtest_run(&test, forecasts,
		    draw_forecasts(&dice, forecasts, kind, people));
		auc = test.auc.value;
	}
	arena_free(turn);
	return auc;
}

static bool run_forecasts(
    const struct forecast_kind *kind, int organisations, uint64_t seed)
{
	struct dice dice = { seed };
	struct forecast forecasts[FORECASTS_MAX];
	double truth = true_auc(kind, seed + 1000);
	int enough = 0;
	int covered = 0;
	int validated = 0;
	int worse = 0;
	bool kept;
	for (int i = 0; i < organisations; i++) {
		struct backtest test;
		backtest_run(&test, forecasts,
		    draw_forecasts(&dice, forecasts, kind, kind->people));
		if (test.happened < BACKTEST_MIN ||
		    test.n - test.happened < BACKTEST_MIN)
			continue;
		enough++;
		covered += test.auc.low <= truth && truth <= test.auc.high;
		validated += test.validated;
		worse += test.auc.high < 0.5;
	}
	kept = percent(covered, enough) >=
		   COVERED_MIN - chance(COVERED_MIN, enough) &&
	       (kind->skill > 0 || percent(validated, enough) <=
				       ALARMS_MAX + chance(ALARMS_MAX, enough));
	printf("%-36s %6.1f %6.2f %6.1f %6.1f %6.1f%s\n", kind->name,
	    percent(enough, organisations), truth, percent(covered, enough),
	    percent(validated, enough), percent(worse, enough),
	    kept ? "" : "  BROKEN");
	return kept;
}

int main(int argc, char **argv)
{
	int organisations = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 1000;
	bool kept = true;
	for (int is_matched = 1; is_matched >= 0; is_matched--) {
		printf("\n%d organisations of each kind, five outcomes; "
		       "percent\n%-36s %6s %6s %6s %6s %6s\n",
		    organisations,
		    is_matched ? "before and after" : "within teams", "known",
		    "holds", "alarms", "found", "wrong");
		for (size_t i = 0; i < KINDS; i++)
			kept = run(&kinds[i], is_matched, organisations,
				   20261124 + i) &&
			       kept;
	}
	printf("\n%d organisations of each kind; percent\n"
	       "%-36s %6s %6s %6s %6s %6s\n",
	    organisations, "back-test of forecasts", "enough", "truth", "holds",
	    "beats", "worse");
	for (size_t i = 0; i < FORECAST_KINDS; i++)
		kept = run_forecasts(
			   &forecast_kinds[i], organisations, 20261125 + i) &&
		       kept;
	return kept ? 0 : 1;
}
