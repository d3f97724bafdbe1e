/* What the files of the JSON reader share. */
#ifndef IMPORTERS_JSON_JSON_IN_PARTS_H
#define IMPORTERS_JSON_JSON_IN_PARTS_H

#include "base/buf.h"
#include "importers/json/json_in.h"
#include "importers/json/text_in.h"

enum json_state {
	STATE_DOCUMENT,	   /* between documents */
	STATE_VALUE,	   /* a value must come */
	STATE_FIRST_VALUE, /* or the array ends */
	STATE_FIRST_KEY,   /* or the object ends */
	STATE_KEY,
	STATE_COLON,
	STATE_NEXT, /* a comma, or the end of what is open */
	STATE_BROKEN,
};

struct json_in {
	struct text_in text;
	struct str shown;
	enum json_state state;
	int depth;
	bool is_object[JSON_DEPTH_MAX];
	enum json_token token;
	int64_t line;
	int64_t column;
	bool skipping;
	bool relaxed; /* comments, and commas before closing brackets */
	struct buf value;
	struct buf cleaned;
	struct str current;
	int64_t lines_before;
	struct place rubbish;
	int64_t documents;
	int64_t long_until; /* offset before which the short way was in vain */
	struct json_omit omit;
	struct error error;
};

/* EXPECTED was not found at the next byte: json->error says so with the place,
 * and nothing is read any more. Always gives JSON_ERROR, which is false. */
enum json_token json_in_fail(struct json_in *json, const char *expected);

/* Takes a text behind its opening quote, up to the closing one: json->current,
 * decoded, until the next one. False: json_in_fail. */
bool json_in_take_text(struct json_in *json);

#endif
