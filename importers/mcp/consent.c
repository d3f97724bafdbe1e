/* Consent to MCP servers in the settings of Claude Code: which of .mcp.json may
 * start, and which of their tools run without asking ("mcp__server",
 * "mcp__server__tool"). Settings declare no server, so that all of it is about
 * names. Source: code.claude.com/docs/en/settings. */
#include "importers/mcp/mcp.h"

#include "base/utf8.h"
#include "importers/secret/secret.h"

static void add_consent(struct mcp_list *list, struct str name,
    const char *verdict, int64_t line, struct arena *keep)
{
	const struct mcp_server consent = {
		.name = secret_mask(keep, utf8_printable(keep, name)),
		.identity = str_from(verdict),
		.kind = "consent",
		.pinned = UNKNOWN,
		.target = STR(""),
		.env = STR("[]"),
		.sources = STR("[]"),
		.line = line,
	};
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i].name, consent.name) &&
		    str_equal(list->items[i].identity, consent.identity))
			return;
	if (name.len && list->count < MCP_SERVERS_MAX)
		VEC_PUSH(list, keep, consent);
}

static void add_names(struct mcp_list *list, const struct conf *names,
    const char *verdict, struct arena *keep)
{
	for (const struct conf *item = names ? names->first : NULL; item;
	     item = item->next)
		if (item->kind == CONF_TEXT)
			add_consent(
			    list, item->text, verdict, item->line, keep);
}

/* The server of "mcp__server__tool"; none: the rule is about something else. */
static struct str server_of(struct str rule)
{
	if (!str_starts(rule, STR("mcp__")))
		return STR_NONE;
	struct str name = str_skip(rule, 5);
	for (size_t i = 1; i + 1 < name.len; i++)
		if (name.ptr[i] == '_' && name.ptr[i + 1] == '_')
			return str_slice(name, 0, i);
	return name;
}

void mcp_read_consent(
    const struct conf *tree, struct mcp_list *list, struct arena *keep)
{
	const struct conf *rules =
	    conf_list(conf_table(tree, "permissions"), "allow");
	add_names(
	    list, conf_list(tree, "disabledMcpjsonServers"), "disabled", keep);
	add_names(
	    list, conf_list(tree, "enabledMcpjsonServers"), "started", keep);
	if (conf_is_true(tree, "enableAllProjectMcpServers"))
		add_consent(list, STR("*"), "started",
		    conf_get(tree, "enableAllProjectMcpServers")->line, keep);
	for (const struct conf *item = rules ? rules->first : NULL; item;
	     item = item->next)
		if (item->kind == CONF_TEXT)
			add_consent(list, server_of(item->text), "allowed",
			    item->line, keep);
}
