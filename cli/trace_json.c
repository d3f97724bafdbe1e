/* One commit is one object, with all that is known of it. */
#include "cli/trace_out.h"

#include "base/date.h"
#include "base/json_out.h"

static void json_number_or_null(
    struct json_out *json, const char *key, int64_t value)
{
	if (value != UNKNOWN)
		json_int(json, key, value);
	else
		json_null(json, key);
}

/* Opens the list KEY. What is not known is null, which is not an empty list. */
static bool open_known(struct json_out *json, const char *key, bool known)
{
	if (known)
		json_open_array(json, key);
	else
		json_null(json, key);
	return known;
}

static void write_places(struct json_out *json, const char *key,
    const struct trace_commit *commit, size_t from, size_t to, bool known)
{
	if (!open_known(json, key, known))
		return;
	for (size_t i = from; i < to; i++) {
		const struct trace_place *place = &commit->places[i];
		json_open_object(json, NULL);
		json_text(json, "repository", place->repository);
		json_text(json, "path", place->path);
		json_int(json, "start", place->start);
		json_int(json, "count", place->count);
		json_text(json, "tool", place->tool);
		json_text(json, "model", place->model);
		json_bool(json, "corrected", place->is_corrected);
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_findings(struct json_out *json, const char *key,
    const struct trace_commit *commit, size_t from, size_t to, bool known)
{
	if (!open_known(json, key, known))
		return;
	for (size_t i = from; i < to; i++) {
		const struct trace_finding *finding = &commit->findings[i];
		json_open_object(json, NULL);
		json_text(json, "tool", finding->tool);
		json_text(json, "rule", finding->rule);
		json_text(json, "severity", finding->severity);
		json_text(json, "path", finding->path);
		json_int(json, "line", finding->line);
		json_text(json, "scan_path", finding->scan_path);
		json_int(json, "scan_line", finding->scan_line);
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_list(struct json_out *json, const char *key,
    const struct str *items, size_t count)
{
	json_open_array(json, key);
	for (size_t i = 0; i < count; i++)
		json_text(json, NULL, items[i]);
	json_close_array(json);
}

static void write_commit(struct json_out *json,
    const struct trace_commit *commit, const struct trace_people *people,
    struct arena *scratch)
{
	json_open_object(json, NULL);
	json_text(json, "commit", commit->oid);
	json_text(json, "repository", commit->repository);
	json_text(json, "service", commit->service);
	json_text(json, "when", date_iso_time(scratch, commit->when));
	json_text(json, "author", trace_person(commit, people, scratch));
	json_text(json, "tool", commit->tool);
	json_text(json, "model", commit->model);
	json_text(json, "level", commit->level);
	json_number_or_null(json, "alive_lines", commit->alive);
	json_number_or_null(json, "rewritten_lines", commit->rewritten);
	write_places(json, "places", commit, 0, commit->sure_count,
	    commit->alive != UNKNOWN);
	write_findings(json, "findings", commit, 0, commit->finding_count,
	    commit->findings_known);
	write_list(json, "owners", commit->owners, commit->owner_count);
	json_text(json, "review", commit->review);
	json_text(json, "revert", str_from(revert_word(commit->revert)));
	json_text(json, "revert_reason", commit->revert_reason);
	json_int(json, "owners_hidden", (int64_t)commit->owners_hidden);
	write_list(json, "tools", commit->tools, commit->tool_count);
	json_number_or_null(json, "possible_lines", commit->possible);
	write_places(json, "possible_places", commit, commit->sure_count,
	    commit->place_count, commit->possible != UNKNOWN);
	json_number_or_null(json, "corrected_lines", commit->corrected);
	json_number_or_null(json, "shared_lines", commit->shared);
	json_text(json, "name", commit->name);
	write_findings(json, "findings_rewritten", commit,
	    commit->finding_count,
	    commit->finding_count + commit->finding_gone_count,
	    commit->findings_known || commit->finding_gone_count);
	json_text(json, "repeats", commit->copied);
	json_text(json, "copy_of", commit->copy_of);
	json_int(json, "closed_findings", commit->closed);
	write_places(json, "copies", commit, commit->place_count,
	    commit->place_count + commit->copy_count, true);
	json_close_object(json);
}

static void write_totals(
    struct json_out *json, const struct trace_totals *totals)
{
	json_open_object(json, "totals");
	json_int(json, "commits", totals->commits);
	json_number_or_null(json, "alive_lines", totals->alive);
	json_number_or_null(json, "rewritten_lines", totals->rewritten);
	json_number_or_null(json, "findings", totals->findings);
	json_open_object(json, "revert");
	for (int i = 0; i < REVERT_STATES; i++)
		json_int(json, revert_word((enum revert_state)i),
		    totals->reverts[i]);
	json_close_object(json);
	json_number_or_null(json, "possible_lines", totals->possible);
	json_number_or_null(json, "corrected_lines", totals->corrected);
	json_number_or_null(json, "shared_lines", totals->shared);
	json_open_object(json, "commits_not_known");
	json_int(json, "alive_lines", totals->alive_not_known);
	json_int(json, "rewritten_lines", totals->rewritten_not_known);
	json_int(json, "findings", totals->findings_not_known);
	json_close_object(json);
	json_number_or_null(json, "findings_rewritten", totals->findings_gone);
	json_close_object(json);
}

void trace_write_json(struct buf *out, const struct trace *trace,
    const struct trace_people *people, struct arena *scratch)
{
	struct json_out json = { .out = out };
	struct trace_totals totals = trace_sum(trace);
	json_open_object(&json, NULL);
	json_open_array(&json, "commits");
	for (size_t i = 0; i < trace->count; i++)
		write_commit(&json, &trace->commits[i], people, scratch);
	json_close_array(&json);
	write_totals(&json, &totals);
	json_text(&json, "people",
	    people->all		? STR("named")
	    : people->key.known ? STR("pseudonyms")
				: STR("not shown"));
	write_list(&json, "histories_cut_off", trace->cut_off.items,
	    trace->cut_off.count);
	json_close_object(&json);
	buf_add_char(out, '\n');
}
