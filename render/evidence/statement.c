/* data/statement.intoto.json: an in-toto Statement v1 that says which inputs
 * this bag was made from (the subjects, by digest) and how (the predicate). The
 * type of the predicate is defined in docs/evidence.md. It is content of the
 * bag; the seal of the bag signs it with all else. */
#include "base/date.h"
#include "base/json_out.h"
#include "model/digest.h"
#include "render/evidence/bagged.h"

#define PATH STR("data/statement.intoto.json")
#define TYPE "https://in-toto.io/Statement/v1"
#define PREDICATE "https://assay.example/evidence/v1"

static void write_subject(
    struct json_out *json, struct str name, struct str sha256, struct str of)
{
	json_open_object(json, NULL);
	json_text(json, "name", name);
	json_open_object(json, "digest");
	json_text(json, "sha256", sha256);
	json_close_object(json);
	json_open_object(json, "annotations");
	json_text(json, "digest-of", of);
	json_close_object(json);
	json_close_object(json);
}

static bool write_subjects(struct json_out *json, const struct evidence *from,
    struct str digest, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, engine_model(from->engine),
		"SELECT n.name, s.sha256, CASE s.importer WHEN 'git'"
		" THEN 'the heads that were read' ELSE 'the content' END"
		" FROM source s JOIN source_name n ON n.source_id = s.id"
		" ORDER BY 1, 2",
		err))
		return false;
	json_open_array(json, "subject");
	write_subject(json, STR("model"), digest,
	    STR("all inputs and settings, as the report prints it"));
	while (query_next(query))
		write_subject(json, query_text(query, 0), query_text(query, 1),
		    query_text(query, 2));
	json_close_array(json);
	return query_close(query, err);
}

/* A setting each, as method/settings.csv has them. */
static bool write_pairs(struct json_out *json, const char *key,
    const struct evidence *from, const char *sql, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, engine_model(from->engine), sql, err))
		return false;
	json_open_array(json, key);
	while (query_next(query)) {
		json_open_object(json, NULL);
		for (int i = 0; i < query_columns(query); i++)
			json_text(json, query_column_name(query, i),
			    query_text(query, i));
		json_close_object(json);
	}
	json_close_array(json);
	return query_close(query, err);
}

static void write_period(
    struct json_out *json, struct period period, struct arena *keep)
{
	json_open_object(json, "period");
	json_text(json, "id", period_id(keep, period));
	json_text(json, "from",
	    period.from == UNKNOWN ? STR_NONE
				   : date_iso_time(keep, period.from));
	json_text(json, "to", date_iso_time(keep, period.to));
	json_bool(json, "closed", period.closed);
	json_close_object(json);
}

static bool write_predicate(struct json_out *json, const struct evidence *from,
    struct str digest, struct arena *keep, struct error *err)
{
	const struct doc_meta *meta = &from->report->meta;
	json_open_object(json, "predicate");
	json_text(json, "report", meta->report_id);
	json_text(json, "program", from->program);
	json_text(json, "scope", from->scope);
	json_text(json, "edition", meta->edition);
	json_bool(json, "restricted", from->restricted);
	write_period(json, engine_period(from->engine), keep);
	json_text(json, "as_of", date_iso_time(keep, from->as_of));
	json_text(json, "made_from_sha256", digest);
	bool done =
	    write_pairs(json, "parameters", from,
		"SELECT name, CASE WHEN name = 'people.directory'"
		" THEN replace(value, rtrim(value, replace(value, '/', '')), "
		"'')"
		" ELSE value END AS value FROM setting ORDER BY name",
		err) &&
	    write_pairs(json, "readers", from,
		"SELECT DISTINCT importer AS reader,"
		" CAST(version AS TEXT) AS version FROM source ORDER BY 1, 2",
		err);
	json_close_object(json);
	return done;
}

bool evidence_statement(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct buf content = { 0 };
	struct json_out json = { .out = &content };
	struct str digest;
	if (!model_digest(&digest, engine_model(from->engine), keep, err))
		return false;
	json_open_object(&json, NULL);
	json_text(&json, "_type", STR(TYPE));
	bool done = write_subjects(&json, from, digest, err);
	json_text(&json, "predicateType", STR(PREDICATE));
	done = done && write_predicate(&json, from, digest, keep, err);
	json_close_object(&json);
	buf_add_char(&content, '\n');
	bagged_add(out, PATH, &content, keep);
	return done;
}
