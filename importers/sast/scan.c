/* Reports of scanners in formats of their own, read by profiles
 * (data/scans/NAME.scan): what a format is called, how it is known and where
 * its values stand is data, what they mean is common. The file is read twice,
 * as SARIF is: first what it says of itself as a whole, then one record at a
 * time. A report is a scan of the model for each tool, analysis and revision
 * that its records name; a file that breaks off keeps the records before the
 * break, and its scans count as failed. */
#include "importers/sast/scan.h"
#include "importers/sast/scan_recognise.h"
#include "importers/sast/scan_report.h"
#include "importers/sast/scan_result.h"

enum {
	SCAN_VERSION = 5,
	KEYS_MAX = 1 << 20,
	FORMER_MAX = 100000,
};

/* --------------------------------------------------------------- records -- */

static bool is_repeated(
    struct scan_report *report, const struct scan_item *item)
{
	uint64_t key = scan_item_key(item);
	bool added;
	if (!key || report->keys.count >= KEYS_MAX)
		return false;
	map_put(&report->keys, (struct str){ (const char *)&key, sizeof key },
	    &added);
	return !added;
}

/* What is absent or no finding was not found. */
static void note_found(
    const struct scan_report *report, const struct fact_result *fact)
{
	if (!report->has_cover || !str_equal_z(fact->kind, "fail") ||
	    str_equal_z(fact->baseline, "absent"))
		return;
	cover_found(report->cover, COVER_RULES, fact->rule);
	cover_found(report->cover, COVER_FILES, fact->path);
}

static int64_t number_of(const struct scan_item *item, enum scan_field field)
{
	int64_t number;
	return str_to_int(scan_item_text(item, field), &number) && number > 0
		   ? number
		   : 0;
}

/* What the scan ran, looked at or failed on; no record of the account. */
static void take_cover(struct scan_report *report, const struct scan_item *item)
{
	bool is_told = scan_item_count(item, SCAN_PROBLEM) > 0;
	if (item->section->use == SCAN_UNREAD) {
		report->errors += !is_told;
		cover_unread(report->cover, scan_item_path(item));
	} else if (!is_told) {
		report->hidden += number_of(item, SCAN_HIDDEN);
		cover_list(report->cover, COVER_RULES, scan_item_rule(item));
		cover_list(report->cover, COVER_FILES, scan_item_path(item));
	}
}

/* A scan, whether or not it found anything. */
static bool take_scan(struct scan_report *report, const struct scan_item *item)
{
	const struct open_scan *scan;
	report->analysis = STR_NONE;
	if (scan_item_count(item, SCAN_PROBLEM) > 0)
		return true;
	scan = scan_open(report, item);
	if (scan)
		report->analysis = scan->analysis;
	return scan != NULL;
}

/* What the rule is called in another report of the same scan, each once. */
static bool add_former(struct scan_report *report, const struct scan_item *item,
    const struct open_scan *scan, struct str rule)
{
	struct str former = scan_item_text(item, SCAN_FORMER);
	bool is_new;
	if (!former.len || str_equal(former, rule) ||
	    report->former.count >= FORMER_MAX)
		return true;
	struct str key = arena_printf(item->keep, STR_FMT "\n" STR_FMT "\n%lld",
	    STR_ARG(former), STR_ARG(rule), (long long)scan->id);
	map_put(&report->former, key, &is_new);
	if (!is_new || IMPORT_ADD(report->import, scan_former_rule, NULL, NULL,
			   report->err, .scan_id = scan->id, .former = former,
			   .rule = rule))
		return true;
	report->has_stopped = true;
	return false;
}

static bool take_result(struct scan_report *report,
    const struct scan_item *item, struct open_scan *scan)
{
	struct scan_result result;
	struct scan_refusal refusal;
	if (!scan_result_read(&result, &refusal, item, &scan->scanner)) {
		import_reject(report->import, 0, 0, refusal.code, STR_FMT,
		    STR_ARG(refusal.text));
		return true;
	}
	if (result.is_problem) {
		report->problems++;
		import_empty(report->import);
		return true;
	}
	if (scan_item_is(item, SCAN_DUPLICATE) || is_repeated(report, item)) {
		import_duplicate(report->import);
		return true;
	}
	report->below_one += result.is_below_one;
	report->placeholders += result.is_placeholder;
	report->by_confidence += result.by_confidence;
	report->bad_times += result.is_undated;
	report->bad_times += sast_drop_late(&result.fact, scan->time);
	note_found(report, &result.fact);
	if (!add_former(report, item, scan, result.fact.rule))
		return false;
	result.fact.scan_id = scan->id;
	result.fact.ordinal = ++scan->results;
	import_locator(report->import, report->line);
	report->has_stopped = !sast_add_result(report->import, &result.fact,
	    &result.weaknesses, &result.suppressions, NULL, report->err);
	return !report->has_stopped;
}

static bool take_record(struct scan_report *report, struct scan_item *item)
{
	arena_reset(report->scratch);
	item->keep = report->scratch;
	if (item->section->use == SCAN_SCANS)
		return take_scan(report, item);
	if (item->section->use != SCAN_RESULTS) {
		take_cover(report, item);
		return true;
	}
	struct open_scan *scan = scan_open(report, item);
	if (!scan)
		return false;
	import_read(report->import, report->line, report->column);
	report->records++;
	return take_result(report, item, scan);
}

static bool take_item(void *user, struct scan_item *item)
{
	return take_record(user, item);
}

static bool holds_results(
    const struct scan_profile *profile, const struct scan_unit *unit)
{
	for (size_t i = 0; i < profile->sections.count; i++)
		if (unit->in_section[i] &&
		    profile->sections.items[i].use == SCAN_RESULTS)
			return true;
	return false;
}

static bool take_unit(void *user, const struct scan_unit *unit)
{
	struct scan_report *report = user;
	report->line = unit->place.line;
	report->column = unit->place.column;
	import_progress(
	    report->import, "records", ++report->done, report->units);
	if (unit->tree)
		return scan_each_record(
		    &report->context, unit, take_item, report);
	if (!holds_results(report->context.profile, unit))
		return true;
	import_read(report->import, report->line, report->column);
	import_reject(report->import, 0, 0, "too-large",
	    "expected a record of at most 16 MiB, found a larger one; split "
	    "the report, or leave out what it quotes");
	return true;
}

/* ------------------------------------------------------------ first pass -- */

static bool count_item(void *user, struct scan_item *item)
{
	struct scan_report *report = user;
	if (item->section->use != SCAN_RESULTS)
		return true;
	arena_reset(report->scratch);
	item->keep = report->scratch;
	scan_item_count_fingerprints(item);
	return true;
}

static bool count_unit(void *user, const struct scan_unit *unit)
{
	struct scan_report *report = user;
	return !unit->tree ||
	       scan_each_record(&report->context, unit, count_item, report);
}

static bool has_fingerprints(const struct scan_profile *profile)
{
	if (profile->shared.fingerprints.count)
		return true;
	for (size_t i = 0; i < profile->sections.count; i++)
		if (profile->sections.items[i].fingerprints.count)
			return true;
	return false;
}

static bool has_cover(const struct scan_profile *profile)
{
	for (size_t i = 0; i < profile->sections.count; i++)
		if (profile->sections.items[i].use == SCAN_COVERS)
			return true;
	return false;
}

static bool read_file(
    struct scan_reading *reading, struct arena *keep, struct error *err)
{
	static scan_read *const readers[] = { scan_read_json, scan_read_xml,
		scan_read_csv };
	if (reading->input->profile.len && !reading->input->size_bytes)
		return true;
	return readers[reading->profile->format](reading, keep, err);
}

/* What the report says of itself as a whole. */
static struct scan_item whole_item(struct scan_report *report)
{
	return (struct scan_item){ .context = &report->context,
		.record = { .head = report->context.head },
		.keep = report->keep };
}

/* Of a file that stands beside the report all is head. */
static void add_beside(struct scan_report *report, cJSON *head)
{
	struct scan_profile none = { .omit = report->context.profile->omit };
	struct input input = { .path = report->beside,
		.shown = report->input->shown };
	struct scan_reading reading = {
		.profile = &none, .input = &input, .wants_head = true
	};
	struct error broken;
	if (!report->beside.len || !head)
		return;
	if (!scan_read_xml(&reading, report->keep, &broken))
		import_diagnose(report->import, "warning", "missing-part", 1,
		    "what people said of the findings could not be read: %s",
		    reading.broken.message);
	while (reading.head && reading.head->child)
		cJSON_AddItemToArray(
		    head, cJSON_DetachItemViaPointer(
			      reading.head, reading.head->child));
	cJSON_Delete(reading.head);
}

/* Many sources give so many records at a time, and do not say of how many. */
static bool is_full_page(const struct scan_report *report)
{
	const struct str_list *pages = &report->context.profile->pages;
	bool is_full = false;
	int64_t size;
	for (size_t i = 0; i < pages->count && !is_full; i++)
		is_full =
		    str_to_int(pages->items[i], &size) && size == report->units;
	return is_full;
}

static bool first_pass(
    struct scan_report *report, cJSON **head, struct error *err)
{
	struct scan_reading reading = { .profile = report->context.profile,
		.input = report->input,
		.user = report,
		.wants_head = true };
	if (has_fingerprints(report->context.profile))
		reading.take = count_unit;
	bool done = read_file(&reading, report->keep, err);
	*head = reading.head;
	report->context.head = reading.head;
	add_beside(report, reading.head);
	report->units = reading.units;
	report->broken = reading.broken;
	if (!done && reading.broken.kind == ERROR_NONE)
		return false;
	if (!done && !reading.units) {
		*err = reading.broken;
		return false;
	}
	sast_note_surroundings(
	    report->import, reading.lines_before, reading.rubbish);
	scan_fill_lookups(&report->context, report->keep);
	const struct scan_item whole = whole_item(report);
	report->has_cover = has_cover(report->context.profile);
	report->errors = scan_item_count(&whole, SCAN_ERRORS);
	report->hidden = number_of(&whole, SCAN_HIDDEN);
	report->is_failed = scan_item_is(&whole, SCAN_FAILED);
	report->total = number_of(&whole, SCAN_TOTAL);
	if (report->total <= report->units)
		report->total = 0;
	report->is_full = is_full_page(report);
	return true;
}

/* ----------------------------------------------------------- second pass -- */

static bool second_pass(struct scan_report *report, struct error *err)
{
	struct scan_reading reading = { .profile = report->context.profile,
		.input = report->input,
		.take = take_unit,
		.user = report };
	bool done = read_file(&reading, report->keep, err);
	if (!done && (report->has_stopped || reading.broken.kind == ERROR_NONE))
		return false;
	/* A clean report is a scan as well. */
	const struct scan_item whole = whole_item(report);
	if (!report->scans.count && !scan_open(report, &whole))
		return false;
	if (report->broken.kind != ERROR_NONE)
		sast_note_break(
		    report->import, &report->broken, "broken-file", "scan");
	scan_note_end(report);
	/* Of several scans nobody can say whose the lists are. */
	return report->scans.count != 1 ||
	       cover_store(report->cover, report->import,
		   report->scans.items[0].id, report->context.rules->secrets,
		   err);
}

/* -------------------------------------------------------------- importer -- */

static bool read_report(struct scan_report *report, struct error *err)
{
	cJSON *head = NULL;
	bool done = first_pass(report, &head, err) && second_pass(report, err);
	cJSON_Delete(head);
	return done;
}

static bool load(struct scan_report *report, struct sast_rules *rules,
    struct rule_weaknesses *weaknesses, struct error *err)
{
	struct str which;
	const struct input *input = report->input;
	struct arena *keep = report->keep;
	report->context.rules = rules;
	report->context.rule_weaknesses = weaknesses;
	if (!sast_rules_load(rules, input->folders, keep, err) ||
	    !rule_weaknesses_load(weaknesses, input->folders, keep, err) ||
	    !sast_digest(&report->digest, report->import, keep, err) ||
	    !scan_profile_find(
		&report->context.profile, &which, input, keep, err))
		return false;
	if (report->context.profile)
		return true;
	if (which.len) {
		error_at(err, (struct place){ .file = input->shown },
		    "expected a report that can be read, found one of " STR_FMT
		    ", which is not",
		    STR_ARG(which));
		return error_fix(err, "let the tool write SARIF 2.1.0; "
				      "docs/formats.md lists what is read");
	}
	if (input->profile.len) {
		error_at(err, (struct place){ .file = input->shown },
		    "expected a report as profile " STR_FMT " describes it, "
		    "or an empty list, found neither",
		    STR_ARG(input->profile));
		return error_fix(err,
		    "leave the profile out, and assay check tells what the "
		    "file is");
	}
	error_at(err, (struct place){ .file = input->shown },
	    "expected a report that a profile of data/scans knows, found "
	    "none");
	return error_fix(err, "docs/formats.md lists what is read");
}

bool scan_add_report(struct import *import, const struct input *input,
    struct str beside, struct arena *scratch, struct error *err)
{
	struct sast_rules rules;
	struct rule_weaknesses weaknesses;
	struct scan_report report = { .import = import,
		.input = input,
		.beside = beside,
		.keep = scratch,
		.scratch = arena_new(),
		.keys = { .arena = scratch },
		.former = { .arena = scratch },
		.cover = cover_new(scratch),
		.context = { .seen = fingerprint_seen_new() },
		.err = err };
	bool done = load(&report, &rules, &weaknesses, err) &&
		    read_report(&report, err);
	fingerprint_seen_free(report.context.seen);
	arena_free(report.scratch);
	return done;
}

static bool run(struct import *import, struct arena *scratch, struct error *err)
{
	return scan_add_report(
	    import, import_input(import), STR_NONE, scratch, err);
}

/* All profiles: which of them reads a file may hang on any. */
bool scan_add_rules(struct hash *hash, const struct input *input,
    struct arena *scratch, struct error *err)
{
	struct scan_profile_list list;
	if (!scan_profile_load(&list, input->folders, scratch, err))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		hash_add_field(hash, list.items[i].name);
		hash_add_field(hash, list.items[i].text);
	}
	return true;
}

const char *const scan_tables[] = { SAST_TABLES, "data/rule-weaknesses.csv",
	"data/reports-not-read.csv", NULL };

const struct importer importer_scan = {
	.name = "scan",
	.summary = "reports of security scanners in formats of their own",
	.version = SCAN_VERSION,
	.tables = scan_tables,
	.add_rules = scan_add_rules,
	.recognises = scan_recognises,
	.run = run,
};
