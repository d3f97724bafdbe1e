/* A control is met where all its evidence (controls_evidence.c) is, attested
 * where all of that are statements, no more than partly met where all is
 * indirect (that scanners found nothing, or that a figure can be given), not
 * met where none is and some is known not to be, not assessed where nothing is
 * known, else partly met. It is in force since the first of the quarters in a
 * row, up to four, that met it, or since the statement. */
#include "analysis/controls.h"

#include "analysis/controls_parts.h"
#include "analysis/engine_parts.h"
#include "analysis/interval.h"
#include "model/query.h"

#define RULES_TABLE "data/evidence.csv"

enum { SAMPLE_MAX = 25, LISTS = 2 };
static const char *const list_names[LISTS] = { "data/controls-own.csv",
	"data/controls.csv" };

struct result {
	const char *word;
	struct str tests;
	struct str limits;
	struct str open; /* evidence that is not there */
	struct str strength;
	int64_t population;
	int64_t failed;
	int64_t unknown;
	int64_t since;
	bool has_population;
};

static void append(struct str *list, struct str text, struct arena *keep)
{
	if (text.len && !str_contains(*list, text))
		*list = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(*list),
		    list->len ? "; " : "", STR_ARG(text));
}

static const char *word_of(const size_t count[EVIDENCE_STATES],
    size_t statements, size_t direct, size_t total)
{
	if (count[EVIDENCE_OPEN] == total)
		return "not assessed";
	if (count[EVIDENCE_MET] == total && statements == total)
		return "attested";
	if (count[EVIDENCE_MET] + count[EVIDENCE_SHOWN] == total && direct > 0)
		return "met";
	if (count[EVIDENCE_MET] + count[EVIDENCE_SHOWN] +
		count[EVIDENCE_PART] ==
	    0)
		return "not met";
	return "partly met";
}

static void sum_up(
    struct result *result, const struct controls *controls, struct str list)
{
	size_t count[EVIDENCE_STATES] = { 0 };
	size_t statements = 0;
	size_t direct = 0;
	size_t total = 0;
	struct str id;
	*result = (struct result){ .since = UNKNOWN };
	while (str_split(&list, ';', &id)) {
		const union map_value *found =
		    map_get(&controls->evidence, str_trim(id));
		const struct evidence *e = found ? found->pointer : NULL;
		if (!e)
			continue;
		total++;
		count[e->state]++;
		statements += e->is_statement;
		direct += e->state == EVIDENCE_MET && !e->is_statement &&
			  !str_equal_z(e->strength, "indirect");
		append(&result->tests, e->test, controls->keep);
		append(&result->limits, e->limits, controls->keep);
		if (e->state == EVIDENCE_OPEN)
			append(&result->open,
			    arena_printf(controls->keep, STR_FMT ": " STR_FMT,
				STR_ARG(e->id), STR_ARG(e->reason)),
			    controls->keep);
		else
			append(&result->strength,
			    e->is_statement ? STR("statement") : e->strength,
			    controls->keep);
		if (e->state != EVIDENCE_OPEN && e->since != UNKNOWN &&
		    (result->since == UNKNOWN || e->since > result->since))
			result->since = e->since;
		if (e->population < 0)
			continue;
		result->has_population = true;
		result->population += e->population;
		result->failed += e->failed;
		result->unknown += e->unknown;
	}
	result->word = word_of(count, statements, direct, total);
	if (count[EVIDENCE_MET] + count[EVIDENCE_PART] == 0)
		result->since = UNKNOWN; /* nothing is in force */
}

static bool make_tables(const struct model *model, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, model,
		"CREATE TEMP TABLE IF NOT EXISTS control_result AS "
		"SELECT * FROM main.control_result LIMIT 0",
		err))
		return false;
	query_do(query);
	return query_close(query, err);
}

/* What the configuration says does not apply: the list, or one control. */
static struct str why_not_applicable(
    const struct controls *controls, struct str list, struct str control)
{
	struct str why = model_setting(controls->model,
	    arena_printf(controls->keep, "not_applicable." STR_FMT " " STR_FMT,
		STR_ARG(list), STR_ARG(control)),
	    controls->keep);
	if (why.len)
		return why;
	return model_setting(controls->model,
	    arena_printf(
		controls->keep, "not_applicable." STR_FMT, STR_ARG(list)),
	    controls->keep);
}

/* The result of a row: nothing is tested of what does not apply. */
static void judge_control(struct result *result,
    const struct controls *controls, const struct rules *list, size_t row,
    const size_t *column)
{
	struct str why = why_not_applicable(controls,
	    rules_cell(list, row, column[0]), rules_cell(list, row, column[3]));
	if (why.len)
		*result = (struct result){ .word = "not applicable",
			.limits = why,
			.since = UNKNOWN };
	else
		sum_up(result, controls, rules_cell(list, row, column[5]));
}

static int64_t sample_size(const struct result *result)
{
	int64_t known = result->population - result->unknown;
	return known < SAMPLE_MAX ? known : SAMPLE_MAX;
}

static void store_result(struct query *query, const struct controls *controls,
    const struct rules *list, size_t row, const size_t *column,
    const struct result *r, int64_t ordinal)
{
	int64_t size = sample_size(r);
	query_bind_int(query, 1, controls->period.to);
	query_bind_int(query, 2, ordinal);
	for (int c = 0; c < 6; c++)
		query_bind_text(query, 3 + c, rules_cell(list, row, column[c]));
	query_bind_text(query, 9, str_from(r->word));
	query_bind_text(query, 10, r->tests.len ? r->tests : STR(""));
	query_bind_int(query, 11, r->has_population ? r->population : UNKNOWN);
	query_bind_int(query, 12, r->has_population ? r->failed : UNKNOWN);
	query_bind_int(query, 13, r->has_population ? r->unknown : UNKNOWN);
	query_bind_int(query, 14, r->has_population && size ? size : UNKNOWN);
	query_bind_int(query, 15,
	    r->has_population && size
		? sample_upper(0, size, r->population - r->unknown)
		: UNKNOWN);
	query_bind_text(query, 16, r->strength.len ? r->strength : STR(""));
	query_bind_int(query, 17, r->since);
	query_bind_text(query, 18, r->limits.len ? r->limits : STR(""));
	query_bind_text(query, 19, r->open.len ? r->open : STR(""));
	query_do(query);
}

static bool store(struct controls *controls, const struct rules *list,
    const size_t *column, int64_t *ordinal, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, controls->model,
		"INSERT INTO temp.control_result VALUES (?1, ?2, ?3, ?4, ?5, "
		"?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
		"?19)",
		err))
		return false;
	for (size_t i = 0; i < list->row_count; i++) {
		struct result result;
		judge_control(&result, controls, list, i, column);
		store_result(
		    query, controls, list, i, column, &result, ++*ordinal);
	}
	return query_close(query, err);
}

static bool find_columns(
    const struct rules *list, size_t column[6], struct error *err)
{
	static const char *const names[] = { "framework", "name", "version",
		"control", "title", "evidence" };
	for (int i = 0; i < 6; i++)
		if (!rules_column(list, names[i], &column[i], err))
			return false;
	return true;
}

static bool each_evidence(struct controls *controls, const struct rules *list,
    size_t column, struct error *err)
{
	for (size_t i = 0; i < list->row_count; i++) {
		struct str rest = rules_cell(list, i, column);
		struct str id;
		while (str_split(&rest, ';', &id))
			if (str_trim(id).len &&
			    !controls_add_evidence(controls, str_trim(id), err))
				return false;
	}
	return true;
}

static bool judge_lists(struct controls *controls,
    const struct asset_folders *folders, struct error *err)
{
	struct rules lists[LISTS];
	size_t column[LISTS][6];
	int64_t ordinal = 0;
	for (int i = 0; i < LISTS; i++)
		if (!rules_read(&lists[i], folders, str_from(list_names[i]),
			controls->keep, err) ||
		    !find_columns(&lists[i], column[i], err) ||
		    !each_evidence(controls, &lists[i], column[i][5], err))
			return false;
	if (!controls_find_since(controls, err) ||
	    !make_tables(controls->model, err))
		return false;
	for (int i = 0; i < LISTS; i++)
		if (!store(controls, &lists[i], column[i], &ordinal, err))
			return false;
	return true;
}

bool controls_name_evidence(struct map *evidence,
    const struct asset_folders *folders, struct error *err)
{
	for (int i = 0; i < LISTS; i++) {
		struct rules list;
		size_t column;
		if (!rules_read(&list, folders, str_from(list_names[i]),
			evidence->arena, err) ||
		    !rules_column(&list, "evidence", &column, err))
			return false;
		for (size_t k = 0; k < list.row_count; k++) {
			struct str rest = rules_cell(&list, k, column);
			struct str id;
			while (str_split(&rest, ';', &id))
				map_put(evidence, str_trim(id), NULL);
		}
	}
	return true;
}

bool controls_make(const struct engine *engine, struct period period,
    bool newest, struct error *err)
{
	const struct model *model = engine->model;
	const struct asset_folders *folders = engine->folders;
	struct arena *keep = arena_new();
	struct controls controls = { .model = model,
		.period = period,
		.newest = newest,
		.evidence = { .arena = keep },
		.held = engine->checked,
		.keep = keep };
	bool done =
	    engine_open(&controls.engine, model, period, folders, STR_NONE,
		keep, err) &&
	    engine_share_cells(controls.engine, engine) &&
	    rules_read(&controls.rules, folders, STR(RULES_TABLE), keep, err) &&
	    check_repositories_read(&controls.repositories, model, keep, err) &&
	    checks_load(&controls.checks, model, folders, keep, err) &&
	    judge_lists(&controls, folders, err);
	done = checks_close(&controls.checks, err) && done;
	engine_close(controls.engine);
	arena_free(keep);
	return done;
}
