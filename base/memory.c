/* Nothing is asked for here and nothing is closed: other threads may be about,
 * and there is no memory to do it with. */
#include "base/memory.h"

#include <stdlib.h>
#include <unistd.h>

enum { EXIT_SYSTEM = 4 };

_Noreturn void memory_lost(void)
{
	static const char words[] =
	    "assay: error: out of memory\n"
	    "  fix: give it more memory (ulimit -v, a container's limit), read "
	    "fewer sources at once, or --jobs 1; nothing is lost, the next run "
	    "goes on from here\n";
	if (write(STDERR_FILENO, words, sizeof words - 1) < 0)
		_exit(EXIT_SYSTEM);
	_exit(EXIT_SYSTEM);
}

void *must_have(void *memory)
{
	if (!memory)
		memory_lost();
	return memory;
}

void *must_malloc(size_t size)
{
	return must_have(malloc(size ? size : 1));
}
