/* Target "telemetry": points of counters, and events, that an AI tool sends
 * while it is used (OpenTelemetry, OTLP in JSON). All points of one person and
 * day are added up to one row of usage. A counter that starts anew with each
 * export (delta) gives its value; one that goes on (cumulative) what it grew
 * by since its last point. Of one that began on an earlier day than its first
 * point here nobody can say what it had counted before: that is left out, and
 * told. Two files of one day are two parts, known by their first moments; those
 * of a counter that goes on by when it began, and of the parts of one beginning
 * the one that has come further counts. */
#include "base/date.h"
#include "importers/usage/tools.h"
#include "importers/usage/waiting.h"
#include "model/query.h"

/* clang-format off */
static const struct field_word counters[] = {
	{ "sessions", "sessions" }, { "prompts", "prompts" },
	{ "lines", "lines" }, { "commits", "commits" },
	{ "decisions", "decisions" }, { "cost", "cost" },
	{ "requests", "requests" }, { "unknown", "unknown" },
	{ NULL, NULL },
};

static const struct field_word kinds[] = {
	{ "added", "added" }, { "removed", "removed" },
	{ "accept", "accept" }, { "reject", "reject" },
	{ "unknown", "unknown" },
	{ NULL, NULL },
};

static const struct field_word temporalities[] = {
	{ "1", "delta" }, { "aggregation temporality delta", "delta" },
	{ "delta", "delta" },
	{ "2", "cumulative" },
	{ "aggregation temporality cumulative", "cumulative" },
	{ "cumulative", "cumulative" },
	{ NULL, NULL },
};

#define FIELDS(F) \
	F(person, TEXT, 0, NULL, "name of the user") \
	F(email, EMAIL, 0, NULL, "e-mail of the user") \
	F(login, TEXT, 0, NULL, "login or id of the user") \
	F(time, TIME, FIELD_REQUIRED, NULL, "of the point or event") \
	F(since, TIME, 0, NULL, "from when on a point counts") \
	F(tool, TEXT, FIELD_REQUIRED, NULL, "the AI tool") \
	F(surface, TEXT, 0, NULL, "where it was used: editor, terminal, ...") \
	F(scope, TEXT, 0, NULL, "organisation or licence it is counted for") \
	F(counter, WORD, FIELD_REQUIRED, counters, "what is counted") \
	F(kind, WORD, FIELD_OPEN, kinds, "of lines and decisions: which") \
	F(value, NUMBER, 0, NULL, "how many; an event without one is one") \
	F(cost, NUMBER, 0, NULL, "of a request") \
	F(currency, TEXT, 0, NULL, "of the cost: EUR, USD") \
	F(temporality, WORD, 0, temporalities, "delta or cumulative") \
	F(series, TEXT, FIELD_LIST, NULL, "what tells counters of one name apart")
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

/* The last point of a counter that goes on. */
struct point {
	int64_t time;
	int64_t value_e6;
	int64_t since; /* from when on that day it is counted */
};

struct state {
	struct tools *tools;
	struct waiting waiting;
	struct map points;  /* series -> struct point */
	int64_t cut_points; /* first ones that began on an earlier day */
};

/* Of a row with the same beginning each column keeps the larger count: files
 * that were rotated, or a copy that grew. */
static bool keep_further(struct import *import, void *record, struct error *err)
{
	struct fact_usage *usage = record;
	int64_t *const columns[] = { &usage->prompts, &usage->suggestions,
		&usage->acceptances, &usage->lines_added, &usage->lines_deleted,
		&usage->sessions, &usage->commits, &usage->cost_e6 };
	struct query *query = NULL;
	if (!query_open(&query, import_model(import),
		"SELECT prompts, suggestions, acceptances, lines_added, "
		"lines_deleted, sessions, commits, cost_e6 FROM usage "
		"WHERE day_time = ?1 AND alias_id = ?2 AND tool_id = ?3 "
		"AND report = ?4 AND scope = ?5 AND surface = ?6 "
		"AND since_time = ?7",
		err))
		return false;
	query_bind_int(query, 1, usage->day_time);
	query_bind_int(query, 2, usage->alias_id);
	query_bind_int(query, 3, usage->tool_id);
	query_bind_text(query, 4, usage->report);
	query_bind_text(query, 5, usage->scope);
	query_bind_text(query, 6, usage->surface);
	query_bind_int(query, 7, usage->since_time);
	if (query_next(query))
		for (int i = 0; i < (int)(sizeof columns / sizeof *columns);
		     i++)
			if (!query_is_null(query, i) &&
			    query_int(query, i) > *columns[i])
				*columns[i] = query_int(query, i);
	return query_close(query, err);
}

static bool open(
    void **out, struct import *import, struct arena *keep, struct error *err)
{
	struct state *state = ARENA_NEW(keep, struct state);
	void *tools;
	*out = state;
	state->points.arena = keep;
	waiting_open(&state->waiting, keep);
	state->waiting.meets = keep_further;
	if (!tools_open(&tools, import, keep, err))
		return false;
	state->tools = tools;
	return true;
}

static bool is_word(const struct table_value *value, const char *word)
{
	return value->known && str_equal_z(value->text, word);
}

/* What a counter that goes on grew by, and from when on: when it began, the
 * start of a day that it ran into, else its first point here. */
static int64_t growth(const struct table_row *row, int64_t alias, int64_t *from)
{
	struct state *state = row->state;
	const struct table_value *values = row->values;
	int64_t since = values[F_since].number;
	struct point now = { values[F_time].number, values[F_value].number,
		values[F_time].number };
	struct str key = arena_printf(row->scratch,
	    "%lld %lld " STR_FMT " " STR_FMT, (long long)alias,
	    (long long)since, STR_ARG(values[F_counter].text),
	    STR_ARG(value_text(&values[F_kind], STR(""))));
	for (size_t i = 0; i < values[F_series].item_count; i++)
		key = arena_printf(row->scratch, STR_FMT "\n" STR_FMT,
		    STR_ARG(key), STR_ARG(values[F_series].items[i]));
	bool added;
	union map_value *slot = map_put(&state->points, key, &added);
	if (added) {
		bool is_whole =
		    since != UNKNOWN && since <= now.time &&
		    date_day_start(since) == date_day_start(now.time);
		if (is_whole)
			now.since = since;
		slot->pointer = ARENA_NEW(state->waiting.keep, struct point);
		*(struct point *)slot->pointer = now;
		*from = now.since;
		state->cut_points += !is_whole;
		return is_whole ? now.value_e6 : 0;
	}
	struct point *last = slot->pointer;
	now.since = date_day_start(last->time) == date_day_start(now.time)
			? last->since
			: date_day_start(now.time);
	*from = now.since;
	if (now.time < last->time)
		return 0;
	int64_t grown = now.value_e6 >= last->value_e6
			    ? now.value_e6 - last->value_e6
			    : now.value_e6; /* it began anew */
	*last = now;
	return grown;
}

static void add_known(int64_t *sum, int64_t value)
{
	int64_t total;
	if (value != UNKNOWN &&
	    !__builtin_add_overflow(*sum == UNKNOWN ? 0 : *sum, value, &total))
		*sum = total;
}

/* AMOUNT_E6 of what the row counts goes to its column. */
static void count(struct fact_usage *usage, const struct table_value *values,
    int64_t amount_e6)
{
	const struct table_value *counter = &values[F_counter];
	int64_t amount = amount_e6 / 1000000;
	if (is_word(counter, "sessions"))
		add_known(&usage->sessions, amount);
	else if (is_word(counter, "prompts"))
		add_known(&usage->prompts, amount);
	else if (is_word(counter, "commits"))
		add_known(&usage->commits, amount);
	else if (is_word(counter, "lines"))
		add_known(is_word(&values[F_kind], "removed")
			      ? &usage->lines_deleted
			      : &usage->lines_added,
		    amount);
	else if (is_word(counter, "decisions")) {
		add_known(&usage->suggestions, amount);
		add_known(&usage->acceptances,
		    is_word(&values[F_kind], "accept") ? amount : 0);
	} else if (is_word(counter, "cost"))
		add_known(&usage->cost_e6, amount_e6);
	else if (is_word(counter, "requests"))
		add_known(&usage->cost_e6, values[F_cost].number);
	if (usage->cost_e6 != UNKNOWN && !usage->currency.ptr)
		usage->currency = values[F_currency].text;
}

static void start(const struct table_row *row, struct fact_usage *usage,
    int64_t alias, int64_t tool)
{
	struct arena *keep = ((struct state *)row->state)->waiting.keep;
	const struct table_value *values = row->values;
	*usage = (struct fact_usage){
		.day_time = date_day_start(values[F_time].number),
		.alias_id = alias,
		.tool_id = tool,
		.report = arena_str(keep, row->profile),
		.scope = arena_str(keep, value_text(&values[F_scope], STR(""))),
		.surface =
		    arena_str(keep, value_text(&values[F_surface], STR(""))),
		.since_time = values[F_time].number,
		.users = UNKNOWN,
		.prompts = UNKNOWN,
		.suggestions = UNKNOWN,
		.acceptances = UNKNOWN,
		.lines_suggested = UNKNOWN,
		.lines_added = UNKNOWN,
		.lines_deleted = UNKNOWN,
		.sessions = UNKNOWN,
		.commits = UNKNOWN,
		.cost_e6 = UNKNOWN,
	};
}

/* FROM: of a counter that goes on, from when on; else UNKNOWN, and all of the
 * day are one part. */
static void take(const struct table_row *row, int64_t alias, int64_t tool,
    int64_t amount_e6, int64_t from)
{
	struct state *state = row->state;
	const struct table_value *values = row->values;
	int64_t day = date_day_start(values[F_time].number);
	int64_t since = from == UNKNOWN ? values[F_since].number : from;
	struct str key = arena_printf(row->scratch,
	    "%lld %lld %lld %lld " STR_FMT "\n" STR_FMT, (long long)day,
	    (long long)alias, (long long)tool, (long long)from,
	    STR_ARG(value_text(&values[F_scope], STR(""))),
	    STR_ARG(value_text(&values[F_surface], STR(""))));
	struct waiting_fact *fact = waiting_take(
	    &state->waiting, key, sizeof(struct fact_usage), row->line);
	struct fact_usage *usage = fact->record;
	if (fact->rows == 1)
		start(row, usage, alias, tool);
	if (since == UNKNOWN || since > values[F_time].number)
		since = values[F_time].number;
	if (since < day)
		since = day;
	if (since < usage->since_time)
		usage->since_time = since;
	struct str currency = usage->currency;
	count(usage, values, amount_e6);
	if (!currency.ptr && usage->currency.ptr)
		usage->currency =
		    arena_str(state->waiting.keep, usage->currency);
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	struct state *state = row->state;
	const struct table_value *values = row->values;
	struct table_row for_tools = *row;
	int64_t alias;
	int64_t tool;
	if (is_word(&values[F_counter], "unknown")) {
		*end = ROW_OTHER_KIND;
		return true;
	}
	if (values[F_value].known && values[F_value].number < 0) {
		*end = row_reject(row, F_value, "out-of-range",
		    "expected a count, found \"" STR_FMT
		    "\"; fix: look how the file was written",
		    STR_ARG(str_slice(values[F_value].text, 0, 60)));
		return true;
	}
	for_tools.state = state->tools;
	if (!row_person(&alias, row, F_person, F_email, F_login, err) ||
	    !tools_row(&tool, &for_tools, values[F_tool].text, err))
		return false;
	int64_t from = UNKNOWN;
	int64_t amount = !values[F_value].known ? 1000000
			 : is_word(&values[F_temporality], "cumulative")
			     ? growth(row, alias, &from)
			     : values[F_value].number;
	take(row, alias, tool, amount, from);
	*end = ROW_WAITS;
	return true;
}

static void add_usage(struct fact_usage *into, const struct fact_usage *other)
{
	add_known(&into->prompts, other->prompts);
	add_known(&into->suggestions, other->suggestions);
	add_known(&into->acceptances, other->acceptances);
	add_known(&into->lines_added, other->lines_added);
	add_known(&into->lines_deleted, other->lines_deleted);
	add_known(&into->sessions, other->sessions);
	add_known(&into->commits, other->commits);
	add_known(&into->cost_e6, other->cost_e6);
	if (!into->currency.ptr)
		into->currency = other->currency;
}

/* A counter that goes on may have begun when one that starts anew did: what
 * has one beginning is one part. */
static void join_parts(struct waiting *waiting)
{
	struct map seen = { .arena = waiting->keep };
	for (struct waiting_fact **at = &waiting->first; *at;) {
		struct waiting_fact *fact = *at;
		const struct fact_usage *usage = fact->record;
		bool added;
		struct str key = arena_printf(waiting->keep,
		    "%lld %lld %lld " STR_FMT "\n" STR_FMT,
		    (long long)usage->since_time, (long long)usage->alias_id,
		    (long long)usage->tool_id, STR_ARG(usage->scope),
		    STR_ARG(usage->surface));
		union map_value *slot = map_put(&seen, key, &added);
		if (added) {
			slot->pointer = fact;
			at = &fact->next;
			continue;
		}
		struct waiting_fact *first = slot->pointer;
		add_usage(first->record, usage);
		first->rows += fact->rows;
		*at = fact->next;
	}
}

static bool close(void *user, struct import *import, struct error *err)
{
	struct state *state = user;
	join_parts(&state->waiting);
	if (state->cut_points)
		import_diagnose(import, "warning", "cut-counters", 0,
		    "counters that began on an earlier day than their first "
		    "point here: %lld; what they had counted before is left "
		    "out",
		    (long long)state->cut_points);
	return waiting_store(&state->waiting, import, FACT_KIND_usage, err);
}

const struct table_target target_telemetry = {
	.name = "telemetry",
	.title = "counters and events that an AI tool sends",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.open = open,
	.add = add,
	.close = close,
};
