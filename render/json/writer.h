/* Shared by the files that write report.json: json.c the whole, content.c what
 * the tree says in its order, table.c the tables. docs/report-json.md tells
 * what stands where, docs/report.schema.json holds it to that. */
#ifndef RENDER_JSON_WRITER_H
#define RENDER_JSON_WRITER_H

#include "base/json_out.h"
#include "base/map.h"
#include "render/backend.h"
#include "render/numbers.h"
#include "render/report.h"

struct json_writer {
	struct json_out json;
	const struct render *render;
	const struct report *report;
	struct printed_numbers numbers; /* in the order of the tree */
	struct map tables;		/* id -> DOC_TABLE that prints it */
	struct map firsts; /* of a node's numbers, by its address */
	struct arena *scratch;
};

/* Where in writer->numbers those of NODE start; their count: it has none. */
size_t json_first_number(
    const struct json_writer *writer, const struct doc *node);
/* The text of a paragraph or heading: its runs, and those in its links. */
struct str json_inline_text(struct json_writer *writer, const struct doc *node);
/* The paragraphs of a cell, one a line; figures in it by what they show. */
struct str json_cell_text(struct json_writer *writer, const struct doc *cell);

/* "content": what stands in NODE, in its order. */
void json_write_content(struct json_writer *writer, const struct doc *node);
/* "columns" and "rows" as TABLE is printed. */
void json_write_print(struct json_writer *writer, const struct doc *table);
/* An item of "tables". */
void json_write_table(struct json_writer *writer, const struct table *table,
    const struct report_file *file);

#endif
