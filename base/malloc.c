/* The program's own malloc, before that of the C library or a preloaded one,
 * which it asks. Libraries without memory go on where they should not: HarfBuzz
 * and FreeType leave a glyph out and tell nobody, libgit2 says that it has no
 * such object, SQLite binds no text, fontconfig and cairo crash. So none of
 * them ever sees that there is none. What no machine has, as a broken file may
 * ask for, is refused as ever. AddressSanitizer gives memory its own way. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl*): for RTLD_NEXT */
#define _GNU_SOURCE
#include "base/memory.h"

#if !MEMORY_IS_WATCHED
#include <dlfcn.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { TERABYTE_BITS = 40 };

/* MEMORY, or the end of the program where SIZE bytes could be had. */
static void *given(void *memory, size_t size)
{
	return size >> TERABYTE_BITS ? memory : must_have(memory);
}

/* Puts the function NAME that would have been called into *NEXT. */
static void find(void *next, const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	memcpy(next, &found, sizeof found);
}

void *malloc(size_t size)
{
	static __typeof__(malloc) *next;
	if (!next)
		find(&next, "malloc");
	return given(next(size), size);
}

void *calloc(size_t count, size_t size)
{
	static __typeof__(calloc) *next;
	if (!next)
		find(&next, "calloc");
	size_t whole;
	if (__builtin_mul_overflow(count, size, &whole))
		whole = SIZE_MAX;
	return given(next(count, size), whole);
}

void *realloc(void *old, size_t size)
{
	static __typeof__(realloc) *next;
	if (!next)
		find(&next, "realloc");
	void *memory = next(old, size);
	return size ? given(memory, size) : memory; /* of 0 it frees */
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	static __typeof__(posix_memalign) *next;
	if (!next)
		find(&next, "posix_memalign");
	int status = next(out, alignment, size);
	if (status == ENOMEM && !(size >> TERABYTE_BITS))
		memory_lost();
	return status;
}
#endif
