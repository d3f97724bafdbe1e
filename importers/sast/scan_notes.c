/* What a scanner's report tells of itself that a reader of figures should know:
 * an unknown tool, a part of more, errors, values that were left out. */
#include "importers/sast/scan_report.h"

void scan_note_tool(
    const struct scan_report *report, const struct open_scan *scan)
{
	if (!scan->tool.len)
		import_diagnose(report->import, "warning", "unnamed-tool", 1,
		    "the report does not say which tool made it");
	else if (!scan->scanner.is_known)
		import_diagnose(report->import, "note", "unknown-tool", 1,
		    STR_FMT " is not in data/scanners.csv: its results count "
			    "as security findings",
		    STR_ARG(scan->scanner.label));
	if (report->is_failed)
		import_diagnose(report->import, "warning", "scan-failed", 1,
		    STR_FMT " says that it failed: the scan closes no finding",
		    STR_ARG(scan->scanner.label));
}

static void note_total(const struct scan_report *report)
{
	if (report->total)
		import_diagnose(report->import, "warning", "part-of-more", 1,
		    "the report holds %lld of %lld findings and closes none: "
		    "give the other pages too, with the same time",
		    (long long)report->records, (long long)report->total);
	if (report->is_full)
		import_diagnose(report->import, "warning", "part-of-more", 1,
		    "the report holds %lld findings, as many as a page of its "
		    "source, and closes none: whether there are more it does "
		    "not say; give all pages in one file",
		    (long long)report->records);
}

static void note_errors(const struct scan_report *report)
{
	for (size_t i = 0; report->errors && i < report->scans.count; i++)
		import_diagnose(report->import, "warning", "scan-errors", 1,
		    STR_FMT " reports errors of its own: %lld",
		    STR_ARG(report->scans.items[i].scanner.label),
		    (long long)report->errors);
}

void scan_note_end(const struct scan_report *report)
{
	struct import *import = report->import;
	note_total(report);
	note_errors(report);
	sast_note_lines(
	    import, 1, "results", report->below_one, report->placeholders);
	sast_note_times(import, 1, "results", report->bad_times);
	if (report->by_confidence)
		import_diagnose(import, "note", "severity-by-confidence", 1,
		    "the tool says how sure it is, not how bad it is, which "
		    "stands for the severity: %lld of the results",
		    (long long)report->by_confidence);
	if (report->hidden)
		import_diagnose(import, "note", "suppressed-unlisted", 1,
		    "remarks in the source suppress results that the report "
		    "leaves out: %lld",
		    (long long)report->hidden);
	if (report->problems)
		import_diagnose(import, "warning", "scan-problems", 1,
		    "records that tell of the scan and not of the code, such "
		    "as files that could not be read: %lld",
		    (long long)report->problems);
}
