/* An item is judged by the checks that it names: it fails where one fails,
 * passes where all pass, and is not assessed otherwise. Waivers are applied
 * last and keep what they waive.
 *
 * The verdict: fail where a critical item fails, unknown where a required one
 * is not assessed, conditional where one of high severity fails. Required are
 * the items that the configuration names, else the critical ones whose inputs
 * are there; where there are none of these nothing is known. */
#include "analysis/readiness.h"

#include "analysis/measure.h"
#include "analysis/needs.h"
#include "analysis/weakness_list.h"
#include "base/date.h"
#include "base/rules.h"
#include "base/vec.h"
#include "model/query.h"

#define TABLE "data/readiness.csv"
#define OWN_RULES "gate.internal" /* evidence: the items marked own_rule */

static const char *const statuses[] = { "pass", "waived", "not_assessed",
	"fail" };
static const char *const verdicts[] = { "pass", "conditional", "unknown",
	"fail" };

const char *readiness_status_name(enum readiness_status status)
{
	return statuses[status];
}

const char *readiness_verdict_name(enum readiness_verdict verdict)
{
	return verdicts[verdict];
}

bool readiness_passed(enum readiness_verdict verdict)
{
	return verdict == VERDICT_PASS || verdict == VERDICT_CONDITIONAL;
}

/* What judging needs. */
struct judging {
	struct readiness *readiness;
	const struct model *model;
	struct period period;
	bool newest;
	bool first_place;
	struct checks checks;
	struct weakness_tree weaknesses;
	struct arena *keep;
};

/* --------------------------------------------------------------- items -- */

enum readiness_column {
	COLUMN_ITEM,
	COLUMN_GAP,
	COLUMN_TITLE,
	COLUMN_SEVERITY,
	COLUMN_EVIDENCE,
	COLUMN_CWES,
	COLUMN_WORST,
	COLUMN_SCOPE,
	COLUMN_RULE,
	COLUMN_OWN,
	COLUMNS
};

static bool find_columns(
    const struct rules *rules, size_t column[COLUMNS], struct error *err)
{
	static const char *const names[COLUMNS] = { "item", "gap", "title",
		"severity", "evidence", "cwes", "worst", "scope", "rule",
		"own_rule" };
	for (int i = 0; i < COLUMNS; i++)
		if (!rules_column(rules, names[i], &column[i], err))
			return false;
	return true;
}

/* 1 critical to 5 info; 0: no such word. */
static int severity_rank(struct str word)
{
	static const char *const words[] = { "critical", "high", "medium",
		"low", "info" };
	for (int i = 0; i < 5; i++)
		if (str_equal_z(word, words[i]))
			return i + 1;
	return 0;
}

/* "17 of 20 commits, 90% are asked for", and what is not known of it. */
static struct str share_reason(struct judging *judging,
    const struct check *check, const struct check_result *result)
{
	int64_t n = result->met + result->failed + result->unknown;
	struct str text = arena_printf(judging->keep,
	    "%lld of %lld " STR_FMT ", %.0f%% are asked for%s",
	    (long long)result->met, (long long)n, STR_ARG(check->record),
	    100 * check->limit,
	    check->limit_is_ours ? " (a default that nobody agreed)" : "");
	if (!result->unknown)
		return text;
	return arena_printf(judging->keep,
	    STR_FMT "; of %lld nobody knows (" STR_FMT ")", STR_ARG(text),
	    (long long)result->unknown, STR_ARG(result->unknown_text));
}

static struct str decided_reason(struct judging *judging,
    const struct check *check, const struct check_result *result)
{
	struct arena *keep = judging->keep;
	int64_t n = result->met + result->failed + result->unknown;
	if (check->limit < 1 && n > 0)
		return share_reason(judging, check, result);
	if (result->verdict == CHECK_FAIL && result->places.count) {
		const struct check_place *first = &result->places.items[0];
		struct str more = result->place_count > 1
				      ? arena_printf(keep, ", and %lld more",
					    (long long)result->place_count - 1)
				      : STR("");
		return arena_printf(
		    keep, STR_FMT STR_FMT, STR_ARG(first->text), STR_ARG(more));
	}
	if (result->verdict == CHECK_NOT_ASSESSED && n == 0)
		return arena_printf(
		    keep, "there are no " STR_FMT, STR_ARG(check->record));
	if (result->verdict == CHECK_NOT_ASSESSED)
		return result->unknown_text;
	if (n == 0)
		return arena_printf(
		    keep, "there are no " STR_FMT, STR_ARG(check->record));
	return arena_printf(keep, "%lld of %lld " STR_FMT,
	    (long long)result->met, (long long)n, STR_ARG(check->record));
}

static void add_reason(
    struct readiness_row *row, struct str reason, struct arena *keep)
{
	if (!reason.len || str_contains(row->reason, reason))
		return;
	row->reason = row->reason.len
			  ? arena_printf(keep, STR_FMT "; " STR_FMT,
				STR_ARG(row->reason), STR_ARG(reason))
			  : reason;
}

/* Value and limit of a row are those of the check that decides: the first of
 * the worst. */
static void take_value(struct readiness_row *row, const struct check *check,
    const struct check_result *result)
{
	int64_t known = result->met + result->failed;
	if (known + result->unknown == 0)
		return;
	if (check->limit < 1 && known == 0)
		return;
	row->has_value = true;
	row->limit = check->limit < 1 ? check->limit : 0;
	row->value = check->limit < 1 ? (double)result->met / (double)known
				      : (double)result->failed;
}

static enum readiness_status status_of(enum check_verdict verdict)
{
	switch (verdict) {
	case CHECK_PASS:
		return READINESS_PASS;
	case CHECK_FAIL:
		return READINESS_FAIL;
	case CHECK_NOT_ASSESSED:
		break;
	}
	return READINESS_NOT_ASSESSED;
}

static void count_whole(
    struct readiness_row *row, const struct check_result *whole)
{
	row->whole_population += whole->met + whole->failed + whole->unknown;
	row->whole_exceptions += whole->failed;
	row->whole_unknown += whole->unknown;
}

static void take_result(struct judging *judging, struct readiness_row *row,
    const struct check *check, const struct check_result *result)
{
	enum readiness_status status = status_of(result->verdict);
	row->population += result->met + result->failed + result->unknown;
	row->exceptions += result->failed;
	row->unknown += result->unknown;
	if (status > row->status || !row->has_value)
		take_value(row, check, result);
	/* what decides is told, not what is well beside it */
	if (status > row->status)
		row->reason = STR_NONE;
	if (status >= row->status)
		add_reason(
		    row, decided_reason(judging, check, result), judging->keep);
	if (status > row->status)
		row->status = status;
	if (result->verdict == CHECK_FAIL)
		for (size_t i = 0; i < result->places.count; i++)
			VEC_PUSH(&row->places, judging->keep,
			    result->places.items[i]);
}

static void no_check(
    struct judging *judging, struct readiness_item *item, struct str evidence)
{
	struct str text = arena_printf(judging->keep,
	    "assay has no test for it yet (" STR_FMT ")", STR_ARG(evidence));
	for (size_t i = 0; i < judging->readiness->repositories.count; i++) {
		struct readiness_row *row = &item->rows[i];
		if (row->status < READINESS_NOT_ASSESSED)
			row->reason = STR_NONE;
		if (row->status <= READINESS_NOT_ASSESSED) {
			row->status = READINESS_NOT_ASSESSED;
			add_reason(row, text, judging->keep);
		}
	}
}

/* Sets REQUIRED of a critical item that has evidence without its inputs to
 * false. */
static bool judge_evidence(struct judging *judging, struct readiness_item *item,
    struct check_wish *wish, struct error *err)
{
	struct check_result *results;
	const struct check *check =
	    checks_find(&judging->checks, wish->evidence);
	bool can;
	if (str_equal_z(wish->evidence, OWN_RULES))
		return true;
	if (!check) {
		item->required = false;
		no_check(judging, item, wish->evidence);
		return true;
	}
	if (!check_can_be_asked(&can, check, judging->model, judging->period,
		judging->newest, judging->keep, err) ||
	    !check_run(&results, check, judging->model,
		&judging->readiness->repositories, wish, judging->keep, err))
		return false;
	item->required = item->required && can;
	size_t count = judging->readiness->repositories.count;
	for (size_t i = 0; i < count; i++) {
		take_result(judging, &item->rows[i], check, &results[i]);
		count_whole(&item->rows[i], &results[count]);
	}
	return true;
}

static bool judge_item(struct judging *judging, struct readiness_item *item,
    const struct rules *rules, size_t row, const size_t column[COLUMNS],
    struct error *err)
{
	struct str rest = item->evidence;
	struct str evidence;
	struct check_wish wish = {
		.cwes = weakness_list(&judging->weaknesses,
		    rules_cell(rules, row, column[COLUMN_CWES]), item->gap,
		    judging->keep),
		.worst =
		    severity_rank(rules_cell(rules, row, column[COLUMN_WORST])),
		.touched = !str_equal_z(
		    rules_cell(rules, row, column[COLUMN_SCOPE]), "all"),
		.period = judging->period,
		.newest = judging->newest,
		.first_place = judging->first_place,
	};
	while (str_split(&rest, ';', &evidence)) {
		wish.evidence = str_trim(evidence);
		if (wish.evidence.len &&
		    !judge_evidence(judging, item, &wish, err))
			return false;
	}
	return true;
}

static bool judge_items(struct judging *judging,
    const struct asset_folders *folders, struct error *err)
{
	struct readiness *readiness = judging->readiness;
	struct rules rules;
	size_t column[COLUMNS];
	if (!rules_read(&rules, folders, STR(TABLE), judging->keep, err) ||
	    !find_columns(&rules, column, err))
		return false;
	readiness->items = arena_array(
	    judging->keep, rules.row_count + 1, sizeof *readiness->items);
	for (size_t i = 0; i < rules.row_count; i++) {
		struct readiness_item *item =
		    &readiness->items[readiness->item_count++];
		*item = (struct readiness_item){
			.id = rules_cell(&rules, i, column[COLUMN_ITEM]),
			.gap = rules_cell(&rules, i, column[COLUMN_GAP]),
			.title = rules_cell(&rules, i, column[COLUMN_TITLE]),
			.severity =
			    rules_cell(&rules, i, column[COLUMN_SEVERITY]),
			.rule = rules_cell(&rules, i, column[COLUMN_RULE]),
			.evidence =
			    rules_cell(&rules, i, column[COLUMN_EVIDENCE]),
			.is_own = str_equal_z(
			    rules_cell(&rules, i, column[COLUMN_OWN]), "yes"),
			.rows = arena_array(judging->keep,
			    readiness->repositories.count + 1,
			    sizeof *item->rows),
		};
		item->required = str_equal_z(item->severity, "critical");
		if (!judge_item(judging, item, &rules, i, column, err))
			return false;
	}
	return true;
}

/* ---------------------------------------------- what follows from items -- */

static void append(struct str *list, struct str id, struct arena *keep)
{
	*list = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(*list),
	    list->len ? ", " : "", STR_ARG(id));
}

/* ROW of the item on the organisation's own rules, in REPOSITORY: the worst of
 * the items marked so. */
static void judge_own_row(
    struct judging *judging, struct readiness_row *row, size_t repository)
{
	const struct readiness *r = judging->readiness;
	struct arena *keep = judging->keep;
	struct str failed = STR_NONE;
	struct str open = STR_NONE;
	for (size_t i = 0; i < r->item_count; i++) {
		const struct readiness_item *own = &r->items[i];
		if (!own->is_own)
			continue;
		row->population++;
		if (own->rows[repository].status == READINESS_FAIL) {
			row->exceptions++;
			append(&failed, own->id, keep);
		} else if (own->rows[repository].status ==
			   READINESS_NOT_ASSESSED) {
			row->unknown++;
			append(&open, own->id, keep);
		}
	}
	row->status = failed.len ? READINESS_FAIL
		      : open.len ? READINESS_NOT_ASSESSED
				 : READINESS_PASS;
	row->has_value = row->population > 0;
	row->value = (double)row->exceptions;
	row->reason =
	    failed.len ? arena_printf(keep, "failed: " STR_FMT, STR_ARG(failed))
	    : open.len
		? arena_printf(keep, "not assessed: " STR_FMT, STR_ARG(open))
		: STR("all are met or waived");
}

static void judge_own_rules(struct judging *judging)
{
	struct readiness *r = judging->readiness;
	for (size_t i = 0; i < r->item_count; i++)
		for (size_t k = 0; k < r->repositories.count; k++)
			if (str_contains(r->items[i].evidence, STR(OWN_RULES)))
				judge_own_row(judging, &r->items[i].rows[k], k);
}

static bool fits(const struct readiness_waiver *waiver,
    const struct check_repository *repository)
{
	return !waiver->scope.len ||
	       str_equal(waiver->scope, repository->key) ||
	       str_equal(waiver->scope, repository->name);
}

static void apply_waiver(struct judging *judging, struct readiness_row *row,
    const struct readiness_waiver *waiver)
{
	struct arena *keep = judging->keep;
	struct str day;
	if (row->before_waiver == READINESS_PASS ||
	    (waiver->from != UNKNOWN && waiver->from >= judging->period.to))
		return;
	day = date_iso(keep, waiver->to - DAY_SECONDS);
	if (waiver->to < judging->period.to) {
		add_reason(row,
		    arena_printf(
			keep, "a waiver ended on " STR_FMT, STR_ARG(day)),
		    keep);
		return;
	}
	row->waiver = waiver;
	row->status = READINESS_WAIVED;
	add_reason(row,
	    arena_printf(keep,
		"waived until " STR_FMT " by " STR_FMT ": " STR_FMT,
		STR_ARG(day), STR_ARG(waiver->owner), STR_ARG(waiver->reason)),
	    keep);
}

static struct readiness_item *item_named(
    struct readiness *readiness, struct str id)
{
	for (size_t i = 0; i < readiness->item_count; i++)
		if (str_equal(readiness->items[i].id, id))
			return &readiness->items[i];
	return NULL;
}

static void waive(struct judging *judging, struct str item_id,
    const struct readiness_waiver *waiver)
{
	struct readiness *r = judging->readiness;
	struct readiness_item *item = item_named(r, item_id);
	for (size_t i = 0; item && i < r->repositories.count; i++)
		if (fits(waiver, &r->repositories.items[i]) &&
		    !item->rows[i].waiver)
			apply_waiver(judging, &item->rows[i], waiver);
}

static bool apply_waivers(struct judging *judging, struct error *err)
{
	struct arena *keep = judging->keep;
	struct query *query = NULL;
	struct readiness *r = judging->readiness;
	for (size_t i = 0; i < r->item_count; i++)
		for (size_t k = 0; k < r->repositories.count; k++)
			r->items[i].rows[k].before_waiver =
			    r->items[i].rows[k].status;
	if (!query_open(&query, judging->model,
		"SELECT w.item, w.scope, w.approver, w.reason, w.from_time, "
		"w.to_time, s.path, w.locator FROM waiver w "
		"JOIN source s ON s.id = w.source_id "
		"ORDER BY w.item, w.to_time DESC, w.scope, w.from_time",
		err))
		return false;
	while (query_next(query)) {
		struct readiness_waiver *waiver =
		    ARENA_NEW(keep, struct readiness_waiver);
		*waiver = (struct readiness_waiver){
			.scope = arena_str(keep, query_text(query, 1)),
			.owner = arena_str(keep, query_text(query, 2)),
			.reason = arena_str(keep, query_text(query, 3)),
			.from = query_int(query, 4),
			.to = query_int(query, 5),
			.path = arena_str(keep, query_text(query, 6)),
			.line = query_int(query, 7),
		};
		waive(judging, query_text(query, 0), waiver);
	}
	return query_close(query, err);
}

/* Items that the configuration asks for, in place of the critical ones. */
static bool read_required(struct judging *judging, struct error *err)
{
	struct readiness *r = judging->readiness;
	struct str list =
	    model_setting(judging->model, STR("gate.required"), judging->keep);
	struct str id;
	if (!list.len)
		return true;
	for (size_t i = 0; i < r->item_count; i++)
		r->items[i].required = false;
	while (list_next(&list, &id)) {
		struct readiness_item *item = item_named(r, id);
		if (!item)
			return error_set(err, ERROR_INPUT,
			    "gate.required names \"" STR_FMT
			    "\", which is no item of " TABLE,
			    STR_ARG(id));
		item->required = true;
	}
	return true;
}

enum readiness_verdict readiness_row_verdict(
    const struct readiness_item *item, enum readiness_status status)
{
	int rank = severity_rank(item->severity);
	if (status == READINESS_FAIL && (rank == 1 || item->required))
		return VERDICT_FAIL;
	if (status == READINESS_FAIL && rank == 2)
		return VERDICT_CONDITIONAL;
	if (status == READINESS_NOT_ASSESSED && item->required)
		return VERDICT_UNKNOWN;
	return VERDICT_PASS;
}

static enum readiness_verdict verdict_of(
    const struct readiness *readiness, size_t repository)
{
	enum readiness_verdict verdict =
	    readiness->required ? VERDICT_PASS : VERDICT_UNKNOWN;
	for (size_t i = 0; i < readiness->item_count; i++) {
		const struct readiness_item *item = &readiness->items[i];
		enum readiness_verdict one =
		    readiness_row_verdict(item, item->rows[repository].status);
		if (one > verdict)
			verdict = one;
	}
	return verdict;
}

/* Sets verdicts and counts anew from the status of the rows. */
static void settle(struct readiness *r)
{
	r->assessed = 0;
	r->required = 0;
	r->verdict = r->repositories.count ? VERDICT_PASS : VERDICT_UNKNOWN;
	for (size_t i = 0; i < r->item_count; i++) {
		struct readiness_item *item = &r->items[i];
		item->status = r->repositories.count ? READINESS_PASS
						     : READINESS_NOT_ASSESSED;
		for (size_t k = 0; k < r->repositories.count; k++)
			if (item->rows[k].status > item->status)
				item->status = item->rows[k].status;
		r->required += item->required;
		r->assessed += item->status != READINESS_NOT_ASSESSED;
	}
	for (size_t k = 0; k < r->repositories.count; k++) {
		r->verdicts[k] = verdict_of(r, k);
		if (r->verdicts[k] > r->verdict)
			r->verdict = r->verdicts[k];
	}
}

bool readiness_is_newest(bool *newest, const struct model *model,
    struct period period, struct error *err)
{
	int64_t time;
	if (!period_newest(&time, model, err))
		return false;
	*newest =
	    time == UNKNOWN || period.to >= time - HEAD_DAYS_MAX * DAY_SECONDS;
	return true;
}

bool readiness_judge(struct readiness *readiness, const struct model *model,
    struct period period, bool newest, bool first_place,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct judging judging = { .readiness = readiness,
		.model = model,
		.period = period,
		.newest = newest,
		.first_place = first_place,
		.keep = keep };
	*readiness = (struct readiness){ .period = period };
	if (!check_repositories_read(
		&readiness->repositories, model, keep, err) ||
	    !weakness_tree_read(&judging.weaknesses, folders, keep, err) ||
	    !checks_load(&judging.checks, model, folders, keep, err))
		return false;
	bool done = checks_prepare(model, period, newest, err) &&
		    judge_items(&judging, folders, err) &&
		    read_required(&judging, err) &&
		    apply_waivers(&judging, err);
	if (!checks_close(&judging.checks, err) || !done)
		return false;
	judge_own_rules(&judging);
	readiness->verdicts = arena_array(keep,
	    readiness->repositories.count + 1, sizeof *readiness->verdicts);
	settle(readiness);
	return true;
}
