/* Archives of XML: an FPR of Fortify and a workbook, as they are ("P", the
 * first byte of a zip), or made of their parts, so that what is inside is
 * reached in spite of its checksum: "F", then audit.fvdl and audit.xml; "W",
 * then the parts of a workbook in the order below, each ended by a form feed.
 * Covers importers/sast/fpr.c, importers/table/xlsx_part.c, workbook.c,
 * sheet.c.
 * corpus: tests/corpus/archives tests/corpus/scans/made/fortify.fpr */
#include <archive.h>
#include <archive_entry.h>

#include "tests/fuzz/importing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const fpr_parts[] = { "audit.fvdl", "audit.xml", NULL };
static const char *const workbook_parts[] = { "xl/workbook.xml",
	"xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
	"xl/sharedStrings.xml", "xl/styles.xml", NULL };

static void add_part(struct archive *zip, const char *name, struct str text)
{
	struct archive_entry *entry = archive_entry_new();
	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (la_int64_t)text.len);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	if (archive_write_header(zip, entry) != ARCHIVE_OK ||
	    archive_write_data(zip, text.ptr, text.len) != (la_ssize_t)text.len)
		abort();
	archive_entry_free(entry);
}

/* The zip of PARTS, stored as they are. */
static struct str make_zip(
    const char *const *parts, struct str text, struct arena *keep)
{
	enum { ROOM_OF_PART = 4096 };
	size_t room = text.len + 8 * ROOM_OF_PART;
	char *bytes = arena_alloc_raw(keep, room);
	size_t used = 0;
	struct str part;
	struct archive *zip = archive_write_new();
	if (!zip || archive_write_set_format_zip(zip) != ARCHIVE_OK ||
	    archive_write_zip_set_compression_store(zip) != ARCHIVE_OK ||
	    archive_write_set_bytes_in_last_block(zip, 1) != ARCHIVE_OK ||
	    archive_write_open_memory(zip, bytes, room, &used) != ARCHIVE_OK)
		abort();
	for (; *parts && str_split(&text, '\f', &part); parts++)
		add_part(zip, *parts, part);
	if (archive_write_close(zip) != ARCHIVE_OK)
		abort();
	archive_write_free(zip);
	return (struct str){ bytes, used };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *keep = arena_new();
	struct str bytes = { (const char *)data, size };
	char kind = size ? (char)data[0] : '\0';
	if (kind == 'F' || kind == 'W')
		bytes = make_zip(kind == 'F' ? fpr_parts : workbook_parts,
		    str_skip(bytes, 1), keep);
	if (kind != 'W')
		fuzz_import(&importer_fpr, "fuzz.fpr",
		    (const uint8_t *)bytes.ptr, bytes.len);
	if (kind != 'F')
		fuzz_import(&importer_table, "fuzz.xlsx",
		    (const uint8_t *)bytes.ptr, bytes.len);
	arena_free(keep);
	return 0;
}
