/* Replays what commits did to files in the order of history.
 *
 * A thing is there from the commit that named it to the one that no longer
 * does, and again when it comes back. Between a version that cannot be read
 * and the next one that can, nobody knows (unread): what is there before and
 * after never left, what is not there after left by a commit that nobody can
 * name. The audited revision has the last word: what it has never left for
 * good, what it has not is gone, whatever a branch says that did not prevail.
 * Times are those of committers, and never run backwards. */
#include "link/span.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "link/history.h"
#include "model/query.h"

struct moment {
	int64_t time;	   /* UNKNOWN: not known */
	int64_t commit_id; /* UNKNOWN: nobody knows which */
};

static const struct moment nowhere = { UNKNOWN, UNKNOWN };

struct state {		     /* of a thing, for a while */
	struct moment since; /* when the thing came */
	struct moment from;
	struct moment to;
	bool is_ended;
	bool goes_on; /* another follows at once */
	bool is_lost; /* the file cannot be read */
	int64_t change_id;
	int64_t head_id;
};

struct thing {
	struct str name;
	VEC(struct state) states;
	bool is_there;
	size_t seen;	 /* rank of the last version that named it */
	int64_t head_id; /* UNKNOWN: the audited revision has it not */
	struct thing *next;
};

struct gap {
	struct moment from;
	struct moment to;
	bool is_ended;
};

struct followed { /* a file */
	int64_t id;
	struct thing *first; /* in the order in which they were met */
	struct thing **last;
	struct map by_name;
	VEC(struct gap) gaps;
	bool is_unread;
	bool is_unread_now; /* in the audited revision */
	struct followed *next;
};

/* In the order in which those of one commit and file are told. */
enum event_kind { CAME, PRESENT, CHANGED, LEFT, READ, UNREAD };

struct event {
	enum event_kind kind;
	int64_t commit_id;
	size_t rank;
	int64_t file_id;
	struct thing *thing; /* NULL: of the whole file */
	int64_t change_id;
};

struct replay {
	struct model *model;
	const struct span_facts *facts;
	int64_t repository_id;
	struct history history;
	struct map by_file;
	struct followed *first;
	struct followed **last;
	VEC(struct event) events;
	struct arena *keep;
};

/* --------------------------------------------------------------- loading -- */

static struct followed *find_file(struct replay *replay, int64_t id)
{
	bool added;
	struct str key = { (const char *)&id, sizeof id };
	union map_value *value = map_put(&replay->by_file, key, &added);
	if (!added)
		return value->pointer;
	struct followed *file = ARENA_NEW(replay->keep, struct followed);
	value->pointer = file;
	file->id = id;
	file->last = &file->first;
	file->by_name.arena = replay->keep;
	*replay->last = file;
	replay->last = &file->next;
	return file;
}

static struct thing *find_thing(
    struct replay *replay, int64_t file_id, struct str name)
{
	bool added;
	struct followed *file = find_file(replay, file_id);
	union map_value *value = map_put(&file->by_name, name, &added);
	if (!added)
		return value->pointer;
	struct thing *thing = ARENA_NEW(replay->keep, struct thing);
	value->pointer = thing;
	thing->name = arena_str(replay->keep, name);
	thing->seen = SIZE_MAX;
	thing->head_id = UNKNOWN;
	*file->last = thing;
	file->last = &thing->next;
	return thing;
}

static enum event_kind kind_of(struct str change)
{
	return str_equal_z(change, "added")	? CAME
	       : str_equal_z(change, "changed") ? CHANGED
	       : str_equal_z(change, "removed") ? LEFT
	       : str_equal_z(change, "read")	? READ
	       : str_equal_z(change, "unread")	? UNREAD
						: PRESENT;
}

static bool open_for(struct query **query, const struct replay *replay,
    const char *sql, struct error *err)
{
	if (!query_open(query, replay->model, sql, err))
		return false;
	query_bind_int(*query, 1, replay->repository_id);
	return true;
}

static bool load_changes(struct replay *replay, struct error *err)
{
	struct query *query = NULL;
	if (!replay->facts->changes)
		return true;
	if (!open_for(&query, replay, replay->facts->changes, err))
		return false;
	while (query_next(query)) {
		const struct event event = {
			.commit_id = query_int(query, 0),
			.file_id = query_int(query, 1),
			.thing = find_thing(
			    replay, query_int(query, 1), query_text(query, 2)),
			.kind = kind_of(query_text(query, 3)),
			.change_id = query_int(query, 4),
		};
		VEC_PUSH(&replay->events, replay->keep, event);
	}
	return query_close(query, err);
}

static bool load_unread(struct replay *replay, struct error *err)
{
	struct query *query = NULL;
	if (!open_for(&query, replay,
		"SELECT u.commit_id, u.file_id, u.change FROM unread_change u "
		"JOIN commit_repository r ON r.commit_id = u.commit_id "
		"WHERE r.repository_id = ?1 AND u.what = ?2",
		err))
		return false;
	query_bind_text(query, 2, str_from(replay->facts->what));
	while (query_next(query)) {
		const struct event event = {
			.commit_id = query_int(query, 0),
			.file_id = query_int(query, 1),
			.kind = kind_of(query_text(query, 2)),
		};
		VEC_PUSH(&replay->events, replay->keep, event);
	}
	return query_close(query, err);
}

static bool load_head(struct replay *replay, struct error *err)
{
	struct query *query = NULL;
	if (replay->facts->head) {
		if (!open_for(&query, replay, replay->facts->head, err))
			return false;
		while (query_next(query))
			find_thing(
			    replay, query_int(query, 0), query_text(query, 1))
			    ->head_id = query_int(query, 2);
		if (!query_close(query, err))
			return false;
	}
	if (!open_for(&query, replay,
		"SELECT file_id FROM unread_head "
		"WHERE repository_id = ?1 AND what = ?2",
		err))
		return false;
	query_bind_text(query, 2, str_from(replay->facts->what));
	while (query_next(query))
		find_file(replay, query_int(query, 0))->is_unread_now = true;
	return query_close(query, err);
}

static int compare_events(const void *left, const void *right)
{
	const struct event *a = left;
	const struct event *b = right;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->file_id != b->file_id)
		return a->file_id < b->file_id ? -1 : 1;
	return (a->kind > b->kind) - (a->kind < b->kind);
}

static bool order_events(struct replay *replay, struct error *err)
{
	if (!replay->events.count)
		return true;
	if (!history_load(&replay->history, replay->model,
		replay->repository_id, replay->keep, err))
		return false;
	for (size_t i = 0; i < replay->events.count; i++) {
		struct event *event = &replay->events.items[i];
		event->rank = history_rank(&replay->history, event->commit_id);
	}
	qsort(replay->events.items, replay->events.count,
	    sizeof *replay->events.items, compare_events);
	return true;
}

/* ---------------------------------------------------------------- replay -- */

static struct state *last_state(const struct thing *thing)
{
	return thing->states.count
		   ? &thing->states.items[thing->states.count - 1]
		   : NULL;
}

static struct moment later(struct moment a, struct moment b)
{
	if (b.time != UNKNOWN && a.time < b.time)
		a.time = b.time;
	return a;
}

static void begin(struct replay *replay, struct thing *thing,
    struct moment since, struct moment from, int64_t change_id)
{
	struct state *last = last_state(thing);
	struct state state = {
		.since = since,
		.from = last ? later(from, last->to) : from,
		.to = nowhere,
		.change_id = change_id,
		.head_id = UNKNOWN,
	};
	VEC_PUSH(&thing->states, replay->keep, state);
	thing->is_there = true;
}

static void end(struct thing *thing, struct moment to)
{
	struct state *last = last_state(thing);
	last->to = later(to, last->from);
	last->is_ended = true;
	thing->is_there = false;
}

/* It never left: a branch that did not prevail told so. */
static void resume(struct thing *thing)
{
	struct state *last = last_state(thing);
	last->is_ended = false;
	last->to = nowhere;
	thing->is_there = true;
}

/* Another state of a thing that stays. */
static void change(struct replay *replay, struct thing *thing,
    struct moment when, int64_t change_id)
{
	struct moment since = last_state(thing)->since;
	end(thing, when);
	last_state(thing)->goes_on = true;
	begin(replay, thing, since, when, change_id);
}

static void tell(
    struct replay *replay, const struct event *event, struct moment when)
{
	struct thing *thing = event->thing;
	bool is_known = thing->states.count > 0;
	if (event->kind == CHANGED && !thing->is_there && is_known)
		resume(thing);
	thing->seen = event->rank;
	if (event->kind == LEFT) {
		if (thing->is_there)
			end(thing, when);
	} else if (thing->is_there) {
		change(replay, thing, when, event->change_id);
	} else {
		struct moment since = event->kind == CAME ? when : nowhere;
		begin(replay, thing, since, when, event->change_id);
	}
}

/* The version of RANK can be read again: what it has not left before. */
static void read_again(struct followed *file, size_t rank, struct moment when)
{
	const struct moment found = { when.time, UNKNOWN };
	if (!file->is_unread)
		return;
	file->is_unread = false;
	file->gaps.items[file->gaps.count - 1].to = when;
	file->gaps.items[file->gaps.count - 1].is_ended = true;
	for (struct thing *thing = file->first; thing; thing = thing->next)
		if (thing->is_there && thing->seen != rank)
			end(thing, found);
}

static void lose(
    struct replay *replay, struct followed *file, struct moment when)
{
	const struct gap gap = { .from = when, .to = nowhere };
	if (file->is_unread)
		return;
	file->is_unread = true;
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): it has room */
	VEC_PUSH(&file->gaps, replay->keep, gap);
	for (struct thing *thing = file->first; thing; thing = thing->next) {
		if (!thing->is_there)
			continue;
		change(replay, thing, when, last_state(thing)->change_id);
		last_state(thing)->is_lost = true;
	}
}

static void run(struct replay *replay)
{
	for (size_t i = 0; i < replay->events.count; i++) {
		const struct event *event = &replay->events.items[i];
		if (event->rank == SIZE_MAX)
			return; /* sorted behind all others */
		const struct moment when = {
			replay->history.commits[event->rank].time,
			event->commit_id
		};
		struct followed *file = find_file(replay, event->file_id);
		if (event->thing)
			tell(replay, event, when);
		else if (event->kind == READ)
			read_again(file, event->rank, when);
		else
			lose(replay, file, when);
	}
}

/* ------------------------------------------------------ audited revision -- */

static void mark_lost(struct followed *file, bool is_lost)
{
	for (struct thing *thing = file->first; thing; thing = thing->next)
		if (thing->is_there)
			last_state(thing)->is_lost = is_lost;
}

/* What of a branch that did not prevail cannot be read is no gap. */
static void settle_gaps(struct replay *replay, struct followed *file)
{
	struct gap *last =
	    file->gaps.count ? &file->gaps.items[file->gaps.count - 1] : NULL;
	if (file->is_unread == file->is_unread_now)
		return;
	if (!file->is_unread_now) {
		file->gaps.count--;
		mark_lost(file, false);
	} else if (last) {
		last->is_ended = false;
		last->to = nowhere;
		mark_lost(file, true);
	} else {
		lose(replay, file, nowhere);
	}
}

static void settle_thing(struct replay *replay, struct thing *thing)
{
	bool is_now = thing->head_id != UNKNOWN;
	if (thing->is_there && !is_now) {
		struct moment from = last_state(thing)->from;
		end(thing, (struct moment){ from.time, UNKNOWN });
	}
	if (!thing->is_there && is_now && thing->states.count)
		resume(thing);
	if (!thing->is_there && is_now)
		begin(replay, thing, nowhere, nowhere, UNKNOWN);
	if (is_now)
		last_state(thing)->head_id = thing->head_id;
}

static void settle(struct replay *replay)
{
	for (struct followed *file = replay->first; file; file = file->next) {
		settle_gaps(replay, file);
		for (struct thing *thing = file->first;
		     thing && !file->is_unread_now; thing = thing->next)
			settle_thing(replay, thing);
	}
}

/* --------------------------------------------------------------- storing -- */

struct stores {
	struct query *span;
	struct query *unread;
};

static void bind_moment(struct query *query, int index, struct moment moment)
{
	query_bind_int(query, index, moment.time);
	query_bind_int(query, index + 1, moment.commit_id);
}

static void store_thing(struct query *insert, const struct thing *thing,
    int64_t repository_id, int64_t file_id)
{
	for (size_t i = 0; i < thing->states.count; i++) {
		const struct state *state = &thing->states.items[i];
		query_bind_int(insert, 1, repository_id);
		query_bind_int(insert, 2, file_id);
		query_bind_text(insert, 3, thing->name);
		bind_moment(insert, 4, state->since);
		query_bind_int(insert, 6, state->from.time);
		bind_moment(insert, 7, state->to);
		query_bind_int(insert, 9, state->change_id);
		query_bind_int(insert, 10, state->head_id);
		query_bind_int(insert, 11, !state->goes_on);
		query_bind_int(insert, 12, !state->is_lost);
		query_do(insert);
	}
}

static void store(const struct replay *replay, const struct stores *stores)
{
	for (const struct followed *file = replay->first; file;
	     file = file->next) {
		for (size_t i = 0; i < file->gaps.count; i++) {
			const struct gap *gap = &file->gaps.items[i];
			struct query *insert = stores->unread;
			query_bind_int(insert, 1, replay->repository_id);
			query_bind_int(insert, 2, file->id);
			query_bind_text(
			    insert, 3, str_from(replay->facts->what));
			bind_moment(insert, 4, gap->from);
			bind_moment(insert, 6, later(gap->to, gap->from));
			if (!gap->is_ended)
				bind_moment(insert, 6, nowhere);
			query_do(insert);
		}
		for (const struct thing *thing = file->first; thing;
		     thing = thing->next)
			store_thing(stores->span, thing, replay->repository_id,
			    file->id);
	}
}

static bool link_repository(struct model *model, const struct span_facts *facts,
    int64_t repository_id, const struct stores *stores, struct error *err)
{
	struct replay replay = { .model = model,
		.facts = facts,
		.repository_id = repository_id,
		.keep = arena_new() };
	replay.by_file.arena = replay.keep;
	replay.last = &replay.first;
	bool done = load_changes(&replay, err) && load_unread(&replay, err) &&
		    load_head(&replay, err) && order_events(&replay, err);
	if (done) {
		run(&replay);
		settle(&replay);
		store(&replay, stores);
	}
	arena_free(replay.keep);
	return done;
}

bool link_spans(
    struct model *model, const struct span_facts *facts, struct error *err)
{
	struct stores stores = { 0 };
	struct query *repositories = NULL;
	bool done =
	    query_run(model, "DROP TABLE IF EXISTS temp.span", err) &&
	    query_run(model,
		"CREATE TEMP TABLE span (id INTEGER PRIMARY KEY, "
		"repository_id, file_id, thing, since_time, since_commit_id, "
		"from_time, to_time, to_commit_id, change_id, head_id, "
		"is_last, known)",
		err) &&
	    query_open(&stores.span, model,
		"INSERT INTO temp.span (repository_id, file_id, thing, "
		"since_time, since_commit_id, from_time, to_time, "
		"to_commit_id, change_id, head_id, is_last, known) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
		err) &&
	    query_open(&stores.unread, model,
		"INSERT INTO unread (repository_id, file_id, what, from_time, "
		"from_commit_id, to_time, to_commit_id) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		err) &&
	    query_open(&repositories, model,
		"SELECT id FROM repository ORDER BY key", err);
	while (done && query_next(repositories))
		done = link_repository(
		    model, facts, query_int(repositories, 0), &stores, err);
	struct query *const queries[] = { repositories, stores.span,
		stores.unread };
	return queries_close(queries, 3, done, err);
}
