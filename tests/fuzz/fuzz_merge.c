/* A model made elsewhere, merged into one of ours, and link over what came of
 * it. The first byte says what the input is: "S" a database as it is; "Q"
 * statements that are run on a model of tests/measures/world.sql, whose schema
 * they may rewrite; any other: what is changed in the bytes of that model, four
 * each time: the place, big end first, and a byte.
 * Covers model/merge.c, model/vet.c, link.
 * corpus: tests/corpus/models */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "link/link.h"
#include "model/merge.h"
#include "model/query.h"
#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define WORLD "tests/measures/world.sql"
enum { STEPS_MAX = 2000000, EVERY = 1000 };

static char place[] = "/dev/shm/assay-merge-XXXXXX";

static void remove_place(void)
{
	char journal[sizeof place + 16];
	(void)snprintf(journal, sizeof journal, "%s-journal", place);
	unlink(journal);
	unlink(place);
}

/* The bytes of a model of the world. */
static struct str make_world(void)
{
	struct str sql;
	struct str bytes;
	struct model *model;
	struct error err;
	sqlite3 *db;
	if (!model_open(&model, str_from(place), &err))
		abort();
	model_close(model);
	if (!file_read(&sql, STR(WORLD), 0, fuzz_keep(), &err) ||
	    sqlite3_open(place, &db) != SQLITE_OK ||
	    sqlite3_exec(db, arena_z(fuzz_keep(), sql), NULL, NULL, NULL) !=
		SQLITE_OK ||
	    sqlite3_close(db) != SQLITE_OK ||
	    !file_read(&bytes, str_from(place), 0, fuzz_keep(), &err))
		abort();
	return bytes;
}

static struct str world(void)
{
	static struct str bytes;
	if (!bytes.ptr) {
		int descriptor = mkstemp(place);
		if (descriptor < 0)
			abort();
		close(descriptor);
		(void)atexit(remove_place);
		bytes = make_world();
	}
	return bytes;
}

static int count_down(void *steps)
{
	return --*(int *)steps < 0;
}

/* It may not attach another file, and not go on for ever. */
static void run_statements(struct str sql)
{
	sqlite3 *db = NULL;
	int steps = STEPS_MAX / EVERY;
	struct arena *scratch = arena_new();
	if (sqlite3_open(place, &db) != SQLITE_OK)
		abort();
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 64 << 20);
	sqlite3_progress_handler(db, EVERY, count_down, &steps);
	(void)sqlite3_exec(db, arena_z(scratch, sql), NULL, NULL, NULL);
	(void)sqlite3_close(db);
	arena_free(scratch);
}

static void write_other(const uint8_t *data, size_t size)
{
	enum { CHANGE_SIZE = 4 };
	struct str bytes = world();
	bool as_is = size && data[0] == 'S';
	FILE *file = fopen(place, "wb");
	if (!file)
		abort();
	if (as_is)
		bytes = (struct str){ (const char *)data, size };
	fwrite(bytes.ptr, 1, bytes.len, file);
	if (!as_is && size && data[0] != 'Q')
		for (size_t i = 1; i + CHANGE_SIZE <= size; i += CHANGE_SIZE) {
			size_t at = (size_t)data[i] << 16 |
				    (size_t)data[i + 1] << 8 | data[i + 2];
			fseek(file, (long)(at % bytes.len), SEEK_SET);
			fputc(data[i + 3], file);
		}
	fclose(file);
	if (size && data[0] == 'Q')
		run_statements(
		    (struct str){ (const char *)data + 1, size - 1 });
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct model *model;
	const struct link_options options = { .human_before = UNKNOWN,
		.folders = fuzz_folders(),
		.folder = STR(".") };
	struct error err;
	write_other(data, size);
	if (!model && !model_open(&model, STR(""), &err))
		abort();
	bool taken = model_merge(model, str_from(place), &err);
	if (!taken && getenv("FUZZ_SAYS"))
		error_print(&err, stdout);
	if (!taken && err.kind == ERROR_NONE)
		abort();
	if (taken) {
		(void)!link_all(model, &options, &err);
		model_close(model);
		model = NULL;
	}
	remove_place();
	return 0;
}
