/* Files and folders. Paths are bytes with '/'. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"

struct str_list {
	struct str *items;
	size_t count;
	size_t room;
};

bool str_list_has(const struct str_list *list, struct str text);

bool file_exists(struct str path);
bool file_is_folder(struct str path);
/* Neither a folder nor a pipe or device, which can be read once or for ever. */
bool file_is_regular(struct str path);
/* Nor a link to another. */
bool file_is_plain(struct str path);
bool file_size(
    struct str path, int64_t *size_bytes, struct error *err) MUST_USE;

/* The whole file; LIMIT in bytes (0: 1 GiB), more is an input error. */
bool file_read(struct str *content, struct str path, size_t limit,
    struct arena *keep, struct error *err) MUST_USE;
/* At most ROOM bytes from the start, into HEAD owned by KEEP. */
bool file_read_head(struct str *head, struct str path, size_t room,
    struct arena *keep, struct error *err) MUST_USE;

/* Writes beside PATH and renames, so that a reader sees the old or the new
 * file and a full disk leaves the old one. MODE as for chmod. */
bool file_write(struct str path, struct str content, unsigned mode,
    struct error *err) MUST_USE;
/* Removes what a killed file_write left beside its files in FOLDER; nobody else
 * may be writing there. */
void file_sweep(struct str folder);

/* Paths of what mkstemp or mkdtemp made in FOLDER of a template PREFIX and six
 * letters; none when it cannot be read. */
void file_list_made(struct str_list *paths, struct str folder,
    struct str prefix, struct arena *keep);
/* Removes PATH, and of a folder all that is in it; links are followed nowhere.
 * For what this program has made. */
void file_remove_tree(struct str path, struct arena *scratch);

bool file_make_folders(struct str path, struct error *err) MUST_USE;
/* Names in a folder, sorted by bytes, without "." and "..". */
bool file_list(struct str_list *names, struct str path, struct arena *keep,
    struct error *err) MUST_USE;

struct str path_join(struct arena *keep, struct str folder, struct str name);
struct str path_base(struct str path);	 /* the part after the last '/' */
struct str path_folder(struct str path); /* before it; "." when none */
/* Absolute, without "." and ".." and doubled slashes; links stay as named. */
struct str path_absolute(struct arena *keep, struct str path);
/* PATH seen from the folder BASE, with ".." where needed; both are made
 * absolute first. */
struct str path_relative(struct arena *keep, struct str path, struct str base);

/* Whether PATH matches PATTERN, where "*" and "?" stop at '/', "**" does not
 * and a leading "**" with '/' also matches nothing. */
bool path_matches(struct str path, struct str pattern);

/* Paths that match a glob, sorted by bytes; a pattern without wildcard gives
 * itself when it exists. */
bool path_glob(struct str_list *paths, struct str pattern, struct arena *keep,
    struct error *err) MUST_USE;

#endif
