/* Target "change": a pull or merge request, when it was opened and merged, as
 * which commit, and who said what of it. Numbers of requests count up from one
 * in each repository, so that the key of one that is no address has the
 * repository before it. What one export of a request does not tell is kept from
 * another: not every one has the reviews. */
#include "importers/people/request.h"
#include "importers/people/verdict.h"
#include "importers/table/target.h"
#include "model/query.h"

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
	F(deleted, INTEGER, 0, NULL, "lines deleted") \
	F(number, INTEGER, 0, NULL, "its number within the repository") \
	F(head_commit, TEXT, 0, NULL, "newest commit of what was asked for") \
	F(commits, TEXT, FIELD_LIST, NULL, "all commits of it") \
	F(merger, TEXT, 0, NULL, "name of who merged it") \
	F(merger_email, EMAIL, 0, NULL, "e-mail of who merged it") \
	F(merger_login, TEXT, 0, NULL, "login of who merged it") \
	F(approver, TEXT, FIELD_LIST, NULL, \
	    "logins or addresses of all who approved it") \
	F(reviewer, TEXT, FIELD_LIST, NULL, \
	    "logins or addresses of who reviewed it, one a review") \
	F(verdict, WORD, FIELD_LIST | FIELD_OPEN, verdict_words, \
	    "what each review says") \
	F(reviewed, TEXT, FIELD_LIST, NULL, "when, of each review") \
	F(reviewed_commit, TEXT, FIELD_LIST, NULL, "of which commit, likewise")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

/* What is kept from row to row. */
struct changes {
	bool told; /* that verdicts and reviewers differ in number */
};

static bool open_changes(
    void **state, struct import *import, struct arena *keep, struct error *err)
{
	(void)import;
	(void)err;
	*state = ARENA_NEW(keep, struct changes);
	*(struct changes *)*state = (struct changes){ false };
	return true;
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

/* Key, repository and number, each as far as it is known. */
static void name_change(const struct table_row *row, struct fact_change *change)
{
	const struct table_value *values = row->values;
	struct str key = values[F_key].text;
	struct request request = { .number = UNKNOWN };
	struct str repository = value_text(
	    &values[F_repository], import_input(row->import)->repository);
	if (request_number(&request.number, key) && repository.len)
		key = arena_printf(row->scratch, STR_FMT "#" STR_FMT,
		    STR_ARG(repository), STR_ARG(key));
	else if (request_from_address(&request, key, row->scratch) &&
		 !repository.len)
		repository = request.repository;
	change->key = key;
	change->repository = repository;
	change->number =
	    values[F_number].known ? values[F_number].number : request.number;
}

static struct str first_known(struct str text, struct query *query, int column)
{
	return text.len || query_is_null(query, column)
		   ? text
		   : query_text(query, column);
}

static void keep_number(int64_t *number, struct query *query, int column)
{
	if (*number == UNKNOWN && !query_is_null(query, column))
		*number = query_int(query, column);
}

static void keep_ref(int64_t *ref, struct query *query, int column)
{
	if (!*ref && !query_is_null(query, column))
		*ref = query_int(query, column);
}

/* What CHANGE lacks and an older record of the same key says. */
static bool keep_known(
    const struct table_row *row, struct fact_change *change, struct error *err)
{
	struct query *query;
	if (!query_open(&query, import_model(row->import),
		"SELECT repository, merge_oid, head_oid, number, added, "
		"deleted, reviews_read, author_alias_id, merger_alias_id, "
		"merged_time, closed_time FROM change WHERE key = ?1",
		err))
		return false;
	query_bind_text(query, 1, change->key);
	if (query_next(query)) {
		struct str *const texts[] = { &change->repository,
			&change->merge_oid, &change->head_oid };
		for (int i = 0; i < 3; i++)
			*texts[i] = arena_str(
			    row->scratch, first_known(*texts[i], query, i));
		keep_number(&change->number, query, 3);
		keep_number(&change->added, query, 4);
		keep_number(&change->deleted, query, 5);
		if (query_int(query, 6))
			change->reviews_read = 1;
		keep_ref(&change->author_alias_id, query, 7);
		keep_ref(&change->merger_alias_id, query, 8);
		keep_number(&change->merged_time, query, 9);
		keep_number(&change->closed_time, query, 10);
	}
	return query_close(query, err);
}

/* ---------------------------------------------------------------- reviews --
 */

static bool has_column(const struct table_value *value)
{
	return value->line != 0;
}

/* Of each reviewer one verdict, or none can be told. */
static bool is_aligned(const struct table_row *row)
{
	const struct table_value *values = row->values;
	struct changes *changes = row->state;
	size_t count = values[F_reviewer].item_count;
	if (count == values[F_verdict].item_count)
		return true;
	if (!changes->told)
		import_diagnose(row->import, "warning", "unclear-reviews",
		    row->line,
		    "expected one verdict of each of %zu reviewer%s, found "
		    "%zu: who approved this change is not known; look whether "
		    "an account was deleted",
		    count, count == 1 ? "" : "s", values[F_verdict].item_count);
	changes->told = true;
	return false;
}

/* The ITH of a list that has as many items as there are reviewers. */
static struct str item_of(const struct table_row *row, size_t field, size_t i)
{
	const struct table_value *value = &row->values[field];
	return value->item_count == row->values[F_reviewer].item_count
		   ? value->items[i]
		   : STR_NONE;
}

static bool add_reviews(
    const struct table_row *row, struct str key, bool *added, struct error *err)
{
	const struct table_value *values = row->values;
	for (size_t i = 0; i < values[F_approver].item_count; i++) {
		struct verdict verdict = { .change_key = key,
			.who = values[F_approver].items[i],
			.verdict = STR("approved"),
			.time = UNKNOWN };
		if (!verdict_add(row, &verdict, added, err))
			return false;
	}
	for (size_t i = 0; i < values[F_reviewer].item_count; i++) {
		struct verdict verdict = { .change_key = key,
			.who = values[F_reviewer].items[i],
			.verdict = values[F_verdict].items[i],
			.revision = item_of(row, F_reviewed_commit, i) };
		if (!date_parse_iso(item_of(row, F_reviewed, i), &verdict.time))
			verdict.time = UNKNOWN;
		if (!verdict_add(row, &verdict, added, err))
			return false;
	}
	return true;
}

static bool change_id(
    int64_t *id, const struct table_row *row, struct str key, struct error *err)
{
	struct query *query;
	if (!query_open(&query, import_model(row->import),
		"SELECT id FROM change WHERE key = ?1", err))
		return false;
	query_bind_text(query, 1, key);
	*id = query_next(query) ? query_int(query, 0) : 0;
	return query_close(query, err);
}

static bool add_commits(
    const struct table_row *row, struct str key, struct error *err)
{
	const struct table_value *commits = &row->values[F_commits];
	int64_t id;
	if (!commits->item_count)
		return true;
	if (!change_id(&id, row, key, err))
		return false;
	for (size_t i = 0; i < commits->item_count; i++)
		if (!IMPORT_ADD(row->import, change_oid, NULL, NULL, err,
			.change_id = id,
			.oid = arena_lower(row->scratch, commits->items[i])))
			return false;
	return true;
}

static struct str oid_of(const struct table_row *row, size_t field)
{
	return arena_lower(
	    row->scratch, value_text(&row->values[field], STR_NONE));
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	struct fact_change change = {
		.created_time = values[F_created].number,
		.merged_time = values[F_merged].number,
		.closed_time = values[F_closed].number,
		.merge_oid = oid_of(row, F_merge_commit),
		.added = values[F_added].number,
		.deleted = values[F_deleted].number,
		.head_oid = oid_of(row, F_head_commit),
	};
	bool added = false;
	if (!check_times(row, end))
		return true;
	bool aligned = is_aligned(row);
	change.reviews_read = has_column(&values[F_approver]) ||
			      (aligned && has_column(&values[F_reviewer]));
	name_change(row, &change);
	if (!row_person(&change.author_alias_id, row, F_author, F_author_email,
		F_author_login, err) ||
	    !row_person(&change.merger_alias_id, row, F_merger, F_merger_email,
		F_merger_login, err) ||
	    !keep_known(row, &change, err) ||
	    !row_put(row, FACT_KIND_change, &change, end, err) ||
	    (aligned && !add_reviews(row, change.key, &added, err)) ||
	    !add_commits(row, change.key, err))
		return false;
	if (added && *end == ROW_DUPLICATE)
		*end = ROW_REPLACED;
	return true;
}

const struct table_target target_change = {
	.name = "change",
	.title = "pull and merge requests",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.open = open_changes,
	.add = add,
};
