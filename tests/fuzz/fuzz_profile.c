/* Mapping profiles: their statements, and that what is written from one that
 * was read can be read again. Covers importers/table/profile.c.
 * corpus: data/profiles samples/broken/profiles */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "importers/table/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *keep = arena_new();
	struct error err;
	struct profile profile;
	struct str text = { (const char *)data, size };
	if (profile_read(&profile, text, STR("fuzz.profile"), keep, &err)) {
		struct profile again;
		struct buf out = { 0 };
		profile_write(&out, &profile);
		if (out.len <= PROFILE_SIZE_LIMIT &&
		    !profile_read(
			&again, buf_str(&out), STR("again"), keep, &err))
			abort();
		buf_free(&out);
	}
	arena_free(keep);
	return 0;
}
