/* Finds secrets line by line. A token with an issuer's prefix
 * (data/secret-rules.csv) counts wherever it stands between other characters.
 * A value assigned to a name that speaks of a secret, as NAME=value, name:
 * value, "name": "value" or "--name", "value", also within a command line or as
 * the default of a variable (${NAME:-value}), counts when it looks random, and
 * a password or key within a URL (credential.c says which). Lines tell enough
 * in JSON, YAML, TOML and .env files alike, and a file that cannot be parsed is
 * still looked at. */
#include "importers/secret/secret.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/file.h"
#include "base/hash.h"
#include "base/rules.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "importers/secret/credential.h"

enum {
	LINE_MAX_BYTES = 20000,
	NAME_MAX = 100,
	VALUE_MAX = 600, /* that is looked at */
	PREFIX_MIN = 2,
	QUIET = 1 << 14, /* lines that are remembered */
};

struct rule {
	struct str id;
	struct str label;
	struct str prefix;
	unsigned pair; /* its first two bytes */
	struct str severity;
	enum body {
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
	size_t min;
	size_t max;
};

struct secret_rules {
	struct rule *rules;
	size_t count;
	unsigned char pairs[(1 << 16) / 8]; /* bits: two bytes begin a prefix */
	struct rules files;
	size_t pattern;
	size_t kind;
	uint64_t key;	       /* of hashes of lines */
	uint64_t quiet[QUIET]; /* lines without secret, by hash; 0: free */
};

static const char *const bodies[] = { "alnum", "hex", "upper", "word",
	"base64url", "base64", "dotted", "path", "line" };

/* ---------------------------------------------------------------- tables -- */

static bool read_body(struct str text, struct rule *rule)
{
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (str_equal_z(text, bodies[i])) {
			rule->body = (enum body)i;
			return true;
		}
	return false;
}

static unsigned pair_at(struct str text, size_t at)
{
	return (unsigned)(unsigned char)text.ptr[at] << 8 |
	       (unsigned char)text.ptr[at + 1];
}

static bool read_rules(struct secret_rules *into,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char *const names[] = { "id", "label", "prefix", "body",
		"min", "max", "severity" };
	size_t at[7];
	struct rules table;
	if (!rules_read(&table, folders, STR(SECRET_RULES_TABLE), keep, err))
		return false;
	for (int i = 0; i < 7; i++)
		if (!rules_column(&table, names[i], &at[i], err))
			return false;
	into->rules = arena_array(keep, table.row_count, sizeof *into->rules);
	into->count = table.row_count;
	for (size_t i = 0; i < table.row_count; i++) {
		struct rule *rule = &into->rules[i];
		int64_t min;
		int64_t max;
		rule->id = rules_cell(&table, i, at[0]);
		rule->label = rules_cell(&table, i, at[1]);
		rule->prefix = rules_cell(&table, i, at[2]);
		rule->severity = rules_cell(&table, i, at[6]);
		if (rule->prefix.len < PREFIX_MIN)
			return rules_wrong(&table, i,
			    "a prefix of two characters or more", rule->prefix,
			    err);
		unsigned pair = rule->pair = pair_at(rule->prefix, 0);
		into->pairs[pair / 8] |= (unsigned char)(1u << pair % 8);
		if (!read_body(rules_cell(&table, i, at[3]), rule))
			return rules_wrong(&table, i, "a known kind of body",
			    rules_cell(&table, i, at[3]), err);
		if (!str_to_int(rules_cell(&table, i, at[4]), &min) ||
		    !str_to_int(rules_cell(&table, i, at[5]), &max) ||
		    min < 0 || max < min)
			return rules_wrong(&table, i, "lengths, min up to max",
			    rules_cell(&table, i, at[4]), err);
		rule->min = (size_t)min;
		rule->max = (size_t)max;
	}
	return true;
}

bool secret_rules_read(struct secret_rules **out,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct secret_rules *rules = ARENA_NEW(keep, struct secret_rules);
	*out = rules;
	rules->key = hash_key();
	return read_rules(rules, folders, keep, err) &&
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

/* ---------------------------------------------------------------- tokens -- */

static bool is_alnum(char c)
{
	return ascii_is_alnum(c);
}

static bool is_body(const struct rule *rule, char c)
{
	switch (rule->body) {
	case BODY_ALNUM:
		return is_alnum(c);
	case BODY_HEX:
		return ascii_is_digit(c) ||
		       ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
	case BODY_UPPER:
		return ascii_is_digit(c) || ascii_is_upper(c);
	case BODY_WORD:
		return is_alnum(c) || c == '_';
	case BODY_BASE64URL:
		return is_alnum(c) || c == '_' || c == '-';
	case BODY_BASE64:
		return is_alnum(c) || c == '+' || c == '/' || c == '=' ||
		       c == '_' || c == '-';
	case BODY_DOTTED:
		return is_alnum(c) || c == '_' || c == '-' || c == '.' ||
		       c == '=';
	case BODY_PATH:
		return is_alnum(c) || c == '_' || c == '-' || c == '/';
	case BODY_LINE:
		break;
	}
	return false;
}

/* Enough different characters for a made-up body to be seen as one. */
static bool is_varied(struct str body)
{
	bool seen[256] = { false };
	size_t different = 0;
	for (size_t i = 0; i < body.len; i++) {
		different += !seen[(unsigned char)body.ptr[i]];
		seen[(unsigned char)body.ptr[i]] = true;
	}
	return different >= 8;
}

/* The length of the token of RULE whose prefix stands at AT in LINE; 0: there
 * is none. */
static size_t token_length(const struct rule *rule, struct str line, size_t at)
{
	struct str rest = str_skip(line, at);
	size_t len = 0;
	if (rule->body == BODY_LINE)
		return rule->prefix.len;
	struct str body = str_skip(rest, rule->prefix.len);
	while (len < body.len && is_body(rule, body.ptr[len]))
		len++;
	body.len = len;
	if (len < rule->min || len > rule->max || !is_varied(body) ||
	    secret_is_placeholder(body))
		return 0;
	return rule->prefix.len + len;
}

/* What begins as one and may be cut short or made up: of texts that are kept
 * too much is hidden rather than too little. */
static size_t lookalike_length(
    const struct rule *rule, struct str text, size_t at)
{
	enum { LIKE_MIN = 12, CUT_MIN = 4 };
	struct str rest = str_skip(text, at);
	size_t enough = rule->min / 2 < LIKE_MIN ? LIKE_MIN : rule->min / 2;
	size_t len = 0;
	if (rule->body == BODY_LINE)
		return rest.len;
	struct str body = str_skip(rest, rule->prefix.len);
	while (len < body.len && is_body(rule, body.ptr[len]))
		len++;
	if (len == body.len && rule->prefix.len >= CUT_MIN)
		enough = CUT_MIN;
	return len < enough ? 0 : rule->prefix.len + len;
}

/* Of what begins with the prefix of RULE at AT. */
typedef size_t measure(const struct rule *rule, struct str line, size_t at);

/* Whether something new may begin at AT. */
static bool begins_anew(struct str line, size_t at)
{
	char before = at ? line.ptr[at - 1] : '\0';
	/* "\n" in a text is written as two characters */
	bool escaped = before == 'n' && at > 1 && line.ptr[at - 2] == '\\';
	return escaped || !(is_alnum(before) || before == '_');
}

static bool begins_prefix(
    const struct secret_rules *rules, struct str line, size_t at)
{
	unsigned pair = pair_at(line, at);
	return rules->pairs[pair / 8] & 1u << pair % 8;
}

#ifdef __SSE2__
static __m128i between(__m128i bytes, char from, char to)
{
	return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(from - 1)),
	    _mm_cmplt_epi8(bytes, _mm_set1_epi8(to + 1)));
}

/* A bit for each of the sixteen bytes from AT on behind which a token may
 * begin: all but those of words, and 'n', which may be of an escape. */
static unsigned ends_words(const char *at)
{
	const __m128i bytes =
	    _mm_loadu_si128((const __m128i *)(const void *)at);
	const __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
	const __m128i word = _mm_or_si128(
	    _mm_or_si128(between(lower, 'a', 'z'), between(bytes, '0', '9')),
	    _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
	const __m128i other =
	    _mm_or_si128(_mm_andnot_si128(word, _mm_set1_epi8(-1)),
		_mm_cmpeq_epi8(bytes, _mm_set1_epi8('n')));
	return (unsigned)_mm_movemask_epi8(other);
}
#endif

/* Where in LINE, from AT on, two bytes that begin a prefix stand at the
 * beginning of something new; its length when they do nowhere. */
static size_t next_start(
    const struct secret_rules *rules, struct str line, size_t at)
{
#ifdef __SSE2__
	enum { WIDTH = 16 };
	if (!at && line.len > 1 && begins_prefix(rules, line, 0))
		return 0;
	at += !at;
	for (; at + WIDTH + 1 <= line.len; at += WIDTH) {
		unsigned found = ends_words(line.ptr + at - 1);
		for (; found; found &= found - 1) {
			size_t i = at + (size_t)__builtin_ctz(found);
			if (begins_prefix(rules, line, i) &&
			    begins_anew(line, i))
				return i;
		}
	}
#endif
	for (; at + 1 < line.len; at++)
		if (begins_prefix(rules, line, at) && begins_anew(line, at))
			return at;
	return line.len;
}

static const struct rule *find_token(const struct secret_rules *rules,
    struct str line, size_t *at, size_t *len, measure *length)
{
	for (size_t i = next_start(rules, line, *at); i < line.len;
	     i = next_start(rules, line, i + 1)) {
		unsigned pair = pair_at(line, i);
		for (size_t r = 0; r < rules->count; r++) {
			const struct rule *rule = &rules->rules[r];
			if (rule->pair != pair ||
			    !str_starts(str_skip(line, i), rule->prefix))
				continue;
			*len = length(rule, line, i);
			*at = i;
			if (*len)
				return rule;
		}
	}
	return NULL;
}

bool secret_next_token(
    const struct secret_rules *rules, struct str text, size_t *at, size_t *len)
{
	return find_token(rules, text, at, len, lookalike_length) != NULL;
}

/* ----------------------------------------------------------- assignments -- */

static bool is_name_byte(char c)
{
	return is_alnum(c) || c == '_' || c == '-' || c == '.';
}

struct assignment {
	struct str name;
	struct str value; /* up to the end of the line */
	size_t at;	  /* of the value in the line */
	bool is_set;	  /* by "=" */
};

/* The one at FROM in LINE: NAME=value, name: value, "name": "value", with
 * export, a list's hyphen and quotes. */
static bool split_assignment(
    struct str line, size_t from, struct assignment *found)
{
	struct str text = line;
	size_t i = from;
	while (i < text.len && strchr(" \t-{,", text.ptr[i]))
		i++;
	if (str_starts(str_skip(text, i), STR("export ")))
		i += 7;
	if (i < text.len && (text.ptr[i] == '"' || text.ptr[i] == '\''))
		i++;
	size_t start = i;
	while (i < text.len && is_name_byte(text.ptr[i]))
		i++;
	found->name = str_slice(text, start, i);
	if (i < text.len && (text.ptr[i] == '"' || text.ptr[i] == '\''))
		i++;
	while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t'))
		i++;
	if (!found->name.len || found->name.len > NAME_MAX || i >= text.len ||
	    (text.ptr[i] != '=' && text.ptr[i] != ':'))
		return false;
	found->is_set = text.ptr[i] == '=';
	i++;
	while (i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t'))
		i++;
	found->at = i;
	found->value = str_skip(text, i);
	return true;
}

/* Without quotes, a comma or bracket behind, or a comment. */
static struct str plain_value(struct str value, size_t *at)
{
	if (value.len && (value.ptr[0] == '"' || value.ptr[0] == '\'')) {
		char quote = value.ptr[0];
		value = str_skip(value, 1);
		(*at)++;
		value.len = str_find_byte(value, quote);
		return value;
	}
	for (size_t i = 0; i + 1 < value.len; i++)
		if (value.ptr[i] == ' ' && value.ptr[i + 1] == '#') {
			value.len = i;
			break;
		}
	value.len = str_find_byte(value, '"');
	value.len = str_find_byte(value, '\'');
	value = str_trim(value);
	while (value.len && strchr(",}])\\", value.ptr[value.len - 1]))
		value.len--;
	return value;
}

/* "Bearer abc" and "Basic abc" hold the secret behind the word, and so does
 * "base64:abc" of Laravel. */
static struct str behind_scheme(struct str value, size_t *at)
{
	if (str_starts(value, STR("base64:"))) {
		*at += 7;
		return str_skip(value, 7);
	}
	size_t blank = str_find_byte(value, ' ');
	struct str scheme = str_slice(value, 0, blank);
	if (blank == value.len || !(str_equal_nocase(scheme, STR("Bearer")) ||
				      str_equal_nocase(scheme, STR("Basic")) ||
				      str_equal_nocase(scheme, STR("token"))))
		return value;
	*at += blank + 1;
	return str_skip(value, blank + 1);
}

/* ------------------------------------------------------------------- all -- */

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
	const struct rule *rule;
	while ((rule = find_token(rules, line, &at, &len, token_length))) {
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

/* The default in "${NAME:-default}" and "${NAME-default}"; *NAME is empty
 * when TEXT is anything else. */
static struct str default_of(struct str text, struct str *name, size_t *at)
{
	struct str rest = str_skip(text, 2);
	size_t len = 0;
	*name = STR_NONE;
	if (!str_starts(text, STR("${")))
		return text;
	while (len < rest.len && is_name_byte(rest.ptr[len]) &&
	       rest.ptr[len] != '-')
		len++;
	size_t start = len + (len < rest.len && rest.ptr[len] == ':');
	if (!len || start >= rest.len || rest.ptr[start] != '-')
		return text;
	*name = str_slice(rest, 0, len);
	*at += 2 + start + 1;
	return str_slice(rest, start + 1, str_find_byte(rest, '}'));
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
	value = default_of(plain_value(value, &at), &variable, &at);
	if (!variable.len && !credential_is_name(set.name))
		return;
	struct str behind = behind_scheme(value, &at);
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
		if (is_start && !is_variable && split_assignment(line, i, &set))
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
	if (split_assignment(line, 0, &set))
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
