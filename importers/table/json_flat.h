/* A record of JSON laid flat into named cells: for json_rows.c alone. */
#ifndef IMPORTERS_TABLE_JSON_FLAT_H
#define IMPORTERS_TABLE_JSON_FLAT_H

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "importers/table/csv.h"

struct json_cell {
	struct buf text;
	enum cell_kind kind;
	bool filled;
};

struct json_flat {
	struct arena *keep;
	struct map columns;	 /* name -> number of its cell */
	struct str_list *names;	 /* of the columns, in order */
	bool grows;		 /* gathers columns, no cells */
	struct json_cell *cells; /* one for each name */
	struct buf path;	 /* to the member at hand */
};

/* Puts the members of CHAIN[LAST] into the cells, and of what holds it, one
 * level after the other, all but lists, as "^.name", "^^.name". */
void json_flat_lay(
    struct json_flat *flat, const cJSON *const *chain, size_t last);

#endif
