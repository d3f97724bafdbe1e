/* A run is a repository. Each place that keeps an item from passing is a
 * result; a waived one is suppressed, with who accepted it and why. A required
 * item that is not assessed is an open result. What else is not assessed is
 * told as notifications of the invocation, so that a code host shows no alert
 * of what nobody looked at. A code host takes no result without a location:
 * what has no place of its own stands at the root of the repository.
 * SARIF 2.1.0 (OASIS), sections 3.14 to 3.58. */
#include "cli/gate_out.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/json_out.h"
#include "cli/sarif_out.h"
#include "model/query.h"

/* What every step needs. */
struct sarif {
	struct json_out json;
	const struct gate *gate;
	size_t repository;
	struct arena *scratch;
};

static const char *level_of(struct str severity)
{
	if (str_equal_z(severity, "critical") || str_equal_z(severity, "high"))
		return "error";
	return str_equal_z(severity, "medium") ? "warning" : "note";
}

static void write_message(
    struct json_out *json, const char *key, struct str text)
{
	json_open_object(json, key);
	json_text(json, "text", text);
	json_close_object(json);
}

static void write_rules(struct sarif *sarif)
{
	struct json_out *json = &sarif->json;
	const struct readiness *r = sarif->gate->readiness;
	json_open_array(json, "rules");
	for (size_t i = 0; i < r->item_count; i++) {
		const struct readiness_item *item = &r->items[i];
		json_open_object(json, NULL);
		json_text(json, "id", item->id);
		write_message(json, "shortDescription", item->title);
		write_message(json, "fullDescription", item->rule);
		json_open_object(json, "defaultConfiguration");
		json_text(json, "level", str_from(level_of(item->severity)));
		json_close_object(json);
		json_open_object(json, "properties");
		json_open_array(json, "tags");
		json_text(json, NULL, STR("readiness"));
		json_text(json, NULL, item->severity);
		json_close_array(json);
		json_close_object(json);
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_tool(struct sarif *sarif)
{
	json_open_object(&sarif->json, "tool");
	json_open_object(&sarif->json, "driver");
	json_text(&sarif->json, "name", STR("assay gate"));
	json_text(&sarif->json, "version", STR(ASSAY_VERSION));
	write_rules(sarif);
	json_close_object(&sarif->json);
	json_close_object(&sarif->json);
}

static void write_location(struct sarif *sarif, const struct check_place *place)
{
	struct json_out *json = &sarif->json;
	bool has_path = place && place->path.len;
	json_open_array(json, "locations");
	json_open_object(json, NULL);
	json_open_object(json, "physicalLocation");
	json_open_object(json, "artifactLocation");
	json_text(json, "uri",
	    has_path ? sarif_uri(place->path, sarif->scratch) : STR("."));
	json_close_object(json);
	if (has_path && place->line > 0) {
		json_open_object(json, "region");
		json_int(json, "startLine", place->line);
		json_close_object(json);
	}
	json_close_object(json);
	json_close_object(json);
	json_close_array(json);
}

/* Stays when lines move, so that an alert is known again. */
static void write_fingerprint(struct sarif *sarif, struct str item,
    const struct check_place *place, struct str text)
{
	char hex[HASH_HEX_SIZE];
	struct hash *hash = hash_new(sarif->scratch);
	hash_add_field(hash, item);
	hash_add_field(hash, place ? place->path : STR_NONE);
	hash_add_field(hash, text);
	hash_end(hash, hex);
	json_open_object(&sarif->json, "partialFingerprints");
	json_text(&sarif->json, "assayGate/v1", str_from(hex));
	json_close_object(&sarif->json);
}

static void write_suppression(
    struct sarif *sarif, const struct readiness_waiver *waiver)
{
	struct json_out *json = &sarif->json;
	if (!waiver)
		return;
	json_open_array(json, "suppressions");
	json_open_object(json, NULL);
	json_text(json, "kind", STR("external"));
	json_text(json, "status", STR("accepted"));
	json_text(json, "justification",
	    arena_printf(sarif->scratch,
		STR_FMT " (" STR_FMT ", until " STR_FMT ")",
		STR_ARG(waiver->reason), STR_ARG(waiver->owner),
		STR_ARG(date_iso(sarif->scratch, waiver->to - DAY_SECONDS))));
	json_close_object(json);
	json_close_array(json);
}

/* PLACE NULL: the item has none. */
static void write_result(
    struct sarif *sarif, size_t i, const struct check_place *place)
{
	struct json_out *json = &sarif->json;
	const struct readiness_item *item = &sarif->gate->readiness->items[i];
	const struct readiness_row *row = &item->rows[sarif->repository];
	bool failed = row->status == READINESS_FAIL ||
		      (row->status == READINESS_WAIVED &&
			  row->before_waiver == READINESS_FAIL);
	struct str text = place ? place->text : row->reason;
	json_open_object(json, NULL);
	json_text(json, "ruleId", item->id);
	json_int(json, "ruleIndex", (int64_t)i);
	json_text(json, "kind", failed ? STR("fail") : STR("open"));
	json_text(json, "level",
	    failed ? str_from(level_of(item->severity)) : STR("none"));
	write_message(json, "message",
	    arena_printf(sarif->scratch, STR_FMT ": " STR_FMT,
		STR_ARG(item->title), STR_ARG(text)));
	write_location(sarif, place);
	write_fingerprint(sarif, item->id, place, text);
	write_suppression(sarif, row->waiver);
	if (sarif->gate->worse)
		json_text(json, "baselineState", STR("new"));
	json_close_object(json);
}

static bool is_told(const struct sarif *sarif, size_t i)
{
	const struct readiness_item *item = &sarif->gate->readiness->items[i];
	const struct readiness_row *row = &item->rows[sarif->repository];
	if (!gate_tells(sarif->gate, i, sarif->repository))
		return false;
	return row->status == READINESS_FAIL ||
	       row->status == READINESS_WAIVED ||
	       (row->status == READINESS_NOT_ASSESSED && item->required);
}

static void write_results(struct sarif *sarif)
{
	const struct readiness *r = sarif->gate->readiness;
	json_open_array(&sarif->json, "results");
	for (size_t i = 0; i < r->item_count; i++) {
		const struct readiness_row *row =
		    &r->items[i].rows[sarif->repository];
		if (!is_told(sarif, i))
			continue;
		if (!row->places.count)
			write_result(sarif, i, NULL);
		for (size_t p = 0; p < row->places.count && p < GATE_PLACES_MAX;
		     p++)
			write_result(sarif, i, &row->places.items[p]);
	}
	json_close_array(&sarif->json);
}

static void write_notification(struct sarif *sarif, size_t i)
{
	struct json_out *json = &sarif->json;
	const struct readiness_item *item = &sarif->gate->readiness->items[i];
	json_open_object(json, NULL);
	json_text(json, "level", STR("note"));
	write_message(json, "message",
	    arena_printf(sarif->scratch, STR_FMT " is not assessed: " STR_FMT,
		STR_ARG(item->id),
		STR_ARG(item->rows[sarif->repository].reason)));
	json_open_object(json, "associatedRule");
	json_text(json, "id", item->id);
	json_int(json, "index", (int64_t)i);
	json_close_object(json);
	json_close_object(json);
}

static void write_invocation(struct sarif *sarif)
{
	struct json_out *json = &sarif->json;
	const struct readiness *r = sarif->gate->readiness;
	json_open_array(json, "invocations");
	json_open_object(json, NULL);
	json_bool(json, "executionSuccessful", true);
	json_open_array(json, "toolExecutionNotifications");
	for (size_t i = 0; i < r->item_count; i++)
		if (r->items[i].rows[sarif->repository].status ==
			READINESS_NOT_ASSESSED &&
		    !r->items[i].required &&
		    gate_tells(sarif->gate, i, sarif->repository))
			write_notification(sarif, i);
	json_close_array(json);
	json_close_object(json);
	json_close_array(json);
}

static bool write_run(struct sarif *sarif, struct error *err)
{
	struct query *query = NULL;
	const struct readiness *r = sarif->gate->readiness;
	if (!query_open(&query, sarif->gate->model,
		"SELECT remote, head_oid FROM repository WHERE id = ?1", err))
		return false;
	query_bind_int(query, 1, r->repositories.items[sarif->repository].id);
	json_open_object(&sarif->json, NULL);
	write_tool(sarif);
	write_invocation(sarif);
	if (query_next(query))
		sarif_provenance(
		    &sarif->json, query_text(query, 0), query_text(query, 1));
	write_results(sarif);
	json_close_object(&sarif->json);
	return query_close(query, err);
}

bool gate_write_sarif(struct buf *out, const struct gate *gate,
    struct arena *scratch, struct error *err)
{
	struct sarif sarif = { { .out = out }, gate, 0, scratch };
	const size_t count = gate->readiness->repositories.count;
	json_open_object(&sarif.json, NULL);
	json_text(&sarif.json, "$schema", STR(SARIF_SCHEMA));
	json_text(&sarif.json, "version", STR("2.1.0"));
	json_open_array(&sarif.json, "runs");
	for (; sarif.repository < count; sarif.repository++)
		if (!write_run(&sarif, err))
			return false;
	json_close_array(&sarif.json);
	json_close_object(&sarif.json);
	buf_add_char(out, '\n');
	return true;
}
