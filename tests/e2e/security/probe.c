/* What is tried when the program that it is loaded into ends, as a fault in a
 * reader could: to write in the folder $PROBE, to change and to remove a file
 * there, to open sockets, to run a program. Says on standard error which of it
 * was done and which refused. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell(const char *what, int done)
{
	fprintf(stderr, "probe: %s %s\n", what, done ? "done" : "refused");
}

static const char *in_folder(const char *name)
{
	static char path[4096];
	snprintf(path, sizeof path, "%s/%s", getenv("PROBE"), name);
	return path;
}

static int runs_program(void)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0) {
		execl("/bin/true", "true", (char *)NULL);
		_exit(9);
	}
	return waitpid(child, &status, 0) == child && status == 0;
}

__attribute__((destructor)) static void probe(void)
{
	if (!getenv("PROBE"))
		return;
	unsetenv("LD_PRELOAD");
	tell("read", open(in_folder("there"), O_RDONLY) >= 0);
	tell("make", open(in_folder("new"), O_WRONLY | O_CREAT, 0600) >= 0);
	tell("change", open(in_folder("there"), O_WRONLY | O_APPEND) >= 0);
	tell("remove", unlink(in_folder("old")) == 0);
	tell("folder", mkdir(in_folder("folder"), 0700) == 0);
	tell("link", symlink("there", in_folder("link")) == 0);
	tell("internet", socket(AF_INET, SOCK_STREAM, 0) >= 0);
	tell("datagram", socket(AF_INET6, SOCK_DGRAM, 0) >= 0);
	tell("local", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
	tell("program", runs_program());
}
