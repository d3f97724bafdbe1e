/* libarchive writes the headers; each entry is set by hand, so that nothing of
 * this machine is in it. See tar.h. */
#include "render/bag/tar.h"

#include <archive.h>
#include <archive_entry.h>

enum { FOLDER_MODE = 0755, FILE_MODE = 0644 };

struct tar {
	struct archive *archive;
	struct arena *keep;
	struct str bag;
	struct str last; /* path of the file before, from the bag's name on */
	tar_sink sink;
	void *user;
	struct error failed; /* of the sink */
	bool ended;	     /* what comes now goes nowhere */
};

static la_ssize_t give(
    struct archive *archive, void *user, const void *bytes, size_t size)
{
	struct tar *tar = user;
	(void)archive;
	if (tar->ended)
		return (la_ssize_t)size;
	struct str text = { bytes, size };
	if (tar->failed.kind != ERROR_NONE ||
	    !tar->sink(tar->user, text, &tar->failed))
		return -1;
	return (la_ssize_t)size;
}

static bool tell_failure(const struct tar *tar, struct error *err)
{
	if (tar->failed.kind != ERROR_NONE) {
		*err = tar->failed;
		return false;
	}
	const char *reason = archive_error_string(tar->archive);
	return error_set(err, ERROR_SYSTEM, "cannot make the tar: %s",
	    reason ? reason : "out of memory");
}

bool tar_open(struct tar **tar, struct str bag, tar_sink sink, void *user,
    struct arena *keep, struct error *err)
{
	struct tar *made = ARENA_NEW(keep, struct tar);
	*made = (struct tar){ .archive = archive_write_new(),
		.keep = keep,
		.bag = bag,
		.last = STR(""),
		.sink = sink,
		.user = user };
	*tar = made;
	if (!made->archive)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	if (archive_write_set_format_ustar(made->archive) != ARCHIVE_OK ||
	    archive_write_set_bytes_per_block(made->archive, 0) != ARCHIVE_OK ||
	    archive_write_open(made->archive, made, NULL, give, NULL) !=
		ARCHIVE_OK)
		return tell_failure(made, err);
	return true;
}

static bool start_entry(
    struct tar *tar, struct str path, int64_t size, struct error *err)
{
	bool folder = str_ends(path, STR("/"));
	struct archive_entry *entry = archive_entry_new();
	if (!entry)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	archive_entry_set_pathname(entry, arena_z(tar->keep, path));
	archive_entry_set_filetype(entry, folder ? AE_IFDIR : AE_IFREG);
	archive_entry_set_perm(entry, folder ? FOLDER_MODE : FILE_MODE);
	archive_entry_set_uid(entry, 0);
	archive_entry_set_gid(entry, 0);
	archive_entry_set_mtime(entry, 0, 0);
	archive_entry_set_size(entry, size);
	int status = archive_write_header(tar->archive, entry);
	archive_entry_free(entry);
	return status == ARCHIVE_OK || tell_failure(tar, err);
}

bool tar_file(struct tar *tar, struct str path, int64_t size, struct error *err)
{
	struct str whole = arena_printf(
	    tar->keep, STR_FMT "/" STR_FMT, STR_ARG(tar->bag), STR_ARG(path));
	bool shared = true;
	for (size_t i = 0; i < whole.len; i++) {
		shared = shared && i < tar->last.len &&
			 tar->last.ptr[i] == whole.ptr[i];
		if (whole.ptr[i] == '/' && !shared &&
		    !start_entry(tar, str_slice(whole, 0, i + 1), 0, err))
			return false;
	}
	tar->last = whole;
	return start_entry(tar, whole, size, err);
}

bool tar_bytes(struct tar *tar, struct str bytes, struct error *err)
{
	return archive_write_data(tar->archive, bytes.ptr, bytes.len) ==
		   (la_ssize_t)bytes.len ||
	       tell_failure(tar, err);
}

bool tar_file_end(struct tar *tar, struct error *err)
{
	return archive_write_finish_entry(tar->archive) == ARCHIVE_OK ||
	       tell_failure(tar, err);
}

bool tar_end(struct tar *tar, struct error *err)
{
	return archive_write_close(tar->archive) == ARCHIVE_OK ||
	       tell_failure(tar, err);
}

void tar_close(struct tar *tar)
{
	if (tar && tar->archive) {
		tar->ended = true;
		archive_write_free(tar->archive);
	}
}
