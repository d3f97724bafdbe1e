/* Rows of scores: of each person, of each team, and what a change would move.
 * Of teams those that are small, or whose record is the work of few, are
 * hidden, and more with them, smallest first, until what is hidden, people in
 * no team among it, is of enough people that no subtraction tells of fewer. */
#include "analysis/backtest_of.h"
#include "analysis/compute.h"
#include "analysis/tally.h"

/* What all rows of scores share. */
struct scoring {
	struct sheet *sheet;
	const struct tallies *tallies;
	struct str basis; /* "expert weights, not validated" */
};

static bool open_scoring(struct scoring *scoring, struct sheet *sheet,
    bool by_team, struct error *err)
{
	const struct asked *asked = sheet->asked;
	const struct tally_request request = { .measure = asked->measure,
		.by_team = by_team,
		.at = asked->period.to,
		.newest = asked->newest };
	const struct backtest_of *test;
	*scoring = (struct scoring){ .sheet = sheet };
	if (!tallies_read(&scoring->tallies, sheet->engine, &request, err) ||
	    !backtest_of_engine(&test, sheet->engine, asked, err))
		return false;
	scoring->basis = backtest_words(test);
	return true;
}

static const char *gap_words(enum score_gap gap)
{
	switch (gap) {
	case SCORE_GIVEN:
		return "scored";
	case SCORE_FEW_COMMITS:
		return "few_commits";
	case SCORE_FEW_DAYS:
		return "few_days";
	case SCORE_FEW_PARTS:
		break;
	}
	return "few_parts";
}

static struct str range(int low, int high, struct arena *keep)
{
	return arena_printf(keep, "%d to %d", low, high);
}

static void add_reasons(struct scoring *scoring, const struct score *score)
{
	static const char *const columns[SCORE_REASONS] = { "reason1",
		"reason2", "reason3", "reason4" };
	struct sheet *sheet = scoring->sheet;
	for (size_t i = 0; i < SCORE_REASONS; i++) {
		const struct score_reason *reason = &score->reasons[i];
		if (i >= score->reason_count) {
			sheet_text(sheet, columns[i], STR(""));
			continue;
		}
		sheet_text(sheet, columns[i],
		    arena_printf(sheet->keep, STR_FMT " (%d)",
			STR_ARG(
			    scoring->tallies->card.parts[reason->part].reason),
			reason->lost));
	}
}

/* Parts that are not known give no points, and their cells say nothing. */
static void add_points(struct scoring *scoring, const struct score *score,
    const struct score_value *values)
{
	struct sheet *sheet = scoring->sheet;
	const struct scorecard *card = &scoring->tallies->card;
	sheet_count(sheet, "score", score->points);
	sheet_text(sheet, "band", card->bands[score->band].name);
	sheet_text(
	    sheet, "weights", range(score->low, score->high, sheet->keep));
	sheet_text(sheet, "chance",
	    range(score->chance_low, score->chance_high, sheet->keep));
	sheet_real(sheet, "expected", score->bad);
	sheet_count(sheet, "base", score->base);
	sheet_count(sheet, "cut", score->cut);
	for (size_t i = 0; i < card->part_count; i++)
		if (values[i].known)
			sheet_count(sheet,
			    arena_z(sheet->keep, card->parts[i].key),
			    score->parts[i]);
	add_reasons(scoring, score);
}

static void add_unit(struct scoring *scoring, const struct score_unit *unit)
{
	struct score_value values[SCORE_PARTS_MAX];
	struct score_history history;
	struct score score =
	    tally_score(&history, values, scoring->tallies, unit);
	struct sheet *sheet = scoring->sheet;
	sheet_text(sheet, "state", str_from(gap_words(score.gap)));
	sheet_count(sheet, "commits", history.commits);
	sheet_count(sheet, "days", history.days);
	sheet_text(sheet, "basis", scoring->basis);
	if (score.gap == SCORE_GIVEN)
		add_points(scoring, &score, values);
	else
		sheet_blank(sheet);
}

static bool team_name(struct str *name, struct engine *engine, int64_t team,
    struct arena *keep, struct error *err)
{
	struct query *query = NULL;
	*name = STR("");
	if (!query_open(&query, engine->model,
		"SELECT name FROM team WHERE id = ?1", err))
		return false;
	query_bind_int(query, 1, team);
	if (query_next(query))
		*name = arena_str(keep, query_text(query, 0));
	return query_close(query, err);
}

bool compute_score(struct sheet *sheet, struct error *err)
{
	struct scoring scoring;
	if (!open_scoring(&scoring, sheet, false, err))
		return false;
	for (size_t i = 0; i < scoring.tallies->units.count; i++) {
		const struct score_unit *unit =
		    &scoring.tallies->units.items[i];
		struct str team;
		if (!unit->is_member)
			continue;
		if (!team_name(
			&team, sheet->engine, unit->team_id, sheet->keep, err))
			return false;
		sheet_row(sheet);
		sheet_text(sheet, "person", unit->name);
		sheet_text(sheet, "team", team);
		add_unit(&scoring, unit);
	}
	sheet->answer->figure.value = (double)sheet->answer->row_count;
	sheet->answer->figure.n = (int64_t)sheet->answer->row_count;
	return true;
}

/* --------------------------------------------------------------- teams -- */

/* The records are those of the year before the end of the period. */
static bool hide_teams(
    bool *hidden, const struct scoring *scoring, struct error *err)
{
	const struct tallies *tallies = scoring->tallies;
	struct engine *engine = scoring->sheet->engine;
	int64_t minimum = engine->minimum_group;
	size_t count = tallies->units.count;
	struct period year = scoring->sheet->asked->period;
	int64_t *people =
	    arena_array(scoring->sheet->keep, count + 1, sizeof *people);
	year.from = year.to - 365 * DAY_SECONDS;
	for (size_t i = 0; i < count; i++) {
		const struct score_unit *unit = &tallies->units.items[i];
		enum team_veil veil;
		if (!team_veil(&veil, engine,
			unit->id == UNKNOWN ? STR_NONE : unit->name, year, err))
			return false;
		people[i] = unit->behind;
		hidden[i] = unit->id == UNKNOWN || veil != TEAM_SHOWN ||
			    unit->behind < minimum;
	}
	sheet_hide(hidden, people, count, minimum);
	return true;
}

bool compute_score_teams(struct sheet *sheet, struct error *err)
{
	struct scoring scoring;
	bool *hidden;
	struct answer *answer = sheet->answer;
	if (!open_scoring(&scoring, sheet, true, err))
		return false;
	hidden = arena_array(
	    sheet->keep, scoring.tallies->units.count + 1, sizeof *hidden);
	if (!sheet->engine->show_small && !hide_teams(hidden, &scoring, err))
		return false;
	for (size_t i = 0; i < scoring.tallies->units.count; i++) {
		const struct score_unit *unit =
		    &scoring.tallies->units.items[i];
		if (unit->id == UNKNOWN)
			continue;
		sheet_row(sheet);
		sheet_text(sheet, "team", unit->name);
		answer->hidden_count += hidden[i];
		if (hidden[i]) {
			sheet_text(sheet, "state", STR("suppressed"));
			sheet_blank(sheet);
			continue;
		}
		sheet_count(sheet, "people", unit->behind);
		add_unit(&scoring, unit);
		answer->figure.n++;
	}
	answer->figure.value = (double)answer->figure.n;
	answer->figure.known = answer->row_count > 0;
	return true;
}

/* -------------------------------------------------------------- changes -- */

/* One change of a person: WHAT, of N records with HIT as they should be, all
 * as they should be. */
static void add_change(struct scoring *scoring, const struct score_unit *unit,
    size_t part, struct str what, struct tally now)
{
	struct score_value values[SCORE_PARTS_MAX];
	struct score_history history;
	struct sheet *sheet = scoring->sheet;
	struct score score =
	    tally_score(&history, values, scoring->tallies, unit);
	struct tally after = unit->parts[part];
	struct score_change change;
	after.hit += now.n - now.hit;
	if (score.gap != SCORE_GIVEN || now.hit >= now.n)
		return;
	change = score_what_if(&scoring->tallies->card, &history, part,
	    tally_value(scoring->tallies, part, after).value);
	if (!change.known || change.points <= 0)
		return;
	sheet_row(sheet);
	sheet_text(sheet, "person", unit->name);
	sheet_text(sheet, "what", what);
	sheet_count(sheet, "n", (int64_t)now.n);
	sheet_count(sheet, "hit", (int64_t)now.hit);
	sheet_count(sheet, "score", score.points);
	sheet_count(sheet, "points", change.points);
	sheet_text(
	    sheet, "weights", range(change.low, change.high, sheet->keep));
	sheet_text(sheet, "basis", scoring->basis);
}

static void add_changes(struct scoring *scoring, const struct score_unit *unit)
{
	static const char *const all_of[][2] = {
		{ "review", "Approval by somebody else of all changes" },
		{ "oversight", "A look at all AI changes by somebody else" },
		{ "fixing", "All own problems fixed within the agreed time" }
	};
	const struct scorecard *card = &scoring->tallies->card;
	struct arena *keep = scoring->sheet->keep;
	for (size_t i = 0; i < card->part_count; i++) {
		struct str key = card->parts[i].key;
		for (size_t k = 0;
		     str_equal_z(key, "skill") && k < unit->languages.count;
		     k++)
			add_change(scoring, unit, i,
			    arena_printf(keep, "Training in " STR_FMT,
				STR_ARG(unit->languages.items[k].language)),
			    unit->languages.items[k].lines);
		for (size_t k = 0; k < sizeof all_of / sizeof *all_of; k++)
			if (str_equal_z(key, all_of[k][0]))
				add_change(scoring, unit, i,
				    str_from(all_of[k][1]), unit->parts[i]);
	}
}

bool compute_score_changes(struct sheet *sheet, struct error *err)
{
	struct scoring scoring;
	if (!open_scoring(&scoring, sheet, false, err))
		return false;
	for (size_t i = 0; i < scoring.tallies->units.count; i++)
		if (scoring.tallies->units.items[i].is_member)
			add_changes(&scoring, &scoring.tallies->units.items[i]);
	sheet->answer->figure.value = (double)sheet->answer->row_count;
	sheet->answer->figure.n = (int64_t)sheet->answer->row_count;
	return true;
}
