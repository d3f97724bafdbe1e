/* Errors are written once, where they happen, and printed once, in cli. */
#define ERROR_IMPLEMENTATION
#include "base/error.h"

#include <errno.h>
#include <string.h>

#include "base/say.h"

__attribute__((format(printf, 3, 0))) static void put(
    char *into, size_t room, const char *format, va_list arguments)
{
	vsnprintf(into, room, format, arguments);
}

static void start(struct error *err, enum error_kind kind)
{
	*err = (struct error){ .kind = kind };
}

bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
{
	va_list arguments;
	start(err, kind);
	va_start(arguments, format);
	put(err->message, sizeof err->message, format, arguments);
	va_end(arguments);
	return false;
}

bool error_at(struct error *err, struct place place, const char *format, ...)
{
	va_list arguments;
	start(err, ERROR_INPUT);
	snprintf(err->file, sizeof err->file, STR_FMT, STR_ARG(place.file));
	err->line = place.line;
	err->column = place.column;
	va_start(arguments, format);
	put(err->message, sizeof err->message, format, arguments);
	va_end(arguments);
	return false;
}

/* The next step where the system says why. */
static const char *fix_of_errno(int number)
{
	static const struct {
		int number;
		const char *fix;
	} fixes[] = {
		{ EACCES, "check the permissions of it and of its folder" },
		{ EPERM, "check the permissions of it and of its folder" },
		{ EROFS, "name a folder that can be written" },
		{ ENOSPC, "make room on that disk, then run it again" },
		{ EDQUOT, "make room in that quota, then run it again" },
		{ ENOENT, "check the path" },
		{ ENOTDIR, "check the path: part of it is a file" },
		{ EISDIR, "check the path: it is a folder" },
		{ EEXIST, "name another place, or remove what is there" },
		{ ELOOP, "check the path: its links lead in a circle" },
		{ ENAMETOOLONG, "choose a shorter path" },
		{ EMFILE, "raise the limit of open files (ulimit -n)" },
		{ EFBIG, "raise the limit of the size of files (ulimit -f)" },
		{ EIO, "check that disk, then run it again" },
		{ EPIPE, "what reads the output ended before it was whole" },
		{ ECONNREFUSED, "start the program that should answer there" },
	};
	for (size_t i = 0; i < sizeof fixes / sizeof *fixes; i++)
		if (fixes[i].number == number)
			return fixes[i].fix;
	return "mend what the system says, then run it again";
}

bool error_errno(struct error *err, const char *format, ...)
{
	int number = errno;
	va_list arguments;
	start(err, ERROR_SYSTEM);
	va_start(arguments, format);
	put(err->message, sizeof err->message, format, arguments);
	va_end(arguments);
	size_t used = strlen(err->message);
	snprintf(err->message + used, sizeof err->message - used, ": %s",
	    strerror(number));
	return error_fix(err, "%s", fix_of_errno(number));
}

bool error_fix(struct error *err, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	put(err->fix, sizeof err->fix, format, arguments);
	va_end(arguments);
	return false;
}

bool error_while(struct error *err, const char *format, ...)
{
	size_t used = strlen(err->trail);
	if (used && used + 2 < sizeof err->trail) {
		memcpy(err->trail + used, "; ", 3);
		used += 2;
	}
	va_list arguments;
	va_start(arguments, format);
	put(err->trail + used, sizeof err->trail - used, format, arguments);
	va_end(arguments);
	return false;
}

void error_print(const struct error *err, FILE *out)
{
	char place[sizeof err->file + 64] = "assay:";
	int used = 0;
	if (err->file[0])
		used = snprintf(place, sizeof place, "%s:", err->file);
	if (err->file[0] && err->line)
		used += snprintf(place + used, sizeof place - (size_t)used,
		    "%lld:", (long long)err->line);
	if (err->file[0] && err->line && err->column)
		(void)snprintf(place + used, sizeof place - (size_t)used,
		    "%lld:", (long long)err->column);
	say(out, "%s error: %s", place, err->message);
	if (err->fix[0])
		say(out, "  fix: %s", err->fix);
	if (err->trail[0])
		say(out, "  while %s", err->trail);
}

int error_exit_status(const struct error *err)
{
	switch (err->kind) {
	case ERROR_NONE:
		return 0;
	case ERROR_LIMIT:
		return 1;
	case ERROR_USAGE:
		return 2;
	case ERROR_INPUT:
		return 3;
	case ERROR_SYSTEM:
		return 4;
	}
	return 4;
}
