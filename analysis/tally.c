/* Reads the records of the scorecard row by row and adds them up. Each row
 * names its part; "history" are commits, "member" who belongs to a team,
 * "window1" to "window4" whether what the odds are about happened in the last
 * four horizons. Two parts are not simple shares: problems are a rate, and
 * lines of a language count as far as training in it has not faded.
 *
 * The odds of the organisation are those of its windows, drawn towards the
 * card's as if five people more had been seen. */
#include "analysis/tally.h"

#include <stdlib.h>

#include "analysis/compute.h"
#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"

#define PRIOR_PEOPLE 5.0
#define THOUSAND 1000.0

/* What was read, until the model changes. */
struct held_tallies {
	struct str sql;
	int64_t at;
	bool newest;
	bool last_window;
	int64_t generation;
	struct tallies of_people;
	struct tallies of_teams;
	struct held_tallies *next;
};

struct columns {
	int part;
	int person;
	int team;
	int at;
	int n;
	int hit;
	int days;
	int language;
};

/* A reading under way; rows are counted once by person and once by team. */
struct counting {
	struct tallies *tallies;
	bool by_team;
	struct map units;  /* id -> index */
	struct map behind; /* team and person */
	struct columns columns;
	struct query *query;
	struct arena *keep;
};

static bool is_rate(const struct score_part *part)
{
	return str_equal_z(part->key, "findings");
}

static bool is_faded(const struct score_part *part)
{
	return str_equal_z(part->key, "skill");
}

/* The bytes of an id, as a key. */
static struct str id_key(const int64_t *id)
{
	return (struct str){ (const char *)id, sizeof *id };
}

static struct score_unit *unit_of(struct counting *counting, int64_t id)
{
	struct tallies *tallies = counting->tallies;
	struct score_unit fresh = {
		.id = id, .first = INT64_MAX, .last = UNKNOWN
	};
	bool added;
	union map_value *slot = map_put(&counting->units, id_key(&id), &added);
	if (added) {
		slot->number = (int64_t)tallies->units.count;
		VEC_PUSH(&tallies->units, counting->keep, fresh);
	}
	return &tallies->units.items[slot->number];
}

static void add_language(struct score_unit *unit, struct str language,
    struct tally counted, struct arena *keep)
{
	struct language_tally fresh = { .lines = counted };
	for (size_t i = 0; i < unit->languages.count; i++)
		if (str_equal(unit->languages.items[i].language, language)) {
			unit->languages.items[i].lines.n += counted.n;
			unit->languages.items[i].lines.hit += counted.hit;
			return;
		}
	fresh.language = arena_str(keep, language);
	VEC_PUSH(&unit->languages, keep, fresh);
}

static void add_commit(struct score_unit *unit, int64_t at)
{
	unit->commits++;
	if (at < unit->first)
		unit->first = at;
	if (at > unit->last)
		unit->last = at;
}

/* "window3" is number 2; -1: no window. */
static int window_of(struct str part)
{
	if (part.len != 7 || !str_starts(part, STR("window")) ||
	    part.ptr[6] < '1' || part.ptr[6] >= '1' + WINDOWS)
		return -1;
	return part.ptr[6] - '1';
}

static int64_t number(const struct counting *counting, int column)
{
	return query_int(counting->query, column);
}

static void add_part(
    struct counting *counting, struct score_unit *unit, struct str name)
{
	const struct scorecard *card = &counting->tallies->card;
	struct tally counted = { (double)number(
				     counting, counting->columns.hit),
		(double)number(counting, counting->columns.n) };
	for (size_t i = 0; i < card->part_count; i++) {
		if (!str_equal(card->parts[i].key, name))
			continue;
		if (is_rate(&card->parts[i]))
			counted.n /= THOUSAND;
		if (is_faded(&card->parts[i])) {
			int64_t days = number(counting, counting->columns.days);
			counted.hit = days == UNKNOWN
					  ? 0
					  : counted.n * score_fade(card, days);
			add_language(unit,
			    query_text(
				counting->query, counting->columns.language),
			    counted, counting->keep);
		}
		unit->parts[i].hit += counted.hit;
		unit->parts[i].n += counted.n;
	}
}

static void add_behind(
    struct counting *counting, struct score_unit *unit, int64_t person)
{
	const int64_t both[] = { unit->id, person };
	bool added;
	map_put(&counting->behind,
	    (struct str){ (const char *)both, sizeof both }, &added);
	unit->behind += added;
}

/* What is told of people alone is of no team. */
static struct score_unit *person_of_row(struct counting *counting)
{
	return counting->by_team
		   ? NULL
		   : unit_of(
			 counting, number(counting, counting->columns.person));
}

static struct score_unit *unit_of_row(struct counting *counting)
{
	int64_t person = number(counting, counting->columns.person);
	struct score_unit *unit;
	if (!counting->by_team)
		return unit_of(counting, person);
	unit = unit_of(counting, number(counting, counting->columns.team));
	add_behind(counting, unit, person);
	return unit;
}

static void add_window(struct counting *counting, int window)
{
	bool happened = number(counting, counting->columns.hit) > 0;
	struct score_unit *unit = person_of_row(counting);
	counting->tallies->windows.n++;
	counting->tallies->windows.hit += happened;
	if (!unit)
		return;
	unit->watched[window] = true;
	unit->happened[window] = happened;
}

static void add_member(struct counting *counting)
{
	struct score_unit *unit = person_of_row(counting);
	if (!unit)
		return;
	unit->is_member = true;
	unit->team_id = number(counting, counting->columns.team);
}

static void add_row(struct counting *counting)
{
	struct str part = query_text(counting->query, counting->columns.part);
	int window = window_of(part);
	struct score_unit *unit;
	if (window >= 0) {
		add_window(counting, window);
	} else if (str_equal_z(part, "member")) {
		add_member(counting);
	} else if (str_equal_z(part, "history")) {
		int64_t at = number(counting, counting->columns.at);
		add_commit(unit_of_row(counting), at);
		add_commit(&counting->tallies->all, at);
	} else {
		unit = unit_of_row(counting);
		add_part(counting, unit, part);
		add_part(counting, &counting->tallies->all, part);
	}
}

static bool read_rows(struct counting *people, struct counting *teams,
    struct engine *engine, const struct tally_request *request,
    struct error *err)
{
	struct columns columns;
	struct query *query = NULL;
	if (!compute_query_some(&query, engine, request->measure, UNKNOWN,
		request->at, request->newest,
		"part, person_id, team_id, at, n, hit, days, language",
		request->last_window ? "part = 'window1'" : "1", err))
		return false;
	columns.part = compute_column(query, "part");
	columns.person = compute_column(query, "person_id");
	columns.team = compute_column(query, "team_id");
	columns.at = compute_column(query, "at");
	columns.n = compute_column(query, "n");
	columns.hit = compute_column(query, "hit");
	columns.days = compute_column(query, "days");
	columns.language = compute_column(query, "language");
	people->query = teams->query = query;
	people->columns = teams->columns = columns;
	while (query_next(query)) {
		add_row(people);
		add_row(teams);
	}
	return query_close(query, err) || measure_failed(request->measure, err);
}

/* Gives units their names: teams theirs, people pseudonyms, where there are. */
static bool read_names(
    struct counting *counting, struct engine *engine, struct error *err)
{
	struct query *query = NULL;
	struct score_unit *units = counting->tallies->units.items;
	if (!query_open(&query, engine->model,
		counting->by_team ? "SELECT id, name FROM team"
				  : "SELECT person_id, name FROM person_name",
		err))
		return false;
	while (query_next(query)) {
		int64_t id = query_int(query, 0);
		union map_value *slot = map_get(&counting->units, id_key(&id));
		if (!slot || !units)
			continue;
		units[slot->number].name =
		    arena_str(counting->keep, query_text(query, 1));
	}
	return query_close(query, err);
}

/* Without names by what they did, so that no row id decides. */
static int compare_units(const void *a, const void *b)
{
	const struct score_unit *x = a;
	const struct score_unit *y = b;
	int order = str_compare(x->name, y->name);
	if (order)
		return order;
	if (x->commits != y->commits)
		return x->commits < y->commits ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->last > y->last) - (x->last < y->last);
}

static int compare_languages(const void *a, const void *b)
{
	const struct language_tally *x = a;
	const struct language_tally *y = b;
	return str_compare(x->language, y->language);
}

static void settle(struct tallies *tallies)
{
	double odds = tallies->card.odds;
	double bad = tallies->windows.hit + PRIOR_PEOPLE / (1 + odds);
	double good = tallies->windows.n - tallies->windows.hit +
		      PRIOR_PEOPLE * odds / (1 + odds);
	tallies->odds = good / bad;
	for (size_t i = 0; i < tallies->units.count; i++) {
		struct score_unit *unit = &tallies->units.items[i];
		if (unit->languages.count)
			qsort(unit->languages.items, unit->languages.count,
			    sizeof *unit->languages.items, compare_languages);
	}
	if (tallies->units.count)
		qsort(tallies->units.items, tallies->units.count,
		    sizeof *tallies->units.items, compare_units);
}

static struct counting start_counting(struct tallies *tallies,
    const struct scorecard *card, bool by_team, struct arena *keep)
{
	*tallies = (struct tallies){ .card = *card,
		.all = { .first = INT64_MAX, .last = UNKNOWN } };
	return (struct counting){ .tallies = tallies,
		.by_team = by_team,
		.units = { .arena = keep },
		.behind = { .arena = keep },
		.keep = keep };
}

static bool read_both(struct held_tallies *held, struct engine *engine,
    const struct tally_request *request, struct error *err)
{
	struct scorecard card;
	struct counting people;
	struct counting teams;
	if (!scorecard_read(&card, engine->folders, engine->keep, err))
		return false;
	people = start_counting(&held->of_people, &card, false, engine->keep);
	teams = start_counting(&held->of_teams, &card, true, engine->keep);
	if (!read_rows(&people, &teams, engine, request, err) ||
	    !read_names(&people, engine, err) ||
	    !read_names(&teams, engine, err))
		return false;
	settle(&held->of_people);
	settle(&held->of_teams);
	return true;
}

static struct held_tallies *find_held(
    const struct engine *engine, const struct tally_request *request)
{
	struct held_tallies *held = engine->tallies;
	while (held &&
	       (held->at != request->at || held->newest != request->newest ||
		   (held->last_window && !request->last_window) ||
		   held->generation != model_generation(engine->model) ||
		   !str_equal(held->sql, request->measure->sql)))
		held = held->next;
	return held;
}

bool tallies_read(const struct tallies **tallies, struct engine *engine,
    const struct tally_request *request, struct error *err)
{
	struct held_tallies *held = find_held(engine, request);
	if (!held) {
		held = ARENA_NEW(engine->keep, struct held_tallies);
		*held = (struct held_tallies){ .sql = request->measure->sql,
			.at = request->at,
			.newest = request->newest,
			.last_window = request->last_window,
			.generation = model_generation(engine->model),
			.next = engine->tallies };
		if (!read_both(held, engine, request, err))
			return false;
		engine->tallies = held;
	}
	*tallies = request->by_team ? &held->of_teams : &held->of_people;
	return true;
}

struct score_value tally_value(
    const struct tallies *tallies, size_t part, struct tally counted)
{
	const struct score_part *p = &tallies->card.parts[part];
	struct tally all = tallies->all.parts[part];
	double share = all.n > 0 ? all.hit / all.n : 0;
	return is_rate(p)
		   ? score_rate(counted.hit, counted.n, share, p->shrink)
		   : score_share(counted.hit, counted.n, share, p->shrink);
}

struct score tally_score(struct score_history *history,
    struct score_value *values, const struct tallies *tallies,
    const struct score_unit *unit)
{
	for (size_t i = 0; i < tallies->card.part_count; i++)
		values[i] = tally_value(tallies, i, unit->parts[i]);
	*history = (struct score_history){ .values = values,
		.commits = unit->commits,
		.days = unit->commits ? (unit->last - unit->first) / DAY_SECONDS
				      : 0,
		.odds = tallies->odds };
	return score_of(&tallies->card, history);
}
