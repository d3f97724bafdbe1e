/* The configuration: YAML, its keys, its values. Covers cli/config.c.
 * corpus: samples/broken/config samples/acme/assay.yaml */
#include <stddef.h>
#include <stdint.h>

#include "cli/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *keep = arena_new();
	struct config_file *file = NULL;
	struct error err;
	struct str content = { (const char *)data, size };
	if (config_parse(&file, STR("fuzz.yaml"), content, keep, &err))
		config_close(file);
	arena_free(keep);
	return 0;
}
