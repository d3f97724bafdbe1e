/* The one row of run holds what the derived tables were made with, so that a
 * run knows whether they are behind: "" says so. */
#include "cli/audit_steps.h"

#include <stdio.h>

#include "base/say.h"
#include "link/link.h"
#include "model/derived.h"
#include "model/query.h"

enum { DOUBTS_MAX = 20 };

/* What the derived tables were made with. */
static struct str link_state(const struct audit *audit)
{
	return arena_printf(audit->context->keep,
	    "program=%s human_before=%lld", ASSAY_VERSION,
	    (long long)audit->file->human_before);
}

bool audit_is_linked(const struct audit *audit, bool *linked, struct error *err)
{
	struct query *query = NULL;
	bool is_ours;
	if (!derived_current(&is_ours, audit->model, err) ||
	    !query_open(&query, audit->model,
		"SELECT 1 FROM run WHERE options = ?1", err))
		return false;
	query_bind_text(query, 1, link_state(audit));
	*linked = query_next(query) && is_ours;
	return query_close(query, err);
}

static bool store_state(
    struct audit *audit, struct str state, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, audit->model,
		"INSERT INTO run (id, program, options) "
		"VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET "
		"program = ?1, options = ?2",
		err))
		return false;
	query_bind_text(query, 1, STR("assay " ASSAY_VERSION));
	query_bind_text(query, 2, state);
	query_do(query);
	return query_close(query, err);
}

/* Corrections are written by hand and scans are placed by it, so what is wrong
 * with them is told at once. The report counts all of it. */
static bool tell_doubts(struct audit *audit, struct error *err)
{
	struct query *query = NULL;
	int64_t told = 0;
	int64_t line;
	if (!query_open(&query, audit->model,
		"SELECT s.path, d.line, d.severity, d.text FROM diagnostic d "
		"JOIN source s ON s.id = d.source_id "
		"WHERE d.code IN ('idle-correction', 'corrected-twice', "
		"'scan-not-placed', 'origin-assumed') "
		"OR (d.code = 'unknown-ai-tool' AND s.importer = 'config') "
		"ORDER BY d.severity DESC, s.path, d.line, d.text",
		err))
		return false;
	for (; query_next(query); told++) {
		if (told >= DOUBTS_MAX)
			continue;
		line = query_int(query, 1);
		struct str at = STR("");
		if (line)
			at = arena_printf(
			    audit->context->keep, ":%lld", (long long)line);
		say(stderr, STR_FMT STR_FMT ": " STR_FMT ": " STR_FMT,
		    STR_ARG(query_text(query, 0)), STR_ARG(at),
		    STR_ARG(query_text(query, 2)),
		    STR_ARG(query_text(query, 3)));
	}
	if (told > DOUBTS_MAX)
		fprintf(stderr, "%lld more of these\n",
		    (long long)(told - DOUBTS_MAX));
	return query_close(query, err);
}

bool audit_unlink(struct audit *audit, struct error *err)
{
	return store_state(audit, STR(""), err);
}

bool audit_link(struct audit *audit, struct error *err)
{
	const struct link_options options = {
		.human_before = audit->file->human_before,
		.folders = &audit->context->folders,
		.folder = audit->folder,
		.cache = audit->cache,
		.jobs = audit->jobs,
	};
	progress_stage(audit->progress, STR("joining the sources"));
	bool done = link_all(audit->model, &options, err);
	progress_end(audit->progress);
	return done && tell_doubts(audit, err) &&
	       store_state(audit, link_state(audit), err);
}
