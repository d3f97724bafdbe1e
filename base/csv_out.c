#include "base/csv_out.h"

#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

static void start_cell(struct csv_out *csv)
{
	if (csv->has_cell)
		buf_add_char(csv->out, ',');
	csv->has_cell = true;
}

static bool is_formula(struct str value)
{
	return value.len && value.ptr[0] && strchr("=+-@\t\r", value.ptr[0]);
}

static bool needs_quotes(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] && strchr(",\"\r\n", value.ptr[i]))
			return true;
	return value.len &&
	       (value.ptr[0] == ' ' || value.ptr[value.len - 1] == ' ');
}

void csv_text(struct csv_out *csv, struct str value)
{
	double number;
	uint32_t code;
	start_cell(csv);
	bool formula = is_formula(value) && !str_to_double(value, &number);
	bool quotes = formula || needs_quotes(value);
	if (quotes)
		buf_add_char(csv->out, '"');
	if (formula)
		buf_add_char(csv->out, '\'');
	while (utf8_next(&value, &code)) {
		char bytes[4];
		if (code == '"')
			buf_add_char(csv->out, '"');
		if (utf8_is_control(code))
			code = UTF8_REPLACEMENT;
		buf_add_bytes(csv->out, bytes, utf8_encode(code, bytes));
	}
	if (quotes)
		buf_add_char(csv->out, '"');
}

void csv_data(struct csv_out *csv, struct str value)
{
	uint32_t code;
	start_cell(csv);
	buf_add_char(csv->out, '"');
	while (utf8_next(&value, &code)) {
		char bytes[4];
		if (code == '"')
			buf_add_char(csv->out, '"');
		if (code == 0)
			code = UTF8_REPLACEMENT;
		buf_add_bytes(csv->out, bytes, utf8_encode(code, bytes));
	}
	buf_add_char(csv->out, '"');
}

void csv_int(struct csv_out *csv, int64_t value)
{
	start_cell(csv);
	buf_printf(csv->out, "%lld", (long long)value);
}

void csv_real(struct csv_out *csv, double value)
{
	char digits[NUMBER_SIZE];
	number_shortest(digits, value);
	csv_text(csv, str_from(digits));
}

void csv_empty(struct csv_out *csv)
{
	start_cell(csv);
}

void csv_end_row(struct csv_out *csv)
{
	buf_add_z(csv->out, "\r\n");
	csv->has_cell = false;
}
