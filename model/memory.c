/* The memory of SQLite, which never says that there is none: a text that could
 * not be bound would be NULL without a word. Each piece has its size before it,
 * as in SQLite's own (mem1.c). */
#include <sqlite3.h>
#include <stdlib.h>

#include "base/memory.h"
#include "model/model.h"

static void *give(int size)
{
	int64_t *piece = must_malloc((size_t)size + sizeof *piece);
	*piece = size;
	return piece + 1;
}

static void *give_more(void *old, int size)
{
	int64_t *piece =
	    must_realloc((int64_t *)old - 1, (size_t)size + sizeof *piece);
	*piece = size;
	return piece + 1;
}

static void take(void *piece)
{
	free((int64_t *)piece - 1);
}

static int size_of(void *piece)
{
	return (int)((int64_t *)piece)[-1];
}

static int round_up(int size)
{
	return (size + 7) & ~7;
}

static int start(void *unused)
{
	(void)unused;
	return SQLITE_OK;
}

static void end(void *unused)
{
	(void)unused;
}

void model_set_up(void)
{
	const sqlite3_mem_methods methods = { give, take, give_more, size_of,
		round_up, start, end, NULL };
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	(void)sqlite3_config(SQLITE_CONFIG_URI, 0); /* "file:x" is a path */
	(void)sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
