/* Memory by lifetime: everything taken from an arena is given back at once.
 * Parameters named KEEP outlive the call, those named SCRATCH do not. Out of
 * memory ends the program here, with exit status 4; nothing returns NULL. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

/* Never NULL; to be freed with all that it gave. */
struct arena *arena_new(void);
void arena_free(struct arena *arena);  /* NULL is fine */
void arena_reset(struct arena *arena); /* gives back all, keeps the arena */

/* SIZE zeroed bytes, aligned for any type; a size of 0 is fine. */
void *arena_alloc(struct arena *arena, size_t size);
/* The same, but the bytes are of any value. */
void *arena_alloc_raw(struct arena *arena, size_t size);
/* COUNT zeroed objects of SIZE bytes; the product is checked. */
void *arena_array(struct arena *arena, size_t count, size_t size);
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

struct str arena_str(struct arena *arena, struct str text); /* a copy */
char *arena_z(struct arena *arena, struct str text); /* NUL-terminated copy */
struct str arena_lower(struct arena *arena, struct str text); /* ASCII */
struct str arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str arena_vprintf(struct arena *arena, const char *format,
    va_list arguments) __attribute__((format(printf, 2, 0)));
size_t arena_used(const struct arena *arena); /* bytes handed out */

#endif
