/* Limits that the rows of a table give together: of chance over time (control
 * charts), and between groups of unequal size (funnels). See remake.h. */
#include <math.h>

#include "analysis/control.h"
#include "base/arena.h"
#include "render/bag/remake.h"

/* The rows of a chart that have limits, in order. */
struct chart_rows {
	size_t *rows;
	double *a; /* value; of a share hits, of a rate events */
	double *b; /* of a share records, of a rate exposure */
	size_t count;
};

static bool real_named(
    double *value, const struct remaking *of, size_t row, const char *name)
{
	return str_to_double(remake_cell(of->table, row, name), value);
}

/* Rows with a number in MARK, A and B (NULL: not asked). */
static struct chart_rows rows_with(const struct remaking *of, const char *mark,
    const char *a, const char *b, struct arena *keep)
{
	size_t count = of->table->row_count;
	struct chart_rows rows = {
		.rows = arena_array(keep, count + 1, sizeof *rows.rows),
		.a = arena_array(keep, count + 1, sizeof *rows.a),
		.b = arena_array(keep, count + 1, sizeof *rows.b),
	};
	double ignored;
	for (size_t row = 0; row < count; row++)
		if (real_named(&ignored, of, row, mark) &&
		    real_named(&rows.a[rows.count], of, row, a) &&
		    (!b || real_named(&rows.b[rows.count], of, row, b)))
			rows.rows[rows.count++] = row;
	return rows;
}

static enum remade compare(struct remaking *of, double made)
{
	of->made = made;
	return remake_is_near(made, of->value) ? REMADE_HOLDS : REMADE_DIFFERS;
}

static enum remade remake_control(struct remaking *of, struct arena *keep)
{
	bool share = str_starts(of->formula, STR("share"));
	bool count = str_starts(of->formula, STR("count"));
	struct chart_rows rows = rows_with(
	    of, "centre", share ? "hit" : "value", share ? "n" : NULL, keep);
	struct signal_point *points =
	    arena_array(keep, rows.count + 1, sizeof *points);
	struct control control = { 0 };
	if ((!share && !count) || !rows.count)
		return REMADE_NOT;
	if (share)
		control_p(&control, points, rows.a, rows.b, rows.count);
	else
		control_xmr(&control, points, rows.a, rows.count);
	if (!control.has_limits)
		return REMADE_NOT;
	for (size_t i = 0; i < rows.count; i++) {
		if (rows.rows[i] != of->row)
			continue;
		if (str_equal_z(of->column, "centre"))
			return compare(of, control.centre);
		if (str_equal_z(of->column, "high"))
			return compare(of, points[i].high);
		if (str_equal_z(of->column, "low"))
			return compare(
			    of, count ? fmax(points[i].low, 0) : points[i].low);
	}
	return REMADE_NOT;
}

static enum remade remake_funnel(struct remaking *of, struct arena *keep)
{
	struct chart_rows rows =
	    rows_with(of, "events", "events", "exposure", keep);
	double events = 0;
	double exposure = 0;
	double own;
	for (size_t i = 0; i < rows.count; i++) {
		events += rows.a[i];
		exposure += rows.b[i];
	}
	if (exposure <= 0 || !real_named(&own, of, of->row, "exposure"))
		return REMADE_NOT;
	struct funnel limits = funnel_limits(events / exposure, own);
	const struct {
		const char *column;
		double value;
	} made[] = { { "low_95", limits.low_95 }, { "high_95", limits.high_95 },
		{ "low_998", limits.low_998 },
		{ "high_998", limits.high_998 } };
	for (size_t i = 0; i < sizeof made / sizeof made[0]; i++)
		if (str_equal_z(of->column, made[i].column))
			return compare(of, made[i].value);
	return REMADE_NOT;
}

enum remade remake_from_table(struct remaking *of)
{
	struct arena *scratch = arena_new();
	enum remade remade = remake_has_column(of->table, "centre")
				 ? remake_control(of, scratch)
			     : remake_has_column(of->table, "low_998")
				 ? remake_funnel(of, scratch)
				 : REMADE_NOT;
	arena_free(scratch);
	return remade;
}
