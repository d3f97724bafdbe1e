/* A growable byte buffer, for output that is made before it is written. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

#include "base/str.h"

struct buf {
	char *data;
	size_t len;
	size_t room;
};

/* A buf starts as { 0 }; what is added is copied. Out of memory ends the
 * program. */
void buf_add(struct buf *buf, struct str text);
void buf_add_z(struct buf *buf, const char *z);
void buf_add_bytes(struct buf *buf, const void *bytes, size_t count);
void buf_add_char(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str buf_str(const struct buf *buf); /* valid until the next change */
void buf_print(const struct buf *buf);	   /* on standard output */
void buf_clear(struct buf *buf);	   /* keeps the memory */
void buf_free(struct buf *buf);

#endif
