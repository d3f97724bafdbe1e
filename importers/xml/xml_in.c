/* The pull reader of libxml2, with the attributes of an opening tag kept
 * beside. XML 1.0 (W3C). */
#include "importers/xml/xml_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "importers/table/encoding.h"
#include "importers/xml/xml_source.h"

struct attribute {
	const char *name; /* libxml2 keeps it with the document */
	size_t start;	  /* of the value, in VALUES */
	size_t len;
};

struct xml_in {
	struct xml_source source;
	xmlTextReaderPtr xml; /* the source's */
	bool is_open_empty;   /* the last tag opened and closes at once */
	enum xml_event event;
	struct attribute attributes[XML_IN_ATTRIBUTES_MAX];
	size_t attribute_count;
	struct buf values;
	struct str shown;
	struct error broken; /* the first problem */
};

static void note_problem(void *user, const char *message,
    xmlParserSeverities severity, xmlTextReaderLocatorPtr place)
{
	struct xml_in *in = user;
	if (in->broken.kind != ERROR_NONE ||
	    xml_source_broken(&in->source, in->shown, &in->broken) ||
	    severity != XML_PARSER_SEVERITY_ERROR)
		return;
	/* the library only says that something is wrong at the end */
	if (in->source.has_ended && !in->source.part.len &&
	    xmlTextReaderDepth(in->xml) > 0) {
		error_at(&in->broken,
		    (struct place){
			.file = in->shown, .line = in->source.lines + 1 },
		    "expected closing tags, found the end of the file");
		error_fix(&in->broken,
		    "the file is cut off: copy all of it, or "
		    "write it again with its tool");
		return;
	}
	error_at(&in->broken,
	    (struct place){ .file = in->shown,
		.line = xml_source_line(&in->source, place) },
	    "expected XML, found: " STR_FMT,
	    STR_ARG(str_trim(str_from(message))));
	error_fix(&in->broken, "write the file again with its tool");
}

bool xml_in_open(struct xml_in **out, struct str path, struct str memory,
    struct str shown, struct error *err)
{
	*out = NULL;
	struct xml_in *in = must_have(calloc(1, sizeof *in));
	if (!xml_source_open(&in->source, path, memory, " \t\r", err)) {
		free(in);
		return false;
	}
	in->xml = in->source.xml;
	in->shown = shown;
	in->broken.kind = ERROR_NONE;
	xmlTextReaderSetErrorHandler(in->xml, note_problem, in);
	*out = in;
	return true;
}

void xml_in_close(struct xml_in *in)
{
	if (!in)
		return;
	xml_source_close(&in->source);
	buf_free(&in->values);
	free(in);
}

static void read_attributes(struct xml_in *in)
{
	in->attribute_count = 0;
	buf_clear(&in->values);
	while (in->attribute_count < XML_IN_ATTRIBUTES_MAX &&
	       xmlTextReaderMoveToNextAttribute(in->xml) == 1 &&
	       xml_source_attribute(&in->source, in->shown, &in->broken)) {
		struct str value =
		    str_from((const char *)xmlTextReaderConstValue(in->xml));
		in->attributes[in->attribute_count++] = (struct attribute){
			.name =
			    (const char *)xmlTextReaderConstLocalName(in->xml),
			.start = in->values.len,
			.len = value.len,
		};
		buf_add(&in->values, value);
	}
	xmlTextReaderMoveToElement(in->xml);
}

static enum xml_event too_deep(struct xml_in *in)
{
	error_at(&in->broken,
	    (struct place){ .file = in->shown, .line = xml_in_line(in) },
	    "expected at most %d elements inside each other, found more",
	    XML_IN_DEPTH_MAX);
	return XML_IN_ERROR;
}

/* What the node at hand is; XML_IN_END for one of no interest. */
static enum xml_event event_of(struct xml_in *in)
{
	switch (xmlTextReaderNodeType(in->xml)) {
	case XML_READER_TYPE_ELEMENT:
		if (xmlTextReaderDepth(in->xml) >= XML_IN_DEPTH_MAX)
			return too_deep(in);
		in->is_open_empty = xmlTextReaderIsEmptyElement(in->xml) == 1;
		read_attributes(in);
		return XML_IN_OPEN;
	case XML_READER_TYPE_END_ELEMENT:
		return XML_IN_CLOSE;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
		return XML_IN_TEXT;
	default:
		return XML_IN_END;
	}
}

enum xml_event xml_in_next(struct xml_in *in)
{
	if (in->is_open_empty) {
		in->is_open_empty = false;
		return in->event = XML_IN_CLOSE;
	}
	int more;
	in->event = XML_IN_END;
	while (
	    in->event == XML_IN_END && (more = xmlTextReaderRead(in->xml)) != 0)
		in->event = more == 1 ? event_of(in) : XML_IN_ERROR;
	if (in->broken.kind != ERROR_NONE ||
	    xml_source_broken(&in->source, in->shown, &in->broken))
		in->event = XML_IN_ERROR;
	return in->event;
}

bool xml_in_fail(const struct xml_in *in, struct error *err)
{
	if (in->broken.kind == ERROR_NONE)
		return error_at(err, (struct place){ .file = in->shown },
		    "expected XML, found something else");
	*err = in->broken;
	return false;
}

enum xml_event xml_in_next_tag(struct xml_in *in)
{
	enum xml_event event;
	while ((event = xml_in_next(in)) == XML_IN_TEXT)
		;
	return event;
}

int xml_in_depth(const struct xml_in *in)
{
	return xmlTextReaderDepth(in->xml);
}

int64_t xml_in_line(const struct xml_in *in)
{
	const xmlNode *node = xmlTextReaderCurrentNode(in->xml);
	return node ? xmlGetLineNo(node) : 0;
}

struct str xml_in_name(const struct xml_in *in)
{
	return str_from((const char *)xmlTextReaderConstLocalName(in->xml));
}

struct str xml_in_text(const struct xml_in *in)
{
	return str_from((const char *)xmlTextReaderConstValue(in->xml));
}

struct str xml_in_attribute(const struct xml_in *in, const char *name)
{
	for (size_t i = 0; i < in->attribute_count; i++)
		if (!strcmp(in->attributes[i].name, name))
			return str_slice(buf_str(&in->values),
			    in->attributes[i].start,
			    in->attributes[i].start + in->attributes[i].len);
	return STR_NONE;
}

int64_t xml_in_bytes_read(const struct xml_in *in)
{
	return text_bytes_read(in->source.stream);
}
