/* Each range of living lines is a result at its place, so that code hosts and
 * editors show it; runs are repositories. A line that may be of what is traced
 * is a result of a rule of its own. SARIF 2.1.0 (OASIS), sections 3.14 to
 * 3.30. */
#include "cli/trace_out.h"

#include "base/date.h"
#include "base/json_out.h"
#include "cli/sarif_out.h"
#include "model/query.h"

enum { SHORT_OID = 12 };
enum rule { RULE_TRACED, RULE_POSSIBLE, RULES };

static const struct {
	const char *id;
	const char *text;
} rules[RULES] = {
	{ "traced-line",
	    "A living line that the traced tool or model took part in." },
	{ "possible-line",
	    "A living line of a traced commit of which no record says who "
	    "wrote it." },
};

static struct str message_of(const struct trace_commit *commit,
    const struct trace_place *place, struct arena *scratch)
{
	struct buf out = { 0 };
	buf_printf(&out, "Commit %.*s of " STR_FMT " %s ", SHORT_OID,
	    commit->oid.ptr, STR_ARG(date_iso(scratch, commit->when)),
	    place->is_sure ? "wrote this with" : "may have written this with");
	buf_add(&out,
	    place->tool.ptr ? place->tool : STR("a tool that is not named"));
	if (place->model.ptr)
		buf_printf(&out, " (" STR_FMT ")", STR_ARG(place->model));
	if (place->is_corrected)
		buf_add_z(&out, ", as a correction of the configuration says");
	if (commit->finding_count)
		buf_printf(&out,
		    "; open findings of the commit: %zu, worst " STR_FMT,
		    commit->finding_count,
		    STR_ARG(commit->findings[0].severity));
	if (commit->finding_gone_count)
		buf_printf(&out,
		    "; on lines of it rewritten since the scan: %zu",
		    commit->finding_gone_count);
	buf_add_char(&out, '.');
	struct str text = arena_str(scratch, buf_str(&out));
	buf_free(&out);
	return text;
}

static void write_location(struct json_out *json,
    const struct trace_place *place, struct arena *scratch)
{
	json_open_array(json, "locations");
	json_open_object(json, NULL);
	json_open_object(json, "physicalLocation");
	json_open_object(json, "artifactLocation");
	json_text(json, "uri", sarif_uri(place->path, scratch));
	json_close_object(json);
	json_open_object(json, "region");
	json_int(json, "startLine", place->start);
	json_int(json, "endLine", place->start + place->count - 1);
	json_close_object(json);
	json_close_object(json);
	json_close_object(json);
	json_close_array(json);
}

static void write_result(struct json_out *json,
    const struct trace_commit *commit, const struct trace_place *place,
    struct arena *scratch)
{
	enum rule rule = place->is_sure ? RULE_TRACED : RULE_POSSIBLE;
	json_open_object(json, NULL);
	json_text(json, "ruleId", str_from(rules[rule].id));
	json_int(json, "ruleIndex", rule);
	json_text(json, "level",
	    commit->finding_count ? STR("warning") : STR("note"));
	json_open_object(json, "message");
	json_text(json, "text", message_of(commit, place, scratch));
	json_close_object(json);
	write_location(json, place, scratch);
	json_open_object(json, "properties");
	json_text(json, "commit", commit->oid);
	json_text(json, "tool", place->tool);
	json_text(json, "model", place->model);
	json_bool(json, "corrected", place->is_corrected);
	json_close_object(json);
	json_close_object(json);
}

static void write_driver(struct json_out *json)
{
	json_open_object(json, "tool");
	json_open_object(json, "driver");
	json_text(json, "name", STR("assay trace"));
	json_text(json, "version", STR(ASSAY_VERSION));
	json_open_array(json, "rules");
	for (int i = 0; i < RULES; i++) {
		json_open_object(json, NULL);
		json_text(json, "id", str_from(rules[i].id));
		json_open_object(json, "shortDescription");
		json_text(json, "text", str_from(rules[i].text));
		json_close_object(json);
		json_close_object(json);
	}
	json_close_array(json);
	json_close_object(json);
	json_close_object(json);
}

static void write_run(struct json_out *json, const struct trace *trace,
    const struct query *repository, struct arena *scratch)
{
	json_open_object(json, NULL);
	write_driver(json);
	sarif_provenance(json, query_text(repository, 1), /* host and path */
	    query_text(repository, 2));
	json_open_array(json, "results");
	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_commit *commit = &trace->commits[i];
		size_t count = commit->place_count + commit->copy_count;
		for (size_t k = 0; k < count; k++)
			if (commit->places[k].repository_id ==
			    query_int(repository, 0))
				write_result(
				    json, commit, &commit->places[k], scratch);
	}
	json_close_array(json);
	json_close_object(json);
}

bool trace_write_sarif(struct buf *out, const struct trace *trace,
    const struct model *model, struct arena *scratch, struct error *err)
{
	struct json_out json = { .out = out };
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT id, remote, head_oid FROM repository "
		"WHERE id IN (SELECT repository_id FROM temp.traced "
		"UNION SELECT repository_id FROM temp.traced_place) "
		"ORDER BY key",
		err))
		return false;
	json_open_object(&json, NULL);
	json_text(&json, "$schema", STR(SARIF_SCHEMA));
	json_text(&json, "version", STR("2.1.0"));
	json_open_array(&json, "runs");
	while (query_next(query))
		write_run(&json, trace, query, scratch);
	json_close_array(&json);
	json_close_object(&json);
	buf_add_char(out, '\n');
	return query_close(query, err);
}
