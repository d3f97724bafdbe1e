/* One answer in three forms. Not known is null in JSON, empty in CSV and words
 * in a table; a suppressed cell carries no number in any of them. */
#include <math.h>

#include "analysis/driver.h"
#include "base/number.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cli/answer_parts.h"
#include "render/print.h"

bool answer_has_limits(
    const struct measure *measure, const struct figure *figure)
{
	return figure->has_interval &&
	       (figure->known || measure->kind == MEASURE_TIME);
}

bool answer_is_real(const struct column *column)
{
	return str_equal_z(column->type, "share") ||
	       str_equal_z(column->type, "rate");
}

bool answer_is_number(const struct column *column)
{
	return str_equal_z(column->type, "count") ||
	       str_equal_z(column->type, "days") || answer_is_real(column);
}

static void write_json(struct buf *out, const struct answer *answer,
    const struct figure *change, struct arena *scratch)
{
	struct json_out json = { .out = out };
	answer_json(&json, NULL, answer, change, scratch);
	buf_add_char(out, '\n');
}

/* VALUE in full, or as a reader wants it. */
static struct str number_text(const struct measure *measure, double value,
    bool full, struct arena *scratch)
{
	char text[NUMBER_SIZE];
	if (!isfinite(value))
		return full ? STR_NONE : STR("not reached");
	if (full) {
		number_rounded(text, value);
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
	bool between = answer_has_limits(m, figure);
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
	if (!cell.ptr || !answer_is_real(column) || !str_to_double(cell, &real))
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
			    answer_is_number(&answer->columns[i]) };
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
