/* Base64: three bytes as four letters. See base64.h. */
#include "base/base64.h"

#include <stdint.h>

static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* The byte at I, 0 behind the end. */
static uint32_t byte_at(struct str bytes, size_t i)
{
	return i < bytes.len ? (unsigned char)bytes.ptr[i] : 0;
}

void base64_add(struct buf *out, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t rest = bytes.len - i;
		uint32_t word = byte_at(bytes, i) << 16 |
				byte_at(bytes, i + 1) << 8 |
				byte_at(bytes, i + 2);
		char four[4] = { letters[word >> 18 & 63],
			letters[word >> 12 & 63], '=', '=' };
		if (rest > 1)
			four[2] = letters[word >> 6 & 63];
		if (rest > 2)
			four[3] = letters[word & 63];
		buf_add_bytes(out, four, sizeof four);
	}
}
