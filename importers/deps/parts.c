/* A cutter goes through the lines of a text and finds its entries by their
 * indentation, as the program wrote them. An entry is read inside of what
 * stands around it in the file: its section. In the rest of the text newlines
 * take the place of entries, so that lines keep their numbers; it is read last,
 * and must be sound as well. Of each section one entry may stay in the rest
 * (the last one of JSON has no comma), which is read there. */
#include "importers/deps/parts.h"

#include <string.h>

#include "base/buf.h"
#include "base/vec.h"

enum layout_kind { LAYOUT_BLOCKS, LAYOUT_TOML, LAYOUT_JSON, LAYOUT_YAML };

struct part_layout {
	const char *syntax;
	const char *shape;
	enum layout_kind kind;
	size_t section; /* indentation of its line */
	size_t entry;
	const char *open; /* how the section's line ends */
	const char *before;
	const char *behind;
};

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

/* --------------------------------------------------------------- cutting -- */

struct cutter {
	const struct part_layout *layout;
	struct str text;
	size_t at; /* start of the next line */
	int64_t number;
	struct str section; /* its name as written; none: outside */
};

/* An entry, or lines between entries. */
struct piece {
	struct str text;
	int64_t line; /* of its first */
	int64_t lines;
	bool is_entry;
};

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

static bool next_piece(struct cutter *cutter, struct piece *piece)
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

/* ------------------------------------------------------------ remembering --
 */

/* What an entry says where it stands in SECTION. */
struct known {
	struct known *next; /* the same text elsewhere */
	struct str section;
	const struct package *items;
	size_t count;
};

struct parts {
	struct part_memo *memo;
	struct reading *whole;
	part_read *read;
	void *user;
};

static struct str entry_text(
    const struct cutter *cutter, struct str text, struct arena *scratch)
{
	const struct part_layout *layout = cutter->layout;
	if (!cutter->section.ptr)
		return text;
	if (layout->kind == LAYOUT_JSON) {
		text.len = str_rfind_byte(text, ',');
		return arena_printf(scratch, "{" STR_FMT ":%s" STR_FMT "%s",
		    STR_ARG(cutter->section), layout->before, STR_ARG(text),
		    layout->behind);
	}
	return arena_printf(scratch, STR_FMT "%s" STR_FMT "%s",
	    STR_ARG(cutter->section), layout->before, STR_ARG(text),
	    layout->behind);
}

/* Lines are counted from the first of the entry, from 1. */
static bool read_entry(const struct parts *parts, const struct cutter *cutter,
    struct str text, struct known *known)
{
	struct error ignored;
	struct package_list list = { 0 };
	struct reading reading = *parts->whole;
	int64_t above = cutter->layout->kind == LAYOUT_YAML;
	reading.scratch = arena_new();
	reading.keep = parts->memo->known.arena;
	reading.list = &list;
	reading.content = entry_text(cutter, text, reading.scratch);
	bool done = parts->read(parts->user, &reading, &ignored);
	for (size_t i = 0; i < list.count; i++)
		list.items[i].line -= above;
	known->items = list.items;
	known->count = list.count;
	arena_free(reading.scratch);
	return done;
}

static const struct known *know(
    const struct parts *parts, const struct cutter *cutter, struct str text)
{
	struct arena *keep = parts->memo->known.arena;
	union map_value *value = map_put(&parts->memo->known, text, NULL);
	struct known *known = value->pointer;
	while (known && !str_equal(known->section, cutter->section))
		known = known->next;
	if (known)
		return known;
	known = ARENA_NEW(keep, struct known);
	known->section = arena_str(keep, cutter->section);
	if (!read_entry(parts, cutter, text, known))
		return NULL;
	known->next = value->pointer;
	value->pointer = known;
	return known;
}

static void add_known(
    struct reading *whole, const struct known *known, int64_t line)
{
	for (size_t i = 0; i < known->count; i++) {
		struct package package = known->items[i];
		package.line += line - 1;
		if (whole->list->count < PACKAGES_MAX)
			VEC_PUSH(whole->list, whole->keep, package);
	}
}

/* Texts of several lines could hold what looks like an entry. */
static bool may_be_cut(const struct part_layout *layout, struct str text)
{
	return layout->kind != LAYOUT_TOML ||
	       (!str_contains(text, STR("\"\"\"")) &&
		   !str_contains(text, STR("'''")));
}

static bool read_pieces(
    const struct parts *parts, struct cutter *cutter, struct buf *rest)
{
	struct piece piece;
	bool stays = cutter->layout->kind == LAYOUT_TOML;
	while (next_piece(cutter, &piece)) {
		if (!piece.is_entry || stays) {
			buf_add(rest, piece.text);
			stays &= !piece.is_entry;
			continue;
		}
		const struct known *known = know(parts, cutter, piece.text);
		if (!known)
			return false;
		add_known(parts->whole, known, piece.line);
		for (int64_t i = 0; i < piece.lines; i++)
			buf_add_char(rest, '\n');
	}
	return true;
}

bool parts_read(struct part_memo *memo, const struct part_layout *layout,
    struct reading *whole, part_read *read, void *user)
{
	struct error ignored;
	struct buf rest = { 0 };
	struct parts parts = { memo, whole, read, user };
	struct cutter cutter = {
		.layout = layout, .text = whole->content, .number = 1
	};
	bool done = may_be_cut(layout, whole->content) &&
		    read_pieces(&parts, &cutter, &rest);
	if (done) {
		struct reading last = *whole;
		last.content = buf_str(&rest);
		done = read(user, &last, &ignored);
		whole->is_lock = last.is_lock;
	}
	if (!done)
		whole->list->count = 0;
	buf_free(&rest);
	return done;
}
