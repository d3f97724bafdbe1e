/* Target "deployment": what went to an environment, and when. A deployment
 * that never finished is no fact and counts as empty. */
#include "importers/table/target.h"

/* clang-format off */
static const struct field_word results[] = {
	{ "success", "yes" }, { "succeeded", "yes" }, { "successful", "yes" },
	{ "passed", "yes" }, { "ok", "yes" }, { "yes", "yes" },
	{ "true", "yes" }, { "1", "yes" }, { "completed", "yes" },
	{ "failure", "no" }, { "failed", "no" }, { "fail", "no" },
	{ "error", "no" }, { "no", "no" }, { "false", "no" }, { "0", "no" },
	{ "abort", "no" }, { "aborted", "no" }, { "cancelled", "no" },
	{ "canceled", "no" }, { "rolled back", "no" },
	{ "unknown", "unknown" },
	{ NULL, NULL },
};

#define FIELDS(F) \
	F(key, TEXT, FIELD_REQUIRED, NULL, "the deployment's own id") \
	F(repository, TEXT, 0, NULL, "key of the repository deployed") \
	F(service, TEXT, 0, NULL, "what was deployed") \
	F(environment, TEXT, 0, NULL, "production, staging, ...") \
	F(revision, TEXT, 0, NULL, "commit that was deployed") \
	F(started, TIME, 0, NULL, "when it began") \
	F(finished, TIME, 0, NULL, "when it was done") \
	F(seconds, DURATION, 0, NULL, \
	    "how long it took, when only its start is known") \
	F(succeeded, WORD, FIELD_OPEN, results, "how it ended") \
	F(caused_failure, BOOL, 0, NULL, \
	    "whether it led to a failure in service")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static int64_t finish_of(const struct table_value *values)
{
	if (values[F_finished].known)
		return values[F_finished].number;
	if (values[F_started].known && values[F_seconds].known)
		return values[F_started].number +
		       values[F_seconds].number / 1000000;
	return UNKNOWN;
}

static int64_t truth_of(const struct table_value *value)
{
	if (!value->known || str_equal_z(value->text, "unknown"))
		return UNKNOWN;
	return str_equal_z(value->text, "yes");
}

/* Ids of deployments count up from one in many tools, so that one id with
 * other values is another deployment, not a newer state of this one. */
static bool put(const struct table_row *row,
    const struct fact_deployment *record, enum row_end *end, struct error *err)
{
	enum put_end put;
	if (!import_put(row->import, FACT_KIND_deployment, record, &put, err))
		return false;
	*end = put == PUT_ADDED ? ROW_ACCEPTED : ROW_DUPLICATE;
	if (put == PUT_DIFFERS)
		*end = row_reject(row, F_key, "conflict",
		    "expected an id that stands for one deployment, found "
		    "\"" STR_FMT
		    "\" again with other values; fix: make ids unique, "
		    "for instance with the repository in front",
		    STR_ARG(str_slice(record->key, 0, 60)));
	return true;
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	const struct input *input = import_input(row->import);
	int64_t finished = finish_of(values);
	if (finished == UNKNOWN) {
		*end = ROW_EMPTY;
		return true;
	}
	const struct fact_deployment record = {
		.key = values[F_key].text,
		.repository =
		    value_text(&values[F_repository], input->repository),
		.service = value_text(&values[F_service], input->service),
		.environment = value_text(&values[F_environment], STR_NONE),
		.revision = value_text(&values[F_revision], input->revision),
		.started_time = values[F_started].number,
		.finished_time = finished,
		.succeeded = truth_of(&values[F_succeeded]),
		.caused_failure = values[F_caused_failure].number,
	};
	return put(row, &record, end, err);
}

const struct table_target target_deployment = {
	.name = "deployment",
	.title = "deployments",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
