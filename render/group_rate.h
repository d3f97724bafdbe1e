/* Groups of a rate as charts compare them: events and exposure of the side that
 * the measure reads, and which of them may be shown. */
#ifndef RENDER_GROUP_RATE_H
#define RENDER_GROUP_RATE_H

#include "render/figure.h"

struct group_rate {
	const struct group *group;
	struct str label;
	int64_t events;
	double exposure; /* thousand lines, above 0 */
	double rate;
};

struct group_rates {
	struct group_rate *items; /* in the order of the answer */
	size_t count;
	size_t hidden; /* not shown, for privacy */
	size_t empty;  /* without any exposure */
	int64_t events;
	double exposure;
	double rate; /* of all that are shown; NAN without exposure */
};

/* The groups of ANSWER, a rate: of AI alone, of the others alone, or (a ratio)
 * of both sides together. What is hidden is in no sum, so that no subtraction
 * tells of it. */
struct group_rates group_rates(
    const struct expansion *expansion, const struct answer *answer);

/* The answer's rate alone. False without exposure, or hidden. */
bool group_rate_read(struct group_rate *rate, const struct measure *measure,
    const struct figure *figure);

/* "3 repositories", "1 team": of the key that GROUPS go by. */
struct str groups_words(struct arena *keep, struct str key, size_t count);

/* ", 2 teams not shown, for privacy": what is in no chart; none when all is. */
struct str groups_left_out(
    struct arena *keep, struct str key, const struct group_rates *rates);

#endif
