/* What measures name in "needs": evidence of the period itself, without which
 * their figure would repeat an older one, or speak of a part as the whole. */
#ifndef ANALYSIS_NEEDS_H
#define ANALYSIS_NEEDS_H

#include "analysis/engine.h"

/* A stock may rest on a scan that is this much older than its end: a quarter.
 * Longer periods need one within. */
enum { SCAN_DAYS_MAX = 92 };

/* The audited revision, and scans without a time, may speak for a period that
 * ended at most this much before the newest record: a quarter. */
enum { HEAD_DAYS_MAX = 92 };

/* Gives a row when a secret is open at :at that assay itself found. */
#define OPEN_OWN_SECRET                                                        \
	"SELECT 1 FROM finding WHERE tool = 'assay' AND category = 'secret'"   \
	" AND coalesce(first_time, :at - 1) < :at"                             \
	" AND id NOT IN (SELECT finding_id FROM finding_closed"                \
	" WHERE from_time < :at AND (to_time IS NULL OR to_time >= :at))"

/* Names in words what MEASURE needs in PERIOD and has not, with what is known
 * of it; none when it has all. Scans without a time count when NEWEST. */
bool needs_unmet(struct str *unmet, const struct model *model,
    const struct measure *measure, struct period period, bool newest,
    struct arena *keep, struct error *err) MUST_USE;

/* What the need NAME asks of MEASURE, for print; none if there is no such. */
struct str need_words(
    const struct measure *measure, struct str name, struct arena *keep);

#endif
