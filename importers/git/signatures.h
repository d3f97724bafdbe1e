/* The rule tables of AI authorship: data/ai-signatures.csv and data/tools.csv,
 * read once and compiled. Behind each its "more" table is read, which has no
 * rows here: a user's folder adds some there without a copy of the rest. */
#ifndef IMPORTERS_GIT_SIGNATURES_H
#define IMPORTERS_GIT_SIGNATURES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

#define SIGNATURES_TABLE "data/ai-signatures.csv"
#define SIGNATURES_MORE_TABLE "data/ai-signatures.more.csv"
#define TOOLS_TABLE "data/tools.csv"
#define TOOLS_MORE_TABLE "data/tools.more.csv"

enum signal {
	SIGNAL_COAUTHOR_EMAIL,
	SIGNAL_COAUTHOR_NAME,
	SIGNAL_AUTHOR_EMAIL,
	SIGNAL_AUTHOR_NAME_SUFFIX,
	SIGNAL_TRAILER,
	SIGNAL_MESSAGE_LINE,
	SIGNAL_BRANCH,
	SIGNAL_NOTES_REF,
	SIGNAL_FILE,
	SIGNAL_MCP_FILE, /* rows "file" of tools "mcp:AGENT" */
	SIGNAL_KINDS
};

struct tool {
	struct str id;	  /* claude-code */
	struct str label; /* Claude Code */
	struct str vendor;
	int64_t first_release; /* UNKNOWN when no public date is sure */
	struct str aliases;    /* lower case, separated by "|" */
	bool is_author;	       /* false: it records or reviews */
	int64_t row_id;	       /* in the model; 0 until it is stored */
};

enum { SIGNATURES_MAX = 4096 };

struct signature; /* one row, compiled */

/* What a row says of a text. */
struct match {
	const struct signature *signature;
	const char *table;    /* its file, without the folder */
	int64_t line;	      /* of the row in the table */
	struct tool *tool;    /* NULL: "any", or an exclusion */
	struct str exclusion; /* "dependabot" of not-ai:dependabot, else none */
	struct str agent;     /* "cursor" of mcp:cursor, else none */
	bool is_subject;      /* the row speaks of subject lines alone */
	int confidence_pct;
	struct str groups[6]; /* what was matched; views of the text */
	struct str model;     /* what the row captures as model, else none */
};

struct signatures;

/* A pattern that does not compile, an unknown signal or tool, is an input
 * error with the line of the table. */
bool signatures_read(struct signatures **signatures,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;
void signatures_free(struct signatures *signatures); /* NULL is fine */

/* The best row of SIGNAL for TEXT: the highest confidence, then a named tool
 * before "any", then the first. False when none matches. */
bool signatures_match(const struct signatures *signatures, enum signal signal,
    struct str text, struct match *match);

/* Calls EACH for every row that matches. */
void signatures_match_all(const struct signatures *signatures,
    enum signal signal, struct str text,
    void (*each)(void *user, const struct match *match), void *user);

/* The tool that TEXT names: by its longest alias, as whole words anywhere in
 * TEXT, or at its start alone. NULL when none. */
struct tool *signatures_tool_in(
    const struct signatures *signatures, struct str text, bool at_start);
/* Whether TEXT names TOOL by an alias, as whole words. */
bool signatures_names(const struct tool *tool, struct str text);
/* All tools, in the order of the table. */
struct tool *signatures_tools(
    const struct signatures *signatures, size_t *count);

#endif
