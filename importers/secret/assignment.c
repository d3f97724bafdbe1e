/* A line tells enough in JSON, YAML, TOML and .env files alike: a name, "=" or
 * ":", and what stands behind it, with or without quotes. */
#include "importers/secret/assignment.h"

#include <string.h>

#include "base/utf8.h"

enum { NAME_MAX = 100 };

static bool is_name_byte(char c)
{
	return ascii_is_alnum(c) || c == '_' || c == '-' || c == '.';
}

bool assignment_at(struct str line, size_t from, struct assignment *found)
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

struct str assignment_plain(struct str value, size_t *at)
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

struct str assignment_behind_scheme(struct str value, size_t *at)
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

struct str assignment_default(struct str text, struct str *name, size_t *at)
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
