/* Measures of kind table, and the bare population of any measure: rows as the
 * query gives them, with keys, commits and sources as text, never row ids. */
#include <stdio.h>

#include "analysis/compute.h"
#include "analysis/engine_parts.h"
#include "analysis/measure.h"
#include "base/buf.h"
#include "base/vec.h"
#include "model/query.h"

enum { ROWS_MAX = 1000000 };

/* Row ids and what is printed instead; no text: the column is left out. */
static const struct {
	const char *column;
	const char *name;
	const char *text;
} ids[] = {
	/* clang-format off */
	{ "record", NULL, NULL },
	{ "person_id", NULL, NULL },
	{ "commit_id", "commit",
	    "(SELECT oid FROM \"commit\" WHERE id = q.commit_id)" },
	{ "file_id", "path", "(SELECT path FROM file WHERE id = q.file_id)" },
	{ "finding_id", "finding",
	    "(SELECT key FROM finding WHERE id = q.finding_id)" },
	{ "cluster_id", "cluster",
	    "coalesce((SELECT oid FROM \"commit\" WHERE id = q.cluster_id >> 32)"
	    " || '/' || (SELECT scanner || '/' || rule FROM finding_rule"
	    " WHERE rule_id = q.cluster_id & 4294967295),"
	    " (SELECT key FROM finding WHERE id = -q.cluster_id))" },
	{ "deployment_id", "deployment",
	    "(SELECT key FROM deployment WHERE id = q.deployment_id)" },
	{ "source_id", "source",
	    "(SELECT name FROM source_name WHERE source_id = q.source_id)" },
	/* clang-format on */
};
enum { IDS = sizeof ids / sizeof *ids };

/* A column of a record as it is printed. */
struct printed {
	struct str text; /* SQL; none: the column is left out */
	struct str name;
};

/* Column NAME of Q as text for print. */
static struct printed print_column(struct str name, struct arena *scratch)
{
	static const char *const keys[] = { "repository", "team", "tool",
		"model" };
	for (size_t i = 0; i < IDS; i++)
		if (str_equal_z(name, ids[i].column))
			return (struct printed){ str_from(ids[i].text),
				str_from(ids[i].name) };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct str key = str_from(keys[i]);
		if (!str_equal(name, arena_printf(scratch, "%s_id", keys[i])))
			continue;
		return (struct printed){
			cell_key_sql(scratch, key,
			    arena_printf(scratch, "q." STR_FMT, STR_ARG(name)),
			    true),
			key
		};
	}
	return (struct printed){
		arena_printf(scratch, "q.\"" STR_FMT "\"", STR_ARG(name)), name
	};
}

/* Names of the columns of the measure's query. */
struct names {
	struct str *items;
	size_t count;
	size_t room;
};

static bool read_names(struct names *names, const struct model *model,
    const struct measure *m, struct arena *scratch, struct error *err)
{
	struct query *query = NULL;
	struct str sql =
	    arena_printf(scratch, "SELECT * FROM (\n" STR_FMT "\n) LIMIT 0",
		STR_ARG(measure_select(m)));
	if (!query_open(&query, model, arena_z(scratch, sql), err))
		return measure_failed(m, err);
	for (int i = 0; i < query_columns(query); i++)
		VEC_PUSH(names, scratch,
		    arena_str(scratch, str_from(query_column_name(query, i))));
	return query_close(query, err);
}

static bool has_name(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (str_equal_z(names->items[i], name))
			return true;
	return false;
}

/* "WHERE at >= .. AND key IS ?1 ..."; values are bound by bind_where. */
static bool add_where(struct buf *sql, const struct engine *engine,
    const struct asked *asked, const struct names *names, struct arena *scratch,
    struct error *err)
{
	const char *before = " WHERE ";
	if (asked->measure->basis == BASIS_FLOW && has_name(names, "at")) {
		buf_add_z(sql, " WHERE q.at >= :from AND q.at < :at");
		before = " AND ";
	}
	for (size_t i = 0; i < asked->where_count; i++) {
		struct str column;
		bool has_id;
		if (!cell_key_column(&column, &has_id, engine->model,
			asked->measure, asked->where[i].key, scratch, err))
			return false;
		buf_printf(sql, "%scoalesce(" STR_FMT ", '') = :w%zu", before,
		    STR_ARG(cell_key_sql(
			scratch, asked->where[i].key, column, has_id)),
		    i);
		before = " AND ";
	}
	return true;
}

static void bind_where(struct query *query, const struct asked *asked)
{
	for (size_t i = 0; i < asked->where_count; i++) {
		char name[32];
		struct str value = asked->where[i].value;
		snprintf(name, sizeof name, ":w%zu", i);
		query_bind_name_text(query, name, value.ptr ? value : STR(""));
	}
}

static bool open_rows(struct query **query, struct engine *engine,
    const struct asked *asked, struct str columns, const struct names *names,
    const char *order, struct error *err)
{
	struct arena *scratch = arena_new();
	struct buf sql = { 0 };
	bool done;
	buf_printf(&sql, "SELECT " STR_FMT " FROM (\n" STR_FMT "\n) AS q",
	    STR_ARG(columns), STR_ARG(measure_select(asked->measure)));
	done = add_where(&sql, engine, asked, names, scratch, err);
	buf_add_z(&sql, order);
	buf_add_char(&sql, '\0');
	done = done && query_open(query, engine->model, sql.data, err);
	if (done) {
		cells_bind(*query, asked->period.from, asked->period.to,
		    asked->newest);
		query_bind_name(*query, ":small", engine->show_small);
		bind_where(*query, asked);
		done = !asked->measure->compute.len ||
		       compute_bind(*query, engine, err);
	} else {
		measure_failed(asked->measure, err);
	}
	buf_free(&sql);
	arena_free(scratch);
	return done;
}

static struct str cell_text(
    const struct query *query, int column, bool is_time, struct arena *keep)
{
	if (query_is_null(query, column))
		return STR_NONE;
	if (is_time && query_text(query, column).len)
		return date_iso_time(keep, query_int(query, column));
	return arena_str(keep, query_text(query, column));
}

/* "commits count Commits [ai.commit_share]". */
static struct column read_column(struct str text)
{
	struct column column = { 0 };
	size_t blank = str_find_byte(text, ' ');
	size_t bracket;
	column.name = str_slice(text, 0, blank);
	text = str_trim(str_skip(text, blank));
	blank = str_find_byte(text, ' ');
	column.type = str_slice(text, 0, blank);
	text = str_trim(str_skip(text, blank));
	bracket = str_find_byte(text, '[');
	column.title = str_trim(str_slice(text, 0, bracket));
	if (bracket < text.len && str_ends(text, STR("]")))
		column.measure = str_slice(text, bracket + 1, text.len - 1);
	return column;
}

bool measure_column(
    struct column *column, const struct measure *measure, struct str name)
{
	struct str rest = measure->columns;
	struct str part;
	while (str_split(&rest, ';', &part)) {
		*column = read_column(str_trim(part));
		if (str_equal(column->name, name))
			return true;
	}
	return false;
}

static void read_columns(struct answer *answer, struct arena *keep)
{
	VEC(struct column) columns = { 0 };
	struct str rest = answer->measure->columns;
	struct str part;
	while (str_split(&rest, ';', &part))
		if (str_trim(part).len)
			VEC_PUSH(&columns, keep, read_column(str_trim(part)));
	answer->columns = columns.items;
	answer->column_count = columns.count;
}

static struct str declared_columns(
    const struct answer *answer, struct arena *keep)
{
	struct str all = STR("");
	for (size_t i = 0; i < answer->column_count; i++)
		all = arena_printf(keep, STR_FMT "%sq.\"" STR_FMT "\"",
		    STR_ARG(all), i ? ", " : "",
		    STR_ARG(answer->columns[i].name));
	return all;
}

static bool is_date(const struct column *column)
{
	return str_equal_z(column->type, "time");
}

bool answer_table(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	struct names names = { 0 };
	VEC(struct str) cells = { 0 };
	read_columns(answer, keep);
	if (asked->measure->compute.len)
		return compute_table(answer, engine, asked, keep, err);
	if (!read_names(&names, engine->model, asked->measure, keep, err) ||
	    !open_rows(&query, engine, asked, declared_columns(answer, keep),
		&names, "", err))
		return false;
	while (answer->row_count < ROWS_MAX && query_next(query)) {
		for (size_t i = 0; i < answer->column_count; i++) {
			struct str text = cell_text(
			    query, (int)i, is_date(&answer->columns[i]), keep);
			if (is_date(&answer->columns[i]))
				text = str_slice(text, 0, 10);
			VEC_PUSH(&cells, keep, text);
		}
		answer->row_count++;
	}
	answer->cells = cells.items;
	answer->figure = (struct figure){ .known = true,
		.counted = true,
		.value = (double)answer->row_count,
		.n = (int64_t)answer->row_count,
		.class = CLASS_NONE,
		.p = 1,
		.p_adjusted = 1 };
	return query_close(query, err) || measure_failed(asked->measure, err);
}

/* True where the team of a record is one of COUNT hidden ones, ":h0", ...;
 * none where no record has a team, or none is hidden. */
static struct str hidden_condition(
    const struct names *names, size_t count, struct arena *scratch)
{
	struct str team = STR_NONE;
	struct str list = STR("");
	for (size_t i = 0; i < names->count; i++) {
		struct printed column = print_column(names->items[i], scratch);
		if (column.text.ptr && str_equal_z(column.name, "team"))
			team = column.text;
	}
	if (!team.ptr || count == 0)
		return STR_NONE;
	for (size_t i = 0; i < count; i++)
		list = arena_printf(scratch, STR_FMT "%s:h%zu", STR_ARG(list),
		    i ? ", " : "", i);
	return arena_printf(scratch, "(" STR_FMT ") IN (" STR_FMT ")",
	    STR_ARG(team), STR_ARG(list));
}

/* Whether column I says what another does, a name beside its row id. */
static bool is_twin(const struct names *names, size_t i, struct arena *scratch)
{
	struct str name = print_column(names->items[i], scratch).name;
	for (size_t k = 0; name.ptr && k < names->count; k++)
		if (k != i && !str_equal(name, names->items[i]) &&
		    str_equal(name, names->items[k]))
			return true;
	return false;
}

/* The columns of a record: as the query gives them, source and locator last.
 * Where HIDDEN holds it has no team, and if PEOPLE no place in an input,
 * where one could look the person up. */
static struct str record_columns(size_t *count, const struct names *names,
    struct str hidden, bool people, struct arena *scratch)
{
	struct buf sql = { 0 };
	struct str all;
	*count = 0;
	for (int last = 0; last < 2; last++)
		for (size_t i = 0; i < names->count; i++) {
			bool is_place =
			    str_equal_z(names->items[i], "source_id") ||
			    str_equal_z(names->items[i], "locator");
			struct printed column =
			    print_column(names->items[i], scratch);
			bool hides =
			    hidden.ptr && (str_equal_z(column.name, "team") ||
					      (people && is_place));
			if (is_place != (last == 1) || !column.text.ptr ||
			    is_twin(names, i, scratch))
				continue;
			buf_add_z(&sql, sql.len ? ", " : "");
			++*count;
			if (hides)
				buf_printf(&sql,
				    "CASE WHEN " STR_FMT " THEN NULL ELSE ",
				    STR_ARG(hidden));
			buf_printf(&sql, STR_FMT "%s AS \"" STR_FMT "\"",
			    STR_ARG(column.text), hides ? " END" : "",
			    STR_ARG(column.name));
		}
	all = arena_str(scratch, buf_str(&sql));
	buf_free(&sql);
	return all;
}

/* Records in the order of their cells, so that no row id decides. */
static struct str record_order(size_t columns, struct arena *scratch)
{
	struct str order = STR(" ORDER BY 1");
	for (size_t i = 2; i <= columns; i++)
		order =
		    arena_printf(scratch, STR_FMT ", %zu", STR_ARG(order), i);
	return order;
}

/* Columns that the measure declares as times, and those named like them. */
static bool holds_time(const struct measure *measure, struct str name)
{
	struct column column;
	if (str_equal_z(name, "at") || str_ends(name, STR("_at")) ||
	    str_ends(name, STR("_until")) || str_ends(name, STR("_time")))
		return true;
	return measure_column(&column, measure, name) && is_date(&column);
}

/* ROW: NULL tells the heads alone. */
static bool tell_rows(struct query *query, const struct measure *measure,
    void (*row)(void *user, const struct str *cells, size_t count),
    void (*head)(void *user, const struct str *names, size_t count), void *user,
    struct error *err)
{
	struct arena *scratch = arena_new();
	size_t count = (size_t)query_columns(query);
	struct str *cells = arena_array(scratch, count + 1, sizeof *cells);
	struct arena *of_row = arena_new();
	bool *is_time = arena_array(scratch, count + 1, sizeof *is_time);
	for (size_t i = 0; i < count; i++) {
		cells[i] = str_from(query_column_name(query, (int)i));
		is_time[i] = holds_time(measure, cells[i]);
	}
	head(user, cells, count);
	while (row && query_next(query)) {
		arena_reset(of_row);
		for (size_t i = 0; i < count; i++)
			cells[i] = cell_text(query, (int)i, is_time[i], of_row);
		row(user, cells, count);
	}
	arena_free(of_row);
	arena_free(scratch);
	return query_close(query, err);
}

/* Records that tell of people, not of their work. */
static bool is_of_people(const struct measure *m)
{
	return list_has(m->sources, STR("directory")) ||
	       list_has(m->sources, STR("training"));
}

/* Records that are single people's need --restricted, and a purpose. */
static bool check_restricted(
    struct engine *engine, const struct measure *m, struct error *err)
{
	struct arena *scratch = arena_new();
	struct str missing = restricted_missing(engine, m, true, scratch);
	if (missing.ptr)
		error_set(err, ERROR_USAGE,
		    "expected " STR_FMT " for the records of " STR_FMT,
		    STR_ARG(missing), STR_ARG(m->id));
	arena_free(scratch);
	return !missing.ptr;
}

struct str engine_records_need(const struct engine *engine,
    const struct measure *measure, struct arena *keep)
{
	return restricted_missing(engine, measure, true, keep);
}

bool engine_records(struct engine *engine, const struct question *question,
    void (*row)(void *user, const struct str *cells, size_t count),
    void (*head)(void *user, const struct str *names, size_t count), void *user,
    struct error *err)
{
	struct arena *scratch = arena_new();
	struct query *query = NULL;
	struct names names = { 0 };
	struct team_list teams = { 0 };
	struct asked asked;
	struct str missing = STR_NONE;
	bool unmet;
	bool done =
	    asked_read(&asked, engine, question, err) &&
	    check_restricted(engine, asked.measure, err) &&
	    asked_missing(&missing, &unmet, engine, &asked, scratch, err) &&
	    read_names(&names, engine->model, asked.measure, scratch, err) &&
	    hidden_teams(&teams, engine, &asked, scratch, err) &&
	    check_records_of_team(engine, &asked, &teams, err);
	if (done) {
		size_t count;
		struct str columns = record_columns(&count, &names,
		    hidden_condition(&names, teams.count, scratch),
		    is_of_people(asked.measure), scratch);
		struct str order = record_order(count, scratch);
		done = open_rows(&query, engine, &asked, columns, &names,
		    arena_z(scratch, order), err);
	}
	for (size_t i = 0; done && i < teams.count; i++)
		query_bind_name_text(query,
		    arena_z(scratch, arena_printf(scratch, ":h%zu", i)),
		    teams.items[i]);
	done = done && tell_rows(query, asked.measure, missing.ptr ? NULL : row,
			   head, user, err);
	arena_free(scratch);
	return done;
}

bool asked_records(struct query **records, struct engine *engine,
    const struct asked *asked, struct error *err)
{
	struct arena *scratch = arena_new();
	struct names names = { 0 };
	bool done =
	    read_names(&names, engine->model, asked->measure, scratch, err) &&
	    open_rows(records, engine, asked, STR("q.record, sum(q.n)"), &names,
		" GROUP BY 1 ORDER BY 1", err);
	arena_free(scratch);
	return done;
}

#define PEOPLE                                                                 \
	"count(DISTINCT CASE WHEN (SELECT kind FROM person"                    \
	" WHERE id = q.person_id) = 'human' THEN q.person_id END)"

/* "key, key, ..., people" and " GROUP BY 1, 2, ...". */
static bool people_columns(struct str *columns, struct str *order,
    struct engine *engine, const struct asked *asked, struct arena *keep,
    struct error *err)
{
	*columns = STR("");
	*order = STR("");
	for (size_t i = 0; i < asked->by_count; i++) {
		struct str column;
		bool has_id;
		if (!cell_key_column(&column, &has_id, engine->model,
			asked->measure, asked->keys[i], keep, err))
			return false;
		*columns = arena_printf(keep, STR_FMT STR_FMT ", ",
		    STR_ARG(*columns),
		    STR_ARG(
			cell_key_sql(keep, asked->keys[i], column, has_id)));
		*order = arena_printf(keep, STR_FMT "%s%zu", STR_ARG(*order),
		    i ? ", " : " GROUP BY ", i + 1);
	}
	*columns = arena_printf(keep, STR_FMT "%s", STR_ARG(*columns), PEOPLE);
	return true;
}

bool asked_people(struct behind_list *list, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	struct names names = { 0 };
	struct str columns;
	struct str order;
	if (!read_names(&names, engine->model, asked->measure, keep, err) ||
	    !people_columns(&columns, &order, engine, asked, keep, err) ||
	    !open_rows(&query, engine, asked, columns, &names,
		arena_z(keep, order), err))
		return false;
	while (query_next(query)) {
		struct behind behind = { .people = query_int(
					     query, (int)asked->by_count) };
		behind.keys =
		    arena_array(keep, asked->by_count + 1, sizeof *behind.keys);
		for (size_t i = 0; i < asked->by_count; i++)
			behind.keys[i] = cell_text(query, (int)i, false, keep);
		VEC_PUSH(list, keep, behind);
	}
	return query_close(query, err) || measure_failed(asked->measure, err);
}
