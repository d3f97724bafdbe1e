/* The halves of a year are matched, the months followed; what one outcome is
 * to another is left to the adjustment for all of a table together. */
#include "analysis/association.h"

#include <math.h>

#include "analysis/adjust.h"
#include "analysis/adoption.h"
#include "analysis/measure.h"
#include "analysis/special.h"

#define CALIPER 0.25
/* Followed are the months after these, which tell what a team was like. */
#define BASELINE_MONTHS 3
#define STEP 0.1 /* of adoption that a slope is told for: ten points */

/* Ratios on a logarithmic scale: a problem counts half where there is none. */
static bool scaled(double *value, const struct panel_cell *cell,
    enum outcome outcome, int64_t days)
{
	if (!panel_outcome(value, cell, outcome, days))
		return false;
	if (!outcome_is_ratio(outcome))
		return true;
	if (outcome == OUTCOME_DENSITY)
		*value =
		    ((double)cell->problems + 0.5) * 1000 / (double)cell->lines;
	if (*value <= 0)
		return false;
	*value = special_log(*value);
	return true;
}

static void match(struct association *a, const struct panel *panel,
    enum outcome outcome, struct arena *keep)
{
	struct adoption_unit *units =
	    arena_array(keep, panel->teams.count + 1, sizeof *units);
	struct matched matched;
	size_t count = 0;
	for (size_t i = 0; i < panel->teams.count; i++) {
		const struct panel_team *team = &panel->teams.items[i];
		const struct panel_cell *was = &team->cells[0];
		const struct panel_cell *is = &team->cells[1];
		struct adoption_unit unit = { .key = team->name,
			.language = team->language,
			.people = was->people };
		enum panel_standing standing = panel_standing(was, is);
		if (standing == STANDING_UNKNOWN ||
		    standing == STANDING_BETWEEN ||
		    !scaled(&unit.before, was, outcome,
			panel_days(panel->slots[0])) ||
		    !scaled(
			&unit.after, is, outcome, panel_days(panel->slots[1])))
			continue;
		unit.adopted = standing == STANDING_ADOPTED;
		units[count++] = unit;
	}
	adoption_match(&matched, units, count, CALIPER, keep);
	*a = (struct association){ .known = matched.known,
		.change = matched.change,
		.p = matched.p,
		.units = matched.adopters,
		.others = count - matched.adopters,
		.pairs = matched.count,
		.before = matched.baseline,
		.before_control = matched.baseline_control };
}

/* The number of the language of team I among those before it. */
static size_t language_of(const struct panel *panel, size_t i)
{
	size_t first = 0;
	while (!str_equal(
	    panel->teams.items[first].language, panel->teams.items[i].language))
		first++;
	return first;
}

/* The mean of OUTCOME over the first months of the panel; false where a team
 * has none. */
static bool baseline_of(double *value, const struct panel *panel,
    const struct panel_team *team, enum outcome outcome)
{
	double sum = 0;
	double count = 0;
	for (size_t m = 0; m < BASELINE_MONTHS && m < panel->slot_count; m++) {
		double one;
		if (!scaled(&one, &team->cells[m], outcome,
			panel_days(panel->slots[m])))
			continue;
		sum += one;
		count++;
	}
	*value = count > 0 ? sum / count : 0;
	return count > 0;
}

static void follow(struct association *a, const struct panel *panel,
    enum outcome outcome, struct arena *keep)
{
	struct adoption_month *rows = arena_array(
	    keep, panel->teams.count * panel->slot_count + 1, sizeof *rows);
	struct within within;
	size_t count = 0;
	size_t teams = 0;
	for (size_t i = 0; i < panel->teams.count; i++) {
		const struct panel_team *team = &panel->teams.items[i];
		size_t language = language_of(panel, i);
		size_t first = count;
		struct adoption_month row = { .team = teams };
		if (!baseline_of(&row.baseline, panel, team, outcome))
			continue;
		for (size_t m = BASELINE_MONTHS; m < panel->slot_count; m++) {
			const struct panel_cell *cell = &team->cells[m];
			row.month = language * panel->slot_count + m;
			if (!panel_has_adoption(cell) ||
			    !scaled(&row.outcome, cell, outcome,
				panel_days(panel->slots[m])))
				continue;
			row.adoption = panel_adoption(cell);
			rows[count++] = row;
		}
		teams += count > first;
	}
	adoption_within(&within, rows, count, keep);
	*a = (struct association){ .known = within.known,
		.p = within.p,
		.units = teams,
		.others = count };
	a->change = (struct estimate){ within.slope.value * STEP,
		within.slope.low * STEP, within.slope.high * STEP };
}

static enum word_class class_of(
    const struct association *a, enum outcome outcome)
{
	double p = a->p_adjusted;
	double low = a->change.low;
	double high = a->change.high;
	if (!a->known)
		return CLASS_TOO_LITTLE;
	if (p <= SIGNIFICANT_P && low > 0)
		return CLASS_CLEAR_UP;
	if (p <= SIGNIFICANT_P && high < 0)
		return CLASS_CLEAR_DOWN;
	if (outcome_is_ratio(outcome) && special_exp(low) > BAND_LOW &&
	    special_exp(high) < BAND_HIGH)
		return CLASS_EQUAL;
	return CLASS_OPEN;
}

/* Speed stands only where stability does. */
static void drop_lone_speed(struct association all[OUTCOMES])
{
	if (!all[OUTCOME_FAILED].known && !all[OUTCOME_REVERTED].known)
		all[OUTCOME_COMMITS].known = all[OUTCOME_LEAD].known = false;
}

size_t association_read(struct association all[OUTCOMES],
    const struct panel *panel, bool is_matched, struct arena *keep)
{
	double p[OUTCOMES];
	size_t tested = 0;
	for (enum outcome o = 0; o < OUTCOMES; o++) {
		if (is_matched)
			match(&all[o], panel, o, keep);
		else
			follow(&all[o], panel, o, keep);
	}
	drop_lone_speed(all);
	for (enum outcome o = 0; o < OUTCOMES; o++)
		if (all[o].known)
			p[tested++] = all[o].p;
	adjust_p(p, tested, keep);
	tested = 0;
	for (enum outcome o = 0; o < OUTCOMES; o++) {
		all[o].p_adjusted = all[o].known ? p[tested++] : 1;
		all[o].class = class_of(&all[o], o);
	}
	return tested;
}
