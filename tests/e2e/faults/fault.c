/* Loaded before the C library, makes one thing go wrong in a program:
 *   FAULT_KILL=N    it is killed at its Nth change of a file
 *   FAULT_FULL=N    from the Nth write on no room is left
 *   FAULT_MEMORY=N  the Nth piece of memory is not there (see is_lost)
 *   FAULT_CRASH=P   whoever opens a file with P in its path crashes
 *   FAULT_COUNT=F   writes how many changes and pieces there were to file F
 * so that a fault stands at a step of the program, not at a time. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long changes;
static atomic_long writes;
static atomic_long pieces;
static long kill_at;
static long full_at;
static long memory_at;

static long number(const char *name)
{
	const char *text = getenv(name);
	return text ? atol(text) : 0;
}

__attribute__((constructor)) static void start(void)
{
	kill_at = number("FAULT_KILL");
	full_at = number("FAULT_FULL");
	void *first; /* takes memory the first time */
	(void)!backtrace(&first, 1);
	memory_at = number("FAULT_MEMORY");
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAULT_COUNT");
	FILE *out = path ? fopen(path, "w") : NULL;
	if (!out)
		return;
	fprintf(
	    out, "%ld %ld %ld\n", (long)changes, (long)writes, (long)pieces);
	fclose(out);
}

static void change(void)
{
	if (atomic_fetch_add(&changes, 1) + 1 == kill_at)
		kill(getpid(), SIGKILL);
}

static int is_full(int fd)
{
	struct stat st;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return 0;
	if (atomic_fetch_add(&writes, 1) + 1 < full_at || !full_at)
		return 0;
	errno = ENOSPC;
	return 1;
}

/* What the program would have called. */
#define NEXT(name)                                                             \
	static __typeof__(&name) next;                                         \
	if (!next) {                                                           \
		void *found = dlsym(RTLD_NEXT, #name);                         \
		memcpy(&next, &found, sizeof next);                            \
	}

#define WRITE(name, parameters, arguments)                                     \
	ssize_t name parameters                                                \
	{                                                                      \
		NEXT(name)                                                     \
		change();                                                      \
		return is_full(fd) ? -1 : next arguments;                      \
	}
WRITE(write, (int fd, const void *data, size_t n), (fd, data, n))
WRITE(pwrite, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at))
WRITE(pwrite64, (int fd, const void *data, size_t n, off64_t at),
    (fd, data, n, at))

#define CHANGE(name, parameters, arguments)                                    \
	int name parameters                                                    \
	{                                                                      \
		NEXT(name)                                                     \
		change();                                                      \
		return next arguments;                                         \
	}
CHANGE(fsync, (int fd), (fd))
CHANGE(fdatasync, (int fd), (fd))
CHANGE(ftruncate, (int fd, off_t size), (fd, size))
CHANGE(ftruncate64, (int fd, off64_t size), (fd, size))
CHANGE(rename, (const char *from, const char *to), (from, to))
CHANGE(unlink, (const char *path), (path))
CHANGE(mkdir, (const char *path, mode_t mode), (path, mode))
CHANGE(chmod, (const char *path, mode_t mode), (path, mode))
CHANGE(fchmod, (int fd, mode_t mode), (fd, mode))

#define OPEN(name)                                                             \
	int name(const char *path, int flags, ...)                             \
	{                                                                      \
		const char *part = getenv("FAULT_CRASH");                      \
		va_list more;                                                  \
		va_start(more, flags);                                         \
		int mode = flags & O_CREAT ? va_arg(more, int) : 0;            \
		va_end(more);                                                  \
		NEXT(name)                                                     \
		if (part && strstr(path, part))                                \
			kill(getpid(), SIGSEGV);                               \
		return next(path, flags, mode);                                \
	}
OPEN(open)
OPEN(open64)

/* Whether FRAME is code of LIBRARY. */
static int is_of(const void *frame, const char *library)
{
	Dl_info of;
	return dladdr(frame, &of) && of.dli_fname &&
	       strstr(of.dli_fname, library);
}

/* From the Nth on, the first whose lack somebody looks at. fontconfig, and
 * pango's thread for it, end by an assertion of their own; HarfBuzz and
 * FreeType leave a glyph out where they have no memory for it, and tell nobody;
 * what the C library takes for itself is told as an error of the call that
 * needed it. */
static int is_lost(const void *caller)
{
	static atomic_flag is_over = ATOMIC_FLAG_INIT;
	void *frames[24];
	if (atomic_fetch_add(&pieces, 1) + 1 < memory_at || memory_at == 0 ||
	    is_of(caller, "/libc.so"))
		return 0;
	for (int i = backtrace(frames, 24); i-- > 0;)
		if (is_of(frames[i], "/libfontconfig.") ||
		    is_of(frames[i], "/libharfbuzz.") ||
		    is_of(frames[i], "/libfreetype.") ||
		    is_of(frames[i], "/libpangoft2"))
			return 0;
	return !atomic_flag_test_and_set(&is_over);
}

/* dlsym itself takes memory, so these go by the C library's own names. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	return is_lost(__builtin_return_address(0)) ? NULL
						    : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return is_lost(__builtin_return_address(0))
		   ? NULL
		   : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return is_lost(__builtin_return_address(0)) ? NULL
						    : __libc_realloc(old, size);
}
