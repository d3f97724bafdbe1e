/* What the file of a model holds, as it says itself: tables with their columns,
 * keys and comments, for those who take them elsewhere. */
#ifndef MODEL_TABLES_H
#define MODEL_TABLES_H

#include "base/arena.h"
#include "base/file.h"
#include "model/model.h"

struct table_column {
	struct str name;
	struct str comment; /* none: "" */
	bool is_text;	    /* else a whole number of 64 bits */
	bool required;	    /* never NULL */
};

struct table_reference {
	struct str column; /* refers to the column id of TABLE */
	struct str table;
};

struct table {
	struct str name;
	struct str comment;
	VEC(struct table_column) columns; /* in order */
	struct str_list primary;	  /* columns of the primary key */
	VEC(struct str_list) unique;	  /* other keys */
	VEC(struct table_reference) references;
};

struct tables {
	struct table *items;
	size_t count;
	size_t room;
};

/* All tables by name, in KEEP, but those of views (model/filled.h). */
bool tables_read(struct tables *tables, const struct model *model,
    struct arena *keep, struct error *err) MUST_USE;

#endif
