/* Statements of people in YAML from the first byte to the facts of the model.
 * Covers importers/attest.
 * corpus: tests/corpus/attest samples/broken/attest */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "importers/importer.h"
#include "tests/fuzz/model_in_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void import(const char *path, const uint8_t *data, size_t size)
{
	enum { HEAD = 4096 };
	static const struct importer *const readers[] = { &importer_attest };
	struct arena *scratch = arena_new();
	struct error err;
	struct account account;
	const char *why = "";
	bool unchanged;
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		struct input input = { .path = str_from(path),
			.shown = STR("fuzz.yaml"),
			.importer = str_from(readers[i]->name),
			.head = { (const char *)data,
			    size < HEAD ? size : HEAD },
			.size_bytes = (int64_t)size,
			.time = UNKNOWN };
		if (readers[i]->recognises(&input, &why, scratch))
			(void)!importer_run(model_in_memory(), &input, &account,
			    &unchanged, &err);
	}
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
