/* Patterns are globs over the whole path in lower case (base/file.h);
 * languages are found by the file's name, else by what follows its last dot.
 */
#include "importers/git/path_rules.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/rules.h"
#include "base/utf8.h"

struct language {
	struct str name;
	struct str kind; /* by its type; none: other */
};

struct path_rules {
	struct str *patterns;
	uint64_t *pairs; /* of each pattern */
	struct str *kinds;
	size_t count;
	struct map names;
	struct map extensions;
	struct arena *keep;
};

/* The pairs of neighbouring bytes in TEXT as bits: a path that lacks one of
 * those of a pattern does not match it, which is most of the work. Pairs with a
 * byte that is OPEN in patterns, or a slash, say nothing. */
static uint64_t pairs_of(struct str text, const char *open)
{
	uint64_t pairs = 0;
	for (size_t i = 1; i < text.len; i++) {
		unsigned char first = (unsigned char)text.ptr[i - 1];
		unsigned char second = (unsigned char)text.ptr[i];
		if (!strchr(open, first) && !strchr(open, second))
			pairs |= 1ULL << ((first * 31U + second) & 63U);
	}
	return pairs;
}

static bool is_kind(struct str kind)
{
	static const char *const kinds[] = { "source", "test", "infrastructure",
		"documentation", "generated", "other" };
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (str_equal_z(kind, kinds[i]))
			return true;
	return false;
}

static bool read_kinds(struct path_rules *into,
    const struct asset_folders *folders, struct error *err)
{
	struct rules rules;
	size_t pattern;
	size_t kind;
	if (!rules_read(&rules, folders, STR(KINDS_TABLE), into->keep, err) ||
	    !rules_column(&rules, "pattern", &pattern, err) ||
	    !rules_column(&rules, "kind", &kind, err))
		return false;
	into->patterns =
	    arena_array(into->keep, rules.row_count, sizeof *into->patterns);
	into->kinds =
	    arena_array(into->keep, rules.row_count, sizeof *into->kinds);
	into->pairs =
	    arena_array(into->keep, rules.row_count, sizeof *into->pairs);
	for (size_t i = 0; i < rules.row_count; i++) {
		into->patterns[i] = rules_cell(&rules, i, pattern);
		into->kinds[i] = rules_cell(&rules, i, kind);
		into->pairs[i] = pairs_of(into->patterns[i], "*?/");
		if (!is_kind(into->kinds[i]))
			return rules_wrong(
			    &rules, i, "a kind of file", into->kinds[i], err);
	}
	into->count = rules.row_count;
	return true;
}

static bool kind_of_type(struct str type, struct str *kind)
{
	if (str_equal_z(type, "programming") || str_equal_z(type, "markup"))
		*kind = STR("source");
	else if (str_equal_z(type, "prose"))
		*kind = STR("documentation");
	else if (str_equal_z(type, "data"))
		*kind = STR("other");
	else
		return false;
	return true;
}

static bool read_languages(struct path_rules *into,
    const struct asset_folders *folders, struct error *err)
{
	struct rules rules;
	size_t match;
	size_t value;
	size_t name;
	size_t type;
	if (!rules_read(
		&rules, folders, STR(LANGUAGES_TABLE), into->keep, err) ||
	    !rules_column(&rules, "match", &match, err) ||
	    !rules_column(&rules, "value", &value, err) ||
	    !rules_column(&rules, "language", &name, err) ||
	    !rules_column(&rules, "type", &type, err))
		return false;
	for (size_t i = 0; i < rules.row_count; i++) {
		struct str by = rules_cell(&rules, i, match);
		struct language *language =
		    ARENA_NEW(into->keep, struct language);
		language->name = rules_cell(&rules, i, name);
		if (!kind_of_type(rules_cell(&rules, i, type), &language->kind))
			return rules_wrong(&rules, i,
			    "programming, markup, prose or data",
			    rules_cell(&rules, i, type), err);
		if (!str_equal_z(by, "name") && !str_equal_z(by, "extension"))
			return rules_wrong(
			    &rules, i, "name or extension", by, err);
		map_put(
		    str_equal_z(by, "name") ? &into->names : &into->extensions,
		    rules_cell(&rules, i, value), NULL)
		    ->pointer = language;
	}
	return true;
}

bool path_rules_read(struct path_rules **out,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct path_rules *rules = ARENA_NEW(keep, struct path_rules);
	rules->keep = keep;
	rules->names.arena = keep;
	rules->extensions.arena = keep;
	*out = rules;
	return read_kinds(rules, folders, err) &&
	       read_languages(rules, folders, err);
}

static const struct language *find_language(
    const struct path_rules *rules, struct str path, struct str lower)
{
	struct str name = path_base(path);
	struct str base = path_base(lower);
	size_t dot = str_rfind_byte(base, '.');
	const union map_value *found = map_get(&rules->names, name);
	if (!found && dot < base.len)
		found = map_get(&rules->extensions, str_skip(base, dot + 1));
	return found ? found->pointer : NULL;
}

struct path_class path_classify(const struct path_rules *rules, struct str path)
{
	struct arena *scratch = arena_new();
	struct str lower = arena_lower(scratch, path);
	const struct language *language = find_language(rules, path, lower);
	struct path_class class = {
		.kind = language ? language->kind : STR("other"),
		.language = language ? language->name : STR_NONE,
	};
	uint64_t pairs = pairs_of(lower, "/");
	for (size_t i = 0; i < rules->count; i++)
		if (!(rules->pairs[i] & ~pairs) &&
		    path_matches(lower, rules->patterns[i])) {
			class.kind = rules->kinds[i];
			break;
		}
	arena_free(scratch);
	return class;
}

static bool is_plain(struct str path)
{
	if (path.len && path.ptr[0] == '"')
		return false;
	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)path.ptr[i] < ' ' || path.ptr[i] == 0x7f)
			return false;
	return utf8_is_valid(path);
}

struct str path_text(struct arena *keep, struct str path)
{
	struct buf out = { 0 };
	if (is_plain(path))
		return path;
	bool is_text = utf8_is_valid(path);
	buf_add_char(&out, '"');
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		if (c == '"' || c == '\\')
			buf_printf(&out, "\\%c", c);
		else if (c == '\n')
			buf_add_z(&out, "\\n");
		else if (c == '\t')
			buf_add_z(&out, "\\t");
		else if (c < ' ' || c == 0x7f || (c >= 0x80 && !is_text))
			buf_printf(&out, "\\%03o", c);
		else
			buf_add_char(&out, (char)c);
	}
	buf_add_char(&out, '"');
	struct str text = arena_str(keep, buf_str(&out));
	buf_free(&out);
	return text;
}

static bool is_octal(struct str text, size_t at)
{
	for (size_t i = at; i < at + 3; i++)
		if (i >= text.len || text.ptr[i] < '0' || text.ptr[i] > '7')
			return false;
	return true;
}

struct str path_bytes(struct arena *keep, struct str text)
{
	if (text.len < 2 || text.ptr[0] != '"')
		return text;
	char *out = arena_alloc(keep, text.len);
	size_t len = 0;
	for (size_t i = 1; i + 1 < text.len; i++) {
		char c = text.ptr[i];
		if (c == '\\' && is_octal(text, i + 1)) {
			c = (char)((text.ptr[i + 1] - '0') << 6 |
				   (text.ptr[i + 2] - '0') << 3 |
				   (text.ptr[i + 3] - '0'));
			i += 3;
		} else if (c == '\\' && i + 2 < text.len) {
			c = text.ptr[++i];
			if (c == 'n')
				c = '\n';
			else if (c == 't')
				c = '\t';
		}
		out[len++] = c;
	}
	return (struct str){ out, len };
}
