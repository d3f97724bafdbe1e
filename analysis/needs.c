/* Two kinds of evidence grow old or come in part. A scan tells what was open
 * when it was made: a flow (what was found) needs one within the period, a
 * stock (what is open) one within the period or within SCAN_DAYS_MAX before
 * its end. Only scans of the audited ref count. "secret" does without where
 * assay itself found one in files of configuration. History that a shallow
 * clone cuts off is not there to be counted: "history" asks for it back to the
 * start of the period, "all_history" back to the first commit,
 * "end_history" to the end of the period: enough for what was there then.
 * Files of the audited revision, "head", are not those of a quarter long past.
 * "contents" asks for a clone that has any. A topic ("injection") asks for a
 * scan by a tool that is known to look for it: where none did, that nothing was
 * found says nothing.
 */
#include "analysis/needs.h"

#include "analysis/cells.h"
#include "analysis/measure.h"
#include "base/date.h"
#include "model/query.h"

/* The newest scan before :at; one without a time when :newest is at :at. */
#define LAST_SCAN                                                              \
	"SELECT max(coalesce(at, :at)) FROM scan_fact"                         \
	" WHERE audited AND (at < :at OR (at IS NULL AND :newest)) AND "

/* Repositories with a commit since :from whose parent is not there. */
#define CUT_OFF                                                                \
	"SELECT DISTINCT r.name FROM repository r"                             \
	" CROSS JOIN commit_repository h ON h.repository_id = r.id"            \
	" JOIN \"commit\" c ON c.id = h.commit_id"                             \
	" JOIN commit_parent p ON p.commit_id = c.id"                          \
	" WHERE r.shallow = 1 AND c.commit_time >= :from AND NOT EXISTS ("     \
	"SELECT 1 FROM \"commit\" o WHERE o.oid = p.parent_oid)"               \
	" ORDER BY r.name"

/* What one need is asked about. */
struct asked_need {
	const struct model *model;
	const struct measure *measure;
	struct period period;
	bool newest;
	const char *topic; /* of a need that has one, and what it is */
	const char *words;
};

static bool open_need(struct query **query, const char *sql,
    const struct asked_need *asked, struct error *err)
{
	if (!query_open(query, asked->model, sql, err))
		return false;
	cells_bind(*query, asked->period.from, asked->period.to, asked->newest);
	if (asked->topic)
		query_bind_name_text(*query, ":topic", str_from(asked->topic));
	return true;
}

/* SQL is LAST_SCAN of scans that look for what is asked; WORDS name one. */
static bool lacks_scan_of(struct str *unmet, const struct asked_need *asked,
    const char *sql, struct str words, struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	int64_t last = UNKNOWN;
	int64_t since = asked->period.from;
	int64_t oldest = asked->period.to - SCAN_DAYS_MAX * DAY_SECONDS;
	if (!open_need(&query, sql, asked, err))
		return false;
	if (query_next(query) && !query_is_null(query, 0))
		last = query_int(query, 0);
	if (!query_close(query, err))
		return false;
	if (asked->measure->basis == BASIS_STOCK && oldest < since)
		since = oldest;
	if (last == UNKNOWN)
		*unmet = words;
	else if (last < since)
		*unmet = arena_printf(keep,
		    "a newer scan (the last is of " STR_FMT ")",
		    STR_ARG(date_iso(keep, last)));
	return true;
}

static bool lacks_scan(struct str *unmet, const struct asked_need *asked,
    struct arena *keep, struct error *err)
{
	return lacks_scan_of(unmet, asked, LAST_SCAN "for_problems",
	    STR("a scan of a known repository"), keep, err);
}

static bool lacks_topic(struct str *unmet, const struct asked_need *asked,
    struct arena *keep, struct error *err)
{
	return lacks_scan_of(unmet, asked,
	    LAST_SCAN "repository_id IS NOT NULL AND scanner IN ("
		      "SELECT scanner FROM scanner_looks "
		      "WHERE topic = :topic)",
	    arena_printf(keep,
		"a scan of a known repository by a tool that looks for %s",
		asked->words),
	    keep, err);
}

/* One that is open is told whoever looked; none is told by a scan alone. */
static bool lacks_secret(struct str *unmet, const struct asked_need *asked,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	bool found;
	if (!open_need(&query, OPEN_OWN_SECRET " LIMIT 1", asked, err))
		return false;
	found = query_next(query);
	return query_close(query, err) &&
	       (found || lacks_scan_of(unmet, asked, LAST_SCAN "for_secrets",
			     STR("a scan for secrets of a known repository"),
			     keep, err));
}

static bool lacks_history(struct str *unmet, const struct asked_need *asked,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	struct str first = STR("");
	int64_t count = 0;
	if (!open_need(&query, CUT_OFF, asked, err))
		return false;
	for (; query_next(query); count++)
		if (count == 0)
			first = arena_str(keep, query_text(query, 0));
	if (!query_close(query, err))
		return false;
	if (count == 1)
		*unmet = arena_printf(keep,
		    "the history of " STR_FMT ", whose clone is cut off",
		    STR_ARG(first));
	if (count > 1)
		*unmet = arena_printf(keep,
		    "the history of %lld repositories, whose clones are cut "
		    "off",
		    (long long)count);
	return true;
}

static bool lacks_all_history(struct str *unmet, const struct asked_need *asked,
    struct arena *keep, struct error *err)
{
	struct asked_need all = *asked;
	all.period.from = UNKNOWN;
	return lacks_history(unmet, &all, keep, err);
}

static bool lacks_end_history(struct str *unmet, const struct asked_need *asked,
    struct arena *keep, struct error *err)
{
	struct asked_need end = *asked;
	end.period.from = asked->period.to;
	return lacks_history(unmet, &end, keep, err);
}

/* Lines of source files are not known, and those of no file are. */
#define LINES_UNKNOWN                                                          \
	"SELECT 1 WHERE NOT EXISTS ("                                          \
	"SELECT 1 FROM commit_file WHERE added IS NOT NULL)"                   \
	" AND EXISTS (SELECT 1 FROM commit_file WHERE added IS NULL"           \
	" AND kind = 'source')"

/* A partial clone may have commits and trees, and no line of any file. */
static bool lacks_contents(struct str *unmet, const struct asked_need *asked,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	(void)keep;
	if (!open_need(&query, LINES_UNKNOWN, asked, err))
		return false;
	if (query_next(query))
		*unmet = STR("contents of files, which this clone leaves out "
			     "(partial)");
	return query_close(query, err);
}

/* The audited revision tells of its own time alone. */
static bool lacks_head(struct str *unmet, const struct asked_need *asked,
    struct arena *keep, struct error *err)
{
	(void)keep;
	(void)err;
	if (!asked->newest)
		*unmet = STR("the files of that time (those of the audited "
			     "revision are newer)");
	return true;
}

static const struct need {
	const char *name;
	const char *topic; /* of data/scanner-reach.csv; NULL: none */
	const char *words; /* what that is */
	bool (*lacks)(struct str *unmet, const struct asked_need *asked,
	    struct arena *keep, struct error *err);
} needs[] = {
	{ "scan", NULL, NULL, lacks_scan },
	{ "secret", NULL, NULL, lacks_secret },
	{ "history", NULL, NULL, lacks_history },
	{ "all_history", NULL, NULL, lacks_all_history },
	{ "end_history", NULL, NULL, lacks_end_history },
	{ "head", NULL, NULL, lacks_head },
	{ "contents", NULL, NULL, lacks_contents },
	{ "injection", "injection", "injection", lacks_topic },
	{ "crypto", "crypto", "weak or missing encryption", lacks_topic },
	{ "resilience", "resilience", "missing time-outs and limits",
	    lacks_topic },
	{ "infrastructure", "infrastructure", "problems of infrastructure",
	    lacks_topic },
	{ "packages", "dependencies", "known weak packages", lacks_topic },
};
enum { NEEDS = sizeof needs / sizeof *needs };

bool needs_unmet(struct str *unmet, const struct model *model,
    const struct measure *measure, struct period period, bool newest,
    struct arena *keep, struct error *err)
{
	*unmet = STR_NONE;
	for (size_t i = 0; i < NEEDS; i++) {
		const struct asked_need asked = { model, measure, period,
			newest, needs[i].topic, needs[i].words };
		struct str one = STR_NONE;
		if (!list_has(measure->needs, str_from(needs[i].name)))
			continue;
		if (!needs[i].lacks(&one, &asked, keep, err))
			return false;
		if (one.ptr)
			*unmet = arena_printf(keep, STR_FMT "%s" STR_FMT,
			    STR_ARG(*unmet), unmet->ptr ? " and " : "",
			    STR_ARG(one));
	}
	return true;
}

struct str need_words(
    const struct measure *measure, struct str name, struct arena *keep)
{
	bool is_flow = measure->basis == BASIS_FLOW;
	if (str_equal_z(name, "scan"))
		return is_flow ? STR("a scan in the period")
			       : arena_printf(keep,
				     "a scan in the period or in the %d days "
				     "before its end",
				     SCAN_DAYS_MAX);
	if (str_equal_z(name, "secret"))
		return arena_printf(keep,
		    "an open secret that assay itself found, or a scan for "
		    "secrets in the period or in the %d days before its end",
		    SCAN_DAYS_MAX);
	if (str_equal_z(name, "history"))
		return STR("history back to the start of the period");
	if (str_equal_z(name, "all_history"))
		return STR("history back to the first commit");
	if (str_equal_z(name, "end_history"))
		return STR("history back to the end of the period");
	if (str_equal_z(name, "contents"))
		return STR("a clone with contents of files");
	if (str_equal_z(name, "head"))
		return arena_printf(keep,
		    "an audited revision of at most %d days after the period",
		    HEAD_DAYS_MAX);
	for (size_t i = 0; i < NEEDS; i++)
		if (needs[i].topic && str_equal_z(name, needs[i].name))
			return arena_printf(keep,
			    "a scan by a tool that looks for %s, in the period "
			    "or in the %d days before its end",
			    needs[i].words, SCAN_DAYS_MAX);
	return STR_NONE;
}
