/* link/trace.sql selects and orders; here the rows are read, each list once,
 * in the order of the commits. */
#include "link/trace.h"

#include "base/date.h"
#include "base/vec.h"
#include "model/query.h"

static bool ask(struct model *model, const struct trace_question *question,
    struct error *err)
{
	struct query *query = NULL;
	if (!query_run(
		model, "DROP TABLE IF EXISTS temp.traced_question", err) ||
	    !query_run(model,
		"CREATE TEMP TABLE traced_question (tool TEXT, model TEXT, "
		"since_time INTEGER, until_time INTEGER, person_id INTEGER, "
		"repository_id INTEGER, restricted INTEGER)",
		err) ||
	    !query_open(&query, model,
		"INSERT INTO temp.traced_question VALUES (?1, lower(?2), ?3, "
		"?4, nullif(?5, 0), nullif(?6, 0), ?7)",
		err))
		return false;
	query_bind_text(query, 1, question->tool);
	query_bind_text(query, 2, question->model);
	query_bind_int(query, 3, question->since);
	query_bind_int(query, 4, question->until);
	query_bind_int(query, 5, question->person_id);
	query_bind_int(query, 6, question->repository_id);
	query_bind_int(query, 7, question->restricted);
	query_do(query);
	return query_close(query, err);
}

static struct str keep_text(
    struct arena *keep, const struct query *query, int column)
{
	struct str text = query_text(query, column);
	return text.ptr ? arena_str(keep, text) : STR_NONE;
}

static bool read_commits(struct trace *trace, const struct model *model,
    struct arena *keep, struct error *err)
{
	VEC(struct trace_commit) list = { 0 };
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT k.oid, r.key, r.service, p.key, t.name, m.name, "
		"x.level, x.review, x.at, x.alive, x.written - x.alive, "
		"x.repository_id, x.findings IS NOT NULL, x.possible, "
		"x.corrected, x.shared, o.oid, x.copied, "
		"coalesce(x.closed, 0), CASE x.closed_worst "
		"WHEN 1 THEN 'critical' WHEN 2 THEN 'high' WHEN 3 THEN "
		"'medium' WHEN 4 THEN 'low' WHEN 5 THEN 'info' END "
		"FROM temp.traced x "
		"JOIN \"commit\" k ON k.id = x.commit_id "
		"LEFT JOIN repository r ON r.id = x.repository_id "
		"LEFT JOIN person p ON p.id = x.person_id "
		"LEFT JOIN tool t ON t.id = x.tool_id "
		"LEFT JOIN model m ON m.id = x.model_id "
		"LEFT JOIN \"commit\" o ON o.id = x.copy_of "
		"ORDER BY x.position",
		err))
		return false;
	while (query_next(query)) {
		const struct trace_commit commit = {
			.oid = keep_text(keep, query, 0),
			.repository = keep_text(keep, query, 1),
			.service = keep_text(keep, query, 2),
			.person = keep_text(keep, query, 3),
			.tool = keep_text(keep, query, 4),
			.model = keep_text(keep, query, 5),
			.level = keep_text(keep, query, 6),
			.review = keep_text(keep, query, 7),
			.when = query_int(query, 8),
			.alive = query_int(query, 9),
			.rewritten = query_int(query, 10),
			.repository_id = query_int(query, 11),
			.findings_known = query_int(query, 12) != 0,
			.possible = query_int(query, 13),
			.corrected = query_int(query, 14),
			.shared = query_int(query, 15),
			.copy_of = keep_text(keep, query, 16),
			.copied = keep_text(keep, query, 17),
			.closed = query_int(query, 18),
			.closed_worst = keep_text(keep, query, 19),
		};
		VEC_PUSH(&list, keep, commit);
	}
	trace->commits = list.items;
	trace->count = list.count;
	return query_close(query, err);
}

/* Rows of a query whose first column is the position of their commit, from 1,
 * by which they are sorted. */
struct reading {
	struct query *query;
	int64_t position; /* of the row at hand; 0: none is left */
};

static bool reading_open(struct reading *reading, const struct model *model,
    const char *sql, struct error *err)
{
	if (!query_open(&reading->query, model, sql, err))
		return false;
	reading->position =
	    query_next(reading->query) ? query_int(reading->query, 0) : 0;
	return true;
}

/* Whether the row at hand belongs to the commit at INDEX. */
static bool reading_is_at(const struct reading *reading, size_t index)
{
	return reading->position == (int64_t)index + 1;
}

static void reading_step(struct reading *reading)
{
	reading->position =
	    query_next(reading->query) ? query_int(reading->query, 0) : 0;
}

/* The text of COLUMN; rows of one text share it. */
static struct str same_or_new(
    struct str *last, const struct query *query, int column, struct arena *keep)
{
	struct str now = query_text(query, column);
	if (!now.ptr)
		return STR_NONE;
	if (!last->ptr || !str_equal(now, *last))
		*last = arena_str(keep, now);
	return *last;
}

/* Of each commit those that answer, its own first. */
static bool read_tools(struct trace *trace, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct reading reading;
	struct str name = STR_NONE;
	if (!reading_open(&reading, model,
		"SELECT DISTINCT x.position, t.name FROM temp.traced x "
		"JOIN temp.traced_evidence e ON e.commit_id = x.commit_id "
		"JOIN tool t ON t.id = e.tool_id "
		"ORDER BY x.position, t.id <> x.tool_id, t.name",
		err))
		return false;
	for (size_t i = 0; i < trace->count; i++) {
		VEC(struct str) list = { 0 };
		for (; reading_is_at(&reading, i); reading_step(&reading))
			VEC_PUSH(&list, keep,
			    same_or_new(&name, reading.query, 1, keep));
		trace->commits[i].tools = list.items;
		trace->commits[i].tool_count = list.count;
	}
	return query_close(reading.query, err);
}

static void add_place(
    struct trace_commit *commit, const struct trace_place *place, bool is_copy)
{
	if (is_copy) {
		commit->copy_count++;
		commit->copy_lines += place->count;
		return;
	}
	commit->sure_count += place->is_sure;
	commit->place_count++;
}

static bool read_places(struct trace *trace, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct reading reading;
	struct str path = STR_NONE;
	struct str tool = STR_NONE;
	struct str model_name = STR_NONE;
	struct str repository = STR_NONE;
	if (!reading_open(&reading, model,
		"SELECT x.position, f.path, p.start, p.count, p.sure, "
		"p.corrected, t.name, m.name, r.key, r.id, p.copy "
		"FROM temp.traced x "
		"JOIN temp.traced_place p ON p.commit_id = x.commit_id "
		"JOIN file f ON f.id = p.file_id "
		"JOIN repository r ON r.id = p.repository_id "
		"LEFT JOIN tool t ON t.id = p.tool_id "
		"LEFT JOIN model m ON m.id = p.model_id "
		"ORDER BY x.position, p.copy, p.sure DESC, r.key, f.path, "
		"p.start",
		err))
		return false;
	for (size_t i = 0; i < trace->count; i++) {
		VEC(struct trace_place) list = { 0 };
		for (; reading_is_at(&reading, i); reading_step(&reading)) {
			const struct query *row = reading.query;
			const struct trace_place place = {
				.path = same_or_new(&path, row, 1, keep),
				.start = query_int(row, 2),
				.count = query_int(row, 3),
				.is_sure = query_int(row, 4) != 0,
				.is_corrected = query_int(row, 5) != 0,
				.tool = same_or_new(&tool, row, 6, keep),
				.model = same_or_new(&model_name, row, 7, keep),
				.repository =
				    same_or_new(&repository, row, 8, keep),
				.repository_id = query_int(row, 9),
			};
			add_place(&trace->commits[i], &place,
			    query_int(row, 10) != 0);
			VEC_PUSH(&list, keep, place);
		}
		trace->commits[i].places = list.items;
	}
	return query_close(reading.query, err);
}

static bool read_findings(struct trace *trace, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct reading reading;
	if (!reading_open(&reading, model,
		"SELECT x.position, f.tool, f.rule, f.severity, "
		"coalesce(p.path, f.path), coalesce(t.line, f.line), f.path, "
		"f.line, NOT t.alive FROM temp.traced x "
		"JOIN temp.traced_finding t ON t.commit_id = x.commit_id "
		"JOIN finding f ON f.id = t.finding_id "
		"LEFT JOIN file p ON p.id = t.file_id "
		"ORDER BY x.position, t.alive DESC, f.severity_rank, 5, 6, "
		"f.rule, f.key",
		err))
		return false;
	for (size_t i = 0; i < trace->count; i++) {
		VEC(struct trace_finding) list = { 0 };
		for (; reading_is_at(&reading, i); reading_step(&reading)) {
			const struct trace_finding finding = {
				keep_text(keep, reading.query, 1),
				keep_text(keep, reading.query, 2),
				keep_text(keep, reading.query, 3),
				keep_text(keep, reading.query, 4),
				query_int(reading.query, 5),
				keep_text(keep, reading.query, 6),
				query_int(reading.query, 7),
				query_int(reading.query, 8) != 0,
			};
			trace->commits[i].finding_gone_count += finding.is_gone;
			VEC_PUSH(&list, keep, finding);
		}
		trace->commits[i].findings = list.items;
		trace->commits[i].finding_count =
		    list.count - trace->commits[i].finding_gone_count;
	}
	return query_close(reading.query, err);
}

static bool read_owners(struct trace *trace, const struct model *model,
    struct arena *keep, struct error *err)
{
	struct reading reading;
	struct str name = STR_NONE;
	if (!reading_open(&reading, model,
		"SELECT DISTINCT x.position, o.shown, o.owner "
		"FROM temp.traced x "
		"JOIN temp.traced_place p ON p.commit_id = x.commit_id "
		"JOIN temp.traced_owner o ON "
		"o.repository_id = p.repository_id AND o.file_id = p.file_id "
		"WHERE NOT p.copy ORDER BY 1, 2, 3",
		err))
		return false;
	for (size_t i = 0; i < trace->count; i++) {
		VEC(struct str) list = { 0 };
		for (; reading_is_at(&reading, i); reading_step(&reading)) {
			struct str shown =
			    same_or_new(&name, reading.query, 1, keep);
			if (shown.ptr)
				VEC_PUSH(&list, keep, shown);
			else
				trace->commits[i].owners_hidden++;
		}
		trace->commits[i].owners = list.items;
		trace->commits[i].owner_count = list.count;
	}
	return query_close(reading.query, err);
}

/* Of a clone without the older history nobody knows what it wrote. */
static bool read_cut_off(struct trace *trace, const struct model *model,
    const struct trace_question *question, struct arena *keep,
    struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT name FROM repository WHERE shallow = 1 "
		"AND (?1 = 0 OR id = ?1) ORDER BY key",
		err))
		return false;
	query_bind_int(query, 1, question->repository_id);
	while (query_next(query))
		VEC_PUSH(&trace->cut_off, keep, keep_text(keep, query, 0));
	return query_close(query, err);
}

static void add_known(int64_t *sum, int64_t value, int64_t *not_known)
{
	if (value == UNKNOWN)
		++*not_known;
	else
		*sum = *sum == UNKNOWN ? value : *sum + value;
}

struct trace_totals trace_sum(const struct trace *trace)
{
	bool cut = trace->cut_off.count > 0;
	int64_t none = trace->count || cut ? UNKNOWN : 0;
	int64_t ignored = 0;
	struct trace_totals sum = { .commits = (int64_t)trace->count,
		.alive = none,
		.possible = none,
		.corrected = none,
		.shared = none,
		.copies = 0,
		.rewritten = none,
		.findings = none,
		.findings_gone = none };
	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_commit *c = &trace->commits[i];
		add_known(&sum.alive, c->alive, &sum.alive_not_known);
		add_known(
		    &sum.rewritten, c->rewritten, &sum.rewritten_not_known);
		add_known(&sum.findings,
		    c->findings_known ? (int64_t)c->finding_count : UNKNOWN,
		    &sum.findings_not_known);
		add_known(&sum.findings_gone,
		    c->findings_known || c->finding_gone_count
			? (int64_t)c->finding_gone_count
			: UNKNOWN,
		    &ignored);
		add_known(&sum.possible, c->possible, &ignored);
		add_known(&sum.corrected, c->corrected, &ignored);
		add_known(&sum.shared, c->shared, &ignored);
		sum.copies += c->copy_lines;
		sum.repeats += c->copied.ptr != NULL;
		sum.closing += c->closed > 0;
		sum.reverts[c->revert]++;
	}
	if (sum.findings_not_known)
		sum.findings = UNKNOWN;
	return sum;
}

bool trace_find(struct trace *trace, struct model *model,
    const struct trace_question *question, struct arena *keep,
    struct error *err)
{
	*trace = (struct trace){ 0 };
	return ask(model, question, err) &&
	       model_script(model, STR("link/trace.sql"), NULL, err) &&
	       read_cut_off(trace, model, question, keep, err) &&
	       read_commits(trace, model, keep, err) &&
	       trace_name(trace, model, question, keep, err) &&
	       read_tools(trace, model, keep, err) &&
	       read_places(trace, model, keep, err) &&
	       read_findings(trace, model, keep, err) &&
	       read_owners(trace, model, keep, err);
}
