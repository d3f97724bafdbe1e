/* Which teams no table shows, in a period. A team of fewer people than the
 * minimum group has no figure; its members are counted month by month, and the
 * fewest count, so that a period which holds a month as a small team is hidden
 * as well and no difference of periods tells of that month. Beside small teams
 * one that never is goes with them in all tables, always the same: were it
 * another one in each, what one table hides the next would tell. */
#include "analysis/engine_parts.h"
#include "base/vec.h"
#include "model/query.h"

struct membership {
	size_t team;
	int64_t person;
	int64_t from;
	int64_t to;
};

/* Of the whole model, once; teams in the order in which they are hidden beside
 * others. */
struct team_sizes {
	struct team_list teams;
	VEC(int64_t) people;		/* today; of those without, ever */
	VEC(struct membership) members; /* by team, then person */
	struct map numbers;		/* name -> its place among them */
	struct map veils; /* of each period asked: enum team_veil of each */
	struct arena *keep;
};

/* First those that are not small today; of these those with work of all kinds,
 * as it is hard to know that they have none of it; of these the smallest. */
#define TEAMS                                                                  \
	"SELECT t.name, t.people FROM team t LEFT JOIN (SELECT team_id, "      \
	"max(origin IN ('ai', 'mixed')) AS ai FROM commit_origin "             \
	"WHERE team_id IS NOT NULL GROUP BY team_id) c ON c.team_id = t.id "   \
	"ORDER BY t.people < ?1, coalesce(c.ai, -1) DESC, t.people, t.name"
#define MEMBERS                                                                \
	"SELECT t.name, m.person_id, m.from_time, m.to_time "                  \
	"FROM team_member m JOIN team t ON t.id = m.team_id "                  \
	"ORDER BY m.team_id, m.person_id"

static bool read_teams(
    struct team_sizes *sizes, struct engine *engine, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, engine->model, TEAMS, err))
		return false;
	query_bind_int(query, 1, engine->minimum_group);
	while (query_next(query)) {
		struct str name = arena_str(sizes->keep, query_text(query, 0));
		map_put(&sizes->numbers, name, NULL)->number =
		    (int64_t)sizes->teams.count;
		VEC_PUSH(&sizes->teams, sizes->keep, name);
		VEC_PUSH(&sizes->people, sizes->keep, query_int(query, 1));
	}
	return query_close(query, err);
}

static bool read_members(
    struct team_sizes *sizes, struct engine *engine, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, engine->model, MEMBERS, err))
		return false;
	while (query_next(query)) {
		const union map_value *team =
		    map_get(&sizes->numbers, query_text(query, 0));
		if (team)
			VEC_PUSH(&sizes->members, sizes->keep,
			    ((struct membership){ (size_t)team->number,
				query_int(query, 1), query_int(query, 2),
				query_int(query, 3) }));
	}
	return query_close(query, err);
}

static bool read_sizes(struct engine *engine, struct error *err)
{
	struct team_sizes *sizes;
	if (engine->sizes)
		return true;
	sizes = ARENA_NEW(engine->keep, struct team_sizes);
	*sizes = (struct team_sizes){ .numbers = { .arena = engine->keep },
		.veils = { .arena = engine->keep },
		.keep = engine->keep };
	if (!read_teams(sizes, engine, err) ||
	    !read_members(sizes, engine, err))
		return false;
	engine->sizes = sizes;
	return true;
}

/* Lowers FEWEST to the members of each team from FROM to TO, of those that had
 * any. */
static void count_members(int64_t *fewest, const struct team_sizes *sizes,
    int64_t from, int64_t to, struct arena *scratch)
{
	int64_t *people =
	    arena_array(scratch, sizes->teams.count + 1, sizeof *people);
	const struct membership *last = NULL;
	for (size_t i = 0; i < sizes->members.count; i++) {
		const struct membership *one = &sizes->members.items[i];
		bool same = last && last->team == one->team &&
			    last->person == one->person;
		if (one->from >= to || one->to <= from || same)
			continue;
		people[one->team]++;
		last = one;
	}
	for (size_t i = 0; i < sizes->teams.count; i++)
		if (people[i] > 0 && people[i] < fewest[i])
			fewest[i] = people[i];
}

/* Members of each team in the month of PERIOD that had fewest; of a team that
 * had none in any, those of today, or all it ever had. */
static int64_t *fewest_members(
    const struct team_sizes *sizes, struct period period, struct arena *scratch)
{
	enum { MONTHS_MAX = 600 };
	int64_t *fewest =
	    arena_array(scratch, sizes->teams.count + 1, sizeof *fewest);
	for (size_t i = 0; i < sizes->teams.count; i++)
		fewest[i] = INT64_MAX;
	for (int back = 0; back < MONTHS_MAX; back++) {
		struct period month = period_month(period, back);
		if (back > 0 && month.to <= period.from)
			break;
		count_members(fewest, sizes,
		    month.from > period.from ? month.from : period.from,
		    month.to < period.to ? month.to : period.to, scratch);
	}
	for (size_t i = 0; i < sizes->teams.count; i++)
		if (fewest[i] == INT64_MAX)
			fewest[i] = sizes->people.items[i];
	return fewest;
}

static enum team_veil *make_veil(
    const struct engine *engine, struct period period)
{
	const struct team_sizes *sizes = engine->sizes;
	size_t count = sizes->teams.count;
	struct arena *scratch = arena_new();
	const int64_t *fewest = fewest_members(sizes, period, scratch);
	enum team_veil *veil =
	    arena_array(engine->keep, count + 1, sizeof *veil);
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		veil[i] =
		    fewest[i] < engine->minimum_group ? TEAM_SMALL : TEAM_SHOWN;
		any = any || veil[i] == TEAM_SMALL;
	}
	for (size_t i = 0; any && i < count; i++)
		if (veil[i] == TEAM_SHOWN) {
			veil[i] = TEAM_BESIDE;
			break;
		}
	arena_free(scratch);
	return veil;
}

static bool find_veil(const enum team_veil **veil, struct engine *engine,
    struct period period, struct error *err)
{
	struct arena *scratch;
	union map_value *held;
	if (!read_sizes(engine, err))
		return false;
	scratch = arena_new();
	held = map_put(&engine->sizes->veils,
	    arena_printf(scratch, "%lld %lld", (long long)period.from,
		(long long)period.to),
	    NULL);
	if (!held->pointer)
		held->pointer = make_veil(engine, period);
	*veil = held->pointer;
	arena_free(scratch);
	return true;
}

bool team_veil(enum team_veil *found, struct engine *engine, struct str team,
    struct period period, struct error *err)
{
	const enum team_veil *veil;
	const union map_value *number;
	*found = TEAM_SHOWN;
	if (!find_veil(&veil, engine, period, err))
		return false;
	number = team.ptr ? map_get(&engine->sizes->numbers, team) : NULL;
	if (number)
		*found = veil[number->number];
	return true;
}

bool teams_veiled(struct team_list *teams, struct engine *engine,
    struct period period, struct arena *keep, struct error *err)
{
	const enum team_veil *veil;
	if (!find_veil(&veil, engine, period, err))
		return false;
	for (size_t i = 0; i < engine->sizes->teams.count; i++)
		if (veil[i] != TEAM_SHOWN)
			VEC_PUSH(teams, keep, engine->sizes->teams.items[i]);
	return true;
}

bool team_beside(struct str *team, struct engine *engine, struct period period,
    struct error *err)
{
	const enum team_veil *veil;
	*team = STR_NONE;
	if (!find_veil(&veil, engine, period, err))
		return false;
	for (size_t i = 0; i < engine->sizes->teams.count; i++)
		if (veil[i] == TEAM_BESIDE)
			*team = engine->sizes->teams.items[i];
	return true;
}
