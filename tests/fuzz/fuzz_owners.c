/* Files of owner rules, in both dialects, and paths against them. Covers
 * importers/owners.
 * corpus: tests/corpus/owners */
#include <stddef.h>
#include <stdint.h>

#include "importers/owners/owner_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str content = { (const char *)data, size };
	for (int i = 0; i < 2; i++) {
		struct arena *keep = arena_new();
		struct owner_rules rules;
		struct str_list owners;
		size_t *named;
		enum owner_dialect dialect = i ? OWNERS_GITLAB : OWNERS_GITHUB;
		(void)owner_rules_have_sections(content);
		owner_rules_read(&rules, content, dialect, keep);
		const struct owner_matcher *matcher =
		    owner_matcher_new(&rules, keep);
		owner_match(
		    matcher, STR("docs/a b/c.md"), &owners, &named, keep);
		for (size_t j = 0; j < rules.count && j < 100; j++)
			owner_match(matcher, rules.items[j].pattern, &owners,
			    &named, keep);
		arena_free(keep);
	}
	return 0;
}
