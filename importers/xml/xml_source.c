/* Text is read part by part and handed on. A DOCTYPE is read past: its DTD is
 * not loaded and nothing is fetched. XML 1.0 (W3C). */
#include "importers/xml/xml_source.h"

#include <string.h>

#include "importers/table/encoding.h"

enum {
	/* The library takes what it is given as a whole: of a file that breaks
	 * off early, its first elements come only when they are given apart. */
	FIRST_BYTES = 4096,
	FIRST_PIECE = 64,
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
	struct xml_source *source = user;
	while (!source->part.len && !source->has_ended) {
		if (!text_next(source->stream, &source->part, &source->broken))
			return -1;
		source->has_ended = source->part.len == 0;
		while (!source->has_begun && source->part.len &&
		       strchr(source->blanks, source->part.ptr[0]))
			source->part = str_skip(source->part, 1);
		source->has_begun |= source->part.len > 0;
	}
	size_t room = (size_t)length;
	if (source->given < FIRST_BYTES && room > FIRST_PIECE)
		room = FIRST_PIECE;
	struct str taken = str_slice(source->part, 0, room);
	source->given += source->given < FIRST_BYTES ? taken.len : 0;
	if (taken.len)
		memcpy(buffer, taken.ptr, taken.len);
	replace_controls(buffer, taken.len);
	for (size_t i = 0; i < taken.len; i++)
		source->lines += buffer[i] == '\n';
	source->part = str_skip(source->part, taken.len);
	if (!xml_watch(&source->watch, (struct str){ buffer, taken.len })) {
		error_set(&source->broken, ERROR_INPUT, XML_WATCH_SAYS);
		return -1;
	}
	return (int)taken.len;
}

static int end_bytes(void *user)
{
	(void)user;
	return 0;
}

bool xml_source_open(struct xml_source *source, struct str path,
    struct str memory, const char *blanks, struct error *err)
{
	struct encoding encoding;
	*source =
	    (struct xml_source){ .blanks = blanks, .broken.kind = ERROR_NONE };
	if (!encoding_detect(&encoding, path, memory, err) ||
	    !text_open(&source->stream, path, memory, encoding, err))
		return false;
	source->xml =
	    xmlReaderForIO(give_bytes, end_bytes, source, NULL, "UTF-8",
		XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES |
		    XML_PARSE_IGNORE_ENC);
	if (source->xml)
		return true;
	text_close(source->stream);
	return error_set(err, ERROR_SYSTEM, "out of memory");
}

void xml_source_close(struct xml_source *source)
{
	xmlFreeTextReader(source->xml);
	text_close(source->stream);
}

bool xml_source_broken(
    const struct xml_source *source, struct str shown, struct error *broken)
{
	if (source->broken.kind == ERROR_NONE)
		return false;
	*broken = source->broken;
	if (broken->kind == ERROR_INPUT && !broken->file[0]) {
		error_at(broken,
		    (struct place){ .file = shown, .line = source->lines + 1 },
		    "%s", source->broken.message);
		error_fix(broken, "write the file again with its tool");
	}
	return true;
}

bool xml_source_attribute(
    const struct xml_source *source, struct str shown, struct error *broken)
{
	const xmlNode *attribute = xmlTextReaderCurrentNode(source->xml);
	if (!attribute || attribute->type != XML_ATTRIBUTE_NODE)
		return true;
	const xmlNode *part = attribute->children;
	while (part && part->type != XML_ENTITY_REF_NODE)
		part = part->next;
	if (!part)
		return true;
	error_at(broken,
	    (struct place){
		.file = shown, .line = xmlGetLineNo(attribute->parent) },
	    "expected XML, found an entity in an attribute, which is not "
	    "expanded");
	return error_fix(broken,
	    "write its text in its place, and the file without a DOCTYPE");
}

int64_t xml_source_line(
    const struct xml_source *source, xmlTextReaderLocatorPtr place)
{
	int64_t line = xmlTextReaderLocatorLineNumber(place);
	if (line <= 0)
		line = xmlTextReaderGetParserLineNumber(source->xml);
	if (line <= 0 && xmlTextReaderCurrentNode(source->xml))
		line = xmlGetLineNo(xmlTextReaderCurrentNode(source->xml));
	return line > 0 ? line : 1;
}
