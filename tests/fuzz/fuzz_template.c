/* Report templates: the scan for start tags, libxml2, the copy of its tree, the
 * words of the grammar and the RelaxNG check, on any bytes.
 * corpus: templates tests/golden/templates */
#include <stdint.h>
#include <stdlib.h>

#include "render/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct template_node *root;
	struct error err = { 0 };
	char *copy = arena_alloc(arena, size + 1);
	for (size_t i = 0; i < size; i++)
		copy[i] = (char)data[i];
	if (template_parse(&root, STR("fuzz.xml"), (struct str){ copy, size },
		NULL, arena, &err) &&
	    !root)
		abort();
	arena_free(arena);
	return 0;
}
