/* Target "assessment": attempts at a test, with their result. An attempt that
 * was not taken yet (no date, no result) is no fact and counts as empty. */
#include "importers/table/target.h"

/* clang-format off */
static const struct field_word results[] = {
	{ "passed", "passed" }, { "pass", "passed" }, { "success", "passed" },
	{ "yes", "passed" }, { "true", "passed" }, { "1", "passed" },
	{ "failed", "failed" }, { "fail", "failed" }, { "no", "failed" },
	{ "false", "failed" }, { "0", "failed" },
	{ "in progress", "pending" }, { "pending", "pending" },
	{ NULL, NULL },
};

#define FIELDS(F) \
	F(person, TEXT, FIELD_PERSON, NULL, "name of who took it") \
	F(email, EMAIL, FIELD_PERSON, NULL, "e-mail of who took it") \
	F(login, TEXT, FIELD_PERSON, NULL, "login or id of who took it") \
	F(name, TEXT, FIELD_REQUIRED, NULL, "name of the assessment") \
	F(completed, TIME, 0, NULL, "when it was handed in") \
	F(started, TIME, 0, NULL, "when it was begun") \
	F(language, TEXT, 0, NULL, "programming language") \
	F(score, PERCENT, 0, NULL, "result in percent") \
	F(passed, WORD, FIELD_OPEN, results, "passed or failed")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static int64_t passed_of(const struct table_value *value)
{
	if (value->known && str_equal_z(value->text, "passed"))
		return 1;
	return value->known && str_equal_z(value->text, "failed") ? 0 : UNKNOWN;
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	int64_t time = values[F_completed].number;
	int64_t alias;
	if (time == UNKNOWN && passed_of(&values[F_passed]) == UNKNOWN) {
		*end = ROW_EMPTY;
		return true;
	}
	if (time == UNKNOWN)
		time = values[F_started].number;
	if (time == UNKNOWN) {
		*end = row_reject(row, F_completed, "missing",
		    "expected the date of a result, found none; fix: fill "
		    "in when it was completed");
		return true;
	}
	if (!row_person(&alias, row, F_person, F_email, F_login, err) ||
	    !ROW_PUT(row, assessment, end, err, .alias_id = alias,
		.name = values[F_name].text, .time = time,
		.language = value_text(&values[F_language], STR_NONE),
		.score_e6 = values[F_score].number,
		.passed = passed_of(&values[F_passed])))
		return false;
	return true;
}

const struct table_target target_assessment = {
	.name = "assessment",
	.title = "attempts at tests and their results",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
