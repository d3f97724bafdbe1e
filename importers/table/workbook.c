/* What stands around the sheets of a workbook (ECMA-376 part 1, 18.2, 18.4,
 * 18.8): their names and parts, the formats of numbers, the texts that cells
 * share. Prefixes of names are left out, so that the strict and the
 * transitional form are one. */
#include "importers/table/workbook.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"

/* A sheet as the workbook lists it, until its part is known. */
struct listed_sheet {
	struct sheet sheet;
	struct str relation;
};

struct opening {
	struct workbook *workbook;
	struct arena *keep;
	struct error *err;
	VEC(struct listed_sheet) sheets;
	struct map parts;   /* relation id: struct str * */
	struct map formats; /* number of a format: enum cell_format */
	struct str part;    /* of the workbook: "xl/workbook.xml" */
	bool in_styles;
};

static bool refuse(
    const struct opening *opening, const char *found, const char *fix)
{
	error_at(opening->err,
	    (struct place){ .file = opening->workbook->package.shown },
	    "expected a workbook (.xlsx), found %s", found);
	return error_fix(opening->err, "%s", fix);
}

/* Goes through the part NAME, if there is one, and gives each start to USE. */
static bool each_start(struct opening *opening, struct str name, bool *found,
    bool (*use)(struct opening *opening, struct part *part))
{
	struct part *part;
	bool end = false;
	if (!part_open(&part, &opening->workbook->package, name, opening->keep,
		opening->err))
		return false;
	*found = part != NULL;
	bool done = true;
	while (part && done) {
		done = part_next(part, &end, opening->err);
		if (!done || end)
			break;
		if (part_is_start(part) || part_is_end(part))
			done = use(opening, part);
	}
	part_close(part);
	return done;
}

static struct str attribute(
    const struct opening *opening, struct part *part, const char *name)
{
	return part_attribute(part, name, opening->keep);
}

static bool is_true(struct str text)
{
	return str_equal_z(text, "1") || str_equal_z(text, "true");
}

static bool take_workbook(struct opening *opening, struct part *part)
{
	struct str name = part_name(part);
	if (!part_is_start(part))
		return true;
	if (str_equal_z(name, "workbookPr"))
		opening->workbook->base_1904 =
		    is_true(attribute(opening, part, "date1904"));
	if (!str_equal_z(name, "sheet"))
		return true;
	struct str state = attribute(opening, part, "state");
	struct listed_sheet listed = {
		.sheet = { .name = attribute(opening, part, "name"),
		    .hidden = state.len > 0 && !str_equal_z(state, "visible") },
		.relation = attribute(opening, part, "id"),
	};
	if (opening->sheets.count == WORKBOOK_SHEETS_MAX)
		return refuse(opening, "more than 256 sheets",
		    "save the sheet that is meant by itself");
	VEC_PUSH(&opening->sheets, opening->keep, listed);
	return true;
}

/* "worksheets/sheet1.xml" is below "xl/", "/xl/..." is below the root. */
static struct str part_path(const struct opening *opening, struct str target)
{
	struct str folder =
	    str_slice(opening->part, 0, str_rfind_byte(opening->part, '/') + 1);
	if (str_starts(target, STR("/")))
		return str_skip(target, 1);
	while (str_starts(target, STR("./")))
		target = str_skip(target, 2);
	return arena_printf(
	    opening->keep, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(target));
}

static bool take_relation(struct opening *opening, struct part *part)
{
	if (!part_is_start(part) ||
	    !str_equal_z(part_name(part), "Relationship"))
		return true;
	struct str id = attribute(opening, part, "Id");
	struct str *target = ARENA_NEW(opening->keep, struct str);
	*target = part_path(opening, attribute(opening, part, "Target"));
	if (id.len)
		map_put(&opening->parts, id, NULL)->pointer = target;
	return true;
}

/* Where the workbook stands: the root's relation of that type. */
static bool take_root_relation(struct opening *opening, struct part *part)
{
	if (!part_is_start(part) ||
	    !str_equal_z(part_name(part), "Relationship") ||
	    !str_ends(attribute(opening, part, "Type"), STR("/officeDocument")))
		return true;
	struct str target = attribute(opening, part, "Target");
	opening->part =
	    str_starts(target, STR("/")) ? str_skip(target, 1) : target;
	return true;
}

static bool take_style(struct opening *opening, struct part *part)
{
	struct workbook *workbook = opening->workbook;
	struct str name = part_name(part);
	if (str_equal_z(name, "cellXfs"))
		opening->in_styles =
		    part_is_start(part) && !part_is_empty(part);
	if (!part_is_start(part))
		return true;
	if (str_equal_z(name, "numFmt")) {
		struct str id = attribute(opening, part, "numFmtId");
		map_put(&opening->formats, id, NULL)->number =
		    cell_format_of(attribute(opening, part, "formatCode"));
	}
	if (!opening->in_styles || !str_equal_z(name, "xf") ||
	    workbook->style_count == WORKBOOK_STYLES_MAX)
		return true;
	struct str id = attribute(opening, part, "numFmtId");
	const union map_value *own = map_get(&opening->formats, id);
	int64_t number = 0;
	if (!own && !str_to_int(id, &number))
		number = 0;
	workbook->styles[workbook->style_count++] =
	    own ? (enum cell_format)own->number : cell_format_of_id(number);
	return true;
}

static bool read_styles(struct opening *opening)
{
	struct workbook *workbook = opening->workbook;
	bool found;
	workbook->styles = arena_array(
	    opening->keep, WORKBOOK_STYLES_MAX, sizeof *workbook->styles);
	return each_start(
	    opening, part_path(opening, STR("styles.xml")), &found, take_style);
}

/* ----------------------------------------------------------------- texts -- */

/* The runs of a rich text are one text; how it is pronounced is left out. */
struct text_reader {
	struct buf text;
	size_t bytes; /* of all */
	bool in_text;
	int aside; /* depth in rPh */
};

static bool end_text(struct opening *opening, struct text_reader *reader)
{
	struct str_list *texts = &opening->workbook->texts;
	reader->bytes += reader->text.len;
	if (texts->count == WORKBOOK_TEXTS_MAX ||
	    reader->bytes > WORKBOOK_TEXT_BYTES_MAX)
		return refuse(opening, "more text than a table may have",
		    "save the table as CSV");
	VEC_PUSH(texts, opening->keep,
	    arena_str(opening->keep, buf_str(&reader->text)));
	buf_clear(&reader->text);
	return true;
}

static bool take_text(
    struct opening *opening, struct text_reader *reader, struct part *part)
{
	struct str name = part_name(part);
	bool start = part_is_start(part);
	if (part_is_text(part)) {
		if (reader->in_text && !reader->aside)
			buf_add(&reader->text, part_text(part));
		return true;
	}
	if (!start && !part_is_end(part))
		return true;
	bool opens = start && !part_is_empty(part);
	if (str_equal_z(name, "t"))
		reader->in_text = opens;
	else if (str_equal_z(name, "rPh"))
		reader->aside = opens;
	else if (str_equal_z(name, "si") && !opens)
		return end_text(opening, reader);
	return true;
}

static bool read_texts(struct opening *opening)
{
	struct text_reader reader = { 0 };
	struct part *part;
	bool end = false;
	bool done = part_open(&part, &opening->workbook->package,
	    part_path(opening, STR("sharedStrings.xml")), opening->keep,
	    opening->err);
	while (part && done) {
		done = part_next(part, &end, opening->err);
		if (!done || end)
			break;
		done = take_text(opening, &reader, part);
	}
	part_close(part);
	buf_free(&reader.text);
	return done;
}

/* --------------------------------------------------------------- opening -- */

static bool settle_sheets(struct opening *opening)
{
	struct workbook *workbook = opening->workbook;
	size_t count = opening->sheets.count;
	workbook->sheets =
	    arena_array(opening->keep, count, sizeof *workbook->sheets);
	for (size_t i = 0; i < count; i++) {
		const struct listed_sheet *listed = &opening->sheets.items[i];
		const union map_value *target =
		    map_get(&opening->parts, listed->relation);
		if (!target)
			continue;
		struct sheet sheet = listed->sheet;
		sheet.part = *(const struct str *)target->pointer;
		workbook->sheets[workbook->sheet_count++] = sheet;
	}
	return workbook->sheet_count > 0 ||
	       refuse(opening, "no sheet in it", "save it again");
}

static bool has_part(struct opening *opening, const char *name, bool *has)
{
	struct part *part;
	if (!part_open(&part, &opening->workbook->package, str_from(name),
		opening->keep, opening->err))
		return false;
	*has = part != NULL;
	part_close(part);
	return true;
}

/* What else is a zip, by its name. */
static bool refuse_other(struct opening *opening)
{
	static const struct {
		const char *part;
		const char *found;
	} kinds[] = {
		{ "xl/workbook.bin", "a binary workbook (.xlsb)" },
		{ "content.xml", "an OpenDocument (.ods)" },
		{ "word/document.xml", "a text document (.docx)" },
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		bool has;
		if (!has_part(opening, kinds[i].part, &has))
			return false;
		if (has)
			return refuse(opening, kinds[i].found,
			    "save the table as .xlsx or CSV");
	}
	return refuse(opening, "a zip without one",
	    "unpack it, and name the files in it");
}

static bool read_workbook(struct opening *opening)
{
	bool found;
	opening->part = STR("xl/workbook.xml");
	if (!each_start(
		opening, STR("_rels/.rels"), &found, take_root_relation))
		return false;
	if (!each_start(opening, opening->part, &found, take_workbook))
		return false;
	if (!found || str_ends(opening->part, STR(".bin")))
		return refuse_other(opening);
	struct str folder =
	    str_slice(opening->part, 0, str_rfind_byte(opening->part, '/') + 1);
	struct str relations =
	    arena_printf(opening->keep, STR_FMT "_rels/" STR_FMT ".rels",
		STR_ARG(folder), STR_ARG(str_skip(opening->part, folder.len)));
	return each_start(opening, relations, &found, take_relation) &&
	       settle_sheets(opening) && read_styles(opening) &&
	       read_texts(opening);
}

static bool is_compound(struct str head)
{
	return str_starts(head, STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
}

bool workbook_is(struct str head)
{
	return str_starts(head, STR("PK\003\004")) || is_compound(head);
}

static bool take_package(struct opening *opening, struct str *head)
{
	struct package *package = &opening->workbook->package;
	if (package->memory.ptr) {
		*head = package->memory;
		package->size_bytes = (int64_t)package->memory.len;
		return true;
	}
	return file_size(package->path, &package->size_bytes, opening->err) &&
	       file_read_head(
		   head, package->path, 16, opening->keep, opening->err);
}

bool workbook_open(struct workbook **workbook, struct str path,
    struct str memory, struct str shown, struct arena *keep, struct error *err)
{
	struct opening opening = {
		.workbook = ARENA_NEW(keep, struct workbook),
		.keep = keep,
		.err = err,
		.parts = { .arena = keep },
		.formats = { .arena = keep },
	};
	struct str head;
	*workbook = NULL;
	opening.workbook->package =
	    (struct package){ .path = path, .memory = memory, .shown = shown };
	if (!take_package(&opening, &head))
		return false;
	if (is_compound(head))
		return refuse(&opening,
		    "an encrypted one or one of the old kind (.xls)",
		    "save it as .xlsx without a password, or as CSV");
	if (!read_workbook(&opening))
		return false;
	*workbook = opening.workbook;
	return true;
}
