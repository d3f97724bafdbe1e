/* Checks as files: analysis/checks/<id>.sql, each a header of comment lines
 * "-- name: value" (continued by "--   more"), then one SELECT that lists a
 * population: one row a record that is as it should be, is not, or of which
 * nobody knows. Readiness items and controls are made of checks;
 * docs/method.md, "Readiness", describes the fields.
 *
 * Columns: repository_id (NULL: it concerns all), record (rows of one record
 * are one), state ('met', 'not met', 'unknown'; a number: so many records that
 * are met and stand in no other row), path, line, text. Parameters:
 * :from, :at, :newest as measures have them; :evidence, the id that was asked
 * for; :cwes, ',79,89,' or ''; :worst, severity rank up to which problems
 * count; :touched, 1: of AI-touched files alone; :topic and :gap of the
 * header. */
#ifndef ANALYSIS_CHECK_H
#define ANALYSIS_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"
#include "model/model.h"
#include "model/period.h"

struct query;

struct check {
	struct str id;	     /* review.agent_approved */
	struct str title;    /* what is tested, for print */
	struct str record;   /* what one record is, in the plural */
	struct str inputs;   /* that it needs (analysis/inputs.h) */
	struct str strength; /* design, operation, indirect */
	struct str limits;   /* what it cannot show */
	struct str topic;    /* what scanners must look for; none: no matter */
	struct str gap;
	struct str cwes;    /* ',79,89,'; none: none of its own */
	bool empty_passes;  /* no record at all is a pass */
	double limit;	    /* share of records that must be as they should */
	bool limit_is_ours; /* nobody agreed it: a default of the program */
	struct str sql;
	struct query **query; /* compiled once, shared by checks of one SQL */
	struct str path;      /* of the asset, for messages */
};

struct checks {
	struct check *items; /* sorted by id */
	size_t count;
};

/* All built-in checks. Limits are those of the configuration (the threshold of
 * the check's id; MODEL may be NULL: there is none), else the header's. A
 * header that is wrong is an input error with its line. */
bool checks_load(struct checks *checks, const struct model *model,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* Ends what was compiled for them; what went wrong while a check ran is told
 * here. */
bool checks_close(struct checks *checks, struct error *err) MUST_USE;

/* The check that answers EVIDENCE; statements and levels of observability share
 * one. NULL: there is none. */
const struct check *checks_find(
    const struct checks *checks, struct str evidence);

enum check_verdict { CHECK_PASS, CHECK_NOT_ASSESSED, CHECK_FAIL };

struct check_place {
	struct str path; /* none: it has none */
	int64_t line;	 /* 0: none */
	struct str text;
};

struct check_places {
	struct check_place *items;
	size_t count;
	size_t room;
};

/* What a check found in one repository. */
struct check_result {
	enum check_verdict verdict;
	int64_t met; /* records */
	int64_t failed;
	int64_t unknown;
	struct check_places places; /* of those that failed, as wished */
	int64_t place_count;	    /* of all of them */
	struct str unknown_text;    /* of the first of which nobody knows */
};

struct check_wish {
	struct str evidence;
	struct str cwes; /* ",79,89," of the item; none: the check's own */
	int worst;	 /* severity rank, 1 critical to 5 info */
	bool touched;
	struct period period;
	bool newest;	  /* the audited revision may speak for the period */
	bool first_place; /* of the places keep the first alone */
};

/* A repository that is judged; RESULTS of a check are in their order. */
struct check_repository {
	int64_t id;
	struct str key;
	struct str name;
	struct str service;
};

struct check_repositories {
	struct check_repository *items; /* sorted by key */
	size_t count;
	size_t room;
};

/* All repositories of MODEL, out of KEEP. */
bool check_repositories_read(struct check_repositories *repositories,
    const struct model *model, struct arena *keep, struct error *err) MUST_USE;

/* Fills the temporary tables that checks read; once for each period. */
bool checks_prepare(const struct model *model, struct period period,
    bool newest, struct error *err) MUST_USE;

/* Gives a result for each of REPOSITORIES, and after them what concerns all and
 * is counted in each of them (who adds them up counts it once). Passed is what
 * passes even if all of which nobody knows is not as it should be, failed what
 * fails even if all of it is; the rest is not assessed. */
bool check_run(struct check_result **results, const struct check *check,
    const struct model *model, const struct check_repositories *repositories,
    const struct check_wish *wish, struct arena *keep,
    struct error *err) MUST_USE;

/* Whether the model has the inputs that CHECK needs, of any repository. */
bool check_can_be_asked(bool *can, const struct check *check,
    const struct model *model, struct period period, bool newest,
    struct arena *scratch, struct error *err) MUST_USE;

#endif
