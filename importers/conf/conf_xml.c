/* XML 1.0 as a configuration tree: plain files are read by xml_plain.c, all
 * others by the pull reader of libxml2. A DOCTYPE is read past: its DTD is not
 * loaded, its entities are not expanded, nothing is fetched. Namespaces are
 * left out of the names. */
#include "importers/conf/conf.h"

#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <limits.h>

#include "importers/conf/xml_plain.h"

struct reader {
	xmlTextReaderPtr xml;
	struct arena *keep;
	struct str shown;
	struct conf *open[CONF_DEPTH_MAX]; /* outermost first */
	int depth;
	size_t nodes;
	int64_t line;	   /* of the element */
	struct error *err; /* the first problem that the library tells */
	bool failed;
};

static struct str xml_str(const xmlChar *text)
{
	return str_from((const char *)text);
}

static bool add_node(struct reader *reader, struct conf **node,
    enum conf_kind kind, struct error *err)
{
	struct place place = { .file = reader->shown, .line = reader->line };
	if (reader->nodes++ == CONF_NODES_MAX)
		return error_at(
		    err, place, "expected at most %d values", CONF_NODES_MAX);
	if (reader->depth == CONF_DEPTH_MAX)
		return error_at(err, place,
		    "expected at most %d elements inside each other",
		    CONF_DEPTH_MAX);
	*node = conf_add(
	    reader->keep, reader->open[reader->depth - 1], kind, place.line, 0);
	return true;
}

static bool add_attributes(struct reader *reader, struct error *err)
{
	while (xmlTextReaderMoveToNextAttribute(reader->xml) == 1) {
		struct conf *node;
		if (!add_node(reader, &node, CONF_TEXT, err))
			return false;
		node->key = arena_printf(reader->keep, "@%s",
		    (const char *)xmlTextReaderConstLocalName(reader->xml));
		node->text = arena_str(reader->keep,
		    xml_str(xmlTextReaderConstValue(reader->xml)));
	}
	xmlTextReaderMoveToElement(reader->xml);
	return true;
}

static bool add_element(struct reader *reader, struct error *err)
{
	struct conf *node;
	bool empty = xmlTextReaderIsEmptyElement(reader->xml) == 1;
	reader->line = xmlGetLineNo(xmlTextReaderCurrentNode(reader->xml));
	if (!add_node(reader, &node, CONF_TABLE, err))
		return false;
	node->key = arena_str(
	    reader->keep, xml_str(xmlTextReaderConstLocalName(reader->xml)));
	reader->open[reader->depth++] = node;
	if (!add_attributes(reader, err))
		return false;
	if (empty)
		reader->depth--;
	return true;
}

/* Text in several pieces (a comment between them) is put together. */
static void add_text(struct reader *reader)
{
	struct str text =
	    str_trim(xml_str(xmlTextReaderConstValue(reader->xml)));
	struct conf *node = reader->open[reader->depth - 1];
	if (text.len)
		node->text = arena_printf(reader->keep, STR_FMT STR_FMT,
		    STR_ARG(node->text), STR_ARG(text));
}

static bool add(struct reader *reader, struct error *err)
{
	int type = xmlTextReaderNodeType(reader->xml);
	if (type == XML_READER_TYPE_ELEMENT)
		return add_element(reader, err);
	if (type == XML_READER_TYPE_END_ELEMENT && reader->depth > 1)
		reader->depth--;
	else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA)
		add_text(reader);
	return true;
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

static void note_problem(void *user, const char *message,
    xmlParserSeverities severity, xmlTextReaderLocatorPtr place)
{
	const xmlError *last = xmlGetLastError();
	(void)message;
	struct reader *reader = user;
	if (reader->failed || severity != XML_PARSER_SEVERITY_ERROR)
		return;
	reader->failed = true;
	error_at(reader->err,
	    (struct place){ .file = reader->shown,
		.line = xmlTextReaderLocatorLineNumber(place) },
	    "expected XML, found %s", problem_text(last ? last->code : 0));
}

static bool read_all(struct reader *reader, struct error *err)
{
	int more = 1;
	while (!reader->failed && (more = xmlTextReaderRead(reader->xml)) == 1)
		if (!add(reader, err))
			return false;
	if (!reader->failed && more != 0)
		return error_at(err, (struct place){ .file = reader->shown },
		    "expected XML, found something else");
	return !reader->failed;
}

bool xml_library_read(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *err)
{
	struct reader reader = { .keep = keep, .shown = shown, .err = err };
	struct conf *root = conf_add(keep, NULL, CONF_TABLE, 1, 1);
	*tree = NULL;
	reader.open[reader.depth++] = root;
	if (bytes.len > INT_MAX)
		return error_at(err, (struct place){ .file = shown },
		    "expected at most 2 GB, found more");
	reader.xml = xmlReaderForMemory(bytes.ptr, (int)bytes.len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
	if (!reader.xml)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	xmlTextReaderSetErrorHandler(reader.xml, note_problem, &reader);
	bool done = read_all(&reader, err);
	xmlFreeTextReader(reader.xml);
	*tree = done ? root : NULL;
	return done;
}

bool conf_read_xml(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *err)
{
	return xml_plain_read(tree, bytes, keep) ||
	       xml_library_read(tree, bytes, shown, keep, err);
}
