/* Manifests and lock files of packages: each input through every reader, as a
 * version and as the one after it. Covers importers/deps.
 * corpus: tests/corpus/manifests samples/broken/manifest tests/corpus/fuzz */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "importers/deps/manifest.h"
#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const paths[] = { "package.json", "package-lock.json",
	"yarn.lock", "pnpm-lock.yaml", "go.mod", "pom.xml", "build.gradle",
	"libs.versions.toml", "gradle.lockfile", "requirements.txt", "Pipfile",
	"Pipfile.lock", "poetry.lock", "uv.lock", "pyproject.toml", "Gemfile",
	"Gemfile.lock", "composer.json", "composer.lock", "Cargo.toml",
	"Cargo.lock", "a.csproj", "packages.config", "packages.lock.json",
	"CMakeLists.txt", "vcpkg.json", "conanfile.txt", "conanfile.py" };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *keep = arena_new();
	static struct manifests *manifests;
	struct error err;
	struct str whole = { (const char *)data, size };
	struct str half = { (const char *)data, size / 2 };
	if (!manifests && !manifests_load(&manifests, NULL, fuzz_keep(), &err))
		abort();
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		struct str path = str_from(paths[i]);
		const struct manifest *manifest =
		    manifest_of_path(manifests, path);
		struct package_list old;
		struct package_list new;
		struct package_change_list changes = { 0 };
		struct part_memo memo = { .known.arena = keep };
		struct manifest_parts parts = { .memo = &memo };
		bool is_lock;
		if (!manifest)
			continue;
		if (!manifest_read(&old, &is_lock, manifests, manifest, half,
			path, &parts, keep, &err))
			old = (struct package_list){ 0 };
		struct part_cuts cuts = parts.cuts;
		parts.like = &cuts;
		if (manifest_read(&new, &is_lock, manifests, manifest, whole,
			path, &parts, keep, &err))
			packages_compare(&changes, &old, &new, keep);
	}
	arena_free(keep);
	return 0;
}
