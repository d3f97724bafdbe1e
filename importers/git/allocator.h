/* libgit2 without memory: it goes on where it should not, so the program ends
 * in base/memory.c, as it does for everybody. */
#ifndef IMPORTERS_GIT_ALLOCATOR_H
#define IMPORTERS_GIT_ALLOCATOR_H

/* To be called before git_libgit2_init, by any thread and as often as wanted.
 */
void git_allocator_start(void);

#endif
