/* Finds what an auditor would write up. Which texts say effect and
 * recommendation stands in data/audit.csv, by item, else by gap. */
#include "render/audit.h"

#include <string.h>

#include "analysis/measure.h"
#include "base/date.h"
#include "base/rules.h"
#include "base/vec.h"
#include "model/query.h"
#include "render/page_one.h"
#include "render/print.h"

enum { RESPONSE_DAYS = 92 }; /* answers follow the period that they are to */

struct texts {
	struct rules rules;
	size_t key;
	size_t effect;
	size_t recommendation;
};

static bool open_texts(
    struct texts *texts, struct expansion *expansion, struct error *err)
{
	return rules_read(&texts->rules, expansion->folders,
		   STR("data/audit.csv"), expansion->keep, err) &&
	       rules_column(&texts->rules, "key", &texts->key, err) &&
	       rules_column(&texts->rules, "effect", &texts->effect, err) &&
	       rules_column(&texts->rules, "recommendation",
		   &texts->recommendation, err);
}

/* The row for ITEM, else the one for GAP. */
static void add_texts(struct audit_finding *finding, const struct texts *texts,
    struct str item, struct str gap)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < texts->rules.row_count; i++) {
		struct str key = rules_cell(&texts->rules, i, texts->key);
		if (str_equal(key, item)) {
			found = i;
			break;
		}
		if (str_equal(key, gap))
			found = i;
	}
	if (found == SIZE_MAX)
		return;
	finding->effect = rules_cell(&texts->rules, found, texts->effect);
	finding->recommendation =
	    rules_cell(&texts->rules, found, texts->recommendation);
}

static struct str say(const struct expansion *expansion, const char *name,
    const struct word_fields *fields)
{
	return words_say(expansion->words, str_from(name), CLASS_NONE, false,
	    fields, expansion->keep);
}

static bool row_of(const struct answer *answer, struct str item, size_t *row)
{
	for (*row = 0; *row < answer->row_count; ++*row)
		if (str_equal(answer_cell(answer, *row, "item"), item))
			return true;
	return false;
}

/* What ID stands for, be it a finding or not. */
static struct str title_of(
    struct expansion *expansion, const struct answer *items, struct str id)
{
	size_t row;
	if (row_of(items, id, &row))
		return answer_cell(items, row, "title");
	for (size_t i = 0; i < expansion->indicators.count; i++)
		if (str_equal(expansion->indicators.items[i].key, id))
			return expansion->indicators.items[i].name;
	return STR("no item of the checklist, no measure of page one");
}

static struct audit_response read_response(
    struct query *query, struct arena *keep)
{
	return (struct audit_response){
		.given = true,
		.time = query_int(query, 1),
		.answer = arena_str(keep, query_text(query, 2)),
		.statement = arena_str(keep, query_text(query, 3)),
		.cause = arena_str(keep, query_text(query, 4)),
		.action = arena_str(keep, query_text(query, 5)),
		.owner = arena_str(keep, query_text(query, 6)),
		.evidence = arena_str(keep, query_text(query, 7)),
		.due_time = query_int(query, 8),
		.settled_time = query_int(query, 9),
		.state = arena_str(keep, query_text(query, 10)),
	};
}

/* The newest of several comes last, and takes the place of the others. */
static void put_response(struct audit *audit, struct expansion *expansion,
    const struct answer *items, struct query *query)
{
	struct arena *keep = expansion->keep;
	struct audit_response response = read_response(query, keep);
	struct str id = arena_str(keep, query_text(query, 0));
	for (size_t i = 0; i < audit->findings.count; i++)
		if (str_equal(audit->findings.items[i].id, id)) {
			audit->findings.items[i].response = response;
			return;
		}
	if (audit->others.count &&
	    str_equal(audit->others.items[audit->others.count - 1].id, id))
		audit->others.count--;
	VEC_PUSH(&audit->others, keep,
	    ((struct audit_answer){
		id, title_of(expansion, items, id), response }));
}

/* The newest answer to each finding, if any. */
static bool add_responses(
    struct audit *audit, struct expansion *expansion, struct error *err)
{
	struct query *query = NULL;
	struct answer items;
	struct question question = { .id = STR("gate.checklist") };
	int64_t as_of = expansion->meta->as_of;
	if (!expand_ask(&items, expansion, &question, err) ||
	    !query_open(&query, expansion->model,
		"SELECT finding, time, answer, statement, cause, action,"
		" owner, evidence, due_time, settled_time,"
		" CASE WHEN state <> 'open' AND settled_time <= ?2 THEN state"
		" WHEN due_time + 86400 <= ?2 THEN 'late' ELSE 'open' END"
		" FROM management_response WHERE time <= ?1"
		" ORDER BY finding, time",
		err))
		return false;
	query_bind_int(query, 1,
	    engine_period(expansion->engine).to + RESPONSE_DAYS * DAY_SECONDS);
	query_bind_int(query, 2, as_of);
	while (query_next(query))
		put_response(audit, expansion, &items, query);
	return query_close(query, err);
}

/* ------------------------------------------------- measures of page one -- */

static struct str measure_criteria(
    struct expansion *expansion, const struct indicator *at)
{
	struct word_fields fields = { 0 };
	words_set(&fields, "name", at->name);
	words_set(&fields, "limit", at->limit_words);
	words_set(&fields, "what", expansion->indicators.approved_by);
	return say(expansion,
	    at->agreed ? "audit_limit_agreed" : "audit_limit_default", &fields);
}

static struct str measure_condition(
    struct expansion *expansion, const struct indicator *at)
{
	struct arena *keep = expansion->keep;
	struct str interval =
	    words_interval(at->measure, &at->answer.figure, keep);
	struct str counts =
	    say_of(expansion, "counts", at, at->answer.figure.class);
	struct word_fields fields = { 0 };
	words_set(&fields, "value",
	    words_value(at->measure, &at->answer.figure, keep));
	words_set(&fields, "interval", interval);
	words_set(&fields, "what", counts);
	return say(expansion,
	    !interval.ptr ? "audit_found_value"
	    : counts.len && at->measure->kind == MEASURE_COUNT
		? "audit_found_count"
		: "audit_found_interval",
	    &fields);
}

static enum figure_status earlier_status(const struct indicator *at)
{
	return figure_status(&at->previous,
	    at->at_least ? DIRECTION_UP : DIRECTION_DOWN, at->limit);
}

/* Against the last period: "Worse", "Better"; NULL where that is not clear. */
static const char *clear_change(const struct indicator *at)
{
	const char *word = words_change(
	    at->change.class, at->at_least ? DIRECTION_UP : DIRECTION_DOWN);
	bool clear = !strcmp(word, "Worse") || !strcmp(word, "Better");
	return clear ? word : NULL;
}

static void add_measure(struct audit *audit, struct expansion *expansion,
    const struct indicator *at)
{
	enum word_class class = at->answer.figure.class;
	bool repeated = earlier_status(at) == STATUS_OUTSIDE;
	struct audit_finding finding = {
		.id = at->key,
		.title = at->name,
		.is_measure = true,
		.measure = at->measure->id,
		.shown_by = at->measure->id,
		.rating = at->agreed ? STR("high") : STR("medium"),
		.rule = at->agreed ? STR("outside a limit that was agreed")
				   : STR("outside a limit that nobody agreed"),
		.criteria = measure_criteria(expansion, at),
		.condition = measure_condition(expansion, at),
		.effect = say_of(expansion, "matters", at, class),
		.recommendation = say_of(expansion, "ask", at, class),
		.repeated = repeated,
		.before = repeated ? words_value(at->measure, &at->previous,
					 expansion->keep)
				   : STR_NONE,
		.change = repeated ? clear_change(at) : NULL,
	};
	VEC_PUSH(&audit->findings, expansion->keep, finding);
}

static void find_measures(struct audit *audit, struct expansion *expansion)
{
	for (size_t i = 0; i < expansion->indicators.count; i++) {
		const struct indicator *at = &expansion->indicators.items[i];
		bool assessed = at->answer.figure.known;
		audit->asked++;
		audit->assessed += assessed;
		if (at->status == STATUS_OUTSIDE)
			add_measure(audit, expansion, at);
		else if (earlier_status(at) == STATUS_OUTSIDE)
			VEC_PUSH(&audit->closed, expansion->keep,
			    ((struct audit_closed){ at->key, at->name,
				assessed ? str_from(words_status(at->status))
					 : STR("not assessed") }));
	}
}

/* -------------------------------------------------- items of the checklist --
 */

static struct str item_criteria(
    struct expansion *expansion, const struct answer *answer, size_t row)
{
	struct word_fields fields = { 0 };
	words_set(&fields, "what", answer_cell(answer, row, "rule"));
	return say(expansion, "audit_item", &fields);
}

static struct str item_condition(
    struct expansion *expansion, const struct answer *answer, size_t row)
{
	struct word_fields fields = { 0 };
	words_set(&fields, "hit", answer_cell(answer, row, "repositories"));
	words_set(&fields, "n", answer_cell(answer, row, "of"));
	int64_t count = 0;
	(void)str_to_int(answer_cell(answer, row, "exceptions"), &count);
	words_set(&fields, "count", print_count(expansion->keep, count));
	words_set(&fields, "what", answer_cell(answer, row, "reason"));
	return say(expansion, "audit_found_item", &fields);
}

static void add_item(struct audit *audit, struct expansion *expansion,
    const struct answer *answer, size_t row, const struct texts *texts)
{
	struct audit_finding finding = {
		.id = answer_cell(answer, row, "item"),
		.title = answer_cell(answer, row, "title"),
		.measure = answer->measure->id,
		.shown_by = arena_printf(expansion->keep,
		    "gate.readiness item=" STR_FMT,
		    STR_ARG(answer_cell(answer, row, "item"))),
		.rating = answer_cell(answer, row, "severity"),
		.rule = STR("as the checklist rates the item"),
		.criteria = item_criteria(expansion, answer, row),
		.condition = item_condition(expansion, answer, row),
	};
	add_texts(&finding, texts, finding.id, answer_cell(answer, row, "gap"));
	VEC_PUSH(&audit->findings, expansion->keep, finding);
}

/* What failed in the last period and does not now. */
static void close_items(struct audit *audit, struct expansion *expansion,
    const struct answer *earlier, const struct answer *all)
{
	size_t row;
	for (size_t i = 0; i < earlier->row_count; i++) {
		struct str item = answer_cell(earlier, i, "item");
		bool found = false;
		for (size_t k = 0; k < audit->findings.count; k++)
			if (str_equal(audit->findings.items[k].id, item)) {
				audit->findings.items[k].repeated = true;
				audit->findings.items[k].before =
				    answer_cell(earlier, i, "exceptions");
				found = true;
			}
		if (!found && row_of(all, item, &row))
			VEC_PUSH(&audit->closed, expansion->keep,
			    ((struct audit_closed){ item,
				answer_cell(earlier, i, "title"),
				answer_cell(all, row, "status") }));
	}
}

/* Without commits in the period no item was asked. */
static bool add_unasked(
    struct audit *audit, struct expansion *expansion, struct error *err)
{
	struct rules items;
	if (!rules_read(&items, expansion->folders, STR("data/readiness.csv"),
		expansion->keep, err))
		return false;
	audit->asked += (int64_t)items.row_count;
	return true;
}

static bool find_items(
    struct audit *audit, struct expansion *expansion, struct error *err)
{
	struct question question = { .id = STR("gate.failures") };
	struct texts texts;
	struct answer now;
	struct answer earlier;
	struct answer all;
	if (!open_texts(&texts, expansion, err) ||
	    !expand_ask(&now, expansion, &question, err))
		return false;
	question.shift = -1;
	if (!expand_ask(&earlier, expansion, &question, err))
		return false;
	question = (struct question){ .id = STR("gate.checklist") };
	if (!expand_ask(&all, expansion, &question, err))
		return false;
	for (size_t i = 0; i < now.row_count; i++)
		add_item(audit, expansion, &now, i, &texts);
	close_items(audit, expansion, &earlier, &all);
	audit->asked += (int64_t)all.row_count;
	for (size_t i = 0; i < all.row_count; i++)
		audit->assessed +=
		    str_equal_z(answer_cell(&all, i, "tested"), "yes");
	return all.row_count || add_unasked(audit, expansion, err);
}

/* Critical first; of one rating as they were found. */
static void sort(struct audit *audit, struct arena *keep)
{
	static const char *const ratings[] = { "critical", "high", "medium",
		"low" };
	struct audit_finding *sorted = arena_array(
	    keep, audit->findings.count, sizeof *audit->findings.items);
	size_t count = 0;
	for (size_t r = 0; r < sizeof ratings / sizeof *ratings; r++)
		for (size_t i = 0; i < audit->findings.count; i++)
			if (str_equal_z(
				audit->findings.items[i].rating, ratings[r]))
				sorted[count++] = audit->findings.items[i];
	audit->findings.items = sorted;
	audit->findings.count = count;
}

bool audit_find(
    const struct audit **found, struct expansion *expansion, struct error *err)
{
	struct audit *audit = ARENA_NEW(expansion->keep, struct audit);
	*found = expansion->audit;
	if (*found)
		return true;
	*audit = (struct audit){ 0 };
	find_measures(audit, expansion);
	if (!find_items(audit, expansion, err) ||
	    !add_responses(audit, expansion, err))
		return false;
	sort(audit, expansion->keep);
	*found = expansion->audit = audit;
	return true;
}

bool audit_say(struct str *text, struct expansion *expansion, struct error *err)
{
	const struct audit *audit;
	struct word_fields fields = { 0 };
	struct arena *keep = expansion->keep;
	int64_t critical = 0;
	if (!audit_find(&audit, expansion, err))
		return false;
	for (size_t i = 0; i < audit->findings.count; i++)
		critical +=
		    str_equal_z(audit->findings.items[i].rating, "critical");
	words_set(
	    &fields, "hit", print_count(keep, (int64_t)audit->findings.count));
	words_set(&fields, "rest", print_count(keep, critical));
	words_set(&fields, "part", print_count(keep, audit->assessed));
	words_set(&fields, "n", print_count(keep, audit->asked));
	*text = say(expansion,
	    critical				 ? "audit_major"
	    : audit->findings.count		 ? "audit_some"
	    : !audit->assessed			 ? "audit_nothing"
	    : audit->assessed * 2 < audit->asked ? "audit_few"
						 : "audit_none",
	    &fields);
	return true;
}
