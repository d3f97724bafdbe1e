/* Paths are read into steps once and walked by recursion, whose depth is that
 * of the path and of arrays inside each other, which the reader bounds. */
#include "importers/sast/scan_path.h"

#include "base/number.h"
#include "importers/json/json_tree.h"
#include "importers/sast/scanner.h"

/* --------------------------------------------------------------- reading -- */

static bool read_selector(struct scan_step *step, struct str text)
{
	int64_t index;
	size_t equals = str_find_byte(text, '=');
	if (!text.len) {
		step->is_array = true;
		return true;
	}
	if (str_to_int(text, &index)) {
		step->index = (int)index;
		step->has_index = true;
		return index > -1000 && index < 1000;
	}
	step->key = str_slice(text, 0, equals);
	if (equals < text.len)
		step->value = str_skip(text, equals + 1);
	return step->key.len > 0;
}

static bool read_step(struct scan_step *step, struct str text)
{
	size_t open = str_find_byte(text, '[');
	*step = (struct scan_step){ .name = str_slice(text, 0, open) };
	while (open < text.len) {
		struct str rest = str_skip(text, open + 1);
		size_t close = str_find_byte(rest, ']');
		if (text.ptr[open] != '[' || close == rest.len ||
		    !read_selector(step, str_slice(rest, 0, close)))
			return false;
		open += close + 2;
	}
	if (step->name.len > 2 && step->name.ptr[0] == '{' &&
	    str_ends(step->name, STR("}"))) {
		step->is_indirect = true;
		step->name = str_slice(step->name, 1, step->name.len - 1);
	}
	step->is_pattern = str_find_byte(step->name, '*') < step->name.len;
	return step->name.len > 0;
}

/* Takes the step up to the next dot outside of brackets. */
static bool take_step(struct str *rest, struct str *part)
{
	bool inside = false;
	size_t i = 0;
	if (!rest->len)
		return false;
	for (; i < rest->len && (inside || rest->ptr[i] != '.'); i++) {
		inside |= rest->ptr[i] == '[';
		inside &= rest->ptr[i] != ']';
	}
	*part = str_slice(*rest, 0, i);
	*rest = str_skip(*rest, i + 1);
	return true;
}

bool scan_path_read(struct scan_path *path, struct str text)
{
	struct str part;
	*path = (struct scan_path){ .count = 0 };
	if (str_starts(text, STR("~"))) {
		path->is_last = true;
		text = str_skip(text, 1);
	}
	if (str_equal_z(text, "."))
		return true;
	if (str_equal_z(text, "[]"))
		return path->in_array = true;
	if (str_starts(text, STR("$"))) {
		path->of_head = true;
		text = str_skip(text, 1);
	}
	while (str_starts(text, STR("^"))) {
		path->up++;
		text = str_skip(text, 1);
	}
	if (str_equal_z(text, ":name"))
		return path->is_name = !path->of_head;
	if (path->of_head || path->up) {
		if (!text.len)
			return true;
		if (text.ptr[0] != '.')
			return false;
		text = str_skip(text, 1);
	}
	while (take_step(&text, &part)) {
		if (path->count == SCAN_STEPS_MAX ||
		    !read_step(&path->steps[path->count], part))
			return false;
		path->count++;
	}
	return path->count > 0;
}

/* --------------------------------------------------------------- walking -- */

struct walk {
	const struct scan_path *path;
	const cJSON *base; /* in which indirect names are looked up */
	scan_each *each;
	void *user;
};

/* One step from one object: what it finds, and which of them is meant. */
struct search {
	const struct walk *walk;
	const struct scan_step *step;
	int next;   /* the step that follows */
	int wanted; /* index from 0; -1: all */
	int count;
};

static bool walk_from(const struct walk *walk, int at, const cJSON *node);

static bool equals(const cJSON *value, struct str text)
{
	char digits[NUMBER_SIZE];
	if (cJSON_IsString(value))
		return str_equal_z(text, value->valuestring);
	if (cJSON_IsBool(value))
		return str_equal_z(
		    text, cJSON_IsTrue(value) ? "true" : "false");
	if (cJSON_IsObject(value))
		return equals(json_member(value, "#"), text);
	if (!cJSON_IsNumber(value))
		return false;
	number_shortest(digits, value->valuedouble);
	return str_equal_z(text, digits);
}

static bool passes(const struct scan_step *step, const cJSON *node)
{
	const cJSON *member;
	if (!step->key.len)
		return true;
	if (!cJSON_IsObject(node))
		return false;
	cJSON_ArrayForEach(member, node)
	{
		if (!member->string || !str_equal_z(step->key, member->string))
			continue;
		if (step->value.ptr ? equals(member, step->value)
				    : !cJSON_IsNull(member))
			return true;
	}
	return false;
}

/* Passes through arrays; false to go on. */
static bool visit(struct search *search, const cJSON *node)
{
	const cJSON *item;
	if (cJSON_IsArray(node)) {
		cJSON_ArrayForEach(
		    item, node) if (visit(search, item)) return true;
		return false;
	}
	if (!passes(search->step, node))
		return false;
	int index = search->count++;
	if (search->wanted >= 0 && index != search->wanted)
		return false;
	return search->next && walk_from(search->walk, search->next, node);
}

static bool is_named(
    const struct scan_step *step, struct str name, const cJSON *member)
{
	if (!member->string)
		return false;
	return step->is_pattern
		   ? scanner_matches(str_from(member->string), name)
		   : str_equal_z(name, member->string);
}

static bool visit_members(
    struct search *search, struct str name, const cJSON *node)
{
	const cJSON *member;
	cJSON_ArrayForEach(member, node)
	{
		if (is_named(search->step, name, member) &&
		    visit(search, member))
			return true;
	}
	return false;
}

static struct str indirect_name(const struct walk *walk, struct str name)
{
	const cJSON *member;
	if (!cJSON_IsObject(walk->base))
		return STR_NONE;
	cJSON_ArrayForEach(member, walk->base)
	{
		if (member->string && str_equal_z(name, member->string))
			return json_string_of(member);
	}
	return STR_NONE;
}

static bool take(const struct walk *walk, int at, const cJSON *node)
{
	const struct scan_step *step = &walk->path->steps[at];
	struct str name = step->name;
	struct search search = { walk, step, at + 1, -1, 0 };
	if (step->is_indirect)
		name = indirect_name(walk, name);
	if (!cJSON_IsObject(node) || !name.len)
		return false;
	if (step->has_index) {
		struct search counting = { walk, step, 0, -1, 0 };
		(void)!visit_members(&counting, name, node);
		search.wanted = step->index < 0 ? counting.count + step->index
						: step->index;
		if (search.wanted < 0 || search.wanted >= counting.count)
			return false;
	}
	return visit_members(&search, name, node);
}

static bool walk_from(const struct walk *walk, int at, const cJSON *node)
{
	const cJSON *item;
	if (cJSON_IsArray(node)) {
		cJSON_ArrayForEach(
		    item, node) if (walk_from(walk, at, item)) return true;
		return false;
	}
	if (at == walk->path->count)
		return walk->each(walk->user, node);
	return take(walk, at, node);
}

bool scan_path_below(const struct scan_path *path, const cJSON *node,
    scan_each *each, void *user)
{
	struct walk walk = {
		.path = path, .base = node, .each = each, .user = user
	};
	return node && walk_from(&walk, 0, node);
}

static bool give_name(const cJSON *node, scan_each *each, void *user)
{
	cJSON name = { .type = cJSON_String, .valuestring = node->string };
	return node->string && each(user, &name);
}

bool scan_path_each(const struct scan_path *path,
    const struct scan_record *record, scan_each *each, void *user)
{
	if (path->of_head)
		return scan_path_below(path, record->head, each, user);
	if (path->up >= record->depth)
		return false;
	const cJSON *node = record->chain[record->depth - 1 - path->up];
	if (path->is_name)
		return give_name(node, each, user);
	return scan_path_below(path, node, each, user);
}

struct str scan_text(const cJSON *value, struct arena *keep)
{
	char digits[NUMBER_SIZE];
	if (cJSON_IsString(value))
		return json_string_of(value);
	if (cJSON_IsBool(value))
		return cJSON_IsTrue(value) ? STR("true") : STR("false");
	if (cJSON_IsObject(value))
		return json_string_in(value, "#");
	if (!cJSON_IsNumber(value))
		return STR_NONE;
	number_shortest(digits, value->valuedouble);
	return arena_str(keep, str_from(digits));
}
