/* The rows of a sheet as they stand in the file (ECMA-376 part 1, 18.3): empty
 * rows and cells are mostly left out of it, so each says its number. Formulas
 * are passed over, their last value is read. Of merged cells the first has the
 * value, as the format says. */
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "importers/table/workbook.h"

struct row_in {
	const struct workbook *workbook;
	struct part *part;
	struct arena *cells; /* of one row */
	struct csv_record record;
	int64_t row; /* the number of the last one */
	/* The cell at hand. */
	size_t column; /* from 0 */
	struct str type;
	enum cell_format format;
	struct buf text;
	bool in_cell;
	bool takes_text;
	int aside; /* in a formula or a pronunciation */
};

/* "BC12" is column 54. */
static bool column_of(struct str reference, size_t *column)
{
	size_t value = 0;
	size_t i = 0;
	while (i < reference.len && ascii_is_upper(reference.ptr[i]) &&
	       value < 100000)
		value = value * 26 + (size_t)(reference.ptr[i++] - 'A') + 1;
	*column = value - 1;
	return i > 0 && value <= 16384;
}

static void start_row(struct row_in *in)
{
	int64_t number;
	arena_reset(in->cells);
	struct str hidden = part_attribute(in->part, "hidden", in->cells);
	if (!str_to_int(part_attribute(in->part, "r", in->cells), &number) ||
	    number <= in->row || number > INT32_MAX)
		number = in->row + 1;
	in->row = number;
	in->record = (struct csv_record){
		.line = number,
		.end_line = number,
		.hidden =
		    str_equal_z(hidden, "1") || str_equal_z(hidden, "true"),
	};
	in->column = SIZE_MAX;
}

static void start_cell(struct row_in *in)
{
	size_t column;
	int64_t style;
	const struct workbook *workbook = in->workbook;
	if (!column_of(part_attribute(in->part, "r", in->cells), &column))
		column = in->column + 1;
	in->column = column;
	in->type = part_attribute(in->part, "t", in->cells);
	in->format = CELL_FORMAT_NUMBER;
	if (str_to_int(part_attribute(in->part, "s", in->cells), &style) &&
	    style >= 0 && (size_t)style < workbook->style_count)
		in->format = workbook->styles[style];
	in->in_cell = !part_is_empty(in->part);
	buf_clear(&in->text);
}

/* "_x000D_" stands for a character that XML cannot hold (22.4.2.4). */
static struct str unescape(struct str text, struct arena *scratch)
{
	if (text.len == 0 || !str_contains(text, STR("_x")))
		return text;
	char *out = arena_alloc(scratch, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		uint64_t code;
		struct str mark = str_slice(text, i, i + 7);
		if (mark.len == 7 && mark.ptr[0] == '_' && mark.ptr[1] == 'x' &&
		    mark.ptr[6] == '_' &&
		    str_hex_to_uint(str_slice(mark, 2, 6), &code) && code &&
		    (code < 0xd800 || code > 0xdfff)) {
			len += utf8_encode((uint32_t)code, out + len);
			i += 6;
		} else {
			out[len++] = text.ptr[i];
		}
	}
	return (struct str){ out, len };
}

static struct str shared_text(const struct workbook *workbook, struct str text)
{
	int64_t number;
	if (!str_to_int(text, &number) || number < 0 ||
	    (size_t)number >= workbook->texts.count)
		return STR_NONE;
	return workbook->texts.items[number];
}

static struct csv_cell cell_value(struct row_in *in)
{
	struct csv_cell cell = { .line = in->row,
		.column = (int64_t)in->column + 1 };
	struct str text = buf_str(&in->text);
	double number;
	if (str_equal_z(in->type, "s")) {
		text = unescape(
		    shared_text(in->workbook, str_trim(text)), in->cells);
	} else if (str_equal_z(in->type, "b")) {
		text = str_equal_z(str_trim(text), "1") ? STR("true")
							: STR("false");
	} else if (str_equal_z(in->type, "e")) {
		cell.kind = CELL_ERROR;
	} else if (in->type.len && !str_equal_z(in->type, "n")) {
		text = unescape(text, in->cells);
	} else if (str_to_double(str_trim(text), &number) && isfinite(number)) {
		cell.kind = CELL_NUMBER;
		text = cell_number_text(
		    number, in->format, in->workbook->base_1904, in->cells);
	}
	cell.text = arena_str(in->cells, text);
	return cell;
}

/* Cells that the row leaves out are empty. */
static void put_cell(struct row_in *in, struct csv_cell cell)
{
	struct csv_record *record = &in->record;
	if (cell.text.len == 0)
		return;
	if (in->column >= CSV_CELLS_LIMIT) {
		record->fault = CSV_TOO_WIDE;
		return;
	}
	while (record->count <= in->column) {
		if (record->count == record->room)
			record->cells = vec_grow(in->cells, record->cells,
			    &record->room, sizeof *record->cells);
		record->cells[record->count] =
		    (struct csv_cell){ .line = in->row,
			    .column = (int64_t)record->count + 1 };
		record->count++;
	}
	record->cells[in->column] = cell;
}

static void end_cell(struct row_in *in)
{
	in->in_cell = false;
	in->takes_text = false;
	put_cell(in, cell_value(in));
}

static bool take_start(struct row_in *in, struct str name)
{
	bool opens = !part_is_empty(in->part);
	if (str_equal_z(name, "row"))
		start_row(in);
	else if (str_equal_z(name, "c"))
		start_cell(in);
	else if (str_equal_z(name, "v") || str_equal_z(name, "t"))
		in->takes_text = in->in_cell && opens;
	else if (str_equal_z(name, "f") || str_equal_z(name, "rPh"))
		in->aside += opens;
	return str_equal_z(name, "row") && !opens;
}

/* Whether a row is whole. */
static bool take_end(struct row_in *in, struct str name)
{
	if (str_equal_z(name, "c") && in->in_cell)
		end_cell(in);
	else if (str_equal_z(name, "v") || str_equal_z(name, "t"))
		in->takes_text = false;
	else if (str_equal_z(name, "f") || str_equal_z(name, "rPh"))
		in->aside -= in->aside > 0;
	return str_equal_z(name, "row");
}

static bool read_rows(
    struct row_in *in, record_fn use, void *user, struct error *err)
{
	for (;;) {
		bool end;
		bool whole = false;
		if (!part_next(in->part, &end, err))
			return false;
		if (end)
			return true;
		if (part_is_start(in->part))
			whole = take_start(in, part_name(in->part));
		else if (part_is_end(in->part))
			whole = take_end(in, part_name(in->part));
		else if (part_is_text(in->part) && in->takes_text &&
			 !in->aside && in->text.len < CSV_RECORD_LIMIT)
			buf_add(&in->text, part_text(in->part));
		if (whole &&
		    !use(&in->record, part_bytes_read(in->part), user, err))
			return false;
		if (part_is_end(in->part) &&
		    str_equal_z(part_name(in->part), "sheetData"))
			return true;
	}
}

static bool tell_absence(const struct workbook *workbook,
    const struct sheet *sheet, struct error *err)
{
	error_at(err, (struct place){ .file = workbook->package.shown },
	    "expected a workbook (.xlsx), found one without its sheet "
	    "\"" STR_FMT "\"",
	    STR_ARG(str_slice(sheet->name, 0, 80)));
	return error_fix(err, "save it again; it may be cut off");
}

bool sheet_each_row(const struct workbook *workbook, const struct sheet *sheet,
    record_fn use, void *user, struct error *err)
{
	struct arena *scratch = arena_new();
	struct row_in in = { .workbook = workbook, .cells = arena_new() };
	bool done =
	    part_open(&in.part, &workbook->package, sheet->part, scratch, err);
	if (in.part)
		done = read_rows(&in, use, user, err);
	else if (done)
		done = tell_absence(workbook, sheet, err);
	part_close(in.part);
	buf_free(&in.text);
	arena_free(in.cells);
	arena_free(scratch);
	return done;
}
