/* Decoding of text files into blocks of UTF-8. The file is read in blocks of
 * its own bytes; UTF-8 is handed on as it is (wrong bytes and all: the reader
 * above decides), UTF-16 is converted with unpaired surrogates as U+FFFD. Only
 * a byte order mark at the very start is taken off. Unicode 15, section 3.10;
 * guessing without a mark follows RFC 4627 section 3 (zero bytes). */
#include "importers/json/text_in.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

enum {
	RAW_SIZE = 256 * 1024,
	/* A UTF-16 unit becomes at most three bytes. */
	DECODED_SIZE = RAW_SIZE / 2 * 3 + 4,
	DESCRIPTOR_NONE = -1,
};

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE };

struct text_source {
	int descriptor;	   /* DESCRIPTOR_NONE: memory, or at its end */
	struct str memory; /* what is left of it */
	int64_t taken;
	enum encoding encoding;
	bool started;
	const char *problem;
	uint32_t high; /* a high surrogate that waits for its low one */
	bool has_half; /* one byte of a unit waits for the other */
	unsigned char half;
	unsigned char *raw;
	unsigned char *decoded;
};

/* Behind the first GOT bytes of the block; how many there are then. */
static size_t read_file(struct text_source *source, size_t got)
{
	while (source->descriptor != DESCRIPTOR_NONE && got < RAW_SIZE) {
		ssize_t n =
		    read(source->descriptor, source->raw + got, RAW_SIZE - got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			source->problem = strerror(errno);
		if (n <= 0) {
			close(source->descriptor);
			source->descriptor = DESCRIPTOR_NONE;
			break;
		}
		got += (size_t)n;
	}
	return got;
}

/* Bytes in memory are read where they are. */
static struct str read_block(struct text_source *source)
{
	struct str block = str_slice(source->memory, 0, RAW_SIZE);
	if (source->memory.ptr)
		source->memory = str_skip(source->memory, block.len);
	else
		block = (struct str){ (const char *)source->raw,
			read_file(source, 0) };
	source->taken += (int64_t)block.len;
	return block;
}

static struct str detect_encoding(struct text_source *source, struct str raw)
{
	if (str_starts(raw, STR("\xEF\xBB\xBF")))
		return str_skip(raw, 3);
	if (str_starts(raw, STR("\xFF\xFE"))) {
		source->encoding = ENCODING_UTF16LE;
		return str_skip(raw, 2);
	}
	if (str_starts(raw, STR("\xFE\xFF"))) {
		source->encoding = ENCODING_UTF16BE;
		return str_skip(raw, 2);
	}
	if (raw.len >= 4 && raw.ptr[0] && !raw.ptr[1] && raw.ptr[2] &&
	    !raw.ptr[3])
		source->encoding = ENCODING_UTF16LE;
	else if (raw.len >= 4 && !raw.ptr[0] && raw.ptr[1] && !raw.ptr[2] &&
		 raw.ptr[3])
		source->encoding = ENCODING_UTF16BE;
	return raw;
}

static size_t put(struct text_source *source, size_t len, uint32_t code_point)
{
	char bytes[4];
	size_t n = utf8_encode(code_point, bytes);
	memcpy(source->decoded + len, bytes, n);
	return len + n;
}

static size_t put_unit(struct text_source *source, size_t len, uint32_t unit)
{
	bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
	if (source->high && is_low) {
		uint32_t high = source->high - 0xD800;
		source->high = 0;
		return put(
		    source, len, 0x10000 + (high << 10) + (unit - 0xDC00));
	}
	if (source->high)
		len = put(source, len, UTF8_REPLACEMENT);
	source->high = 0;
	if (unit >= 0xD800 && unit <= 0xDBFF) {
		source->high = unit;
		return len;
	}
	return put(source, len, is_low ? UTF8_REPLACEMENT : unit);
}

static uint32_t unit_of(
    const struct text_source *source, unsigned first, unsigned second)
{
	return source->encoding == ENCODING_UTF16LE ? first | second << 8
						    : first << 8 | second;
}

static struct str decode_utf16(struct text_source *source, struct str raw)
{
	const unsigned char *bytes = (const unsigned char *)raw.ptr;
	size_t len = 0;
	size_t i = 0;
	if (source->has_half && raw.len) {
		len = put_unit(
		    source, len, unit_of(source, source->half, bytes[0]));
		source->has_half = false;
		i = 1;
	}
	for (; i + 1 < raw.len; i += 2)
		len = put_unit(
		    source, len, unit_of(source, bytes[i], bytes[i + 1]));
	if (i < raw.len) {
		source->half = bytes[i];
		source->has_half = true;
	}
	return (struct str){ (const char *)source->decoded, len };
}

static struct str next_block(struct text_source *source, struct arena *keep)
{
	struct str raw = read_block(source);
	if (!source->started) {
		source->started = true;
		raw = detect_encoding(source, raw);
		if (source->encoding != ENCODING_UTF8)
			source->decoded = arena_alloc_raw(keep, DECODED_SIZE);
	}
	if (source->encoding == ENCODING_UTF8)
		return raw;
	if (!raw.len && source->has_half) {
		source->problem = "half a UTF-16 character";
		source->has_half = false;
	}
	return decode_utf16(source, raw);
}

static void start(
    struct text_in *text, struct text_source *source, struct arena *keep)
{
	if (!source->memory.ptr)
		source->raw = arena_alloc_raw(keep, RAW_SIZE);
	struct str block = next_block(source, keep);
	*text = (struct text_in){
		.at = (const unsigned char *)block.ptr,
		.block = (const unsigned char *)block.ptr,
		.line = 1,
		.source = source,
	};
	text->end = text->at + block.len;
}

bool text_in_open(struct text_in *text, struct str path, struct arena *keep,
    struct error *err)
{
	struct text_source *source = ARENA_NEW(keep, struct text_source);
	struct stat status;
	*text = (struct text_in){ .source = source };
	source->descriptor = open(arena_z(keep, path), O_RDONLY | O_CLOEXEC);
	if (source->descriptor < 0 || fstat(source->descriptor, &status)) {
		error_errno(err, "cannot read " STR_FMT, STR_ARG(path));
		text_in_close(text);
		return false;
	}
	if (S_ISDIR(status.st_mode)) {
		text_in_close(text);
		return error_at(err, (struct place){ path, 0, 0 },
		    "expected a file, found a folder");
	}
	start(text, source, keep);
	return true;
}

void text_in_open_bytes(
    struct text_in *text, struct str bytes, struct arena *keep)
{
	struct text_source *source = ARENA_NEW(keep, struct text_source);
	source->descriptor = DESCRIPTOR_NONE;
	source->memory = bytes.ptr ? bytes : STR("");
	start(text, source, keep);
}

void text_in_close(struct text_in *text)
{
	if (!text->source || text->source->descriptor < 0)
		return;
	close(text->source->descriptor);
	text->source->descriptor = DESCRIPTOR_NONE;
}

bool text_in_fill(struct text_in *text)
{
	struct str block;
	text->before += text->end - text->block;
	text->block = text->at = text->end;
	/* A block of one half character decodes to nothing: go on. */
	do {
		int64_t taken = text->source->taken;
		block = next_block(text->source, NULL);
		if (!block.len && taken == text->source->taken)
			return false;
	} while (!block.len);
	text->block = text->at = (const unsigned char *)block.ptr;
	text->end = text->at + block.len;
	return true;
}

bool text_in_more(struct text_in *text)
{
	struct text_source *source = text->source;
	size_t kept = (size_t)(text->end - text->at);
	if (source->memory.ptr || source->encoding != ENCODING_UTF8 ||
	    kept == RAW_SIZE)
		return false;
	memmove(source->raw, text->at, kept);
	text->before += text->at - text->block;
	size_t len = read_file(source, kept);
	source->taken += (int64_t)(len - kept);
	text->block = text->at = source->raw;
	text->end = source->raw + len;
	return len > kept;
}

const char *text_in_problem(const struct text_in *text)
{
	return text->source->problem;
}

int64_t text_in_done(const struct text_in *text)
{
	return text->source->taken;
}
