/* Both forms are written beside their place and renamed, so that a reader sees
 * a whole bag or none. See bag.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "render/bag/bag.h"
#include "render/bag/tar.h"

/* Removes a folder that this program has made: files and folders, no links. */
static void remove_tree(struct str path, struct arena *scratch)
{
	struct str_list names;
	struct error ignored = { 0 };
	if (file_is_folder(path) && file_list(&names, path, scratch, &ignored))
		for (size_t i = 0; i < names.count; i++) {
			struct str below =
			    path_join(scratch, path, names.items[i]);
			if (unlink(arena_z(scratch, below)) != 0)
				remove_tree(below, scratch);
		}
	rmdir(arena_z(scratch, path));
}

static bool write_files(const struct bag_files *files, struct str folder,
    unsigned mode, struct arena *scratch, struct error *err)
{
	struct str made = STR("");
	for (size_t i = 0; i < files->count; i++) {
		struct str path =
		    path_join(scratch, folder, files->items[i].path);
		struct str below = path_folder(path);
		if (!str_equal(below, made) && !file_make_folders(below, err))
			return false;
		made = below;
		if (!file_write(path, files->items[i].content, mode, err))
			return false;
	}
	return true;
}

/* Puts the folder FROM in the place of TO. */
static bool replace(
    struct str from, struct str to, struct arena *scratch, struct error *err)
{
	struct str old = arena_printf(scratch, STR_FMT ".old", STR_ARG(to));
	bool had_old = rename(arena_z(scratch, to), arena_z(scratch, old)) == 0;
	if (rename(arena_z(scratch, from), arena_z(scratch, to)) != 0) {
		error_errno(err, "cannot write " STR_FMT, STR_ARG(to));
		if (had_old &&
		    rename(arena_z(scratch, old), arena_z(scratch, to)) != 0)
			error_fix(err, "the bag that was there is now " STR_FMT,
			    STR_ARG(old));
		return false;
	}
	if (had_old)
		remove_tree(old, scratch);
	return true;
}

bool bag_write_folder(const struct bag_files *files, struct str folder,
    struct str name, unsigned mode, struct error *err)
{
	struct arena *scratch = arena_new();
	struct str target = path_join(scratch, folder, name);
	char *beside = arena_z(
	    scratch, arena_printf(scratch, STR_FMT ".XXXXXX", STR_ARG(target)));
	bool done = file_make_folders(folder, err);
	if (done && !mkdtemp(beside))
		done = error_errno(
		    err, "cannot make the folder " STR_FMT, STR_ARG(target));
	if (done) {
		mode_t folder_mode = mode & 044 ? 0755 : 0700;
		done =
		    write_files(files, str_from(beside), mode, scratch, err) &&
		    (chmod(beside, folder_mode) == 0 ||
			error_errno(err, "cannot write %s", beside)) &&
		    replace(str_from(beside), target, scratch, err);
		if (!done)
			remove_tree(str_from(beside), scratch);
	}
	arena_free(scratch);
	return done;
}

static bool write_bytes(void *user, struct str bytes, struct error *err)
{
	return fwrite(bytes.ptr, 1, bytes.len, user) == bytes.len ||
	       error_errno(err, "cannot write the tar");
}

static bool write_entries(
    struct tar *tar, const struct bag_files *files, struct error *err)
{
	for (size_t i = 0; i < files->count; i++) {
		const struct bag_file *file = &files->items[i];
		if (!tar_file(
			tar, file->path, (int64_t)file->content.len, err) ||
		    !tar_bytes(tar, file->content, err) ||
		    !tar_file_end(tar, err))
			return false;
	}
	return tar_end(tar, err);
}

/* All of the tar into FILE, and to the disk. */
static bool write_tar(FILE *file, const struct bag_files *files,
    struct str name, struct arena *scratch, struct error *err)
{
	struct tar *tar;
	bool done = tar_open(&tar, name, write_bytes, file, scratch, err) &&
		    write_entries(tar, files, err);
	tar_close(tar);
	if (done && (fflush(file) != 0 || fsync(fileno(file)) != 0))
		done = error_errno(err, "cannot write the tar");
	return done;
}

bool bag_write_tar(const struct bag_files *files, struct str folder,
    struct str name, unsigned mode, struct error *err)
{
	struct arena *scratch = arena_new();
	struct str target = path_join(scratch, folder,
	    arena_printf(scratch, STR_FMT ".tar", STR_ARG(name)));
	char *beside = arena_z(
	    scratch, arena_printf(scratch, STR_FMT ".XXXXXX", STR_ARG(target)));
	bool done = file_make_folders(folder, err);
	int fd = done ? mkstemp(beside) : -1;
	FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
	if (done && !file)
		done =
		    error_errno(err, "cannot write " STR_FMT, STR_ARG(target));
	if (file) {
		done = write_tar(file, files, name, scratch, err) &&
		       (fchmod(fd, mode) == 0 ||
			   error_errno(err, "cannot write %s", beside));
		fclose(file);
		if (done && rename(beside, arena_z(scratch, target)) != 0)
			done = error_errno(
			    err, "cannot write " STR_FMT, STR_ARG(target));
		if (!done)
			unlink(beside);
	}
	arena_free(scratch);
	return done;
}
