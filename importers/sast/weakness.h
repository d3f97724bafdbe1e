/* CWE numbers as scanners write them, and the catalogue data/cwe.csv. */
#ifndef IMPORTERS_SAST_WEAKNESS_H
#define IMPORTERS_SAST_WEAKNESS_H

#include <stdbool.h>

#include "base/asset.h"

enum { WEAKNESS_MAX = 16384, WEAKNESS_LIST_MAX = 16 };

struct weakness_table {
	bool known[WEAKNESS_MAX];
	bool is_secret[WEAKNESS_MAX]; /* gap 7: credentials in the code */
	bool is_sink[WEAKNESS_MAX];   /* where a model's answer does harm */
};

/* In order of first mention, without repetition; the first is the main one.
 * What is beyond the room is dropped. */
struct weakness_list {
	int cwe[WEAKNESS_LIST_MAX];
	int count;
};

/* Reads data/cwe.csv, out of KEEP. An error names the row. */
bool weakness_load(struct weakness_table **table,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* Adds a number when the catalogue has it: tools have numbers of their own,
 * and 0 for none. */
void weakness_add(const struct weakness_table *table,
    struct weakness_list *list, int64_t cwe);
/* Adds each "CWE-79", "cwe-079", "CWE:614", "CWE 22" or
 * "https://cwe.mitre.org/data/definitions/120.html" in TEXT. */
void weakness_add_text(const struct weakness_table *table,
    struct weakness_list *list, struct str text);
/* The same for a text that may be the number alone: "CWE-615" or "615". */
void weakness_add_id(const struct weakness_table *table,
    struct weakness_list *list, struct str id);

#endif
