/* What all readers of scanners' reports share: the rule tables, how a result
 * is stored, and what of it is never stored. */
#ifndef IMPORTERS_SAST_SAST_H
#define IMPORTERS_SAST_SAST_H

#include "importers/sast/ai_words.h"
#include "importers/sast/fingerprint.h"
#include "importers/sast/path.h"
#include "importers/sast/sarif_package.h"
#include "importers/sast/scanner.h"
#include "importers/sast/severity.h"
#include "importers/sast/weakness.h"
#include "importers/secret/secret.h"
#include "model/import.h"
#include "model/records.h"

enum {
	SAST_TEXT_MAX = 500, /* bytes kept of a message or a name */
	SAST_LINE_MAX = 100000000,
	SAST_TIME_MIN = 631152000, /* 1990: what is before is a zero */
};

/* The tables, and their names for struct importer, ended by NULL. */
struct sast_rules {
	struct severity_table severity;
	struct weakness_table *weaknesses;
	struct scanner_table scanners;
	struct fingerprint_table fingerprints;
	struct manifest_table manifests;
	struct ai_words ai_words;
	struct package_forms packages;
	const struct secret_rules *secrets;
};
#define SAST_TABLES                                                            \
	"data/cwe.csv", "data/severity.csv", "data/scanners.csv",              \
	    "data/finding-categories.csv", "data/fingerprints.csv",            \
	    "data/manifests.csv", "data/ai-words.csv",                         \
	    "data/sarif-packages.csv", SECRET_RULES_TABLE, SECRET_FILES_TABLE
/* Reads them all, once for a shelf of FOLDERS, else out of KEEP. An error names
 * the table and its row. */
bool sast_rules_load(struct sast_rules *rules,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* At most SAST_TEXT_MAX bytes of TEXT, cut between characters. */
struct str sast_text_short(struct arena *keep, struct str text);

/* Whether the message of a result may hold a secret, so that it is not kept:
 * those of secret scanners and of rules for credentials in the code. */
bool sast_may_hold_secret(enum category category,
    const struct weakness_table *table, const struct weakness_list *list);

/* The digest of the bytes of the file that is imported. */
bool sast_digest(struct str *digest, struct import *import, struct arena *keep,
    struct error *err) MUST_USE;

/* The place where a file breaks off is a record that could not be read: it is
 * rejected as CODE, and the WHOLE ("scan", "run") that stops there is said to
 * count as failed. */
void sast_note_break(struct import *import, const struct error *broken,
    const char *code, const char *whole);
/* Says that text around the JSON was passed over: LINES_BEFORE it, and what
 * stands behind it from RUBBISH on (line 0: nothing). */
void sast_note_surroundings(
    struct import *import, int64_t lines_before, struct place rubbish);
/* Says at LINE of the report how many of the RESULTS ("run's results") have a
 * line that is none. */
void sast_note_lines(struct import *import, int64_t line, const char *results,
    int64_t below_one, int64_t placeholders);

/* Why a result is set aside, or was proposed to be; more are ignored. */
enum { SAST_SUPPRESSIONS_MAX = 8 };
struct sast_suppressions {
	struct fact_result_suppression items[SAST_SUPPRESSIONS_MAX];
	struct str by[SAST_SUPPRESSIONS_MAX]; /* who: a name, an address or a
					       * login, as it is written */
	int count;
};

/* When a scan was made: as the configuration says, else OWN. WRONG is what the
 * report has in its place, as it is written, when that is no time of a scan;
 * this is said at LINE, and so is a report that the configuration contradicts.
 */
int64_t sast_scan_time(
    struct import *import, int64_t line, int64_t own, struct str wrong);

/* Drops a first sighting after the scan of TIME (UNKNOWN: not known); gives
 * whether it did. */
bool sast_drop_late(struct fact_result *fact, int64_t time);
/* Says at LINE how many of the RESULTS have a first sighting that is none. */
void sast_note_times(
    struct import *import, int64_t line, const char *results, int64_t wrong);

/* Which of its TOOL's scans one is: what the configuration calls it, and behind
 * that what the report itself says (OWN). Of a tool that nobody names all
 * reports at one path are one series. */
struct str sast_analysis(struct arena *keep, const struct input *input,
    struct str tool, struct str own);

/* Whether LIST's main weakness is one of places where a model's answer does
 * harm. */
bool sast_is_sink(
    const struct weakness_list *list, const struct sast_rules *rules);

/* Whether RESULT is of such a place, and its rule, message or TAGS (may be
 * NULL) name a model. */
bool sast_names_model(const struct fact_result *result,
    const struct weakness_list *list, const struct str_list *tags,
    const struct sast_rules *rules);

/* Takes credentials out of all texts of a result, and out of the reasons why
 * it is set aside. */
void sast_hide_secrets(struct fact_result *result,
    struct sast_suppressions *suppressions, const struct sast_rules *rules,
    struct arena *keep);
/* Likewise of a scan. */
void sast_hide_in_scan(
    struct fact_scan *scan, const struct sast_rules *rules, struct arena *keep);

/* Stores a result of a scan with its weaknesses, SUPPRESSIONS and OFFSET (NULL:
 * none is told) and ends its record in the account: accepted, or a duplicate.
 * Fails only when the store does. */
bool sast_add_result(struct import *import, const struct fact_result *result,
    const struct weakness_list *weaknesses,
    const struct sast_suppressions *suppressions,
    const struct fact_result_offset *offset, struct error *err) MUST_USE;

#endif
