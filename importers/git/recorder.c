/* Names of tools in records. "-" as tool says that the name stands for none,
 * so that an alias does not claim it. */
#include "importers/git/recorder.h"

#include "base/rules.h"

static struct str make_key(
    struct arena *keep, struct str recorder, struct str name)
{
	return arena_lower(keep, arena_printf(keep, STR_FMT "\n" STR_FMT,
				     STR_ARG(recorder), STR_ARG(name)));
}

static bool find_tool(
    struct tool **tool, const struct signatures *signatures, struct str id)
{
	size_t count;
	struct tool *tools = signatures_tools(signatures, &count);
	*tool = NULL;
	for (size_t i = 0; i < count && !*tool; i++)
		if (str_equal(tools[i].id, id))
			*tool = &tools[i];
	return *tool || str_equal_z(id, "-");
}

bool recorders_read(struct recorders *recorders,
    const struct signatures *signatures, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	struct rules rules;
	size_t recorder;
	size_t name;
	size_t id;
	*recorders = (struct recorders){
		.names.arena = keep, .signatures = signatures, .keep = keep
	};
	if (!rules_read(&rules, folders, STR(RECORDERS_TABLE), keep, err) ||
	    !rules_column(&rules, "recorder", &recorder, err) ||
	    !rules_column(&rules, "name", &name, err) ||
	    !rules_column(&rules, "tool", &id, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct tool *tool;
		if (!find_tool(&tool, signatures, rules_cell(&rules, i, id)))
			return error_at(err,
			    (struct place){ rules.name, rules.lines[i], 0 },
			    "expected a tool of " TOOLS_TABLE
			    " or -, found \"" STR_FMT "\"",
			    STR_ARG(rules_cell(&rules, i, id)));
		struct str key = make_key(keep, rules_cell(&rules, i, recorder),
		    rules_cell(&rules, i, name));
		map_put(&recorders->names, key, NULL)->pointer = tool;
	}
	return true;
}

struct tool *recorders_tool(const struct recorders *recorders,
    const char *recorder, struct str name, bool exact, struct arena *scratch)
{
	struct str key = make_key(scratch, str_from(recorder), str_trim(name));
	const union map_value *value = map_get(&recorders->names, key);
	if (value)
		return value->pointer;
	struct tool *tool =
	    name.len && !exact
		? signatures_tool_in(recorders->signatures, name, false)
		: NULL;
	return tool && tool->is_author ? tool : NULL;
}
