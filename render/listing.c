/* Tables that are no measures: the account of every source, rejects and
 * diagnostics by kind, limits, definitions, the list of tables itself. Rejects
 * and diagnostics are counted by code and not quoted: their texts may hold what
 * the report must not show (names, addresses). */
#include "analysis/measure.h"
#include "base/date.h"
#include "base/rules.h"
#include "base/vec.h"
#include "model/query.h"
#include "render/account.h"
#include "render/audit.h"
#include "render/page_one.h"
#include "render/print.h"

enum { LISTING_WIDTHS_MAX = 6 };

struct listing {
	const char *name;
	const char *columns; /* as table_columns */
	const char *sql;     /* one column each, in order; NULL: made below */
	bool (*fill)(struct table *table, struct expansion *expansion,
	    struct error *err);
	double widths[LISTING_WIDTHS_MAX]; /* pt; 0 shares the rest */
};

static bool add_fix_times(
    struct table *table, struct expansion *expansion, struct error *err)
{
	struct fix_time times[FIX_TIMES_MAX];
	struct arena *keep = expansion->keep;
	size_t count;
	if (!fix_times(times, &count, expansion->model, keep, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		table_text(table, keep,
		    arena_printf(keep, "Time to fix a " STR_FMT " problem",
			STR_ARG(times[i].severity)));
		table_text(table, keep,
		    arena_printf(
			keep, "fix_days." STR_FMT, STR_ARG(times[i].severity)));
		table_real(table, keep,
		    print_things(keep, times[i].days, "day", "days"),
		    (double)times[i].days, true);
		table_text(table, keep, STR(""));
		table_text(table, keep,
		    times[i].agreed ? STR("agreed")
				    : STR("default, not agreed"));
	}
	return true;
}

static bool fill_limits(
    struct table *table, struct expansion *expansion, struct error *err)
{
	struct arena *keep = expansion->keep;
	for (size_t i = 0; i < expansion->indicators.count; i++) {
		const struct indicator *at = &expansion->indicators.items[i];
		table_text(table, keep, at->name);
		table_text(table, keep, at->measure->id);
		table_real(table, keep, at->limit_words, at->limit, true);
		table_text(table, keep, at->owner);
		table_text(table, keep,
		    at->agreed ? STR("agreed") : STR("default, not agreed"));
	}
	return add_fix_times(table, expansion, err);
}

static struct str kind_words(const struct measure *measure)
{
	switch (measure->kind) {
	case MEASURE_COUNT:
		return measure->census ? STR("Count of all")
				       : STR("Count, exact or Byar interval");
	case MEASURE_SHARE:
		if (measure->reading == READING_DIFFERENCE)
			return STR("Difference of shares, Newcombe interval");
		return measure->census	   ? STR("Share of all, no interval")
		       : measure->weighted ? STR("Share, interval from the "
						 "spread between records")
					   : STR("Share, Wilson interval");
	case MEASURE_RATE:
		return measure_is_ratio(measure)
			   ? STR("Rate ratio, pooled by Mantel-Haenszel")
			   : STR("Rate, Byar interval");
	case MEASURE_TIME:
		return STR("Median time, Kaplan-Meier");
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	return STR("Table");
}

/* How MEASURE is computed, as a sentence after its meaning. */
static struct str method_words(
    const struct measure *measure, struct arena *keep)
{
	struct str family = str_equal_z(measure->family, "body")
				? STR("the body of the report")
				: measure->family;
	if (measure->kind == MEASURE_TABLE)
		return STR("");
	if (!family.len)
		return arena_printf(
		    keep, " " STR_FMT ".", STR_ARG(kind_words(measure)));
	return arena_printf(keep,
	    " " STR_FMT "; changes are tested with those of " STR_FMT ".",
	    STR_ARG(kind_words(measure)), STR_ARG(family));
}

/* "too little data to say: fewer than five deployments" */
static struct str missing_words(struct expansion *expansion,
    const struct measure *measure, const struct figure *figure)
{
	struct arena *keep = expansion->keep;
	struct str missing = words_missing(measure, figure);
	struct str few = words_few(expansion->words, measure, figure, keep);
	return few.ptr ? arena_printf(keep, STR_FMT ": " STR_FMT,
			     STR_ARG(missing), STR_ARG(few))
		       : missing;
}

static struct str figure_words(
    struct expansion *expansion, const struct answer *answer)
{
	struct arena *keep = expansion->keep;
	const struct measure *measure = answer->measure;
	const struct figure *figure = &answer->figure;
	struct str part = STR("");
	if (answer->partial.ptr)
		part = arena_printf(
		    keep, "; in part, " STR_FMT, STR_ARG(answer->partial));
	if (measure->kind == MEASURE_TABLE &&
	    (!answer->partial.ptr || answer->row_count))
		return arena_printf(keep, STR_FMT STR_FMT,
		    STR_ARG(print_things(
			keep, (int64_t)answer->row_count, "row", "rows")),
		    STR_ARG(part));
	struct str value = words_value(measure, figure, keep);
	struct str interval = words_interval(measure, figure, keep);
	if (answer->missing.ptr)
		return arena_printf(keep, "not assessed: needs " STR_FMT,
		    STR_ARG(answer->missing));
	if (!value.ptr)
		return missing_words(expansion, measure, figure);
	if (measure->kind == MEASURE_SHARE && figure->n >= 100)
		value = arena_printf(keep, STR_FMT ": " STR_FMT " of " STR_FMT,
		    STR_ARG(value), STR_ARG(print_count(keep, figure->hit)),
		    STR_ARG(print_count(keep, figure->n)));
	if (interval.ptr)
		value = arena_printf(keep, STR_FMT " (" STR_FMT ")",
		    STR_ARG(value), STR_ARG(interval));
	return arena_printf(
	    keep, STR_FMT STR_FMT, STR_ARG(value), STR_ARG(part));
}

/* The tables that tell MEASURE: "T-01 T-09"; none: only the definitions do. */
static struct str tables_of(struct expansion *expansion, struct str measure)
{
	struct str list = STR("");
	for (size_t i = 0; i < expansion->tables.count; i++) {
		const struct table *at = expansion->tables.items[i];
		for (size_t k = 0; k < at->measures.count; k++)
			if (str_equal(at->measures.items[k], measure))
				list = arena_printf(expansion->keep,
				    STR_FMT "%s" STR_FMT, STR_ARG(list),
				    list.len ? " " : "", STR_ARG(at->id));
	}
	return list;
}

/* The figure in full, and that of the period before. */
static bool add_figures(struct table *table, struct expansion *expansion,
    const struct answer *answer, struct error *err)
{
	struct arena *keep = expansion->keep;
	const struct measure *measure = answer->measure;
	const struct figure *now = &answer->figure;
	struct answer before = { 0 };
	struct question question = { .id = measure->id, .shift = -1 };
	bool is_table = measure->kind == MEASURE_TABLE;
	bool counts =
	    !is_table && !now->suppressed && now->class != CLASS_NOT_ASSESSED;
	bool compares = counts && measure_is_ratio(measure);
	bool known = !is_table && now->known && !now->suppressed;
	if (!is_table &&
	    !engine_ask(&before, expansion->engine, &question, keep, err))
		return false;
	const struct figure *then = &before.figure;
	bool was = then->known && !then->suppressed;
	table_real(table, keep, STR(""), now->value, known);
	table_real(table, keep, STR(""), now->low, known && now->has_interval);
	table_real(table, keep, STR(""), now->high, known && now->has_interval);
	table_real(table, keep, STR(""), (double)now->hit, counts);
	table_real(table, keep, STR(""), (double)now->n, counts);
	table_real(table, keep, STR(""), (double)(now->n - now->hit),
	    counts && measure->kind == MEASURE_SHARE);
	table_real(table, keep, STR(""), now->exposure,
	    counts && measure->kind == MEASURE_RATE);
	table_real(table, keep, STR(""), now->exposure_rest,
	    counts && measure->kind == MEASURE_RATE);
	table_real(table, keep, STR(""), (double)now->like_hit, compares);
	table_real(table, keep, STR(""), (double)now->like_n, compares);
	table_real(table, keep, STR(""), now->like_exposure, compares);
	table_real(table, keep, STR(""), now->like_exposure_rest, compares);
	table_text(table, keep, is_table ? STR("") : words_state(measure, now));
	table_real(table, keep, STR(""), then->value, was);
	table_real(table, keep, STR(""), (double)then->hit, was);
	table_real(table, keep, STR(""), (double)then->n, was);
	return true;
}

static void add_definition(struct table *table, struct expansion *expansion,
    const struct answer *answer, struct str tables)
{
	struct arena *keep = expansion->keep;
	const struct measure *measure = answer->measure;
	table_value(table, keep,
	    arena_printf(keep, STR_FMT " (" STR_FMT ")",
		STR_ARG(measure->title), STR_ARG(measure->id)),
	    measure->id);
	table_value(table, keep,
	    arena_printf(keep, STR_FMT STR_FMT, STR_ARG(measure->meaning),
		STR_ARG(method_words(measure, keep))),
	    measure->meaning);
	table_text(table, keep, kind_words(measure));
	table_text(table, keep, figure_words(expansion, answer));
	table_text(table, keep, tables.len ? tables : table->id);
	VEC_PUSH(
	    &table->anchors, keep, str_skip(cite_target(measure->id, keep), 1));
	table_text(table, keep,
	    measure->family.len ? measure->family : STR("not tested"));
}

/* Measures that a table or a text of the report tells. */
static bool fill_measures(
    struct table *table, struct expansion *expansion, struct error *err)
{
	struct arena *keep = expansion->keep;
	size_t count;
	const struct measure *all = engine_measures(expansion->engine, &count);
	for (size_t i = 0; i < count; i++) {
		struct answer answer;
		struct question question = { .id = all[i].id };
		struct str tables = tables_of(expansion, all[i].id);
		if (!tables.len &&
		    !cite_has(expansion, cite_target(all[i].id, keep)))
			continue;
		if (!engine_ask(
			&answer, expansion->engine, &question, keep, err))
			return false;
		add_definition(table, expansion, &answer, tables);
		if (!add_figures(table, expansion, &answer, err))
			return false;
	}
	return true;
}

static struct str measures_of(const struct table *table, struct arena *keep)
{
	struct str list = STR("");
	for (size_t i = 0; i < table->measures.count; i++)
		list = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(list),
		    list.len ? " " : "", STR_ARG(table->measures.items[i]));
	return list;
}

static bool fill_tables(
    struct table *table, struct expansion *expansion, struct error *err)
{
	struct arena *keep = expansion->keep;
	(void)err;
	for (size_t i = 0; i < expansion->tables.count; i++) {
		const struct table *at = expansion->tables.items[i];
		table_text(table, keep, at->id);
		table_text(table, keep, at->title);
		table_text(table, keep, measures_of(at, keep));
		VEC_PUSH(&table->anchors, keep,
		    arena_printf(keep, "x-" STR_FMT, STR_ARG(at->id)));
		table_text(table, keep,
		    arena_printf(keep, "tables/" STR_FMT "-" STR_FMT ".csv",
			STR_ARG(at->id), STR_ARG(at->slug)));
	}
	return true;
}

static bool fill_decisions(struct table *table, struct expansion *expansion,
    bool open, struct error *err)
{
	struct options options;
	struct arena *keep = expansion->keep;
	if (!decisions_read(&options, expansion, open, err))
		return false;
	for (size_t i = 0; i < options.count; i++) {
		const struct option *at = &options.items[i];
		if (i && str_equal(at->key, at[-1].key))
			continue;
		table_text(table, keep, at->key);
		table_text(table, keep, at->title);
		table_text(table, keep, print_sentence(keep, at->state));
		table_day(table, keep, at->due_time);
	}
	return true;
}

static bool fill_open(
    struct table *table, struct expansion *expansion, struct error *err)
{
	return fill_decisions(table, expansion, true, err);
}

static bool fill_earlier(
    struct table *table, struct expansion *expansion, struct error *err)
{
	return fill_decisions(table, expansion, false, err);
}

/* clang-format off */
static const struct listing listings[] = {
	{ "decisions", "decision Decision;title Title;state State;due Due", NULL, fill_open, { 0 } },
	{ "earlier-decisions", "decision Decision;title Title;state State;due Due",
	    NULL, fill_earlier, { 0 } },
	{ "audit-findings",
	    "id Id;rating Rating;title Asked;answer Management;"
	    "action_state Action;follow_up Follow-up;rule;criteria;condition;"
	    "cause;effect;recommendation;statement;action;owner;answered;due;"
	    "evidence;measure",
	    NULL, audit_findings_fill, { 86, 50, 0, 84, 62, 56 } },
	{ "earlier-findings", "id Id;title Asked;state State now",
	    NULL, audit_earlier_fill, { 92, 0, 96 } },
	{ "other-answers",
	    "id Id;title Asked;answer Management;action_state Action;"
	    "answered Date",
	    NULL, audit_answers_fill, { 92, 0, 84, 62, 62 } },
	{ "sources",
	    "path Source;importer Read as;#read Records;#imported Imported;"
	    "#duplicate Duplicate;#rejected Rejected;#empty Empty;#bytes;sha256",
	    "SELECT n.name, importer, read, imported, duplicate, rejected,"
	    " empty, bytes, sha256 FROM source s"
	    " JOIN source_name n ON n.source_id = s.id"
	    " WHERE importer <> 'config' ORDER BY path, importer",
	    NULL, { 0 } },
	{ "rejects",
	    "path Source;code Reason;#records Records;#first_line First line",
	    "SELECT s.name, r.code, count(*), min(r.line) FROM reject r"
	    " JOIN source_name s USING (source_id) GROUP BY 1, 2 ORDER BY 1, 2",
	    NULL, { 0 } },
	{ "diagnostics",
	    "severity Severity;code What;path Source;#times Times",
	    "SELECT d.severity, d.code, coalesce(s.name, ''), count(*)"
	    " FROM diagnostic d LEFT JOIN source_name s USING (source_id)"
	    " GROUP BY 1, 2, 3 ORDER BY CASE d.severity WHEN 'error' THEN 1"
	    " WHEN 'warning' THEN 2 ELSE 3 END, 2, 3", NULL, { 0 } },
	{ "limits",
	    "measure Measure;id;#limit Limit;owner Owner;agreed State",
	    NULL, fill_limits, { 0 } },
	{ "measures",
	    "id Measure;meaning Definition, and how it is computed;kind;"
	    "figure This period;tables Tables;family;#value;#low;#high;#hit;"
	    "#n;#rest;#exposure;#exposure_rest;#like_hit;#like_n;"
	    "#like_exposure;#like_exposure_rest;state;#previous;"
	    "#previous_hit;#previous_n",
	    NULL, fill_measures, { 112, 0, 0, 78, 34 } },
	{ "readings",
	    "reading Reading;#events AI problems;#exposure AI 1,000 lines;"
	    "#events_rest Other problems;#exposure_rest Other 1,000 lines;"
	    "#value Ratio;#- 95% interval;#low;#high;class In words;measure",
	    NULL, readings_fill, { 130 } },
	{ "drivers",
	    "behaviour Behaviour;#like_events;#like_exposure;"
	    "#like_events_rest;#like_exposure_rest;"
	    "#- With it;#- Without it;#value Ratio;"
	    "#- 95% interval;#low;#high;#p_adjusted;verdict In words;"
	    "#events;#exposure;#events_rest;#exposure_rest;"
	    "#- All with it;#- All without it",
	    NULL, drivers_fill, { 130 } },
	{ "tables", "tables Table;title What it holds;measures Measures;file",
	    NULL, fill_tables, { 40, 250, 0 } },
	{ "evidence", "what What there is beside histories",
	    "SELECT 'records of AI' WHERE EXISTS"
	    " (SELECT 1 FROM commit_fact WHERE is_ai)"
	    " UNION ALL SELECT 'files that set AI tools up' WHERE EXISTS"
	    " (SELECT 1 FROM tool_config)"
	    " UNION ALL SELECT 'servers of AI tools' WHERE EXISTS"
	    " (SELECT 1 FROM mcp_server)"
	    " UNION ALL SELECT DISTINCT importer FROM source"
	    " WHERE importer NOT IN ('git', 'config')"
	    " UNION ALL SELECT 'nothing was read' WHERE NOT EXISTS"
	    " (SELECT 1 FROM source)", NULL, { 0 } },
	{ "repositories", "repository Repository;branch Branch;history History",
	    "SELECT name, CASE WHEN ref LIKE 'refs/heads/%'"
	    " THEN substr(ref, 12) ELSE coalesce(ref, '') END,"
	    " CASE shallow WHEN 1 THEN 'cut off' ELSE 'whole' END"
	    " FROM repository ORDER BY name, key", NULL, { 0 } },
	{ "teams", "team Team;#people Members now",
	    "SELECT name, people FROM team ORDER BY name", NULL, { 0 } },
};
/* clang-format on */

static const struct listing *find(struct str name)
{
	for (size_t i = 0; i < sizeof listings / sizeof *listings; i++)
		if (str_equal_z(name, listings[i].name))
			return &listings[i];
	return NULL;
}

/* Codes are words already: "scan-not-placed" -> "Scan not placed". */
static struct str code_words(struct str code, struct arena *keep)
{
	char *words = arena_z(keep, print_sentence(keep, code));
	for (size_t i = 0; i < code.len; i++)
		if (words[i] == '-')
			words[i] = ' ';
	return (struct str){ words, code.len };
}

static void fill_cell(struct table *table, struct expansion *expansion,
    const struct query *query, int column)
{
	struct arena *keep = expansion->keep;
	struct str text = arena_str(keep, query_text(query, column));
	bool number = table->columns[column].number;
	if (str_equal_z(table->columns[column].name, "code")) {
		table_value(table, keep, code_words(text, keep), text);
		return;
	}
	if (!number || query_is_null(query, column)) {
		table_text(table, keep, text);
		return;
	}
	int64_t value = query_int(query, column);
	if (str_equal_z(table->columns[column].name, "people") &&
	    value < expansion->facts.minimum_group)
		table_text(table, keep, STR("not shown, for privacy"));
	else
		table_count(table, keep, value);
}

bool listing_fill(struct table *table, struct expansion *expansion,
    struct str name, struct error *err)
{
	const struct listing *listing = find(name);
	struct query *query = NULL;
	if (!listing)
		return true;
	table_columns(table, expansion->keep, listing->columns);
	for (size_t i = 0; i < LISTING_WIDTHS_MAX; i++)
		if (i < table->column_count)
			table->columns[i].width_pt = listing->widths[i];
	table->entries =
	    listing->fill == fill_measures || listing->fill == fill_tables;
	for (size_t i = 0; table->entries && i < table->column_count; i++)
		table->columns[i].small = true;
	if (listing->fill)
		return listing->fill(table, expansion, err);
	if (!query_open(&query, expansion->model, listing->sql, err))
		return false;
	while (query_next(query))
		for (int i = 0; i < (int)table->column_count; i++)
			fill_cell(table, expansion, query, i);
	if (!query_close(query, err))
		return false;
	if (str_equal_z(name, "sources") && table_rows(table))
		account_print(table, expansion->keep);
	return true;
}

bool listing_has(
    bool *has, struct expansion *expansion, struct str name, struct error *err)
{
	struct tables none = { 0 };
	struct table *table = table_new(&none, name, expansion->keep);
	if (!listing_fill(table, expansion, name, err))
		return false;
	*has = table->cell_count > 0;
	return true;
}
