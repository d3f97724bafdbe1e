/* The records of a JSON file as those of a table: objects at a place, whose
 * members are cells and whose columns are called by the way to them.
 *
 *	[]                      the items of the array that the file is
 *	.                       each document of the file (NDJSON)
 *	data.items[]            the items of a list within
 *	people[] / courses[]    in each of the first the second
 *
 *	{"user": {"name": "Ann"}}          column "user.name"
 *	{"tags": ["a", "b"]}               column "tags", "a;b"
 *	{"tags": [{"id": 1}, {"id": 2}]}   column "tags.id", "1;2"
 *	{"x": [{"key": "a", "value": 1}]}  column "x.a"
 *
 * Of "people[] / courses[]" the members of the person are "^.name". The way is
 * written as in scan profiles (data/scans). */
#ifndef IMPORTERS_TABLE_JSON_ROWS_H
#define IMPORTERS_TABLE_JSON_ROWS_H

#include <stdbool.h>

#include "base/file.h"
#include "importers/table/csv.h"
#include "importers/table/json_way.h"

enum {
	JSON_ROWS_SAMPLE = 64, /* records that tell what a file is */
	JSON_ROWS_SAMPLE_BYTES = 4 << 20,
};

/* The file, or MEMORY when its ptr is not NULL; SHOWN for messages. */
struct json_file {
	struct str path;
	struct str memory;
	struct str shown;
};

struct json_in;
/* As json_in_open, of what FILE is. */
bool json_file_open(struct json_in **json, const struct json_file *file,
    struct arena *keep, struct error *err) MUST_USE;

/* Whether the first bytes of a file are those of JSON. */
bool json_rows_is(struct str head);

/* The ways of FILE that lead to objects, as far as its start tells: "[]", ".",
 * "data.items[]". None when it is no JSON. */
void json_rows_ways(
    struct str_list *ways, const struct json_file *file, struct arena *keep);

/* Whether WAYS have the first part of WAY. */
bool json_rows_leads(const struct str_list *ways, struct str way);

/* The columns of the records at WAY, in the order in which they come; of the
 * first ones only when IS_SAMPLE, also when the file is broken behind them.
 * *COUNT is how many records there are. False when the file is broken, with
 * its place. */
bool json_rows_columns(struct str_list *columns, int64_t *count,
    const struct json_file *file, struct str way, bool is_sample,
    struct arena *keep, struct error *err) MUST_USE;

/* Gives each record at WAY to USE, its cells in the order of COLUMNS. */
bool json_rows_each(const struct json_file *file, struct str way,
    const struct str_list *columns, record_fn use, void *user,
    struct error *err) MUST_USE;

#endif
