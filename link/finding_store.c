/* A finding is one row of finding, and one of finding_closed for each time in
 * which it did not count as open; and of finding_span, where it was something
 * else before. Two analyses of one tool may have the same
 * finding: what the second says is merged with what is there, which is rare. */
#include "link/finding_store.h"

#include <stdio.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/vec.h"
#include "link/finding_lost.h"
#include "model/bulk.h"
#include "model/query.h"

/* Of a SHA-256: 128 bits keep even billions of findings apart. */
enum { KEY_DIGITS = 32 };

struct finding_store {
	struct model *model;
	struct query *insert; /* when two series may have one finding, else */
	struct bulk *bulk;    /* these, which cost less */
	int64_t stored;	      /* of them; their row ids */
	struct query *update;
	struct query *find;
	struct query *spells; /* of finding_closed */
	struct query *reopen;
	struct query *close;
	struct query *span;
	struct finding_lost *lost;
	struct arena *scratch; /* of one finding */
};

/* What a second series may change comes last. */
#define CHANGING                                                               \
	"line = ?1, state = ?2, first_time = ?3, last_time = ?4, "             \
	"fixed_time = ?5, fixed_how = ?6, tool_time = ?7, unseen = ?8, "       \
	"unseen_time = ?9, reopened = ?10, reopened_time = ?11, "              \
	"first_result_id = ?12, last_result_id = ?13"

/* In the order of the table: values of others are copied once more. */
#define COLUMNS                                                                \
	"key, repository_id, tool, rule, category, severity, severity_rank, "  \
	"cwe, path, line, state, first_time, last_time, fixed_time, "          \
	"fixed_how, tool_time, unseen, unseen_time, reopened, "                \
	"reopened_time, first_result_id, last_result_id"

static const char insert_sql[] =
    "INSERT INTO finding (" COLUMNS ") "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
    "?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22) "
    "ON CONFLICT (key) DO NOTHING RETURNING id";

/* Two analyses of one tool may both have a finding; later scans too, while
 * all of a first scan are different by their making. */
static const char may_meet_sql[] =
    "SELECT EXISTS (SELECT 1 FROM temp.scan_event WHERE event > 1) OR EXISTS ("
    "SELECT 1 FROM temp.scan_event GROUP BY repository, tool "
    "HAVING count(DISTINCT series) > 1)";

static const char update_sql[] =
    "UPDATE finding SET " CHANGING " WHERE id = ?14";

static const char find_sql[] =
    "SELECT id, line, first_result_id, last_result_id, "
    "CASE state WHEN 'open' THEN 0 WHEN 'suppressed' THEN 1 ELSE 2 END, "
    "first_time, last_time, fixed_time, tool_time, "
    "CASE unseen WHEN 'failed' THEN 1 WHEN 'revision' THEN 2 "
    "WHEN 'version' THEN 3 WHEN 'rule' THEN 4 WHEN 'unread' THEN 5 "
    "WHEN 'file' THEN 6 ELSE 0 END, unseen_time FROM finding WHERE key = ?1";

static const char spells_sql[] =
    "SELECT from_time, to_time, "
    "CASE state WHEN 'suppressed' THEN 1 ELSE 2 END, "
    "CASE how WHEN 'changed' THEN 1 WHEN 'deleted' THEN 2 ELSE 0 END "
    "FROM finding_closed WHERE finding_id = ?1 ORDER BY from_time";

static const char reopen_sql[] =
    "DELETE FROM finding_closed WHERE finding_id = ?1";

static const char close_sql[] =
    "INSERT INTO finding_closed VALUES (?1, ?2, ?3, ?4, ?5)";

/* Of a finding that was something else before. */
static const char span_sql[] =
    "INSERT INTO finding_span (finding_id, from_time, to_time, seen_time, "
    "rule, category, severity, severity_rank, cwe, path, line, result_id, "
    "tool_time, unseen, unseen_time, same_lines) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
    "?15, ?16)";

/* By what finding.about holds. */
static const struct str categories[] = { { "security", 8 }, { "quality", 7 },
	{ "secret", 6 } };
static const struct str severities[] = { { "", 0 }, { "critical", 8 },
	{ "high", 4 }, { "medium", 6 }, { "low", 3 }, { "info", 4 } };

static const struct str states[] = { { "open", 4 }, { "suppressed", 10 },
	{ "fixed", 5 } };

static enum fixed_how how_of(const struct life *life)
{
	return life->turns.count ? life->turns.items[life->turns.count - 1].how
				 : FIXED_GONE;
}

/* Where the values of a row go, column by column. */
struct row {
	struct bulk *bulk; /* or */
	struct query *query;
	int column;
};

static void add_int(struct row *row, int64_t value)
{
	if (row->bulk)
		bulk_int(row->bulk, value);
	else
		query_bind_int(row->query, ++row->column, value);
}

static void add_text(struct row *row, struct str value)
{
	if (row->bulk)
		bulk_text(row->bulk, value);
	else
		query_bind_text(row->query, ++row->column, value);
}

static void add_about(struct row *row, int64_t about, int64_t cwe)
{
	add_text(row, categories[about / 8 % 8]);
	add_text(row, severities[about % 8]);
	add_int(row, about % 8);
	add_int(row, cwe ? cwe : UNKNOWN);
}

static void add_changing(struct row *row, const struct finding *finding)
{
	const struct life *life = &finding->life;
	bool is_fixed = life->state == FINDING_FIXED;
	add_int(row, finding->line);
	add_text(row, states[life->state]);
	add_int(row, life->first_time);
	add_int(row, life->last_time);
	add_int(row, life->fixed_time);
	add_text(row, is_fixed ? fixed_how_name(how_of(life)) : STR_NONE);
	add_int(row, life->tool_time);
	add_text(row, unseen_name(life->unseen));
	add_int(row, life->unseen_time);
	add_int(row, life->reopened);
	add_int(row, life->reopened_time);
	add_int(row, finding->first_result_id);
	add_int(row, finding->last_result_id);
}

static void store_closed(
    struct finding_store *store, int64_t id, const struct life *life)
{
	struct closed closed;
	for (size_t i = 0; life_closed(life, i, &closed); i++) {
		bool is_fixed = closed.state == FINDING_FIXED;
		query_bind_int(store->close, 1, id);
		query_bind_int(store->close, 2, closed.from_time);
		query_bind_int(store->close, 3, closed.to_time);
		query_bind_text(store->close, 4, states[closed.state]);
		query_bind_text(store->close, 5,
		    is_fixed ? fixed_how_name(closed.how) : STR_NONE);
		query_do(store->close);
	}
}

/* What it was, and since when it is what it is: a row without an end. */
static void store_spans(
    struct finding_store *store, int64_t id, const struct finding *finding)
{
	struct row row = { NULL, store->span, 0 };
	int64_t from = UNKNOWN;
	for (size_t i = 0; i < finding->pasts.count; i++) {
		const struct past *past = &finding->pasts.items[i];
		row.column = 0;
		add_int(&row, id);
		add_int(&row, from);
		add_int(&row, past->to_time);
		add_int(&row, past->seen_time);
		add_text(&row, past->rule);
		add_about(&row, past->about, past->cwe);
		add_text(&row, past->path);
		add_int(&row, past->line);
		add_int(&row, past->result_id);
		add_int(&row, past->tool_time);
		add_text(&row, unseen_name(past->unseen));
		add_int(&row, past->unseen_time);
		add_int(&row, past->same_lines);
		query_do(store->span);
		from = past->to_time;
	}
	if (!finding->pasts.count)
		return;
	row.column = 0;
	add_int(&row, id);
	add_int(&row, from);
	while (row.column < 16)
		add_int(&row, UNKNOWN);
	query_do(store->span);
}

/* Digest of what makes a finding one. */
static void make_key(char hex[HASH_HEX_SIZE], const struct finding_owner *owner,
    const struct finding *finding, struct arena *scratch)
{
	char ordinal[24];
	struct hash *hash = hash_new(scratch);
	hash_add_field(hash, owner->repository);
	hash_add_field(hash, owner->tool);
	hash_add_field(hash, finding->key_rule);
	hash_add_field(hash, finding->key_path);
	hash_add_field(hash, finding->key_text);
	if (finding->ordinal == 1) { /* nearly all */
		hash_add_field(hash, STR("1"));
	} else {
		int len = snprintf(ordinal, sizeof ordinal, "%lld",
		    (long long)finding->ordinal);
		hash_add_field(hash, (struct str){ ordinal, (size_t)len });
	}
	hash_end(hash, hex);
}

/* The row id; 0 when another series has it. */
static int64_t insert(struct finding_store *store, struct str key,
    const struct finding_owner *owner, const struct finding *finding)
{
	struct row row = { store->bulk, store->insert, 0 };
	int64_t id = 0;
	if (store->bulk)
		add_int(&row, id = ++store->stored);
	else
		query_rewind(store->insert);
	add_text(&row, key);
	add_int(&row, owner->repository_id ? owner->repository_id : UNKNOWN);
	add_text(&row, owner->tool);
	add_text(&row, finding->rule);
	add_about(&row, finding->about, finding->cwe);
	add_text(&row, finding->path);
	add_changing(&row, finding);
	while (store->insert && query_next(store->insert))
		id = query_int(store->insert, 0);
	return id;
}

/* ---------------------------------------------------------- second series --
 */

static void load_turns(
    struct finding_store *store, int64_t id, struct life *life)
{
	struct query *spells = store->spells;
	struct turn end = { .time = UNKNOWN };
	query_rewind(spells);
	query_bind_int(spells, 1, id);
	while (query_next(spells)) {
		const struct turn turn = { query_int(spells, 0),
			(enum finding_state)query_int(spells, 2),
			(enum fixed_how)query_int(spells, 3) };
		if (end.time != UNKNOWN && end.time != turn.time)
			VEC_PUSH(&life->turns, store->scratch, end);
		VEC_PUSH(&life->turns, store->scratch, turn);
		end = (struct turn){ .time = query_int(spells, 1),
			.state = FINDING_OPEN };
	}
	if (end.time != UNKNOWN)
		VEC_PUSH(&life->turns, store->scratch, end);
}

static int64_t load(
    struct finding_store *store, struct str key, struct finding *there)
{
	struct query *find = store->find;
	int64_t id = 0;
	query_rewind(find);
	query_bind_text(find, 1, key);
	while (query_next(find)) {
		id = query_int(find, 0);
		*there = (struct finding){ .line = query_int(find, 1),
			.first_result_id = query_int(find, 2),
			.last_result_id = query_int(find, 3),
			.life = life_begin() };
		there->life.state = (enum finding_state)query_int(find, 4);
		there->life.first_time = query_int(find, 5);
		there->life.last_time = query_int(find, 6);
		there->life.fixed_time = query_int(find, 7);
		there->life.tool_time = query_int(find, 8);
		there->life.unseen = (enum unseen)query_int(find, 9);
		there->life.unseen_time = query_int(find, 10);
	}
	load_turns(store, id, &there->life);
	return id;
}

static int64_t merge(
    struct finding_store *store, struct str key, const struct finding *finding)
{
	struct finding there = { .line = 0 };
	int64_t id = load(store, key, &there);
	if (there.life.first_time == UNKNOWN ||
	    (finding->life.first_time != UNKNOWN &&
		finding->life.first_time < there.life.first_time))
		there.first_result_id = finding->first_result_id;
	if (finding->life.last_time > there.life.last_time) {
		there.last_result_id = finding->last_result_id;
		there.line = finding->line;
	}
	life_merge(&there.life, &finding->life, store->scratch);
	struct row row = { NULL, store->update, 0 };
	add_changing(&row, &there);
	add_int(&row, id);
	query_do(store->update);
	query_bind_int(store->reopen, 1, id);
	query_do(store->reopen);
	store_closed(store, id, &there.life);
	return id;
}

/* What finding_undated.sql makes of one that may be met again. */
static struct finding without_times(const struct finding *finding)
{
	struct finding copy = *finding;
	struct life *life = &copy.life;
	life->first_time = UNKNOWN;
	life->last_time = UNKNOWN;
	life->fixed_time = UNKNOWN;
	life->unseen_time = UNKNOWN;
	life->reopened_time = UNKNOWN;
	life->reopened = 0;
	return copy;
}

int64_t finding_store_put(struct finding_store *store,
    const struct finding_owner *owner, const struct finding *finding)
{
	char hex[HASH_HEX_SIZE];
	make_key(hex, owner, finding, store->scratch);
	struct str key = { hex, KEY_DIGITS };
	bool is_lost = !owner->repository_id;
	bool is_final = is_lost && store->bulk;
	struct finding stored = is_final ? without_times(finding) : *finding;
	int64_t id = insert(store, key, owner, &stored);
	if (id && is_lost)
		finding_lost_put(store->lost, id, finding->path,
		    STR("the scan is not placed"));
	if (id) {
		if (!is_final)
			store_closed(store, id, &finding->life);
		store_spans(store, id, finding);
	} else {
		id = merge(store, key, finding);
	}
	arena_reset(store->scratch);
	return id;
}

void finding_store_flush(struct finding_store *store)
{
	if (store->bulk)
		bulk_flush(store->bulk);
	finding_lost_flush(store->lost);
}

/* Only those that may be met again are looked for by their key. The index of an
 * earlier link is still there: tables are emptied, not made anew. */
static bool open_insert(struct finding_store *store, struct error *err)
{
	int64_t may_meet;
	if (!query_number(&may_meet, store->model, may_meet_sql, err))
		return false;
	if (may_meet)
		return query_run(store->model,
			   "CREATE UNIQUE INDEX IF NOT EXISTS finding_key "
			   "ON finding (key)",
			   err) &&
		       query_open(
			   &store->insert, store->model, insert_sql, err);
	return query_run(
		   store->model, "DROP INDEX IF EXISTS finding_key", err) &&
	       bulk_open(&store->bulk, store->model,
		   "finding (id, " COLUMNS ")", 23, err);
}

bool finding_store_open(struct finding_store **store, struct model *model,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct finding_store *made = ARENA_NEW(keep, struct finding_store);
	struct error ignored;
	*made =
	    (struct finding_store){ .model = model, .scratch = arena_new() };
	if (open_insert(made, err) &&
	    finding_lost_open(&made->lost, model, folders, keep, err) &&
	    query_open(&made->update, model, update_sql, err) &&
	    query_open(&made->find, model, find_sql, err) &&
	    query_open(&made->spells, model, spells_sql, err) &&
	    query_open(&made->reopen, model, reopen_sql, err) &&
	    query_open(&made->close, model, close_sql, err) &&
	    query_open(&made->span, model, span_sql, err)) {
		*store = made;
		return true;
	}
	(void)!finding_store_close(made, &ignored);
	*store = NULL;
	return false;
}

bool finding_store_close(struct finding_store *store, struct error *err)
{
	struct error ignored;
	if (!store)
		return true;
	bool done = store->bulk
			? bulk_close(store->bulk, err)
			: model_script(store->model,
			      STR("link/finding_undated.sql"), NULL, err);
	done = finding_lost_close(store->lost, done ? err : &ignored) && done;
	done = queries_close(
	    (struct query *[]){ store->insert, store->update, store->find,
		store->spells, store->reopen, store->close, store->span },
	    7, done, err);
	arena_free(store->scratch);
	return done;
}
