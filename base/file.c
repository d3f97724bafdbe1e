/* POSIX files. A failed read is an input error, a failed write a system one. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEFAULT_LIMIT = 1 << 30, GLOB_DEPTH = 32 };

static bool stat_of(struct str path, struct stat *st)
{
	struct arena *scratch = arena_new();
	bool found = stat(arena_z(scratch, path), st) == 0;
	arena_free(scratch);
	return found;
}

bool str_list_has(const struct str_list *list, struct str text)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i], text))
			return true;
	return false;
}

bool file_exists(struct str path)
{
	struct stat st;
	return stat_of(path, &st);
}

bool file_is_folder(struct str path)
{
	struct stat st;
	return stat_of(path, &st) && S_ISDIR(st.st_mode);
}

bool file_is_regular(struct str path)
{
	struct stat st;
	return stat_of(path, &st) && S_ISREG(st.st_mode);
}

bool file_is_plain(struct str path)
{
	struct stat st;
	struct arena *scratch = arena_new();
	bool found = lstat(arena_z(scratch, path), &st) == 0;
	arena_free(scratch);
	return found && S_ISREG(st.st_mode);
}

static bool cannot_read(struct error *err, struct str path)
{
	error_errno(err, "cannot read " STR_FMT, STR_ARG(path));
	err->kind = ERROR_INPUT;
	return false;
}

bool file_size(struct str path, int64_t *size_bytes, struct error *err)
{
	struct stat st;
	if (!stat_of(path, &st))
		return cannot_read(err, path);
	*size_bytes = st.st_size;
	return true;
}

/* Reads until ROOM bytes or the end; the buffer grows, as the size of a pipe
 * is not known before. */
static bool read_up_to(struct str *content, struct str path, size_t room,
    bool whole, struct arena *keep, struct error *err)
{
	FILE *file = fopen(arena_z(keep, path), "rb");
	if (!file)
		return cannot_read(err, path);
	struct stat st;
	size_t size = 4096;
	if (fstat(fileno(file), &st) == 0 && S_ISDIR(st.st_mode)) {
		fclose(file);
		errno = EISDIR;
		return cannot_read(err, path);
	}
	if (S_ISREG(st.st_mode) && st.st_size > 0)
		size = (size_t)st.st_size + 1;
	if (size > room)
		size = room + 1;
	char *data = arena_alloc(keep, size);
	size_t len = 0;
	size_t n;
	while ((n = fread(data + len, 1, size - len, file)) > 0) {
		len += n;
		if (len > room)
			break;
		if (len == size) {
			char *larger = arena_array(keep, size, 2);
			memcpy(larger, data, len);
			data = larger;
			size *= 2;
		}
	}
	bool failed = ferror(file) != 0;
	fclose(file);
	if (failed)
		return cannot_read(err, path);
	if (len > room && whole)
		return error_set(err, ERROR_INPUT,
		    STR_FMT " is larger than %zu bytes", STR_ARG(path), room);
	*content = (struct str){ data, len > room ? room : len };
	return true;
}

bool file_read(struct str *content, struct str path, size_t limit,
    struct arena *keep, struct error *err)
{
	return read_up_to(
	    content, path, limit ? limit : DEFAULT_LIMIT, true, keep, err);
}

bool file_read_head(struct str *head, struct str path, size_t room,
    struct arena *keep, struct error *err)
{
	return read_up_to(head, path, room, false, keep, err);
}

static bool write_all(int fd, struct str content)
{
	while (content.len) {
		ssize_t n = write(fd, content.ptr, content.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		content = str_skip(content, (size_t)n);
	}
	return true;
}

#define PART_NAME ".assay-"
enum { MADE_LETTERS = 6 };

bool file_write(
    struct str path, struct str content, unsigned mode, struct error *err)
{
	struct arena *scratch = arena_new();
	char *target = arena_z(scratch, path);
	char *beside = arena_z(scratch,
	    path_join(scratch, path_folder(path), STR(PART_NAME "XXXXXX")));
	bool done = false;
	int fd = mkstemp(beside);
	if (fd < 0) {
		error_errno(err, "cannot write " STR_FMT, STR_ARG(path));
		goto out;
	}
	bool written =
	    write_all(fd, content) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
	int problem = errno;
	if (close(fd) != 0 && written) {
		written = false;
		problem = errno;
	}
	if (!written || rename(beside, target) != 0) {
		if (!written)
			errno = problem;
		error_errno(err, "cannot write " STR_FMT, STR_ARG(path));
		unlink(beside);
		goto out;
	}
	done = true;
out:
	arena_free(scratch);
	return done;
}

void file_list_made(struct str_list *paths, struct str folder,
    struct str prefix, struct arena *keep)
{
	struct str_list all = { 0 };
	struct error ignored;
	*paths = (struct str_list){ 0 };
	if (!file_list(&all, folder, keep, &ignored))
		return;
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].len == prefix.len + MADE_LETTERS &&
		    str_starts(all.items[i], prefix))
			VEC_PUSH(
			    paths, keep, path_join(keep, folder, all.items[i]));
}

void file_sweep(struct str folder)
{
	struct arena *scratch = arena_new();
	struct str_list paths;
	file_list_made(&paths, folder, STR(PART_NAME), scratch);
	for (size_t i = 0; i < paths.count; i++)
		unlink(arena_z(scratch, paths.items[i]));
	arena_free(scratch);
}

void file_remove_tree(struct str path, struct arena *scratch)
{
	struct str_list names = { 0 };
	struct error ignored;
	if (unlink(arena_z(scratch, path)) == 0)
		return;
	if (file_list(&names, path, scratch, &ignored))
		for (size_t i = 0; i < names.count; i++)
			file_remove_tree(
			    path_join(scratch, path, names.items[i]), scratch);
	rmdir(arena_z(scratch, path));
}

bool file_make_folders(struct str path, struct error *err)
{
	struct arena *scratch = arena_new();
	char *z = arena_z(scratch, path);
	bool done = true;
	for (size_t i = 1; i <= path.len && done; i++) {
		if (i < path.len && z[i] != '/')
			continue;
		char end = z[i];
		z[i] = '\0';
		if (mkdir(z, 0777) != 0 && errno != EEXIST)
			done = error_errno(err, "cannot make folder %s", z);
		z[i] = end;
	}
	if (done && !file_is_folder(path)) {
		errno = ENOTDIR;
		done = error_errno(
		    err, "cannot make folder " STR_FMT, STR_ARG(path));
	}
	arena_free(scratch);
	return done;
}

static int compare_names(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void sort_names(struct str_list *names)
{
	if (names->count)
		qsort(names->items, names->count, sizeof *names->items,
		    compare_names);
}

bool file_list(struct str_list *names, struct str path, struct arena *keep,
    struct error *err)
{
	DIR *folder = opendir(arena_z(keep, path));
	*names = (struct str_list){ 0 };
	if (!folder)
		return cannot_read(err, path);
	errno = 0;
	struct dirent *entry;
	while ((entry = readdir(folder))) {
		struct str name = str_from(entry->d_name);
		if (!str_equal_z(name, ".") && !str_equal_z(name, ".."))
			VEC_PUSH(names, keep, arena_str(keep, name));
	}
	closedir(folder);
	sort_names(names);
	return true;
}

struct str path_join(struct arena *keep, struct str folder, struct str name)
{
	if (folder.len == 0 || str_equal_z(folder, ".") ||
	    str_starts(name, STR("/")))
		return arena_str(keep, name);
	return arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(folder),
	    str_ends(folder, STR("/")) ? "" : "/", STR_ARG(name));
}

struct str path_base(struct str path)
{
	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	size_t at = str_rfind_byte(path, '/');
	return at == path.len ? path : str_skip(path, at + 1);
}

struct str path_folder(struct str path)
{
	while (path.len > 1 && path.ptr[path.len - 1] == '/')
		path.len--;
	size_t at = str_rfind_byte(path, '/');
	if (at == path.len)
		return STR(".");
	return at == 0 ? STR("/") : str_slice(path, 0, at);
}

struct str path_absolute(struct arena *keep, struct str path)
{
	if (!str_starts(path, STR("/"))) {
		char *here = getcwd(NULL, 0);
		path = arena_printf(
		    keep, "%s/" STR_FMT, here ? here : "", STR_ARG(path));
		free(here);
	}
	char *out = arena_alloc(keep, path.len + 1);
	size_t len = 0;
	struct str rest = path;
	struct str part;
	while (str_split(&rest, '/', &part)) {
		if (part.len == 0 || str_equal_z(part, "."))
			continue;
		if (str_equal_z(part, "..")) {
			while (len && out[--len] != '/')
				;
			continue;
		}
		out[len++] = '/';
		memcpy(out + len, part.ptr, part.len);
		len += part.len;
	}
	return (struct str){ out, len };
}

struct str path_relative(struct arena *keep, struct str path, struct str base)
{
	struct str to = path_absolute(keep, path);
	struct str from = path_absolute(keep, base);
	size_t common = 0;
	for (size_t i = 0;; i++) {
		bool to_end = i == to.len || to.ptr[i] == '/';
		bool from_end = i == from.len || from.ptr[i] == '/';
		if (to_end && from_end)
			common = i;
		if (i == to.len || i == from.len || to.ptr[i] != from.ptr[i])
			break;
	}
	struct str up = str_skip(from, common);
	struct str result = STR("");
	for (size_t i = 0; i < up.len; i++)
		if (up.ptr[i] == '/')
			result =
			    arena_printf(keep, STR_FMT "../", STR_ARG(result));
	struct str down = str_skip(to, common);
	if (str_starts(down, STR("/")))
		down = str_skip(down, 1);
	if (down.len == 0 && result.len == 0)
		return STR(".");
	result =
	    arena_printf(keep, STR_FMT STR_FMT, STR_ARG(result), STR_ARG(down));
	if (down.len == 0)
		result.len--;
	return result;
}

static bool is_fixed(char c)
{
	return c != '*' && c != '?' && c != '/';
}

/* The last name of PATTERN, or a part of it, stands in every match: at the
 * end, unless something open is behind it. Most paths lack it. */
static bool may_match(struct str path, struct str pattern)
{
	size_t start = pattern.len;
	while (start && is_fixed(pattern.ptr[start - 1]))
		start--;
	if (start < pattern.len)
		return str_ends(path, str_skip(pattern, start));
	size_t end = start;
	while (end && !is_fixed(pattern.ptr[end - 1]))
		end--;
	for (start = end; start && is_fixed(pattern.ptr[start - 1]);)
		start--;
	return start == end ||
	       str_contains(path, str_slice(pattern, start, end));
}

/* Iterative with one point of return per kind of star, so that hostile
 * patterns cost at most pattern x path. */
bool path_matches(struct str path, struct str pattern)
{
	if (!may_match(path, pattern))
		return false;
	size_t i = 0;
	size_t j = 0;
	size_t star = SIZE_MAX; /* in the pattern, behind "*" */
	size_t star_at = 0;
	size_t deep = SIZE_MAX; /* in the pattern, behind "**" */
	size_t deep_at = 0;
	for (;;) {
		if (j < pattern.len && pattern.ptr[j] == '*') {
			if (j + 1 < pattern.len && pattern.ptr[j + 1] == '*') {
				j += 2;
				/* "**" with slash also matches no folder */
				if (j < pattern.len && pattern.ptr[j] == '/' &&
				    (i == 0 || path.ptr[i - 1] == '/'))
					j++;
				deep = j;
				deep_at = i;
				star = SIZE_MAX;
			} else {
				star = ++j;
				star_at = i;
			}
			continue;
		}
		if (i == path.len && j == pattern.len)
			return true;
		if (i < path.len && j < pattern.len &&
		    (pattern.ptr[j] == path.ptr[i] ||
			(pattern.ptr[j] == '?' && path.ptr[i] != '/'))) {
			i++;
			j++;
			continue;
		}
		if (star != SIZE_MAX && star_at < path.len &&
		    path.ptr[star_at] != '/') {
			i = ++star_at;
			j = star;
			continue;
		}
		if (deep == SIZE_MAX || deep_at >= path.len)
			return false;
		/* behind a "**" with slash go on at folders only */
		bool whole = deep >= 1 && pattern.ptr[deep - 1] == '/';
		do
			deep_at++;
		while (whole && deep_at < path.len &&
		       path.ptr[deep_at - 1] != '/');
		i = deep_at;
		j = deep;
		star = SIZE_MAX;
	}
}

static bool has_wildcard(struct str text)
{
	return str_find_byte(text, '*') < text.len ||
	       str_find_byte(text, '?') < text.len;
}

/* Adds what lies up to DEPTH folders below FOLDER and matches; .git is never
 * entered. Of a match that cannot be looked into its reader tells. */
static bool walk(struct str_list *paths, struct str folder, struct str pattern,
    int depth, struct arena *keep, struct error *err)
{
	struct str_list names;
	struct error unreadable;
	if (!file_list(&names, folder, keep, &unreadable)) {
		if (path_matches(folder, pattern))
			return true;
		*err = unreadable;
		return error_fix(err, "check its permissions");
	}
	for (size_t i = 0; i < names.count; i++) {
		struct str path = path_join(keep, folder, names.items[i]);
		if (path_matches(path, pattern))
			VEC_PUSH(paths, keep, path);
		if (depth > 0 && !str_equal_z(names.items[i], ".git") &&
		    file_is_folder(path) &&
		    !walk(paths, path, pattern, depth - 1, keep, err))
			return false;
	}
	return true;
}

bool path_glob(struct str_list *paths, struct str pattern, struct arena *keep,
    struct error *err)
{
	*paths = (struct str_list){ 0 };
	if (!has_wildcard(pattern)) {
		if (file_exists(pattern))
			VEC_PUSH(paths, keep, arena_str(keep, pattern));
		return true;
	}
	struct str folder = pattern;
	while (has_wildcard(folder))
		folder = path_folder(folder);
	if (!file_is_folder(folder))
		return true;
	struct str inside = path_join(keep, folder, STR("x"));
	int depth = str_contains(pattern, STR("**"))
			? GLOB_DEPTH
			: (int)str_count_byte(pattern, '/') -
			      (int)str_count_byte(inside, '/');
	if (!walk(paths, folder, pattern, depth, keep, err))
		return false;
	sort_names(paths);
	return true;
}
