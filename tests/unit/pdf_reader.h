/* Reads a finished PDF back: the cross-reference stream, object streams, all
 * objects. The objects in streams are laid behind the file as plain ones, so
 * that the reader of cairo's files can take it from there. */
#ifndef TESTS_UNIT_PDF_READER_H
#define TESTS_UNIT_PDF_READER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "render/pdf/object.h"

#define ENTRY_BYTES 7

struct reading {
	struct arena *arena;
	struct str bytes;     /* the file alone */
	struct pdf_file file; /* with the objects of streams behind it */
	const struct pdf_value *catalog;
	const struct pdf_value *info;
	size_t page_count;
	const struct pdf_value *pages; /* Kids */
};

static int64_t number_of(const struct pdf_value *value)
{
	int64_t number = -1;
	assert_non_null(value);
	assert_true(str_to_int(value->text, &number));
	return number;
}

static const struct pdf_object *object_at(struct reading *r, int number)
{
	struct error err = { 0 };
	const struct pdf_object *object;
	if (!pdf_read_object(&r->file, number, &object, &err))
		fail_msg("object %d: %s", number, err.message);
	return object;
}

/* The value itself, or what it refers to. */
static const struct pdf_value *deref(
    struct reading *r, const struct pdf_value *value)
{
	if (value && value->kind == PDF_REFERENCE)
		return &object_at(r, value->number)->value;
	return value;
}

static const struct pdf_value *get(
    struct reading *r, const struct pdf_value *dict, const char *key)
{
	return deref(r, pdf_get(dict, key));
}

__attribute__((unused)) static struct str stream_of(
    struct reading *r, const struct pdf_value *at)
{
	struct error err = { 0 };
	struct str bytes;
	assert_int_equal(at->kind, PDF_REFERENCE);
	const struct pdf_object *object = object_at(r, at->number);
	assert_true(object->is_stream);
	assert_true(pdf_inflate(&r->file, object, &bytes, &err));
	return bytes;
}

/* Undoes PNG's "up" filter, which all rows have. */
static unsigned char *read_table(
    struct reading *r, const struct pdf_object *object, size_t *count)
{
	static const struct pdf_value filter[] = {
		{ .kind = PDF_NAME, .text = { "/Filter", 7 } },
		{ .kind = PDF_NAME, .text = { "/FlateDecode", 12 } },
	};
	struct error err = { 0 };
	struct str packed;
	struct pdf_object plain = *object;
	plain.value.items = arena_array(r->arena, 2, sizeof *filter);
	memcpy(plain.value.items, filter, sizeof filter);
	plain.value.count = 2;
	assert_true(pdf_inflate(&r->file, &plain, &packed, &err));
	*count = packed.len / (ENTRY_BYTES + 1);
	unsigned char *rows = arena_alloc(r->arena, *count * ENTRY_BYTES);
	for (size_t i = 0; i < *count; i++)
		for (size_t b = 0; b < ENTRY_BYTES; b++) {
			unsigned char above =
			    i ? rows[(i - 1) * ENTRY_BYTES + b] : 0;
			rows[i * ENTRY_BYTES + b] =
			    (unsigned char)(above +
					    (unsigned char)packed
						.ptr[i * (ENTRY_BYTES + 1) + 1 +
						     b]);
		}
	return rows;
}

static size_t field(const unsigned char *row, size_t from, size_t length)
{
	size_t value = 0;
	for (size_t i = 0; i < length; i++)
		value = value << 8 | row[from + i];
	return value;
}

/* Takes the objects of stream NUMBER out, behind the file. */
static void unpack(struct reading *r, struct buf *all, int number)
{
	struct error err = { 0 };
	struct str content;
	const struct pdf_object *object = object_at(r, number);
	assert_true(pdf_is_name(pdf_get(&object->value, "Type"), "ObjStm"));
	assert_true(pdf_inflate(&r->file, object, &content, &err));
	size_t first = (size_t)number_of(pdf_get(&object->value, "First"));
	int64_t count = number_of(pdf_get(&object->value, "N"));
	size_t at = 0;
	size_t from;
	for (int64_t i = 0; i < count; i++) {
		int64_t id;
		int64_t start;
		assert_int_equal(
		    pdf_next_token(content, &at, &from), TOKEN_WORD);
		assert_true(str_to_int(str_slice(content, from, at), &id));
		assert_int_equal(
		    pdf_next_token(content, &at, &from), TOKEN_WORD);
		assert_true(str_to_int(str_slice(content, from, at), &start));
		struct str body = str_skip(content, first + (size_t)start);
		body.len = str_find_byte(body, '\n');
		r->file.offsets[id] = all->len;
		buf_printf(all, "%d 0 obj\n", (int)id);
		buf_add(all, body);
		buf_add_z(all, "\nendobj\n");
	}
}

static size_t find_last(struct str bytes, const char *what)
{
	size_t length = strlen(what);
	for (size_t at = bytes.len - length; at > 0; at--)
		if (!memcmp(bytes.ptr + at, what, length))
			return at;
	fail_msg("the file has no %s", what);
	return 0;
}

static void reading_open(
    struct reading *r, struct str bytes, struct arena *arena)
{
	struct buf all = { 0 };
	int64_t table_at;
	size_t count;
	memset(r, 0, sizeof *r);
	r->arena = arena;
	r->bytes = bytes;
	struct str rest = str_skip(bytes, find_last(bytes, "startxref"));
	struct str line;
	assert_true(str_line(&rest, &line) && str_line(&rest, &line));
	assert_true(str_to_int(line, &table_at));
	int64_t number;
	struct str head = str_skip(bytes, (size_t)table_at);
	head.len = str_find_byte(head, ' ');
	assert_true(str_to_int(head, &number));
	r->file = (struct pdf_file){
		.bytes = bytes, .keep = arena, .count = (int)number + 1
	};
	r->file.offsets =
	    arena_array(arena, (size_t)number + 1, sizeof(size_t));
	r->file.objects =
	    arena_array(arena, (size_t)number + 1, sizeof(void *));
	r->file.offsets[number] = (size_t)table_at;
	const struct pdf_object *table = object_at(r, (int)number);
	unsigned char *rows = read_table(r, table, &count);
	assert_int_equal(count, number + 1);
	buf_add(&all, bytes);
	for (size_t i = 0; i < count; i++)
		if (rows[i * ENTRY_BYTES] == 1)
			r->file.offsets[i] =
			    field(rows + i * ENTRY_BYTES, 1, 4);
	for (size_t i = 0; i < count; i++)
		if (rows[i * ENTRY_BYTES] == 2 &&
		    field(rows + i * ENTRY_BYTES, 5, 2) == 0)
			unpack(
			    r, &all, (int)field(rows + i * ENTRY_BYTES, 1, 4));
	r->file.bytes = arena_str(arena, buf_str(&all));
	buf_free(&all);
	r->file.trailer = table->value;
	r->catalog = get(r, &r->file.trailer, "Root");
	r->info = get(r, &r->file.trailer, "Info");
	r->pages = get(r, get(r, r->catalog, "Pages"), "Kids");
	r->page_count = r->pages->count;
}

#endif
