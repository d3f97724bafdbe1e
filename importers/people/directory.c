/* Target "directory": who belongs to the organisation, since when, in which
 * team, under which addresses and logins. The key of a person is what the
 * directory says, else the first address, else the first login. */
#include "importers/table/target.h"

/* clang-format off */
#define FIELDS(F) \
	F(person, TEXT, FIELD_PERSON, NULL, "the directory's key of a person") \
	F(name, TEXT, 0, NULL, "name of the person") \
	F(email, EMAIL, FIELD_PERSON | FIELD_LIST, NULL, "addresses") \
	F(login, TEXT, FIELD_PERSON | FIELD_LIST, NULL, "logins") \
	F(team, TEXT, FIELD_LIST | FIELD_COMMAS, NULL, "teams") \
	F(role, TEXT, 0, NULL, "role in the team") \
	F(from, TIME, 0, NULL, "first day") \
	F(to, TIME, 0, NULL, "last day")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static struct str key_of(const struct table_row *row)
{
	const struct table_value *values = row->values;
	if (values[F_person].known)
		return values[F_person].text;
	if (values[F_email].known)
		return arena_lower(row->scratch, values[F_email].text);
	return arena_lower(row->scratch, values[F_login].text);
}

static bool add_alias(const struct table_row *row, struct str person,
    const char *kind, struct str value, bool *any, struct error *err)
{
	bool added;
	if (value.len == 0)
		return true;
	if (!IMPORT_ADD(row->import, directory_alias, NULL, &added, err,
		.person = person, .kind = str_from(kind), .value = value))
		return false;
	*any = *any || added;
	return true;
}

static bool is_address(struct str text)
{
	size_t at = str_find_byte(text, '@');
	return at > 0 && at + 1 < text.len &&
	       str_find_byte(text, ' ') == text.len;
}

/* A login that is an address counts as one. */
static bool add_aliases(const struct table_row *row, struct str person,
    size_t field, const char *kind, bool *any, struct error *err)
{
	const struct table_value *value = &row->values[field];
	for (size_t i = 0; i < value->item_count; i++) {
		struct str item = arena_lower(row->scratch, value->items[i]);
		if (!add_alias(row, person, is_address(item) ? "email" : kind,
			item, any, err))
			return false;
	}
	return true;
}

/* A key that is an address is one of the person's addresses. */
static bool add_key_as_alias(const struct table_row *row, struct str person,
    bool *any, struct error *err)
{
	if (!is_address(person))
		return true;
	return add_alias(
	    row, person, "email", arena_lower(row->scratch, person), any, err);
}

static bool add_memberships(const struct table_row *row, struct str person,
    bool *any, struct error *err)
{
	const struct table_value *values = row->values;
	const struct table_value *team = &values[F_team];
	int64_t to = values[F_to].number;
	size_t count = team->item_count ? team->item_count : 1;
	for (size_t i = 0; i < count; i++) {
		bool added;
		if (!IMPORT_ADD(row->import, directory, NULL, &added, err,
			.person = person,
			.team = team->item_count ? team->items[i] : STR(""),
			.from_time = values[F_from].number,
			.name = value_text(&values[F_name], STR_NONE),
			.role = value_text(&values[F_role], STR_NONE),
			.to_time = to == UNKNOWN ? to : to + DAY_SECONDS))
			return false;
		*any = *any || added;
	}
	return true;
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	struct str person = key_of(row);
	bool any = false;
	if (values[F_to].known && values[F_from].known &&
	    values[F_to].number < values[F_from].number) {
		*end = row_reject(row, F_to, "order-of-times",
		    "expected a last day after the first, found \"" STR_FMT
		    "\"; fix: look whether the two are mixed up",
		    STR_ARG(values[F_to].text));
		return true;
	}
	if (!add_memberships(row, person, &any, err) ||
	    !add_aliases(row, person, F_email, "email", &any, err) ||
	    !add_aliases(row, person, F_login, "login", &any, err) ||
	    !add_alias(row, person, "name",
		value_text(&values[F_name], STR_NONE), &any, err) ||
	    !add_key_as_alias(row, person, &any, err))
		return false;
	*end = any ? ROW_ACCEPTED : ROW_DUPLICATE;
	return true;
}

const struct table_target target_directory = {
	.name = "directory",
	.title = "people, their teams, addresses and logins",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
