/* What the audit edition finds: measures of page one outside their limit, and
 * items of the checklist that fail in a repository. Each has an id that stays
 * from period to period (the item's, or the measure's key), so that management
 * can answer it and the next report can take it up again. */
#ifndef RENDER_AUDIT_H
#define RENDER_AUDIT_H

#include "render/expand.h"

/* What management says of a finding, in the newest answer. */
struct audit_response {
	bool given;
	int64_t time;
	struct str answer; /* agree, partly, disagree */
	struct str statement;
	struct str cause;
	struct str action;
	struct str owner;
	struct str evidence;
	int64_t due_time;
	struct str
	    state; /* open, late, done, dropped on the day of the report */
	int64_t settled_time;
};

struct audit_finding {
	struct str id; /* RD-106, approved_use */
	struct str title;
	bool is_measure;     /* of page one; else an item */
	struct str measure;  /* that shows it */
	struct str shown_by; /* its records: a measure and where to look */
	struct str rating;   /* critical, high, medium, low */
	struct str rule;     /* by which it is rated so */
	struct str criteria;
	struct str condition;
	struct str effect;
	struct str recommendation;
	bool repeated;	    /* it was one in the last period, too */
	struct str before;  /* of an item: records not as asked then; of a
			     * measure: its value */
	const char *change; /* of a measure, since then: "Worse", "Better";
			     * NULL: neither */
	struct audit_response response;
};

/* A finding of the last period that is none now. */
struct audit_closed {
	struct str id;
	struct str title;
	struct str state; /* what it is now: inside its limit, passes, ... */
};

/* An answer to what is no finding of this period. */
struct audit_answer {
	struct str id;
	struct str title; /* what the id stands for, or that it is unknown */
	struct audit_response response;
};

struct audit {
	struct {
		struct audit_finding *items; /* critical first */
		size_t count;
		size_t room;
	} findings;
	struct {
		struct audit_closed *items;
		size_t count;
		size_t room;
	} closed;
	struct {
		struct audit_answer *items; /* by id */
		size_t count;
		size_t room;
	} others;
	int64_t asked;	  /* items of the checklist and measures */
	int64_t assessed; /* of these */
};

/* Finds them once an expansion, which owns them. */
bool audit_find(const struct audit **audit, struct expansion *expansion,
    struct error *err) MUST_USE;

/* <block name="findings">: a part with a table for each. */
bool block_findings(struct expansion *expansion, struct doc *parent,
    struct error *err) MUST_USE;
/* <block name="sign-off">: who prepared, reviewed and approved the report, with
 * room to sign. */
bool block_sign_off(struct expansion *expansion, struct doc *parent,
    struct error *err) MUST_USE;
/* The listings "audit-findings", with all of each, "earlier-findings", and
 * "other-answers": those of management to what is no finding now. */
bool audit_findings_fill(struct table *table, struct expansion *expansion,
    struct error *err) MUST_USE;
bool audit_earlier_fill(struct table *table, struct expansion *expansion,
    struct error *err) MUST_USE;
bool audit_answers_fill(struct table *table, struct expansion *expansion,
    struct error *err) MUST_USE;
/* <summary part="conclusion">: on the scale of the edition. */
bool audit_say(
    struct str *text, struct expansion *expansion, struct error *err) MUST_USE;

#endif
