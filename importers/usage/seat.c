/* Target "seat": who holds a licence of an AI tool, since when, and when it was
 * last used. Who has a seat through two teams stands twice in such lists: the
 * first assignment and the latest activity count. */
#include "importers/usage/tools.h"
#include "model/query.h"

/* clang-format off */
#define FIELDS(F) \
	F(person, TEXT, FIELD_PERSON, NULL, "name of the holder") \
	F(email, EMAIL, FIELD_PERSON, NULL, "e-mail of the holder") \
	F(login, TEXT, FIELD_PERSON, NULL, "login or id of the holder") \
	F(tool, TEXT, FIELD_REQUIRED, NULL, "the AI tool") \
	F(scope, TEXT, 0, NULL, "organisation or licence") \
	F(assigned, TIME, 0, NULL, "since when") \
	F(active, TIME, 0, NULL, "last activity") \
	F(signed_in, TIME, 0, NULL, "last sign-in") \
	F(ends, TIME, 0, NULL, "when the seat ends, if it was cancelled") \
	F(surface, TEXT, 0, NULL, "where it was last used") \
	F(plan, TEXT, 0, NULL, "kind of the licence")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static int64_t earlier(int64_t a, int64_t b)
{
	return a == UNKNOWN || (b != UNKNOWN && b < a) ? b : a;
}

static int64_t later(int64_t a, int64_t b)
{
	return a == UNKNOWN || (b != UNKNOWN && b > a) ? b : a;
}

/* "vscode/1.99.0/copilot/1.308.0" is of vscode. */
static struct str surface_of(const struct table_value *value)
{
	if (!value->known)
		return STR_NONE;
	return str_slice(value->text, 0, str_find_byte(value->text, '/'));
}

/* The seat of the same person that is there already takes its part. */
static bool join_known(
    const struct table_row *row, struct fact_seat *seat, struct error *err)
{
	struct query *query;
	if (!query_open(&query, import_model(row->import),
		"SELECT assigned_time, active_time, login_time, surface FROM "
		"seat WHERE tool_id = ?1 AND scope = ?2 AND alias_id = ?3",
		err))
		return false;
	query_bind_int(query, 1, seat->tool_id);
	query_bind_text(query, 2, seat->scope);
	query_bind_int(query, 3, seat->alias_id);
	if (query_next(query)) {
		int64_t active = query_int(query, 1);
		if (later(seat->active_time, active) == active &&
		    active != seat->active_time && active != UNKNOWN)
			seat->surface =
			    arena_str(row->scratch, query_text(query, 3));
		seat->assigned_time =
		    earlier(seat->assigned_time, query_int(query, 0));
		seat->active_time = later(seat->active_time, active);
		seat->login_time = later(seat->login_time, query_int(query, 2));
	}
	return query_close(query, err);
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	struct fact_seat seat = {
		.scope = value_text(&values[F_scope], STR("")),
		.assigned_time = values[F_assigned].number,
		.active_time = values[F_active].number,
		.login_time = values[F_signed_in].number,
		.ends_time = values[F_ends].number,
		.surface = surface_of(&values[F_surface]),
		.plan = value_text(&values[F_plan], STR_NONE),
	};
	return row_person(
		   &seat.alias_id, row, F_person, F_email, F_login, err) &&
	       tools_row(&seat.tool_id, row, values[F_tool].text, err) &&
	       join_known(row, &seat, err) &&
	       row_put(row, FACT_KIND_seat, &seat, end, err);
}

const struct table_target target_seat = {
	.name = "seat",
	.title = "licences of AI tools and who holds them",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.open = tools_open,
	.add = add,
};
