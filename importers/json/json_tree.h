/* One value of a JSON file as a cJSON tree: for the records of a big file, one
 * at a time. The tree is built from the reader's tokens, so that the reader's
 * limits hold and messages have the place in the file. */
#ifndef IMPORTERS_JSON_JSON_TREE_H
#define IMPORTERS_JSON_JSON_TREE_H

#include <cjson/cJSON.h>
#include <string.h>

#include "importers/json/json_in.h"

enum { JSON_TREE_BYTES_MAX = 16 * 1024 * 1024 }; /* about, of one tree */

/* The value that begins with the reader's last token (after a key: its value),
 * to be released with cJSON_Delete. Members of any object in it whose name is
 * in OMIT (ended by NULL; NULL: none) are passed over. A value above
 * JSON_TREE_BYTES_MAX gives a NULL tree and is passed over. NaN and infinite
 * numbers are null. False on an error of the file. */
bool json_tree_read(
    cJSON **tree, struct json_in *json, const char *const *omit) MUST_USE;

/* The same out of ARENA, which then holds the tree: never cJSON_Delete it. */
bool json_tree_read_in(cJSON **tree, struct json_in *json,
    const char *const *omit, struct arena *arena) MUST_USE;

/* What else may be told of a value, by its bytes as they stand in the file,
 * when they were all at hand. */
struct json_bytes {
	const char *wanted; /* to be set: a name of OMIT */
	uint64_t hash;	    /* of all of it (hash_quick), what is passed over as
			     * well; 0: not known */
	struct str member;  /* the one that is wanted, until the next token */
};
bool json_tree_read_bytes(cJSON **tree, struct json_bytes *bytes,
    struct json_in *json, const char *const *omit,
    struct arena *arena) MUST_USE;

/* The one object that TEXT is, with nothing behind it; NULL is never given with
 * true. Its error has line and column in TEXT. */
bool json_tree_whole(cJSON **tree, struct str text, const char *const *omit,
    struct arena *scratch, struct error *err) MUST_USE;

/* A bit for NAME, the same for few others. An object that came out of an arena
 * keeps those of its members in valuedouble, where cJSON has nothing; none at
 * all: they are not known. Who adds a member has to clear them. */
static inline uint64_t json_name_bit(const char *name)
{
	unsigned first = (unsigned char)name[0];
	unsigned second = first ? (unsigned char)name[1] : 0;
	return UINT64_C(1) << ((first * 5 + second * 11) & 63);
}

static inline uint64_t json_name_bits(const cJSON *object)
{
	uint64_t bits;
	_Static_assert(sizeof bits == sizeof object->valuedouble, "one fits");
	memcpy(&bits, &object->valuedouble, sizeof bits);
	return bits;
}

const cJSON *json_find_member(const cJSON *object, const char *name);

/* Members; NULL or none when TREE is no object, the member is absent or of
 * another kind. TREE may be NULL. */
static inline const cJSON *json_member(const cJSON *tree, const char *name)
{
	if (!tree || (tree->type & 0xFF) != cJSON_Object)
		return NULL;
	uint64_t bits = json_name_bits(tree);
	return bits && !(bits & json_name_bit(name))
		   ? NULL
		   : json_find_member(tree, name);
}

static inline const cJSON *json_object_in(const cJSON *tree, const char *name)
{
	const cJSON *item = json_member(tree, name);
	return item && (item->type & 0xFF) == cJSON_Object ? item : NULL;
}

static inline const cJSON *json_array_in(const cJSON *tree, const char *name)
{
	const cJSON *item = json_member(tree, name);
	return item && (item->type & 0xFF) == cJSON_Array ? item : NULL;
}

struct str json_string_of(const cJSON *item);

static inline struct str json_string_in(const cJSON *tree, const char *name)
{
	const cJSON *item = json_member(tree, name);
	return item ? json_string_of(item) : STR_NONE;
}

/* A whole number, also when written as text; MISSING when it is none. */
int64_t json_int_in(const cJSON *tree, const char *name, int64_t missing);

#endif
