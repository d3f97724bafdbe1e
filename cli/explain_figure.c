/* The records are gone through once: counted, counted by the input that each
 * names, and the first of them kept to be listed. A record that several inputs
 * make together (a sum) names none of them, and says so. */
#include "cli/explain_figure.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/measure.h"
#include "base/date.h"
#include "base/map.h"
#include "cli/answer_out.h"
#include "cli/table_out.h"
#include "model/digest.h"
#include "model/query.h"
#include "render/print.h"

/* An input that records come from. */
struct origin_input {
	struct str path; /* "": records that name no single one */
	struct str importer;
	struct str sha256;
	int64_t bytes;
	int64_t records;
};

/* What is known of the figure. */
struct told {
	const struct explained *explained;
	struct arena *keep;
	struct answer answer;
	struct figure change;
	struct str need; /* of the records, to be told; none: nothing */
	struct str digest;
	int64_t records;
	size_t source_at; /* column; column_count: there is none */
	VEC(struct table_column) columns;
	VEC(struct str) cells; /* of the records that are listed */
	struct map by_path;    /* path -> input, from 1 */
	VEC(struct origin_input) inputs;
};

/* -------------------------------------------------------------- gather -- */

static void see_head(void *user, const struct str *names, size_t count)
{
	struct told *told = user;
	told->source_at = count;
	for (size_t i = 0; i < count; i++) {
		struct table_column column = { arena_str(told->keep, names[i]),
			false };
		VEC_PUSH(&told->columns, told->keep, column);
		if (str_equal_z(names[i], "source"))
			told->source_at = i;
	}
}

static struct origin_input *input_of(struct told *told, struct str path)
{
	bool added;
	union map_value *value = map_put(&told->by_path, path, &added);
	if (added) {
		struct origin_input input = { .path =
						  arena_str(told->keep, path) };
		VEC_PUSH(&told->inputs, told->keep, input);
		value->number = (int64_t)told->inputs.count;
	}
	return &told->inputs.items[value->number - 1];
}

static void see_row(void *user, const struct str *cells, size_t count)
{
	struct told *told = user;
	struct str path = STR("");
	told->records++;
	if (told->source_at < count && cells[told->source_at].ptr)
		path = cells[told->source_at];
	input_of(told, path)->records++;
	if (!told->explained->list ||
	    told->records > (int64_t)told->explained->limit)
		return;
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(
		    &told->cells, told->keep, arena_str(told->keep, cells[i]));
}

static bool find_inputs(struct told *told, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, engine_model(told->explained->asking->engine),
		"SELECT path, importer, sha256, bytes FROM source "
		"ORDER BY path, importer",
		err))
		return false;
	while (query_next(query)) {
		const union map_value *found =
		    map_get(&told->by_path, query_text(query, 0));
		struct origin_input *input;
		if (!found)
			continue;
		input = &told->inputs.items[found->number - 1];
		input->importer = arena_str(told->keep, query_text(query, 1));
		input->sha256 = arena_str(told->keep, query_text(query, 2));
		input->bytes = query_int(query, 3);
	}
	return query_close(query, err);
}

static int by_path(const void *a, const void *b)
{
	const struct origin_input *x = a;
	const struct origin_input *y = b;
	return str_compare(x->path, y->path);
}

static bool gather(
    struct told *told, const struct explained *explained, struct error *err)
{
	struct asking *asking = explained->asking;
	struct engine *engine = asking->engine;
	struct arena *keep = asking->context->keep;
	*told = (struct told){ .explained = explained,
		.keep = keep,
		.by_path = { .arena = keep } };
	if (!engine_ask(&told->answer, engine, &asking->question, keep, err) ||
	    !model_digest(&told->digest, engine_model(engine), keep, err))
		return false;
	if (told->answer.measure->kind != MEASURE_TABLE &&
	    (!engine_change(
		 &told->change, engine, &asking->question, keep, err) ||
		!asking_note_unknown(asking, err)))
		return false;
	told->need = engine_records_need(engine, told->answer.measure, keep);
	if (told->need.ptr)
		return true;
	if (!engine_records(
		engine, &asking->question, see_row, see_head, told, err) ||
	    !find_inputs(told, err))
		return false;
	if (told->inputs.count)
		qsort(told->inputs.items, told->inputs.count,
		    sizeof *told->inputs.items, by_path);
	return true;
}

/* ---------------------------------------------------------------- text -- */

/* Ten digits, as all figures are printed with at most. */
static void add_number(
    struct buf *out, const char *name, double value, const char *after)
{
	buf_printf(out, "%s: %.10g%s\n", name, value, after);
}

/* What is above and below the line, in the terms of the kind. */
static void add_fraction(struct buf *out, const struct measure *m,
    const struct figure *figure, struct arena *scratch)
{
	switch (m->kind) {
	case MEASURE_SHARE:
		buf_printf(out,
		    "Numerator: %lld\nDenominator: %lld " STR_FMT "\n",
		    (long long)figure->hit, (long long)figure->n,
		    STR_ARG(print_unit(scratch, m->unit, figure->n)));
		break;
	case MEASURE_RATE:
		buf_printf(out, "Numerator: " STR_FMT "\n",
		    STR_ARG(
			print_things(scratch, figure->hit, "event", "events")));
		add_number(out, "Denominator", figure->exposure, " thousand");
		if (!measure_is_ratio(m))
			break;
		buf_printf(out, "Numerator of the other side: " STR_FMT "\n",
		    STR_ARG(
			print_things(scratch, figure->n, "event", "events")));
		add_number(out, "Denominator of the other side",
		    figure->exposure_rest, " thousand");
		if (figure->known)
			add_number(out, "Not adjusted", figure->crude, "");
		break;
	case MEASURE_TIME:
		buf_printf(out, "Numerator: %lld ended\nDenominator: %lld\n",
		    (long long)figure->hit, (long long)figure->n);
		break;
	case MEASURE_COUNT:
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		buf_printf(out, "Count: %lld " STR_FMT "; no denominator\n",
		    (long long)figure->n,
		    STR_ARG(print_unit(scratch, m->unit, figure->n)));
		break;
	}
}

static void add_figure(struct buf *out, const struct told *told)
{
	const struct answer *answer = &told->answer;
	const struct figure *figure = &answer->figure;
	const struct measure *m = answer->measure;
	if (figure->class == CLASS_NOT_ASSESSED && answer->missing.ptr) {
		buf_printf(out, "Not assessed: it needs " STR_FMT "\n",
		    STR_ARG(answer->missing));
		return;
	}
	if (figure->suppressed) {
		buf_add_z(out, "Not shown, for privacy\n");
		return;
	}
	if (m->kind != MEASURE_TABLE) {
		if (figure->known)
			add_number(out, "Value", figure->value, "");
		else
			buf_printf(out, "Value: not known (%s)\n",
			    word_class_name(figure->class));
	}
	add_fraction(out, m, figure, told->keep);
	if (figure->has_interval && isfinite(figure->high))
		buf_printf(out, "95%% interval: %.10g to %.10g\n", figure->low,
		    figure->high);
	else if (figure->has_interval)
		buf_printf(
		    out, "95%% interval: %.10g to not reached\n", figure->low);
	else
		buf_add_z(out, "95% interval: none\n");
	if (figure->unknown)
		buf_printf(out, "Left out, as unknown: %lld\n",
		    (long long)figure->unknown);
	if (answer->partial.ptr)
		buf_printf(
		    out, "In part: " STR_FMT "\n", STR_ARG(answer->partial));
}

static void add_inputs(struct buf *out, const struct told *told)
{
	static const struct table_column columns[] = {
		{ { "input", 5 }, false },
		{ { "records", 7 }, true },
		{ { "reader", 6 }, false },
		{ { "bytes", 5 }, true },
		{ { "sha256", 6 }, false },
	};
	enum { COLUMNS = sizeof columns / sizeof *columns };
	struct arena *keep = told->keep;
	struct str *cells =
	    arena_array(keep, told->inputs.count * COLUMNS + 1, sizeof *cells);
	struct table_out table = { columns, COLUMNS, cells,
		told->inputs.count };
	for (size_t i = 0; i < told->inputs.count; i++) {
		const struct origin_input *input = &told->inputs.items[i];
		struct str *row = &cells[i * COLUMNS];
		bool single = input->path.len > 0;
		row[0] = single ? input->path : STR("(of several inputs)");
		row[1] = arena_printf(keep, "%lld", (long long)input->records);
		row[2] = single ? input->importer : STR("");
		row[3] =
		    single ? arena_printf(keep, "%lld", (long long)input->bytes)
			   : STR("");
		row[4] = single ? input->sha256 : STR("");
	}
	if (told->inputs.count)
		table_write(out, &table, FORMAT_TABLE, keep);
}

static void add_records(struct buf *out, const struct told *told)
{
	struct table_out table = { told->columns.items, told->columns.count,
		told->cells.items,
		told->columns.count ? told->cells.count / told->columns.count
				    : 0 };
	if (told->need.ptr) {
		buf_printf(out, "\nRecords: not told without " STR_FMT "\n",
		    STR_ARG(told->need));
		return;
	}
	buf_printf(out, "\nRecords: %lld\n", (long long)told->records);
	add_inputs(out, told);
	if (!table.row_count) {
		if (told->records)
			buf_add_z(out, "--records lists them\n");
		return;
	}
	buf_add_char(out, '\n');
	table_write(out, &table, FORMAT_TABLE, told->keep);
	if (told->records > (int64_t)table.row_count)
		buf_printf(out,
		    "%lld more: assay query " STR_FMT " --records\n",
		    (long long)told->records - (long long)table.row_count,
		    STR_ARG(told->answer.measure->id));
}

bool explain_figure_text(
    struct buf *out, const struct explained *explained, struct error *err)
{
	struct told told;
	struct period period = engine_period(explained->asking->engine);
	if (!gather(&told, explained, err))
		return false;
	buf_printf(out, "\nIn this model, " STR_FMT "\n",
	    STR_ARG(period_label(told.keep, period)));
	add_figure(out, &told);
	if (told.answer.group_count || told.answer.row_count) {
		buf_add_char(out, '\n');
		answer_write(out, &told.answer, NULL, FORMAT_TABLE, told.keep);
	}
	add_records(out, &told);
	buf_printf(out,
	    "\nMade from inputs and settings with the digest " STR_FMT "\n",
	    STR_ARG(told.digest));
	return true;
}

/* ---------------------------------------------------------------- JSON -- */

static void json_records(struct json_out *json, const struct told *told)
{
	size_t columns = told->columns.count;
	json_open_object(json, "records");
	if (told->need.ptr) {
		json_null(json, "count");
		json_text(json, "needs", told->need);
	} else {
		json_int(json, "count", told->records);
	}
	json_open_array(json, "listed");
	for (size_t i = 0; columns && i < told->cells.count / columns; i++) {
		json_open_object(json, NULL);
		for (size_t c = 0; c < columns; c++) {
			const char *name =
			    arena_z(told->keep, told->columns.items[c].name);
			struct str cell = told->cells.items[i * columns + c];
			if (cell.ptr)
				json_text(json, name, cell);
			else
				json_null(json, name);
		}
		json_close_object(json);
	}
	json_close_array(json);
	json_close_object(json);
}

static void json_inputs(struct json_out *json, const struct told *told)
{
	json_open_array(json, "inputs");
	for (size_t i = 0; i < told->inputs.count; i++) {
		const struct origin_input *input = &told->inputs.items[i];
		json_open_object(json, NULL);
		if (input->path.len) {
			json_text(json, "path", input->path);
			json_text(json, "reader", input->importer);
			json_int(json, "bytes", input->bytes);
			json_text(json, "sha256", input->sha256);
		} else {
			json_null(json, "path");
		}
		json_int(json, "records", input->records);
		json_close_object(json);
	}
	json_close_array(json);
}

bool explain_figure_json(
    struct json_out *json, const struct explained *explained, struct error *err)
{
	struct told told;
	if (!gather(&told, explained, err))
		return false;
	answer_json(json, "figure", &told.answer,
	    told.answer.measure->kind == MEASURE_TABLE ? NULL : &told.change,
	    told.keep);
	json_records(json, &told);
	json_inputs(json, &told);
	json_text(json, "made_from_sha256", told.digest);
	return true;
}
