/* Names and versions that a format writes in one text. Sources: PEP 508; npm,
 * pnpm, Maven, Gradle and Conan documentation. */
#include "importers/deps/shape_form.h"

#include "importers/deps/pep508.h"
#include "importers/deps/scan.h"

static bool apply_pep508(
    struct str *name, struct str *version, struct arena *keep)
{
	(void)keep;
	return pep508_split(*name, name, version);
}

/* An alias, "npm:other@^1.0", is the package other. */
static bool apply_npm(struct str *name, struct str *version, struct arena *keep)
{
	(void)keep;
	if (!str_starts(*version, STR("npm:")))
		return true;
	struct str target = str_skip(*version, 4);
	size_t at = target.len > 1 ? 1 + str_find_byte(str_skip(target, 1), '@')
				   : target.len;
	*name = str_slice(target, 0, at);
	*version = str_skip(target, at + 1);
	return true;
}

/* "node_modules/a/node_modules/@b/c" is @b/c; the project has no such part. */
static bool apply_npm_path(
    struct str *name, struct str *version, struct arena *keep)
{
	(void)version;
	(void)keep;
	static const struct str mark = { "node_modules/", 13 };
	size_t found = name->len;
	for (size_t i = 0; i + mark.len <= name->len; i++)
		if (str_starts(str_skip(*name, i), mark))
			found = i + mark.len;
	if (found == name->len)
		return false;
	*name = str_skip(*name, found);
	return true;
}

/* "/a/1.0.0_peers", "/@s/a@1.0.0(peers)" or "a@1.0.0(peers)"; a version that
 * the entry states itself stays. */
static bool apply_pnpm(
    struct str *name, struct str *version, struct arena *keep)
{
	struct str key = *name;
	(void)keep;
	if (str_starts(key, STR("/")))
		key = str_skip(key, 1);
	key = str_slice(key, 0, str_find_byte(key, '('));
	size_t scope = str_starts(key, STR("@")) ? str_find_byte(key, '/') : 0;
	if (scope == key.len)
		return false;
	struct str rest = str_skip(key, scope + 1);
	size_t end = str_find_byte(rest, '@');
	bool is_old = str_find_byte(rest, '/') < end; /* lockfile version 5 */
	if (is_old)
		end = str_find_byte(rest, '/');
	*name = str_slice(key, 0, scope + 1 + end);
	struct str tail = str_skip(rest, end + 1);
	if (is_old)
		tail = str_slice(tail, 0, str_find_byte(tail, '_'));
	if (!version->len)
		*version = tail;
	return version->len > 0 && !str_starts(*version, STR("link:")) &&
	       !str_starts(*version, STR("file:"));
}

/* "name@version", as the first item of an entry of bun.lock has it; the items
 * behind it (addresses, digests) are no packages. */
static bool apply_name_version(
    struct str *name, struct str *version, struct arena *keep)
{
	(void)keep;
	size_t at = name->len > 1 ? 1 + str_find_byte(str_skip(*name, 1), '@')
				  : name->len;
	if (at >= name->len || str_contains(*name, STR("://")) ||
	    str_contains(*name, STR("@workspace:")))
		return false;
	*version = str_skip(*name, at + 1);
	*name = str_slice(*name, 0, at);
	return true;
}

/* "group:name:version" */
static bool apply_coordinate(
    struct str *name, struct str *version, struct arena *keep)
{
	(void)keep;
	size_t first = str_find_byte(*name, ':');
	struct str rest = str_skip(*name, first + 1);
	size_t second = str_find_byte(rest, ':');
	if (!rest.len)
		return false;
	if (second < rest.len)
		*version = str_skip(rest, second + 1);
	*name = str_slice(*name, 0, first + 1 + second);
	return true;
}

/* A plugin of Gradle, "id" or "id:version", as it is looked up. */
static bool apply_gradle_plugin(
    struct str *name, struct str *version, struct arena *keep)
{
	size_t colon = str_find_byte(*name, ':');
	if (colon < name->len)
		*version = str_skip(*name, colon + 1);
	struct str id = str_slice(*name, 0, colon);
	*name = arena_printf(keep, STR_FMT ":" STR_FMT ".gradle.plugin",
	    STR_ARG(id), STR_ARG(id));
	return id.len > 0;
}

/* "name/version[@user/channel][#revision][%time]" of Conan. */
static bool apply_conan(
    struct str *name, struct str *version, struct arena *keep)
{
	size_t slash = str_find_byte(*name, '/');
	(void)keep;
	if (!slash || slash + 1 >= name->len)
		return false;
	*version = str_skip(*name, slash + 1);
	for (const char *mark = "@#%"; *mark; mark++)
		*version =
		    str_slice(*version, 0, str_find_byte(*version, *mark));
	*name = str_slice(*name, 0, slash);
	return version->len > 0;
}

const struct form *form_find(struct str name)
{
	static const struct form forms[] = {
		{ "conan", apply_conan },
		{ "coordinate", apply_coordinate },
		{ "gradle-plugin", apply_gradle_plugin },
		{ "name@version", apply_name_version },
		{ "npm", apply_npm },
		{ "npm-path", apply_npm_path },
		{ "pep508", apply_pep508 },
		{ "pnpm", apply_pnpm },
	};
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (str_equal_z(name, forms[i].name))
			return &forms[i];
	return NULL;
}
