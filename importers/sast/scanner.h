/* Which scanner wrote a report, whatever it calls itself, and what kind of
 * finding a rule of it gives. Tables: data/scanners.csv and
 * data/finding-categories.csv. */
#ifndef IMPORTERS_SAST_SCANNER_H
#define IMPORTERS_SAST_SCANNER_H

#include <stdbool.h>

#include "base/asset.h"
#include "base/file.h"
#include "base/rules.h"

enum category { CATEGORY_SECURITY, CATEGORY_QUALITY, CATEGORY_SECRET };

struct scanner {
	struct str name;	/* one per scanner: "semgrep" */
	struct str label;	/* for print: "Semgrep" */
	enum category category; /* when no rule of the table says */
	bool is_known;		/* stands in the table */
};

struct scanner_table {
	struct rules scanners;
	struct rules categories;
	size_t scanner_columns[4];  /* scanner, name, label, category */
	size_t category_columns[4]; /* scanner, match, pattern, category */
};

/* What a rule of a scanner shows of its kind. */
struct scanner_evidence {
	struct str rule;
	const struct str_list *tags; /* may be NULL */
	struct str word;	     /* the tool's own for how bad it is */
	struct str text;	     /* message; none where nothing asks */
	bool has_score;
	bool has_weakness;
};

/* Reads data/scanners.csv and data/finding-categories.csv, out of KEEP. An
 * error names the row. */
bool scanner_load(struct scanner_table *table,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* The scanner that calls itself NAME. One that the table lacks keeps its name
 * in lower case with '-' for blanks, and counts as a security scanner: what it
 * found is better shown than dropped. */
struct scanner scanner_find(
    const struct scanner_table *table, struct str name, struct arena *keep);

/* Rows of the scanner itself come first, then those of every scanner, then the
 * scanner's own category. */
enum category scanner_category(const struct scanner_table *table,
    const struct scanner *scanner, const struct scanner_evidence *evidence);

const char *category_name(enum category category); /* "security" */

/* Whether TEXT matches PATTERN, where '*' stands for anything; ASCII letters
 * are equal in either case. */
bool scanner_matches(struct str text, struct str pattern);
/* The same, but case counts. */
bool scanner_matches_case(struct str text, struct str pattern);

#endif
