/* Builds cJSON trees, out of an arena or with cJSON's own memory. cJSON frees a
 * tree by recursion, one call for each level: JSON_DEPTH_MAX bounds it. Names
 * and texts are counted against the limit with the size of a node, so that a
 * hostile record cannot fill the memory. */
#include "importers/json/json_tree.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { OMIT_MAX = 31 };

struct builder {
	struct json_in *json;
	struct arena *arena; /* what all is taken from; NULL: cJSON's own */
	struct str omit[OMIT_MAX];
	int omit_count;
	uint64_t omit_lengths; /* bit N: one of N bytes is among them */
	cJSON
	    *open[JSON_DEPTH_MAX + 1]; /* objects and arrays, outermost first */
	cJSON *last[JSON_DEPTH_MAX + 1]; /* child of each */
	int depth;
	cJSON *root;
	size_t bytes;
	char *name; /* of the member that comes, or NULL */
};

static void set_omitted(struct builder *builder, const char *const *omit)
{
	for (; omit && *omit && builder->omit_count < OMIT_MAX; omit++) {
		struct str name = str_from(*omit);
		builder->omit[builder->omit_count++] = name;
		builder->omit_lengths |= (uint64_t)1 << (name.len & 63);
	}
}

static bool is_omitted(const struct builder *builder, struct str name)
{
	if (!(builder->omit_lengths >> (name.len & 63) & 1))
		return false;
	for (int i = 0; i < builder->omit_count; i++) {
		const struct str *omit = &builder->omit[i];
		if (omit->len == name.len && name.len &&
		    omit->ptr[0] == name.ptr[0] && str_equal(name, *omit))
			return true;
	}
	return false;
}

static char *copy_text(struct builder *builder, struct str text)
{
	builder->bytes += text.len + 1;
	if (builder->arena)
		return arena_z(builder->arena, text);
	char *copy = cJSON_malloc(text.len + 1);
	if (copy) {
		if (text.len)
			memcpy(copy, text.ptr, text.len);
		copy[text.len] = '\0';
	}
	return copy;
}

static cJSON *make_node(struct builder *builder, int type)
{
	cJSON *item = builder->arena ? ARENA_NEW(builder->arena, cJSON)
				     : cJSON_CreateNull();
	if (item)
		item->type = type;
	return item;
}

static cJSON *make_number(struct builder *builder, struct str text)
{
	double value;
	int64_t whole;
	cJSON *item = make_node(builder, cJSON_NULL);
	if (item && str_to_int(text, &whole))
		value = (double)whole;
	else if (!item || !str_to_double(text, &value) || !isfinite(value))
		return item;
	cJSON_SetNumberHelper(item, value);
	item->type = cJSON_Number;
	return item;
}

static cJSON *make_string(struct builder *builder, struct str text)
{
	cJSON *item = make_node(builder, cJSON_NULL);
	if (!item)
		return NULL;
	item->valuestring = copy_text(builder, text);
	if (item->valuestring)
		item->type = cJSON_String;
	return item;
}

static cJSON *make_item(struct builder *builder, enum json_token token)
{
	switch (token) {
	case JSON_OBJECT:
		return make_node(builder, cJSON_Object);
	case JSON_ARRAY:
		return make_node(builder, cJSON_Array);
	case JSON_STRING:
		return make_string(builder, json_in_text(builder->json));
	case JSON_NUMBER:
		return make_number(builder, json_in_text(builder->json));
	case JSON_TRUE:
		return make_node(builder, cJSON_True);
	case JSON_FALSE:
		return make_node(builder, cJSON_False);
	case JSON_NULL:
	case JSON_ERROR:
	case JSON_END:
	case JSON_OBJECT_END:
	case JSON_ARRAY_END:
	case JSON_KEY:
		break;
	}
	return make_node(builder, cJSON_NULL);
}

/* As cJSON links its lists: the first child's prev is the last child. */
static void link_item(struct builder *builder, cJSON *item)
{
	cJSON *parent = builder->open[builder->depth - 1];
	cJSON **last = &builder->last[builder->depth - 1];
	if (*last) {
		(*last)->next = item;
		item->prev = *last;
	} else {
		parent->child = item;
	}
	parent->child->prev = item;
	*last = item;
}

static void add_item(struct builder *builder, enum json_token token)
{
	cJSON *item = make_item(builder, token);
	builder->bytes += sizeof *item;
	if (!item) {
		builder->bytes = SIZE_MAX;
		return;
	}
	if (!builder->depth) {
		builder->root = item;
	} else {
		item->string = builder->name;
		builder->name = NULL;
		link_item(builder, item);
	}
	if (token == JSON_OBJECT || token == JSON_ARRAY) {
		builder->last[builder->depth] = NULL;
		builder->open[builder->depth++] = item;
	}
}

static bool add_name(struct builder *builder)
{
	struct str name = json_in_text(builder->json);
	if (is_omitted(builder, name))
		return json_in_skip(builder->json);
	builder->name = copy_text(builder, name);
	return true;
}

static bool add_token(struct builder *builder, enum json_token token)
{
	switch (token) {
	case JSON_ERROR:
	case JSON_END:
		return false;
	case JSON_KEY:
		return add_name(builder);
	case JSON_OBJECT_END:
	case JSON_ARRAY_END:
		builder->depth--;
		return true;
	case JSON_OBJECT:
	case JSON_ARRAY:
	case JSON_STRING:
	case JSON_NUMBER:
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL:
		break;
	}
	add_item(builder, token);
	return true;
}

static bool drop(struct builder *builder)
{
	if (!builder->arena) {
		cJSON_Delete(builder->root);
		cJSON_free(builder->name);
	}
	builder->root = NULL;
	builder->name = NULL;
	return false;
}

/* Passes over the rest of a value that has grown too large. */
static bool skip_rest(struct json_in *json, int outside)
{
	while (json_in_depth(json) > outside)
		if (json_in_next(json) <= JSON_END)
			return false;
	return true;
}

bool json_tree_read_in(cJSON **tree, struct json_in *json,
    const char *const *omit, struct arena *arena)
{
	struct builder builder;
	enum json_token token = json_in_token(json);
	builder.json = json;
	builder.arena = arena;
	builder.omit_count = 0;
	builder.omit_lengths = 0;
	set_omitted(&builder, omit);
	builder.depth = 0;
	builder.root = NULL;
	builder.bytes = 0;
	builder.name = NULL;
	*tree = NULL;
	if (token == JSON_KEY)
		token = json_in_next(json);
	int outside =
	    json_in_depth(json) - (token == JSON_OBJECT || token == JSON_ARRAY);
	for (;; token = json_in_next(json)) {
		if (!add_token(&builder, token))
			return drop(&builder);
		if (builder.bytes > JSON_TREE_BYTES_MAX) {
			drop(&builder);
			return skip_rest(json, outside);
		}
		if (!builder.depth)
			break;
	}
	*tree = builder.root;
	return true;
}

bool json_tree_read(cJSON **tree, struct json_in *json, const char *const *omit)
{
	return json_tree_read_in(tree, json, omit, NULL);
}

static bool read_whole(cJSON **tree, struct json_in *json,
    const char *const *omit, struct error *err)
{
	enum json_token token = json_in_next(json);
	if (token > JSON_END && token != JSON_OBJECT)
		return error_at(err, json_in_place(json),
		    "expected an object, found another value");
	if (token <= JSON_END || !json_tree_read(tree, json, omit))
		return json_in_error(json, err);
	if (!*tree)
		return error_set(err, ERROR_INPUT,
		    "expected at most %d bytes of JSON, found more",
		    JSON_TREE_BYTES_MAX);
	token = json_in_next(json);
	if (token == JSON_ERROR)
		return json_in_error(json, err);
	if (token != JSON_END || json_in_rubbish(json).line)
		return error_at(err,
		    token == JSON_END ? json_in_rubbish(json)
				      : json_in_place(json),
		    "expected nothing behind the object, found more");
	return true;
}

bool json_tree_whole(cJSON **tree, struct str text, const char *const *omit,
    struct arena *scratch, struct error *err)
{
	struct json_in *json;
	*tree = NULL;
	if (!json_in_open_bytes(&json, text, STR("record"), scratch, err))
		return false;
	bool done = read_whole(tree, json, omit, err);
	json_in_close(json);
	if (done)
		return true;
	cJSON_Delete(*tree);
	*tree = NULL;
	return false;
}

cJSON *json_tree_parse(struct str text, struct arena *scratch)
{
	struct json_in *json;
	struct error err;
	cJSON *tree = NULL;
	if (!json_in_open_bytes(&json, text, STR("text"), scratch, &err))
		return NULL;
	if (json_in_next(json) > JSON_END && !json_tree_read(&tree, json, NULL))
		tree = NULL;
	json_in_close(json);
	return tree;
}

/* As cJSON_GetObjectItemCaseSensitive, which compares more of each name. */
const cJSON *json_member(const cJSON *tree, const char *name)
{
	const cJSON *item =
	    tree && (tree->type & 0xFF) == cJSON_Object ? tree->child : NULL;
	while (item && (!item->string || item->string[0] != name[0] ||
			   strcmp(item->string, name) != 0))
		item = item->next;
	return item;
}

const cJSON *json_object_in(const cJSON *tree, const char *name)
{
	const cJSON *item = json_member(tree, name);
	return cJSON_IsObject(item) ? item : NULL;
}

const cJSON *json_array_in(const cJSON *tree, const char *name)
{
	const cJSON *item = json_member(tree, name);
	return cJSON_IsArray(item) ? item : NULL;
}

struct str json_string_of(const cJSON *item)
{
	return cJSON_IsString(item) ? str_from(item->valuestring) : STR_NONE;
}

struct str json_string_in(const cJSON *tree, const char *name)
{
	return json_string_of(json_member(tree, name));
}

int64_t json_int_in(const cJSON *tree, const char *name, int64_t missing)
{
	static const double beyond = 9007199254740992.0; /* 2^53: exact below */
	const cJSON *item = json_member(tree, name);
	int64_t value;
	if (cJSON_IsString(item) && str_to_int(json_string_of(item), &value))
		return value;
	if (!cJSON_IsNumber(item) || !(fabs(item->valuedouble) < beyond) ||
	    item->valuedouble != floor(item->valuedouble))
		return missing;
	return (int64_t)item->valuedouble;
}
