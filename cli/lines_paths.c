/* Paths as git takes them: relative to the current folder, which may lie deep
 * in the repository, and quoted as it prints them (core.quotePath). */
#include "cli/lines_paths.h"

#include "base/file.h"
#include "cli/inputs.h"
#include "importers/git/path_rules.h"

enum { FOLDERS_UP_MAX = 64 };

/* The repository around the current folder, and where in it that lies; "." and
 * "" when there is none. */
static struct str find_around(struct str *prefix, struct arena *keep)
{
	struct str here = path_absolute(keep, STR("."));
	struct str top = here;
	struct str up = STR(".");
	*prefix = STR("");
	for (int i = 0; i < FOLDERS_UP_MAX; i++) {
		if (is_repository(up, keep)) {
			*prefix = str_skip(here, top.len);
			return up;
		}
		if (top.len <= 1)
			break;
		top = path_folder(top);
		up = i ? path_join(keep, STR(".."), up) : STR("..");
	}
	return STR(".");
}

/* Without ".", ".." and doubled slashes. */
static struct str from_top(
    struct str prefix, struct str path, struct arena *keep)
{
	bool is_quoted = path.len > 1 && str_starts(path, STR("\"")) &&
			 str_ends(path, STR("\""));
	if (is_quoted)
		path = path_bytes(keep, path);
	struct str whole =
	    path_absolute(keep, arena_printf(keep, "/" STR_FMT "/" STR_FMT,
				    STR_ARG(prefix), STR_ARG(path)));
	return str_skip(whole, 1);
}

void lines_wish_read(struct lines_wish *wish, const struct str *arguments,
    size_t count, struct arena *keep)
{
	struct str prefix = STR("");
	bool is_named = count && is_repository(arguments[0], keep);
	wish->folder = is_named ? arguments[0] : find_around(&prefix, keep);
	arguments += is_named;
	wish->count = count - is_named;
	wish->paths = arena_array(keep, wish->count + 1, sizeof *wish->paths);
	for (size_t i = 0; i < wish->count; i++)
		wish->paths[i] = from_top(prefix, arguments[i], keep);
	if (!wish->count && prefix.len)
		wish->paths[wish->count++] = from_top(prefix, STR("."), keep);
}

bool lines_is_within(struct str path, struct str asked)
{
	return !asked.len || str_equal(asked, path) ||
	       (str_starts(path, asked) && path.ptr[asked.len] == '/');
}
