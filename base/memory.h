/* What happens when there is no memory, for us or for any library (malloc.c):
 * the program ends, in one place, with a word and exit status 4. Whatever was
 * being written is as it was before: files are renamed when they are whole, the
 * store rolls back. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* 1 under AddressSanitizer. */
#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_IS_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEMORY_IS_WATCHED 1
#endif
#endif
#ifndef MEMORY_IS_WATCHED
#define MEMORY_IS_WATCHED 0
#endif

_Noreturn void memory_lost(void);
/* MEMORY, as malloc gave it; NULL ends the program. */
void *must_have(void *memory);

void *must_malloc(size_t size);

#endif
