/* Results as the steps of link/finding.c read them: what tells one from
 * another, and what its finding takes from it. */
#ifndef LINK_FINDING_RESULT_H
#define LINK_FINDING_RESULT_H

#include "link/identity.h"
#include "model/query.h"

/* Behind "result r": its main CWE. */
#define FINDING_RESULT_JOIN                                                    \
	" LEFT JOIN result_cwe w ON w.result_id = r.id AND w.rank = 0 "

/* Severity, category, what decided on the severity, and main CWE (with the
 * join) as one number, which costs less to carry by the million than to look up
 * again. */
#define FINDING_RESULT_ABOUT                                                   \
	"CASE r.severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 "           \
	"WHEN 'medium' THEN 3 WHEN 'low' THEN 4 ELSE 5 END "                   \
	"+ 8 * CASE r.category WHEN 'security' THEN 0 WHEN 'quality' THEN 1 "  \
	"ELSE 2 END + 64 * CASE r.severity_rule WHEN 'score' THEN 0 "          \
	"WHEN 'level' THEN 2 ELSE 1 END "
#define FINDING_RESULT_CWE "+ 256 * coalesce(w.cwe, 0)"

/* The first and the last line of "result r": its own, or those that
 * link/result_region.h found. */
#define FINDING_RESULT_LINES                                                   \
	"coalesce(nullif(r.line, 0), (SELECT g.line FROM result_region g "     \
	"WHERE g.result_id = r.id), 0), "                                      \
	"coalesce(nullif(r.end_line, 0), (SELECT g.end_line FROM "             \
	"result_region g WHERE g.result_id = r.id), 0), "

/* Of "result r" with that join, to be selected in this order; without a CWE
 * where CWE is "". */
#define FINDING_RESULT_COLUMNS_OF(cwe)                                         \
	"r.id, r.rule, " FINDING_RESULT_LINES "r.fingerprint, r.suppressed, "  \
	"r.first_time, r.scan_id, " FINDING_RESULT_ABOUT cwe                   \
	", r.package, r.package_version, "                                     \
	"CASE WHEN r.baseline = 'absent' THEN r.fixed_time END, "              \
	"CASE WHEN r.suppressed THEN (SELECT iif(count(*) = "                  \
	"count(z.until_time), max(z.until_time), NULL) FROM "                  \
	"result_suppression z WHERE z.result_id = r.id AND "                   \
	"coalesce(z.status, 'accepted') = 'accepted') END"
#define FINDING_RESULT_COLUMNS FINDING_RESULT_COLUMNS_OF(FINDING_RESULT_CWE)
enum { FINDING_RESULT_WIDTH = 13 };

/* Those that count: others were not found, or are said to be gone nobody knows
 * when. */
#define FINDING_RESULT_COUNTS                                                  \
	"r.kind = 'fail' AND (coalesce(r.baseline, '') <> 'absent' "           \
	"OR r.fixed_time IS NOT NULL)"

/* From the columns that begin at COLUMN; its path and streams are the
 * caller's. Texts are valid until the next step of QUERY. */
struct sighting finding_result_read(const struct query *query, int column);

#endif
