/* Names go to rows by data/tools.csv, which is read once for a table. */
#include "importers/usage/tools.h"

#include "base/map.h"
#include "base/rules.h"
#include "importers/table/header.h"

struct tool_row {
	struct str id;
	struct str label; /* none, as vendor: not in the table */
	struct str vendor;
	int64_t row_id; /* 0: not added yet */
};

enum { LAST_MAX = 64 };

struct tools {
	struct map by_name; /* normalised, and as rows wrote it */
	struct arena *keep;
	char last_name[LAST_MAX]; /* of the row before: most are alike */
	size_t last_len;
	struct tool_row *last; /* NULL: none yet */
};

static void name_tool(
    struct tools *tools, struct str name, struct tool_row *tool)
{
	bool added;
	name = header_normalise(tools->keep, name);
	if (name.len == 0)
		return;
	union map_value *value = map_put(&tools->by_name, name, &added);
	if (added)
		value->pointer = tool;
}

static bool read_table(struct tools *tools, const struct rules *rules,
    struct arena *keep, struct error *err)
{
	size_t id;
	size_t label;
	size_t vendor;
	size_t aliases;
	if (!rules_column(rules, "id", &id, err) ||
	    !rules_column(rules, "label", &label, err) ||
	    !rules_column(rules, "vendor", &vendor, err) ||
	    !rules_column(rules, "aliases", &aliases, err))
		return false;
	for (size_t i = 0; i < rules->row_count; i++) {
		struct tool_row *tool = ARENA_NEW(keep, struct tool_row);
		struct str rest = rules_cell(rules, i, aliases);
		struct str alias;
		tool->id = rules_cell(rules, i, id);
		tool->label = rules_cell(rules, i, label);
		tool->vendor = rules_cell(rules, i, vendor);
		name_tool(tools, tool->id, tool);
		name_tool(tools, tool->label, tool);
		while (str_split(&rest, '|', &alias))
			name_tool(tools, alias, tool);
	}
	return true;
}

bool tools_open(
    void **state, struct import *import, struct arena *keep, struct error *err)
{
	struct rules rules;
	struct tools *tools = ARENA_NEW(keep, struct tools);
	*tools = (struct tools){ .by_name = { .arena = keep }, .keep = keep };
	*state = tools;
	return rules_read(&rules, import_input(import)->folders,
		   STR("data/tools.csv"), keep, err) &&
	       read_table(tools, &rules, keep, err);
}

static struct tool_row *find_tool(
    struct tools *tools, struct str name, struct arena *scratch)
{
	bool added;
	const union map_value *known = map_get(&tools->by_name, name);
	if (known)
		return known->pointer;
	struct str normal = header_normalise(scratch, name);
	union map_value *value = map_put(&tools->by_name, normal, &added);
	if (added) {
		struct tool_row *own = ARENA_NEW(tools->keep, struct tool_row);
		own->id = arena_str(tools->keep, normal);
		value->pointer = own;
	}
	struct tool_row *tool = value->pointer;
	map_put(&tools->by_name, name, NULL)->pointer = tool;
	return tool;
}

static void remember(
    struct tools *tools, struct str name, struct tool_row *tool)
{
	if (!name.len || name.len > LAST_MAX)
		return;
	memcpy(tools->last_name, name.ptr, name.len);
	tools->last_len = name.len;
	tools->last = tool;
}

bool tools_row(int64_t *id, const struct table_row *row, struct str name,
    struct error *err)
{
	struct tools *tools = row->state;
	struct str last = { tools->last_name, tools->last_len };
	struct tool_row *tool = tools->last;
	if (!tool || !str_equal(name, last)) {
		tool = find_tool(tools, name, row->scratch);
		remember(tools, name, tool);
	}
	if (!tool->row_id &&
	    !IMPORT_ADD(row->import, tool, &tool->row_id, NULL, err,
		.name = tool->id, .vendor = tool->vendor, .label = tool->label))
		return false;
	*id = tool->row_id;
	return true;
}
