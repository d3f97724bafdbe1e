/* Opening a table takes two looks at the file: at its start for the layout
 * and the profile, and at all of it for what only a whole column can say: the
 * order of its dates, its decimal mark, whether percentages are shares. */
#include "importers/table/table.h"

#include <string.h>

#include "base/vec.h"
#include "importers/table/not_read.h"

static bool in_file(struct error *err, struct str file)
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
	       in_file(err, table->shown);
}

static struct json_file json_file_of(const struct table *table)
{
	return (struct json_file){ table->path, table->memory, table->shown };
}

bool table_each_record(
    const struct table *table, record_fn use, void *user, struct error *err)
{
	if (table->layout.kind == LAYOUT_SHEET)
		return each_row(table, use, user, err);
	if (table->layout.kind == LAYOUT_JSON) {
		struct json_file file = json_file_of(table);
		return json_rows_each(&file, table->layout.way,
			   &table->layout.columns, use, user, err) ||
		       in_file(err, table->shown);
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
		       in_file(err, table->shown);
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

/* What the cells of one column show. */
struct column_survey {
	struct date_evidence dates;
	int64_t points; /* values with a decimal point */
	int64_t commas;
	int64_t largest_e6;
	bool has_number;
};

struct survey {
	const struct table *table;
	struct column_survey *columns;
	struct arena *scratch;
};

static const struct table_field *field_of(
    const struct table *table, size_t column)
{
	size_t field = table->match.field_of[column];
	return field == NO_FIELD ? NULL
				 : &table->match.profile->target->fields[field];
}

static void survey_number(struct column_survey *survey, struct str text,
    enum cell_kind kind, enum field_type type)
{
	int64_t value;
	char mark = kind == CELL_TEXT ? number_evidence(text) : '\0';
	survey->points += mark == '.';
	survey->commas += mark == ',';
	if (type != FIELD_PERCENT || number_read(&value, text, ','))
		return;
	if (number_read(&value, text, '.') == READING_FINE &&
	    (!survey->has_number || value > survey->largest_e6))
		survey->largest_e6 = value;
	survey->has_number = true;
}

static void survey_cell(struct column_survey *survey, struct str text,
    const struct csv_cell *cell, enum field_type type)
{
	switch (type) {
	case FIELD_TIME:
		if (cell->kind == CELL_ERROR)
			return;
		date_survey(&survey->dates, text, cell->line, cell->column);
		return;
	case FIELD_NUMBER:
	case FIELD_INTEGER:
	case FIELD_PERCENT:
	case FIELD_DURATION:
		survey_number(survey, text, cell->kind, type);
		return;
	case FIELD_TEXT:
	case FIELD_EMAIL:
	case FIELD_BOOL:
	case FIELD_WORD:
	case FIELD_TYPES:
		return;
	}
}

static bool survey_record(const struct csv_record *record, int64_t bytes_read,
    void *user, struct error *err)
{
	struct survey *survey = user;
	(void)bytes_read;
	(void)err;
	arena_reset(survey->scratch);
	if (record->fault)
		return true;
	for (size_t i = 0;
	     i < record->count && i < survey->table->match.header.count; i++) {
		const struct table_field *field = field_of(survey->table, i);
		struct str text =
		    field ? table_cell_text(survey->table,
				record->cells[i].text, survey->scratch)
			  : STR_NONE;
		if (text.len)
			survey_cell(&survey->columns[i], text,
			    &record->cells[i], field->type);
	}
	return true;
}

static bool settle_dates(struct column_reading *reading,
    const struct date_evidence *dates, const struct table *table, size_t column,
    struct error *err)
{
	reading->serials = dates->serials > 0;
	if (reading->date.order != DATE_ORDER_NONE)
		return true;
	reading->mixed_dates = dates->day_first && dates->month_first;
	if (reading->mixed_dates)
		return true;
	if (dates->day_first)
		reading->date.order = DATE_ORDER_DMY;
	else if (dates->month_first)
		reading->date.order = DATE_ORDER_MDY;
	else if (dates->open) {
		error_at(err,
		    (struct place){
			table->shown, dates->open_line, dates->open_column },
		    "expected dates whose order is clear, found column "
		    "\"" STR_FMT "\" in which no day is over 12",
		    STR_ARG(table->match.header.columns[column].raw));
		return error_fix(err,
		    "say the order: --date-order DMY or MDY, or a line "
		    "\"date-order DMY\" in a profile");
	}
	return true;
}

static bool settle_column(struct column_reading *reading,
    const struct column_survey *survey, const struct table *table,
    size_t column, struct error *err)
{
	if (!reading->decimal && survey->commas && !survey->points)
		reading->decimal = ',';
	else if (!reading->decimal && survey->points && !survey->commas)
		reading->decimal = '.';
	reading->share_doubt = survey->has_number && survey->largest_e6 > 0 &&
			       survey->largest_e6 <= 1000000;
	return settle_dates(reading, &survey->dates, table, column, err);
}

static bool survey_columns(
    struct table *table, struct arena *keep, struct error *err)
{
	const struct profile *profile = table->match.profile;
	size_t width = table->match.header.count;
	struct arena *scratch = arena_new();
	struct survey survey = {
		.table = table,
		.columns = arena_array(keep, width, sizeof *survey.columns),
		.scratch = scratch,
	};
	bool done = table_each_record(table, survey_record, &survey, err);
	for (size_t i = 0; done && i < width; i++) {
		table->readings[i].date = profile->reading;
		if (table->layout.workbook)
			table->readings[i].date.serial_1904 =
			    table->layout.workbook->base_1904;
		table->readings[i].decimal = profile->decimal;
		done = settle_column(
		    &table->readings[i], &survey.columns[i], table, i, err);
	}
	arena_free(scratch);
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

/* Finds layout and profile together: the separator by which the records agree
 * best is taken unless a header is known by another one only. */
static bool find_text(struct table *table, const struct profile_list *list,
    const struct profile *wanted, struct arena *keep, struct error *err)
{
	struct table other = *table;
	struct error ignored;
	if (!layout_detect(
		&table->layout, table->path, table->memory, 0, keep, err))
		return in_file(err, table->shown);
	if (match_find(&table->match, &table->layout, list, wanted,
		table->shown, keep, err))
		return true;
	if (table->match.found || table->layout.separator_line)
		return false;
	for (size_t i = 0; i < LAYOUT_SEPARATORS; i++) {
		if (layout_separators[i] != table->layout.separator &&
		    layout_detect(&other.layout, table->path, table->memory,
			layout_separators[i], keep, &ignored) &&
		    match_find(&other.match, &other.layout, list, wanted,
			table->shown, keep, &ignored)) {
			*table = other;
			return true;
		}
	}
	return false;
}

static bool report_sheets(
    const struct table *a, const struct table *b, struct error *err)
{
	error_at(err, (struct place){ .file = a->shown },
	    "expected one sheet with a known table, found \"" STR_FMT
	    "\" (" STR_FMT ") and \"" STR_FMT "\" (" STR_FMT ")",
	    STR_ARG(str_slice(a->layout.sheet->name, 0, 60)),
	    STR_ARG(a->match.profile->name),
	    STR_ARG(str_slice(b->layout.sheet->name, 0, 60)),
	    STR_ARG(b->match.profile->name));
	return error_fix(err, "save each sheet that is meant by itself");
}

/* The sheet that a profile knows. When there is none, the first that has
 * anything tells what was found. */
static bool find_sheet(struct table *table, const struct profile_list *list,
    const struct profile *wanted, struct arena *keep, struct error *err)
{
	struct workbook *workbook;
	struct table first = *table;
	bool known = false;
	if (!workbook_open(
		&workbook, table->path, table->memory, table->shown, keep, err))
		return in_file(err, table->shown);
	for (size_t i = 0; i < workbook->sheet_count; i++) {
		struct table next = *table;
		struct error why;
		if (workbook->sheets[i].hidden)
			continue;
		if (!layout_of_sheet(&next.layout, workbook,
			&workbook->sheets[i], keep, err))
			return in_file(err, table->shown);
		bool fits = match_find(&next.match, &next.layout, list, wanted,
		    table->shown, keep, &why);
		if (!fits && next.match.found) {
			*table = next;
			*err = why;
			return false;
		}
		if (fits && known)
			return report_sheets(&first, &next, err);
		if (!known && (fits || !first.match.header.count)) {
			first = next;
			*err = why;
		}
		known |= fits;
	}
	*table = first;
	return known ||
	       (table->layout.workbook
		       ? false
		       : error_at(err, (struct place){ .file = table->shown },
			     "expected a table, found a workbook whose "
			     "sheets are all hidden"));
}

/* ------------------------------------------------------------------- JSON --
 */

/* Where records stand when a profile does not say. */
static const char *const usual_ways[] = { "[]", ".", "data[]", "items[]",
	"results[]", "records[]", "rows[]", "value[]", "values[]",
	"elements[]" };
enum { USUAL_WAYS = sizeof usual_ways / sizeof *usual_ways };

/* The number N of the ways of PROFILE; none behind the last. */
static struct str way_of(const struct profile *profile, size_t n)
{
	if (profile->records.count)
		return n < profile->records.count ? profile->records.items[n]
						  : STR_NONE;
	return n < USUAL_WAYS ? str_from(usual_ways[n]) : STR_NONE;
}

static bool has_way(const struct profile *profile, struct str way)
{
	for (size_t i = 0; way_of(profile, i).len; i++)
		if (str_equal(way_of(profile, i), way))
			return true;
	return false;
}

/* The ways of all profiles that the file has, each once. */
static void list_ways(struct str_list *found, const struct profile_list *list,
    const struct str_list *ways, struct arena *keep)
{
	*found = (struct str_list){ 0 };
	for (size_t i = 0; i < list->count; i++)
		for (size_t n = 0; way_of(&list->items[i], n).len; n++) {
			struct str way = way_of(&list->items[i], n);
			bool known = !json_rows_leads(ways, way);
			for (size_t j = 0; !known && j < found->count; j++)
				known = str_equal(found->items[j], way);
			if (!known)
				VEC_PUSH(found, keep, way);
		}
}

static struct profile_list profiles_at(
    const struct profile_list *list, struct str way, struct arena *keep)
{
	struct profile_list at = { 0 };
	for (size_t i = 0; i < list->count; i++)
		if (has_way(&list->items[i], way))
			VEC_PUSH(&at, keep, list->items[i]);
	return at;
}

static bool report_ways(
    const struct table *a, const struct table *b, struct error *err)
{
	error_at(err, (struct place){ .file = a->shown },
	    "expected one profile that fits this file, found 2: " STR_FMT
	    " (records at \"" STR_FMT "\") and " STR_FMT
	    " (records at \"" STR_FMT "\")",
	    STR_ARG(a->match.profile->name), STR_ARG(a->layout.way),
	    STR_ARG(b->match.profile->name), STR_ARG(b->layout.way));
	return error_fix(err, "name the one that is meant as the profile");
}

/* Of two fits the one that is no fallback; a profile that fits at two ways is
 * taken at the first. */
static bool is_better(const struct table *next, const struct table *best)
{
	return best->match.profile->fallback && !next->match.profile->fallback;
}

static bool is_rival(const struct table *next, const struct table *best)
{
	return best->match.profile->fallback == next->match.profile->fallback &&
	       !str_equal(best->match.profile->name, next->match.profile->name);
}

/* What stands in a file that no profile knows: its first list. */
static bool tell_unknown(struct table *table, const struct str_list *ways,
    const struct profile_list *list, const struct profile *wanted,
    struct arena *keep, struct error *err)
{
	const struct json_file file = json_file_of(table);
	struct str way = ways->count ? ways->items[0] : STR(".");
	for (size_t i = 0; i < ways->count; i++)
		if (str_ends(ways->items[i], STR("[]"))) {
			way = ways->items[i];
			break;
		}
	if (!layout_of_json(&table->layout, &file, way, true, keep, err))
		return in_file(err, table->shown);
	return match_find(&table->match, &table->layout, list, wanted,
	    table->shown, keep, err);
}

static bool find_json(struct table *table, const struct profile_list *list,
    const struct profile *wanted, struct arena *keep, struct error *err)
{
	const struct json_file file = json_file_of(table);
	struct profile_list only = { 0 };
	struct str_list ways;
	struct str_list asked;
	struct table best = *table;
	if (wanted)
		VEC_PUSH(&only, keep, *wanted);
	json_rows_ways(&ways, &file, keep);
	list_ways(&asked, wanted ? &only : list, &ways, keep);
	for (size_t i = 0; i < asked.count; i++) {
		struct table next = *table;
		struct profile_list at =
		    profiles_at(wanted ? &only : list, asked.items[i], keep);
		if (!layout_of_json(
			&next.layout, &file, asked.items[i], true, keep, err))
			continue; /* broken: told by what is tried last */
		if (!match_find(&next.match, &next.layout, &at, wanted,
			table->shown, keep, err)) {
			if (next.match.found) {
				*table = next;
				return false;
			}
			continue;
		}
		if (best.match.found && is_rival(&next, &best)) {
			*table = best;
			table->match.found = 2;
			return report_ways(&best, &next, err);
		}
		if (!best.match.found || is_better(&next, &best))
			best = next;
	}
	*table = best;
	return best.match.found ||
	       tell_unknown(table, &ways, list, wanted, keep, err);
}

/* The columns of all records, once it is known what they are. */
static bool settle_json(
    struct table *table, struct arena *keep, struct error *err)
{
	const struct json_file file = json_file_of(table);
	const struct profile *profile = table->match.profile;
	struct profile_list none = { 0 };
	return (layout_of_json(&table->layout, &file, table->layout.way, false,
		    keep, err) &&
		   match_find(&table->match, &table->layout, &none, profile,
		       table->shown, keep, err)) ||
	       in_file(err, table->shown);
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
	return survey_columns(table, keep, err);
}
