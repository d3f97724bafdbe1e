/* Whether the two ways through a JSON value agree: token by token into cJSON's
 * own memory, and at once into an arena; and passing over it. */
#ifndef TESTS_FUZZ_JSON_WAYS_H
#define TESTS_FUZZ_JSON_WAYS_H

#include <string.h>

#include "importers/json/json_tree.h"

static inline bool json_same_text(const char *a, const char *b)
{
	return (!a && !b) || (a && b && !strcmp(a, b));
}

static inline bool json_same_tree(const cJSON *a, const cJSON *b)
{
	for (; a && b; a = a->next, b = b->next)
		if (a->type != b->type ||
		    !json_same_text(a->string, b->string) ||
		    !json_same_text(a->valuestring, b->valuestring) ||
		    (cJSON_IsNumber(a) && (a->valuedouble < b->valuedouble ||
					      a->valuedouble > b->valuedouble ||
					      a->valueint != b->valueint)) ||
		    !json_same_tree(a->child, b->child))
			return false;
	return !a && !b;
}

/* Where the reader stands, and what comes then. */
struct json_stand {
	bool done;
	struct place end;
	enum json_token next;
	struct place next_place;
	struct error error;
};

static inline struct json_stand json_stand_of(struct json_in *json, bool done)
{
	struct json_stand stand = { .done = done };
	if (done) {
		stand.end = json_in_place(json);
		stand.next = json_in_next(json);
		stand.next_place = json_in_place(json);
	}
	if (!done || stand.next == JSON_ERROR)
		json_in_error(json, &stand.error);
	json_in_close(json);
	return stand;
}

static inline bool json_same_stand(
    const struct json_stand *a, const struct json_stand *b)
{
	return a->done == b->done && a->end.line == b->end.line &&
	       a->end.column == b->end.column && a->next == b->next &&
	       a->next_place.line == b->next_place.line &&
	       a->next_place.column == b->next_place.column &&
	       !strcmp(a->error.message, b->error.message) &&
	       a->error.line == b->error.line &&
	       a->error.column == b->error.column;
}

/* Of the first value of BYTES; also true when there is none. */
static inline bool json_ways_agree(struct str bytes, struct arena *keep)
{
	struct json_stand stands[3];
	struct json_in *json;
	struct error err;
	cJSON *trees[2] = { NULL, NULL };
	for (int way = 0; way < 3; way++) {
		if (!json_in_open_bytes(&json, bytes, STR("text"), keep, &err))
			return true;
		bool done = json_in_next(json) > JSON_END;
		if (way == 0)
			done = done && json_tree_read(&trees[0], json, NULL);
		else if (way == 1)
			done = done &&
			       json_tree_read_in(&trees[1], json, NULL, keep);
		else
			done = done && json_in_skip(json);
		stands[way] = json_stand_of(json, done);
	}
	bool agree = json_same_stand(&stands[0], &stands[1]) &&
		     json_same_stand(&stands[0], &stands[2]) &&
		     json_same_tree(trees[0], trees[1]);
	cJSON_Delete(trees[0]);
	return agree;
}

#endif
