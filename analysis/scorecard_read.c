/* Reads data/scorecard.csv. Each row says what it is: a number of the scale, a
 * minimum, a band, a part, or how training fades; a row that nobody asks for
 * and a number that is asked for and not there are errors, so that a table
 * that was changed cannot score by half of it. */
#include "analysis/scorecard.h"
#include "base/rules.h"

#define SCORECARD_FILE STR("data/scorecard.csv")
#define NUMBER_MAX 1e6

struct columns {
	size_t what;
	size_t key;
	size_t name;
	size_t value;
	size_t shrink;
	size_t reason;
};

struct reader {
	const struct rules *rules;
	struct columns columns;
	struct scorecard *card;
};

static bool find_columns(
    struct columns *columns, const struct rules *rules, struct error *err)
{
	return rules_column(rules, "what", &columns->what, err) &&
	       rules_column(rules, "key", &columns->key, err) &&
	       rules_column(rules, "name", &columns->name, err) &&
	       rules_column(rules, "value", &columns->value, err) &&
	       rules_column(rules, "shrink", &columns->shrink, err) &&
	       rules_column(rules, "reason", &columns->reason, err);
}

static bool wrong_row(
    const struct reader *reader, size_t row, const char *why, struct error *err)
{
	struct place place = { .file = SCORECARD_FILE,
		.line = reader->rules->lines[row] };
	return error_at(err, place, "%s", why);
}

static bool number_at(double *number, const struct reader *reader, size_t row,
    size_t column, struct error *err)
{
	struct str text = rules_cell(reader->rules, row, column);
	if (str_to_double(text, number) && *number >= 0 &&
	    *number <= NUMBER_MAX)
		return true;
	return wrong_row(
	    reader, row, "expected a number from 0 to a million", err);
}

static bool add_part(struct reader *reader, size_t row, struct error *err)
{
	struct scorecard *card = reader->card;
	const struct columns *c = &reader->columns;
	struct score_part part = {
		.key = rules_cell(reader->rules, row, c->key),
		.name = rules_cell(reader->rules, row, c->name),
		.reason = rules_cell(reader->rules, row, c->reason),
	};
	if (card->part_count == SCORE_PARTS_MAX)
		return wrong_row(reader, row, "too many parts", err);
	if (!number_at(&part.weight, reader, row, c->value, err) ||
	    !number_at(&part.shrink, reader, row, c->shrink, err))
		return false;
	card->parts[card->part_count++] = part;
	return true;
}

static bool add_band(
    struct reader *reader, size_t row, double from, struct error *err)
{
	struct scorecard *card = reader->card;
	size_t n = card->band_count;
	if (n == SCORE_BANDS_MAX)
		return wrong_row(reader, row, "too many bands", err);
	if (n > 0 && from <= card->bands[n - 1].from)
		return wrong_row(
		    reader, row, "bands must come in ascending order", err);
	card->bands[n].from = (int)from;
	card->bands[n].name =
	    rules_cell(reader->rules, row, reader->columns.name);
	card->band_count++;
	return true;
}

/* The numbers that stand alone, in the order of the table. */
enum number {
	SCALE_SCORE,
	SCALE_ODDS,
	SCALE_DOUBLE,
	SCALE_LOW,
	SCALE_HIGH,
	SCALE_VARY,
	SCALE_HORIZON,
	MINIMUM_COMMITS,
	MINIMUM_DAYS,
	MINIMUM_KNOWN,
	FADE_FULL,
	FADE_GONE,
	NUMBERS
};

static const struct {
	const char *what;
	const char *key;
} numbers[NUMBERS] = {
	[SCALE_SCORE] = { "scale", "score" },
	[SCALE_ODDS] = { "scale", "odds" },
	[SCALE_DOUBLE] = { "scale", "double" },
	[SCALE_LOW] = { "scale", "low" },
	[SCALE_HIGH] = { "scale", "high" },
	[SCALE_VARY] = { "scale", "vary" },
	[SCALE_HORIZON] = { "scale", "horizon" },
	[MINIMUM_COMMITS] = { "minimum", "commits" },
	[MINIMUM_DAYS] = { "minimum", "days" },
	[MINIMUM_KNOWN] = { "minimum", "known" },
	[FADE_FULL] = { "fade", "full" },
	[FADE_GONE] = { "fade", "gone" },
};

/* Takes ROW as a part, a band or one of VALUES, which were not there. */
static bool read_row(
    double *values, struct reader *reader, size_t row, struct error *err)
{
	struct str what = rules_cell(reader->rules, row, reader->columns.what);
	struct str key = rules_cell(reader->rules, row, reader->columns.key);
	double number;
	if (!number_at(&number, reader, row, reader->columns.value, err))
		return false;
	if (str_equal_z(what, "part"))
		return add_part(reader, row, err);
	if (str_equal_z(what, "band"))
		return add_band(reader, row, number, err);
	for (size_t i = 0; i < NUMBERS; i++)
		if (str_equal_z(what, numbers[i].what) &&
		    str_equal_z(key, numbers[i].key)) {
			values[i] = number;
			return true;
		}
	return wrong_row(reader, row, "no such row in a scorecard", err);
}

static void take_numbers(struct scorecard *card, const double *values)
{
	card->score = values[SCALE_SCORE];
	card->odds = values[SCALE_ODDS];
	card->points_to_double = values[SCALE_DOUBLE];
	card->low = (int)values[SCALE_LOW];
	card->high = (int)values[SCALE_HIGH];
	card->vary = values[SCALE_VARY];
	card->horizon_days = (int64_t)values[SCALE_HORIZON];
	card->commits_min = (int64_t)values[MINIMUM_COMMITS];
	card->days_min = (int64_t)values[MINIMUM_DAYS];
	card->known_min = values[MINIMUM_KNOWN];
	card->full_days = (int64_t)values[FADE_FULL];
	card->gone_days = (int64_t)values[FADE_GONE];
}

static bool is_sound(const struct scorecard *card)
{
	return card->odds > 0 && card->points_to_double > 0 &&
	       card->low < card->high && card->full_days < card->gone_days &&
	       card->part_count > 0 && card->band_count > 0;
}

bool scorecard_read(struct scorecard *card, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	struct rules rules;
	struct reader reader = { .rules = &rules, .card = card };
	double values[NUMBERS];
	*card = (struct scorecard){ 0 };
	for (size_t i = 0; i < NUMBERS; i++)
		values[i] = -1;
	if (!rules_read(&rules, folders, SCORECARD_FILE, keep, err) ||
	    !find_columns(&reader.columns, &rules, err))
		return false;
	for (size_t row = 0; row < rules.row_count; row++)
		if (!read_row(values, &reader, row, err))
			return false;
	for (size_t i = 0; i < NUMBERS; i++)
		if (values[i] < 0)
			return error_set(err, ERROR_INPUT,
			    "data/scorecard.csv has no row %s, %s",
			    numbers[i].what, numbers[i].key);
	take_numbers(card, values);
	if (!is_sound(card))
		return error_set(err, ERROR_INPUT,
		    "data/scorecard.csv: odds and points must be above 0, low "
		    "below high, full below gone, and parts and bands given");
	return true;
}
