#include "base/say.h"

#include <stdarg.h>

#include "base/utf8.h"

void say(FILE *out, const char *format, ...)
{
	struct arena *scratch = arena_new();
	va_list arguments;
	va_list again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int len = vsnprintf(NULL, 0, format, arguments);
	size_t size = len < 0 ? 0 : (size_t)len;
	char *text = arena_alloc(scratch, size + 1);
	(void)vsnprintf(text, size + 1, format, again);
	va_end(again);
	va_end(arguments);
	struct str line = utf8_printable(scratch, (struct str){ text, size });
	fprintf(out, STR_FMT "\n", STR_ARG(line));
	arena_free(scratch);
}
