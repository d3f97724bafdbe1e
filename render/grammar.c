/* The grammar of templates. templates/report.rng is used in two ways: as
 * a RelaxNG schema (OASIS, 2001) for the check, and as plain XML for the words
 * it allows, so that no list of elements or attributes stands anywhere else.
 * The walk follows <ref>s and stops at nested elements; elements of one name in
 * several contexts share their attributes. */
#include "render/grammar.h"

#include <limits.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>

#include "base/map.h"
#include "base/vec.h"

#define GRAMMAR_FILE STR("templates/report.rng")
#define WALK_DEPTH_MAX 16

struct values {
	struct str_list list;
	bool many;
};

struct element {
	struct str_list attributes;
	struct str_list required;
	struct map values; /* by attribute: struct values */
};

struct grammar {
	struct arena *keep;
	struct str_list names;
	struct map elements;
	struct map defines; /* name -> xmlNode */
	xmlRelaxNG *schema;
};

static struct str attribute_of(
    struct arena *keep, const xmlNode *node, const char *name)
{
	for (const xmlAttr *at = node->properties; at; at = at->next)
		if (strcmp((const char *)at->name, name) == 0 && at->children)
			return arena_str(keep,
			    str_from((const char *)at->children->content));
	return STR_NONE;
}

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *target(const struct grammar *grammar, const xmlNode *ref)
{
	union map_value *found = map_get(
	    &grammar->defines, attribute_of(grammar->keep, ref, "name"));
	return found ? found->pointer : NULL;
}

static void add_once(struct str_list *list, struct arena *keep, struct str text)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i], text))
			return;
	VEC_PUSH(list, keep, text);
}

static void collect_values(struct grammar *grammar, struct values *values,
    const xmlNode *pattern, int depth)
{
	if (depth > WALK_DEPTH_MAX)
		return;
	for (const xmlNode *at = pattern->children; at; at = at->next) {
		if (is_named(at, "value") && at->children)
			add_once(&values->list, grammar->keep,
			    arena_str(grammar->keep,
				str_from((const char *)at->children->content)));
		else if (is_named(at, "ref") && target(grammar, at))
			collect_values(
			    grammar, values, target(grammar, at), depth + 1);
		else
			collect_values(grammar, values, at, depth + 1);
		values->many = values->many || is_named(at, "list");
	}
}

static void add_attribute(struct grammar *grammar, struct element *element,
    const xmlNode *pattern, bool optional)
{
	bool added;
	struct str name = attribute_of(grammar->keep, pattern, "name");
	add_once(&element->attributes, grammar->keep, name);
	if (!optional)
		add_once(&element->required, grammar->keep, name);
	union map_value *slot = map_put(&element->values, name, &added);
	if (added)
		slot->pointer = ARENA_NEW(grammar->keep, struct values);
	collect_values(grammar, slot->pointer, pattern, 0);
}

static bool makes_optional(const xmlNode *pattern)
{
	return is_named(pattern, "optional") || is_named(pattern, "choice") ||
	       is_named(pattern, "zeroOrMore");
}

static void collect_attributes(struct grammar *grammar, struct element *element,
    const xmlNode *pattern, bool optional, int depth)
{
	if (depth > WALK_DEPTH_MAX)
		return;
	for (const xmlNode *at = pattern->children; at; at = at->next) {
		bool free_now = optional || makes_optional(at);
		const xmlNode *inner =
		    is_named(at, "ref") ? target(grammar, at) : at;
		if (is_named(at, "attribute"))
			add_attribute(grammar, element, at, optional);
		else if (inner && !is_named(at, "element"))
			collect_attributes(
			    grammar, element, inner, free_now, depth + 1);
	}
}

static void collect_elements(struct grammar *grammar, const xmlNode *node)
{
	for (const xmlNode *at = node->children; at; at = at->next) {
		if (is_named(at, "element")) {
			bool added;
			struct str name =
			    attribute_of(grammar->keep, at, "name");
			union map_value *slot =
			    map_put(&grammar->elements, name, &added);
			if (added) {
				struct element *element =
				    ARENA_NEW(grammar->keep, struct element);
				element->values.arena = grammar->keep;
				slot->pointer = element;
				VEC_PUSH(&grammar->names, grammar->keep, name);
			}
			collect_attributes(
			    grammar, slot->pointer, at, false, 0);
		}
		collect_elements(grammar, at);
	}
}

static void collect_defines(struct grammar *grammar, xmlNode *root)
{
	for (xmlNode *at = root->children; at; at = at->next)
		if (is_named(at, "define"))
			map_put(&grammar->defines,
			    attribute_of(grammar->keep, at, "name"), NULL)
			    ->pointer = at;
}

/* Without a DTD, so that no entity is expanded. */
static xmlDoc *parse_xml(struct str text, struct error *err)
{
	xmlDoc *doc = NULL;
	if (text.len <= INT_MAX)
		doc = xmlReadMemory(text.ptr, (int)text.len, "report.rng", NULL,
		    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
			XML_PARSE_NOBLANKS);
	if (doc && !doc->intSubset)
		return doc;
	error_set(err, ERROR_INPUT,
	    doc ? STR_FMT " has a DOCTYPE" : STR_FMT " is not XML",
	    STR_ARG(GRAMMAR_FILE));
	xmlFreeDoc(doc);
	return NULL;
}

static bool read_schema(struct grammar *grammar, xmlDoc *doc, struct error *err)
{
	xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewDocParserCtxt(doc);
	if (parser) {
		xmlRelaxNGSetParserErrors(parser, NULL, NULL, NULL);
		grammar->schema = xmlRelaxNGParse(parser);
		xmlRelaxNGFreeParserCtxt(parser);
	}
	if (!grammar->schema)
		return error_set(err, ERROR_INPUT,
		    STR_FMT " is not a RelaxNG grammar", STR_ARG(GRAMMAR_FILE));
	return true;
}

bool grammar_open(struct grammar **result, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	struct str text;
	struct grammar *grammar = ARENA_NEW(keep, struct grammar);
	*result = NULL;
	grammar->keep = keep;
	grammar->elements.arena = keep;
	grammar->defines.arena = keep;
	if (!asset_read(&text, folders, GRAMMAR_FILE, keep, err))
		return false;
	xmlDoc *doc = parse_xml(text, err);
	bool done = doc && read_schema(grammar, doc, err);
	if (done) {
		collect_defines(grammar, xmlDocGetRootElement(doc));
		collect_elements(grammar, xmlDocGetRootElement(doc));
		*result = grammar;
	}
	xmlFreeDoc(doc);
	return done || error_while(err, "reading the grammar of templates");
}

void grammar_close(struct grammar *grammar)
{
	if (grammar && grammar->schema)
		xmlRelaxNGFree(grammar->schema);
}

const struct str_list *grammar_elements(const struct grammar *grammar)
{
	return &grammar->names;
}

static const struct element *find(
    const struct grammar *grammar, struct str name)
{
	union map_value *found = map_get(&grammar->elements, name);
	return found ? found->pointer : NULL;
}

const struct str_list *grammar_attributes(
    const struct grammar *grammar, struct str element)
{
	const struct element *found = find(grammar, element);
	return found ? &found->attributes : NULL;
}

const struct str_list *grammar_required(
    const struct grammar *grammar, struct str element)
{
	const struct element *found = find(grammar, element);
	return found ? &found->required : NULL;
}

const struct str_list *grammar_values(const struct grammar *grammar,
    struct str element, struct str attribute, bool *many)
{
	const struct element *found = find(grammar, element);
	union map_value *slot =
	    found ? map_get(&found->values, attribute) : NULL;
	const struct values *values = slot ? slot->pointer : NULL;
	*many = values && values->many;
	return values ? &values->list : NULL;
}

struct complaint {
	const void *node;
	char text[256];
};

/* The innermost complaint comes first and says most; its place may come with
 * the next. */
static void note(void *user, xmlError *error)
{
	struct complaint *complaint = user;
	if (!complaint->node)
		complaint->node = error->node;
	if (complaint->text[0])
		return;
	size_t length = error->message ? strcspn(error->message, "\n") : 0;
	if (length >= sizeof complaint->text)
		length = sizeof complaint->text - 1;
	memcpy(complaint->text, error->message ? error->message : "", length);
	complaint->text[length] = '\0';
}

bool grammar_validate(const struct grammar *grammar, void *doc,
    const void **node, struct error *err)
{
	struct complaint complaint = { 0 };
	*node = NULL;
	xmlRelaxNGValidCtxt *check = xmlRelaxNGNewValidCtxt(grammar->schema);
	if (!check)
		return error_set(
		    err, ERROR_SYSTEM, "libxml2 has no memory for a check");
	xmlRelaxNGSetValidStructuredErrors(check, note, &complaint);
	int result = xmlRelaxNGValidateDoc(check, doc);
	xmlRelaxNGFreeValidCtxt(check);
	if (result == 0)
		return true;
	*node = complaint.node;
	return error_set(err, ERROR_INPUT, "%s",
	    complaint.text[0] ? complaint.text : "it is not a template");
}
