/* The bill of materials of AI: data/sbom/ai-bom.cdx.json after CycloneDX 1.6
 * (ECMA-424). Tools are components of type application, models are of type
 * machine-learning-model, servers of AI tools (MCP) are services; what the
 * policy says and what is known of each stands in properties assay:*. A model
 * has a card only where the organisation tested it itself. Nothing is listed
 * that no record names. */
#include "base/date.h"
#include "base/json_out.h"
#include "base/map.h"
#include "base/uuid.h"
#include "base/vec.h"
#include "model/digest.h"
#include "render/evidence/bagged.h"

#define PATH STR("data/sbom/ai-bom.cdx.json")

/* A measure of kind table as a source of properties: "column property;..."; the
 * properties of one tool are gathered from several. */
struct told {
	const char *measure;
	const char *id;	  /* its column that names the component */
	const char *name; /* its column that names it in print */
	const char *properties;
};

/* clang-format off */
static const struct told of_tools[] = {
	{ "ai.tools_inventory", "tool", "label",
	    "policy policy;first first-authored;last last-authored;"
	    "commits commits-in-period;unapproved commits-not-approved;"
	    "repositories repositories;people people;lines living-lines;"
	    "signals seen-by" },
	{ "usage.tools_seen", "tool", "label",
	    "policy policy;certainty seen-outside-code;shown seen-outside-code-by;"
	    "devices devices;uses requests" },
	{ "ai.config_files", "tool", "tool", "path set-up-by-file" },
};
static const struct told of_models[] = {
	{ "ai.models_inventory", "model", "model",
	    "policy policy;first first-authored;last last-authored;"
	    "commits commits-in-period;unapproved commits-not-approved;"
	    "repositories repositories;people people;lines living-lines;"
	    "signals seen-by" },
	{ "bench.matrix", "model", "model", "" },
};
static const struct told of_servers = { "mcp.servers", "identity", "identity",
	"policy policy;state state;agent agent;pinned pinned-to-a-version;"
	"data data-sources;repositories repositories;first since;until removed" };
/* clang-format on */

struct property {
	struct str name;
	struct str value;
};

struct item {
	struct str id;
	struct str name;
	struct str vendor;
	VEC(struct property) properties;
};

struct items {
	struct map by_id; /* id -> place, from 1 */
	VEC(struct item) list;
};

struct bom {
	const struct evidence *from;
	struct json_out json;
	struct arena *keep;
	struct items tools;
	struct items models;
	struct items servers;
	struct answer tests; /* bench.recommendation */
	bool has_tests;
};

static bool ask(struct answer *answer, bool *known, const struct bom *bom,
    const char *measure, struct error *err)
{
	struct question question = { .id = str_from(measure) };
	*known = engine_measure(bom->from->engine, question.id) != NULL;
	return !*known ||
	       engine_ask(answer, bom->from->engine, &question, bom->keep, err);
}

static struct item *item_of(
    struct items *items, struct str id, struct arena *keep)
{
	bool added;
	union map_value *place = map_put(&items->by_id, id, &added);
	if (added) {
		struct item item = { .id = id, .name = id };
		VEC_PUSH(&items->list, keep, item);
		place->number = (int64_t)items->list.count;
	}
	return &items->list.items[place->number - 1];
}

/* The first that tells a property is heard; of files each is told. */
static void add_property(
    struct item *item, struct str name, struct str value, struct arena *keep)
{
	for (size_t i = 0; i < item->properties.count; i++)
		if (str_equal(item->properties.items[i].name, name) &&
		    !str_ends(name, STR("-file")))
			return;
	VEC_PUSH(&item->properties, keep, ((struct property){ name, value }));
}

static void add_row(struct items *items, const struct answer *answer,
    size_t row, const struct told *told, struct arena *keep)
{
	struct str rest = str_from(told->properties);
	struct str pair;
	struct str id = answer_cell(answer, row, told->id);
	if (!id.len)
		return;
	struct item *item = item_of(items, id, keep);
	struct str name = answer_cell(answer, row, told->name);
	struct str vendor = answer_cell(answer, row, "vendor");
	if (name.len && str_equal(item->name, item->id))
		item->name = name;
	if (vendor.len && !item->vendor.len)
		item->vendor = vendor;
	while (str_split(&rest, ';', &pair)) {
		size_t blank = str_find_byte(pair, ' ');
		struct str value = answer_cell(
		    answer, row, arena_z(keep, str_slice(pair, 0, blank)));
		if (value.len)
			add_property(
			    item, str_skip(pair, blank + 1), value, keep);
	}
}

static bool gather(struct items *items, const struct bom *bom,
    const struct told *told, size_t count, struct error *err)
{
	items->by_id.arena = bom->keep;
	for (size_t i = 0; i < count; i++) {
		struct answer answer = { 0 };
		bool known;
		if (!ask(&answer, &known, bom, told[i].measure, err))
			return false;
		for (size_t r = 0; known && r < answer.row_count; r++)
			add_row(items, &answer, r, &told[i], bom->keep);
	}
	return true;
}

/* Names and vendors of tools that are known by their files or devices alone.
 * What has a vendor in brackets is a form of files for any tool, and none
 * itself. */
static bool name_tools(struct bom *bom, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, engine_model(bom->from->engine),
		"SELECT name, label, vendor FROM tool ORDER BY name", err))
		return false;
	while (query_next(query)) {
		struct str id = query_text(query, 0);
		if (!map_get(&bom->tools.by_id, id))
			continue;
		struct item *item = item_of(&bom->tools, id, bom->keep);
		struct str label = query_text(query, 1);
		struct str vendor = query_text(query, 2);
		if (label.len && str_equal(item->name, item->id))
			item->name = arena_str(bom->keep, label);
		if (vendor.len && !item->vendor.len)
			item->vendor = arena_str(bom->keep, vendor);
	}
	return query_close(query, err);
}

static bool is_tool(const struct item *item)
{
	return !str_starts(item->vendor, STR("("));
}

/* ---------------------------------------------------------------- write -- */

static void write_property(struct json_out *json, struct arena *keep,
    struct str name, struct str value)
{
	if (!value.len)
		return;
	json_open_object(json, NULL);
	json_text(
	    json, "name", arena_printf(keep, "assay:" STR_FMT, STR_ARG(name)));
	json_text(json, "value", value);
	json_close_object(json);
}

static void write_properties(struct bom *bom, const struct item *item)
{
	struct json_out *json = &bom->json;
	json_open_array(json, "properties");
	write_property(json, bom->keep, STR("id"), item->id);
	for (size_t i = 0; i < item->properties.count; i++)
		write_property(json, bom->keep, item->properties.items[i].name,
		    item->properties.items[i].value);
	json_close_array(json);
}

static struct str ref_of(
    const struct bom *bom, const char *kind, const struct item *item)
{
	return arena_printf(bom->keep, "%s/" STR_FMT, kind, STR_ARG(item->id));
}

static void write_tool(struct bom *bom, const struct item *item)
{
	struct json_out *json = &bom->json;
	json_open_object(json, NULL);
	json_text(json, "type", STR("application"));
	json_text(json, "bom-ref", ref_of(bom, "tool", item));
	if (item->vendor.len) {
		json_open_object(json, "supplier");
		json_text(json, "name", item->vendor);
		json_close_object(json);
	}
	json_text(json, "name", item->name);
	write_properties(bom, item);
	json_close_object(json);
}

/* What the organisation's own tests came to: working samples that are secure.
 */
static void write_card(struct bom *bom, const struct item *item)
{
	struct json_out *json = &bom->json;
	const struct answer *tests = &bom->tests;
	size_t row = 0;
	while (row < tests->row_count &&
	       !(str_equal_z(answer_cell(tests, row, "kind"), "model") &&
		   str_equal(answer_cell(tests, row, "id"), item->id)))
		row++;
	if (!bom->has_tests || row == tests->row_count ||
	    !answer_cell(tests, row, "working").len)
		return;
	json_open_object(json, "modelCard");
	json_open_object(json, "quantitativeAnalysis");
	json_open_array(json, "performanceMetrics");
	json_open_object(json, NULL);
	json_text(json, "type", STR("working samples that are secure"));
	json_text(json, "value",
	    arena_printf(bom->keep, STR_FMT " of " STR_FMT,
		STR_ARG(answer_cell(tests, row, "secure")),
		STR_ARG(answer_cell(tests, row, "working"))));
	json_text(json, "slice",
	    arena_printf(bom->keep, "own tests, " STR_FMT " kinds of weakness",
		STR_ARG(answer_cell(tests, row, "kinds"))));
	if (answer_cell(tests, row, "secure_low").len) {
		json_open_object(json, "confidenceInterval");
		json_text(
		    json, "lowerBound", answer_cell(tests, row, "secure_low"));
		json_text(
		    json, "upperBound", answer_cell(tests, row, "secure_high"));
		json_close_object(json);
	}
	json_close_object(json);
	json_close_array(json);
	json_close_object(json);
	json_close_object(json);
}

static void write_model(struct bom *bom, const struct item *item)
{
	struct json_out *json = &bom->json;
	json_open_object(json, NULL);
	json_text(json, "type", STR("machine-learning-model"));
	json_text(json, "bom-ref", ref_of(bom, "model", item));
	json_text(json, "name", item->name);
	write_card(bom, item);
	write_properties(bom, item);
	json_close_object(json);
}

/* Of a command with a path its last part alone. */
static struct str server_name(struct str identity)
{
	bool is_path = str_starts(identity, STR("/")) ||
		       str_starts(identity, STR("~")) ||
		       str_starts(identity, STR("."));
	size_t slash = str_rfind_byte(identity, '/');
	return is_path && slash + 1 < identity.len
		   ? str_skip(identity, slash + 1)
		   : identity;
}

static void write_server(struct bom *bom, struct item *item, size_t number)
{
	struct json_out *json = &bom->json;
	json_open_object(json, NULL);
	item->id = item->name = server_name(item->id);
	json_text(
	    json, "bom-ref", arena_printf(bom->keep, "server/%zu", number));
	json_text(json, "name", item->name);
	write_properties(bom, item);
	json_close_object(json);
}

static void write_subject(struct bom *bom)
{
	struct json_out *json = &bom->json;
	const struct doc_meta *meta = &bom->from->report->meta;
	struct arena *keep = bom->keep;
	json_open_object(json, "metadata");
	json_text(json, "timestamp", date_iso_time(keep, bom->from->as_of));
	json_open_object(json, "tools");
	json_open_array(json, "components");
	json_open_object(json, NULL);
	json_text(json, "type", STR("application"));
	json_text(json, "name", STR("assay"));
	json_text(json, "version", str_skip(bom->from->program, 6));
	json_close_object(json);
	json_close_array(json);
	json_close_object(json);
	json_open_object(json, "component");
	json_text(json, "type", STR("application"));
	json_text(json, "bom-ref", STR("organisation"));
	json_text(json, "name",
	    meta->organisation.len ? meta->organisation : bom->from->scope);
	json_close_object(json);
	json_open_array(json, "properties");
	write_property(json, keep, STR("scope"), bom->from->scope);
	write_property(json, keep, STR("period"),
	    period_id(keep, engine_period(bom->from->engine)));
	write_property(json, keep, STR("report"), meta->report_id);
	json_close_array(json);
	json_close_object(json);
}

/* Which models were used through which tool, as records of commits say. */
static bool write_dependencies(struct bom *bom, struct error *err)
{
	struct json_out *json = &bom->json;
	struct arena *keep = bom->keep;
	struct query *query = NULL;
	struct str last = STR("");
	if (!query_open(&query, engine_model(bom->from->engine),
		"SELECT DISTINCT t.name, m.name FROM tool_use u"
		" JOIN commit_fact c ON c.commit_id = u.commit_id"
		" JOIN tool t ON t.id = u.tool_id"
		" JOIN model m ON m.id = u.model_id"
		" WHERE c.at < :at ORDER BY 1, 2",
		err))
		return false;
	bagged_bind(query, bom->from);
	json_open_array(json, "dependencies");
	while (query_next(query)) {
		const union map_value *tool =
		    map_get(&bom->tools.by_id, query_text(query, 0));
		if (!tool ||
		    !is_tool(&bom->tools.list.items[tool->number - 1]) ||
		    !map_get(&bom->models.by_id, query_text(query, 1)))
			continue;
		if (!str_equal(last, query_text(query, 0))) {
			if (last.len) {
				json_close_array(json);
				json_close_object(json);
			}
			last = arena_str(keep, query_text(query, 0));
			json_open_object(json, NULL);
			json_text(json, "ref",
			    arena_printf(keep, "tool/" STR_FMT, STR_ARG(last)));
			json_open_array(json, "dependsOn");
		}
		json_text(json, NULL,
		    arena_printf(
			keep, "model/" STR_FMT, STR_ARG(query_text(query, 1))));
	}
	if (last.len) {
		json_close_array(json);
		json_close_object(json);
	}
	json_close_array(json);
	return query_close(query, err);
}

/* Of what it was made from and for which report, so that another quarter's has
 * another one. */
static bool write_serial(struct bom *bom, struct error *err)
{
	struct str digest;
	char uuid[UUID_TEXT_SIZE];
	if (!model_digest(
		&digest, engine_model(bom->from->engine), bom->keep, err))
		return false;
	uuid_of(arena_printf(bom->keep, "bom " STR_FMT " " STR_FMT " %d",
		    STR_ARG(digest), STR_ARG(bom->from->report->meta.report_id),
		    bom->from->restricted),
	    uuid);
	json_text(&bom->json, "serialNumber",
	    arena_printf(bom->keep, "urn:uuid:%s", uuid));
	return true;
}

static bool write_bom(struct bom *bom, struct error *err)
{
	struct json_out *json = &bom->json;
	json_open_object(json, NULL);
	json_text(json, "$schema",
	    STR("http://cyclonedx.org/schema/bom-1.6.schema.json"));
	json_text(json, "bomFormat", STR("CycloneDX"));
	json_text(json, "specVersion", STR("1.6"));
	if (!write_serial(bom, err))
		return false;
	json_int(json, "version", 1);
	write_subject(bom);
	json_open_array(json, "components");
	for (size_t i = 0; i < bom->tools.list.count; i++)
		if (is_tool(&bom->tools.list.items[i]))
			write_tool(bom, &bom->tools.list.items[i]);
	for (size_t i = 0; i < bom->models.list.count; i++)
		write_model(bom, &bom->models.list.items[i]);
	json_close_array(json);
	json_open_array(json, "services");
	for (size_t i = 0; i < bom->servers.list.count; i++)
		write_server(bom, &bom->servers.list.items[i], i + 1);
	json_close_array(json);
	if (!write_dependencies(bom, err))
		return false;
	json_close_object(json);
	buf_add_char(json->out, '\n');
	return true;
}

bool evidence_bom(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	struct buf content = { 0 };
	struct bom bom = {
		.from = from, .json = { .out = &content }, .keep = keep
	};
	bool done = gather(&bom.tools, &bom, of_tools,
			sizeof of_tools / sizeof *of_tools, err) &&
		    name_tools(&bom, err) &&
		    gather(&bom.models, &bom, of_models,
			sizeof of_models / sizeof *of_models, err) &&
		    gather(&bom.servers, &bom, &of_servers, 1, err) &&
		    ask(&bom.tests, &bom.has_tests, &bom,
			"bench.recommendation", err) &&
		    write_bom(&bom, err);
	bagged_add(out, PATH, &content, keep);
	return done;
}
