/* Landlock for files and programs, a filter of system calls for the network,
 * which Landlock knows only of TCP, and late. Debian 12 has the headers of
 * Linux 6.1; rights that came later stay free. */
/* NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl*): for O_PATH */
#define _GNU_SOURCE
#include "base/sandbox.h"

#ifdef __linux__
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ----------------------------------------------------------------- files -- */

#define WRITES                                                                 \
	(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |       \
	    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |    \
	    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |        \
	    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |      \
	    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM |      \
	    LANDLOCK_ACCESS_FS_REFER)
#define TRUNCATE (UINT64_C(1) << 14) /* since ABI 3 */
/* Before the second version nothing could be moved to another folder. */
enum { FIRST = 2 };

static long landlock_version(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
}

static void allow_below(int rules, uint64_t writes, const char *folder)
{
	struct landlock_path_beneath_attr below = { .allowed_access = writes };
	below.parent_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (below.parent_fd < 0)
		return; /* nothing can be written there */
	(void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
	    &below, 0);
	close(below.parent_fd);
}

/* Where SQLite and the program put what nobody keeps
 * (sqlite.org/tempfiles.html, section 5). */
static void allow_temporary(int rules, uint64_t writes)
{
	static const char *const names[] = { "SQLITE_TMPDIR", "TMPDIR" };
	static const char *const folders[] = { "/var/tmp", "/usr/tmp", "/tmp" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *folder = getenv(names[i]);
		if (folder)
			allow_below(rules, writes, folder);
	}
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		allow_below(rules, writes, folders[i]);
}

static void confine_files(const struct str_list *writable)
{
	struct arena *scratch = arena_new();
	long version = landlock_version();
	uint64_t writes = WRITES | (version >= 3 ? TRUNCATE : 0);
	const struct landlock_ruleset_attr handled = {
		.handled_access_fs = writes | LANDLOCK_ACCESS_FS_EXECUTE
	};
	int rules = version < FIRST ? -1
				    : (int)syscall(SYS_landlock_create_ruleset,
					  &handled, sizeof handled, 0);
	for (size_t i = 0; rules >= 0 && i < writable->count; i++)
		allow_below(
		    rules, writes, arena_z(scratch, writable->items[i]));
	if (rules >= 0) {
		allow_temporary(rules, writes);
		(void)syscall(SYS_landlock_restrict_self, rules, 0);
		close(rules);
	}
	arena_free(scratch);
}

/* --------------------------------------------------------- system calls -- */

#if defined __x86_64__
#define MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#ifdef MACHINE
/* One that a table of the kernel's other numbers (x32) has begins above. */
enum { OTHER_NUMBERS = 0x40000000 };

#define LOAD(member)                                                           \
	BPF_STMT(                                                              \
	    BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define END(value) BPF_STMT(BPF_RET | BPF_K, (value))
#define REFUSE (SECCOMP_RET_ERRNO | EPERM)
#define REFUSE_CALL(number)                                                    \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), END(REFUSE)

static void confine_calls(void)
{
	struct sock_filter filter[] = {
		LOAD(arch),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
		END(REFUSE),
		LOAD(nr),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, OTHER_NUMBERS, 0, 1),
		END(REFUSE),
		REFUSE_CALL(SYS_socket),
		REFUSE_CALL(SYS_connect),
		REFUSE_CALL(SYS_bind),
		REFUSE_CALL(SYS_io_uring_setup), /* has sockets of its own */
		REFUSE_CALL(SYS_execve),
		REFUSE_CALL(SYS_execveat),
#ifndef __SANITIZE_ADDRESS__ /* its search for leaks traces the process */
		REFUSE_CALL(SYS_ptrace),
#endif
		REFUSE_CALL(SYS_process_vm_writev),
		END(SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {
		.len = sizeof filter / sizeof *filter,
		.filter = filter,
	};
	(void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
#else
static void confine_calls(void)
{
}
#endif

void sandbox_enter(const struct str_list *writable)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	confine_files(writable);
	confine_calls();
}

#else
void sandbox_enter(const struct str_list *writable)
{
	(void)writable;
}

#endif
