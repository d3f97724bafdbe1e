/* The names of tools are those that signatures of authorship lead to, so that
 * a correction that says "Copilot" speaks of the tool that records name. */
#include "cli/tool_names.h"

#include "base/near.h"
#include "importers/git/model_name.h"
#include "importers/git/signatures.h"

struct tool_names {
	struct signatures *signatures;
};

bool tool_names_open(struct tool_names **names,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	*names = ARENA_NEW(keep, struct tool_names);
	return signatures_read(&(*names)->signatures, folders, keep, err);
}

void tool_names_free(struct tool_names *names)
{
	if (names)
		signatures_free(names->signatures);
}

static bool has_alias(const struct tool *tool, struct str text)
{
	struct str rest = tool->aliases;
	struct str alias;
	while (str_split(&rest, '|', &alias))
		if (alias.len && str_equal_nocase(alias, text))
			return true;
	return false;
}

static const struct tool *find(const struct tool_names *names, struct str text)
{
	size_t count;
	const struct tool *tools = signatures_tools(names->signatures, &count);
	for (size_t i = 0; i < count; i++)
		if (str_equal_nocase(tools[i].id, text) ||
		    str_equal_nocase(tools[i].label, text))
			return &tools[i];
	for (size_t i = 0; i < count; i++)
		if (has_alias(&tools[i], text))
			return &tools[i];
	return NULL;
}

struct str tool_names_id(const struct tool_names *names, struct str text)
{
	const struct tool *tool = find(names, text);
	return tool ? tool->id : STR_NONE;
}

static void warn_of_unknown(const struct tool_names *names, struct str text,
    int64_t line, struct import *import)
{
	struct arena *scratch = arena_new();
	size_t count;
	const struct tool *tools = signatures_tools(names->signatures, &count);
	struct str *ids = arena_array(scratch, count + 1, sizeof *ids);
	for (size_t i = 0; i < count; i++)
		ids[i] = tools[i].id;
	struct str near = near_name(text, ids, count);
	import_diagnose(import, "warning", "unknown-ai-tool", line,
	    "no table knows a tool \"" STR_FMT "\", so it becomes one%s" STR_FMT
	    "%s",
	    STR_ARG(text), near.len ? "; did you mean \"" : "", STR_ARG(near),
	    near.len ? "\"?" : "");
	arena_free(scratch);
}

bool tool_names_tool(const struct tool_names *names, struct str text,
    int64_t line, struct import *import, struct str *id, struct error *err)
{
	*id = text;
	if (!text.len)
		return true;
	const struct tool *tool = find(names, text);
	if (tool)
		*id = tool->id;
	else
		warn_of_unknown(names, text, line, import);
	return IMPORT_ADD(import, tool, NULL, NULL, err, .name = *id,
	    .vendor = tool ? tool->vendor : STR_NONE,
	    .label = tool ? tool->label : STR_NONE);
}

bool tool_names_model(struct str text, struct import *import, struct str *name,
    struct arena *keep, struct error *err)
{
	*name = text.len ? model_name_normal(text, keep) : STR_NONE;
	return !name->len || IMPORT_ADD(import, model, NULL, NULL, err,
				 .name = *name, .raw = text);
}
