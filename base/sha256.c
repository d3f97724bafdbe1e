/* Four rounds are two instructions, and the words of the next ones come from
 * two others (Intel, "Intel SHA Extensions", 2013; Intel's manual, volume 2,
 * SHA256RNDS2, SHA256MSG1, SHA256MSG2). The state lies in two registers in the
 * order that they ask for: A, B, E, F and C, D, G, H. */
#include "base/sha256.h"

#include <string.h>

#if defined(__x86_64__) && defined(__has_include)
#if __has_include(<sys/platform/x86.h>)
#define HAS_INSTRUCTIONS 1
#endif
#endif

#ifdef HAS_INSTRUCTIONS
#include <immintrin.h>
#include <sys/platform/x86.h>

static const uint32_t constants[64] = { 0x428a2f98, 0x71374491, 0xb5c0fbcf,
	0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
	0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7,
	0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
	0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
	0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
	0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
	0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
	0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c,
	0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee,
	0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
	0xc67178f2 };

bool sha256_is_here(void)
{
	return x86_cpu_active(x86_cpu_SHA) && x86_cpu_active(x86_cpu_SSE4_1);
}

static inline __m128i load(const void *from)
{
	return _mm_loadu_si128(from);
}

/* clang-format off */
/* Rounds 4 * I to 4 * I + 3, with the words that come of theirs. */
#define ROUNDS(i)                                                              \
	do {                                                                   \
		__m128i sum = _mm_add_epi32(words[(i) & 3],                    \
		    load(&constants[4 * (i)]));                                \
		cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);                 \
		if ((i) >= 3 && (i) < 15)                                      \
			words[((i) + 1) & 3] = _mm_sha256msg2_epu32(           \
			    _mm_add_epi32(words[((i) + 1) & 3],                \
				_mm_alignr_epi8(words[(i) & 3],                \
				    words[((i) + 3) & 3], 4)),                 \
			    words[(i) & 3]);                                   \
		abef = _mm_sha256rnds2_epu32(                                  \
		    abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));                 \
		if ((i) >= 1 && (i) < 13)                                      \
			words[((i) + 3) & 3] = _mm_sha256msg1_epu32(           \
			    words[((i) + 3) & 3], words[(i) & 3]);             \
	} while (0)
/* clang-format on */

__attribute__((target("sha,sse4.1"))) static void take_blocks(
    struct sha256 *sha, const unsigned char *at, size_t count)
{
	const __m128i swap =
	    _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	__m128i dcba = load(&sha->state[0]);
	__m128i hgfe = load(&sha->state[4]);
	__m128i badc = _mm_shuffle_epi32(dcba, 0xB1);
	__m128i efgh = _mm_shuffle_epi32(hgfe, 0x1B);
	__m128i abef = _mm_alignr_epi8(badc, efgh, 8);
	__m128i cdgh = _mm_blend_epi16(efgh, badc, 0xF0);
	for (; count; count--, at += SHA256_BLOCK) {
		const __m128i abef_before = abef;
		const __m128i cdgh_before = cdgh;
		__m128i words[4];
		for (int i = 0; i < 4; i++)
			words[i] = _mm_shuffle_epi8(load(at + 16 * i), swap);
		ROUNDS(0);
		ROUNDS(1);
		ROUNDS(2);
		ROUNDS(3);
		ROUNDS(4);
		ROUNDS(5);
		ROUNDS(6);
		ROUNDS(7);
		ROUNDS(8);
		ROUNDS(9);
		ROUNDS(10);
		ROUNDS(11);
		ROUNDS(12);
		ROUNDS(13);
		ROUNDS(14);
		ROUNDS(15);
		abef = _mm_add_epi32(abef, abef_before);
		cdgh = _mm_add_epi32(cdgh, cdgh_before);
	}
	__m128i feba = _mm_shuffle_epi32(abef, 0x1B);
	__m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
	_mm_storeu_si128((__m128i *)(void *)&sha->state[0],
	    _mm_blend_epi16(feba, dchg, 0xF0));
	_mm_storeu_si128(
	    (__m128i *)(void *)&sha->state[4], _mm_alignr_epi8(dchg, feba, 8));
}
#else
bool sha256_is_here(void)
{
	return false;
}

static void take_blocks(
    struct sha256 *sha, const unsigned char *at, size_t count)
{
	(void)sha;
	(void)at;
	(void)count;
}
#endif

void sha256_begin(struct sha256 *sha)
{
	static const uint32_t first[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372,
		0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	memcpy(sha->state, first, sizeof first);
	sha->bytes = 0;
}

void sha256_add(struct sha256 *sha, struct str bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.ptr;
	size_t len = bytes.len;
	size_t used = sha->bytes % SHA256_BLOCK;
	sha->bytes += len;
	if (used && len >= SHA256_BLOCK - used) {
		memcpy(sha->block + used, at, SHA256_BLOCK - used);
		take_blocks(sha, sha->block, 1);
		at += SHA256_BLOCK - used;
		len -= SHA256_BLOCK - used;
		used = 0;
	}
	if (len >= SHA256_BLOCK) {
		take_blocks(sha, at, len / SHA256_BLOCK);
		at += len / SHA256_BLOCK * SHA256_BLOCK;
		len %= SHA256_BLOCK;
	}
	if (len)
		memcpy(sha->block + used, at, len);
}

static void put_big(unsigned char *out, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		out[i] = (unsigned char)(value >> 8 * (bytes - 1 - i));
}

void sha256_end(struct sha256 *sha, unsigned char digest[SHA256_SIZE])
{
	static const char padding[SHA256_BLOCK] = { (char)0x80 };
	unsigned char length[8];
	size_t used = sha->bytes % SHA256_BLOCK;
	put_big(length, sha->bytes * 8, 8);
	size_t pad = (used < 56 ? 56 : 56 + SHA256_BLOCK) - used;
	sha256_add(sha, (struct str){ padding, pad });
	sha256_add(sha, (struct str){ (const char *)length, sizeof length });
	for (int i = 0; i < 8; i++)
		put_big(digest + 4 * i, sha->state[i], 4);
}
