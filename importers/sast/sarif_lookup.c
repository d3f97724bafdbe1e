/* From the three ways to name a rule (ruleId, ruleIndex, rule) to the rule.
 * Ids are not unique and indices not always right, so an index is preferred
 * only when the rule there is the one that the id names. SARIF 2.1.0 sections
 * 3.27.5 to 3.27.7 and 3.52. */
#include "importers/sast/sarif_lookup.h"

#include "importers/json/json_tree.h"

static const struct sarif_component *find_component(
    const struct sarif_run *run, const cJSON *reference)
{
	int64_t index = json_int_in(reference, "index", -1);
	struct str guid = json_string_in(reference, "guid");
	struct str name = json_string_in(reference, "name");
	if (index >= 0 && (size_t)index < run->extensions.count)
		return &run->extensions.items[index];
	for (size_t i = 0; i < run->extensions.count; i++) {
		const struct sarif_component *extension =
		    &run->extensions.items[i];
		if ((guid.len && str_equal_nocase(extension->guid, guid)) ||
		    (!guid.len && name.len && str_equal(extension->name, name)))
			return extension;
	}
	return &run->driver;
}

/* An index counts only when its rule is the one that the id names. */
static const struct sarif_rule *rule_at(
    const struct sarif_component *component, int64_t index, struct str id)
{
	if (index < 0 || (size_t)index >= component->count)
		return NULL;
	const struct sarif_rule *rule = &component->items[index];
	if (!id.len || str_equal(rule->id, id))
		return rule;
	return rule->id.len < id.len && str_starts(id, rule->id) &&
		       id.ptr[rule->id.len] == '/'
		   ? rule
		   : NULL;
}

static const struct sarif_rule *rule_anywhere(
    const struct sarif_run *run, struct str id)
{
	const struct sarif_rule *rule = sarif_rule_by_id(&run->driver, id);
	for (size_t i = 0; !rule && i < run->extensions.count; i++)
		rule = sarif_rule_by_id(&run->extensions.items[i], id);
	return rule;
}

const struct sarif_rule *sarif_run_rule(
    const struct sarif_run *run, const cJSON *result, struct str *id)
{
	const cJSON *reference = json_object_in(result, "rule");
	const struct sarif_component *component =
	    find_component(run, json_object_in(reference, "toolComponent"));
	struct str guid = json_string_in(reference, "guid");
	*id = json_string_in(result, "ruleId");
	if (!id->len)
		*id = json_string_in(reference, "id");
	const struct sarif_rule *rule =
	    rule_at(component, json_int_in(reference, "index", -1), *id);
	if (!rule)
		rule = rule_at(
		    component, json_int_in(result, "ruleIndex", -1), *id);
	if (!rule && guid.len) {
		const union map_value *found =
		    map_get(&component->by_guid, guid);
		if (found)
			rule = &component->items[found->number - 1];
		/* An old log names the key, and the rule its id. */
		if (rule && run->is_old)
			*id = rule->id;
	}
	if (!rule)
		rule = sarif_rule_by_id(component, *id);
	if (!rule)
		rule = rule_anywhere(run, *id);
	if (!rule && id->len)
		rule = sarif_rule_by_old_id(component, *id);
	if (!id->len)
		*id = rule && rule->id.len ? rule->id : STR("");
	return rule;
}

static const struct sarif_component *find_taxonomy(
    const struct sarif_run *run, const struct sarif_relation *taxon)
{
	if (taxon->taxonomy >= 0 &&
	    (size_t)taxon->taxonomy < run->taxonomies.count)
		return &run->taxonomies.items[taxon->taxonomy];
	for (size_t i = 0; i < run->taxonomies.count; i++) {
		const struct sarif_component *taxonomy =
		    &run->taxonomies.items[i];
		if ((taxon->name.len &&
			str_equal_nocase(taxonomy->name, taxon->name)) ||
		    (taxon->guid.len &&
			str_equal_nocase(taxonomy->guid, taxon->guid)))
			return taxonomy;
	}
	return NULL;
}

/* A bare number is a weakness only in the taxonomy of that name. */
void sarif_run_add_taxon(const struct sarif_run *run,
    const struct weakness_table *table, struct weakness_list *list,
    const struct sarif_relation *taxon)
{
	const struct sarif_component *taxonomy = find_taxonomy(run, taxon);
	struct str name = taxon->name;
	struct str id = taxon->id;
	if (taxonomy && !name.len)
		name = taxonomy->name;
	if (!id.len && taxonomy && taxon->index >= 0 &&
	    (size_t)taxon->index < taxonomy->count)
		id = taxonomy->items[taxon->index].id;
	if (str_equal_nocase(name, STR("CWE")))
		weakness_add_id(table, list, id);
	else
		weakness_add_text(table, list, id);
}
