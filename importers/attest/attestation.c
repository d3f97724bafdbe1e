/* Target "attestation": what a person states, with the day, the role that
 * answers for it, how long it holds and where it can be seen. */
#include "importers/attest/attestation.h"

#include "importers/table/target.h"

/* clang-format off */
#define FIELDS(F) \
	F(item, TEXT, FIELD_REQUIRED, NULL, \
	    "id of the item: obs.prompt_tracing, attest.threat_model") \
	F(answer, TEXT, FIELD_REQUIRED, NULL, \
	    "yes, no, partly, or a level from 0 to 3") \
	F(time, TIME, FIELD_REQUIRED, NULL, "the day it was stated") \
	F(scope, TEXT, 0, NULL, "repository, team or system; empty: all") \
	F(owner, TEXT, 0, NULL, "the role that answers for it") \
	F(until, TIME, 0, NULL, "last day it holds; a year without one") \
	F(evidence, TEXT, 0, NULL, "where it can be seen") \
	F(statement, TEXT, 0, NULL, "in words")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

struct str attestation_answer(struct str text)
{
	static const struct {
		const char *spelling;
		const char *answer;
	} rows[] = { { "yes", "yes" }, { "y", "yes" }, { "true", "yes" },
		{ "done", "yes" }, { "in place", "yes" }, { "no", "no" },
		{ "n", "no" }, { "false", "no" }, { "not in place", "no" },
		{ "partly", "partly" }, { "partial", "partly" },
		{ "in part", "partly" }, { "0", "0" }, { "1", "1" },
		{ "2", "2" }, { "3", "3" }, { "level 0", "0" },
		{ "level 1", "1" }, { "level 2", "2" }, { "level 3", "3" } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_equal_nocase(
			str_trim(text), str_from(rows[i].spelling)))
			return str_from(rows[i].answer);
	return STR_NONE;
}

struct str attestation_item(struct str text, struct arena *keep)
{
	text = arena_lower(keep, str_trim(text));
	if (str_find_byte(text, '.') < text.len)
		return text;
	return arena_printf(keep, "attest." STR_FMT, STR_ARG(text));
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	struct str answer = attestation_answer(values[F_answer].text);
	int64_t until = values[F_until].number;
	if (!answer.ptr) {
		*end = row_reject(row, F_answer, "bad-answer",
		    "expected yes, no, partly or a level from 0 to 3, found "
		    "\"" STR_FMT "\"; fix: write one of them",
		    STR_ARG(str_slice(values[F_answer].text, 0, 60)));
		return true;
	}
	return ROW_PUT(row, attestation, end, err,
	    .item = attestation_item(values[F_item].text, row->scratch),
	    .scope = value_text(&values[F_scope], STR("")),
	    .time = values[F_time].number, .answer = answer,
	    .owner = value_text(&values[F_owner], STR_NONE),
	    .valid_until_time = until == UNKNOWN ? until : until + DAY_SECONDS,
	    .evidence = value_text(&values[F_evidence], STR_NONE),
	    .statement = value_text(&values[F_statement], STR_NONE));
}

const struct table_target target_attestation = {
	.name = "attestation",
	.title = "what people state",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
