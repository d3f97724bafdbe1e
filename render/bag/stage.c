/* Files are written once, digested on the way, and made safe together at the
 * end, as there may be very many small ones. A reader sees a whole bag or none.
 * See stage.h. */
#include "render/bag/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

struct bag_stage {
	struct str folder; /* that the bag will be in */
	struct str path;   /* of the bag for now; later its place */
	unsigned mode;
	bool placed;
	struct str made; /* the last folder made */
	FILE *file;	 /* being written; NULL: none */
	struct hash *hash;
	int64_t size_bytes;
	struct arena *keep;
	struct arena *scratch; /* of a file */
};

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

bool stage_open(struct bag_stage **stage, struct str folder, unsigned mode,
    struct arena *keep, struct error *err)
{
	struct bag_stage *made = ARENA_NEW(keep, struct bag_stage);
	char *path = arena_z(
	    keep, path_join(keep, folder, STR("evidence-being-made.XXXXXX")));
	*stage = NULL;
	if (!file_make_folders(folder, err))
		return false;
	if (!mkdtemp(path))
		return error_errno(
		    err, "cannot make a folder in " STR_FMT, STR_ARG(folder));
	*made = (struct bag_stage){ .folder = folder,
		.path = str_from(path),
		.mode = mode,
		.made = STR(""),
		.keep = keep,
		.scratch = arena_new() };
	*stage = made;
	return true;
}

void stage_close(struct bag_stage *stage)
{
	if (!stage)
		return;
	if (stage->file)
		fclose(stage->file);
	if (!stage->placed)
		remove_tree(stage->path, stage->scratch);
	arena_free(stage->scratch);
}

struct str stage_path(
    const struct bag_stage *stage, struct str path, struct arena *keep)
{
	return path_join(keep, stage->path, path);
}

static bool failed(struct str path, struct error *err)
{
	return error_errno(
	    err, "cannot write " STR_FMT " of the bag", STR_ARG(path));
}

static bool begin(struct bag_stage *stage, struct str path, struct error *err)
{
	arena_reset(stage->scratch);
	if (!bag_path_is_fine(path))
		return error_set(err, ERROR_SYSTEM,
		    "the bag cannot hold a file \"" STR_FMT "\"",
		    STR_ARG(path));
	struct str whole = stage_path(stage, path, stage->scratch);
	struct str below = path_folder(whole);
	if (!str_equal(below, stage->made)) {
		if (!file_make_folders(below, err))
			return false;
		stage->made = arena_str(stage->keep, below);
	}
	int fd = open(arena_z(stage->scratch, whole),
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST)
		return error_set(err, ERROR_SYSTEM,
		    "the bag has two files " STR_FMT, STR_ARG(path));
	if (fd < 0 || !(stage->file = fdopen(fd, "wb")))
		return failed(path, err);
	stage->hash = hash_new(stage->scratch);
	stage->size_bytes = 0;
	return fchmod(fd, stage->mode) == 0 || failed(path, err);
}

bool stage_more(struct bag_stage *stage, struct str path, struct str bytes,
    struct error *err)
{
	if (!stage->file && !begin(stage, path, err))
		return false;
	hash_add(stage->hash, bytes);
	stage->size_bytes += (int64_t)bytes.len;
	return fwrite(bytes.ptr, 1, bytes.len, stage->file) == bytes.len ||
	       failed(path, err);
}

bool stage_end(struct bag_stage *stage, struct bag_file *file, struct str bytes,
    struct error *err)
{
	if (!stage_more(stage, file->path, bytes, err))
		return false;
	FILE *written = stage->file;
	stage->file = NULL;
	hash_end(stage->hash, file->digest);
	file->size_bytes = stage->size_bytes;
	return fclose(written) == 0 || failed(file->path, err);
}

/* All data is on its way to the disk by now, so that each wait is short. */
static bool settle(
    struct bag_stage *stage, const struct bag_files *files, struct error *err)
{
	for (size_t i = 0; i < files->count; i++) {
		struct str path = files->items[i].path;
		arena_reset(stage->scratch);
		int fd = open(arena_z(stage->scratch,
				  stage_path(stage, path, stage->scratch)),
		    O_RDONLY | O_CLOEXEC);
		bool safe = fd >= 0 && fsync(fd) == 0;
		if (fd >= 0)
			close(fd);
		if (!safe)
			return failed(path, err);
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

bool stage_place(struct bag_stage *stage, const struct bag_files *files,
    struct str name, struct error *err)
{
	mode_t folder_mode = stage->mode & 044 ? 0755 : 0700;
	struct str place = path_join(stage->keep, stage->folder, name);
	if (!settle(stage, files, err))
		return false;
	arena_reset(stage->scratch);
	if (chmod(arena_z(stage->scratch, stage->path), folder_mode) != 0)
		return error_errno(
		    err, "cannot write " STR_FMT, STR_ARG(stage->path));
	if (!replace(stage->path, place, stage->scratch, err))
		return false;
	stage->path = place;
	stage->placed = true;
	return true;
}
