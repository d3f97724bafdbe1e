/* Writes JSON: two spaces of indent, keys in the order given, text escaped
 * and made valid UTF-8 (wrong bytes become U+FFFD). */
#ifndef BASE_JSON_OUT_H
#define BASE_JSON_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* Starts as { .out = &buf }. KEY is NULL inside arrays and at the top. */
struct json_out {
	struct buf *out;
	int depth;
	int line; /* depth from which all is on one line; 0: nowhere */
	bool has_item[128];
};

void json_open_object(struct json_out *json, const char *key);
void json_close_object(struct json_out *json);
void json_open_array(struct json_out *json, const char *key);
void json_close_array(struct json_out *json);
/* An object, an array, all of it on one line: closed as the others are. */
void json_open_line(struct json_out *json, const char *key);
void json_open_list(struct json_out *json, const char *key);
void json_text(struct json_out *json, const char *key, struct str value);
void json_int(struct json_out *json, const char *key, int64_t value);
/* Shortest decimal that reads back as the same double; not finite: null. */
void json_double(struct json_out *json, const char *key, double value);
/* VALUE rounded to ten digits: 0.3333333333. */
void json_number(struct json_out *json, const char *key, double value);
void json_bool(struct json_out *json, const char *key, bool value);
void json_null(struct json_out *json, const char *key);

/* TEXT between double quotes with escapes. */
void json_quote(struct buf *out, struct str text);

#endif
