/* Crush's own configuration is a script for a shell, in which "mcp add NAME
 * --command ... --url ..." declares a server and "mcp remove NAME" takes it
 * back (charmbracelet/crush docs/config/README.md). Nothing is run: commands
 * are read as they stand, whatever condition they stand in, into the tree that
 * crush.json would give. */
#include <string.h>

#include "base/buf.h"
#include "importers/mcp/mcp.h"

enum { COMMANDS_MAX = 100000, WORD_MAX = 20000, OPTIONS_MAX = 10000 };

struct shell {
	struct str rest;
	int64_t line;
	int64_t start; /* line of the command */
	struct words words;
	size_t options; /* of all servers together */
	struct arena *keep;
};

static char peek(const struct shell *shell, size_t at)
{
	return at < shell->rest.len ? shell->rest.ptr[at] : '\0';
}

static char take(struct shell *shell)
{
	char c = shell->rest.ptr[0];
	shell->line += c == '\n';
	shell->rest = str_skip(shell->rest, 1);
	return c;
}

static bool ends_command(char c)
{
	return c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' ||
	       c == ')';
}

/* One word, its quotes taken away; a backslash keeps the next character, and
 * joins lines. */
static struct str read_word(struct shell *shell)
{
	struct buf out = { 0 };
	char quote = '\0';
	while (shell->rest.len && out.len < WORD_MAX) {
		char c = peek(shell, 0);
		if (!quote &&
		    (c == ' ' || c == '\t' || c == '\r' || ends_command(c)))
			break;
		take(shell);
		if (c == '\\' && quote != '\'' && shell->rest.len) {
			char next = take(shell);
			if (next != '\n')
				buf_add_char(&out, next);
		} else if (c == quote) {
			quote = '\0';
		} else if (!quote && (c == '"' || c == '\'')) {
			quote = c;
		} else {
			buf_add_char(&out, c);
		}
	}
	struct str word = arena_str(shell->keep, buf_str(&out));
	buf_free(&out);
	return word;
}

static void skip_comment(struct shell *shell)
{
	while (shell->rest.len && peek(shell, 0) != '\n')
		take(shell);
}

/* The words of the next command; false at the end. */
static bool read_command(struct shell *shell)
{
	shell->words = (struct words){ 0 };
	while (shell->rest.len) {
		char c = peek(shell, 0);
		if (c == '#') {
			skip_comment(shell);
		} else if (c == ' ' || c == '\t' || c == '\r') {
			take(shell);
		} else if (c == '\\' && peek(shell, 1) == '\n') {
			take(shell);
			take(shell);
		} else if (ends_command(c)) {
			take(shell);
			if (shell->words.count)
				return true;
		} else {
			if (!shell->words.count)
				shell->start = shell->line;
			struct str word = read_word(shell);
			if (shell->words.count < MCP_WORDS_MAX)
				VEC_PUSH(&shell->words, shell->keep, word);
		}
	}
	return shell->words.count > 0;
}

static struct conf *member(struct shell *shell, struct conf *table,
    struct str key, enum conf_kind kind)
{
	for (struct conf *item = table->first; item; item = item->next)
		if (str_equal(item->key, key) && item->kind == kind)
			return item;
	struct conf *item = conf_add(shell->keep, table, kind, shell->start, 1);
	item->key = key;
	return item;
}

static void set_text(
    struct shell *shell, struct conf *parent, struct str key, struct str text)
{
	enum conf_kind kind = CONF_TEXT;
	if (str_equal_z(key, "disabled"))
		kind = CONF_BOOL;
	if (parent->kind == CONF_LIST)
		conf_add(shell->keep, parent, kind, shell->start, 1)->text =
		    text;
	else
		member(shell, parent, key, kind)->text = text;
}

/* "--args X" adds to a list, "--env K V" and "--header K V" to a table, any
 * other option sets a text. */
static void add_server(struct shell *shell, struct conf *servers, size_t at)
{
	const struct words *words = &shell->words;
	struct conf *server =
	    member(shell, servers, words->items[at], CONF_TABLE);
	for (size_t i = at + 1;
	     i + 1 < words->count && shell->options < OPTIONS_MAX; i++) {
		struct str option = words->items[i];
		if (!str_starts(option, STR("--")))
			continue;
		shell->options++;
		struct str name = str_skip(option, 2);
		struct str value = words->items[++i];
		if (str_equal_z(name, "args")) {
			set_text(shell, member(shell, server, name, CONF_LIST),
			    STR(""), value);
		} else if ((str_equal_z(name, "env") ||
			       str_equal_z(name, "header")) &&
			   i + 1 < words->count) {
			struct str table =
			    str_equal_z(name, "env") ? name : STR("headers");
			set_text(shell,
			    member(shell, server, table, CONF_TABLE), value,
			    words->items[++i]);
		} else {
			set_text(shell, server, name, value);
		}
	}
}

static void remove_server(struct conf *servers, struct str name)
{
	for (struct conf *item = servers->first; item; item = item->next)
		if (str_equal(item->key, name))
			item->kind = CONF_NULL;
}

/* Words that stand before a command in an if or a loop. */
static size_t skip_keywords(const struct words *words)
{
	static const char *const keywords[] = { "then", "else", "do", "!",
		"{" };
	enum { KEYWORDS = sizeof keywords / sizeof *keywords };
	size_t at = 0;
	for (size_t i = 0; i < KEYWORDS && at < words->count; i++)
		at += str_equal_z(words->items[at], keywords[i]);
	return at;
}

static void run_command(struct shell *shell, struct conf *servers)
{
	const struct words *words = &shell->words;
	size_t at = skip_keywords(words);
	if (words->count < at + 3 || !str_equal_z(words->items[at], "mcp"))
		return;
	struct str verb = words->items[at + 1];
	if (str_equal_z(verb, "add") && servers->count < MCP_SERVERS_MAX)
		add_server(shell, servers, at + 2);
	else if (str_equal_z(verb, "remove") || str_equal_z(verb, "rm"))
		remove_server(servers, words->items[at + 2]);
}

struct conf *mcp_read_crushrc(struct str text, struct arena *keep)
{
	struct shell shell = { .rest = text, .line = 1, .keep = keep };
	struct conf *tree = conf_add(keep, NULL, CONF_TABLE, 1, 1);
	struct conf *servers = conf_add(keep, tree, CONF_TABLE, 1, 1);
	servers->key = STR("mcp");
	for (int i = 0; i < COMMANDS_MAX && read_command(&shell); i++)
		run_command(&shell, servers);
	return tree;
}
