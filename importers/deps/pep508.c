/* Dependency specifiers of Python (PEP 508). Markers are left out: a package
 * that only some platforms need is needed. */
#include "importers/deps/pep508.h"

#include "importers/deps/scan.h"

static bool is_name_byte(char c)
{
	return scan_is_word_byte(c) || c == '-' || c == '.';
}

bool pep508_split(struct str text, struct str *name, struct str *version)
{
	size_t len = 0;
	text = str_trim(text);
	while (len < text.len && is_name_byte(text.ptr[len]))
		len++;
	*name = str_slice(text, 0, len);
	if (!len || name->ptr[0] == '-' || name->ptr[0] == '.')
		return false;
	struct str rest = str_trim(str_skip(text, len));
	if (str_starts(rest, STR("["))) {
		size_t close = str_find_byte(rest, ']');
		rest = str_trim(str_skip(rest, close + 1));
	}
	/* a URL may hold ";", so that its marker needs a blank before it */
	size_t marker = str_starts(rest, STR("@")) ? scan_find(rest, STR(" ;"))
						   : str_find_byte(rest, ';');
	rest = str_trim(str_slice(rest, 0, marker));
	if (str_starts(rest, STR("(")) && str_ends(rest, STR(")")))
		rest = str_trim(str_slice(rest, 1, rest.len - 1));
	*version = rest;
	return !rest.len || rest.ptr[0] == '@' || rest.ptr[0] == '<' ||
	       rest.ptr[0] == '>' || rest.ptr[0] == '=' || rest.ptr[0] == '!' ||
	       rest.ptr[0] == '~';
}
