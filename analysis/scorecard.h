/* A score of risk in the manner of a credit score: a published log-odds
 * scorecard whose points add up. The odds are that no high or critical finding
 * is introduced by a person's changes of the next days and found within them
 * (good), against that one is (bad). Arithmetic alone: who may be scored, and
 * who may see it, is decided elsewhere.
 *
 * Score = S0 + F ln(odds / O0), F = points that double the odds / ln 2, with
 * good:bad odds, so more is better. ln odds = ln(odds of the organisation) +
 * sum of weight * (part - neutral). Source: Siddiqi, Credit Risk Scorecards,
 * 2006, chapter 6; data/scorecard.csv has the weights and where they are from.
 */
#ifndef ANALYSIS_SCORECARD_H
#define ANALYSIS_SCORECARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

enum { SCORE_PARTS_MAX = 12, SCORE_BANDS_MAX = 8, SCORE_REASONS = 4 };

struct score_part {
	struct str key;
	struct str name;
	struct str reason; /* why points are missing, for print */
	double weight;	   /* log odds between the worst (0) and the best (1) */
	double shrink; /* exposure that the organisation's figure stands for */
};

struct scorecard {
	double score; /* S0 */
	double odds;  /* O0 */
	double points_to_double;
	int low; /* the range */
	int high;
	double vary; /* share by which weights are varied */
	int64_t horizon_days;
	int64_t commits_min;
	int64_t days_min;
	double known_min;  /* share of the weights */
	int64_t full_days; /* of training, for score_fade */
	int64_t gone_days;
	struct score_part parts[SCORE_PARTS_MAX];
	size_t part_count;
	struct {
		int from;
		struct str name;
	} bands[SCORE_BANDS_MAX]; /* ascending */
	size_t band_count;
};

/* Reads data/scorecard.csv, or the one that overrides it. A number that is
 * none, a missing row or a weight under 0 is an input error with its line. */
bool scorecard_read(struct scorecard *card, const struct asset_folders *folders,
    struct arena *keep, struct error *err) MUST_USE;

/* A part of a person: 0 worst to 1 best. */
struct score_value {
	bool known;
	double value;
	double neutral; /* that of the organisation: gives no points */
	double low;	/* 95% interval of VALUE */
	double high;
};

/* HIT of N shrunk to the organisation's share ALL: (hit + k all)/(n + k), k =
 * SHRINK; the interval is that of the Beta distribution behind it. N = 0 is not
 * known. Source: Robinson 2017 (empirical Bayes); Clayton & Kaldor 1987. */
struct score_value score_share(double hit, double n, double all, double shrink);
/* EVENTS in EXPOSURE, fewer is better: all / (all + rate), with the rate
 * shrunk as (events + k all)/(exposure + k); the organisation's own rate ALL
 * is 0.5. ALL = 0 or no exposure is not known. Interval of the Gamma
 * distribution behind it. */
struct score_value score_rate(
    double events, double exposure, double all, double shrink);
/* What is left of training after DAYS: 1 in the first year, 0 from the second
 * on, falling evenly between (the days of CARD). Before it (DAYS < 0): 0. */
double score_fade(const struct scorecard *card, int64_t days);

enum score_gap {
	SCORE_GIVEN,
	SCORE_FEW_COMMITS, /* a thin history gets no score, not a low one */
	SCORE_FEW_DAYS,
	SCORE_FEW_PARTS /* too little of the weights is known */
};

struct score {
	enum score_gap gap; /* GIVEN, or why there is none */
	int points;	    /* base + parts + cut */
	int base;
	int parts[SCORE_PARTS_MAX]; /* of each; 0 when not known */
	int cut;		    /* taken off at the ends of the range */
	int low; /* with each weight varied by its share, in any combination */
	int high;
	int chance_low; /* with the intervals of the parts */
	int chance_high;
	double odds; /* good to bad, of the points before the cut */
	double bad;  /* chance of a finding: 1 / (1 + odds) */
	size_t band;
	struct score_reason {
		size_t part;
		int lost;	  /* points short of the best */
	} reasons[SCORE_REASONS]; /* largest first; equal ones as in the table
				   */
	size_t reason_count;
};

/* What is known of whom is scored: VALUES one for each part of the card. */
struct score_history {
	const struct score_value *values;
	int64_t commits;
	int64_t days;
	double odds; /* good to bad in the organisation; 0: those of the card */
};
struct score score_of(
    const struct scorecard *card, const struct score_history *history);

/* By how many points the score moves when PART becomes VALUE ("about Y"), and
 * between which it does with the weight varied; nothing when it has no score.
 * All else is left as it is; nobody says that it would stay so. */
struct score_change {
	bool known;
	int points;
	int low;
	int high;
};
struct score_change score_what_if(const struct scorecard *card,
    const struct score_history *history, size_t part, double value);

#endif
