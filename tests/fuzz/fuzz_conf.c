/* Configuration files: JSON with comments, TOML and YAML. Covers
 * importers/conf.
 * corpus: tests/corpus/toml tests/corpus/conf */
#include <stddef.h>
#include <stdint.h>

#include "importers/conf/conf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct error err;
	struct conf *tree;
	struct str text =
	    arena_str(arena, (struct str){ (const char *)data, size });
	(void)!conf_read_toml(&tree, text, STR("t"), arena, &err);
	(void)!conf_read_yaml(&tree, text, STR("t"), arena, &err);
	(void)!conf_read_json(&tree, text, STR("t"), true, arena, &err);
	(void)!conf_read_json(&tree, text, STR("t"), false, arena, &err);
	arena_free(arena);
	return 0;
}
