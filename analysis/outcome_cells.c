/* Adoption of AI beside speed, stability and quality, a row for each team and
 * quarter, or team and month. All is observed, so no row says why. Speed stands
 * only where the same row has a figure of stability; what is of fewer people
 * than the minimum has no number. */
#include "analysis/compute.h"
#include "analysis/panel.h"
#include "base/date.h"

enum { QUARTERS = 4, MONTHS = 2 * PANEL_HALF };

static int64_t days_of(struct period slot)
{
	return (slot.to - slot.from) / DAY_SECONDS;
}

static void add_speed(
    struct sheet *sheet, const struct panel_cell *cell, int64_t days)
{
	double value;
	if (panel_outcome(&value, cell, OUTCOME_COMMITS, days))
		sheet_real(sheet, "per_person", value);
	if (panel_outcome(&value, cell, OUTCOME_LEAD, days))
		sheet_real(sheet, "lead", value);
}

/* "4 of 61": a share of a team in a quarter is of few. */
static void add_of(
    struct sheet *sheet, const char *column, int64_t hit, int64_t n)
{
	sheet_text(sheet, column,
	    arena_printf(
		sheet->keep, "%lld of %lld", (long long)hit, (long long)n));
}

static void add_cell(
    struct sheet *sheet, const struct panel_cell *cell, int64_t days)
{
	double failed;
	double reverted;
	double density;
	bool has_failed = panel_outcome(&failed, cell, OUTCOME_FAILED, days);
	bool has_reverted =
	    panel_outcome(&reverted, cell, OUTCOME_REVERTED, days);
	sheet_text(sheet, "state",
	    has_failed || has_reverted ? STR("shown") : STR("no_stability"));
	sheet_count(sheet, "people", cell->people);
	sheet_count(sheet, "commits", cell->commits);
	if (cell->commits) {
		sheet_real(sheet, "adoption",
		    (double)cell->ai / (double)cell->commits);
		add_of(sheet, "ai_of", cell->ai, cell->commits);
	}
	if (has_failed || has_reverted)
		add_speed(sheet, cell, days);
	sheet_count(sheet, "deployments", cell->deployments);
	sheet_count(sheet, "judged", cell->judged);
	if (cell->deployments)
		add_of(sheet, "failed_of", cell->failed, cell->deployments);
	if (cell->judged)
		add_of(sheet, "reverted_of", cell->reverted, cell->judged);
	if (has_failed)
		sheet_real(sheet, "failed", failed);
	if (has_reverted)
		sheet_real(sheet, "reverted", reverted);
	sheet_count(sheet, "lines", cell->lines);
	sheet_count(sheet, "problems", cell->problems);
	if (!panel_outcome(&density, cell, OUTCOME_DENSITY, days))
		return;
	sheet_real(sheet, "density", density);
	sheet_text(sheet, "density_of",
	    arena_printf(sheet->keep, "%.1f (%lld)", density,
		(long long)cell->problems));
}

static bool *no_team(const struct panel *panel, struct sheet *sheet)
{
	return arena_array(sheet->keep, panel->teams.count + 1, sizeof(bool));
}

static bool find_hidden(struct panel_veil *veil, const struct panel *panel,
    struct sheet *sheet, struct error *err)
{
	for (size_t slot = 0; slot < panel->slot_count; slot++) {
		veil->hidden[slot] = no_team(panel, sheet);
		if (!sheet->engine->show_small &&
		    !panel_hide(veil->hidden[slot], panel, slot, sheet->engine,
			sheet->keep, err))
			return false;
	}
	veil->half[0] = no_team(panel, sheet);
	veil->half[1] = no_team(panel, sheet);
	return true;
}

/* Hidden in every slot: one row says so. */
static bool is_hidden(
    const struct panel_veil *veil, const struct panel *panel, size_t team)
{
	bool any = false;
	for (size_t slot = 0; slot < panel->slot_count; slot++) {
		if (!veil->hidden[slot][team] &&
		    panel_is_empty(&panel->teams.items[team].cells[slot]))
			continue;
		if (!veil->hidden[slot][team])
			return false;
		any = true;
	}
	return any;
}

static void hide_row(struct sheet *sheet)
{
	sheet_text(sheet, "state", STR("suppressed"));
	sheet_blank(sheet);
	sheet->answer->hidden_count++;
}

/* The share of commits with AI in COUNT slots from FROM on. */
static void sum_adoption(struct panel_cell *sum, const struct panel_team *team,
    size_t from, size_t count)
{
	*sum = (struct panel_cell){ .commits = 0 };
	for (size_t i = from; i < from + count; i++) {
		sum->commits += team->cells[i].commits;
		sum->ai += team->cells[i].ai;
	}
}

/* Whether the team adopted between the halves, and its adoption in each. */
static void add_standing(struct sheet *sheet, const struct panel *panel,
    const struct panel_veil *veil, size_t i)
{
	const struct panel_team *team = &panel->teams.items[i];
	struct panel_cell was;
	struct panel_cell is;
	size_t half = panel->slot_count / 2;
	sum_adoption(&was, team, 0, half);
	sum_adoption(&is, team, half, panel->slot_count - half);
	sheet_text(sheet, "standing",
	    str_from(panel_standing_name(panel_standing(&was, &is))));
	if (panel_has_adoption(&was) && !veil->half[0][i])
		sheet_real(sheet, "before", panel_adoption(&was));
	if (panel_has_adoption(&is) && !veil->half[1][i])
		sheet_real(sheet, "after", panel_adoption(&is));
}

static void add_slot(struct sheet *sheet, const struct panel *panel,
    const struct panel_veil *veil, size_t slot, size_t i)
{
	const struct panel_team *team = &panel->teams.items[i];
	struct str id = period_id(sheet->keep, panel->slots[slot]);
	if (panel_is_empty(&team->cells[slot]) && !veil->hidden[slot][i])
		return;
	sheet_row(sheet);
	sheet_text(sheet, "team", team->name);
	sheet_text(sheet, "quarter", id);
	sheet_text(sheet, "month", id);
	if (veil->hidden[slot][i]) {
		hide_row(sheet);
		return;
	}
	add_standing(sheet, panel, veil, i);
	add_cell(sheet, &team->cells[slot], days_of(panel->slots[slot]));
	sheet->answer->figure.n++;
}

static bool add_teams(struct sheet *sheet, const struct panel *panel,
    const struct panel_veil *veil)
{
	for (size_t i = 0; i < panel->teams.count; i++) {
		if (is_hidden(veil, panel, i)) {
			sheet_row(sheet);
			sheet_text(sheet, "team", panel->teams.items[i].name);
			hide_row(sheet);
			continue;
		}
		for (size_t slot = 0; slot < panel->slot_count; slot++)
			add_slot(sheet, panel, veil, slot, i);
	}
	sheet->answer->figure.value = (double)sheet->answer->figure.n;
	sheet->answer->figure.known = sheet->answer->row_count > 0;
	return true;
}

bool compute_outcome_teams(struct sheet *sheet, struct error *err)
{
	struct panel panel;
	struct panel_veil veil;
	struct period slots[QUARTERS];
	size_t count = 0;
	for (int back = QUARTERS - 1; back >= 0; back--) {
		struct period slot = period_shift(sheet->asked->period, -back);
		if (slot.from != UNKNOWN)
			slots[count++] = slot;
	}
	if (!panel_read(&panel, sheet->engine, slots, count, err))
		return false;
	return find_hidden(&veil, &panel, sheet, err) &&
	       add_teams(sheet, &panel, &veil);
}

/* So many months are one row of the same by period. */
static size_t months_of(enum period_unit unit)
{
	switch (unit) {
	case PERIOD_MONTH:
		return 1;
	case PERIOD_QUARTER:
		return 3;
	case PERIOD_YEAR:
	case PERIOD_DATES:
		break;
	}
	return MONTHS;
}

bool compute_outcome_months(struct sheet *sheet, struct error *err)
{
	struct panel months;
	struct panel sums;
	struct panel_veil veil;
	struct panel_veil sums_veil;
	struct period slots[MONTHS];
	struct period blocks[MONTHS];
	size_t per = months_of(sheet->asked->period.unit);
	for (int back = 0; back < MONTHS; back++)
		slots[MONTHS - 1 - back] =
		    period_month(sheet->asked->period, back);
	for (size_t i = 0; i < MONTHS / per; i++) {
		blocks[i] = slots[i * per];
		blocks[i].to = slots[(i + 1) * per - 1].to;
	}
	if (!panel_read(&months, sheet->engine, slots, MONTHS, err) ||
	    !panel_read(&sums, sheet->engine, blocks, MONTHS / per, err))
		return false;
	if (!find_hidden(&veil, &months, sheet, err) ||
	    !find_hidden(&sums_veil, &sums, sheet, err))
		return false;
	panel_hide_blocks(&veil, &sums_veil, &months, per);
	return add_teams(sheet, &months, &veil);
}
