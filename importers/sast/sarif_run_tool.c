/* What a run says of its tool and what stands beside it: driver, extensions and
 * taxonomies are toolComponents (SARIF 2.1.0 sections 3.18 and 3.19), each with
 * its rules or taxa, which are kept as small records. */
#include "importers/json/json_tree.h"
#include "importers/sast/sarif_run_reader.h"

static const char *const taxon_omit[] = { "name", "shortDescription",
	"fullDescription", "help", "helpUri", "properties", "relationships",
	"messageStrings", "defaultConfiguration", NULL };

static bool add_rule(
    struct sarif_reader *reader, const char *const *omit, struct str key)
{
	cJSON *tree;
	if (!sarif_read_tree(reader, &tree, omit, SARIF_TREE_RULE))
		return false;
	sarif_rule_add(
	    reader->component, tree, key, reader->rules, reader->keep);
	return true;
}

static bool read_rule(struct sarif_reader *reader)
{
	return add_rule(reader, sarif_rule_omit, STR_NONE);
}

static bool read_taxon(struct sarif_reader *reader)
{
	return add_rule(reader, taxon_omit, STR_NONE);
}

/* Rules were the members of an object once. */
static bool read_keyed_rules(struct sarif_reader *reader)
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

static bool read_component_rules(struct sarif_reader *reader)
{
	return json_in_token(reader->json) == JSON_OBJECT
		   ? read_keyed_rules(reader)
		   : sarif_read_array(reader, read_rule);
}

static bool read_component_taxa(struct sarif_reader *reader)
{
	return sarif_read_array(reader, read_taxon);
}

static bool read_component_name(struct sarif_reader *reader)
{
	reader->component->name = sarif_kept_text(reader);
	return sarif_skip(reader);
}

static bool read_component_guid(struct sarif_reader *reader)
{
	reader->component->guid = sarif_kept_text(reader);
	return sarif_skip(reader);
}

static bool read_component_texts(struct sarif_reader *reader)
{
	cJSON *tree;
	if (!sarif_read_tree(reader, &tree, NULL, SARIF_TREE_OTHER))
		return false;
	sarif_texts_add(&reader->component->messages, tree, reader->keep);
	return true;
}

static bool read_version(struct sarif_reader *reader)
{
	struct str version = sarif_kept_text(reader);
	if (version.ptr && !reader->run->tool_version.ptr)
		reader->run->tool_version = version;
	return sarif_skip(reader);
}

/* semanticVersion is comparable, so it goes before version. */
static bool read_semantic_version(struct sarif_reader *reader)
{
	struct str version = sarif_kept_text(reader);
	if (version.len)
		reader->run->tool_version = version;
	return sarif_skip(reader);
}

bool sarif_read_driver(struct sarif_reader *reader)
{
	static const struct sarif_member members[] = {
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
	return sarif_read_object(reader, members);
}

static bool read_extension(struct sarif_reader *reader)
{
	static const struct sarif_member members[] = {
		{ "name", read_component_name },
		{ "guid", read_component_guid },
		{ "rules", read_component_rules },
		{ "globalMessageStrings", read_component_texts },
		{ NULL, NULL },
	};
	struct sarif_run *run = reader->run;
	struct sarif_component none = { 0 };
	if (run->extensions.count == SARIF_COMPONENTS_MAX)
		return sarif_skip(reader);
	VEC_PUSH(&run->extensions, reader->keep, none);
	reader->component = &run->extensions.items[run->extensions.count - 1];
	return sarif_read_object(reader, members);
}

bool sarif_read_extensions(struct sarif_reader *reader)
{
	return sarif_read_array(reader, read_extension);
}

/* Before 2.1.0 the tool was its own driver. */
bool sarif_read_tool(struct sarif_reader *reader)
{
	static const struct sarif_member members[] = {
		{ "driver", sarif_read_driver },
		{ "extensions", sarif_read_extensions },
		{ "name", read_component_name },
		{ "version", read_version },
		{ "semanticVersion", read_semantic_version },
		{ NULL, NULL },
	};
	reader->component = &reader->run->driver;
	return sarif_read_object(reader, members);
}

bool sarif_read_driver_rules(struct sarif_reader *reader)
{
	reader->component = &reader->run->driver;
	return read_component_rules(reader);
}

static bool read_taxonomy(struct sarif_reader *reader)
{
	static const struct sarif_member members[] = {
		{ "name", read_component_name },
		{ "guid", read_component_guid },
		{ "taxa", read_component_taxa },
		{ NULL, NULL },
	};
	struct sarif_run *run = reader->run;
	struct sarif_component none = { 0 };
	if (run->taxonomies.count == SARIF_COMPONENTS_MAX)
		return sarif_skip(reader);
	VEC_PUSH(&run->taxonomies, reader->keep, none);
	reader->component = &run->taxonomies.items[run->taxonomies.count - 1];
	return sarif_read_object(reader, members);
}

bool sarif_read_taxonomies(struct sarif_reader *reader)
{
	return sarif_read_array(reader, read_taxonomy);
}
