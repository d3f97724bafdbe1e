/* One severity scale for all scanners: five classes, the tool's own word kept
 * beside it, and which rule decided. Order of trust: a CVSS-like score, the
 * tool's word, the SARIF level. */
#ifndef IMPORTERS_SAST_SEVERITY_H
#define IMPORTERS_SAST_SEVERITY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/asset.h"
#include "base/map.h"

enum severity {
	SEVERITY_NONE, /* not said */
	SEVERITY_CRITICAL,
	SEVERITY_HIGH,
	SEVERITY_MEDIUM,
	SEVERITY_LOW,
	SEVERITY_INFO,
};

/* The table data/severity.csv: words and their class, and the names of the
 * properties that hold such a word. */
struct severity_table {
	struct map classes;	 /* word in lower case -> enum severity */
	const char **properties; /* ended by NULL, most trusted first */
};

struct severity_decision {
	enum severity severity;
	const char *rule; /* "score", "word" or "level" */
	struct str word;  /* the tool's own, none when it says none */
	int64_t score_e6; /* UNKNOWN without a score */
};

/* Reads data/severity.csv, out of KEEP. An error names the row. */
bool severity_load(struct severity_table *table,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* Of a text such as "7.5", in millionths; UNKNOWN when it is no number from 0
 * to 10 ("undefined" was seen). */
int64_t severity_score(struct str text);

/* SEVERITY_NONE for a word that the table lacks. Case does not matter. */
enum severity severity_of_word(
    const struct severity_table *table, struct str word);

/* What the three say together; WORD may be none, SCORE_E6 UNKNOWN. A level
 * that SARIF does not know is taken as a word. Classes of scores: GitHub
 * documentation, SARIF support, with CVSS's 9.0 as critical; a score of 0 says
 * nothing. */
struct severity_decision severity_decide(const struct severity_table *table,
    int64_t score_e6, struct str word, struct str level);

const char *severity_name(enum severity severity); /* "critical" */

#endif
