/* YAML 1.1 as libyaml reads it, event by event. An alias becomes null and
 * merges (<<) are members like others: nothing is copied, so no file grows
 * beyond its size. Plain scalars are null, booleans and numbers by YAML 1.2's
 * core schema; what is quoted or tagged is text. */
#include "importers/conf/conf.h"

#include <yaml.h>

#include "base/memory.h"
#include "base/utf8.h"

struct reader {
	yaml_parser_t parser;
	struct str shown;
	struct arena *keep;
	struct conf *open[CONF_DEPTH_MAX]; /* outermost first */
	int depth;
	bool has_key; /* in a table: KEY is that of the next value */
	struct str key;
	size_t nodes;
	struct conf *root;
	bool is_done;
};

static bool fail(const struct reader *reader, struct error *err)
{
	const yaml_parser_t *parser = &reader->parser;
	struct place place = { reader->shown,
		(int64_t)parser->problem_mark.line + 1,
		(int64_t)parser->problem_mark.column + 1 };
	return error_at(err, place, "expected YAML: %s%s%s",
	    parser->problem ? parser->problem : "it cannot be read",
	    parser->context ? ", " : "",
	    parser->context ? parser->context : "");
}

static bool too_much(
    const struct reader *reader, const yaml_event_t *event, struct error *err)
{
	struct place place = { reader->shown,
		(int64_t)event->start_mark.line + 1,
		(int64_t)event->start_mark.column + 1 };
	return error_at(err, place,
	    "expected at most %d values, %d of them inside each other",
	    CONF_NODES_MAX, CONF_DEPTH_MAX);
}

static bool is_one_of(struct str text, const char *words)
{
	struct str rest = str_from(words);
	struct str word;
	while (str_split(&rest, ' ', &word))
		if (str_equal(word, text))
			return true;
	return false;
}

static void set_plain(struct conf *node)
{
	int64_t integer;
	double number;
	if (is_one_of(node->text, "~ null Null NULL") || !node->text.len) {
		node->kind = CONF_NULL;
	} else if (is_one_of(node->text, "true True TRUE")) {
		node->kind = CONF_BOOL;
		node->text = STR("true");
	} else if (is_one_of(node->text, "false False FALSE")) {
		node->kind = CONF_BOOL;
		node->text = STR("false");
	} else if (str_to_int(node->text, &integer)) {
		node->kind = CONF_INTEGER;
	} else if (str_to_double(node->text, &number)) {
		node->kind = CONF_FLOAT;
	}
}

static struct str text_of(struct reader *reader, const yaml_event_t *event)
{
	struct str text = { (const char *)event->data.scalar.value,
		event->data.scalar.length };
	return arena_str(
	    reader->keep, utf8_clean(reader->keep, text.len ? text : STR("")));
}

/* The next scalar is a key. */
static bool wants_key(const struct reader *reader)
{
	return reader->depth &&
	       reader->open[reader->depth - 1]->kind == CONF_TABLE &&
	       !reader->has_key;
}

static struct conf *add(
    struct reader *reader, const yaml_event_t *event, enum conf_kind kind)
{
	struct conf *node = conf_add(reader->keep,
	    reader->depth ? reader->open[reader->depth - 1] : NULL, kind,
	    (int64_t)event->start_mark.line + 1,
	    (int64_t)event->start_mark.column + 1);
	node->key = reader->has_key ? reader->key : STR_NONE;
	/* a table or list as key has no name */
	if (!reader->has_key && reader->depth &&
	    reader->open[reader->depth - 1]->kind == CONF_TABLE)
		node->key = STR("");
	reader->has_key = false;
	if (!reader->depth)
		reader->root = node;
	return node;
}

static void take_scalar(struct reader *reader, const yaml_event_t *event)
{
	struct str text = text_of(reader, event);
	if (wants_key(reader)) {
		reader->key = text;
		reader->has_key = true;
		return;
	}
	struct conf *node = add(reader, event, CONF_TEXT);
	node->text = text;
	if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	    event->data.scalar.plain_implicit)
		set_plain(node);
}

static bool open_nested(struct reader *reader, const yaml_event_t *event,
    enum conf_kind kind, struct error *err)
{
	struct conf *node = add(reader, event, kind);
	if (reader->depth == CONF_DEPTH_MAX)
		return too_much(reader, event, err);
	reader->open[reader->depth++] = node;
	return true;
}

static void close_nested(struct reader *reader)
{
	reader->depth--;
	reader->has_key = false;
}

static bool take_event(
    struct reader *reader, const yaml_event_t *event, struct error *err)
{
	if (reader->nodes++ == CONF_NODES_MAX)
		return too_much(reader, event, err);
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		take_scalar(reader, event);
		return true;
	case YAML_ALIAS_EVENT:
		if (wants_key(reader)) {
			reader->key = STR("");
			reader->has_key = true;
		} else {
			add(reader, event, CONF_NULL)->is_alias = true;
		}
		return true;
	case YAML_SEQUENCE_START_EVENT:
		return open_nested(reader, event, CONF_LIST, err);
	case YAML_MAPPING_START_EVENT:
		return open_nested(reader, event, CONF_TABLE, err);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_nested(reader);
		return true;
	case YAML_DOCUMENT_END_EVENT:
	case YAML_STREAM_END_EVENT:
		reader->is_done = true;
		return true;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_START_EVENT:
		break;
	}
	return true;
}

static bool read_all(struct reader *reader, struct error *err)
{
	while (!reader->is_done) {
		yaml_event_t event;
		if (!yaml_parser_parse(&reader->parser, &event)) {
			if (reader->parser.error == YAML_MEMORY_ERROR)
				memory_lost();
			return fail(reader, err);
		}
		bool done = take_event(reader, &event, err);
		yaml_event_delete(&event);
		if (!done)
			return false;
	}
	return true;
}

bool conf_read_yaml(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *err)
{
	struct reader reader = { .keep = keep, .shown = shown };
	*tree = NULL;
	if (!yaml_parser_initialize(&reader.parser))
		return error_set(err, ERROR_SYSTEM, "out of memory");
	yaml_parser_set_input_string(&reader.parser,
	    (const unsigned char *)(bytes.ptr ? bytes.ptr : ""), bytes.len);
	bool done = read_all(&reader, err);
	yaml_parser_delete(&reader.parser);
	if (done)
		*tree = reader.root ? reader.root
				    : conf_add(keep, NULL, CONF_NULL, 1, 1);
	return done;
}
