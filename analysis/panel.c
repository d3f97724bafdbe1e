/* Reads the records of outcome.by_team of a year once and keeps what counts of
 * them; each goes to its team and slot. People are counted once a slot. */
#include "analysis/panel.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/compute.h"
#include "base/date.h"
#include "base/map.h"

#define POPULATION STR("outcome.by_team")
#define LINES_MIN 1000
#define MONTHS_READ 13
#define ADOPTED_RISE 0.20
#define CONTROL_MOST 0.05

/* What was read, until the model changes. */
struct held_panel {
	int64_t generation;
	struct panel panel;
	struct held_panel *next;
};

enum { BLOCK_ROWS = 4096 };
enum part { COMMIT, LEAD, FAILURE, REVERT, LINE, PROBLEM, PARTS };

/* What counts of a record. */
struct row {
	int64_t at;
	int64_t n;
	int64_t team;
	int64_t person;
	int32_t hit;
	uint16_t language; /* of held_rows */
	uint8_t part;
};

/* Many of them, so that none is ever moved. */
struct block {
	struct block *next;
	size_t count;
	struct row rows[BLOCK_ROWS];
};

/* Records of a time, until the model changes. */
struct held_rows {
	int64_t generation;
	int64_t from;
	int64_t to;
	struct block *blocks;
	VEC(struct str) languages;
};

struct language_lines {
	struct str language;
	int64_t team;
	int64_t lines;
};

struct filling {
	struct panel *panel;
	const struct held_rows *held;
	struct map teams; /* id -> index */
	struct map people;
	struct map language_at; /* team and language */
	VEC(struct language_lines) languages;
	struct arena *keep;
	struct arena *scratch;
};

/* In the order in which they are asked for. */
enum { ASK_PART, ASK_TEAM, ASK_PERSON, ASK_AT, ASK_N, ASK_HIT, ASK_LANGUAGE };
#define ASKED "part, team_id, person_id, at, n, hit, language"

static const struct {
	const char *title;
	bool is_speed;
	bool is_ratio;
} outcomes[OUTCOMES] = {
	[OUTCOME_COMMITS] = { "Commits per person", true, true },
	[OUTCOME_LEAD] = { "Days to production", true, true },
	[OUTCOME_FAILED] = { "Failed deployments", false, false },
	[OUTCOME_REVERTED] = { "Reverted commits", false, false },
	[OUTCOME_DENSITY] = { "New problems per 1,000 lines", false, true },
};

bool outcome_is_speed(enum outcome outcome)
{
	return outcomes[outcome].is_speed;
}

bool outcome_is_ratio(enum outcome outcome)
{
	return outcomes[outcome].is_ratio;
}

const char *outcome_title(enum outcome outcome)
{
	return outcomes[outcome].title;
}

bool panel_is_empty(const struct panel_cell *cell)
{
	return cell->commits + cell->deployments + cell->lines +
		   cell->problems ==
	       0;
}

bool panel_hide(bool *hidden, const struct panel *panel, size_t slot,
    struct engine *engine, struct arena *scratch, struct error *err)
{
	size_t count = panel->teams.count;
	int64_t minimum = engine->minimum_group;
	int64_t *people = arena_array(scratch, count + 1, sizeof *people);
	for (size_t i = 0; i < count; i++) {
		const struct panel_team *team = &panel->teams.items[i];
		enum team_veil veil;
		if (!team_veil(
			&veil, engine, team->name, panel->slots[slot], err))
			return false;
		people[i] = team->cells[slot].people;
		hidden[i] = veil != TEAM_SHOWN ||
			    (!panel_is_empty(&team->cells[slot]) &&
				people[i] < minimum);
	}
	sheet_hide(hidden, people, count, minimum);
	return true;
}

void panel_hide_blocks(struct panel_veil *months, const struct panel_veil *sums,
    const struct panel *panel, size_t per)
{
	for (size_t team = 0; team < panel->teams.count; team++)
		for (size_t from = 0; from < panel->slot_count; from += per) {
			bool whole = sums->hidden[from / per][team];
			bool any = whole;
			for (size_t i = from; i < from + per; i++)
				any = any || months->hidden[i][team];
			for (size_t i = from; i < from + per; i++)
				months->hidden[i][team] = any;
			/* A sum that is longer than a half is in both. */
			bool tell = per <= PANEL_HALF ? !whole : !any;
			for (size_t half = 0; half < 2; half++)
				if (!tell && from < (half + 1) * PANEL_HALF &&
				    from + per > half * PANEL_HALF)
					months->half[half][team] = true;
		}
}

bool panel_has_adoption(const struct panel_cell *cell)
{
	return cell->commits >= PANEL_RECORDS_MIN;
}

double panel_adoption(const struct panel_cell *cell)
{
	return (double)cell->ai / (double)cell->commits;
}

enum panel_standing panel_standing(
    const struct panel_cell *was, const struct panel_cell *is)
{
	if (!panel_has_adoption(was) || !panel_has_adoption(is))
		return STANDING_UNKNOWN;
	double rise = panel_adoption(is) - panel_adoption(was);
	if (rise >= ADOPTED_RISE)
		return STANDING_ADOPTED;
	return fabs(rise) < CONTROL_MOST ? STANDING_CONTROL : STANDING_BETWEEN;
}

const char *panel_standing_name(enum panel_standing standing)
{
	static const char *const names[] = {
		[STANDING_ADOPTED] = "adopted",
		[STANDING_CONTROL] = "control",
		[STANDING_BETWEEN] = "between",
		[STANDING_UNKNOWN] = "unknown",
	};
	return names[standing];
}

/* The bytes of COUNT numbers, as a key. */
static struct str number_key(const int64_t *numbers, size_t count)
{
	return (struct str){ (const char *)numbers, count * sizeof *numbers };
}

static struct panel_team *team_of(struct filling *filling, int64_t id)
{
	struct panel *panel = filling->panel;
	struct panel_team fresh = { .id = id };
	bool added;
	union map_value *slot =
	    map_put(&filling->teams, number_key(&id, 1), &added);
	if (added) {
		slot->number = (int64_t)panel->teams.count;
		VEC_PUSH(&panel->teams, filling->keep, fresh);
	}
	return &panel->teams.items[slot->number];
}

static bool slot_of(size_t *slot, const struct panel *panel, int64_t at)
{
	for (size_t i = 0; i < panel->slot_count; i++)
		if (at >= panel->slots[i].from && at < panel->slots[i].to) {
			*slot = i;
			return true;
		}
	return false;
}

static void add_person(struct filling *filling, struct panel_team *team,
    size_t slot, int64_t person)
{
	const int64_t key[] = { team->id, (int64_t)slot, person };
	bool added;
	if (person == UNKNOWN)
		return;
	map_put(&filling->people, number_key(key, 3), &added);
	team->cells[slot].people += added;
}

static void add_lines(struct filling *filling, const struct row *row)
{
	const int64_t key[] = { row->team, row->language };
	struct language_lines fresh = {
		.language = filling->held->languages.items[row->language],
		.team = row->team
	};
	bool added;
	union map_value *slot =
	    map_put(&filling->language_at, number_key(key, 2), &added);
	if (added) {
		slot->number = (int64_t)filling->languages.count;
		VEC_PUSH(&filling->languages, filling->scratch, fresh);
	}
	filling->languages.items[slot->number].lines += row->n;
}

static void add_row(struct filling *filling, const struct row *row)
{
	struct panel_team *team;
	struct panel_cell *cell;
	size_t slot;
	if (!slot_of(&slot, filling->panel, row->at))
		return;
	team = team_of(filling, row->team);
	cell = &team->cells[slot];
	switch ((enum part)row->part) {
	case COMMIT:
		cell->commits += row->n;
		cell->ai += row->hit;
		add_person(filling, team, slot, row->person);
		break;
	case LEAD:
		VEC_PUSH(&cell->leads, filling->keep, row->n);
		break;
	case FAILURE:
		cell->deployments += row->n;
		cell->failed += row->hit;
		break;
	case REVERT:
		cell->judged += row->n;
		cell->reverted += row->hit;
		break;
	case LINE:
		cell->lines += row->n;
		add_lines(filling, row);
		break;
	case PROBLEM:
	case PARTS:
		cell->problems += row->hit;
	}
}

static enum part part_of(struct str name)
{
	static const char *const names[PARTS] = { "commit", "lead", "failure",
		"revert", "line", "problem" };
	int part = 0;
	while (part < PROBLEM && !str_equal_z(name, names[part]))
		part++;
	return (enum part)part;
}

static uint16_t language_of(
    struct held_rows *held, struct str language, struct arena *keep)
{
	size_t i = 0;
	while (i < held->languages.count &&
	       !str_equal(held->languages.items[i], language))
		i++;
	if (i == held->languages.count)
		VEC_PUSH(&held->languages, keep, arena_str(keep, language));
	return (uint16_t)i;
}

static void hold_row(
    struct held_rows *held, const struct row *row, struct arena *keep)
{
	struct block *block = held->blocks;
	if (!block || block->count == BLOCK_ROWS) {
		block = ARENA_NEW(keep, struct block);
		block->next = held->blocks;
		block->count = 0;
		held->blocks = block;
	}
	block->rows[block->count++] = *row;
}

static bool read_rows(
    struct held_rows *held, struct engine *engine, struct error *err)
{
	const struct measure *m = engine_measure(engine, POPULATION);
	struct query *query = NULL;
	if (!compute_query_some(
		&query, engine, m, held->from, held->to, true, ASKED, "1", err))
		return false;
	while (query_next(query)) {
		struct row row = { .at = query_int(query, ASK_AT),
			.n = query_int(query, ASK_N),
			.team = query_int(query, ASK_TEAM),
			.person = query_int(query, ASK_PERSON),
			.hit = (int32_t)query_int(query, ASK_HIT),
			.part = (uint8_t)part_of(query_text(query, ASK_PART)) };
		if (row.part == LINE)
			row.language = language_of(held,
			    query_text(query, ASK_LANGUAGE), engine->keep);
		hold_row(held, &row, engine->keep);
	}
	return query_close(query, err) || measure_failed(m, err);
}

/* The records of SLOTS: a year and a month of them, which all panels of a
 * period ask for between them. */
static bool hold_rows(struct engine *engine, const struct period *slots,
    size_t slot_count, struct error *err)
{
	const struct period *last = &slots[slot_count - 1];
	struct held_rows *held = engine->panel_rows;
	int64_t generation = model_generation(engine->model);
	int64_t from = period_month(*last, MONTHS_READ - 1).from;
	if (held && held->generation == generation && held->to == last->to &&
	    held->from <= slots[0].from)
		return true;
	held = ARENA_NEW(engine->keep, struct held_rows);
	*held = (struct held_rows){ .generation = generation,
		.from = from < slots[0].from ? from : slots[0].from,
		.to = last->to };
	engine->panel_rows = NULL;
	if (!read_rows(held, engine, err))
		return false;
	engine->panel_rows = held;
	return true;
}

static bool read_names(
    struct filling *filling, struct engine *engine, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(
		&query, engine->model, "SELECT id, name FROM team", err))
		return false;
	while (query_next(query)) {
		int64_t id = query_int(query, 0);
		union map_value *slot =
		    map_get(&filling->teams, number_key(&id, 1));
		struct panel_team *team;
		if (!slot)
			continue;
		team = &filling->panel->teams.items[slot->number];
		team->name = arena_str(filling->keep, query_text(query, 1));
	}
	return query_close(query, err);
}

static int compare_times(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static int compare_teams(const void *a, const void *b)
{
	const struct panel_team *x = a;
	const struct panel_team *y = b;
	return str_compare(x->name, y->name);
}

static void settle(struct filling *filling)
{
	struct panel *panel = filling->panel;
	for (size_t i = 0; i < panel->teams.count; i++) {
		struct panel_team *team = &panel->teams.items[i];
		int64_t most = 0;
		for (size_t k = 0; k < filling->languages.count; k++) {
			const struct language_lines *l =
			    &filling->languages.items[k];
			if (l->team != team->id || l->lines < most ||
			    (l->lines == most &&
				str_compare(l->language, team->language) >= 0))
				continue;
			most = l->lines;
			team->language = l->language;
		}
		for (size_t s = 0; s < panel->slot_count; s++)
			if (team->cells[s].leads.count)
				qsort(team->cells[s].leads.items,
				    team->cells[s].leads.count,
				    sizeof *team->cells[s].leads.items,
				    compare_times);
	}
	if (panel->teams.count)
		qsort(panel->teams.items, panel->teams.count,
		    sizeof *panel->teams.items, compare_teams);
}

static bool fill(struct panel *panel, struct engine *engine, struct error *err)
{
	struct arena *keep = engine->keep;
	struct arena *scratch = arena_new();
	struct filling filling = { .panel = panel,
		.teams = { .arena = scratch },
		.people = { .arena = scratch },
		.language_at = { .arena = scratch },
		.keep = keep,
		.scratch = scratch };
	bool done = panel->slot_count == 0 ||
		    hold_rows(engine, panel->slots, panel->slot_count, err);
	if (done && panel->slot_count) {
		filling.held = engine->panel_rows;
		for (const struct block *b = filling.held->blocks; b;
		     b = b->next)
			for (size_t i = 0; i < b->count; i++)
				add_row(&filling, &b->rows[i]);
		done = read_names(&filling, engine, err);
	}
	if (done)
		settle(&filling);
	arena_free(scratch);
	return done;
}

static bool is_of_slots(const struct held_panel *held,
    const struct period *slots, size_t slot_count, int64_t generation)
{
	if (held->generation != generation ||
	    held->panel.slot_count != slot_count)
		return false;
	for (size_t i = 0; i < slot_count; i++)
		if (held->panel.slots[i].from != slots[i].from ||
		    held->panel.slots[i].to != slots[i].to)
			return false;
	return true;
}

bool panel_read(struct panel *panel, struct engine *engine,
    const struct period *slots, size_t slot_count, struct error *err)
{
	int64_t generation = model_generation(engine->model);
	struct held_panel *held = engine->panels;
	while (held && !is_of_slots(held, slots, slot_count, generation))
		held = held->next;
	if (!held) {
		held = ARENA_NEW(engine->keep, struct held_panel);
		*held = (struct held_panel){ .generation = generation,
			.panel = { .slot_count = slot_count },
			.next = engine->panels };
		for (size_t i = 0; i < slot_count; i++)
			held->panel.slots[i] = slots[i];
		if (!fill(&held->panel, engine, err))
			return false;
		engine->panels = held;
	}
	*panel = held->panel;
	for (size_t i = 0; i < slot_count;
	     i++) /* of these bounds, if another unit */
		panel->slots[i] = slots[i];
	return true;
}

/* As Kaplan and Meier's of spans that all ended: the first at which half have
 * arrived. */
static double median_days(const struct panel_cell *cell)
{
	size_t middle = (cell->leads.count + 1) / 2 - 1;
	return (double)cell->leads.items[middle] / (double)DAY_SECONDS;
}

int64_t panel_days(struct period slot)
{
	return (slot.to - slot.from) / DAY_SECONDS;
}

static bool share_of(double *value, int64_t hit, int64_t n)
{
	*value = n ? (double)hit / (double)n : 0;
	return n >= PANEL_RECORDS_MIN;
}

bool panel_outcome(double *value, const struct panel_cell *cell,
    enum outcome outcome, int64_t days)
{
	*value = 0;
	switch (outcome) {
	case OUTCOME_COMMITS:
		if (cell->commits < PANEL_RECORDS_MIN || !cell->people ||
		    days <= 0)
			return false;
		*value = (double)cell->commits / (double)cell->people * 30 /
			 (double)days;
		return true;
	case OUTCOME_LEAD:
		if (cell->leads.count < PANEL_RECORDS_MIN)
			return false;
		*value = median_days(cell);
		return true;
	case OUTCOME_FAILED:
		return share_of(value, cell->failed, cell->deployments);
	case OUTCOME_REVERTED:
		return share_of(value, cell->reverted, cell->judged);
	case OUTCOME_DENSITY:
		if (cell->lines < LINES_MIN)
			return false;
		*value = (double)cell->problems * 1000 / (double)cell->lines;
		return true;
	case OUTCOMES:
		break;
	}
	return false;
}
