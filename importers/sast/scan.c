/* Reports of scanners in formats of their own, read by profiles
 * (data/scans/NAME.scan): what a format is called, how it is known and where
 * its values stand is data, what they mean is common. The file is read twice,
 * as SARIF is: first what it says of itself as a whole, then one record at a
 * time. A report is a scan of the model for each tool, analysis and revision
 * that its records name; a file that breaks off keeps the records before the
 * break, and its scans count as failed. */
#include "base/map.h"
#include "base/remote.h"
#include "base/vec.h"
#include "importers/sast/cover.h"
#include "importers/sast/scan.h"
#include "importers/sast/scan_in.h"
#include "importers/sast/scan_recognise.h"
#include "importers/sast/scan_record.h"
#include "importers/sast/scan_result.h"

enum {
	SCAN_VERSION = 4,
	SCANS_MAX = 1000, /* of one file; others join the last */
	KEYS_MAX = 1 << 20,
	FORMER_MAX = 100000,
};

/* ----------------------------------------------------------------- scans -- */

/* One scan of the model that is being filled. */
struct open_scan {
	struct str tool; /* as the report calls it */
	struct str version;
	struct str analysis;
	struct str ref;
	struct str revision;
	struct scanner scanner;
	int64_t id;
	int64_t time;
	int64_t results;
};

struct cursor {
	struct import *import;
	const struct input *input;
	struct str beside; /* XML whose tree joins the head; none without */
	struct scan_context context;
	struct arena *keep;
	struct arena *scratch; /* of one record */
	struct str digest;
	VEC(struct open_scan) scans;
	struct str analysis; /* of records that name none; none: none does */
	struct map keys;
	struct map former; /* rules, with what they are called elsewhere */
	struct cover *cover;
	bool has_cover; /* the profile has lists of it */
	int64_t units;	/* of the file */
	int64_t done;
	int64_t records;
	int64_t problems;
	int64_t below_one;
	int64_t placeholders;
	int64_t by_confidence;
	int64_t bad_times; /* first sightings that are none */
	int64_t errors;
	int64_t hidden;
	int64_t line; /* of the unit */
	int64_t column;
	struct error broken;
	bool is_failed;
	int64_t total; /* of the listing, of which this is a part; 0: whole */
	bool is_full;  /* of one that says no total: as many as a page holds */
	struct error *err;
	bool has_stopped; /* the store failed */
};

static struct str told(struct str own, struct str configured)
{
	return own.len ? own : configured.len ? configured : STR("");
}

static void note_tool(const struct cursor *cursor, const struct open_scan *scan)
{
	if (!scan->tool.len)
		import_diagnose(cursor->import, "warning", "unnamed-tool", 1,
		    "the report does not say which tool made it");
	else if (!scan->scanner.is_known)
		import_diagnose(cursor->import, "note", "unknown-tool", 1,
		    STR_FMT " is not in data/scanners.csv: its results count "
			    "as security findings",
		    STR_ARG(scan->scanner.label));
	if (cursor->is_failed)
		import_diagnose(cursor->import, "warning", "scan-failed", 1,
		    STR_FMT " says that it failed: the scan closes no finding",
		    STR_ARG(scan->scanner.label));
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

static bool store_scan(
    struct cursor *cursor, struct open_scan *scan, const struct scan_item *item)
{
	struct arena *keep = cursor->keep;
	const struct input *input = cursor->input;
	bool is_done = cursor->broken.kind == ERROR_NONE && !cursor->is_failed;
	bool is_page = is_done && cursor->total;
	int64_t own = scan_item_time(item, SCAN_TIME);
	struct str repository =
	    remote_normal(keep, scan_item_text(item, SCAN_REPOSITORY));
	scan->tool = sast_text_short(keep, scan->tool);
	scan->version = sast_text_short(keep, scan->version);
	scan->analysis = sast_text_short(keep, scan->analysis);
	scan->ref = sast_text_short(keep, scan->ref);
	scan->revision = sast_text_short(keep, scan->revision);
	scan->time = sast_scan_time(cursor->import, 1, own,
	    own == UNKNOWN ? scan_item_raw(item, SCAN_TIME) : STR_NONE);
	scan->scanner =
	    scanner_find(&cursor->context.rules->scanners, scan->tool, keep);
	note_tool(cursor, scan);
	struct fact_scan fact = {
		.tool = told(scan->scanner.name, STR("unknown")),
		.analysis =
		    sast_analysis(keep, input, scan->tool, scan->analysis),
		.repository = told(repository, input->repository),
		.ref = told(scan->ref, input->ref),
		.revision = told(scan->revision, input->revision),
		.time = scan->time,
		.digest = arena_printf(keep, STR_FMT "#%zu",
		    STR_ARG(cursor->digest), cursor->scans.count + 1),
		.tool_label = scan->scanner.label,
		.tool_version = scan->version,
		.rules = UNKNOWN,
		.state = is_done && !is_page && !cursor->is_full
			     ? STR("done")
			     : STR("failed"),
		.listing_total = is_page ? cursor->total : UNKNOWN,
		.listing_size = is_page ? cursor->units : UNKNOWN,
		.stage = input->stage,
	};
	sast_hide_in_scan(&fact, cursor->context.rules, keep);
	import_locator(cursor->import, 1);
	return import_add(cursor->import, FACT_KIND_scan, &fact, &scan->id,
	    NULL, cursor->err);
}

/* The scan that ITEM belongs to, new when it is the first. */
static struct open_scan *find_scan(
    struct cursor *cursor, const struct scan_item *item)
{
	struct open_scan scan = scan_of(item);
	if (!scan.analysis.len && cursor->analysis.len)
		scan.analysis = cursor->analysis;
	for (size_t i = cursor->scans.count; i > 0; i--)
		if (is_same(&cursor->scans.items[i - 1], &scan))
			return &cursor->scans.items[i - 1];
	if (cursor->scans.count == SCANS_MAX)
		return &cursor->scans.items[SCANS_MAX - 1];
	if (!store_scan(cursor, &scan, item)) {
		cursor->has_stopped = true;
		return NULL;
	}
	VEC_PUSH(&cursor->scans, cursor->keep, scan);
	return &cursor->scans.items[cursor->scans.count - 1];
}

/* --------------------------------------------------------------- records -- */

static bool is_repeated(struct cursor *cursor, const struct scan_item *item)
{
	uint64_t key = scan_item_key(item);
	bool added;
	if (!key || cursor->keys.count >= KEYS_MAX)
		return false;
	map_put(&cursor->keys, (struct str){ (const char *)&key, sizeof key },
	    &added);
	return !added;
}

/* What is absent or no finding was not found. */
static void note_found(
    const struct cursor *cursor, const struct fact_result *fact)
{
	if (!cursor->has_cover || !str_equal_z(fact->kind, "fail") ||
	    str_equal_z(fact->baseline, "absent"))
		return;
	cover_found(cursor->cover, COVER_RULES, fact->rule);
	cover_found(cursor->cover, COVER_FILES, fact->path);
}

static int64_t number_of(const struct scan_item *item, enum scan_field field)
{
	int64_t number;
	return str_to_int(scan_item_text(item, field), &number) && number > 0
		   ? number
		   : 0;
}

/* What the scan ran, looked at or failed on; no record of the account. */
static void take_cover(struct cursor *cursor, const struct scan_item *item)
{
	bool is_told = scan_item_count(item, SCAN_PROBLEM) > 0;
	if (item->section->use == SCAN_UNREAD) {
		cursor->errors += !is_told;
		cover_unread(cursor->cover, scan_item_path(item));
	} else if (!is_told) {
		cursor->hidden += number_of(item, SCAN_HIDDEN);
		cover_list(cursor->cover, COVER_RULES, scan_item_rule(item));
		cover_list(cursor->cover, COVER_FILES, scan_item_path(item));
	}
}

/* A scan, whether or not it found anything. */
static bool take_scan(struct cursor *cursor, const struct scan_item *item)
{
	const struct open_scan *scan;
	cursor->analysis = STR_NONE;
	if (scan_item_count(item, SCAN_PROBLEM) > 0)
		return true;
	scan = find_scan(cursor, item);
	if (scan)
		cursor->analysis = scan->analysis;
	return scan != NULL;
}

/* What the rule is called in another report of the same scan, each once. */
static bool add_former(struct cursor *cursor, const struct scan_item *item,
    const struct open_scan *scan, struct str rule)
{
	struct str former = scan_item_text(item, SCAN_FORMER);
	bool is_new;
	if (!former.len || str_equal(former, rule) ||
	    cursor->former.count >= FORMER_MAX)
		return true;
	struct str key = arena_printf(item->keep, STR_FMT "\n" STR_FMT "\n%lld",
	    STR_ARG(former), STR_ARG(rule), (long long)scan->id);
	map_put(&cursor->former, key, &is_new);
	if (!is_new || IMPORT_ADD(cursor->import, scan_former_rule, NULL, NULL,
			   cursor->err, .scan_id = scan->id, .former = former,
			   .rule = rule))
		return true;
	cursor->has_stopped = true;
	return false;
}

static bool take_result(
    struct cursor *cursor, const struct scan_item *item, struct open_scan *scan)
{
	struct scan_result result;
	struct scan_refusal refusal;
	if (!scan_result_read(&result, &refusal, item, &scan->scanner)) {
		import_reject(cursor->import, 0, 0, refusal.code, STR_FMT,
		    STR_ARG(refusal.text));
		return true;
	}
	if (result.is_problem) {
		cursor->problems++;
		import_empty(cursor->import);
		return true;
	}
	if (scan_item_is(item, SCAN_DUPLICATE) || is_repeated(cursor, item)) {
		import_duplicate(cursor->import);
		return true;
	}
	cursor->below_one += result.is_below_one;
	cursor->placeholders += result.is_placeholder;
	cursor->by_confidence += result.by_confidence;
	cursor->bad_times += result.is_undated;
	cursor->bad_times += sast_drop_late(&result.fact, scan->time);
	note_found(cursor, &result.fact);
	if (!add_former(cursor, item, scan, result.fact.rule))
		return false;
	result.fact.scan_id = scan->id;
	result.fact.ordinal = ++scan->results;
	import_locator(cursor->import, cursor->line);
	cursor->has_stopped = !sast_add_result(cursor->import, &result.fact,
	    &result.weaknesses, &result.suppressions, NULL, cursor->err);
	return !cursor->has_stopped;
}

static bool take_record(struct cursor *cursor, struct scan_item *item)
{
	arena_reset(cursor->scratch);
	item->keep = cursor->scratch;
	if (item->section->use == SCAN_SCANS)
		return take_scan(cursor, item);
	if (item->section->use != SCAN_RESULTS) {
		take_cover(cursor, item);
		return true;
	}
	struct open_scan *scan = find_scan(cursor, item);
	if (!scan)
		return false;
	import_read(cursor->import, cursor->line, cursor->column);
	cursor->records++;
	return take_result(cursor, item, scan);
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
	struct cursor *cursor = user;
	cursor->line = unit->place.line;
	cursor->column = unit->place.column;
	import_progress(
	    cursor->import, "records", ++cursor->done, cursor->units);
	if (unit->tree)
		return scan_each_record(
		    &cursor->context, unit, take_item, cursor);
	if (!holds_results(cursor->context.profile, unit))
		return true;
	import_read(cursor->import, cursor->line, cursor->column);
	import_reject(cursor->import, 0, 0, "too-large",
	    "expected a record of at most 16 MiB, found a larger one; split "
	    "the report, or leave out what it quotes");
	return true;
}

/* ------------------------------------------------------------ first pass -- */

static bool count_item(void *user, struct scan_item *item)
{
	struct cursor *cursor = user;
	if (item->section->use != SCAN_RESULTS)
		return true;
	arena_reset(cursor->scratch);
	item->keep = cursor->scratch;
	scan_item_count_fingerprints(item);
	return true;
}

static bool count_unit(void *user, const struct scan_unit *unit)
{
	struct cursor *cursor = user;
	return !unit->tree ||
	       scan_each_record(&cursor->context, unit, count_item, cursor);
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

static void note_surroundings(
    const struct cursor *cursor, const struct scan_reading *reading)
{
	if (reading->lines_before)
		import_diagnose(cursor->import, "warning", "text-before-json",
		    1, "text before the JSON was passed over: %lld lines",
		    (long long)reading->lines_before);
	if (reading->rubbish.line)
		import_diagnose(cursor->import, "warning", "text-after-json",
		    reading->rubbish.line,
		    "text behind the JSON, from line %lld on, was passed over",
		    (long long)reading->rubbish.line);
}

/* What the report says of itself as a whole. */
static struct scan_item whole_item(struct cursor *cursor)
{
	return (struct scan_item){ .context = &cursor->context,
		.record = { .head = cursor->context.head },
		.keep = cursor->keep };
}

/* Of a file that stands beside the report all is head. */
static void add_beside(struct cursor *cursor, cJSON *head)
{
	struct scan_profile none = { .omit = cursor->context.profile->omit };
	struct input input = { .path = cursor->beside,
		.shown = cursor->input->shown };
	struct scan_reading reading = {
		.profile = &none, .input = &input, .wants_head = true
	};
	struct error broken;
	if (!cursor->beside.len || !head)
		return;
	if (!scan_read_xml(&reading, cursor->keep, &broken))
		import_diagnose(cursor->import, "warning", "missing-part", 1,
		    "what people said of the findings could not be read: %s",
		    reading.broken.message);
	while (reading.head && reading.head->child)
		cJSON_AddItemToArray(
		    head, cJSON_DetachItemViaPointer(
			      reading.head, reading.head->child));
	cJSON_Delete(reading.head);
}

/* Many sources give so many records at a time, and do not say of how many. */
static bool is_full_page(const struct cursor *cursor)
{
	const struct str_list *pages = &cursor->context.profile->pages;
	bool is_full = false;
	int64_t size;
	for (size_t i = 0; i < pages->count && !is_full; i++)
		is_full =
		    str_to_int(pages->items[i], &size) && size == cursor->units;
	return is_full;
}

static bool first_pass(struct cursor *cursor, cJSON **head, struct error *err)
{
	struct scan_reading reading = { .profile = cursor->context.profile,
		.input = cursor->input,
		.user = cursor,
		.wants_head = true };
	if (has_fingerprints(cursor->context.profile))
		reading.take = count_unit;
	bool done = read_file(&reading, cursor->keep, err);
	*head = reading.head;
	cursor->context.head = reading.head;
	add_beside(cursor, reading.head);
	cursor->units = reading.units;
	cursor->broken = reading.broken;
	if (!done && reading.broken.kind == ERROR_NONE)
		return false;
	if (!done && !reading.units) {
		*err = reading.broken;
		return false;
	}
	note_surroundings(cursor, &reading);
	scan_fill_lookups(&cursor->context, cursor->keep);
	const struct scan_item whole = whole_item(cursor);
	cursor->has_cover = has_cover(cursor->context.profile);
	cursor->errors = scan_item_count(&whole, SCAN_ERRORS);
	cursor->hidden = number_of(&whole, SCAN_HIDDEN);
	cursor->is_failed = scan_item_is(&whole, SCAN_FAILED);
	cursor->total = number_of(&whole, SCAN_TOTAL);
	if (cursor->total <= cursor->units)
		cursor->total = 0;
	cursor->is_full = is_full_page(cursor);
	return true;
}

/* ----------------------------------------------------------- second pass -- */

static void note_total(const struct cursor *cursor)
{
	if (cursor->total)
		import_diagnose(cursor->import, "warning", "part-of-more", 1,
		    "the report holds %lld of %lld findings and closes none: "
		    "give the other pages too, with the same time",
		    (long long)cursor->records, (long long)cursor->total);
	if (cursor->is_full)
		import_diagnose(cursor->import, "warning", "part-of-more", 1,
		    "the report holds %lld findings, as many as a page of its "
		    "source, and closes none: whether there are more it does "
		    "not say; give all pages in one file",
		    (long long)cursor->records);
}

static void note_errors(const struct cursor *cursor)
{
	for (size_t i = 0; cursor->errors && i < cursor->scans.count; i++)
		import_diagnose(cursor->import, "warning", "scan-errors", 1,
		    STR_FMT " reports errors of its own: %lld",
		    STR_ARG(cursor->scans.items[i].scanner.label),
		    (long long)cursor->errors);
}

static void note_results(struct cursor *cursor)
{
	struct import *import = cursor->import;
	note_errors(cursor);
	sast_note_lines(
	    import, 1, "results", cursor->below_one, cursor->placeholders);
	sast_note_times(import, 1, "results", cursor->bad_times);
	if (cursor->by_confidence)
		import_diagnose(import, "note", "severity-by-confidence", 1,
		    "the tool says how sure it is, not how bad it is, which "
		    "stands for the severity: %lld of the results",
		    (long long)cursor->by_confidence);
	if (cursor->hidden)
		import_diagnose(import, "note", "suppressed-unlisted", 1,
		    "remarks in the source suppress results that the report "
		    "leaves out: %lld",
		    (long long)cursor->hidden);
	if (cursor->problems)
		import_diagnose(import, "warning", "scan-problems", 1,
		    "records that tell of the scan and not of the code, such "
		    "as files that could not be read: %lld",
		    (long long)cursor->problems);
}

static bool second_pass(struct cursor *cursor, struct error *err)
{
	struct scan_reading reading = { .profile = cursor->context.profile,
		.input = cursor->input,
		.take = take_unit,
		.user = cursor };
	bool done = read_file(&reading, cursor->keep, err);
	if (!done && (cursor->has_stopped || reading.broken.kind == ERROR_NONE))
		return false;
	/* A clean report is a scan as well. */
	const struct scan_item whole = whole_item(cursor);
	if (!cursor->scans.count && !find_scan(cursor, &whole))
		return false;
	if (cursor->broken.kind != ERROR_NONE)
		sast_note_break(
		    cursor->import, &cursor->broken, "broken-file", "scan");
	note_total(cursor);
	note_results(cursor);
	/* Of several scans nobody can say whose the lists are. */
	return cursor->scans.count != 1 ||
	       cover_store(cursor->cover, cursor->import,
		   cursor->scans.items[0].id, cursor->context.rules->secrets,
		   err);
}

/* -------------------------------------------------------------- importer -- */

static bool read_report(struct cursor *cursor, struct error *err)
{
	cJSON *head = NULL;
	bool done = first_pass(cursor, &head, err) && second_pass(cursor, err);
	cJSON_Delete(head);
	return done;
}

static bool load(struct cursor *cursor, struct sast_rules *rules,
    struct rule_weaknesses *weaknesses, struct error *err)
{
	struct str which;
	const struct input *input = cursor->input;
	struct arena *keep = cursor->keep;
	cursor->context.rules = rules;
	cursor->context.rule_weaknesses = weaknesses;
	if (!sast_rules_load(rules, input->folders, keep, err) ||
	    !rule_weaknesses_load(weaknesses, input->folders, keep, err) ||
	    !sast_digest(&cursor->digest, cursor->import, keep, err) ||
	    !scan_profile_find(
		&cursor->context.profile, &which, input, keep, err))
		return false;
	if (cursor->context.profile)
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

bool scan_add_report(struct import *import, const struct input *report,
    struct str beside, struct arena *scratch, struct error *err)
{
	struct sast_rules rules;
	struct rule_weaknesses weaknesses;
	struct cursor cursor = { .import = import,
		.input = report,
		.beside = beside,
		.keep = scratch,
		.scratch = arena_new(),
		.keys = { .arena = scratch },
		.former = { .arena = scratch },
		.cover = cover_new(scratch),
		.context = { .seen = fingerprint_seen_new() },
		.err = err };
	bool done = load(&cursor, &rules, &weaknesses, err) &&
		    read_report(&cursor, err);
	fingerprint_seen_free(cursor.context.seen);
	arena_free(cursor.scratch);
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
