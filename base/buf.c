/* Grows by doubling; out of memory ends the program as in the arena. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static char *reserve(struct buf *buf, size_t more)
{
	if (buf->room - buf->len < more) {
		size_t room = buf->room ? buf->room : 1024;
		while (room - buf->len < more)
			room *= 2;
		buf->data = must_have(realloc(buf->data, room));
		buf->room = room;
	}
	return buf->data + buf->len;
}

void buf_add_bytes(struct buf *buf, const void *bytes, size_t count)
{
	if (count)
		memcpy(reserve(buf, count), bytes, count);
	buf->len += count;
}

void buf_add(struct buf *buf, struct str text)
{
	buf_add_bytes(buf, text.ptr, text.len);
}

void buf_add_z(struct buf *buf, const char *z)
{
	buf_add_bytes(buf, z, strlen(z));
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add_bytes(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list arguments;
	va_list again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length > 0) {
		size_t len = (size_t)length;
		vsnprintf(reserve(buf, len + 1), len + 1, format, again);
		buf->len += len;
	}
	va_end(again);
}

struct str buf_str(const struct buf *buf)
{
	return (struct str){ buf->data ? buf->data : "", buf->len };
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
}

void buf_print(const struct buf *buf)
{
	if (buf->len)
		fwrite(buf->data, 1, buf->len, stdout);
}

void buf_free(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){ 0 };
}
