/* XML 1.0 (W3C), sections 2.4 to 2.8 and 3.1, as far as they say where a tag
 * ends and where in it a text is quoted. What is no XML is left to the parser.
 */
#include "importers/xml/xml_watch.h"

#include <string.h>

enum state { TEXT, TAG, SINGLE, DOUBLE, COMMENT, CDATA, INSTRUCTION };

static void begin_tag(struct xml_watch *watch)
{
	watch->state = TAG;
	watch->seen = 0;
	watch->quoted = 0;
}

/* What begins as a tag and is none. */
static bool is_head(const struct xml_watch *watch, const char *text)
{
	return watch->seen == strlen(text) &&
	       memcmp(watch->head, text, watch->seen) == 0;
}

static void take_in_tag(struct xml_watch *watch, char byte)
{
	if (byte == '<') { /* of a declaration within a DOCTYPE */
		begin_tag(watch);
		return;
	}
	if (byte == '>')
		watch->state = TEXT;
	if (byte == '"' || byte == '\'') {
		watch->state = byte == '"' ? DOUBLE : SINGLE;
		if (watch->head[0] == '!')
			watch->declared++;
		else
			watch->quoted++;
	}
	if (watch->seen == sizeof watch->head)
		return;
	watch->head[watch->seen++] = byte;
	if (is_head(watch, "!--"))
		watch->state = COMMENT;
	else if (is_head(watch, "![CDATA["))
		watch->state = CDATA;
	else if (is_head(watch, "?"))
		watch->state = INSTRUCTION;
}

static void end_at(struct xml_watch *watch, char byte, char before, char first)
{
	if (byte == '>' && watch->last[0] == before &&
	    (!first || watch->last[1] == first))
		watch->state = TEXT;
}

static void take(struct xml_watch *watch, char byte)
{
	switch ((enum state)watch->state) {
	case TEXT:
		if (byte == '<')
			begin_tag(watch);
		break;
	case TAG:
		take_in_tag(watch, byte);
		break;
	case SINGLE:
	case DOUBLE:
		if (byte == (watch->state == DOUBLE ? '"' : '\''))
			watch->state = TAG;
		break;
	case COMMENT:
		end_at(watch, byte, '-', '-');
		break;
	case CDATA:
		end_at(watch, byte, ']', ']');
		break;
	case INSTRUCTION:
		end_at(watch, byte, '?', '\0');
		break;
	}
	watch->last[1] = watch->last[0];
	watch->last[0] = byte;
}

/* The other half of a character of UTF-16 is 0 in all that matters here. */
bool xml_watch(struct xml_watch *watch, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		if (watch->state == TEXT) {
			const char *tag =
			    memchr(bytes.ptr + i, '<', bytes.len - i);
			if (!tag)
				return true;
			i = (size_t)(tag - bytes.ptr);
		}
		if (bytes.ptr[i])
			take(watch, bytes.ptr[i]);
		if (watch->quoted > XML_WATCH_MAX ||
		    watch->declared > XML_WATCH_MAX)
			return false;
	}
	return true;
}
