/* A report in every form, as files of the output folder. */
#ifndef CLI_REPORT_OUT_H
#define CLI_REPORT_OUT_H

#include "cli/audit.h"

/* Writes the template of that name (none: the board report) for PERIOD as
 * report.html, .pdf, .txt, .json and a folder of tables. */
bool report_write(struct audit *audit, struct period period,
    struct str template, struct error *err) MUST_USE;

#endif
