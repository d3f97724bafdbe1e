/* The first pass over a run: streams through its members in whatever order
 * they come (sarif_run_reader.h), keeps small records of artifacts, bases and
 * origin, and counts the results and their fingerprints; sarif_run_tool.c keeps
 * rules, sarif_run_invocation.c how the run went. SARIF 2.1.0 sections 3.14
 * (run), 3.24 (artifact), 4 (version control in 3.23). */
#include "importers/sast/sarif_run.h"

#include "importers/json/json_tree.h"
#include "importers/sast/sarif_fingerprint.h"
#include "importers/sast/sarif_lookup.h"
#include "importers/sast/sarif_run_reader.h"

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

static bool read_artifact(struct sarif_reader *reader)
{
	static const char *const omit[] = { "contents", "hashes", "properties",
		"description", NULL };
	struct sarif_run *run = reader->run;
	cJSON *tree;
	if (run->artifacts.count == SARIF_ARTIFACTS_MAX) {
		run->artifacts_dropped++;
		return sarif_skip(reader);
	}
	if (!sarif_read_tree(reader, &tree, omit, SARIF_TREE_ARTIFACT))
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

static bool read_artifacts(struct sarif_reader *reader)
{
	return sarif_read_array(reader, read_artifact);
}

static bool read_bases(struct sarif_reader *reader)
{
	struct sarif_run *run = reader->run;
	cJSON *tree;
	const cJSON *item;
	if (!sarif_read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
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

static bool read_control(struct sarif_reader *reader)
{
	struct sarif_run *run = reader->run;
	cJSON *tree;
	if (!sarif_read_tree(reader, &tree, NULL, SARIF_TREE_CONTROL))
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

static bool read_controls(struct sarif_reader *reader)
{
	return sarif_read_array(reader, read_control);
}

/* ------------------------------------------------------------------ run -- */

/* Of a preview, fingerprints are shown of the first few results alone. */
static bool is_only_counted(const struct sarif_reader *reader)
{
	enum { PREVIEW_COMPARED = 1000 };
	return reader->is_preview && reader->run->results >= PREVIEW_COMPARED;
}

static bool count_result(struct sarif_reader *reader)
{
	cJSON *tree;
	if (is_only_counted(reader)) {
		reader->run->results++;
		return sarif_skip(reader);
	}
	if (!sarif_read_tree(reader, &tree, counting_omit, SARIF_TREE_RESULT))
		return false;
	reader->run->results++;
	if (tree)
		sarif_fingerprints_count(
		    reader->run->seen, &reader->rules->fingerprints, tree);
	return true;
}

static bool count_results(struct sarif_reader *reader)
{
	reader->run->has_results |= json_in_token(reader->json) == JSON_ARRAY;
	return sarif_read_array(reader, count_result);
}

static bool read_automation_id(struct sarif_reader *reader)
{
	reader->run->automation = sarif_kept_text(reader);
	return sarif_skip(reader);
}

static bool read_guid(struct sarif_reader *reader)
{
	reader->run->guid = sarif_kept_text(reader);
	return sarif_skip(reader);
}

static bool read_run_guid(struct sarif_reader *reader)
{
	reader->run->run_guid = sarif_kept_text(reader);
	return sarif_skip(reader);
}

static bool read_column_kind(struct sarif_reader *reader)
{
	reader->run->columns = sarif_kept_text(reader);
	return sarif_skip(reader);
}

static bool read_automation(struct sarif_reader *reader)
{
	static const struct sarif_member members[] = {
		{ "id", read_automation_id },
		{ "instanceId", read_automation_id },
		{ "guid", read_guid },
		{ NULL, NULL },
	};
	return sarif_read_object(reader, members);
}

static bool read_image(struct sarif_reader *reader)
{
	reader->run->image = sarif_kept_text(reader);
	return sarif_skip(reader);
}

static bool read_properties(struct sarif_reader *reader)
{
	static const struct sarif_member members[] = {
		{ "imageName", read_image },
		{ NULL, NULL },
	};
	return sarif_read_object(reader, members);
}

/* The name that all runs of one analysis had before automationDetails. */
static bool read_logical_id(struct sarif_reader *reader)
{
	struct str name = sarif_kept_text(reader);
	if (name.len)
		reader->run->automation =
		    arena_printf(reader->keep, STR_FMT "/", STR_ARG(name));
	return sarif_skip(reader);
}

static void add_external(
    struct sarif_reader *reader, struct str what, const cJSON *reference)
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

static bool read_externals(struct sarif_reader *reader)
{
	cJSON *tree;
	const cJSON *item;
	const cJSON *part;
	if (!sarif_read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
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
	static const struct sarif_member members[] = {
		{ "tool", sarif_read_tool },
		{ "results", count_results },
		{ "artifacts", read_artifacts },
		{ "originalUriBaseIds", read_bases },
		{ "versionControlProvenance", read_controls },
		{ "invocations", sarif_read_invocations },
		{ "automationDetails", read_automation },
		{ "columnKind", read_column_kind },
		{ "taxonomies", sarif_read_taxonomies },
		{ "conversion", sarif_read_conversion },
		{ "properties", read_properties },
		{ "externalPropertyFileReferences", read_externals },
		/* of external properties */
		{ "driver", sarif_read_driver },
		{ "extensions", sarif_read_extensions },
		{ "guid", read_guid },
		{ "runGuid", read_run_guid },
		/* of before 2.1.0 */
		{ "rules", sarif_read_driver_rules },
		{ "resources", sarif_read_driver },
		{ "id", read_automation },
		{ "stableId", read_logical_id },
		{ "logicalId", read_logical_id },
		{ "toolExecutionNotifications", sarif_read_notifications },
		{ "toolConfigurationNotifications", sarif_read_complaints },
		{ NULL, NULL },
	};
	struct sarif_reader reader = { .json = json,
		.run = run,
		.rules = rules,
		.keep = keep,
		.scratch = arena_new(),
		.is_preview = is_preview };
	*run = (struct sarif_run){ .time = UNKNOWN,
		.is_old = run->is_old,
		.line = json_in_place(json).line,
		.seen = run->seen };
	bool done = sarif_read_object(&reader, members);
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
