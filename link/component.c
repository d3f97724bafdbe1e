/* Replays the changes of manifests and lock files in the order of history.
 *
 * A package is there as long as any file of the repository names it, so that
 * moving a line from one manifest to another brings nothing new. What a
 * manifest asks for and what is only there because another package needs it
 * are followed apart: naming a package that was needed before is bringing it.
 * The audited revision has the last word on what is there now; what it has
 * and history does not tell came at an unknown time. Branches are replayed as
 * one line: what one of them removed and the audited revision has never left.
 */
#include "link/component.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "link/history.h"
#include "model/query.h"

enum level { LEVEL_NONE, LEVEL_NEEDED, LEVEL_DIRECT };
enum { LEVELS = 3 };

/* From when a package came until it left. */
struct life {
	size_t from; /* rank of the commit; SIZE_MAX: not known */
	int64_t from_file_id;
	size_t to; /* SIZE_MAX: still there, or nobody knows when */
	bool alive;
};

struct lives {
	struct life *items;
	size_t count;
	size_t room;
};

struct files { /* that name it at one level */
	int64_t *items;
	size_t count;
	size_t room;
};

struct component {
	struct str ecosystem;
	struct str package;
	struct files files[LEVELS];
	struct lives lives[LEVELS];
	enum level now; /* in the audited revision */
	struct component *next;
};

struct event {
	size_t rank; /* of the commit */
	int64_t file_id;
	struct component *component;
	enum level level; /* after; LEVEL_NONE: removed */
	enum level old;	  /* before; LEVEL_NONE: not there */
	bool is_addition; /* else changed or removed */
};

struct replay {
	struct model *model;
	int64_t repository_id;
	struct history history;
	struct map by_name;	 /* ecosystem, blank, package */
	struct component *first; /* in the order of their names */
	struct component **last;
	VEC(struct event) events;
	struct query *insert;
	struct arena *keep;
};

/* --------------------------------------------------------------- loading -- */

static struct component *find_component(
    struct replay *replay, struct str ecosystem, struct str package)
{
	bool added;
	struct str name = arena_printf(replay->keep, STR_FMT " " STR_FMT,
	    STR_ARG(ecosystem), STR_ARG(package));
	union map_value *value = map_put(&replay->by_name, name, &added);
	if (!added)
		return value->pointer;
	struct component *component = ARENA_NEW(replay->keep, struct component);
	value->pointer = component;
	component->ecosystem = str_slice(name, 0, ecosystem.len);
	component->package = str_skip(name, ecosystem.len + 1);
	*replay->last = component;
	replay->last = &component->next;
	return component;
}

/* Versions for others (managed) ask for nothing. */
static enum level level_of(struct str kind, int64_t direct)
{
	if (str_equal_z(kind, "lockfile") || direct == 0)
		return LEVEL_NEEDED;
	return direct == 1 ? LEVEL_DIRECT : LEVEL_NONE;
}

static int compare_events(const void *left, const void *right)
{
	const struct event *a = left;
	const struct event *b = right;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->is_addition != b->is_addition)
		return a->is_addition ? -1 : 1;
	return (a->file_id > b->file_id) - (a->file_id < b->file_id);
}

static bool load_events(struct replay *replay, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, replay->model,
		"SELECT d.commit_id, d.file_id, d.ecosystem, d.package, "
		"d.kind, d.direct, d.change, d.old_direct "
		"FROM commit_repository r "
		"JOIN dependency_change d ON d.commit_id = r.commit_id "
		"WHERE r.repository_id = ?1 ORDER BY d.ecosystem, d.package",
		err))
		return false;
	query_bind_int(query, 1, replay->repository_id);
	while (query_next(query)) {
		struct str change = query_text(query, 6);
		struct event event = {
			.rank =
			    history_rank(&replay->history, query_int(query, 0)),
			.file_id = query_int(query, 1),
			.component = find_component(
			    replay, query_text(query, 2), query_text(query, 3)),
			.level =
			    level_of(query_text(query, 4), query_int(query, 5)),
			.is_addition = str_equal_z(change, "added"),
		};
		if (!event.is_addition)
			event.old =
			    level_of(query_text(query, 4), query_int(query, 7));
		if (str_equal_z(change, "removed"))
			event.level = LEVEL_NONE;
		VEC_PUSH(&replay->events, replay->keep, event);
	}
	if (replay->events.count)
		qsort(replay->events.items, replay->events.count,
		    sizeof *replay->events.items, compare_events);
	return query_close(query, err);
}

static bool load_now(struct replay *replay, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, replay->model,
		"SELECT ecosystem, package, kind, direct FROM dependency "
		"WHERE repository_id = ?1 ORDER BY ecosystem, package",
		err))
		return false;
	query_bind_int(query, 1, replay->repository_id);
	while (query_next(query)) {
		struct component *component = find_component(
		    replay, query_text(query, 0), query_text(query, 1));
		enum level level =
		    level_of(query_text(query, 2), query_int(query, 3));
		if (level > component->now)
			component->now = level;
	}
	return query_close(query, err);
}

/* ---------------------------------------------------------------- replay -- */

static size_t find_file(const struct files *files, int64_t file_id)
{
	size_t i = 0;
	while (i < files->count && files->items[i] != file_id)
		i++;
	return i;
}

/* Opens a life at FILE_ID. When no beginning is known, the last one goes on:
 * it was left on a branch that did not prevail. */
static void begin(
    struct replay *replay, struct lives *lives, size_t rank, int64_t file_id)
{
	struct life life = {
		.from = rank, .from_file_id = file_id, .to = SIZE_MAX
	};
	if (rank == SIZE_MAX && lives->count)
		lives->items[lives->count - 1].to = SIZE_MAX;
	else
		VEC_PUSH(lives, replay->keep, life);
}

/* A change tells of a beginning only when the file named the package before in
 * another way; else that lies where history is cut off. */
static void enter(struct replay *replay, const struct event *event)
{
	struct component *component = event->component;
	struct files *files = &component->files[event->level];
	bool is_known = event->is_addition || event->old != event->level;
	if (find_file(files, event->file_id) < files->count)
		return;
	if (!files->count)
		begin(replay, &component->lives[event->level],
		    is_known ? event->rank : SIZE_MAX, event->file_id);
	VEC_PUSH(files, replay->keep, event->file_id);
}

static void leave(const struct event *event, enum level level)
{
	struct component *component = event->component;
	struct files *files = &component->files[level];
	struct lives *lives = &component->lives[level];
	size_t at = find_file(files, event->file_id);
	if (at == files->count)
		return;
	files->items[at] = files->items[--files->count];
	if (!files->count)
		lives->items[lives->count - 1].to = event->rank;
}

static void run(struct replay *replay)
{
	for (size_t i = 0; i < replay->events.count; i++) {
		const struct event *event = &replay->events.items[i];
		if (event->level != LEVEL_NONE)
			enter(replay, event);
		for (enum level level = LEVEL_NEEDED; level <= LEVEL_DIRECT;
		     level++)
			if (level != event->level)
				leave(event, level);
	}
}

/* --------------------------------------------------------------- storing -- */

/* Whether the last life goes on is for the audited revision to say. */
static void settle(struct replay *replay, struct component *component,
    enum level level, bool is_there)
{
	struct lives *lives = &component->lives[level];
	bool is_open = component->files[level].count > 0;
	if (is_there && !is_open)
		begin(replay, lives, SIZE_MAX, 0);
	if (is_there || is_open)
		lives->items[lives->count - 1].alive = is_there;
}

static void bind_commit(
    const struct replay *replay, size_t rank, int id_index, int time_index)
{
	const struct history_commit *commit =
	    rank == SIZE_MAX ? NULL : &replay->history.commits[rank];
	query_bind_int(replay->insert, id_index, commit ? commit->id : UNKNOWN);
	query_bind_int(
	    replay->insert, time_index, commit ? commit->time : UNKNOWN);
}

static void store_lives(const struct replay *replay,
    const struct component *component, enum level level)
{
	const struct lives *lives = &component->lives[level];
	for (size_t i = 0; i < lives->count; i++) {
		const struct life *life = &lives->items[i];
		struct query *insert = replay->insert;
		query_bind_int(insert, 1, replay->repository_id);
		query_bind_text(insert, 2, component->ecosystem);
		query_bind_text(insert, 3, component->package);
		query_bind_int(insert, 4, level == LEVEL_DIRECT);
		query_bind_int(insert, 5, life->alive);
		bind_commit(replay, life->from, 6, 7);
		bind_commit(replay, life->to, 8, 9);
		query_bind_int(insert, 10,
		    life->from_file_id ? life->from_file_id : UNKNOWN);
		while (query_next(insert))
			;
		query_rewind(insert);
	}
}

/* What was asked for at any time is not told again as needed. */
static void store_component(struct replay *replay, struct component *component)
{
	settle(replay, component, LEVEL_DIRECT, component->now == LEVEL_DIRECT);
	if (component->lives[LEVEL_DIRECT].count) {
		store_lives(replay, component, LEVEL_DIRECT);
		if (component->now != LEVEL_NEEDED)
			return;
	}
	settle(replay, component, LEVEL_NEEDED, component->now == LEVEL_NEEDED);
	store_lives(replay, component, LEVEL_NEEDED);
}

static bool link_repository(struct model *model, int64_t repository_id,
    struct query *insert, struct error *err)
{
	struct replay replay = { .model = model,
		.repository_id = repository_id,
		.insert = insert,
		.keep = arena_new() };
	replay.by_name.arena = replay.keep;
	replay.last = &replay.first;
	bool done = history_load(&replay.history, model, repository_id,
			replay.keep, err) &&
		    load_events(&replay, err) && load_now(&replay, err);
	if (done) {
		run(&replay);
		for (struct component *component = replay.first; component;
		     component = component->next)
			store_component(&replay, component);
	}
	arena_free(replay.keep);
	return done;
}

static bool link_repositories(struct model *model, struct error *err)
{
	struct query *repositories = NULL;
	struct query *insert = NULL;
	struct error ignored;
	bool done = true;
	if (!query_open(&insert, model,
		"INSERT INTO component (repository_id, ecosystem, package, "
		"direct, alive, from_commit_id, from_time, to_commit_id, "
		"to_time, from_file_id) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
		err))
		return false;
	if (!query_open(&repositories, model,
		"SELECT id FROM repository r WHERE "
		"EXISTS (SELECT 1 FROM dependency d "
		"WHERE d.repository_id = r.id) "
		"OR EXISTS (SELECT 1 FROM commit_repository x "
		"JOIN dependency_change d ON d.commit_id = x.commit_id "
		"WHERE x.repository_id = r.id) ORDER BY key",
		err))
		done = false;
	while (done && query_next(repositories))
		done = link_repository(
		    model, query_int(repositories, 0), insert, err);
	if (repositories && !query_close(repositories, done ? err : &ignored))
		done = false;
	return query_close(insert, done ? err : &ignored) && done;
}

bool link_components(struct model *model, struct error *err)
{
	return link_repositories(model, err) &&
	       model_script(model, STR("link/component.sql"), NULL, err);
}
