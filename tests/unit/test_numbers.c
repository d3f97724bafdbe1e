/* Printed numbers: what is one in a text, and that each of a report agrees with
 * the cell that it names. */
#include "tests/unit/measure_world.h"

#include <math.h>

#include "render/number_token.h"
#include "render/report.h"

static void is(const struct number_forms *forms, const char *text,
    enum number_kind kind, const char *printed, double reads, int decimals)
{
	struct number_token token;
	size_t at = 0;
	assert_true(number_token_next(&token, str_from(text), &at, forms));
	assert_int_equal(token.kind, kind);
	assert_true(str_equal_z(token.printed, printed));
	if (kind != NUMBER_FIGURE)
		return;
	assert_true(fabs(token.reads - reads) < 1e-9);
	assert_int_equal(token.decimals, decimals);
}

static void english_numbers_are_read(void **state)
{
	(void)state;
	is(NULL, "of 12,344 lines.", NUMBER_FIGURE, "12,344", 12344, 0);
	is(NULL, "(94%)", NUMBER_FIGURE, "94%", 94, 0);
	is(NULL, "<1%", NUMBER_FIGURE, "1%", 1, 0);
	is(NULL, "\xe2\x88\x92\x34 points", NUMBER_FIGURE, "\xe2\x88\x92\x34",
	    -4, 0);
	is(NULL, "+0.25.", NUMBER_FIGURE, "+0.25", 0.25, 2);
	is(NULL, "48/53", NUMBER_FIGURE, "48", 48, 0);
	is(NULL, "1.04\xc3\x97", NUMBER_FIGURE, "1.04", 1.04, 2);
	is(NULL, "30 Sep 2026", NUMBER_DATE, "30", 0, 0);
	is(NULL, "by 2026-10-01", NUMBER_DATE, "2026", 0, 0);
	is(NULL, "CWE-79", NUMBER_NAME, "79", 0, 0);
	is(NULL, "3rd", NUMBER_NAME, "3", 0, 0);
	is(NULL, "version 1.2.3", NUMBER_DATE, "1.2.3", 0, 0);
}

static void numbers_of_a_language_are_read(void **state)
{
	struct number_forms forms = { .decimal = STR(","),
		.thousands = STR("."),
		.percent = STR("\xc2\xa0%"),
		.quarter = STR("{q}. Quartal {y}") };
	(void)state;
	forms.months[8] = STR("September");
	is(&forms, "12.344 Zeilen", NUMBER_FIGURE, "12.344", 12344, 0);
	is(&forms, "1,04", NUMBER_FIGURE, "1,04", 1.04, 2);
	is(&forms, "94\xc2\xa0% davon", NUMBER_FIGURE, "94\xc2\xa0%", 94, 0);
	is(&forms, "30. September", NUMBER_DATE, "30", 0, 0);
	is(&forms, "30.09.2026", NUMBER_DATE, "30.09.2026", 0, 0);
	is(&forms, "3. Quartal 2026", NUMBER_DATE, "3", 0, 0);
}

static const struct table *table_of(const struct tables *tables, struct str id)
{
	for (size_t i = 0; i < tables->count; i++)
		if (str_equal(tables->items[i]->id, id))
			return tables->items[i];
	fail_msg("no table " STR_FMT, STR_ARG(id));
	return NULL;
}

/* What the table has at the row and column that the number names. */
static struct str value_at(
    const struct tables *tables, const struct printed_number *number)
{
	const struct table *table = table_of(tables, number->table);
	for (size_t i = 1; i <= table->column_count; i++)
		if (table_is_filed(&table->columns[i - 1]) &&
		    str_equal(table->columns[i - 1].name, number->column))
			return table_raw(table_at(table, number->row, i));
	fail_msg("no column " STR_FMT, STR_ARG(number->column));
	return STR("");
}

static void numbers_agree_with_their_cells(void **state)
{
	struct world world;
	struct report report;
	struct printed_numbers numbers;
	struct report_request request = { .program = STR("assay test"),
		.as_of = UNKNOWN };
	size_t traced = 0;
	size_t figures = 0;
	(void)state;
	open_world(&world);
	request.engine = world.engine;
	if (!report_build(&report, &request, world.keep, &world.err))
		stop_at(&world.err);
	numbers_list(&numbers, report.root, report.tables, NULL, world.keep);
	for (size_t i = 0; i < numbers.count; i++) {
		const struct printed_number *at = &numbers.items[i];
		double value;
		figures += at->kind == NUMBER_FIGURE;
		if (at->kind != NUMBER_FIGURE || !at->column.len)
			continue;
		traced++;
		assert_true(str_equal(value_at(report.tables, at), at->value));
		if (str_to_double(at->value, &value) && at->scale > 0)
			assert_true(number_agrees(at, value));
	}
	/* nearly all stand in tables */
	assert_true(figures > 500);
	assert_true(traced * 100 > figures * 85);
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english_numbers_are_read),
		cmocka_unit_test(numbers_of_a_language_are_read),
		cmocka_unit_test(numbers_agree_with_their_cells),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
