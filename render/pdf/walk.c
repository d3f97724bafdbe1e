/* See walk.h. Contents are inflated block by block, so that a bomb costs
 * time alone, and no more of it than the largest file of a bag. */
#include "render/pdf/walk.h"

#define ZLIB_CONST
#include <zlib.h>

#include "base/hash.h"

enum { BLOCK = 1 << 14, ID_DIGITS = 32 };
#define INFLATED_MAX (INT64_C(1) << 30)

void pdf_walk_open(struct pdf_walk *walk, struct str bytes)
{
	struct str head = STR("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
	*walk = (struct pdf_walk){ .bytes = bytes, .at = head.len };
	if (!str_starts(bytes, head))
		walk->wrong = "does not start as a PDF of this program does";
}

static struct str rest_of(const struct pdf_walk *walk)
{
	return str_skip(walk->bytes, walk->at);
}

static bool take(struct pdf_walk *walk, struct str word)
{
	if (!str_starts(rest_of(walk), word))
		return false;
	walk->at += word.len;
	return true;
}

static bool take_number(struct pdf_walk *walk, int64_t *number)
{
	struct str rest = rest_of(walk);
	size_t end = 0;
	while (end < rest.len && ascii_is_digit(rest.ptr[end]))
		end++;
	walk->at += end;
	return str_to_int(str_slice(rest, 0, end), number);
}

/* Behind the table of all objects there is where it starts, and nothing else.
 */
static bool take_end(struct pdf_walk *walk, size_t start)
{
	int64_t at;
	return take(walk, STR("startxref\n")) && take_number(walk, &at) &&
	       (uint64_t)at == start && take(walk, STR("\n%%EOF\n")) &&
	       walk->at == walk->bytes.len;
}

/* The table names the digest of all bytes before it. */
static bool names_digest(
    const struct pdf_walk *walk, struct str dict, size_t start)
{
	char hex[HASH_HEX_SIZE];
	struct str mark = STR("/ID[<");
	hash_bytes(str_slice(walk->bytes, 0, start), hex);
	return str_starts(str_skip(dict, str_find(dict, mark) + mark.len),
	    (struct str){ hex, ID_DIGITS });
}

static bool take_part(struct pdf_walk *walk, struct pdf_part *part)
{
	int64_t number;
	int64_t length;
	struct str mark = STR("/Length ");
	if (!take_number(walk, &number) || !take(walk, STR(" 0 obj\n<<")))
		return false;
	struct str rest = rest_of(walk);
	size_t at = str_find(str_slice(rest, 0, BLOCK), mark);
	part->dict = str_slice(rest, 0, at);
	walk->at += at;
	if (!take(walk, mark) || !take_number(walk, &length) ||
	    !take(walk, STR(">>\nstream\n")) ||
	    (uint64_t)length > rest_of(walk).len)
		return false;
	part->bytes = str_slice(rest_of(walk), 0, (size_t)length);
	walk->at += (size_t)length;
	return take(walk, STR("\nendstream\nendobj\n"));
}

bool pdf_walk_next(struct pdf_walk *walk, struct pdf_part *part)
{
	size_t start = walk->at;
	if (walk->wrong || walk->ended)
		return false;
	if (!take_part(walk, part)) {
		walk->wrong = "is not, from its first byte to its last, as "
			      "this program writes a PDF";
		return false;
	}
	if (!str_starts(part->dict, STR("/Type/XRef")))
		return true;
	walk->ended = true;
	if (!take_end(walk, start))
		walk->wrong = "was written on behind its end";
	else if (!names_digest(walk, part->dict, start))
		walk->wrong = "has changed since it was made: the digest in "
			      "its /ID is of other bytes";
	return !walk->wrong;
}

bool pdf_part_digest(const struct pdf_part *part, char *hex, size_t *size_bytes)
{
	unsigned char block[BLOCK];
	z_stream z = { 0 };
	struct arena *scratch = arena_new();
	struct hash *hash = hash_new(scratch);
	bool packed = str_contains(part->dict, STR("/Filter/FlateDecode"));
	int state = Z_OK;
	if (!packed)
		hash_add(hash, part->bytes);
	else if (inflateInit(&z) != Z_OK)
		state = Z_MEM_ERROR;
	z.next_in = (const Bytef *)part->bytes.ptr;
	z.avail_in = (uInt)part->bytes.len;
	while (packed && state == Z_OK && z.total_out < INFLATED_MAX) {
		z.next_out = block;
		z.avail_out = sizeof block;
		state = inflate(&z, Z_NO_FLUSH);
		hash_add(hash, (struct str){ (const char *)block,
				   sizeof block - z.avail_out });
	}
	*size_bytes = packed ? z.total_out : part->bytes.len;
	if (packed)
		inflateEnd(&z);
	hash_end(hash, hex);
	arena_free(scratch);
	return !packed || (state == Z_STREAM_END && z.avail_in == 0);
}
