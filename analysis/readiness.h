/* The readiness checklist: items of data/readiness.csv judged for each
 * repository by checks (analysis/check.h), what is waived, and the verdict of
 * the gate. docs/method.md, "Readiness". */
#ifndef ANALYSIS_READINESS_H
#define ANALYSIS_READINESS_H

#include "analysis/check.h"

/* In the order from good to bad. */
enum readiness_status {
	READINESS_PASS,
	READINESS_WAIVED,
	READINESS_NOT_ASSESSED,
	READINESS_FAIL,
};

enum readiness_verdict {
	VERDICT_PASS,
	VERDICT_CONDITIONAL, /* an item of high severity fails */
	VERDICT_UNKNOWN,     /* a required item is not assessed */
	VERDICT_FAIL,	     /* a critical item fails */
};

struct readiness_waiver {
	struct str scope; /* key or name of a repository; '' all */
	struct str owner; /* who approved it */
	struct str reason;
	int64_t from;	 /* UNKNOWN: ever */
	int64_t to;	 /* exclusive */
	struct str path; /* where it stands */
	int64_t line;
};

/* An item in one repository. */
struct readiness_row {
	enum readiness_status status;
	enum readiness_status before_waiver;
	const struct readiness_waiver *waiver; /* that holds; NULL: none */
	int64_t population; /* records that its checks looked at */
	int64_t exceptions;
	int64_t unknown;
	/* Of these, what concerns all repositories and is in each of their
	 * rows: people, kinds of sources. */
	int64_t whole_population;
	int64_t whole_exceptions;
	int64_t whole_unknown;
	struct check_places places;
	struct str reason; /* a sentence without its point */
	double value;	   /* share that is as it should be, of the check with a
			    * share for its limit; else the exceptions */
	double limit;
	bool has_value;
};

struct readiness_item {
	struct str id;
	struct str gap; /* 1 to 7, R, Q1 to Q5, O1 to O6; none */
	struct str title;
	struct str severity; /* critical, high, medium, low */
	struct str rule;     /* what passes */
	struct str evidence; /* ids of checks, ';' between */
	bool is_own;	     /* a rule of the organisation itself */
	bool required;
	enum readiness_status status; /* the worst of its rows */
	struct readiness_row *rows;   /* a repository each */
};

struct readiness {
	struct readiness_item *items;
	size_t item_count;
	struct check_repositories repositories;
	enum readiness_verdict *verdicts; /* of each */
	enum readiness_verdict verdict;	  /* the worst */
	size_t assessed; /* items with no row that is not assessed */
	size_t required; /* items */
	struct period period;
};

/* Judges the items in PERIOD. NEWEST: the audited revision may speak for it.
 * FIRST_PLACE: each check gives a row the first of its places alone. The result
 * lives in KEEP. */
bool readiness_judge(struct readiness *readiness, const struct model *model,
    struct period period, bool newest, bool first_place,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* Puts READINESS into the temporary table that measures read. */
bool readiness_store(const struct readiness *readiness,
    const struct model *model, struct error *err) MUST_USE;

/* "not_assessed", "conditional". */
const char *readiness_status_name(enum readiness_status status);
const char *readiness_verdict_name(enum readiness_verdict verdict);

/* What a row of ITEM with STATUS makes of the verdict. */
enum readiness_verdict readiness_row_verdict(
    const struct readiness_item *item, enum readiness_status status);

/* Whether a gate of this verdict lets through. */
bool readiness_passed(enum readiness_verdict verdict);

/* Whether the audited revision may speak for PERIOD. */
bool readiness_is_newest(bool *newest, const struct model *model,
    struct period period, struct error *err) MUST_USE;

#endif
