/* The JSON reader and its trees: encodings, escapes, depth, broken files; and
 * that its two ways agree.
 * Covers importers/json.
 * corpus: tests/corpus/json samples/broken/sarif
 * samples/acme/inputs/scans/2025-Q4 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "tests/fuzz/json_ways.h"
#include "tests/unit/json_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *keep = arena_new();
	struct json_in *json;
	struct error err;
	struct str bytes = { (const char *)data, size };
	if (json_in_open_bytes(&json, bytes, STR("fuzz"), keep, &err)) {
		while (json_in_next(json) > JSON_END)
			;
		json_in_close(json);
	}
	cJSON_Delete(json_of_text(bytes, keep));
	if (!json_ways_agree(bytes, keep))
		abort();
	arena_free(keep);
	return 0;
}
