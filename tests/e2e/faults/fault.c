/* Loaded before the C library, makes one thing go wrong in a program:
 *   FAULT_KILL=N    it is killed at its Nth change of a file
 *   FAULT_FULL=N    from the Nth write on no room is left
 *   FAULT_MEMORY=N  the Nth piece of memory is not there
 *   FAULT_CRASH=P   whoever opens a file with P in its path crashes
 *   FAULT_COUNT=F   writes to file F how many changes, writes and pieces there
 *                   were, and pieces before anything was drawn
 * so that a fault stands at a step of the program, not at a time. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
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
static atomic_long undrawn;
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
	memory_at = number("FAULT_MEMORY");
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAULT_COUNT");
	FILE *out = path ? fopen(path, "w") : NULL;
	if (!out)
		return;
	fprintf(out, "%ld %ld %ld %ld\n", (long)changes, (long)writes,
	    (long)pieces, (long)undrawn);
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

/* What drawing starts with. */
struct _FcConfig *FcConfigCreate(void);
struct _FcConfig *FcConfigCreate(void)
{
	NEXT(FcConfigCreate)
	if (!undrawn)
		undrawn = pieces;
	return next();
}

static int is_lost(void)
{
	return atomic_fetch_add(&pieces, 1) + 1 == memory_at;
}

/* dlsym itself may take memory, so these go by the C library's own names. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
	return is_lost() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return is_lost() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return is_lost() ? NULL : __libc_realloc(old, size);
}
