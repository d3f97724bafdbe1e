/* Whether findings of two periods can be compared: other scanners, or the same
 * with many more or fewer rules, find other things. */
#include <math.h>

#include "analysis/engine_parts.h"
#include "analysis/measure.h"
#include "base/vec.h"
#include "model/query.h"

#define RULES_TOLERANCE 0.10

/* Scanners of a period: tool and the number of rules it lists. */
struct scanner {
	struct str tool;
	int64_t rules;
};

struct scanners {
	struct scanner *items;
	size_t count;
	size_t room;
};

static bool read_scanners(struct scanners *list, const struct model *model,
    struct period period, struct arena *scratch, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"SELECT scanner, max(rules) FROM scan_fact "
		"WHERE audited AND at >= :from AND at < :at GROUP BY 1 ORDER "
		"BY 1",
		err))
		return false;
	cells_bind(query, period.from, period.to, false);
	while (query_next(query)) {
		struct scanner scanner = { arena_str(
					       scratch, query_text(query, 0)),
			query_int(query, 1) };
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

/* Why what was scanned now and before cannot be compared; none if it can. */
static struct str scanner_difference(
    const struct scanners *now, const struct scanners *was, struct arena *keep)
{
	if (now->count == 0 || was->count == 0)
		return STR_NONE;
	if (now->count != was->count)
		return STR("other scanners were used");
	for (size_t i = 0; i < now->count; i++) {
		if (!str_equal(now->items[i].tool, was->items[i].tool))
			return STR("other scanners were used");
		if (!is_near(now->items[i].rules, was->items[i].rules))
			return arena_printf(keep,
			    STR_FMT " ran %lld rules, before %lld",
			    STR_ARG(now->items[i].tool),
			    (long long)now->items[i].rules,
			    (long long)was->items[i].rules);
	}
	return STR_NONE;
}

bool change_check_scanners(struct figure *change, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	struct scanners now = { 0 };
	struct scanners was = { 0 };
	struct str sources = asked->measure->sources;
	if (!list_has(sources, STR("scan")) &&
	    !list_has(sources, STR("placed_scan")))
		return true;
	if (!read_scanners(&now, engine->model, asked->period, keep, err) ||
	    !read_scanners(&was, engine->model, period_shift(asked->period, -1),
		keep, err))
		return false;
	change->reason = scanner_difference(&now, &was, keep);
	if (change->reason.ptr && change->class != CLASS_NOT_ASSESSED)
		change->class = CLASS_NOT_COMPARABLE;
	return true;
}
