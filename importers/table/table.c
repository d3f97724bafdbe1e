/* Opening a table takes a look at the start of the file for the layout and the
 * profile (find.c). A look at all of it, for what only a whole column can say
 * (column_reading.c), is put off until a cell asks for it: most tables have
 * nothing but plain cells (plain.h), and those read the same whatever their
 * column says. Then its records come one after another. */
#include "importers/table/table.h"

#include <string.h>

#include "importers/table/column_reading.h"
#include "importers/table/find.h"
#include "importers/table/not_read.h"
#include "importers/table/plain.h"
#include "importers/table/reject_file.h"

bool table_in_file(struct error *err, struct str file)
{
	if (err->file[0] == '\0') {
		size_t len = file.len < sizeof err->file - 1
				 ? file.len
				 : sizeof err->file - 1;
		memcpy(err->file, len ? file.ptr : "", len);
		err->file[len] = '\0';
	}
	return false;
}

/* The records behind the header. */
struct body {
	size_t left; /* rows up to the header */
	record_fn use;
	void *user;
};

static bool pass_header(const struct csv_record *record, int64_t bytes_read,
    void *user, struct error *err)
{
	struct body *body = user;
	if (body->left) {
		body->left--;
		return true;
	}
	return body->use(record, bytes_read, body->user, err);
}

static bool each_row(
    const struct table *table, record_fn use, void *user, struct error *err)
{
	struct body body = { table->match.header.last_row + 1, use, user };
	return sheet_each_row(table->layout.workbook, table->layout.sheet,
		   pass_header, &body, err) ||
	       table_in_file(err, table->shown);
}

struct json_file table_json_file(const struct table *table)
{
	return (struct json_file){ table->path, table->memory, table->shown };
}

bool table_each_record(
    const struct table *table, record_fn use, void *user, struct error *err)
{
	if (table->layout.kind == LAYOUT_SHEET)
		return each_row(table, use, user, err);
	if (table->layout.kind == LAYOUT_JSON) {
		struct json_file file = table_json_file(table);
		return json_rows_each(&file, table->layout.way,
			   &table->layout.columns, use, user, err) ||
		       table_in_file(err, table->shown);
	}
	struct text_stream *stream = NULL;
	if (!text_open(&stream, table->path, table->memory,
		table->layout.encoding, err))
		return false;
	struct arena *keep = arena_new();
	struct csv_reader *reader = csv_reader_open(stream,
	    table->layout.separator, table->layout.separator_line, true, keep);
	bool done = true;
	bool end = false;
	for (size_t n = 0; done; n++) {
		struct csv_record record;
		done = csv_reader_next(reader, &record, &end, err) ||
		       table_in_file(err, table->shown);
		if (!done || end)
			break;
		if (n > table->match.header.last_row)
			done = use(&record, text_bytes_read(stream), user, err);
	}
	csv_reader_close(reader);
	arena_free(keep);
	text_close(stream);
	return done;
}

/* The zone of the organisation, for a profile that says none. */
static void take_zone(
    struct table *table, const struct input *input, struct arena *keep)
{
	const struct profile *known = table->match.profile;
	struct profile *profile;
	if (known->has_zone || input->zone_seconds == 0)
		return;
	profile = ARENA_NEW(keep, struct profile);
	*profile = *known;
	profile->reading.zone_seconds = input->zone_seconds;
	table->match.profile = profile;
}

/* The order that the user gave stands over that of the profile. */
static bool take_date_order(struct table *table, const struct input *input,
    struct arena *keep, struct error *err)
{
	if (input->date_order.len == 0)
		return true;
	struct profile *profile = ARENA_NEW(keep, struct profile);
	*profile = *table->match.profile;
	profile->reading.order = date_order_from(input->date_order);
	table->match.profile = profile;
	if (profile->reading.order != DATE_ORDER_NONE)
		return true;
	error_set(err, ERROR_USAGE,
	    "expected a date order, found \"" STR_FMT "\"",
	    STR_ARG(input->date_order));
	return error_fix(err, "say DMY, MDY or YMD");
}

/* The columns of all records, once it is known what they are. */
static bool settle_json(
    struct table *table, struct arena *keep, struct error *err)
{
	const struct json_file file = table_json_file(table);
	const struct profile *profile = table->match.profile;
	struct profile_list none = { 0 };
	return (layout_of_json(&table->layout, &file, table->layout.way, false,
		    keep, err) &&
		   match_find(&table->match, &table->layout, &none, profile,
		       table->shown, keep, err)) ||
	       table_in_file(err, table->shown);
}

/* A table whose last columns are those that a file of rejects has. */
static void find_rejects(struct table *table)
{
	const struct header *header = &table->match.header;
	size_t first = header->count - REJECT_COLUMNS;
	table->is_mended = header->count > REJECT_COLUMNS;
	for (size_t i = 0; table->is_mended && i < REJECT_COLUMNS; i++)
		table->is_mended = str_equal_z(
		    header->columns[first + i].raw, reject_columns[i]);
	for (size_t i = 0; table->is_mended && i < REJECT_COLUMNS; i++)
		table->match.ignored[first + i] = true;
}

static bool starts_as_json(const struct table *table, const struct input *input)
{
	struct str path = table->path;
	return !str_ends(path, STR(".csv")) && !str_ends(path, STR(".tsv")) &&
	       json_rows_is(table->memory.ptr ? table->memory : input->head);
}

static bool starts_as_workbook(
    const struct table *table, const struct input *input)
{
	return workbook_is(table->memory.ptr ? table->memory : input->head);
}

bool table_find(struct table *table, const struct input *input,
    struct str memory, struct arena *keep, struct error *err)
{
	struct profile_list list;
	const struct profile *wanted = NULL;
	*table = (struct table){
		.path = input->path,
		.memory = memory,
		.shown = input->shown.len ? input->shown : input->path,
		.sheet = input->sheet,
		.size_bytes = input->size_bytes,
	};
	if (!profile_load_all(&list, input->folders, keep, err))
		return false;
	if (input->profile.len &&
	    !profile_find(&wanted, &list, input->profile, keep, err))
		return false;
	if (!(starts_as_workbook(table, input) ? find_sheet
		: starts_as_json(table, input)
		    ? find_json
		    : find_text)(table, &list, wanted, keep, err)) {
		table->not_read = !wanted && !table->match.found &&
				  table_is_not_read(&table->match.header,
				      input->folders, table->shown, keep, err);
		return false;
	}
	find_rejects(table);
	take_zone(table, input, keep);
	return take_date_order(table, input, keep, err);
}

bool table_open(struct table *table, const struct input *input,
    struct str memory, struct arena *keep, struct error *err)
{
	if (!table_find(table, input, memory, keep, err))
		return false;
	if (table->layout.kind == LAYOUT_JSON && !settle_json(table, keep, err))
		return false;
	table->readings = arena_array(
	    keep, table->match.header.count, sizeof *table->readings);
	plain_prepare(table, keep);
	for (size_t i = 0; i < table->match.header.count; i++)
		table->readings[i] = column_reading_of(table);
	return !column_readings_wanted(table) || table_settle(table, err);
}

bool table_settle(struct table *table, struct error *err)
{
	if (!table->is_settled && !column_readings_settle(table, err))
		return false;
	table->is_settled = true;
	return true;
}
