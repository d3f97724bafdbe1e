/* assay query: one measure, asked of the model: its value and interval, by
 * any of its keys, by month, or the records that it counts. */
#include <stdio.h>

#include "analysis/engine.h"
#include "analysis/measure.h"
#include "base/csv_out.h"
#include "base/json_out.h"
#include "base/near.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cli/answer_out.h"
#include "cli/audit.h"
#include "cli/record_sample.h"
#include "cli/table_out.h"
#include "model/query.h"

static const struct option options[] = {
	{ "by", 0, "KEY", "group by this key, or by month; may be repeated",
	    true },
	{ "where", 0, "KEY=VALUE",
	    "count only these; nothing after = is what is not known", true },
	{ "records", 0, NULL, "print the records that are counted", false },
	{ "sample", 0, "N", "with --records: draw this many of them", false },
	{ "seed", 0, "TEXT", "draw by this; the same draws the same", false },
	{ "measures", 0, "DIR", "a folder with measures of your own", false },
	{ "restricted", 0, NULL,
	    "print small groups too, and what tells of people, under "
	    "pseudonyms",
	    false },
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_OUTPUT,
	OPTION_AS_OF,
	OPTION_PERIOD,
	OPTION_FORMAT,
	{ NULL, 0, NULL, NULL, false },
};

/* One question with what it is asked of. */
struct asking {
	struct context *context;
	struct audit audit;
	struct engine *engine;
	const struct measure *measure;
	struct question question;
	enum table_format format;
	VEC(struct str) by;
	VEC(struct key_value) where;
};

static bool read_question(
    struct asking *asking, struct str id, struct error *err)
{
	struct context *context = asking->context;
	struct str value;
	size_t at = 0;
	asking->question.id = id;
	while (option_next(context, "by", &at, &value)) {
		struct str key;
		while (str_split(&value, ',', &key))
			VEC_PUSH(&asking->by, context->keep, str_trim(key));
	}
	at = 0;
	while (option_next(context, "where", &at, &value)) {
		size_t equals = str_find_byte(value, '=');
		struct key_value pair = { str_slice(value, 0, equals),
			str_skip(value, equals + 1) };
		if (equals == value.len)
			return error_set(err, ERROR_USAGE,
			    "expected --where KEY=VALUE, found \"" STR_FMT "\"",
			    STR_ARG(value));
		VEC_PUSH(&asking->where, context->keep, pair);
	}
	asking->question.by = asking->by.items;
	asking->question.by_count = asking->by.count;
	asking->question.where = asking->where.items;
	asking->question.where_count = asking->where.count;
	return true;
}

/* The measure asked for; it has to be known before anything is imported. */
static bool find_measure(struct asking *asking, struct error *err)
{
	struct context *context = asking->context;
	struct str id = asking->question.id;
	struct measure *all;
	size_t count;
	VEC(struct str) names = { 0 };
	if (!measures_load(&all, &count, &context->folders,
		option_value(context, "measures"), context->keep, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (str_equal(all[i].id, id))
			asking->measure = &all[i];
		VEC_PUSH(&names, context->keep, all[i].id);
	}
	if (asking->measure)
		return true;
	error_set(err, ERROR_USAGE, "there is no measure \"" STR_FMT "\"",
	    STR_ARG(id));
	error_fix(err, "assay explain lists the measures");
	return near_fix(err, id, names.items, names.count, context->keep);
}

static bool check_key(
    struct asking *asking, struct str key, bool month, struct error *err)
{
	const struct measure *m = asking->measure;
	struct str rest = m->keys;
	struct str name;
	VEC(struct str) names = { 0 };
	if (month)
		VEC_PUSH(&names, asking->context->keep, STR("month"));
	while (list_next(&rest, &name))
		VEC_PUSH(&names, asking->context->keep, name);
	for (size_t i = 0; i < names.count; i++)
		if (str_equal(names.items[i], key))
			return true;
	error_set(err, ERROR_USAGE, STR_FMT " has no key \"" STR_FMT "\"",
	    STR_ARG(m->id), STR_ARG(key));
	error_fix(err, "its keys are " STR_FMT "%s", STR_ARG(m->keys),
	    month ? ", month" : "");
	return near_fix(
	    err, key, names.items, names.count, asking->context->keep);
}

static bool check_question(struct asking *asking, struct error *err)
{
	if (!find_measure(asking, err))
		return false;
	for (size_t i = 0; i < asking->by.count; i++)
		if (!check_key(asking, asking->by.items[i], true, err))
			return false;
	for (size_t i = 0; i < asking->where.count; i++)
		if (!check_key(asking, asking->where.items[i].key, false, err))
			return false;
	return true;
}

static bool open_engine(struct asking *asking, struct error *err)
{
	struct period period;
	struct context *context = asking->context;
	if (!audit_open(&asking->audit, context, err) ||
	    !audit_fill(&asking->audit, err) ||
	    !audit_settle(&asking->audit, &period, err))
		return false;
	if (asking->measure->of_all && !option_given(context, "period"))
		period = period_all(asking->audit.as_of, period.calendar);
	if (!engine_open(&asking->engine, asking->audit.model, period,
		&context->folders, option_value(context, "measures"),
		context->keep, err))
		return false;
	if (!option_given(context, "restricted"))
		return true;
	engine_show_small(asking->engine, true);
	return audit_name_people(&asking->audit, err);
}

static void print(struct buf *out)
{
	fwrite(out->data, 1, out->len, stdout);
	buf_free(out);
}

/* Says on stderr when a condition names what the model has not. */
static bool note_unknown_values(struct asking *asking, struct error *err)
{
	struct arena *keep = asking->context->keep;
	for (size_t i = 0; i < asking->where.count; i++) {
		struct key_value pair = asking->where.items[i];
		struct question question = { .id = asking->question.id,
			.by = &pair.key,
			.by_count = 1 };
		struct answer answer;
		VEC(struct str) names = { 0 };
		bool found = pair.value.len == 0;
		struct str near;
		if (!engine_ask(&answer, asking->engine, &question, keep, err))
			return false;
		for (size_t g = 0; g < answer.group_count; g++) {
			struct str value = answer.groups[g].keys[0].value;
			found = found || str_equal(value, pair.value);
			if (value.len)
				VEC_PUSH(&names, keep, value);
		}
		near = near_name(pair.value, names.items, names.count);
		if (found)
			continue;
		fprintf(stderr,
		    "note: nothing has the " STR_FMT " \"" STR_FMT "\"",
		    STR_ARG(pair.key),
		    STR_ARG(utf8_printable(keep, pair.value)));
		if (near.len)
			fprintf(stderr, "; did you mean \"" STR_FMT "\"?",
			    STR_ARG(utf8_printable(keep, near)));
		fputc('\n', stderr);
	}
	return true;
}

static bool print_answer(struct asking *asking, struct error *err)
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
			     !note_unknown_values(asking, err)))
		return false;
	answer_write(
	    &out, &answer, is_table ? NULL : &change, asking->format, keep);
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
	fwrite(printer->out.data, 1, printer->out.len, stdout);
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
	struct str size = option_value(context, "sample");
	struct str seed = option_value(context, "seed");
	int64_t number = 0;
	if (size.ptr && (!str_to_int(size, &number) || number < 1 ||
			    number > RECORD_SAMPLE_MAX))
		return error_set(err, ERROR_USAGE,
		    "expected --sample with a number from 1 to %d, found "
		    "\"" STR_FMT "\"",
		    RECORD_SAMPLE_MAX, STR_ARG(size));
	*sample = (struct record_sample){ .size = (size_t)number,
		.seed = seed.ptr ? seed : STR(""),
		.keep = context->keep };
	return true;
}

static bool print_records(struct asking *asking, struct error *err)
{
	struct record_printer printer = { .format = asking->format,
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

static bool run(struct context *context, struct error *err)
{
	struct asking asking = { .context = context };
	struct str id;
	bool done;
	if (context->argument_count == 0) {
		error_set(err, ERROR_USAGE,
		    "expected the id of a measure, found none");
		return error_fix(err, "assay explain lists the measures");
	}
	id = context->arguments[0];
	context->arguments++;
	context->argument_count--;
	if (!table_format_parse(
		&asking.format, option_value(context, "format"), err) ||
	    !read_question(&asking, id, err) || !check_question(&asking, err))
		return false;
	done = open_engine(&asking, err) &&
	       (option_given(context, "records") ? print_records(&asking, err)
						 : print_answer(&asking, err));
	engine_close(asking.engine);
	audit_close(&asking.audit);
	return done;
}

const struct command command_query = {
	.name = "query",
	.arguments = "ID [PATH...]",
	.summary = "ask one measure of the model",
	.help = "Prints the measure ID for a period: value, 95% interval, "
		"counts, and the change\nsince the period before; by keys, by "
		"month, or as the records it counts. The model is\nread as it "
		"is; when it is empty, or with PATH, the sources are imported "
		"first.",
	.options = options,
	.run = run,
};
