/* Reports of scanners in formats of their own, JSON, XML, CSV and FPR, from the
 * first byte to the results of the model. Covers importers/sast/scan*.c, fpr.c.
 * corpus: tests/corpus/scans/made samples/broken/scans */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "importers/importer.h"
#include "tests/fuzz/model_in_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads it as what it says it is; no other importer is asked. */
static void import(const char *path, const uint8_t *data, size_t size)
{
	enum { HEAD = 4096 };
	struct arena *scratch = arena_new();
	struct error err;
	struct account account;
	const char *why = "";
	bool unchanged;
	const struct importer *importer =
	    size && data[0] == 'P' ? &importer_fpr : &importer_scan;
	struct input input = { .path = str_from(path),
		.shown = STR("fuzz.json"),
		.importer = str_from(importer->name),
		.head = { (const char *)data, size < HEAD ? size : HEAD },
		.size_bytes = (int64_t)size,
		.time = UNKNOWN };
	if (importer->recognises(&input, &why, scratch))
		(void)!importer_run(
		    model_in_memory(), &input, &account, &unchanged, &err);
	arena_free(scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/tmp/assay-fuzz-XXXXXX";
	int descriptor = mkstemp(path);
	if (descriptor < 0)
		return 0;
	bool written = write(descriptor, data, size) == (ssize_t)size;
	close(descriptor);
	if (written)
		import(path, data, size);
	unlink(path);
	return 0;
}
