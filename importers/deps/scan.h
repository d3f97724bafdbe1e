/* Small steps through a line of text, for the readers of text formats. */
#ifndef IMPORTERS_DEPS_SCAN_H
#define IMPORTERS_DEPS_SCAN_H

#include "base/str.h"

/* Lines of a text with their numbers; starts as { .rest = text }. */
struct scan_lines {
	struct str rest;
	struct str line; /* without its end */
	int64_t number;
};
/* Takes the next line; false at the end. */
bool scan_line(struct scan_lines *lines);

/* Takes the next word (up to a blank or tab) off *REST; false at the end. */
bool scan_word(struct str *rest, struct str *word);
/* Takes WORD off the start of *REST when no letter, digit or "_" follows. */
bool scan_keyword(struct str *rest, const char *word);
/* Takes the next text in single or double quotes off *REST, and what stands
 * before it; false when there is none. Escapes stay as they are. */
bool scan_quoted(struct str *rest, struct str *text);
/* LINE without a comment that MARK starts outside of quotes. */
struct str scan_without_comment(struct str line, struct str mark);
bool scan_is_word_byte(char c); /* letter, digit, "_" */
/* Offset of PART in TEXT, or text.len. */
size_t scan_find(struct str text, struct str part);

#endif
