/* Members of a record become cells called by the way to them. What a record has
 * more than once stands in one cell, with semicolons between. */
#include "importers/table/json_flat.h"

#include <stdio.h>
#include <stdlib.h>

enum { COLUMN_DEPTH_MAX = 32 };

static void put_text(
    struct json_flat *flat, struct str text, enum cell_kind kind)
{
	struct str path = buf_str(&flat->path);
	if (flat->grows) {
		bool added;
		if (map_get(&flat->columns, path) ||
		    flat->names->count == CSV_CELLS_LIMIT)
			return;
		union map_value *value = map_put(&flat->columns, path, &added);
		value->number = (int64_t)flat->names->count;
		VEC_PUSH(flat->names, flat->keep, arena_str(flat->keep, path));
		return;
	}
	const union map_value *value = map_get(&flat->columns, path);
	if (!value || (text.len == 0 && !text.ptr))
		return;
	struct json_cell *cell = &flat->cells[value->number];
	if (cell->filled)
		buf_add_char(&cell->text, ';');
	if (!cell->filled || kind != CELL_NUMBER)
		cell->kind = kind;
	cell->filled = true;
	buf_add(&cell->text, text);
}

/* The shortest text that is the same number again. */
static void put_number(struct json_flat *flat, double value)
{
	char text[40];
	bool is_whole = value > -9e15 && value < 9e15 &&
			!((double)(long long)value < value) &&
			!((double)(long long)value > value);
	if (is_whole) {
		snprintf(text, sizeof text, "%lld", (long long)value);
		put_text(flat, str_from(text), CELL_NUMBER);
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, value);
		double again = strtod(text, NULL);
		if (!(again < value) && !(again > value))
			break;
	}
	put_text(flat, str_from(text), CELL_NUMBER);
}

static void lay(struct json_flat *flat, const cJSON *item, int depth);

static void lay_below(
    struct json_flat *flat, const char *name, const cJSON *item, int depth)
{
	size_t len = flat->path.len;
	if (len)
		buf_add_char(&flat->path, '.');
	buf_add_z(&flat->path, name ? name : "");
	lay(flat, item, depth + 1);
	flat->path.len = len;
}

/* {"key": "a", "value": ...}, with {"stringValue": "x"} as its value */
static bool is_pair(const cJSON *item)
{
	return cJSON_IsObject(item) &&
	       cJSON_IsString(cJSON_GetObjectItemCaseSensitive(item, "key")) &&
	       cJSON_GetObjectItemCaseSensitive(item, "value");
}

static const cJSON *pair_value(const cJSON *item)
{
	const cJSON *value = cJSON_GetObjectItemCaseSensitive(item, "value");
	const cJSON *only = cJSON_IsObject(value) ? value->child : NULL;
	if (only && !only->next && only->string &&
	    str_ends(str_from(only->string), STR("Value")))
		return only;
	return value;
}

static void lay_array(struct json_flat *flat, const cJSON *array, int depth)
{
	bool pairs = array->child != NULL;
	const cJSON *item;
	cJSON_ArrayForEach(item, array) pairs = pairs && is_pair(item);
	cJSON_ArrayForEach(item, array)
	{
		if (pairs)
			lay_below(flat,
			    cJSON_GetObjectItemCaseSensitive(item, "key")
				->valuestring,
			    pair_value(item), depth);
		else
			lay(flat, item, depth + 1);
	}
}

static void lay(struct json_flat *flat, const cJSON *item, int depth)
{
	const cJSON *member;
	if (depth > COLUMN_DEPTH_MAX)
		return;
	if (cJSON_IsArray(item))
		lay_array(flat, item, depth);
	else if (cJSON_IsObject(item))
		cJSON_ArrayForEach(member, item)
		    lay_below(flat, member->string, member, depth);
	else if (cJSON_IsString(item))
		put_text(flat, str_from(item->valuestring), CELL_TEXT);
	else if (cJSON_IsNumber(item))
		put_number(flat, item->valuedouble);
	else if (cJSON_IsBool(item))
		put_text(flat, cJSON_IsTrue(item) ? STR("true") : STR("false"),
		    CELL_TEXT);
	else
		put_text(flat, STR_NONE, CELL_TEXT);
}

/* Of what holds the record all but lists and INNER, in which the record stands.
 */
static void lay_outer(
    struct json_flat *flat, const cJSON *item, const cJSON *inner, int depth)
{
	const cJSON *member;
	cJSON_ArrayForEach(member, item)
	{
		if (member == inner)
			continue;
		if (cJSON_IsObject(member) && depth < COLUMN_DEPTH_MAX) {
			size_t len = flat->path.len;
			buf_add_char(&flat->path, '.');
			buf_add_z(&flat->path, member->string);
			lay_outer(flat, member, inner, depth + 1);
			flat->path.len = len;
		} else if (!cJSON_IsArray(member) || is_pair(member->child)) {
			lay_below(flat, member->string, member, 0);
		}
	}
}

void json_flat_lay(
    struct json_flat *flat, const cJSON *const *chain, size_t last)
{
	lay(flat, chain[last], 0);
	for (size_t up = 1; up <= last; up++) {
		buf_clear(&flat->path);
		for (size_t i = 0; i < up; i++)
			buf_add_char(&flat->path, '^');
		lay_outer(flat, chain[last - up], chain[last - up + 1], 0);
	}
	buf_clear(&flat->path);
}
