/* One pass over the text. Whatever is not plain ends it: a byte that XML has
 * not, an entity, a DOCTYPE, an instruction, CDATA, a prefix of an element.
 * What libxml2 would find wrong is not plain either,
 * so that there are no messages here. XML 1.0, fifth edition, sections 2.1 to
 * 2.6 and 3.1, in part. */
#include "importers/conf/xml_plain.h"

#include <string.h>

#include "base/utf8.h"

enum {
	DEPTH_MAX = CONF_DEPTH_MAX / 2,
	NODES_MAX = CONF_NODES_MAX / 2,
	LINES_MAX = 60000,   /* libxml2 counts further in another way */
	TEXT_MAX = 256,	     /* longer ones come in pieces there */
	ATTRIBUTES_MAX = 32, /* of an element */
};

struct plain {
	struct str rest;
	struct arena *keep;
	struct conf *open[DEPTH_MAX]; /* outermost first; the tree itself */
	int depth;
	size_t nodes;
	int64_t line;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name_byte(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

/* Takes COUNT bytes, of which lines are counted. */
static struct str take(struct plain *plain, size_t count)
{
	struct str taken = str_slice(plain->rest, 0, count);
	struct str rest = taken;
	size_t at;
	while ((at = str_find_byte(rest, '\n')) < rest.len) {
		plain->line++;
		rest = str_skip(rest, at + 1);
	}
	plain->rest = str_skip(plain->rest, count);
	return taken;
}

static bool take_mark(struct plain *plain, struct str mark)
{
	if (!str_starts(plain->rest, mark))
		return false;
	plain->rest = str_skip(plain->rest, mark.len);
	return true;
}

/* Whether there was one. */
static bool take_blanks(struct plain *plain)
{
	size_t count = 0;
	while (count < plain->rest.len && is_blank(plain->rest.ptr[count]))
		count++;
	take(plain, count);
	return count > 0;
}

/* Without prefix; none: there is something else. */
static struct str take_name(struct plain *plain)
{
	size_t len = 0;
	if (plain->rest.len && is_letter(plain->rest.ptr[0]))
		while (
		    len < plain->rest.len && is_name_byte(plain->rest.ptr[len]))
			len++;
	return take(plain, len);
}

/* ------------------------------------------------------------------ text -- */

/* Bytes that no text may hold; with others than ASCII only as UTF-8. */
static bool is_text(struct str bytes)
{
	bool wide = false;
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		if ((c < ' ' && !is_blank((char)c)) || c == 0x7F)
			return false;
		wide |= c > 0x7F;
	}
	/* U+FFFE and U+FFFF are no characters of XML */
	return !wide || (utf8_is_valid(bytes) &&
			    !str_contains(bytes, STR("\xEF\xBF\xBE")) &&
			    !str_contains(bytes, STR("\xEF\xBF\xBF")));
}

/* Up to the next '<'. */
static bool read_text(struct plain *plain)
{
	struct conf *node = plain->open[plain->depth - 1];
	struct str text =
	    str_trim(take(plain, str_find_byte(plain->rest, '<')));
	if (!text.len)
		return true;
	if (plain->depth == 1 || node->text.len || text.len > TEXT_MAX ||
	    str_find_byte(text, '&') < text.len ||
	    str_find_byte(text, '\r') < text.len ||
	    str_contains(text, STR("]]>")))
		return false;
	node->text = text;
	return true;
}

/* Behind "<!--". */
static bool read_comment(struct plain *plain)
{
	size_t end = str_find(plain->rest, STR("--"));
	take(plain, end);
	return take_mark(plain, STR("-->"));
}

/* -------------------------------------------------------------- elements -- */

static bool add_node(struct plain *plain, struct conf **node,
    struct conf *parent, enum conf_kind kind)
{
	if (plain->nodes++ == NODES_MAX || plain->line > LINES_MAX)
		return false;
	*node = conf_add(plain->keep, parent, kind, plain->line, 0);
	return true;
}

struct attribute {
	struct str prefix; /* "" none */
	struct str name;
	struct str value;
};

struct attributes {
	struct attribute items[ATTRIBUTES_MAX];
	size_t count;
};

/* Of an attribute each blank is a space (section 3.3.3). */
static struct str normalised(struct plain *plain, struct str value)
{
	char *copy = arena_alloc_raw(plain->keep, value.len);
	size_t len = 0;
	for (size_t i = 0; i < value.len; i++) {
		bool ends = i + 1 == value.len;
		if (value.ptr[i] == '\r' && !ends && value.ptr[i + 1] == '\n')
			continue;
		copy[len++] = value.ptr[i];
		if (is_blank(value.ptr[i]))
			copy[len - 1] = ' ';
	}
	return (struct str){ copy, len };
}

static bool read_value(struct plain *plain, struct str *value)
{
	char quote = plain->rest.len ? plain->rest.ptr[0] : '\0';
	bool has_blanks = false;
	if (quote != '"' && quote != '\'')
		return false;
	plain->rest = str_skip(plain->rest, 1);
	*value = take(plain, str_find_byte(plain->rest, quote));
	for (size_t i = 0; i < value->len; i++) {
		char c = value->ptr[i];
		if (c == '<' || c == '&')
			return false;
		has_blanks |= c != ' ' && is_blank(c);
	}
	if (has_blanks)
		*value = normalised(plain, *value);
	return take_mark(plain, (struct str){ &quote, 1 });
}

/* A name of a namespace, when there can be no doubt about it. */
static bool is_namespace(struct str value)
{
	const struct str start = STR("http://");
	struct str rest = str_skip(value, start.len);
	if (str_equal_z(value, "http://www.w3.org/2001/XMLSchema-instance"))
		return true;
	if (!str_starts(value, start) || !rest.len || !is_letter(rest.ptr[0]) ||
	    str_starts(rest, STR("www.w3.org")))
		return false;
	for (size_t i = 0; i < rest.len; i++)
		if (!is_name_byte(rest.ptr[i]) && rest.ptr[i] != '/')
			return false;
	return true;
}

static bool is_declaration(const struct attribute *one)
{
	return str_equal_z(one->prefix.len ? one->prefix : one->name, "xmlns");
}

static bool is_reserved(const struct attribute *one)
{
	const struct str start = STR("xml");
	return is_declaration(one)
		   ? one->prefix.len && str_starts(one->name, start)
		   : str_starts(one->name, start) ||
			 str_starts(one->prefix, start);
}

/* Names of one element differ, and so do their parts behind the prefix. */
static bool is_fresh(const struct attributes *list, const struct attribute *one)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i].name, one->name))
			return false;
	return true;
}

static bool read_attribute(struct plain *plain, struct attribute *one)
{
	if (take_mark(plain, STR(":"))) {
		one->prefix = one->name;
		one->name = take_name(plain);
	}
	take_blanks(plain);
	if (!one->name.len || !take_mark(plain, STR("=")))
		return false;
	take_blanks(plain);
	return read_value(plain, &one->value) && !is_reserved(one) &&
	       (!is_declaration(one) || is_namespace(one->value));
}

/* Prefixes are those that the same element declares. */
static bool are_declared(const struct attributes *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct attribute *one = &list->items[i];
		bool found = !one->prefix.len || is_declaration(one);
		for (size_t k = 0; k < list->count; k++)
			found |= is_declaration(&list->items[k]) &&
				 str_equal(list->items[k].name, one->prefix);
		if (!found)
			return false;
	}
	return true;
}

static bool read_attributes(struct plain *plain, struct attributes *list)
{
	list->count = 0;
	while (take_blanks(plain)) {
		struct attribute one = { .name = take_name(plain) };
		if (!one.name.len)
			break;
		if (list->count == ATTRIBUTES_MAX ||
		    !read_attribute(plain, &one) || !is_fresh(list, &one))
			return false;
		list->items[list->count++] = one;
	}
	return are_declared(list);
}

static bool add_attribute(
    struct plain *plain, struct conf *parent, const struct attribute *one)
{
	struct conf *node;
	size_t len = one->name.len + 1;
	if (!add_node(plain, &node, parent, CONF_TEXT))
		return false;
	char *key = arena_alloc_raw(plain->keep, len);
	key[0] = '@';
	memcpy(key + 1, one->name.ptr, one->name.len);
	node->key = (struct str){ key, len };
	node->text = one->value;
	return true;
}

/* libxml2 tells of declarations first. */
static bool add_attributes(
    struct plain *plain, struct conf *parent, const struct attributes *list)
{
	for (int declares = 1; declares >= 0; declares--)
		for (size_t i = 0; i < list->count; i++)
			if (is_declaration(&list->items[i]) == declares &&
			    !add_attribute(plain, parent, &list->items[i]))
				return false;
	return true;
}

/* Behind '<'. Its line is that of the end of the tag, as libxml2 has it. */
static bool read_start(struct plain *plain)
{
	struct attributes attributes;
	struct conf *node;
	struct conf *parent = plain->open[plain->depth - 1];
	struct str name = take_name(plain);
	if (!name.len || (plain->depth == 1 && parent->count) ||
	    plain->depth == DEPTH_MAX || !read_attributes(plain, &attributes))
		return false;
	bool empty = take_mark(plain, STR("/"));
	if (!take_mark(plain, STR(">")) ||
	    !add_node(plain, &node, parent, CONF_TABLE))
		return false;
	node->key = name;
	if (!empty)
		plain->open[plain->depth++] = node;
	return add_attributes(plain, node, &attributes);
}

/* Behind "</". */
static bool read_end(struct plain *plain)
{
	struct str name = take_name(plain);
	take_blanks(plain);
	return plain->depth > 1 && take_mark(plain, STR(">")) &&
	       str_equal(name, plain->open[--plain->depth]->key);
}

/* ----------------------------------------------------------------- whole -- */

/* A mark of UTF-8, then <?xml ...?> as tools write it; both may be missing. */
static bool read_declaration(struct plain *plain)
{
	static const char *const versions[] = { " version=\"1.0\"",
		" version='1.0'" };
	static const char *const encodings[] = { " encoding=\"utf-8\"",
		" encoding=\"UTF-8\"", " encoding='utf-8'",
		" encoding='UTF-8'" };
	bool found = false;
	take_mark(plain, STR("\xEF\xBB\xBF"));
	if (!take_mark(plain, STR("<?xml")))
		return true;
	for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
		found = found || take_mark(plain, str_from(versions[i]));
	for (size_t i = 0; i < sizeof encodings / sizeof encodings[0]; i++)
		if (take_mark(plain, str_from(encodings[i])))
			break;
	return found && take_mark(plain, STR("?>"));
}

static bool read_all(struct plain *plain)
{
	while (plain->rest.len) {
		bool done;
		if (plain->rest.ptr[0] != '<')
			done = read_text(plain);
		else if (take_mark(plain, STR("<!--")))
			done = read_comment(plain);
		else if (take_mark(plain, STR("</")))
			done = read_end(plain);
		else
			done = take_mark(plain, STR("<")) && read_start(plain);
		if (!done)
			return false;
	}
	return plain->depth == 1 && plain->open[0]->count == 1;
}

bool xml_plain_read(struct conf **tree, struct str bytes, struct arena *keep)
{
	struct plain plain = { .rest = bytes, .keep = keep, .line = 1 };
	struct conf *root = conf_add(keep, NULL, CONF_TABLE, 1, 1);
	plain.open[plain.depth++] = root;
	if (!is_text(bytes) || !read_declaration(&plain) || !read_all(&plain))
		return false;
	*tree = root;
	return true;
}
