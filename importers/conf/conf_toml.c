/* TOML 1.0.0 (toml.io/en/v1.0.0): tables, keys and arrays. Which table may
 * still be added to is told by flags: a header defines a table once; dotted
 * keys go on in tables that dotted keys made, in the same section; what stands
 * inline is closed. Members are found through one hash of parent and key, so
 * that no file makes the reader slow. */
#include "importers/conf/conf.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "importers/conf/toml.h"

enum {
	IS_DEFINED = 1, /* by a header */
	IS_DOTTED = 2,	/* by a dotted key */
	IS_CLOSED = 4,	/* written inline */
	IS_TABLES = 8,	/* an array of tables */
};

struct reader {
	struct toml toml;
	struct map members; /* parent and key -> struct conf */
	struct arena *scratch;
	size_t nodes;
	int depth; /* of inline values */
};

static bool read_value(struct reader *reader, struct conf *node);

/* --------------------------------------------------------------- members -- */

static union map_value *member(
    struct reader *reader, const struct conf *table, struct str key)
{
	uintptr_t place = (uintptr_t)table;
	size_t len = sizeof place + key.len;
	char *name = arena_alloc(reader->scratch, len);
	memcpy(name, &place, sizeof place);
	if (key.len)
		memcpy(name + sizeof place, key.ptr, key.len);
	union map_value *value =
	    map_put(&reader->members, (struct str){ name, len }, NULL);
	arena_reset(reader->scratch);
	return value;
}

static struct conf *add(struct reader *reader, struct conf *parent,
    struct str key, enum conf_kind kind)
{
	struct conf *node = conf_add(reader->toml.keep, parent, kind,
	    reader->toml.line, toml_column(&reader->toml));
	node->key = key;
	reader->nodes++;
	return node;
}

static struct conf *add_member(struct reader *reader, struct conf *table,
    struct str key, enum conf_kind kind, unsigned flags)
{
	struct conf *node = add(reader, table, key, kind);
	node->flags = flags;
	member(reader, table, key)->pointer = node;
	return node;
}

static bool repeated(struct reader *reader, size_t start)
{
	struct toml *toml = &reader->toml;
	struct place place = { toml->shown, toml->line,
		(int64_t)(start - toml->line_start) + 1 };
	return error_at(toml->err, place,
	    "expected a key that is not taken, found one again");
}

static bool within_limits(struct reader *reader)
{
	if (reader->nodes < CONF_NODES_MAX)
		return true;
	return toml_fail(&reader->toml, "at most 1000000 values");
}

/* ------------------------------------------------------------------ keys -- */

/* Goes from *TABLE through all parts of a dotted key but the last one, which
 * is *KEY. */
static bool walk_key(struct reader *reader, struct conf **table,
    struct str *key, size_t *start,
    struct conf *(*enter)(struct reader *, struct conf *, struct str))
{
	struct toml *toml = &reader->toml;
	for (int parts = 0;; parts++) {
		toml_skip_blanks(toml);
		*start = toml->at;
		if (parts == CONF_DEPTH_MAX)
			return toml_fail(toml, "at most 128 parts of a key");
		if (!within_limits(reader) || !toml_key(toml, key))
			return false;
		toml_skip_blanks(toml);
		if (toml_peek(toml, 0) != '.')
			return true;
		toml_take(toml);
		struct conf *next = enter(reader, *table, *key);
		if (!next)
			return repeated(reader, *start);
		*table = next;
	}
}

/* Of a header: any table that is not inline, and the last of an array. */
static struct conf *enter_by_header(
    struct reader *reader, struct conf *table, struct str key)
{
	struct conf *node = member(reader, table, key)->pointer;
	if (!node)
		return add_member(reader, table, key, CONF_TABLE, 0);
	if (node->kind == CONF_LIST && node->flags & IS_TABLES)
		return node->last;
	if (node->kind != CONF_TABLE || node->flags & IS_CLOSED)
		return NULL;
	return node;
}

/* Of a key and value: a table that no header defined. */
static struct conf *enter_by_dot(
    struct reader *reader, struct conf *table, struct str key)
{
	struct conf *node = member(reader, table, key)->pointer;
	if (!node)
		return add_member(reader, table, key, CONF_TABLE, IS_DOTTED);
	if (node->kind != CONF_TABLE || node->flags & (IS_CLOSED | IS_DEFINED))
		return NULL;
	node->flags |= IS_DOTTED;
	return node;
}

/* KEY = VALUE below TABLE. */
static bool read_pair(struct reader *reader, struct conf *table)
{
	struct toml *toml = &reader->toml;
	struct str key;
	size_t start;
	if (!walk_key(reader, &table, &key, &start, enter_by_dot))
		return false;
	if (member(reader, table, key)->pointer)
		return repeated(reader, start);
	if (toml_peek(toml, 0) != '=')
		return toml_fail(toml, "'=' after the key");
	toml_take(toml);
	toml_skip_blanks(toml);
	return read_value(reader, add_member(reader, table, key, CONF_NULL, 0));
}

/* ---------------------------------------------------------------- values -- */

static bool read_list(struct reader *reader, struct conf *list)
{
	struct toml *toml = &reader->toml;
	list->kind = CONF_LIST;
	list->flags = IS_CLOSED;
	toml_take(toml);
	for (;;) {
		if (!toml_skip_lines(toml))
			return false;
		if (toml_peek(toml, 0) == ']')
			break;
		if (!within_limits(reader) ||
		    !read_value(
			reader, add(reader, list, STR_NONE, CONF_NULL)) ||
		    !toml_skip_lines(toml))
			return false;
		if (toml_peek(toml, 0) == ']')
			break;
		if (toml_peek(toml, 0) != ',')
			return toml_fail(toml, "',' or ']'");
		toml_take(toml);
	}
	toml_take(toml);
	return true;
}

/* What dotted keys made inside is closed with it. */
static void close_table(struct conf *table)
{
	table->flags |= IS_CLOSED;
	for (struct conf *node = table->first; node; node = node->next)
		if (node->kind == CONF_TABLE && !(node->flags & IS_CLOSED))
			close_table(node);
}

static bool read_table(struct reader *reader, struct conf *table)
{
	struct toml *toml = &reader->toml;
	table->kind = CONF_TABLE;
	toml_take(toml);
	toml_skip_blanks(toml);
	while (toml_peek(toml, 0) != '}' || table->count) {
		if (!read_pair(reader, table))
			return false;
		toml_skip_blanks(toml);
		if (toml_peek(toml, 0) == '}')
			break;
		if (toml_peek(toml, 0) != ',')
			return toml_fail(toml, "',' or '}'");
		toml_take(toml);
	}
	toml_take(toml);
	close_table(table);
	return true;
}

/* NOLINTNEXTLINE(misc-no-recursion): bounded by CONF_DEPTH_MAX. */
static bool read_value(struct reader *reader, struct conf *node)
{
	struct toml *toml = &reader->toml;
	int c = toml_peek(toml, 0);
	node->line = toml->line;
	node->column = toml_column(toml);
	if (c == '"' || c == '\'') {
		node->kind = CONF_TEXT;
		return toml_string(toml, &node->text);
	}
	if (c != '[' && c != '{')
		return toml_scalar(toml, node);
	if (reader->depth == CONF_DEPTH_MAX)
		return toml_fail(toml, "at most 128 values inside each other");
	reader->depth++;
	bool done =
	    c == '[' ? read_list(reader, node) : read_table(reader, node);
	reader->depth--;
	return done;
}

/* --------------------------------------------------------------- headers -- */

/* [a.b]: new, or made by the header of a table below it. */
static struct conf *define_table(
    struct reader *reader, struct conf *table, struct str key)
{
	struct conf *node = member(reader, table, key)->pointer;
	if (!node)
		return add_member(reader, table, key, CONF_TABLE, IS_DEFINED);
	if (node->kind != CONF_TABLE || node->flags)
		return NULL;
	node->flags = IS_DEFINED;
	node->line = reader->toml.line;
	return node;
}

/* [[a.b]]: one more of an array of tables. */
static struct conf *define_element(
    struct reader *reader, struct conf *table, struct str key)
{
	struct conf *list = member(reader, table, key)->pointer;
	if (!list)
		list = add_member(reader, table, key, CONF_LIST, IS_TABLES);
	if (list->kind != CONF_LIST || !(list->flags & IS_TABLES))
		return NULL;
	struct conf *node = add(reader, list, STR_NONE, CONF_TABLE);
	node->flags = IS_DEFINED;
	return node;
}

static bool read_header(
    struct reader *reader, struct conf *root, struct conf **section)
{
	struct toml *toml = &reader->toml;
	struct conf *table = root;
	struct str key;
	size_t start;
	toml_take(toml);
	bool is_element = toml_peek(toml, 0) == '[';
	if (is_element)
		toml_take(toml);
	if (!walk_key(reader, &table, &key, &start, enter_by_header))
		return false;
	*section = is_element ? define_element(reader, table, key)
			      : define_table(reader, table, key);
	if (!*section)
		return repeated(reader, start);
	for (int i = 0; i <= is_element; i++) {
		if (toml_peek(toml, 0) != ']')
			return toml_fail(toml, is_element ? "']]'" : "']'");
		toml_take(toml);
	}
	return toml_end_line(toml);
}

static bool read_lines(struct reader *reader, struct conf *root)
{
	struct toml *toml = &reader->toml;
	struct conf *section = root;
	for (;;) {
		if (!toml_skip_lines(toml))
			return false;
		if (toml_peek(toml, 0) == TOML_END)
			return true;
		if (toml_peek(toml, 0) == '[') {
			if (!read_header(reader, root, &section))
				return false;
		} else if (!read_pair(reader, section) ||
			   !toml_end_line(toml)) {
			return false;
		}
	}
}

/* Stops at the first byte that is no UTF-8: utf8_next gives the replacement
 * for one byte then, which has three of its own. */
static bool check_bytes(struct toml *toml)
{
	struct str rest = toml->text;
	uint32_t code_point;
	size_t at = 0;
	if (utf8_is_valid(rest))
		return true;
	while (utf8_next(&rest, &code_point)) {
		size_t end = (size_t)(rest.ptr - toml->text.ptr);
		if (code_point == UTF8_REPLACEMENT && end - at == 1)
			return toml_fail_at(toml, at, "UTF-8");
		at = end;
		if (code_point == '\n') {
			toml->line++;
			toml->line_start = at;
		}
	}
	toml->line = 1;
	toml->line_start = toml->at;
	return true;
}

bool conf_read_toml(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *err)
{
	struct reader reader = {
		.toml = { .text = bytes,
		    .line = 1,
		    .shown = shown,
		    .keep = keep,
		    .err = err },
		.members = { .arena = keep },
		.scratch = arena_new(),
	};
	struct conf *root = conf_add(keep, NULL, CONF_TABLE, 1, 1);
	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		reader.toml.at = reader.toml.line_start = 3;
	bool done = check_bytes(&reader.toml) && read_lines(&reader, root);
	arena_free(reader.scratch);
	*tree = done ? root : NULL;
	return done;
}
