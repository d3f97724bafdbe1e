/* Entries are told by the indentation of their first line, and end before the
 * next line that stands as far to the left; sections likewise. The last entry
 * of JSON has no comma behind it and is no entry here: what is left without
 * the others must stay sound. */
#include "importers/deps/cutter.h"

#include <string.h>

static const struct part_layout layouts[] = {
	{ "yarn-lock", "", LAYOUT_BLOCKS, 0, 0, "", "", "" },
	{ "toml", "Cargo.lock", LAYOUT_TOML, 0, 0, "", "", "" },
	{ "toml", "poetry.lock", LAYOUT_TOML, 0, 0, "", "", "" },
	{ "toml", "uv.lock", LAYOUT_TOML, 0, 0, "", "", "" },
	{ "json", "package-lock.json", LAYOUT_JSON, 2, 4, "{", "{", "}}" },
	{ "json", "Pipfile.lock", LAYOUT_JSON, 4, 8, "{", "{", "}}" },
	{ "json", "composer.lock", LAYOUT_JSON, 4, 8, "[", "[", "]}" },
	{ "yaml", "pnpm-lock.yaml", LAYOUT_YAML, 0, 2, ":", ":\n", "" },
};

const struct part_layout *part_layout_find(struct str syntax, struct str shape)
{
	for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++)
		if (str_equal_z(syntax, layouts[i].syntax) &&
		    str_equal_z(shape, layouts[i].shape))
			return &layouts[i];
	return NULL;
}

/* With its newline. */
static struct str line_at(const struct cutter *cutter, size_t at)
{
	struct str rest = str_skip(cutter->text, at);
	if (!rest.ptr)
		return STR("");
	size_t len = str_find_byte(rest, '\n');
	return str_slice(rest, 0, len + 1);
}

static size_t indent_of(struct str line)
{
	size_t indent = 0;
	while (indent < line.len && line.ptr[indent] == ' ')
		indent++;
	return indent;
}

static bool is_empty(struct str line)
{
	size_t at = 0;
	while (at < line.len &&
	       (line.ptr[at] == ' ' ||
		   (line.ptr[at] >= '\t' && line.ptr[at] <= '\r')))
		at++;
	return at == line.len;
}

static bool ends_line(struct str line, const char *end)
{
	struct str text = line;
	while (text.len && (text.ptr[text.len - 1] == '\n' ||
			       text.ptr[text.len - 1] == '\r'))
		text.len--;
	return str_ends(text, str_from(end));
}

/* "name": { or name: */
static void note_section(struct cutter *cutter, struct str line)
{
	const struct part_layout *layout = cutter->layout;
	struct str name = str_skip(line, layout->section);
	char mark = layout->kind == LAYOUT_JSON ? '"' : ':';
	size_t end = 1 + str_find_byte(str_skip(name, 1), mark);
	cutter->section = STR_NONE;
	if (!ends_line(line, layout->open) || end >= name.len)
		return;
	if (layout->kind == LAYOUT_JSON && name.ptr[0] != '"')
		return;
	cutter->section =
	    str_slice(name, 0, end + (layout->kind == LAYOUT_JSON));
}

static bool begins(const struct cutter *cutter, struct str line)
{
	const struct part_layout *layout = cutter->layout;
	switch (layout->kind) {
	case LAYOUT_BLOCKS:
		return !is_empty(line) && line.ptr[0] != ' ' &&
		       line.ptr[0] != '#';
	case LAYOUT_TOML:
		return str_starts(line, STR("[[package]]"));
	case LAYOUT_JSON:
		return cutter->section.ptr &&
		       indent_of(line) == layout->entry && ends_line(line, "{");
	case LAYOUT_YAML:
		return cutter->section.ptr && !is_empty(line) &&
		       indent_of(line) == layout->entry;
	}
	return false;
}

/* Whether LINE, which stands behind the first of an entry, is no more of it.
 */
static bool is_next(const struct cutter *cutter, struct str line)
{
	switch (cutter->layout->kind) {
	case LAYOUT_BLOCKS:
		return begins(cutter, line);
	case LAYOUT_TOML:
		return line.ptr[0] == '[' &&
		       !str_starts(line, STR("[package.")) &&
		       !str_starts(line, STR("[[package."));
	case LAYOUT_JSON:
	case LAYOUT_YAML:
		return !is_empty(line) &&
		       indent_of(line) <= cutter->layout->entry;
	}
	return true;
}

/* The entry whose first line ends at AT. JSON closes it on a line of its own,
 * which belongs to it, with a comma if it is to be cut out. */
static void take_entry(struct cutter *cutter, size_t at, struct piece *piece)
{
	bool is_json = cutter->layout->kind == LAYOUT_JSON;
	piece->lines = 1;
	while (at < cutter->text.len) {
		struct str line = line_at(cutter, at);
		bool next = is_next(cutter, line);
		if (next && !is_json)
			break;
		at += line.len;
		piece->lines++;
		if (next) {
			piece->is_entry = ends_line(line, "},");
			break;
		}
	}
	if (!is_json)
		piece->is_entry = true;
	piece->text = str_slice(cutter->text, cutter->at, at);
}

bool cutter_next(struct cutter *cutter, struct piece *piece)
{
	const struct part_layout *layout = cutter->layout;
	struct str line = line_at(cutter, cutter->at);
	*piece =
	    (struct piece){ .text = line, .line = cutter->number, .lines = 1 };
	if (!line.len)
		return false;
	bool has_sections =
	    layout->kind == LAYOUT_JSON || layout->kind == LAYOUT_YAML;
	if (begins(cutter, line))
		take_entry(cutter, cutter->at + line.len, piece);
	else if (has_sections && !is_empty(line) &&
		 indent_of(line) <= layout->section)
		note_section(cutter, line);
	cutter->at += piece->text.len;
	cutter->number += piece->lines;
	return true;
}

static struct str join(
    struct arena *scratch, const struct str *parts, size_t count)
{
	size_t len = 0;
	for (size_t i = 0; i < count; i++)
		len += parts[i].len;
	char *text = arena_alloc_raw(scratch, len);
	len = 0;
	for (size_t i = 0; i < count; i++) {
		memcpy(text + len, parts[i].ptr, parts[i].len);
		len += parts[i].len;
	}
	return (struct str){ text, len };
}

struct str cutter_entry_text(
    const struct cutter *cutter, struct str text, struct arena *scratch)
{
	const struct part_layout *layout = cutter->layout;
	bool is_json = layout->kind == LAYOUT_JSON;
	if (!cutter->section.ptr)
		return text;
	if (is_json)
		text.len = str_rfind_byte(text, ',');
	const struct str parts[] = { str_from(is_json ? "{" : ""),
		cutter->section, str_from(is_json ? ":" : ""),
		str_from(layout->before), text, str_from(layout->behind) };
	return join(scratch, parts, sizeof parts / sizeof parts[0]);
}
