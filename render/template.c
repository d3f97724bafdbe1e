/* Reads report templates. libxml2 parses (no network, no DTD: a DOCTYPE is
 * refused before it sees one); because it keeps no columns, a scan of the bytes
 * finds where each start tag and attribute stands, in the order in which the
 * parser meets them. Names and values are checked against the words of the
 * grammar first, whose messages can say "did you mean", then the whole against
 * RelaxNG. Measures, keys and sentences are resolved by render/expand.c. */
#include "render/template.h"

#include <stdio.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "base/file.h"
#include "base/near.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "render/grammar.h"

struct reading {
	struct str file;
	struct str content;
	size_t *tags; /* offset of each start tag, in document order */
	size_t tag_count;
	size_t tag_room;
	size_t next_tag;
	size_t node_count;
	size_t counted; /* offset of COUNTED_PLACE */
	struct place counted_place;
	const struct asset_folders *folders;
	struct grammar *grammar;
	struct arena *keep;
	struct error *err;
};

/* Offsets come mostly in order, so the count goes on from the last one. */
static struct place place_at(struct reading *reading, size_t offset)
{
	if (offset < reading->counted || !reading->counted_place.line) {
		reading->counted = 0;
		reading->counted_place = (struct place){ reading->file, 1, 1 };
	}
	struct place place = reading->counted_place;
	for (size_t i = reading->counted;
	     i < offset && i < reading->content.len; i++) {
		place.column++;
		if (reading->content.ptr[i] == '\n') {
			place.line++;
			place.column = 1;
		}
	}
	reading->counted = offset;
	reading->counted_place = place;
	return place;
}

/* The offset behind the next END at or after FROM, else the end. */
static size_t behind(struct str text, size_t from, struct str end)
{
	for (size_t i = from; i + end.len <= text.len; i++)
		if (memcmp(text.ptr + i, end.ptr, end.len) == 0)
			return i + end.len;
	return text.len;
}

static bool refuse_doctype(struct reading *reading, size_t at)
{
	error_at(reading->err, place_at(reading, at),
	    "expected an element, found a <!DOCTYPE>");
	return error_fix(reading->err,
	    "remove it: templates have no DTD and no entities of their own");
}

/* Start tags in order. '<' cannot stand in an attribute's value. */
static bool scan_tags(struct reading *reading)
{
	struct str text = reading->content;
	size_t i = 0;
	while (i < text.len) {
		struct str rest = str_skip(text, i);
		if (text.ptr[i] != '<') {
			i++;
		} else if (str_starts(rest, STR("<!--"))) {
			i = behind(text, i + 4, STR("-->"));
		} else if (str_starts(rest, STR("<![CDATA["))) {
			i = behind(text, i, STR("]]>"));
		} else if (str_starts(rest, STR("<?"))) {
			i = behind(text, i, STR("?>"));
		} else if (str_starts(rest, STR("<!"))) {
			return refuse_doctype(reading, i);
		} else {
			if (!str_starts(rest, STR("</"))) {
				struct {
					size_t *items;
					size_t count;
					size_t room;
				} tags = { reading->tags, reading->tag_count,
					reading->tag_room };
				VEC_PUSH(&tags, reading->keep, i);
				reading->tags = tags.items;
				reading->tag_count = tags.count;
				reading->tag_room = tags.room;
			}
			i++;
		}
	}
	return true;
}

static void note_error(void *user, xmlError *error)
{
	struct reading *reading = user;
	if (reading->err->kind != ERROR_NONE)
		return;
	size_t length = error->message ? strcspn(error->message, "\n") : 0;
	error_at(reading->err,
	    (struct place){ reading->file, error->line, error->int2 },
	    "expected well-formed XML: %.*s", (int)length,
	    error->message ? error->message : "");
}

static xmlDoc *parse_xml(struct reading *reading)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	if (!parser)
		return NULL;
	parser->_private = reading;
	xmlSetStructuredErrorFunc(reading, note_error);
	/* in UTF-8 whatever it says, as it was scanned: in another encoding a
	 * DOCTYPE would be seen here alone */
	xmlDoc *doc = xmlCtxtReadMemory(parser, reading->content.ptr,
	    (int)reading->content.len, "template", "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC);
	xmlSetStructuredErrorFunc(NULL, NULL);
	xmlFreeParserCtxt(parser);
	if (doc && reading->err->kind != ERROR_NONE) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	return doc;
}

/* Where attribute NAME stands within the tag at OFFSET. */
static size_t attribute_offset(
    const struct reading *reading, size_t offset, struct str name)
{
	struct str text = reading->content;
	char quote = 0;
	for (size_t i = offset + 1; i + name.len < text.len; i++) {
		char c = text.ptr[i];
		if (quote) {
			if (c == quote)
				quote = 0;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '>') {
			break;
		} else if (i > offset + 1 &&
			   strchr(" \t\r\n", text.ptr[i - 1]) &&
			   memcmp(text.ptr + i, name.ptr, name.len) == 0 &&
			   strchr("= \t\r\n", text.ptr[i + name.len])) {
			return i;
		}
	}
	return offset;
}

static void add_attributes(struct reading *reading, struct template_node *node,
    const xmlNode *element, size_t offset)
{
	size_t count = 0;
	for (const xmlAttr *at = element->properties; at; at = at->next)
		count++;
	node->attributes =
	    arena_array(reading->keep, count, sizeof *node->attributes);
	for (const xmlAttr *at = element->properties; at; at = at->next) {
		struct template_attribute *to =
		    &node->attributes[node->attribute_count++];
		to->name =
		    arena_str(reading->keep, str_from((const char *)at->name));
		const xmlNode *value = at->children;
		to->value = value && value->content
				? arena_str(reading->keep,
				      str_from((const char *)value->content))
				: STR("");
		to->place = place_at(
		    reading, attribute_offset(reading, offset, to->name));
	}
}

/* Runs of blanks become one; what is only blank stays one blank. */
static struct str squeeze(struct arena *keep, struct str text)
{
	char *out = arena_alloc(keep, text.len + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool blank = strchr(" \t\r\n", text.ptr[i]) != NULL;
		if (blank && length && out[length - 1] == ' ')
			continue;
		out[length] = text.ptr[i];
		if (blank)
			out[length] = ' ';
		length++;
	}
	return (struct str){ out, length };
}

static struct template_node *add_child(
    struct reading *reading, struct template_node *parent)
{
	struct template_node *node =
	    ARENA_NEW(reading->keep, struct template_node);
	node->parent = parent;
	reading->node_count++;
	if (!parent)
		return node;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

static bool too_large(struct reading *reading, int depth)
{
	struct place place = { reading->file, 0, 0 };
	if (depth > TEMPLATE_DEPTH_MAX)
		return !error_at(reading->err, place,
		    "expected at most %d levels of elements",
		    TEMPLATE_DEPTH_MAX);
	if (reading->node_count > TEMPLATE_NODES_MAX)
		return !error_at(reading->err, place,
		    "expected at most %d elements and texts",
		    TEMPLATE_NODES_MAX);
	return false;
}

static bool copy_node(struct reading *reading, struct template_node *parent,
    xmlNode *from, struct template_node **result, int depth)
{
	if (too_large(reading, depth))
		return false;
	struct template_node *node = add_child(reading, parent);
	size_t offset = reading->next_tag < reading->tag_count
			    ? reading->tags[reading->next_tag++]
			    : 0;
	*result = node;
	from->_private = node;
	node->name =
	    arena_str(reading->keep, str_from((const char *)from->name));
	node->place = place_at(reading, offset);
	add_attributes(reading, node, from, offset);
	for (xmlNode *at = from->children; at; at = at->next) {
		struct template_node *child;
		if (at->type == XML_TEXT_NODE && at->content) {
			child = add_child(reading, node);
			child->place = node->place;
			child->text = squeeze(
			    reading->keep, str_from((const char *)at->content));
		} else if (at->type == XML_ELEMENT_NODE &&
			   !copy_node(reading, node, at, &child, depth + 1)) {
			return false;
		}
	}
	return true;
}

static bool suggest(struct reading *reading, struct place place,
    const char *expected, struct str found, const struct str_list *known)
{
	struct str near = near_name(found, known->items, known->count);
	error_at(reading->err, place, "expected %s, found \"" STR_FMT "\"",
	    expected, STR_ARG(found));
	if (near.ptr)
		return error_fix(reading->err, "did you mean \"" STR_FMT "\"?",
		    STR_ARG(near));
	struct str text = STR("");
	for (size_t i = 0; i < known->count && i < 24; i++)
		text = arena_printf(reading->keep, STR_FMT "%s" STR_FMT,
		    STR_ARG(text), i ? ", " : "", STR_ARG(known->items[i]));
	return error_fix(reading->err, "one of " STR_FMT, STR_ARG(text));
}

static bool is_in(const struct str_list *list, struct str text)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i], text))
			return true;
	return false;
}

static bool check_value(struct reading *reading,
    const struct template_node *node,
    const struct template_attribute *attribute)
{
	bool many;
	char expected[96];
	const struct str_list *values = grammar_values(
	    reading->grammar, node->name, attribute->name, &many);
	struct str rest = attribute->value;
	struct str word;
	if (!values || !values->count)
		return true;
	(void)snprintf(expected, sizeof expected, "a value of %.*s",
	    (int)(attribute->name.len < 64 ? attribute->name.len : 64),
	    attribute->name.ptr);
	if (!many)
		return is_in(values, rest) || suggest(reading, attribute->place,
						  expected, rest, values);
	while (str_split(&rest, ' ', &word))
		if (word.len && !is_in(values, word))
			return suggest(
			    reading, attribute->place, expected, word, values);
	return true;
}

static bool check_words(
    struct reading *reading, const struct template_node *node)
{
	if (!node->name.ptr)
		return true;
	const struct str_list *known =
	    grammar_attributes(reading->grammar, node->name);
	if (!known)
		return suggest(reading, node->place, "an element", node->name,
		    grammar_elements(reading->grammar));
	for (size_t i = 0; i < node->attribute_count; i++) {
		const struct template_attribute *at = &node->attributes[i];
		char expected[96];
		(void)snprintf(expected, sizeof expected,
		    "an attribute of <%.*s>", (int)node->name.len,
		    node->name.ptr);
		if (!is_in(known, at->name))
			return suggest(
			    reading, at->place, expected, at->name, known);
		if (!check_value(reading, node, at))
			return false;
	}
	const struct str_list *required =
	    grammar_required(reading->grammar, node->name);
	for (size_t i = 0; i < required->count; i++)
		if (!template_get(
			node, arena_z(reading->keep, required->items[i]))
			 .ptr)
			return error_at(reading->err, node->place,
			    "expected the attribute \"" STR_FMT
			    "\" on <" STR_FMT ">, found none",
			    STR_ARG(required->items[i]), STR_ARG(node->name));
	for (const struct template_node *at = node->first; at; at = at->next)
		if (!check_words(reading, at))
			return false;
	return true;
}

static bool check_grammar(struct reading *reading, xmlDoc *doc)
{
	const void *where;
	struct error complaint = { 0 };
	if (grammar_validate(reading->grammar, doc, &where, &complaint))
		return true;
	const xmlNode *node = where;
	while (node && node->type != XML_ELEMENT_NODE)
		node = node->parent;
	const struct template_node *at = node ? node->_private : NULL;
	error_at(reading->err,
	    at ? at->place : (struct place){ reading->file, 1, 1 },
	    "expected what templates/report.rng allows: %s", complaint.message);
	return error_fix(
	    reading->err, "docs/report-templates.md says what may stand where");
}

static bool parse_checked(struct reading *reading, struct template_node **root)
{
	if (reading->content.len > TEMPLATE_BYTES_MAX)
		return error_at(reading->err,
		    (struct place){ reading->file, 0, 0 },
		    "expected at most %d bytes", TEMPLATE_BYTES_MAX);
	if (!scan_tags(reading))
		return false;
	xmlDoc *doc = parse_xml(reading);
	if (!doc)
		return reading->err->kind != ERROR_NONE
			   ? false
			   : error_at(reading->err,
				 (struct place){ reading->file, 0, 0 },
				 "expected a template, found no XML");
	bool ok =
	    copy_node(reading, NULL, xmlDocGetRootElement(doc), root, 0) &&
	    check_words(reading, *root) && check_grammar(reading, doc);
	xmlFreeDoc(doc);
	return ok;
}

bool template_parse(struct template_node **root, struct str file,
    struct str content, const struct asset_folders *folders, struct arena *keep,
    struct error *err)
{
	struct reading reading = { .file = file,
		.content = content,
		.folders = folders,
		.keep = keep,
		.err = err };
	*root = NULL;
	err->kind = ERROR_NONE;
	bool ok = grammar_open(&reading.grammar, folders, keep, err) &&
		  parse_checked(&reading, root);
	grammar_close(reading.grammar);
	return ok;
}

static bool read_file(struct template_node **root, struct str name,
    struct place from, const struct asset_folders *folders, int depth,
    struct arena *keep, struct error *err);

/* Puts what <include> names in its place. */
static bool take_in(struct template_node *include,
    const struct asset_folders *folders, int depth, struct arena *keep,
    struct error *err)
{
	struct template_node *part = NULL;
	if (depth == TEMPLATE_INCLUDES_MAX)
		return error_at(err, include->place,
		    "expected at most %d includes within each other",
		    TEMPLATE_INCLUDES_MAX);
	if (!read_file(&part, template_get(include, "name"), include->place,
		folders, depth + 1, keep, err))
		return false;
	if (!part || !template_is(part, "part"))
		return error_at(err, include->place,
		    "expected the name of a file that holds a <part>, found "
		    "\"" STR_FMT "\"",
		    STR_ARG(template_get(include, "name")));
	include->name = part->name;
	include->first = part->first;
	include->last = part->last;
	for (struct template_node *at = part->first; at; at = at->next)
		at->parent = include;
	return true;
}

static bool take_in_all(struct template_node *node,
    const struct asset_folders *folders, int depth, struct arena *keep,
    struct error *err)
{
	if (!node)
		return true;
	if (template_is(node, "include"))
		return take_in(node, folders, depth, keep, err);
	for (struct template_node *at = node->first; at; at = at->next)
		if (!take_in_all(at, folders, depth, keep, err))
			return false;
	return true;
}

/* Where the user's file of that name lies, for messages; none: built in. */
static struct str own_path(
    struct str name, const struct asset_folders *folders, struct arena *keep)
{
	if (!folders || !folders->templates.len)
		return STR_NONE;
	struct str path = path_join(keep, folders->templates,
	    arena_printf(keep, STR_FMT ".xml", STR_ARG(name)));
	return file_exists(path) ? path : STR_NONE;
}

static bool read_file(struct template_node **root, struct str name,
    struct place from, const struct asset_folders *folders, int depth,
    struct arena *keep, struct error *err)
{
	struct str content;
	struct error missing = { 0 };
	struct str file =
	    arena_printf(keep, "templates/" STR_FMT ".xml", STR_ARG(name));
	struct str own = own_path(name, folders, keep);
	if (!asset_read(&content, folders, file, keep, &missing)) {
		if (from.file.len)
			return error_at(err, from,
			    "expected the name of a template, found \"" STR_FMT
			    "\"",
			    STR_ARG(name));
		*err = missing;
		return false;
	}
	return template_parse(
		   root, own.ptr ? own : file, content, folders, keep, err) &&
	       take_in_all(*root, folders, depth, keep, err);
}

bool template_read(struct template_node **root, struct str name,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	if (str_find_byte(name, '/') < name.len)
		return error_set(err, ERROR_USAGE,
		    "a template's name has no '/', found \"" STR_FMT "\"",
		    STR_ARG(name));
	return read_file(
	    root, name, (struct place){ 0 }, folders, 0, keep, err);
}

struct str template_get(const struct template_node *node, const char *name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (str_equal_z(node->attributes[i].name, name))
			return node->attributes[i].value;
	return STR_NONE;
}

struct place template_place(const struct template_node *node, const char *name)
{
	for (size_t i = 0; i < node->attribute_count; i++)
		if (str_equal_z(node->attributes[i].name, name))
			return node->attributes[i].place;
	return node->place;
}

bool template_is(const struct template_node *node, const char *name)
{
	return node && str_equal_z(node->name, name);
}
