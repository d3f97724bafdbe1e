/* An input of a fuzz target as a file that an importer reads, into one model
 * for all inputs: what an input brought is rolled back before the next, so
 * that each meets an empty model without the cost of making one. The tables
 * of data/ are read once, and the file has no name, so that nothing is left
 * behind. */
#ifndef ASSAY_TESTS_FUZZ_IMPORTING_H
#define ASSAY_TESTS_FUZZ_IMPORTING_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/shelf.h"
#include "importers/importer.h"
#include "model/model.h"

/* The built-in tables, kept on a shelf. */
static inline const struct asset_folders *fuzz_folders(void)
{
	static struct asset_folders folders;
	if (!folders.shelf)
		folders.shelf = shelf_new();
	return &folders;
}

/* What lives as long as the target. */
static inline struct arena *fuzz_keep(void)
{
	return shelf_keep(fuzz_folders(), NULL);
}

static inline struct model *fuzz_model(void)
{
	static struct model *model;
	struct error err;
	if (!model && !model_open(&model, STR(""), &err))
		abort();
	return model;
}

/* The path of a file that holds the SIZE bytes at DATA until the next call. */
static inline const char *fuzz_file(const uint8_t *data, size_t size)
{
	static char path[32];
	static int descriptor = -1;
	if (descriptor < 0) {
		char name[] = "/dev/shm/assay-fuzz-XXXXXX";
		char other[] = "/tmp/assay-fuzz-XXXXXX";
		descriptor = mkstemp(name);
		unlink(name);
		if (descriptor < 0) {
			descriptor = mkstemp(other);
			unlink(other);
		}
		snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
	}
	if (descriptor < 0 || ftruncate(descriptor, 0) ||
	    pwrite(descriptor, data, size, 0) != (ssize_t)size)
		abort();
	return path;
}

static inline struct input fuzz_input(const struct importer *importer,
    const char *shown, const uint8_t *data, size_t size)
{
	enum { HEAD = 4096 };
	return (struct input){ .path = str_from(fuzz_file(data, size)),
		.shown = str_from(shown),
		.importer = str_from(importer->name),
		.head = { (const char *)data, size < HEAD ? size : HEAD },
		.size_bytes = (int64_t)size,
		.time = UNKNOWN,
		.folders = fuzz_folders() };
}

/* Whether INPUT was imported; THEN, which may be NULL, is called on the model
 * that holds it. */
static inline bool fuzz_run(
    const struct input *input, void (*then)(struct model *model))
{
	struct model *model = fuzz_model();
	struct account account;
	struct error err;
	bool unchanged;
	if (!model_begin(model, &err))
		abort();
	bool done = importer_run(model, input, &account, &unchanged, &err);
	if (done && then)
		then(model);
	model_rollback(model);
	return done;
}

/* Imports the input with IMPORTER if that recognises it. */
static inline void fuzz_import(const struct importer *importer,
    const char *shown, const uint8_t *data, size_t size)
{
	struct arena *scratch = arena_new();
	const char *why = "";
	struct input input = fuzz_input(importer, shown, data, size);
	if (importer->recognises(&input, &why, scratch))
		(void)!fuzz_run(&input, NULL);
	arena_free(scratch);
}

#endif
