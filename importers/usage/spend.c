/* Target "spend": what an AI tool costs, an item of an invoice or of a budget a
 * row. An amount without a currency is not known and is rejected; amounts of
 * two currencies are never added. */
#include "base/date.h"
#include "importers/metrics/period_text.h"
#include "importers/usage/tools.h"

/* clang-format off */
#define FIELDS(F) \
	F(tool, TEXT, FIELD_REQUIRED, NULL, "the AI tool") \
	F(period, TEXT, 0, NULL, \
	    "what is paid for: 2026-09, 2026-Q3, 2026-07-01..2026-09-30") \
	F(from, TIME, 0, NULL, "its first day, when there is no period") \
	F(to, TIME, 0, NULL, "its last day, when there is no period") \
	F(amount, NUMBER, FIELD_REQUIRED, NULL, \
	    "the amount; below zero for a credit") \
	F(currency, TEXT, 0, NULL, "three letters: EUR, USD") \
	F(seats, INTEGER, 0, NULL, "seats that it pays for") \
	F(item, TEXT, 0, NULL, "invoice, or kind of cost") \
	F(scope, TEXT, 0, NULL, "organisation or licence")
/* clang-format on */

/* So that an amount times the days of a period stays in 64 bits. */
enum { DAYS_MAX = 3660 };
#define AMOUNT_MAX_E6 INT64_C(1000000000000000)

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static bool read_period(const struct table_row *row, struct time_range *range)
{
	const struct table_value *values = row->values;
	if (values[F_period].known) {
		if (!period_text_read(range, values[F_period].text))
			return false;
	} else {
		if (!values[F_from].known || !values[F_to].known)
			return false;
		range->from = date_day_start(values[F_from].number);
		range->to = date_day_start(values[F_to].number) + DAY_SECONDS;
	}
	return range->to > range->from &&
	       (range->to - range->from) / DAY_SECONDS <= DAYS_MAX;
}

/* "eur" is EUR; anything but three letters is none. */
static struct str read_currency(const struct table_row *row)
{
	struct str text = value_text(&row->values[F_currency], STR_NONE);
	char *upper;
	if (text.len != 3)
		return STR_NONE;
	upper = arena_z(row->scratch, text);
	for (size_t i = 0; i < 3; i++) {
		if (ascii_is_lower(upper[i]))
			upper[i] = (char)(upper[i] - 'a' + 'A');
		if (!ascii_is_upper(upper[i]))
			return STR_NONE;
	}
	return (struct str){ upper, 3 };
}

static bool check(const struct table_row *row, struct time_range *range,
    struct str *currency, enum row_end *end)
{
	const struct table_value *values = row->values;
	*currency = read_currency(row);
	if (!read_period(row, range)) {
		*end = row_reject(row,
		    values[F_period].known ? F_period : F_from, "bad-period",
		    "expected a period of at most ten years such as 2026-09 or "
		    "2026-Q3, found \"" STR_FMT
		    "\"; fix: write it so, or fill in from and to",
		    STR_ARG(str_slice(
			value_text(&values[F_period], STR("nothing")), 0, 60)));
		return false;
	}
	if (!currency->len) {
		*end = row_reject(row, F_currency, "no-currency",
		    "expected a currency of three letters beside the amount, "
		    "found \"" STR_FMT
		    "\"; fix: add a column, or a line \"constant currency "
		    "USD\" to a profile",
		    STR_ARG(str_slice(
			value_text(&values[F_currency], STR("nothing")), 0,
			60)));
		return false;
	}
	if (values[F_amount].number > AMOUNT_MAX_E6 ||
	    values[F_amount].number < -AMOUNT_MAX_E6) {
		*end = row_reject(row, F_amount, "out-of-range",
		    "expected an amount under a thousand million, found "
		    "\"" STR_FMT "\"; fix: look whether the unit is right",
		    STR_ARG(str_slice(values[F_amount].text, 0, 60)));
		return false;
	}
	if (values[F_seats].known && values[F_seats].number < 0) {
		*end = row_reject(row, F_seats, "out-of-range",
		    "expected a count, found \"" STR_FMT
		    "\"; fix: leave the cell empty if it is not known",
		    STR_ARG(str_slice(values[F_seats].text, 0, 60)));
		return false;
	}
	return true;
}

/* An item that comes again with another amount is another cost, not a newer
 * state of this one: added up or replaced, the sum would be wrong. */
static bool put(const struct table_row *row, const struct fact_spend *spend,
    enum row_end *end, struct error *err)
{
	enum put_end put;
	if (!import_put(row->import, FACT_KIND_spend, spend, &put, err))
		return false;
	*end = put == PUT_ADDED ? ROW_ACCEPTED : ROW_DUPLICATE;
	if (put == PUT_DIFFERS)
		*end = row_reject(row, F_amount, "conflict",
		    "expected one amount for a tool, period, currency and "
		    "item, found another, \"" STR_FMT
		    "\"; fix: tell the two apart in the column item",
		    STR_ARG(str_slice(row->values[F_amount].text, 0, 60)));
	return true;
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	struct fact_spend spend = {
		.scope = value_text(&values[F_scope], STR("")),
		.item = value_text(&values[F_item], STR("")),
		.amount_e6 = values[F_amount].number,
		.seats = values[F_seats].number,
	};
	struct time_range range;
	if (!check(row, &range, &spend.currency, end))
		return true;
	spend.from_time = range.from;
	spend.to_time = range.to;
	return tools_row(&spend.tool_id, row, values[F_tool].text, err) &&
	       put(row, &spend, end, err);
}

const struct table_target target_spend = {
	.name = "spend",
	.title = "what AI tools cost",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.open = tools_open,
	.add = add,
};
