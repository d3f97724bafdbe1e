/* What the files of the engine share. */
#ifndef ANALYSIS_ENGINE_PARTS_H
#define ANALYSIS_ENGINE_PARTS_H

#include "analysis/cells.h"
#include "analysis/drivers.h"
#include "analysis/engine.h"
#include "analysis/figure.h"
#include "base/map.h"

enum { TREND_MONTHS = 13, SHIFTS_HELD = 4 };

struct query;

struct engine {
	const struct model *model;
	struct period period;
	struct measure *measures; /* sorted by id */
	size_t measure_count;
	struct cell_cache *cache;
	bool has_others_cells; /* of an engine that is closed later */
	struct arena *keep;
	int64_t *bounds; /* starts and ends of all periods one may ask for */
	size_t bound_count;
	struct map people; /* team -> members; filled when first needed */
	bool has_people;
	struct team_sizes *sizes; /* when first needed, team_veil.c */
	int64_t minimum_group;
	int64_t newest; /* record of the model; UNKNOWN: none */
	bool show_small;
	const struct asset_folders *folders;
	struct drivers *drivers; /* of each shift asked, drivers.h */
	struct map missing;	 /* what was missing for whom, asked_missing */
	int64_t missing_generation;
	struct map changes; /* of wholes, change.c */
	int64_t changes_generation;
	struct map *checked;	      /* what checks counted when, controls.c */
	struct held_tallies *tallies; /* of each day asked, tally.h */
	struct held_backtest *backtest; /* of the period asked last */
	struct held_panel *panels;	/* of each slots asked, panel.h */
	struct held_rows *panel_rows;	/* what they are made of */
	struct map heard;		/* questions, as text */
	struct {
		struct question *items;
		size_t count;
		size_t room;
	} questions;
};

/* Keeps QUESTION among those of engine_questions. */
void engine_hear(struct engine *engine, const struct question *question);

/* ENGINE, of the same model, counts into the cells of OTHER and finds there
 * what that one has counted. True. */
bool engine_share_cells(struct engine *engine, const struct engine *other);

/* A question made ready: its measure, its keys as one list. */
struct asked {
	const struct measure *measure;
	struct period period;	   /* the one asked for */
	struct str keys[KEYS_MAX]; /* by, where, origin, strata */
	size_t key_count;
	size_t by_count;
	size_t where_at;
	const struct key_value *where;
	size_t where_count;
	size_t origin_at;
	size_t strata_at;
	size_t strata_count;
	bool months;
	int shift;
	bool newest; /* the audited revision may speak for the period */
};

/* Reads QUESTION; a measure or key that does not exist is a usage error. */
bool asked_read(struct asked *asked, const struct engine *engine,
    const struct question *question, struct error *err) MUST_USE;

/* What is missing for MEASURE, or its RECORDS, to be told, as it tells of
 * single people: --restricted, or what the configuration says of why; none:
 * nothing. */
struct str restricted_missing(const struct engine *engine,
    const struct measure *measure, bool records, struct arena *keep);

/* What is not there of what the figure needs, as words; none: nothing. UNMET:
 * the inputs are, it is evidence of the period, or records of one that as-of
 * does not reach. */
bool asked_missing(struct str *missing, bool *unmet, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err) MUST_USE;

/* What is known of the audited revision alone, or of no time, may stand for a
 * PERIOD that ended not long before it. */
bool engine_is_newest(const struct engine *engine, struct period period);

/* The cells of ASKED in PERIOD that fulfil its conditions. */
bool asked_portion(struct portion *portion, struct engine *engine,
    const struct asked *asked, struct period period, bool newest,
    struct arena *keep, struct error *err) MUST_USE;

/* Members of TEAM today; of one without, all it ever had; 0 for none. Loads the
 * table when needed. */
bool team_people(int64_t *people, struct engine *engine, struct str team,
    struct error *err) MUST_USE;

/* What the size of teams alone hides, in every table alike (team_veil.c). */
enum team_veil {
	TEAM_SHOWN,
	TEAM_SMALL,  /* fewer members than the minimum group in some month */
	TEAM_BESIDE, /* hidden with such teams, so that none is left alone */
};
bool team_veil(enum team_veil *found, struct engine *engine, struct str team,
    struct period period, struct error *err) MUST_USE;

/* Blanks the groups of ANSWER whose team is under the minimum group, and one
 * more where a single one is hidden, so that it cannot be subtracted; of an
 * answer about one team, what the table of all teams would hide. Where only the
 * lack of a group would tell something it is added, blank, in KEEP. */
bool answer_suppress(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err) MUST_USE;

struct team_list {
	struct str *items;
	size_t count;
	size_t room;
};

/* The one that is TEAM_BESIDE; none: there is none. */
bool team_beside(struct str *team, struct engine *engine, struct period period,
    struct error *err) MUST_USE;
/* All teams that are not TEAM_SHOWN. */
bool teams_veiled(struct team_list *teams, struct engine *engine,
    struct period period, struct arena *keep, struct error *err) MUST_USE;

/* The teams that the table of ASKED by team hides; no text: "in no team". */
bool hidden_teams(struct team_list *teams, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err) MUST_USE;

/* Records of one of the hidden TEAMS alone are refused: a usage error. */
bool check_records_of_team(struct engine *engine, const struct asked *asked,
    const struct team_list *teams, struct error *err) MUST_USE;

/* The records of ASKED in its period, sorted as SQLite does, each with its sum
 * of n; the query of the measure has a column "record". To be closed. */
bool asked_records(struct query **records, struct engine *engine,
    const struct asked *asked, struct error *err) MUST_USE;

/* How many people stand behind the groups of ASKED in its period. */
struct behind {
	struct str *keys; /* the values of its first by_count keys */
	int64_t people;	  /* human ones; agents are none */
};

struct behind_list {
	struct behind *items;
	size_t count;
	size_t room;
};

/* The query has a column "person_id". */
bool asked_people(struct behind_list *list, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err) MUST_USE;

/* CHANGE is not comparable, with a reason, where the measure asks for scans
 * and the scanners of the period of ASKED are not those of the one before. */
bool change_check_scanners(struct figure *change, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err) MUST_USE;

/* Fills the rows of a measure of kind table. */
bool answer_table(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err) MUST_USE;

#endif
