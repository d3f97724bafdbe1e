/* Target "survey": answers to questionnaires. No answer of a person and no cell
 * of fewer than five answers is ever stored, so that none can be shown: answers
 * are gathered by question and team; those of teams that are too small go
 * together, and when they are still too few they are left out, and told. */
#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "importers/table/number_text.h"
#include "importers/table/target.h"

enum { ANSWERS_MIN = 5 };

/* clang-format off */
#define FIELDS(F) \
	F(survey, TEXT, 0, NULL, "name of the survey") \
	F(item, TEXT, FIELD_REQUIRED, NULL, "the question") \
	F(value, TEXT, 0, NULL, "the answer: a number, or how far one agrees") \
	F(team, TEXT, 0, NULL, "team of who answered") \
	F(day, TIME, FIELD_REQUIRED, NULL, "when it was answered") \
	F(low, NUMBER, 0, NULL, "lowest value of the scale") \
	F(high, NUMBER, 0, NULL, "highest value of the scale")

/* Scales of five steps in words, as most questionnaires have them. */
static const struct {
	const char *word;
	int value;
} steps[] = {
	{ "strongly disagree", 1 }, { "disagree", 2 }, { "neutral", 3 },
	{ "neither agree nor disagree", 3 }, { "agree", 4 },
	{ "strongly agree", 5 },
	{ "very dissatisfied", 1 }, { "dissatisfied", 2 },
	{ "satisfied", 4 }, { "very satisfied", 5 },
	{ "never", 1 }, { "rarely", 2 }, { "sometimes", 3 }, { "often", 4 },
	{ "always", 5 },
};
/* clang-format on */

enum { FIELDS(TARGET_ENUM) FIELD_COUNT };
static const struct table_field fields[] = { FIELDS(TARGET_FIELD) };

struct cell {
	struct str survey;
	struct str item;
	struct str team;
	int64_t from; /* first and last answer */
	int64_t to;
	int64_t answers;
	int64_t sum_e6;
	int64_t low_e6;
	int64_t high_e6;
	int64_t line;
};

struct listed {
	struct cell *cell;
};

struct state {
	struct arena *keep;
	struct map by_key;
	VEC(struct listed) cells;
};

static bool open(
    void **out, struct import *import, struct arena *keep, struct error *err)
{
	struct state *state = ARENA_NEW(keep, struct state);
	(void)import;
	(void)err;
	state->keep = keep;
	state->by_key.arena = keep;
	*out = state;
	return true;
}

static bool read_answer(int64_t *value_e6, bool *is_word, struct str text)
{
	*is_word = true;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (str_equal_nocase(text, str_from(steps[i].word))) {
			*value_e6 = steps[i].value * INT64_C(1000000);
			return true;
		}
	*is_word = false;
	/* "4 - agree" */
	size_t dash = str_find(text, STR(" - "));
	return number_read(value_e6, str_trim(str_slice(text, 0, dash)), '.') ==
	       READING_FINE;
}

static struct cell *cell_of(const struct table_row *row)
{
	struct state *state = row->state;
	const struct table_value *values = row->values;
	struct str survey = value_text(&values[F_survey], STR("survey"));
	struct str team = value_text(&values[F_team], STR(""));
	bool added;
	struct str key =
	    arena_printf(row->scratch, STR_FMT "\n" STR_FMT "\n" STR_FMT,
		STR_ARG(survey), STR_ARG(values[F_item].text), STR_ARG(team));
	union map_value *slot = map_put(&state->by_key, key, &added);
	if (!added)
		return slot->pointer;
	struct cell *cell = ARENA_NEW(state->keep, struct cell);
	*cell = (struct cell){
		.survey = arena_str(state->keep, survey),
		.item = arena_str(state->keep, values[F_item].text),
		.team = arena_str(state->keep, team),
		.from = values[F_day].number,
		.to = values[F_day].number,
		.low_e6 = INT64_MAX,
		.high_e6 = INT64_MIN,
		.line = row->line,
	};
	slot->pointer = cell;
	struct listed listed = { cell };
	VEC_PUSH(&state->cells, state->keep, listed);
	return cell;
}

static void widen(struct cell *cell, int64_t low_e6, int64_t high_e6)
{
	if (low_e6 != UNKNOWN && low_e6 < cell->low_e6)
		cell->low_e6 = low_e6;
	if (high_e6 != UNKNOWN && high_e6 > cell->high_e6)
		cell->high_e6 = high_e6;
}

static bool add(
    const struct table_row *row, enum row_end *end, struct error *err)
{
	const struct table_value *values = row->values;
	int64_t value;
	bool is_word;
	(void)err;
	*end = ROW_EMPTY;
	if (!values[F_value].known)
		return true;
	if (!read_answer(&value, &is_word, values[F_value].text) ||
	    value > INT64_C(1000000000000) || value < -INT64_C(1000000000000)) {
		*end = row_reject(row, F_value, "bad-answer",
		    "expected a number or a word such as agree, found "
		    "\"" STR_FMT
		    "\"; fix: map it by a line \"value value ...\" in a "
		    "profile",
		    STR_ARG(str_slice(values[F_value].text, 0, 60)));
		return true;
	}
	struct cell *cell = cell_of(row);
	cell->answers++;
	cell->sum_e6 += value;
	widen(cell, value, value);
	widen(cell, values[F_low].number, values[F_high].number);
	if (is_word)
		widen(cell, 1000000, 5000000);
	if (values[F_day].number < cell->from)
		cell->from = values[F_day].number;
	if (values[F_day].number > cell->to)
		cell->to = values[F_day].number;
	*end = ROW_WAITS;
	return true;
}

static int by_question(const void *a, const void *b)
{
	const struct cell *x = ((const struct listed *)a)->cell;
	const struct cell *y = ((const struct listed *)b)->cell;
	int order = str_compare(x->survey, y->survey);
	if (!order)
		order = str_compare(x->item, y->item);
	return order ? order : str_compare(x->team, y->team);
}

static bool is_same_question(const struct cell *a, const struct cell *b)
{
	return str_equal(a->survey, b->survey) && str_equal(a->item, b->item);
}

/* Adds CELL, and counts its answers. */
static bool store(
    struct import *import, const struct cell *cell, struct error *err)
{
	struct fact_survey fact = {
		.survey = cell->survey,
		.item = cell->item,
		.team = cell->team,
		.from_time = date_day_start(cell->from),
		.to_time = date_day_start(cell->to) + DAY_SECONDS,
		.answers = cell->answers,
		.sum_e6 = cell->sum_e6,
		.low_e6 = cell->low_e6,
		.high_e6 = cell->high_e6,
	};
	enum put_end end;
	import_locator(import, cell->line);
	if (!import_put(import, FACT_KIND_survey, &fact, &end, err) ||
	    (end == PUT_DIFFERS &&
		!import_replace(import, FACT_KIND_survey, &fact, err)))
		return false;
	for (int64_t i = 0; i < cell->answers; i++) {
		if (end == PUT_SAME)
			import_duplicate(import);
		else
			import_accept(import);
	}
	return true;
}

static void join(struct cell *into, const struct cell *cell)
{
	into->answers += cell->answers;
	into->sum_e6 += cell->sum_e6;
	widen(into, cell->low_e6, cell->high_e6);
	if (cell->from < into->from)
		into->from = cell->from;
	if (cell->to > into->to)
		into->to = cell->to;
	if (cell->line < into->line)
		into->line = cell->line;
}

/* The cells of one question; *WITHHELD grows by the answers left out. */
static bool store_question(struct import *import, const struct listed *listed,
    size_t count, int64_t *withheld, struct error *err)
{
	struct cell small = { 0 };
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		const struct cell *cell = listed[i].cell;
		if (cell->answers >= ANSWERS_MIN && cell->team.len) {
			if (!store(import, cell, err))
				return false;
			continue;
		}
		if (any)
			join(&small, cell);
		else
			small = *cell;
		any = true;
	}
	small.team = STR("");
	if (any && small.answers >= ANSWERS_MIN)
		return store(import, &small, err);
	for (int64_t i = 0; i < small.answers; i++)
		import_empty(import);
	*withheld += small.answers;
	return true;
}

static bool close(void *user, struct import *import, struct error *err)
{
	struct state *state = user;
	int64_t withheld = 0;
	size_t next;
	if (state->cells.count)
		qsort(state->cells.items, state->cells.count,
		    sizeof *state->cells.items, by_question);
	for (size_t i = 0; i < state->cells.count; i = next) {
		next = i + 1;
		while (next < state->cells.count &&
		       is_same_question(state->cells.items[i].cell,
			   state->cells.items[next].cell))
			next++;
		if (!store_question(import, &state->cells.items[i], next - i,
			&withheld, err))
			return false;
	}
	if (withheld)
		import_diagnose(import, "note", "withheld-answers", 0,
		    "answers left out because fewer than %d people gave one: "
		    "%lld",
		    ANSWERS_MIN, (long long)withheld);
	return true;
}

const struct table_target target_survey = {
	.name = "survey",
	.title = "answers to questionnaires",
	.fields = fields,
	.field_count = FIELD_COUNT,
	.open = open,
	.add = add,
	.close = close,
};
