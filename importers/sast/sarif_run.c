/* The first pass over a run: streams through its members in whatever order
 * they come, keeps small records of rules, artifacts, bases, invocations and
 * origin, and counts the results and their fingerprints. SARIF 2.1.0 sections
 * 3.14 (run), 3.18 (tool), 3.20 (invocation), 3.24 (artifact), 4 (version
 * control in 3.23). */
#include "importers/sast/sarif_run.h"

#include "base/date.h"
#include "importers/json/json_tree.h"
#include "importers/sast/sarif_fingerprint.h"
#include "importers/sast/sarif_invocation.h"
#include "importers/sast/sarif_lookup.h"
#include "importers/sast/sarif_old.h"

const char *const sarif_result_omit[] = { "codeFlows", "graphs",
	"graphTraversals", "stacks", "fixes", "attachments", "webRequest",
	"webResponse", "relatedLocations", "snippet", "contextRegion",
	"workItemUris", "hostedViewerUri", NULL };

/* For counting fingerprints alone. */
static const char *const counting_omit[] = { "codeFlows", "graphs",
	"graphTraversals", "stacks", "fixes", "attachments", "webRequest",
	"webResponse", "relatedLocations", "region", "contextRegion", "message",
	"properties", "logicalLocations", "suppressions", "workItemUris",
	"taxa", "provenance", "level", "kind", "guid", NULL };

static const char *const taxon_omit[] = { "name", "shortDescription",
	"fullDescription", "help", "helpUri", "properties", "relationships",
	"messageStrings", "defaultConfiguration", NULL };

struct reader {
	struct json_in *json;
	struct sarif_run *run;
	struct sarif_component *component; /* being read */
	const struct sast_rules *rules;
	struct arena *keep;
	struct arena *scratch; /* of one tree */
	bool is_preview;
	struct sarif_invocation invocation; /* being read */
	bool is_told;			    /* whether it succeeded */
	bool is_broken_off;   /* its exit code or a signal says so */
	struct str time_text; /* of its end, as written */
	int64_t start_time;
	int64_t end_time;
};

/* Reads the value whose first token was just taken. */
typedef bool read_value(struct reader *reader);

struct member {
	const char *name;
	read_value *read;
};

static bool skip(struct reader *reader)
{
	return json_in_skip(reader->json);
}

static read_value *find_member(const struct member *members, struct str name)
{
	for (; members->name; members++)
		if (str_equal_z(name, members->name))
			return members->read;
	return skip;
}

/* An object by its members; any other value is passed over. */
static bool read_object(struct reader *reader, const struct member *members)
{
	struct json_in *json = reader->json;
	enum json_token token = json_in_token(json);
	if (token != JSON_OBJECT)
		return skip(reader);
	while ((token = json_in_next(json)) == JSON_KEY) {
		struct str name = json_in_text(json);
		if (reader->run->is_old)
			name = sarif_old_name(name);
		read_value *read = find_member(members, name);
		if (json_in_next(json) <= JSON_END || !read(reader))
			return false;
	}
	return token == JSON_OBJECT_END;
}

static bool read_array(struct reader *reader, read_value *each)
{
	struct json_in *json = reader->json;
	enum json_token token = json_in_token(json);
	if (token != JSON_ARRAY)
		return skip(reader);
	while ((token = json_in_next(json)) != JSON_ARRAY_END)
		if (token <= JSON_END || !each(reader))
			return false;
	return true;
}

/* The value as a tree that lives until the next one. */
static bool read_tree(struct reader *reader, cJSON **tree,
    const char *const *omit, enum sarif_tree part)
{
	arena_reset(reader->scratch);
	if (!json_tree_read_in(tree, reader->json, omit, reader->scratch))
		return false;
	if (reader->run->is_old)
		sarif_old_upgrade(*tree, part, reader->scratch);
	return true;
}

static struct str kept_text(struct reader *reader)
{
	if (json_in_token(reader->json) != JSON_STRING)
		return STR_NONE;
	return sast_text_short(reader->keep, json_in_text(reader->json));
}

/* ----------------------------------------------------------------- tool -- */

static bool add_rule(
    struct reader *reader, const char *const *omit, struct str key)
{
	cJSON *tree;
	if (!read_tree(reader, &tree, omit, SARIF_TREE_RULE))
		return false;
	sarif_rule_add(
	    reader->component, tree, key, reader->rules, reader->keep);
	return true;
}

static bool read_rule(struct reader *reader)
{
	return add_rule(reader, sarif_rule_omit, STR_NONE);
}

static bool read_taxon(struct reader *reader)
{
	return add_rule(reader, taxon_omit, STR_NONE);
}

/* Rules were the members of an object once. */
static bool read_keyed_rules(struct reader *reader)
{
	struct json_in *json = reader->json;
	enum json_token token;
	while ((token = json_in_next(json)) == JSON_KEY) {
		struct str key = arena_str(reader->keep, json_in_text(json));
		if (json_in_next(json) <= JSON_END ||
		    !add_rule(reader, sarif_rule_omit, key))
			return false;
	}
	return token == JSON_OBJECT_END;
}

static bool read_component_rules(struct reader *reader)
{
	return json_in_token(reader->json) == JSON_OBJECT
		   ? read_keyed_rules(reader)
		   : read_array(reader, read_rule);
}

static bool read_component_taxa(struct reader *reader)
{
	return read_array(reader, read_taxon);
}

static bool read_component_name(struct reader *reader)
{
	reader->component->name = kept_text(reader);
	return skip(reader);
}

static bool read_component_guid(struct reader *reader)
{
	reader->component->guid = kept_text(reader);
	return skip(reader);
}

static bool read_component_texts(struct reader *reader)
{
	cJSON *tree;
	if (!read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
		return false;
	sarif_texts_add(&reader->component->messages, tree, reader->keep);
	return true;
}

static bool read_version(struct reader *reader)
{
	struct str version = kept_text(reader);
	if (version.ptr && !reader->run->tool_version.ptr)
		reader->run->tool_version = version;
	return skip(reader);
}

/* semanticVersion is comparable, so it goes before version. */
static bool read_semantic_version(struct reader *reader)
{
	struct str version = kept_text(reader);
	if (version.len)
		reader->run->tool_version = version;
	return skip(reader);
}

static bool read_driver(struct reader *reader)
{
	static const struct member members[] = {
		{ "name", read_component_name },
		{ "guid", read_component_guid },
		{ "version", read_version },
		{ "semanticVersion", read_semantic_version },
		{ "rules", read_component_rules },
		{ "globalMessageStrings", read_component_texts },
		/* of the resources that the driver once had beside it */
		{ "messageStrings", read_component_texts },
		{ NULL, NULL },
	};
	reader->component = &reader->run->driver;
	return read_object(reader, members);
}

static bool read_extension(struct reader *reader)
{
	static const struct member members[] = {
		{ "name", read_component_name },
		{ "guid", read_component_guid },
		{ "rules", read_component_rules },
		{ "globalMessageStrings", read_component_texts },
		{ NULL, NULL },
	};
	struct sarif_run *run = reader->run;
	struct sarif_component none = { 0 };
	if (run->extensions.count == SARIF_COMPONENTS_MAX)
		return skip(reader);
	VEC_PUSH(&run->extensions, reader->keep, none);
	reader->component = &run->extensions.items[run->extensions.count - 1];
	return read_object(reader, members);
}

static bool read_extensions(struct reader *reader)
{
	return read_array(reader, read_extension);
}

/* Before 2.1.0 the tool was its own driver. */
static bool read_tool(struct reader *reader)
{
	static const struct member members[] = {
		{ "driver", read_driver },
		{ "extensions", read_extensions },
		{ "name", read_component_name },
		{ "version", read_version },
		{ "semanticVersion", read_semantic_version },
		{ NULL, NULL },
	};
	reader->component = &reader->run->driver;
	return read_object(reader, members);
}

static bool read_driver_rules(struct reader *reader)
{
	reader->component = &reader->run->driver;
	return read_component_rules(reader);
}

static bool read_taxonomy(struct reader *reader)
{
	static const struct member members[] = {
		{ "name", read_component_name },
		{ "guid", read_component_guid },
		{ "taxa", read_component_taxa },
		{ NULL, NULL },
	};
	struct sarif_run *run = reader->run;
	struct sarif_component none = { 0 };
	if (run->taxonomies.count == SARIF_COMPONENTS_MAX)
		return skip(reader);
	VEC_PUSH(&run->taxonomies, reader->keep, none);
	reader->component = &run->taxonomies.items[run->taxonomies.count - 1];
	return read_object(reader, members);
}

static bool read_taxonomies(struct reader *reader)
{
	return read_array(reader, read_taxonomy);
}

/* --------------------------------------------------------------- places -- */

/* Section 3.24.6; "scannedFile" is of later versions. */
static bool is_target(const cJSON *artifact)
{
	const cJSON *role;
	cJSON_ArrayForEach(role, json_array_in(artifact, "roles"))
	{
		struct str name = json_string_of(role);
		if (str_equal_z(name, "analysisTarget") ||
		    str_equal_z(name, "scannedFile"))
			return true;
	}
	return false;
}

static bool read_artifact(struct reader *reader)
{
	static const char *const omit[] = { "contents", "hashes", "properties",
		"description", NULL };
	struct sarif_run *run = reader->run;
	cJSON *tree;
	if (run->artifacts.count == SARIF_ARTIFACTS_MAX) {
		run->artifacts_dropped++;
		return skip(reader);
	}
	if (!read_tree(reader, &tree, omit, SARIF_TREE_ARTIFACT))
		return false;
	const cJSON *location = json_object_in(tree, "location");
	struct sarif_location artifact = {
		sast_text_short(reader->keep, json_string_in(location, "uri")),
		sast_text_short(
		    reader->keep, json_string_in(location, "uriBaseId")),
		-1,
		is_target(tree),
	};
	VEC_PUSH(&run->artifacts, reader->keep, artifact);
	return true;
}

static bool read_artifacts(struct reader *reader)
{
	return read_array(reader, read_artifact);
}

static bool read_bases(struct reader *reader)
{
	struct sarif_run *run = reader->run;
	cJSON *tree;
	const cJSON *item;
	if (!read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
		return false;
	const cJSON *bases = cJSON_IsObject(tree) ? tree : NULL;
	cJSON_ArrayForEach(item, bases)
	{
		/* Some write the address alone in place of an object. */
		struct str uri = cJSON_IsString(item)
				     ? json_string_of(item)
				     : json_string_in(item, "uri");
		struct sarif_base base = {
			arena_str(reader->keep, str_from(item->string)),
			arena_str(reader->keep, uri),
			arena_str(
			    reader->keep, json_string_in(item, "uriBaseId")),
		};
		if (run->bases.count < SARIF_BASES_MAX)
			VEC_PUSH(&run->bases, reader->keep, base);
	}
	return true;
}

static bool read_control(struct reader *reader)
{
	struct sarif_run *run = reader->run;
	cJSON *tree;
	if (!read_tree(reader, &tree, NULL, SARIF_TREE_CONTROL))
		return false;
	struct str remote = json_string_in(tree, "repositoryUri");
	if (!remote.len || run->controls.count == SARIF_CONTROLS_MAX)
		return true;
	const cJSON *mapped = json_object_in(tree, "mappedTo");
	struct arena *keep = reader->keep;
	const struct sarif_control control = {
		.remote = arena_str(keep, remote),
		.revision = arena_str(keep, json_string_in(tree, "revisionId")),
		.branch = arena_str(keep, json_string_in(tree, "branch")),
		.mapped_base =
		    arena_str(keep, json_string_in(mapped, "uriBaseId")),
		.mapped_uri = path_clean(
		    keep, path_decode(keep, json_string_in(mapped, "uri"))),
	};
	if (!run->controls.count)
		run->control = control;
	VEC_PUSH(&run->controls, keep, control);
	return true;
}

static bool read_controls(struct reader *reader)
{
	return read_array(reader, read_control);
}

/* ---------------------------------------------------------- invocations -- */

static bool read_notification(struct reader *reader)
{
	static const char *const omit[] = { "exception", "message", NULL };
	cJSON *tree;
	if (!read_tree(reader, &tree, omit, SARIF_TREE_OTHER))
		return false;
	sarif_notification_add(reader->run, tree, reader->keep);
	return true;
}

static bool read_notifications(struct reader *reader)
{
	return read_array(reader, read_notification);
}

/* Of the configuration: an error, such as rules that were not found, means that
 * what they would have found is not known (section 3.20.22). */
static bool read_complaints(struct reader *reader)
{
	int64_t before = reader->run->errors;
	bool done = read_array(reader, read_notification);
	reader->run->is_misconfigured |= reader->run->errors > before;
	return done;
}

static bool read_override(struct reader *reader)
{
	cJSON *tree;
	if (!read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
		return false;
	sarif_override_add(&reader->invocation, tree, reader->keep);
	return true;
}

static bool read_overrides(struct reader *reader)
{
	return read_array(reader, read_override);
}

static bool read_success(struct reader *reader)
{
	enum json_token token = json_in_token(reader->json);
	reader->run->has_failed |= token == JSON_FALSE;
	reader->is_told |= token == JSON_FALSE || token == JSON_TRUE;
	return skip(reader);
}

/* 1 is what many end with when they found something. */
static bool read_exit_code(struct reader *reader)
{
	int64_t code;
	reader->is_broken_off |=
	    json_in_token(reader->json) == JSON_NUMBER &&
	    str_to_int(json_in_text(reader->json), &code) &&
	    (code < 0 || code > 1);
	return skip(reader);
}

/* A signal, or why the process did not even start. */
static bool read_end_by_force(struct reader *reader)
{
	enum json_token token = json_in_token(reader->json);
	reader->is_broken_off |=
	    token == JSON_NUMBER ||
	    (token == JSON_STRING && json_in_text(reader->json).len);
	return skip(reader);
}

/* An address alone in old logs. */
static bool read_folder(struct reader *reader)
{
	cJSON *tree;
	if (!read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
		return false;
	struct str uri = cJSON_IsString(tree) ? json_string_of(tree)
					      : json_string_in(tree, "uri");
	reader->invocation.folder =
	    path_clean(reader->keep, path_decode(reader->keep, uri));
	return true;
}

static bool read_end(struct reader *reader)
{
	reader->time_text = kept_text(reader);
	if (!date_parse_iso(reader->time_text, &reader->end_time))
		reader->end_time = UNKNOWN;
	return skip(reader);
}

static bool read_start(struct reader *reader)
{
	if (!date_parse_iso(kept_text(reader), &reader->start_time))
		reader->start_time = UNKNOWN;
	return skip(reader);
}

static void note_time(struct sarif_run *run, const struct reader *reader)
{
	int64_t time = reader->end_time >= SAST_TIME_MIN ? reader->end_time
							 : reader->start_time;
	if (time >= SAST_TIME_MIN && (run->time == UNKNOWN || time > run->time))
		run->time = time;
	else if (time < SAST_TIME_MIN && reader->time_text.len)
		run->wrong_time = reader->time_text;
}

static bool read_invocation(struct reader *reader)
{
	static const struct member members[] = {
		{ "executionSuccessful", read_success },
		{ "exitCode", read_exit_code },
		{ "exitSignalName", read_end_by_force },
		{ "exitSignalNumber", read_end_by_force },
		{ "processStartFailureMessage", read_end_by_force },
		{ "workingDirectory", read_folder },
		{ "startTimeUtc", read_start },
		{ "endTimeUtc", read_end },
		{ "ruleConfigurationOverrides", read_overrides },
		{ "toolExecutionNotifications", read_notifications },
		{ "toolConfigurationNotifications", read_complaints },
		{ NULL, NULL },
	};
	struct sarif_run *run = reader->run;
	reader->is_told = reader->is_broken_off = false;
	reader->invocation = (struct sarif_invocation){ 0 };
	reader->start_time = reader->end_time = UNKNOWN;
	reader->time_text = STR_NONE;
	bool done = read_object(reader, members);
	run->has_failed |= !reader->is_told && reader->is_broken_off;
	note_time(run, reader);
	if (run->invocations.count < SARIF_INVOCATIONS_MAX)
		VEC_PUSH(&run->invocations, reader->keep, reader->invocation);
	return done;
}

/* 1.0 has one of them, and its notifications beside it. */
static bool read_invocations(struct reader *reader)
{
	return json_in_token(reader->json) == JSON_OBJECT
		   ? read_invocation(reader)
		   : read_array(reader, read_invocation);
}

/* Section 3.22. A converter that failed may have lost results. */
static bool read_conversion(struct reader *reader)
{
	static const char *const omit[] = { "rules", "extensions",
		"toolExecutionNotifications", "toolConfigurationNotifications",
		"analysisToolLogFiles", NULL };
	struct sarif_run *run = reader->run;
	cJSON *tree;
	if (!read_tree(reader, &tree, omit, SARIF_TREE_OTHER))
		return false;
	const cJSON *tool = json_object_in(tree, "tool");
	const cJSON *driver = json_object_in(tool, "driver");
	const cJSON *invocation = json_object_in(tree, "invocation");
	run->converter = sast_text_short(
	    reader->keep, json_string_in(driver ? driver : tool, "name"));
	run->has_failed |=
	    cJSON_IsFalse(json_member(invocation, "executionSuccessful"));
	return true;
}

/* ------------------------------------------------------------------ run -- */

/* Of a preview, fingerprints are shown of the first few results alone. */
static bool is_only_counted(const struct reader *reader)
{
	enum { PREVIEW_COMPARED = 1000 };
	return reader->is_preview && reader->run->results >= PREVIEW_COMPARED;
}

static bool count_result(struct reader *reader)
{
	cJSON *tree;
	if (is_only_counted(reader)) {
		reader->run->results++;
		return skip(reader);
	}
	if (!read_tree(reader, &tree, counting_omit, SARIF_TREE_RESULT))
		return false;
	reader->run->results++;
	if (tree)
		sarif_fingerprints_count(
		    reader->run->seen, &reader->rules->fingerprints, tree);
	return true;
}

static bool count_results(struct reader *reader)
{
	reader->run->has_results |= json_in_token(reader->json) == JSON_ARRAY;
	return read_array(reader, count_result);
}

static bool read_automation_id(struct reader *reader)
{
	reader->run->automation = kept_text(reader);
	return skip(reader);
}

static bool read_guid(struct reader *reader)
{
	reader->run->guid = kept_text(reader);
	return skip(reader);
}

static bool read_run_guid(struct reader *reader)
{
	reader->run->run_guid = kept_text(reader);
	return skip(reader);
}

static bool read_column_kind(struct reader *reader)
{
	reader->run->columns = kept_text(reader);
	return skip(reader);
}

static bool read_automation(struct reader *reader)
{
	static const struct member members[] = {
		{ "id", read_automation_id },
		{ "instanceId", read_automation_id },
		{ "guid", read_guid },
		{ NULL, NULL },
	};
	return read_object(reader, members);
}

static bool read_image(struct reader *reader)
{
	reader->run->image = kept_text(reader);
	return skip(reader);
}

static bool read_properties(struct reader *reader)
{
	static const struct member members[] = {
		{ "imageName", read_image },
		{ NULL, NULL },
	};
	return read_object(reader, members);
}

/* The name that all runs of one analysis had before automationDetails. */
static bool read_logical_id(struct reader *reader)
{
	struct str name = kept_text(reader);
	if (name.len)
		reader->run->automation =
		    arena_printf(reader->keep, STR_FMT "/", STR_ARG(name));
	return skip(reader);
}

static void add_external(
    struct reader *reader, struct str what, const cJSON *reference)
{
	enum { EXTERNALS_MAX = 1000 };
	struct sarif_run *run = reader->run;
	struct arena *keep = reader->keep;
	const cJSON *location = json_object_in(reference, "location");
	if (!location) /* until the last drafts */
		location = json_object_in(reference, "artifactLocation");
	struct sarif_external external = {
		.what = sast_text_short(keep, what),
		.uri = sast_text_short(keep, json_string_in(location, "uri")),
		.guid =
		    sast_text_short(keep, json_string_in(reference, "guid")),
		.count = json_int_in(reference, "itemCount", -1),
	};
	if ((location || external.guid.len) &&
	    run->externals.count < EXTERNALS_MAX)
		VEC_PUSH(&run->externals, keep, external);
}

static bool read_externals(struct reader *reader)
{
	cJSON *tree;
	const cJSON *item;
	const cJSON *part;
	if (!read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
		return false;
	const cJSON *references = cJSON_IsObject(tree) ? tree : NULL;
	cJSON_ArrayForEach(item, references)
	{
		struct str what = str_from(item->string);
		const cJSON *parts = cJSON_IsArray(item) ? item : NULL;
		if (!parts)
			add_external(reader, what, item);
		cJSON_ArrayForEach(part, parts)
		    add_external(reader, what, part);
	}
	return true;
}

bool sarif_run_read(struct sarif_run *run, struct json_in *json,
    const struct sast_rules *rules, bool is_preview, struct arena *keep)
{
	static const struct member members[] = {
		{ "tool", read_tool },
		{ "results", count_results },
		{ "artifacts", read_artifacts },
		{ "originalUriBaseIds", read_bases },
		{ "versionControlProvenance", read_controls },
		{ "invocations", read_invocations },
		{ "automationDetails", read_automation },
		{ "columnKind", read_column_kind },
		{ "taxonomies", read_taxonomies },
		{ "conversion", read_conversion },
		{ "properties", read_properties },
		{ "externalPropertyFileReferences", read_externals },
		/* of external properties */
		{ "driver", read_driver },
		{ "extensions", read_extensions },
		{ "guid", read_guid },
		{ "runGuid", read_run_guid },
		/* of before 2.1.0 */
		{ "rules", read_driver_rules },
		{ "resources", read_driver },
		{ "id", read_automation },
		{ "stableId", read_logical_id },
		{ "logicalId", read_logical_id },
		{ "toolExecutionNotifications", read_notifications },
		{ "toolConfigurationNotifications", read_complaints },
		{ NULL, NULL },
	};
	struct reader reader = { .json = json,
		.run = run,
		.rules = rules,
		.keep = keep,
		.scratch = arena_new(),
		.is_preview = is_preview };
	*run = (struct sarif_run){ .time = UNKNOWN,
		.is_old = run->is_old,
		.line = json_in_place(json).line,
		.seen = run->seen };
	bool done = read_object(&reader, members);
	arena_free(reader.scratch);
	return done;
}

void sarif_run_merge(
    struct sarif_run *run, const struct sarif_run *part, struct arena *keep)
{
	if (!run->driver.name.len && !run->driver.count) {
		struct str version = part->tool_version;
		run->driver = part->driver;
		run->tool_version = version;
	}
	for (size_t i = 0; i < part->extensions.count; i++)
		VEC_PUSH(&run->extensions, keep, part->extensions.items[i]);
	for (size_t i = 0; i < part->taxonomies.count; i++)
		VEC_PUSH(&run->taxonomies, keep, part->taxonomies.items[i]);
	for (size_t i = 0; i < part->artifacts.count; i++)
		VEC_PUSH(&run->artifacts, keep, part->artifacts.items[i]);
	for (size_t i = 0; i < part->invocations.count; i++)
		VEC_PUSH(&run->invocations, keep, part->invocations.items[i]);
	for (size_t i = 0; i < part->looked.count; i++)
		VEC_PUSH(&run->looked, keep, part->looked.items[i]);
	for (size_t i = 0; i < part->unread.count; i++)
		VEC_PUSH(&run->unread, keep, part->unread.items[i]);
	run->artifacts_dropped += part->artifacts_dropped;
	run->has_results |= part->has_results;
	run->results += part->results;
	run->has_failed |= part->has_failed;
	run->is_misconfigured |= part->is_misconfigured;
	run->errors += part->errors;
	if (part->time != UNKNOWN &&
	    (run->time == UNKNOWN || part->time > run->time))
		run->time = part->time;
	if (!run->image.len)
		run->image = part->image;
	if (!run->converter.len)
		run->converter = part->converter;
}

static void end_component(const struct sarif_run *run,
    struct sarif_component *component, const struct weakness_table *table)
{
	for (size_t i = 0; i < component->count; i++) {
		struct sarif_rule *rule = &component->items[i];
		for (size_t r = 0; r < rule->relations.count; r++)
			sarif_run_add_taxon(run, table, &rule->weaknesses,
			    &rule->relations.items[r]);
	}
}

void sarif_run_end(
    struct sarif_run *run, const struct sast_rules *rules, struct arena *keep)
{
	end_component(run, &run->driver, rules->weaknesses);
	for (size_t i = 0; i < run->extensions.count; i++)
		end_component(
		    run, &run->extensions.items[i], rules->weaknesses);
	run->tool_name = run->driver.name.ptr ? run->driver.name : STR("");
	run->scanner = scanner_find(&rules->scanners, run->tool_name, keep);
}
