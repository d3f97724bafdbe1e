/* Runs the parts in the order of the registry. See evidence.h. */
#include "render/evidence/evidence.h"

#include <stddef.h>

struct part {
	const char *name;
	bool (*make)(struct bag_files *out, const struct evidence *from,
	    struct arena *keep, struct error *err);
};

#define PART_ROW(name) { #name, evidence_##name },
static const struct part parts[] = { EVIDENCE_PARTS(PART_ROW) };
enum { PART_COUNT = sizeof parts / sizeof parts[0] };

bool evidence_make(struct bag_files *out, const struct evidence *from,
    struct arena *keep, struct error *err)
{
	for (size_t i = 0; i < PART_COUNT; i++)
		if (!parts[i].make(out, from, keep, err))
			return error_while(
			    err, "making the evidence of %s", parts[i].name);
	return true;
}
