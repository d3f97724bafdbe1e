/* The blocks of the first page, shared among the files that make them:
 * page_one.c (cover, verdict, how sure we are), measures.c, decisions.c and
 * summary.c (what moved, the three sentences). */
#ifndef RENDER_PAGE_ONE_H
#define RENDER_PAGE_ONE_H

#include "render/expand.h"

/* How the measures of page one stand. */
struct tally {
	size_t assessed;
	size_t outside;
	size_t borderline;
	size_t better;
	size_t worse;
	size_t compared;
};
struct tally tally_of(const struct indicators *indicators);

/* COLOUR_ALERT when clearly worse than in the period before, COLOUR_BLUE when
 * better, else COLOUR_INK. */
enum colour indicator_colour(const struct indicator *indicator);

/* The sentence "<what>.<key>" of an indicator; none when there is none. */
struct str say_of(struct expansion *expansion, const char *what,
    const struct indicator *indicator, enum word_class class);

/* What page one prints of an owner, in characters. */
enum { OWNER_MAX = 30 };

/* An option of a decision that is put to the meeting, or was. */
struct option {
	struct str key;
	struct str title;
	struct str owner;
	int64_t due_time;
	struct str state;
	struct str option;
	struct str text;
	struct str cost;
	struct str effect;
	bool recommended;
	bool chosen;
};

struct options {
	struct option *items;
	size_t count;
	size_t room;
};

/* Those open on the day of the report, or the earlier ones: late (past their
 * due day), done, dropped. What was settled later was open then. */
bool decisions_read(struct options *options, struct expansion *expansion,
    bool open, struct error *err) MUST_USE;

bool block_measures(struct expansion *expansion, struct doc *parent,
    struct error *err) MUST_USE;
bool block_decisions(struct expansion *expansion, struct doc *parent,
    struct error *err) MUST_USE;
/* The same for a mail: no drawings, and of each open decision what is
 * recommended. */
bool block_measures_short(struct expansion *expansion, struct doc *parent,
    struct error *err) MUST_USE;
bool block_decisions_short(struct expansion *expansion, struct doc *parent,
    struct error *err) MUST_USE;

/* A cell with its width in a header row. */
struct doc *add_cell(
    struct expansion *expansion, struct doc *row, double width_pt);

#endif
