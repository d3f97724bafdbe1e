/* What moved and what it means: the tally behind the verdict, and the three
 * sentences of page one (what changed, why it matters, what we ask). */
#include "base/date.h"
#include "model/query.h"
#include "render/audit.h"
#include "render/page_one.h"
#include "render/print.h"

#define SENTENCE_MAX 108 /* three lines of 36 */
#define MOVED_MAX 3

struct tally tally_of(const struct indicators *indicators)
{
	struct tally sum = {
		.outside = indicators_with(indicators, STATUS_OUTSIDE),
		.borderline = indicators_with(indicators, STATUS_BORDERLINE),
	};
	sum.assessed = sum.outside + sum.borderline +
		       indicators_with(indicators, STATUS_INSIDE);
	for (size_t i = 0; i < indicators->count; i++) {
		const struct indicator *at = &indicators->items[i];
		enum colour colour = indicator_colour(at);
		sum.better += colour == COLOUR_BLUE;
		sum.worse += colour == COLOUR_ALERT;
		sum.compared += at->previous.known && at->change.known;
	}
	return sum;
}

enum colour indicator_colour(const struct indicator *indicator)
{
	return words_change_colour(indicator->change.class,
	    indicator->at_least ? DIRECTION_UP : DIRECTION_DOWN);
}

struct str say_of(struct expansion *expansion, const char *what,
    const struct indicator *indicator, enum word_class class)
{
	return words_say(expansion->words,
	    arena_printf(
		expansion->keep, "%s." STR_FMT, what, STR_ARG(indicator->key)),
	    class, indicator->answer.figure.unstable, &indicator->fields,
	    expansion->keep);
}

static struct str join(
    struct arena *keep, struct str text, struct str more, size_t limit)
{
	if (!more.ptr || (text.len && text.len + 1 + more.len > limit))
		return text;
	return text.len ? arena_printf(keep, STR_FMT " " STR_FMT, STR_ARG(text),
			      STR_ARG(more))
			: more;
}

/* "known origin 94% (was 98%), late problems 73 (was 50)": what became worse,
 * or better, MOVED_MAX of them by name. */
static struct str moved_list(struct expansion *expansion, enum colour colour)
{
	const struct indicators *all = &expansion->indicators;
	struct arena *keep = expansion->keep;
	struct str text = STR("");
	int64_t count = 0;
	for (size_t i = 0; i < all->count; i++) {
		const struct indicator *at = &all->items[i];
		if (indicator_colour(at) != colour || count++ >= MOVED_MAX)
			continue;
		text = arena_printf(keep,
		    STR_FMT "%s" STR_FMT " " STR_FMT " (was " STR_FMT ")",
		    STR_ARG(text), text.len ? ", " : "",
		    STR_ARG(say_of(expansion, "short", at, at->change.class)),
		    STR_ARG(words_get(&at->fields, STR("value"))),
		    STR_ARG(words_get(&at->fields, STR("previous"))));
	}
	if (count > MOVED_MAX)
		text = arena_printf(keep, STR_FMT " and " STR_FMT " more",
		    STR_ARG(text),
		    STR_ARG(print_small(keep, count - MOVED_MAX)));
	return text;
}

static struct str only_change(struct expansion *expansion)
{
	const struct indicators *all = &expansion->indicators;
	for (size_t i = 0; i < all->count; i++)
		if (indicator_colour(&all->items[i]) != COLOUR_INK)
			return say_of(expansion, "changed", &all->items[i],
			    all->items[i].change.class);
	return STR_NONE;
}

/* The measure that the first of these numbers tells of. */
static struct str first_moved(const struct expansion *expansion)
{
	const struct indicators *all = &expansion->indicators;
	for (size_t i = 0; i < all->count; i++)
		if (indicator_colour(&all->items[i]) != COLOUR_INK)
			return all->items[i].measure->id;
	return STR_NONE;
}

static struct str changed_text(struct expansion *expansion)
{
	struct arena *keep = expansion->keep;
	struct tally sum = tally_of(&expansion->indicators);
	struct str only = only_change(expansion);
	struct str text = STR("");
	if (!sum.compared)
		return arena_printf(keep,
		    "No measure can be compared with last %s.",
		    expansion->facts.span.ptr);
	if (!sum.worse && !sum.better)
		return arena_printf(keep,
		    "No measure moved by more than chance since last %s.",
		    expansion->facts.span.ptr);
	if (sum.worse + sum.better == 1 && only.ptr)
		return only;
	if (sum.worse)
		text = arena_printf(keep, "Worse: " STR_FMT ".",
		    STR_ARG(moved_list(expansion, COLOUR_ALERT)));
	if (sum.better)
		text = arena_printf(keep, STR_FMT "%sBetter: " STR_FMT ".",
		    STR_ARG(text), text.len ? " " : "",
		    STR_ARG(moved_list(expansion, COLOUR_BLUE)));
	return text;
}

static struct str matters_text(struct expansion *expansion)
{
	const struct indicators *all = &expansion->indicators;
	const struct indicator *weak = indicators_weakest(all);
	for (size_t i = 0; i < all->count; i++) {
		struct str text = say_of(expansion, "matters", &all->items[i],
		    all->items[i].answer.figure.class);
		bool is_ratio = all->items[i].measure->kind == MEASURE_RATE;
		if (text.ptr && (is_ratio || &all->items[i] == weak))
			return text;
	}
	return STR("What AI does to the risk of our software cannot be said "
		   "from the data given.");
}

/* A question goes on in its sentence: "Decide which tools may write code"; any
 * other title stands as it is: "Decide: Open problems of the web shop". */
static struct str decide(struct str title, struct arena *keep)
{
	static const char *const words[] = { "Which ", "How ", "Who ", "What ",
		"Whether ", "When ", "Where " };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(title, str_from(words[i])))
			return arena_printf(keep, "Decide %c" STR_FMT,
			    title.ptr[0] - 'A' + 'a',
			    STR_ARG(str_skip(title, 1)));
	return arena_printf(keep, "Decide: " STR_FMT, STR_ARG(title));
}

/* "Decide which AI tools may write code (EUR 40,000) by 15 Dec 2026." */
static struct str request_of(const struct option *option, struct arena *keep)
{
	struct str text = decide(option->title, keep);
	if (option->cost.len && !str_equal_z(option->cost, "none"))
		text = arena_printf(keep, STR_FMT " (" STR_FMT ")",
		    STR_ARG(text), STR_ARG(print_unbroken(keep, option->cost)));
	if (option->due_time != UNKNOWN)
		text = arena_printf(keep, STR_FMT " by " STR_FMT, STR_ARG(text),
		    STR_ARG(print_date(keep, option->due_time)));
	return arena_printf(keep, STR_FMT ".", STR_ARG(text));
}

static bool ask_text(
    struct str *text, struct expansion *expansion, struct error *err)
{
	struct options open;
	struct arena *keep = expansion->keep;
	int64_t left = 0;
	*text = STR("");
	if (!decisions_read(&open, expansion, true, err))
		return false;
	for (size_t i = 0; i < open.count; i++) {
		const struct option *at = &open.items[i];
		if (!at->recommended)
			continue;
		struct str before = *text;
		*text = join(keep, before, request_of(at, keep), SENTENCE_MAX);
		left += text->len == before.len;
	}
	if (left)
		*text = arena_printf(keep,
		    "%.*s, and on " STR_FMT " more %s below.",
		    (int)text->len - 1, text->ptr,
		    STR_ARG(print_small(keep, left)),
		    left == 1 ? "matter" : "matters");
	if (text->len)
		return true;
	const struct indicator *weak =
	    indicators_weakest(&expansion->indicators);
	if (!expansion->indicators.agreed)
		*text = STR("Agree the limits that are still defaults of the "
			    "program, or change them.");
	else if (weak)
		*text =
		    say_of(expansion, "ask", weak, weak->answer.figure.class);
	if (!text->len)
		*text = STR("Nothing: no decision was put to this meeting.");
	return true;
}

/* "2 of 7 measures outside the limit, 3 borderline": for the subject of a mail.
 * It says, too, when nothing moved. */
static bool status_text(
    struct str *text, struct expansion *expansion, struct error *err)
{
	struct arena *keep = expansion->keep;
	struct tally sum = tally_of(&expansion->indicators);
	bool any;
	if (!listing_has(&any, expansion, STR("evidence"), err))
		return false;
	if (!any || !sum.assessed) {
		*text = any ? STR("no measure could be judged")
			    : STR("no AI use is recorded");
		return true;
	}
	size_t all = expansion->indicators.count;
	*text = sum.outside ? arena_printf(keep,
				  "%zu of %zu measures outside the limit",
				  sum.outside, all)
		: sum.borderline
		    ? STR("no measure outside the limit")
		    : arena_printf(keep, "%zu of %zu measures inside the limit",
			  sum.assessed, all);
	if (sum.borderline)
		*text = arena_printf(keep, STR_FMT ", %zu borderline",
		    STR_ARG(*text), sum.borderline);
	if (sum.assessed < all)
		*text = arena_printf(keep, STR_FMT ", %zu not judged",
		    STR_ARG(*text), all - sum.assessed);
	if (sum.compared && !sum.better && !sum.worse)
		*text = arena_printf(
		    keep, STR_FMT ", nothing moved", STR_ARG(*text));
	return true;
}

/* "2 decisions", for the subject of a mail. */
static bool asks_text(
    struct str *text, struct expansion *expansion, struct error *err)
{
	struct options open;
	int64_t count = 0;
	if (!decisions_read(&open, expansion, true, err))
		return false;
	for (size_t i = 0; i < open.count; i++)
		count += i == 0 ||
			 !str_equal(open.items[i].key, open.items[i - 1].key);
	*text = count ? print_things(
			    expansion->keep, count, "decision", "decisions")
		      : STR("nothing to decide");
	return true;
}

/* How many repositories pass the rule of evidence. */
static bool drivers_text(
    struct str *text, struct expansion *expansion, struct error *err)
{
	struct answer answer;
	struct arena *keep = expansion->keep;
	struct str by = STR("repository");
	struct question question = {
		.id = STR("finding.density_ratio"),
		.by = &by,
		.by_count = 1,
	};
	int64_t clear = 0;
	int64_t compared = 0;
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	for (size_t i = 0; i < answer.group_count; i++) {
		const struct figure *figure = &answer.groups[i].figure;
		if (figure->suppressed || !figure->known)
			continue;
		compared++;
		clear += figure->class == CLASS_CLEAR_UP;
	}
	if (!compared)
		*text = STR("No repository has enough data to compare.");
	else
		*text = arena_printf(keep,
		    "Of " STR_FMT " that can be compared, " STR_FMT
		    " %s clearly more problems in AI-assisted code, like for "
		    "like.",
		    STR_ARG(print_things(
			keep, compared, "repository", "repositories")),
		    STR_ARG(clear ? print_small(keep, clear) : STR("none")),
		    clear > 1 ? "have" : "has");
	return true;
}

/* Commits that AI took part in and that the policy does not approve, by the
 * gravest reason: a tool it forbids, one it does not name, one that nobody
 * recorded, else a model. */
static const char unapproved_sql[] =
    "SELECT CASE"
    " WHEN EXISTS (SELECT 1 FROM tool_use u"
    "  JOIN tool_policy p ON p.tool_id = u.tool_id"
    "  WHERE u.commit_id = c.commit_id AND p.status <> 'approved'"
    "  AND c.author_time >= p.from_time AND c.author_time < p.to_time) THEN 1"
    " WHEN EXISTS (SELECT 1 FROM tool_use u JOIN tool t ON t.id = u.tool_id"
    "  WHERE u.commit_id = c.commit_id AND NOT EXISTS (SELECT 1"
    "   FROM tool_policy p WHERE p.tool_id = t.id)) THEN 2"
    " WHEN NOT EXISTS (SELECT 1 FROM tool_use u JOIN tool t"
    "  ON t.id = u.tool_id WHERE u.commit_id = c.commit_id) THEN 3"
    " ELSE 4 END AS reason, count(*) FROM commit_fact c"
    " WHERE c.is_ai AND coalesce(c.approved, 0) = 0"
    " AND c.at >= ?1 AND c.at < ?2 GROUP BY 1 ORDER BY 1";

static bool unapproved_text(
    struct str *text, struct expansion *expansion, struct error *err)
{
	static const char *const reasons[] = { "",
		"with a tool that it forbids or has retired",
		"with a tool that it does not name", "with a tool not recorded",
		"with a model or on a day that it does not approve" };
	struct answer answer;
	struct question question = { .id = STR("ai.approved_use") };
	struct query *query = NULL;
	struct arena *keep = expansion->keep;
	struct period period = engine_period(expansion->engine);
	struct str list = STR("");
	if (!expand_ask(&answer, expansion, &question, err))
		return false;
	const struct figure *figure = &answer.figure;
	*text = STR_NONE;
	if (!figure->n || figure->suppressed ||
	    figure->class == CLASS_NOT_ASSESSED || figure->hit == figure->n)
		return true;
	if (!query_open(&query, expansion->model, unapproved_sql, err))
		return false;
	query_bind_int(
	    query, 1, period.from == UNKNOWN ? INT64_MIN + 1 : period.from);
	query_bind_int(query, 2, period.to);
	while (query_next(query))
		list = arena_printf(keep, STR_FMT "%s" STR_FMT " %s",
		    STR_ARG(list), list.len ? ", " : "",
		    STR_ARG(print_count(keep, query_int(query, 1))),
		    reasons[query_int(query, 0)]);
	*text = arena_printf(keep,
	    STR_FMT " of " STR_FMT
		    " AI commits were made outside the policy: " STR_FMT ".",
	    STR_ARG(print_count(keep, figure->n - figure->hit)),
	    STR_ARG(print_count(keep, figure->n)), STR_ARG(list));
	return query_close(query, err);
}

/* What the driver that the rule admits has more of; else what the weakest
 * measure means. */
static bool matters_say(struct str *text, struct str *about,
    struct expansion *expansion, struct error *err)
{
	struct drivers_said said;
	if (!drivers_say(&said, expansion, err))
		return false;
	*text = said.matters.ptr ? said.matters : matters_text(expansion);
	*about = said.matters.ptr ? said.measure : STR("finding.density_ratio");
	return true;
}

bool summary_text(struct str *text, struct str *about,
    struct expansion *expansion, struct str part, struct error *err)
{
	struct drivers_said said;
	*text = STR_NONE;
	*about = STR_NONE;
	if (str_equal_z(part, "changed")) {
		*text = changed_text(expansion);
		*about = first_moved(expansion);
		return true;
	}
	if (str_equal_z(part, "matters"))
		return matters_say(text, about, expansion, err);
	if (str_equal_z(part, "ask"))
		return ask_text(text, expansion, err);
	if (str_equal_z(part, "status"))
		return status_text(text, expansion, err);
	if (str_equal_z(part, "asks"))
		return asks_text(text, expansion, err);
	if (str_equal_z(part, "tools")) {
		*about = STR("bench.recommendation");
		return tools_say(text, expansion, err);
	}
	if (str_equal_z(part, "conclusion")) {
		*about = STR("gate.failures");
		return audit_say(text, expansion, err);
	}
	if (str_equal_z(part, "drivers")) {
		*about = STR("finding.density_ratio");
		return drivers_text(text, expansion, err);
	}
	if (str_equal_z(part, "unapproved")) {
		*about = STR("ai.approved_use");
		return unapproved_text(text, expansion, err);
	}
	if (!drivers_say(&said, expansion, err))
		return false;
	*text = str_equal_z(part, "behaviours")
		    ? (said.admitted.ptr ? said.lead : STR_NONE)
		: str_equal_z(part, "named") ? said.named
					     : said.admitted;
	*about = said.measure;
	return true;
}
