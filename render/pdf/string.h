/* Values of a PDF as text. Whatever comes from data goes through here: no
 * other function may put foreign bytes between brackets. */
#ifndef RENDER_PDF_STRING_H
#define RENDER_PDF_STRING_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

/* Longest text in one string: ISO 32000-1, annex C counts 32,767 bytes for
 * strings in content; longer titles and alternatives help nobody. Cut texts
 * end in an ellipsis. */
#define PDF_TEXT_MAX 8000 /* code points */

/* A text string: ASCII as (...), all else UTF-16BE with a mark as <...>.
 * Control characters and bidirectional overrides become U+FFFD. */
void pdf_add_text(struct buf *out, struct str text);

/* A URI: all but the characters of RFC 3986 percent-encoded, and ( ) \ too. */
void pdf_add_uri(struct buf *out, struct str uri);

/* http, https or mailto: the only targets a report links to. */
bool pdf_is_safe_uri(struct str uri);

/* A name with its slash; bytes beyond letters, digits, - _ . become #hh. */
void pdf_add_name(struct buf *out, struct str name);

/* Three decimals, none when whole: the locale has no say. */
void pdf_add_number(struct buf *out, double value);

void pdf_add_reference(struct buf *out, int number); /* "12 0 R" */

/* (D:20260930000000Z) */
void pdf_add_date(struct buf *out, int64_t when_utc);

/* Text for XML: < > & and quotes escaped, what XML 1.0 forbids U+FFFD. */
void pdf_add_xml(struct buf *out, struct str text);

#endif
