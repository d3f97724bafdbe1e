/* Literal secrets in configuration, workflow and .env files: tokens that their
 * issuer gives a known prefix, and random values assigned to names that say
 * what they are. A value is looked at here and nowhere else: it is never
 * stored, hashed, counted by content or printed. */
#ifndef IMPORTERS_SECRET_SECRET_H
#define IMPORTERS_SECRET_SECRET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

#define SECRET_RULES_TABLE "data/secret-rules.csv"
#define SECRET_FILES_TABLE "data/secret-files.csv"

enum { SECRETS_MAX = 1000 }; /* of a file */

struct secret_rules;

/* Samples hold made-up values: only issued tokens count in them. */
enum secret_file {
	SECRET_NO_FILE,
	SECRET_SAMPLE,
	SECRET_ENV,
	SECRET_CONFIG,
	SECRET_WORKFLOW
};

struct secret {
	struct str rule;  /* id: "github-token", "password", "password-url" */
	struct str label; /* for print */
	struct str severity; /* critical, high, medium */
	/* The name it is assigned to; empty when there is none. */
	struct str name;
	int64_t ordinal; /* among those of one rule and name, from 1 */
	int64_t line;
	int64_t column; /* in bytes */
};

struct secret_list {
	struct secret *items;
	size_t count;
	size_t room;
};

/* Reads both tables, out of KEEP. An error names the row. */
bool secret_rules_read(struct secret_rules **rules,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* What PATH is by data/secret-files.csv; the last pattern that matches wins. */
enum secret_file secret_file_kind(
    const struct secret_rules *rules, struct str path);

/* Adds the secrets of TEXT in the order of their places. Lines in which nothing
 * was found are remembered, so that the next version of a file costs little. */
void secret_find(struct secret_rules *rules, enum secret_file kind,
    struct str text, struct secret_list *list, struct arena *keep);

/* The next text that begins like a token of an issuer's form in TEXT, from *AT
 * on: where it is and how long. For hiding, so that also made-up ones and those
 * cut short count; what follows the head of a private key is of it. */
bool secret_next_token(
    const struct secret_rules *rules, struct str text, size_t *at, size_t *len);

/* TEXT with "*" for each such token in it and for each credential within a
 * URL, for what others wrote and we keep; TEXT itself where there is none. */
struct str secret_hide(
    const struct secret_rules *rules, struct arena *keep, struct str text);

/* Whether TEXT looks made by a random generator: long, of one alphabet, with
 * the entropy of such (C. E. Shannon, 1948) and no words in it. */
bool secret_is_random(struct str text);
/* Whether a value stands for one to be filled in: ${X}, <token>, changeme. */
bool secret_is_placeholder(struct str value);

/* TEXT with "*" for each part of it (between / . : @ = and the like) that looks
 * random and is no object id or digest: a host, image, program or address in
 * which somebody put a token. */
struct str secret_mask(struct arena *keep, struct str text);

#endif
