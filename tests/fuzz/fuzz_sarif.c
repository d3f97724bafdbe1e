/* A SARIF log from its first byte to the findings of the model. Covers
 * importers/sast and link/finding.
 * corpus: samples/broken/sarif samples/acme/inputs/scans/2025-Q4 */
#include "link/link.h"
#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Linking takes much longer than reading: one size in so many is linked. */
enum { LINKED_EVERY = 8 };

static void link_findings(struct model *model)
{
	const struct link_options options = { .human_before = UNKNOWN,
		.folders = fuzz_folders() };
	struct error err;
	if (!link_all(model, &options, &err))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input =
	    fuzz_input(&importer_sarif, "fuzz.sarif", data, size);
	input.head = STR("");
	(void)!fuzz_run(
	    &input, size % LINKED_EVERY == 0 ? link_findings : NULL);
	return 0;
}
