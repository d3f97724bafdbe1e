/* Each cell that holds a number or a date is looked at for what it shows of its
 * column; then each column is settled by what its cells show taken together.
 * Plain cells show nothing. */
#include "importers/table/column_reading.h"

#include "importers/table/plain.h"

/* What the cells of one column show. */
struct column_survey {
	struct date_evidence dates;
	int64_t points; /* values with a decimal point */
	int64_t commas;
	int64_t largest_e6;
	bool has_number;
};

/* A column whose cells say something. */
struct surveyed {
	size_t column;
	enum field_type type;
};

struct survey {
	const struct table *table;
	struct column_survey *columns;
	struct surveyed *surveyed;
	size_t count;
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

/* Most cells: digits alone tell nothing of decimal marks, and nothing is open
 * about a day as ISO 8601 has it. */
static bool says_nothing(const struct csv_cell *cell, enum field_type type)
{
	int64_t ignored;
	if (!cell->is_clean || type == FIELD_PERCENT)
		return false;
	return cell->text.len == 0 ||
	       (type == FIELD_TIME ? date_read_iso_day(&ignored, cell->text)
				   : number_read_digits(&ignored, cell->text));
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
	for (size_t i = 0; i < survey->count; i++) {
		size_t column = survey->surveyed[i].column;
		if (column >= record->count)
			break;
		const struct csv_cell *cell = &record->cells[column];
		if (says_nothing(cell, survey->surveyed[i].type))
			continue;
		struct str text =
		    table_cell_text(survey->table, cell, survey->scratch);
		if (text.len)
			survey_cell(&survey->columns[column], text, cell,
			    survey->surveyed[i].type);
	}
	return true;
}

bool column_reading_concerns(enum field_type type)
{
	switch (type) {
	case FIELD_TIME:
	case FIELD_NUMBER:
	case FIELD_INTEGER:
	case FIELD_PERCENT:
	case FIELD_DURATION:
		return true;
	case FIELD_TEXT:
	case FIELD_EMAIL:
	case FIELD_BOOL:
	case FIELD_WORD:
	case FIELD_TYPES:
		break;
	}
	return false;
}

static void list_surveyed(struct survey *survey)
{
	for (size_t i = 0; i < survey->table->match.header.count; i++) {
		const struct table_field *field = field_of(survey->table, i);
		if (field && column_reading_concerns(field->type))
			survey->surveyed[survey->count++] =
			    (struct surveyed){ i, field->type };
	}
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

struct column_reading column_reading_of(const struct table *table)
{
	const struct profile *profile = table->match.profile;
	struct column_reading reading = { .date = profile->reading,
		.decimal = profile->decimal };
	if (table->layout.workbook)
		reading.date.serial_1904 = table->layout.workbook->base_1904;
	return reading;
}

bool column_readings_wanted(const struct table *table)
{
	for (size_t i = 0; i < table->match.header.count; i++) {
		const struct table_field *field = field_of(table, i);
		if (field && column_reading_concerns(field->type) &&
		    (table->layout.kind != LAYOUT_TEXT ||
			table->plain[table->match.field_of[i]] == PLAIN_NOT))
			return true;
	}
	return false;
}

bool column_readings_settle(struct table *table, struct error *err)
{
	size_t width = table->match.header.count;
	struct arena *keep = arena_new();
	struct arena *scratch = arena_new();
	struct survey survey = {
		.table = table,
		.columns = arena_array(keep, width, sizeof *survey.columns),
		.surveyed = arena_array(keep, width, sizeof *survey.surveyed),
		.scratch = scratch,
	};
	list_surveyed(&survey);
	bool done = table_each_record(table, survey_record, &survey, err);
	for (size_t i = 0; done && i < width; i++)
		done = settle_column(
		    &table->readings[i], &survey.columns[i], table, i, err);
	arena_free(scratch);
	arena_free(keep);
	return done;
}
