#include "base/say.h"

#include <stdarg.h>

#include "base/utf8.h"

static void say_line(FILE *out, struct str line, struct arena *scratch)
{
	fprintf(out, STR_FMT "\n", STR_ARG(utf8_printable(scratch, line)));
}

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
	say_line(out, (struct str){ text, size }, scratch);
	arena_free(scratch);
}

void say_lines(FILE *out, struct str text)
{
	struct arena *scratch = arena_new();
	struct str line;
	while (str_line(&text, &line)) {
		arena_reset(scratch);
		say_line(out, line, scratch);
	}
	arena_free(scratch);
}
