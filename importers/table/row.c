/* One record becomes one row of values: each field from its columns, else from
 * the profile's constant; the first cell that cannot be read rejects the row,
 * and so does the lack of what a record needs. */
#include <string.h>

#include "importers/table/cell.h"
#include "importers/table/column_reading.h"
#include "importers/table/plain.h"

static const struct column_reading plain_reading;

/* The binding of FIELD in the part of the row that is read. */
static const struct field_binding *binding_of(
    const struct row_reader *reader, size_t field)
{
	const struct match *match = &reader->table->match;
	const struct profile_unpivot *unpivot = &match->profile->unpivot;
	if (match->part_count && field == unpivot->value)
		return &match->parts[reader->part].value;
	if (match->part_count && field == unpivot->name)
		return &match->parts[reader->part].name;
	return &match->fields[field];
}

static inline struct cell cell_of(struct row_reader *reader, size_t field,
    const struct field_binding *binding, size_t column)
{
	const struct table *table = reader->table;
	struct cell cell = {
		.field = &table->match.profile->target->fields[field],
		.reading = &plain_reading,
		.unit = binding->unit,
		.line = reader->record->line,
		.column = 1,
	};
	if (column == NO_FIELD) {
		cell.text = binding->constant;
		return cell;
	}
	cell.reading = &table->readings[column];
	if (column < reader->record->count) {
		const struct csv_cell *raw = &reader->record->cells[column];
		cell.text = table_cell_text(table, raw, reader->scratch);
		cell.kind = raw->kind;
		cell.line = raw->line;
		cell.column = raw->column;
	}
	return cell;
}

/* Several columns as one text: "first name + last name". */
static bool read_joined(struct row_reader *reader, size_t field,
    const struct field_binding *binding, struct table_value *value)
{
	struct cell joined =
	    cell_of(reader, field, binding, binding->columns[0]);
	for (size_t i = 1; i < binding->count; i++) {
		struct cell cell =
		    cell_of(reader, field, binding, binding->columns[i]);
		if (joined.text.len && cell.text.len)
			joined.text =
			    arena_printf(reader->scratch, STR_FMT " " STR_FMT,
				STR_ARG(joined.text), STR_ARG(cell.text));
		else if (cell.text.len)
			joined.text = cell.text;
	}
	return cell_read(reader, field, &joined, value);
}

/* The first column that has a value in this row. */
static bool read_first(struct row_reader *reader, size_t field,
    const struct field_binding *binding, struct table_value *value)
{
	for (size_t i = 0; i < binding->count; i++) {
		struct cell cell =
		    cell_of(reader, field, binding, binding->columns[i]);
		if (!cell_read(reader, field, &cell, value))
			return false;
		if (value->known)
			return true;
	}
	return true;
}

/* The sum of all numbers in the columns, also of several in one cell. */
static bool read_sum(struct row_reader *reader, size_t field,
    const struct field_binding *binding, struct table_value *value)
{
	struct cell total = { 0 };
	int64_t sum_e6 = 0;
	bool any = false;
	for (size_t i = 0; i < binding->count; i++) {
		struct cell cell =
		    cell_of(reader, field, binding, binding->columns[i]);
		struct str rest = cell.text;
		struct str part;
		int64_t number;
		if (!any)
			total = cell;
		while (rest.ptr && str_split(&rest, ';', &part)) {
			if (str_trim(part).len == 0)
				continue;
			char decimal = cell.kind == CELL_NUMBER
					   ? '.'
					   : cell.reading->decimal;
			if (number_read(&number, part, decimal) ||
			    __builtin_add_overflow(sum_e6, number, &sum_e6)) {
				cell.text = part;
				return cell_read(reader, field, &cell, value);
			}
			any = true;
		}
	}
	if (any)
		total.text = arena_printf(reader->scratch, "%s%lld.%06lld",
		    sum_e6 < 0 ? "-" : "",
		    (long long)(sum_e6 < 0 ? -(sum_e6 / 1000000)
					   : sum_e6 / 1000000),
		    (long long)(sum_e6 < 0 ? -(sum_e6 % 1000000)
					   : sum_e6 % 1000000));
	total.kind = CELL_NUMBER;
	return !total.field || cell_read(reader, field, &total, value);
}

static bool read_combined(struct row_reader *reader, size_t field,
    const struct field_binding *binding, struct table_value *value)
{
	switch (binding->combine) {
	case COMBINE_JOIN:
		return read_joined(reader, field, binding, value);
	case COMBINE_FIRST:
		return read_first(reader, field, binding, value);
	case COMBINE_SUM:
		return read_sum(reader, field, binding, value);
	}
	return false;
}

static bool read_field(
    struct row_reader *reader, size_t field, struct table_value *value)
{
	const struct field_binding *binding = binding_of(reader, field);
	const struct csv_record *record = reader->record;
	if (reader->table->plain[field] &&
	    binding->columns[0] < record->count &&
	    plain_read(reader->table, field,
		&record->cells[binding->columns[0]], value, reader->scratch))
		return true;
	const struct table_field *type =
	    &reader->table->match.profile->target->fields[field];
	bool list = type->flags & FIELD_LIST;
	if (!reader->table->is_settled && column_reading_concerns(type->type)) {
		reader->asks = true;
		return false;
	}
	bool alone = binding->count == 1 && binding->combine != COMBINE_SUM;
	if (!list && binding->count && !alone &&
	    !read_combined(reader, field, binding, value))
		return false;
	for (size_t i = 0; (list || alone) && i < binding->count; i++) {
		struct cell cell =
		    cell_of(reader, field, binding, binding->columns[i]);
		if (!(list ? cell_read_items(reader, field, &cell, value)
			   : cell_read(reader, field, &cell, value)))
			return false;
	}
	if (value->known || binding->constant.len == 0)
		return true;
	struct cell cell = cell_of(reader, field, binding, NO_FIELD);
	return list ? cell_read_items(reader, field, &cell, value)
		    : cell_read(reader, field, &cell, value);
}

bool table_read_cell(const struct table *table, const struct csv_record *record,
    size_t column, struct table_value *value, struct row_problem *problem,
    struct arena *scratch)
{
	struct row_reader reader = { table, record, problem, scratch, 0,
		false };
	size_t field = table->match.field_of[column];
	struct cell cell =
	    cell_of(&reader, field, &table->match.fields[field], column);
	*value = (struct table_value){ .number = UNKNOWN };
	return cell.field->flags & FIELD_LIST
		   ? cell_read_items(&reader, field, &cell, value)
		   : cell_read(&reader, field, &cell, value);
}

/* Where a value of FIELD would stand; a message about its lack points there. */
static bool refuse_missing(struct row_reader *reader, size_t field,
    const struct table_value *value, const char *what)
{
	const struct table *table = reader->table;
	const struct field_binding *binding = binding_of(reader, field);
	struct str column =
	    binding->count
		? table->match.header.columns[binding->columns[0]].raw
		: str_from(table->match.profile->target->fields[field].name);
	return row_refuse(reader,
	    value->line ? value->line : reader->record->line,
	    value->line ? value->column : 1, "missing",
	    "expected %s in column \"" STR_FMT
	    "\", found nothing; fix: fill the cell in",
	    what, STR_ARG(str_slice(column, 0, 80)));
}

static bool check_required(
    struct row_reader *reader, const struct table_value *values)
{
	const struct table_target *target =
	    reader->table->match.profile->target;
	bool wants_person = false;
	bool has_person = false;
	size_t person = 0;
	for (size_t i = 0; i < target->field_count; i++) {
		unsigned flags = target->fields[i].flags;
		if ((flags & FIELD_REQUIRED) && !values[i].known)
			return refuse_missing(reader, i, &values[i],
			    field_type_name(target->fields[i].type));
		if (!(flags & FIELD_PERSON))
			continue;
		if (!wants_person || !reader->table->match.fields[person].count)
			person = i;
		wants_person = true;
		has_person = has_person || values[i].known;
	}
	return !wants_person || has_person ||
	       refuse_missing(reader, person, &values[person],
		   "a person (name, e-mail or login)");
}

/* What the grammar could not make a record of. */
static bool check_fault(struct row_reader *reader)
{
	int64_t line = reader->record->line;
	switch (reader->record->fault) {
	case CSV_SOUND:
		return true;
	case CSV_OPEN_QUOTE:
		return row_refuse(reader, line, 1, "open-quote",
		    "expected a closing quote, found none; fix: close the "
		    "quote that opens on this line, or double it");
	case CSV_GAVE_UP:
		return row_refuse(reader, line, 1, "gave-up",
		    "expected closing quotes, found too many that are never "
		    "closed: the rest of the file is left out; fix: look "
		    "how the file was written");
	case CSV_TOO_LONG:
		return row_refuse(reader, line, 1, "long-line",
		    "expected a line of at most %d bytes, found a longer "
		    "one; fix: look whether the file is a table",
		    CSV_RECORD_LIMIT);
	case CSV_NO_OBJECT:
		return row_refuse(reader, line, reader->record->cells[0].column,
		    "no-object",
		    "expected an object as a record, found something else; "
		    "fix: look how the file was written");
	case CSV_TOO_WIDE:
		return row_refuse(reader, line, 1, "wide-row",
		    "expected at most %d cells, found more; fix: look "
		    "whether the file is a table",
		    CSV_CELLS_LIMIT);
	}
	return false;
}

/* Cells beyond the header that hold something. */
static bool check_width(struct row_reader *reader)
{
	const struct csv_record *record = reader->record;
	size_t width = reader->table->match.header.count;
	for (size_t i = width; i < record->count; i++)
		if (record->cells[i].text.len)
			return row_refuse(reader, record->cells[i].line,
			    record->cells[i].column, "wide-row",
			    "expected %zu cell%s as in the header, found "
			    "%zu; fix: put quotes around cells that hold the "
			    "separator",
			    width, width == 1 ? "" : "s", record->count);
	return true;
}

static bool is_blank(const struct csv_record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (str_trim(record->cells[i].text).len)
			return false;
	return true;
}

static bool is_header_again(
    const struct table *table, const struct csv_record *record)
{
	const struct header *header = &table->match.header;
	if (record->count < header->count ||
	    header->first_row != header->last_row)
		return false;
	for (size_t i = 0; i < header->count; i++)
		if (!str_equal(record->cells[i].text, header->columns[i].raw))
			return false;
	return true;
}

/* A row that begins with such a word and lacks what a record needs. */
static bool begins_as_totals(const struct csv_record *record)
{
	static const char *const words[] = { "total", "totals", "grand total",
		"sum", "subtotal", "average", "summe", "gesamt", "gesamtsumme",
		"totale", "total general", "totaal" };
	size_t first = 0;
	while (first < record->count && !record->cells[first].text.len)
		first++;
	if (first == record->count)
		return false;
	struct str text = str_trim(record->cells[first].text);
	if (str_ends(text, STR(":")))
		text.len--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal_nocase(text, str_from(words[i])))
			return true;
	return false;
}

/* "*done", "done*", "*done*" and "done" */
static bool fits(struct str text, struct str pattern)
{
	bool open_start = str_starts(pattern, STR("*"));
	bool open_end = pattern.len > 1 && str_ends(pattern, STR("*"));
	pattern = str_slice(pattern, open_start, pattern.len - open_end);
	if (open_start && open_end)
		return str_contains(text, pattern);
	return open_start ? str_ends(text, pattern)
	       : open_end ? str_starts(text, pattern)
			  : str_equal(text, pattern);
}

/* Whether a line "only" of the profile leaves the row out. */
static bool is_other(const struct table *table, const struct csv_record *record,
    struct arena *scratch)
{
	const struct profile *profile = table->match.profile;
	for (size_t i = 0; !record->fault && i < profile->only.count; i++) {
		const struct profile_only *only = &profile->only.items[i];
		size_t at = table->match.only[i];
		struct str text =
		    at < record->count
			? header_normalise(scratch, record->cells[at].text)
			: STR("");
		bool any = false;
		for (size_t j = 0; !any && j < only->values.count; j++)
			any = fits(text, only->values.items[j]);
		if (!any)
			return true;
	}
	return false;
}

/* What the rows of TABLE are before a field of them is read. */
static enum row_kind kind_of(const struct table *table,
    const struct csv_record *record, struct arena *scratch)
{
	if (is_blank(record))
		return ROW_BLANK;
	if (table->layout.kind != LAYOUT_JSON && is_header_again(table, record))
		return ROW_HEADER;
	return is_other(table, record, scratch) ? ROW_OTHER : ROW_DATA;
}

static bool read_fields(struct row_reader *reader, struct table_value *values)
{
	const struct table *table = reader->table;
	bool fine = check_fault(reader) && check_width(reader);
	for (size_t i = 0; i < table->filled_count; i++)
		values[table->filled[i]] =
		    (struct table_value){ .number = UNKNOWN };
	for (size_t i = 0; fine && i < table->filled_count; i++)
		fine = read_field(
		    reader, table->filled[i], &values[table->filled[i]]);
	return fine && check_required(reader, values);
}

struct table_value *table_values(const struct table *table, struct arena *keep)
{
	size_t count = table->match.profile->target->field_count;
	struct table_value *values =
	    arena_array(keep, count, sizeof(struct table_value));
	for (size_t i = 0; i < count; i++)
		values[i].number = UNKNOWN;
	return values;
}

size_t table_parts(const struct table *table)
{
	return table->match.part_count ? table->match.part_count : 1;
}

bool table_row_goes_on(
    const struct row_result *result, const struct csv_record *record)
{
	return !record->fault &&
	       (result->kind == ROW_DATA || result->kind == ROW_NO_VALUE ||
		   result->kind == ROW_BAD);
}

/* What a row is whose fields could not be read. */
static enum row_kind kind_of_bad(
    const struct table *table, const struct csv_record *record)
{
	return table->layout.kind != LAYOUT_JSON && !record->fault &&
		       begins_as_totals(record)
		   ? ROW_TOTALS
		   : ROW_BAD;
}

bool table_read_row(struct row_result *result, struct table *table,
    const struct csv_record *record, size_t part, struct arena *scratch,
    struct error *err)
{
	struct row_reader reader = { table, record, &result->problem, scratch,
		part, false };
	result->kind = kind_of(table, record, scratch);
	if (result->kind != ROW_DATA)
		return true;
	bool fine = read_fields(&reader, result->values);
	if (reader.asks) {
		reader.asks = false;
		if (!table_settle(table, err))
			return false;
		fine = read_fields(&reader, result->values);
	}
	if (!fine)
		result->kind = kind_of_bad(table, record);
	else if (table->match.part_count &&
		 !result->values[table->match.profile->unpivot.value].known)
		result->kind = ROW_NO_VALUE;
	return true;
}
