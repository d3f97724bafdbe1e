/* Fortify's FPR: a zip with audit.fvdl, the findings, and audit.xml, what
 * people said of them. Both are unpacked into a folder that nobody else can
 * read, under names of our own, so that no path of the archive is ever used;
 * how much comes out is bounded, also beside what went in. The rest of the
 * archive, mostly sources, is passed over. The findings are read by the profile
 * of FVDL (data/scans/fortify.scan). */
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "importers/sast/scan.h"

enum {
	FPR_VERSION = 1,
	MEMBERS_MAX = 200000,
	BLOCK = 1 << 16,
};
#define UNPACKED_MAX (INT64_C(4) << 30) /* bytes */
/* What one byte of the archive may give, once more than FREE_BYTES came out:
 * reports are packed ten to fifty times. */
#define RATIO_MAX 200
#define FREE_BYTES (INT64_C(16) << 20)

/* Members that are read, and where they are put. */
enum { MEMBER_FVDL, MEMBER_AUDIT, MEMBERS };
static const char *const member_names[MEMBERS] = { "audit.fvdl", "audit.xml" };

struct unpacking {
	struct archive *archive;
	struct str shown;
	int64_t size_bytes; /* of the archive */
	int64_t unpacked;
	struct str folder; /* none: nothing is unpacked, only looked at */
	struct str files[MEMBERS]; /* unpacked; none when not there */
	bool has[MEMBERS];
	struct arena *keep;
};

static bool refuse(const struct unpacking *unpacking, const char *found,
    const char *fix, struct error *err)
{
	error_at(err, (struct place){ .file = unpacking->shown },
	    "expected an FPR with audit.fvdl, found %s", found);
	return error_fix(err, "%s", fix);
}

static int member_of(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *name = slash ? slash + 1 : path;
	for (int i = 0; name && i < MEMBERS; i++)
		if (strcmp(name, member_names[i]) == 0)
			return i;
	return -1;
}

static bool write_block(const struct unpacking *unpacking, FILE *out,
    const void *block, size_t size, struct error *err)
{
	if (fwrite(block, 1, size, out) == size)
		return true;
	return error_errno(
	    err, "cannot unpack " STR_FMT, STR_ARG(unpacking->shown));
}

static bool unpacks_too_much(const struct unpacking *unpacking)
{
	return unpacking->unpacked > UNPACKED_MAX ||
	       (unpacking->unpacked > FREE_BYTES &&
		   unpacking->unpacked / RATIO_MAX > unpacking->size_bytes);
}

static bool unpack_blocks(
    struct unpacking *unpacking, FILE *out, struct error *err)
{
	char block[BLOCK];
	for (;;) {
		la_ssize_t got =
		    archive_read_data(unpacking->archive, block, sizeof block);
		if (got < 0)
			return refuse(unpacking, "a damaged archive",
			    "export it again", err);
		if (!got)
			return true;
		unpacking->unpacked += got;
		if (unpacks_too_much(unpacking))
			return refuse(unpacking,
			    "one that unpacks to far more than a report",
			    "export it again; at most 4 GiB are unpacked", err);
		if (!write_block(unpacking, out, block, (size_t)got, err))
			return false;
	}
}

static bool unpack_member(
    struct unpacking *unpacking, int member, struct error *err)
{
	struct str path = path_join(
	    unpacking->keep, unpacking->folder, str_from(member_names[member]));
	FILE *out = fopen(arena_z(unpacking->keep, path), "wbx");
	if (!out)
		return error_errno(err, "cannot write " STR_FMT, STR_ARG(path));
	unpacking->files[member] = path;
	bool done = unpack_blocks(unpacking, out, err);
	if (fclose(out) != 0 && done)
		return error_errno(err, "cannot write " STR_FMT, STR_ARG(path));
	return done;
}

/* Looks at each member; those that are read are unpacked once. */
static bool walk_members(struct unpacking *unpacking, struct error *err)
{
	struct archive_entry *entry;
	int status;
	int count = 0;
	while ((status = archive_read_next_header(
		    unpacking->archive, &entry)) == ARCHIVE_OK ||
	       status == ARCHIVE_WARN) {
		int member = member_of(archive_entry_pathname(entry));
		if (count++ == MEMBERS_MAX)
			return refuse(unpacking, "more than 200000 files",
			    "export it without sources", err);
		if (member < 0 || unpacking->has[member] ||
		    archive_entry_filetype(entry) != AE_IFREG)
			continue;
		unpacking->has[member] = true;
		if (!unpacking->folder.len && member == MEMBER_FVDL)
			return true;
		if (unpacking->folder.len &&
		    !unpack_member(unpacking, member, err))
			return false;
	}
	return status == ARCHIVE_EOF ||
	       refuse(unpacking, "a damaged archive", "export it again", err);
}

static bool walk_archive(
    struct unpacking *unpacking, struct str path, struct error *err)
{
	bool done = false;
	unpacking->archive = archive_read_new();
	if (!unpacking->archive)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	archive_read_support_format_zip(unpacking->archive);
	if (archive_read_open_filename(unpacking->archive,
		arena_z(unpacking->keep, path), BLOCK) != ARCHIVE_OK)
		refuse(unpacking, "no archive", "export it again", err);
	else
		done = walk_members(unpacking, err);
	archive_read_free(unpacking->archive);
	return done;
}

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	struct unpacking unpacking = { .shown = input->shown,
		.size_bytes = input->size_bytes,
		.keep = scratch };
	struct error ignored;
	if (input->is_folder || !str_starts(input->head, STR("PK\003\004")) ||
	    !walk_archive(&unpacking, input->path, &ignored) ||
	    !unpacking.has[MEMBER_FVDL])
		return 0;
	*why = "Fortify FPR by profile fortify@1: it has audit.fvdl";
	return 95;
}

static void remove_folder(struct unpacking *unpacking)
{
	for (int i = 0; i < MEMBERS; i++)
		if (unpacking->files[i].len)
			unlink(arena_z(unpacking->keep, unpacking->files[i]));
	if (unpacking->folder.len)
		rmdir(arena_z(unpacking->keep, unpacking->folder));
}

/* Below $TMPDIR, else /tmp; mkdtemp gives it mode 0700. */
static bool make_folder(struct unpacking *unpacking, struct error *err)
{
	const char *place = getenv("TMPDIR");
	char *folder = arena_z(
	    unpacking->keep, path_join(unpacking->keep,
				 str_from(place && *place ? place : "/tmp"),
				 STR("assay-XXXXXX")));
	if (!mkdtemp(folder))
		return error_errno(err, "cannot make a folder %s", folder);
	unpacking->folder = str_from(folder);
	return true;
}

static bool read_report(struct import *import, struct unpacking *unpacking,
    struct arena *scratch, struct error *err)
{
	struct input report = *import_input(import);
	if (!walk_archive(unpacking, report.path, err))
		return false;
	if (!unpacking->files[MEMBER_FVDL].len)
		return refuse(
		    unpacking, "none", "export it from Fortify again", err);
	report.path = unpacking->files[MEMBER_FVDL];
	return file_read_head(&report.head, report.path, 4096, scratch, err) &&
	       scan_add_report(import, &report, unpacking->files[MEMBER_AUDIT],
		   scratch, err);
}

static bool run(struct import *import, struct arena *scratch, struct error *err)
{
	const struct input *input = import_input(import);
	struct unpacking unpacking = { .shown = input->shown,
		.size_bytes = input->size_bytes,
		.keep = scratch };
	if (!make_folder(&unpacking, err))
		return false;
	bool done = read_report(import, &unpacking, scratch, err);
	remove_folder(&unpacking);
	return done;
}

const struct importer importer_fpr = {
	.name = "fpr",
	.summary = "FPR archives of Fortify",
	.version = FPR_VERSION,
	.tables = scan_tables,
	.add_rules = scan_add_rules,
	.recognises = recognises,
	.run = run,
};
