/* The document tree: what a report says, before any back end. The expander
 * builds it, doc_check validates it, every back end walks the same const tree,
 * so that HTML, PDF, mail and text cannot disagree. */
#ifndef RENDER_DOC_H
#define RENDER_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "render/chart/chart.h"
#include "render/mark.h"
#include "render/theme.h"

struct map;
struct table;

enum doc_kind {
	DOC_DOCUMENT,
	DOC_SECTION,   /* heading first; starts a page when page_break */
	DOC_HEADING,   /* level 1..3; runs */
	DOC_PARAGRAPH, /* runs; role says how it looks */
	DOC_RUN,       /* text */
	DOC_LINK,      /* runs; text is the target: "#id" or http(s) */
	DOC_LIST,      /* items */
	DOC_ITEM,      /* blocks */
	DOC_GRID, /* cells side by side: cover strip, three sentences, ... */
	DOC_GRID_CELL, /* blocks; width_pt */
	DOC_TABLE,     /* caption paragraph, then rows */
	DOC_ROW,       /* cells; header rows first */
	DOC_CELL,      /* blocks; scope, align, span */
	DOC_FIGURE,    /* title, subtitle, source as paragraphs; chart, twin */
	DOC_NOTE,      /* a foot-note or remark, blocks */
	DOC_KINDS
};

enum doc_align { ALIGN_LEFT, ALIGN_RIGHT };

/* Blocks with a geometry of their own. */
enum doc_block {
	BLOCK_PLAIN,
	BLOCK_COVER,	  /* grid: mark, title, label over value */
	BLOCK_MEASURES,	  /* table: the indicators of page one */
	BLOCK_SENTENCES,  /* grid of three */
	BLOCK_DECISIONS,  /* table: never part a decision's options */
	BLOCK_CONFIDENCE, /* grid of four */
	BLOCK_ENTRIES,	/* table of texts: on paper two columns, rows run in */
	BLOCK_MESSAGES, /* table of page two: what each section says */
	BLOCK_SHORT,	/* table: the indicators of a mail */
	DOC_BLOCKS
};

struct doc {
	enum doc_kind kind;
	struct doc *parent;
	struct doc *first;
	struct doc *last;
	struct doc *next;

	struct str id;	      /* anchor; sections, tables (T-04), figures */
	struct str text;      /* run: its text; link: target */
	struct str of;	      /* run: the measure that it tells of */
	const char *class;    /* run: of its words, "clear_up"; NULL: none */
	enum text_role role;  /* paragraph, heading, run */
	int weight;	      /* run: 0 the role's */
	enum colour colour;   /* run: COLOUR_NONE the role's */
	enum doc_mark mark;   /* run: shape before the text */
	enum doc_block block; /* grid, table */
	int level;	      /* heading */
	bool page_break;      /* section: starts a page */
	bool twins;	      /* section: on paper, the tables of all figures */
	bool quiet;	      /* link: looks as the text around it */
	bool loose;	      /* link: text alone where its target is not */
	bool header; /* row: repeats on each page; cell: of column or row */
	bool keep;   /* row: stays with the next one */
	bool whole;  /* cell: short words that no line may part */
	bool recommended;     /* row: wash and bold */
	bool total;	      /* row: 600 under a rule */
	enum doc_align align; /* cell, paragraph */
	int span;	      /* cell: columns it takes; 0 is 1 */
	double width_pt; /* cell of a header row, grid cell: 0 shares rest */

	const struct chart_kind *chart; /* figure */
	const void *chart_data;
	struct str alt;	  /* figure: says what it shows, with a number */
	bool is_inline;	  /* figure: inside a cell, no caption */
	struct doc *twin; /* figure: its numbers as a DOC_TABLE, or NULL */

	/* Where what is printed stands in full (render/table.h). */
	const struct table *data; /* table: that it prints; NULL: none */
	size_t data_row;	  /* row: in DATA, from 1; 0: in none */
	size_t data_column;	  /* cell: in DATA, from 1; 0: in none */
};

/* What stands in head and foot of each page and in the metadata. */
struct doc_meta {
	struct str title; /* "Acme Payments: AI in software development, ..." */
	struct str organisation;
	struct str subject;
	struct str first;	   /* what to look at first; of a trace */
	struct str language;	   /* "en" */
	struct str edition;	   /* "Board edition" */
	struct str classification; /* "Confidential" */
	struct str report_id;	   /* ACME-2026Q3-7F3A */
	struct str program;	   /* "assay 1.0.0" */
	int64_t as_of;		   /* all dates in the file */
};

/* A new node, last child of PARENT (NULL: a root). */
struct doc *doc_add(struct arena *keep, struct doc *parent, enum doc_kind);
/* TEXT may be any bytes: what is no UTF-8 becomes U+FFFD. */
struct doc *doc_add_run(
    struct arena *keep, struct doc *parent, struct str text);
/* Structure rules: where each kind may stand, cells per row equal, alt texts
 * there, ids unique. An error names the path to the node: our mistake. */
bool doc_check(const struct doc *root, struct error *err) MUST_USE;
const char *doc_kind_name(enum doc_kind kind);
/* Whether CELL is a head; an empty one names nothing and is none. */
bool doc_is_head(const struct doc *cell);
/* Puts the ids of NODE and all below it into IDS. */
void doc_ids(struct map *ids, const struct doc *node);

#endif
