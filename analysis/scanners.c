/* Whether findings of two periods can be compared: other scanners, or the same
 * with many more or fewer rules, find other things, and so do the same ones
 * where a repository, or another analysis of one, is scanned for the first time
 * or no more. A series is a scanner, a repository and an analysis; a few of
 * many (SERIES_TOLERANCE) decide nothing. */
#include <math.h>

#include "analysis/engine_parts.h"
#include "analysis/measure.h"
#include "base/vec.h"
#include "model/query.h"

#define RULES_TOLERANCE 0.10
#define SERIES_TOLERANCE 0.05 /* of the series of the larger period */

/* A series with scans in a period and the number of rules it lists. */
struct scanner {
	struct str tool;
	struct str repository; /* its key; "": not placed */
	struct str name;
	struct str analysis;
	int64_t rules;
	bool is_first; /* there is none before the period */
};

struct scanners {
	struct scanner *items;
	size_t count;
	size_t room;
};

#define SERIES                                                                 \
	"SELECT f.scanner, coalesce(r.key, ''), coalesce(r.name, ''), "        \
	"f.analysis, max(f.rules), NOT EXISTS (SELECT 1 FROM scan_fact o "     \
	"WHERE o.audited AND o.repository_id IS f.repository_id "              \
	"AND o.scanner = f.scanner AND o.analysis = f.analysis "               \
	"AND o.at < :from) "                                                   \
	"FROM scan_fact f LEFT JOIN repository r ON r.id = f.repository_id "   \
	"WHERE f.audited AND f.for_problems AND f.at >= :from AND f.at < :at " \
	"GROUP BY 1, f.repository_id, f.analysis ORDER BY 1, 2, 4"

static bool read_scanners(struct scanners *list, const struct model *model,
    struct period period, struct arena *scratch, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model, SERIES, err))
		return false;
	cells_bind(query, period.from, period.to, false);
	while (query_next(query)) {
		struct scanner scanner = {
			.tool = arena_str(scratch, query_text(query, 0)),
			.repository = arena_str(scratch, query_text(query, 1)),
			.name = arena_str(scratch, query_text(query, 2)),
			.analysis = arena_str(scratch, query_text(query, 3)),
			.rules = query_int(query, 4),
			.is_first = query_int(query, 5) != 0,
		};
		VEC_PUSH(list, scratch, scanner);
	}
	return query_close(query, err);
}

static bool is_near(int64_t a, int64_t b)
{
	double larger = fmax((double)a, (double)b);
	return a == UNKNOWN || b == UNKNOWN ||
	       fabs((double)a - (double)b) <= RULES_TOLERANCE * larger;
}

static bool has_tool(const struct scanners *list, struct str tool)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i].tool, tool))
			return true;
	return false;
}

/* Whether each tool of LIST is in OTHER. */
static bool all_in(const struct scanners *list, const struct scanners *other)
{
	for (size_t i = 0; i < list->count; i++)
		if (!has_tool(other, list->items[i].tool))
			return false;
	return true;
}

static int compare_series(const struct scanner *a, const struct scanner *b)
{
	int order = str_compare(a->tool, b->tool);
	if (!order)
		order = str_compare(a->repository, b->repository);
	return order ? order : str_compare(a->analysis, b->analysis);
}

static struct str series_reason(
    const char *what, const struct scanner *series, struct arena *keep)
{
	return arena_printf(keep, "%s: " STR_FMT "%s" STR_FMT "%s" STR_FMT,
	    what,
	    STR_ARG(series->name.len ? series->name
				     : STR("a repository that is not known")),
	    " by ", STR_ARG(series->tool), series->analysis.len ? ", " : "",
	    STR_ARG(series->analysis));
}

/* One reason, and how many series it holds for. */
struct differing {
	struct str reason; /* of the first */
	size_t count;
};

static void count_differing(struct differing *differing, struct str reason)
{
	if (!differing->count++)
		differing->reason = reason;
}

static struct str rules_reason(
    const struct scanner *now, const struct scanner *was, struct arena *keep)
{
	return arena_printf(keep, STR_FMT " ran %lld rule%s, before %lld",
	    STR_ARG(now->tool), (long long)now->rules,
	    now->rules == 1 ? "" : "s", (long long)was->rules);
}

/* Why what was scanned now and before cannot be compared; none if it can. Both
 * are in the order of compare_series. */
static struct str scanner_difference(
    const struct scanners *now, const struct scanners *was, struct arena *keep)
{
	struct differing all = { 0 };
	size_t a = 0;
	size_t b = 0;
	if (now->count == 0 || was->count == 0)
		return STR_NONE;
	if (!all_in(now, was) || !all_in(was, now))
		return STR("other scanners were used");
	while (a < now->count || b < was->count) {
		const struct scanner *x = &now->items[a];
		const struct scanner *y = &was->items[b];
		int order = a == now->count   ? 1
			    : b == was->count ? -1
					      : compare_series(x, y);
		if (order < 0 && x->is_first)
			count_differing(
			    &all, series_reason("more is scanned", x, keep));
		if (order > 0)
			count_differing(
			    &all, series_reason("less is scanned", y, keep));
		if (order == 0 && !is_near(x->rules, y->rules))
			count_differing(&all, rules_reason(x, y, keep));
		a += order <= 0;
		b += order >= 0;
	}
	double larger = fmax((double)now->count, (double)was->count);
	return (double)all.count > SERIES_TOLERANCE * larger ? all.reason
							     : STR_NONE;
}

/* A problem cannot be older than the first scan, so that nothing is overdue
 * when scans begin. */
static bool counts_age(const struct measure *measure)
{
	return str_starts(measure->id, STR("finding.overdue"));
}

static bool is_beginning(const struct scanners *was)
{
	size_t first = 0;
	for (size_t i = 0; i < was->count; i++)
		first += was->items[i].is_first;
	return (double)first > SERIES_TOLERANCE * (double)was->count;
}

bool change_check_scanners(struct figure *change, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	struct scanners now = { 0 };
	struct scanners was = { 0 };
	struct str sources = asked->measure->sources;
	bool has_findings = list_has(sources, STR("scan")) ||
			    list_has(sources, STR("placed_scan"));
	/* how much is scanned is a figure itself */
	if (!has_findings || str_starts(asked->measure->id, STR("scan.")))
		return true;
	if (!read_scanners(&now, engine->model, asked->period, keep, err) ||
	    !read_scanners(&was, engine->model, period_shift(asked->period, -1),
		keep, err))
		return false;
	change->reason = scanner_difference(&now, &was, keep);
	if (!change->reason.ptr && counts_age(asked->measure) &&
	    is_beginning(&was))
		change->reason = STR("scans began the period before");
	if (change->reason.ptr && change->class != CLASS_NOT_ASSESSED)
		change->class = CLASS_NOT_COMPARABLE;
	return true;
}
