/* Facts that several rows of a table make together, and the rows that wait to
 * be counted until it is known what became of them. */
#ifndef IMPORTERS_USAGE_WAITING_H
#define IMPORTERS_USAGE_WAITING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/map.h"
#include "model/import.h"

struct waiting {
	struct map by_key;
	struct waiting_fact *first; /* in the order of their first rows */
	struct waiting_fact **last;
	struct arena *keep;
	/* Told of a record whose key is there with other values, to bring in
	 * what it is to keep of them; NULL: it takes their place. */
	bool (*meets)(struct import *import, void *record, struct error *err);
};

struct waiting_fact {
	struct waiting_fact *next;
	int64_t rows;
	int64_t line; /* of the first row */
	void *record; /* a struct fact_KIND */
};

/* Nothing waits yet; what will, lives as long as KEEP. */
void waiting_open(struct waiting *waiting, struct arena *keep);

/* The fact under KEY, to which one more row belongs; a new one has a zeroed
 * record of SIZE bytes and rows 1. Texts of the record must be put into the
 * arena of WAITING. */
struct waiting_fact *waiting_take(
    struct waiting *waiting, struct str key, size_t size, int64_t line);

/* Adds all facts, and counts their rows: imported, or duplicate when the model
 * has the same fact already. */
bool waiting_store(struct waiting *waiting, struct import *import,
    enum fact_kind kind, struct error *err) MUST_USE;

#endif
