/* assay query: one measure, asked of the model: its value and interval, by
 * any of its keys, by month, or the records that it counts. */
#include <stdio.h>

#include "base/csv_out.h"
#include "base/json_out.h"
#include "base/vec.h"
#include "cli/answer_out.h"
#include "cli/asking.h"
#include "cli/query_all.h"
#include "analysis/record_sample.h"
#include "cli/table_out.h"

static const struct option options[] = {
	OPTION_BY,
	OPTION_WHERE,
	{ "records", 0, NULL, "print the records that are counted", false },
	{ "sample", 0, "N", "with --records: draw this many of them", false },
	{ "all", 0, NULL, "ask every measure, a row each", false },
	{ "timings", 0, NULL,
	    "with --all: say on stderr how long each measure took", false },
	{ "seed", 0, "TEXT", "draw by this; the same draws the same", false },
	{ "jobs", 'j', "N",
	    "with --all: processes that ask, 1 to 16; default: 2", false },
	OPTION_MEASURES,
	OPTION_SMALL,
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_OUTPUT,
	OPTION_AS_OF,
	OPTION_PERIOD,
	OPTION_FORMAT,
	OPTION_DATA,
	{ NULL, 0, NULL, NULL, false },
};

static void print(struct buf *out)
{
	buf_print(out);
	buf_free(out);
}

static bool print_answer(
    struct asking *asking, enum table_format format, struct error *err)
{
	struct arena *keep = asking->context->keep;
	struct answer answer;
	struct figure change;
	struct buf out = { 0 };
	bool is_table;
	if (!engine_ask(&answer, asking->engine, &asking->question, keep, err))
		return false;
	is_table = answer.measure->kind == MEASURE_TABLE;
	if (!is_table && (!engine_change(&change, asking->engine,
			      &asking->question, keep, err) ||
			     !asking_note_unknown(asking, err)))
		return false;
	answer_write(&out, &answer, is_table ? NULL : &change, format, keep);
	print(&out);
	return true;
}

/* ------------------------------------------------------------- records -- */

struct record_printer {
	enum table_format format;
	struct arena *keep;
	struct buf out;
	struct json_out json;
	struct record_sample sample;
	VEC(struct table_column) columns;
	VEC(struct str) cells; /* as a table: all of them, for the widths */
};

enum { FLUSH_BYTES = 1 << 16 };

static void flush(struct record_printer *printer)
{
	buf_print(&printer->out);
	buf_clear(&printer->out);
}

static void print_csv_row(
    struct record_printer *printer, const struct str *cells, size_t count)
{
	struct csv_out csv = { .out = &printer->out };
	for (size_t i = 0; i < count; i++) {
		if (cells[i].ptr)
			csv_text(&csv, cells[i]);
		else
			csv_empty(&csv);
	}
	csv_end_row(&csv);
	if (printer->out.len > FLUSH_BYTES)
		flush(printer);
}

static void record_head(void *user, const struct str *names, size_t count)
{
	struct record_printer *printer = user;
	for (size_t i = 0; i < count; i++) {
		struct table_column column = {
			arena_str(printer->keep, names[i]), false
		};
		VEC_PUSH(&printer->columns, printer->keep, column);
	}
	if (printer->format == FORMAT_CSV)
		print_csv_row(printer, names, count);
	if (printer->format == FORMAT_JSON)
		json_open_array(&printer->json, NULL);
}

static void record_row(void *user, const struct str *cells, size_t count)
{
	struct record_printer *printer = user;
	if (printer->format == FORMAT_CSV) {
		print_csv_row(printer, cells, count);
		return;
	}
	if (printer->format == FORMAT_TABLE) {
		for (size_t i = 0; i < count; i++)
			VEC_PUSH(&printer->cells, printer->keep,
			    arena_str(printer->keep, cells[i]));
		return;
	}
	json_open_object(&printer->json, NULL);
	for (size_t i = 0; i < count; i++) {
		const char *name =
		    arena_z(printer->keep, printer->columns.items[i].name);
		if (cells[i].ptr)
			json_text(&printer->json, name, cells[i]);
		else
			json_null(&printer->json, name);
	}
	json_close_object(&printer->json);
	if (printer->out.len > FLUSH_BYTES)
		flush(printer);
}

static void sample_row(void *user, const struct str *cells, size_t count)
{
	struct record_printer *printer = user;
	record_sample_add(&printer->sample, cells, count);
}

/* The sample that was asked for; of size 0 when there is none. */
static bool read_sample(struct record_sample *sample,
    const struct context *context, struct error *err)
{
	const struct option_range range = { 1, RECORD_SAMPLE_MAX, 0 };
	struct str seed = option_value(context, "seed");
	int size;
	if (!option_number(&size, context, "sample", range, err))
		return false;
	*sample = (struct record_sample){ .size = (size_t)size,
		.seed = seed.ptr ? seed : STR(""),
		.keep = context->keep };
	return true;
}

static bool print_records(
    struct asking *asking, enum table_format format, struct error *err)
{
	struct record_printer printer = { .format = format,
		.keep = asking->context->keep };
	bool done;
	printer.json.out = &printer.out;
	if (!read_sample(&printer.sample, asking->context, err))
		return false;
	done = engine_records(asking->engine, &asking->question,
	    printer.sample.size ? sample_row : record_row, record_head,
	    &printer, err);
	if (done && printer.sample.size) {
		record_sample_tell(&printer.sample, record_row, &printer);
		fprintf(stderr, "drawn: %zu of %lld records\n",
		    printer.sample.count, (long long)printer.sample.seen);
	}
	if (done && printer.format == FORMAT_JSON) {
		json_close_array(&printer.json);
		buf_add_char(&printer.out, '\n');
	}
	if (done && printer.format == FORMAT_TABLE) {
		struct table_out table = { printer.columns.items,
			printer.columns.count, printer.cells.items,
			printer.cells.count / printer.columns.count };
		table_write(&printer.out, &table, FORMAT_TABLE, printer.keep);
	}
	print(&printer.out);
	return done;
}

/* Without an id: every measure. */
static bool run_all(struct context *context, struct error *err)
{
	struct asking asking = { .context = context };
	enum table_format format =
	    (enum table_format)option_choice(context, "format");
	struct buf out = { 0 };
	bool done;
	if (option_given(context, "by") || option_given(context, "where") ||
	    option_given(context, "records"))
		return error_set(err, ERROR_USAGE,
		    "--all asks for whole figures: no --by, --where, "
		    "--records");
	done = asking_open(&asking, err);
	if (done) {
		const struct query_all all = { &asking, format,
			asking.audit.jobs, option_given(context, "timings") };
		done = query_all_write(&out, &all, err);
	}
	print(&out);
	asking_close(&asking);
	return done;
}

static bool run(struct context *context, struct error *err)
{
	struct asking asking;
	enum table_format format =
	    (enum table_format)option_choice(context, "format");
	struct str id;
	bool done;
	if (option_given(context, "all"))
		return run_all(context, err);
	if (context->argument_count == 0) {
		error_set(err, ERROR_USAGE,
		    "expected the id of a measure, found none");
		return error_fix(err, "assay explain lists the measures");
	}
	id = context->arguments[0];
	context->arguments++;
	context->argument_count--;
	if (!asking_read(&asking, context, id, err))
		return false;
	done = asking_open(&asking, err) &&
	       (option_given(context, "records")
		       ? print_records(&asking, format, err)
		       : print_answer(&asking, format, err));
	asking_close(&asking);
	return done;
}

const struct command command_query = {
	.name = "query",
	.arguments = "ID|--all [PATH...]",
	.summary = "ask one measure of the model",
	.help = "Prints the measure ID for a period: value, 95% interval, "
		"counts, and the change\nsince the period before; by keys, by "
		"month, or as the records it counts. The model is\nread as it "
		"is; when it is empty, or with PATH, the sources are imported "
		"first.",
	.options = options,
	.run = run,
};
