/* Target "incident": failures in service or of security, with what they did
 * as far as the file says. */
#include "importers/table/target.h"

/* clang-format off */
#define FIELDS(F) \
	F(key, TEXT, FIELD_REQUIRED, NULL, "the incident's own id") \
	F(system, TEXT, 0, NULL, "its tracker, by default the profile") \
	F(opened, TIME, FIELD_REQUIRED, NULL, "when it began") \
	F(resolved, TIME, 0, NULL, "when it was over") \
	F(severity, TEXT, 0, NULL, "as the source says") \
	F(service, TEXT, 0, NULL, "what was hit") \
	F(repository, TEXT, 0, NULL, "key of the repository at fault") \
	F(stage, TEXT, 0, NULL, "where it was found: production, test, ...") \
	F(introduced, TEXT, 0, NULL, "where it was brought in: design, code, ...") \
	F(ai_related, BOOL, 0, NULL, "whether AI-written code took part") \
	F(cause, TEXT, 0, NULL, "commit that caused it") \
	F(deployment, TEXT, 0, NULL, "deployment that caused it") \
	F(down, DURATION, 0, NULL, "how long the service was down") \
	F(records, INTEGER, 0, NULL, "records exposed") \
	F(people, INTEGER, 0, NULL, "people affected") \
	F(money, NUMBER, 0, NULL, "what it cost") \
	F(currency, TEXT, 0, NULL, "of the cost: EUR, USD")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static int64_t hours_e6(int64_t microseconds)
{
	return microseconds == UNKNOWN ? UNKNOWN : (microseconds + 1800) / 3600;
}

/* What contradicts itself is no fact; true when ROW was rejected for it. */
static bool is_contrary(const struct table_row *row, enum row_end *end)
{
	const struct table_value *values = row->values;
	if (values[F_resolved].known &&
	    values[F_resolved].number < values[F_opened].number) {
		*end = row_reject(row, F_resolved, "order-of-times",
		    "expected an end after the beginning, found \"" STR_FMT
		    "\"; fix: look whether the columns or the order of dates "
		    "are mixed up",
		    STR_ARG(values[F_resolved].text));
		return true;
	}
	return false;
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	const struct input *input = import_input(row->import);
	if (is_contrary(row, end))
		return true;
	if (!ROW_PUT(row, incident, end, err, .key = values[F_key].text,
		.system = value_text(&values[F_system], row->profile),
		.opened_time = values[F_opened].number,
		.resolved_time = values[F_resolved].number,
		.severity = value_text(&values[F_severity], STR_NONE),
		.service = value_text(&values[F_service], input->service),
		.repository =
		    value_text(&values[F_repository], input->repository),
		.stage = value_text(&values[F_stage], input->stage),
		.ai_related = values[F_ai_related].number,
		.cause_oid = value_text(&values[F_cause], STR_NONE),
		.deployment = value_text(&values[F_deployment], STR_NONE),
		.hours_down_e6 = hours_e6(values[F_down].number),
		.records = values[F_records].number,
		.people = values[F_people].number,
		.money_e6 = values[F_money].number,
		.currency = value_text(&values[F_currency], STR_NONE),
		.introduced = value_text(&values[F_introduced], STR_NONE)))
		return false;
	return true;
}

const struct table_target target_incident = {
	.name = "incident",
	.title = "failures in service or of security",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
