/* Target "usage": what a vendor counted of a day of one person with its tool,
 * or of a whole organisation when the report names no people. Vendors count
 * differently (lines suggested, accepted, applied), so that each row keeps the
 * report whose definitions hold, and numbers of two reports are never added.
 * A counter that a report does not have is not known, not zero. */
#include "base/date.h"
#include "importers/usage/tools.h"

/* clang-format off */
#define FIELDS(F) \
	F(person, TEXT, 0, NULL, "name of the user") \
	F(email, EMAIL, 0, NULL, "e-mail of the user") \
	F(login, TEXT, 0, NULL, "login or id of the user") \
	F(day, TIME, FIELD_REQUIRED, NULL, "the day") \
	F(tool, TEXT, FIELD_REQUIRED, NULL, "the AI tool") \
	F(surface, TEXT, 0, NULL, "where it was used: editor, terminal, ...") \
	F(scope, TEXT, 0, NULL, "organisation or licence it is counted for") \
	F(users, INTEGER, 0, NULL, "active users, when rows name no people") \
	F(prompts, INTEGER, 0, NULL, "what users asked: turns, messages") \
	F(suggestions, INTEGER, 0, NULL, "what the tool offered") \
	F(acceptances, INTEGER, 0, NULL, "of these, what users took") \
	F(lines_suggested, INTEGER, 0, NULL, "lines that the tool offered") \
	F(lines_added, INTEGER, 0, NULL, "lines that it put into files") \
	F(lines_deleted, INTEGER, 0, NULL, "lines that it took out") \
	F(sessions, INTEGER, 0, NULL, "sessions") \
	F(commits, INTEGER, 0, NULL, "commits that it made") \
	F(cost, NUMBER, 0, NULL, "what it cost") \
	F(cost_cents, NUMBER, 0, NULL, "what it cost, in hundredths") \
	F(currency, TEXT, 0, NULL, "of the cost: EUR, USD")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

/* Whether the table has a column of people, which is then to be filled. */
static bool names_people(const struct table_value *values)
{
	return values[F_person].line || values[F_email].line ||
	       values[F_login].line;
}

static size_t column_of_people(const struct table_value *values)
{
	return values[F_email].line   ? F_email
	       : values[F_login].line ? F_login
				      : F_person;
}

static int64_t cost_of(const struct table_value *values)
{
	if (values[F_cost].known)
		return values[F_cost].number;
	return values[F_cost_cents].known ? values[F_cost_cents].number / 100
					  : UNKNOWN;
}

/* "USD;USD" of several models is one currency; none when they differ. */
static struct str currency_of(const struct table_value *values)
{
	struct str rest = value_text(&values[F_currency], STR_NONE);
	struct str first = str_slice(rest, 0, str_find_byte(rest, ';'));
	struct str part;
	while (rest.ptr && str_split(&rest, ';', &part))
		if (!str_equal(part, first))
			return STR_NONE;
	return first;
}

/* A count below zero, or a cost in no currency. */
static bool check(const struct table_row *row, enum row_end *end)
{
	const struct table_value *values = row->values;
	for (size_t i = F_users; i <= F_commits; i++)
		if (values[i].known && values[i].number < 0) {
			*end = row_reject(row, i, "out-of-range",
			    "expected a count, found \"" STR_FMT
			    "\"; fix: leave the cell empty if it is not known",
			    STR_ARG(str_slice(values[i].text, 0, 60)));
			return false;
		}
	if (cost_of(values) != UNKNOWN && cost_of(values) != 0 &&
	    currency_of(values).len == 0) {
		*end = row_reject(row,
		    values[F_cost].known ? F_cost : F_cost_cents, "no-currency",
		    "expected one currency beside the cost, found none or two; "
		    "fix: "
		    "add a column, or a line \"constant currency USD\" to a "
		    "profile");
		return false;
	}
	return true;
}

static bool put(const struct table_row *row, int64_t tool, int64_t alias,
    enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	return ROW_PUT(row, usage, end, err, .tool_id = tool,
	    .report = row->profile,
	    .scope = value_text(&values[F_scope], STR("")), .alias_id = alias,
	    .day_time = date_day_start(values[F_day].number),
	    .surface = value_text(&values[F_surface], STR("")),
	    .since_time = date_day_start(values[F_day].number),
	    .users = values[F_users].number,
	    .prompts = values[F_prompts].number,
	    .suggestions = values[F_suggestions].number,
	    .acceptances = values[F_acceptances].number,
	    .lines_suggested = values[F_lines_suggested].number,
	    .lines_added = values[F_lines_added].number,
	    .lines_deleted = values[F_lines_deleted].number,
	    .sessions = values[F_sessions].number,
	    .commits = values[F_commits].number, .cost_e6 = cost_of(values),
	    .currency = currency_of(values));
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	int64_t alias;
	int64_t tool;
	if (!row_person(&alias, row, F_person, F_email, F_login, err))
		return false;
	if (!alias && names_people(values)) {
		*end = row_reject(row, column_of_people(values), "missing",
		    "expected a person, found nothing; fix: fill the cell in, "
		    "or leave the row out");
		return true;
	}
	if (!check(row, end))
		return true;
	return tools_row(&tool, row, values[F_tool].text, err) &&
	       put(row, tool, alias, end, err);
}

const struct table_target target_usage = {
	.name = "usage",
	.title = "days with an AI tool, by person or for all",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.open = tools_open,
	.add = add,
};
