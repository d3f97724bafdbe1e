/* Teams over time: what the records of outcome.by_team add up to, by team and
 * slot (quarters, months or halves of a year). */
#ifndef ANALYSIS_PANEL_H
#define ANALYSIS_PANEL_H

#include "analysis/engine_parts.h"
#include "base/vec.h"

enum { PANEL_SLOTS_MAX = 16, PANEL_RECORDS_MIN = 5 };

/* A team in a slot. */
struct panel_cell {
	int64_t people; /* who made any commit */
	int64_t commits;
	int64_t ai;
	VEC(int64_t) leads; /* seconds, sorted */
	int64_t deployments;
	int64_t failed;
	int64_t judged; /* commits of which it is known yet */
	int64_t reverted;
	int64_t lines;
	int64_t problems;
};

struct panel_team {
	int64_t id;
	struct str name;
	struct panel_cell cells[PANEL_SLOTS_MAX];
	struct str language; /* of most lines, of equals the first */
};

struct panel {
	struct period slots[PANEL_SLOTS_MAX]; /* oldest first */
	size_t slot_count;
	VEC(struct panel_team) teams; /* sorted by name */
};

/* Reads the panel of SLOTS, which follow one another. */
bool panel_read(struct panel *panel, struct engine *engine,
    const struct period *slots, size_t slot_count, struct error *err) MUST_USE;

/* Whether nobody did anything in it. */
bool panel_is_empty(const struct panel_cell *cell);
/* Which teams may not be shown in SLOT: those that no table shows (team_veil),
 * with records in it too, those with fewer people behind them than the minimum,
 * and what is hidden so that no subtraction tells of one. HIDDEN has room for
 * all. */
bool panel_hide(bool *hidden, const struct panel *panel, size_t slot,
    struct engine *engine, struct arena *scratch, struct error *err) MUST_USE;

/* Which cells may not be shown, slot by slot and team by team; and which halves
 * of a year. */
struct panel_veil {
	bool *hidden[PANEL_SLOTS_MAX];
	bool *half[2];
};

/* Months of PER slots that another table adds up: where that sum is hidden or
 * one of them is, all are, so that no subtraction tells of it. A half is hidden
 * with any of the sums in it. SUMS has a slot for each PER of PANEL's. */
void panel_hide_blocks(struct panel_veil *months, const struct panel_veil *sums,
    const struct panel *panel, size_t per);

/* A team adopted when the share of its commits that AI took part in rose by 20
 * points or more from one half of the year to the next; a control's moved by
 * less than 5. Unknown: fewer than PANEL_RECORDS_MIN commits in a half. */
enum { PANEL_HALF = 6 /* months */ };
enum panel_standing {
	STANDING_ADOPTED,
	STANDING_CONTROL,
	STANDING_BETWEEN,
	STANDING_UNKNOWN,
};
enum panel_standing panel_standing(
    const struct panel_cell *was, const struct panel_cell *is);
/* "adopted", "control", "between", "unknown". */
const char *panel_standing_name(enum panel_standing standing);
bool panel_has_adoption(const struct panel_cell *cell);
double panel_adoption(const struct panel_cell *cell); /* 0..1 */
int64_t panel_days(struct period slot);

/* What a team is measured by, one of stability and quality among them. */
enum outcome {
	OUTCOME_COMMITS,  /* per person and 30 days; speed */
	OUTCOME_LEAD,	  /* median days to production; speed */
	OUTCOME_FAILED,	  /* share of deployments; stability */
	OUTCOME_REVERTED, /* share of commits; stability */
	OUTCOME_DENSITY,  /* new problems per thousand lines; quality */
	OUTCOMES
};
/* Of CELL, whose slot has DAYS; false where it has too little for a figure
 * (PANEL_RECORDS_MIN records, or a thousand lines). */
bool panel_outcome(double *value, const struct panel_cell *cell,
    enum outcome outcome, int64_t days);
bool outcome_is_speed(enum outcome outcome);
/* Compared as ratios, by its logarithm. */
bool outcome_is_ratio(enum outcome outcome);
const char *outcome_title(enum outcome outcome);

#endif
