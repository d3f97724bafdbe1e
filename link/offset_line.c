/* Where each line begins, in each unit: a lead byte of UTF-8 is a character,
 * and two UTF-16 code units when it leads four bytes. */
#include "link/offset_line.h"

#include "base/utf8.h"

enum offset_unit offset_unit_of(struct str name)
{
	static const char *const names[] = { [OFFSET_BYTES] = "byte",
		[OFFSET_UTF16] = "utf16",
		[OFFSET_CODE_POINTS] = "codepoint" };
	int unit = 0;
	while (unit < OFFSET_UNITS && !str_equal_z(name, names[unit]))
		unit++;
	return (enum offset_unit)unit;
}

static void start_line(struct offset_lines *lines, const int64_t *at)
{
	for (int unit = 0; unit < OFFSET_UNITS; unit++)
		lines->starts[unit][lines->count] = at[unit];
	lines->count++;
}

struct offset_lines offset_lines(struct str text, struct arena *keep)
{
	struct offset_lines lines = { .is_unicode = utf8_is_valid(text) };
	struct str mark = STR("\xef\xbb\xbf");
	int64_t at[OFFSET_UNITS] = { 0 };
	size_t room = str_count_byte(text, '\n') + 1;
	for (int unit = 0; unit < OFFSET_UNITS; unit++)
		lines.starts[unit] =
		    arena_array(keep, room, sizeof *lines.starts[unit]);
	start_line(&lines, at);
	size_t i = str_starts(text, mark) ? mark.len : 0;
	at[OFFSET_BYTES] = (int64_t)i;
	for (; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];
		bool is_lead = (byte & 0xc0) != 0x80;
		at[OFFSET_BYTES]++;
		at[OFFSET_CODE_POINTS] += is_lead;
		at[OFFSET_UTF16] += byte >= 0xf0 ? 2 : is_lead;
		if (byte == '\n' && i + 1 < text.len)
			start_line(&lines, at);
	}
	for (int unit = 0; unit < OFFSET_UNITS; unit++)
		lines.ends[unit] = at[unit];
	return lines;
}

/* The last that begins at or before OFFSET. */
static int64_t line_at(const int64_t *starts, size_t count, int64_t offset)
{
	size_t low = 0;
	size_t high = count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return (int64_t)low + 1;
}

static bool find_by(const struct offset_lines *lines, enum offset_unit unit,
    int64_t start, int64_t length, int64_t *line, int64_t *end_line)
{
	const int64_t *starts = lines->starts[unit];
	int64_t end = lines->ends[unit];
	if (start < 0 || length < 0 || start > end || length > end - start ||
	    (unit != OFFSET_BYTES && !lines->is_unicode))
		return false;
	*line = line_at(starts, lines->count, start);
	*end_line =
	    line_at(starts, lines->count, length ? start + length - 1 : start);
	return true;
}

bool offset_lines_find(const struct offset_lines *lines, enum offset_unit unit,
    int64_t start, int64_t length, int64_t *line, int64_t *end_line)
{
	if (unit != OFFSET_UNTOLD)
		return find_by(lines, unit, start, length, line, end_line);
	for (int each = 0; each < OFFSET_UNITS; each++) {
		int64_t own_line;
		int64_t own_end;
		if (!find_by(lines, (enum offset_unit)each, start, length,
			&own_line, &own_end))
			return false;
		if (each && (own_line != *line || own_end != *end_line))
			return false;
		*line = own_line;
		*end_line = own_end;
	}
	return true;
}
