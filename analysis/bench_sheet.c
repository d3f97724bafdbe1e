/* Rows of own tests and of what is recommended. The comparison of code by tool
 * and model is that of finding.density_ratio, asked of the engine; spend and
 * seats are those of usage.spend: no figure is made twice. */
#include <stdlib.h>

#include "analysis/bench.h"
#include "analysis/interval.h"
#include "analysis/measure.h"
#include "analysis/recommend.h"
#include "base/vec.h"

/* --------------------------------------------------------------- matrix -- */

struct model_list {
	struct str *items; /* sorted */
	size_t count;
	size_t room;
};

static int by_name(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void list_models(struct model_list *models,
    const struct bench_runs *runs, struct arena *keep)
{
	for (size_t i = 0; i < runs->count; i++) {
		bool known = !runs->items[i].model.ptr;
		for (size_t k = 0; !known && k < models->count; k++)
			known =
			    str_equal(models->items[k], runs->items[i].model);
		if (!known)
			VEC_PUSH(models, keep, runs->items[i].model);
	}
	if (models->count)
		qsort(models->items, models->count, sizeof *models->items,
		    by_name);
}

static void add_cell(struct sheet *sheet, const struct bench_runs *runs,
    const struct bench_run *kind, struct str model)
{
	const struct bench_subject subject = { .model = model };
	struct bench_sum sum = bench_sum(runs, &subject, kind->kind);
	struct interval interval;
	sheet_row(sheet);
	sheet_text(sheet, "pattern", kind->kind);
	sheet_text(sheet, "model", model);
	sheet_text(sheet, "published",
	    kind->published.ptr ? kind->published : STR(""));
	if (sum.samples)
		sheet_count(sheet, "samples", sum.samples);
	if (!sum.working) {
		sheet_text(sheet, "state", STR("not_assessed"));
		return;
	}
	sheet_count(sheet, "working", sum.working);
	sheet_count(sheet, "secure", sum.secure);
	sheet_count(sheet, "insecure", sum.working - sum.secure);
	if (sum.working < BENCH_SAMPLES_MIN) {
		sheet_text(sheet, "state", STR("too_little"));
		return;
	}
	interval = interval_share(sum.secure, sum.working);
	sheet_real(sheet, "share", (double)sum.secure / (double)sum.working);
	sheet_real(sheet, "low", interval.low);
	sheet_real(sheet, "high", interval.high);
	sheet_text(sheet, "state", STR("assessed"));
}

bool compute_bench_matrix(struct sheet *sheet, struct error *err)
{
	struct bench_runs runs;
	struct model_list models = { 0 };
	struct bench_run *kinds;
	size_t count;
	if (!bench_runs_read(
		&runs, sheet->engine, sheet->asked, sheet->keep, err))
		return false;
	list_models(&models, &runs, sheet->keep);
	count = bench_kinds(&kinds, &runs, sheet->keep);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < models.count; k++)
			add_cell(sheet, &runs, &kinds[i], models.items[k]);
	sheet->answer->figure.n = (int64_t)sheet->answer->row_count;
	sheet->answer->figure.value = (double)sheet->answer->row_count;
	return true;
}

/* ------------------------------------------------------- recommendation -- */

/* What all rows of recommendations share. */
struct advice {
	struct sheet *sheet;
	const struct recommend_rule *rule;
	struct bench_runs runs;
	struct bench_run *kinds;
	size_t kind_count;
	struct answer ratio[2]; /* by tool, by model */
	struct answer spend;
};

/* Only of one kind of subject, where asked: --where kind=model. */
static bool is_asked(const struct asked *asked, struct str kind)
{
	for (size_t i = 0; i < asked->where_count; i++)
		if (!str_equal(asked->where[i].value, kind))
			return false;
	return true;
}

static bool ask_figures(struct advice *advice, struct error *err)
{
	static const char *const keys[] = { "tool", "model" };
	struct sheet *sheet = advice->sheet;
	for (int i = 0; i < 2; i++) {
		struct str by = str_from(keys[i]);
		struct question question = { .id = STR("finding.density_ratio"),
			.by = &by,
			.by_count = 1,
			.shift = sheet->asked->shift };
		if (!engine_ask(&advice->ratio[i], sheet->engine, &question,
			sheet->keep, err))
			return false;
	}
	struct question question = { .id = STR("usage.spend"),
		.shift = sheet->asked->shift };
	return engine_ask(
	    &advice->spend, sheet->engine, &question, sheet->keep, err);
}

static struct figure ratio_of(
    const struct answer *answer, struct str name, const struct group **found)
{
	*found = NULL;
	for (size_t i = 0; i < answer->group_count; i++)
		if (str_equal(answer->groups[i].keys[0].value, name)) {
			*found = &answer->groups[i];
			return answer->groups[i].figure;
		}
	return (struct figure){ .class = CLASS_NOT_ASSESSED };
}

/* "Missing logging" within a sentence; "SQL injection" stays as it is. */
static struct str within(struct str name, struct arena *keep)
{
	char *copy;
	bool plain = name.len > 1 && ascii_is_upper(name.ptr[0]) &&
		     ascii_is_lower(name.ptr[1]);
	if (!plain)
		return name;
	copy = arena_z(keep, name);
	copy[0] = (char)(copy[0] - 'A' + 'a');
	return (struct str){ copy, name.len };
}

static void add_name(struct str *all, struct str name, struct arena *keep)
{
	name = within(name, keep);
	*all = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(*all),
	    all->len ? ", " : "", STR_ARG(name));
}

/* Kinds tested, those of which the whole interval is below the limit, those
 * always asked for that were not tested. */
static void gather_kinds(struct evidence *evidence, const struct advice *advice,
    const struct bench_subject *subject)
{
	struct arena *keep = advice->sheet->keep;
	double limit = recommend_limit(advice->rule, LIMIT_SECURE_HOLD);
	for (size_t i = 0; i < advice->kind_count; i++) {
		const struct bench_run *kind = &advice->kinds[i];
		struct bench_sum sum =
		    bench_sum(&advice->runs, subject, kind->kind);
		if (sum.working < BENCH_SAMPLES_MIN) {
			if (kind->always)
				add_name(
				    &evidence->kinds_missing, kind->kind, keep);
			continue;
		}
		evidence->kinds++;
		if (interval_share(sum.secure, sum.working).high < limit)
			add_name(&evidence->kinds_bad, kind->kind, keep);
	}
}

static void set_figures(struct sheet *sheet, const struct evidence *evidence,
    const struct group *group)
{
	const struct figure *ratio = &evidence->ratio;
	sheet_text(sheet, "class", str_from(word_class_name(ratio->class)));
	if (group) {
		sheet_count(sheet, "problems", ratio->hit);
		sheet_real(sheet, "exposure", ratio->exposure);
	}
	if (!ratio->known || !ratio->has_interval ||
	    ratio->class == CLASS_TOO_LITTLE) {
		sheet_text(sheet, "observed",
		    group ? STR("too little") : STR("not assessed"));
		return;
	}
	sheet_real(sheet, "ratio", ratio->value);
	sheet_real(sheet, "ratio_low", ratio->low);
	sheet_real(sheet, "ratio_high", ratio->high);
	sheet_real(sheet, "p_adjusted", ratio->p_adjusted);
	if (group && group->has_shrunk)
		sheet_real(sheet, "shrunk", group->shrunk);
	sheet_text(sheet, "observed",
	    arena_printf(sheet->keep, "%.2f (%.2f to %.2f)", ratio->value,
		ratio->low, ratio->high));
}

/* "640.00 EUR"; of several currencies each for itself. */
static void set_spend(
    struct sheet *sheet, const struct answer *spend, struct str tool)
{
	struct str amounts = STR("");
	struct str each = STR("");
	struct arena *keep = sheet->keep;
	for (size_t i = 0; i < spend->row_count; i++) {
		struct str currency = answer_cell(spend, i, "currency");
		struct str amount = answer_cell(spend, i, "amount");
		struct str per_user = answer_cell(spend, i, "per_user");
		struct str idle = answer_cell(spend, i, "idle");
		if (!str_equal(answer_cell(spend, i, "tool"), tool))
			continue;
		amounts = arena_printf(keep, STR_FMT "%s" STR_FMT " " STR_FMT,
		    STR_ARG(amounts), amounts.len ? " + " : "", STR_ARG(amount),
		    STR_ARG(currency));
		if (per_user.ptr)
			each =
			    arena_printf(keep, STR_FMT "%s" STR_FMT " " STR_FMT,
				STR_ARG(each), each.len ? " + " : "",
				STR_ARG(per_user), STR_ARG(currency));
		sheet_text(sheet, "idle", idle);
	}
	if (amounts.len)
		sheet_text(sheet, "spend", amounts);
	if (each.len)
		sheet_text(sheet, "per_user", each);
}

/* A model has no seats, and is paid through a tool. */
static void set_none(struct sheet *sheet)
{
	static const char *const columns[] = { "spend", "per_user", "idle" };
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		sheet_text(sheet, columns[i], STR(""));
}

/* A tool or model, as the query lists it. */
struct subject {
	struct str kind;
	struct str id;
	struct str name;
	int64_t commits;
	struct evidence evidence;
	const struct group *group; /* its code; NULL: none */
	struct recommendation found;
};

static struct subject read_subject(
    const struct advice *advice, const struct query *query)
{
	struct arena *keep = advice->sheet->keep;
	struct subject subject = {
		.kind = arena_str(keep, query_text(query, 0)),
		.id = arena_str(keep, query_text(query, 1)),
		.name = arena_str(keep, query_text(query, 2)),
		.commits = query_int(query, 4),
		.evidence = { .policy = arena_str(keep, query_text(query, 3)),
		    .kinds_bad = STR(""),
		    .kinds_missing = STR("") },
	};
	bool is_tool = str_equal_z(subject.kind, "tool");
	struct bench_subject of = { .model = is_tool ? STR_NONE : subject.id,
		.tool = is_tool ? subject.id : STR_NONE };
	struct evidence *evidence = &subject.evidence;
	struct bench_sum sum;
	evidence->ratio =
	    ratio_of(&advice->ratio[!is_tool], subject.id, &subject.group);
	gather_kinds(evidence, advice, &of);
	sum = bench_sum(&advice->runs, &of, STR_NONE);
	evidence->working = sum.working;
	evidence->secure = sum.secure;
	if (evidence->working) {
		struct interval interval =
		    interval_share(evidence->secure, evidence->working);
		evidence->secure_low = sheet_round(interval.low);
		evidence->secure_high = sheet_round(interval.high);
	}
	subject.found = recommend(advice->rule, evidence, keep);
	return subject;
}

static void set_own(struct sheet *sheet, const struct subject *subject)
{
	const struct evidence *evidence = &subject->evidence;
	struct arena *keep = sheet->keep;
	sheet_count(sheet, "kinds", evidence->kinds);
	if (!evidence->working) {
		sheet_text(sheet, "own", STR("not assessed"));
		return;
	}
	sheet_count(sheet, "working", evidence->working);
	sheet_count(sheet, "secure", evidence->secure);
	sheet_real(sheet, "secure_low", evidence->secure_low);
	sheet_real(sheet, "secure_high", evidence->secure_high);
	sheet_text(sheet, "own",
	    arena_printf(keep, "%lld of %lld (" STR_FMT " to " STR_FMT ")",
		(long long)evidence->secure, (long long)evidence->working,
		STR_ARG(recommend_percent(evidence->secure_low, keep)),
		STR_ARG(recommend_percent(evidence->secure_high, keep))));
}

static void add_subject(
    const struct advice *advice, const struct subject *subject)
{
	struct sheet *sheet = advice->sheet;
	sheet_row(sheet);
	sheet_text(sheet, "kind", subject->kind);
	sheet_text(sheet, "id", subject->id);
	sheet_text(sheet, "name", subject->name);
	sheet_text(sheet, "policy", subject->evidence.policy);
	sheet_count(sheet, "commits", subject->commits);
	set_own(sheet, subject);
	set_figures(sheet, &subject->evidence, subject->group);
	if (str_equal_z(subject->kind, "tool"))
		set_spend(sheet, &advice->spend, subject->id);
	else
		set_none(sheet);
	sheet_text(sheet, "decision",
	    str_from(decision_name(subject->found.decision)));
	sheet_text(sheet, "reasons", subject->found.reasons);
	sheet_text(sheet, "uncertainty", subject->found.firm);
	sheet_text(sheet, "change", subject->found.change);
	sheet->answer->figure.hit +=
	    subject->found.decision != DECISION_NOT_ENOUGH;
}

/* What asks for something first: hold, conditions, keep, not enough. */
static bool add_subjects(
    struct advice *advice, struct query *query, struct error *err)
{
	static const enum decision order[] = { DECISION_HOLD,
		DECISION_CONDITIONS, DECISION_KEEP, DECISION_NOT_ENOUGH };
	struct {
		struct subject *items;
		size_t count;
		size_t room;
	} subjects = { 0 };
	while (query_next(query)) {
		struct subject subject = read_subject(advice, query);
		if (is_asked(advice->sheet->asked, subject.kind))
			VEC_PUSH(&subjects, advice->sheet->keep, subject);
	}
	for (size_t o = 0; o < sizeof order / sizeof *order; o++)
		for (size_t i = 0; i < subjects.count; i++)
			if (subjects.items[i].found.decision == order[o])
				add_subject(advice, &subjects.items[i]);
	return query_close(query, err);
}

bool compute_bench_recommendation(struct sheet *sheet, struct error *err)
{
	const struct asked *asked = sheet->asked;
	struct advice advice = { .sheet = sheet };
	struct query *query = NULL;
	if (!recommend_rule_read(
		&advice.rule, sheet->engine->folders, sheet->keep, err) ||
	    !bench_runs_read(
		&advice.runs, sheet->engine, asked, sheet->keep, err) ||
	    !ask_figures(&advice, err))
		return false;
	advice.kind_count =
	    bench_kinds(&advice.kinds, &advice.runs, sheet->keep);
	if (!compute_query(&query, sheet->engine, asked->measure,
		asked->period.from, asked->period.to, asked->newest, err))
		return false;
	if (!add_subjects(&advice, query, err))
		return false;
	sheet->answer->figure.n = (int64_t)sheet->answer->row_count;
	sheet->answer->figure.value = (double)sheet->answer->figure.hit;
	sheet->answer->figure.known = sheet->answer->row_count > 0;
	return true;
}
