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
#include "importers/sast/scan_result.h"
#include "importers/sast/scan_value.h"

enum {
	SCAN_VERSION = 4,
	SURE_OF_PROFILE = 90,
	SURE_AS_NAMED = 100,
	SURE_OF_TOOL = 91, /* whose report is not read: surer than a table */
	SCANS_MAX = 1000,  /* of one file; others join the last */
	KEYS_MAX = 1 << 20,
	LOOKUP_ROWS_MAX = 1 << 20,
	FORMER_MAX = 100000,
};

/* ----------------------------------------------------------- recognising -- */

static bool one_fits(const struct scan_sketch *sketch,
    const struct str_list *alternatives, struct str *which)
{
	for (size_t i = 0; i < alternatives->count; i++)
		if (scan_sketch_has(sketch, alternatives->items[i])) {
			*which = alternatives->items[i];
			return true;
		}
	return false;
}

/* Whether the file has nothing but what ALLOWED names. */
static bool has_only(
    const struct scan_sketch *sketch, const struct str_list *allowed)
{
	for (size_t i = 0; allowed->count && i < sketch->paths.count; i++) {
		size_t a = 0;
		while (
		    a < allowed->count &&
		    !scanner_matches(sketch->paths.items[i], allowed->items[a]))
			a++;
		if (a == allowed->count)
			return false;
	}
	return true;
}

static bool profile_fits(const struct scan_profile *profile,
    const struct scan_sketch *sketch, struct str *which)
{
	enum scan_format format = sketch->is_xml    ? SCAN_XML
				  : sketch->is_json ? SCAN_JSON
						    : SCAN_CSV;
	if (profile->format != format)
		return false;
	if (profile->xml_namespace.len &&
	    !scanner_matches(sketch->xml_namespace, profile->xml_namespace))
		return false;
	struct str ignored;
	for (size_t i = 0; i < profile->match.count; i++)
		if (!one_fits(
			sketch, &profile->match.items[i], i ? &ignored : which))
			return false;
	return has_only(sketch, &profile->only) &&
	       !one_fits(sketch, &profile->unless, &ignored);
}

static const struct scan_profile *find_fitting(
    const struct scan_profile_list *list, const struct scan_sketch *sketch,
    struct str *which)
{
	for (size_t i = 0; i < list->count; i++)
		if (profile_fits(&list->items[i], sketch, which))
			return &list->items[i];
	return NULL;
}

/* Whether all of WANTED, with '&' between, are there. */
static bool has_all(const struct scan_sketch *sketch, struct str wanted)
{
	struct str part;
	while (str_split(&wanted, '&', &part))
		if (!scan_sketch_has(sketch, str_trim(part)))
			return false;
	return true;
}

/* What a text for people has, by its first lines. */
static void sketch_lines(
    struct scan_sketch *sketch, struct str head, struct arena *keep)
{
	struct str line;
	while (str_line(&head, &line))
		scan_sketch_add(sketch, str_trim(line), keep);
}

/* The tool whose report this is, and its form, when it is one that is known
 * and not read; none else. */
static bool find_unread(struct str *tool, const struct scan_sketch *sketch,
    const struct input *input, struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t columns[3];
	struct scan_sketch lines = { .is_json = false };
	*tool = STR_NONE;
	if (!sketch->is_json && !sketch->is_xml)
		sketch_lines(&lines, input->head, keep);
	if (!rules_read(&rules, input->folders,
		STR("data/reports-not-read.csv"), keep, err) ||
	    !rules_column(&rules, "tool", &columns[0], err) ||
	    !rules_column(&rules, "form", &columns[1], err) ||
	    !rules_column(&rules, "match", &columns[2], err))
		return false;
	for (size_t i = 0; i < rules.row_count && !tool->len; i++)
		if (has_all(
			str_equal_z(rules_cell(&rules, i, columns[1]), "text")
			    ? &lines
			    : sketch,
			rules_cell(&rules, i, columns[2])))
			*tool = arena_printf(keep, STR_FMT " (" STR_FMT ")",
			    STR_ARG(rules_cell(&rules, i, columns[0])),
			    STR_ARG(rules_cell(&rules, i, columns[1])));
	return true;
}

/* The first byte that says anything: without mark of order, zeros, blanks. */
static char first_sign(struct str head)
{
	for (size_t i = 0; i < head.len; i++)
		if ((unsigned char)head.ptr[i] < 0x80 && head.ptr[i] > ' ')
			return head.ptr[i];
	return '\0';
}

static bool is_binary(struct str head)
{
	return str_starts(head, STR("PK\003\004")) ||
	       str_starts(head, STR("SQLite format 3")) ||
	       str_starts(head, STR("\x1f\x8b"));
}

/* Formats whose records are documents of their own, one a line: an empty file
 * is a report of nothing found. */
static bool may_be_empty(const struct scan_profile *profile)
{
	for (size_t i = 0; i < profile->sections.count; i++) {
		const struct scan_section *section =
		    &profile->sections.items[i];
		if (section->use == SCAN_RESULTS && !section->unit.count &&
		    !section->unit.in_array && !section->record.count)
			return true;
	}
	return false;
}

static const struct scan_profile *profile_named(
    const struct scan_profile_list *list, struct str name)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i].name, name))
			return &list->items[i];
	return NULL;
}

static void sketch_file(
    struct scan_sketch *sketch, const struct input *input, struct arena *keep)
{
	if (first_sign(input->head) == '<')
		scan_sketch_xml(sketch, input, keep);
	else
		scan_sketch_json(sketch, input, STR_NONE, keep);
	if (!sketch->is_json && !sketch->is_xml)
		scan_sketch_csv(sketch, input, keep);
}

/* The profile that the input names, of whose tool the file must be a report: an
 * empty list says nothing against it. NULL when it is of something else. */
static const struct scan_profile *find_named(
    const struct scan_profile_list *list, const struct input *input,
    struct arena *keep)
{
	struct scan_sketch sketch = { .is_json = false };
	struct str ignored;
	const struct scan_profile *profile =
	    profile_named(list, input->profile);
	const struct scan_profile *empty = profile_named(list, STR("empty"));
	if (!profile || is_binary(input->head))
		return NULL;
	if (!input->size_bytes)
		return may_be_empty(profile) ? profile : NULL;
	sketch_file(&sketch, input, keep);
	return profile_fits(profile, &sketch, &ignored) ||
		       (empty && profile->format == SCAN_JSON &&
			   profile_fits(empty, &sketch, &ignored))
		   ? profile
		   : NULL;
}

bool scan_is_profile(const struct asset_folders *folders, struct str name)
{
	struct scan_profile_list list;
	struct error ignored;
	struct arena *scratch = arena_new();
	bool found = name.len &&
		     scan_profile_load(&list, folders, scratch, &ignored) &&
		     profile_named(&list, name);
	arena_free(scratch);
	return found;
}

/* The profile that fits the first bytes, else all of the file; without one
 * *WHICH is the tool whose report it is, or none. */
static bool find_profile(const struct scan_profile **profile, struct str *which,
    const struct input *input, struct arena *keep, struct error *err)
{
	struct scan_profile_list list;
	struct scan_sketch sketch = { .is_json = false };
	*profile = NULL;
	*which = STR_NONE;
	if (!scan_profile_load(&list, input->folders, keep, err))
		return false;
	if (input->is_folder || is_binary(input->head))
		return true;
	if (input->profile.len) {
		*profile = find_named(&list, input, keep);
		return true;
	}
	if (first_sign(input->head) == '<') {
		scan_sketch_xml(&sketch, input, keep);
		*profile = find_fitting(&list, &sketch, which);
		return *profile ||
		       find_unread(which, &sketch, input, keep, err);
	}
	scan_sketch_json(&sketch, input, input->head, keep);
	if (sketch.is_json) {
		*profile = find_fitting(&list, &sketch, which);
		if (*profile || scan_sketch_has(&sketch, STR("runs")))
			return true;
		scan_sketch_json(&sketch, input, STR_NONE, keep);
	} else if (str_find_byte(input->head, ',') < input->head.len ||
		   str_find_byte(input->head, ';') < input->head.len ||
		   str_find_byte(input->head, '\t') < input->head.len) {
		scan_sketch_csv(&sketch, input, keep);
	}
	*profile = find_fitting(&list, &sketch, which);
	return *profile || find_unread(which, &sketch, input, keep, err);
}

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	const struct scan_profile *profile;
	struct str which = STR("");
	struct error ignored;
	if (scan_is_profile(input->folders, input->profile)) {
		*why = arena_z(scratch,
		    arena_printf(scratch, "profile " STR_FMT " is named for it",
			STR_ARG(input->profile)));
		return SURE_AS_NAMED;
	}
	if (!input->head.len || input->profile.len ||
	    !find_profile(&profile, &which, input, scratch, &ignored))
		return 0;
	if (!profile) {
		*why = arena_z(
		    scratch, arena_printf(scratch, SCAN_UNREAD_WHY STR_FMT,
				 STR_ARG(which)));
		return which.len ? SURE_OF_TOOL : 0;
	}
	*why = arena_z(scratch,
	    arena_printf(scratch,
		STR_FMT " by profile " STR_FMT "@" STR_FMT ": it has " STR_FMT,
		STR_ARG(profile->title), STR_ARG(profile->name),
		STR_ARG(profile->version), STR_ARG(which)));
	return SURE_OF_PROFILE;
}

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

/* Records below a unit: one step of their path after the other. */
struct descent {
	void *user;
	bool (*take)(void *user, struct scan_item *item);
	struct scan_item *item;
	int step;
	bool has_stopped;
};

static bool descend(void *user, const cJSON *node)
{
	struct descent *outer = user;
	struct descent inner = *outer;
	struct scan_record *record = &outer->item->record;
	const struct scan_path *path = &outer->item->section->record;
	bool is_record =
	    cJSON_IsObject(node) || outer->item->section->use != SCAN_RESULTS;
	if (!is_record || record->depth == SCAN_CHAIN_MAX)
		return false;
	record->chain[record->depth++] = node;
	if (outer->step == path->count) {
		outer->has_stopped = !outer->take(outer->user, outer->item);
	} else {
		struct scan_path step = { .count = 1 };
		step.steps[0] = path->steps[outer->step];
		inner.step++;
		scan_path_below(&step, node, descend, &inner);
		outer->has_stopped |= inner.has_stopped;
	}
	record->depth--;
	return outer->has_stopped;
}

/* Gives TAKE the records of UNIT in all of its sections. */
static bool each_record(const struct scan_context *context,
    const struct scan_unit *unit,
    bool (*take)(void *user, struct scan_item *item), void *user)
{
	for (size_t i = 0; i < context->profile->sections.count; i++) {
		struct scan_item item = { .context = context,
			.section = &context->profile->sections.items[i],
			.record = { .head = context->head } };
		struct descent descent = { user, take, &item, 0, false };
		if (!unit->in_section[i])
			continue;
		for (int o = 0; o < unit->outer_count; o++)
			item.record.chain[item.record.depth++] = unit->outer[o];
		if (descend(&descent, unit->tree))
			return false;
	}
	return true;
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
		return each_record(&cursor->context, unit, take_item, cursor);
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
	       each_record(&cursor->context, unit, count_item, cursor);
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

struct lookup_fill {
	const struct scan_lookup *lookup;
	struct map *map;
	struct arena *keep;
};

struct first_text {
	struct str text;
	struct arena *keep;
};

static bool take_text(void *user, const cJSON *value)
{
	struct first_text *first = user;
	first->text = scan_text(value, first->keep);
	return first->text.len > 0;
}

static bool take_row(void *user, const cJSON *row)
{
	struct lookup_fill *fill = user;
	struct first_text key = { .keep = fill->keep };
	struct first_text value = { .keep = fill->keep };
	scan_path_below(&fill->lookup->key, row, take_text, &key);
	scan_path_below(&fill->lookup->value, row, take_text, &value);
	if (key.text.len && value.text.len)
		map_put(fill->map, key.text, NULL)->pointer =
		    arena_z(fill->keep, value.text);
	return fill->map->count >= LOOKUP_ROWS_MAX;
}

static void fill_lookups(struct cursor *cursor)
{
	const struct scan_profile *profile = cursor->context.profile;
	struct map *maps =
	    arena_array(cursor->keep, profile->lookups.count + 1, sizeof *maps);
	for (size_t i = 0; i < profile->lookups.count; i++) {
		const struct scan_lookup *lookup = &profile->lookups.items[i];
		struct lookup_fill fill = { lookup, &maps[i], cursor->keep };
		maps[i].arena = cursor->keep;
		scan_path_below(
		    &lookup->rows, cursor->context.head, take_row, &fill);
	}
	cursor->context.lookups = maps;
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
	fill_lookups(cursor);
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
	    !find_profile(&cursor->context.profile, &which, input, keep, err))
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
	.recognises = recognises,
	.run = run,
};
