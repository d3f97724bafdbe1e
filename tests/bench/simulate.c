/* Draws organisations whose truth is known, a thousand for each kind, and asks
 * analysis/density.c what it makes of them: how often the interval holds the
 * truth, how often a difference is called clear where there is none, and how
 * often one of the wrong sign. One fixed seed: the same table on every machine.
 *
 * An organisation has repositories in one or two of three languages, code of
 * four ages, and commits of some lines each, of AI or of people. Findings are
 * Poisson, or come in clusters; their rate depends on language, repository and
 * age, and on origin by the ratio that is to be found. Where origin is hidden
 * lines lose their record, and the reader sees less than is drawn.
 *
 * simulate [ORGANISATIONS] prints a table; exit status 1 when a promise of
 * docs/method.md, "What the simulation shows", is broken. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/density.h"
#include "analysis/special.h"
#include "tests/bench/dice.h"

enum {
	LANGUAGES = 3,
	AGES = 4,
	REPOSITORIES_MAX = 12,
	STRATA_MAX = LANGUAGES * AGES * REPOSITORIES_MAX,
	COMMIT_LINES = 120
};

/* The promises, in percent; what a thousand draws let one vary is added. */
#define COVERED_MIN 93.0
#define ALARMS_MAX 5.0
#define WRONG_MAX 1.0

enum hiding {
	HIDE_NONE,
	HIDE_RANDOM,   /* any line as likely as any other */
	HIDE_CARELESS, /* in repositories that have more findings */
	HIDE_AI,       /* AI's lines far more often */
	HIDE_BAD       /* AI's lines with more findings than AI's others */
};

struct kind {
	const char *name;
	double ratio;
	/* How the share of AI goes with the risk of language, age, repository:
	 * 1 with it, -1 against it. */
	double confounding;
	double clusters; /* mean size; 1: none */
	double varies;	 /* of the log ratio between repositories */
	enum hiding hiding;
	bool is_tiny;
};

/* clang-format off */
static const struct kind kinds[] = {
	{ "no effect",                  1.0,  0, 1, 0,   HIDE_NONE, false },
	{ "real, 1.25",                 1.25, 0, 1, 0,   HIDE_NONE, false },
	{ "real, 1.6",                  1.6,  0, 1, 0,   HIDE_NONE, false },
	{ "real, 0.6",                  0.6,  0, 1, 0,   HIDE_NONE, false },
	{ "confounded, no effect",      1.0,  1, 1, 0,   HIDE_NONE, false },
	{ "confounded, real 1.4, looks lower", 1.4, -1, 1, 0, HIDE_NONE, false },
	{ "confounded, real 0.7, looks higher", 0.7, 1, 1, 0, HIDE_NONE, false },
	{ "clusters of 2, no effect",   1.0,  0, 2, 0,   HIDE_NONE, false },
	{ "clusters of 4, confounded",  1.0,  1, 4, 0,   HIDE_NONE, false },
	{ "clusters of 4, real 1.6",    1.6,  0, 4, 0,   HIDE_NONE, false },
	{ "unknown at random, none",    1.0,  0, 1, 0,   HIDE_RANDOM, false },
	{ "unknown at random, 1.6",     1.6,  0, 1, 0,   HIDE_RANDOM, false },
	{ "unknown by repository, none", 1.0, 1, 1, 0,   HIDE_CARELESS, false },
	{ "unknown by repository, 1.6", 1.6,  0, 1, 0,   HIDE_CARELESS, false },
	{ "AI mostly unknown, none",    1.0,  1, 1, 0,   HIDE_AI, false },
	{ "AI mostly unknown, 1.6",     1.6,  0, 1, 0,   HIDE_AI, false },
	{ "bad AI code unknown, none",  1.0,  0, 1, 0,   HIDE_BAD, false },
	{ "bad AI code unknown, 1.6",   1.6,  0, 1, 0,   HIDE_BAD, false },
	{ "effect varies, 1 on average", 1.0, 0, 1, 0.3, HIDE_NONE, false },
	{ "effect varies, about 1.6",   1.6,  0, 1, 0.3, HIDE_NONE, false },
	{ "tiny, no effect",            1.0,  0, 1, 0,   HIDE_NONE, true },
	{ "tiny, confounded",           1.0,  1, 1, 0,   HIDE_NONE, true },
	{ "tiny, real 1.6",             1.6,  0, 1, 0,   HIDE_NONE, true },
	{ "tiny, clusters of 2",        1.0,  0, 2, 0,   HIDE_NONE, true },
	{ "tiny, unknown by repository", 1.6, 0, 1, 0,   HIDE_CARELESS, true },
};
/* clang-format on */
enum { KINDS = sizeof kinds / sizeof *kinds };

/* Adds findings of which MEAN are expected, in clusters of geometric size. */
static void add_findings(struct dice *dice, struct density_stratum *stratum,
    enum density_origin origin, double mean, double cluster)
{
	int64_t count = poisson(dice, mean / cluster);
	for (int64_t i = 0; i < count; i++) {
		int64_t size = 1;
		while (uniform(dice) > 1 / cluster)
			size++;
		stratum->events[origin] += size;
		stratum->clusters[origin]++;
		stratum->squares[origin] += size * size;
	}
}

static const double language_risk[LANGUAGES] = { 0.5, 1, 2.2 };
/* Young code had less time to be found wanting. */
static const double age_risk[AGES] = { 0.5, 0.8, 1.1, 1.4 };
static const char *const language_names[LANGUAGES] = { "a", "b", "c" };
static const char *const age_names[AGES] = { "0", "1", "2", "3" };
static const char *const repository_names[REPOSITORIES_MAX] = { "00", "01",
	"02", "03", "04", "05", "06", "07", "08", "09", "10", "11" };

/* What is expected by true origin, for the truth of a drawn organisation. */
struct expected {
	double events[2]; /* AI, people */
	double lines[2];
};

struct organisation {
	struct density_stratum strata[STRATA_MAX];
	struct expected expected[STRATA_MAX];
	size_t count;
};

struct repository {
	const struct kind *kind;
	size_t number;
	double risk;  /* findings per thousand lines */
	double ratio; /* of AI's */
	double lean;  /* of its people to AI, in log odds */
	bool is_careless;
};

static double share_of_ai(
    const struct repository *repository, int language, int age)
{
	/* the log odds follow the log of the risks, or run against it */
	double slope = repository->kind->confounding;
	double odds = -0.7 + repository->lean +
		      slope * 1.1 * special_log(language_risk[language]) +
		      slope * 1.4 * special_log(age_risk[age]) +
		      slope * 0.6 * special_log(repository->risk / 3);
	return 1 / (1 + special_exp(-odds));
}

static double share_hidden(const struct repository *repository, bool is_ai)
{
	switch (repository->kind->hiding) {
	case HIDE_RANDOM:
		return 0.4;
	case HIDE_CARELESS:
		return repository->is_careless ? 0.7 : 0.1;
	case HIDE_AI:
		return is_ai ? 0.6 : 0.1;
	case HIDE_BAD:
		return is_ai ? 0.4 : 0;
	case HIDE_NONE:
		break;
	}
	return 0;
}

/* How many findings the hidden lines have beside the recorded ones. */
static double hidden_factor(const struct repository *repository)
{
	return repository->kind->hiding == HIDE_BAD ? 1.8 : 1;
}

static void draw_commit(struct dice *dice, struct density_stratum *stratum,
    struct expected *expected, const struct repository *repository, double rate,
    bool is_ai)
{
	int64_t lines = between(dice, 20, 2 * COMMIT_LINES - 20);
	bool is_hidden = uniform(dice) < share_hidden(repository, is_ai);
	enum density_origin origin = is_ai ? DENSITY_AI : DENSITY_HUMAN;
	double mean = rate * (double)lines / 1000;
	if (is_ai)
		mean *= repository->ratio;
	if (is_hidden) {
		mean *= hidden_factor(repository);
		origin = DENSITY_UNKNOWN;
	}
	stratum->lines[origin] += lines;
	add_findings(dice, stratum, origin, mean, repository->kind->clusters);
	expected->events[!is_ai] += mean;
	expected->lines[!is_ai] += (double)lines;
}

static void draw_stratum(struct dice *dice, struct organisation *organisation,
    const struct repository *repository, int language, int age)
{
	struct density_stratum *stratum =
	    &organisation->strata[organisation->count];
	struct expected *expected =
	    &organisation->expected[organisation->count++];
	int64_t commits = repository->kind->is_tiny ? between(dice, 0, 6)
						    : between(dice, 1, 40);
	double rate =
	    repository->risk * language_risk[language] * age_risk[age];
	double share = share_of_ai(repository, language, age);
	*stratum = (struct density_stratum){ .key_count = 3 };
	*expected = (struct expected){ 0 };
	stratum->keys[0] = str_from(language_names[language]);
	stratum->keys[1] = str_from(repository_names[repository->number]);
	stratum->keys[2] = str_from(age_names[age]);
	for (int64_t i = 0; i < commits; i++)
		draw_commit(dice, stratum, expected, repository, rate,
		    uniform(dice) < share);
}

static void draw(struct dice *dice, struct organisation *organisation,
    const struct kind *kind)
{
	size_t repositories =
	    (size_t)(kind->is_tiny ? between(dice, 1, 3)
				   : between(dice, 3, REPOSITORIES_MAX));
	organisation->count = 0;
	for (size_t i = 0; i < repositories; i++) {
		int first = (int)between(dice, 0, LANGUAGES - 1);
		int languages = (int)between(dice, 1, 2);
		struct repository repository = { .kind = kind, .number = i };
		repository.risk = 3 * special_exp(0.5 * normal(dice));
		repository.ratio =
		    kind->ratio * special_exp(kind->varies * normal(dice));
		repository.lean = 0.5 * normal(dice);
		repository.is_careless = repository.risk > 3;
		for (int language = 0; language < languages; language++)
			for (int age = 0; age < AGES; age++)
				draw_stratum(dice, organisation, &repository,
				    (first + language) % LANGUAGES, age);
	}
}

/* The ratio that a reader who knew all origins would find in the long run. */
static double truth_of(const struct organisation *organisation)
{
	double top = 0;
	double bottom = 0;
	for (size_t i = 0; i < organisation->count; i++) {
		const struct expected *e = &organisation->expected[i];
		double all = e->lines[0] + e->lines[1];
		if (e->lines[0] <= 0 || e->lines[1] <= 0)
			continue;
		top += e->events[0] * e->lines[1] / all;
		bottom += e->events[1] * e->lines[0] / all;
	}
	return bottom > 0 ? top / bottom : 1;
}

struct score {
	int drawn;
	int printed;
	int covered;
	int band_covered;
	int crude_alarms; /* crude interval leaves out 1, or has a wrong sign */
	int clear;
	int wrong;     /* clear, of the wrong sign */
	int confident; /* and not called unstable */
	double width;  /* of the log interval */
};

static bool holds(double low, double high, double truth)
{
	return low <= truth && truth <= high;
}

static bool is_clear(enum word_class class)
{
	return class == CLASS_CLEAR_UP || class == CLASS_CLEAR_DOWN;
}

static void judge(struct score *score, const struct density *density,
    double truth, bool is_real)
{
	const struct density_reading *r = &density->recorded;
	bool is_wrong = (r->class == CLASS_CLEAR_UP && truth < 1) ||
			(r->class == CLASS_CLEAR_DOWN && truth > 1);
	score->drawn++;
	if (!r->known)
		return;
	score->printed++;
	score->covered += holds(r->ratio.low, r->ratio.high, truth);
	score->band_covered +=
	    holds(density->band.low, density->band.high, truth);
	score->crude_alarms += is_real ? (r->crude.low > 1 && truth < 1) ||
					     (r->crude.high < 1 && truth > 1)
				       : !holds(r->crude.low, r->crude.high, 1);
	score->clear += is_clear(r->class);
	score->wrong += is_real && is_wrong;
	score->confident += is_real && is_wrong && !density->unstable;
	score->width += special_log(r->ratio.high / r->ratio.low);
}

/* Whether a drawn organisation has one: then its truth is seldom 1. */
static bool has_effect(const struct kind *kind)
{
	return kind->ratio < 1 || kind->ratio > 1 || kind->varies > 0 ||
	       kind->hiding == HIDE_BAD;
}

static bool keeps_promises(const struct kind *kind, const struct score *score)
{
	bool is_blind = kind->hiding >= HIDE_CARELESS;
	int covered = is_blind ? score->band_covered : score->covered;
	double alarms = percent(score->clear, score->printed);
	bool done = percent(covered, score->printed) >=
		    COVERED_MIN - chance(COVERED_MIN, score->printed);
	if (!has_effect(kind) &&
	    alarms > ALARMS_MAX + chance(ALARMS_MAX, score->printed))
		done = false;
	return done && percent(score->confident, score->printed) < WRONG_MAX;
}

static bool run(const struct kind *kind, int organisations, uint64_t seed)
{
	struct dice dice = { seed };
	struct arena *scratch = arena_new();
	struct organisation *organisation =
	    ARENA_NEW(scratch, struct organisation);
	struct score score = { 0 };
	bool kept;
	for (int i = 0; i < organisations; i++) {
		struct arena *turn = arena_new();
		struct density density;
		double truth;
		draw(&dice, organisation, kind);
		truth = truth_of(organisation);
		density_compare(&density, organisation->strata,
		    density_merge(organisation->strata, organisation->count),
		    false, turn);
		judge(&score, &density, truth, has_effect(kind));
		arena_free(turn);
	}
	kept = keeps_promises(kind, &score);
	printf("%-36s %5.1f %6.1f %6.1f %7.1f %6.1f %6.1f %6.1f %6.2f%s\n",
	    kind->name, percent(score.printed, score.drawn),
	    percent(score.covered, score.printed),
	    percent(score.band_covered, score.printed),
	    percent(score.crude_alarms, score.printed),
	    percent(score.clear, score.printed),
	    percent(score.wrong, score.printed),
	    percent(score.confident, score.printed),
	    score.printed ? score.width / score.printed : 0,
	    kept ? "" : "  BROKEN");
	arena_free(scratch);
	return kept;
}

int main(int argc, char **argv)
{
	int organisations = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 1000;
	bool kept = true;
	printf("%d organisations of each kind; percent of those with a ratio\n"
	       "%-36s %5s %6s %6s %7s %6s %6s %6s %6s\n",
	    organisations, "kind", "ratio", "holds", "band", "crude", "clear",
	    "wrong", "sure", "width");
	for (size_t i = 0; i < KINDS; i++)
		kept = run(&kinds[i], organisations, 20261122 + i) && kept;
	return kept ? 0 : 1;
}
