/* Literal secrets and MCP servers of configuration files. Covers
 * importers/secret and importers/mcp.
 * corpus: tests/corpus/conf tests/corpus/toml */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "importers/mcp/mcp.h"
#include "importers/secret/secret.h"
#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct {
		const char *agent;
		const char *path;
	} files[] = { { "claude-code", ".mcp.json" }, { "codex", "c.toml" },
		{ "continue", "m.yaml" }, { "opencode", "opencode.json" },
		{ "vscode", ".vscode/mcp.json" }, { "crush", "crushrc" } };
	struct arena *arena = arena_new();
	struct error err;
	static struct secret_rules *secrets;
	static struct mcp_rules *servers;
	struct secret_list found = { 0 };
	struct str text =
	    arena_str(arena, (struct str){ (const char *)data, size });
	if (!servers &&
	    (!secret_rules_read(&secrets, NULL, fuzz_keep(), &err) ||
		!mcp_rules_read(&servers, NULL, fuzz_keep(), &err)))
		abort();
	secret_find(secrets, SECRET_CONFIG, text, &found, arena);
	secret_find(secrets, SECRET_ENV, text, &found, arena);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct mcp_list list = { 0 };
		(void)!mcp_read(servers, str_from(files[i].agent),
		    str_from(files[i].path), text, &list, arena, &err);
	}
	arena_free(arena);
	return 0;
}
