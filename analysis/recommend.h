/* The rule that recommends: what is known of an AI tool or model goes in, one
 * of four decisions comes out, with its reasons. The rule is data
 * (data/recommendation-rule.csv): rows in order of weight, each a test of this
 * file; the first that holds decides, and all rows of that decision that hold
 * are its reasons. */
#ifndef ANALYSIS_RECOMMEND_H
#define ANALYSIS_RECOMMEND_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/engine.h"

enum decision {
	DECISION_NOT_ENOUGH,
	DECISION_HOLD,
	DECISION_CONDITIONS,
	DECISION_KEEP,
	DECISIONS
};

const char *decision_name(enum decision decision); /* "not_enough" */

/* The words of a decision by its name; NAME when there is none. */
struct str decision_text(struct str name);

enum recommend_limit {
	LIMIT_SAMPLES_MIN,
	LIMIT_KINDS_MIN,
	LIMIT_SECURE_KEEP,
	LIMIT_SECURE_HOLD,
	LIMIT_RATIO_HOLD,
	LIMIT_RATIO_KEEP,
	LIMIT_VARY,
	RECOMMEND_LIMITS
};

/* What is known of one tool or model. */
struct evidence {
	struct str policy; /* approved, forbidden, ..., none, not assessed */
	/* Own tests, with Wilson's interval. */
	int64_t working;
	int64_t secure;
	int64_t kinds; /* with five working samples or more */
	double secure_low;
	double secure_high;
	struct str kinds_bad;	  /* "SQL injection", ...; none: '' */
	struct str kinds_missing; /* always asked for, and not tested */
	/* Its problems against human code, like for like. */
	struct figure ratio;
};

struct recommend_rule;

/* Reads both tables; a decision, test or key that is none, a limit that is no
 * number, or no row "otherwise" at the end are input errors with their line. */
bool recommend_rule_read(const struct recommend_rule **rule,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;
double recommend_limit(
    const struct recommend_rule *rule, enum recommend_limit limit);

struct recommendation {
	enum decision decision;
	struct str reasons; /* in sentences, with the figures */
	struct str change;  /* what would change it */
	struct str firm;    /* what each limit varied by a fifth makes of it */
};

/* EVIDENCE in the light of RULE; texts are in KEEP. */
struct recommendation recommend(const struct recommend_rule *rule,
    const struct evidence *evidence, struct arena *keep);

/* A share for print: never 100% where it is not all, nor 0% where not none. */
struct str recommend_percent(double share, struct arena *keep);

#endif
