/* The first pass over a log. Which names it uses (2.1.0 or older) is known once
 * its version was met; when that stands behind the runs of an old log, the pass
 * is made again. External properties are read like a run and then put where
 * their guid says: to the run that refers to them, else to the one they name,
 * else to the only one. SARIF 2.1.0 sections 3.13 (log), 3.14.2 and 4. */
#include "importers/sast/sarif_log.h"

#include <stdio.h>

#include "base/file.h"
#include "importers/json/json_tree.h"
#include "importers/sast/sarif_old.h"

void sarif_log_at_run(const struct sarif_log *log, size_t run)
{
	fingerprint_seen_start(log->seen, run);
}

void sarif_log_at_part(const struct sarif_log *log, size_t part)
{
	fingerprint_seen_start(log->seen, SARIF_RUNS_MAX + part);
}

static bool is_old(const struct sarif_log *log)
{
	return sarif_is_old(log->version, log->schema);
}

static bool read_run(
    struct sarif_log *log, struct sarif_run *run, struct json_in *json)
{
	run->seen = log->seen;
	run->is_old = is_old(log);
	bool done = sarif_run_read(
	    run, json, &log->rules, log->input->preview, log->keep);
	log->results += run->results;
	return done;
}

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
			log->runs_dropped++;
			if (!json_in_skip(json))
				return false;
			continue;
		}
		sarif_log_at_run(log, log->runs.count);
		bool done = read_run(log, &run, json);
		VEC_PUSH(&log->runs, log->keep, run);
		if (!done)
			return false;
	}
	return true;
}

static bool read_part(
    struct sarif_log *log, struct json_in *json, struct sarif_part *part)
{
	sarif_log_at_part(log, log->parts.count);
	bool done = read_run(log, &part->found, json);
	VEC_PUSH(&log->parts, log->keep, *part);
	return done;
}

static bool read_inline_parts(struct sarif_log *log, struct json_in *json)
{
	enum json_token token = json_in_token(json);
	if (token != JSON_ARRAY)
		return json_in_skip(json);
	while ((token = json_in_next(json)) != JSON_ARRAY_END) {
		struct sarif_part part = { .run = SIZE_MAX };
		if (token <= JSON_END)
			return false;
		bool is_kept = log->parts.count < SARIF_PARTS_MAX;
		if (!(is_kept ? read_part(log, json, &part)
			      : json_in_skip(json)))
			return false;
	}
	return true;
}

static bool read_member(struct sarif_log *log, struct json_in *json)
{
	struct str name = json_in_text(json);
	bool is_version = str_equal_z(name, "version");
	bool is_schema = str_equal_z(name, "$schema");
	bool is_runs = str_equal_z(name, "runs");
	bool is_inlined = str_equal_z(name, "inlineExternalProperties");
	if (json_in_next(json) <= JSON_END)
		return false;
	log->has_runs |= is_runs;
	if (is_runs)
		return read_runs(log, json);
	if (is_inlined)
		return read_inline_parts(log, json);
	if (is_version && json_in_token(json) == JSON_STRING) {
		log->version = arena_str(log->keep, json_in_text(json));
		log->version_place = json_in_place(json);
	}
	if (is_schema && json_in_token(json) == JSON_STRING)
		log->schema = arena_str(log->keep, json_in_text(json));
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
	return !version.len || str_starts(version, STR("2.")) ||
	       str_starts(version, STR("1.0"));
}

static bool check_version(const struct sarif_log *log, struct error *err)
{
	if (is_readable_version(log->version))
		return true;
	error_at(err, log->version_place,
	    "expected SARIF version 2.1.0, 2.0 or 1.0, found \"" STR_FMT "\"",
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

/* --------------------------------------------------- external properties -- */

/* Whether EXTERNAL means the inline part INDEX: by its guid, or by an address
 * within the log (section 3.10.3). */
static bool is_part_of(const struct sarif_log *log, size_t index,
    const struct sarif_external *external)
{
	static const struct str inside = { "sarif:/inlineExternalProperties/",
		32 };
	const struct sarif_part *part = &log->parts.items[index];
	int64_t number;
	if (part->path.len)
		return false;
	if (external->guid.len && part->found.guid.len)
		return str_equal_nocase(part->found.guid, external->guid);
	return str_starts(external->uri, inside) &&
	       str_to_int(str_skip(external->uri, inside.len), &number) &&
	       number == (int64_t)index;
}

static void place_inline_part(struct sarif_log *log, size_t index)
{
	struct sarif_part *part = &log->parts.items[index];
	struct str run_guid = part->found.run_guid;
	for (size_t i = 0; i < log->runs.count; i++) {
		const struct sarif_run *run = &log->runs.items[i];
		for (size_t e = 0; e < run->externals.count; e++)
			if (is_part_of(log, index, &run->externals.items[e]))
				part->run = i;
		if (part->run == SIZE_MAX && run_guid.len &&
		    str_equal_nocase(run->guid, run_guid))
			part->run = i;
	}
	if (part->run == SIZE_MAX && log->runs.count == 1)
		part->run = 0;
}

/* Only what would change a figure is missed. */
static bool is_needed(struct str what)
{
	static const char *const needed[] = { "results", "driver", "extensions",
		"artifacts", "invocations" };
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (str_equal_z(what, needed[i]))
			return true;
	return false;
}

static void add_missing(struct sarif_log *log, struct sarif_run *run,
    const struct sarif_external *external, const char *why)
{
	enum { MISSING_MAX = 100 };
	char count[32] = "";
	run->is_incomplete |= str_equal_z(external->what, "results");
	if (!is_needed(external->what) || run->missing.count == MISSING_MAX)
		return;
	if (external->count >= 0)
		snprintf(
		    count, sizeof count, "%lld ", (long long)external->count);
	struct str text =
	    arena_printf(log->keep, "%s" STR_FMT " of " STR_FMT "%s", count,
		STR_ARG(external->what), STR_ARG(external->uri), why);
	VEC_PUSH(&run->missing, log->keep, sast_text_short(log->keep, text));
}

/* Only files below the log's own folder, whatever the address says. */
static struct str path_beside(
    const struct sarif_log *log, struct str uri, bool whole)
{
	struct arena *keep = log->keep;
	struct str path = path_clean(keep, path_decode(keep, uri));
	if (!path.len || path_is_web(path))
		return STR_NONE;
	if (!whole || path_is_absolute(path))
		path = path_base(path);
	return path_join(keep, path_folder(log->input->path), path);
}

static bool is_read_already(
    const struct sarif_log *log, struct str path, size_t run)
{
	for (size_t i = 0; i < log->parts.count; i++)
		if (log->parts.items[i].run == run &&
		    str_equal(log->parts.items[i].path, path))
			return true;
	return false;
}

/* Reads the file of EXTERNAL into the parts; false when there is none, or one
 * that cannot be read (*WHY then says so). */
static bool read_file(struct sarif_log *log, size_t run,
    const struct sarif_external *external, const char **why)
{
	struct json_in *json;
	struct error ignored = { 0 };
	struct sarif_part part = { .run = run, .shown = external->uri };
	part.path = path_beside(log, external->uri, true);
	if (!part.path.len || !file_is_plain(part.path))
		part.path = path_beside(log, external->uri, false);
	if (!part.path.len || !file_is_plain(part.path))
		return false;
	if (is_read_already(log, part.path, run))
		return true;
	*why = ", which is no JSON";
	if (log->parts.count == SARIF_PARTS_MAX ||
	    !json_in_open(&json, part.path, part.shown, log->keep, &ignored))
		return false;
	bool done =
	    json_in_next(json) == JSON_OBJECT && read_part(log, json, &part);
	json_in_close(json);
	log->runs.items[run].is_incomplete |= !done;
	return done;
}

static void read_externals(struct sarif_log *log, size_t index)
{
	struct sarif_run *run = &log->runs.items[index];
	for (size_t e = 0; e < run->externals.count; e++) {
		const struct sarif_external *external =
		    &run->externals.items[e];
		const char *why = "";
		bool found = false;
		for (size_t i = 0; i < log->parts.count && !found; i++)
			found = is_part_of(log, i, external);
		if (!found && !read_file(log, index, external, &why))
			add_missing(log, run, external, why);
	}
}

/* Once all runs are known. */
static void end_runs(struct sarif_log *log)
{
	for (size_t i = 0; i < log->parts.count; i++)
		place_inline_part(log, i);
	for (size_t i = 0; i < log->runs.count; i++)
		read_externals(log, i);
	for (size_t i = 0; i < log->parts.count; i++) {
		const struct sarif_part *part = &log->parts.items[i];
		if (part->run != SIZE_MAX)
			sarif_run_merge(&log->runs.items[part->run],
			    &part->found, log->keep);
		else if (part->found.results)
			import_diagnose(log->import, "warning",
			    "inlined-results", part->found.line,
			    "nothing says which run the results in "
			    "inlineExternalProperties are of: %lld not read",
			    (long long)part->found.results);
	}
	if (log->runs_dropped)
		import_diagnose(log->import, "warning", "run-limit", 1,
		    "runs above %d were not read: %lld", SARIF_RUNS_MAX,
		    (long long)log->runs_dropped);
	for (size_t i = 0; i < log->runs.count; i++)
		sarif_run_end(&log->runs.items[i], &log->rules, log->keep);
}

/* ----------------------------------------------------------------- pass -- */

static void note_surroundings(
    const struct sarif_log *log, const struct json_in *json)
{
	sast_note_surroundings(
	    log->import, json_in_lines_before(json), json_in_rubbish(json));
	if (is_old(log))
		import_diagnose(log->import, "note", "older-version",
		    log->version_place.line,
		    "SARIF version " STR_FMT "%s" STR_FMT
		    "%s was read by the names it uses",
		    STR_ARG(str_slice(log->version, 0, 60)),
		    log->schema.len ? " (" : "",
		    STR_ARG(str_slice(log->schema, 0, 120)),
		    log->schema.len ? ")" : "");
	else if (log->version.len && !str_starts(log->version, STR("2.1.")))
		import_diagnose(log->import, "note", "newer-version",
		    log->version_place.line,
		    "SARIF version " STR_FMT " was read as 2.1.0",
		    STR_ARG(str_slice(log->version, 0, 60)));
	if (log->has_runs && !log->runs.count)
		import_diagnose(log->import, "warning", "no-runs", 1,
		    "the log has no run: nothing was scanned, which is not "
		    "the same as nothing found");
}

static bool read_once(struct sarif_log *log, bool last, struct error *err)
{
	struct json_in *json;
	if (!json_in_open(
		&json, log->input->path, log->input->shown, log->keep, err))
		return false;
	(void)!read_log(log, json);
	if (last)
		note_surroundings(log, json);
	json_in_close(json);
	return true;
}

/* What was found goes, but for the version. */
static void start_again(struct sarif_log *log)
{
	log->runs.count = 0;
	log->parts.count = 0;
	log->results = 0;
	log->broken = (struct error){ 0 };
}

/* Whether a run was read by other names than those of the log's version. */
static bool is_misread(const struct sarif_log *log)
{
	for (size_t i = 0; i < log->runs.count; i++)
		if (log->runs.items[i].is_old != is_old(log))
			return true;
	return false;
}

bool sarif_log_read(struct sarif_log *log, struct error *err)
{
	if (!read_once(log, true, err))
		return false;
	if (is_misread(log)) {
		start_again(log);
		if (!read_once(log, false, err))
			return false;
	}
	if (!check_version(log, err) || !check_content(log, err))
		return false;
	end_runs(log);
	return true;
}
