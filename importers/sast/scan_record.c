/* Where records stand: below the units of a report, and, for what they only
 * name, in tables of its head. */
#include "importers/sast/scan_record.h"

#include "base/map.h"
#include "importers/sast/scan_value.h"

enum { LOOKUP_ROWS_MAX = 1 << 20 };

/* Records below a unit: one step of their path after the other. */
struct descent {
	void *user;
	scan_take_item *take;
	struct scan_item *item;
	int step;
	bool has_stopped;
};

static bool descend(void *user, const cJSON *node)
{
	struct descent *outer = user;
	struct descent inner = *outer;
	struct scan_record *record = &outer->item->record;
	const struct scan_path *path = &outer->item->section->record;
	bool is_record =
	    cJSON_IsObject(node) || outer->item->section->use != SCAN_RESULTS;
	if (!is_record || record->depth == SCAN_CHAIN_MAX)
		return false;
	record->chain[record->depth++] = node;
	if (outer->step == path->count) {
		outer->has_stopped = !outer->take(outer->user, outer->item);
	} else {
		struct scan_path step = { .count = 1 };
		step.steps[0] = path->steps[outer->step];
		inner.step++;
		scan_path_below(&step, node, descend, &inner);
		outer->has_stopped |= inner.has_stopped;
	}
	record->depth--;
	return outer->has_stopped;
}

bool scan_each_record(const struct scan_context *context,
    const struct scan_unit *unit, scan_take_item *take, void *user)
{
	for (size_t i = 0; i < context->profile->sections.count; i++) {
		struct scan_item item = { .context = context,
			.section = &context->profile->sections.items[i],
			.record = { .head = context->head } };
		struct descent descent = { user, take, &item, 0, false };
		if (!unit->in_section[i])
			continue;
		for (int o = 0; o < unit->outer_count; o++)
			item.record.chain[item.record.depth++] = unit->outer[o];
		if (descend(&descent, unit->tree))
			return false;
	}
	return true;
}

struct lookup_fill {
	const struct scan_lookup *lookup;
	struct map *map;
	struct arena *keep;
};

struct first_text {
	struct str text;
	struct arena *keep;
};

static bool take_text(void *user, const cJSON *value)
{
	struct first_text *first = user;
	first->text = scan_text(value, first->keep);
	return first->text.len > 0;
}

static bool take_row(void *user, const cJSON *row)
{
	struct lookup_fill *fill = user;
	struct first_text key = { .keep = fill->keep };
	struct first_text value = { .keep = fill->keep };
	scan_path_below(&fill->lookup->key, row, take_text, &key);
	scan_path_below(&fill->lookup->value, row, take_text, &value);
	if (key.text.len && value.text.len)
		map_put(fill->map, key.text, NULL)->pointer =
		    arena_z(fill->keep, value.text);
	return fill->map->count >= LOOKUP_ROWS_MAX;
}

void scan_fill_lookups(struct scan_context *context, struct arena *keep)
{
	const struct scan_profile *profile = context->profile;
	struct map *maps =
	    arena_array(keep, profile->lookups.count + 1, sizeof *maps);
	for (size_t i = 0; i < profile->lookups.count; i++) {
		const struct scan_lookup *lookup = &profile->lookups.items[i];
		struct lookup_fill fill = { lookup, &maps[i], keep };
		maps[i].arena = keep;
		scan_path_below(&lookup->rows, context->head, take_row, &fill);
	}
	context->lookups = maps;
}
