/* Replays the changes of manifests and lock files in the order of history.
 *
 * A package is there as long as any file of the repository names it, so that
 * moving a line from one manifest to another brings nothing new. What a
 * manifest asks for and what is only there because another package needs it
 * are followed apart: naming a package that was needed before is bringing it.
 * The audited revision has the last word on what is there now; what it has
 * and history does not tell came at an unknown time. Branches are replayed as
 * one line: what one of them removed and the audited revision has never left.
 * While all files that name a package cannot be read (the table unread), nobody
 * knows; what the first version that can be read again does not name left by a
 * commit that nobody can tell.
 */
#include "link/component.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "link/history.h"
#include "link/span.h"
#include "model/query.h"

enum level { LEVEL_NONE, LEVEL_NEEDED, LEVEL_DIRECT };
enum { LEVELS = 3 };

/* From when a package came until it left. */
struct life {
	size_t from;  /* rank of the commit; SIZE_MAX: not known */
	bool brought; /* by that commit; else it was only seen there */
	int64_t from_file_id;
	size_t to;  /* SIZE_MAX: still there, or nobody knows when */
	bool taken; /* by that commit */
	bool alive;
	bool unread; /* its files in the audited revision cannot be read */
};

struct gap {	     /* when nobody knows */
	size_t life; /* index */
	size_t from; /* ranks, as in lives */
	size_t to;
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
	VEC(struct gap) gaps[LEVELS];
	bool in_gap[LEVELS];
	size_t seen;	      /* rank of the last version that named it, */
	int64_t seen_file_id; /* and its file */
	enum level now;	      /* in the audited revision */
};

/* In the order in which those of one commit are told. */
enum event_kind { ADDED, CHANGED, PRESENT, READ, UNREAD };

struct event {
	enum event_kind kind; /* removed is changed to LEVEL_NONE */
	size_t rank;	      /* of the commit */
	int64_t file_id;
	struct component *component; /* NULL: of the whole file */
	enum level level;	     /* after; LEVEL_NONE: removed */
	enum level old;		     /* before; LEVEL_NONE: not there */
};

struct replay {
	struct model *model;
	int64_t repository_id;
	struct history history;
	struct map by_name; /* ecosystem, blank, package */
	struct component_list {
		struct component **items;
		size_t count;
		size_t room;
	} components; /* by name, those without history behind */
	VEC(struct event) events;
	struct files unread; /* now, in the replay */
	struct query *insert;
	struct query *insert_gap;
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
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are meant */
	VEC_PUSH(&replay->components, replay->keep, component);
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
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->file_id > b->file_id) - (a->file_id < b->file_id);
}

static int compare_components(const void *left, const void *right)
{
	const struct component *a = *(struct component *const *)left;
	const struct component *b = *(struct component *const *)right;
	int order = str_compare(a->ecosystem, b->ecosystem);
	return order ? order : str_compare(a->package, b->package);
}

/* Those from FROM on; there are far fewer than rows that name them. */
static void sort_components(struct replay *replay, size_t from)
{
	struct component_list *list = &replay->components;
	if (list->count > from)
		qsort(list->items + from, list->count - from,
		    sizeof(struct component *), compare_components);
}

static bool load_events(struct replay *replay, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, replay->model,
		"SELECT d.commit_id, d.file_id, d.ecosystem, d.package, "
		"d.kind, d.direct, d.change, d.old_direct "
		"FROM commit_repository r "
		"JOIN dependency_change d ON d.commit_id = r.commit_id "
		"WHERE r.repository_id = ?1",
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
			.kind = str_equal_z(change, "added")	 ? ADDED
				: str_equal_z(change, "present") ? PRESENT
								 : CHANGED,
		};
		if (event.kind == CHANGED)
			event.old =
			    level_of(query_text(query, 4), query_int(query, 7));
		if (str_equal_z(change, "removed"))
			event.level = LEVEL_NONE;
		VEC_PUSH(&replay->events, replay->keep, event);
	}
	return query_close(query, err);
}

static void add_gap_event(struct replay *replay, enum event_kind kind,
    const struct query *query, int column)
{
	struct event event = { .kind = kind, .rank = SIZE_MAX };
	event.file_id = query_int(query, 0);
	if (!query_is_null(query, column))
		event.rank =
		    history_rank(&replay->history, query_int(query, column));
	VEC_PUSH(&replay->events, replay->keep, event);
}

static bool load_gaps(struct replay *replay, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, replay->model,
		"SELECT file_id, from_commit_id, to_commit_id, to_time "
		"FROM unread WHERE repository_id = ?1 AND what = 'dependency' "
		"ORDER BY rowid",
		err))
		return false;
	query_bind_int(query, 1, replay->repository_id);
	while (query_next(query)) {
		add_gap_event(replay, UNREAD, query, 1);
		if (!query_is_null(query, 3))
			add_gap_event(replay, READ, query, 2);
	}
	if (replay->events.count)
		qsort(replay->events.items, replay->events.count,
		    sizeof *replay->events.items, compare_events);
	sort_components(replay, 0);
	return query_close(query, err);
}

static bool load_now(struct replay *replay, struct error *err)
{
	struct query *query = NULL;
	size_t known = replay->components.count;
	if (!query_open(&query, replay->model,
		"SELECT ecosystem, package, kind, direct FROM dependency "
		"WHERE repository_id = ?1",
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
	sort_components(replay, known);
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
static void begin(struct replay *replay, struct lives *lives, struct life life)
{
	life.to = SIZE_MAX;
	if (life.from == SIZE_MAX && lives->count)
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
	struct life life = { .from = event->rank,
		.from_file_id = event->file_id };
	life.brought = event->kind != PRESENT;
	if (event->kind == CHANGED && event->old == event->level)
		life.from = SIZE_MAX;
	if (find_file(files, event->file_id) < files->count)
		return;
	if (!files->count)
		begin(replay, &component->lives[event->level], life);
	VEC_PUSH(files, replay->keep, event->file_id);
}

static void leave(
    struct component *component, const struct event *event, enum level level)
{
	struct files *files = &component->files[level];
	struct lives *lives = &component->lives[level];
	size_t at = find_file(files, event->file_id);
	if (at == files->count)
		return;
	files->items[at] = files->items[--files->count];
	if (files->count)
		return;
	lives->items[lives->count - 1].to = event->rank;
	lives->items[lives->count - 1].taken = event->kind == CHANGED;
}

/* Whether all files that name COMPONENT are unread. */
static bool is_lost(const struct replay *replay,
    const struct component *component, enum level level)
{
	const struct files *files = &component->files[level];
	for (size_t i = 0; i < files->count; i++)
		if (find_file(&replay->unread, files->items[i]) ==
		    replay->unread.count)
			return false;
	return files->count > 0;
}

/* Times in which nobody knows begin and end when files come, go or break. */
static void look_for_gap(
    struct replay *replay, struct component *component, size_t rank)
{
	for (enum level level = LEVEL_NEEDED; level <= LEVEL_DIRECT; level++) {
		bool was_lost = component->in_gap[level];
		bool lost = is_lost(replay, component, level);
		size_t count = component->gaps[level].count;
		component->in_gap[level] = lost;
		if (was_lost && !lost)
			component->gaps[level].items[count - 1].to = rank;
		if (was_lost || !lost)
			continue;
		const struct gap gap = { component->lives[level].count - 1,
			rank, SIZE_MAX };
		VEC_PUSH(&component->gaps[level], replay->keep, gap);
	}
}

/* A file breaks, or can be read again: what it names now, PRESENT told. */
static void turn(struct replay *replay, const struct event *event)
{
	size_t at = find_file(&replay->unread, event->file_id);
	if (event->kind == UNREAD && at == replay->unread.count)
		VEC_PUSH(&replay->unread, replay->keep, event->file_id);
	if (event->kind == READ && at < replay->unread.count)
		replay->unread.items[at] =
		    replay->unread.items[--replay->unread.count];
	for (size_t i = 0; i < replay->components.count; i++) {
		struct component *component = replay->components.items[i];
		bool is_seen = component->seen == event->rank &&
			       component->seen_file_id == event->file_id;
		for (enum level level = LEVEL_NEEDED;
		     level <= LEVEL_DIRECT && event->kind == READ && !is_seen;
		     level++)
			leave(component, event, level);
		look_for_gap(replay, component, event->rank);
	}
}

static void run(struct replay *replay)
{
	for (size_t i = 0; i < replay->events.count; i++) {
		const struct event *event = &replay->events.items[i];
		struct component *component = event->component;
		if (!component) {
			turn(replay, event);
			continue;
		}
		component->seen = event->rank;
		component->seen_file_id = event->file_id;
		if (event->level != LEVEL_NONE)
			enter(replay, event);
		for (enum level level = LEVEL_NEEDED; level <= LEVEL_DIRECT;
		     level++)
			if (level != event->level)
				leave(component, event, level);
		if (replay->unread.count)
			look_for_gap(replay, component, event->rank);
	}
}

/* --------------------------------------------------------------- storing -- */

/* Whether the last life goes on is for the audited revision to say. */
static void settle(struct replay *replay, struct component *component,
    enum level level, bool is_there)
{
	static const struct life unknown = { .from = SIZE_MAX };
	struct lives *lives = &component->lives[level];
	bool is_open = component->files[level].count > 0;
	if (is_there && !is_open)
		begin(replay, lives, unknown);
	if (!is_there && !is_open)
		return;
	lives->items[lives->count - 1].alive = is_there;
	lives->items[lives->count - 1].unread =
	    !is_there && component->in_gap[level];
}

static int64_t time_at(const struct replay *replay, size_t rank)
{
	return rank == SIZE_MAX ? UNKNOWN : replay->history.commits[rank].time;
}

static void bind_commit(
    const struct replay *replay, size_t rank, bool is_its, int index)
{
	bool is_known = rank != SIZE_MAX && is_its;
	query_bind_int(replay->insert, index,
	    is_known ? replay->history.commits[rank].id : UNKNOWN);
	query_bind_int(replay->insert, index + 1, time_at(replay, rank));
}

static int64_t store_life(const struct replay *replay,
    const struct component *component, enum level level,
    const struct life *life)
{
	struct query *insert = replay->insert;
	int64_t id = 0;
	query_bind_int(insert, 1, replay->repository_id);
	query_bind_text(insert, 2, component->ecosystem);
	query_bind_text(insert, 3, component->package);
	query_bind_int(insert, 4, level == LEVEL_DIRECT);
	query_bind_int(insert, 5, life->alive);
	bind_commit(replay, life->from, life->brought, 6);
	bind_commit(replay, life->to, life->taken, 8);
	query_bind_int(
	    insert, 10, life->from_file_id ? life->from_file_id : UNKNOWN);
	query_bind_int(insert, 11, life->unread);
	while (query_next(insert))
		id = query_int(insert, 0);
	query_rewind(insert);
	return id;
}

static void store_gap(
    const struct replay *replay, const struct gap *gap, int64_t component_id)
{
	struct query *insert = replay->insert_gap;
	query_bind_int(insert, 1, component_id);
	query_bind_int(insert, 2, time_at(replay, gap->from));
	query_bind_int(insert, 3, time_at(replay, gap->to));
	query_do(insert);
}

static void store_lives(const struct replay *replay,
    const struct component *component, enum level level)
{
	const struct lives *lives = &component->lives[level];
	for (size_t i = 0; i < lives->count; i++) {
		int64_t id =
		    store_life(replay, component, level, &lives->items[i]);
		for (size_t k = 0; k < component->gaps[level].count; k++)
			if (component->gaps[level].items[k].life == i)
				store_gap(replay,
				    &component->gaps[level].items[k], id);
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
    struct query *insert, struct query *insert_gap, struct error *err)
{
	struct replay replay = { .model = model,
		.repository_id = repository_id,
		.insert = insert,
		.insert_gap = insert_gap,
		.keep = arena_new() };
	replay.by_name.arena = replay.keep;
	bool done = history_load(&replay.history, model, repository_id,
			replay.keep, err) &&
		    load_events(&replay, err) && load_gaps(&replay, err) &&
		    load_now(&replay, err);
	if (done) {
		run(&replay);
		for (size_t i = 0; i < replay.components.count; i++)
			store_component(&replay, replay.components.items[i]);
	}
	arena_free(replay.keep);
	return done;
}

static bool link_repositories(struct model *model, struct error *err)
{
	struct query *repositories = NULL;
	struct query *insert = NULL;
	struct query *gap = NULL;
	bool done =
	    query_open(&insert, model,
		"INSERT INTO component (repository_id, ecosystem, package, "
		"direct, alive, from_commit_id, from_time, to_commit_id, "
		"to_time, from_file_id, unread) "
		"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
		"RETURNING id",
		err) &&
	    query_open(&gap, model,
		"INSERT INTO component_unread (component_id, from_time, "
		"to_time) VALUES (?1, ?2, ?3)",
		err);
	if (done && !query_open(&repositories, model,
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
		    model, query_int(repositories, 0), insert, gap, err);
	struct query *const queries[] = { repositories, gap, insert };
	return queries_close(queries, 3, done, err);
}

bool link_components(struct model *model, struct error *err)
{
	static const struct span_facts files = { .what = "dependency" };
	return link_spans(model, &files, err) &&
	       link_repositories(model, err) &&
	       model_script(model, STR("link/component.sql"), NULL, err);
}
