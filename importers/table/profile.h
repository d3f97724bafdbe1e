/* A mapping profile: which table it knows by its header, and what each column
 * means. A text file, one statement a line; docs/formats.md has the grammar. */
#ifndef IMPORTERS_TABLE_PROFILE_H
#define IMPORTERS_TABLE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "importers/table/date_text.h"
#include "importers/table/number_text.h"
#include "importers/table/target.h"

enum {
	PROFILE_SIZE_LIMIT = 1 << 18, /* bytes */
	PROFILE_NAMES_LIMIT = 128,    /* alternatives of a keyword */
};

/* What becomes of several columns that serve one field. */
enum combine {
	COMBINE_JOIN,  /* one text, blanks between; all must be there */
	COMBINE_FIRST, /* the first that has a value, row by row */
	COMBINE_SUM,   /* all numbers of all of them */
};

/* "field seconds time spent | duration [min]": the names, best first. */
struct profile_field {
	size_t field;	       /* of the target */
	struct str_list names; /* normalised */
	enum unit unit;
	enum combine combine;
	int64_t line;
};

/* "value status done = completed" */
struct profile_value {
	size_t field;
	struct str from; /* normalised */
	struct str to;
};

/* "constant platform Secure Code Warrior" */
struct profile_constant {
	size_t field;
	struct str text;
};

/* "only verb.id = *completed | *passed": the rows that are read. */
struct profile_only {
	struct str name;	/* of the column, normalised */
	struct str_list values; /* normalised; '*' at either end */
};

/* "unpivot score course * (percentage)": each column of such a name makes a
 * record of its own: its cell is the field VALUE, and what stands for the * is
 * the field NAME. */
struct profile_unpivot {
	size_t value;
	size_t name;
	struct str_list columns; /* none: the profile has no such line */
};

struct profile {
	struct str name;
	struct str version;
	struct str title;
	const struct table_target *target;
	struct str source;  /* a public document */
	struct str checked; /* the day it was read */
	struct str file;    /* where the profile stands */
	bool fallback;	    /* asked only when no other profile matches */
	struct date_reading reading;
	bool has_zone; /* it says of which zone its times are */
	char decimal;  /* '.', ',' or 0 */
	int64_t cap; /* rows at which the source cuts an export off; 0: none */
	struct {
		struct str_list *items; /* each: alternatives, one needed */
		size_t count;
		size_t room;
	} require;
	struct str_list unless; /* columns that no such table has */
	struct {
		struct profile_field *items;
		size_t count;
		size_t room;
	} fields;
	struct {
		struct profile_value *items;
		size_t count;
		size_t room;
	} values;
	struct {
		struct profile_constant *items;
		size_t count;
		size_t room;
	} constants;
	struct {
		struct profile_only *items;
		size_t count;
		size_t room;
	} only;
	struct profile_unpivot unpivot;
	struct str_list records; /* ways to them in JSON; none: the usual */
	struct str_list ignore;	 /* known columns of no use here */
	struct str_list nulls;	 /* spellings of "no value" */
};

/* Reads one profile from TEXT; FILE is for messages. */
bool profile_read(struct profile *profile, struct str text, struct str file,
    struct arena *keep, struct error *err) MUST_USE;

/* PROFILE as the text of a file. */
void profile_write(struct buf *out, const struct profile *profile);

struct profile_list {
	struct profile *items;
	size_t count;
	size_t room;
};

/* All profiles, sorted by name: the built-in ones, and those of the folder
 * profiles/ of the user's data folder, which stand for a built-in one of the
 * same name. FOLDERS may be NULL. */
bool profile_load_all(struct profile_list *list,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* NAME is "scw-activity", "scw-activity@1" or the path of a profile file. */
bool profile_find(const struct profile **profile,
    const struct profile_list *list, struct str name, struct arena *keep,
    struct error *err) MUST_USE;

#endif
