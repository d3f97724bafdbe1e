/* Reads cairo's PDF: ISO 32000-1, 7.2 (lexical), 7.3 (objects), 7.5.4 (the
 * classic cross-reference table). Values keep the text they were written
 * with, so that copying one changes nothing but its references. Only one
 * section of cross-references is understood, no object streams and no
 * incremental updates: the painter asks cairo for PDF 1.4, which has none. */
#include "render/pdf/object.h"

#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "base/vec.h"

#define DEPTH_MAX 24 /* cairo nests 6 deep */
#define OBJECTS_MAX 8000000
#define INFLATED_MAX ((size_t)1 << 30)

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
	       c == '\0';
}

static bool is_delimiter(char c)
{
	return c != '\0' && strchr("()<>[]{}/%", c);
}

static void skip_blanks(struct str bytes, size_t *at)
{
	for (; *at < bytes.len; (*at)++) {
		if (bytes.ptr[*at] == '%')
			while (*at < bytes.len && bytes.ptr[*at] != '\n' &&
			       bytes.ptr[*at] != '\r')
				(*at)++;
		else if (!is_blank(bytes.ptr[*at]))
			return;
		if (*at == bytes.len)
			return;
	}
}

static void skip_literal(struct str bytes, size_t *at)
{
	int depth = 0;
	while (*at < bytes.len) {
		char c = bytes.ptr[(*at)++];
		if (c == '\\' && *at < bytes.len)
			(*at)++;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			return;
	}
}

static void skip_regular(struct str bytes, size_t *at)
{
	while (*at < bytes.len && !is_blank(bytes.ptr[*at]) &&
	       !is_delimiter(bytes.ptr[*at]))
		(*at)++;
}

enum pdf_token pdf_next_token(struct str bytes, size_t *at, size_t *from)
{
	skip_blanks(bytes, at);
	*from = *at;
	if (*at >= bytes.len)
		return TOKEN_END;
	char c = bytes.ptr[*at];
	bool doubled = *at + 1 < bytes.len && bytes.ptr[*at + 1] == c;
	if (c == '(') {
		skip_literal(bytes, at);
		return TOKEN_STRING;
	}
	if (c == '/') {
		(*at)++;
		skip_regular(bytes, at);
		return TOKEN_NAME;
	}
	if ((c == '<' || c == '>') && doubled) {
		*at += 2;
		return TOKEN_OTHER;
	}
	if (c == '<') {
		while (*at < bytes.len && bytes.ptr[(*at)++] != '>')
			;
		return TOKEN_STRING;
	}
	if (is_delimiter(c)) {
		(*at)++;
		return TOKEN_OTHER;
	}
	skip_regular(bytes, at);
	return TOKEN_WORD;
}

struct reader {
	struct str bytes;
	size_t at;
	struct arena *keep;
	struct error *err;
};

static bool refuse(struct reader *r, size_t at, const char *expected)
{
	struct str near = str_slice(r->bytes, at, at + 24);
	for (size_t i = 0; i < near.len; i++)
		if ((unsigned char)near.ptr[i] < ' ' ||
		    (unsigned char)near.ptr[i] > '~')
			near.len = i;
	return error_set(r->err, ERROR_SYSTEM,
	    "cairo's PDF at byte %zu: expected %s, found \"" STR_FMT "\"", at,
	    expected, STR_ARG(near));
}

static bool read_value(struct reader *r, int depth, struct pdf_value *value);

struct values {
	struct pdf_value *items;
	size_t count;
	size_t room;
};

/* Items up to CLOSE ("]" or ">>"). */
static bool read_items(
    struct reader *r, int depth, const char *close, struct pdf_value *value)
{
	struct values list = { 0 };
	size_t length = strlen(close);
	while (true) {
		skip_blanks(r->bytes, &r->at);
		if (r->bytes.len - r->at < length)
			return refuse(r, r->at, close);
		if (!memcmp(r->bytes.ptr + r->at, close, length))
			break;
		struct pdf_value item;
		if (!read_value(r, depth + 1, &item))
			return false;
		VEC_PUSH(&list, r->keep, item);
	}
	r->at += length;
	value->items = list.items;
	value->count = list.count;
	return true;
}

/* "12 0 R" where a number was read: makes it a reference. */
static void try_reference(struct reader *r, struct pdf_value *value)
{
	int64_t number;
	size_t at = r->at;
	size_t from;
	if (!str_to_int(value->text, &number) || number < 1 ||
	    number > OBJECTS_MAX)
		return;
	if (pdf_next_token(r->bytes, &at, &from) != TOKEN_WORD ||
	    !str_equal_z(str_slice(r->bytes, from, at), "0"))
		return;
	if (pdf_next_token(r->bytes, &at, &from) != TOKEN_WORD ||
	    !str_equal_z(str_slice(r->bytes, from, at), "R"))
		return;
	value->kind = PDF_REFERENCE;
	value->number = (int)number;
	r->at = at;
}

static bool read_value(struct reader *r, int depth, struct pdf_value *value)
{
	size_t from;
	memset(value, 0, sizeof *value);
	if (depth > DEPTH_MAX)
		return refuse(r, r->at, "fewer nested values");
	enum pdf_token token = pdf_next_token(r->bytes, &r->at, &from);
	value->text = str_slice(r->bytes, from, r->at);
	if (token == TOKEN_NAME) {
		value->kind = PDF_NAME;
		return true;
	}
	if (token == TOKEN_STRING) {
		value->kind = PDF_STRING;
		return true;
	}
	if (token == TOKEN_WORD) {
		value->kind = PDF_WORD;
		try_reference(r, value);
		return true;
	}
	if (str_equal_z(value->text, "[")) {
		value->kind = PDF_ARRAY;
		return read_items(r, depth, "]", value);
	}
	if (!str_equal_z(value->text, "<<"))
		return refuse(r, from, "a value");
	value->kind = PDF_DICT;
	if (!read_items(r, depth, ">>", value))
		return false;
	for (size_t i = 0; i < value->count; i += 2)
		if (value->items[i].kind != PDF_NAME || value->count % 2)
			return refuse(r, from, "a dictionary of names");
	return true;
}

const struct pdf_value *pdf_get(const struct pdf_value *dict, const char *key)
{
	if (dict->kind != PDF_DICT)
		return NULL;
	for (size_t i = 0; i + 1 < dict->count; i += 2)
		if (pdf_is_name(&dict->items[i], key))
			return &dict->items[i + 1];
	return NULL;
}

bool pdf_is_name(const struct pdf_value *value, const char *name)
{
	return value && value->kind == PDF_NAME &&
	       str_equal_z(str_skip(value->text, 1), name);
}

bool pdf_fetch(struct pdf_file *file, const struct pdf_value *dict,
    const char *key, const struct pdf_value **value, struct error *err)
{
	*value = pdf_get(dict, key);
	if (!*value)
		return error_set(err, ERROR_SYSTEM,
		    "cairo's PDF has a dictionary without /%s", key);
	if ((*value)->kind != PDF_REFERENCE)
		return true;
	const struct pdf_object *object = NULL;
	if (!pdf_read_object(file, (*value)->number, &object, err))
		return false;
	*value = &object->value;
	return true;
}

static bool expect_word(struct reader *r, const char *word)
{
	size_t from;
	if (pdf_next_token(r->bytes, &r->at, &from) != TOKEN_WORD ||
	    !str_equal_z(str_slice(r->bytes, from, r->at), word))
		return refuse(r, from, word);
	return true;
}

/* A small number that is not negative. */
static bool read_number(struct reader *r, int64_t *number)
{
	size_t from;
	if (pdf_next_token(r->bytes, &r->at, &from) != TOKEN_WORD ||
	    !str_to_int(str_slice(r->bytes, from, r->at), number) ||
	    *number < 0)
		return refuse(r, from, "a number");
	return true;
}

static bool read_stream(
    struct pdf_file *file, struct reader *r, struct pdf_object *object)
{
	const struct pdf_value *length;
	int64_t size;
	if (!pdf_fetch(file, &object->value, "Length", &length, r->err))
		return false;
	if (!str_to_int(length->text, &size) || size < 0)
		return refuse(r, r->at, "a stream with a length");
	if (r->at < r->bytes.len && r->bytes.ptr[r->at] == '\r')
		r->at++;
	if (r->at < r->bytes.len && r->bytes.ptr[r->at] == '\n')
		r->at++;
	if ((uint64_t)size > r->bytes.len - r->at)
		return refuse(r, r->at, "a stream as long as it says");
	object->is_stream = true;
	object->stream = str_slice(r->bytes, r->at, r->at + (size_t)size);
	r->at += (size_t)size;
	return expect_word(r, "endstream");
}

static bool parse_object(struct pdf_file *file, int number, size_t offset,
    struct pdf_object *object, struct error *err)
{
	struct reader r = { file->bytes, offset, file->keep, err };
	int64_t found = 0;
	size_t from;
	if (!read_number(&r, &found) || !expect_word(&r, "0") ||
	    !expect_word(&r, "obj"))
		return false;
	if (found != number)
		return refuse(&r, offset, "another object");
	if (!read_value(&r, 0, &object->value))
		return false;
	pdf_next_token(r.bytes, &r.at, &from);
	struct str word = str_slice(r.bytes, from, r.at);
	if (str_equal_z(word, "endobj"))
		return true;
	if (!str_equal_z(word, "stream"))
		return refuse(&r, from, "endobj or stream");
	return read_stream(file, &r, object);
}

bool pdf_read_object(struct pdf_file *file, int number,
    const struct pdf_object **object, struct error *err)
{
	if (number < 1 || number >= file->count || !file->offsets[number])
		return error_set(err, ERROR_SYSTEM,
		    "cairo's PDF names object %d, which it does not have",
		    number);
	if (!file->objects[number]) {
		struct pdf_object *fresh =
		    ARENA_NEW(file->keep, struct pdf_object);
		/* A length that names its own stream comes back here and is
		 * refused above. */
		size_t offset = file->offsets[number];
		file->offsets[number] = 0;
		if (!parse_object(file, number, offset, fresh, err))
			return false;
		file->offsets[number] = offset;
		file->objects[number] = fresh;
	}
	*object = file->objects[number];
	return true;
}

/* One line of the table: "0000000015 00000 n". */
static bool read_entry(struct pdf_file *file, struct reader *r, int number)
{
	int64_t offset = 0;
	int64_t generation = 0;
	size_t from;
	if (!read_number(r, &offset) || !read_number(r, &generation))
		return false;
	pdf_next_token(r->bytes, &r->at, &from);
	struct str kind = str_slice(r->bytes, from, r->at);
	if (str_equal_z(kind, "f"))
		return true;
	if (!str_equal_z(kind, "n") || generation != 0 || offset <= 0 ||
	    (uint64_t)offset >= r->bytes.len)
		return refuse(r, from, "an entry of the table of objects");
	file->offsets[number] = (size_t)offset;
	return true;
}

static bool read_table(struct pdf_file *file, struct reader *r)
{
	int64_t first = 0;
	int64_t count = 0;
	if (!expect_word(r, "xref"))
		return error_while(r->err, "reading the table of objects");
	if (!read_number(r, &first) || !read_number(r, &count))
		return false;
	if (first != 0 || count > OBJECTS_MAX)
		return refuse(r, r->at, "one table of objects from 0");
	file->count = (int)count;
	file->offsets = arena_array(file->keep, (size_t)count, sizeof(size_t));
	file->objects =
	    arena_array(file->keep, (size_t)count, sizeof(struct pdf_object *));
	for (int i = 0; i < file->count; i++)
		if (!read_entry(file, r, i))
			return false;
	return expect_word(r, "trailer") && read_value(r, 0, &file->trailer);
}

bool pdf_open(struct pdf_file *file, struct str bytes, struct arena *keep,
    struct error *err)
{
	static const char mark[] = "startxref";
	memset(file, 0, sizeof *file);
	file->bytes = bytes;
	file->keep = keep;
	struct reader r = { bytes, 0, keep, err };
	if (!str_starts(bytes, STR("%PDF-1.")))
		return refuse(&r, 0, "%PDF-1.");
	size_t tail = bytes.len > 64 ? bytes.len - 64 : 0;
	for (r.at = tail; r.at + sizeof mark < bytes.len; r.at++)
		if (!memcmp(bytes.ptr + r.at, mark, sizeof mark - 1))
			break;
	int64_t at = 0;
	if (!expect_word(&r, mark) || !read_number(&r, &at))
		return false;
	r.at = (size_t)at;
	if (!read_table(file, &r))
		return false;
	static const char *const unknown[] = { "Prev", "XRefStm", "Encrypt" };
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		if (pdf_get(&file->trailer, unknown[i]))
			return error_set(err, ERROR_SYSTEM,
			    "cairo's PDF has /%s, which is not understood",
			    unknown[i]);
	return true;
}

static bool inflate_all(struct pdf_file *file, struct str packed,
    struct str *bytes, struct error *err)
{
	z_stream z = { 0 };
	size_t room = packed.len * 4 + 256;
	char *out = arena_alloc(file->keep, room);
	if (inflateInit(&z) != Z_OK)
		return error_set(err, ERROR_SYSTEM, "zlib does not start");
	z.next_in = (const Bytef *)packed.ptr;
	z.avail_in = (uInt)packed.len;
	int state = Z_OK;
	while (state == Z_OK && room < INFLATED_MAX) {
		if (z.total_out == room) {
			char *larger = arena_alloc(file->keep, room * 2);
			memcpy(larger, out, room);
			out = larger;
			room *= 2;
		}
		z.next_out = (Bytef *)out + z.total_out;
		z.avail_out = (uInt)(room - z.total_out);
		state = inflate(&z, Z_NO_FLUSH);
	}
	*bytes = (struct str){ out, z.total_out };
	inflateEnd(&z);
	if (state != Z_STREAM_END)
		return error_set(err, ERROR_SYSTEM,
		    "cairo's PDF has a stream that cannot be inflated");
	return true;
}

bool pdf_inflate(struct pdf_file *file, const struct pdf_object *object,
    struct str *bytes, struct error *err)
{
	const struct pdf_value *filter = pdf_get(&object->value, "Filter");
	if (!filter) {
		*bytes = object->stream;
		return true;
	}
	if (!pdf_is_name(filter, "FlateDecode") ||
	    pdf_get(&object->value, "DecodeParms"))
		return error_set(err, ERROR_SYSTEM,
		    "cairo's PDF has a filter that is not understood: " STR_FMT,
		    STR_ARG(filter->text));
	return inflate_all(file, object->stream, bytes, err);
}
