/* Rates of groups; see group_rate.h. */
#include "render/group_rate.h"

#include <math.h>

#include "analysis/measure.h"
#include "render/print.h"

bool group_rate_read(struct group_rate *rate, const struct measure *measure,
    const struct figure *figure)
{
	*rate = (struct group_rate){ .rate = (double)NAN };
	if (measure->kind != MEASURE_RATE || figure->suppressed)
		return false;
	if (measure->reading != READING_REST) {
		rate->events += figure->hit;
		rate->exposure += figure->exposure;
	}
	if (measure->reading == READING_REST || measure_is_ratio(measure)) {
		rate->events += figure->n;
		rate->exposure += figure->exposure_rest;
	}
	if (!isfinite(rate->exposure) || rate->exposure <= 0)
		return false;
	rate->rate = (double)rate->events / rate->exposure;
	return true;
}

struct group_rates group_rates(
    const struct expansion *expansion, const struct answer *answer)
{
	struct group_rates all = { .rate = (double)NAN };
	all.items = arena_array(
	    expansion->keep, answer->group_count + 1, sizeof *all.items);
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct group *group = &answer->groups[i];
		struct group_rate *rate = &all.items[all.count];
		if (group->figure.suppressed) {
			all.hidden++;
			continue;
		}
		if (!group_rate_read(rate, answer->measure, &group->figure)) {
			all.empty++;
			continue;
		}
		rate->group = group;
		rate->label = key_words(
		    expansion, group->keys[0].key, group->keys[0].value);
		all.events += rate->events;
		all.exposure += rate->exposure;
		all.count++;
	}
	if (all.exposure > 0)
		all.rate = (double)all.events / all.exposure;
	return all;
}

struct str groups_words(struct arena *keep, struct str key, size_t count)
{
	char *one = arena_z(keep, key);
	bool ends_y = str_ends(key, STR("y"));
	struct str stem = str_slice(key, 0, key.len - (ends_y && key.len));
	struct str many = arena_printf(
	    keep, STR_FMT "%s", STR_ARG(stem), ends_y ? "ies" : "s");
	return print_things(keep, (int64_t)count, one, arena_z(keep, many));
}

struct str groups_left_out(
    struct arena *keep, struct str key, const struct group_rates *rates)
{
	if (!rates->hidden)
		return STR_NONE;
	return arena_printf(keep, STR_FMT " not shown, for privacy",
	    STR_ARG(groups_words(keep, key, rates->hidden)));
}
