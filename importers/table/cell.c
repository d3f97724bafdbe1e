/* The text of a cell becomes a value: cleaned, spellings of "no value" and the
 * profile's value maps applied, then read by the type of its field. What
 * cannot be read is told with what was expected and how to mend it. */
#include "importers/table/cell.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "importers/table/duration_text.h"

/* Without invisible marks, no-break spaces as blanks. */
static struct str clean(struct str text, struct arena *scratch)
{
	char *out = arena_alloc(scratch, text.len + 1);
	size_t len = 0;
	uint32_t code;
	struct str rest = text;
	while (utf8_next(&rest, &code)) {
		if (header_is_invisible(code))
			continue;
		len += utf8_encode(code == 0xa0 ? ' ' : code, out + len);
	}
	return (struct str){ out, len };
}

static bool is_null(const struct table *table, struct str text)
{
	static const char *const spellings[] = { "NULL", "null", "None",
		"(null)", "\\N" };
	const struct str_list *own = &table->match.profile->nulls;
	char first = text.ptr[0];
	if (own->count == 0 && first != 'N' && first != 'n' && first != '(' &&
	    first != '\\')
		return false;
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (str_equal_z(text, spellings[i]))
			return true;
	for (size_t i = 0; i < own->count; i++)
		if (str_equal_nocase(text, own->items[i]))
			return true;
	return false;
}

/* Without the mark that csv_out.h puts before what a spreadsheet would run. */
static struct str unmarked(const struct table *table, struct str text)
{
	return table->is_mended && text.len > 1 && text.ptr[0] == '\'' &&
		       strchr("=+-@\t\r", text.ptr[1])
		   ? str_skip(text, 1)
		   : text;
}

struct str table_clean_text(
    const struct table *table, struct str text, struct arena *scratch)
{
	if (utf8_skip_ascii(text).len)
		text = clean(utf8_clean(scratch, text), scratch);
	text = unmarked(table, str_trim(text));
	return text.len == 0 || is_null(table, text) ? STR_NONE : text;
}

struct str table_cell_text(const struct table *table,
    const struct csv_cell *cell, struct arena *scratch)
{
	if (!cell->is_clean || table->is_mended)
		return table_clean_text(table, cell->text, scratch);
	return cell->text.len == 0 || is_null(table, cell->text) ? STR_NONE
								 : cell->text;
}

bool row_refuse(struct row_reader *reader, int64_t line, int64_t column,
    const char *code, const char *format, ...)
{
	struct row_problem *problem = reader->problem;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(problem->text, sizeof problem->text, format, arguments);
	va_end(arguments);
	problem->code = code;
	problem->line = line;
	problem->column = column;
	return false;
}

/* A cell as a message shows it: printable, and not too long. */
static struct str shown(struct row_reader *reader, struct str text)
{
	bool cut = text.len > 60;
	struct str head =
	    utf8_printable(reader->scratch, str_slice(text, 0, 60));
	return arena_printf(reader->scratch, "\"" STR_FMT "%s\"", STR_ARG(head),
	    cut ? "..." : "");
}

/* Whether WORD is the first spelling of what it means. */
static bool is_first(
    const struct field_word *words, const struct field_word *word)
{
	for (; words < word; words++)
		if (!strcmp(words->word, word->word))
			return false;
	return true;
}

/* What was expected of a cell. */
static const char *describe(
    const struct table_field *field, enum unit unit, struct arena *scratch)
{
	if (field->type == FIELD_DURATION && unit)
		return arena_z(scratch,
		    arena_printf(scratch, "%s as a number", unit_name(unit)));
	if (field->type != FIELD_WORD)
		return field_type_name(field->type);
	struct buf words = { 0 };
	buf_add_z(&words, "one of");
	for (const struct field_word *word = field->words; word->spelling;
	     word++)
		if (is_first(field->words, word))
			buf_printf(&words, "%s %s",
			    word == field->words ? "" : ",", word->word);
	const char *text = arena_z(scratch, buf_str(&words));
	buf_free(&words);
	return text;
}

static bool refuse_cell(struct row_reader *reader, const struct cell *cell,
    const char *code, const char *fix)
{
	return row_refuse(reader, cell->line, cell->column, code,
	    "expected %s, found " STR_FMT "; fix: %s",
	    describe(cell->field, cell->unit, reader->scratch),
	    STR_ARG(shown(reader, cell->text)), fix);
}

static bool refuse_number(struct row_reader *reader, const struct cell *cell,
    enum reading_problem problem)
{
	switch (problem) {
	case READING_AMBIGUOUS:
		return refuse_cell(reader, cell, "ambiguous-number",
		    "say in a profile which mark is the decimal one "
		    "(decimal . or decimal ,), or write h:mm:ss in full");
	case READING_NO_UNIT:
		return refuse_cell(reader, cell, "no-unit",
		    "name the unit in the header, as in \"time (minutes)\", "
		    "or in a profile");
	case READING_RANGE:
		return refuse_cell(reader, cell, "out-of-range",
		    "look whether the unit is right");
	case READING_BAD:
	case READING_FINE:
		break;
	}
	return refuse_cell(reader, cell, "bad-number",
	    cell->field->flags & FIELD_REQUIRED
		? "write it in digits, or leave the row out"
		: "leave the cell empty if the value is not known");
}

static bool refuse_date(struct row_reader *reader, const struct cell *cell,
    enum date_problem problem)
{
	if (cell->reading->mixed_dates && problem == DATE_AMBIGUOUS)
		return refuse_cell(reader, cell, "mixed-dates",
		    "the column has days before months and months before "
		    "days; write dates as 2026-09-30");
	if (problem == DATE_AMBIGUOUS)
		return refuse_cell(
		    reader, cell, "ambiguous-date", "say the order of dates");
	if (problem == DATE_WRONG_ORDER)
		return refuse_cell(reader, cell, "date-order",
		    "this date cannot be of the order that was given");
	return refuse_cell(reader, cell, "bad-date",
	    "write it as 2026-09-30, or leave the cell empty");
}

static bool is_address(struct str text)
{
	size_t at = str_find_byte(text, '@');
	return at > 0 && at + 1 < text.len && at == str_rfind_byte(text, '@') &&
	       str_find_byte(text, ' ') == text.len;
}

/* "Ann Example <ann@example.com>", "mailto:ann@example.com" */
static struct str bare_address(struct str text)
{
	size_t open = str_rfind_byte(text, '<');
	if (open < text.len && str_ends(text, STR(">")))
		text = str_slice(text, open + 1, text.len - 1);
	if (str_equal_nocase(str_slice(text, 0, 7), STR("mailto:")))
		text = str_skip(text, 7);
	return str_trim(text);
}

static bool read_email(struct row_reader *reader, const struct cell *cell,
    struct table_value *value)
{
	value->text = bare_address(cell->text);
	return is_address(value->text) ||
	       refuse_cell(reader, cell, "bad-email",
		   "write the address, or name the column as a login in a "
		   "profile");
}

static bool read_word(struct row_reader *reader, const struct cell *cell,
    struct table_value *value)
{
	struct str normal = header_normalise(reader->scratch, cell->text);
	for (const struct field_word *word = cell->field->words; word->spelling;
	     word++) {
		if (!str_equal_z(normal, word->spelling))
			continue;
		value->text = str_from(word->word);
		return true;
	}
	value->text = STR("unknown");
	return (cell->field->flags & FIELD_OPEN) ||
	       refuse_cell(reader, cell, "bad-word",
		   "use one of these words, or add a line \"value ...\" to a "
		   "profile");
}

/* The decimal mark of the column; a program's own numbers have a point. */
static char decimal_of(const struct cell *cell)
{
	return cell->kind == CELL_NUMBER ? '.' : cell->reading->decimal;
}

static bool read_integer(struct row_reader *reader, const struct cell *cell,
    struct table_value *value)
{
	enum reading_problem problem =
	    number_read(&value->number, cell->text, decimal_of(cell));
	if (!problem && value->number % 1000000)
		problem = READING_BAD;
	value->number /= 1000000;
	return !problem || refuse_number(reader, cell, problem);
}

static bool read_percent(struct row_reader *reader, const struct cell *cell,
    struct table_value *value)
{
	bool bare = str_find_byte(cell->text, '%') == cell->text.len &&
		    str_find_byte(cell->text, '/') == cell->text.len;
	enum reading_problem problem = percent_read(
	    &value->number, cell->text, decimal_of(cell), cell->unit);
	if (problem)
		return refuse_number(reader, cell, problem);
	if (bare && cell->reading->share_doubt && cell->unit != UNIT_SHARE)
		return refuse_cell(reader, cell, "ambiguous-share",
		    "no value of this column is over 1: write 85%, or say "
		    "[share] in a profile");
	return true;
}

static bool read_typed(struct row_reader *reader, const struct cell *cell,
    struct table_value *value)
{
	enum reading_problem problem = READING_FINE;
	enum date_problem date;
	switch (cell->field->type) {
	case FIELD_TEXT:
		return true;
	case FIELD_EMAIL:
		return read_email(reader, cell, value);
	case FIELD_WORD:
		return read_word(reader, cell, value);
	case FIELD_BOOL:
		return bool_read(&value->number, cell->text) ||
		       refuse_cell(reader, cell, "bad-bool",
			   "leave the cell empty if it is not known");
	case FIELD_TIME:
		date =
		    date_read(&value->number, cell->text, &cell->reading->date);
		return date == DATE_FINE || refuse_date(reader, cell, date);
	case FIELD_NUMBER:
		problem =
		    number_read(&value->number, cell->text, decimal_of(cell));
		break;
	case FIELD_DURATION:
		problem = duration_read(
		    &value->number, cell->text, decimal_of(cell), cell->unit);
		break;
	case FIELD_INTEGER:
		return read_integer(reader, cell, value);
	case FIELD_PERCENT:
		return read_percent(reader, cell, value);
	case FIELD_TYPES:
		break;
	}
	return problem == READING_FINE || refuse_number(reader, cell, problem);
}

/* What the profile makes of a text, else the text. */
static struct str map_value(
    struct row_reader *reader, size_t field, struct str text)
{
	const struct profile *profile = reader->table->match.profile;
	if (profile->values.count == 0)
		return text;
	struct str normal = header_normalise(reader->scratch, text);
	for (size_t i = 0; i < profile->values.count; i++)
		if (profile->values.items[i].field == field &&
		    str_equal(profile->values.items[i].from, normal))
			return profile->values.items[i].to;
	return text;
}

bool cell_read(struct row_reader *reader, size_t field, struct cell *cell,
    struct table_value *value)
{
	value->line = cell->line;
	value->column = cell->column;
	cell->text = map_value(reader, field, cell->text);
	if (cell->text.len == 0 ||
	    (cell->field->type == FIELD_TIME && date_is_sentinel(cell->text)))
		return true;
	if (cell->kind == CELL_ERROR && str_equal_z(cell->text, "#N/A"))
		return true;
	if (cell->kind == CELL_ERROR)
		return refuse_cell(reader, cell, "formula-error",
		    "mend the formula, or leave the cell empty");
	if (cell->text.len > TABLE_TEXT_LIMIT)
		return refuse_cell(reader, cell, "long-text",
		    "a value has at most 4096 bytes");
	value->known = true;
	value->text = cell->text;
	return read_typed(reader, cell, value);
}

/* A comma is part of some names: "Research, Development". */
static bool is_list_mark(const struct cell *cell, char c)
{
	return c == ';' || c == '|' || c == '\n' ||
	       (c == ',' && !(cell->field->flags & FIELD_COMMAS));
}

bool cell_read_items(struct row_reader *reader, size_t field,
    const struct cell *cell, struct table_value *value)
{
	struct str_list list = { value->items, value->item_count,
		value->item_count };
	size_t start = 0;
	for (size_t i = 0; i <= cell->text.len; i++) {
		if (i < cell->text.len &&
		    !is_list_mark(cell, cell->text.ptr[i]))
			continue;
		struct cell part = *cell;
		struct table_value item = { 0 };
		part.text = table_clean_text(reader->table,
		    str_slice(cell->text, start, i), reader->scratch);
		start = i + 1;
		if (part.text.len && !cell_read(reader, field, &part, &item))
			return false;
		if (item.known)
			VEC_PUSH(&list, reader->scratch, item.text);
	}
	value->items = list.items;
	value->item_count = list.count;
	value->known = list.count > 0;
	value->text = list.count ? list.items[0] : STR_NONE;
	value->line = cell->line;
	value->column = cell->column;
	return true;
}
