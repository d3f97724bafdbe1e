/* The measure engine: runs the query of a measure, counts its population into
 * cells, and adds what the kind asks for: interval, ratio, survival. It knows
 * no measure by name. analysis/measures/<family>/<id>.sql holds one each, its
 * header the definition; docs/method.md the formulas. */
#ifndef ANALYSIS_ENGINE_H
#define ANALYSIS_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"
#include "model/period.h"

enum measure_kind {
	MEASURE_COUNT, /* n; exact or Byar interval */
	MEASURE_SHARE, /* hit of n; Wilson interval, or none for a census */
	MEASURE_RATE,  /* events over exposure, two groups; ratio */
	MEASURE_TIME,  /* enter, leave, event; Kaplan-Meier */
	MEASURE_TABLE, /* columns as listed */
	MEASURE_KINDS
};

enum measure_direction { DIRECTION_NONE, DIRECTION_UP, DIRECTION_DOWN };
enum measure_basis { BASIS_FLOW, BASIS_STOCK };

struct measure {
	struct str id;	  /* ai.commit_share */
	struct str title; /* in plain words, for print */
	struct str meaning;
	enum measure_kind kind;
	enum measure_basis basis;
	enum measure_direction direction; /* which way is good */
	struct str unit;		  /* commits, lines, days, ... */
	struct str family;  /* for the adjusted p; none: not tested */
	struct str record;  /* what one row of the population is */
	struct str sources; /* which inputs fill it, for "not assessed" */
	struct str needs;   /* evidence of the period: "scan, history" */
	struct str made;    /* table that is judged first (made.h) */
	struct str unread;  /* what makes it a part: "mcp" (unread.h) */
	struct str dates;   /* which of a record's dates count; none: said */
	struct str keys;    /* comma-separated keys it can be grouped by */
	struct str strata;  /* rate: keys whose values are compared apart */
	bool census;	    /* the whole is known: no interval */
	bool weighted;	 /* by lines: interval from the variance of records */
	bool by_people;	 /* cells by team of few people are hidden too */
	bool of_persons; /* rows tell of single people: --restricted */
	bool records_hidden; /* its records do */
	bool of_all;	     /* no period asked for: all that was read */
	bool by_record;	     /* rows of one record are one of the minimum */
	enum measure_reading {
		READING_PLAIN, /* count, share; rate: the ratio */
		READING_AI,    /* rate: events per thousand lines of AI alone */
		READING_REST,  /* rate: of what it is compared with */
		READING_DIFFERENCE, /* share: AI minus human */
		READING_CAPTURE,   /* count: of two lists, how many there are */
		READING_BEHAVIOUR, /* rate: the ratio with it to without */
	} reading;
	struct str columns; /* table: "name type Title; ..." */
	struct str compute; /* table: what makes rows of records (compute.h) */
	struct str sql;	    /* without the header */
	int sql_line;	    /* of the file, where it starts */
	struct str path;    /* asset or file, for messages */
};

/* The word class of a figure; data/words.csv has the words. */
enum word_class {
	CLASS_NOT_ASSESSED, /* no input */
	CLASS_TOO_LITTLE,   /* below the minimums */
	CLASS_CLEAR_UP,
	CLASS_CLEAR_DOWN,
	CLASS_EQUAL, /* practically the same */
	CLASS_OPEN,  /* no clear difference */
	CLASS_NOT_COMPARABLE,
	CLASS_NONE, /* a figure alone: nothing is compared */
	WORD_CLASSES
};

enum figure_status { /* against a limit */
	STATUS_NONE, /* no limit */
	STATUS_INSIDE,
	STATUS_BORDERLINE,
	STATUS_OUTSIDE,
	STATUS_NOT_ASSESSED,
	STATUS_TOO_LITTLE,
	STATUS_NOT_COMPARABLE,
	FIGURE_STATUSES
};

struct portion;

/* A number and everything that is printed with it. Not known is a state. */
struct figure {
	bool known;
	bool has_interval; /* of a time even where the median is not known */
	bool suppressed;   /* a cell under the minimum group */
	bool counted;	   /* judged by its value: a count, or a census */
	bool partial;	   /* files cannot be read: of a count the least */
	double value;	   /* share 0..1; ratio; days; count */
	double low;
	double high;
	int64_t hit;	 /* share: hits; rate: events in AI; time: events */
	int64_t n;	 /* share, count, time: records; rate: events in rest */
	double exposure; /* rate: thousand lines of AI */
	double exposure_rest;
	/* rate: of these, what lies in strata that both sides have lines in,
	 * which alone is compared, and how many strata these are */
	int64_t like_hit;
	int64_t like_n;
	double like_exposure;
	double like_exposure_rest;
	int64_t like_strata;
	double crude; /* rate: unadjusted ratio */
	double crude_low;
	double crude_high;
	bool tested; /* of a change: p is that of a test */
	double p;    /* two-sided; 1 when not tested */
	double p_adjusted;
	enum word_class class; /* of the ratio, or of the change */
	int64_t unknown;       /* records of unknown origin left out */
	bool unstable;	       /* class changes with the unknown */
	struct str contrast;   /* "human" or "no AI recorded", for ratios */
	struct str reason;     /* of a change that is not comparable */
};

struct key_value {
	struct str key;
	struct str value;
};

/* A group of an answer: its keys in the order asked, and its figure. */
struct group {
	struct key_value *keys;
	size_t key_count;
	struct figure figure;
	/* A ratio by tool or model: its problems beside those of all AI code,
	 * like for like, drawn towards 1 where it has little. */
	bool has_shrunk;
	double unshrunk; /* before it was drawn */
	double shrunk;
	double shrunk_low;
	double shrunk_high;
	const struct portion *basis; /* its cells (figure.h); NULL: none */
};

struct column {
	struct str name;
	struct str title;
	struct str type;    /* text, count, share, rate, time, days, money */
	struct str measure; /* id, when the column is one */
};

/* What was asked. Zero means: the whole, this period. */
struct question {
	struct str id;
	const struct str *by; /* keys to group by */
	size_t by_count;
	const struct key_value *where; /* key = value, all must hold */
	size_t where_count;
	int shift;   /* periods back: -1 is the last one */
	bool months; /* trend: the newest 13 months instead */
};

struct answer {
	const struct measure *measure;
	struct period period;
	struct figure figure; /* the whole */
	struct str missing;   /* what is not there: "a policy" */
	bool unmet;	      /* the inputs are: it is evidence of the period */
	const struct portion *basis; /* cells of the whole (figure.h); NULL:
				      * none. They live until the model changes,
				      * and the list of them in KEEP. */
	struct str partial;   /* what is not known beside it, as a clause */
	size_t hidden_count;  /* groups whose figure is suppressed */
	struct group *groups; /* sorted by keys; trend: by month, key "month" */
	size_t group_count;
	/* kind table: */
	struct column *columns;
	size_t column_count;
	struct str *cells; /* rows x columns; ptr NULL is not known */
	size_t row_count;
	/* rate, and shares that count the unknown: what-if readings, if all
	 * of unknown origin were AI, or none */
	struct figure all_ai;
	struct figure none_ai;
	struct figure split; /* rate: if the unknown were as the known are */
	double heterogeneity_q;
	int heterogeneity_df;
	double heterogeneity_p;
	double band_low; /* rate: over these readings; 0 and 0: none */
	double band_high;
	double spread;	/* phi by which strata vary more than chance, >= 1 */
	double e_value; /* of the ratio, and of its limit nearer to 1 */
	double e_value_limit;
	/* reading behaviour: what drivers.h makes of it; NULL: another */
	const struct driver *driver;
	int64_t people_min; /* of fewer no number is told */
	/* kind time: steps of the curve */
	struct survival_step {
		double days;
		double survival;
		double low;
		double high;
		int64_t at_risk;
	} * steps;
	size_t step_count;
	const struct span *spans; /* the records behind it (survival.h) */
	size_t span_count;
};

struct engine;
struct driver;
struct span;

/* MEASURES: a folder of the user's own, or none. The engine borrows MODEL. */
bool engine_open(struct engine **engine, const struct model *model,
    struct period period, const struct asset_folders *folders,
    struct str measures, struct arena *keep, struct error *err) MUST_USE;
void engine_close(struct engine *engine);

/* Groups under the minimum number of people are shown too: --restricted. */
void engine_show_small(struct engine *engine, bool show);
bool engine_shows_small(const struct engine *engine);

/* Of engine_open; the model is borrowed. */
struct period engine_period(const struct engine *engine);
const struct model *engine_model(const struct engine *engine);
/* NULL when there is none; suggestions are the caller's. */
const struct measure *engine_measure(
    const struct engine *engine, struct str id);
/* All, sorted by id. */
const struct measure *engine_measures(
    const struct engine *engine, size_t *count);

/* Answers QUESTION. A measure whose inputs are missing gives a figure with
 * class CLASS_NOT_ASSESSED, never zero. Errors: no such measure or key. */
bool engine_ask(struct answer *answer, struct engine *engine,
    const struct question *question, struct arena *keep,
    struct error *err) MUST_USE;

/* The questions asked so far, each once, in the order they came: what figures
 * may rest on. Owned by the engine. */
const struct question *engine_questions(
    const struct engine *engine, size_t *count);

/* What ROW of a table answer has in the column NAME; none: STR_NONE, as for
 * what is not known. */
struct str answer_cell(
    const struct answer *answer, size_t row, const char *name);

/* The change of a figure between this period and the last: difference with
 * interval (share, count) or ratio; class by the rule of words. A census is
 * not tested: it moved or it did not. */
bool engine_change(struct figure *change, struct engine *engine,
    const struct question *question, struct arena *keep,
    struct error *err) MUST_USE;

/* The bare population: one row a record with the columns of the query, then
 * source and locator where the record has them. Told row by row; of a figure
 * that is not assessed for what is missing there is none. */
bool engine_records(struct engine *engine, const struct question *question,
    void (*row)(void *user, const struct str *cells, size_t count),
    void (*head)(void *user, const struct str *names, size_t count), void *user,
    struct error *err) MUST_USE;

/* What it needs that the records of MEASURE be told, as they tell of single
 * people; none: nothing. */
struct str engine_records_need(const struct engine *engine,
    const struct measure *measure, struct arena *keep);

/* Where FIGURE stands against LIMIT: whole interval on the good side, on the
 * bad side, or over it; a counted figure by its value. */
enum figure_status figure_status(
    const struct figure *figure, enum measure_direction good, double limit);

#endif
