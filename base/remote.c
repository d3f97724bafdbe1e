/* The ways of git-fetch(1), section "Git URLs", brought to one form. */
#include "base/remote.h"

static struct str without_ends(struct str path)
{
	while (path.len && path.ptr[0] == '/')
		path = str_skip(path, 1);
	while (path.len && path.ptr[path.len - 1] == '/')
		path.len--;
	if (path.len > 4 && str_ends(path, STR(".git")))
		path.len -= 4;
	return path;
}

static struct str host_and_path(
    struct arena *keep, struct str host, struct str path)
{
	size_t user = str_rfind_byte(host, '@');
	if (user < host.len)
		host = str_skip(host, user + 1);
	host = str_slice(host, 0, str_find_byte(host, ':'));
	return arena_printf(keep, STR_FMT "/" STR_FMT,
	    STR_ARG(arena_lower(keep, host)), STR_ARG(without_ends(path)));
}

struct str remote_normal(struct arena *keep, struct str remote)
{
	remote = str_trim(remote);
	if (!remote.len)
		return STR_NONE;
	size_t colon = str_find_byte(remote, ':');
	if (str_starts(str_skip(remote, colon), STR("://"))) {
		bool is_file =
		    str_equal_nocase(str_slice(remote, 0, colon), STR("file"));
		struct str rest = str_skip(remote, colon + 3);
		size_t slash = str_find_byte(rest, '/');
		if (is_file)
			return arena_str(keep, str_skip(rest, slash));
		return host_and_path(
		    keep, str_slice(rest, 0, slash), str_skip(rest, slash));
	}
	/* "user@host:path", but no drive letter and no path on disk. */
	if (colon < remote.len && colon > 1 &&
	    str_find_byte(remote, '/') > colon)
		return host_and_path(keep, str_slice(remote, 0, colon),
		    str_skip(remote, colon + 1));
	return arena_str(keep, remote);
}
