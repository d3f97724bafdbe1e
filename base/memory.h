/* What happens when there is no memory: the program ends, in one place, with a
 * word and exit status 4. Whatever was being written is as it was before: files
 * are renamed when they are whole, the store rolls back. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

_Noreturn void memory_lost(void);
/* MEMORY, as malloc gave it; NULL ends the program. */
void *must_have(void *memory);

/* The same for libraries that ask for functions. */
void *must_malloc(size_t size);
void *must_realloc(void *old, size_t size);
char *must_strdup(const char *text);

#endif
