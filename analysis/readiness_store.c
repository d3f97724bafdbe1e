/* Readiness as rows for measures: an item in a repository each, without what
 * names a commit or a place. */
#include "analysis/readiness.h"
#include "model/query.h"

static bool make_table(const struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"CREATE TEMP TABLE IF NOT EXISTS readiness AS "
		"SELECT * FROM main.readiness LIMIT 0",
		err))
		return false;
	query_do(query);
	return query_close(query, err);
}

/* Reports name no commit: ": commit 1234567890ab" is cut out. */
static struct str without_commits(struct str text, struct arena *scratch)
{
	static const struct str mark = { ": commit ", 9 };
	enum { DIGITS = 12 };
	struct str out = STR("");
	for (;;) {
		size_t at = str_find(text, mark);
		out = arena_printf(scratch, STR_FMT STR_FMT, STR_ARG(out),
		    STR_ARG(str_slice(text, 0, at)));
		if (at >= text.len)
			return out;
		text = str_skip(text, at + mark.len + DIGITS);
	}
}

static void store_row(struct query *query, const struct readiness *readiness,
    size_t i, size_t k, struct arena *scratch)
{
	const struct readiness_item *item = &readiness->items[i];
	const struct readiness_row *row = &item->rows[k];
	query_bind_int(query, 1, readiness->period.to);
	query_bind_int(query, 2, (int64_t)i + 1);
	query_bind_text(query, 3, item->id);
	query_bind_text(query, 4, item->gap.len ? item->gap : STR(""));
	query_bind_text(query, 5, item->title);
	query_bind_text(query, 6, item->severity);
	query_bind_text(query, 7, item->rule);
	query_bind_int(query, 8, readiness->repositories.items[k].id);
	query_bind_text(query, 9, str_from(readiness_status_name(row->status)));
	query_bind_int(query, 10, item->required);
	query_bind_int(query, 11, row->population);
	query_bind_int(query, 12, row->exceptions);
	query_bind_int(query, 13, row->unknown);
	query_bind_int(query, 14, row->whole_population);
	query_bind_int(query, 15, row->whole_exceptions);
	query_bind_int(query, 16, row->whole_unknown);
	query_bind_text(query, 17, without_commits(row->reason, scratch));
	query_do(query);
}

bool readiness_store(const struct readiness *readiness,
    const struct model *model, struct error *err)
{
	struct query *query = NULL;
	struct arena *scratch;
	if (!make_table(model, err) ||
	    !query_open(&query, model,
		"INSERT INTO temp.readiness VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
		"?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
		err))
		return false;
	scratch = arena_new();
	for (size_t i = 0; i < readiness->item_count; i++)
		for (size_t k = 0; k < readiness->repositories.count; k++)
			store_row(query, readiness, i, k, scratch);
	arena_free(scratch);
	return query_close(query, err);
}
