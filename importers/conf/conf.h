/* Small configuration files as one shape of tree, whatever they are written
 * in: JSON (also with comments), TOML, YAML and XML. Every value knows its line
 * and column. Trees live in an arena. */
#ifndef IMPORTERS_CONF_CONF_H
#define IMPORTERS_CONF_CONF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

enum {
	CONF_DEPTH_MAX = 128,	  /* values inside each other */
	CONF_NODES_MAX = 1000000, /* values of a file */
};

enum conf_kind {
	CONF_NULL,
	CONF_BOOL,    /* text is "true" or "false" */
	CONF_INTEGER, /* text in base 10 */
	CONF_FLOAT,   /* text without "_"; inf and nan as written */
	CONF_TEXT,
	/* TOML alone, text as written: with offset, without, date, time */
	CONF_DATE_TIME,
	CONF_LOCAL_DATE_TIME,
	CONF_LOCAL_DATE,
	CONF_LOCAL_TIME,
	CONF_LIST,
	CONF_TABLE,
};

struct conf {
	enum conf_kind kind;
	struct str key;	    /* of a member of a table, else none */
	struct str text;    /* of a scalar or XML element, valid UTF-8 */
	int64_t line;	    /* of the value, from 1 */
	int64_t column;	    /* in bytes */
	struct conf *first; /* of a list or table, in the order of the file */
	struct conf *last;
	struct conf *next;
	size_t count;
	unsigned flags; /* the reader's own */
	bool is_alias;	/* of YAML: null stands for what is elsewhere */
};

/* Read BYTES (which outlive the tree), called SHOWN in messages; what is not of
 * that grammar is an input error with line and column. RELAXED takes comments
 * and a comma before a closing bracket, as editors do in their own JSON files.
 */
bool conf_read_json(struct conf **tree, struct str bytes, struct str shown,
    bool relaxed, struct arena *keep, struct error *err) MUST_USE;
/* TOML 1.0.0. */
bool conf_read_toml(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *err) MUST_USE;
/* YAML 1.1, first document. Aliases are null: nothing is ever copied. */
bool conf_read_yaml(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *err) MUST_USE;

/* XML 1.0 without its DTD and entities. The tree is a table with the top
 * element; an element is a table of its attributes (texts called "@name") and
 * its elements, and has its own text as TEXT. */
bool conf_read_xml(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *err) MUST_USE;

/* The last member KEY of a table; NULL when there is none, or TABLE is NULL or
 * no table. */
const struct conf *conf_get(const struct conf *table, const char *key);
/* The text of a member; none when it is no text. */
struct str conf_text(const struct conf *table, const char *key);
/* Whether the member is a table (list). */
const struct conf *conf_table(const struct conf *table, const char *key);
const struct conf *conf_list(const struct conf *table, const char *key);
bool conf_is_true(const struct conf *table, const char *key);
bool conf_is_false(const struct conf *table, const char *key);

/* For readers: a new value, added to PARENT (NULL: a root). */
struct conf *conf_add(struct arena *keep, struct conf *parent,
    enum conf_kind kind, int64_t line, int64_t column);

#endif
