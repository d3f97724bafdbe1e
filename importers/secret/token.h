/* Tokens of a form that their issuer gives them, by data/secret-rules.csv. */
#ifndef IMPORTERS_SECRET_TOKEN_H
#define IMPORTERS_SECRET_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

struct token_rule {
	struct str id;
	struct str label;
	struct str prefix;
	unsigned pair; /* its first two bytes */
	struct str severity;
	enum token_body {
		BODY_ALNUM,
		BODY_HEX,
		BODY_UPPER,
		BODY_WORD,
		BODY_BASE64URL,
		BODY_BASE64,
		BODY_DOTTED,
		BODY_PATH,
		BODY_LINE
	} body;
	size_t min; /* bytes behind the prefix */
	size_t max;
};

struct token_rules {
	struct token_rule *items;
	size_t count;
	unsigned char pairs[(1 << 16) / 8]; /* bits: two bytes begin a prefix */
};

/* The table, out of KEEP; INTO is zero. An error names its row. */
bool token_rules_read(struct token_rules *into,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* The rule of the next token of TEXT that begins at *AT or behind it, which is
 * then where it begins, *LEN its bytes; NULL when there is none. */
const struct token_rule *token_find(
    const struct token_rules *rules, struct str text, size_t *at, size_t *len);

/* The same of what begins as one and may be cut short or made up: of texts that
 * are kept too much is hidden rather than too little. */
const struct token_rule *token_find_alike(
    const struct token_rules *rules, struct str text, size_t *at, size_t *len);

#endif
