/* Detects and converts encodings while streaming, in blocks of 64 KiB. A
 * sequence that a block cuts is carried over to the next. CR LF and a lone CR
 * become LF here, so that the grammar above sees one kind of line end and
 * lines count as an editor counts them. Windows-1252 after the Encoding
 * Standard (WHATWG), index windows-1252; UTF-16 after RFC 2781. */
#include "importers/table/encoding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
	BLOCK = 1 << 16,
	CARRY = 4,   /* longest sequence */
	GROWTH = 3,  /* a wrong byte becomes three */
	HEAD = 4096, /* looked at for zero bytes */
};

struct block_source {
	FILE *file; /* NULL: memory */
	struct str path;
	struct str memory;
	int64_t bytes_read;
};

struct text_stream {
	struct block_source source;
	struct encoding encoding;
	unsigned char raw[BLOCK + CARRY];
	size_t carried;
	bool after_cr;
	char text[(BLOCK + CARRY) * GROWTH];
};

/* 0x80 to 0x9F; 0 is not assigned. */
static const uint16_t windows_1252[32] = {
	0x20ac,
	0x0000,
	0x201a,
	0x0192,
	0x201e,
	0x2026,
	0x2020,
	0x2021,
	0x02c6,
	0x2030,
	0x0160,
	0x2039,
	0x0152,
	0x0000,
	0x017d,
	0x0000,
	0x0000,
	0x2018,
	0x2019,
	0x201c,
	0x201d,
	0x2022,
	0x2013,
	0x2014,
	0x02dc,
	0x2122,
	0x0161,
	0x203a,
	0x0153,
	0x0000,
	0x017e,
	0x0178,
};

const char *encoding_name(struct encoding encoding)
{
	switch (encoding.kind) {
	case ENCODING_UTF8:
		return encoding.bom ? "UTF-8 with BOM" : "UTF-8";
	case ENCODING_UTF16_LE:
		return "UTF-16LE";
	case ENCODING_UTF16_BE:
		return "UTF-16BE";
	case ENCODING_WINDOWS_1252:
		return "Windows-1252";
	case ENCODING_KINDS:
		break;
	}
	return "unknown";
}

static bool open_source(struct block_source *source, struct str path,
    struct str memory, struct error *err)
{
	*source = (struct block_source){ .path = path, .memory = memory };
	if (memory.ptr)
		return true;
	struct arena *scratch = arena_new();
	source->file = fopen(arena_z(scratch, path), "rb");
	arena_free(scratch);
	if (source->file)
		return true;
	error_errno(err, "cannot read " STR_FMT, STR_ARG(path));
	err->kind = ERROR_INPUT;
	return false;
}

static void close_source(struct block_source *source)
{
	if (source->file)
		fclose(source->file);
	source->file = NULL;
}

/* Up to BLOCK bytes into OUT; *LEN is 0 at the end. */
static bool read_block(struct block_source *source, unsigned char *out,
    size_t *len, struct error *err)
{
	if (source->file) {
		*len = fread(out, 1, BLOCK, source->file);
		if (*len == 0 && ferror(source->file)) {
			error_errno(
			    err, "cannot read " STR_FMT, STR_ARG(source->path));
			err->kind = ERROR_INPUT;
			return false;
		}
	} else {
		*len = source->memory.len < BLOCK ? source->memory.len : BLOCK;
		if (*len)
			memcpy(out, source->memory.ptr, *len);
		source->memory = str_skip(source->memory, *len);
	}
	source->bytes_read += (int64_t)*len;
	return true;
}

/* How many bytes at the end may be the start of a sequence that goes on. */
static size_t open_tail(const unsigned char *bytes, size_t len)
{
	for (size_t back = 1; back < CARRY && back <= len; back++) {
		unsigned char byte = bytes[len - back];
		if ((byte & 0xc0u) == 0x80)
			continue;
		size_t need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
		return byte >= 0xc2 && need > back ? back : 0;
	}
	return 0;
}

struct utf8_tally {
	int64_t sequences;
	int64_t wrong;
};

static void tally_utf8(struct utf8_tally *tally, struct str text)
{
	while ((text = utf8_skip_ascii(text)).len) {
		size_t before = text.len;
		uint32_t code;
		utf8_next(&text, &code);
		if (before - text.len > 1)
			tally->sequences++;
		else
			tally->wrong++;
	}
}

static bool starts_with(
    const unsigned char *bytes, size_t len, const char *mark, size_t mark_len)
{
	return len >= mark_len && !memcmp(bytes, mark, mark_len);
}

/* By byte order mark, else by where the zero bytes of ASCII text stand. */
static bool detect_by_head(
    struct encoding *encoding, const unsigned char *bytes, size_t len)
{
	if (starts_with(bytes, len, "\xff\xfe", 2)) {
		*encoding = (struct encoding){ ENCODING_UTF16_LE, true, 0 };
		return true;
	}
	if (starts_with(bytes, len, "\xfe\xff", 2)) {
		*encoding = (struct encoding){ ENCODING_UTF16_BE, true, 0 };
		return true;
	}
	size_t zeros[2] = { 0 };
	size_t seen = len < HEAD ? len : HEAD;
	for (size_t i = 0; i < seen; i++)
		zeros[i % 2] += bytes[i] == 0;
	if (zeros[1] > seen / 4 && zeros[0] < zeros[1] / 4) {
		*encoding = (struct encoding){ ENCODING_UTF16_LE, false, 0 };
		return true;
	}
	if (zeros[0] > seen / 4 && zeros[1] < zeros[0] / 4) {
		*encoding = (struct encoding){ ENCODING_UTF16_BE, false, 0 };
		return true;
	}
	encoding->bom = starts_with(bytes, len, "\xef\xbb\xbf", 3);
	return false;
}

/* Whether all of the source is UTF-8, block by block. */
static bool detect_by_sequences(struct encoding *encoding,
    struct block_source *source, unsigned char *block, size_t len,
    struct error *err)
{
	struct utf8_tally tally = { 0 };
	size_t carried = 0;
	while (len) {
		size_t all = carried + len;
		size_t tail = open_tail(block, all);
		tally_utf8(
		    &tally, (struct str){ (const char *)block, all - tail });
		memmove(block, block + all - tail, tail);
		carried = tail;
		if (!read_block(source, block + carried, &len, err))
			return false;
	}
	tally.wrong += carried != 0;
	encoding->wrong = tally.wrong;
	if (!encoding->bom && tally.wrong > tally.sequences) {
		encoding->kind = ENCODING_WINDOWS_1252;
		encoding->wrong = 0;
	}
	return true;
}

bool encoding_detect(struct encoding *encoding, struct str path,
    struct str memory, struct error *err)
{
	struct block_source source;
	*encoding = (struct encoding){ 0 };
	if (!open_source(&source, path, memory, err))
		return false;
	struct arena *scratch = arena_new();
	unsigned char *block = arena_alloc(scratch, BLOCK + CARRY);
	size_t len;
	bool done =
	    read_block(&source, block, &len, err) &&
	    (detect_by_head(encoding, block, len) ||
		detect_by_sequences(encoding, &source, block, len, err));
	arena_free(scratch);
	close_source(&source);
	return done;
}

bool text_open(struct text_stream **stream, struct str path, struct str memory,
    struct encoding encoding, struct error *err)
{
	struct block_source source;
	if (!open_source(&source, path, memory, err))
		return false;
	*stream = calloc(1, sizeof **stream);
	if (!*stream) {
		close_source(&source);
		return error_set(err, ERROR_SYSTEM, "out of memory");
	}
	(*stream)->source = source;
	(*stream)->encoding = encoding;
	return true;
}

void text_close(struct text_stream *stream)
{
	if (!stream)
		return;
	close_source(&stream->source);
	free(stream);
}

static size_t put(struct text_stream *stream, size_t at, uint32_t code)
{
	bool after_cr = stream->after_cr;
	stream->after_cr = code == '\r';
	if (code == '\n' && after_cr)
		return at;
	if (code == '\r')
		code = '\n';
	if (code == 0)
		code = UTF8_REPLACEMENT;
	return at + utf8_encode(code, stream->text + at);
}

/* Bytes at the start of TEXT that stay as they are: ASCII without CR and NUL.
 * Eight at a time, as long as none of them has bit 7, is 13 or is 0. */
static size_t plain_length(struct str text)
{
	const uint64_t low = UINT64_C(0x0101010101010101);
	const uint64_t high = UINT64_C(0x8080808080808080);
	size_t at = 0;
	uint64_t word;
	for (; text.len - at >= sizeof word; at += sizeof word) {
		memcpy(&word, text.ptr + at, sizeof word);
		uint64_t cr = word ^ low * '\r';
		if ((word | (word - low) | (cr - low)) & high)
			break;
	}
	while (at < text.len && text.ptr[at] > 0 && text.ptr[at] != '\r')
		at++;
	return at;
}

static size_t convert_utf8(struct text_stream *stream, size_t len)
{
	struct str rest = { (const char *)stream->raw, len };
	size_t at = 0;
	uint32_t code;
	while (rest.len) {
		size_t plain = stream->after_cr ? 0 : plain_length(rest);
		if (plain)
			memcpy(stream->text + at, rest.ptr, plain);
		at += plain;
		rest = str_skip(rest, plain);
		if (utf8_next(&rest, &code))
			at = put(stream, at, code);
	}
	return at;
}

static size_t convert_1252(struct text_stream *stream, size_t len)
{
	size_t at = 0;
	for (size_t i = 0; i < len; i++) {
		uint32_t code = stream->raw[i];
		if (code >= 0x80 && code < 0xa0)
			code = windows_1252[code - 0x80];
		at = put(stream, at, code);
	}
	return at;
}

static uint32_t utf16_unit(const struct text_stream *stream, size_t at)
{
	uint32_t first = stream->raw[at];
	uint32_t second = stream->raw[at + 1];
	return stream->encoding.kind == ENCODING_UTF16_BE ? first << 8 | second
							  : second << 8 | first;
}

static size_t convert_utf16(struct text_stream *stream, size_t len)
{
	size_t at = 0;
	for (size_t i = 0; i + 1 < len; i += 2) {
		uint32_t code = utf16_unit(stream, i);
		bool high = code >= 0xd800 && code < 0xdc00;
		uint32_t low =
		    high && i + 3 < len ? utf16_unit(stream, i + 2) : 0;
		if (low >= 0xdc00 && low < 0xe000) {
			code =
			    0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		} else if (code >= 0xd800 && code < 0xe000) {
			code = UTF8_REPLACEMENT;
		}
		at = put(stream, at, code);
	}
	if (len % 2)
		at = put(stream, at, UTF8_REPLACEMENT);
	return at;
}

/* Bytes at the end that wait for the next block. */
static size_t tail_of(const struct text_stream *stream, size_t len)
{
	switch (stream->encoding.kind) {
	case ENCODING_UTF8:
		return open_tail(stream->raw, len);
	case ENCODING_UTF16_LE:
	case ENCODING_UTF16_BE: {
		size_t tail = len % 2;
		if (len - tail >= 2) {
			uint32_t last = utf16_unit(stream, len - tail - 2);
			if (last >= 0xd800 && last < 0xdc00)
				tail += 2;
		}
		return tail;
	}
	case ENCODING_WINDOWS_1252:
	case ENCODING_KINDS:
		break;
	}
	return 0;
}

static size_t convert(struct text_stream *stream, size_t len)
{
	switch (stream->encoding.kind) {
	case ENCODING_UTF16_LE:
	case ENCODING_UTF16_BE:
		return convert_utf16(stream, len);
	case ENCODING_WINDOWS_1252:
		return convert_1252(stream, len);
	case ENCODING_UTF8:
	case ENCODING_KINDS:
		break;
	}
	return convert_utf8(stream, len);
}

/* The first LEN bytes of the block as UTF-8 with one kind of line end. Most are
 * that already; when none is to be carried over they need not be copied. */
static struct str as_utf8(struct text_stream *stream, size_t len, size_t tail)
{
	struct str block = { (const char *)stream->raw, len };
	if (stream->encoding.kind == ENCODING_UTF8 && !tail &&
	    !stream->after_cr && plain_length(block) == len)
		return block;
	return (struct str){ stream->text, convert(stream, len) };
}

static struct str without_bom(struct str text)
{
	return str_starts(text, STR("\xef\xbb\xbf")) ? str_skip(text, 3) : text;
}

bool text_next(struct text_stream *stream, struct str *part, struct error *err)
{
	bool first = stream->source.bytes_read == 0;
	*part = STR("");
	while (part->len == 0) {
		size_t len;
		if (!read_block(&stream->source, stream->raw + stream->carried,
			&len, err))
			return false;
		size_t all = stream->carried + len;
		size_t tail = len ? tail_of(stream, all) : 0;
		*part = as_utf8(stream, all - tail, tail);
		memmove(stream->raw, stream->raw + all - tail, tail);
		stream->carried = tail;
		if (first)
			*part = without_bom(*part);
		first = false;
		if (len == 0)
			break;
	}
	return true;
}

int64_t text_bytes_read(const struct text_stream *stream)
{
	return stream->source.bytes_read;
}
