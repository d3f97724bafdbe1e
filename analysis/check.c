/* A check is counted by walking its rows in the order of repository and
 * record: of several rows of a record the worst counts. Rows without a
 * repository come first and count in each. */
#include "analysis/check.h"

#include <stddef.h>

#include "analysis/inputs.h"
#include "analysis/measure.h"
#include "base/buf.h"
#include "base/vec.h"
#include "model/query.h"

#define CHECK_FOLDER "analysis/checks/"
#define PREPARE "analysis/readiness.sql"
#define STATEMENT "attest"

enum { SEVERITY_INFO = 5 };

/* ------------------------------------------------------------- reading -- */

struct header {
	struct str title;
	struct str record;
	struct str inputs;
	struct str strength;
	struct str limits;
	struct str topic;
	struct str gap;
	struct str cwes;
	struct str empty;
	struct str limit;
	struct str same;
};

static const struct {
	const char *name;
	size_t offset;
	bool required;
} fields[] = {
	/* clang-format off */
	{ "title", offsetof(struct header, title), true },
	{ "record", offsetof(struct header, record), true },
	{ "inputs", offsetof(struct header, inputs), true },
	{ "strength", offsetof(struct header, strength), true },
	{ "limits", offsetof(struct header, limits), false },
	{ "topic", offsetof(struct header, topic), false },
	{ "gap", offsetof(struct header, gap), false },
	{ "cwes", offsetof(struct header, cwes), false },
	{ "empty", offsetof(struct header, empty), false },
	{ "limit", offsetof(struct header, limit), false },
	{ "same", offsetof(struct header, same), false },
	/* clang-format on */
};
enum { FIELDS = sizeof fields / sizeof *fields };

static struct str *field_at(struct header *header, size_t i)
{
	return (struct str *)(void *)((char *)header + fields[i].offset);
}

static bool read_field(struct header *header, struct str **last,
    struct str text, struct place place, struct error *err)
{
	size_t colon = str_find_byte(text, ':');
	struct str name = str_trim(str_slice(text, 0, colon));
	for (size_t i = 0; i < FIELDS; i++)
		if (str_equal_z(name, fields[i].name)) {
			*last = field_at(header, i);
			**last = str_trim(str_skip(text, colon + 1));
			return true;
		}
	return error_at(err, place,
	    "expected a field of a check, found \"" STR_FMT "\"",
	    STR_ARG(name));
}

static bool read_header(struct header *header, struct str *sql,
    struct str content, struct str path, struct arena *keep, struct error *err)
{
	struct str *last = NULL;
	struct str line;
	struct place place = { .file = path };
	*header = (struct header){ 0 };
	for (*sql = content; str_line(&content, &line); *sql = content) {
		place.line++;
		if (!str_starts(line, STR("--")))
			break;
		line = str_skip(line, 2);
		if (last && str_starts(line, STR("   ")))
			*last = arena_printf(keep, STR_FMT " " STR_FMT,
			    STR_ARG(*last), STR_ARG(str_trim(line)));
		else if (!read_field(header, &last, line, place, err))
			return false;
	}
	place.line = 1;
	for (size_t i = 0; i < FIELDS; i++)
		if (fields[i].required && !field_at(header, i)->len)
			return error_at(err, place,
			    "expected the field \"%s\", found none",
			    fields[i].name);
	return true;
}

/* "79; 89" as ",79,89,". */
static struct str list_of_cwes(struct str text, struct arena *keep)
{
	struct str all = STR(",");
	struct str part;
	while (str_split(&text, ';', &part))
		if (str_trim(part).len)
			all = arena_printf(keep, STR_FMT STR_FMT ",",
			    STR_ARG(all), STR_ARG(str_trim(part)));
	return all.len > 1 ? all : STR_NONE;
}

static struct str threshold(const struct model *model, const struct check *c,
    const char *which, struct arena *keep)
{
	if (!model)
		return STR_NONE;
	return model_setting(model,
	    arena_printf(
		keep, "threshold." STR_FMT ".%s", STR_ARG(c->id), which),
	    keep);
}

/* The organisation's own limit goes first: the least share that is met, or the
 * most that is not. */
static bool read_limit(struct check *check, struct str text,
    const struct model *model, struct arena *keep, struct error *err)
{
	double own;
	check->limit = 1;
	check->limit_is_ours = text.len != 0;
	if (text.len && !str_to_double(text, &check->limit))
		return error_at(err, (struct place){ .file = check->path },
		    "expected a limit such as 0.90, found \"" STR_FMT "\"",
		    STR_ARG(text));
	if (str_to_double(threshold(model, check, "at_least", keep), &own)) {
		check->limit = own;
		check->limit_is_ours = false;
	} else if (str_to_double(
		       threshold(model, check, "at_most", keep), &own) &&
		   own < 1) {
		check->limit = 1 - own;
		check->limit_is_ours = false;
	}
	return true;
}

static bool read_check(struct check *check, struct str *same, struct str name,
    const struct model *model, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	struct header header;
	struct str content;
	struct str sql;
	if (!asset_read(&content, folders, name, keep, err) ||
	    !read_header(&header, &sql, content, name, keep, err))
		return false;
	*check = (struct check){
		.id = str_slice(name, sizeof CHECK_FOLDER - 1, name.len - 4),
		.title = header.title,
		.record = header.record,
		.inputs = header.inputs,
		.strength = header.strength,
		.limits = header.limits,
		.topic = header.topic,
		.gap = header.gap,
		.cwes = list_of_cwes(header.cwes, keep),
		.empty_passes = str_equal_z(header.empty, "pass"),
		.sql = str_trim(sql),
		.query = arena_alloc(keep, sizeof(struct query *)),
		.path = name,
	};
	*same = header.same;
	return read_limit(check, header.limit, model, keep, err);
}

static struct check *find(const struct checks *checks, struct str id)
{
	for (size_t i = 0; i < checks->count; i++)
		if (str_equal(checks->items[i].id, id))
			return &checks->items[i];
	return NULL;
}

struct list {
	struct check *items;
	size_t count;
	size_t room;
};

struct sames {
	struct str *items;
	size_t count;
	size_t room;
};

/* Checks that say "same:" take over the query of another. */
static bool take_over(
    struct checks *checks, const struct sames *sames, struct error *err)
{
	for (size_t i = 0; sames->items && i < sames->count; i++) {
		const struct check *other;
		if (!sames->items[i].len)
			continue;
		other = find(checks, sames->items[i]);
		if (!other || !other->sql.len)
			return error_at(err,
			    (struct place){ .file = checks->items[i].path },
			    "expected a check with a query, found "
			    "same: " STR_FMT,
			    STR_ARG(sames->items[i]));
		checks->items[i].sql = other->sql;
		checks->items[i].query = other->query;
	}
	return true;
}

bool checks_load(struct checks *checks, const struct model *model,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct list list = { 0 };
	struct sames sames = { 0 };
	struct str name;
	size_t at = 0;
	while (asset_next(&at, STR(CHECK_FOLDER), &name)) {
		struct check check;
		struct str same;
		if (!read_check(&check, &same, name, model, folders, keep, err))
			return false;
		VEC_PUSH(&list, keep, check);
		VEC_PUSH(&sames, keep, same);
	}
	*checks = (struct checks){ list.items, list.count };
	return take_over(checks, &sames, err);
}

bool checks_close(struct checks *checks, struct error *err)
{
	bool done = true;
	for (size_t i = 0; i < checks->count; i++) {
		struct query *query = *checks->items[i].query;
		*checks->items[i].query = NULL;
		if (query && !query_close(query, err))
			done = false;
	}
	return done;
}

const struct check *checks_find(
    const struct checks *checks, struct str evidence)
{
	const struct check *check = find(checks, evidence);
	bool is_statement = str_starts(evidence, STR("attest.")) ||
			    str_starts(evidence, STR("obs.")) ||
			    str_equal_z(evidence, "incident.reconstructable") ||
			    str_equal_z(evidence, "policy.version_current");
	if (!check && is_statement)
		check = find(checks, STR(STATEMENT));
	return check;
}

/* ------------------------------------------------------------- running -- */

bool check_repositories_read(struct check_repositories *repositories,
    const struct model *model, struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	*repositories = (struct check_repositories){ 0 };
	if (!query_open(&query, model,
		"SELECT id, key, name, coalesce(service, '') FROM repository "
		"ORDER BY key",
		err))
		return false;
	while (query_next(query)) {
		struct check_repository one = {
			.id = query_int(query, 0),
			.key = arena_str(keep, query_text(query, 1)),
			.name = arena_str(keep, query_text(query, 2)),
			.service = arena_str(keep, query_text(query, 3)),
		};
		VEC_PUSH(repositories, keep, one);
	}
	return query_close(query, err);
}

static void bind_period(struct query *query, struct period period, bool newest)
{
	query_bind_name(query, ":from",
	    period.from == UNKNOWN ? INT64_MIN + 1 : period.from);
	query_bind_name(query, ":at", period.to);
	query_bind_name(query, ":newest", newest);
}

static bool run_statement(bool *row, const struct model *model, struct str sql,
    struct period period, bool newest, struct arena *scratch, struct error *err)
{
	struct query *query = NULL;
	*row = false;
	if (!query_open(&query, model, arena_z(scratch, sql), err))
		return error_while(err, "running " PREPARE);
	bind_period(query, period, newest);
	query_bind_name(query, ":generation", model_generation(model));
	while (query_next(query))
		*row = true;
	return query_close(query, err) || error_while(err, "running " PREPARE);
}

/* Whether the tables stand for PERIOD already. */
static bool is_prepared(bool *is, const struct model *model,
    struct period period, bool newest, struct arena *scratch, struct error *err)
{
	static const char *const probes[] = {
		"SELECT 1 FROM temp.sqlite_schema WHERE name = 'check_period'",
		"SELECT 1 FROM temp.check_period WHERE from_time = :from "
		"AND at = :at AND newest = :newest AND generation = :generation"
	};
	*is = true;
	for (size_t i = 0; *is && i < sizeof probes / sizeof *probes; i++)
		if (!run_statement(is, model, str_from(probes[i]), period,
			newest, scratch, err))
			return false;
	return true;
}

bool checks_prepare(const struct model *model, struct period period,
    bool newest, struct error *err)
{
	struct arena *scratch = arena_new();
	struct str content;
	bool there = false;
	bool done =
	    is_prepared(&there, model, period, newest, scratch, err) &&
	    (there || asset_read(&content, NULL, STR(PREPARE), scratch, err));
	while (done && !there && str_trim(content).len) {
		size_t end = str_find(content, STR(";\n"));
		struct str one = str_slice(content, 0, end);
		bool row;
		content = str_skip(content, end + 2);
		done = run_statement(
		    &row, model, one, period, newest, scratch, err);
	}
	arena_free(scratch);
	return done;
}

/* A record while its rows are walked. */
struct walk {
	const struct check_repositories *repositories;
	struct check_result *results;
	struct check_result whole; /* of rows without a repository */
	struct check_result *now;
	struct arena *keep;
	bool first_place;
	struct buf record;
	int64_t repository; /* of the record; UNKNOWN: all */
	bool open;
	bool failed;
	bool unknown;
};

static void end_record(struct walk *walk)
{
	if (walk->open && walk->now) {
		walk->now->failed += walk->failed;
		walk->now->unknown += !walk->failed && walk->unknown;
		walk->now->met += !walk->failed && !walk->unknown;
	}
	walk->open = false;
}

static struct check_result *result_of(const struct walk *walk, int64_t id)
{
	for (size_t i = 0; i < walk->repositories->count; i++)
		if (walk->repositories->items[i].id == id)
			return &walk->results[i];
	return NULL;
}

static void begin_record(
    struct walk *walk, const struct query *query, struct str record)
{
	walk->repository = query_int(query, 0);
	walk->now = walk->repository == UNKNOWN
			? &walk->whole
			: result_of(walk, walk->repository);
	buf_clear(&walk->record);
	buf_add(&walk->record, record);
	walk->open = true;
	walk->failed = false;
	walk->unknown = false;
}

static void take_place(struct walk *walk, const struct query *query)
{
	struct check_result *result = walk->now;
	if (result->place_count++ > 0 && walk->first_place)
		return;
	struct check_place place = {
		.path = arena_str(walk->keep, query_text(query, 3)),
		.line = query_is_null(query, 4) ? 0 : query_int(query, 4),
		.text = arena_str(walk->keep, query_text(query, 5)),
	};
	VEC_PUSH(&result->places, walk->keep, place);
}

static void take_row(struct walk *walk, const struct query *query)
{
	struct str record = query_text(query, 1);
	bool is_count = query_is_number(query, 2);
	struct str state = query_text(query, 2);
	if (!walk->open || query_int(query, 0) != walk->repository ||
	    !str_equal(record, buf_str(&walk->record))) {
		end_record(walk);
		begin_record(walk, query, record);
	}
	if (!walk->now)
		return;
	if (is_count) {
		walk->now->met += query_int(query, 2);
		walk->open = false;
	} else if (str_equal_z(state, "not met")) {
		walk->failed = true;
		take_place(walk, query);
	} else if (str_equal_z(state, "unknown")) {
		walk->unknown = true;
		if (!walk->now->unknown_text.ptr)
			walk->now->unknown_text =
			    arena_str(walk->keep, query_text(query, 5));
	}
}

/* What concerns all repositories is told of each. */
static void add_whole(struct check_result *result,
    const struct check_result *whole, struct arena *keep)
{
	result->met += whole->met;
	result->failed += whole->failed;
	result->unknown += whole->unknown;
	result->place_count += whole->place_count;
	for (size_t i = 0; i < whole->places.count; i++)
		VEC_PUSH(&result->places, keep, whole->places.items[i]);
	if (!result->unknown_text.ptr)
		result->unknown_text = whole->unknown_text;
}

static enum check_verdict judge(
    const struct check_result *result, const struct check *check)
{
	double n = (double)(result->met + result->failed + result->unknown);
	double asked = check->limit * n - 1e-9; /* 0.9 of 10 is 9 */
	if (n < 1)
		return check->empty_passes ? CHECK_PASS : CHECK_NOT_ASSESSED;
	if ((double)result->met >= asked)
		return CHECK_PASS;
	if ((double)(result->met + result->unknown) < asked)
		return CHECK_FAIL;
	return CHECK_NOT_ASSESSED;
}

static bool compile(const struct check *check, const struct model *model,
    struct arena *scratch, struct error *err)
{
	if (*check->query) {
		query_rewind(*check->query);
		return true;
	}
	return query_open(check->query, model,
	    arena_z(scratch,
		arena_printf(scratch,
		    "SELECT repository_id, record, state, path, line, text "
		    "FROM (\n" STR_FMT "\n) ORDER BY 1, 2, path, line, text",
		    STR_ARG(check->sql))),
	    err);
}

static bool open_check(const struct check *check, const struct model *model,
    const struct check_wish *wish, struct arena *scratch, struct error *err)
{
	struct str cwes = wish->cwes.len ? wish->cwes : check->cwes;
	struct query *query;
	if (!compile(check, model, scratch, err))
		return false;
	query = *check->query;
	bind_period(query, wish->period, wish->newest);
	query_bind_name_text(query, ":evidence", wish->evidence);
	query_bind_name_text(query, ":cwes", cwes.len ? cwes : STR(""));
	query_bind_name_text(
	    query, ":topic", check->topic.len ? check->topic : STR(""));
	query_bind_name_text(
	    query, ":gap", check->gap.len ? check->gap : STR(""));
	query_bind_name(
	    query, ":worst", wish->worst ? wish->worst : SEVERITY_INFO);
	query_bind_name(query, ":touched", wish->touched);
	return true;
}

bool check_run(struct check_result **results, const struct check *check,
    const struct model *model, const struct check_repositories *repositories,
    const struct check_wish *wish, struct arena *keep, struct error *err)
{
	struct arena *scratch = arena_new();
	struct walk walk = { .repositories = repositories,
		.keep = keep,
		.first_place = wish->first_place };
	bool done = open_check(check, model, wish, scratch, err);
	walk.results =
	    arena_array(keep, repositories->count + 1, sizeof *walk.results);
	while (done && query_next(*check->query))
		take_row(&walk, *check->query);
	end_record(&walk);
	for (size_t i = 0; i < repositories->count; i++) {
		add_whole(&walk.results[i], &walk.whole, keep);
		walk.results[i].verdict = judge(&walk.results[i], check);
	}
	walk.results[repositories->count] = walk.whole;
	buf_free(&walk.record);
	arena_free(scratch);
	*results = walk.results;
	return done ||
	       error_while(err, "running " STR_FMT, STR_ARG(check->path));
}

bool check_can_be_asked(bool *can, const struct check *check,
    const struct model *model, struct period period, bool newest,
    struct arena *scratch, struct error *err)
{
	struct str missing;
	if (!inputs_missing(&missing, model, check->inputs, period.to, newest,
		scratch, err))
		return false;
	*can = !missing.ptr;
	return true;
}
