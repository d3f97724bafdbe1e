/* The scans of a report: one for each tool, version, analysis and revision that
 * its records name, in the order in which they first do. */
#include "base/remote.h"
#include "importers/sast/sast.h"
#include "importers/sast/scan_report.h"

enum { SCANS_MAX = 1000 }; /* of one file; others join the last */

static struct str told(struct str own, struct str configured)
{
	return own.len ? own : configured.len ? configured : STR("");
}

static bool is_same(const struct open_scan *a, const struct open_scan *b)
{
	return str_equal(a->tool, b->tool) &&
	       str_equal(a->version, b->version) &&
	       str_equal(a->analysis, b->analysis) &&
	       str_equal(a->ref, b->ref) && str_equal(a->revision, b->revision);
}

/* What ITEM says of its scan. */
static struct open_scan scan_of(const struct scan_item *item)
{
	return (struct open_scan){
		.tool = scan_item_text(item, SCAN_TOOL),
		.version = scan_item_text(item, SCAN_TOOL_VERSION),
		.analysis = scan_item_text(item, SCAN_ANALYSIS),
		.ref = scan_item_text(item, SCAN_REF),
		.revision = scan_item_text(item, SCAN_REVISION),
	};
}

static bool store_scan(struct scan_report *report, struct open_scan *scan,
    const struct scan_item *item)
{
	struct arena *keep = report->keep;
	const struct input *input = report->input;
	bool is_done = report->broken.kind == ERROR_NONE && !report->is_failed;
	bool is_page = is_done && report->total;
	int64_t own = scan_item_time(item, SCAN_TIME);
	struct str repository =
	    remote_normal(keep, scan_item_text(item, SCAN_REPOSITORY));
	scan->tool = sast_text_short(keep, scan->tool);
	scan->version = sast_text_short(keep, scan->version);
	scan->analysis = sast_text_short(keep, scan->analysis);
	scan->ref = sast_text_short(keep, scan->ref);
	scan->revision = sast_text_short(keep, scan->revision);
	scan->time = sast_scan_time(report->import, 1, own,
	    own == UNKNOWN ? scan_item_raw(item, SCAN_TIME) : STR_NONE);
	scan->scanner =
	    scanner_find(&report->context.rules->scanners, scan->tool, keep);
	scan_note_tool(report, scan);
	struct fact_scan fact = {
		.tool = told(scan->scanner.name, STR("unknown")),
		.analysis =
		    sast_analysis(keep, input, scan->tool, scan->analysis),
		.repository = told(repository, input->repository),
		.ref = told(scan->ref, input->ref),
		.revision = told(scan->revision, input->revision),
		.time = scan->time,
		.digest = arena_printf(keep, STR_FMT "#%zu",
		    STR_ARG(report->digest), report->scans.count + 1),
		.tool_label = scan->scanner.label,
		.tool_version = scan->version,
		.rules = UNKNOWN,
		.state = is_done && !is_page && !report->is_full
			     ? STR("done")
			     : STR("failed"),
		.listing_total = is_page ? report->total : UNKNOWN,
		.listing_size = is_page ? report->units : UNKNOWN,
		.stage = input->stage,
	};
	sast_hide_in_scan(&fact, report->context.rules, keep);
	import_locator(report->import, 1);
	return import_add(report->import, FACT_KIND_scan, &fact, &scan->id,
	    NULL, report->err);
}

struct open_scan *scan_open(
    struct scan_report *report, const struct scan_item *item)
{
	struct open_scan scan = scan_of(item);
	if (!scan.analysis.len && report->analysis.len)
		scan.analysis = report->analysis;
	for (size_t i = report->scans.count; i > 0; i--)
		if (is_same(&report->scans.items[i - 1], &scan))
			return &report->scans.items[i - 1];
	if (report->scans.count == SCANS_MAX)
		return &report->scans.items[SCANS_MAX - 1];
	if (!store_scan(report, &scan, item)) {
		report->has_stopped = true;
		return NULL;
	}
	VEC_PUSH(&report->scans, report->keep, scan);
	return &report->scans.items[report->scans.count - 1];
}
