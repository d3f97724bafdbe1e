/* The organisation's own tests of models, run by run, and what they add up to:
 * how many working samples of which kind of weakness are secure. */
#ifndef ANALYSIS_BENCH_H
#define ANALYSIS_BENCH_H

#include "analysis/compute.h"

enum { BENCH_SAMPLES_MIN = 5 }; /* of a kind; fewer are too little */

/* A run, or a kind that is always asked for (model none). */
struct bench_run {
	struct str kind; /* of weakness, for print */
	int64_t place;	 /* order of kinds */
	bool always;
	struct str model;
	struct str tool; /* none: the model by itself */
	int64_t samples;
	int64_t working; /* of the runs of which it is known what is secure */
	int64_t secure;
	struct str published; /* what others found of the kind; none */
};

struct bench_runs {
	struct bench_run *items; /* by place, kind and model */
	size_t count;
	size_t room;
};

/* The runs that count for the period of ASKED: the query of bench.matrix. */
bool bench_runs_read(struct bench_runs *runs, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err) MUST_USE;

/* Whose runs: of a model, by itself or through a tool, or of a tool with
 * whatever model; both none: all. */
struct bench_subject {
	struct str model;
	struct str tool;
};

struct bench_sum {
	int64_t samples;
	int64_t working;
	int64_t secure;
};
/* Sums of the runs of SUBJECT of KIND (none: of all kinds). */
struct bench_sum bench_sum(const struct bench_runs *runs,
    const struct bench_subject *subject, struct str kind);

/* The kinds of RUNS in order, each once: the first run of it. */
size_t bench_kinds(struct bench_run **kinds, const struct bench_runs *runs,
    struct arena *keep);

#endif
