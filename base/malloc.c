/* The program's own malloc, before that of the C library or a preloaded one,
 * which it asks. Libraries without memory go on where they should not: HarfBuzz
 * and FreeType leave a glyph out and tell nobody, libgit2 says that it has no
 * such object, SQLite binds no text, fontconfig and cairo crash. So none of
 * them ever sees that there is none. AddressSanitizer gives memory its own way.
 */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl*): for RTLD_NEXT */
#define _GNU_SOURCE
#include "base/memory.h"

#if !MEMORY_IS_WATCHED
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

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
	return must_have(next(size));
}

void *calloc(size_t count, size_t size)
{
	static __typeof__(calloc) *next;
	if (!next)
		find(&next, "calloc");
	return must_have(next(count, size));
}

void *realloc(void *old, size_t size)
{
	static __typeof__(realloc) *next;
	if (!next)
		find(&next, "realloc");
	void *memory = next(old, size);
	return size ? must_have(memory) : memory; /* of 0 it frees */
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	static __typeof__(posix_memalign) *next;
	if (!next)
		find(&next, "posix_memalign");
	int status = next(out, alignment, size);
	if (status == ENOMEM)
		memory_lost();
	return status;
}
#endif
