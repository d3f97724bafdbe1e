/* By GMime (RFC 2045 to 2047), which takes any bytes. See parts.h. */
#include "render/mail/parts.h"

#include <gmime/gmime.h>

struct parts {
	struct str *text;
	struct str *html;
	struct arena *keep;
};

/* The first of each kind, as its bytes are: UTF-8. */
static void take_part(GMimeObject *parent, GMimeObject *part, gpointer user)
{
	struct parts *parts = user;
	GMimeContentType *type = g_mime_object_get_content_type(part);
	struct str *into =
	    g_mime_content_type_is_type(type, "text", "html")	 ? parts->html
	    : g_mime_content_type_is_type(type, "text", "plain") ? parts->text
								 : NULL;
	(void)parent;
	if (!into || into->ptr || !GMIME_IS_PART(part))
		return;
	GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
	GMimeStream *memory = g_mime_stream_mem_new();
	if (content)
		g_mime_data_wrapper_write_to_stream(content, memory);
	GByteArray *bytes =
	    g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
	*into = arena_str(
	    parts->keep, (struct str){ (const char *)bytes->data, bytes->len });
	g_object_unref(memory);
}

bool mail_parts(
    struct str *text, struct str *html, struct str message, struct arena *keep)
{
	struct parts parts = { text, html, keep };
	*text = *html = STR_NONE;
	GMimeStream *stream =
	    g_mime_stream_mem_new_with_buffer(message.ptr, message.len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *found = g_mime_parser_construct_message(parser, NULL);
	if (found) {
		g_mime_message_foreach(found, take_part, &parts);
		g_object_unref(found);
	}
	g_object_unref(parser);
	g_object_unref(stream);
	return found != NULL;
}
