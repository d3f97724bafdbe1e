/* The printed numbers of a report in the order of its tree: what stands on
 * paper, what it reads as, and the cell of which table it is rounded from. So
 * that report.json, the evidence and whoever checks them ask one place.
 *
 *	a cell of a table        its own row and column
 *	an interval in a cell    low and high of its row
 *	a figure, its title      the table of its numbers
 *	a sentence of a measure  the row of that measure in the list of
 *				 measures or of page one; else a row of a table
 *				 that tells it and that the sentence names
 *
 * What is found nowhere has no table. Rows and columns are those of the CSV. */
#ifndef RENDER_NUMBERS_H
#define RENDER_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "render/doc.h"
#include "render/language.h"
#include "render/table.h"

/* In lists that have the numbers of a summary by mail, too, before their ids.
 */
#define NUMBERS_OF_MAIL "mail:"

enum number_kind {
	NUMBER_FIGURE,
	NUMBER_DATE, /* a day, a month's, a year */
	NUMBER_NAME, /* of something: "CWE-79", "OWASP 2025", a version */
	NUMBER_KINDS
};

enum number_place {
	NUMBER_IN_TEXT,	   /* a paragraph, an item, a note */
	NUMBER_IN_HEADING, /* of a section */
	NUMBER_IN_CELL,	   /* of a table */
	NUMBER_IN_CAPTION, /* of a table, a head of its columns */
	NUMBER_IN_FIGURE,  /* title, subtitle, source */
	NUMBER_IN_ALT,	   /* what a figure shows, in words */
	NUMBER_PLACES
};

struct printed_number {
	struct str id;	    /* "T-04-3-2", "risk-7": place, then a count */
	struct str section; /* id of the section around; none: before all */
	enum number_place place;
	enum number_kind kind;
	const struct doc *node; /* the paragraph, heading or figure */
	struct str text;	/* all of it */
	struct str printed;	/* "12,344", "-4", "94%", in the language */
	double reads;		/* 12344, -4, 94 */
	int decimals;		/* that are printed */
	int bound;		/* -1: under what is printed, 1: over it */
	struct str measure;	/* id; none: of no single one */
	struct str table;	/* T-04; none: found in no table */
	size_t row;		/* of the CSV, from 1; 0: none */
	struct str column;	/* its name in the CSV */
	bool is_cell;		/* printed in that very cell: not looked for */
	struct str value;	/* what the CSV has there, in full */
	double scale; /* of a number: (VALUE - BASE) x SCALE is READS */
	double base;  /* 0; 1 in "33% fewer" of a ratio, READS unsigned */
	struct str numerator; /* of the same row; none: it has none */
	struct str denominator;
};

struct printed_numbers {
	struct printed_number *items;
	size_t count;
	size_t room;
};

/* Lists all numbers of the tree ROOT, which is in LANGUAGE (NULL: English), and
 * has TABLES behind it. Texts live as long as the tree and KEEP. */
void numbers_list(struct printed_numbers *numbers, const struct doc *root,
    const struct tables *tables, const struct language *language,
    struct arena *keep);

/* Whether VALUE, put through base and scale of NUMBER and rounded as it is
 * printed, is what NUMBER reads: of its own value it is. */
bool number_agrees(const struct printed_number *number, double value);

const char *number_kind_name(enum number_kind kind);	/* "figure" */
const char *number_place_name(enum number_place place); /* "cell" */

#endif
