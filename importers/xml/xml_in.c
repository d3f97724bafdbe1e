/* The pull reader of libxml2 over a text in any encoding: it is given UTF-8,
 * with blanks for the control characters that XML does not allow and tools
 * write all the same. XML 1.0 (W3C). */
#include "importers/xml/xml_in.h"

#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "importers/table/encoding.h"

enum {
	/* The library takes what it is given as a whole: of a file that breaks
	 * off early, its first elements come only when they are given apart. */
	FIRST_BYTES = 4096,
	FIRST_PIECE = 64,
};

struct attribute {
	const char *name; /* libxml2 keeps it with the document */
	size_t start;	  /* of the value, in VALUES */
	size_t len;
};

struct xml_in {
	xmlTextReaderPtr xml;
	struct text_stream *stream;
	struct str part; /* not given yet */
	bool has_ended;
	bool has_begun;
	size_t given;	    /* up to FIRST_BYTES */
	int64_t lines;	    /* line ends given */
	bool is_open_empty; /* the last tag opened and closes at once */
	enum xml_event event;
	struct attribute attributes[XML_IN_ATTRIBUTES_MAX];
	size_t attribute_count;
	struct buf values;
	struct str shown;
	struct error broken; /* the first problem */
};

static void replace_controls(char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		unsigned char c = (unsigned char)bytes[i];
		if (c < ' ' && c != '\n' && c != '\t' && c != '\r')
			bytes[i] = ' ';
	}
}

static int give_bytes(void *user, char *buffer, int length)
{
	struct xml_in *in = user;
	while (!in->part.len && !in->has_ended) {
		if (!text_next(in->stream, &in->part, &in->broken))
			return -1;
		in->has_ended = in->part.len == 0;
		/* Blanks before the declaration are wrong, and common. */
		while (!in->has_begun && in->part.len &&
		       strchr(" \t\r", in->part.ptr[0]))
			in->part = str_skip(in->part, 1);
		in->has_begun |= in->part.len > 0;
	}
	size_t room = (size_t)length;
	if (in->given < FIRST_BYTES && room > FIRST_PIECE)
		room = FIRST_PIECE;
	struct str taken = str_slice(in->part, 0, room);
	in->given += in->given < FIRST_BYTES ? taken.len : 0;
	if (taken.len)
		memcpy(buffer, taken.ptr, taken.len);
	replace_controls(buffer, taken.len);
	for (size_t i = 0; i < taken.len; i++)
		in->lines += buffer[i] == '\n';
	in->part = str_skip(in->part, taken.len);
	return (int)taken.len;
}

static int end_bytes(void *user)
{
	(void)user;
	return 0;
}

static void note_problem(void *user, const char *message,
    xmlParserSeverities severity, xmlTextReaderLocatorPtr place)
{
	struct xml_in *in = user;
	if (in->broken.kind != ERROR_NONE ||
	    severity != XML_PARSER_SEVERITY_ERROR)
		return;
	/* the library only says that something is wrong at the end */
	if (in->has_ended && !in->part.len && xmlTextReaderDepth(in->xml) > 0) {
		error_at(&in->broken,
		    (struct place){ .file = in->shown, .line = in->lines + 1 },
		    "expected closing tags, found the end of the file");
		error_fix(&in->broken,
		    "the file is cut off: copy all of it, or "
		    "write it again with its tool");
		return;
	}
	error_at(&in->broken,
	    (struct place){ .file = in->shown,
		.line = xmlTextReaderLocatorLineNumber(place) },
	    "expected XML, found: " STR_FMT,
	    STR_ARG(str_trim(str_from(message))));
	error_fix(&in->broken, "write the file again with its tool");
}

bool xml_in_open(struct xml_in **out, struct str path, struct str memory,
    struct str shown, struct error *err)
{
	struct encoding encoding;
	struct text_stream *stream;
	*out = NULL;
	if (!encoding_detect(&encoding, path, memory, err) ||
	    !text_open(&stream, path, memory, encoding, err))
		return false;
	struct xml_in *in = calloc(1, sizeof *in);
	if (!in) {
		text_close(stream);
		return error_set(err, ERROR_SYSTEM, "out of memory");
	}
	in->stream = stream;
	in->shown = shown;
	in->broken.kind = ERROR_NONE;
	in->xml = xmlReaderForIO(give_bytes, end_bytes, in, NULL, "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES |
		XML_PARSE_IGNORE_ENC);
	if (!in->xml) {
		xml_in_close(in);
		return error_set(err, ERROR_SYSTEM, "out of memory");
	}
	xmlTextReaderSetErrorHandler(in->xml, note_problem, in);
	*out = in;
	return true;
}

void xml_in_close(struct xml_in *in)
{
	if (!in)
		return;
	xmlFreeTextReader(in->xml);
	text_close(in->stream);
	buf_free(&in->values);
	free(in);
}

static void read_attributes(struct xml_in *in)
{
	in->attribute_count = 0;
	buf_clear(&in->values);
	while (in->attribute_count < XML_IN_ATTRIBUTES_MAX &&
	       xmlTextReaderMoveToNextAttribute(in->xml) == 1) {
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
	if (in->broken.kind != ERROR_NONE)
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
	return text_bytes_read(in->stream);
}
