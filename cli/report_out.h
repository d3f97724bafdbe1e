/* A report in every form, as files of the output folder. */
#ifndef CLI_REPORT_OUT_H
#define CLI_REPORT_OUT_H

#include "cli/audit.h"
#include "cli/bag_out.h"
#include "render/report.h"

/* What is written; a text that is none takes the default in brackets. */
struct report_wish {
	struct str template; /* its name [board] */
	struct str subject;  /* what the report speaks of [by the period] */
	struct str first;    /* what to look at first [nothing] */
	struct str title;    /* [that of the template] */
	struct str asked; /* what its number tells apart besides the inputs */
	struct period period;
	struct bag_out *bag; /* NULL: without an evidence bag */
	bool mails;	     /* summary.eml, too */
};

/* Writes report.html, .pdf, .txt, .json and a folder of tables, and the
 * evidence bag that is wished for. */
bool report_write(struct audit *audit, const struct report_wish *wish,
    struct error *err) MUST_USE;

/* What reports are painted with, as the configuration asks: what was mended of
 * it is told on standard error. The caller closes it. */
struct report_look {
	struct theme theme;
	struct typeface *face;
};
bool report_open_look(struct report_look *look, const struct report *report,
    struct audit *audit, struct error *err) MUST_USE;
void report_close_look(struct report_look *look);
/* REPORT for a back end; it borrows all three. */
struct render report_render(const struct report *report,
    const struct report_look *look, const struct audit *audit);

/* With ASSAY_UNTRANSLATED=1, each text that its language lacks on standard
 * error, for whoever adds to data/lang. */
void report_list_untranslated(const struct report *report);

/* What a report of this run is asked for; the template and texts are the
 * default ones. */
struct report_request report_asked(
    const struct audit *audit, struct engine *engine);

#endif
