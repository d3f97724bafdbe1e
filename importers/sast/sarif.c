/* SARIF 2.1.0, as scanners really write it. Key order is free: results may
 * come before the rules, bases and artifacts that they refer to. So the file
 * is read twice: the first pass keeps what each run says of itself and counts
 * fingerprints, the second reads one result at a time and adds it. Memory
 * holds the rules and one result, however many results there are.
 *
 * A run is a scan of the model, a result a record of the account. A file that
 * breaks off keeps the results before the break; the broken run then counts as
 * failed, so that nothing is taken for fixed. The standard is OASIS
 * SARIF 2.1.0; what differs in practice stands beside the code that reads it.
 */
#include "base/date.h"
#include "base/remote.h"
#include "importers/importer.h"
#include "importers/json/json_tree.h"
#include "importers/sast/sarif_result.h"

enum {
	SARIF_VERSION = 1,
	/* GitHub keeps so many results of a run and drops the rest. */
	GITHUB_RESULTS_MAX = 5000,
};

/* The file: what both passes share. */
struct sarif_log {
	struct import *import;
	const struct input *input;
	struct arena *keep;
	struct sast_rules rules;
	VEC(struct sarif_run) runs;
	struct fingerprint_seen *seen;
	int64_t results;
	struct str version;
	struct place version_place;
	bool has_runs;	     /* the member is there, whatever it holds */
	int64_t inlined;     /* results that stand outside their run */
	struct error broken; /* kind none: the file is whole */
	struct str digest;
};

/* ------------------------------------------------------------ first pass -- */

static bool read_runs(struct sarif_log *log, struct json_in *json)
{
	enum json_token token = json_in_token(json);
	if (token != JSON_ARRAY)
		return json_in_skip(json);
	while ((token = json_in_next(json)) != JSON_ARRAY_END) {
		struct sarif_run run;
		if (token <= JSON_END)
			return false;
		if (log->runs.count == SARIF_RUNS_MAX) {
			if (!json_in_skip(json))
				return false;
			continue;
		}
		fingerprint_seen_start(log->seen, log->runs.count);
		run.seen = log->seen;
		bool done = sarif_run_read(&run, json, &log->rules, log->keep);
		log->results += run.results;
		VEC_PUSH(&log->runs, log->keep, run);
		if (!done)
			return false;
	}
	return true;
}

/* Results of inlineExternalProperties, which are counted and named. */
static bool count_inlined(struct sarif_log *log, struct json_in *json)
{
	int depth = json_in_depth(json);
	bool in_results = false;
	enum json_token token = json_in_token(json);
	if (token != JSON_ARRAY)
		return json_in_skip(json);
	while (json_in_depth(json) >= depth) {
		token = json_in_next(json);
		if (token <= JSON_END)
			return false;
		if (token == JSON_KEY && json_in_depth(json) == depth + 1)
			in_results = str_equal_z(json_in_text(json), "results");
		if (token == JSON_OBJECT && in_results &&
		    json_in_depth(json) == depth + 3)
			log->inlined++;
	}
	return true;
}

static bool read_member(struct sarif_log *log, struct json_in *json)
{
	struct str name = json_in_text(json);
	bool is_version = str_equal_z(name, "version");
	bool is_runs = str_equal_z(name, "runs");
	bool is_inlined = str_equal_z(name, "inlineExternalProperties");
	if (json_in_next(json) <= JSON_END)
		return false;
	log->has_runs |= is_runs;
	if (is_runs)
		return read_runs(log, json);
	if (is_inlined)
		return count_inlined(log, json);
	if (is_version && json_in_token(json) == JSON_STRING) {
		log->version = arena_str(log->keep, json_in_text(json));
		log->version_place = json_in_place(json);
	}
	return json_in_skip(json);
}

/* The documents of the file, one after another. False when it is broken, with
 * the reason in log->broken; what was read stays. */
static bool read_log(struct sarif_log *log, struct json_in *json)
{
	enum json_token token;
	while ((token = json_in_next(json)) > JSON_END) {
		if (token == JSON_OBJECT)
			continue;
		if (token == JSON_OBJECT_END)
			continue;
		if (token != JSON_KEY) {
			error_at(&log->broken, json_in_place(json),
			    "expected a SARIF log object, found another value");
			return error_fix(&log->broken,
			    "a SARIF log is one object with version and runs");
		}
		if (!read_member(log, json)) {
			token = JSON_ERROR;
			break;
		}
	}
	return token == JSON_END || json_in_error(json, &log->broken);
}

static bool is_readable_version(struct str version)
{
	return !version.len || str_starts(version, STR("2.1.")) ||
	       (str_starts(version, STR("2.")) &&
		   !str_starts(version, STR("2.0.")));
}

static bool check_version(const struct sarif_log *log, struct error *err)
{
	if (is_readable_version(log->version))
		return true;
	error_at(err, log->version_place,
	    "expected SARIF version 2.1.0, found \"" STR_FMT "\"",
	    STR_ARG(str_slice(log->version, 0, 60)));
	return error_fix(err,
	    "ask the tool for 2.1.0 (compilers: /errorlog:FILE,version=2.1), "
	    "or convert the file with the SARIF Multitool");
}

/* Whether anything is worth keeping. */
static bool check_content(const struct sarif_log *log, struct error *err)
{
	bool is_broken = log->broken.kind != ERROR_NONE;
	if (is_broken && !log->results) {
		*err = log->broken;
		return false;
	}
	if (log->has_runs)
		return true;
	error_at(err, (struct place){ log->input->shown, 1, 1 },
	    "expected a SARIF log with runs, found none");
	return error_fix(
	    err, "the tool wrote a log without runs: see whether it failed");
}

static void note_surroundings(
    const struct sarif_log *log, const struct json_in *json)
{
	struct place rubbish = json_in_rubbish(json);
	if (json_in_lines_before(json))
		import_diagnose(log->import, "warning", "text-before-json", 1,
		    "text before the JSON was passed over: %lld lines",
		    (long long)json_in_lines_before(json));
	if (rubbish.line)
		import_diagnose(log->import, "warning", "text-after-json",
		    rubbish.line,
		    "text behind the JSON, from line %lld on, was passed over",
		    (long long)rubbish.line);
	if (log->version.len && !str_starts(log->version, STR("2.1.")))
		import_diagnose(log->import, "note", "newer-version",
		    log->version_place.line,
		    "SARIF version " STR_FMT " was read as 2.1.0",
		    STR_ARG(str_slice(log->version, 0, 60)));
	if (log->has_runs && !log->runs.count)
		import_diagnose(log->import, "warning", "no-runs", 1,
		    "the log has no run: nothing was scanned, which is not "
		    "the same as nothing found");
	if (log->inlined)
		import_diagnose(log->import, "warning", "inlined-results", 0,
		    "results in inlineExternalProperties were not read: %lld",
		    (long long)log->inlined);
}

static bool first_pass(struct sarif_log *log, struct error *err)
{
	struct json_in *json;
	if (!json_in_open(
		&json, log->input->path, log->input->shown, log->keep, err))
		return false;
	(void)!read_log(log, json);
	note_surroundings(log, json);
	json_in_close(json);
	return check_version(log, err) && check_content(log, err);
}

/* ----------------------------------------------------------------- scan -- */

/* GitHub's reading of automationDetails.id: what stands before the last slash
 * names the analysis; an id without slash is only the name of one run. */
static struct str analysis_of(struct str id)
{
	size_t slash = str_rfind_byte(id, '/');
	return slash < id.len ? str_slice(id, 0, slash) : STR("");
}

static struct str first_text(struct str own, struct str configured)
{
	return own.len ? own : configured.len ? configured : STR("");
}

static const char *state_of(const struct sarif_log *log, size_t index)
{
	const struct sarif_run *run = &log->runs.items[index];
	bool is_cut =
	    log->broken.kind != ERROR_NONE && index + 1 == log->runs.count;
	if (run->has_failed || is_cut)
		return "failed";
	return run->has_results ? "done" : "not_run";
}

static void note_run(const struct sarif_log *log, size_t index)
{
	struct import *import = log->import;
	const struct sarif_run *run = &log->runs.items[index];
	struct str label =
	    run->scanner.label.len ? run->scanner.label : STR("the tool");
	if (!run->tool_name.len)
		import_diagnose(import, "warning", "unnamed-tool", run->line,
		    "the run does not say which tool made it");
	else if (!run->scanner.is_known)
		import_diagnose(import, "note", "unknown-tool", run->line,
		    STR_FMT " is not in data/scanners.csv: its results count "
			    "as security findings",
		    STR_ARG(label));
	if (run->has_failed)
		import_diagnose(import, "warning", "scan-failed", run->line,
		    STR_FMT " says that it failed: the run closes no finding",
		    STR_ARG(label));
	else if (!run->has_results)
		import_diagnose(import, "warning", "scan-not-run", run->line,
		    STR_FMT " did not look for findings: the run has no "
			    "results, which is not the same as none found",
		    STR_ARG(label));
	if (run->errors)
		import_diagnose(import, "warning", "scan-errors", run->line,
		    STR_FMT " reports errors of its own: %lld", STR_ARG(label),
		    (long long)run->errors);
	if (run->results == GITHUB_RESULTS_MAX)
		import_diagnose(import, "note", "result-limit", run->line,
		    "exactly %d results: GitHub keeps no more of a run, there "
		    "may be others",
		    GITHUB_RESULTS_MAX);
	if (run->artifacts_dropped)
		import_diagnose(import, "warning", "artifact-limit", run->line,
		    "artifacts above %d were not read, and results that name "
		    "one of them have no file: %lld",
		    SARIF_ARTIFACTS_MAX, (long long)run->artifacts_dropped);
	if (run->driver.dropped)
		import_diagnose(import, "warning", "rule-limit", run->line,
		    "rules above %d were not read: %lld", SARIF_RULES_MAX,
		    (long long)run->driver.dropped);
	for (size_t i = 0; i < run->missing.count; i++)
		import_diagnose(import, "warning", "missing-part", run->line,
		    "not in this file: " STR_FMT,
		    STR_ARG(run->missing.items[i]));
}

static int64_t rules_of(const struct sarif_run *run)
{
	size_t rules = run->driver.count;
	for (size_t i = 0; i < run->extensions.count; i++)
		rules += run->extensions.items[i].count;
	return (int64_t)rules;
}

static struct str branch_of(const struct sarif_run *run)
{
	return str_equal_z(run->branch, "HEAD") ? STR("") : run->branch;
}

static bool add_scan(const struct sarif_log *log, size_t index,
    int64_t *scan_id, struct error *err)
{
	const struct sarif_run *run = &log->runs.items[index];
	struct arena *keep = log->keep;
	struct fact_scan scan = {
		.tool = first_text(run->scanner.name, STR("unknown")),
		.analysis = analysis_of(run->automation),
		.repository = first_text(
		    remote_normal(keep, run->remote), log->input->repository),
		.ref = first_text(branch_of(run), log->input->ref),
		.revision = first_text(run->revision, log->input->revision),
		.time = run->time != UNKNOWN ? run->time : log->input->time,
		.digest = arena_printf(
		    keep, STR_FMT "#%zu", STR_ARG(log->digest), index + 1),
		.tool_label = run->scanner.label,
		.tool_version = run->tool_version,
		.rules = rules_of(run),
		.state = str_from(state_of(log, index)),
	};
	note_run(log, index);
	import_locator(log->import, run->line);
	return import_add(
	    log->import, FACT_KIND_scan, &scan, scan_id, NULL, err);
}

/* ----------------------------------------------------------- second pass -- */

/* Where the second pass is. */
struct cursor {
	const struct sarif_log *log;
	struct json_in *json;
	struct arena *scratch; /* of one result */
	size_t run;
	int64_t scan_id;
	int64_t ordinal;
	int64_t done; /* results of all runs */
	int64_t below_one;
	int64_t placeholders;
	struct error *err;
	bool has_failed; /* the store, not the file */
};

static bool take_result(struct cursor *cursor, const cJSON *tree)
{
	const struct sarif_log *log = cursor->log;
	struct sarif_result result;
	struct sarif_refusal refusal;
	arena_reset(cursor->scratch);
	if (!sarif_result_read(&result, &refusal, &log->runs.items[cursor->run],
		&log->rules, tree, cursor->scratch)) {
		import_reject(log->import, 0, 0, refusal.code, STR_FMT,
		    STR_ARG(refusal.text));
		return true;
	}
	cursor->below_one += result.place.is_below_one;
	cursor->placeholders += result.place.is_placeholder;
	result.fact.scan_id = cursor->scan_id;
	result.fact.ordinal = cursor->ordinal;
	cursor->has_failed = !sast_add_result(
	    log->import, &result.fact, &result.weaknesses, cursor->err);
	return !cursor->has_failed;
}

static bool read_result(struct cursor *cursor)
{
	struct import *import = cursor->log->import;
	struct place place = json_in_place(cursor->json);
	cJSON *tree;
	if (!json_tree_read(&tree, cursor->json, sarif_result_omit))
		return false;
	import_read(import, place.line, place.column);
	cursor->ordinal++;
	bool done = take_result(cursor, tree);
	cJSON_Delete(tree);
	import_progress(
	    import, "results", ++cursor->done, cursor->log->results);
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

static void note_lines(const struct cursor *cursor)
{
	struct import *import = cursor->log->import;
	int64_t line = cursor->log->runs.items[cursor->run].line;
	if (cursor->below_one)
		import_diagnose(import, "note", "line-below-one", line,
		    "lines below 1 count as no line: %lld of the run's "
		    "results",
		    (long long)cursor->below_one);
	if (cursor->placeholders)
		import_diagnose(import, "note", "placeholder-line", line,
		    "line 1 of a manifest says nothing of who wrote it and "
		    "counts as no line: %lld of the run's results",
		    (long long)cursor->placeholders);
}

static bool read_run(struct cursor *cursor)
{
	struct json_in *json = cursor->json;
	enum json_token token = json_in_token(json);
	cursor->ordinal = cursor->below_one = cursor->placeholders = 0;
	fingerprint_seen_start(cursor->log->seen, cursor->run);
	if (!add_scan(cursor->log, cursor->run, &cursor->scan_id, cursor->err))
		return !(cursor->has_failed = true);
	if (token != JSON_OBJECT)
		return json_in_skip(json);
	while ((token = json_in_next(json)) == JSON_KEY) {
		bool is_results = str_equal_z(json_in_text(json), "results");
		if (json_in_next(json) <= JSON_END)
			return false;
		if (!(is_results ? read_results(cursor) : json_in_skip(json)))
			return false;
	}
	note_lines(cursor);
	return token == JSON_OBJECT_END;
}

static bool read_again(struct cursor *cursor)
{
	struct json_in *json = cursor->json;
	enum json_token token;
	while ((token = json_in_next(json)) > JSON_END) {
		if (token != JSON_KEY)
			continue;
		bool is_runs = str_equal_z(json_in_text(json), "runs");
		token = json_in_next(json);
		if (!is_runs || token != JSON_ARRAY) {
			if (!json_in_skip(json))
				return false;
			continue;
		}
		while ((token = json_in_next(json)) != JSON_ARRAY_END) {
			if (token <= JSON_END)
				return false;
			bool is_kept = cursor->run < cursor->log->runs.count;
			if (!(is_kept ? read_run(cursor) : json_in_skip(json)))
				return false;
			cursor->run++;
		}
	}
	return token == JSON_END;
}

/* The break itself is a record that could not be read. */
static void reject_break(const struct sarif_log *log)
{
	const struct error *broken = &log->broken;
	import_read(log->import, broken->line, broken->column);
	import_reject(log->import, 0, 0, "broken-json", "%s; %s",
	    broken->message, broken->fix);
	import_diagnose(log->import, "error", "broken-json", broken->line,
	    "the file is broken: what stands before this line was read, and "
	    "the run counts as failed");
}

static bool second_pass(
    const struct sarif_log *log, struct arena *scratch, struct error *err)
{
	struct cursor cursor = { .log = log, .err = err };
	if (!json_in_open(&cursor.json, log->input->path, log->input->shown,
		scratch, err))
		return false;
	cursor.scratch = arena_new();
	bool done = read_again(&cursor);
	json_in_close(cursor.json);
	arena_free(cursor.scratch);
	if (done || cursor.has_failed)
		return done;
	reject_break(log);
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
	    first_pass(&log, err) && second_pass(&log, scratch, err);
	fingerprint_seen_free(log.seen);
	return done;
}

static const char *const tables[] = { SAST_TABLES, NULL };

const struct importer importer_sarif = {
	.name = "sarif",
	.summary = "SARIF 2.1.0, findings of security and quality scanners",
	.version = SARIF_VERSION,
	.tables = tables,
	.recognises = recognises,
	.run = run,
};
