/* What the files of controls share. */
#ifndef ANALYSIS_CONTROLS_PARTS_H
#define ANALYSIS_CONTROLS_PARTS_H

#include "analysis/check.h"
#include "analysis/engine.h"
#include "base/map.h"
#include "base/rules.h"

enum evidence_state {
	EVIDENCE_OPEN,
	EVIDENCE_SHOWN,
	EVIDENCE_NOT_MET,
	EVIDENCE_PART, /* in some repositories */
	EVIDENCE_MET,
	EVIDENCE_STATES
};

struct evidence {
	struct str id;
	enum evidence_state state;
	bool is_statement;
	struct str test; /* what was asked, for print */
	struct str strength;
	struct str limits;
	struct str reason;
	int64_t population; /* -1: no records are counted */
	int64_t failed;
	int64_t unknown;
	int64_t since; /* UNKNOWN: not known */
};

struct controls {
	const struct model *model;
	struct engine *engine;
	struct period period;
	bool newest;
	struct checks checks;
	struct check_repositories repositories;
	struct rules rules;  /* data/evidence.csv */
	struct map evidence; /* id -> struct evidence */
	struct map *held;    /* the engine's, of struct counted */
	struct arena *keep;
};

/* Judges the evidence ID into controls->evidence, once. Fails only where the
 * model cannot be read. */
bool controls_add_evidence(
    struct controls *controls, struct str id, struct error *err) MUST_USE;

/* How far back what is met now was met: its `since`. */
bool controls_find_since(struct controls *controls, struct error *err) MUST_USE;

#endif
