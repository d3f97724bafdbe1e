/* SARIF, as scanners really write it: 2.1.0, and older through sarif_old. Key
 * order is free: results may come before the rules, bases and artifacts that
 * they refer to. So the file is read twice: the first pass keeps what each run
 * says of itself and counts fingerprints, the second reads one result at a time
 * and adds it. Memory holds the rules and one result, however many results
 * there are.
 *
 * A run is a scan of the model, a result a record of the account. A file that
 * breaks off keeps the results before the break; the broken run then counts as
 * failed, so that nothing is taken for fixed. The standard is OASIS
 * SARIF 2.1.0; what differs in practice stands beside the code that reads it.
 */
#include "base/date.h"
#include "importers/importer.h"
#include "importers/json/json_tree.h"
#include "importers/sast/sarif_invocation.h"
#include "importers/sast/sarif_old.h"
#include "importers/sast/sarif_result.h"
#include "importers/sast/sarif_scan.h"

enum {
	SARIF_VERSION = 7,
	RESULTS_SEEN = 1 << 16,
};

/* ----------------------------------------------------------- second pass -- */

/* Where the second pass is. */
struct cursor {
	const struct sarif_log *log;
	struct json_in *json;
	struct arena *scratch; /* of one result */
	struct sarif_paths *paths;
	uint64_t *seen;		 /* hashes of results, RESULTS_SEEN of them */
	struct json_bytes bytes; /* of the result at hand */
	struct sarif_progress *runs;
	size_t run;
	size_t next_run;
	size_t next_part;
	bool is_beside; /* in a file beside the log: its lines are not ours */
	int64_t done;	/* results of all runs */
	struct error *err;
	bool has_failed; /* the store, not the file */
};

/* What is absent or no finding was not found. */
static void note_found(
    struct sarif_progress *progress, const struct sarif_result *result)
{
	const struct fact_result *fact = &result->fact;
	if (!str_equal_z(fact->kind, "fail") ||
	    str_equal_z(fact->baseline, "absent"))
		return;
	if (progress->lists[COVER_RULES])
		cover_found(progress->cover, COVER_RULES,
		    result->rule ? result->rule->id : fact->rule);
	if (progress->lists[COVER_FILES])
		cover_found(progress->cover, COVER_FILES, fact->path);
}

/* The repository of a result, of a run that names several. */
static size_t view_of(struct cursor *cursor, const cJSON *tree)
{
	struct sarif_progress *progress = &cursor->runs[cursor->run];
	if (progress->view_count == 1)
		return 0;
	size_t view =
	    sarif_place_control(progress->views, tree, cursor->scratch);
	progress->strays += view == progress->view_count - 1;
	return view;
}

/* Whether the same bytes, at a column or about a package, stood before in the
 * run: some tools write a result for each way on which they came to it. Else
 * two of a line may be two places. Of more than there is room for the later are
 * remembered. */
static bool is_repeated(
    struct cursor *cursor, const struct sarif_result *result)
{
	uint64_t key = cursor->bytes.hash + cursor->run;
	uint64_t *slot = &cursor->seen[key % RESULTS_SEEN];
	bool is_one = result->place.has_column || result->fact.package.len;
	bool is_known = cursor->bytes.hash && is_one && *slot == key;
	*slot = key;
	return is_known;
}

static bool take_result(struct cursor *cursor, const cJSON *tree)
{
	const struct sarif_log *log = cursor->log;
	struct sarif_progress *progress = &cursor->runs[cursor->run];
	struct sarif_result result = {
		.is_brief = import_only_counts(log->import),
		.paths = cursor->paths,
		.flows = cursor->bytes.member,
	};
	struct sarif_refusal refusal;
	size_t view = view_of(cursor, tree);
	if (!sarif_result_read(&result, &refusal, &progress->views[view],
		&log->rules, tree, cursor->scratch)) {
		import_reject(log->import, 0, 0, refusal.code, STR_FMT,
		    STR_ARG(refusal.text));
		return true;
	}
	if (is_repeated(cursor, &result)) {
		import_duplicate(log->import);
		return true;
	}
	progress->below_one += result.place.is_below_one;
	progress->placeholders += result.place.is_placeholder;
	progress->offsets += result.place.is_offset;
	progress->bad_times += result.is_undated;
	progress->bad_times += sast_drop_late(&result.fact, progress->time);
	note_found(progress, &result);
	if (!progress->scan_ids[view] &&
	    !sarif_scan_add(log, cursor->run, progress, view, cursor->err)) {
		cursor->has_failed = true;
		return false;
	}
	result.fact.scan_id = progress->scan_ids[view];
	result.fact.ordinal = progress->ordinal;
	cursor->has_failed = !sast_add_result(log->import, &result.fact,
	    &result.weaknesses, &result.suppressions,
	    result.place.is_offset ? &result.place.offset : NULL, cursor->err);
	return !cursor->has_failed;
}

static bool read_result(struct cursor *cursor)
{
	const struct sarif_log *log = cursor->log;
	struct place place = json_in_place(cursor->json);
	cJSON *tree;
	arena_reset(cursor->scratch);
	if (!json_tree_read_bytes(&tree, &cursor->bytes, cursor->json,
		sarif_result_omit, cursor->scratch))
		return false;
	if (log->runs.items[cursor->run].is_old)
		sarif_old_upgrade(tree, SARIF_TREE_RESULT, cursor->scratch);
	import_read(log->import, cursor->is_beside ? 0 : place.line,
	    cursor->is_beside ? 0 : place.column);
	cursor->runs[cursor->run].ordinal++;
	bool done = take_result(cursor, tree);
	import_progress(log->import, "results", ++cursor->done, log->results);
	return done;
}

static bool read_results(struct cursor *cursor)
{
	enum json_token token = json_in_token(cursor->json);
	if (token != JSON_ARRAY)
		return json_in_skip(cursor->json);
	while ((token = json_in_next(cursor->json)) != JSON_ARRAY_END)
		if (token <= JSON_END || !read_result(cursor))
			return false;
	return true;
}

/* The object of a run or a part, whose first token was taken. */
static bool read_object(struct cursor *cursor)
{
	struct json_in *json = cursor->json;
	enum json_token token = json_in_token(json);
	if (token != JSON_OBJECT)
		return json_in_skip(json);
	while ((token = json_in_next(json)) == JSON_KEY) {
		bool is_results = str_equal_z(json_in_text(json), "results");
		if (json_in_next(json) <= JSON_END)
			return false;
		if (!(is_results ? read_results(cursor) : json_in_skip(json)))
			return false;
	}
	return token == JSON_OBJECT_END;
}

static bool read_run(struct cursor *cursor)
{
	cursor->run = cursor->next_run++;
	if (cursor->run >= cursor->log->runs.count)
		return json_in_skip(cursor->json);
	sarif_log_at_run(cursor->log, cursor->run);
	return read_object(cursor);
}

static bool read_part(struct cursor *cursor)
{
	const struct sarif_log *log = cursor->log;
	size_t index = cursor->next_part++;
	if (index >= log->parts.count || log->parts.items[index].path.len ||
	    log->parts.items[index].run == SIZE_MAX)
		return json_in_skip(cursor->json);
	cursor->run = log->parts.items[index].run;
	sarif_log_at_part(log, index);
	return read_object(cursor);
}

static bool read_array(
    struct cursor *cursor, bool (*each)(struct cursor *cursor))
{
	enum json_token token = json_in_token(cursor->json);
	if (token != JSON_ARRAY)
		return json_in_skip(cursor->json);
	while ((token = json_in_next(cursor->json)) != JSON_ARRAY_END)
		if (token <= JSON_END || !each(cursor))
			return false;
	return true;
}

static bool read_again(struct cursor *cursor)
{
	struct json_in *json = cursor->json;
	enum json_token token;
	while ((token = json_in_next(json)) > JSON_END) {
		if (token != JSON_KEY)
			continue;
		struct str name = json_in_text(json);
		bool is_runs = str_equal_z(name, "runs");
		bool is_inlined = str_equal_z(name, "inlineExternalProperties");
		if (json_in_next(json) <= JSON_END)
			return false;
		if (!(is_runs	     ? read_array(cursor, read_run)
			: is_inlined ? read_array(cursor, read_part)
				     : json_in_skip(json)))
			return false;
	}
	return token == JSON_END;
}

static bool read_log_again(struct cursor *cursor)
{
	const struct sarif_log *log = cursor->log;
	if (!json_in_open(&cursor->json, log->input->path, log->input->shown,
		log->keep, cursor->err))
		return !(cursor->has_failed = true);
	bool done = read_again(cursor);
	json_in_close(cursor->json);
	return done;
}

/* Parts in files of their own. What is wrong with one was said by the first
 * pass; its results before the break are kept. */
static bool read_files_again(struct cursor *cursor)
{
	const struct sarif_log *log = cursor->log;
	cursor->is_beside = true;
	for (size_t i = 0; i < log->parts.count && !cursor->has_failed; i++) {
		const struct sarif_part *part = &log->parts.items[i];
		struct error ignored;
		if (!part->path.len || !json_in_open(&cursor->json, part->path,
					   part->shown, log->keep, &ignored))
			continue;
		cursor->run = part->run;
		sarif_log_at_part(log, i);
		if (json_in_next(cursor->json) == JSON_OBJECT)
			(void)!read_object(cursor);
		json_in_close(cursor->json);
	}
	return !cursor->has_failed;
}

static void note_strays(const struct sarif_log *log,
    const struct sarif_progress *progress, int64_t line)
{
	if (progress->strays)
		import_diagnose(log->import, "warning", "no-repository", line,
		    "results that lie in none of the %zu repositories of the "
		    "run belong to none: %lld",
		    progress->view_count - 1, (long long)progress->strays);
}

static void note_offsets(const struct sarif_log *log,
    const struct sarif_progress *progress, int64_t line)
{
	if (progress->offsets)
		import_diagnose(log->import, "note", "offset-region", line,
		    "regions by charOffset or byteOffset alone have lines "
		    "where the scanned revision can be read: %lld of the run's "
		    "results",
		    (long long)progress->offsets);
}

static bool second_pass(
    const struct sarif_log *log, struct arena *scratch, struct error *err)
{
	struct cursor cursor = {
		.log = log, .err = err, .bytes = { .wanted = "codeFlows" }
	};
	cursor.runs =
	    arena_array(scratch, log->runs.count, sizeof *cursor.runs);
	for (size_t i = 0; i < log->runs.count; i++) {
		if (!sarif_scans_add(log, i, &cursor.runs[i], scratch, err))
			return false;
		cursor.runs[i].cover = sarif_cover(
		    &log->runs.items[i], cursor.runs[i].lists, scratch);
	}
	cursor.scratch = arena_new();
	cursor.paths = sarif_paths_new(scratch);
	cursor.seen = arena_array(scratch, RESULTS_SEEN, sizeof *cursor.seen);
	bool is_whole = read_log_again(&cursor);
	bool done = !cursor.has_failed && read_files_again(&cursor);
	sarif_paths_free(cursor.paths);
	arena_free(cursor.scratch);
	if (!done)
		return false;
	for (size_t i = 0; i < log->runs.count; i++) {
		const struct sarif_progress *progress = &cursor.runs[i];
		note_strays(log, progress, log->runs.items[i].line);
		sast_note_lines(log->import, log->runs.items[i].line,
		    "run's results", progress->below_one,
		    progress->placeholders);
		note_offsets(log, progress, log->runs.items[i].line);
		sast_note_times(log->import, log->runs.items[i].line,
		    "run's results", progress->bad_times);
		/* Of several repositories nobody can say whose the lists are.
		 */
		if ((progress->view_count == 1 &&
			!cover_store(progress->cover, log->import,
			    progress->scan_ids[0], log->rules.secrets, err)) ||
		    !sarif_former_rules_store(&log->runs.items[i], log->import,
			progress->scan_ids[0], err))
			return false;
	}
	if (!is_whole)
		sast_note_break(
		    log->import, &log->broken, "broken-json", "run");
	return true;
}

/* ------------------------------------------------------------- importer -- */

static int recognises_head(struct json_in *json, const char **why)
{
	bool has_runs = false;
	bool has_version = false;
	while (json_in_next(json) > JSON_END) {
		struct str text = json_in_text(json);
		if (json_in_depth(json) != 1 || json_in_token(json) != JSON_KEY)
			continue;
		if (str_equal_z(text, "runs"))
			has_runs = true;
		if (str_equal_z(text, "version"))
			has_version = true;
		if (str_equal_z(text, "$schema") &&
		    json_in_next(json) == JSON_STRING &&
		    str_contains(json_in_text(json), STR("sarif"))) {
			*why = "its $schema names SARIF";
			return 95;
		}
	}
	*why = "an object with version and runs";
	if (has_runs && has_version)
		return 90;
	*why = "an object with runs";
	return has_runs ? 60 : 0;
}

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	struct json_in *json;
	struct error ignored;
	int sure = 0;
	if (input->is_folder)
		return 0;
	if (json_in_open_bytes(
		&json, input->head, input->shown, scratch, &ignored)) {
		sure = recognises_head(json, why);
		json_in_close(json);
	}
	if (sure || !str_ends(input->path, STR(".sarif")))
		return sure;
	*why = "its name ends in .sarif";
	return 30;
}

static bool run(struct import *import, struct arena *scratch, struct error *err)
{
	struct sarif_log log = { .import = import,
		.input = import_input(import),
		.keep = scratch,
		.seen = fingerprint_seen_new() };
	bool done =
	    sast_rules_load(&log.rules, log.input->folders, scratch, err) &&
	    sast_digest(&log.digest, import, scratch, err) &&
	    sarif_log_read(&log, err) && second_pass(&log, scratch, err);
	fingerprint_seen_free(log.seen);
	return done;
}

static const char *const tables[] = { SAST_TABLES, NULL };

const struct importer importer_sarif = {
	.name = "sarif",
	.summary =
	    "SARIF 1.0 to 2.1.0, findings of security and quality scanners",
	.version = SARIF_VERSION,
	.tables = tables,
	.recognises = recognises,
	.run = run,
};
