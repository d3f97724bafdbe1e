/* The short way through plain JSON whose bytes all are at hand: no token at a
 * time, no states, sixteen bytes of text at once. It takes only what it is sure
 * of. Whatever is wrong, rare (half of a surrogate pair, a control character in
 * a text, wrong UTF-8) or not all there makes it give up, and the reader goes
 * the long way from the same place, which finds the right words for it. So the
 * two ways give the same, and only the long one knows of errors. */
#ifndef IMPORTERS_JSON_JSON_BLOCK_H
#define IMPORTERS_JSON_JSON_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct json_block {
	const unsigned char *at; /* what is not taken yet */
	const unsigned char *end;
	int depth;     /* of what is open, with what was open before */
	bool is_short; /* it gave up at END: more bytes might help */
	int64_t lines; /* line ends that were passed */
	const unsigned char *line_start; /* behind the last of them, or NULL */
};

/* What begins at the next byte that is no blank; -1, and IS_SHORT, at the end.
 * AT then stands at it. */
int json_block_pass_blanks(struct json_block *block);
static inline int json_block_peek(struct json_block *block)
{
	return block->at<block->end && * block->at> ' '
		   ? *block->at
		   : json_block_pass_blanks(block);
}

/* Takes blanks and BYTE. */
static inline bool json_block_take(struct json_block *block, unsigned char byte)
{
	if (json_block_peek(block) != byte)
		return false;
	block->at++;
	return true;
}

/* A text, behind its opening quote: the bytes between the quotes as they stand
 * in TEXT, and whether there is a backslash among them (IS_ESCAPED) or a byte
 * above 0x7F (IS_WIDE). */
struct json_block_text {
	struct str text;
	bool is_escaped;
	bool is_wide;
};
bool json_block_text(struct json_block *block, struct json_block_text *text);

/* The text of BYTES with its escapes undone into OUT, which has room for as
 * many bytes. False for halves of surrogate pairs and for NUL. */
bool json_block_unescape(struct str bytes, char *out, size_t *len);

/* A number, true, false or null: its characters. */
bool json_block_word(struct json_block *block, struct str *word);

/* The rest of an object (else: array) behind its opening bracket. */
bool json_block_skip(struct json_block *block, bool is_object);
/* Any value. */
bool json_block_skip_value(struct json_block *block);

#endif
