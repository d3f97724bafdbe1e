/* The text of a commit message: which lines speak, and what they say. */
#ifndef IMPORTERS_GIT_MESSAGE_H
#define IMPORTERS_GIT_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { MESSAGE_LINES_MAX = 200000, MESSAGE_LINE_MAX = 1000 };

struct message {
	struct str rest;
	int64_t number;
	bool is_squash;
	bool in_fence;
};

struct message_line {
	struct str text; /* without indent, list marker, blanks at the end */
	int64_t number;	 /* from 1 */
	bool is_bullet;	 /* it was an item of a list */
};

/* Walks the lines that are the message's own words: not those quoted with
 * ">", fenced, or indented as code (an indented one counts in a squash). */
void message_open(struct message *message, struct str text);
bool message_next(struct message *message, struct message_line *line);

/* Made of several messages: a line of hyphens, two list items at the margin,
 * or what `git merge --squash` writes. */
bool message_is_squash(struct str text);
/* Whether the subject ends in the number of a pull request, " (#123)". */
bool message_has_number(struct str text);

/* Splits "Key: value"; a key is letters, digits and hyphens. */
bool message_trailer(struct str line, struct str *key, struct str *value);
/* Whether KEY is one of KEYS, ended by NULL, in whatever case. */
bool message_key_is(struct str key, const char *const *keys);

struct credit {
	struct str name;
	struct str email; /* empty when there is none */
};

/* What stands behind the first PART of TEXT; none when it is not there. */
struct str message_after(struct str text, struct str part);

/* "Name <address>", also with a lost ">" or HTML's &lt; and &gt;. */
struct credit message_credit(struct str value, struct arena *keep);

/* The name of a model in TEXT when a known family starts a word and a number
 * follows ("GPT 5.4", "Cursor Grok 4.6"); else none. */
struct str message_model_in(struct str text);

/* The branch that the subject of a merge names; else none. */
struct str message_merged_branch(struct str text);

/* "This reverts commit ID" and "(cherry picked from commit ID)": full ids
 * only, else none; of several picks the last, which is the nearest. */
struct str message_reverts(struct str text);
struct str message_cherry_of(struct str text);

#endif
