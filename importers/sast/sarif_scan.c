/* A run as a scan of the model: what it is an analysis of, whether it was done,
 * and what a reader of figures should know of it. */
#include "importers/sast/sarif_scan.h"

#include "base/remote.h"

/* GitHub keeps so many results of a run and drops the rest. */
enum { GITHUB_RESULTS_MAX = 5000 };

/* A name of an image without digest and tag, which are of one scan. */
static struct str image_of(struct str name)
{
	name = str_slice(name, 0, str_find_byte(name, '@'));
	size_t colon = str_rfind_byte(name, ':');
	size_t slash = str_rfind_byte(name, '/');
	bool has_tag = colon < name.len && (slash == name.len || slash < colon);
	return has_tag ? str_slice(name, 0, colon) : name;
}

/* Whether all rules are of the kind TAG, and there are some. */
static bool is_all(const struct sarif_component *component, struct str tag)
{
	size_t i = 0;
	for (; i < component->count; i++) {
		const struct sarif_rule *rule = &component->items[i];
		size_t t = 0;
		while (t < rule->tags.count &&
		       !str_equal(rule->tags.items[t], tag))
			t++;
		if (t == rule->tags.count)
			return false;
	}
	return i > 0;
}

/* GitHub's reading of automationDetails.id: what stands before the last slash
 * names the analysis; an id without slash is only the name of one run. Trivy
 * has no id: what it looks at and for tells (data/scans/trivy.scan). */
static struct str analysis_of(const struct sarif_run *run, struct arena *keep)
{
	struct str id = run->automation;
	size_t slash = str_rfind_byte(id, '/');
	if (slash < id.len)
		return str_slice(id, 0, slash);
	if (run->image.len)
		return arena_printf(
		    keep, "image/" STR_FMT, STR_ARG(image_of(run->image)));
	return is_all(&run->driver, STR("misconfiguration")) ? STR("config")
							     : STR("");
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
	if (run->has_failed || run->is_misconfigured || run->is_incomplete ||
	    is_cut)
		return "failed";
	return run->has_results ? "done" : "not_run";
}

static struct str label_of(const struct sarif_run *run)
{
	return run->scanner.label.len ? run->scanner.label : STR("the tool");
}

/* Why a run closes no finding. */
static void note_outcome(struct import *import, const struct sarif_run *run)
{
	struct str label = label_of(run);
	if (run->has_failed)
		import_diagnose(import, "warning", "scan-failed", run->line,
		    STR_FMT " says that it failed: the run closes no finding",
		    STR_ARG(label));
	else if (run->is_misconfigured)
		import_diagnose(import, "warning", "scan-failed", run->line,
		    STR_FMT " says that its configuration is wrong: the run "
			    "closes no finding",
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
}

/* What others or we left out. */
static void note_limits(struct import *import, const struct sarif_run *run)
{
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
	if (run->is_incomplete)
		import_diagnose(import, "warning", "scan-incomplete", run->line,
		    "results of " STR_FMT " are not here: the run closes no "
		    "finding",
		    STR_ARG(label_of(run)));
}

static void note_run(const struct sarif_log *log, size_t index)
{
	struct import *import = log->import;
	const struct sarif_run *run = &log->runs.items[index];
	if (!run->tool_name.len)
		import_diagnose(import, "warning", "unnamed-tool", run->line,
		    "the run does not say which tool made it");
	else if (!run->scanner.is_known)
		import_diagnose(import, "note", "unknown-tool", run->line,
		    STR_FMT " is not in data/scanners.csv: its results count "
			    "as security findings",
		    STR_ARG(label_of(run)));
	note_outcome(import, run);
	note_limits(import, run);
	if (run->converter.len)
		import_diagnose(import, "note", "converted", run->line,
		    "made from another format by " STR_FMT,
		    STR_ARG(run->converter));
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

static struct str branch_of(const struct sarif_control *control)
{
	return str_equal_z(control->branch, "HEAD") ? STR("") : control->branch;
}

bool sarif_scan_add(const struct sarif_log *log, size_t index,
    struct sarif_progress *progress, size_t number, struct error *err)
{
	const struct sarif_run *run = &log->runs.items[index];
	const struct sarif_control *control = &progress->views[number].control;
	bool is_nobodys = number && !control->remote.len;
	struct arena *keep = log->keep;
	if (!number)
		progress->time = sast_scan_time(
		    log->import, run->line, run->time, run->wrong_time);
	struct fact_scan scan = {
		.listing_total = UNKNOWN,
		.listing_size = UNKNOWN,
		.tool = first_text(run->scanner.name, STR("unknown")),
		.analysis = sast_analysis(keep, log->input, run->scanner.name,
		    analysis_of(run, keep)),
		.repository = is_nobodys ? STR("")
					 : first_text(remote_normal(keep,
							  control->remote),
					       log->input->repository),
		.ref = first_text(branch_of(control), log->input->ref),
		.revision = first_text(control->revision, log->input->revision),
		.time = progress->time,
		.digest = number ? arena_printf(keep, STR_FMT "#%zu.%zu",
				       STR_ARG(log->digest), index + 1, number)
				 : arena_printf(keep, STR_FMT "#%zu",
				       STR_ARG(log->digest), index + 1),
		.tool_label = run->scanner.label,
		.tool_version = run->tool_version,
		.rules = rules_of(run),
		.state = str_from(state_of(log, index)),
		.stage = log->input->stage,
	};
	sast_hide_in_scan(&scan, &log->rules, keep);
	if (!number)
		note_run(log, index);
	import_locator(log->import, run->line);
	return import_add(log->import, FACT_KIND_scan, &scan,
	    &progress->scan_ids[number], NULL, err);
}

bool sarif_scans_add(const struct sarif_log *log, size_t index,
    struct sarif_progress *progress, struct arena *keep, struct error *err)
{
	const struct sarif_run *run = &log->runs.items[index];
	size_t repositories = run->controls.count;
	struct sarif_run *views;
	progress->view_count = repositories > 1 ? repositories + 1 : 1;
	progress->scan_ids =
	    arena_array(keep, progress->view_count, sizeof(int64_t));
	progress->views = views =
	    arena_array(keep, progress->view_count, sizeof *views);
	for (size_t i = 0; i < progress->view_count; i++) {
		views[i] = *run;
		if (i < repositories)
			views[i].control = run->controls.items[i];
		else if (repositories)
			views[i].control = (struct sarif_control){ 0 };
		if ((!i || i < repositories) &&
		    !sarif_scan_add(log, index, progress, i, err))
			return false;
	}
	return true;
}
