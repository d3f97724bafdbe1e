/* Builds cJSON trees, out of an arena or with cJSON's own memory. cJSON frees a
 * tree by recursion, one call for each level: JSON_DEPTH_MAX bounds it. Names
 * and texts are counted against the limit with the size of a node, so that a
 * hostile record cannot fill the memory. */
#include "importers/json/json_tree.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "base/hash.h"
#include "importers/json/json_block.h"
#include "importers/json/json_omit.h"
#include "importers/json/json_word.h"

struct builder {
	struct json_in *json;
	struct arena *arena; /* what all is taken from; NULL: cJSON's own */
	const struct json_omit *omit;
	cJSON
	    *open[JSON_DEPTH_MAX + 1]; /* objects and arrays, outermost first */
	cJSON *last[JSON_DEPTH_MAX + 1]; /* child of each */
	int depth;
	cJSON *root;
	size_t bytes;
	char *name;  /* of the member that comes, or NULL */
	char *chunk; /* of the arena, not yet taken */
	size_t chunk_left;
	struct json_bytes *told; /* NULL: nobody asks */
};

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

/* ITEM becomes TEXT's number, and stays null when that is none to count with.
 */
static void set_number(cJSON *item, struct str text)
{
	double value;
	int64_t whole;
	if (str_to_int(text, &whole))
		value = (double)whole;
	else if (!str_to_double(text, &value) || !isfinite(value))
		return;
	cJSON_SetNumberHelper(item, value);
	item->type = cJSON_Number;
}

static cJSON *make_number(struct builder *builder, struct str text)
{
	cJSON *item = make_node(builder, cJSON_NULL);
	if (item)
		set_number(item, text);
	return item;
}

/* The length of a text stands where cJSON has no use for it. */
static void set_length(cJSON *item, size_t len)
{
	item->type = cJSON_String;
	item->valueint = (int)len;
}

static cJSON *make_string(struct builder *builder, struct str text)
{
	cJSON *item = make_node(builder, cJSON_NULL);
	if (!item)
		return NULL;
	item->valuestring = copy_text(builder, text);
	if (item->valuestring)
		set_length(item, text.len);
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
	if (json_omit_has(builder->omit, name))
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

/* ------------------------------------------------------------ short way -- */

/* Memory of the tree, of which much is taken in small pieces. */
static void *take_memory(struct builder *builder, size_t size)
{
	enum { CHUNK_SIZE = 8 * 1024, ALIGNMENT = 8 };
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (size > builder->chunk_left) {
		size_t room = size > CHUNK_SIZE / 4 ? size : CHUNK_SIZE;
		char *chunk = arena_alloc_raw(builder->arena, room);
		if (room == size)
			return chunk;
		builder->chunk = chunk;
		builder->chunk_left = room;
	}
	void *memory = builder->chunk;
	builder->chunk += size;
	builder->chunk_left -= size;
	return memory;
}

static char *copy_bytes(struct builder *builder, struct str text)
{
	char *copy = take_memory(builder, text.len + 1);
	memcpy(copy, text.ptr, text.len);
	copy[text.len] = '\0';
	builder->bytes += text.len + 1;
	return copy;
}

static bool take_text(
    struct builder *builder, struct json_block *block, char **copy, size_t *len)
{
	struct json_block_text found;
	if (!json_block_text(block, &found) ||
	    (found.is_wide && !utf8_is_valid(found.text)))
		return false;
	*len = found.text.len;
	if (!found.is_escaped) {
		*copy = copy_bytes(builder, found.text);
		return true;
	}
	*copy = take_memory(builder, found.text.len + 1);
	if (!json_block_unescape(found.text, *copy, len))
		return false;
	(*copy)[*len] = '\0';
	builder->bytes += *len + 1;
	return true;
}

static cJSON *take_node(struct builder *builder)
{
	cJSON *item = take_memory(builder, sizeof *item);
	*item = (cJSON){ .type = cJSON_NULL };
	builder->bytes += sizeof *item;
	return item;
}

static bool take_word(struct json_block *block, cJSON *item)
{
	struct str word;
	enum { DIGITS_MAX = 9 };
	if (!json_block_word(block, &word))
		return false;
	int number = 0;
	size_t i = 0;
	while (i < word.len && i < DIGITS_MAX && ascii_is_digit(word.ptr[i]))
		number = number * 10 + (word.ptr[i++] - '0');
	if (i == word.len) {
		item->type = cJSON_Number;
		item->valueint = number;
		item->valuedouble = number;
		return true;
	}
	enum json_token token = json_word_token(word);
	if (token == JSON_NUMBER)
		set_number(item, word);
	else if (token == JSON_TRUE || token == JSON_FALSE)
		item->type = token == JSON_TRUE ? cJSON_True : cJSON_False;
	return token != JSON_ERROR;
}

static bool take_members(
    struct builder *builder, struct json_block *block, cJSON *parent);

static bool take_value(
    struct builder *builder, struct json_block *block, cJSON *item)
{
	size_t len;
	int c = json_block_peek(block);
	if (c == '"') {
		block->at++;
		if (!take_text(builder, block, &item->valuestring, &len))
			return false;
		set_length(item, len);
		return true;
	}
	if (c != '{' && c != '[')
		return c >= 0 && take_word(block, item);
	if (block->depth == JSON_DEPTH_MAX)
		return false;
	item->type = c == '{' ? cJSON_Object : cJSON_Array;
	block->at++;
	block->depth++;
	bool done = take_members(builder, block, item);
	block->depth--;
	return done;
}

static bool skip_omitted(
    struct builder *builder, struct json_block *block, struct str name)
{
	struct json_bytes *told = builder->told;
	const unsigned char *start = block->at;
	if (!json_block_skip_value(block))
		return false;
	if (told && str_equal_z(name, told->wanted))
		told->member = (struct str){ (const char *)start,
			(size_t)(block->at - start) };
	return true;
}

/* A name and its value. *ITEM is NULL when nobody wants it. */
static bool take_member(
    struct builder *builder, struct json_block *block, cJSON **item)
{
	struct json_block_text name;
	*item = NULL;
	if (!json_block_take(block, '"') || !json_block_text(block, &name) ||
	    name.is_escaped || name.is_wide || !json_block_take(block, ':'))
		return false;
	if (json_omit_has(builder->omit, name.text))
		return skip_omitted(builder, block, name.text);
	*item = take_node(builder);
	(*item)->string = copy_bytes(builder, name.text);
	return take_value(builder, block, *item);
}

static bool take_element(
    struct builder *builder, struct json_block *block, cJSON **item)
{
	*item = take_node(builder);
	return take_value(builder, block, *item);
}

/* The rest of PARENT, as cJSON links its lists. */
static bool take_members(
    struct builder *builder, struct json_block *block, cJSON *parent)
{
	bool is_object = parent->type == cJSON_Object;
	unsigned char close = is_object ? '}' : ']';
	uint64_t bits = 0;
	cJSON *item;
	int c = json_block_peek(block);
	if (c == close) {
		block->at++;
		return true;
	}
	while (c >= 0 && builder->bytes <= JSON_TREE_BYTES_MAX) {
		if (!(is_object ? take_member(builder, block, &item)
				: take_element(builder, block, &item)))
			return false;
		if (item && !parent->child) {
			parent->child = item->prev = item;
		} else if (item) {
			item->prev = parent->child->prev;
			parent->child->prev = item->prev->next = item;
		}
		if (item && is_object)
			bits |= json_name_bit(item->string);
		c = json_block_peek(block);
		if (c >= 0)
			block->at++;
		if (c == close) {
			memcpy(&parent->valuedouble, &bits, sizeof bits);
			return true;
		}
		if (c != ',')
			return false;
	}
	return false;
}

static bool take_tree(struct json_block *block, bool is_object, void *user)
{
	struct builder *builder = user;
	builder->bytes = 0;
	builder->root = take_node(builder);
	builder->root->type = is_object ? cJSON_Object : cJSON_Array;
	const char *start = (const char *)block->at;
	if (builder->told)
		builder->told->member = STR_NONE;
	if (!take_members(builder, block, builder->root))
		return false;
	if (builder->told)
		builder->told->hash = hash_quick((struct str){
		    start, (size_t)((const char *)block->at - start) });
	return true;
}

/* --------------------------------------------------------------- reading -- */

static bool read_tree(cJSON **tree, struct json_bytes *told,
    struct json_in *json, const char *const *omit, struct arena *arena)
{
	struct builder builder;
	enum json_token token = json_in_token(json);
	builder.json = json;
	builder.arena = arena;
	builder.omit = json_in_omit(json, omit);
	builder.depth = 0;
	builder.root = NULL;
	builder.bytes = 0;
	builder.name = NULL;
	builder.chunk = NULL;
	builder.chunk_left = 0;
	builder.told = told;
	if (told)
		told->hash = 0;
	*tree = NULL;
	if (token == JSON_KEY)
		token = json_in_next(json);
	if (arena && (token == JSON_OBJECT || token == JSON_ARRAY) &&
	    json_in_at_once(json, take_tree, &builder)) {
		*tree = builder.root;
		return true;
	}
	builder.root = NULL;
	builder.bytes = 0;
	if (told)
		told->member = STR_NONE;
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

bool json_tree_read_in(cJSON **tree, struct json_in *json,
    const char *const *omit, struct arena *arena)
{
	return read_tree(tree, NULL, json, omit, arena);
}

bool json_tree_read_bytes(cJSON **tree, struct json_bytes *bytes,
    struct json_in *json, const char *const *omit, struct arena *arena)
{
	return read_tree(tree, bytes, json, omit, arena);
}

bool json_tree_read(cJSON **tree, struct json_in *json, const char *const *omit)
{
	return read_tree(tree, NULL, json, omit, NULL);
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

/* As cJSON_GetObjectItemCaseSensitive, which compares more of each name. */
const cJSON *json_find_member(const cJSON *object, const char *name)
{
	const cJSON *item = object->child;
	while (item && (!item->string || item->string[0] != name[0] ||
			   strcmp(item->string, name) != 0))
		item = item->next;
	return item;
}

struct str json_string_of(const cJSON *item)
{
	if (!item || (item->type & 0xFF) != cJSON_String)
		return STR_NONE;
	if (item->valueint > 0)
		return (
		    struct str){ item->valuestring, (size_t)item->valueint };
	return str_from(item->valuestring);
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
