/* The way to records in a JSON file, taken apart: "data.items[] / parts[]". */
#ifndef IMPORTERS_TABLE_JSON_WAY_H
#define IMPORTERS_TABLE_JSON_WAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum { JSON_ROWS_STEPS_MAX = 8 }; /* of a part, and parts between " / " */

/* "items[]", or "[]" alone. */
struct json_step {
	struct str name;
	bool is_array;
};

struct json_part {
	struct json_step steps[JSON_ROWS_STEPS_MAX];
	size_t count;
};

struct json_way {
	struct json_part parts[JSON_ROWS_STEPS_MAX];
	size_t count;
};

/* Whether TEXT can be read. */
bool json_way_is_sound(struct str text);
bool json_way_read(struct json_way *way, struct str text);

#endif
