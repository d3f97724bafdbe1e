/* The file structure of ISO 32000-1, 7.5: header, objects, object streams
 * (7.5.7), one cross-reference stream (7.5.8) with predictor 12 (7.4.4.4).
 * Objects are written in the order of their numbers wherever they can be, so
 * that neighbours in the tree lie in one stream and the table packs well.
 * Line ends stand where ISO 19005-3, 6.1.7 and 6.1.9 want them. */
#include "render/pdf/writer.h"

#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "base/hash.h"
#include "base/vec.h"

#define PER_STREAM 200
#define ENTRY_BYTES 7 /* type 1, offset or stream 4, index 2 */
#define ID_DIGITS 32

struct entry {
	bool is_packed;
	size_t at;    /* offset, or the number of the object stream; 0: none */
	size_t index; /* in that stream */
};

struct pdf_writer {
	struct buf *out;
	struct arena *keep;
	struct entry *items;
	size_t count;
	size_t room;
	struct buf places; /* "number offset " of the open object stream */
	struct buf bodies;
	size_t waiting; /* objects in it */
	int stream;	/* its number; 0: none open */
};

struct pdf_writer *pdf_writer_new(struct buf *out, struct arena *keep)
{
	struct pdf_writer *w = ARENA_NEW(keep, struct pdf_writer);
	w->out = out;
	w->keep = keep;
	buf_clear(out);
	buf_add_z(out, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
	pdf_reserve(w); /* 0 is the head of the free list */
	return w;
}

int pdf_reserve(struct pdf_writer *w)
{
	struct entry none = { 0 };
	VEC_PUSH(w, w->keep, none);
	return (int)w->count - 1;
}

static void pack(struct buf *into, struct str bytes)
{
	z_stream z = { 0 };
	char block[16384];
	/* Out of memory is the only way to fail, and ends the program where
	 * all other memory does. */
	if (deflateInit(&z, 9) != Z_OK)
		return;
	z.next_in = (const Bytef *)bytes.ptr;
	z.avail_in = (uInt)bytes.len;
	int state;
	do {
		z.next_out = (Bytef *)block;
		z.avail_out = sizeof block;
		state = deflate(&z, Z_FINISH);
		buf_add_bytes(into, block, sizeof block - z.avail_out);
	} while (state == Z_OK);
	deflateEnd(&z);
}

void pdf_write_stream(struct pdf_writer *w, int number, struct str dict,
    struct str bytes, bool packed)
{
	struct buf content = { 0 };
	if (packed) {
		pack(&content, bytes);
		bytes = buf_str(&content);
	}
	w->items[number].at = w->out->len;
	buf_printf(w->out, "%d 0 obj\n<<", number);
	buf_add(w->out, dict);
	if (packed)
		buf_add_z(w->out, "/Filter/FlateDecode");
	buf_printf(w->out, "/Length %zu>>\nstream\n", bytes.len);
	buf_add(w->out, bytes);
	buf_add_z(w->out, "\nendstream\nendobj\n");
	buf_free(&content);
}

static void flush(struct pdf_writer *w)
{
	if (!w->waiting)
		return;
	struct str dict = arena_printf(
	    w->keep, "/Type/ObjStm/N %zu/First %zu", w->waiting, w->places.len);
	buf_add(&w->places, buf_str(&w->bodies));
	pdf_write_stream(w, w->stream, dict, buf_str(&w->places), true);
	buf_clear(&w->places);
	buf_clear(&w->bodies);
	w->waiting = 0;
}

void pdf_write(struct pdf_writer *w, int number, struct str body)
{
	if (!w->waiting)
		w->stream = pdf_reserve(w);
	struct entry *entry = &w->items[number];
	entry->is_packed = true;
	entry->at = (size_t)w->stream;
	entry->index = w->waiting;
	buf_printf(&w->places, "%d %zu ", number, w->bodies.len);
	buf_add(&w->bodies, body);
	buf_add_char(&w->bodies, '\n');
	if (++w->waiting == PER_STREAM)
		flush(w);
}

static void add_entry(unsigned char row[ENTRY_BYTES], const struct entry *e)
{
	size_t index = e->is_packed ? e->index : 0;
	row[0] = e->at ? (e->is_packed ? 2 : 1) : 0;
	for (int i = 0; i < 4; i++)
		row[1 + i] = (unsigned char)(e->at >> (24 - 8 * i));
	row[5] = (unsigned char)(index >> 8);
	row[6] = (unsigned char)index;
	if (!e->at) /* object 0 */
		row[5] = row[6] = 0xff;
}

/* Rows as differences to the row above (PNG filter 2). */
static void add_table(struct buf *into, const struct pdf_writer *w)
{
	unsigned char above[ENTRY_BYTES] = { 0 };
	for (size_t i = 0; i < w->count; i++) {
		unsigned char row[ENTRY_BYTES];
		add_entry(row, &w->items[i]);
		buf_add_char(into, 2);
		for (size_t b = 0; b < ENTRY_BYTES; b++)
			buf_add_char(into, (char)(row[b] - above[b]));
		memcpy(above, row, sizeof above);
	}
}

void pdf_writer_drop(struct pdf_writer *w)
{
	buf_free(&w->places);
	buf_free(&w->bodies);
}

/* Objects that were promised and never written would be dangling. */
static bool check_written(const struct pdf_writer *w, struct error *err)
{
	for (size_t i = 1; i < w->count; i++)
		if (!w->items[i].at)
			return error_set(err, ERROR_SYSTEM,
			    "object %zu of the PDF was not written", i);
	return true;
}

bool pdf_writer_end(
    struct pdf_writer *w, int catalog, int info, struct error *err)
{
	char id[HASH_HEX_SIZE];
	struct buf table = { 0 };
	flush(w);
	int number = pdf_reserve(w);
	size_t at = w->out->len;
	w->items[number].at = at;
	if (!check_written(w, err))
		return false;
	hash_bytes(buf_str(w->out), id);
	add_table(&table, w);
	struct str dict = arena_printf(w->keep,
	    "/Type/XRef/Size %zu/W[1 4 2]/Root %d 0 R/Info %d 0 R"
	    "/ID[<%.*s><%.*s>]/DecodeParms<</Predictor 12/Columns %d>>",
	    w->count, catalog, info, ID_DIGITS, id, ID_DIGITS, id, ENTRY_BYTES);
	pdf_write_stream(w, number, dict, buf_str(&table), true);
	buf_printf(w->out, "startxref\n%zu\n%%%%EOF\n", at);
	buf_free(&table);
	return true;
}
