/* One commit is one row of the table and the CSV, one object of the JSON; one
 * place of it is one result of the SARIF, so that an editor shows each line
 * that is to be looked at. Runs of SARIF are repositories. */
#include "cli/trace_out.h"

#include "base/date.h"
#include "base/json_out.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cli/table_out.h"
#include "model/query.h"

enum { SHORT_OID = 12 };
#define SARIF_SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

bool trace_format_parse(
    enum trace_format *format, struct str text, struct error *err)
{
	static const char *const names[] = { "table", "csv", "json", "sarif" };
	*format = TRACE_TABLE;
	if (!text.ptr)
		return true;
	for (int i = 0; i < 4; i++)
		if (str_equal_z(text, names[i])) {
			*format = (enum trace_format)i;
			return true;
		}
	return error_set(err, ERROR_USAGE,
	    "expected --format table, csv, json or sarif, found \"" STR_FMT
	    "\"",
	    STR_ARG(text));
}

static struct str person_of(const struct trace_commit *commit,
    const struct trace_people *people, struct arena *scratch)
{
	if (people->all || !commit->person.ptr)
		return commit->person;
	return pseudonym(scratch, &people->key, "person", commit->person);
}

/* For a cell: who is known but not told is not "not known". */
static struct str person_cell(const struct trace_commit *commit,
    const struct trace_people *people, struct arena *scratch)
{
	struct str person = person_of(commit, people, scratch);
	return person.ptr || !commit->person.ptr ? person : STR("not shown");
}

static struct str number_of(int64_t value, struct arena *scratch)
{
	if (value == UNKNOWN)
		return STR_NONE;
	return arena_printf(scratch, "%lld", (long long)value);
}

/* ----------------------------------------------------------------- rows -- */

/* "src/a.c:10-12; src/b.c:7" */
static struct str places_text(
    const struct trace_commit *commit, struct arena *scratch)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < commit->place_count; i++) {
		const struct trace_place *place = &commit->places[i];
		buf_printf(&out, "%s" STR_FMT ":%lld", i ? "; " : "",
		    STR_ARG(place->path), (long long)place->start);
		if (place->count > 1)
			buf_printf(&out, "-%lld",
			    (long long)(place->start + place->count - 1));
	}
	struct str text = arena_str(scratch, buf_str(&out));
	buf_free(&out);
	return text;
}

static struct str owners_text(
    const struct trace_commit *commit, struct arena *scratch)
{
	struct buf out = { 0 };
	for (size_t i = 0; i < commit->owner_count; i++)
		buf_printf(&out, "%s" STR_FMT, i ? " " : "",
		    STR_ARG(commit->owners[i]));
	struct str text =
	    commit->owner_count ? arena_str(scratch, buf_str(&out)) : STR_NONE;
	buf_free(&out);
	return text;
}

static struct str worst_of(const struct trace_commit *commit)
{
	if (commit->finding_count)
		return commit->findings[0].severity;
	return commit->findings_known ? STR("none") : STR_NONE;
}

static void write_rows(struct buf *out, const struct trace *trace,
    enum trace_format format, const struct trace_people *people,
    struct arena *scratch)
{
	static const struct table_column columns[] = {
		{ { "commit", 6 }, false },
		{ { "repository", 10 }, false },
		{ { "when", 4 }, false },
		{ { "author", 6 }, false },
		{ { "tool", 4 }, false },
		{ { "model", 5 }, false },
		{ { "level", 5 }, false },
		{ { "alive_lines", 11 }, true },
		{ { "rewritten_lines", 15 }, true },
		{ { "findings", 8 }, true },
		{ { "worst", 5 }, false },
		{ { "review", 6 }, false },
		{ { "revert", 6 }, false },
		{ { "service", 7 }, false }, /* from here on in CSV alone */
		{ { "owners", 6 }, false },
		{ { "places", 6 }, false },
	};
	enum { ALL = sizeof columns / sizeof columns[0], SHOWN = ALL - 3 };
	bool csv = format == TRACE_CSV;
	size_t width = csv ? ALL : SHOWN;
	VEC(struct str) cells = { 0 };
	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_commit *c = &trace->commits[i];
		const struct str row[ALL] = {
			csv ? c->oid : str_slice(c->oid, 0, SHORT_OID),
			c->repository,
			csv ? date_iso_time(scratch, c->when)
			    : date_iso(scratch, c->when),
			person_cell(c, people, scratch),
			c->tool,
			c->model,
			c->level,
			number_of(c->alive, scratch),
			number_of(c->rewritten, scratch),
			number_of(c->findings_known ? (int64_t)c->finding_count
						    : UNKNOWN,
			    scratch),
			worst_of(c),
			c->review,
			str_from(revert_word(c->revert)),
			c->service,
			owners_text(c, scratch),
			csv ? places_text(c, scratch) : STR_NONE,
		};
		for (size_t k = 0; k < width; k++)
			VEC_PUSH(&cells, scratch, row[k]);
	}
	const struct table_out table = { columns, width, cells.items,
		trace->count };
	table_write(out, &table, csv ? FORMAT_CSV : FORMAT_TABLE, scratch);
}

/* ----------------------------------------------------------------- JSON -- */

static void json_text_or_null(
    struct json_out *json, const char *key, struct str text)
{
	if (text.ptr)
		json_text(json, key, text);
	else
		json_null(json, key);
}

static void json_number_or_null(
    struct json_out *json, const char *key, int64_t value)
{
	if (value != UNKNOWN)
		json_int(json, key, value);
	else
		json_null(json, key);
}

/* What is not known is null, which is not an empty list. */
static void write_places(
    struct json_out *json, const struct trace_commit *commit)
{
	if (commit->alive == UNKNOWN) {
		json_null(json, "places");
		return;
	}
	json_open_array(json, "places");
	for (size_t i = 0; i < commit->place_count; i++) {
		json_open_object(json, NULL);
		json_text(json, "path", commit->places[i].path);
		json_int(json, "start", commit->places[i].start);
		json_int(json, "count", commit->places[i].count);
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_findings(
    struct json_out *json, const struct trace_commit *commit)
{
	if (!commit->findings_known) {
		json_null(json, "findings");
		return;
	}
	json_open_array(json, "findings");
	for (size_t i = 0; i < commit->finding_count; i++) {
		const struct trace_finding *finding = &commit->findings[i];
		json_open_object(json, NULL);
		json_text(json, "tool", finding->tool);
		json_text(json, "rule", finding->rule);
		json_text(json, "severity", finding->severity);
		json_text(json, "path", finding->path);
		json_int(json, "line", finding->line);
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_owners(
    struct json_out *json, const struct trace_commit *commit)
{
	json_open_array(json, "owners");
	for (size_t i = 0; i < commit->owner_count; i++)
		json_text(json, NULL, commit->owners[i]);
	json_close_array(json);
}

static void write_commit(struct json_out *json,
    const struct trace_commit *commit, const struct trace_people *people,
    struct arena *scratch)
{
	json_open_object(json, NULL);
	json_text(json, "commit", commit->oid);
	json_text_or_null(json, "repository", commit->repository);
	json_text_or_null(json, "service", commit->service);
	json_text(json, "when", date_iso_time(scratch, commit->when));
	json_text_or_null(json, "author", person_of(commit, people, scratch));
	json_text_or_null(json, "tool", commit->tool);
	json_text_or_null(json, "model", commit->model);
	json_text(json, "level", commit->level);
	json_number_or_null(json, "alive_lines", commit->alive);
	json_number_or_null(json, "rewritten_lines", commit->rewritten);
	write_places(json, commit);
	write_findings(json, commit);
	write_owners(json, commit);
	json_text_or_null(json, "review", commit->review);
	json_text(json, "revert", str_from(revert_word(commit->revert)));
	json_close_object(json);
}

/* A total over commits of which some are not known is not known. */
static void write_totals(struct json_out *json, const struct trace *trace)
{
	int64_t alive = 0;
	int64_t rewritten = 0;
	int64_t findings = 0;
	int64_t reverts[REVERT_STATES] = { 0 };
	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_commit *c = &trace->commits[i];
		alive = alive == UNKNOWN || c->alive == UNKNOWN
			    ? UNKNOWN
			    : alive + c->alive;
		rewritten = rewritten == UNKNOWN || c->rewritten == UNKNOWN
				? UNKNOWN
				: rewritten + c->rewritten;
		findings = findings == UNKNOWN || !c->findings_known
			       ? UNKNOWN
			       : findings + (int64_t)c->finding_count;
		reverts[c->revert]++;
	}
	json_open_object(json, "totals");
	json_int(json, "commits", (int64_t)trace->count);
	json_number_or_null(json, "alive_lines", alive);
	json_number_or_null(json, "rewritten_lines", rewritten);
	json_number_or_null(json, "findings", findings);
	json_open_object(json, "revert");
	for (int i = 0; i < REVERT_STATES; i++)
		json_int(json, revert_word((enum revert_state)i), reverts[i]);
	json_close_object(json);
	json_close_object(json);
}

static void write_json(struct buf *out, const struct trace *trace,
    const struct trace_people *people, struct arena *scratch)
{
	struct json_out json = { .out = out };
	json_open_object(&json, NULL);
	json_open_array(&json, "commits");
	for (size_t i = 0; i < trace->count; i++)
		write_commit(&json, &trace->commits[i], people, scratch);
	json_close_array(&json);
	write_totals(&json, trace);
	json_close_object(&json);
	buf_add_char(out, '\n');
}

/* ---------------------------------------------------------------- SARIF -- */

/* A path as a relative reference (RFC 3986): bytes but unreserved ones and
 * slashes are percent-encoded. */
static struct str uri_of(struct str path, struct arena *scratch)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~/";
	struct buf out = { 0 };
	for (size_t i = 0; i < path.len; i++) {
		struct str one = str_slice(path, i, i + 1);
		if (str_contains(str_from(plain), one))
			buf_add(&out, one);
		else
			buf_printf(&out, "%%%02X", (unsigned char)path.ptr[i]);
	}
	struct str uri = arena_str(scratch, buf_str(&out));
	buf_free(&out);
	return uri;
}

static struct str message_of(
    const struct trace_commit *commit, struct arena *scratch)
{
	struct buf out = { 0 };
	buf_printf(&out, "Commit %.*s of " STR_FMT " wrote this with ",
	    SHORT_OID, commit->oid.ptr,
	    STR_ARG(date_iso(scratch, commit->when)));
	buf_add(&out,
	    commit->tool.ptr ? commit->tool : STR("a tool that is not named"));
	if (commit->model.ptr)
		buf_printf(&out, " (" STR_FMT ")", STR_ARG(commit->model));
	if (commit->finding_count)
		buf_printf(&out,
		    "; open findings of the commit: %zu, worst " STR_FMT,
		    commit->finding_count, STR_ARG(worst_of(commit)));
	buf_add_char(&out, '.');
	struct str text = arena_str(scratch, buf_str(&out));
	buf_free(&out);
	return text;
}

static void write_result(struct json_out *json,
    const struct trace_commit *commit, const struct trace_place *place,
    struct str message, struct arena *scratch)
{
	json_open_object(json, NULL);
	json_text(json, "ruleId", STR("traced-line"));
	json_int(json, "ruleIndex", 0);
	json_text(json, "level",
	    commit->finding_count ? STR("warning") : STR("note"));
	json_open_object(json, "message");
	json_text(json, "text", message);
	json_close_object(json);
	json_open_array(json, "locations");
	json_open_object(json, NULL);
	json_open_object(json, "physicalLocation");
	json_open_object(json, "artifactLocation");
	json_text(json, "uri", uri_of(place->path, scratch));
	json_close_object(json);
	json_open_object(json, "region");
	json_int(json, "startLine", place->start);
	json_int(json, "endLine", place->start + place->count - 1);
	json_close_object(json);
	json_close_object(json);
	json_close_object(json);
	json_close_array(json);
	json_open_object(json, "properties");
	json_text(json, "commit", commit->oid);
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
	json_open_object(json, NULL);
	json_text(json, "id", STR("traced-line"));
	json_open_object(json, "shortDescription");
	json_text(json, "text",
	    STR("A living line that the traced tool or model took part in."));
	json_close_object(json);
	json_close_object(json);
	json_close_array(json);
	json_close_object(json);
	json_close_object(json);
}

static void write_run(struct json_out *json, const struct trace *trace,
    const struct query *repository, struct arena *scratch)
{
	struct str remote = query_text(repository, 1); /* host and path */
	json_open_object(json, NULL);
	write_driver(json);
	if (remote.len) {
		json_open_array(json, "versionControlProvenance");
		json_open_object(json, NULL);
		json_text(json, "repositoryUri",
		    arena_printf(scratch, "https://" STR_FMT, STR_ARG(remote)));
		json_text_or_null(
		    json, "revisionId", query_text(repository, 2));
		json_close_object(json);
		json_close_array(json);
	}
	json_open_array(json, "results");
	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_commit *commit = &trace->commits[i];
		if (commit->repository_id != query_int(repository, 0))
			continue;
		struct str message = message_of(commit, scratch);
		for (size_t k = 0; k < commit->place_count; k++)
			write_result(
			    json, commit, &commit->places[k], message, scratch);
	}
	json_close_array(json);
	json_close_object(json);
}

static bool write_sarif(struct buf *out, const struct trace *trace,
    const struct model *model, struct arena *scratch, struct error *err)
{
	struct json_out json = { .out = out };
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT id, remote, head_oid FROM repository "
		"WHERE id IN (SELECT repository_id FROM temp.traced) "
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

bool trace_write(struct buf *out, const struct trace *trace,
    const struct model *model, enum trace_format format,
    const struct trace_people *people, struct arena *scratch, struct error *err)
{
	if (format == TRACE_SARIF)
		return write_sarif(out, trace, model, scratch, err);
	if (format == TRACE_JSON)
		write_json(out, trace, people, scratch);
	else
		write_rows(out, trace, format, people, scratch);
	return true;
}
