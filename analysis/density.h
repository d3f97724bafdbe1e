/* Is code of AI riskier? Events per line by origin, compared like with like,
 * with what the answer would be if the unknown were known. Pure: cells of the
 * engine come in through rate.c, drawn organisations through
 * tests/bench/simulate.c. */
#ifndef ANALYSIS_DENSITY_H
#define ANALYSIS_DENSITY_H

#include "analysis/engine.h"
#include "analysis/ratio.h"
#include "base/arena.h"

enum density_origin {
	DENSITY_AI,
	DENSITY_HUMAN,
	DENSITY_BOT, /* in no comparison */
	DENSITY_MIXED,
	DENSITY_UNPLACED, /* events on no known line: of no exposure */
	DENSITY_UNKNOWN,
	DENSITY_ORIGINS
};

enum {
	DENSITY_KEYS = 8,
	DENSITY_THIN =
	    1000 /* lines of all origins in a thin stratum, at most */
};

struct density_stratum {
	/* Coarse to fine: language, repository, age. */
	struct str keys[DENSITY_KEYS];
	size_t key_count; /* fewer where it was merged over the last ones */
	int64_t events[DENSITY_ORIGINS];
	int64_t lines[DENSITY_ORIGINS];
	/* Clusters of events (one rule in what one commit brought), and the sum
	 * of their squared sizes; no clusters known: each event is one. */
	int64_t clusters[DENSITY_ORIGINS];
	int64_t squares[DENSITY_ORIGINS];
};

/* The sums of one side of a comparison. */
struct density_side {
	int64_t events;
	int64_t lines;
	int64_t clusters;
	int64_t squares;
};
/* One side of COUNT strata added up: lines with AI, or the others. */
struct density_side density_sum_ai(
    const struct density_stratum *strata, size_t count);
/* REST: with the unknown, else known human origin alone. */
struct density_side density_sum_rest(
    const struct density_stratum *strata, size_t count, bool rest);
/* Whether SIDE passes the minimums: clusters and lines. */
bool density_is_enough(struct density_side side);

/* Merges thin strata in place and gives how many are left: over the last key
 * first (age), then over the one before (repository), then the first
 * (language), a pool being full when it is not thin any more. Only lines
 * decide, never events, so that merging cannot lean to a result; and only what
 * is thin as a whole is merged: many lines of one origin with none of the other
 * beside them have no like, and stay out of the comparison. */
size_t density_merge(struct density_stratum *strata, size_t count);

/* One reading of the strata. */
struct density_reading {
	bool enough; /* clusters and lines of both sides pass the minimums */
	bool known;  /* and so do those of strata with lines on both sides */
	int64_t clusters_a; /* at most the events */
	int64_t clusters_b;
	struct rates sum;      /* lines in thousands */
	struct rates compared; /* of strata with lines on both sides */
	size_t strata;	       /* so many of them */
	struct estimate crude; /* mid-P; set when ENOUGH */
	struct estimate ratio; /* mid-P of one stratum, else pooled */
	double p;
	struct pooled pooled;
	double factor;	       /* clusters: by how much the counts vary more */
	enum word_class class; /* with P taken alone */
};

struct density {
	struct density_reading recorded;
	struct density_reading
	    all_ai; /* all unknown, mixed, unplaced are AI's */
	struct density_reading none_ai; /* none of it is */
	struct density_reading split;	/* as the known of each stratum */
	struct interval band;		/* over the readings that are known */
	bool unstable;			/* all or none changes the class */
	int64_t doubt;	/* unknown or mixed events on no side as recorded */
	double e_value; /* of the ratio, and of its nearer limit */
	double e_value_limit;
};

/* AI against known human origin, or (REST) against all without a record of AI.
 * Strata are merged by the caller. Source: docs/method.md, "Like with like";
 * Manski 1990 for the readings of the unknown. */
void density_compare(struct density *density,
    const struct density_stratum *strata, size_t count, bool rest,
    struct arena *scratch);

/* Whether AI and known human origin pass the minimums where both have lines. */
bool density_has_human(const struct density_stratum *strata, size_t count);

#endif
