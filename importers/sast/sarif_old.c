/* From old SARIF to 2.1.0 in two steps: a table of names that changed, applied
 * to all of a tree but free keys, and for what changed its shape a few moves
 * below it. What no reader uses stays as it was.
 *
 * Sources: SARIF 1.0 (schemastore, sarif-1.0.0), the OASIS committee drafts of
 * 2.0 (csd01, csd02 with its public betas) and the change lists of the SARIF
 * SDK's compatibility transformer (MIT). */
#include "importers/sast/sarif_old.h"

#include "importers/json/json_tree.h"

static const struct {
	const char *old;
	const char *now;
} names[] = {
	{ "artifactIndex", "index" },
	{ "configuration", "defaultConfiguration" },
	{ "configurationNotifications", "toolConfigurationNotifications" },
	{ "defaultLevel", "level" },
	{ "endTime", "endTimeUtc" },
	{ "externalPropertyFiles", "externalPropertyFileReferences" },
	{ "fileIndex", "index" },
	{ "fileLocation", "artifactLocation" },
	{ "files", "artifacts" },
	{ "formatId", "id" },
	{ "formattedRuleMessage", "message" },
	{ "instanceGuid", "guid" },
	{ "invocation", "invocations" },
	{ "messageFormats", "messageStrings" },
	{ "messageId", "id" },
	{ "resultProvenance", "provenance" },
	{ "richText", "markdown" },
	{ "ruleDescriptors", "rules" },
	{ "startTime", "startTimeUtc" },
	{ "toolExecutionSuccessful", "executionSuccessful" },
	{ "toolNotifications", "toolExecutionNotifications" },
};

bool sarif_is_old(struct str version, struct str schema)
{
	return str_starts(version, STR("1.0")) ||
	       str_starts(version, STR("2.0")) ||
	       str_contains(schema, STR("sarif-1.0")) ||
	       str_contains(schema, STR("sarif-2.0")) ||
	       str_contains(schema, STR("sarif-2.1.0-beta"));
}

struct str sarif_old_name(struct str name)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_z(name, names[i].old))
			return str_from(names[i].now);
	return name;
}

/* Objects whose members have names of the file's own. */
static bool has_free_keys(const cJSON *tree)
{
	static const char *const free[] = { "properties", "messageStrings",
		"fingerprints", "partialFingerprints", "environmentVariables" };
	struct str name = str_from(tree->string);
	for (size_t i = 0; i < sizeof free / sizeof *free; i++)
		if (str_equal_z(name, free[i]))
			return true;
	return false;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the reader lets a tree be. */
static void rename_members(cJSON *tree, struct arena *arena)
{
	cJSON *item;
	tree->valuedouble = tree->type == cJSON_Number ? tree->valuedouble : 0;
	if (tree->string && has_free_keys(tree))
		return;
	cJSON_ArrayForEach(item, tree)
	{
		struct str name = str_from(item->string);
		struct str now = sarif_old_name(name);
		if (now.ptr != name.ptr)
			item->string = arena_z(arena, now);
		if (item->child)
			rename_members(item, arena);
	}
}

/* ---------------------------------------------------------------- moves -- */

static cJSON *member(cJSON *tree, const char *name)
{
	return cJSON_IsObject(tree)
		   ? cJSON_GetObjectItemCaseSensitive(tree, name)
		   : NULL;
}

static void rename_item(cJSON *item, const char *name, struct arena *arena)
{
	if (item)
		item->string = arena_z(arena, str_from(name));
}

static void append(cJSON *parent, cJSON *item)
{
	item->next = NULL;
	item->prev = item;
	if (!parent->child) {
		parent->child = item;
		return;
	}
	item->prev = parent->child->prev;
	item->prev->next = item;
	parent->child->prev = item;
}

static cJSON *add(
    cJSON *parent, int type, const char *name, struct arena *arena)
{
	cJSON *item = ARENA_NEW(arena, cJSON);
	item->type = type;
	rename_item(item, name, arena);
	append(parent, item);
	return item;
}

static void add_text(
    cJSON *parent, const char *name, struct str text, struct arena *arena)
{
	add(parent, cJSON_String, name, arena)->valuestring =
	    arena_z(arena, text);
}

/* A member NAME that is a text becomes an object with that text as KEY. */
static void wrap_text(
    cJSON *tree, const char *name, const char *key, struct arena *arena)
{
	cJSON *item = member(tree, name);
	if (!cJSON_IsString(item))
		return;
	struct str text = json_string_of(item);
	item->type = cJSON_Object;
	item->child = NULL;
	add_text(item, key, text, arena);
}

/* --------------------------------------------------------------- result -- */

/* 1.0 has the address in the place itself, and two of them: the file that was
 * scanned and the one that the result is in. */
static void upgrade_location(cJSON *location, struct arena *arena)
{
	cJSON *place = member(location, "physicalLocation");
	if (!place)
		place = member(location, "resultFile");
	if (!place)
		place = member(location, "analysisTarget");
	if (!cJSON_IsObject(place))
		return;
	rename_item(place, "physicalLocation", arena);
	struct str uri = json_string_in(place, "uri");
	struct str base = json_string_in(place, "uriBaseId");
	if (!uri.ptr || member(place, "artifactLocation"))
		return;
	cJSON *artifact = add(place, cJSON_Object, "artifactLocation", arena);
	add_text(artifact, "uri", uri, arena);
	if (base.ptr)
		add_text(artifact, "uriBaseId", base, arena);
}

/* Until 2.1.0 some levels said what is now the kind. */
static void upgrade_level(cJSON *result, struct arena *arena)
{
	static const char *const kinds[] = { "pass", "open", "notApplicable" };
	cJSON *level = member(result, "level");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!str_equal_z(json_string_of(level), kinds[i]))
			continue;
		rename_item(level, "kind", arena);
		add_text(result, "level", STR("none"), arena);
	}
}

static void upgrade_suppressions(cJSON *result, struct arena *arena)
{
	const cJSON *states = json_array_in(result, "suppressionStates");
	const cJSON *state;
	if (!states || member(result, "suppressions"))
		return;
	cJSON *list = add(result, cJSON_Array, "suppressions", arena);
	cJSON_ArrayForEach(state, states)
	{
		bool in_source =
		    str_equal_z(json_string_of(state), "suppressedInSource");
		cJSON *item = add(list, cJSON_Object, NULL, arena);
		add_text(item, "kind",
		    in_source ? STR("inSource") : STR("external"), arena);
	}
}

/* While rules were members of an object, several could have one id; a result
 * named the key. Keys stand in the place of guids. */
static void upgrade_rule_key(cJSON *result, struct arena *arena)
{
	struct str key = json_string_in(result, "ruleKey");
	if (!key.ptr)
		key = json_string_in(result, "ruleId");
	if (!key.len || member(result, "ruleIndex") || member(result, "rule"))
		return;
	cJSON *rule = add(result, cJSON_Object, "rule", arena);
	add_text(rule, "guid", key, arena);
}

static void upgrade_message(cJSON *result, struct arena *arena)
{
	struct str id = json_string_in(result, "ruleMessageId");
	wrap_text(result, "message", "text", arena);
	if (!id.ptr)
		return;
	cJSON *message = member(result, "message");
	if (!message)
		message = add(result, cJSON_Object, "message", arena);
	if (cJSON_IsObject(message) && !member(message, "id"))
		add_text(message, "id", id, arena);
}

static void upgrade_result(cJSON *result, struct arena *arena)
{
	struct str mark = json_string_in(result, "toolFingerprintContribution");
	cJSON *locations = member(result, "locations");
	cJSON *location;
	upgrade_message(result, arena);
	upgrade_level(result, arena);
	upgrade_suppressions(result, arena);
	upgrade_rule_key(result, arena);
	if (cJSON_IsArray(locations))
		cJSON_ArrayForEach(location, locations)
		    upgrade_location(location, arena);
	if (mark.len && !member(result, "partialFingerprints"))
		add_text(
		    add(result, cJSON_Object, "partialFingerprints", arena),
		    "toolFingerprintContribution", mark, arena);
}

/* ----------------------------------------------------------------- rule -- */

static void upgrade_rule(cJSON *rule, struct arena *arena)
{
	cJSON *level = member(rule, "level");
	cJSON *configuration = member(rule, "defaultConfiguration");
	wrap_text(rule, "shortDescription", "text", arena);
	wrap_text(rule, "fullDescription", "text", arena);
	/* Once it was "enabled" or "disabled" alone. */
	if (configuration && !cJSON_IsObject(configuration)) {
		rename_item(configuration, "enabled", arena);
		configuration = NULL;
	}
	if (!level)
		return;
	if (!configuration)
		configuration =
		    add(rule, cJSON_Object, "defaultConfiguration", arena);
	add_text(configuration, "level", json_string_of(level), arena);
}

void sarif_old_upgrade(cJSON *tree, enum sarif_tree part, struct arena *arena)
{
	if (!cJSON_IsObject(tree))
		return;
	/* Two members of one name: the text goes before its parts. */
	if (part == SARIF_TREE_RESULT)
		wrap_text(tree, "message", "text", arena);
	rename_members(tree, arena);
	switch (part) {
	case SARIF_TREE_RESULT:
		upgrade_result(tree, arena);
		break;
	case SARIF_TREE_RULE:
		upgrade_rule(tree, arena);
		break;
	case SARIF_TREE_INVOCATION:
		wrap_text(tree, "workingDirectory", "uri", arena);
		break;
	case SARIF_TREE_ARTIFACT:
		rename_item(
		    member(tree, "artifactLocation"), "location", arena);
		break;
	case SARIF_TREE_CONTROL:
		if (!member(tree, "repositoryUri"))
			rename_item(
			    member(tree, "uri"), "repositoryUri", arena);
		break;
	case SARIF_TREE_OTHER:
		break;
	}
}
