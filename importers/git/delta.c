/* A byte below 128 takes that many bytes from the delta; any other copies from
 * the base, its low bits telling which bytes of offset and size follow. */
#include "importers/git/delta.h"

#include <stdint.h>
#include <string.h>

enum {
	MORE = 0x80,
	DIGIT_BITS = 7,
	OFFSET_BYTES = 4,
	SIZE_BYTES = 3,
	SIZE_ZERO = 0x10000, /* what a size of 0 stands for */
};

static bool take_size(struct str *delta, size_t *size)
{
	unsigned shift = 0;
	*size = 0;
	while (delta->len && shift < 64 - DIGIT_BITS) {
		unsigned char byte = (unsigned char)*delta->ptr;
		*delta = str_skip(*delta, 1);
		*size |= (size_t)(byte & (MORE - 1)) << shift;
		if (!(byte & MORE))
			return true;
		shift += DIGIT_BITS;
	}
	return false;
}

bool delta_sizes(struct str *delta, size_t *base_bytes, size_t *result_bytes)
{
	return take_size(delta, base_bytes) && take_size(delta, result_bytes);
}

/* The bytes of a number that BITS say are there, lowest first. */
static bool take_number(const unsigned char **at, const unsigned char *end,
    unsigned bits, int bytes, size_t *number)
{
	*number = 0;
	for (int i = 0; i < bytes; i++) {
		if (!(bits >> i & 1))
			continue;
		if (*at == end)
			return false;
		*number |= (size_t) * (*at)++ << (8 * i);
	}
	return true;
}

bool delta_apply(
    char *result, size_t result_bytes, struct str base, struct str delta)
{
	const unsigned char *at = (const unsigned char *)delta.ptr;
	const unsigned char *end = at + delta.len;
	while (at < end) {
		unsigned command = *at++;
		const char *from = (const char *)at;
		size_t size = command;
		if (command & MORE) {
			size_t offset;
			if (!take_number(
				&at, end, command, OFFSET_BYTES, &offset) ||
			    !take_number(&at, end, command >> OFFSET_BYTES,
				SIZE_BYTES, &size))
				return false;
			if (!size)
				size = SIZE_ZERO;
			if (offset > base.len || size > base.len - offset)
				return false;
			from = base.ptr + offset;
		} else if (!command || size > (size_t)(end - at)) {
			return false;
		} else {
			at += size;
		}
		if (size > result_bytes)
			return false;
		memcpy(result, from, size);
		result += size;
		result_bytes -= size;
	}
	return result_bytes == 0;
}
