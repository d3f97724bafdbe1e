/* JSON that stands in a test, as a tree. */
#ifndef TESTS_UNIT_JSON_TEXT_H
#define TESTS_UNIT_JSON_TEXT_H

#include "importers/json/json_tree.h"

/* To be released with cJSON_Delete; NULL when TEXT is no JSON. */
static inline cJSON *json_of_text(struct str text, struct arena *scratch)
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

#endif
