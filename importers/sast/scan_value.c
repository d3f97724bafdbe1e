/* Values of a profile: alternatives of parts with cuts, evaluated on a record.
 * Texts point into the record's tree or live in the item's arena. */
#include "base/date.h"
#include "base/hash.h"
#include "base/map.h"
#include "importers/sast/scan_value.h"
#include "importers/table/date_text.h"

struct gather {
	struct arena *keep;
	const struct scan_context *context;
	const struct scan_part *part;
	struct str *values;
	size_t room;
	size_t count;
	int64_t nodes; /* that hold anything */
};

static size_t rfind_text(struct str text, struct str part)
{
	for (size_t i = text.len; part.len && i >= part.len; i--)
		if (str_equal(str_slice(text, i - part.len, i), part))
			return i - part.len;
	return text.len;
}

static struct str look_up(
    const struct scan_context *context, int64_t index, struct str text)
{
	const union map_value *found =
	    context->lookups ? map_get(&context->lookups[index], text) : NULL;
	return found ? str_from(found->pointer) : STR_NONE;
}

static struct str cut_text(
    const struct gather *gather, const struct scan_cut *cut, struct str text)
{
	size_t at;
	int64_t number;
	switch (cut->kind) {
	case CUT_AFTER:
		at = str_find(text, cut->text);
		return at < text.len ? str_skip(text, at + cut->text.len)
				     : STR_NONE;
	case CUT_BEHIND:
		at = rfind_text(text, cut->text);
		return at < text.len ? str_skip(text, at + cut->text.len)
				     : STR_NONE;
	case CUT_BEFORE:
		return str_slice(text, 0, str_find(text, cut->text));
	case CUT_UNTIL:
		at = rfind_text(text, cut->text);
		return str_find_byte(str_skip(text, at), '/') < text.len - at
			   ? text
			   : str_slice(text, 0, at);
	case CUT_WITHOUT:
		return str_starts(text, cut->text)
			   ? str_skip(text, cut->text.len)
			   : text;
	case CUT_ADD:
		return str_to_int(text, &number) && number < SAST_LINE_MAX
			   ? arena_printf(gather->keep, "%lld",
				 (long long)number + cut->number)
			   : text;
	case CUT_IS:
		return scanner_matches(text, cut->text) ? STR("true")
							: STR_NONE;
	case CUT_IN:
		return look_up(gather->context, cut->number, text);
	case CUT_AS:
		return text.len ? cut->text : STR_NONE;
	case CUT_LIKE:
		return scanner_matches(text, cut->text) ? text : STR_NONE;
	case CUT_UNLIKE:
		return scanner_matches(text, cut->text) ? STR_NONE : text;
	}
	return text;
}

static struct str cut_all(const struct gather *gather, struct str text)
{
	for (int i = 0; text.ptr && i < gather->part->cut_count; i++)
		text = cut_text(gather, &gather->part->cuts[i], text);
	return str_trim(text);
}

/* Takes one value; true when there is room for no more. */
static bool take_value(void *user, const cJSON *value)
{
	struct gather *gather = user;
	struct str text =
	    cut_all(gather, str_trim(scan_text(value, gather->keep)));
	gather->nodes += !cJSON_IsNull(value) && !cJSON_IsFalse(value) &&
			 (text.len || cJSON_IsObject(value));
	if (!text.len)
		return false;
	if (gather->part->path.is_last)
		gather->count = 0;
	gather->values[gather->count++] = text;
	return gather->count == gather->room && !gather->part->path.is_last;
}

/* The values of one part, at most ROOM. */
static struct gather part_values(const struct scan_item *item,
    const struct scan_part *part, struct str *values, size_t room)
{
	struct gather gather = { .keep = item->keep,
		.context = item->context,
		.part = part,
		.values = values,
		.room = room };
	if (part->is_text) {
		values[gather.count++] = part->text;
		gather.nodes = 1;
	} else {
		scan_path_each(&part->path, &item->record, take_value, &gather);
	}
	return gather;
}

/* Parts put together; none when one of them is missing. */
static struct str term_text(
    const struct scan_item *item, const struct scan_term *term)
{
	struct str whole = STR_NONE;
	for (size_t i = 0; i < term->count; i++) {
		struct str text;
		if (!part_values(item, &term->items[i], &text, 1).count)
			return STR_NONE;
		whole = i ? arena_printf(item->keep, STR_FMT STR_FMT,
				STR_ARG(whole), STR_ARG(text))
			  : text;
	}
	return whole;
}

struct str scan_value_text(
    const struct scan_item *item, const struct scan_value *value)
{
	for (size_t i = 0; i < value->count; i++) {
		struct str text = term_text(item, &value->items[i]);
		if (text.len)
			return text;
	}
	return STR("");
}

/* All values of all alternatives; gives how many. */
static size_t all_values(const struct scan_item *item,
    const struct scan_value *value, struct str values[SCAN_VALUES_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < value->count && count < SCAN_VALUES_MAX; i++) {
		const struct scan_term *term = &value->items[i];
		if (term->count == 1)
			count += part_values(item, &term->items[0],
			    values + count, SCAN_VALUES_MAX - count)
				     .count;
	}
	return count;
}

/* ---------------------------------------------------------------- fields -- */

static const struct scan_value *value_of(
    const struct scan_item *item, enum scan_field field)
{
	return scan_profile_value(item->context->profile, item->section, field);
}

struct str scan_item_raw(const struct scan_item *item, enum scan_field field)
{
	return scan_value_text(item, value_of(item, field));
}

static bool find_word(const struct scan_section *section, enum scan_field field,
    struct str text, struct str *found)
{
	for (size_t i = 0; section && i < section->words.count; i++) {
		const struct scan_word *word = &section->words.items[i];
		if (word->field == field && scanner_matches(text, word->from)) {
			*found = word->to;
			return true;
		}
	}
	return false;
}

static struct str mapped(
    const struct scan_item *item, enum scan_field field, struct str text)
{
	struct str found;
	if (find_word(item->section, field, text, &found) ||
	    find_word(&item->context->profile->shared, field, text, &found))
		return found;
	return text;
}

struct str scan_item_text(const struct scan_item *item, enum scan_field field)
{
	return mapped(item, field, scan_item_raw(item, field));
}

size_t scan_item_all(const struct scan_item *item, enum scan_field field,
    struct str values[SCAN_VALUES_MAX])
{
	return all_values(item, value_of(item, field), values);
}

bool scan_item_is(const struct scan_item *item, enum scan_field field)
{
	struct str values[SCAN_VALUES_MAX];
	size_t count = scan_item_all(item, field, values);
	for (size_t i = 0; i < count; i++) {
		struct str text = mapped(item, field, values[i]);
		if (str_equal_nocase(text, STR("true")) ||
		    str_equal_z(text, "1"))
			return true;
	}
	return false;
}

int64_t scan_item_count(const struct scan_item *item, enum scan_field field)
{
	const struct scan_value *value = value_of(item, field);
	int64_t nodes = 0;
	for (size_t i = 0; i < value->count; i++) {
		struct str room[SCAN_VALUES_MAX];
		if (value->items[i].count == 1)
			nodes += part_values(item, &value->items[i].items[0],
			    room, SCAN_VALUES_MAX)
				     .nodes;
	}
	return nodes;
}

int64_t scan_item_time(const struct scan_item *item, enum scan_field field)
{
	const struct date_reading reading = { .order = DATE_ORDER_MDY };
	struct str text = scan_item_raw(item, field);
	int64_t time;
	if (!text.len || date_is_sentinel(text) || str_equal_z(text, "0") ||
	    (!date_parse_iso(text, &time) &&
		date_read(&time, text, &reading) != DATE_FINE))
		return UNKNOWN;
	return time < SAST_TIME_MIN ? UNKNOWN : time;
}

uint64_t scan_item_key(const struct scan_item *item)
{
	const struct scan_value *value = &item->section->key;
	uint64_t hash = 0;
	if (!value->count)
		value = &item->context->profile->shared.key;
	for (size_t i = 0; i < value->count; i++)
		hash = (hash ^ hash_quick(term_text(item, &value->items[i]))) *
		       UINT64_C(0x9E3779B97F4A7C15);
	return value->count && !hash ? 1 : hash;
}
