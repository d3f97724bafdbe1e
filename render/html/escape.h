/* The only functions that write text from data into HTML or SVG. */
#ifndef RENDER_HTML_ESCAPE_H
#define RENDER_HTML_ESCAPE_H

#include "base/buf.h"

/* TEXT as content of an element or between double quotes of an attribute.
 * Wrong UTF-8, control characters and those that turn the direction of
 * writing become U+FFFD; newline and tab stay. In Unicode's form C. */
void html_add_text(struct buf *out, struct str text);

/* name="text", with a blank before it. NAME is ours. */
void html_add_attribute(struct buf *out, const char *name, struct str text);

/* The target of a link: "#id", http or https, percent-encoded; anything else
 * becomes "#", so that no javascript: gets through. */
void html_add_href(struct buf *out, struct str target);

#endif
