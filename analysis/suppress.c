/* Privacy of groups: a team of fewer people than the minimum group has no
 * cell. Where exactly one team of a slice is hidden its figure could be had
 * by subtraction from the whole, so the next smallest team goes with it. */
#include "analysis/engine_parts.h"

static const struct str *team_of(const struct group *group)
{
	for (size_t i = 0; i < group->key_count; i++)
		if (str_equal_z(group->keys[i].key, "team"))
			return &group->keys[i].value;
	return NULL;
}

static void hide(struct figure *figure)
{
	*figure = (struct figure){ .suppressed = true,
		.class = CLASS_TOO_LITTLE,
		.p = 1,
		.p_adjusted = 1 };
}

/* The value of KEY is text of a team with too few people. */
static bool is_small(
    bool *small, struct engine *engine, struct str team, struct error *err)
{
	int64_t people;
	*small = false;
	if (!team.ptr)
		return true;
	if (!team_people(&people, engine, team, err))
		return false;
	*small = people < engine->minimum_group;
	return true;
}

static bool same_slice(const struct group *a, const struct group *b)
{
	for (size_t i = 0; i < a->key_count; i++)
		if (!str_equal_z(a->keys[i].key, "team") &&
		    !str_equal(a->keys[i].value, b->keys[i].value))
			return false;
	return true;
}

/* Of two candidates to hide, whether A is the better: a team before those
 * without, fewer people, then the order of names. */
static bool is_smaller(int64_t people_a, int64_t people_b)
{
	if (people_a == 0 || people_b == 0)
		return people_a != 0 && people_b == 0;
	return people_a < people_b;
}

/* Hides one more in the slice of group I where it is the only hidden one. */
static bool hide_second(
    struct answer *answer, struct engine *engine, size_t i, struct error *err)
{
	struct group *second = NULL;
	int64_t least = 0;
	for (size_t j = 0; j < answer->group_count; j++) {
		struct group *group = &answer->groups[j];
		int64_t people = 0;
		if (j == i || !same_slice(&answer->groups[i], group))
			continue;
		if (group->figure.suppressed)
			return true;
		if (team_of(group)->ptr &&
		    !team_people(&people, engine, *team_of(group), err))
			return false;
		if (!second || is_smaller(people, least)) {
			second = group;
			least = people;
		}
	}
	if (second)
		hide(&second->figure);
	return true;
}

/* A share of people speaks of those it counts, however large the team. */
static bool is_few(const struct answer *answer, const struct group *group,
    const struct engine *engine)
{
	return str_equal_z(answer->measure->unit, "people") &&
	       group->figure.n > 0 && group->figure.n < engine->minimum_group;
}

static bool hide_small(
    struct answer *answer, struct engine *engine, struct error *err)
{
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct str *team = team_of(&answer->groups[i]);
		bool small;
		if (!team)
			return true;
		if (!is_small(&small, engine, *team, err))
			return false;
		if (small || is_few(answer, &answer->groups[i], engine))
			hide(&answer->groups[i].figure);
	}
	for (size_t i = 0; i < answer->group_count; i++)
		if (answer->groups[i].figure.suppressed &&
		    !hide_second(answer, engine, i, err))
			return false;
	return true;
}

/* A question about one small team is not answered at all. */
static bool hide_all(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct error *err)
{
	for (size_t i = 0; i < asked->where_count; i++) {
		bool small;
		if (!str_equal_z(asked->where[i].key, "team") ||
		    asked->where[i].value.len == 0)
			continue;
		if (!is_small(&small, engine, asked->where[i].value, err))
			return false;
		if (!small)
			continue;
		hide(&answer->figure);
		hide(&answer->all_ai);
		hide(&answer->none_ai);
		answer->step_count = 0;
		for (size_t j = 0; j < answer->group_count; j++)
			hide(&answer->groups[j].figure);
	}
	return true;
}

bool answer_suppress(struct answer *answer, struct engine *engine,
    const struct asked *asked, struct error *err)
{
	if (engine->show_small)
		return true;
	if (!hide_small(answer, engine, err) ||
	    !hide_all(answer, engine, asked, err))
		return false;
	for (size_t i = 0; i < answer->group_count; i++)
		answer->hidden_count += answer->groups[i].figure.suppressed;
	return true;
}
