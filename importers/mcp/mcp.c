/* Finds the container of servers that an agent's file has (data/mcp-
 * containers.csv), and takes each entry apart. The shapes follow the clients'
 * own documentation, which the table names. */
#include "importers/mcp/mcp.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/json_out.h"
#include "base/rules.h"
#include "base/utf8.h"
#include "importers/secret/secret.h"

struct mcp_rules {
	struct rules containers;
	size_t agent;
	size_t container;
	struct rules sources;
	size_t match;
	size_t pattern;
	size_t data_source;
};

bool mcp_rules_read(struct mcp_rules **out, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	struct mcp_rules *rules = ARENA_NEW(keep, struct mcp_rules);
	*out = rules;
	return rules_read(&rules->containers, folders,
		   STR(MCP_CONTAINERS_TABLE), keep, err) &&
	       rules_column(&rules->containers, "agent", &rules->agent, err) &&
	       rules_column(
		   &rules->containers, "container", &rules->container, err) &&
	       rules_read(&rules->sources, folders, STR(MCP_SOURCES_TABLE),
		   keep, err) &&
	       rules_column(&rules->sources, "match", &rules->match, err) &&
	       rules_column(&rules->sources, "pattern", &rules->pattern, err) &&
	       rules_column(
		   &rules->sources, "data_source", &rules->data_source, err);
}

/* ----------------------------------------------------------------- texts -- */

static int compare_words(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* A JSON array of the different texts of LIST, sorted. */
static struct str array_of(struct words *list, struct arena *keep)
{
	struct buf out = { 0 };
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items,
		    compare_words);
	buf_add_char(&out, '[');
	for (size_t i = 0; i < list->count; i++) {
		if (i && str_equal(list->items[i], list->items[i - 1]))
			continue;
		if (out.len > 1)
			buf_add_char(&out, ',');
		json_quote(&out,
		    utf8_printable(keep, secret_mask(keep, list->items[i])));
	}
	buf_add_char(&out, ']');
	struct str array = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return array;
}

static bool is_name_byte(char c)
{
	return ascii_is_alnum(c) || c == '_';
}

/* NAME of each ${NAME}, ${env:NAME} and ${NAME:-default} in TEXT; prompts
 * (${input:...}) are no variables. */
static void add_references(
    struct str text, struct words *env, struct arena *keep)
{
	for (size_t i = 0; i + 2 < text.len; i++) {
		if (text.ptr[i] != '$' || text.ptr[i + 1] != '{')
			continue;
		struct str name = str_skip(text, i + 2);
		if (str_starts(name, STR("env:")))
			name = str_skip(name, 4);
		size_t len = 0;
		while (len < name.len && is_name_byte(name.ptr[len]))
			len++;
		char next = '\0';
		if (len < name.len)
			next = name.ptr[len];
		bool is_prefix = next == ':' && len + 1 < name.len &&
				 name.ptr[len + 1] != '-';
		if (len && (next == '}' || next == ':') && !is_prefix &&
		    !str_starts(name, STR("workspaceFolder")))
			VEC_PUSH(env, keep, str_slice(name, 0, len));
	}
}

/* --------------------------------------------------------------- sources -- */

static void add_matching(const struct mcp_rules *rules, const char *match,
    struct str text, struct words *found, struct arena *keep)
{
	for (size_t i = 0; i < rules->sources.row_count; i++)
		if (str_equal_z(
			rules_cell(&rules->sources, i, rules->match), match) &&
		    path_matches(
			text, rules_cell(&rules->sources, i, rules->pattern)))
			VEC_PUSH(found, keep,
			    rules_cell(&rules->sources, i, rules->data_source));
}

/* The sources of SERVER, by its identity, the schemes in its WORDS and the
 * names in ENV. */
static struct str sources_of(const struct mcp_rules *rules,
    const struct mcp_server *server, const struct words *words,
    const struct words *env, struct arena *keep)
{
	struct words found = { 0 };
	if (!strcmp(server->kind, "url")) {
		struct str host = str_slice(
		    server->identity, 0, str_find_byte(server->identity, '/'));
		add_matching(rules, "host", host, &found, keep);
		if (!found.count && !mcp_is_local(host))
			VEC_PUSH(&found, keep, host);
	} else {
		add_matching(rules, "package", server->identity, &found, keep);
	}
	for (size_t i = 0; i < words->count; i++) {
		struct str word = words->items[i];
		size_t colon = str_find_byte(word, ':');
		if (str_starts(str_skip(word, colon), STR("://")))
			add_matching(rules, "scheme",
			    arena_lower(keep, str_slice(word, 0, colon)),
			    &found, keep);
	}
	for (size_t i = 0; i < env->count && !found.count; i++)
		add_matching(rules, "env", env->items[i], &found, keep);
	return array_of(&found, keep);
}

/* --------------------------------------------------------------- entries -- */

static void add_words(struct words *words, struct str text, struct arena *keep)
{
	struct str word;
	while (str_split(&text, ' ', &word))
		if (word.len && words->count < MCP_WORDS_MAX)
			VEC_PUSH(words, keep, word);
}

static void add_list(
    struct words *words, const struct conf *list, struct arena *keep)
{
	for (const struct conf *item = list ? list->first : NULL; item;
	     item = item->next)
		if (item->kind < CONF_LIST && item->text.ptr &&
		    words->count < MCP_WORDS_MAX)
			VEC_PUSH(words, keep, item->text);
}

/* The command as one list, program first; one of Zed's older shape is an
 * object. A command line in one text is split, also behind a shell's -c. */
static void read_words(
    const struct conf *entry, struct words *words, struct arena *keep)
{
	const struct conf *object = conf_table(entry, "command");
	struct words raw = { 0 };
	if (object) {
		if (conf_text(object, "path").len)
			VEC_PUSH(&raw, keep, conf_text(object, "path"));
		add_list(&raw, conf_list(object, "args"), keep);
	} else {
		if (conf_text(entry, "command").len)
			VEC_PUSH(&raw, keep, conf_text(entry, "command"));
		else if (conf_text(entry, "cmd").len)
			VEC_PUSH(&raw, keep, conf_text(entry, "cmd"));
		add_list(&raw, conf_list(entry, "command"), keep);
		add_list(&raw, conf_list(entry, "args"), keep);
	}
	for (size_t i = 0; i < raw.count; i++) {
		bool behind_shell =
		    i && (str_equal_z(raw.items[i - 1], "-c") ||
			     str_equal_z(raw.items[i - 1], "-lc"));
		bool is_program = !i && raw.count == 1;
		if (behind_shell || is_program)
			add_words(words, raw.items[i], keep);
		else if (words->count < MCP_WORDS_MAX)
			VEC_PUSH(words, keep, raw.items[i]);
	}
}

static void add_keys(
    struct words *env, const struct conf *table, struct arena *keep)
{
	if (!table)
		return;
	for (const struct conf *item = table->first; item; item = item->next) {
		if (item->key.len)
			VEC_PUSH(env, keep, item->key);
		if (item->kind == CONF_TEXT)
			add_references(item->text, env, keep);
	}
}

static void read_env(const struct conf *entry, const struct words *words,
    struct words *env, struct arena *keep)
{
	static const char *const tables[] = { "env", "environment", "envs" };
	static const char *const texts[] = { "url", "httpUrl", "serverUrl",
		"uri" };
	const struct conf *headers = conf_table(entry, "headers");
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		add_keys(env, conf_table(entry, tables[i]), keep);
	add_keys(env, conf_table(conf_table(entry, "command"), "env"), keep);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		add_references(conf_text(entry, texts[i]), env, keep);
	for (const struct conf *item = headers ? headers->first : NULL; item;
	     item = item->next)
		if (item->kind == CONF_TEXT)
			add_references(item->text, env, keep);
	for (size_t i = 0; i < words->count; i++)
		add_references(words->items[i], env, keep);
	if (conf_text(entry, "bearer_token_env_var").len)
		VEC_PUSH(env, keep, conf_text(entry, "bearer_token_env_var"));
	add_list(env, conf_list(entry, "env_vars"), keep);
	add_list(env, conf_list(entry, "env_keys"), keep);
}

static const char *read_transport(const struct conf *entry, struct str agent)
{
	struct str type = conf_text(entry, "type");
	if (!type.len)
		type = conf_text(entry, "transport");
	if (str_equal_z(type, "sse"))
		return "sse";
	if (str_equal_z(type, "ws") || str_equal_z(type, "websocket"))
		return "ws";
	if (str_contains(type, STR("http")) || conf_text(entry, "httpUrl").len)
		return "http";
	if (str_equal_z(type, "stdio") || str_equal_z(type, "local"))
		return "stdio";
	return str_equal_z(agent, "gemini-cli") && conf_text(entry, "url").len
		   ? "sse"
		   : NULL;
}

static bool has_items(const struct conf *entry, const char *key)
{
	const struct conf *list = conf_list(entry, key);
	return list && list->count;
}

static struct str first_text(const struct conf *entry, const char *const *keys)
{
	for (; *keys; keys++)
		if (conf_text(entry, *keys).len)
			return conf_text(entry, *keys);
	return STR_NONE;
}

/* A later one of the same name takes the place of the first; those of a list
 * may have no name. */
static void add_server(
    struct mcp_list *list, const struct mcp_server *server, struct arena *keep)
{
	for (size_t i = 0; i < list->count; i++) {
		struct mcp_server *other = &list->items[i];
		if (!str_equal(other->name, server->name) ||
		    (!server->name.len &&
			!str_equal(other->identity, server->identity)))
			continue;
		if (!list->repeated++)
			list->repeated_line = server->line;
		*other = *server;
		return;
	}
	if (list->count < MCP_SERVERS_MAX)
		VEC_PUSH(list, keep, *server);
	else
		list->left_out++;
}

static void read_entry(const struct mcp_rules *rules, struct str agent,
    struct str name, const struct conf *entry, struct mcp_list *list,
    struct arena *keep)
{
	static const char *const urls[] = { "url", "httpUrl", "serverUrl",
		"uri", NULL };
	struct mcp_server server = { .line = entry->line };
	struct words words = { 0 };
	struct words env = { 0 };
	if (entry->kind != CONF_TABLE)
		return;
	server.name = secret_mask(keep, utf8_printable(keep, name));
	server.transport = read_transport(entry, agent);
	read_words(entry, &words, keep);
	mcp_identify(&server, first_text(entry, urls), &words, &env, keep);
	if (!server.kind)
		return;
	read_env(entry, &words, &env, keep);
	server.identity = utf8_printable(keep, server.identity);
	server.disabled =
	    conf_is_true(entry, "disabled") || conf_is_false(entry, "enabled");
	server.trusted = conf_is_true(entry, "trust") ||
			 has_items(entry, "autoApprove") ||
			 has_items(entry, "alwaysAllow");
	mcp_show(&server, first_text(entry, urls), &words, keep);
	server.sources = sources_of(rules, &server, &words, &env, keep);
	server.env = array_of(&env, keep);
	add_server(list, &server, keep);
}

/* ------------------------------------------------------------ containers -- */

/* Takes the next key off "a.b", where "\." is a dot of a name. */
static const char *take_key(struct str *path, struct arena *keep)
{
	struct buf key = { 0 };
	size_t i = 0;
	for (; i < path->len && path->ptr[i] != '.'; i++) {
		if (path->ptr[i] == '\\' && i + 1 < path->len)
			i++;
		buf_add_char(&key, path->ptr[i]);
	}
	const char *text = arena_z(keep, buf_str(&key));
	*path = str_skip(*path, i + 1);
	buf_free(&key);
	return text;
}

static const struct conf *find_container(
    const struct conf *tree, struct str path, struct arena *keep)
{
	while (tree && path.len)
		tree = conf_get(tree, take_key(&path, keep));
	return tree;
}

/* Whether TEXT, which cannot be read, may hold a container of AGENT: it has
 * the words of one, or is in an encoding in which nobody sees them. */
static bool may_hold_servers(const struct mcp_rules *rules, struct str agent,
    struct str text, struct arena *keep)
{
	if (str_find_byte(text, '\0') < text.len)
		return true;
	for (size_t i = 0; i < rules->containers.row_count; i++) {
		struct str path =
		    rules_cell(&rules->containers, i, rules->container);
		bool has_words = str_equal(
		    rules_cell(&rules->containers, i, rules->agent), agent);
		while (has_words && path.len)
			has_words =
			    str_contains(text, str_from(take_key(&path, keep)));
		if (has_words)
			return true;
	}
	return false;
}

/* A table of servers, not a server that is called like a container. */
static bool holds_servers(const struct conf *node)
{
	return node &&
	       (node->kind == CONF_LIST ||
		   (node->kind == CONF_TABLE && !conf_get(node, "command") &&
		       !conf_text(node, "url").len &&
		       !conf_text(node, "type").len));
}

static void read_container(const struct mcp_rules *rules, struct str agent,
    const struct conf *container, struct mcp_list *list, struct arena *keep)
{
	for (const struct conf *entry = container->first; entry;
	     entry = entry->next) {
		struct str name = container->kind == CONF_TABLE
				      ? entry->key
				      : conf_text(entry, "name");
		read_entry(
		    rules, agent, name.ptr ? name : STR(""), entry, list, keep);
	}
}

/* Values of variables and headers are not taken, whatever they are. */
static bool is_of_values(const struct conf *node)
{
	return str_equal_z(node->key, "env") ||
	       str_equal_z(node->key, "headers");
}

/* The first alias of YAML in NODE, which is not followed; NULL: none. */
static const struct conf *find_alias(const struct conf *node)
{
	const struct conf *found = NULL;
	if (node->is_alias)
		return node;
	for (const struct conf *item = node->first; item && !found;
	     item = item->next)
		if (!is_of_values(item))
			found = find_alias(item);
	return found;
}

static bool check_aliases(
    const struct conf *container, struct str path, struct error *err)
{
	const struct conf *alias = container ? find_alias(container) : NULL;
	if (!alias)
		return true;
	return error_at(err, (struct place){ path, alias->line, alias->column },
	    "expected servers that are written out, found an alias");
}

static bool names(const struct conf *list, struct str name)
{
	for (const struct conf *item = list ? list->first : NULL; item;
	     item = item->next)
		if (item->kind == CONF_TEXT && str_equal(item->text, name))
			return true;
	return false;
}

/* Gemini CLI's lists of names beside the container (its docs/tools/
 * mcp-server.md): those that may be used, those that may not. */
static void apply_switches(const struct conf *tree, struct mcp_list *list)
{
	const struct conf *switches = conf_table(tree, "mcp");
	const struct conf *allowed = conf_list(switches, "allowed");
	const struct conf *excluded = conf_list(switches, "excluded");
	for (size_t i = 0; i < list->count; i++) {
		struct mcp_server *server = &list->items[i];
		server->disabled |= names(excluded, server->name) ||
				    (allowed && !names(allowed, server->name));
	}
}

static bool read_tree(struct conf **tree, struct str path, struct str text,
    struct arena *keep, struct error *err)
{
	if (str_ends(path, STR("crushrc"))) {
		*tree = mcp_read_crushrc(text, keep);
		return true;
	}
	if (str_ends(path, STR(".toml")))
		return conf_read_toml(tree, text, path, keep, err);
	if (str_ends(path, STR(".yaml")) || str_ends(path, STR(".yml")))
		return conf_read_yaml(tree, text, path, keep, err);
	return conf_read_json(tree, text, path, true, keep, err);
}

bool mcp_read(const struct mcp_rules *rules, struct str agent, struct str path,
    struct str text, struct mcp_list *list, struct arena *keep,
    struct error *err)
{
	struct conf *tree;
	if (!str_trim(text).len)
		return true;
	if (!read_tree(&tree, path, text, keep, err))
		return !may_hold_servers(rules, agent, text, keep);
	if (str_equal_z(agent, MCP_CONSENT_AGENT)) {
		mcp_read_consent(tree, list, keep);
		return true;
	}
	for (size_t i = 0; i < rules->containers.row_count; i++) {
		if (!str_equal(
			rules_cell(&rules->containers, i, rules->agent), agent))
			continue;
		const struct conf *container = find_container(tree,
		    rules_cell(&rules->containers, i, rules->container), keep);
		if (!check_aliases(container, path, err))
			return false;
		if (!holds_servers(container))
			continue;
		read_container(rules, agent, container, list, keep);
		if (str_equal_z(agent, "gemini-cli"))
			apply_switches(tree, list);
		return true;
	}
	return true;
}
