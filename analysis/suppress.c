/* Privacy of groups: teams that team_veil.c hides for their size have no cell;
 * nor has, where the measure says so (it names what people should have done),
 * the work of fewer people of a larger team. Where exactly one cell of a
 * line is hidden, along teams or along any other key, its figure could be had
 * by subtraction from the sum of the line, so the next smallest goes with it.
 * What the table by team hides, no question about one team and no list of
 * records tells. */
#include <string.h>

#include "analysis/engine_parts.h"
#include "analysis/measure.h"
#include "base/vec.h"
#include "model/query.h"

static const struct str *team_of(const struct group *group)
{
	for (size_t i = 0; i < group->key_count; i++)
		if (str_equal_z(group->keys[i].key, "team"))
			return &group->keys[i].value;
	return NULL;
}

static bool is_team(struct str key)
{
	return str_equal_z(key, "team");
}

struct group_list {
	struct group *items;
	size_t count;
	size_t room;
};

static void hide(struct figure *figure)
{
	*figure = (struct figure){ .suppressed = true,
		.class = CLASS_TOO_LITTLE,
		.p = 1,
		.p_adjusted = 1 };
}

/* A and B lie on one line of the table: all their keys agree but key K. */
static bool same_line(const struct group *a, const struct group *b, size_t k)
{
	for (size_t i = 0; i < a->key_count; i++)
		if (i != k && !str_equal(a->keys[i].value, b->keys[i].value))
			return false;
	return true;
}

/* Of two candidates to hide, whether A is the better: a team before those
 * without, what has records, fewer people, then fewer records, then the order
 * of names. */
struct candidate {
	bool has_team;
	int64_t people;
	int64_t records;
};

static bool is_better(const struct candidate *a, const struct candidate *b)
{
	if (a->has_team != b->has_team)
		return a->has_team;
	if (!a->records != !b->records) /* nothing hides nothing */
		return a->records > 0;
	if (a->people != b->people)
		return a->people < b->people;
	return a->records < b->records;
}

static bool candidate_of(struct candidate *candidate, struct engine *engine,
    const struct group *group, struct error *err)
{
	const struct str *team = team_of(group);
	*candidate = (struct candidate){ .records = group->figure.n };
	if (!team->ptr)
		return true;
	if (!team_people(&candidate->people, engine, *team, err))
		return false;
	candidate->has_team = candidate->people > 0;
	return true;
}

/* Hides one more on the line of group I along key K where it is the only hidden
 * one: its figure is what the others of the line leave of their sum, which
 * another table shows. */
static bool hide_second(bool *hid, struct answer *answer, struct engine *engine,
    size_t i, size_t k, struct error *err)
{
	struct group *second = NULL;
	struct candidate least = { 0 };
	for (size_t j = 0; j < answer->group_count; j++) {
		struct group *group = &answer->groups[j];
		struct candidate one;
		if (j == i || !same_line(&answer->groups[i], group, k))
			continue;
		if (group->figure.suppressed)
			return true;
		if (!candidate_of(&one, engine, group, err))
			return false;
		if (is_team(group->keys[k].key)) /* people tell teams apart */
			one.records = one.records > 0;
		if (!second || is_better(&one, &least)) {
			second = group;
			least = one;
		}
	}
	if (second) {
		hide(&second->figure);
		*hid = true;
	}
	return true;
}

/* No hidden group is alone on a line of the table, along the key of teams or
 * any other: what is hidden for that may be alone on another line in turn, so
 * this goes on until nothing is. */
static bool hide_on_lines(
    struct answer *answer, struct engine *engine, struct error *err)
{
	bool hid = true;
	while (hid) {
		hid = false;
		for (size_t i = 0; i < answer->group_count; i++) {
			const struct group *group = &answer->groups[i];
			for (size_t k = 0;
			     group->figure.suppressed && k < group->key_count;
			     k++)
				if (!hide_second(
					&hid, answer, engine, i, k, err))
					return false;
		}
	}
	return true;
}

/* A share of people speaks of those it counts, however large the team. */
static bool is_few(const struct answer *answer, const struct group *group,
    const struct engine *engine)
{
	return str_equal_z(answer->measure->unit, "people") &&
	       group->figure.n > 0 && group->figure.n < engine->minimum_group;
}

/* PEOPLE speaks of GROUP, whose keys may have the month besides. */
static bool is_of_group(const struct behind *behind, const struct asked *asked,
    const struct group *group)
{
	for (size_t i = 0; i < asked->by_count; i++)
		if (!str_equal(behind->keys[i], group->keys[i].value) ||
		    !behind->keys[i].ptr != !group->keys[i].value.ptr)
			return false;
	return true;
}

static struct str month_of(const struct group *group)
{
	for (size_t i = 0; i < group->key_count; i++)
		if (str_equal_z(group->keys[i].key, "month"))
			return group->keys[i].value;
	return STR_NONE;
}

/* Hides the groups of MONTH (none: of the period of ASKED) that are the work
 * of fewer people than the minimum, if of any. */
static bool hide_work_of_few(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct str month, struct arena *scratch,
    struct error *err)
{
	struct behind_list list = { 0 };
	if (!asked_people(&list, engine, asked, scratch, err))
		return false;
	for (size_t i = 0; i < answer->group_count; i++) {
		struct group *group = &answer->groups[i];
		if (!team_of(group)->ptr || !str_equal(month_of(group), month))
			continue;
		for (size_t k = 0; k < list.count; k++)
			if (is_of_group(&list.items[k], asked, group) &&
			    list.items[k].people > 0 &&
			    list.items[k].people < engine->minimum_group)
				hide(&group->figure);
	}
	return true;
}

static bool hide_few(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct error *err)
{
	struct arena *scratch;
	struct asked one = *asked;
	bool done = true;
	if (!asked->measure->by_people || answer->group_count == 0 ||
	    !team_of(&answer->groups[0]))
		return true;
	scratch = arena_new();
	if (!asked->months)
		done = hide_work_of_few(
		    answer, engine, asked, STR_NONE, scratch, err);
	for (int back = 0; done && asked->months && back < TREND_MONTHS;
	     back++) {
		one.period = period_month(asked->period, back);
		done = hide_work_of_few(answer, engine, &one,
		    period_id(scratch, one.period), scratch, err);
	}
	arena_free(scratch);
	return done;
}

/* The month of GROUP, else the period of ASKED. */
static struct period period_of(
    const struct group *group, const struct asked *asked, struct arena *scratch)
{
	struct str month = month_of(group);
	for (int back = 0; month.ptr && back < TREND_MONTHS; back++) {
		struct period one = period_month(asked->period, back);
		if (str_equal(period_id(scratch, one), month))
			return one;
	}
	return asked->period;
}

/* Adds to MORE a blank group of TEAM on the line of GROUP where ANSWER has
 * none: that a team has nothing is a figure, too. */
static void add_blank(struct group_list *more, const struct answer *answer,
    const struct group *group, struct str team, struct arena *keep)
{
	struct group blank = { .keys = arena_array(
				   keep, group->key_count, sizeof *blank.keys),
		.key_count = group->key_count };
	size_t at = 0;
	for (size_t k = 0; k < group->key_count; k++) {
		blank.keys[k] = group->keys[k];
		if (is_team(group->keys[k].key))
			at = k;
	}
	blank.keys[at].value = team;
	hide(&blank.figure);
	for (size_t i = 0; i < answer->group_count; i++)
		if (str_equal(answer->groups[i].keys[at].value, team) &&
		    same_line(&answer->groups[i], &blank, at))
			return;
	VEC_PUSH(more, keep, blank);
}

/* Hides what team_veil.c says; MORE are groups to be added. */
static bool hide_veiled(struct group_list *more, struct answer *answer,
    struct engine *engine, const struct asked *asked, struct arena *keep,
    struct error *err)
{
	for (size_t i = 0; i < answer->group_count; i++) {
		struct group *group = &answer->groups[i];
		struct period period = period_of(group, asked, keep);
		enum team_veil veil;
		struct str beside;
		if (!team_veil(&veil, engine, *team_of(group), period, err) ||
		    !team_beside(&beside, engine, period, err))
			return false;
		if (veil != TEAM_SHOWN || is_few(answer, group, engine))
			hide(&group->figure);
		if (veil == TEAM_SMALL && beside.ptr)
			add_blank(more, answer, group, beside, keep);
	}
	return true;
}

/* MORE may hold a group twice, once for each small team of a line. */
static void add_groups(
    struct answer *answer, const struct group_list *more, struct arena *keep)
{
	struct group *all;
	if (more->count == 0)
		return;
	all = arena_array(keep, answer->group_count + more->count, sizeof *all);
	memcpy(all, answer->groups, answer->group_count * sizeof *all);
	answer->groups = all;
	for (size_t i = 0; i < more->count; i++) {
		bool known = false;
		for (size_t j = 0; j < i && !known; j++)
			known = same_line(&more->items[i], &more->items[j],
			    more->items[i].key_count);
		if (!known)
			all[answer->group_count++] = more->items[i];
	}
}

static bool hide_small(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	struct group_list more = { 0 };
	if (answer->group_count == 0 || !team_of(&answer->groups[0]))
		return true;
	if (!hide_few(answer, engine, asked, err) ||
	    !hide_veiled(&more, answer, engine, asked, keep, err) ||
	    !hide_on_lines(answer, engine, err))
		return false;
	add_groups(answer, &more, keep);
	return true;
}

static void hide_whole(struct answer *answer)
{
	hide(&answer->figure);
	hide(&answer->all_ai);
	hide(&answer->none_ai);
	hide(&answer->split);
	answer->step_count = 0;
	for (size_t i = 0; i < answer->group_count; i++)
		hide(&answer->groups[i].figure);
}

/* The question of ASKED by team instead of about one; with its keys too when
 * BY_ALL. */
static struct question question_by_team(
    const struct asked *asked, bool by_all, struct arena *keep)
{
	struct str *by = arena_array(keep, KEYS_MAX + 2, sizeof *by);
	struct key_value *where =
	    arena_array(keep, asked->where_count + 1, sizeof *where);
	struct question question = { .id = asked->measure->id,
		.by = by,
		.by_count = 1,
		.where = where,
		.shift = asked->shift };
	by[0] = STR("team");
	for (size_t i = 0; by_all && i < asked->by_count; i++)
		if (!is_team(asked->keys[i]))
			by[question.by_count++] = asked->keys[i];
	if (by_all && asked->months)
		by[question.by_count++] = STR("month");
	for (size_t i = 0; i < asked->where_count; i++)
		if (!is_team(asked->where[i].key))
			where[question.where_count++] = asked->where[i];
	return question;
}

/* The value of KEY in GROUP is VALUE; a key that it lacks agrees. */
static bool agrees(const struct group *group, struct str key, struct str value)
{
	for (size_t i = 0; i < group->key_count; i++)
		if (str_equal(group->keys[i].key, key))
			return str_equal(group->keys[i].value, value);
	return true;
}

/* GROUP is a cell of TABLE in the row of TEAM, and hidden there. */
static bool is_hidden_in(
    const struct answer *table, struct str team, const struct group *group)
{
	for (size_t i = 0; i < table->group_count; i++) {
		const struct group *cell = &table->groups[i];
		bool same =
		    cell->figure.suppressed && agrees(cell, STR("team"), team);
		for (size_t k = 0; same && group && k < group->key_count; k++)
			same = agrees(
			    cell, group->keys[k].key, group->keys[k].value);
		if (same)
			return true;
	}
	return false;
}

/* Hides of an answer about TEAM what the tables by team hide. */
static bool hide_as_in_tables(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct str team, struct arena *scratch,
    struct error *err)
{
	struct question whole = question_by_team(asked, false, scratch);
	struct question split = question_by_team(asked, true, scratch);
	struct answer table;
	enum team_veil veil;
	if (!team_veil(&veil, engine, team, asked->period, err) ||
	    !engine_ask(&table, engine, &whole, scratch, err))
		return false;
	if (veil != TEAM_SHOWN || is_hidden_in(&table, team, NULL)) {
		hide_whole(answer);
		return true;
	}
	if (answer->group_count == 0)
		return true;
	if (!engine_ask(&table, engine, &split, scratch, err))
		return false;
	for (size_t i = 0; i < answer->group_count; i++)
		if (is_hidden_in(&table, team, &answer->groups[i]))
			hide(&answer->groups[i].figure);
	return true;
}

/* A question about one team tells no more than the table of all. */
static bool hide_one_team(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct error *err)
{
	struct arena *scratch = arena_new();
	bool done = true;
	for (size_t i = 0; done && i < asked->where_count; i++)
		if (is_team(asked->where[i].key))
			done = hide_as_in_tables(answer, engine, asked,
			    asked->where[i].value, scratch, err);
	arena_free(scratch);
	return done;
}

/* Scores of people are off until somebody has said why, on what grounds, and
 * who agreed. */
static struct str scoring_missing(
    const struct engine *engine, struct arena *keep)
{
	static const char *const names[] = { "privacy.scoring.purpose",
		"privacy.scoring.lawful_basis", "privacy.scoring.agreed_by" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!model_setting(engine->model, str_from(names[i]), keep).len)
			return arena_printf(keep,
			    "a purpose, a lawful basis and who agreed "
			    "(privacy.scoring of the configuration)");
	return STR_NONE;
}

struct str restricted_missing(const struct engine *engine,
    const struct measure *measure, bool records, struct arena *keep)
{
	if (!(records ? measure->records_hidden : measure->of_persons))
		return STR_NONE;
	if (!engine->show_small)
		return STR("--restricted, as it tells of single people");
	return scoring_missing(engine, keep);
}

bool answer_suppress(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	if (engine->show_small)
		return true;
	if (!hide_small(answer, engine, asked, keep, err) ||
	    !hide_one_team(answer, engine, asked, err))
		return false;
	for (size_t i = 0; i < answer->group_count; i++)
		answer->hidden_count += answer->groups[i].figure.suppressed;
	return true;
}

/* ------------------------------------------------------------- records -- */

bool hidden_teams(struct team_list *teams, struct engine *engine,
    const struct asked *asked, struct arena *keep, struct error *err)
{
	struct question question = question_by_team(asked, false, keep);
	struct answer table;
	if (engine->show_small)
		return true;
	if (asked->measure->kind == MEASURE_TABLE ||
	    !list_has(asked->measure->keys, STR("team")))
		return teams_veiled(teams, engine, asked->period, keep, err);
	if (!engine_ask(&table, engine, &question, keep, err))
		return false;
	for (size_t i = 0; i < table.group_count; i++)
		if (table.groups[i].figure.suppressed)
			VEC_PUSH(teams, keep, table.groups[i].keys[0].value);
	return true;
}

bool check_records_of_team(struct engine *engine, const struct asked *asked,
    const struct team_list *teams, struct error *err)
{
	for (size_t i = 0; i < asked->where_count; i++) {
		struct str team = asked->where[i].value;
		enum team_veil veil;
		bool hidden;
		if (engine->show_small || !is_team(asked->where[i].key))
			continue;
		if (!team_veil(&veil, engine, team, asked->period, err))
			return false;
		hidden = veil != TEAM_SHOWN;
		for (size_t j = 0; j < teams->count; j++)
			hidden = hidden || str_equal(teams->items[j], team);
		if (!hidden)
			continue;
		error_set(err, ERROR_USAGE,
		    "the records of a team that is not shown, for privacy, "
		    "are not listed");
		return error_fix(
		    err, "ask without --where team=..., or with --restricted");
	}
	return true;
}
