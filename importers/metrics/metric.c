/* Target "metric": any number by entity and period, in long form: one row a
 * number. The unit is part of each number and never assumed. A period is a
 * quarter, month, year, day, ISO week or range (period_text.h), or two dates
 * of which the second is the last day. */
#include "importers/metrics/period_text.h"
#include "importers/table/target.h"

/* clang-format off */
#define FIELDS(F) \
	F(entity, TEXT, 0, NULL, \
	    "what is measured: a team, repository or service") \
	F(period, TEXT, 0, NULL, \
	    "2026-Q3, 2026-09, 2026-W39, 2026-09-30, 2026-07-01..2026-09-30") \
	F(from, TIME, 0, NULL, "first day, when there is no period") \
	F(to, TIME, 0, NULL, "last day, when there is no period") \
	F(name, TEXT, FIELD_REQUIRED, NULL, "name of the metric") \
	F(value, NUMBER, 0, NULL, "the number") \
	F(unit, TEXT, FIELD_REQUIRED, NULL, "its unit: hours, percent, count")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

/* Of a row that names no period the day of the input, if the configuration
 * says that. */
static bool read_period(const struct table_row *row, struct time_range *range)
{
	const struct table_value *values = row->values;
	if (values[F_period].known)
		return period_text_read(range, values[F_period].text);
	range->from = values[F_from].number;
	range->to = values[F_to].number;
	if (range->from == UNKNOWN && range->to == UNKNOWN)
		range->from = import_input(row->import)->time;
	if (range->to == UNKNOWN && range->from != UNKNOWN)
		range->to = range->from = date_day_start(range->from);
	if (range->from == UNKNOWN || range->to == UNKNOWN ||
	    range->to < range->from)
		return false;
	range->to += DAY_SECONDS;
	return true;
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	struct time_range range;
	if (!values[F_value].known) {
		*end = ROW_EMPTY;
		return true;
	}
	if (!read_period(row, &range)) {
		struct str found =
		    value_text(&values[F_period], STR("nothing"));
		*end = row_reject(row, F_period, "bad-period",
		    "expected a period such as 2026-Q3, 2026-09, 2026-W39 or "
		    "2026-07-01..2026-09-30, found \"" STR_FMT
		    "\"; fix: write it so, fill in from and to, or say time: "
		    "beside the input in the configuration",
		    STR_ARG(str_slice(found, 0, 60)));
		return true;
	}
	struct str entity = value_text(
	    &values[F_entity], import_input(row->import)->repository);
	if (entity.len == 0) {
		*end = row_reject(row, F_entity, "missing",
		    "expected what is measured, found nothing; fix: fill the "
		    "cell in, or say repository: beside the input in the "
		    "configuration");
		return true;
	}
	if (!ROW_PUT(row, metric, end, err, .entity = entity,
		.from_time = range.from, .to_time = range.to,
		.name = values[F_name].text, .value_e6 = values[F_value].number,
		.unit = values[F_unit].text))
		return false;
	return true;
}

const struct table_target target_metric = {
	.name = "metric",
	.title = "any number by entity and period",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
