/* Base64: three bytes as four letters. See base64.h. */
#include "base/base64.h"

#include <stdint.h>

static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_add(struct buf *out, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t rest = bytes.len - i;
		uint32_t word = 0;
		for (size_t j = 0; j < 3; j++)
			word = word << 8 |
			       (j < rest ? (unsigned char)bytes.ptr[i + j] : 0);
		buf_add_char(out, letters[word >> 18 & 63]);
		buf_add_char(out, letters[word >> 12 & 63]);
		buf_add_char(out, rest > 1 ? letters[word >> 6 & 63] : '=');
		buf_add_char(out, rest > 2 ? letters[word & 63] : '=');
	}
}
