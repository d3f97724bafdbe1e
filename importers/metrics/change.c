/* Target "change": a pull or merge request, when it was opened and merged, and
 * as which commit. Numbers of requests count up from one in each repository, so
 * that the key of one that is no address has the repository before it. */
#include "importers/table/target.h"

/* clang-format off */
#define FIELDS(F) \
	F(key, TEXT, FIELD_REQUIRED, NULL, \
	    "address, or number within the repository") \
	F(repository, TEXT, 0, NULL, "key of the repository") \
	F(author, TEXT, 0, NULL, "name of the author") \
	F(author_email, EMAIL, 0, NULL, "e-mail of the author") \
	F(author_login, TEXT, 0, NULL, "login of the author") \
	F(created, TIME, FIELD_REQUIRED, NULL, "when it was opened") \
	F(merged, TIME, 0, NULL, "when it was merged") \
	F(closed, TIME, 0, NULL, "when it was closed") \
	F(merge_commit, TEXT, 0, NULL, "commit that it was merged as") \
	F(added, INTEGER, 0, NULL, "lines added") \
	F(deleted, INTEGER, 0, NULL, "lines deleted")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

static bool is_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len > 0;
}

static struct str key_of(const struct table_row *row, struct str repository)
{
	struct str key = row->values[F_key].text;
	if (!repository.len || !is_digits(key))
		return key;
	return arena_printf(row->scratch, STR_FMT "#" STR_FMT,
	    STR_ARG(repository), STR_ARG(key));
}

static bool check_times(const struct table_row *row, enum row_end *end)
{
	const struct table_value *values = row->values;
	for (size_t i = F_merged; i <= F_closed; i++) {
		if (!values[i].known ||
		    values[i].number >= values[F_created].number)
			continue;
		*end = row_reject(row, i, "order-of-times",
		    "expected a time behind that of opening, found "
		    "\"" STR_FMT "\"; fix: look whether the two are mixed up",
		    STR_ARG(str_slice(values[i].text, 0, 60)));
		return false;
	}
	return true;
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	struct str repository = value_text(
	    &values[F_repository], import_input(row->import)->repository);
	int64_t author;
	if (!check_times(row, end))
		return true;
	return row_person(&author, row, F_author, F_author_email,
		   F_author_login, err) &&
	       ROW_PUT(row, change, end, err, .key = key_of(row, repository),
		   .repository = repository, .author_alias_id = author,
		   .created_time = values[F_created].number,
		   .merged_time = values[F_merged].number,
		   .closed_time = values[F_closed].number,
		   .merge_oid = value_text(&values[F_merge_commit], STR_NONE),
		   .added = values[F_added].number,
		   .deleted = values[F_deleted].number);
}

const struct table_target target_change = {
	.name = "change",
	.title = "pull and merge requests",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.add = add,
};
