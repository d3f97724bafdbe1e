/* Before and after, with and without: what goes with the adoption of a tool,
 * as far as data that nobody assigned by lot can tell. Both are observational;
 * no word of cause follows from either. */
#ifndef ANALYSIS_ADOPTION_H
#define ANALYSIS_ADOPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/interval.h"
#include "base/arena.h"

/* Fewer pairs, or teams, are too little to say. */
enum { ADOPTION_MIN = 5 };

/* A team before and after the date at which some adopted. */
struct adoption_unit {
	struct str key; /* unique: breaks ties */
	bool adopted;
	double before; /* the outcome; its logarithm where ratios are meant */
	double after;
	struct str language; /* of most of its lines */
	int64_t people;
};

struct adoption_pair {
	size_t adopter; /* indices of units */
	size_t control;
	double change; /* of the adopter, less that of the control */
};

struct matched {
	struct adoption_pair *pairs; /* closest first */
	size_t count;
	size_t adopters; /* all; those without a like are left out and told */
	double baseline; /* mean before, of the adopters in pairs */
	double baseline_control;
	/* Mean of the changes with Student's interval; ADOPTION_MIN pairs. */
	bool known;
	struct estimate change;
	double p; /* two-sided; 1 when not known */
};

/* Pairs each adopter with at most one control of the same language, of half to
 * twice its people, and a baseline within CALIPER standard deviations of all
 * baselines (0.25 is usual); the closest pair is taken first, and no unit
 * twice. Who was far from the rest before would move to it anyway: matching on
 * the baseline keeps that out (regression to the mean: Barnett et al. 2005).
 * Source: difference in differences, Angrist & Pischke 2009, section 5.2;
 * caliper: Cochran & Rubin 1973. */
void adoption_match(struct matched *matched, const struct adoption_unit *units,
    size_t count, double caliper, struct arena *keep);

/* One team in one month. */
struct adoption_month {
	size_t team;  /* 0.. */
	size_t month; /* 0..; another one for each language, so that only
			 teams of one language stand beside each other */
	double adoption;
	double outcome;
	double baseline; /* of the team, before its months here */
};

struct within {
	bool known; /* ADOPTION_MIN teams whose adoption moved apart */
	struct estimate slope; /* of the outcome, for adoption one higher */
	double p;
	size_t teams;
	size_t months; /* team-months */
};

/* How the outcome moves with adoption within a team, over and above what all
 * teams did in that month, and over what teams of such a baseline did: team
 * means, and in each month the mean and what goes with the baseline, are taken
 * out of both. Who was far from the rest before moves to it anyway, and may
 * take up a tool because of it (Ashenfelter 1978); the interval lets the months
 * of a team hang together: the variance is that of the slopes with each team
 * left out in turn, which holds for few teams of unlike weight too (the
 * variance by team of Liang & Zeger 1986 is then too small), with Student's one
 * degree less than teams. Source: Angrist & Pischke 2009, section 5.1; cluster
 * jackknife: Bell & McCaffrey 2002; MacKinnon, Nielsen & Webb 2023. */
void adoption_within(struct within *within, const struct adoption_month *rows,
    size_t count, struct arena *scratch);

#endif
