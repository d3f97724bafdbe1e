/* The one importer of all tables: the profile says what the rows are, the
 * target adds them. */
#include <string.h>

#include "importers/importer.h"
#include "importers/sast/scan.h"
#include "importers/table/table.h"

enum {
	SURE_OF_PROFILE = 90,
	SURE_OF_FALLBACK = 40,
	SURE_OF_TABLE = 20,
	PROGRESS_ROWS = 1024,
	NOTES_LIMIT = 400, /* bytes of a list of columns */
};

/* A cheap look: no control bytes but those of text. */
static bool looks_binary(struct str head)
{
	size_t odd = 0;
	for (size_t i = 0; i < head.len; i++) {
		unsigned char byte = (unsigned char)head.ptr[i];
		odd += byte < ' ' && byte != '\t' && byte != '\n' &&
		       byte != '\r' && byte != '\f' && byte != 0;
	}
	return odd > 0;
}

static bool has_suffix(struct str path, const char *suffix)
{
	struct str end = str_from(suffix);
	return path.len >= end.len &&
	       str_equal_nocase(str_skip(path, path.len - end.len), end);
}

static bool is_named_as_table(struct str path)
{
	return has_suffix(path, ".csv") || has_suffix(path, ".tsv") ||
	       has_suffix(path, ".tab");
}

static bool is_named_as_workbook(struct str path)
{
	return has_suffix(path, ".xlsx") || has_suffix(path, ".xlsm") ||
	       has_suffix(path, ".xls") || has_suffix(path, ".xlsb") ||
	       has_suffix(path, ".ods");
}

/* The whole lines of HEAD, so that a cut one does not disturb. */
static struct str whole_lines(struct str head)
{
	size_t end = str_rfind_byte(head, '\n');
	return end < head.len && head.len >= 4096 ? str_slice(head, 0, end + 1)
						  : head;
}

static const char *tell_profile(const struct table *table, struct arena *keep)
{
	const struct profile *profile = table->match.profile;
	if (table->layout.kind == LAYOUT_JSON)
		return arena_z(keep,
		    arena_printf(keep,
			"its records (at " STR_FMT
			") are those of profile " STR_FMT "@" STR_FMT,
			STR_ARG(table->layout.way), STR_ARG(profile->name),
			STR_ARG(profile->version)));
	return arena_z(
	    keep, arena_printf(keep,
		      "its header (line %lld) is that of profile " STR_FMT
		      "@" STR_FMT,
		      (long long)table->match.header.line,
		      STR_ARG(profile->name), STR_ARG(profile->version)));
}

/* A workbook by its content; by its name one that will be refused. */
static int recognise_workbook(
    const struct input *input, const char **why, struct arena *scratch)
{
	struct error err;
	struct table table;
	*why = "it is a workbook";
	if (table_find(&table, input, STR_NONE, scratch, &err)) {
		*why = tell_profile(&table, scratch);
		return SURE_OF_PROFILE;
	}
	return table.layout.workbook || is_named_as_workbook(input->path)
		   ? SURE_OF_TABLE
		   : 0;
}

/* Names that any table of training may have decide less about JSON, which
 * other readers know better. */
static int recognise_json(
    const struct input *input, const char **why, struct arena *scratch)
{
	struct error err;
	struct table table;
	if (!table_find(&table, input, STR_NONE, scratch, &err))
		return table.match.found > 1 || table.not_read ? SURE_OF_TABLE
							       : 0;
	*why = tell_profile(&table, scratch);
	return table.match.profile->fallback ? SURE_OF_FALLBACK
					     : SURE_OF_PROFILE - 5;
}

static int recognises(
    const struct input *input, const char **why, struct arena *scratch)
{
	struct error err;
	struct table table;
	if (input->is_folder)
		return 0;
	if (input->profile.len) {
		if (scan_is_profile(input->folders, input->profile))
			return 0;
		*why = arena_z(scratch,
		    arena_printf(scratch, "profile " STR_FMT " is named for it",
			STR_ARG(input->profile)));
		return 100;
	}
	if (workbook_is(input->head))
		return recognise_workbook(input, why, scratch);
	if (input->head.len == 0 || looks_binary(input->head))
		return 0;
	bool named = is_named_as_table(input->path);
	struct str start = str_trim(input->head);
	if (!named && json_rows_is(input->head))
		return recognise_json(input, why, scratch);
	if (!named && start.len && start.ptr[0] == '<')
		return 0;
	if (table_find(
		&table, input, whole_lines(input->head), scratch, &err)) {
		*why = tell_profile(&table, scratch);
		return SURE_OF_PROFILE;
	}
	*why = "it is named as a table";
	return named ? SURE_OF_TABLE : 0;
}

struct run {
	struct import *import;
	struct table *table;
	struct row_result row; /* at hand */
	void *state;	       /* of the target */
	struct arena *scratch; /* reset for each row */
	int64_t rows;
	int64_t unknown_words;
	int64_t unzoned; /* times of day without a zone */
	int64_t replaced;
	int64_t hidden;
	int64_t other;	    /* that the profile leaves out */
	int64_t records;    /* rows that hold something */
	size_t *open_words; /* fields of such a kind */
	size_t open_word_count;
	size_t *times;
	size_t time_count;
};

static void note_skipped(struct run *run, const struct csv_record *record,
    const char *code, const char *text)
{
	import_diagnose(run->import, "note", code, record->line, "%s", text);
	import_empty(run->import);
}

/* The fields whose values are counted for remarks. */
static void list_counted(struct run *run, struct arena *keep)
{
	const struct profile *profile = run->table->match.profile;
	const struct table_target *target = profile->target;
	run->open_words =
	    arena_array(keep, target->field_count, sizeof *run->open_words);
	run->times = arena_array(keep, target->field_count, sizeof *run->times);
	for (size_t i = 0; i < target->field_count; i++) {
		if (target->fields[i].flags & FIELD_OPEN)
			run->open_words[run->open_word_count++] = i;
		if (target->fields[i].type == FIELD_TIME && !profile->has_zone)
			run->times[run->time_count++] = i;
	}
}

static void count_values(struct run *run)
{
	for (size_t i = 0; i < run->open_word_count; i++) {
		const struct table_value *value =
		    &run->row.values[run->open_words[i]];
		run->unknown_words +=
		    value->known && str_equal_z(value->text, "unknown");
	}
	for (size_t i = 0; i < run->time_count; i++) {
		const struct table_value *value =
		    &run->row.values[run->times[i]];
		run->unzoned += value->known && date_lacks_zone(value->text);
	}
}

static bool add_row(struct run *run, int64_t line, struct error *err)
{
	struct table_row row = { run->import, run->row.values, line,
		run->scratch, run->table->match.profile->name, run->state };
	enum row_end end = ROW_ACCEPTED;
	count_values(run);
	if (!run->table->match.profile->target->add(&row, &end, err))
		return false;
	switch (end) {
	case ROW_ACCEPTED:
		import_accept(run->import);
		break;
	case ROW_REPLACED:
		run->replaced++;
		import_accept(run->import);
		break;
	case ROW_DUPLICATE:
		import_duplicate(run->import);
		break;
	case ROW_EMPTY:
		import_empty(run->import);
		break;
	case ROW_OTHER_KIND:
		run->other++;
		import_empty(run->import);
		break;
	case ROW_REJECTED:
	case ROW_WAITS:
		break;
	}
	return true;
}

static bool take_row(
    struct run *run, const struct csv_record *record, struct error *err)
{
	const struct row_problem *problem = &run->row.problem;
	enum row_kind kind = run->row.kind;
	run->records += kind == ROW_DATA || kind == ROW_BAD;
	run->hidden += kind == ROW_DATA && record->hidden;
	switch (kind) {
	case ROW_DATA:
		return add_row(run, record->line, err);
	case ROW_BLANK:
	case ROW_NO_VALUE:
		import_empty(run->import);
		break;
	case ROW_OTHER:
		run->other++;
		import_empty(run->import);
		break;
	case ROW_TOTALS:
		note_skipped(
		    run, record, "totals-row", "a row of totals was left out");
		break;
	case ROW_HEADER:
		note_skipped(run, record, "repeated-header",
		    "the header stands here again, as in files joined "
		    "together");
		break;
	case ROW_BAD:
		import_reject(run->import, problem->line, problem->column,
		    problem->code, "%s", problem->text);
		break;
	}
	return true;
}

static bool take_record(const struct csv_record *record, int64_t bytes_read,
    void *user, struct error *err)
{
	struct run *run = user;
	bool goes_on = true;
	if (++run->rows % PROGRESS_ROWS == 0)
		import_progress(
		    run->import, "bytes", bytes_read, run->table->size_bytes);
	for (size_t i = 0; goes_on && i < table_parts(run->table); i++) {
		arena_reset(run->scratch);
		import_read(run->import, record->line, 1);
		if (!table_read_row(
			&run->row, run->table, record, i, run->scratch, err) ||
		    !take_row(run, record, err))
			return false;
		goes_on = table_row_goes_on(&run->row, record);
	}
	return true;
}

/* What the reader must know of the columns: dropped, not mapped. */
static void diagnose_columns(struct import *import, const struct table *table)
{
	const struct match *match = &table->match;
	struct buf unmapped = { 0 };
	size_t more = 0;
	for (size_t i = 0; i < match->header.count; i++) {
		const struct column *column = &match->header.columns[i];
		if (match->field_of[i] != NO_FIELD || match->ignored[i] ||
		    column->raw.len == 0)
			continue;
		if (column->secret)
			import_diagnose(import, "warning", "secret-column",
			    column->line,
			    "column \"" STR_FMT
			    "\" is named as a secret: it is not read",
			    STR_ARG(str_slice(column->raw, 0, 80)));
		else if (unmapped.len < NOTES_LIMIT)
			buf_printf(&unmapped, "%s\"" STR_FMT "\"",
			    unmapped.len ? ", " : "",
			    STR_ARG(str_slice(column->raw, 0, 80)));
		else
			more++;
	}
	if (more)
		buf_printf(&unmapped, " and %zu more", more);
	if (unmapped.len)
		import_diagnose(import, "note", "unmapped-columns",
		    match->header.line,
		    "columns that profile " STR_FMT " does not map: " STR_FMT,
		    STR_ARG(match->profile->name), STR_ARG(buf_str(&unmapped)));
	buf_free(&unmapped);
}

/* Which sheet was taken, when there was a choice. */
static void diagnose_sheet(struct import *import, const struct layout *layout)
{
	size_t hidden = 0;
	for (size_t i = 0; i < layout->workbook->sheet_count; i++)
		hidden += layout->workbook->sheets[i].hidden;
	if (layout->workbook->sheet_count > 1)
		import_diagnose(import, "note", "sheet", 0,
		    "of %zu sheets (hidden: %zu) \"" STR_FMT "\" was read",
		    layout->workbook->sheet_count, hidden,
		    STR_ARG(str_slice(layout->sheet->name, 0, 80)));
}

static void diagnose_reading(struct import *import, const struct table *table)
{
	if (table->layout.kind == LAYOUT_SHEET)
		diagnose_sheet(import, &table->layout);
	if (table->layout.encoding.wrong)
		import_diagnose(import, "warning", "wrong-bytes", 0,
		    "places that are not %s and read as U+FFFD: %lld",
		    encoding_name(table->layout.encoding),
		    (long long)table->layout.encoding.wrong);
}

static void diagnose_serials(struct import *import, const struct table *table)
{
	const struct header *header = &table->match.header;
	for (size_t i = 0; i < header->count; i++)
		if (table->readings[i].serials)
			import_diagnose(import, "note", "serial-dates",
			    header->line,
			    "column \"" STR_FMT
			    "\" has spreadsheet day numbers, read with the "
			    "base %d",
			    STR_ARG(str_slice(header->columns[i].raw, 0, 80)),
			    table->readings[i].date.serial_1904 ? 1904 : 1900);
}

/* What the rows showed taken together. */
static void diagnose_rows(const struct run *run)
{
	const struct match *match = &run->table->match;
	diagnose_serials(run->import, run->table);
	if (run->replaced)
		import_diagnose(run->import, "note", "replaced", 0,
		    "rows that stand for an older one with other values: %lld",
		    (long long)run->replaced);
	if (run->other)
		import_diagnose(run->import, "note", "other-records", 0,
		    "records of kinds that profile " STR_FMT
		    " has no use for: %lld",
		    STR_ARG(match->profile->name), (long long)run->other);
	if (run->hidden)
		import_diagnose(run->import, "note", "hidden-rows", 0,
		    "rows that the workbook hides, and that are read: %lld",
		    (long long)run->hidden);
	if (run->unzoned)
		import_diagnose(run->import, "note", "unzoned-times", 0,
		    "times of day without a zone: %lld, read as %s",
		    (long long)run->unzoned,
		    match->profile->reading.zone_seconds
			? "of the time zone of the organisation"
			: "UTC; period.time_zone in the configuration says "
			  "otherwise");
	if (run->unknown_words)
		import_diagnose(run->import, "warning", "unknown-words",
		    match->header.line,
		    "rows with a status that is not known: %lld; map it by "
		    "a line \"value ...\" in a profile",
		    (long long)run->unknown_words);
	if (match->profile->cap && run->records == match->profile->cap)
		import_diagnose(run->import, "warning", "maybe-cut", 0,
		    "the table has exactly %lld rows, at which such an "
		    "export is cut off: more may be missing",
		    (long long)run->records);
}

static bool run_table(
    struct import *import, struct arena *scratch, struct error *err)
{
	struct table table;
	if (!table_open(&table, import_input(import), STR_NONE, scratch, err))
		return false;
	diagnose_columns(import, &table);
	diagnose_reading(import, &table);
	const struct table_target *target = table.match.profile->target;
	struct run run = {
		.import = import,
		.table = &table,
		.row = { .values = table_values(&table, scratch) },
	};
	if (target->open && !target->open(&run.state, import, scratch, err))
		return false;
	list_counted(&run, scratch);
	run.scratch = arena_new();
	bool done = table_each_record(&table, take_record, &run, err);
	arena_free(run.scratch);
	done =
	    done && (!target->close || target->close(run.state, import, err));
	diagnose_rows(&run);
	return done;
}

/* Any change of a profile may change what a table is: all of them count, in
 * their written form, so that comments do not. */
static bool add_rules(struct hash *hash, const struct input *input,
    struct arena *scratch, struct error *err)
{
	struct profile_list list;
	const struct profile *wanted = NULL;
	struct buf text = { 0 };
	if (!profile_load_all(&list, input->folders, scratch, err) ||
	    (input->profile.len &&
		!profile_find(&wanted, &list, input->profile, scratch, err)))
		return false;
	for (size_t i = 0; i < list.count; i++)
		profile_write(&text, &list.items[i]);
	if (wanted)
		profile_write(&text, wanted);
	hash_add_field(hash, buf_str(&text));
	buf_free(&text);
	return true;
}

const struct importer importer_table = {
	.name = "table",
	.summary = "tables (CSV, workbooks, JSON records) by mapping profiles: "
		   "training, "
		   "metrics, work "
		   "items, deployments, incidents, people, decisions",
	.version = 3,
	.add_rules = add_rules,
	.recognises = recognises,
	.run = run_table,
};
