/* XML 1.0 as a configuration tree, from the SAX interface of libxml2, which
 * makes no tree of its own. A DOCTYPE is read past: its DTD is not loaded, its
 * entities are not expanded, nothing is fetched. Namespaces are left out of the
 * names. */
#include "importers/conf/conf.h"

#include <libxml/entities.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

#include "base/buf.h"
#include "importers/xml/xml_watch.h"

struct reader {
	xmlParserCtxtPtr xml;
	struct arena *keep;
	struct str shown;
	struct conf *open[CONF_DEPTH_MAX]; /* outermost first */
	int depth;
	size_t nodes;
	struct buf text;      /* since the last mark */
	xmlEntity unexpanded; /* stands for all that a DOCTYPE may declare */
	bool has_doctype;
	struct error *err; /* the first problem */
	bool failed;
};

static struct str xml_str(const xmlChar *text)
{
	return str_from((const char *)text);
}

/* Ends the reading; ERR is set. */
static void fail(struct reader *reader)
{
	reader->failed = true;
	xmlStopParser(reader->xml);
}

static struct conf *add_node(
    struct reader *reader, const xmlChar *name, enum conf_kind kind)
{
	struct place place = { .file = reader->shown,
		.line = reader->xml->input->line };
	if (reader->failed)
		return NULL;
	if (reader->nodes++ == CONF_NODES_MAX)
		error_at(reader->err, place, "expected at most %d values",
		    CONF_NODES_MAX);
	else if (reader->depth == CONF_DEPTH_MAX)
		error_at(reader->err, place,
		    "expected at most %d elements inside each other",
		    CONF_DEPTH_MAX);
	else {
		struct conf *node = conf_add(reader->keep,
		    reader->open[reader->depth - 1], kind, place.line, 0);
		node->key =
		    kind == CONF_TABLE
			? arena_str(reader->keep, xml_str(name))
			: arena_printf(reader->keep, "@%s", (const char *)name);
		return node;
	}
	fail(reader);
	return NULL;
}

static void add_attribute(
    struct reader *reader, const xmlChar *name, struct str value)
{
	struct conf *node = add_node(reader, name, CONF_TEXT);
	if (node)
		node->text = arena_str(reader->keep, value);
}

/* Text in several pieces (a comment between them) is put together. */
static void end_text(struct reader *reader)
{
	struct str text = str_trim(buf_str(&reader->text));
	struct conf *node = reader->open[reader->depth - 1];
	if (text.len)
		node->text = arena_printf(reader->keep, STR_FMT STR_FMT,
		    STR_ARG(node->text), STR_ARG(text));
	reader->text.len = 0;
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int space_count, const xmlChar **spaces,
    int attribute_count, int defaulted, const xmlChar **attributes)
{
	struct reader *reader = user;
	(void)prefix;
	(void)uri;
	(void)defaulted;
	end_text(reader);
	struct conf *node = add_node(reader, name, CONF_TABLE);
	if (!node)
		return;
	reader->open[reader->depth++] = node;
	for (int i = 0; i < space_count; i++)
		add_attribute(reader,
		    spaces[2 * i] ? spaces[2 * i] : (const xmlChar *)"xmlns",
		    xml_str(spaces[2 * i + 1]));
	for (int i = 0; i < attribute_count; i++) {
		const xmlChar **part = attributes + (ptrdiff_t)5 * i;
		const char *value = (const char *)part[3];
		add_attribute(reader, part[0],
		    (struct str){
			value, (size_t)((const char *)part[4] - value) });
	}
}

static void on_end(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *reader = user;
	(void)name;
	(void)prefix;
	(void)uri;
	end_text(reader);
	if (reader->depth > 1)
		reader->depth--;
}

static void on_text(void *user, const xmlChar *text, int length)
{
	struct reader *reader = user;
	buf_add(
	    &reader->text, (struct str){ (const char *)text, (size_t)length });
}

static void on_comment(void *user, const xmlChar *text)
{
	(void)text;
	end_text(user);
}

static void on_instruction(
    void *user, const xmlChar *target, const xmlChar *data)
{
	(void)target;
	(void)data;
	end_text(user);
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *public,
    const xmlChar *system)
{
	struct reader *reader = user;
	(void)name;
	(void)public;
	(void)system;
	reader->has_doctype = true;
}

/* What a DOCTYPE may declare is passed over: an external one, which the library
 * does not fetch. */
static xmlEntityPtr find_entity(void *user, const xmlChar *name)
{
	struct reader *reader = user;
	xmlEntityPtr known = xmlGetPredefinedEntity(name);
	if (known || !reader->has_doctype)
		return known;
	return &reader->unexpanded;
}

/* In words of our own: those of the library quote the file, where a secret may
 * stand in any place. */
static const char *problem_text(int code)
{
	static const struct {
		int code;
		const char *text;
	} texts[] = {
		{ XML_ERR_TAG_NAME_MISMATCH,
		    "an end tag that is not that of the open element" },
		{ XML_ERR_TAG_NOT_FINISHED,
		    "the end of the file within an element" },
		{ XML_ERR_GT_REQUIRED, "a tag without its '>'" },
		{ XML_ERR_LTSLASH_REQUIRED, "an element without its end tag" },
		{ XML_ERR_NAME_REQUIRED, "a '<' or '&' without a name" },
		{ XML_ERR_LT_IN_ATTRIBUTE, "a '<' within an attribute" },
		{ XML_ERR_ATTRIBUTE_WITHOUT_VALUE,
		    "an attribute without value" },
		{ XML_ERR_ATTRIBUTE_NOT_STARTED,
		    "a value of an attribute without quotes" },
		{ XML_ERR_ATTRIBUTE_NOT_FINISHED,
		    "a value of an attribute without its last quote" },
		{ XML_ERR_ATTRIBUTE_REDEFINED, "an attribute twice" },
		{ XML_ERR_UNDECLARED_ENTITY, "an entity that is not declared" },
		{ XML_ERR_ENTITY_IS_EXTERNAL,
		    "an entity in an attribute, which is not expanded" },
		{ XML_ERR_ENTITYREF_SEMICOL_MISSING,
		    "an '&' that is no entity" },
		{ XML_ERR_DOCUMENT_EMPTY, "no element" },
		{ XML_ERR_DOCUMENT_END, "more behind the root element" },
		{ XML_ERR_INVALID_CHAR, "a character that XML has not" },
		{ XML_ERR_INVALID_ENCODING, "bytes that are no text" },
		{ XML_ERR_COMMENT_NOT_FINISHED, "a comment without its end" },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i].code == code)
			return texts[i].text;
	return "what is not well-formed";
}

static void note_problem(void *user, xmlErrorPtr problem)
{
	struct reader *reader = user;
	if (reader->failed || problem->level < XML_ERR_ERROR)
		return;
	error_at(reader->err,
	    (struct place){ .file = reader->shown, .line = problem->line },
	    "expected XML, found %s", problem_text(problem->code));
	fail(reader);
}

static void read_all(struct reader *reader)
{
	*reader->xml->sax = (xmlSAXHandler){
		.initialized = XML_SAX2_MAGIC,
		.internalSubset = on_doctype,
		.getEntity = find_entity,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.comment = on_comment,
		.processingInstruction = on_instruction,
		.reference = on_comment,
		.serror = note_problem,
	};
	reader->xml->userData = reader;
	xmlCtxtUseOptions(reader->xml, XML_PARSE_NONET);
	reader->xml->replaceEntities =
	    1; /* "&amp;" of attributes is one, too */
	if (xmlParseDocument(reader->xml) == 0 || reader->failed)
		return;
	reader->failed = true;
	error_at(reader->err, (struct place){ .file = reader->shown },
	    "expected XML, found something else");
}

bool conf_read_xml(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *err)
{
	struct reader reader = { .keep = keep,
		.shown = shown,
		.err = err,
		.unexpanded = { .type = XML_ENTITY_DECL,
		    .etype = XML_EXTERNAL_GENERAL_PARSED_ENTITY } };
	struct xml_watch watch = { 0 };
	struct conf *root = conf_add(keep, NULL, CONF_TABLE, 1, 1);
	*tree = NULL;
	reader.open[reader.depth++] = root;
	if (bytes.len > INT_MAX)
		return error_at(err, (struct place){ .file = shown },
		    "expected at most 2 GB, found more");
	if (!xml_watch(&watch, bytes))
		return error_at(
		    err, (struct place){ .file = shown }, XML_WATCH_SAYS);
	if (!bytes.len)
		return error_at(err, (struct place){ .file = shown, .line = 1 },
		    "expected XML, found no element");
	reader.xml = xmlCreateMemoryParserCtxt(bytes.ptr, (int)bytes.len);
	if (!reader.xml)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	read_all(&reader);
	/* what it keeps of entities, where it stopped before the end */
	xmlFreeDoc(reader.xml->myDoc);
	xmlFreeParserCtxt(reader.xml);
	xmlFree((void *)reader.unexpanded.orig); /* the library leaves it */
	buf_free(&reader.text);
	*tree = reader.failed ? NULL : root;
	return !reader.failed;
}
