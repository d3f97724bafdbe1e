/* The base score of a CVSS vector. */
#ifndef IMPORTERS_SAST_CVSS_H
#define IMPORTERS_SAST_CVSS_H

#include <stdint.h>

#include "base/str.h"

/* In millionths, of "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" (3.0 as
 * well); UNKNOWN for any other text. FIRST, CVSS v3.1 Specification, section
 * 7.1 and appendix A. */
int64_t cvss_score(struct str vector);

#endif
