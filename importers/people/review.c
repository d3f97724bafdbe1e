/* Target "review": who said what of a change request, one row a review, where
 * the export of requests has no reviews. The request itself becomes known by
 * it, as far as a name and a number go. */
#include "importers/people/request.h"
#include "importers/people/verdict.h"
#include "model/query.h"

/* clang-format off */
#define FIELDS(F) \
	F(change, TEXT, FIELD_REQUIRED, NULL, \
	    "the request: address, or number within the repository") \
	F(repository, TEXT, 0, NULL, "key of the repository") \
	F(person, TEXT, FIELD_PERSON, NULL, "name of the reviewer") \
	F(email, EMAIL, FIELD_PERSON, NULL, "e-mail of the reviewer") \
	F(login, TEXT, FIELD_PERSON, NULL, "login of the reviewer") \
	F(verdict, WORD, FIELD_REQUIRED | FIELD_OPEN, verdict_words, \
	    "what the review says") \
	F(time, TIME, 0, NULL, "when") \
	F(revision, TEXT, 0, NULL, "commit that was looked at")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

/* The key of the change that ROW speaks of: one that is known by its address
 * or number, else a new one. */
static bool find_change(struct str *key, const struct table_row *row,
    const struct fact_change *named, struct error *err)
{
	struct query *query;
	*key = STR_NONE;
	if (!query_open(&query, import_model(row->import),
		"SELECT key FROM change WHERE key = ?1 OR (number = ?2 AND "
		"repository = ?3) ORDER BY key <> ?1, key LIMIT 1",
		err))
		return false;
	query_bind_text(query, 1, named->key);
	query_bind_int(query, 2, named->number);
	query_bind_text(query, 3, named->repository);
	if (query_next(query))
		*key = arena_str(row->scratch, query_text(query, 0));
	return query_close(query, err);
}

static struct fact_change name_change(const struct table_row *row)
{
	const struct table_value *values = row->values;
	struct request request = { .number = UNKNOWN };
	struct fact_change change = { .key = values[F_change].text,
		.created_time = UNKNOWN,
		.merged_time = UNKNOWN,
		.closed_time = UNKNOWN,
		.added = UNKNOWN,
		.deleted = UNKNOWN,
		.reviews_read = 1 };
	struct str number = change.key;
	change.repository = value_text(
	    &values[F_repository], import_input(row->import)->repository);
	if (str_starts(number, STR("#")) || str_starts(number, STR("!")))
		number = str_skip(number, 1);
	if (request_number(&request.number, number) && change.repository.len) {
		change.key = arena_printf(row->scratch, STR_FMT "#" STR_FMT,
		    STR_ARG(change.repository), STR_ARG(number));
	} else if (request_from_address(&request, change.key, row->scratch)) {
		change.key = request.page; /* "#pullrequestreview-80" */
		if (!change.repository.len)
			change.repository = request.repository;
	}
	change.number = request.number;
	return change;
}

static bool add_change(struct str *key, const struct table_row *row,
    const struct fact_change *named, struct error *err)
{
	struct query *query;
	if (!find_change(key, row, named, err))
		return false;
	if (!key->ptr) {
		*key = named->key;
		return import_add(
		    row->import, FACT_KIND_change, named, NULL, NULL, err);
	}
	if (!query_open(&query, import_model(row->import),
		"UPDATE change SET reviews_read = 1 WHERE key = ?1", err))
		return false;
	query_bind_text(query, 1, *key);
	query_do(query);
	return query_close(query, err);
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	struct fact_change named = name_change(row);
	struct verdict verdict = { .verdict = values[F_verdict].text,
		.revision = value_text(&values[F_revision], STR_NONE),
		.time = values[F_time].number };
	bool added = false;
	int64_t alias_id;
	if (!row_person(&alias_id, row, F_person, F_email, F_login, err) ||
	    !add_change(&verdict.change_key, row, &named, err) ||
	    !verdict_store(row, alias_id, &verdict, &added, err))
		return false;
	*end = added ? ROW_ACCEPTED : ROW_DUPLICATE;
	return true;
}

const struct table_target target_review = {
	.name = "review",
	.title = "reviews of pull and merge requests",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
