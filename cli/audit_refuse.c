/* What cannot be read ends no run: it is told, counted as rejected, and the
 * others go on. What an earlier run read of a repository stands, and is said to
 * be old until it can be read again. */
#include "cli/audit_steps.h"

#include <stdio.h>

#include "base/say.h"
#include "cli/last_fix.h"
#include "model/query.h"

/* What an earlier run read of a repository. */
struct kept {
	int64_t source_id; /* 0: nothing */
	struct str text;   /* how far it goes */
	bool is_said;	   /* by a run that could not read it either */
};

static bool find_kept(struct kept *kept, const struct audit *audit,
    const struct input *input, struct error *err)
{
	struct arena *keep = audit->context->keep;
	struct query *query = NULL;
	*kept = (struct kept){ 0 };
	if (!query_open(&query, audit->model,
		"SELECT s.id, coalesce(', up to commit ' || substr(k.oid, 1, "
		"12) || ' of ' || date(k.commit_time, 'unixepoch'), ''), "
		"EXISTS (SELECT 1 FROM diagnostic d WHERE d.source_id = s.id "
		"AND d.code = 'kept-facts') FROM source s "
		"LEFT JOIN repository r ON r.source_id = s.id "
		"LEFT JOIN \"commit\" k ON k.oid = r.head_oid "
		"WHERE s.path = ?1 AND s.importer = 'git' ORDER BY r.key",
		err))
		return false;
	query_bind_text(query, 1, input->shown);
	if (query_next(query)) {
		kept->source_id = query_int(query, 0);
		kept->text = arena_printf(keep,
		    "it could not be read: what is told of it is what an "
		    "earlier run read" STR_FMT,
		    STR_ARG(query_text(query, 1)));
		kept->is_said = query_int(query, 2) != 0;
	}
	return query_close(query, err);
}

/* The report says it, too (evidence.kept). */
static bool say_kept(struct audit *audit, const struct input *input,
    const struct kept *kept, bool *changed, struct error *err)
{
	struct query *query = NULL;
	say(stderr, STR_FMT ": warning: " STR_FMT, STR_ARG(input->shown),
	    STR_ARG(kept->text));
	if (kept->is_said)
		return true;
	*changed = true;
	if (!query_open(&query, audit->model,
		"INSERT INTO diagnostic (source_id, severity, code, line, "
		"text) VALUES (?1, 'warning', 'kept-facts', 0, ?2)",
		err))
		return false;
	query_bind_int(query, 1, kept->source_id);
	query_bind_text(query, 2, kept->text);
	query_do(query);
	return query_close(query, err);
}

bool audit_unsay_kept(struct audit *audit, const struct input *input,
    bool *changed, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"DELETE FROM diagnostic WHERE code = 'kept-facts' "
		"AND source_id IN (SELECT id FROM source WHERE path = ?1) "
		"RETURNING 1",
		err))
		return false;
	query_bind_text(query, 1, input->shown);
	while (query_next(query))
		*changed = true;
	return query_close(query, err);
}

/* What was read of a repository before stands: commits may be shared with
 * others, and nobody knows that it is gone. */
bool audit_refuse(struct audit *audit, const struct input *input, bool *changed,
    struct error *err)
{
	struct error why = *err;
	struct kept kept = { 0 };
	last_fix(&why, audit->context);
	error_print(&why, stderr);
	audit->context->status = error_exit_status(&why);
	if (input->is_folder && !find_kept(&kept, audit, input, err))
		return false;
	if (kept.source_id)
		return say_kept(audit, input, &kept, changed, err);
	*changed = true;
	return import_refuse(audit->model, input, &why, err);
}
