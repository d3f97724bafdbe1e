/* What two sides tell otherwise: measures of page one, problems, controls. */
#ifndef CLI_DIFF_H
#define CLI_DIFF_H

#include "base/vec.h"
#include "cli/diff_side.h"

enum diff_change {
	CHANGE_FOUND,
	CHANGE_FIXED,
	CHANGE_GONE, /* no longer open, and not among those fixed */
	CHANGE_CHANGED,
	CHANGES
};

struct diff_problem {
	const struct rules *table; /* where it is told */
	size_t row;
	struct str was; /* changed: severity before */
};

/* A measure of page one on both sides. */
struct diff_pair {
	struct diff_headline from;
	struct diff_headline to;
	struct str reason; /* why they cannot be compared; none: they can */
	struct estimate change;
	bool has_interval;
	bool tested;	  /* the later report tested it beside its others */
	const char *word; /* higher, lower, no clear difference, the same */
};

struct diff {
	struct diff_side from;
	struct diff_side to;
	VEC(struct diff_pair) headlines;
	struct {
		struct diff_problem *items;
		size_t count;
		size_t room;
	} problems[CHANGES];
	size_t still_open;
	VEC(size_t) controls; /* rows of TO whose result differs */
	size_t controls_same;
	size_t controls_new; /* in one list alone */
	struct arena *keep;
};

/* Compares FROM and TO, which are read. */
void diff_compare(struct diff *diff);
/* Ratios differ by a factor, whose logarithm the change is. */
bool diff_is_ratio(const struct diff_headline *headline);
/* What the evidence for the control in ROW of TO came to in FROM; none when it
 * is not there. */
struct str diff_result_before(const struct diff *diff, size_t row);
/* "OWASP-AISVS AC.1.1" */
struct str diff_control_name(
    const struct rules *controls, size_t row, struct arena *keep);

/* To standard output. */
void diff_print_text(const struct diff *diff);
void diff_print_json(const struct diff *diff);

#endif
