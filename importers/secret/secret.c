/* Finds secrets line by line. A token with an issuer's prefix
 * (data/secret-rules.csv) counts wherever it stands between other characters.
 * A value assigned to a name that speaks of a secret, as NAME=value, name:
 * value, "name": "value" or "--name", "value", also within a command line or as
 * the default of a variable (${NAME:-value}), counts when it looks random, and
 * a password or key within a URL (credential.c says which). A file that cannot
 * be parsed is still looked at. */
#include "importers/secret/secret.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/rules.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "importers/secret/assignment.h"
#include "importers/secret/credential.h"
#include "importers/secret/token.h"

enum {
	LINE_MAX_BYTES = 20000,
	VALUE_MAX = 600, /* that is looked at */
	QUIET = 1 << 14, /* lines that are remembered */
};

struct secret_rules {
	struct token_rules tokens;
	struct rules files;
	size_t pattern;
	size_t kind;
	uint64_t key;	       /* of hashes of lines */
	uint64_t quiet[QUIET]; /* lines without secret, by hash; 0: free */
};

bool secret_rules_read(struct secret_rules **out,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct secret_rules *rules = ARENA_NEW(keep, struct secret_rules);
	*out = rules;
	rules->key = hash_key();
	return token_rules_read(&rules->tokens, folders, keep, err) &&
	       rules_read(&rules->files, folders, STR(SECRET_FILES_TABLE), keep,
		   err) &&
	       rules_column(&rules->files, "pattern", &rules->pattern, err) &&
	       rules_column(&rules->files, "kind", &rules->kind, err);
}

enum secret_file secret_file_kind(
    const struct secret_rules *rules, struct str path)
{
	struct str kind = STR_NONE;
	for (size_t i = 0; i < rules->files.row_count; i++)
		if (path_matches(
			path, rules_cell(&rules->files, i, rules->pattern)))
			kind = rules_cell(&rules->files, i, rules->kind);
	return str_equal_z(kind, "sample")     ? SECRET_SAMPLE
	       : str_equal_z(kind, "env")      ? SECRET_ENV
	       : str_equal_z(kind, "workflow") ? SECRET_WORKFLOW
					       : SECRET_NO_FILE;
}

bool secret_next_token(
    const struct secret_rules *rules, struct str text, size_t *at, size_t *len)
{
	return token_find_alike(&rules->tokens, text, at, len) != NULL;
}

/* What is looked at, and where what is found goes. */
struct look {
	const struct secret_rules *rules;
	enum secret_file kind;
	struct secret_list *list;
	struct arena *keep;
};

static void add_secret(
    struct secret_list *list, struct secret secret, struct arena *keep)
{
	if (list->count == SECRETS_MAX)
		return;
	secret.ordinal = 1;
	for (size_t i = list->count; i; i--)
		if (list->items[i - 1].line == secret.line &&
		    list->items[i - 1].column == secret.column)
			return; /* found in another way */
	for (size_t i = 0; i < list->count; i++)
		secret.ordinal += str_equal(list->items[i].rule, secret.rule) &&
				  str_equal(list->items[i].name, secret.name);
	VEC_PUSH(list, keep, secret);
}

/* All tokens of a line; whether there was one. */
static bool find_tokens(const struct secret_rules *rules, struct str line,
    struct secret like, struct secret_list *list, struct arena *keep)
{
	size_t before = list->count;
	size_t at = 0;
	size_t len = 0;
	const struct token_rule *rule;
	while ((rule = token_find(&rules->tokens, line, &at, &len))) {
		like.rule = rule->id;
		like.label = rule->label;
		like.severity = rule->severity;
		like.column = (int64_t)at + 1;
		add_secret(list, like, keep);
		at += len;
	}
	return list->count > before;
}

/* A credential within a URL of the line; whether there was one. */
static bool find_in_url(struct str line, struct secret secret,
    struct secret_list *list, struct arena *keep)
{
	struct credential found;
	if (!credential_in_url(line, &found))
		return false;
	secret.rule = str_from(found.in_query ? "key-url" : "password-url");
	secret.label = str_from(
	    found.in_query ? "key in the query of a URL" : "password in a URL");
	secret.severity = STR("high");
	secret.column = (int64_t)found.at + 1;
	add_secret(list, secret, keep);
	return true;
}

static void look_at_value(struct look look, struct str name, struct str value,
    size_t at, struct secret secret)
{
	bool is_password;
	if (!credential_is_value(name, value, &is_password) ||
	    (is_password && look.kind == SECRET_WORKFLOW))
		return;
	secret.rule = str_from(is_password ? "password" : "secret-value");
	secret.label = str_from(is_password ? "password in plain text"
					    : "random value of a secret");
	secret.severity = STR("medium");
	secret.column = (int64_t)at + 1;
	secret.name = arena_str(look.keep, utf8_printable(look.keep, name));
	add_secret(look.list, secret, look.keep);
}

/* What stands in a command line ends at a blank, as does a token behind the
 * word for its scheme. */
static void find_value(
    struct look look, struct assignment set, struct secret secret)
{
	struct str variable;
	size_t at = set.at;
	struct str value = str_slice(set.value, 0, VALUE_MAX);
	value =
	    assignment_default(assignment_plain(value, &at), &variable, &at);
	if (!variable.len && !credential_is_name(set.name))
		return;
	struct str behind = assignment_behind_scheme(value, &at);
	if (look.kind != SECRET_ENV && (set.is_set || behind.len < value.len))
		behind.len = str_find_byte(behind, ' ');
	look_at_value(look, set.name, behind, at, secret);
	if (variable.len)
		look_at_value(look, variable, behind, at, secret);
}

/* All assignments of a line, as {"a": "b", "c": {"d": "e"}}, and those within
 * a command line, as "A=b program --header 'C: d'". */
static void find_values(struct look look, struct str line, struct secret secret)
{
	const char *before = look.kind == SECRET_ENV ? "" : ",{[ \t\"'(;&|";
	struct assignment set;
	for (size_t i = 0; i < line.len; i++) {
		char last = '\0';
		if (i)
			last = line.ptr[i - 1];
		bool is_variable =
		    last == '{' && i > 1 && line.ptr[i - 2] == '$';
		bool is_start = !i || (last && strchr(before, last));
		if (is_start && !is_variable && assignment_at(line, i, &set))
			find_value(look, set, secret);
	}
}

/* The next word of a command line or of a list of texts, from AT on. */
static struct str next_word(struct str line, size_t *at)
{
	static const char between[] = " \t,\"'[]";
	while (*at < line.len && strchr(between, line.ptr[*at]))
		++*at;
	size_t start = *at;
	while (*at < line.len && !strchr(between, line.ptr[*at]))
		++*at;
	return str_slice(line, start, *at);
}

/* "--api-key", "VALUE" in the arguments of a command; *OPTION is the last word
 * of the line before, and becomes that of this one. */
static void find_arguments(
    struct look look, struct str line, struct str *option, struct secret secret)
{
	size_t at = 0;
	struct str word;
	while ((word = next_word(line, &at)).len) {
		struct str name = *option;
		if (str_equal_z(word, "-"))
			continue; /* of a list in YAML */
		*option = str_starts(word, STR("-")) ? word : STR_NONE;
		if (!name.len)
			continue;
		while (str_starts(name, STR("-")))
			name = str_skip(name, 1);
		find_value(look,
		    (struct assignment){
			.name = name, .value = word, .at = at - word.len },
		    secret);
	}
}

static void look_at_line(
    struct look look, struct str line, struct str *option, struct secret secret)
{
	struct assignment set;
	struct str trimmed = str_trim(line);
	struct str before = *option;
	*option = STR_NONE;
	secret.name = STR("");
	if (assignment_at(line, 0, &set))
		secret.name =
		    arena_str(look.keep, utf8_printable(look.keep, set.name));
	if (find_tokens(look.rules, line, secret, look.list, look.keep) ||
	    look.kind == SECRET_SAMPLE || str_starts(trimmed, STR("#")) ||
	    str_starts(trimmed, STR("//")) ||
	    find_in_url(line, secret, look.list, look.keep))
		return;
	find_values(look, line, secret);
	if (look.kind == SECRET_CONFIG) {
		*option = before;
		find_arguments(look, line, option, secret);
	}
}

/* Where a line is remembered; HASH is of the line in a file of KIND. */
static uint64_t *quiet_place(struct secret_rules *rules, enum secret_file kind,
    struct str line, uint64_t *hash)
{
	*hash = hash_keyed(line, rules->key + kind);
	return &rules->quiet[*hash & (QUIET - 1)];
}

void secret_find(struct secret_rules *rules, enum secret_file kind,
    struct str text, struct secret_list *list, struct arena *keep)
{
	struct look look = { rules, kind, list, keep };
	struct secret secret = { 0 };
	struct str option = STR_NONE;
	struct str line;
	while (list->count < SECRETS_MAX && str_line(&text, &line)) {
		size_t before = list->count;
		bool is_alone = !option.len;
		uint64_t hash;
		line = str_slice(line, 0, LINE_MAX_BYTES);
		uint64_t *quiet = quiet_place(rules, kind, line, &hash);
		secret.line++;
		if (is_alone && *quiet == hash)
			continue;
		look_at_line(look, line, &option, secret);
		if (is_alone && !option.len && list->count == before)
			*quiet = hash;
	}
}
