/* Cleaning of paths and file addresses. RFC 3986 and RFC 8089, as far as
 * scanners keep to them. */
#include "importers/sast/path.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

struct str path_decode(struct arena *keep, struct str uri)
{
	if (str_find_byte(uri, '%') == uri.len)
		return uri;
	char *out = arena_alloc(keep, uri.len);
	size_t len = 0;
	for (size_t i = 0; i < uri.len; i++) {
		uint64_t byte;
		out[len++] = uri.ptr[i];
		if (uri.ptr[i] != '%')
			continue;
		if (i + 2 >= uri.len ||
		    !str_hex_to_uint(str_slice(uri, i + 1, i + 3), &byte) ||
		    !byte)
			return uri;
		out[len - 1] = (char)byte;
		i += 2;
	}
	struct str decoded = { out, len };
	return utf8_is_valid(decoded) ? decoded : uri;
}

/* The length of "scheme:" in front; 0 without. One letter is a drive. */
static size_t scheme_length(struct str uri)
{
	size_t i = 0;
	while (i < uri.len && (ascii_is_letter(uri.ptr[i]) ||
				  (i && strchr("0123456789+-.", uri.ptr[i]))))
		i++;
	return i > 1 && i < uri.len && uri.ptr[i] == ':' ? i + 1 : 0;
}

static struct str with_slashes(struct arena *keep, struct str path)
{
	char *copy = arena_z(keep, path);
	for (size_t i = 0; i < path.len; i++)
		if (copy[i] == '\\')
			copy[i] = '/';
	return (struct str){ copy, path.len };
}

/* Without "C:", also in "/C:/x". */
static struct str without_drive(struct str path)
{
	size_t at = path.len && path.ptr[0] == '/';
	if (path.len > at + 2 && ascii_is_letter(path.ptr[at]) &&
	    path.ptr[at + 1] == ':' && path.ptr[at + 2] == '/')
		return str_skip(path, at + 2);
	return path;
}

/* "file:" addresses lose scheme and host. */
static struct str without_file_scheme(struct str path)
{
	size_t scheme = scheme_length(path);
	if (!str_equal_nocase(str_slice(path, 0, scheme), STR("file:")))
		return path;
	path = str_skip(path, scheme);
	if (!str_starts(path, STR("//")))
		return path;
	path = str_skip(path, 2);
	return str_skip(path, str_find_byte(path, '/'));
}

static struct str join_parts(struct arena *keep, struct str path)
{
	char *out = arena_alloc(keep, path.len + 1);
	size_t root = path.len && path.ptr[0] == '/';
	size_t len = 0;
	struct str part;
	if (root)
		out[len++] = '/';
	while (str_split(&path, '/', &part)) {
		if (!part.len || str_equal_z(part, "."))
			continue;
		if (str_equal_z(part, "..")) {
			size_t cut =
			    str_rfind_byte((struct str){ out, len }, '/');
			len = cut < len && cut >= root ? cut : root;
			continue;
		}
		if (len > root)
			out[len++] = '/';
		memcpy(out + len, part.ptr, part.len);
		len += part.len;
	}
	return (struct str){ out, len };
}

static struct str clean_web(struct arena *keep, struct str uri, size_t scheme)
{
	struct str rest = str_skip(uri, scheme + 2);
	rest = str_slice(rest, 0, str_find_byte(rest, '#'));
	rest = str_slice(rest, 0, str_find_byte(rest, '?'));
	struct str host = str_slice(rest, 0, str_find_byte(rest, '/'));
	struct str path = str_skip(rest, host.len);
	size_t at = str_rfind_byte(host, '@');
	if (at < host.len)
		host = str_skip(host, at + 1);
	return arena_printf(keep, STR_FMT "//" STR_FMT STR_FMT,
	    STR_ARG(str_slice(uri, 0, scheme)), STR_ARG(host), STR_ARG(path));
}

struct str path_clean(struct arena *keep, struct str uri)
{
	uri = str_slice(str_trim(uri), 0, SAST_PATH_MAX);
	struct str path = without_file_scheme(with_slashes(keep, uri));
	size_t scheme = scheme_length(path);
	if (scheme && str_starts(str_skip(path, scheme), STR("//")))
		return clean_web(keep, path, scheme);
	path = join_parts(keep, without_drive(path));
	return utf8_clean(keep, path);
}

bool path_is_absolute(struct str path)
{
	return path.len && path.ptr[0] == '/';
}

bool path_is_web(struct str path)
{
	size_t scheme = scheme_length(path);
	return scheme && str_starts(str_skip(path, scheme), STR("//"));
}

bool path_below(struct str path, struct str root, struct str *relative)
{
	while (root.len && root.ptr[root.len - 1] == '/')
		root.len--;
	if (!str_starts(path, root) || path.len < root.len + 2 ||
	    path.ptr[root.len] != '/')
		return false;
	*relative = str_skip(path, root.len + 1);
	return true;
}

bool manifest_load(struct manifest_table *table,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	return rules_read(&table->rules, folders, STR("data/manifests.csv"),
		   keep, err) &&
	       rules_column(&table->rules, "pattern", &table->pattern, err);
}

bool manifest_is(const struct manifest_table *table, struct str path)
{
	struct str name = path_base(path);
	for (size_t i = 0; i < table->rules.row_count; i++)
		if (path_matches(
			name, rules_cell(&table->rules, i, table->pattern)))
			return true;
	return false;
}
