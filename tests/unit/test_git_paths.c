/* importers/git/path_rules: kind and language by path, and the stored form of
 * odd paths. Mass changes of generated files (trap 12 of reading AI
 * authorship) must be told apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "importers/git/path_rules.h"

static void classifies_paths(void **state)
{
	(void)state;
	static const struct {
		const char *path;
		const char *kind;
		const char *language; /* NULL: none */
	} cases[] = {
		{ "src/main.c", "source", "C" },
		{ "lib/Foo.PY", "source", "Python" },
		{ "web/index.html", "source", "HTML" },
		{ "Makefile", "source", "Makefile" },
		{ "CMakeLists.txt", "source", "CMake" },
		{ "web/app.tsx", "source", "TSX" },
		{ "src/main_test.go", "test", "Go" },
		{ "pkg/tests/util.rs", "test", "Rust" },
		{ "src/test/java/A.java", "test", "Java" },
		{ "web/a.spec.ts", "test", "TypeScript" },
		{ "contest/main.c", "source", "C" },
		{ "latest.py", "source", "Python" },
		{ ".github/workflows/ci.yml", "infrastructure", "YAML" },
		{ "Dockerfile", "infrastructure", "Dockerfile" },
		{ "deep/Dockerfile.dev", "infrastructure", NULL },
		{ "infra/main.tf", "infrastructure", "HCL" },
		{ "README.md", "documentation", "Markdown" },
		{ "docs/conf.py", "documentation", "Python" },
		{ "LICENSE", "documentation", "Text" },
		{ "notes.txt", "documentation", "Text" },
		{ "requirements.txt", "other", "Text" },
		{ "vendor/x/y.go", "generated", "Go" },
		{ "a/node_modules/x.js", "generated", "JavaScript" },
		{ "package-lock.json", "generated", "JSON" },
		{ "go.sum", "generated", "Go Checksums" },
		{ "Cargo.lock", "generated", "TOML" },
		{ "web/app.min.js", "generated", "JavaScript" },
		{ "api/x.pb.go", "generated", "Go" },
		{ "config.json", "other", "JSON" },
		{ "image.png", "other", NULL },
		{ "no-extension", "other", NULL },
		{ "dir.py/file", "other", NULL },
	};
	struct arena *arena = arena_new();
	struct path_rules *rules;
	struct error err;
	assert_true(path_rules_read(&rules, NULL, arena, &err));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct path_class class =
		    path_classify(rules, str_from(cases[i].path));
		struct str language = str_from(cases[i].language);
		if (!str_equal_z(class.kind, cases[i].kind) ||
		    !str_equal(class.language, language))
			fail_msg("%s is " STR_FMT ", " STR_FMT, cases[i].path,
			    STR_ARG(class.kind), STR_ARG(class.language));
	}
	arena_free(arena);
}

/* 12: what git-ai leaves out of its counts is generated here. */
static void trap_mass_changes(void **state)
{
	(void)state;
	static const char *const paths[] = { "Cargo.lock", "a/yarn.lock",
		"package-lock.json", "pnpm-lock.yaml", "go.sum",
		"shrinkwrap.yaml", "src/api.generated.ts", "a/app.min.js",
		"a/app.min.css", "a/app.js.map", "vendor/x.go",
		"a/vendor/b/c.go", "node_modules/x/index.js",
		"a/__snapshots__/b.txt", "a/b.snap", "drizzle/meta/0001.json",
		"a/b.pb.go", "a/b_pb2.py", NULL };
	struct arena *arena = arena_new();
	struct path_rules *rules;
	struct error err;
	assert_true(path_rules_read(&rules, NULL, arena, &err));
	for (size_t i = 0; paths[i]; i++)
		if (!str_equal_z(path_classify(rules, str_from(paths[i])).kind,
			"generated"))
			fail_msg("%s is not generated", paths[i]);
	arena_free(arena);
}

static void keeps_paths_reversible(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "src/a b.c", "src/a b.c" },
		{ "caf\xC3\xA9", "caf\xC3\xA9" },
		{ "back\\slash", "back\\slash" },
		{ "in\"side", "in\"side" },
		{ "\"quoted", "\"\\\"quoted\"" },
		{ "l\xE4t", "\"l\\344t\"" },
		{ "tab\there", "\"tab\\there\"" },
		{ "bell\a", "\"bell\\007\"" },
		{ "\xE4\\344", "\"\\344\\\\344\"" },
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct str path = str_from(cases[i][0]);
		struct str text = path_text(arena, path);
		assert_string_equal(arena_z(arena, text), cases[i][1]);
		assert_true(str_equal(path_bytes(arena, text), path));
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classifies_paths),
		cmocka_unit_test(trap_mass_changes),
		cmocka_unit_test(keeps_paths_reversible),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
