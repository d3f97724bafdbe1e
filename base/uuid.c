/* The standard asks for SHA-1 (FIPS 180-4), which no library here offers. It
 * makes names here and protects nothing. */
#include "base/uuid.h"

#include <stdio.h>

enum { BLOCK = 64, LENGTH_AT = 56, ROUNDS = 80 };

/* uuid_in(namespace of URLs, "https://assay.example/"). */
static const unsigned char project[16] = { 0xFD, 0xBD, 0x48, 0x64, 0xEE, 0x9B,
	0x55, 0x34, 0xB3, 0x2B, 0x1D, 0x1D, 0x5A, 0x83, 0xA8, 0x34 };

struct sha1 {
	uint32_t state[5];
	unsigned char block[BLOCK];
	size_t used;
	uint64_t bytes;
};

static uint32_t rotate(uint32_t x, int by)
{
	return (x << by) | (x >> (32 - by));
}

/* What round I adds of B, C and D. */
static uint32_t mixed(int i, uint32_t b, uint32_t c, uint32_t d)
{
	switch (i / 20) {
	case 0:
		return ((b & c) | (~b & d)) + 0x5A827999;
	case 1:
		return (b ^ c ^ d) + 0x6ED9EBA1;
	case 2:
		return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
	default:
		return (b ^ c ^ d) + 0xCA62C1D6;
	}
}

static void add_block(struct sha1 *sha)
{
	uint32_t w[ROUNDS];
	uint32_t s[5];
	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)sha->block[4 * i] << 24 |
		       (uint32_t)sha->block[4 * i + 1] << 16 |
		       (uint32_t)sha->block[4 * i + 2] << 8 |
		       (uint32_t)sha->block[4 * i + 3];
	for (int i = 16; i < ROUNDS; i++)
		w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	memcpy(s, sha->state, sizeof s);
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t next =
		    rotate(s[0], 5) + mixed(i, s[1], s[2], s[3]) + s[4] + w[i];
		s[4] = s[3];
		s[3] = s[2];
		s[2] = rotate(s[1], 30);
		s[1] = s[0];
		s[0] = next;
	}
	for (int i = 0; i < 5; i++)
		sha->state[i] += s[i];
	sha->used = 0;
}

static void add_byte(struct sha1 *sha, unsigned char byte)
{
	sha->block[sha->used++] = byte;
	if (sha->used == BLOCK)
		add_block(sha);
}

static void add(struct sha1 *sha, const void *bytes, size_t count)
{
	const unsigned char *at = bytes;
	for (size_t i = 0; i < count; i++)
		add_byte(sha, at[i]);
	sha->bytes += count;
}

static void end(struct sha1 *sha, unsigned char digest[20])
{
	uint64_t bits = sha->bytes * 8;
	add_byte(sha, 0x80);
	while (sha->used != LENGTH_AT)
		add_byte(sha, 0);
	for (int i = 7; i >= 0; i--)
		add_byte(sha, (unsigned char)(bits >> (8 * i)));
	for (int i = 0; i < 20; i++)
		digest[i] =
		    (unsigned char)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
}

void uuid_in(
    const unsigned char space[16], struct str name, char text[UUID_TEXT_SIZE])
{
	struct sha1 sha = { .state = { 0x67452301, 0xEFCDAB89, 0x98BADCFE,
				0x10325476, 0xC3D2E1F0 } };
	unsigned char digest[20];
	size_t at = 0;
	add(&sha, space, 16);
	add(&sha, name.ptr, name.len);
	end(&sha, digest);
	digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50);
	digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80);
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			text[at++] = '-';
		snprintf(text + at, 3, "%02x", digest[i]);
		at += 2;
	}
}

void uuid_of(struct str name, char text[UUID_TEXT_SIZE])
{
	uuid_in(project, name, text);
}
