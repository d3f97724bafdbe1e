/* JSON reports: walks down the ways that lead to units, reads each unit as a
 * tree, and gathers what stands beside the ways into the head. */
#include "importers/json/json_tree.h"
#include "importers/sast/scan_in.h"

#include "base/buf.h"
#include "base/vec.h"

struct walker {
	struct scan_reading *reading;
	struct json_in *json;
	const char *const *omit;
	int64_t head_bytes;
	struct buf name; /* of the member that leads to the value */
	bool is_stopped;
};

static const char *const *omit_list(
    const struct scan_profile *profile, struct arena *keep)
{
	VEC(const char *) list = { 0 };
	for (size_t i = 0; i < profile->omit.count; i++)
		VEC_PUSH(&list, keep, arena_z(keep, profile->omit.items[i]));
	VEC_PUSH(&list, keep, NULL);
	return list.items;
}

/* With NAME, which goes with the tree. */
static void name_tree(cJSON *tree, struct str name)
{
	char *copy = cJSON_malloc(name.len + 1);
	if (!copy)
		return;
	if (name.len)
		memcpy(copy, name.ptr, name.len);
	copy[name.len] = '\0';
	tree->string = copy;
}

static bool take_unit(struct walker *walker, struct scan_unit *unit)
{
	struct scan_reading *reading = walker->reading;
	unit->place = json_in_place(walker->json);
	reading->units++;
	if (!reading->take)
		return json_in_skip(walker->json);
	if (!json_tree_read(&unit->tree, walker->json, walker->omit))
		return false;
	if (unit->tree)
		name_tree(unit->tree, buf_str(&walker->name));
	bool goes_on = reading->take(reading->user, unit);
	cJSON_Delete(unit->tree);
	walker->is_stopped |= !goes_on;
	return goes_on;
}

static bool is_omitted(const struct walker *walker, struct str name)
{
	for (const char *const *omit = walker->omit; *omit; omit++)
		if (str_equal_z(name, *omit))
			return true;
	return false;
}

/* The value of the key that was just read goes to the head, or nowhere. */
static bool take_head(struct walker *walker, cJSON *head)
{
	struct json_in *json = walker->json;
	cJSON *tree;
	int64_t before = json_in_done(json);
	if (!head || walker->head_bytes > SCAN_HEAD_BYTES_MAX ||
	    is_omitted(walker, json_in_text(json)))
		return json_in_skip(json);
	char *name = cJSON_malloc(json_in_text(json).len + 1);
	if (!name)
		return json_in_skip(json);
	struct str text = json_in_text(json);
	for (size_t i = 0; i < text.len; i++)
		name[i] = text.ptr[i];
	name[text.len] = '\0';
	bool done = json_tree_read(&tree, json, walker->omit);
	walker->head_bytes += json_in_done(json) - before;
	if (tree)
		cJSON_AddItemToObject(head, name, tree);
	cJSON_free(name);
	return done;
}

/* Results are objects; what a scan covers may be a list of texts. */
static bool take_scalar(struct walker *walker, struct scan_unit *unit)
{
	const struct scan_profile *profile = walker->reading->profile;
	for (size_t i = 0; i < profile->sections.count; i++)
		if (unit->in_section[i] &&
		    profile->sections.items[i].use != SCAN_RESULTS)
			return take_unit(walker, unit);
	return true;
}

static bool walk_value(struct walker *walker, const struct scan_trail *trail,
    cJSON *head, bool in_array);

static bool walk_array(struct walker *walker, const struct scan_trail *trail)
{
	enum json_token token;
	while ((token = json_in_next(walker->json)) != JSON_ARRAY_END)
		if (token <= JSON_END || !walk_value(walker, trail, NULL, true))
			return false;
	return true;
}

static bool walk_member(
    struct walker *walker, const struct scan_trail *trail, cJSON *head)
{
	struct scan_trail below;
	struct str name = json_in_text(walker->json);
	cJSON *inner = NULL;
	buf_clear(&walker->name);
	buf_add(&walker->name, name);
	if (!scan_trail_step(&below, trail, walker->reading->profile, name))
		return take_head(walker, head);
	struct arena *scratch = head ? arena_new() : NULL;
	const char *z = head ? arena_z(scratch, name) : NULL;
	enum json_token token = json_in_next(walker->json);
	if (head && token == JSON_OBJECT) {
		inner = cJSON_CreateObject();
		cJSON_AddItemToObject(head, z, inner);
	}
	arena_free(scratch);
	return token > JSON_END && walk_value(walker, &below, inner, false);
}

static bool walk_value(struct walker *walker, const struct scan_trail *trail,
    cJSON *head, bool in_array)
{
	struct json_in *json = walker->json;
	enum json_token token = json_in_token(json);
	struct scan_unit unit = { .tree = NULL };
	if (token == JSON_ARRAY)
		return walk_array(walker, trail);
	bool ends = scan_trail_ends(
	    unit.in_section, trail, walker->reading->profile, in_array);
	if (token != JSON_OBJECT)
		return !ends || take_scalar(walker, &unit);
	if (ends)
		return take_unit(walker, &unit);
	while ((token = json_in_next(json)) == JSON_KEY)
		if (!walk_member(walker, trail, head))
			return false;
	return token == JSON_OBJECT_END;
}

static bool walk_documents(struct walker *walker)
{
	struct scan_reading *reading = walker->reading;
	struct scan_trail trail = scan_trail_begin(reading->profile);
	enum json_token token;
	while ((token = json_in_next(walker->json)) > JSON_END)
		if (!walk_value(walker, &trail, reading->head, false))
			return false;
	return token == JSON_END;
}

bool scan_read_json(
    struct scan_reading *reading, struct arena *keep, struct error *err)
{
	struct walker walker = { .reading = reading };
	const struct input *input = reading->input;
	reading->head = reading->wants_head ? cJSON_CreateObject() : NULL;
	if (!json_in_open(&walker.json, input->path, input->shown, keep, err))
		return false;
	walker.omit = omit_list(reading->profile, keep);
	bool done = walk_documents(&walker);
	reading->lines_before = json_in_lines_before(walker.json);
	reading->rubbish = json_in_rubbish(walker.json);
	if (!done && !walker.is_stopped)
		json_in_error(walker.json, &reading->broken);
	json_in_close(walker.json);
	buf_free(&walker.name);
	return done;
}

/* ---------------------------------------------------------------- sketch -- */

enum { SKETCH_DEPTH = 5, SKETCH_ITEMS = 20 };

struct sketcher {
	struct scan_sketch *sketch;
	struct json_in *json;
	struct arena *keep;
};

static bool sketch_value(struct sketcher *sketcher, struct str path, int depth);

/* An item that is neither object nor array is the path with "=" behind it. */
static bool sketch_array(struct sketcher *sketcher, struct str path, int depth)
{
	struct json_in *json = sketcher->json;
	struct str below =
	    arena_printf(sketcher->keep, STR_FMT "[]", STR_ARG(path));
	enum json_token token;
	int items = 0;
	scan_sketch_add(sketcher->sketch, below, sketcher->keep);
	while ((token = json_in_next(json)) != JSON_ARRAY_END) {
		if (token <= JSON_END)
			return false;
		bool is_looked_at = items++ < SKETCH_ITEMS;
		if (token != JSON_OBJECT && token != JSON_ARRAY)
			scan_sketch_add(sketcher->sketch,
			    arena_printf(
				sketcher->keep, STR_FMT "=", STR_ARG(below)),
			    sketcher->keep);
		if (!(is_looked_at ? sketch_value(sketcher, below, depth)
				   : json_in_skip(json)))
			return false;
	}
	return true;
}

static bool sketch_object(struct sketcher *sketcher, struct str path, int depth)
{
	struct json_in *json = sketcher->json;
	enum json_token token;
	int items = 0;
	while ((token = json_in_next(json)) == JSON_KEY) {
		if (items++ >= SKETCH_ITEMS * 10) {
			if (!json_in_skip(json))
				return false;
			continue;
		}
		struct str below = arena_printf(sketcher->keep,
		    STR_FMT "%s" STR_FMT, STR_ARG(path), path.len ? "." : "",
		    STR_ARG(str_slice(json_in_text(json), 0, 64)));
		scan_sketch_add(sketcher->sketch, below, sketcher->keep);
		/* SARIF, which has a reader of its own. */
		if (!depth && str_equal_z(below, "runs"))
			return false;
		if (json_in_next(json) <= JSON_END ||
		    !sketch_value(sketcher, below, depth + 1))
			return false;
	}
	return token == JSON_OBJECT_END;
}

static bool sketch_value(struct sketcher *sketcher, struct str path, int depth)
{
	enum json_token token = json_in_token(sketcher->json);
	bool is_nested = token == JSON_OBJECT || token == JSON_ARRAY;
	if (!is_nested)
		return true;
	if (depth == SKETCH_DEPTH ||
	    json_in_done(sketcher->json) > SCAN_SKETCH_BYTES)
		return json_in_skip(sketcher->json);
	return token == JSON_ARRAY ? sketch_array(sketcher, path, depth)
				   : sketch_object(sketcher, path, depth);
}

void scan_sketch_json(struct scan_sketch *sketch, const struct input *input,
    struct str bytes, struct arena *keep)
{
	struct sketcher sketcher = { .sketch = sketch, .keep = keep };
	struct error ignored;
	bool is_open = bytes.ptr ? json_in_open_bytes(&sketcher.json, bytes,
				       input->shown, keep, &ignored)
				 : json_in_open(&sketcher.json, input->path,
				       input->shown, keep, &ignored);
	if (!is_open)
		return;
	enum json_token token = json_in_next(sketcher.json);
	sketch->is_json = token == JSON_OBJECT || token == JSON_ARRAY;
	if (token == JSON_NULL && json_in_next(sketcher.json) == JSON_END) {
		sketch->is_json = true;
		scan_sketch_add(sketch, STR("null"), keep);
		token = JSON_END;
	}
	for (int i = 0; i < SKETCH_ITEMS && token > JSON_END; i++) {
		if (!sketch_value(&sketcher, STR(""), 0))
			break;
		token = json_in_next(sketcher.json);
	}
	sketch->has_text_before = json_in_lines_before(sketcher.json) > 0;
	json_in_close(sketcher.json);
}
