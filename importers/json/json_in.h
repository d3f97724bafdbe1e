/* Reads JSON (RFC 8259) token by token in constant memory. Tolerant where real
 * files need it: any Unicode encoding, NaN and Infinity as numbers, numbers
 * with zeros before them or no digit on one side of the point, control
 * characters in text, several documents one after another, lines of a console
 * before and behind the JSON. Everything else that is wrong ends the reading
 * with its line and column, what was expected and what was found.
 *
 *	while ((token = json_in_next(json)) > JSON_END)
 *		use(token, json_in_text(json));
 *	if (token == JSON_ERROR)
 *		return json_in_error(json, err);
 *
 * Structure is checked: a JSON_KEY comes only inside objects, and each open
 * object and array is closed before JSON_END. */
#ifndef IMPORTERS_JSON_JSON_IN_H
#define IMPORTERS_JSON_JSON_IN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "importers/json/json_omit.h"

struct json_block;

enum {
	JSON_DEPTH_MAX = 512, /* objects and arrays inside each other */
	JSON_TEXT_MAX = 4 * 1024 * 1024, /* bytes of one text; rest is cut */
};

enum json_token {
	JSON_ERROR,
	JSON_END, /* of the file */
	JSON_OBJECT,
	JSON_OBJECT_END,
	JSON_ARRAY,
	JSON_ARRAY_END,
	JSON_KEY,
	JSON_STRING,
	JSON_NUMBER,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NULL,
};

struct json_in;

/* Whether HEAD, the first bytes of a file, begin a page of HTML. */
bool json_in_is_page(struct str head);

/* Opens PATH, called SHOWN in messages. An empty file and a Git LFS pointer
 * are errors that say so, as is text without any JSON. */
bool json_in_open(struct json_in **json, struct str path, struct str shown,
    struct arena *keep, struct error *err) MUST_USE;
/* The same for BYTES, which must outlive the reader. */
bool json_in_open_bytes(struct json_in **json, struct str bytes,
    struct str shown, struct arena *keep, struct error *err) MUST_USE;
/* The same for JSON as editors keep their own settings: with comments, and a
 * comma before a closing bracket. No lines are passed over before it. */
bool json_in_open_relaxed(struct json_in **json, struct str bytes,
    struct str shown, struct arena *keep, struct error *err) MUST_USE;
void json_in_close(struct json_in *json); /* NULL is fine */

enum json_token json_in_next(struct json_in *json);
enum json_token json_in_token(const struct json_in *json); /* the last one */
/* Of a key or string the decoded text, valid UTF-8 without NUL; of a number
 * its characters ("NaN" as written). Valid until the next token. */
struct str json_in_text(const struct json_in *json);
struct place json_in_place(const struct json_in *json); /* of that token */
int json_in_depth(const struct json_in *json); /* open objects and arrays */

/* NAMES to omit, kept for the next one who asks with the same list. */
const struct json_omit *json_in_omit(
    struct json_in *json, const char *const *names);

/* Passes over the rest of the value that began with the last token; after a
 * key, over its value. False on an error. */
bool json_in_skip(struct json_in *json) MUST_USE;

/* Reads the rest of the object or array that began with the last token by READ,
 * when all of it fits into a block of the file; the last token is its end then.
 * False: nothing was taken, go on token by token. READ may be called again with
 * more, and has to start anew. */
typedef bool json_block_reader(
    struct json_block *block, bool is_object, void *user);
bool json_in_at_once(struct json_in *json, json_block_reader *read, void *user);

/* What went wrong, after JSON_ERROR. */
bool json_in_error(const struct json_in *json, struct error *err);

/* Lines passed over before the first document, and where text that is no JSON
 * stands behind the last one (line 0: nowhere). */
int64_t json_in_lines_before(const struct json_in *json);
struct place json_in_rubbish(const struct json_in *json);

/* Bytes of the file that were read so far. */
int64_t json_in_done(const struct json_in *json);

#endif
