/* A second reading of the table that keeps no row: per column three samples,
 * how many cells are filled, and the range of dates and numbers. */
#include "importers/table/preview.h"

#include <stdio.h>

#include "base/date.h"
#include "base/utf8.h"
#include "importers/secret/secret.h"

enum { SAMPLE_LENGTH = 40 };

struct look {
	struct preview *preview;
	struct row_result row;
	const struct secret_rules *secrets;
	struct arena *keep;
	struct arena *scratch;
};

static void add_sample(
    struct preview_column *column, struct str text, const struct look *look)
{
	struct arena *keep = look->keep;
	if (column->sample_count == PREVIEW_SAMPLES || column->secret)
		return;
	text = secret_hide(look->secrets, look->scratch, text);
	struct str sample =
	    utf8_printable(keep, str_slice(text, 0, SAMPLE_LENGTH));
	for (size_t i = 0; i < column->sample_count; i++)
		if (str_equal(column->samples[i], sample))
			return;
	column->samples[column->sample_count++] = arena_str(keep, sample);
}

static void add_range(struct preview_column *column, int64_t value)
{
	if (value == UNKNOWN)
		return;
	if (column->low == UNKNOWN || value < column->low)
		column->low = value;
	if (column->high == UNKNOWN || value > column->high)
		column->high = value;
}

static void look_at_cell(
    struct look *look, const struct csv_record *record, size_t at)
{
	struct preview_column *column = &look->preview->columns[at];
	const struct table *table = &look->preview->table;
	struct table_value value;
	struct row_problem problem;
	struct str text =
	    at < record->count ? str_trim(record->cells[at].text) : STR("");
	if (table->match.profile)
		text = table_clean_text(table, text, look->scratch);
	if (text.len == 0) {
		column->empty++;
		return;
	}
	column->filled++;
	add_sample(column, text, look);
	if (!column->field)
		return;
	if (!table_read_cell(
		table, record, at, &value, &problem, look->scratch))
		column->wrong++;
	else
		add_range(column, value.number);
}

static bool count_parts(
    struct look *look, const struct csv_record *record, struct error *err)
{
	struct preview *preview = look->preview;
	bool goes_on = true;
	for (size_t i = 0; goes_on && i < table_parts(&preview->table); i++) {
		if (!table_read_row(&look->row, &preview->table, record, i,
			look->scratch, err))
			return false;
		enum row_kind kind = look->row.kind;
		preview->rows++;
		preview->data += kind == ROW_DATA;
		preview->rejected += kind == ROW_BAD;
		preview->empty += kind != ROW_DATA && kind != ROW_BAD;
		goes_on = table_row_goes_on(&look->row, record);
	}
	return true;
}

static bool look_at_record(const struct csv_record *record, int64_t bytes_read,
    void *user, struct error *err)
{
	struct look *look = user;
	struct preview *preview = look->preview;
	(void)bytes_read;
	arena_reset(look->scratch);
	preview->rows += !preview->profile;
	if (preview->profile) {
		if (!count_parts(look, record, err))
			return false;
		if (!table_row_goes_on(&look->row, record) && !record->fault)
			return true;
	}
	for (size_t i = 0; i < preview->column_count; i++)
		look_at_cell(look, record, i);
	return true;
}

enum { HEADER_SHOWN = 200 }; /* bytes of a name */

static struct preview_column describe_column(
    const struct table *table, size_t at)
{
	const struct match *match = &table->match;
	const struct column *column = &match->header.columns[at];
	struct preview_column result = {
		.header = str_slice(column->raw, 0, HEADER_SHOWN),
		.unit = "",
		.date_order = "",
		.secret = column->secret,
		.low = UNKNOWN,
		.high = UNKNOWN,
	};
	if (!match->profile)
		return result;
	size_t field = match->field_of[at];
	result.ignored = match->ignored[at];
	result.secret = column->secret && field == NO_FIELD && !result.ignored;
	if (field == NO_FIELD)
		return result;
	result.field = match->profile->target->fields[field].name;
	result.type = match->profile->target->fields[field].type;
	result.unit = unit_mark(match->fields[field].unit);
	if (result.type == FIELD_TIME && table->readings)
		result.date_order =
		    date_order_name(table->readings[at].date.order);
	return result;
}

bool preview_table(struct preview *preview, const struct input *input,
    struct arena *keep, struct error *err)
{
	*preview = (struct preview){ 0 };
	struct table *table = &preview->table;
	struct error problem;
	bool opened = table_open(table, input, STR_NONE, keep, err) &&
		      table_settle(table, err);
	const struct match *match = &table->match;
	if (opened) {
		preview->profile = match->profile;
		preview->why = match->why;
	}
	preview->column_count = match->header.count;
	preview->columns =
	    arena_array(keep, preview->column_count, sizeof *preview->columns);
	for (size_t i = 0; i < preview->column_count; i++)
		preview->columns[i] = describe_column(table, i);
	struct secret_rules *secrets;
	if (!match->header.count)
		return opened;
	if (!secret_rules_read(&secrets, input->folders, keep, err))
		return false;
	struct look look = { .preview = preview,
		.secrets = secrets,
		.keep = keep,
		.scratch = arena_new() };
	if (opened)
		look.row.values = table_values(table, keep);
	else
		for (size_t i = 0; i < preview->column_count; i++)
			preview->columns[i].field = NULL;
	bool read = table_each_record(
	    table, look_at_record, &look, opened ? err : &problem);
	arena_free(look.scratch);
	return opened && read;
}

static const char *separator_name(char separator)
{
	switch (separator) {
	case ',':
		return "comma";
	case ';':
		return "semicolon";
	case '\t':
		return "tab";
	case '|':
		return "bar";
	default:
		return "as its first line says";
	}
}

/* Millionths as a decimal without zeros at its end. */
static void write_number(struct buf *out, int64_t value_e6)
{
	uint64_t size =
	    value_e6 < 0 ? 0 - (uint64_t)value_e6 : (uint64_t)value_e6;
	char part[8];
	int len =
	    snprintf(part, sizeof part, "%06u", (unsigned)(size % 1000000));
	while (len && part[len - 1] == '0')
		len--;
	buf_printf(out, "%s%llu%s%.*s", value_e6 < 0 ? "-" : "",
	    (unsigned long long)(size / 1000000), len ? "." : "", len, part);
}

static void write_bound(struct buf *out, enum field_type type, int64_t value)
{
	struct arena *scratch = arena_new();
	switch (type) {
	case FIELD_TIME:
		buf_add(out, date_iso_time(scratch, value));
		break;
	case FIELD_NUMBER:
		write_number(out, value);
		break;
	case FIELD_PERCENT:
		write_number(out, value);
		buf_add_z(out, " %");
		break;
	case FIELD_DURATION:
		write_number(out, value);
		buf_add_z(out, " s");
		break;
	case FIELD_INTEGER:
	case FIELD_BOOL:
	case FIELD_TEXT:
	case FIELD_EMAIL:
	case FIELD_WORD:
	case FIELD_TYPES:
		buf_printf(out, "%lld", (long long)value);
		break;
	}
	arena_free(scratch);
}

static void write_figures(struct buf *out, const struct preview_column *column)
{
	buf_printf(out, "      filled %lld, empty %lld",
	    (long long)column->filled, (long long)column->empty);
	if (column->wrong)
		buf_printf(out, ", wrong %lld", (long long)column->wrong);
	if (column->low != UNKNOWN) {
		buf_add_z(out, "; from ");
		write_bound(out, column->type, column->low);
		buf_add_z(out, " to ");
		write_bound(out, column->type, column->high);
	}
	buf_add_char(out, '\n');
}

static void write_samples(struct buf *out, const struct preview_column *column)
{
	for (size_t i = 0; i < column->sample_count; i++)
		buf_printf(out, "%s\"" STR_FMT "\"", i ? ", " : "      ",
		    STR_ARG(column->samples[i]));
	if (column->sample_count)
		buf_add_char(out, '\n');
}

static void write_mapped(
    struct buf *out, const struct preview_column *column, struct arena *scratch)
{
	buf_printf(out, "    \"" STR_FMT "\" -> %s",
	    STR_ARG(utf8_printable(scratch, column->header)), column->field);
	if (column->unit[0])
		buf_printf(out, " in %s", column->unit);
	if (column->date_order[0])
		buf_printf(out, ", order %s", column->date_order);
	buf_add_char(out, '\n');
	write_samples(out, column);
	write_figures(out, column);
}

static void write_columns(struct buf *out, const struct preview *preview)
{
	struct arena *scratch = arena_new();
	if (preview->profile)
		buf_add_z(out, "  columns\n");
	for (size_t i = 0; i < preview->column_count; i++)
		if (preview->columns[i].field)
			write_mapped(out, &preview->columns[i], scratch);
	buf_add_z(out, "  not mapped\n");
	for (size_t i = 0; i < preview->column_count; i++) {
		const struct preview_column *column = &preview->columns[i];
		if (column->field)
			continue;
		buf_printf(out, "    \"" STR_FMT "\"%s\n",
		    STR_ARG(utf8_printable(scratch, column->header)),
		    column->secret    ? " (named as a secret, not read)"
		    : column->ignored ? " (known, of no use here)"
				      : "");
		if (!column->ignored)
			write_samples(out, column);
	}
	arena_free(scratch);
}

static void write_profile_line(struct buf *out, const struct preview *preview)
{
	const struct profile *profile = preview->profile;
	if (!profile) {
		buf_add_z(out, "  profile    none\n");
		return;
	}
	buf_printf(out,
	    "  profile    " STR_FMT "@" STR_FMT " (" STR_FMT "), by %s\n"
	    "  from       " STR_FMT ", checked " STR_FMT "\n"
	    "  becomes    %s: %s\n"
	    "  rows       %lld = %lld to import + %lld rejected + %lld "
	    "empty\n",
	    STR_ARG(profile->name), STR_ARG(profile->version),
	    STR_ARG(profile->title),
	    preview->why[0] == 'n' ? "name" : "its header",
	    STR_ARG(profile->source), STR_ARG(profile->checked),
	    profile->target->name, profile->target->title,
	    (long long)preview->rows, (long long)preview->data,
	    (long long)preview->rejected, (long long)preview->empty);
}

void preview_write(struct buf *out, const struct preview *preview)
{
	const struct layout *layout = &preview->table.layout;
	struct arena *scratch = arena_new();
	if (layout->kind == LAYOUT_SHEET)
		buf_printf(out, "  sheet      " STR_FMT "\n",
		    STR_ARG(utf8_printable(scratch, layout->sheet->name)));
	else if (layout->kind == LAYOUT_JSON)
		buf_printf(
		    out, "  records    at " STR_FMT "\n", STR_ARG(layout->way));
	else
		buf_printf(out,
		    "  encoding   %s\n  separator  %s\n  quotes     \"\n",
		    encoding_name(layout->encoding),
		    separator_name(layout->separator));
	arena_free(scratch);
	if (layout->kind != LAYOUT_JSON)
		buf_printf(out, "  header     line %lld\n",
		    (long long)preview->table.match.header.line);
	write_profile_line(out, preview);
	write_columns(out, preview);
}
