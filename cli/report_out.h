/* A report in every form, as files of the output folder. */
#ifndef CLI_REPORT_OUT_H
#define CLI_REPORT_OUT_H

#include "cli/audit.h"
#include "cli/bag_out.h"

/* What is written; a text that is none takes the default in brackets. */
struct report_wish {
	struct str template; /* its name [board] */
	struct str subject;  /* what the report speaks of [by the period] */
	struct str first;    /* what to look at first [nothing] */
	struct str title;    /* [that of the template] */
	struct str asked; /* what its number tells apart besides the inputs */
	struct period period;
	struct bag_out *bag; /* NULL: without an evidence bag */
};

/* Writes report.html, .pdf, .txt, .json and a folder of tables, and the evidence
 * bag that is wished for. */
bool report_write(struct audit *audit, const struct report_wish *wish,
    struct error *err) MUST_USE;

#endif
