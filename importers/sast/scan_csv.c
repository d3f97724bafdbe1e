/* CSV reports: each row is a unit whose members are named by the columns. The
 * separator is the one that splits the first line most. */
#include "importers/sast/scan_in.h"

#include "importers/table/csv.h"

enum { COLUMNS_MAX = 256 };

struct csv_in {
	struct text_stream *stream;
	struct csv_reader *reader;
	char *names[COLUMNS_MAX];
	size_t count;
};

static char find_separator(struct str head)
{
	static const char signs[] = ",;\t";
	struct str line = STR_NONE;
	size_t most = 0;
	char best = ',';
	(void)!str_line(&head, &line);
	for (size_t s = 0; s < sizeof signs - 1; s++) {
		size_t count = 0;
		for (size_t i = 0; i < line.len; i++)
			count += line.ptr[i] == signs[s];
		if (count > most) {
			most = count;
			best = signs[s];
		}
	}
	return best;
}

/* A first line "sep=;" is no row. */
static bool says_separator(struct str head)
{
	return str_starts(head, STR("sep=")) ||
	       str_starts(head, STR("\xEF\xBB\xBFsep="));
}

static void csv_close(struct csv_in *in)
{
	csv_reader_close(in->reader);
	text_close(in->stream);
}

/* Opens the file and reads the line of names; *END: there is none. */
static bool csv_open(struct csv_in *in, const struct input *input, bool *end,
    struct arena *keep, struct error *err)
{
	struct encoding encoding;
	struct csv_record record = { 0 };
	*in = (struct csv_in){ .count = 0 };
	if (!encoding_detect(&encoding, input->path, STR_NONE, err) ||
	    !text_open(&in->stream, input->path, STR_NONE, encoding, err))
		return false;
	in->reader = csv_reader_open(in->stream, find_separator(input->head),
	    says_separator(input->head), true, keep);
	if (!csv_reader_next(in->reader, &record, end, err)) {
		csv_close(in);
		return false;
	}
	for (size_t i = 0; !*end && i < record.count && i < COLUMNS_MAX; i++)
		in->names[in->count++] =
		    arena_z(keep, str_trim(record.cells[i].text));
	return true;
}

static cJSON *row_tree(const struct csv_in *in, const struct csv_record *record)
{
	cJSON *row = cJSON_CreateObject();
	struct arena *scratch = arena_new();
	for (size_t i = 0; i < record->count && i < in->count; i++)
		cJSON_AddItemToObject(row, in->names[i],
		    cJSON_CreateString(
			arena_z(scratch, record->cells[i].text)));
	arena_free(scratch);
	return row;
}

static bool take_row(struct scan_reading *reading, const struct csv_in *in,
    const struct csv_record *record)
{
	struct scan_unit unit = { .place = { reading->input->shown,
				      record->line, 0 } };
	reading->units++;
	if (!reading->take)
		return true;
	for (size_t i = 0; i < reading->profile->sections.count; i++)
		unit.in_section[i] = true;
	if (record->fault != CSV_TOO_LONG)
		unit.tree = row_tree(in, record);
	bool goes_on = reading->take(reading->user, &unit);
	cJSON_Delete(unit.tree);
	return goes_on;
}

bool scan_read_csv(
    struct scan_reading *reading, struct arena *keep, struct error *err)
{
	struct csv_in in;
	struct csv_record record = { 0 };
	bool end;
	bool done = true;
	if (!csv_open(&in, reading->input, &end, keep, err))
		return false;
	while (done && !end) {
		done =
		    csv_reader_next(in.reader, &record, &end, &reading->broken);
		if (done && !end && record.count)
			done = take_row(reading, &in, &record);
	}
	csv_close(&in);
	return done;
}

void scan_sketch_csv(
    struct scan_sketch *sketch, const struct input *input, struct arena *keep)
{
	struct csv_in in;
	struct error ignored;
	bool end;
	if (!csv_open(&in, input, &end, keep, &ignored))
		return;
	for (size_t i = 0; i < in.count; i++)
		scan_sketch_add(sketch, str_from(in.names[i]), keep);
	csv_close(&in);
}
