/* Charts: data in, shapes out. A kind is one file render/chart/<name>.c ending
 * in one const struct chart_kind, and one line in the registry. Layout takes a
 * width (504 or 246 pt) and never scales. */
#ifndef RENDER_CHART_CHART_H
#define RENDER_CHART_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/engine.h"
#include "base/arena.h"
#include "render/shape.h"
#include "render/text.h"

#define CHART_WIDE_PT 504.0
#define CHART_NARROW_PT 246.0

struct chart_kind {
	const char *name; /* <chart kind="forest"> */
	/* Lays DATA (the kind's own struct below) out for WIDTH_PT. Texts are
	 * measured with FACE. Cannot fail. */
	void (*layout)(struct drawing *into, const void *data, double width_pt,
	    const struct typeface *face, struct arena *keep);
	bool wide_only;		/* scrolls sideways on a phone */
	double inline_width_pt; /* in a cell; 0: stands as a figure */
};

#define CHART_KINDS(X)                                                         \
	X(control)                                                             \
	X(dumbbell)                                                            \
	X(forest)                                                              \
	X(funnel)                                                              \
	X(heat)                                                                \
	X(matrix)                                                              \
	X(multiples)                                                           \
	X(origin)                                                              \
	X(recall)                                                              \
	X(scatter)                                                             \
	X(slope)                                                               \
	X(sparkline)                                                           \
	X(strip)                                                               \
	X(survival)                                                            \
	X(waterfall)
#define CHART_EXTERN(name) extern const struct chart_kind chart_##name;
CHART_KINDS(CHART_EXTERN)
#undef CHART_EXTERN

/* Strata of a ratio: raw, each stratum, pooled, what-if. */
struct forest_row {
	struct str label;
	int64_t events;	 /* AI */
	double exposure; /* thousand lines, AI */
	int64_t events_rest;
	double exposure_rest;
	bool known; /* false: "too little data to say" */
	double ratio;
	double low;
	double high;
	double weight; /* T1 T0 / T */
	bool counted;  /* false for what-if rows: no counts shown */
};
struct forest_data {
	struct str stratum_title; /* "Language" */
	struct str left_title;	  /* "AI-assisted" */
	struct str right_title;	  /* "Human" or "No AI recorded" */
	struct forest_row raw;
	struct forest_row *strata;
	size_t stratum_count;
	struct forest_row pooled;
	struct forest_row what_if[2];
	size_t what_if_count;
	double limit; /* 0: none */
};

/* A series with limits of chance. */
struct control_point {
	int64_t time; /* start of the week or month */
	bool known;
	double value;
	double low; /* limits at this point */
	double high;
	double centre;
	bool new_limits;   /* a method change stands before it */
	struct str change; /* words of that change */
};
enum control_rule { RULE_OUTSIDE, RULE_RUN, RULE_NEAR_LIMIT };
struct control_signal {
	enum control_rule rule;
	size_t from; /* point indexes, inclusive */
	size_t to;
	bool worse;
	struct str words; /* "Signal 1: 30 problems" */
};
struct control_data {
	struct control_point *points;
	size_t count;
	struct control_signal *signals;
	size_t signal_count;
	bool has_limits; /* false under 8 points */
	bool share;	 /* values are 0..1, printed as % */
	bool by_quarter; /* x labels; else by month */
	/* Upper limit, average, lower limit at the right end, as the table
	 * prints them; none: from the values. */
	struct str limit_words[3];
};

/* All lines -> known origin -> AI -> approved tool -> ... */
enum left_kind { LEFT_UNKNOWN, LEFT_HUMAN, LEFT_ALERT };
struct origin_stage {
	struct str label;
	int64_t lines;
	bool mixed;	  /* origins are mixed: the paler blue */
	struct str share; /* "82% of all" */
	int64_t left;	  /* what left at this step; 0: none drawn */
	enum left_kind left_kind;
	struct str left_words; /* "74,300 unknown origin" */
	bool assessed;
};
struct origin_data {
	struct origin_stage *stages;
	size_t count;
};

/* Rows x columns of open gaps. */
enum heat_state { HEAT_NOT_ASSESSED, HEAT_MET, HEAT_PART, HEAT_GAP };
struct heat_cell {
	enum heat_state state;
	int64_t open;
	int64_t assessed;
};
struct heat_data {
	struct str row_title; /* "Team" */
	struct str *rows;
	size_t row_count;
	size_t most_rows;    /* drawn; 0: as many as a page has room for */
	struct str *columns; /* at most two lines, split at '\n' */
	size_t column_count;
	struct heat_cell *cells; /* row by row */
	struct str *row_totals;	 /* two columns: "8", "4 of 5" */
	struct str total_titles[2];
	struct str *column_totals;
	struct str grand_totals[2];
	struct str total_label; /* of the last row; none: "All" */
	/* Words behind the letter; letters are G, P, M. NULL ptr: k/n. */
	struct str *cell_words;
};

/* What has not ended yet, over time; at most so many lines. */
enum { SURVIVAL_SERIES_MAX = 4 };
struct survival_count {
	double days;
	int64_t n; /* watched from then on */
};
struct survival_series {
	struct str label;
	bool drawn;			   /* false: too few ended for a line */
	const struct survival_step *steps; /* ascending; none: none ended */
	size_t step_count;
	const double *censored; /* days, ascending */
	size_t censored_count;
	const struct survival_count *watched;
	size_t watch_count;
	double end_days;  /* the last day watched */
	struct str words; /* "half in 31 days", "half not reached" */
};
struct survival_data {
	struct survival_series *series;
	size_t count;
	struct str watched_words; /* "still open at that age" */
};

/* From one total to the next, by what moved it; more rows are one. */
enum { WATERFALL_ROWS_MAX = 24 };
enum fall_kind { FALL_REAL, FALL_CHANCE, FALL_METHOD };
struct waterfall_step {
	struct str label;
	double change;
	enum fall_kind kind;
	struct str words; /* "larger than chance" */
};
struct waterfall_data {
	struct str first_label; /* "Last quarter" */
	double first;
	struct waterfall_step *steps;
	size_t count;
	struct str last_label;
	double last;
	bool has_band; /* of the last one */
	double low;
	double high;
};

/* What a model left: commits by week, in rows of services; more rows are one.
 */
enum { RECALL_ROWS_MAX = 14 };
struct recall_week {
	int64_t week; /* 0: the first one of the data */
	int64_t commits;
	int64_t living; /* of these, with lines left */
};
struct recall_row {
	struct str label;
	struct recall_week *weeks; /* any order; a week may come again */
	size_t week_count;
	int64_t commits;
	int64_t lines;	  /* left */
	int64_t problems; /* UNKNOWN: no scan says */
};
struct recall_data {
	struct str row_title; /* "Repository" */
	struct recall_row *rows;
	size_t count;
	int64_t first_time; /* Monday of week 0 */
};

/* What evidence there is for controls, and of what strength. */
enum matrix_strength {
	STRENGTH_DESIGN,
	STRENGTH_OPERATION,
	STRENGTH_INDIRECT,
	STRENGTH_STATED,
	STRENGTH_NONE,
	MATRIX_STRENGTHS
};
enum matrix_result {
	MATRIX_MET,
	MATRIX_PART,
	MATRIX_NOT_MET,
	MATRIX_ATTESTED,
	MATRIX_NOT_ASSESSED
};
struct matrix_row {
	struct str control; /* "AC.4.1" */
	struct str title;
	enum matrix_result result; /* of one control */
	/* Controls with evidence of that strength; of one: 0 or 1. */
	int64_t counts[MATRIX_STRENGTHS];
	int64_t met;
	int64_t controls; /* 1, or those of a list */
	struct str since; /* in force since; none: not known */
};
struct matrix_data {
	struct str row_title; /* "Control" */
	struct matrix_row *rows;
	size_t count;
};

/* A measure against its limit: the limit always stands at the same x. */
enum strip_unit { STRIP_SHARE, STRIP_RATIO, STRIP_COUNT };
struct strip_data {
	enum strip_unit unit;
	bool up_is_good;
	bool counted; /* thin grey interval */
	struct figure figure;
	enum figure_status status;
	double limit;
	struct str limit_words; /* "at least 80%" */
};

struct sparkline_data {
	enum strip_unit unit;
	const double *values;
	const bool *known;
	size_t count;
	bool has_limit;
	double limit;
	enum figure_status status;
};

/* What a dot says: by fill and outline, so that it reads in grey. */
enum spot_look {
	SPOT_FILLED, /* real, or data alone: blue */
	SPOT_CHANCE, /* within chance: outlined */
	SPOT_WORSE,  /* real and for the worse: alert */
	SPOT_BEFORE, /* the last period, or the raw figure: a ring */
	SPOT_FEW,    /* too few to judge: a pale ring */
	SPOT_OTHER,  /* of those that it is compared with: grey */
};

/* Rates as counted, and drawn towards that of all by how little they tell. */
struct dumbbell_row {
	struct str label;
	struct str events;   /* "23" */
	struct str exposure; /* "6.3" */
	struct str figure;   /* "4.4 (3.1-5.9)", or what is missing */
	struct str word;     /* "higher", "within chance" */
	bool known;
	double raw;
	double shrunk;
	double low; /* of the drawn one */
	double high;
	enum spot_look look;
};
struct dumbbell_data {
	struct str heads[4]; /* label, counts, counts, figure */
	struct dumbbell_row *rows;
	size_t count;
	double overall;
	struct str overall_words; /* "all 4.4" */
	bool log;		  /* ratios */
};

/* A share in two closed periods. */
struct slope_row {
	struct str label;
	struct str was_words; /* "73% of 1,567" */
	struct str now_words;
	struct str figure; /* "+20 points (+5 to +33)" */
	struct str word;   /* "Better", "Unchanged" */
	bool was_known;
	bool now_known;
	bool has_interval;
	double was;
	double now;
	double low; /* of now, as was plus the interval of the difference */
	double high;
	enum spot_look look; /* of now */
};
struct slope_data {
	struct str heads[4];
	struct slope_row *rows;
	size_t count;
};

/* Rates by exposure against what chance allows around a target. */
struct funnel_dot {
	struct str label;
	double exposure; /* thousand lines, above 0 */
	double rate;
	enum spot_look look;
	bool named; /* outside of the limits */
};
struct funnel_step {
	double exposure;
	double low_95;
	double high_95;
	double low_998;
	double high_998;
};
struct funnel_data {
	struct funnel_dot *dots;
	size_t count;
	struct funnel_step *steps; /* by exposure, ascending */
	size_t step_count;
	double target;
	struct str target_words; /* "all 4.4" */
	struct str unit;	 /* of exposure: "thousand lines" */
};

/* What goes with what, in panels of the same axes. */
struct scatter_dot {
	struct str label;
	double x;
	double y;
	double low_x; /* intervals; NAN: not drawn */
	double high_x;
	double low_y;
	double high_y;
	double size; /* thousand lines: the dot's area */
	enum spot_look look;
};
struct scatter_panel {
	struct str title;
	struct scatter_dot *dots;
	size_t count;
};
struct scatter_data {
	struct scatter_panel *panels;
	size_t count;
	bool share_x;
	bool share_y;
};

/* The same measure of many teams over the same months. */
enum multiple_group { MULTIPLE_ADOPTED, MULTIPLE_CONTROL, MULTIPLE_OTHER };
struct multiple_panel {
	struct str title;
	struct str note; /* "AI 6% to 20%" */
	enum multiple_group group;
	const double *values; /* one a month; NAN: not known */
	double before;	      /* mean on either side; NAN: none */
	double after;
	struct str change; /* "4.6 to 7.1" */
};
struct multiples_data {
	struct multiple_panel *panels; /* by group */
	size_t count;
	const int64_t *times; /* starts of the months */
	size_t time_count;
	size_t split; /* the first month after; 0: no date is marked */
	bool share;
};

#endif
