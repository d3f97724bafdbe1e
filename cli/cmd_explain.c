/* assay explain: what a measure means, how it is counted, from which inputs,
 * and its query; of a model also its figure (explain_figure.c). With --all in
 * Markdown it writes docs/measures.md. */
#include <stdio.h>

#include "analysis/compute.h"
#include "analysis/inputs.h"
#include "analysis/measure.h"
#include "analysis/needs.h"
#include "analysis/unread.h"
#include "base/buf.h"
#include "base/json_out.h"
#include "base/near.h"
#include "base/vec.h"
#include "cli/command.h"
#include "cli/explain_check.h"
#include "cli/explain_figure.h"
#include "cli/table_out.h"

/* In the order of the choices of --format. */
enum explain_format { EXPLAIN_TEXT, EXPLAIN_JSON, EXPLAIN_MARKDOWN };

static const struct option options[] = {
	{ "all", 0, NULL, "all measures, not one", false },
	OPTION_BY,
	OPTION_WHERE,
	{ "records", 0, NULL, "of a model: list the first records, too",
	    false },
	{ "limit", 0, "N", "how many of them; default 20", false },
	OPTION_MEASURES,
	OPTION_SMALL,
	OPTION_CONFIG,
	OPTION_DB,
	OPTION_OUTPUT,
	OPTION_AS_OF,
	OPTION_PERIOD,
	{ "format", 0, "text|json|markdown", "how to print; default: text",
	    false },
	OPTION_DATA,
	{ NULL, 0, NULL, NULL, false },
};

/* How the figure and its interval come about, in a sentence. */
static const char *method_of(const struct measure *m)
{
	if (m->compute.len)
		return compute_words(m->compute).ptr;
	switch (m->kind) {
	case MEASURE_COUNT:
		return m->census ? "count of all; no interval"
				 : "count; exact interval below 10, else "
				   "Byar's";
	case MEASURE_SHARE:
		if (m->reading == READING_DIFFERENCE)
			return "share of AI minus that of the others; "
			       "interval by Newcombe";
		if (m->census)
			return "share of all; no interval";
		return m->weighted
			   ? "share of lines; interval from the variance "
			     "between commits"
			   : "share; interval by Wilson";
	case MEASURE_RATE:
		if (measure_is_ratio(m))
			return "rate ratio, pooled over strata by Mantel and "
			       "Haenszel; one stratum by mid-P";
		return "events per thousand lines; Byar's interval";
	case MEASURE_TIME:
		return "median by Kaplan and Meier with late entry; limits "
		       "on the log-log scale";
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	return "rows as listed";
}

static const char *when_of(const struct measure *m)
{
	return m->basis == BASIS_FLOW ? "what happened in the period"
				      : "as things stood at its end";
}

/* "a scan in the period, history that ...". */
static struct str needs_of(const struct measure *m, struct arena *keep)
{
	struct str rest = m->needs;
	struct str name;
	struct str all = STR("");
	while (list_next(&rest, &name))
		all = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(all),
		    all.len ? "; " : "", STR_ARG(need_words(m, name, keep)));
	return all;
}

/* "a file that names MCP servers or packages". */
static struct str unread_of(const struct measure *m, struct arena *keep)
{
	struct str rest = m->unread;
	struct str name;
	struct str all = STR("");
	while (list_next(&rest, &name))
		all = arena_printf(keep, STR_FMT "%s" STR_FMT, STR_ARG(all),
		    all.len ? " or " : "a file that may name ",
		    STR_ARG(unread_words(name)));
	return all;
}

static const char *good_of(const struct measure *m)
{
	switch (m->direction) {
	case DIRECTION_UP:
		return "more is better";
	case DIRECTION_DOWN:
		return "less is better";
	case DIRECTION_NONE:
		break;
	}
	return "neither way is better";
}

/* One line "NAME: VALUE" where there is a value. */
static void add_line(struct buf *out, const char *before, const char *name,
    struct str value, const char *after)
{
	if (value.len)
		buf_printf(out, "%s%s%s" STR_FMT "\n", before, name, after,
		    STR_ARG(value));
}

static void add_facts(struct buf *out, const struct measure *m,
    const char *before, const char *after, struct arena *keep)
{
	add_line(out, before, "Kind",
	    arena_printf(
		keep, "%s; %s", measure_kind_name(m->kind), when_of(m)),
	    after);
	add_line(out, before, "Method", str_from(method_of(m)), after);
	add_line(out, before, "Unit",
	    arena_printf(keep, STR_FMT "; %s", STR_ARG(m->unit), good_of(m)),
	    after);
	add_line(out, before, "Record", m->record, after);
	add_line(out, before, "Needs", inputs_words(m->sources, keep), after);
	add_line(out, before, "Not assessed without", needs_of(m, keep), after);
	add_line(out, before, "In part where it cannot read",
	    unread_of(m, keep), after);
	add_line(out, before, "Dates", m->dates, after);
	add_line(out, before, "Keys", m->keys, after);
	add_line(out, before, "Strata", m->strata, after);
	add_line(out, before, "Tested together with", m->family, after);
}

static void write_text(
    struct buf *out, const struct measure *m, struct arena *keep)
{
	buf_printf(out, STR_FMT "\n" STR_FMT "\n\n" STR_FMT "\n\n",
	    STR_ARG(m->id), STR_ARG(m->title), STR_ARG(m->meaning));
	add_facts(out, m, "", ": ", keep);
	buf_printf(out, "From: " STR_FMT "\n\n" STR_FMT "\n", STR_ARG(m->path),
	    STR_ARG(str_trim(m->sql)));
}

static void write_markdown(
    struct buf *out, const struct measure *m, struct arena *keep)
{
	buf_printf(out,
	    "\n### `" STR_FMT "`\n\n**" STR_FMT ".** " STR_FMT "\n\n",
	    STR_ARG(m->id), STR_ARG(m->title), STR_ARG(m->meaning));
	add_facts(out, m, "- ", ": ", keep);
}

static void json_definition(struct json_out *json, const struct measure *m)
{
	json_text(json, "id", m->id);
	json_text(json, "title", m->title);
	json_text(json, "meaning", m->meaning);
	json_text(json, "kind", str_from(measure_kind_name(m->kind)));
	json_text(json, "basis", str_from(measure_basis_name(m->basis)));
	json_text(
	    json, "direction", str_from(measure_direction_name(m->direction)));
	json_text(json, "method", str_from(method_of(m)));
	json_text(json, "unit", m->unit);
	json_text(json, "record", m->record);
	json_text(json, "sources", m->sources);
	json_text(json, "needs", m->needs.ptr ? m->needs : STR(""));
	json_text(json, "unread", m->unread.ptr ? m->unread : STR(""));
	json_text(json, "dates", m->dates.ptr ? m->dates : STR(""));
	json_text(json, "keys", m->keys.ptr ? m->keys : STR(""));
	json_text(json, "strata", m->strata.ptr ? m->strata : STR(""));
	json_text(json, "family", m->family.ptr ? m->family : STR(""));
	json_text(json, "path", m->path);
	json_text(json, "sql", str_trim(m->sql));
}

static void write_json(struct json_out *json, const struct measure *m)
{
	json_open_object(json, NULL);
	json_definition(json, m);
	json_close_object(json);
}

static void write_list(struct buf *out, const struct measure *all, size_t count,
    struct arena *keep)
{
	static const struct table_column columns[] = {
		{ { "id", 2 }, false },
		{ { "title", 5 }, false },
	};
	struct str *cells = arena_array(keep, 2 * count + 1, sizeof *cells);
	for (size_t i = 0; i < count; i++) {
		cells[2 * i] = all[i].id;
		cells[2 * i + 1] = all[i].title;
	}
	struct table_out table = { columns, 2, cells, count };
	table_write(out, &table, FORMAT_TABLE, keep);
}

static struct str family_of(const struct measure *m)
{
	return str_slice(m->id, 0, str_find_byte(m->id, '.'));
}

static void write_all(struct buf *out, const struct measure *all, size_t count,
    enum explain_format format, struct arena *keep)
{
	struct json_out json = { .out = out };
	if (format == EXPLAIN_JSON)
		json_open_array(&json, NULL);
	if (format == EXPLAIN_MARKDOWN)
		buf_add_z(out,
		    "# Measures\n\nMade from the headers of "
		    "analysis/measures/ by `make docs`; docs/method.md has "
		    "the\nformulas. `assay query ID` asks one, `assay "
		    "explain ID` shows its query.\n");
	for (size_t i = 0; i < count; i++) {
		bool is_first = i == 0 || !str_equal(family_of(&all[i]),
					      family_of(&all[i - 1]));
		if (format == EXPLAIN_JSON) {
			write_json(&json, &all[i]);
		} else if (format == EXPLAIN_TEXT) {
			if (i)
				buf_add_char(out, '\n');
			write_text(out, &all[i], keep);
		} else {
			if (is_first)
				buf_printf(out, "\n## " STR_FMT "\n",
				    STR_ARG(family_of(&all[i])));
			write_markdown(out, &all[i], keep);
		}
	}
	if (format == EXPLAIN_JSON) {
		json_close_array(&json);
		buf_add_char(out, '\n');
	}
}

static bool is_measure(const struct measure *all, size_t count, struct str id)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(all[i].id, id))
			return true;
	return false;
}

/* Picks the measure ID alone; suggests one when there is none. */
static bool pick(const struct measure **all, size_t *count, struct str id,
    struct arena *keep, struct error *err)
{
	VEC(struct str) names = { 0 };
	for (size_t i = 0; i < *count; i++) {
		if (str_equal((*all)[i].id, id)) {
			*all += i;
			*count = 1;
			return true;
		}
		VEC_PUSH(&names, keep, (*all)[i].id);
	}
	error_set(err, ERROR_USAGE, "there is no measure \"" STR_FMT "\"",
	    STR_ARG(id));
	error_fix(err, "assay explain lists the measures");
	return near_fix(err, id, names.items, names.count, keep);
}

/* Whether a model is asked, not the definition alone: by a path behind the id,
 * or by any option that speaks of one. */
static bool asks_model(const struct context *context)
{
	static const char *const names[] = { "by", "where", "records", "limit",
		"restricted", "config", "db", "output", "as-of", "period" };
	bool asked = context->argument_count > 1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		asked = asked || option_given(context, names[i]);
	return asked;
}

/* The definition, then the figure of one model. */
static bool write_figure(struct buf *out, struct asking *asking,
    enum explain_format format, size_t limit, struct error *err)
{
	struct context *context = asking->context;
	const struct explained explained = { .asking = asking,
		.list = option_given(context, "records") ||
			option_given(context, "limit"),
		.limit = limit };
	struct json_out json = { .out = out };
	if (format == EXPLAIN_TEXT) {
		write_text(out, asking->measure, context->keep);
		return explain_figure_text(out, &explained, err);
	}
	json_open_object(&json, NULL);
	json_definition(&json, asking->measure);
	if (!explain_figure_json(&json, &explained, err))
		return false;
	json_close_object(&json);
	buf_add_char(out, '\n');
	return true;
}

static bool run_model(
    struct context *context, enum explain_format format, struct error *err)
{
	struct asking asking;
	struct buf out = { 0 };
	const struct option_range range = { 1, EXPLAIN_RECORDS_MAX,
		EXPLAIN_RECORDS };
	struct str id;
	int limit;
	bool done;
	if (context->argument_count == 0 || option_given(context, "all")) {
		error_set(err, ERROR_USAGE,
		    "expected the id of one measure to ask a model about");
		return error_fix(err, "assay explain lists the measures");
	}
	if (format == EXPLAIN_MARKDOWN)
		return error_set(err, ERROR_USAGE,
		    "expected --format text or json for the figure of a "
		    "model, found markdown");
	id = context->arguments[0];
	context->arguments++;
	context->argument_count--;
	if (!option_number(&limit, context, "limit", range, err) ||
	    !asking_read(&asking, context, id, err))
		return false;
	done = asking_open(&asking, err) &&
	       write_figure(&out, &asking, format, (size_t)limit, err);
	if (done)
		buf_print(&out);
	buf_free(&out);
	asking_close(&asking);
	return done;
}

static bool run(struct context *context, struct error *err)
{
	struct measure *measures;
	const struct measure *shown;
	struct buf out = { 0 };
	enum explain_format format =
	    (enum explain_format)option_choice(context, "format");
	size_t count;
	bool all = option_given(context, "all");
	bool one = context->argument_count && !all;
	bool is_check = false;
	if (asks_model(context))
		return run_model(context, format, err);
	if (!measures_load(&measures, &count, &context->folders,
		option_value(context, "measures"), context->keep, err))
		return false;
	shown = measures;
	if (one && !is_measure(measures, count, context->arguments[0]) &&
	    !explain_check(&out, &is_check, context->arguments[0],
		format == EXPLAIN_JSON, &context->folders, context->keep, err))
		return false;
	if (one && !is_check &&
	    !pick(&shown, &count, context->arguments[0], context->keep, err))
		return false;
	if (!is_check && (one || all))
		write_all(&out, shown, count, format, context->keep);
	else if (!is_check)
		write_list(&out, shown, count, context->keep);
	buf_print(&out);
	buf_free(&out);
	return true;
}

const struct command command_explain = {
	.name = "explain",
	.arguments = "[ID [PATH...]]",
	.summary = "say what a measure means and how it is counted",
	.help =
	    "Prints the meaning of the measure ID, its method, what it needs, "
	    "its keys and its\nquery; of a check of readiness and controls, "
	    "what "
	    "it tests; of what is not measured,\nwhy. Without ID it lists the "
	    "measures. With PATH, --db or another option that speaks\nof a "
	    "model "
	    "it adds the figure of that model: numerator, denominator, "
	    "interval, "
	    "records,\nand the inputs these come from with their digests.",
	.options = options,
	.run = run,
};
