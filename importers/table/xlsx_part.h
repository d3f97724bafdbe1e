/* One part of a workbook, which is a zip of XML files (ECMA-376, part 2), as
 * a pull reader. For workbook.c and sheet.c alone. */
#ifndef IMPORTERS_TABLE_XLSX_PART_H
#define IMPORTERS_TABLE_XLSX_PART_H

#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

/* The file, or MEMORY when its ptr is not NULL. */
struct package {
	struct str path;
	struct str memory;
	struct str shown;
	int64_t size_bytes;
};

struct part; /* opaque */

/* Opens the part NAME ("xl/workbook.xml", any case). *PART is NULL when the
 * package has none of that name; false when it is no zip. Give it back with
 * part_close. */
bool part_open(struct part **part, const struct package *package,
    struct str name, struct arena *keep, struct error *err) MUST_USE;
void part_close(struct part *part); /* NULL is fine */

/* Moves to the next node; *END behind the last. False when the XML or the zip
 * is damaged, declares a DOCTYPE, or unpacks to far more than a table. */
bool part_next(struct part *part, bool *end, struct error *err) MUST_USE;

bool part_is_start(const struct part *part); /* of an element */
bool part_is_empty(const struct part *part); /* which then has no end */
bool part_is_end(const struct part *part);
bool part_is_text(const struct part *part);
/* Of an element its name without prefix; of a text the text. Valid until the
 * next node, as all texts here. */
struct str part_name(const struct part *part);
struct str part_text(const struct part *part);
/* An attribute by its name without prefix; none when it is not there. The copy
 * lives in SCRATCH. */
struct str part_attribute(
    const struct part *part, const char *name, struct arena *scratch);
int64_t part_bytes_read(const struct part *part); /* of the package */

#endif
