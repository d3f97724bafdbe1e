/* A tar is read by libarchive and, beside it, written anew from what was read:
 * the first byte that differs shows whatever a reader would forgive, such as
 * padding, owners, another order, or what stands behind the end. See read.h. */
#include "render/bag/read.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "render/bag/bag.h"
#include "render/bag/tar.h"

enum {
	FILES_MAX = 1000000,
	FAULTS_MAX = 10000,
	BLOCK = 1 << 16,
	DEPTH_MAX = 16,
	HEADER = 512, /* bytes, of an entry of a tar */
	NAME = 100,   /* of these, at its start */
};
#define CONTENT_MAX (INT64_C(64) << 20)	  /* bytes kept of a file */
#define CONTENTS_MAX (INT64_C(512) << 20) /* bytes kept of all */
#define FILE_BYTES_MAX (INT64_C(8) << 30)

/* What both readers feed: one file after the other. */
struct collector {
	struct found_bag *bag;
	bag_wanted wanted;
	struct arena *keep;
	struct arena *scratch; /* of one file */
	struct hash *hash;
	struct found_file file;
	char *content; /* NULL: not kept */
	int64_t kept;  /* bytes, of all files */
};

const struct found_file *found_file(
    const struct found_bag *bag, const char *path)
{
	size_t low = 0;
	size_t high = bag->count;
	struct str wanted = str_from(path);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(bag->items[middle].path, wanted);
		if (order == 0)
			return &bag->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct str found_content(const struct found_bag *bag, const char *path)
{
	const struct found_file *file = found_file(bag, path);
	return file && file->content.ptr ? file->content : STR("");
}

struct str found_info(const struct found_bag *bag, const char *label)
{
	struct str rest = found_content(bag, "bag-info.txt");
	struct str wanted = str_from(label);
	struct str line;
	while (str_line(&rest, &line))
		if (str_starts(line, wanted) &&
		    str_starts(str_skip(line, wanted.len), STR(": ")))
			return str_skip(line, wanted.len + 2);
	return STR_NONE;
}

static void __attribute__((format(printf, 4, 5))) fault(struct found_bag *bag,
    struct arena *keep, struct str where, const char *format, ...)
{
	va_list arguments;
	if (bag->faults.count >= FAULTS_MAX)
		return;
	va_start(arguments, format);
	struct bag_fault fault = {
		.where = utf8_printable(keep, arena_str(keep, where)),
		.what = arena_vprintf(keep, format, arguments),
	};
	va_end(arguments);
	VEC_PUSH(&bag->faults, keep, fault);
}

/* Ready for the bytes of PATH; false when it may not be in a bag. */
static bool begin_file(struct collector *at, struct str path, int64_t size)
{
	if (!bag_path_is_fine(path)) {
		fault(
		    at->bag, at->keep, path, "its path may not stand in a bag");
		return false;
	}
	if (size < 0 || size > FILE_BYTES_MAX) {
		fault(at->bag, at->keep, path, "is too large");
		return false;
	}
	arena_reset(at->scratch);
	at->hash = hash_new(at->scratch);
	at->file = (struct found_file){ .path = arena_str(at->keep, path) };
	at->content = NULL;
	if (at->wanted(path) && size <= CONTENT_MAX &&
	    at->kept + size <= CONTENTS_MAX) {
		at->content = arena_alloc_raw(at->keep, (size_t)size + 1);
		at->file.content = (struct str){ at->content, (size_t)size };
		at->kept += size;
	}
	return true;
}

/* The next bytes; false when there are more than were told. */
static bool add_bytes(struct collector *at, struct str bytes, int64_t size)
{
	if ((int64_t)bytes.len > size - at->file.size_bytes)
		return false;
	if (at->content && bytes.len)
		memcpy(at->content + at->file.size_bytes, bytes.ptr, bytes.len);
	hash_add(at->hash, bytes);
	at->file.size_bytes += (int64_t)bytes.len;
	return true;
}

static void end_file(struct collector *at)
{
	hash_end(at->hash, at->file.digest);
	if (at->content)
		at->file.content.len = (size_t)at->file.size_bytes;
	VEC_PUSH(at->bag, at->keep, at->file);
}

static int compare_files(const void *a, const void *b)
{
	const struct found_file *one = a;
	const struct found_file *two = b;
	return str_compare(one->path, two->path);
}

/* Sorts what was found; of two files of one name the first stays. */
static void settle(struct collector *at)
{
	struct found_bag *bag = at->bag;
	size_t kept = 0;
	if (bag->count)
		qsort(
		    bag->items, bag->count, sizeof *bag->items, compare_files);
	for (size_t i = 0; i < bag->count; i++)
		if (kept &&
		    str_equal(bag->items[kept - 1].path, bag->items[i].path))
			fault(bag, at->keep, bag->items[i].path,
			    "is there twice");
		else
			bag->items[kept++] = bag->items[i];
	bag->count = kept;
}

/* ------------------------------------------------------------- folder -- */

static void read_bytes(
    struct collector *at, int fd, struct str path, int64_t size)
{
	static const char changed[] = "changed while it was read";
	char block[BLOCK];
	if (!begin_file(at, path, size))
		return;
	for (;;) {
		ssize_t n = read(fd, block, sizeof block);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			fault(at->bag, at->keep, path, "cannot be read: %s",
			    strerror(errno));
			return;
		}
		if (n == 0)
			break;
		if (!add_bytes(at, (struct str){ block, (size_t)n }, size)) {
			fault(at->bag, at->keep, path, "%s", changed);
			return;
		}
	}
	end_file(at);
}

static void read_file(struct collector *at, char *whole, struct str path)
{
	struct stat st;
	int fd = open(whole, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0) {
		fault(at->bag, at->keep, path, "%s",
		    errno == ELOOP ? "is a link, no file" : strerror(errno));
		return;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		fault(at->bag, at->keep, path,
		    "is no file: a link, a pipe or a device");
	else
		read_bytes(at, fd, path, st.st_size);
	close(fd);
}

static void read_folder(
    struct collector *at, struct str root, struct str below, int depth);

/* What NAME in the folder BELOW is; false when there are too many. */
static bool read_name(struct collector *at, struct str root, struct str below,
    struct str name, int depth)
{
	struct stat st;
	struct arena *own = arena_new();
	struct str path = path_join(own, below, name);
	char *whole = arena_z(own, path_join(own, root, path));
	bool fits = at->bag->count < FILES_MAX;
	if (!fits)
		fault(at->bag, at->keep, path, "is one of more than %d files",
		    FILES_MAX);
	else if (lstat(whole, &st) == 0 && S_ISDIR(st.st_mode))
		read_folder(at, root, path, depth + 1);
	else
		read_file(at, whole, path);
	arena_free(own);
	return fits;
}

static void read_folder(
    struct collector *at, struct str root, struct str below, int depth)
{
	struct str_list names;
	struct error problem = { 0 };
	struct arena *own = arena_new();
	struct str folder = path_join(own, root, below);
	if (depth > DEPTH_MAX || !file_list(&names, folder, own, &problem))
		fault(at->bag, at->keep, below, "%s",
		    depth > DEPTH_MAX ? "is too deep" : problem.message);
	else
		for (size_t i = 0; i < names.count; i++)
			if (!read_name(at, root, below, names.items[i], depth))
				break;
	arena_free(own);
}

/* ---------------------------------------------------------------- tar -- */

struct tar_reader {
	struct collector *at;
	struct archive *archive;
	struct tar *anew;      /* NULL: there is no bag's name yet */
	struct arena *scratch; /* of ANEW */
	FILE *again;
	struct str shown;
	struct str entry; /* being compared */
	struct str where; /* the entry that differs */
	int64_t offset;
	bool differs;
};

/* Compares what the form has with what the tar has at the same place. */
static bool compare(void *user, struct str bytes, struct error *err)
{
	struct tar_reader *reader = user;
	char block[BLOCK];
	(void)err;
	while (bytes.len && !reader->differs) {
		size_t wanted =
		    bytes.len < sizeof block ? bytes.len : sizeof block;
		size_t got = fread(block, 1, wanted, reader->again);
		size_t same = 0;
		while (same < got && block[same] == bytes.ptr[same])
			same++;
		reader->offset += (int64_t)same;
		reader->differs = same < wanted;
		reader->where = reader->entry;
		bytes = str_skip(bytes, wanted);
	}
	return true;
}

/* The name of an entry, without what stands before the bag; none, with a fault,
 * when it is none of a file of the bag. Folders give "". */
static struct str entry_path(
    struct tar_reader *reader, struct archive_entry *entry)
{
	struct found_bag *bag = reader->at->bag;
	struct arena *keep = reader->at->keep;
	struct str whole = str_from(archive_entry_pathname(entry));
	struct str folder = str_slice(whole, 0, str_find_byte(whole, '/'));
	if (!bag->name.len && bag_path_is_fine(folder))
		bag->name = arena_str(keep, folder);
	if (archive_entry_hardlink(entry) ||
	    (archive_entry_filetype(entry) != AE_IFREG &&
		archive_entry_filetype(entry) != AE_IFDIR)) {
		fault(bag, keep, whole, "is no file: a link or a device");
		return STR_NONE;
	}
	if (!bag->name.len || !str_equal(folder, bag->name) ||
	    folder.len == whole.len) {
		fault(bag, keep, whole, "lies outside of the bag");
		return STR_NONE;
	}
	return archive_entry_filetype(entry) == AE_IFDIR
		   ? STR("")
		   : str_skip(whole, folder.len + 1);
}

/* The form written so far is compared; what cannot be written is another. */
static void start_anew(struct tar_reader *reader, struct str path, int64_t size)
{
	struct error ignored = { 0 };
	reader->entry = arena_str(reader->at->keep, path);
	if ((!reader->anew &&
		!tar_open(&reader->anew, reader->at->bag->name, compare, reader,
		    reader->scratch, &ignored)) ||
	    (!reader->differs && !tar_file(reader->anew, path, size, &ignored)))
		reader->differs = true;
}

static void read_entry(struct tar_reader *reader, struct str path, int64_t size)
{
	char bytes[BLOCK];
	struct error ignored = { 0 };
	struct collector *at = reader->at;
	if (!begin_file(at, path, size))
		return;
	start_anew(reader, path, size);
	for (;;) {
		la_ssize_t n =
		    archive_read_data(reader->archive, bytes, sizeof bytes);
		struct str part = { bytes, n > 0 ? (size_t)n : 0 };
		if (n < 0 || !add_bytes(at, part, size)) {
			fault(at->bag, at->keep, path,
			    "cannot be read from the tar");
			return;
		}
		if (n == 0)
			break;
		if (!reader->differs &&
		    !tar_bytes(reader->anew, part, &ignored))
			reader->differs = true;
	}
	if (!reader->differs && !tar_file_end(reader->anew, &ignored))
		reader->differs = true;
	end_file(at);
}

/* Every entry; one whose header is damaged is passed over, and shows as bytes
 * that differ. */
static void read_entries(struct tar_reader *reader, int64_t size_all)
{
	struct found_bag *bag = reader->at->bag;
	struct arena *keep = reader->at->keep;
	struct archive_entry *entry;
	for (int64_t headers = 0; headers <= size_all / HEADER; headers++) {
		int status = archive_read_next_header(reader->archive, &entry);
		if (status == ARCHIVE_EOF)
			return;
		if (status == ARCHIVE_RETRY)
			continue;
		if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
			fault(bag, keep, reader->shown,
			    "is no tar, or damaged behind \"" STR_FMT "\"",
			    STR_ARG(utf8_printable(keep, reader->entry)));
			return;
		}
		int64_t size = archive_entry_size(entry);
		struct str path = entry_path(reader, entry);
		if (bag->count >= FILES_MAX || size > size_all) {
			fault(bag, keep, reader->shown,
			    "claims more than it can hold");
			return;
		}
		if (path.len)
			read_entry(reader, path, size);
	}
}

/* The end is compared too, and that nothing stands behind it. */
static void end_tar(struct tar_reader *reader, int64_t size_all)
{
	struct error ignored = { 0 };
	if (reader->anew && !reader->differs &&
	    !tar_end(reader->anew, &ignored))
		reader->differs = true;
	reader->differs = reader->differs || reader->offset != size_all;
	if (reader->differs)
		fault(reader->at->bag, reader->at->keep, reader->shown,
		    "is not, byte for byte, the tar of this bag: from byte "
		    "%lld on, at \"" STR_FMT "\"",
		    (long long)reader->offset + 1,
		    STR_ARG(utf8_printable(reader->at->keep, reader->where)));
}

static bool stream_size(int64_t *size, FILE *file)
{
	return fseeko(file, 0, SEEK_END) == 0 &&
	       (*size = (int64_t)ftello(file)) >= 0 &&
	       fseeko(file, 0, SEEK_SET) == 0;
}

static void collect(struct collector *at, struct found_bag *bag,
    bag_wanted wanted, struct arena *keep)
{
	*bag = (struct found_bag){ 0 };
	*at = (struct collector){ .bag = bag,
		.wanted = wanted,
		.keep = keep,
		.scratch = arena_new() };
}

bool bag_read_tar(struct found_bag *bag, FILE *file, FILE *again,
    struct str shown, bag_wanted wanted, struct arena *keep, struct error *err)
{
	struct collector at;
	struct tar_reader reader = { .at = &at,
		.archive = archive_read_new(),
		.scratch = arena_new(),
		.again = again,
		.shown = shown,
		.entry = STR("") };
	int64_t size = 0;
	collect(&at, bag, wanted, keep);
	bool done =
	    reader.archive && stream_size(&size, file) &&
	    archive_read_support_format_tar(reader.archive) == ARCHIVE_OK;
	if (!done)
		error_set(
		    err, ERROR_SYSTEM, "cannot read " STR_FMT, STR_ARG(shown));
	else if (archive_read_open_FILE(reader.archive, file) != ARCHIVE_OK)
		fault(bag, keep, shown, "is no tar");
	else
		read_entries(&reader, size);
	if (done) {
		end_tar(&reader, size);
		settle(&at);
	}
	tar_close(reader.anew);
	archive_read_free(reader.archive);
	arena_free(reader.scratch);
	arena_free(at.scratch);
	return done;
}

static bool open_tar(struct found_bag *bag, struct str path, bag_wanted wanted,
    struct arena *keep, struct error *err)
{
	char *z = arena_z(keep, path);
	FILE *file = fopen(z, "rb");
	FILE *again = file ? fopen(z, "rb") : NULL;
	bool done = again ? bag_read_tar(bag, file, again, path_base(path),
				wanted, keep, err)
			  : error_errno(err, "cannot read %s", z);
	if (file)
		fclose(file);
	if (again)
		fclose(again);
	return done;
}

#define FIX_NAME                                                               \
	"name the folder evidence-... of assay report --bag, or its tar"

/* A bag that was damaged lacks some of these, not all. */
static const char *const own_files[] = { "bagit.txt", "bag-info.txt",
	"manifest-sha256.txt", "tagmanifest-sha256.txt" };
enum { OWN_FILES = sizeof own_files / sizeof *own_files };

static bool has_own_file(const struct found_bag *bag)
{
	for (size_t i = 0; i < OWN_FILES; i++)
		if (found_file(bag, own_files[i]))
			return true;
	return false;
}

/* The same of a tar that may be damaged, by the headers that are left. */
static bool has_own_header(struct str path, struct arena *keep)
{
	char header[HEADER];
	bool found = false;
	FILE *file = fopen(arena_z(keep, path), "rb");
	while (file && !found && fread(header, sizeof header, 1, file) == 1) {
		struct str name =
		    path_base((struct str){ header, strnlen(header, NAME) });
		for (size_t i = 0; i < OWN_FILES; i++)
			found = found || str_equal_z(name, own_files[i]);
	}
	if (file)
		fclose(file);
	return found;
}

static bool no_bag(struct str path, const char *form, struct error *err)
{
	error_at(err, (struct place){ .file = path },
	    "expected an evidence bag, found %s without bagit.txt and "
	    "manifests",
	    form);
	return error_fix(err, FIX_NAME);
}

bool bag_read(struct found_bag *bag, struct str path, bag_wanted wanted,
    struct arena *keep, struct error *err)
{
	struct collector at;
	if (!file_exists(path)) {
		error_set(err, ERROR_INPUT, "there is no bag " STR_FMT,
		    STR_ARG(path));
		return error_fix(err, FIX_NAME);
	}
	if (!file_is_folder(path)) {
		if (file_is_regular(path))
			return open_tar(bag, path, wanted, keep, err) &&
			       (has_own_header(path, keep) ||
				   no_bag(path, "a file", err));
		return error_set(err, ERROR_INPUT,
		    STR_FMT " is neither a folder nor a tar", STR_ARG(path));
	}
	collect(&at, bag, wanted, keep);
	bag->name = path_base(path_absolute(keep, path));
	read_folder(&at, path, STR(""), 0);
	settle(&at);
	arena_free(at.scratch);
	/* one that may not be read says so */
	return has_own_file(bag) || (!bag->count && bag->faults.count) ||
	       no_bag(path, "a folder", err);
}
