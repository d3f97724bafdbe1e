/* Reads the start of the file once per separator that is in use and takes the
 * one by which most records have one width of two cells or more. Text with
 * commas in a table of semicolons gives changing widths, and so do decimal
 * commas, as the header has none. */
#include "importers/table/layout.h"

#include <math.h>
#include <string.h>

const char layout_separators[LAYOUT_SEPARATORS] = { ',', ';', '\t', '|' };

/* A header that agrees counts as half as many rows again. */
#define HEADER_WEIGHT 1.5

/* Cells of a record without the empty ones at its end. */
static size_t filled_width(const struct csv_record *record)
{
	size_t width = record->count;
	while (width && record->cells[width - 1].text.len == 0)
		width--;
	return width;
}

/* The first bytes of the text, as much as LAYOUT_HEAD and a block. */
static bool read_start(struct str *text, bool *whole,
    struct text_stream *stream, struct arena *keep, struct error *err)
{
	char *start = NULL;
	size_t len = 0;
	for (;;) {
		struct str part;
		if (!text_next(stream, &part, err))
			return false;
		*whole = part.len == 0;
		if (*whole || len >= LAYOUT_HEAD)
			break;
		char *longer = arena_alloc(keep, len + part.len);
		if (len)
			memcpy(longer, start, len);
		memcpy(longer + len, part.ptr, part.len);
		start = longer;
		len += part.len;
	}
	*text = (struct str){ start ? start : "", len };
	return true;
}

static struct csv_record copy_record(
    const struct csv_record *record, struct arena *keep)
{
	struct csv_record copy = *record;
	copy.cells = arena_array(keep, record->count, sizeof *copy.cells);
	for (size_t i = 0; i < record->count; i++) {
		copy.cells[i] = record->cells[i];
		copy.cells[i].text = arena_str(keep, record->cells[i].text);
	}
	return copy;
}

/* The first records of TEXT; the last one of a text that goes on is left out
 * unless it is all there is. */
static bool read_records(struct layout *layout, struct str text, bool whole,
    struct arena *keep, struct error *err)
{
	struct text_stream *stream = NULL;
	if (!text_open(&stream, STR_NONE, text,
		(struct encoding){ ENCODING_UTF8, false, 0 }, err))
		return false;
	struct csv_reader *reader = csv_reader_open(
	    stream, layout->separator, layout->separator_line, whole, keep);
	layout->records =
	    arena_array(keep, LAYOUT_RECORDS, sizeof *layout->records);
	bool done = true;
	bool end = false;
	while (layout->record_count < LAYOUT_RECORDS) {
		struct csv_record record;
		done = csv_reader_next(reader, &record, &end, err);
		if (!done || end)
			break;
		layout->records[layout->record_count++] =
		    copy_record(&record, keep);
	}
	if (end && !whole && layout->record_count > 1)
		layout->record_count--;
	csv_reader_close(reader);
	text_close(stream);
	return done;
}

static size_t width_of(const struct csv_record *record, bool trimmed)
{
	return trimmed ? filled_width(record) : record->count;
}

/* How well the records agree on a width of two cells or more: the more of
 * them and the more cells, the better, and better still when the first one
 * that is not blank is of that width too. Empty cells at the end count or
 * not, as the writer had it. */
static double rate_width(
    const struct layout *layout, bool trimmed, size_t *best_width)
{
	double best = 0;
	size_t first = 0;
	while (first < layout->record_count &&
	       filled_width(&layout->records[first]) == 0)
		first++;
	for (size_t i = 0; i < layout->record_count; i++) {
		size_t width = width_of(&layout->records[i], trimmed);
		size_t same = 0;
		for (size_t j = 0; width > 1 && j < layout->record_count; j++)
			same += width_of(&layout->records[j], trimmed) == width;
		double rate = same ? (double)same * log2((double)width) : 0;
		if (first < layout->record_count &&
		    width_of(&layout->records[first], trimmed) == width)
			rate *= HEADER_WEIGHT;
		if (rate > best) {
			best = rate;
			*best_width = width;
		}
	}
	return best;
}

static double find_width(struct layout *layout)
{
	size_t trimmed_width = 1;
	size_t full_width = 1;
	double trimmed = rate_width(layout, true, &trimmed_width);
	double full = rate_width(layout, false, &full_width);
	layout->width = trimmed_width;
	return full > trimmed ? full : trimmed;
}

/* "sep=;" as a spreadsheet writes it on the first line. */
static bool has_separator_line(struct str text, char *separator)
{
	struct str line;
	struct str rest = text;
	if (!str_line(&rest, &line))
		return false;
	if (line.len > 2 && line.ptr[0] == '"' && line.ptr[line.len - 1] == '"')
		line = str_slice(line, 1, line.len - 1);
	if (line.len != 5 ||
	    !str_equal_nocase(str_slice(line, 0, 4), STR("sep=")) ||
	    line.ptr[4] == '"')
		return false;
	*separator = line.ptr[4];
	return true;
}

static bool find_separator(struct layout *layout, char separator,
    struct str text, bool whole, struct arena *keep, struct error *err)
{
	struct layout tried = *layout;
	double best = 0;
	bool found = false;
	for (size_t i = 0; i < LAYOUT_SEPARATORS; i++) {
		struct layout next = tried;
		next.separator = layout_separators[i];
		if ((separator && separator != layout_separators[i]) ||
		    !read_records(&next, text, whole, keep, err))
			continue;
		double rate = find_width(&next);
		if (!found || rate > best) {
			*layout = next;
			best = rate;
		}
		found = true;
	}
	return found;
}

bool layout_detect(struct layout *layout, struct str path, struct str memory,
    char separator, struct arena *keep, struct error *err)
{
	struct text_stream *stream = NULL;
	*layout = (struct layout){ 0 };
	if (!encoding_detect(&layout->encoding, path, memory, err) ||
	    !text_open(&stream, path, memory, layout->encoding, err))
		return false;
	struct arena *scratch = arena_new();
	struct str text;
	bool whole;
	bool done = read_start(&text, &whole, stream, scratch, err);
	text_close(stream);
	if (done && has_separator_line(text, &layout->separator)) {
		layout->separator_line = true;
		done = read_records(layout, text, whole, keep, err);
		find_width(layout);
	} else if (done) {
		done =
		    find_separator(layout, separator, text, whole, keep, err);
	}
	arena_free(scratch);
	return done;
}

/* ----------------------------------------------------------------- sheet -- */

struct first_rows {
	struct layout *layout;
	struct arena *keep;
	bool is_full;
};

static bool keep_row(const struct csv_record *record, int64_t bytes_read,
    void *user, struct error *err)
{
	struct first_rows *rows = user;
	struct layout *layout = rows->layout;
	(void)bytes_read;
	(void)err;
	layout->records[layout->record_count++] =
	    copy_record(record, rows->keep);
	rows->is_full = layout->record_count == LAYOUT_RECORDS;
	return !rows->is_full;
}

bool layout_of_sheet(struct layout *layout, const struct workbook *workbook,
    const struct sheet *sheet, struct arena *keep, struct error *err)
{
	*layout = (struct layout){
		.kind = LAYOUT_SHEET, .workbook = workbook, .sheet = sheet
	};
	struct first_rows rows = { .layout = layout, .keep = keep };
	layout->records =
	    arena_array(keep, LAYOUT_RECORDS, sizeof *layout->records);
	if (!sheet_each_row(workbook, sheet, keep_row, &rows, err) &&
	    !rows.is_full)
		return false;
	find_width(layout);
	return true;
}

bool layout_of_json(struct layout *layout, const struct json_file *file,
    struct str way, bool is_sample, struct arena *keep, struct error *err)
{
	int64_t count;
	*layout = (struct layout){ .kind = LAYOUT_JSON, .way = way };
	if (!json_rows_columns(
		&layout->columns, &count, file, way, is_sample, keep, err))
		return false;
	size_t width = layout->columns.count;
	if (width == 0)
		return true;
	layout->records = ARENA_NEW(keep, struct csv_record);
	layout->record_count = 1;
	layout->width = width;
	*layout->records = (struct csv_record){
		.cells = arena_array(keep, width, sizeof(struct csv_cell)),
		.count = width,
		.line = 1,
	};
	for (size_t i = 0; i < width; i++)
		layout->records->cells[i] = (struct csv_cell){
			.text = layout->columns.items[i], .line = 1, .column = 1
		};
	return true;
}

static bool is_text(struct str cell)
{
	double number;
	return cell.len && !str_to_double(cell, &number);
}

size_t layout_likely_header(const struct layout *layout)
{
	size_t fallback = SIZE_MAX;
	for (size_t i = 0; i < layout->record_count && i < LAYOUT_HEADER_ROWS;
	     i++) {
		const struct csv_record *record = &layout->records[i];
		if (filled_width(record) < layout->width)
			continue;
		bool text = true;
		for (size_t j = 0; j < filled_width(record); j++)
			text = text && is_text(record->cells[j].text);
		if (text)
			return i;
		if (fallback == SIZE_MAX)
			fallback = i;
	}
	return fallback == SIZE_MAX ? 0 : fallback;
}
