/* UTF-8: checking, walking, cleaning. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* Takes the next code point off *REST; a wrong byte gives U+FFFD and is
 * skipped alone. False at the end. */
bool utf8_next(struct str *rest, uint32_t *code_point);
size_t utf8_encode(uint32_t code_point, char out[4]); /* bytes written */
bool utf8_is_valid(struct str text);
/* TEXT from its first byte that is not ASCII on. */
struct str utf8_skip_ascii(struct str text);
size_t utf8_count(struct str text); /* code points */

/* Valid UTF-8 with wrong bytes replaced; the same view when already valid. */
struct str utf8_clean(struct arena *keep, struct str text);

/* Whether a terminal or a viewer would do something with it: C0 but newline,
 * tab and return, DEL, C1, and what turns the direction of writing. */
bool utf8_is_control(uint32_t code);

/* Whether no text of a report may hold it: what utf8_is_control says, return,
 * what will never be a character (U+FFFE; HTML forbids it, and cairo paints no
 * text with one), and what is for private use (icons of a terminal's font), for
 * which ISO 19005-3, 6.2.11.7.3 wants another text that nobody can know. */
bool utf8_is_unfit(uint32_t code);

/* For a page, a terminal or a log: as utf8_clean, and what is unfit becomes
 * U+FFFD; newline, tab and return a blank. */
struct str utf8_printable(struct arena *keep, struct str text);

#endif
