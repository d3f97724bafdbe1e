/* JSON as a configuration tree, token by token from the house's reader. What
 * stands behind the first document is not looked at. */
#include "importers/conf/conf.h"
#include "importers/json/json_in.h"

struct reader {
	struct json_in *json;
	struct arena *keep;
	struct conf *open[CONF_DEPTH_MAX]; /* outermost first */
	int depth;
	struct str key; /* of the member that comes */
	size_t nodes;
	struct conf *root;
};

static enum conf_kind kind_of(enum json_token token)
{
	switch (token) {
	case JSON_OBJECT:
		return CONF_TABLE;
	case JSON_ARRAY:
		return CONF_LIST;
	case JSON_STRING:
		return CONF_TEXT;
	case JSON_NUMBER:
		return CONF_FLOAT;
	case JSON_TRUE:
	case JSON_FALSE:
		return CONF_BOOL;
	case JSON_NULL:
	case JSON_KEY:
	case JSON_END:
	case JSON_ERROR:
	case JSON_OBJECT_END:
	case JSON_ARRAY_END:
		break;
	}
	return CONF_NULL;
}

static void add_value(struct reader *reader, enum json_token token)
{
	struct place place = json_in_place(reader->json);
	struct str text = json_in_text(reader->json);
	int64_t integer;
	struct conf *node = conf_add(reader->keep,
	    reader->depth ? reader->open[reader->depth - 1] : NULL,
	    kind_of(token), place.line, place.column);
	node->key = reader->key;
	reader->key = STR_NONE;
	if (node->kind == CONF_FLOAT && str_to_int(text, &integer))
		node->kind = CONF_INTEGER;
	if (node->kind != CONF_TABLE && node->kind != CONF_LIST)
		node->text = arena_str(reader->keep, text);
	if (!reader->depth)
		reader->root = node;
	if (node->kind == CONF_TABLE || node->kind == CONF_LIST)
		reader->open[reader->depth++] = node;
}

static bool too_much(const struct reader *reader, struct error *err)
{
	if (reader->depth == CONF_DEPTH_MAX)
		return error_at(err, json_in_place(reader->json),
		    "expected at most %d objects inside each other",
		    CONF_DEPTH_MAX);
	return error_at(err, json_in_place(reader->json),
	    "expected at most %d values", CONF_NODES_MAX);
}

static bool read_all(struct reader *reader, struct error *err)
{
	do {
		enum json_token token = json_in_next(reader->json);
		if (token == JSON_ERROR || token == JSON_END)
			return json_in_error(reader->json, err);
		if (reader->depth == CONF_DEPTH_MAX ||
		    reader->nodes++ == CONF_NODES_MAX)
			return too_much(reader, err);
		if (token == JSON_KEY)
			reader->key =
			    arena_str(reader->keep, json_in_text(reader->json));
		else if (token == JSON_OBJECT_END || token == JSON_ARRAY_END)
			reader->depth--;
		else
			add_value(reader, token);
	} while (reader->depth);
	return true;
}

bool conf_read_json(struct conf **tree, struct str bytes, struct str shown,
    bool relaxed, struct arena *keep, struct error *err)
{
	struct reader reader = { .keep = keep };
	*tree = NULL;
	if (!(relaxed ? json_in_open_relaxed(
			    &reader.json, bytes, shown, keep, err)
		      : json_in_open_bytes(
			    &reader.json, bytes, shown, keep, err)))
		return false;
	bool done = read_all(&reader, err);
	json_in_close(reader.json);
	*tree = done ? reader.root : NULL;
	return done;
}
