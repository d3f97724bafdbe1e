/* A report: the template expanded over the measures of a model, the tables
 * behind every chart and figure, and what is known of them in full. Whoever
 * calls it writes report->root through the back ends (render/backend.h) and the
 * tables as files. */
#ifndef RENDER_REPORT_H
#define RENDER_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/engine.h"
#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"
#include "base/file.h"
#include "render/backend.h"
#include "render/doc.h"
#include "render/language.h"
#include "render/table.h"

/* What is asked for. A text that is none takes the default in brackets. */
struct report_request {
	struct engine *engine;
	const struct asset_folders *folders;
	struct str template;	   /* name below templates/ ["board"] */
	struct str classification; /* [setting output.classification] */
	struct str subject;  /* what it speaks of ["AI in software ..."] */
	struct str first;    /* of a trace: what to look at first, a sentence */
	struct str title;    /* [that of the template] */
	struct str language; /* code of data/lang ["en"] */
	struct str asked;    /* what the number must tell apart besides */
	struct str full;     /* of a mail: where the full report is, a text
				or http(s) address [nothing] */
	struct str warning;  /* of a mail: what goes with it [nothing] */
	struct str program;  /* "assay 0.1.0" */
	int64_t as_of; /* dates in the files; UNKNOWN: end of the period */
};

/* A file below tables/: one a chart and table, in the order of the report. */
struct report_file {
	struct str id;	    /* T-04 */
	struct str name;    /* T-04-problems-by-language.csv */
	struct str title;   /* in plain words */
	struct str content; /* CSV after RFC 4180, full precision */
};

/* A measure that the report tells of, over all of the period. */
struct report_measure {
	const struct measure *measure;
	struct figure figure; /* of a table measure nothing is known */
	size_t rows;	      /* of a table measure */
	struct str missing;   /* what it needs and has not; none: nothing */
};

struct report {
	struct doc *root; /* has passed doc_check */
	struct doc_meta meta;
	struct str subject;   /* of a mail; none: the template has none */
	struct str preheader; /* likewise: what stands behind it in a list */
	bool alone; /* of a mail: the full report is not for its reader */
	struct report_file *files;
	size_t file_count;
	const struct tables *tables;	     /* of the tree and of the files */
	const struct str_list *used;	     /* ids of the measures it tells */
	const struct facts *facts;	     /* render/expand.h */
	const struct indicators *indicators; /* of page one */
	const struct options
	    *decisions; /* open ones first: render/page_one.h */
	struct report_measure *measures; /* those that it tells of, by id */
	size_t measure_count;
	struct period period;
	const struct language *language; /* NULL: English */
	struct str_list untranslated;
};

/* Builds the report. An error is one of the template (with its place), of an
 * override table, or of the model's file. */
bool report_build(struct report *report, const struct report_request *request,
    struct arena *keep, struct error *err) MUST_USE;

#endif
