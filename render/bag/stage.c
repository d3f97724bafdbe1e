/* Files are written once, digested on the way, and made safe together at the
 * end, as there may be very many small ones. A reader sees a whole bag or none.
 * All that is not in its place yet lies in one hidden folder: the new bag, its
 * tar, and a bag of the same name that gives way. What a killed run left there
 * the next one takes away, and puts a bag back that had not given way to
 * another. See stage.h. */
#include "render/bag/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define WORK_NAME ".assay-bag-"

struct bag_stage {
	struct str folder; /* that the bag will be in */
	struct str work;   /* the hidden folder in it */
	struct str path;   /* of the bag for now; later its place */
	unsigned mode;
	struct str made; /* the last folder made */
	FILE *file;	 /* being written; NULL: none */
	struct hash *hash;
	int64_t size_bytes;
	struct arena *keep;
	struct arena *scratch; /* of a file */
};

/* The bag in WORK that had to give way, back in its place if that is empty. */
static void put_back(struct str folder, struct str work, struct arena *scratch)
{
	struct str_list names = { 0 };
	struct error ignored = { 0 };
	if (!file_list(&names, work, scratch, &ignored))
		return;
	for (size_t i = 0; i < names.count; i++) {
		struct str place = path_join(scratch, folder, names.items[i]);
		if (str_starts(names.items[i], STR("evidence-")) &&
		    !file_is_folder(place))
			(void)rename(arena_z(scratch, path_join(scratch, work,
							  names.items[i])),
			    arena_z(scratch, place));
	}
}

static void sweep(struct str folder, struct arena *scratch)
{
	struct str_list works;
	file_list_made(&works, folder, STR(WORK_NAME), scratch);
	for (size_t i = 0; i < works.count; i++) {
		if (unlink(arena_z(scratch, works.items[i])) == 0)
			continue; /* a link is followed nowhere */
		put_back(folder, works.items[i], scratch);
		file_remove_tree(works.items[i], scratch);
	}
}

bool stage_open(struct bag_stage **stage, struct str folder, unsigned mode,
    struct arena *keep, struct error *err)
{
	struct bag_stage *made = ARENA_NEW(keep, struct bag_stage);
	char *work =
	    arena_z(keep, path_join(keep, folder, STR(WORK_NAME "XXXXXX")));
	*stage = NULL;
	if (!file_make_folders(folder, err))
		return false;
	sweep(folder, keep);
	if (!mkdtemp(work))
		return error_errno(
		    err, "cannot make a folder in " STR_FMT, STR_ARG(folder));
	*made = (struct bag_stage){ .folder = folder,
		.work = str_from(work),
		.path = path_join(keep, str_from(work), STR("new")),
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
	put_back(stage->folder, stage->work, stage->scratch);
	file_remove_tree(stage->work, stage->scratch);
	arena_free(stage->scratch);
}

struct str stage_path(
    const struct bag_stage *stage, struct str path, struct arena *keep)
{
	return path_join(keep, stage->path, path);
}

struct str stage_beside(const struct bag_stage *stage, struct arena *keep)
{
	return path_join(keep, stage->work, STR("new.tar"));
}

static bool failed(struct str path, struct error *err)
{
	return error_errno(
	    err, "cannot write " STR_FMT " of the bag", STR_ARG(path));
}

/* Makes BELOW in the bag, and it and those around it readable for whom the bag
 * is, whatever the umask takes away. */
static bool make_folder(
    struct bag_stage *stage, struct str below, struct error *err)
{
	mode_t mode = stage->mode & 044 ? 0755 : 0700;
	if (str_equal(below, stage->made))
		return true;
	if (!file_make_folders(below, err))
		return false;
	stage->made = arena_str(stage->keep, below);
	for (; below.len >= stage->path.len; below = path_folder(below))
		if (chmod(arena_z(stage->scratch, below), mode) != 0)
			return failed(below, err);
	return true;
}

static bool begin(struct bag_stage *stage, struct str path, struct error *err)
{
	arena_reset(stage->scratch);
	if (!bag_path_is_fine(path))
		return error_set(err, ERROR_SYSTEM,
		    "the bag cannot hold a file \"" STR_FMT "\"",
		    STR_ARG(path));
	struct str whole = stage_path(stage, path, stage->scratch);
	if (!make_folder(stage, path_folder(whole), err))
		return false;
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

bool stage_place(struct bag_stage *stage, const struct bag_files *files,
    struct str name, struct error *err)
{
	struct str place = path_join(stage->keep, stage->folder, name);
	if (!settle(stage, files, err))
		return false;
	arena_reset(stage->scratch);
	char *from = arena_z(stage->scratch, stage->path);
	char *to = arena_z(stage->scratch, place);
	char *old = arena_z(
	    stage->scratch, path_join(stage->scratch, stage->work, name));
	bool empty = rename(to, old) == 0 || errno == ENOENT;
	if (!empty || rename(from, to) != 0)
		return error_errno(
		    err, "cannot write " STR_FMT, STR_ARG(place));
	stage->path = place;
	return true;
}
