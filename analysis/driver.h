/* What goes with the problems: behaviours that may drive them, each with its
 * population, effect and interval, and the rule that admits one to the board
 * page. data/drivers.csv names the candidates. */
#ifndef ANALYSIS_DRIVER_H
#define ANALYSIS_DRIVER_H

#include "analysis/density.h"

enum driver_evidence {
	DRIVER_NOT_ASSESSED, /* what tells of it is missing */
	DRIVER_TOO_LITTLE, /* under the minimums, or nothing to compare with */
	DRIVER_FEW_PEOPLE, /* fewer than the minimum group behave so */
	DRIVER_OPEN,	   /* no clear difference */
	DRIVER_LOWER,	   /* clearly fewer problems: no driver */
	DRIVER_UNSTABLE,   /* clear, but not for all or none of the unknown */
	DRIVER_ADMITTED
};

/* A candidate: problems by exposure within strata, where DENSITY_AI stands for
 * changes with the behaviour, DENSITY_HUMAN for those without it, and
 * DENSITY_UNKNOWN for those of which it is not known. */
struct driver {
	struct str key;
	struct str name; /* as data/drivers.csv has them */
	struct str population;
	struct str with;
	struct str unit;
	struct str source;
	struct str measure; /* id */
	struct str missing; /* what is not there: "a policy" */
	struct density density;
	int64_t people; /* who behaved so */
	double p_adjusted;
	enum driver_evidence evidence;
	int64_t problems; /* with the behaviour, of ALL in the population */
	int64_t all;
	/* Of these, more than there would be at the rate of the others: a(R -
	 * 1)/R with its interval; 0 when R is 1 or less. The figure of all
	 * would be REST times itself without them. Source: Miettinen 1974;
	 * Bruzzi et al. 1985. Says what goes with what, never why. */
	struct estimate excess;
	double rest;
};

/* What admits one to the board page: data/driver-rule.csv. */
struct driver_rule {
	double p_max;	    /* adjusted over all candidates */
	int64_t people_min; /* who behave so */
	bool stable;	    /* clear whatever the unknown is */
};

/* Merges STRATA and compares. */
void driver_read(struct driver *driver, struct density_stratum *strata,
    size_t count, struct arena *scratch);

/* Adjusts the p of all that could be compared, as one family, and judges each:
 * admitted is what is clearly higher and passes RULE. */
void drivers_judge(struct driver *drivers, size_t count,
    const struct driver_rule *rule, struct arena *scratch);

/* Admitted ones first, by excess; then the others by evidence and key. */
void drivers_sort(struct driver *drivers, size_t count);

/* "too_little", "admitted", ...: for data and print. */
const char *driver_evidence_name(enum driver_evidence evidence);

#endif
