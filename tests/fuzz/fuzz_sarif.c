/* A SARIF log from its first byte to the findings of the model. Covers
 * importers/sast and link/finding.
 * corpus: samples/broken/sarif samples/acme/inputs/scans/2025-Q4 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "importers/importer.h"
#include "link/link.h"
#include "tests/fuzz/model_in_memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Linking takes much longer than reading: one size in so many is linked. */
enum { LINKED_EVERY = 8 };

static void import(const char *path, size_t size)
{
	struct model *model = model_in_memory();
	const struct link_options options = { .human_before = UNKNOWN };
	struct input input = { .path = str_from(path),
		.shown = STR("fuzz.sarif"),
		.importer = STR("sarif"),
		.size_bytes = (int64_t)size,
		.time = UNKNOWN };
	struct account account;
	struct error err;
	bool unchanged;
	if (importer_run(model, &input, &account, &unchanged, &err) &&
	    size % LINKED_EVERY == 0 && !link_all(model, &options, &err))
		abort();
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
		import(path, size);
	unlink(path);
	return 0;
}
