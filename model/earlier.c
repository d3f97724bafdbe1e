/* Earlier contents of a path, kept as sources of their own. Their name is the
 * path, '@' and the first digits of the content's digest, so that a content
 * that comes back is found. */
#include "model/earlier.h"

#include "model/query.h"
#include "model/store.h"

#define KEPT_NAME(path, digest) path " || '@' || substr(" digest ", 1, 12)"

/* Scans of source ?1 that source ?2 has again, or that cannot be told from
 * others. */
#define REPLACED                                                               \
	" FROM scan WHERE source_id = ?1 AND (time = -9223372036854775807 - "  \
	"1 "                                                                   \
	"AND revision = '' OR EXISTS (SELECT 1 FROM scan n "                   \
	"WHERE n.source_id = ?2 AND n.tool = scan.tool "                       \
	"AND n.analysis = scan.analysis AND n.repository = scan.repository "   \
	"AND n.ref = scan.ref AND n.revision = scan.revision "                 \
	"AND n.time = scan.time))"

static bool run_with(struct model *model, const char *sql, int64_t first,
    int64_t second, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, sql, err))
		return false;
	query_bind_int(query, 1, first);
	if (second)
		query_bind_int(query, 2, second);
	query_do(query);
	return query_close(query, err);
}

static bool run_cascading(struct model *model, const char *sql, int64_t first,
    int64_t second, struct error *err)
{
	model_cascade(model, true);
	bool done = run_with(model, sql, first, second, err);
	model_cascade(model, false);
	return done;
}

/* Commits that others of its repositories have, too, go with it: those are read
 * again, whatever their content. */
bool source_forget(struct model *model, int64_t id, struct error *err)
{
	return run_with(model,
		   "UPDATE source SET sha256 = '' WHERE id <> ?1 AND id IN "
		   "(SELECT r.source_id FROM \"commit\" c "
		   "JOIN commit_repository m ON m.commit_id = c.id "
		   "JOIN repository r ON r.id = m.repository_id "
		   "WHERE c.source_id = ?1 AND r.source_id <> ?1)",
		   id, 0, err) &&
	       run_cascading(
		   model, "DELETE FROM source WHERE id = ?1", id, 0, err);
}

bool earlier_set_aside(int64_t *earlier, struct model *model, int64_t id,
    struct str sha256, struct error *err)
{
	struct query *query = NULL;
	bool is_kept = false;
	if (!query_open(&query, model,
		"UPDATE source SET path = " KEPT_NAME("path",
		    "sha256") " "
			      "WHERE id = ?1 AND sha256 <> ?2 AND sha256 <> '' "
			      "AND EXISTS (SELECT 1 FROM scan WHERE source_id "
			      "= ?1) "
			      "RETURNING id",
		err))
		return false;
	query_bind_int(query, 1, id);
	query_bind_text(query, 2, sha256);
	while (query_next(query))
		is_kept = true;
	if (!query_close(query, err))
		return false;
	if (is_kept)
		*earlier = id;
	return is_kept || source_forget(model, id, err);
}

bool earlier_forget(
    struct model *model, struct str path, struct str sha256, struct error *err)
{
	struct query *query = NULL;
	int64_t id = 0;
	if (!query_open(&query, model,
		"SELECT id FROM source "
		"WHERE path = " KEPT_NAME("?1", "?2") " AND sha256 = ?2",
		err))
		return false;
	query_bind_text(query, 1, path);
	query_bind_text(query, 2, sha256);
	if (query_next(query))
		id = query_int(query, 0);
	return query_close(query, err) &&
	       (!id || source_forget(model, id, err));
}

bool earlier_settle(
    struct model *model, int64_t earlier, int64_t source_id, struct error *err)
{
	if (!run_with(model,
		"INSERT INTO diagnostic (source_id, severity, code, line, "
		"text) SELECT ?2, 'note', 'scans-replaced', 0, "
		"'another content of this path was read before; scans of it "
		"that this one replaces, as they are of the same revision and "
		"time, or say neither: ' || count(*)" REPLACED
		" HAVING count(*) > 0",
		earlier, source_id, err) ||
	    !run_cascading(model, "DELETE" REPLACED, earlier, source_id, err))
		return false;
	return run_cascading(model,
		   "DELETE FROM source WHERE id = ?1 AND NOT EXISTS "
		   "(SELECT 1 FROM scan WHERE source_id = ?1)",
		   earlier, 0, err) &&
	       run_with(model,
		   "INSERT INTO diagnostic (source_id, severity, code, line, "
		   "text) SELECT id, 'note', 'scans-kept', 0, "
		   "'another content has been read from this path since; the "
		   "scans of this one are kept' FROM source WHERE id = ?1",
		   earlier, 0, err);
}
