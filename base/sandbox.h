/* What a command does not need, given up before it reads what others wrote, so
 * that a fault in a reader can do less. */
#ifndef BASE_SANDBOX_H
#define BASE_SANDBOX_H

#include "base/file.h"

/* From here on this process and those that it starts read what they could read
 * before, and write only in and below WRITABLE, folders that are there, and the
 * folders of temporary files. They can start no program, and open no socket:
 * that asks for x86-64 or arm64. Cannot be undone. Where the kernel has no
 * Landlock (Linux 5.19) or does not use it, writing is as free as before.
 * Source: landlock(7), seccomp(2). */
void sandbox_enter(const struct str_list *writable);

#endif
