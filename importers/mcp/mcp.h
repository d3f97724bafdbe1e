/* The servers of the Model Context Protocol that a configuration file names:
 * what they are (a URL, a package, an image, a command), how they are started
 * and what data they open. Values of variables, credentials and queries of
 * URLs are never taken. */
#ifndef IMPORTERS_MCP_MCP_H
#define IMPORTERS_MCP_MCP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/asset.h"
#include "base/date.h"
#include "base/vec.h"
#include "importers/conf/conf.h"

#define MCP_CONTAINERS_TABLE "data/mcp-containers.csv"
#define MCP_SOURCES_TABLE "data/mcp-sources.csv"

enum {
	MCP_SERVERS_MAX = 1000, /* of a file */
	MCP_WORDS_MAX = 500,	/* of a command line */
};

struct mcp_server {
	struct str name; /* as chosen in the file; proves nothing */
	/* What an allow-list may name: host and path of a URL, package, image,
	 * or the command with what it runs. */
	struct str identity;
	const char *kind;      /* url, npm, pypi, go, image, command; consent */
	const char *transport; /* stdio, http, sse, ws */
	struct str version;    /* as asked for; none: the newest */
	int64_t pinned;	       /* 1, 0; UNKNOWN where there is nothing to pin */
	bool disabled;
	bool trusted;  /* its tools run without asking */
	bool insecure; /* http:// off this machine */
	bool exposed;  /* a credential stands in its URL or command */
	/* Its URL or command line; credentials, values of options and of
	 * variables, and whatever might be a secret are "*". */
	struct str target;
	struct str env;	    /* names of variables, sorted: a JSON array */
	struct str sources; /* data it opens, sorted: a JSON array */
	int64_t line;
};

struct mcp_list {
	struct mcp_server *items;
	size_t count;
	size_t room;
	size_t left_out;       /* beyond MCP_SERVERS_MAX */
	size_t repeated;       /* of a name that was there */
	int64_t repeated_line; /* of the first of them */
};

struct mcp_rules;

/* Reads the tables of containers and sources, out of KEEP. An error names the
 * row. */
bool mcp_rules_read(struct mcp_rules **rules,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* Adds the servers that TEXT, a file of AGENT (ai-signatures.csv without
 * "mcp:"), declares; the ending of PATH tells TOML, YAML and crushrc, all else
 * is JSON with comments. Of two with one name the last stays. A file without
 * servers gives none; one that cannot be read is an input error, unless it has
 * none of the words under which servers stand. */
bool mcp_read(const struct mcp_rules *rules, struct str agent, struct str path,
    struct str text, struct mcp_list *list, struct arena *keep,
    struct error *err) MUST_USE;

/* What a settings file of Claude Code says of servers that .mcp.json beside it
 * declares, as servers of kind consent: the name is theirs ("*": all), the
 * identity "disabled", "allowed" (tools of it run without asking) or "started"
 * (without asking). */
#define MCP_CONSENT_AGENT "claude-settings"
void mcp_read_consent(
    const struct conf *tree, struct mcp_list *list, struct arena *keep);

/* ------------------------------------------------- parts of the reader -- */

struct words {
	struct str *items;
	size_t count;
	size_t room;
};

/* What a server is, from its command line (program first) or URL: identity,
 * kind, version, pinned, transport and insecure. A URL that a bridge is given
 * (mcp-remote) makes it remote. */
void mcp_identify(struct mcp_server *server, struct str url,
    const struct words *words, struct words *env, struct arena *keep);

/* Sets target and exposed, from the same. */
void mcp_show(struct mcp_server *server, struct str url,
    const struct words *words, struct arena *keep);

/* PATH of a URL with "*" for parts that look like secrets. */
struct str mcp_mask_path(struct str path, struct arena *keep);

/* The servers of Crush's script as the tree of a crush.json. */
struct conf *mcp_read_crushrc(struct str text, struct arena *keep);

/* Whether HOST is this machine. */
bool mcp_is_local(struct str host);

#endif
