/* Functions of git2/sys/alloc.h. libgit2 1.5 asks for nine; the newer ones make
 * the other six of these three. */
#include "importers/git/allocator.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>
#include <git2/sys/alloc.h>

#include "base/memory.h"

static void *take(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return must_malloc(size);
}

static void *take_more(void *old, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return must_realloc(old, size);
}

#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7
static void *take_zeroed(size_t count, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return must_have(calloc(count ? count : 1, size ? size : 1));
}

static void *take_many(size_t count, size_t size, const char *file, int line)
{
	if (size && count > SIZE_MAX / size)
		memory_lost();
	return take(count * size, file, line);
}

static void *take_many_more(
    void *old, size_t count, size_t size, const char *file, int line)
{
	if (size && count > SIZE_MAX / size)
		memory_lost();
	return take_more(old, count * size, file, line);
}

static char *copy_bytes(
    const char *text, size_t size, const char *file, int line)
{
	char *copy = take(size + 1, file, line);
	if (size)
		memcpy(copy, text, size);
	copy[size] = '\0';
	return copy;
}

static char *copy_start(
    const char *text, size_t size, const char *file, int line)
{
	return copy_bytes(text, strnlen(text, size), file, line);
}

static char *copy(const char *text, const char *file, int line)
{
	return copy_bytes(text, strlen(text), file, line);
}
#endif

static git_allocator functions = {
	.gmalloc = take,
	.grealloc = take_more,
	.gfree = free,
#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 7
	.gcalloc = take_zeroed,
	.gmallocarray = take_many,
	.greallocarray = take_many_more,
	.gsubstrdup = copy_bytes,
	.gstrndup = copy_start,
	.gstrdup = copy,
#endif
};

static void set(void)
{
	git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &functions);
}

void git_allocator_start(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	(void)pthread_once(&once, set);
}
