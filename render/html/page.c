/* Head and foot of the page. The policy (Content Security Policy Level 3)
 * forbids everything but the one style sheet, named by its hash, and fonts that
 * stand in the page itself. */
#include "render/html/writer.h"

#include "base/base64.h"
#include "base/hash.h"

static void put_policy(struct writer *writer, struct str style)
{
	char hex[HASH_HEX_SIZE];
	char digest[32];
	hash_bytes(style, hex);
	for (size_t i = 0; i < sizeof digest; i++) {
		uint64_t byte = 0;
		if (str_hex_to_uint((struct str){ hex + 2 * i, 2 }, &byte))
			digest[i] = (char)(unsigned char)byte;
	}
	html_put(writer,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; style-src 'sha256-");
	base64_add(writer->out, (struct str){ digest, sizeof digest });
	if (writer->render->theme && writer->render->theme->logo.png.len)
		html_put(writer, "'; img-src data:; font-src data:; base-uri"
				 " 'none'; form-action 'none'\">\n");
	else
		html_put(writer,
		    "'; font-src data:; base-uri 'none'; form-action 'none'"
		    "\">\n");
}

void html_put_head(struct writer *writer, struct str style)
{
	const struct doc_meta *meta = writer->render->meta;
	html_put(writer, "<!DOCTYPE html>\n<html");
	html_add_attribute(writer->out, "lang",
	    meta->language.len ? meta->language : STR("en"));
	html_put(writer, "><head><meta charset=\"utf-8\">\n");
	put_policy(writer, style);
	html_put(writer, "<meta name=\"viewport\" content=\"width=device-width,"
			 "initial-scale=1\">\n"
			 "<meta name=\"color-scheme\" content=\"light dark\">\n"
			 "<meta name=\"referrer\" content=\"no-referrer\">\n"
			 "<meta name=\"generator\"");
	html_add_attribute(writer->out, "content", meta->program);
	html_put(writer, ">\n<title>");
	html_add_text(writer->out, meta->title);
	if (meta->edition.len) {
		html_put(writer, ", ");
		html_add_text(writer->out, meta->edition);
	}
	html_put(writer, "</title>\n<style>");
	buf_add(writer->out, style);
	html_put(writer, "</style></head>\n<body>\n");
}

void html_put_foot(struct writer *writer)
{
	const struct doc_meta *meta = writer->render->meta;
	html_put(writer, "<footer>");
	if (meta->report_id.len) {
		html_say(writer, "Report");
		html_put(writer, " ");
		html_add_text(writer->out, meta->report_id);
		html_put(writer, ". ");
	}
	if (meta->classification.len) {
		html_add_text(writer->out, meta->classification);
		html_put(writer, ". ");
	}
	html_say(writer, "Made by");
	html_put(writer, " ");
	html_add_text(writer->out, meta->program);
	html_put(writer, ".</footer>\n</body></html>\n");
}
