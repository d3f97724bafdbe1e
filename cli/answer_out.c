/* One answer in three forms. Not known is null in JSON, empty in CSV and
 * words in a table; a suppressed cell carries no number in any of them. */
#include "cli/answer_out.h"

#include <math.h>

#include "analysis/driver.h"
#include "analysis/measure.h"
#include "base/json_out.h"
#include "base/number.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "render/print.h"

/* ------------------------------------------------------------- as JSON -- */

static void json_if(
    struct json_out *json, const char *key, bool known, double value)
{
	if (known)
		json_double(json, key, value);
	else
		json_null(json, key);
}

/* What of both sides has a like, which alone is compared. */
static void json_compared(struct json_out *json, const struct figure *figure)
{
	json_open_object(json, "compared");
	json_int(json, "hit", figure->like_hit);
	json_int(json, "n", figure->like_n);
	json_double(json, "exposure", figure->like_exposure);
	json_double(json, "exposure_rest", figure->like_exposure_rest);
	json_int(json, "strata", figure->like_strata);
	json_close_object(json);
}

/* What only some kinds have. */
static void json_details(struct json_out *json, const struct measure *measure,
    const struct figure *figure)
{
	bool compares =
	    measure_is_ratio(measure) || measure->reading == READING_DIFFERENCE;
	if (figure->suppressed)
		json_bool(json, "suppressed", true);
	if (figure->unknown)
		json_int(json, "unknown", figure->unknown);
	if (measure_is_ratio(measure)) {
		json_double(json, "exposure_rest", figure->exposure_rest);
		json_compared(json, figure);
		json_if(json, "crude", figure->known, figure->crude);
		json_if(json, "crude_low", figure->known, figure->crude_low);
		json_if(json, "crude_high", figure->known, figure->crude_high);
		json_bool(json, "unstable", figure->unstable);
	}
	if (compares) {
		json_if(json, "p", figure->known, figure->p);
		json_if(json, "p_adjusted", figure->known, figure->p_adjusted);
	}
	if (figure->contrast.ptr)
		json_text(json, "contrast", figure->contrast);
}

/* A median that is not reached still has a lower limit. */
static bool has_limits(
    const struct measure *measure, const struct figure *figure)
{
	return figure->has_interval &&
	       (figure->known || measure->kind == MEASURE_TIME);
}

static void json_figure(struct json_out *json, const struct measure *measure,
    const struct figure *figure)
{
	bool counted =
	    !figure->suppressed && figure->class != CLASS_NOT_ASSESSED;
	bool between = has_limits(measure, figure);
	json_if(json, "value", figure->known, figure->value);
	json_if(json, "low", between, figure->low);
	json_if(json, "high", between, figure->high);
	if (counted) {
		json_int(json, "hit", figure->hit);
		json_int(json, "n", figure->n);
	} else {
		json_null(json, "hit");
		json_null(json, "n");
	}
	json_if(json, "exposure", counted && measure->kind == MEASURE_RATE,
	    figure->exposure);
	json_text(json, "class", str_from(word_class_name(figure->class)));
	if (figure->partial)
		json_bool(json, "in_part", true);
	json_details(json, measure, figure);
}

static void json_groups(
    struct json_out *json, const struct answer *answer, struct arena *scratch)
{
	json_open_array(json, "groups");
	for (size_t i = 0; i < answer->group_count; i++) {
		const struct group *group = &answer->groups[i];
		json_open_object(json, NULL);
		json_open_object(json, "key");
		for (size_t k = 0; k < group->key_count; k++) {
			const char *name = arena_z(scratch, group->keys[k].key);
			if (group->keys[k].value.ptr)
				json_text(json, name, group->keys[k].value);
			else
				json_null(json, name);
		}
		json_close_object(json);
		json_figure(json, answer->measure, &group->figure);
		if (group->has_shrunk && !group->figure.suppressed) {
			json_open_object(json, "beside_all_ai");
			json_double(json, "value", group->shrunk);
			json_double(json, "low", group->shrunk_low);
			json_double(json, "high", group->shrunk_high);
			json_close_object(json);
		}
		json_close_object(json);
	}
	json_close_array(json);
}

static bool is_real(const struct column *column)
{
	return str_equal_z(column->type, "share") ||
	       str_equal_z(column->type, "rate");
}

static bool is_number(const struct column *column)
{
	return str_equal_z(column->type, "count") ||
	       str_equal_z(column->type, "days") || is_real(column);
}

static void json_rows(
    struct json_out *json, const struct answer *answer, struct arena *scratch)
{
	json_open_array(json, "rows");
	for (size_t row = 0; row < answer->row_count; row++) {
		json_open_object(json, NULL);
		for (size_t i = 0; i < answer->column_count; i++) {
			const struct column *column = &answer->columns[i];
			struct str cell =
			    answer->cells[row * answer->column_count + i];
			const char *name = arena_z(scratch, column->name);
			int64_t number;
			double real;
			if (!cell.ptr)
				json_null(json, name);
			else if (is_real(column) && str_to_double(cell, &real))
				json_double(json, name, real);
			else if (is_number(column) && str_to_int(cell, &number))
				json_int(json, name, number);
			else
				json_text(json, name, cell);
		}
		json_close_object(json);
	}
	json_close_array(json);
}

static void json_what_if(struct json_out *json, const char *key,
    const struct measure *measure, const struct figure *figure)
{
	if (!figure->known)
		return;
	json_open_object(json, key);
	json_figure(json, measure, figure);
	json_close_object(json);
}

static void json_steps(struct json_out *json, const struct answer *answer)
{
	json_open_array(json, "steps");
	for (size_t i = 0; i < answer->step_count; i++) {
		json_open_object(json, NULL);
		json_double(json, "days", answer->steps[i].days);
		json_double(json, "survival", answer->steps[i].survival);
		json_double(json, "low", answer->steps[i].low);
		json_double(json, "high", answer->steps[i].high);
		json_int(json, "at_risk", answer->steps[i].at_risk);
		json_close_object(json);
	}
	json_close_array(json);
}

/* First and last day, as --period takes them. */
static void json_period(
    struct json_out *json, struct period period, struct arena *scratch)
{
	int64_t zone = period.calendar.zone_seconds;
	if (period.from == UNKNOWN)
		json_null(json, "from");
	else
		json_text(json, "from", date_iso(scratch, period.from + zone));
	json_text(json, "to", date_iso(scratch, period.to - 1 + zone));
}

/* What the rule of drivers makes of a candidate. */
static void json_driver(
    struct json_out *json, const struct driver *driver, int64_t people_min)
{
	json_text(
	    json, "evidence", str_from(driver_evidence_name(driver->evidence)));
	if (!driver->density.recorded.known)
		return;
	if (driver->people >= people_min)
		json_int(json, "people", driver->people);
	else
		json_null(json, "people");
	json_int(json, "problems", driver->all);
	json_double(json, "excess", driver->excess.value);
	json_double(json, "excess_low", driver->excess.low);
	json_double(json, "excess_high", driver->excess.high);
	json_double(json, "without_excess", driver->rest);
}

void answer_json(struct json_out *out, const char *key,
    const struct answer *answer, const struct figure *change,
    struct arena *scratch)
{
	struct json_out json = *out;
	const struct measure *m = answer->measure;
	json_open_object(&json, key);
	json_text(&json, "id", m->id);
	json_text(&json, "title", m->title);
	json_text(&json, "kind", str_from(measure_kind_name(m->kind)));
	json_text(&json, "unit", m->unit);
	json_text(&json, "period", period_id(scratch, answer->period));
	json_period(&json, answer->period, scratch);
	json_figure(&json, m, &answer->figure);
	if (answer->missing.ptr)
		json_text(&json, "missing", answer->missing);
	if (answer->partial.ptr)
		json_text(&json, "partial", answer->partial);
	if (measure_is_ratio(m) && answer->figure.known) {
		json_double(&json, "heterogeneity_q", answer->heterogeneity_q);
		json_int(&json, "heterogeneity_df", answer->heterogeneity_df);
		json_double(&json, "heterogeneity_p", answer->heterogeneity_p);
		json_double(&json, "spread", answer->spread);
		json_double(&json, "e_value", answer->e_value);
		json_double(&json, "e_value_limit", answer->e_value_limit);
	}
	if (answer->driver)
		json_driver(&json, answer->driver, answer->people_min);
	json_what_if(&json, "all_ai", m, &answer->all_ai);
	json_what_if(&json, "none_ai", m, &answer->none_ai);
	json_what_if(&json, "split", m, &answer->split);
	if (measure_is_ratio(m) && answer->figure.known) {
		json_open_object(&json, "band");
		json_double(&json, "low", answer->band_low);
		json_double(&json, "high", answer->band_high);
		json_close_object(&json);
	}
	if (change) {
		json_open_object(&json, "change");
		json_figure(&json, m, change);
		json_if(&json, "change_p", change->tested, change->p_adjusted);
		if (change->reason.ptr)
			json_text(&json, "reason", change->reason);
		json_close_object(&json);
	}
	json_groups(&json, answer, scratch);
	if (m->kind == MEASURE_TABLE)
		json_rows(&json, answer, scratch);
	if (m->kind == MEASURE_TIME)
		json_steps(&json, answer);
	json_close_object(&json);
	*out = json;
}

static void write_json(struct buf *out, const struct answer *answer,
    const struct figure *change, struct arena *scratch)
{
	struct json_out json = { .out = out };
	answer_json(&json, NULL, answer, change, scratch);
	buf_add_char(out, '\n');
}

/* ------------------------------------------------- as table and as CSV -- */

/* VALUE in full, or as a reader wants it. */
static struct str number_text(const struct measure *measure, double value,
    bool full, struct arena *scratch)
{
	char text[NUMBER_SIZE];
	if (!isfinite(value))
		return full ? STR_NONE : STR("not reached");
	if (full) {
		number_shortest(text, value);
		return arena_str(scratch, str_from(text));
	}
	switch (measure->kind) {
	case MEASURE_SHARE:
		return arena_printf(scratch, "%.1f%%", 100 * value);
	case MEASURE_RATE:
		return arena_printf(scratch, "%.2f", value);
	case MEASURE_TIME:
		return arena_printf(scratch, "%.1f", value);
	case MEASURE_COUNT:
		return arena_printf(
		    scratch, value == floor(value) ? "%.0f" : "%.1f", value);
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
	return arena_printf(scratch, "%.0f", value);
}

static struct str class_words(const struct figure *figure)
{
	if (figure->suppressed)
		return STR("suppressed");
	if (figure->partial && figure->class == CLASS_NONE)
		return STR("in_part");
	return str_from(word_class_name(figure->class));
}

enum { FIGURE_CELLS = 7 };

static void figure_cells(struct str cells[FIGURE_CELLS],
    const struct measure *m, const struct figure *figure, bool full,
    struct arena *scratch)
{
	bool between = has_limits(m, figure);
	bool counted =
	    !figure->suppressed && figure->class != CLASS_NOT_ASSESSED;
	for (size_t i = 0; i < FIGURE_CELLS; i++)
		cells[i] = full ? STR_NONE : STR("-");
	if (figure->known)
		cells[0] = number_text(m, figure->value, full, scratch);
	if (between) {
		cells[1] = number_text(m, figure->low, full, scratch);
		cells[2] = number_text(m, figure->high, full, scratch);
	}
	if (counted) {
		cells[3] =
		    arena_printf(scratch, "%lld", (long long)figure->hit);
		cells[4] = arena_printf(scratch, "%lld", (long long)figure->n);
	}
	if (counted && m->kind == MEASURE_RATE)
		cells[5] =
		    full ? number_text(m, figure->exposure, true, scratch)
			 : arena_printf(scratch, "%.1f", figure->exposure);
	cells[6] = class_words(figure);
}

/* What a ratio has behind its figure: raw, the p of its test, and by tool or
 * model what its problems are to those of all AI code. */
enum { RATIO_CELLS = 2, BESIDE_CELLS = 3 };

static size_t more_cells(const struct answer *answer)
{
	if (!measure_is_ratio(answer->measure))
		return 0;
	for (size_t i = 0; i < answer->group_count; i++)
		if (answer->groups[i].has_shrunk)
			return RATIO_CELLS + BESIDE_CELLS;
	return RATIO_CELLS;
}

static void ratio_cells(struct str *cells, size_t count,
    const struct answer *answer, const struct figure *figure,
    const struct group *group, bool full, struct arena *scratch)
{
	const struct measure *m = answer->measure;
	bool shown = figure->known && !figure->suppressed;
	bool beside = group && group->has_shrunk && !figure->suppressed;
	const double values[RATIO_CELLS + BESIDE_CELLS] = { figure->crude,
		figure->p_adjusted, beside ? group->shrunk : 0,
		beside ? group->shrunk_low : 0,
		beside ? group->shrunk_high : 0 };
	for (size_t i = 0; i < count; i++) {
		cells[i] = full ? STR_NONE : STR("-");
		if (!(i < RATIO_CELLS ? shown : beside))
			continue;
		cells[i] = i == 1 && !full
			       ? arena_printf(scratch, "%.3f", values[i])
			       : number_text(m, values[i], full, scratch);
	}
}

static void write_figures(struct buf *out, const struct answer *answer,
    enum table_format format, struct arena *scratch)
{
	static const char *const names[] = { "value", "low", "high", "hit", "n",
		"exposure", "class", "raw", "p_adjusted", "beside_all_ai",
		"beside_low", "beside_high" };
	size_t keys = answer->group_count ? answer->groups[0].key_count : 0;
	size_t rows = answer->group_count ? answer->group_count : 1;
	size_t more = more_cells(answer);
	size_t width = keys + FIGURE_CELLS + more;
	struct table_column *columns =
	    arena_array(scratch, width, sizeof *columns);
	struct str *cells = arena_array(scratch, rows * width, sizeof *cells);
	for (size_t k = 0; k < keys; k++)
		columns[k].name = answer->groups[0].keys[k].key;
	for (size_t i = 0; i < FIGURE_CELLS + more; i++)
		columns[keys + i] = (struct table_column){ str_from(names[i]),
			i + 1 != FIGURE_CELLS };
	for (size_t row = 0; row < rows; row++) {
		const struct figure *figure = answer->group_count
						  ? &answer->groups[row].figure
						  : &answer->figure;
		for (size_t k = 0; k < keys; k++)
			cells[row * width + k] =
			    answer->groups[row].keys[k].value;
		figure_cells(&cells[row * width + keys], answer->measure,
		    figure, format == FORMAT_CSV, scratch);
		ratio_cells(&cells[row * width + keys + FIGURE_CELLS], more,
		    answer, figure,
		    answer->group_count ? &answer->groups[row] : NULL,
		    format == FORMAT_CSV, scratch);
	}
	struct table_out table = { columns, width, cells, rows };
	table_write(out, &table, format, scratch);
}

/* A share in percent, another real number with two decimals. */
static struct str real_text(
    const struct column *column, struct str cell, struct arena *scratch)
{
	double real;
	if (!cell.ptr || !is_real(column) || !str_to_double(cell, &real))
		return cell;
	return str_equal_z(column->type, "share")
		   ? arena_printf(scratch, "%.1f%%", 100 * real)
		   : arena_printf(scratch, "%.2f", real);
}

static void write_rows(struct buf *out, const struct answer *answer,
    enum table_format format, struct arena *scratch)
{
	struct table_column *columns =
	    arena_array(scratch, answer->column_count + 1, sizeof *columns);
	for (size_t i = 0; i < answer->column_count; i++)
		columns[i] =
		    (struct table_column){ format == FORMAT_CSV
					       ? answer->columns[i].name
					       : answer->columns[i].title,
			    is_number(&answer->columns[i]) };
	struct str *cells = arena_array(scratch,
	    answer->row_count * answer->column_count + 1, sizeof *cells);
	for (size_t i = 0; i < answer->row_count * answer->column_count; i++)
		cells[i] =
		    format == FORMAT_CSV
			? answer->cells[i]
			: real_text(&answer->columns[i % answer->column_count],
			      answer->cells[i], scratch);
	struct table_out table = { columns, answer->column_count, cells,
		answer->row_count };
	table_write(out, &table, format, scratch);
}

static bool is_behaviour(const struct measure *measure)
{
	return measure->reading == READING_BEHAVIOUR;
}

/* The side that is looked at, of two. */
static const char *side_of(const struct measure *measure)
{
	return is_behaviour(measure) ? "with" : "AI";
}

/* "47.1% (23.3% to 70.8%); 8 of 17 commits". */
static void write_whole(
    struct buf *out, const struct answer *answer, struct arena *scratch)
{
	const struct measure *m = answer->measure;
	const struct figure *figure = &answer->figure;
	struct str cells[FIGURE_CELLS];
	figure_cells(cells, m, figure, false, scratch);
	if (answer->missing.ptr) {
		buf_printf(out, "not assessed: it needs " STR_FMT "\n",
		    STR_ARG(answer->missing));
		return;
	}
	if (figure->suppressed) {
		buf_add_z(out, "suppressed: the group is too small\n");
		return;
	}
	if (figure->known && figure->partial && m->kind == MEASURE_COUNT)
		buf_add_z(out, "at least ");
	if (!figure->known)
		buf_add_z(out,
		    m->kind == MEASURE_TIME && figure->class != CLASS_TOO_LITTLE
			? "not reached"
			: "too little data to say");
	else
		buf_add(out, cells[0]);
	if (figure->known && figure->has_interval)
		buf_printf(out, " (" STR_FMT " to " STR_FMT ")",
		    STR_ARG(cells[1]), STR_ARG(cells[2]));
	if (measure_is_ratio(m))
		buf_printf(out,
		    "; %s %lld in %.1f thousand lines, " STR_FMT
		    " %lld in %.1f; %s",
		    side_of(m), (long long)figure->hit, figure->exposure,
		    STR_ARG(figure->contrast), (long long)figure->n,
		    figure->exposure_rest, word_class_name(figure->class));
	else if (m->kind == MEASURE_RATE)
		buf_printf(out, "; %lld in %.1f thousand lines",
		    (long long)figure->hit, figure->exposure);
	else if (m->kind == MEASURE_COUNT)
		buf_printf(out, " " STR_FMT,
		    STR_ARG(print_unit(scratch, m->unit, figure->n)));
	else
		buf_printf(out, "; %lld of %lld", (long long)figure->hit,
		    (long long)figure->n);
	if (figure->unknown)
		buf_printf(out, "; %lld of %s", (long long)figure->unknown,
		    is_behaviour(m) ? "which it is not known"
				    : "unknown origin");
	buf_add_char(out, '\n');
}

/* "if all unknown were AI: 1.02 (0.74 to 1.42), open". */
static void write_what_if(
    struct buf *out, const char *words, const struct figure *figure)
{
	if (!figure->known)
		return;
	buf_printf(out, "%s: %.2f (%.2f to %.2f), %s\n", words, figure->value,
	    figure->low, figure->high, word_class_name(figure->class));
}

/* What stands behind a ratio: raw, what was compared, how far its strata
 * agree, the unknown read otherwise, and how strong a hidden cause would be. */
static void write_ratio(struct buf *out, const struct answer *answer)
{
	const struct figure *figure = &answer->figure;
	if (!measure_is_ratio(answer->measure) || figure->suppressed ||
	    answer->missing.ptr)
		return;
	buf_printf(out,
	    "compared: %s %lld in %.1f thousand lines, " STR_FMT
	    " %lld in %.1f, in %lld strata that both are in\n",
	    side_of(answer->measure), (long long)figure->like_hit,
	    figure->like_exposure, STR_ARG(figure->contrast),
	    (long long)figure->like_n, figure->like_exposure_rest,
	    (long long)figure->like_strata);
	if (!figure->known)
		return;
	buf_printf(out, "raw: %.2f (%.2f to %.2f)\n", figure->crude,
	    figure->crude_low, figure->crude_high);
	if (answer->heterogeneity_df > 0)
		buf_printf(out,
		    "strata: %s (Q %.2f, df %d, p %.2f); extra spread %.2f\n",
		    answer->heterogeneity_p > 0.05 ? "agree" : "do not agree",
		    answer->heterogeneity_q, answer->heterogeneity_df,
		    answer->heterogeneity_p, answer->spread);
	write_what_if(out,
	    is_behaviour(answer->measure) ? "if all unknown were done so"
					  : "if all unknown were AI",
	    &answer->all_ai);
	write_what_if(out, "if none were", &answer->none_ai);
	write_what_if(out, "if as what is known", &answer->split);
	buf_printf(out, "band over all these: %.2f to %.2f%s\n",
	    answer->band_low, answer->band_high,
	    figure->unstable ? "; the word depends on the unknown" : "");
	buf_printf(out,
	    "E-value: %.2f, of the limit nearer to 1: %.2f (what a hidden "
	    "cause would have to go with, both ways)\n",
	    answer->e_value, answer->e_value_limit);
}

/* "driver: admitted; at least ...". */
static void write_driver(struct buf *out, const struct answer *answer)
{
	const struct driver *driver = answer->driver;
	if (!driver)
		return;
	buf_printf(out, "driver: %s", driver_evidence_name(driver->evidence));
	if (driver->density.recorded.known)
		buf_printf(out,
		    "; p %.4f, adjusted %.4f; of %lld problems in all %.0f "
		    "(%.0f to %.0f) are above the rate of the others",
		    driver->density.recorded.p, driver->p_adjusted,
		    (long long)driver->all, driver->excess.value,
		    driver->excess.low, driver->excess.high);
	buf_add_char(out, '\n');
}

static void write_change(struct buf *out, const struct figure *change)
{
	if (change->class == CLASS_NOT_ASSESSED)
		return;
	buf_add_z(out, "since the period before: ");
	switch (change->class) {
	case CLASS_CLEAR_UP:
		buf_add_z(out, "clearly higher");
		break;
	case CLASS_CLEAR_DOWN:
		buf_add_z(out, "clearly lower");
		break;
	case CLASS_NOT_COMPARABLE:
		buf_printf(
		    out, "not comparable, " STR_FMT, STR_ARG(change->reason));
		break;
	case CLASS_TOO_LITTLE:
		buf_add_z(out, "too little data to say");
		break;
	case CLASS_NOT_ASSESSED:
	case CLASS_EQUAL:
	case CLASS_OPEN:
	case CLASS_NONE:
	case WORD_CLASSES:
		buf_add_z(out, "unchanged");
		break;
	}
	buf_add_char(out, '\n');
}

void answer_write(struct buf *out, const struct answer *answer,
    const struct figure *change, enum table_format format,
    struct arena *scratch)
{
	const struct measure *m = answer->measure;
	if (format == FORMAT_JSON) {
		write_json(out, answer, change, scratch);
		return;
	}
	if (format == FORMAT_TABLE) {
		buf_printf(out, STR_FMT ", " STR_FMT "\n", STR_ARG(m->title),
		    STR_ARG(period_label(scratch, answer->period)));
		if (m->kind != MEASURE_TABLE || answer->missing.ptr)
			write_whole(out, answer, scratch);
		write_ratio(out, answer);
		write_driver(out, answer);
		if (answer->partial.ptr && !answer->missing.ptr)
			buf_printf(out, "in part: " STR_FMT "\n",
			    STR_ARG(answer->partial));
		if (change)
			write_change(out, change);
		if (answer->group_count || answer->row_count)
			buf_add_char(out, '\n');
	}
	if (m->kind == MEASURE_TABLE)
		write_rows(out, answer, format, scratch);
	else if (format == FORMAT_CSV || answer->group_count)
		write_figures(out, answer, format, scratch);
}
