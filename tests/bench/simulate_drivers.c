/* Draws organisations of which it is known what goes with problems, a thousand
 * for each kind, and asks analysis/driver.c which behaviours it would name: how
 * often one that does nothing, how often the one that does, how often the
 * interval of its ratio holds the truth. One fixed seed: the same table on
 * every machine.
 *
 * An organisation has six candidates, as data/drivers.csv has; changes lie in
 * repositories, languages and ages of code that have their own risk. A
 * behaviour may have an effect, may be found where risk is higher anyway
 * (confounded), and of some changes nobody may know whether it was there.
 *
 * simulate_drivers [ORGANISATIONS] prints a table; exit status 1 when a promise
 * of docs/method.md, "What the simulation shows", is broken. */
#include <stdio.h>
#include <stdlib.h>

#include "analysis/driver.h"
#include "tests/bench/dice.h"

enum { CANDIDATES = 6, REPOSITORIES = 6, AGES = 4, PEOPLE_MIN = 5 };

/* The promises, in percent; what a thousand draws let one vary is added. */
#define COVERED_MIN 93.0
#define FALSE_MAX 5.0
#define WRONG_MAX 1.0

enum hiding {
	HIDE_NONE,
	HIDE_RANDOM, /* of four in ten changes nobody knows */
	HIDE_RISKY,  /* most where problems are frequent */
	HIDE_BAD /* those with the behaviour and more problems than others */
};

struct kind {
	const char *name;
	double ratio;	    /* of the first candidate; the others have none */
	double confounding; /* 1: all candidates are where risk is higher */
	double cluster;	    /* mean size; 1: none */
	enum hiding hiding;
	int changes; /* in a stratum, on average */
};

/* clang-format off */
static const struct kind kinds[] = {
	{ "no driver",                   1.0,  0, 1, HIDE_NONE,   20 },
	{ "none, confounded",            1.0,  1, 1, HIDE_NONE,   20 },
	{ "none, against the risk",      1.0, -1, 1, HIDE_NONE,   20 },
	{ "none, clusters of 3",         1.0,  1, 3, HIDE_NONE,   20 },
	{ "none, unknown at random",     1.0,  1, 1, HIDE_RANDOM, 20 },
	{ "none, unknown where risky",   1.0,  1, 1, HIDE_RISKY,  20 },
	{ "none, bad ones unknown",      1.0,  0, 1, HIDE_BAD,    20 },
	{ "none, few changes",           1.0,  1, 1, HIDE_NONE,    4 },
	{ "one, 1.5",                    1.5,  0, 1, HIDE_NONE,   20 },
	{ "one, 2.5",                    2.5,  0, 1, HIDE_NONE,   20 },
	{ "one, 2.5, confounded",        2.5,  1, 1, HIDE_NONE,   20 },
	{ "one, 1.5, looks lower",       1.5, -1, 1, HIDE_NONE,   20 },
	{ "one, 2.5, clusters of 3",     2.5,  0, 3, HIDE_NONE,   20 },
	{ "one, 2.5, unknown at random", 2.5,  0, 1, HIDE_RANDOM, 20 },
	{ "one, 2.5, unknown where risky", 2.5, 1, 1, HIDE_RISKY, 20 },
	{ "one, 2.5, few changes",       2.5,  0, 1, HIDE_NONE,    4 },
	{ "one, 0.6: no driver",         0.6,  0, 1, HIDE_NONE,   20 },
};
/* clang-format on */
enum { KINDS = sizeof kinds / sizeof *kinds };

static const double age_risk[AGES] = { 0.5, 0.8, 1.1, 1.4 };
static const char *const age_names[AGES] = { "0", "1", "2", "3" };
static const char *const repository_names[REPOSITORIES] = { "0", "1", "2", "3",
	"4", "5" };
static const char *const names[CANDIDATES] = { "real", "b", "c", "d", "e",
	"f" };

struct score {
	int drawn;
	int compared;  /* candidates */
	int covered;   /* of these */
	int told;      /* organisations in which any is named */
	int none_told; /* in which one without effect is */
	int real_known;
	int real_told;
	int real_wrong; /* clear, of the wrong sign */
	int crude;	/* raw interval of one without effect leaves out 1 */
	int without;	/* compared ones without effect */
};

static double share_with(const struct kind *kind, double risk, double lean)
{
	double odds = lean + kind->confounding * 1.5 * special_log(risk / 3);
	return 1 / (1 + special_exp(-odds));
}

static bool is_hidden(struct dice *dice, const struct kind *kind, bool with,
    double risk, double *factor)
{
	switch (kind->hiding) {
	case HIDE_RANDOM:
		return uniform(dice) < 0.4;
	case HIDE_RISKY:
		return uniform(dice) < (risk > 3 ? 0.7 : 0.1);
	case HIDE_BAD:
		if (!with || uniform(dice) > 0.4)
			return false;
		*factor *= 1.8;
		return true;
	case HIDE_NONE:
		break;
	}
	return false;
}

static void add_problems(struct dice *dice, struct density_stratum *stratum,
    enum density_origin side, double mean, double cluster)
{
	int64_t count = poisson(dice, mean / cluster);
	for (int64_t i = 0; i < count; i++) {
		int64_t size = 1;
		while (uniform(dice) > 1 / cluster)
			size++;
		stratum->events[side] += size;
		stratum->clusters[side]++;
		stratum->squares[side] += size * size;
	}
}

static void draw_stratum(struct dice *dice, struct density_stratum *stratum,
    const struct kind *kind, double risk, double lean, double ratio)
{
	int64_t changes = between(dice, 1, 2 * kind->changes - 1);
	for (int64_t i = 0; i < changes; i++) {
		int64_t lines = between(dice, 20, 220);
		bool with = uniform(dice) < share_with(kind, risk, lean);
		double factor = with ? ratio : 1;
		enum density_origin side = with ? DENSITY_AI : DENSITY_HUMAN;
		if (is_hidden(dice, kind, with, risk, &factor))
			side = DENSITY_UNKNOWN;
		stratum->lines[side] += lines;
		add_problems(dice, stratum, side,
		    risk * factor * (double)lines / 1000, kind->cluster);
	}
}

/* Each candidate is drawn by itself: behaviours of the same changes hang
 * together, which makes false ones rarer, not more frequent. */
static void draw_driver(struct dice *dice, struct driver *driver,
    const struct kind *kind, size_t number, struct arena *turn)
{
	struct density_stratum *strata =
	    arena_array(turn, REPOSITORIES * AGES, sizeof *strata);
	double ratio = number == 0 ? kind->ratio : 1;
	double lean = -1 + 0.5 * normal(dice);
	size_t count = 0;
	*driver = (struct driver){ .key = str_from(names[number]),
		.people = PEOPLE_MIN };
	for (size_t r = 0; r < REPOSITORIES; r++) {
		double risk = 3 * special_exp(0.6 * normal(dice));
		for (int age = 0; age < AGES; age++) {
			struct density_stratum *stratum = &strata[count++];
			*stratum = (struct density_stratum){ .key_count = 2 };
			stratum->keys[0] = str_from(repository_names[r]);
			stratum->keys[1] = str_from(age_names[age]);
			draw_stratum(dice, stratum, kind, risk * age_risk[age],
			    lean, ratio);
		}
	}
	driver_read(driver, strata, count, turn);
}

static bool has_effect(const struct driver *driver, const struct kind *kind)
{
	return str_equal_z(driver->key, names[0]) &&
	       (kind->ratio < 1 || kind->ratio > 1);
}

static void judge_one(
    struct score *score, const struct driver *driver, const struct kind *kind)
{
	const struct density_reading *r = &driver->density.recorded;
	bool is_real = has_effect(driver, kind);
	double truth = is_real ? kind->ratio : 1;
	if (!r->known)
		return;
	score->compared++;
	score->covered += r->ratio.low <= truth && truth <= r->ratio.high;
	score->real_known += is_real;
	score->real_told += is_real && driver->evidence == DRIVER_ADMITTED;
	score->real_wrong +=
	    is_real &&
	    driver->evidence == (truth > 1 ? DRIVER_LOWER : DRIVER_ADMITTED);
	score->without += !is_real;
	score->crude += !is_real && (r->crude.low > 1 || r->crude.high < 1);
}

static void judge(
    struct score *score, const struct driver *drivers, const struct kind *kind)
{
	bool told = false;
	bool none_told = false;
	for (size_t i = 0; i < CANDIDATES; i++) {
		bool admitted = drivers[i].evidence == DRIVER_ADMITTED;
		judge_one(score, &drivers[i], kind);
		told = told || admitted;
		none_told =
		    none_told || (admitted && !has_effect(&drivers[i], kind));
	}
	score->drawn++;
	score->told += told;
	score->none_told += none_told;
}

/* Hidden ones with more problems make the ratio as recorded another one. */
static bool keeps_promises(const struct kind *kind, const struct score *score)
{
	bool is_blind = kind->hiding == HIDE_BAD;
	return (is_blind ||
		   percent(score->covered, score->compared) >=
		       COVERED_MIN - chance(COVERED_MIN, score->compared)) &&
	       percent(score->none_told, score->drawn) <=
		   FALSE_MAX + chance(FALSE_MAX, score->drawn) &&
	       percent(score->real_wrong, score->real_known) < WRONG_MAX;
}

static bool run(const struct kind *kind, int organisations, uint64_t seed)
{
	const struct driver_rule rule = { 0.05, PEOPLE_MIN, true };
	struct dice dice = { seed };
	struct score score = { 0 };
	bool kept;
	for (int i = 0; i < organisations; i++) {
		struct arena *turn = arena_new();
		struct driver drivers[CANDIDATES];
		for (size_t k = 0; k < CANDIDATES; k++)
			draw_driver(&dice, &drivers[k], kind, k, turn);
		drivers_judge(drivers, CANDIDATES, &rule, turn);
		judge(&score, drivers, kind);
		arena_free(turn);
	}
	kept = keeps_promises(kind, &score);
	printf("%-32s %6.1f %6.1f %7.1f %6.1f %6.1f %6.2f%s\n", kind->name,
	    percent(score.compared, score.drawn * CANDIDATES),
	    percent(score.covered, score.compared),
	    percent(score.crude, score.without),
	    percent(score.none_told, score.drawn),
	    percent(score.real_told, score.real_known),
	    percent(score.real_wrong, score.real_known),
	    kept ? "" : "  BROKEN");
	return kept;
}

int main(int argc, char **argv)
{
	int organisations = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 1000;
	bool kept = true;
	printf(
	    "\n%d organisations of each kind, six candidates in each; percent\n"
	    "%-32s %6s %6s %7s %6s %6s %6s\n",
	    organisations, "what goes with problems", "ratio", "holds", "crude",
	    "false", "found", "wrong");
	for (size_t i = 0; i < KINDS; i++)
		kept = run(&kinds[i], organisations, 20261123 + i) && kept;
	return kept ? 0 : 1;
}
