/* Reads the table again beside the rejects of its source, both in order of
 * lines; a reject stands at a cell, so it belongs to the record whose lines
 * hold it. */
#include "importers/table/reject_file.h"

#include "base/csv_out.h"
#include "importers/table/table.h"
#include "model/query.h"

struct writer {
	struct csv_out csv;
	const struct table *table;
	struct query *rejects;
	bool has_reject;
	int64_t count;
};

static bool is_hidden(const struct table *table, size_t column)
{
	return column < table->match.header.count &&
	       table->match.header.columns[column].secret &&
	       table->match.field_of[column] == NO_FIELD &&
	       !table->match.ignored[column];
}

const char *const reject_columns[REJECT_COLUMNS] = { "_line", "_reason_code",
	"_reason" };

static void write_header(struct writer *writer)
{
	const struct header *header = &writer->table->match.header;
	for (size_t i = 0; i < header->count; i++)
		csv_text(&writer->csv, header->columns[i].raw);
	for (size_t i = 0; i < REJECT_COLUMNS; i++)
		csv_text(&writer->csv, str_from(reject_columns[i]));
	csv_end_row(&writer->csv);
}

/* A row as wide as the header; what stands beyond it is in the reason. */
static void write_record(struct writer *writer, const struct csv_record *record)
{
	size_t width = writer->table->match.header.count;
	for (size_t i = 0; i < width; i++)
		if (i < record->count && !is_hidden(writer->table, i))
			csv_text(&writer->csv, record->cells[i].text);
		else
			csv_empty(&writer->csv);
	csv_int(&writer->csv, record->line);
	csv_text(&writer->csv, query_text(writer->rejects, 1));
	csv_text(&writer->csv, query_text(writer->rejects, 2));
	csv_end_row(&writer->csv);
	writer->count++;
}

static bool is_json(const struct writer *writer)
{
	return writer->table->layout.kind == LAYOUT_JSON;
}

static int64_t column_of(const struct writer *writer)
{
	return query_int(writer->rejects, 3);
}

static int64_t first_column(const struct csv_record *record)
{
	return record->count ? record->cells[0].column : 0;
}

/* Of JSON many records may stand on one line. */
static bool is_before(
    const struct writer *writer, const struct csv_record *record)
{
	int64_t line = query_int(writer->rejects, 0);
	return line < record->line ||
	       (is_json(writer) && line == record->line &&
		   column_of(writer) < first_column(record));
}

static bool take_record(const struct csv_record *record, int64_t bytes_read,
    void *user, struct error *err)
{
	struct writer *writer = user;
	(void)bytes_read;
	(void)err;
	while (writer->has_reject && is_before(writer, record))
		writer->has_reject = query_next(writer->rejects);
	if (!writer->has_reject ||
	    query_int(writer->rejects, 0) > record->end_line ||
	    (is_json(writer) && column_of(writer) > first_column(record)))
		return true;
	if (writer->count == 0)
		write_header(writer);
	write_record(writer, record);
	return true;
}

bool reject_file_write(struct buf *out, int64_t *count,
    const struct model *model, const struct input *input, struct error *err)
{
	struct arena *scratch = arena_new();
	struct table table;
	struct writer writer = { .csv = { .out = out }, .table = &table };
	*count = 0;
	bool done = query_open(&writer.rejects, model,
	    "SELECT r.line, r.code, r.text, r.\"column\" FROM reject r JOIN "
	    "source s ON "
	    "s.id = r.source_id WHERE s.path = ?1 AND s.importer = 'table' "
	    "ORDER BY r.line, r.id",
	    err);
	if (done) {
		query_bind_text(writer.rejects, 1, input->shown);
		writer.has_reject = query_next(writer.rejects);
		if (writer.has_reject)
			done =
			    table_open(&table, input, STR_NONE, scratch, err) &&
			    table_each_record(
				&table, take_record, &writer, err);
		struct error ignored;
		done =
		    query_close(writer.rejects, done ? err : &ignored) && done;
	}
	*count = writer.count;
	arena_free(scratch);
	return done;
}
