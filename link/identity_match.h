/* The passes that say which results of an event are which known findings. */
#ifndef LINK_IDENTITY_MATCH_H
#define LINK_IDENTITY_MATCH_H

#include "link/identity.h"

struct match_question {
	const struct finding *findings;
	size_t finding_count;
	const struct sighting *sightings; /* lines ascending in a file */
	size_t sighting_count;
	bool *found; /* by finding: set when it is matched */
	bool *taken; /* by sighting: likewise, or not to be matched */
	/* Told of each match, by their indexes. */
	void (*tell)(
	    void *user, size_t place, size_t which, enum identity_pass pass);
	void *user;
};

/* Runs the passes in order of certainty. Memory: that of the two lists, and
 * of a limited number of pairs. */
void identity_match(struct match_question *question);

#endif
