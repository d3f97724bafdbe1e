/* Workbooks for tests, written part by part. */
#ifndef TESTS_UNIT_XLSX_SAMPLE_H
#define TESTS_UNIT_XLSX_SAMPLE_H

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

struct xlsx_part {
	const char *name;
	const char *text;
	size_t len; /* 0: up to the NUL */
};

#define XLSX_PARTS_MAX 12

#define XLSX_RELATIONS                                                         \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"    \
	"2006/relationships\">"                                                \
	"<Relationship Id=\"rId1\" Type=\"x/worksheet\" "                      \
	"Target=\"worksheets/sheet1.xml\"/>"                                   \
	"<Relationship Id=\"rId2\" Type=\"x/worksheet\" "                      \
	"Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"

/* A zip with PARTS (ended by a NULL name), packed. Lives in KEEP. */
static inline struct str xlsx_zip(
    const struct xlsx_part *parts, struct arena *keep)
{
	size_t room = 1 << 20;
	char *bytes = arena_alloc(keep, room);
	size_t used = 0;
	struct archive *archive = archive_write_new();
	archive_write_set_format_zip(archive);
	archive_write_set_bytes_in_last_block(archive, 1);
	archive_write_open_memory(archive, bytes, room, &used);
	for (; parts->name; parts++) {
		size_t len = parts->len ? parts->len : strlen(parts->text);
		struct archive_entry *entry = archive_entry_new();
		archive_entry_set_pathname(entry, parts->name);
		archive_entry_set_size(entry, (la_int64_t)len);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_perm(entry, 0644);
		archive_write_header(archive, entry);
		archive_write_data(archive, parts->text, len);
		archive_entry_free(entry);
	}
	archive_write_close(archive);
	archive_write_free(archive);
	return (struct str){ bytes, used };
}

/* A workbook of one sheet "Table" with the rows given as XML. */
static inline struct str xlsx_of_rows(const char *rows, struct arena *keep)
{
	struct buf sheet = { 0 };
	buf_printf(
	    &sheet, "<worksheet><sheetData>%s</sheetData></worksheet>", rows);
	buf_add_bytes(&sheet, "", 1);
	struct xlsx_part parts[] = {
		{ "xl/workbook.xml",
		    "<workbook><sheets><sheet name=\"Table\" sheetId=\"1\" "
		    "id=\"rId1\"/></sheets></workbook>",
		    0 },
		{ "xl/_rels/workbook.xml.rels", XLSX_RELATIONS, 0 },
		{ "xl/worksheets/sheet1.xml", sheet.data, sheet.len - 1 },
		{ NULL, NULL, 0 },
	};
	struct str zip = xlsx_zip(parts, keep);
	buf_free(&sheet);
	return zip;
}

#endif
