/* What tells that an input was given. A file that was read and holds nothing
 * of a kind is an answer (no incidents); a file never given is not. Records
 * are looked for up to the end of the period: before the first one, nothing
 * is known either. */
#include "analysis/inputs.h"

#include "analysis/measure.h"
#include "analysis/needs.h"
#include "model/query.h"

/* A report of coverage of so long before the end of a period tells nothing of
 * it: a quarter, as for scans. */
#define TESTED_SECONDS_MAX "92 * 86400"
_Static_assert(SCAN_DAYS_MAX == 92, "TESTED_SECONDS_MAX is another number");

struct input_kind {
	const char *name;
	const char *words;
	const char *probe; /* gives a row when there is any; may use :at */
};

/* clang-format off */
static const struct input_kind kinds[] = {
	{ "git", "a Git repository",
	    "SELECT 1 FROM \"commit\" WHERE commit_time < :at LIMIT 1" },
	{ "scan", "a scanner's results",
	    "SELECT 1 FROM scan_fact WHERE for_problems"
	    " AND (at < :at OR (at IS NULL AND :newest)) LIMIT 1" },
	{ "placed_scan", "a scan of a known repository",
	    "SELECT 1 FROM scan_fact WHERE for_problems"
	    " AND repository_id IS NOT NULL AND audited"
	    " AND (at < :at OR (at IS NULL AND :newest)) LIMIT 1" },
	{ "secret", "results of a scanner for secrets",
	    "SELECT 1 FROM scan_fact WHERE for_secrets"
	    " AND (at < :at OR (at IS NULL AND :newest))"
	    " UNION ALL " OPEN_OWN_SECRET " LIMIT 1" },
	{ "traced_scan", "a scanner's results",
	    "SELECT 1 FROM scan_fact WHERE for_problems"
	    " AND (at < :at OR (at IS NULL AND :newest))"
	    " UNION ALL SELECT 1 FROM traced_finding LIMIT 1" },
	{ "trace", "a trace (assay trace)",
	    "SELECT 1 FROM sqlite_temp_master WHERE name = 'traced'"
	    " UNION ALL SELECT 1 FROM traced LIMIT 1" },
	{ "repeated_scan", "a second scan of a repository by the same scanner",
	    "SELECT 1 FROM scan_fact WHERE audited AND at < :at"
	    " AND for_problems AND repository_id IS NOT NULL"
	    " GROUP BY repository_id, scanner, analysis"
	    " HAVING min(at) < max(at) LIMIT 1" },
	{ "training", "a training export", "SELECT 1 FROM training LIMIT 1" },
	{ "directory", "a directory of people",
	    "SELECT 1 FROM directory LIMIT 1" },
	{ "deployment", "a list of deployments",
	    "SELECT 1 FROM deployment WHERE finished_time < :at LIMIT 1" },
	{ "incident", "a list of incidents",
	    "SELECT 1 FROM incident WHERE opened_time < :at LIMIT 1" },
	{ "policy", "a policy of approved tools",
	    "SELECT 1 FROM policy WHERE kind IN ('tool', 'model') LIMIT 1" },
	{ "mcp_policy", "a policy of approved MCP servers",
	    "SELECT 1 FROM policy WHERE kind = 'mcp' LIMIT 1" },
	{ "data_policy", "a policy of approved data sources",
	    "SELECT 1 FROM policy WHERE kind = 'data_source' LIMIT 1" },
	{ "manifest", "a manifest of packages in a repository",
	    "SELECT 1 FROM component UNION ALL"
	    " SELECT 1 FROM unread WHERE what = 'dependency' LIMIT 1" },
	{ "owners", "a file CODEOWNERS in a repository",
	    "SELECT 1 FROM ownership_rule LIMIT 1" },
	{ "review", "an export of change requests with their reviews",
	    "SELECT 1 FROM validation v JOIN \"commit\" c"
	    " ON c.id = v.commit_id WHERE v.state <> 'weak'"
	    " AND c.commit_time < :at LIMIT 1" },
	{ "requests", "an export of change requests with their reviews",
	    "SELECT 1 FROM request_cover WHERE from_time < :at LIMIT 1" },
	{ "usage", "a report of AI use by person",
	    "SELECT 1 FROM usage WHERE alias_id > 0 AND day_time < :at LIMIT 1" },
	{ "usage_report", "a report of AI use",
	    "SELECT 1 FROM usage WHERE day_time < :at LIMIT 1" },
	{ "seat", "a list of seats of an AI tool",
	    "SELECT 1 FROM seat WHERE :newest LIMIT 1" },
	{ "benchmark", "own test runs of models (model, samples, working, secure)",
	    "SELECT 1 FROM benchmark_fact"
	    " WHERE (at >= :at - 366 * 86400 AND at < :at)"
	    " OR (at IS NULL AND :newest) LIMIT 1" },
	{ "spend", "invoices or a budget of AI tools",
	    "SELECT 1 FROM spend WHERE from_time < :at LIMIT 1" },
	{ "sighting", "an inventory of software or a log of a proxy",
	    "SELECT 1 FROM sighting WHERE day_time < :at LIMIT 1" },
	{ "coverage", "a report of test coverage of a known repository",
	    "SELECT 1 FROM tested_fact WHERE :newest"
	    " AND (at >= :at - " TESTED_SECONDS_MAX " OR at IS NULL) LIMIT 1" },
	{ "attestation", "a file of attestations",
	    "SELECT 1 FROM attestation WHERE time < :at LIMIT 1" },
	{ "policy_statement",
	    "a statement on the AI policy in force (policy.version_current)",
	    "SELECT 1 FROM attestation WHERE item = 'policy.version_current'"
	    " AND time < :at LIMIT 1" },
	{ "survey", "answers to a questionnaire",
	    "SELECT 1 FROM survey WHERE from_time < :at LIMIT 1" },
	{ "register", "a policy in the configuration",
	    "SELECT 1 FROM policy LIMIT 1" },
	{ "test_run", "a report of tests of a known repository",
	    "SELECT 1 FROM test_run t JOIN repository r"
	    " ON r.key = t.repository WHERE t.time < :at LIMIT 1" },
	{ "ticket", "a list of tickets", "SELECT 1 FROM work_item LIMIT 1" },
	{ "source", "any input", "SELECT 1 FROM source LIMIT 1" },
};
/* clang-format on */
/* What is there came after. */
#define LATER " by the end of the period"

enum { KINDS = sizeof kinds / sizeof *kinds };

static const struct input_kind *kind_named(struct str name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (str_equal_z(name, kinds[i].name))
			return &kinds[i];
	return NULL;
}

struct str input_words(struct str name)
{
	const struct input_kind *kind = kind_named(name);
	return kind ? str_from(kind->words) : STR_NONE;
}

struct str inputs_words(struct str list, struct arena *keep)
{
	struct str name;
	struct str all = STR("");
	while (list_next(&list, &name)) {
		struct str words = input_words(name);
		all = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(all),
		    all.len ? ", " : "", STR_ARG(words.ptr ? words : name));
	}
	return all;
}

static bool is_there(bool *found, const struct model *model,
    const struct input_kind *kind, int64_t at, bool newest, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, kind->probe, err))
		return false;
	query_bind_name(query, ":at", at);
	query_bind_name(query, ":newest", newest);
	*found = query_next(query);
	return query_close(query, err);
}

bool inputs_missing(struct str *missing, const struct model *model,
    struct str sources, int64_t at, bool newest, struct arena *keep,
    struct error *err)
{
	struct str name;
	*missing = STR_NONE;
	while (list_next(&sources, &name)) {
		const struct input_kind *kind = kind_named(name);
		bool found;
		if (!kind)
			return error_set(err, ERROR_INPUT,
			    "\"" STR_FMT "\" is no source that a measure "
			    "can name",
			    STR_ARG(name));
		if (!is_there(&found, model, kind, at, newest, err))
			return false;
		if (found)
			continue;
		if (!is_there(&found, model, kind, INT64_MAX, true, err))
			return false;
		*missing = arena_printf(keep, STR_FMT "%s%s%s",
		    STR_ARG(*missing), missing->ptr ? " and " : "", kind->words,
		    found ? LATER : "");
	}
	return true;
}
