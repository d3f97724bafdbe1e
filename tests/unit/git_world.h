/* A repository that git makes for a test, with fixed names and dates and
 * nothing of the machine's configuration. */
#ifndef TESTS_UNIT_GIT_WORLD_H
#define TESTS_UNIT_GIT_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"

struct git_world {
	struct arena *arena;
	char folder[64];
	struct str path; /* of the repository "r" in the folder */
};

/* Runs SCRIPT (POSIX sh) in the repository; "c MESSAGE" commits all, "at DAY"
 * says when. */
static inline void git_world_run(struct git_world *world, const char *script)
{
	static const char prologue[] =
	    "set -e; export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null "
	    "GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=maintenance.auto "
	    "GIT_CONFIG_VALUE_0=false GIT_CONFIG_KEY_1=core.fsync "
	    "GIT_CONFIG_VALUE_1=none GIT_TEMPLATE_DIR= HOME=$PWD LC_ALL=C "
	    "GIT_AUTHOR_NAME=Ana GIT_AUTHOR_EMAIL=ana@example.org "
	    "GIT_COMMITTER_NAME=Ben GIT_COMMITTER_EMAIL=ben@example.org "
	    "GIT_AUTHOR_DATE='1700000000 +0100' "
	    "GIT_COMMITTER_DATE='1700000100 +0000'; "
	    "test -d r || git init -q -b main r; cd r; "
	    "at() { export GIT_AUTHOR_DATE=\"$1T00:00:00Z\" "
	    "GIT_COMMITTER_DATE=\"$1T00:00:00Z\"; }; "
	    "c() { git add -A; "
	    "git commit -q --allow-empty -m \"$1\"; }; ";
	struct str command = arena_printf(world->arena, "cd %s && { %s%s\n}",
	    world->folder, prologue, script);
	if (system(command.ptr) != 0)
		fail_msg("the script failed: %s", script);
}

static inline void git_world_open(struct git_world *world, const char *script)
{
	*world = (struct git_world){ .arena = arena_new() };
	snprintf(world->folder, sizeof world->folder, "/tmp/assay-test-XXXXXX");
	assert_non_null(mkdtemp(world->folder));
	world->path = arena_printf(world->arena, "%s/r", world->folder);
	git_world_run(world, script);
}

static inline void git_world_close(struct git_world *world)
{
	struct str command =
	    arena_printf(world->arena, "rm -rf %s", world->folder);
	assert_int_equal(system(command.ptr), 0);
	arena_free(world->arena);
}

/* What git prints for ARGUMENTS in the repository, without the last newline.*/
static inline struct str git_world_ask(
    struct git_world *world, const char *arguments)
{
	struct str command = arena_printf(world->arena, "git -C " STR_FMT " %s",
	    STR_ARG(world->path), arguments);
	char line[4096];
	struct str answer = STR("");
	FILE *pipe = popen(command.ptr, "r");
	assert_non_null(pipe);
	while (fgets(line, sizeof line, pipe))
		answer = arena_printf(
		    world->arena, STR_FMT "%s", STR_ARG(answer), line);
	assert_int_equal(pclose(pipe), 0);
	if (answer.len && answer.ptr[answer.len - 1] == '\n')
		answer.len--;
	return answer;
}

#endif
