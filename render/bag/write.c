/* Both forms are written beside their place and renamed once both are whole, so
 * that a reader sees a whole bag or none; the tar is made of the files of the
 * folder. See bag.h. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "render/bag/stage.h"
#include "render/bag/tar.h"

enum { BLOCK = 1 << 16 };

static bool write_bytes(void *user, struct str bytes, struct error *err)
{
	return fwrite(bytes.ptr, 1, bytes.len, user) == bytes.len ||
	       error_errno(err, "cannot write the tar");
}

static bool copy_file(struct tar *tar, FILE *from, struct error *err)
{
	char block[BLOCK];
	size_t n;
	while ((n = fread(block, 1, sizeof block, from)) > 0)
		if (!tar_bytes(tar, (struct str){ block, n }, err))
			return false;
	return !ferror(from) || error_errno(err, "cannot read the bag again");
}

static bool write_content(struct tar *tar, const struct bag_files *files,
    const struct bag_file *file, struct arena *scratch, struct error *err)
{
	if (!files->stage)
		return tar_bytes(tar, file->content, err);
	struct str path = stage_path(files->stage, file->path, scratch);
	FILE *from = fopen(arena_z(scratch, path), "rb");
	if (!from)
		return error_errno(err, "cannot read " STR_FMT, STR_ARG(path));
	bool done = copy_file(tar, from, err);
	fclose(from);
	return done;
}

static bool write_entries(
    struct tar *tar, const struct bag_files *files, struct error *err)
{
	struct arena *scratch = arena_new();
	bool done = true;
	for (size_t i = 0; i < files->count && done; i++) {
		const struct bag_file *file = &files->items[i];
		arena_reset(scratch);
		done = tar_file(tar, file->path, file->size_bytes, err) &&
		       write_content(tar, files, file, scratch, err) &&
		       tar_file_end(tar, err);
	}
	arena_free(scratch);
	return done && tar_end(tar, err);
}

/* All of the tar into the new file BESIDE, and to the disk. */
static bool write_tar(const char *beside, const struct bag_files *files,
    struct str name, unsigned mode, struct arena *scratch, struct error *err)
{
	struct tar *tar;
	FILE *file = fopen(beside, "wbx");
	if (!file)
		return error_errno(err, "cannot write %s", beside);
	bool done = tar_open(&tar, name, write_bytes, file, scratch, err) &&
		    write_entries(tar, files, err);
	tar_close(tar);
	if (done && (fflush(file) != 0 || fsync(fileno(file)) != 0 ||
			fchmod(fileno(file), mode) != 0))
		done = error_errno(err, "cannot write the tar");
	fclose(file);
	return done;
}

bool bag_write(const struct bag_files *files, struct str folder,
    struct str name, unsigned mode, struct error *err)
{
	struct arena *scratch = arena_new();
	struct str target = path_join(scratch, folder,
	    arena_printf(scratch, STR_FMT ".tar", STR_ARG(name)));
	char *beside = arena_z(scratch, stage_beside(files->stage, scratch));
	bool done =
	    write_tar(beside, files, name, mode, scratch, err) &&
	    stage_place(files->stage, files, name, err) &&
	    (rename(beside, arena_z(scratch, target)) == 0 ||
		error_errno(err, "cannot write " STR_FMT, STR_ARG(target)));
	arena_free(scratch);
	return done;
}
