/* What the records of the scorecard add up to, by person or by team: the
 * population of people.score, read as of a day. */
#ifndef ANALYSIS_TALLY_H
#define ANALYSIS_TALLY_H

#include "analysis/engine_parts.h"
#include "analysis/scorecard.h"
#include "base/vec.h"

/* HIT of N; of a rate N is exposure in thousand lines. */
struct tally {
	double hit;
	double n;
};

enum { WINDOWS = 4 }; /* of the horizon, the newest first */

struct language_tally {
	struct str language;
	struct tally lines; /* hit: trained in, faded */
};

struct score_unit {
	int64_t id; /* of the person or team; UNKNOWN: in no team */
	struct str name;
	bool is_member;	 /* a person who belongs to a team at the end */
	int64_t team_id; /* that one */
	int64_t behind;	 /* team: people behind its records */
	int64_t commits;
	int64_t first;
	int64_t last;
	struct tally parts[SCORE_PARTS_MAX];
	VEC(struct language_tally) languages;
	bool watched[WINDOWS];	/* worked where a scan looked afterwards */
	bool happened[WINDOWS]; /* and a problem was brought and found */
};

struct tallies {
	struct scorecard card;
	VEC(struct score_unit) units; /* sorted by name, then id */
	struct score_unit all;
	struct tally windows; /* of people */
	double odds;	      /* good to bad in the organisation */
};

/* By team where BY_TEAM, else by person. MEASURE has the population. */
struct tally_request {
	const struct measure *measure;
	bool by_team;
	int64_t at;
	bool newest;
	bool last_window; /* nothing but whether it happened in the newest */
};
/* The engine keeps what was read: one pass over the records serves people and
 * teams, and all who ask for the same day. *TALLIES are the engine's. */
bool tallies_read(const struct tallies **tallies, struct engine *engine,
    const struct tally_request *request, struct error *err) MUST_USE;

/* The parts of UNIT, its history and its score, against the whole. VALUES has
 * room for SCORE_PARTS_MAX and is what *HISTORY borrows. */
struct score tally_score(struct score_history *history,
    struct score_value *values, const struct tallies *tallies,
    const struct score_unit *unit);
/* The value of PART when its records were COUNTED. */
struct score_value tally_value(
    const struct tallies *tallies, size_t part, struct tally counted);

#endif
