/* The tools and models that the configuration names, as the model has them. */
#ifndef CLI_TOOL_NAMES_H
#define CLI_TOOL_NAMES_H

#include "base/asset.h"
#include "model/import.h"

struct tool_names;

/* Reads the tables of tools. Close it with tool_names_free. */
bool tool_names_open(struct tool_names **names,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;
void tool_names_free(struct tool_names *names); /* NULL is fine */

/* The id of the tool that TEXT names by its id, its name or an alias; none when
 * no table has it. Lives as long as NAMES. */
struct str tool_names_id(const struct tool_names *names, struct str text);

/* Stores the tool that TEXT names by its id, its name or an alias; *ID is its
 * id. What no table has is a tool of that name, with a warning at LINE of the
 * source. None stays none. */
bool tool_names_tool(const struct tool_names *names, struct str text,
    int64_t line, struct import *import, struct str *id,
    struct error *err) MUST_USE;

/* Stores the model TEXT; *NAME is its normal form. */
bool tool_names_model(struct str text, struct import *import, struct str *name,
    struct arena *keep, struct error *err) MUST_USE;

#endif
