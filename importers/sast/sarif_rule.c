/* Rules: what a reportingDescriptor says of severity, weaknesses and texts,
 * taken out of its tree into a small record. SARIF 2.1.0 sections 3.49 and
 * 3.52; the places of severity and CWE are those that scanners use, most
 * trusted first. */
#include "importers/sast/sarif_rule.h"

#include "base/date.h"
#include "base/number.h"
#include "importers/json/json_tree.h"

const char *const sarif_rule_omit[] = { "help", "examples", "mitigation",
	NULL };

void sarif_texts_add(
    struct sarif_texts *texts, const cJSON *strings, struct arena *keep)
{
	const cJSON *item;
	if (!cJSON_IsObject(strings))
		return;
	cJSON_ArrayForEach(item, strings)
	{
		/* Until 2.1.0 it was the text itself. */
		struct str text = json_string_of(item);
		if (!text.ptr)
			text = json_string_in(item, "text");
		if (!text.ptr)
			text = json_string_in(item, "markdown");
		if (!text.ptr || texts->count >= SARIF_MESSAGES_MAX)
			continue;
		struct sarif_text entry = {
			arena_str(keep, str_from(item->string)),
			sast_text_short(keep, text),
		};
		VEC_PUSH(texts, keep, entry);
	}
}

struct str sarif_texts_find(const struct sarif_texts *texts, struct str id)
{
	for (size_t i = 0; i < texts->count; i++)
		if (str_equal(texts->items[i].id, id))
			return texts->items[i].text;
	return STR_NONE;
}

static struct str word_in_tags(
    const struct severity_table *table, const cJSON *tags)
{
	const cJSON *tag;
	cJSON_ArrayForEach(tag, tags)
	{
		struct str word = json_string_of(tag);
		enum severity severity = severity_of_word(table, word);
		/* "error" and the like as tags say what, not how bad. */
		if (severity && !str_equal_nocase(word, STR("error")) &&
		    !str_equal_nocase(word, STR("warning")) &&
		    !str_equal_nocase(word, STR("note")) &&
		    !str_equal_nocase(word, STR("none")) &&
		    !str_equal_nocase(word, STR("unknown")))
			return word;
	}
	return STR_NONE;
}

struct str sarif_word(const struct severity_table *table, const cJSON *owner)
{
	const cJSON *properties = json_object_in(owner, "properties");
	for (const char *const *name = table->properties; *name; name++) {
		struct str word = json_string_in(properties, *name);
		if (severity_of_word(table, word))
			return word;
	}
	return word_in_tags(table, json_array_in(properties, "tags"));
}

static int64_t score_of(const cJSON *item)
{
	char digits[NUMBER_SIZE];
	if (cJSON_IsString(item))
		return severity_score(json_string_of(item));
	if (!cJSON_IsNumber(item))
		return UNKNOWN;
	number_shortest(digits, item->valuedouble);
	return severity_score(str_from(digits));
}

int64_t sarif_score(const cJSON *owner)
{
	static const char *const names[] = { "security-severity",
		"cvssv3_baseScore", "cvssScore" };
	const cJSON *properties = json_object_in(owner, "properties");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		int64_t score_e6 = score_of(json_member(properties, names[i]));
		if (score_e6 != UNKNOWN && score_e6 > 0)
			return score_e6;
	}
	return UNKNOWN;
}

static void add_from_property(const struct weakness_table *table,
    struct weakness_list *list, const cJSON *item)
{
	const cJSON *part;
	if (cJSON_IsString(item))
		weakness_add_id(table, list, json_string_of(item));
	else if (cJSON_IsNumber(item) && item->valuedouble > 0 &&
		 item->valuedouble < WEAKNESS_MAX)
		weakness_add(table, list, (int64_t)item->valuedouble);
	else if (cJSON_IsArray(item))
		cJSON_ArrayForEach(part, item)
		    weakness_add_id(table, list, json_string_of(part));
}

void sarif_properties_weaknesses(const struct weakness_table *table,
    struct weakness_list *list, const cJSON *owner)
{
	static const char *const names[] = { "cwe", "CWE", "cwes", "cwe_id",
		"cweId", "cwe-id", "issue_cwe" };
	const cJSON *properties = json_object_in(owner, "properties");
	const cJSON *tag;
	cJSON_ArrayForEach(tag, json_array_in(properties, "tags"))
	    weakness_add_text(table, list, json_string_of(tag));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		add_from_property(
		    table, list, json_member(properties, names[i]));
}

struct sarif_relation sarif_relation_of(const cJSON *reference)
{
	const cJSON *component = json_object_in(reference, "toolComponent");
	return (struct sarif_relation){
		.id = json_string_in(reference, "id"),
		.index = json_int_in(reference, "index", -1),
		.name = json_string_in(component, "name"),
		.guid = json_string_in(component, "guid"),
		.taxonomy = json_int_in(component, "index", -1),
	};
}

static bool is_disjoint(const cJSON *relationship)
{
	const cJSON *kind;
	cJSON_ArrayForEach(kind, json_array_in(relationship, "kinds"))
	{
		if (str_equal_z(json_string_of(kind), "disjoint"))
			return true;
	}
	return false;
}

/* The taxonomies may come later in the file: see sarif_run_end. */
static void add_relation(
    struct sarif_rule *rule, const cJSON *relationship, struct arena *keep)
{
	struct sarif_relation relation =
	    sarif_relation_of(json_object_in(relationship, "target"));
	if (is_disjoint(relationship) ||
	    rule->relations.count == SARIF_RELATIONS_MAX)
		return;
	relation.id = arena_str(keep, relation.id);
	relation.name = arena_str(keep, relation.name);
	relation.guid = arena_str(keep, relation.guid);
	VEC_PUSH(&rule->relations, keep, relation);
}

static void add_tags(
    struct sarif_rule *rule, const cJSON *tree, struct arena *keep)
{
	const cJSON *properties = json_object_in(tree, "properties");
	const cJSON *tag;
	cJSON_ArrayForEach(tag, json_array_in(properties, "tags"))
	{
		struct str text = json_string_of(tag);
		if (text.len && rule->tags.count < SARIF_TAGS_MAX)
			VEC_PUSH(
			    &rule->tags, keep, sast_text_short(keep, text));
	}
}

static struct sarif_rule read_rule(const cJSON *tree,
    const struct severity_table *severity,
    const struct weakness_table *weaknesses, struct arena *keep)
{
	static const char *const told[] = { "shortDescription",
		"fullDescription" };
	struct sarif_rule rule = {
		.id = arena_str(keep, json_string_in(tree, "id")),
		.guid = arena_str(keep, json_string_in(tree, "guid")),
		.score_e6 = sarif_score(tree),
		.word = arena_str(keep, sarif_word(severity, tree)),
	};
	const cJSON *configuration =
	    json_object_in(tree, "defaultConfiguration");
	const cJSON *relationship;
	rule.level = arena_str(keep, json_string_in(configuration, "level"));
	rule.is_off = cJSON_IsFalse(json_member(configuration, "enabled"));
	add_tags(&rule, tree, keep);
	sarif_properties_weaknesses(weaknesses, &rule.weaknesses, tree);
	cJSON_ArrayForEach(relationship, json_array_in(tree, "relationships"))
	    add_relation(&rule, relationship, keep);
	weakness_add_text(
	    weaknesses, &rule.told, json_string_in(tree, "helpUri"));
	for (size_t i = 0; i < 2; i++)
		weakness_add_text(weaknesses, &rule.told,
		    json_string_in(json_object_in(tree, told[i]), "text"));
	sarif_texts_add(
	    &rule.messages, json_object_in(tree, "messageStrings"), keep);
	return rule;
}

static void index_rule(struct map *map, struct str key, size_t index)
{
	bool added;
	if (!key.len)
		return;
	union map_value *value = map_put(map, key, &added);
	if (added)
		value->number = (int64_t)index + 1;
}

static void index_old_ids(struct sarif_component *component, const cJSON *tree,
    size_t index, struct arena *keep)
{
	enum { OLD_IDS_MAX = 64 };
	const cJSON *id;
	int count = 0;
	cJSON_ArrayForEach(id, json_array_in(tree, "deprecatedIds"))
	{
		if (count++ < OLD_IDS_MAX)
			index_rule(&component->by_old_id,
			    arena_str(keep, json_string_of(id)), index);
	}
}

void sarif_rule_add(struct sarif_component *component, const cJSON *tree,
    struct str key, const struct sast_rules *rules, struct arena *keep)
{
	if (component->count == SARIF_RULES_MAX) {
		component->dropped++;
		return;
	}
	struct sarif_rule rule =
	    read_rule(tree, &rules->severity, rules->weaknesses, keep);
	size_t index = component->count;
	component->by_id.arena = component->by_guid.arena =
	    component->by_old_id.arena = keep;
	if (!rule.id.len)
		rule.id = key;
	index_rule(&component->by_id, rule.id, index);
	index_rule(&component->by_guid, key.len ? key : rule.guid, index);
	index_old_ids(component, tree, index, keep);
	VEC_PUSH(component, keep, rule);
}

const struct sarif_rule *sarif_rule_by_old_id(
    const struct sarif_component *component, struct str id)
{
	const union map_value *found = map_get(&component->by_old_id, id);
	return found ? &component->items[found->number - 1] : NULL;
}

const struct sarif_rule *sarif_rule_by_id(
    const struct sarif_component *component, struct str id)
{
	while (id.len) {
		const union map_value *found = map_get(&component->by_id, id);
		if (found)
			return &component->items[found->number - 1];
		size_t slash = str_rfind_byte(id, '/');
		id = str_slice(id, 0, slash < id.len ? slash : 0);
	}
	return NULL;
}
