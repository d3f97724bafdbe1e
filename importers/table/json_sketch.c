/* Which lists of objects a JSON file has, as far as its start tells. */
#include "importers/table/json_rows.h"

#include "base/vec.h"
#include "importers/json/json_in.h"

enum {
	WAYS_MAX = 64,
	WAYS_DEPTH = 4,
	WAYS_BYTES = 2 << 20,
	WAYS_ITEMS = 3,
};

bool json_rows_is(struct str head)
{
	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_skip(head, 3);
	head = str_trim(head);
	return head.len && (head.ptr[0] == '{' || head.ptr[0] == '[');
}

bool json_file_open(struct json_in **json, const struct json_file *file,
    struct arena *keep, struct error *err)
{
	return file->memory.ptr
		   ? json_in_open_bytes(
			 json, file->memory, file->shown, keep, err)
		   : json_in_open(json, file->path, file->shown, keep, err);
}

struct sketcher {
	struct json_in *json;
	struct str_list *ways;
	struct arena *keep;
};

static void add_way(struct sketcher *sketcher, struct str way)
{
	for (size_t i = 0; i < sketcher->ways->count; i++)
		if (str_equal(sketcher->ways->items[i], way))
			return;
	if (sketcher->ways->count < WAYS_MAX)
		VEC_PUSH(sketcher->ways, sketcher->keep, way);
}

static bool sketch(struct sketcher *sketcher, struct str way, int depth);

static bool sketch_items(struct sketcher *sketcher, struct str way, int depth)
{
	struct json_in *json = sketcher->json;
	struct str below =
	    arena_printf(sketcher->keep, STR_FMT "[]", STR_ARG(way));
	enum json_token token;
	int items = 0;
	while ((token = json_in_next(json)) != JSON_ARRAY_END) {
		if (token <= JSON_END)
			return false;
		bool done = items++ < WAYS_ITEMS
				? sketch(sketcher, below, depth)
				: json_in_skip(json);
		if (!done)
			return false;
	}
	return true;
}

static bool sketch_members(struct sketcher *sketcher, struct str way, int depth)
{
	struct json_in *json = sketcher->json;
	enum json_token token;
	while ((token = json_in_next(json)) == JSON_KEY) {
		struct str name = json_in_text(json);
		/* SARIF, which has a reader of its own. */
		if (depth == 0 && str_equal_z(name, "runs"))
			return false;
		bool is_plain = str_find_byte(name, '.') == name.len &&
				name.len < 64 && depth < WAYS_DEPTH;
		struct str below =
		    !is_plain ? STR_NONE
		    : way.len && !str_equal_z(way, ".")
			? arena_printf(sketcher->keep, STR_FMT "." STR_FMT,
			      STR_ARG(way), STR_ARG(name))
			: arena_str(sketcher->keep, name);
		if (json_in_next(json) <= JSON_END ||
		    !(is_plain ? sketch(sketcher, below, depth + 1)
			       : json_in_skip(json)))
			return false;
	}
	return token == JSON_OBJECT_END;
}

static bool sketch(struct sketcher *sketcher, struct str way, int depth)
{
	enum json_token token = json_in_token(sketcher->json);
	if (json_in_done(sketcher->json) > WAYS_BYTES)
		return false;
	if (token == JSON_ARRAY)
		return sketch_items(sketcher, way, depth);
	if (token != JSON_OBJECT)
		return true;
	add_way(sketcher, way.len ? way : STR("."));
	return sketch_members(sketcher, way, depth);
}

void json_rows_ways(
    struct str_list *ways, const struct json_file *file, struct arena *keep)
{
	struct sketcher sketcher = { .ways = ways, .keep = keep };
	struct error ignored;
	*ways = (struct str_list){ 0 };
	if (!json_file_open(&sketcher.json, file, keep, &ignored))
		return;
	for (int i = 0; i < WAYS_ITEMS; i++)
		if (json_in_next(sketcher.json) <= JSON_END ||
		    !sketch(&sketcher, STR(""), 0))
			break;
	json_in_close(sketcher.json);
}

bool json_rows_leads(const struct str_list *ways, struct str way)
{
	struct str first =
	    str_trim(str_slice(way, 0, str_find(way, STR(" / "))));
	for (size_t i = 0; i < ways->count; i++)
		if (str_equal(ways->items[i], first))
			return true;
	return false;
}
