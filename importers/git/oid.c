/* Names of objects: SHA-1, 20 bytes or 40 hexadecimal digits. */
#include "importers/git/oid.h"

void oid_hex(const struct oid *oid, char hex[OID_HEX_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < OID_SIZE; i++) {
		hex[2 * i] = digits[oid->bytes[i] >> 4];
		hex[2 * i + 1] = digits[oid->bytes[i] & 15];
	}
	hex[OID_HEX_SIZE - 1] = '\0';
}

static int hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool oid_parse(struct oid *oid, struct str hex)
{
	if (hex.len != OID_HEX_SIZE - 1)
		return false;
	for (size_t i = 0; i < OID_SIZE; i++) {
		int high = hex_digit(hex.ptr[2 * i]);
		int low = hex_digit(hex.ptr[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		oid->bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

int oid_compare(const struct oid *a, const struct oid *b)
{
	return memcmp(a->bytes, b->bytes, OID_SIZE);
}
