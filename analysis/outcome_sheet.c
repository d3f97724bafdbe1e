/* Adoption of AI beside speed, stability and quality: by month against the
 * limits of chance, before and after against teams that did not adopt, and
 * within teams over the months. All is observed, so no row says why. A row of
 * speed stands only where the same table has one of stability. */
#include <math.h>

#include "analysis/association.h"
#include "analysis/compute.h"
#include "analysis/control.h"
#include "analysis/measure.h"
#include "analysis/panel.h"
#include "analysis/special.h"
#include "base/date.h"

enum { MONTHS = 13, HALF = PANEL_HALF };

/* ------------------------------------------------------ limits of chance -- */

static bool read_months(
    struct panel *panel, struct sheet *sheet, struct error *err)
{
	struct period slots[MONTHS];
	for (int back = 0; back < MONTHS; back++)
		slots[MONTHS - 1 - back] =
		    period_month(sheet->asked->period, back);
	return panel_read(panel, sheet->engine, slots, MONTHS, err);
}

/* The months of a team that have a figure, as its chart wants them. */
struct series {
	size_t months[MONTHS];
	double values[MONTHS]; /* or hits, or events */
	double sizes[MONTHS];
	double events; /* of shares and rates */
	size_t count;
};

static void add_month(struct series *series, const struct panel_cell *cell,
    enum outcome outcome, size_t month, int64_t days)
{
	double value;
	double size = 1;
	if (!panel_outcome(&value, cell, outcome, days)) {
		/* XmR takes the newest run alone: gaps have no range. */
		if (outcome_is_speed(outcome))
			series->count = 0;
		return;
	}
	if (outcome == OUTCOME_FAILED)
		size = (double)cell->deployments;
	else if (outcome == OUTCOME_REVERTED)
		size = (double)cell->judged;
	else if (outcome == OUTCOME_DENSITY)
		size = (double)cell->lines / 1000;
	series->months[series->count] = month;
	series->values[series->count] = value * size;
	series->sizes[series->count] = size;
	series->events += value * size;
	series->count++;
}

static void draw(struct control *control, struct signal_point *points,
    const struct series *series, enum outcome outcome)
{
	if (outcome_is_speed(outcome))
		control_xmr(control, points, series->values, series->count);
	else if (outcome == OUTCOME_DENSITY)
		control_u(control, points, series->values, series->sizes,
		    series->count);
	else
		control_p(control, points, series->values, series->sizes,
		    series->count);
}

static const char *rule_words(enum signal_rule rule)
{
	switch (rule) {
	case SIGNAL_POINT:
		return "a month outside the limits";
	case SIGNAL_RUN:
		return "eight months on one side";
	case SIGNAL_NEAR:
		return "three of four months near a limit";
	case SIGNAL_NONE:
		break;
	}
	return "none";
}

static void add_signal(struct sheet *sheet, const struct panel *panel,
    const struct series *series, const struct signal_point *points)
{
	for (size_t i = series->count; i-- > 0;) {
		if (points[i].rule == SIGNAL_NONE)
			continue;
		sheet_text(
		    sheet, "signal", str_from(rule_words(points[i].rule)));
		sheet_text(sheet, "month",
		    period_id(sheet->keep, panel->slots[series->months[i]]));
		sheet_text(sheet, "side",
		    points[i].side > 0 ? STR("higher") : STR("lower"));
		sheet->answer->figure.hit++;
		return;
	}
	sheet_text(sheet, "signal", STR("none"));
	sheet_text(sheet, "month", STR(""));
	sheet_text(sheet, "side", STR(""));
}

static bool chart_of(struct control *control, struct series *series,
    struct signal_point *points, const struct panel *panel,
    const struct panel_team *team, enum outcome outcome)
{
	*series = (struct series){ .events = 0 };
	*control = (struct control){ .has_limits = false };
	for (size_t m = 0; m < panel->slot_count; m++)
		add_month(series, &team->cells[m], outcome, m,
		    panel_days(panel->slots[m]));
	if (series->count < CONTROL_POINTS ||
	    (!outcome_is_speed(outcome) && series->events < EVENTS_MIN))
		return false;
	draw(control, points, series, outcome);
	return control->has_limits;
}

static void add_charts(struct sheet *sheet, const struct panel *panel,
    const struct panel_team *team)
{
	bool has_stability = false;
	for (enum outcome o = 0; o < OUTCOMES; o++) {
		/* Stability first, as speed leans on it. */
		enum outcome outcome = (o + OUTCOME_FAILED) % OUTCOMES;
		struct signal_point points[MONTHS];
		struct control control;
		struct series series;
		if (!chart_of(
			&control, &series, points, panel, team, outcome) ||
		    (outcome_is_speed(outcome) && !has_stability))
			continue;
		has_stability = has_stability || outcome == OUTCOME_FAILED ||
				outcome == OUTCOME_REVERTED;
		sheet_row(sheet);
		sheet_text(sheet, "team", team->name);
		sheet_text(sheet, "outcome", str_from(outcome_title(outcome)));
		sheet_count(sheet, "months", (int64_t)series.count);
		sheet_real(sheet, "average", control.centre);
		sheet_real(sheet, "low", fmax(0, points[series.count - 1].low));
		sheet_real(sheet, "high", points[series.count - 1].high);
		add_signal(sheet, panel, &series, points);
		sheet->answer->figure.n++;
	}
}

static int64_t most_people(const struct panel *panel, size_t team)
{
	int64_t most = 0;
	for (size_t m = 0; m < panel->slot_count; m++)
		if (panel->teams.items[team].cells[m].people > most)
			most = panel->teams.items[team].cells[m].people;
	return most;
}

bool compute_outcome_signals(struct sheet *sheet, struct error *err)
{
	struct panel panel;
	struct period whole;
	size_t count;
	bool *hidden;
	int64_t *people;
	if (!read_months(&panel, sheet, err))
		return false;
	count = panel.teams.count;
	hidden = arena_array(sheet->keep, count + 1, sizeof *hidden);
	people = arena_array(sheet->keep, count + 1, sizeof *people);
	whole = panel.slots[panel.slot_count - 1];
	whole.from = panel.slots[0].from;
	for (size_t i = 0; i < count; i++) {
		enum team_veil veil;
		if (!team_veil(&veil, sheet->engine, panel.teams.items[i].name,
			whole, err))
			return false;
		people[i] = most_people(&panel, i);
		hidden[i] = veil != TEAM_SHOWN ||
			    people[i] < sheet->engine->minimum_group;
	}
	sheet_hide(hidden, people, count, sheet->engine->minimum_group);
	for (size_t i = 0; i < count; i++)
		if (sheet->engine->show_small || !hidden[i])
			add_charts(sheet, &panel, &panel.teams.items[i]);
	sheet->answer->figure.value = (double)sheet->answer->figure.hit;
	sheet->answer->figure.known = sheet->answer->row_count > 0;
	return true;
}

/* ---------------------------------------- before and after, within teams -- */

static double unscaled(double value, enum outcome outcome)
{
	return outcome_is_ratio(outcome) ? special_exp(value) : value;
}

static void add_association(
    struct sheet *sheet, const struct association *a, enum outcome outcome)
{
	bool ratio = outcome_is_ratio(outcome);
	sheet_row(sheet);
	sheet_text(sheet, "outcome", str_from(outcome_title(outcome)));
	sheet_text(sheet, "scale", ratio ? STR("ratio") : STR("difference"));
	sheet_count(sheet, "teams", (int64_t)a->units);
	sheet_count(sheet, "adopters", (int64_t)a->units);
	sheet_count(sheet, "controls", (int64_t)a->others);
	sheet_count(sheet, "months", (int64_t)a->others);
	sheet_count(sheet, "pairs", (int64_t)a->pairs);
	sheet_text(sheet, "class", str_from(word_class_name(a->class)));
	if (a->pairs) {
		sheet_real(sheet, "before", unscaled(a->before, outcome));
		sheet_real(sheet, "before_control",
		    unscaled(a->before_control, outcome));
	}
	if (!a->known)
		return;
	sheet_real(sheet, "change", unscaled(a->change.value, outcome));
	sheet_real(sheet, "low", unscaled(a->change.low, outcome));
	sheet_real(sheet, "high", unscaled(a->change.high, outcome));
	sheet_real(sheet, "p_adjusted", a->p_adjusted);
}

static void add_associations(
    struct sheet *sheet, const struct panel *panel, bool is_matched)
{
	struct association all[OUTCOMES];
	struct figure *figure = &sheet->answer->figure;
	size_t tested = association_read(all, panel, is_matched, sheet->keep);
	figure->class = tested ? CLASS_NONE : CLASS_TOO_LITTLE;
	for (enum outcome o = 0; o < OUTCOMES; o++) {
		add_association(sheet, &all[o], o);
		if ((int64_t)all[o].units > figure->n)
			figure->n = (int64_t)all[o].units;
		if ((int64_t)all[o].pairs > figure->hit)
			figure->hit = (int64_t)all[o].pairs;
	}
	figure->known = tested > 0;
	figure->value = (double)tested;
}

bool compute_outcome_matched(struct sheet *sheet, struct error *err)
{
	struct panel panel;
	struct period slots[2];
	for (int half = 0; half < 2; half++) {
		int newest = half ? 0 : HALF;
		slots[half] = period_month(sheet->asked->period, newest);
		slots[half].from =
		    period_month(sheet->asked->period, newest + HALF - 1).from;
	}
	if (!panel_read(&panel, sheet->engine, slots, 2, err))
		return false;
	add_associations(sheet, &panel, true);
	return true;
}

bool compute_outcome_within(struct sheet *sheet, struct error *err)
{
	struct panel panel;
	if (!read_months(&panel, sheet, err))
		return false;
	add_associations(sheet, &panel, false);
	return true;
}
