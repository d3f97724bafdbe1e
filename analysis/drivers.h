/* The candidates of data/drivers.csv, asked of the model: each is a measure of
 * its own ("driver.KEY"), and all of them together are one family. */
#ifndef ANALYSIS_DRIVERS_H
#define ANALYSIS_DRIVERS_H

#include "analysis/driver.h"

struct drivers {
	struct driver *items; /* admitted ones first, by drivers_sort */
	size_t count;
	size_t compared; /* tested together */
	struct driver_rule rule;
	int shift;
	int64_t generation; /* of the model */
	struct drivers *next;
};

/* The candidates in the period SHIFT periods from the reported one. They belong
 * to the engine, which keeps those of each period asked for. A table without
 * its columns, a rule that is none, a candidate without a measure are input
 * errors. */
bool drivers_ask(const struct drivers **drivers, struct engine *engine,
    int shift, struct error *err) MUST_USE;

#endif
