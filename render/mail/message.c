/* The message around the parts, put together and encoded by GMime (RFC 2045 to
 * 2047, 2183, 2387, 5322): multipart/mixed where files go with it, in it
 * multipart/alternative with the text first, in that multipart/related where
 * the HTML has pictures. Whatever GMime would draw at random (boundaries, ids)
 * or take from the clock or the locale is set here. */
#include <gmime/gmime.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/memory.h"
#include "render/mail/encoded.h"
#include "render/mail/writer.h"

#define ID_DIGITS 32
#define CHARSET "utf-8"

struct message {
	const struct mail *mail;
	struct arena *scratch;
	struct str digest; /* of all parts, for boundaries */
	int boundaries;
};

/* GLib calls this with what it cannot live without, and aborts: pango, too,
 * where no thread can be started. */
static void tell_log(
    const char *domain, GLogLevelFlags level, const char *text, void *user)
{
	if ((level & G_LOG_LEVEL_ERROR) && strstr(text, "thread"))
		memory_lost();
	g_log_default_handler(domain, level, text, user);
}

void mail_set_up(void)
{
	g_log_set_default_handler(tell_log, NULL);
	g_mime_init();
}

struct str mail_id(struct mail_address from, const struct str *parts,
    size_t count, struct arena *keep)
{
	char digits[HASH_HEX_SIZE];
	struct hash *hash = hash_new(keep);
	for (size_t i = 0; i < count; i++)
		hash_add_field(hash, parts[i]);
	hash_end(hash, digits);
	size_t at = str_find_byte(from.address, '@');
	return arena_printf(keep, "%.*s" STR_FMT, ID_DIGITS, digits,
	    STR_ARG(str_skip(from.address, at)));
}

/* ----------------------------------------------------------------- parts -- */

static GMimeObject *new_part(const char *type, const char *subtype,
    struct str content, GMimeContentEncoding encoding)
{
	GMimePart *part = g_mime_part_new_with_type(type, subtype);
	GMimeStream *stream =
	    g_mime_stream_mem_new_with_buffer(content.ptr, content.len);
	GMimeDataWrapper *wrapper = g_mime_data_wrapper_new_with_stream(
	    stream, GMIME_CONTENT_ENCODING_DEFAULT);
	g_mime_part_set_content(part, wrapper);
	g_mime_part_set_content_encoding(part, encoding);
	g_object_unref(wrapper);
	g_object_unref(stream);
	return GMIME_OBJECT(part);
}

/* Quoted-printable, though it may be ASCII: long lines, a leading dot and a
 * leading From are safe then. */
static GMimeObject *text_part(const char *subtype, struct str content)
{
	GMimeObject *part = new_part(
	    "text", subtype, content, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_object_set_content_type_parameter(part, "charset", CHARSET);
	return part;
}

/* "=_" is in no text of quoted-printable or base64. */
static GMimeMultipart *new_multipart(
    struct message *message, const char *subtype)
{
	GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
	struct str boundary = arena_printf(message->scratch, "=_%.*s.%d",
	    ID_DIGITS, message->digest.ptr, ++message->boundaries);
	g_mime_multipart_set_boundary(
	    multipart, arena_z(message->scratch, boundary));
	return multipart;
}

static void take(GMimeMultipart *into, GMimeObject *part)
{
	g_mime_multipart_add(into, part);
	g_object_unref(part);
}

static void set_file(GMimeObject *part, const char *disposition,
    struct str name, struct arena *scratch)
{
	g_mime_object_set_disposition(part, disposition);
	g_mime_part_set_filename(GMIME_PART(part), arena_z(scratch, name));
}

static GMimeObject *html_part(
    struct message *message, const struct mail_writer *writer, struct str html)
{
	GMimeObject *part = text_part("html", html);
	if (!writer->pictures.count)
		return part;
	GMimeMultipart *related = new_multipart(message, "related");
	g_mime_object_set_content_type_parameter(
	    GMIME_OBJECT(related), "type", "text/html");
	take(related, part);
	for (size_t i = 0; i < writer->pictures.count; i++) {
		const struct mail_picture *at = &writer->pictures.items[i];
		GMimeObject *picture = new_part(
		    "image", "png", at->png, GMIME_CONTENT_ENCODING_BASE64);
		g_mime_object_set_content_id(
		    picture, arena_z(message->scratch, at->id));
		set_file(picture, "inline", at->name, message->scratch);
		take(related, picture);
	}
	return GMIME_OBJECT(related);
}

static GMimeObject *file_part(
    const struct attachment *file, struct arena *scratch)
{
	size_t slash = str_find_byte(file->mime, '/');
	GMimeObject *part =
	    new_part(arena_z(scratch, str_slice(file->mime, 0, slash)),
		arena_z(scratch, str_skip(file->mime, slash + 1)),
		file->content, GMIME_CONTENT_ENCODING_BASE64);
	set_file(part, "attachment", file->name, scratch);
	return part;
}

static GMimeObject *all_parts(struct message *message,
    const struct mail_writer *writer, struct str text, struct str html)
{
	const struct mail *mail = message->mail;
	GMimeMultipart *alternative = new_multipart(message, "alternative");
	take(alternative, text_part("plain", text));
	take(alternative, html_part(message, writer, html));
	if (!mail->file_count)
		return GMIME_OBJECT(alternative);
	GMimeMultipart *mixed = new_multipart(message, "mixed");
	take(mixed, GMIME_OBJECT(alternative));
	for (size_t i = 0; i < mail->file_count; i++)
		take(mixed, file_part(&mail->files[i], message->scratch));
	return GMIME_OBJECT(mixed);
}

/* ------------------------------------------------------------------ head -- */

/* NAME: VALUE as it is, with its folds. */
static void add_header(
    GMimeMessage *to, const char *name, const struct buf *value)
{
	GMimeObject *object = GMIME_OBJECT(to);
	struct buf line = { 0 };
	g_mime_object_append_header(object, name, "", CHARSET);
	buf_printf(&line, " " STR_FMT "\r\n", STR_ARG(buf_str(value)));
	buf_add_char(&line, 0);
	g_mime_header_set_raw_value(
	    g_mime_header_list_get_header(
		g_mime_object_get_header_list(object), name),
	    line.data);
	buf_free(&line);
}

static void add_addresses(GMimeMessage *to, const char *name,
    const struct mail_address *items, size_t count, struct arena *scratch)
{
	struct buf value = { 0 };
	encoded_add_addresses(&value, items, count, strlen(name) + 2, scratch);
	add_header(to, name, &value);
	buf_free(&value);
}

static void add_subject(
    GMimeMessage *to, struct str subject, struct arena *scratch)
{
	struct buf value = { 0 };
	encoded_add_text(&value, subject, strlen("Subject: "), scratch);
	add_header(to, "Subject", &value);
	buf_free(&value);
}

static void set_date(GMimeMessage *to, int64_t time)
{
	GDateTime *date = g_date_time_new_from_unix_utc(time);
	g_mime_message_set_date(to, date);
	g_date_time_unref(date);
}

static void set_head(GMimeMessage *to, const struct message *message)
{
	const struct mail *mail = message->mail;
	struct arena *scratch = message->scratch;
	GMimeObject *object = GMIME_OBJECT(to);
	add_addresses(to, "From", &mail->from, 1, scratch);
	if (mail->reply_to.address.len)
		add_addresses(to, "Reply-To", &mail->reply_to, 1, scratch);
	if (mail->to_count)
		add_addresses(to, "To", mail->to, mail->to_count, scratch);
	else
		g_mime_object_append_header(
		    object, "To", "undisclosed-recipients:;", CHARSET);
	add_subject(to, mail->subject, scratch);
	set_date(to, mail->date);
	g_mime_message_set_message_id(to, arena_z(scratch, mail->message_id));
	if (mail->reference.len) {
		char *reference =
		    arena_z(scratch, arena_printf(scratch, "<" STR_FMT ">",
					 STR_ARG(mail->reference)));
		g_mime_object_append_header(
		    object, "In-Reply-To", reference, CHARSET);
		g_mime_object_append_header(
		    object, "References", reference, CHARSET);
	}
	/* RFC 3834: no answers of machines */
	g_mime_object_append_header(
	    object, "Auto-Submitted", "auto-generated", CHARSET);
}

static bool write_message(
    struct buf *out, GMimeMessage *message, struct error *err)
{
	GMimeFormatOptions *format = g_mime_format_options_new();
	GMimeStream *stream = g_mime_stream_mem_new();
	g_mime_format_options_set_newline_format(
	    format, GMIME_NEWLINE_FORMAT_DOS);
	bool done = g_mime_object_write_to_stream(
			GMIME_OBJECT(message), format, stream) >= 0;
	if (done) {
		const GByteArray *bytes =
		    g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
		buf_add_bytes(out, bytes->data, bytes->len);
	}
	g_object_unref(stream);
	g_mime_format_options_free(format);
	return done || error_set(err, ERROR_SYSTEM, "GMime cannot write it");
}

/* Of everything that stands in the message: no boundary is in any part. */
static struct str digest_of(const struct mail_writer *writer, struct str text,
    struct str html, struct arena *scratch)
{
	const struct mail *mail = writer->mail;
	char *digits = arena_alloc(scratch, HASH_HEX_SIZE);
	struct hash *hash = hash_new(scratch);
	hash_add_field(hash, mail->message_id);
	hash_add_field(hash, text);
	hash_add_field(hash, html);
	for (size_t i = 0; i < mail->file_count; i++)
		hash_add_field(hash, mail->files[i].content);
	hash_end(hash, digits);
	return str_from(digits);
}

bool mail_write(struct buf *out, size_t *html_bytes, const struct mail *mail,
    const struct render *render, struct arena *scratch, struct error *err)
{
	struct buf html = { 0 };
	struct buf text = { 0 };
	struct mail_writer writer = {
		.out = &html, .render = render, .mail = mail, .scratch = scratch
	};
	bool done = backend_text.write(&text, render, scratch, err);
	if (done) {
		mail_write_body(&writer);
		struct message message = { .mail = mail,
			.scratch = scratch,
			.digest = digest_of(
			    &writer, buf_str(&text), buf_str(&html), scratch) };
		GMimeMessage *whole = g_mime_message_new(FALSE);
		GMimeObject *parts = all_parts(
		    &message, &writer, buf_str(&text), buf_str(&html));
		set_head(whole, &message);
		g_mime_message_set_mime_part(whole, parts);
		g_object_unref(parts);
		done = write_message(out, whole, err);
		g_object_unref(whole);
		*html_bytes = html.len;
	}
	buf_free(&html);
	buf_free(&text);
	return done || error_while(err, "writing the mail");
}
