/* The zip is read by libarchive, from the file or from memory, up to the part
 * that is asked for; its bytes go to the pull reader of libxml2 as they are
 * unpacked. How much comes out is bounded, also beside what went in. A
 * workbook has no DOCTYPE (ECMA-376, part 2, 8.1.4), so that one is refused and
 * no entity is ever expanded. */
#include "importers/table/xlsx_part.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "importers/xml/xml_watch.h"

enum {
	MEMBERS_MAX = 100000,
	BLOCK = 1 << 16,
};
#define UNPACKED_MAX (INT64_C(2) << 30) /* bytes of a part */
/* What one byte of the file may give, once more than FREE_BYTES came out. */
#define RATIO_MAX 200
#define FREE_BYTES (INT64_C(16) << 20)

struct part {
	const struct package *package;
	struct archive *archive;
	xmlTextReaderPtr xml;
	int64_t unpacked;
	bool is_bomb;
	bool is_damaged; /* the zip */
	struct xml_watch watch;
	struct error broken;
};

static bool refuse(const struct package *package, const char *found,
    const char *fix, struct error *err)
{
	error_at(err, (struct place){ .file = package->shown },
	    "expected a workbook (.xlsx), found %s", found);
	return error_fix(err, "%s", fix);
}

static bool is_wanted(const char *path, struct str name)
{
	if (path && *path == '/')
		path++;
	return path && str_equal_nocase(str_from(path), name);
}

static bool open_archive(struct part *part, struct arena *keep)
{
	const struct package *package = part->package;
	archive_read_support_format_zip(part->archive);
	if (package->memory.ptr)
		return archive_read_open_memory(part->archive,
			   package->memory.ptr,
			   package->memory.len) == ARCHIVE_OK;
	return archive_read_open_filename(part->archive,
		   arena_z(keep, package->path), BLOCK) == ARCHIVE_OK;
}

/* Whether the archive stands at the part NAME. */
static bool find_member(struct part *part, struct str name)
{
	struct archive_entry *entry;
	for (int i = 0; i < MEMBERS_MAX; i++) {
		int status = archive_read_next_header(part->archive, &entry);
		if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
			return false;
		if (is_wanted(archive_entry_pathname(entry), name))
			return true;
	}
	return false;
}

static int give_bytes(void *user, char *buffer, int length)
{
	struct part *part = user;
	la_ssize_t got =
	    archive_read_data(part->archive, buffer, (size_t)length);
	if (got < 0) {
		part->is_damaged = true;
		return -1;
	}
	part->unpacked += got;
	part->is_bomb =
	    part->unpacked > UNPACKED_MAX ||
	    (part->unpacked > FREE_BYTES &&
		part->unpacked / RATIO_MAX > part->package->size_bytes);
	if (part->is_bomb)
		return -1;
	if (xml_watch(&part->watch, (struct str){ buffer, (size_t)got }))
		return (int)got;
	error_at(&part->broken, (struct place){ .file = part->package->shown },
	    XML_WATCH_SAYS);
	error_fix(&part->broken, "save it again, or save it as CSV");
	return -1;
}

static int end_bytes(void *user)
{
	(void)user;
	return 0;
}

static void note_problem(void *user, const char *message,
    xmlParserSeverities severity, xmlTextReaderLocatorPtr place)
{
	struct part *part = user;
	(void)place;
	if (part->broken.kind != ERROR_NONE ||
	    severity != XML_PARSER_SEVERITY_ERROR)
		return;
	struct str text = str_trim(str_from(message));
	error_at(&part->broken, (struct place){ .file = part->package->shown },
	    "expected a workbook (.xlsx), found damaged XML in it: " STR_FMT,
	    STR_ARG(text));
	error_fix(&part->broken, "save it again, or save it as CSV");
}

static bool start_xml(struct part *part, struct error *err)
{
	part->xml = xmlReaderForIO(give_bytes, end_bytes, part, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOCDATA);
	if (!part->xml)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	xmlTextReaderSetErrorHandler(part->xml, note_problem, part);
	return true;
}

bool part_open(struct part **part, const struct package *package,
    struct str name, struct arena *keep, struct error *err)
{
	struct part *opened = ARENA_NEW(keep, struct part);
	bool done = false;
	*part = NULL;
	opened->package = package;
	opened->archive = archive_read_new();
	if (!opened->archive)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	if (!open_archive(opened, keep)) {
		refuse(package, "a damaged zip", "save it again", err);
	} else if (!find_member(opened, name)) {
		done = true;
	} else if (start_xml(opened, err)) {
		*part = opened;
		return true;
	}
	archive_read_free(opened->archive);
	return done;
}

void part_close(struct part *part)
{
	if (!part)
		return;
	xmlFreeTextReader(part->xml);
	archive_read_free(part->archive);
}

static bool tell_failure(const struct part *part, struct error *err)
{
	if (part->is_bomb)
		return refuse(part->package,
		    "one that unpacks to far more than a table",
		    "save the table as CSV", err);
	if (part->is_damaged || part->broken.kind == ERROR_NONE)
		return refuse(
		    part->package, "a damaged zip", "save it again", err);
	*err = part->broken;
	return false;
}

bool part_next(struct part *part, bool *end, struct error *err)
{
	int status = xmlTextReaderRead(part->xml);
	*end = status == 0;
	if (status < 0)
		return tell_failure(part, err);
	if (status == 1 &&
	    xmlTextReaderNodeType(part->xml) == XML_READER_TYPE_DOCUMENT_TYPE)
		return refuse(part->package, "a DOCTYPE in it",
		    "save it with a spreadsheet program", err);
	return true;
}

bool part_is_start(const struct part *part)
{
	return xmlTextReaderNodeType(part->xml) == XML_READER_TYPE_ELEMENT;
}

bool part_is_empty(const struct part *part)
{
	return xmlTextReaderIsEmptyElement(part->xml) == 1;
}

bool part_is_end(const struct part *part)
{
	return xmlTextReaderNodeType(part->xml) == XML_READER_TYPE_END_ELEMENT;
}

bool part_is_text(const struct part *part)
{
	int type = xmlTextReaderNodeType(part->xml);
	return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
	       type == XML_READER_TYPE_WHITESPACE ||
	       type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE;
}

struct str part_name(const struct part *part)
{
	return str_from((const char *)xmlTextReaderConstLocalName(part->xml));
}

struct str part_text(const struct part *part)
{
	return str_from((const char *)xmlTextReaderConstValue(part->xml));
}

struct str part_attribute(
    const struct part *part, const char *name, struct arena *scratch)
{
	struct str found = STR_NONE;
	while (!found.ptr && xmlTextReaderMoveToNextAttribute(part->xml) == 1)
		if (str_equal_z(part_name(part), name))
			found = arena_str(scratch, part_text(part));
	xmlTextReaderMoveToElement(part->xml);
	return found;
}

int64_t part_bytes_read(const struct part *part)
{
	return archive_filter_bytes(part->archive, -1);
}
