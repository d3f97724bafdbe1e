/* The JSON reader: a scanner for single tokens below, a state that knows what
 * may come next above it. Objects and arrays that are open stand as one bit
 * each in a stack of fixed size. Text is collected in a buffer that grows up
 * to JSON_TEXT_MAX and is reused; while skipping it is not collected at all.
 * RFC 8259; the tolerances are listed in the header. */
#include "importers/json/json_in.h"

#include <stdio.h>
#include <string.h>

#include "importers/json/json_block.h"
#include "importers/json/json_in_parts.h"
#include "importers/json/json_word.h"

enum { FOUND_SIZE = 64 };
/* ------------------------------------------------------------- messages -- */

static void describe_next(struct json_in *json, char out[FOUND_SIZE])
{
	int c = text_in_peek(&json->text);
	const char *problem = text_in_problem(&json->text);
	if (c == TEXT_IN_END && problem)
		snprintf(out, FOUND_SIZE, "%s", problem);
	else if (c == TEXT_IN_END)
		snprintf(out, FOUND_SIZE, "the end of the file");
	else if (c == '\n' || c == '\r')
		snprintf(out, FOUND_SIZE, "the end of the line");
	else if (c == '\'')
		snprintf(out, FOUND_SIZE, "a single quote");
	else if (c > ' ' && c < 0x7F)
		snprintf(out, FOUND_SIZE, "'%c'", c);
	else
		snprintf(out, FOUND_SIZE, "byte 0x%02X", (unsigned)c);
}

enum json_token json_in_fail(struct json_in *json, const char *expected)
{
	char found[FOUND_SIZE];
	describe_next(json, found);
	struct place place = { json->shown, json->text.line,
		text_in_column(&json->text) };
	error_at(&json->error, place, "expected %s, found %s", expected, found);
	if (text_in_peek(&json->text) == TEXT_IN_END)
		error_fix(&json->error,
		    "the file is cut off: run the tool that wrote it again, "
		    "or copy the whole file");
	else
		error_fix(&json->error,
		    "the file is not valid JSON: write it again with the tool "
		    "that made it, without editing it by hand");
	json->state = STATE_BROKEN;
	return json->token = JSON_ERROR;
}

/* -------------------------------------------------------------- scanner -- */

static void take(struct json_in *json)
{
	json->text.at++;
	if (json->text.at[-1] == '\n')
		text_in_newline(&json->text);
}

/* At a slash. False when no comment begins there; the slash is gone then. */
static bool skip_comment(struct json_in *json)
{
	take(json);
	int kind = text_in_peek(&json->text);
	if (kind != '/' && kind != '*')
		return false;
	int last = 0;
	take(json);
	for (int c; (c = text_in_peek(&json->text)) != TEXT_IN_END; last = c) {
		take(json);
		if (kind == '/' ? c == '\n' : last == '*' && c == '/')
			break;
	}
	return true;
}

/* Indentation, in words, behind lines that are empty. */
static void skip_spaces(struct text_in *text)
{
	static const char eight[] = "        ";
	const unsigned char *at = text->at;
	while (at < text->end && *at == '\n')
		at++;
	if (at > text->at) {
		text->line += at - text->at;
		text->at = at;
		text->line_start = text->before + (at - text->block);
	}
	while (text->end - at >= 8 && !memcmp(at, eight, 8))
		at += 8;
	while (at < text->end && *at == ' ')
		at++;
	text->at = at;
}

static int skip_blanks(struct json_in *json)
{
	for (;;) {
		skip_spaces(&json->text);
		int c = text_in_peek(&json->text);
		if (json->relaxed && c == '/') {
			if (!skip_comment(json))
				return c;
			continue;
		}
		if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
			return c;
		take(json);
	}
}

static enum json_token scan_word(struct json_in *json)
{
	char word[JSON_WORD_MAX];
	size_t len = 0;
	while (json_is_word_byte(text_in_peek(&json->text)) &&
	       len < JSON_WORD_MAX) {
		word[len++] = (char)*json->text.at;
		json->text.at++;
	}
	struct str text = { word, len };
	enum json_token token = json_word_token(text);
	if (token != JSON_ERROR) {
		buf_clear(&json->value);
		buf_add(&json->value, text);
		json->current = buf_str(&json->value);
		return json->token = token;
	}
	if (!len)
		return json_in_fail(json, "a value");
	struct place place = { json->shown, json->line, json->column };
	/* the word itself may be a secret */
	error_at(
	    &json->error, place, "expected a value, found text without quotes");
	error_fix(&json->error, "text needs double quotes in JSON");
	json->state = STATE_BROKEN;
	return json->token = JSON_ERROR;
}

/* ------------------------------------------------------------ structure -- */

static void close_value(struct json_in *json)
{
	json->state = json->depth ? STATE_NEXT : STATE_DOCUMENT;
}

static enum json_token open_nested(struct json_in *json, bool is_object)
{
	if (json->depth == JSON_DEPTH_MAX) {
		(void)json_in_fail(
		    json, "at most 512 objects inside each other");
		error_fix(&json->error,
		    "no tool is known to write so: look at what made the file");
		return json->token;
	}
	json->text.at++;
	json->is_object[json->depth++] = is_object;
	json->state = is_object ? STATE_FIRST_KEY : STATE_FIRST_VALUE;
	return json->token = is_object ? JSON_OBJECT : JSON_ARRAY;
}

static enum json_token close_nested(struct json_in *json)
{
	bool is_object = json->is_object[--json->depth];
	json->text.at++;
	close_value(json);
	return json->token = is_object ? JSON_OBJECT_END : JSON_ARRAY_END;
}

static enum json_token read_value(struct json_in *json, int c)
{
	if (c == '{' || c == '[')
		return open_nested(json, c == '{');
	if (c == '"') {
		json->text.at++;
		if (!json_in_take_text(json))
			return JSON_ERROR;
		close_value(json);
		return json->token = JSON_STRING;
	}
	if (scan_word(json) != JSON_ERROR)
		close_value(json);
	return json->token;
}

static enum json_token read_key(struct json_in *json, int c)
{
	if (c != '"')
		return json_in_fail(json, json->state == STATE_KEY
					      ? "a quoted name after ','"
					      : "a quoted name or '}'");
	json->text.at++;
	if (!json_in_take_text(json))
		return JSON_ERROR;
	json->state = STATE_COLON;
	return json->token = JSON_KEY;
}

/* Between documents. Text that is no JSON ends the reading there. */
static enum json_token read_document(struct json_in *json, int c)
{
	if (c == TEXT_IN_END) {
		if (text_in_problem(&json->text))
			return json_in_fail(json, "the end of the file");
		return json->token = JSON_END;
	}
	if (json->documents && c != '{' && c != '[') {
		json->rubbish =
		    (struct place){ json->shown, json->line, json->column };
		return json->token = JSON_END;
	}
	json->documents++;
	return read_value(json, c);
}

static int token_start(struct json_in *json)
{
	int c = skip_blanks(json);
	json->line = json->text.line;
	json->column = text_in_column(&json->text);
	return c;
}

/* Takes the ',' or ':' that must come before the next token. */
static bool take_separator(struct json_in *json, int *c)
{
	bool was_colon = json->state == STATE_COLON;
	if (was_colon) {
		if (*c != ':')
			return json_in_fail(json, "':' after the name");
		json->state = STATE_VALUE;
	} else {
		bool is_object = json->is_object[json->depth - 1];
		if (*c == (is_object ? '}' : ']'))
			return true;
		if (*c != ',')
			return json_in_fail(
			    json, is_object ? "',' or '}'" : "',' or ']'");
		json->state = is_object ? STATE_KEY : STATE_VALUE;
	}
	json->text.at++;
	*c = token_start(json);
	if (json->relaxed && !was_colon &&
	    *c == (json->is_object[json->depth - 1] ? '}' : ']'))
		json->state = STATE_NEXT;
	return true;
}

enum json_token json_in_next(struct json_in *json)
{
	int c = token_start(json);
	bool separates =
	    json->state == STATE_COLON || json->state == STATE_NEXT;
	if (separates && !take_separator(json, &c))
		return JSON_ERROR;
	switch (json->state) {
	case STATE_DOCUMENT:
		return read_document(json, c);
	case STATE_NEXT:
		return close_nested(json);
	case STATE_FIRST_KEY:
		return c == '}' ? close_nested(json) : read_key(json, c);
	case STATE_KEY:
		return read_key(json, c);
	case STATE_FIRST_VALUE:
		return c == ']' ? close_nested(json) : read_value(json, c);
	case STATE_VALUE:
	case STATE_COLON:
		return read_value(json, c);
	case STATE_BROKEN:
		break;
	}
	return JSON_ERROR;
}

/* ------------------------------------------------------------ short way -- */

static int64_t offset_of(const struct json_in *json, const unsigned char *at)
{
	return json->text.before + (at - json->text.block);
}

/* BLOCK stands behind the closing bracket. */
static void pass_block(struct json_in *json, const struct json_block *block)
{
	json->text.at = block->at - 1;
	if (block->lines) {
		json->text.line += block->lines;
		json->text.line_start = offset_of(json, block->line_start);
	}
	json->line = json->text.line;
	json->column = text_in_column(&json->text);
	(void)close_nested(json);
}

bool json_in_at_once(struct json_in *json, json_block_reader *read, void *user)
{
	if (json->relaxed || offset_of(json, json->text.at) < json->long_until)
		return false;
	struct json_block block;
	do {
		block = (struct json_block){ .at = json->text.at,
			.end = json->text.end,
			.depth = json->depth };
		if (read(&block, json->token == JSON_OBJECT, user)) {
			pass_block(json, &block);
			return true;
		}
	} while (block.is_short && text_in_more(&json->text));
	/* Neither this value nor one in it can be read so before that. */
	json->long_until = offset_of(json, block.at);
	return false;
}

static bool skip_block(struct json_block *block, bool is_object, void *user)
{
	(void)user;
	return json_block_skip(block, is_object);
}

bool json_in_skip(struct json_in *json)
{
	json->skipping = true;
	if (json->token == JSON_KEY)
		json_in_next(json);
	if (json->token == JSON_OBJECT || json->token == JSON_ARRAY) {
		int outside = json->depth - 1;
		while (json->depth > outside && json->token != JSON_ERROR) {
			bool opens = json->token == JSON_OBJECT ||
				     json->token == JSON_ARRAY;
			if (!opens || !json_in_at_once(json, skip_block, NULL))
				json_in_next(json);
		}
	}
	json->skipping = false;
	return json->token != JSON_ERROR;
}

/* ----------------------------------------------------- opening, closing -- */

/* Whether LINE could be where a document begins, and no line of a log. */
static bool starts_document(struct str line)
{
	line = str_trim(line);
	if (!line.len)
		return false;
	char first = line.ptr[0];
	struct str rest = str_trim(str_skip(line, 1));
	if (first == '{')
		return !rest.len || rest.ptr[0] == '"' || rest.ptr[0] == '}';
	return first == '[' &&
	       (!rest.len || strchr("{[]\"", rest.ptr[0]) != NULL);
}

/* Passes over lines of a console that stand before the JSON: only when one of
 * the lines in the first block looks like the start of a document. */
static void skip_console(struct json_in *json)
{
	struct str block = { (const char *)json->text.at,
		(size_t)(json->text.end - json->text.at) };
	struct str rest = block;
	struct str line;
	int64_t lines = 0;
	while (str_line(&rest, &line)) {
		if (starts_document(line))
			break;
		lines += str_trim(line).len || lines;
	}
	if (!lines || !starts_document(line))
		return;
	const unsigned char *begin = (const unsigned char *)line.ptr;
	while (json->text.at < begin)
		take(json);
	json->lines_before = lines;
}

bool json_in_is_page(struct str head)
{
	static const char *const starts[] = { "<!doctype html", "<html" };
	head = str_trim(head);
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		struct str start = str_from(starts[i]);
		if (str_equal_nocase(str_slice(head, 0, start.len), start))
			return true;
	}
	return false;
}

static bool check_start(struct json_in *json, struct error *err)
{
	struct place place = { json->shown, 1, 1 };
	struct str head = { (const char *)json->text.at,
		(size_t)(json->text.end - json->text.at) };
	if (str_starts(head, STR("version https://git-lfs"))) {
		error_at(err, place,
		    "expected JSON, found a Git LFS pointer: the file itself "
		    "was not fetched");
		return error_fix(err, "run git lfs pull where it came from");
	}
	if (json_in_is_page(head)) {
		error_at(err, place,
		    "expected JSON, found an HTML page: a login or error page "
		    "was saved in place of the report");
		return error_fix(err,
		    "fetch it again, with a token where the server asks for a "
		    "login");
	}
	if (!json->relaxed)
		skip_console(json);
	if (skip_blanks(json) != TEXT_IN_END)
		return true;
	error_at(err, place, "expected JSON, found an empty file");
	return error_fix(err,
	    "the tool wrote nothing: see whether it failed; a scan without "
	    "findings still writes a report");
}

static bool start(struct json_in **out, struct json_in *json, struct error *err)
{
	json->state = STATE_DOCUMENT;
	if (!check_start(json, err)) {
		json_in_close(json);
		return false;
	}
	*out = json;
	return true;
}

bool json_in_open(struct json_in **out, struct str path, struct str shown,
    struct arena *keep, struct error *err)
{
	struct json_in *json = ARENA_NEW(keep, struct json_in);
	*out = NULL;
	json->shown = arena_str(keep, shown);
	if (!text_in_open(&json->text, path, keep, err))
		return false;
	return start(out, json, err);
}

bool json_in_open_bytes(struct json_in **out, struct str bytes,
    struct str shown, struct arena *keep, struct error *err)
{
	struct json_in *json = ARENA_NEW(keep, struct json_in);
	*out = NULL;
	json->shown = arena_str(keep, shown);
	text_in_open_bytes(&json->text, bytes, keep);
	return start(out, json, err);
}

bool json_in_open_relaxed(struct json_in **out, struct str bytes,
    struct str shown, struct arena *keep, struct error *err)
{
	struct json_in *json = ARENA_NEW(keep, struct json_in);
	*out = NULL;
	json->relaxed = true;
	json->shown = arena_str(keep, shown);
	text_in_open_bytes(&json->text, bytes, keep);
	return start(out, json, err);
}

void json_in_close(struct json_in *json)
{
	if (!json)
		return;
	text_in_close(&json->text);
	buf_free(&json->value);
	buf_free(&json->cleaned);
}

enum json_token json_in_token(const struct json_in *json)
{
	return json->token;
}

struct str json_in_text(const struct json_in *json)
{
	return json->current;
}

const struct json_omit *json_in_omit(
    struct json_in *json, const char *const *names)
{
	json_omit_set(&json->omit, names);
	return &json->omit;
}

struct place json_in_place(const struct json_in *json)
{
	return (struct place){ json->shown, json->line, json->column };
}

int json_in_depth(const struct json_in *json)
{
	return json->depth;
}

bool json_in_error(const struct json_in *json, struct error *err)
{
	*err = json->error;
	return false;
}

int64_t json_in_lines_before(const struct json_in *json)
{
	return json->lines_before;
}

struct place json_in_rubbish(const struct json_in *json)
{
	return json->rubbish;
}

int64_t json_in_done(const struct json_in *json)
{
	return text_in_done(&json->text);
}
