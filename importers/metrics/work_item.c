/* Target "work_item": tickets, as Jira, GitLab and others export them. */
#include "importers/table/target.h"

/* clang-format off */
#define FIELDS(F) \
	F(key, TEXT, FIELD_REQUIRED, NULL, "the ticket's own key") \
	F(kind, TEXT, 0, NULL, "bug, story, task, as the tracker says") \
	F(status, TEXT, 0, NULL, "as the tracker says") \
	F(assignee, TEXT, 0, NULL, "name of who works on it") \
	F(assignee_email, EMAIL, 0, NULL, "e-mail of who works on it") \
	F(assignee_login, TEXT, 0, NULL, "login or id of who works on it") \
	F(created, TIME, 0, NULL, "when it was opened") \
	F(resolved, TIME, 0, NULL, "when it was resolved or closed") \
	F(points, NUMBER, 0, NULL, "story points")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	int64_t assignee;
	if (!row_person(&assignee, row, F_assignee, F_assignee_email,
		F_assignee_login, err) ||
	    !ROW_PUT(row, work_item, end, err, .key = values[F_key].text,
		.kind = value_text(&values[F_kind], STR_NONE),
		.status = value_text(&values[F_status], STR_NONE),
		.assignee_alias_id = assignee,
		.created_time = values[F_created].number,
		.resolved_time = values[F_resolved].number,
		.points_e6 = values[F_points].number))
		return false;
	return true;
}

const struct table_target target_work_item = {
	.name = "work_item",
	.title = "tickets",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
