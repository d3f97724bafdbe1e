/* An XML file as a stream of opening tags, closing tags and text. A DOCTYPE is
 * read past: its DTD is not loaded, its entities are not expanded, nothing is
 * fetched. Namespaces are left out of the names. */
#ifndef IMPORTERS_XML_XML_IN_H
#define IMPORTERS_XML_XML_IN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

enum {
	XML_IN_DEPTH_MAX = 128,
	XML_IN_ATTRIBUTES_MAX = 64, /* of an element; more are left out */
};

struct xml_in; /* opaque */

enum xml_event {
	XML_IN_ERROR, /* also when the file breaks off */
	XML_IN_END,
	XML_IN_OPEN, /* an empty element gives XML_IN_CLOSE as well */
	XML_IN_CLOSE,
	XML_IN_TEXT,
};

/* Opens the file PATH, or MEMORY when its ptr is not NULL. SHOWN is its name in
 * messages. */
bool xml_in_open(struct xml_in **in, struct str path, struct str memory,
    struct str shown, struct error *err) MUST_USE;
void xml_in_close(struct xml_in *in); /* NULL is fine */

enum xml_event xml_in_next(struct xml_in *in);
enum xml_event xml_in_next_tag(struct xml_in *in); /* past texts */
/* Sets ERR to what ended the stream with XML_IN_ERROR; false. */
bool xml_in_fail(const struct xml_in *in, struct error *err);

/* Of the last event; valid until the next one. The depth of the root is 0, of
 * text that of its element plus one. */
int xml_in_depth(const struct xml_in *in);
int64_t xml_in_line(const struct xml_in *in);
struct str xml_in_name(const struct xml_in *in); /* of a tag */
struct str xml_in_text(const struct xml_in *in); /* of text */
/* An attribute of an opening tag; none when it has none of that name. */
struct str xml_in_attribute(const struct xml_in *in, const char *name);
int64_t xml_in_bytes_read(const struct xml_in *in);

#endif
