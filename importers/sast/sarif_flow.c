/* Flows may be most of a file, and only their first steps tell where a value
 * comes from: "codeFlows": [{ "threadFlows": [{ "locations": [FIRST, ...] }]
 * }]. So they are kept out of the tree of a result, and read here token by
 * token.
 */
#include "importers/sast/sarif_flow.h"

#include "importers/json/json_tree.h"

enum { DEPTH_OF_THREADS = 2, DEPTH_OF_STEPS = 4 };

static bool names_model(const cJSON *step, const struct ai_words *words)
{
	const cJSON *location = json_object_in(step, "location");
	const cJSON *region = json_object_in(
	    json_object_in(location, "physicalLocation"), "region");
	const cJSON *logical =
	    cJSON_GetArrayItem(json_array_in(location, "logicalLocations"), 0);
	const struct str texts[] = {
		json_string_in(json_object_in(location, "message"), "text"),
		json_string_in(json_object_in(region, "snippet"), "text"),
		json_string_in(logical, "fullyQualifiedName"),
		json_string_in(logical, "name"),
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (ai_words_in(words, texts[i]))
			return true;
	return false;
}

/* The first step of the thread whose steps come next; the others are passed
 * over. */
static bool read_first(
    struct json_in *json, const struct ai_words *words, struct arena *scratch)
{
	cJSON *step = NULL;
	bool is_list = json_in_next(json) == JSON_ARRAY;
	if (!is_list || json_in_next(json) != JSON_OBJECT ||
	    !json_tree_read_in(&step, json, NULL, scratch))
		return false;
	bool is_named = step && names_model(step, words);
	arena_reset(scratch);
	while (!is_named && json_in_next(json) == JSON_OBJECT)
		if (!json_in_skip(json))
			return false;
	return is_named;
}

/* The member whose name was taken: steps of a thread, threads of a flow, or
 * nothing that is looked at. */
static bool read_member(
    struct json_in *json, const struct ai_words *words, struct arena *scratch)
{
	struct str name = json_in_text(json);
	int depth = json_in_depth(json);
	if (depth == DEPTH_OF_STEPS && str_equal_z(name, "locations"))
		return read_first(json, words, scratch);
	if (depth != DEPTH_OF_THREADS || !str_equal_z(name, "threadFlows"))
		(void)!json_in_skip(json);
	return false;
}

bool sarif_flows_name_model(
    struct str flows, const struct ai_words *words, struct arena *scratch)
{
	struct json_in *json;
	struct error ignored;
	bool is_named = false;
	flows = str_slice(flows, 0, FLOWS_BYTES_MAX);
	if (!flows.len || !json_in_open_bytes(&json, flows, STR("codeFlows"),
			      scratch, &ignored))
		return false;
	struct arena *steps = arena_new();
	while (!is_named && json_in_next(json) > JSON_END)
		if (json_in_token(json) == JSON_KEY)
			is_named = read_member(json, words, steps);
	arena_free(steps);
	json_in_close(json);
	return is_named;
}
