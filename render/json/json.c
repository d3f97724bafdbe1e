/* The report as JSON: the back end for scripts, with all that the others have.
 * It walks the same tree; beside it stand what the report knows in full:
 * indicators, measures, decisions, tables and the cell that each number of the
 * text is rounded from. Names of keys, states and classes are English and
 * stay; texts are in the language of the report. Numbers have ten digits. */
#include "analysis/measure.h"
#include "base/date.h"
#include "render/expand.h"
#include "render/json/writer.h"
#include "render/page_one.h"

enum { FORMAT = 2 }; /* 1 had indicators, measures and names of tables */

static void write_real(
    struct json_out *json, const char *key, double value, bool known)
{
	if (known)
		json_number(json, key, value);
	else
		json_null(json, key);
}

static struct str say(const struct json_writer *writer, struct str text)
{
	return language_say(
	    writer->render->language, STR(""), text, NULL, writer->scratch);
}

/* --------------------------------------------------------------- figures -- */

static void write_figure_of(struct json_out *json, const struct figure *figure)
{
	bool known = figure->known && !figure->suppressed;
	bool limits = known && figure->has_interval;
	write_real(json, "value", figure->value, known);
	write_real(json, "low", figure->low, limits);
	write_real(json, "high", figure->high, limits);
	if (figure->suppressed) {
		json_null(json, "hit");
		json_null(json, "n");
	} else {
		json_int(json, "hit", figure->hit);
		json_int(json, "n", figure->n);
	}
	write_real(
	    json, "exposure", figure->exposure, known && figure->exposure > 0);
	json_text(json, "class", str_from(word_class_name(figure->class)));
}

static struct str state_of(
    const struct measure *measure, const struct figure *figure)
{
	struct str words = words_state(measure, figure);
	return str_equal_z(words, "not assessed")      ? STR("not_assessed")
	       : str_equal_z(words, "too little data") ? STR("too_little_data")
	       : str_equal_z(words, "not reached")     ? STR("not_reached")
	       : str_equal_z(words, "not comparable")  ? STR("not_comparable")
						       : words;
}

static void write_indicators(struct json_writer *writer)
{
	struct json_out *json = &writer->json;
	const struct indicators *all = writer->report->indicators;
	json_open_array(json, "indicators");
	for (size_t i = 0; i < all->count; i++) {
		const struct indicator *at = &all->items[i];
		json_open_object(json, NULL);
		json_text(json, "key", at->key);
		json_text(json, "measure", at->measure->id);
		json_text(json, "name", say(writer, at->name));
		json_text(json, "unit", at->measure->unit);
		write_figure_of(json, &at->answer.figure);
		json_text(
		    json, "state", state_of(at->measure, &at->answer.figure));
		json_text(json, "bound",
		    at->at_least ? STR("at_least") : STR("at_most"));
		json_number(json, "limit", at->limit);
		json_bool(json, "agreed", at->agreed);
		json_text(json, "status", str_from(words_status(at->status)));
		json_text(json, "owner", at->owner);
		write_real(
		    json, "previous", at->previous.value, at->previous.known);
		json_text(json, "change",
		    str_from(word_class_name(at->change.class)));
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_kind(struct json_out *json, const struct measure *measure)
{
	json_text(json, "kind",
	    measure_is_ratio(measure)
		? STR("ratio")
		: str_from(measure_kind_name(measure->kind)));
}

static void write_measures(struct json_writer *writer)
{
	struct json_out *json = &writer->json;
	const struct report *report = writer->report;
	json_open_array(json, "measures");
	for (size_t i = 0; i < report->measure_count; i++) {
		const struct report_measure *at = &report->measures[i];
		json_open_object(json, NULL);
		json_text(json, "id", at->measure->id);
		json_text(json, "title", say(writer, at->measure->title));
		json_text(
		    json, "definition", say(writer, at->measure->meaning));
		write_kind(json, at->measure);
		json_text(json, "unit", at->measure->unit);
		json_text(json, "record", at->measure->record);
		if (at->measure->kind == MEASURE_TABLE) {
			json_int(json, "rows", (int64_t)at->rows);
		} else {
			write_figure_of(json, &at->figure);
			json_text(
			    json, "state", state_of(at->measure, &at->figure));
		}
		json_text(json, "needs", at->missing);
		json_open_list(json, "tables");
		for (size_t k = 0; k < report->tables->count; k++)
			if (str_list_has(&report->tables->items[k]->measures,
				at->measure->id))
				json_text(
				    json, NULL, report->tables->items[k]->id);
		json_close_array(json);
		json_close_object(json);
	}
	json_close_array(json);
}

/* ------------------------------------------------------------- decisions -- */

static void write_option(struct json_out *json, const struct option *option)
{
	json_open_line(json, NULL);
	json_text(json, "option", option->option);
	json_text(json, "text", option->text);
	json_text(json, "cost", option->cost.len ? option->cost : STR_NONE);
	json_text(
	    json, "effect", option->effect.len ? option->effect : STR_NONE);
	json_bool(json, "recommended", option->recommended);
	json_close_object(json);
}

static void write_decisions(struct json_writer *writer)
{
	struct json_out *json = &writer->json;
	const struct options *all = writer->report->decisions;
	json_open_array(json, "decisions");
	for (size_t i = 0; i < all->count; i++) {
		const struct option *at = &all->items[i];
		bool first = !i || !str_equal(at->key, at[-1].key);
		bool last =
		    i + 1 == all->count || !str_equal(at->key, at[1].key);
		if (first) {
			json_open_object(json, NULL);
			json_text(json, "key", at->key);
			json_text(json, "title", at->title);
			json_text(json, "state", at->state);
			json_text(json, "owner",
			    at->owner.len ? at->owner : STR_NONE);
			json_text(json, "due",
			    at->due_time == UNKNOWN
				? STR_NONE
				: date_iso(writer->scratch, at->due_time));
			json_open_array(json, "options");
		}
		if (at->option.len)
			write_option(json, at);
		if (last) {
			json_close_array(json);
			json_close_object(json);
		}
	}
	json_close_array(json);
}

/* ---------------------------------------------------------------- charts -- */

/* What the records behind a chart are, and how many. */
static void write_counts(struct json_writer *writer, const struct table *table)
{
	struct json_out *json = &writer->json;
	const struct report *report = writer->report;
	json_open_array(json, "counts");
	for (size_t i = 0; i < report->measure_count; i++) {
		const struct report_measure *at = &report->measures[i];
		if (!table || at->measure->kind == MEASURE_TABLE ||
		    !str_list_has(&table->measures, at->measure->id))
			continue;
		json_open_line(json, NULL);
		json_text(json, "measure", at->measure->id);
		if (at->figure.suppressed) {
			json_null(json, "hit");
			json_null(json, "n");
		} else {
			json_int(json, "hit", at->figure.hit);
			json_int(json, "n", at->figure.n);
		}
		json_close_object(json);
	}
	json_close_array(json);
}

static void write_chart(struct json_writer *writer, const struct doc *figure)
{
	static const char *const parts[] = { "title", "subtitle", "source" };
	struct json_out *json = &writer->json;
	const struct table *table = figure->twin ? figure->twin->data : NULL;
	const struct doc *at = figure->first;
	json_open_object(json, NULL);
	json_text(json, "id", figure->id);
	json_text(json, "kind", str_from(figure->chart->name));
	for (size_t i = 0; i < 3; i++, at = at ? at->next : NULL)
		json_text(json, parts[i],
		    at ? json_inline_text(writer, at) : STR_NONE);
	json_text(json, "alt", figure->alt);
	json_text(json, "table", table ? table->id : STR_NONE);
	write_counts(writer, table);
	json_close_object(json);
}

/* Charts of their own; those within a cell stand there in words. */
static void write_charts(struct json_writer *writer, const struct doc *node)
{
	if (node->kind == DOC_FIGURE && !node->is_inline)
		write_chart(writer, node);
	for (const struct doc *at = node->first; at; at = at->next)
		write_charts(writer, at);
}

/* --------------------------------------------------------------- numbers -- */

static struct str address_of(const struct doc *const *node)
{
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): the pointer is meant */
	return (struct str){ (const char *)node, sizeof *node };
}

static void note_numbers(struct json_writer *writer)
{
	const struct printed_numbers *all = &writer->numbers;
	for (size_t i = 0; i < all->count; i++) {
		bool added;
		union map_value *first = map_put(
		    &writer->firsts, address_of(&all->items[i].node), &added);
		if (added)
			first->number = (int64_t)i;
	}
}

size_t json_first_number(
    const struct json_writer *writer, const struct doc *node)
{
	union map_value *first = map_get(&writer->firsts, address_of(&node));
	return first ? (size_t)first->number : writer->numbers.count;
}

static void write_number(
    struct json_writer *writer, const struct printed_number *number)
{
	struct json_out *json = &writer->json;
	double value;
	json_open_line(json, NULL);
	json_text(json, "id", number->id);
	json_text(json, "kind", str_from(number_kind_name(number->kind)));
	json_text(json, "place", str_from(number_place_name(number->place)));
	json_text(json, "section", number->section);
	json_text(json, "printed", number->printed);
	if (number->measure.len)
		json_text(json, "measure", number->measure);
	if (number->table.len)
		json_text(json, "table", number->table);
	if (number->row)
		json_int(json, "row", (int64_t)number->row);
	if (number->column.len) {
		json_text(json, "column", number->column);
		if (number->scale > 0 && str_to_double(number->value, &value)) {
			json_number(json, "value", value);
			json_number(json, "scale", number->scale);
			if (number->base > 0)
				json_number(json, "base", number->base);
			json_int(json, "decimals", number->decimals);
		} else {
			json_text(json, "value", number->value);
		}
		if (number->bound)
			json_text(json, "bound",
			    number->bound < 0 ? STR("under") : STR("over"));
		if (str_to_double(number->numerator, &value))
			json_number(json, "numerator", value);
		if (str_to_double(number->denominator, &value))
			json_number(json, "denominator", value);
	}
	json_close_object(json);
}

/* Those of the text. In "tables" each cell has its own. */
static void write_numbers(struct json_writer *writer)
{
	json_open_array(&writer->json, "numbers");
	for (size_t i = 0; i < writer->numbers.count; i++)
		if (!writer->numbers.items[i].is_cell)
			write_number(writer, &writer->numbers.items[i]);
	json_close_array(&writer->json);
}

/* ----------------------------------------------------------------- whole -- */

/* The first paragraph of ROLE below NODE; NULL: there is none. */
static const struct doc *find_role(const struct doc *node, enum text_role role)
{
	const struct doc *found =
	    node->kind == DOC_PARAGRAPH && node->role == role ? node : NULL;
	for (const struct doc *at = node->first; at && !found; at = at->next)
		found = find_role(at, role);
	return found;
}

static void write_head(struct json_writer *writer)
{
	struct json_out *json = &writer->json;
	const struct doc_meta *meta = writer->render->meta;
	const struct report *report = writer->report;
	const struct period *period = &report->period;
	struct arena *scratch = writer->scratch;
	const struct doc *verdict =
	    find_role(writer->render->root, TEXT_VERDICT);
	json_int(json, "format", FORMAT);
	json_text(json, "report", meta->report_id);
	json_text(json, "title", meta->title);
	json_text(json, "organisation", meta->organisation);
	json_text(json, "subject", meta->subject);
	json_text(json, "edition", meta->edition);
	json_text(json, "classification", meta->classification);
	json_text(json, "language", meta->language);
	json_text(json, "program", meta->program);
	json_text(json, "period", period_id(scratch, *period));
	json_text(json, "from",
	    period->from == UNKNOWN ? STR_NONE
				    : date_iso_time(scratch, period->from));
	json_text(json, "to", date_iso_time(scratch, period->to));
	json_bool(json, "closed", period->closed);
	json_text(json, "as_of", date_iso_time(scratch, meta->as_of));
	json_text(json, "made_from_sha256", report->facts->digest);
	json_int(json, "repositories", report->facts->repositories);
	json_int(json, "records_read", report->facts->records_read);
	json_int(json, "records_rejected", report->facts->records_rejected);
	json_text(json, "verdict",
	    verdict ? json_inline_text(writer, verdict) : STR_NONE);
}

static void note_tables(struct json_writer *writer, const struct doc *node)
{
	union {
		const struct doc *node;
		void *pointer;
	} found = { node };
	if (node->kind == DOC_TABLE && node->data)
		map_put(&writer->tables, node->data->id, NULL)->pointer =
		    found.pointer;
	for (const struct doc *at = node->first; at; at = at->next)
		note_tables(writer, at);
	if (node->twin)
		note_tables(writer, node->twin);
}

static bool write_json(struct buf *out, const struct render *render,
    struct arena *scratch, struct error *err)
{
	const struct report *report = render->report;
	struct json_writer writer = { .json = { .out = out },
		.render = render,
		.report = report,
		.tables = { .arena = scratch },
		.firsts = { .arena = scratch },
		.scratch = scratch };
	struct json_out *json = &writer.json;
	(void)err;
	note_tables(&writer, render->root);
	numbers_list(&writer.numbers, render->root, report->tables,
	    render->language, scratch);
	note_numbers(&writer);
	json_open_object(json, NULL);
	write_head(&writer);
	write_indicators(&writer);
	write_decisions(&writer);
	json_write_content(&writer, render->root);
	json_open_array(json, "figures");
	write_charts(&writer, render->root);
	json_close_array(json);
	write_measures(&writer);
	json_open_array(json, "tables");
	for (size_t i = 0; i < report->tables->count; i++)
		json_write_table(
		    &writer, report->tables->items[i], &report->files[i]);
	json_close_array(json);
	write_numbers(&writer);
	json_close_object(json);
	return true;
}

const struct backend backend_json = {
	.name = "json",
	.suffix = "json",
	.mime = "application/json",
	.about = "The figures of this report",
	.write = write_json,
};
