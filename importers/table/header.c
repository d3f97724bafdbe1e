/* One place that says when two column names are the same. */
#include "importers/table/header.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

bool header_is_invisible(uint32_t code)
{
	return code == 0xfeff || code == 0xad ||
	       (code >= 0x200b && code <= 0x200f) || code == 0x2060;
}

static bool is_gap(uint32_t code)
{
	return code <= ' ' || code == '_' || code == 0xa0 || code == 0x202f ||
	       (code >= 0x2000 && code <= 0x200a);
}

struct str header_normalise(struct arena *keep, struct str raw)
{
	struct str rest = utf8_clean(keep, raw);
	char *out = arena_alloc(keep, rest.len + 1);
	size_t len = 0;
	bool gap = false;
	uint32_t code;
	while (utf8_next(&rest, &code)) {
		if (header_is_invisible(code))
			continue;
		if (is_gap(code)) {
			gap = len > 0;
			continue;
		}
		if (gap)
			out[len++] = ' ';
		gap = false;
		bool latin = code >= 0xc0 && code <= 0xde && code != 0xd7;
		if ((code >= 'A' && code <= 'Z') || latin)
			code += 'a' - 'A';
		len += utf8_encode(code, out + len);
	}
	return (struct str){ out, len };
}

/* FULL without its bracketed parts; the last of these is the alias. */
static struct str cut_brackets(
    struct arena *keep, struct str full, struct str *alias)
{
	char *out = arena_alloc(keep, full.len + 1);
	size_t len = 0;
	int depth = 0;
	size_t start = 0;
	*alias = STR_NONE;
	for (size_t i = 0; i < full.len; i++) {
		char c = full.ptr[i];
		if ((c == '(' || c == '[') && depth++ == 0)
			start = i + 1;
		else if ((c == ')' || c == ']') && depth && --depth == 0)
			*alias = str_trim(str_slice(full, start, i));
		else if (depth == 0 &&
			 !(c == ' ' && len && out[len - 1] == ' '))
			out[len++] = c;
	}
	struct str name = str_trim((struct str){ out, len });
	return depth || name.len == 0 ? full : name;
}

/* A unit as the alias, or as the last word: "time spent minutes". */
static enum unit unit_of(const struct column *column)
{
	enum unit unit = unit_from(column->alias);
	if (unit != UNIT_NONE)
		return unit;
	size_t blank = str_rfind_byte(column->name, ' ');
	struct str last = blank < column->name.len
			      ? str_skip(column->name, blank + 1)
			      : column->name;
	if (blank == column->name.len && last.len < 3)
		return UNIT_NONE; /* a column "s" or "m" says little */
	return unit_from(last);
}

static bool has_word(struct str text, const char *word)
{
	struct str part;
	while (str_split(&text, ' ', &part))
		if (str_equal_z(part, word))
			return true;
	return false;
}

bool name_is_secret(struct str name)
{
	static const char *const words[] = { "secret", "token", "password",
		"passwd", "pwd", "passphrase", "credential", "credentials",
		"key" };
	static const char *const ends[] = { "apikey", "accesskey", "privatekey",
		"secretkey", "token", "secret", "password" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (has_word(name, words[i]))
			return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(name, str_from(ends[i])))
			return true;
	return false;
}

static struct column read_column(
    struct arena *keep, const struct csv_cell *cell, struct str above)
{
	struct column column = {
		.raw = above.len ? arena_printf(keep, STR_FMT " " STR_FMT,
				       STR_ARG(above), STR_ARG(cell->text))
				 : arena_str(keep, cell->text),
		.line = cell->line,
		.column = cell->column,
	};
	column.full = header_normalise(keep, column.raw);
	column.name = cut_brackets(keep, column.full, &column.alias);
	column.unit = unit_of(&column);
	column.secret =
	    name_is_secret(column.name) || name_is_secret(column.alias);
	return column;
}

/* What stands above may be no part of a name: the lower one alone is an alias,
 * when only one column has it. */
static void add_lower_names(
    struct header *header, const struct csv_record *names, struct arena *keep)
{
	struct map seen = { .arena = keep };
	for (size_t i = 0; i < header->count; i++)
		map_put(
		    &seen, header_normalise(keep, names->cells[i].text), NULL)
		    ->number++;
	for (size_t i = 0; i < header->count; i++) {
		struct str name = header_normalise(keep, names->cells[i].text);
		if (!header->columns[i].alias.len && name.len &&
		    map_get(&seen, name)->number == 1)
			header->columns[i].alias = name;
	}
}

void header_read(struct header *header, const struct csv_record *records,
    size_t row, bool two_rows, struct arena *keep)
{
	const struct csv_record *names = &records[row + two_rows];
	size_t count = names->count;
	while (count && names->cells[count - 1].text.len == 0)
		count--;
	*header = (struct header){
		.columns = arena_array(keep, count, sizeof *header->columns),
		.count = count,
		.first_row = row,
		.last_row = row + two_rows,
		.line = names->line,
	};
	struct str above = STR_NONE;
	for (size_t i = 0; i < count; i++) {
		if (two_rows && i < records[row].count &&
		    records[row].cells[i].text.len)
			above = records[row].cells[i].text;
		header->columns[i] = read_column(keep, &names->cells[i], above);
	}
	if (two_rows)
		add_lower_names(header, names, keep);
}

int column_answers(const struct column *column, struct str name)
{
	if (name.len == 0)
		return 0;
	if (str_equal(column->full, name))
		return 3;
	if (str_equal(column->name, name))
		return 2;
	return column->alias.len && str_equal(column->alias, name);
}
