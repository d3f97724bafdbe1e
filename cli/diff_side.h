/* One side of a comparison: what a bag tells of its period, read from its
 * tables. */
#ifndef CLI_DIFF_SIDE_H
#define CLI_DIFF_SIDE_H

#include "analysis/interval.h"
#include "base/map.h"
#include "base/rules.h"
#include "render/bag/read.h"

/* A headline: a measure of page one. */
struct diff_headline {
	struct str id;
	struct str name;
	struct str kind;       /* count, share, rate, time */
	struct str interval;   /* how it is made; none: all is counted */
	struct str good;       /* up, down, none */
	struct str definition; /* digest */
	/* the change that its own report tells, from the period before */
	struct str change_word;
	double previous;	/* what that was; NAN: not known */
	struct estimate change; /* of a rate: a factor */
	bool has_change_interval;
	double p_adjusted; /* 1: not tested */
	bool known;
	bool has_interval;
	struct estimate value;
	int64_t hit;
	int64_t n;
};

struct diff_side {
	struct str name;     /* of the bag */
	struct str period;   /* 2026-Q3 */
	struct rules page;   /* measures against their limits */
	struct rules method; /* definitions */
	struct rules scanners;
	struct rules findings; /* open at the end */
	struct rules fixed;    /* in the period */
	struct rules controls;
	struct map finding_rows; /* key -> row */
	struct map fixed_rows;
	struct map control_rows; /* "list control" -> row */
	bool cut;		 /* it lists a part of its findings */
};

/* Which files of a bag a comparison reads. */
bool diff_side_wants(struct str path);
/* Reads the tables of BAG, whose contents must outlive SIDE. An error names the
 * table that is not there. */
bool diff_side_read(struct diff_side *side, const struct found_bag *bag,
    struct arena *keep, struct error *err) MUST_USE;

/* Headline ROW of page one. */
void diff_headline_read(
    struct diff_headline *headline, const struct diff_side *side, size_t row);
/* The row of page one that has the measure ID; false when none has. */
bool diff_headline_find(
    size_t *row, const struct diff_side *side, struct str id);

/* What TABLE has in the column NAME; none when there is no such column. */
struct str diff_cell(const struct rules *table, size_t row, const char *name);

#endif
