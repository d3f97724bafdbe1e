/* Points of a scorecard. Each part is rounded to whole points by itself and the
 * score is their sum, so that what is printed adds up; what is cut off at the
 * ends of the range is a line of its own. */
#include "analysis/scorecard.h"

#include <math.h>

#include "analysis/special.h"

#define TAIL 0.025
#define LN_2 0.69314718055994530942

struct score_value score_share(double hit, double n, double all, double shrink)
{
	double good = hit + shrink * all;
	double bad = n - hit + shrink * (1 - all);
	struct score_value value = { .known = n > 0, .neutral = all };
	if (!value.known)
		return value;
	value.value = good / (good + bad);
	value.low = good > 0 ? 0 : value.value;
	value.high = bad > 0 ? 1 : value.value;
	if (good > 0 && bad > 0) {
		value.low = beta_quantile(TAIL, good, bad);
		value.high = beta_quantile(1 - TAIL, good, bad);
	}
	return value;
}

struct score_value score_rate(
    double events, double exposure, double all, double shrink)
{
	double shape = events + shrink * all;
	double time = exposure + shrink;
	struct score_value value = { .known = exposure > 0 && all > 0,
		.neutral = 0.5 };
	if (!value.known)
		return value;
	value.value = all / (all + shape / time);
	value.low = value.high = value.value;
	if (shape > 0) {
		value.low =
		    all / (all + gamma_quantile(1 - TAIL, shape) / time);
		value.high = all / (all + gamma_quantile(TAIL, shape) / time);
	}
	return value;
}

double score_fade(const struct scorecard *card, int64_t days)
{
	if (days < 0 || days >= card->gone_days)
		return 0;
	if (days <= card->full_days)
		return 1;
	return (double)(card->gone_days - days) /
	       (double)(card->gone_days - card->full_days);
}

static double factor_of(const struct scorecard *card)
{
	return card->points_to_double / LN_2;
}

static int rounded(double points)
{
	return (int)floor(points + 0.5);
}

static int within(const struct scorecard *card, int points)
{
	if (points < card->low)
		return card->low;
	return points > card->high ? card->high : points;
}

/* Points of a part at VALUE, before rounding. */
static double points_at(const struct scorecard *card, size_t part,
    const struct score_value *values, double value)
{
	if (!values[part].known)
		return 0;
	return factor_of(card) * card->parts[part].weight *
	       (value - values[part].neutral);
}

static enum score_gap gap_of(
    const struct scorecard *card, const struct score_history *history)
{
	double known = 0;
	double all = 0;
	for (size_t i = 0; i < card->part_count; i++) {
		all += card->parts[i].weight;
		if (history->values[i].known)
			known += card->parts[i].weight;
	}
	if (history->commits < card->commits_min)
		return SCORE_FEW_COMMITS;
	if (history->days < card->days_min)
		return SCORE_FEW_DAYS;
	return known < all * card->known_min ? SCORE_FEW_PARTS : SCORE_GIVEN;
}

static void add_reason(struct score *score, size_t part, int lost)
{
	size_t at = score->reason_count;
	if (lost <= 0)
		return;
	if (at == SCORE_REASONS && score->reasons[at - 1].lost >= lost)
		return;
	if (at < SCORE_REASONS)
		score->reason_count++;
	else
		at--;
	for (; at > 0 && score->reasons[at - 1].lost < lost; at--)
		score->reasons[at] = score->reasons[at - 1];
	score->reasons[at] = (struct score_reason){ part, lost };
}

/* Parts, and how far varied weights and chance move the sum. */
static double add_parts(struct score *score, const struct scorecard *card,
    const struct score_value *values)
{
	double sum = 0;
	double moved = 0;
	double down = 0;
	double up = 0;
	for (size_t i = 0; i < card->part_count; i++) {
		const struct score_value *v = &values[i];
		double points = points_at(card, i, values, v->value);
		double least = points - points_at(card, i, values, v->low);
		double most = points_at(card, i, values, v->high) - points;
		score->parts[i] = rounded(points);
		score->points += score->parts[i];
		if (v->known)
			add_reason(score, i,
			    rounded(points_at(card, i, values, 1)) -
				score->parts[i]);
		sum += points;
		moved += card->vary * fabs(points);
		down += least * least;
		up += most * most;
	}
	score->low = within(card, score->points - rounded(moved));
	score->high = within(card, score->points + rounded(moved));
	score->chance_low = within(card, score->points - rounded(sqrt(down)));
	score->chance_high = within(card, score->points + rounded(sqrt(up)));
	return sum;
}

struct score score_of(
    const struct scorecard *card, const struct score_history *history)
{
	double odds = history->odds > 0 ? history->odds : card->odds;
	double base =
	    card->score + factor_of(card) * special_log(odds / card->odds);
	struct score score = { .gap = gap_of(card, history) };
	double sum;
	int whole;
	if (score.gap != SCORE_GIVEN)
		return score;
	score.base = rounded(base);
	score.points = score.base;
	sum = add_parts(&score, card, history->values);
	score.odds = odds * special_exp(sum / factor_of(card));
	score.bad = 1 / (1 + score.odds);
	whole = within(card, score.points);
	score.cut = whole - score.points;
	score.points = whole;
	for (size_t i = 0; i < card->band_count; i++)
		if (score.points >= card->bands[i].from)
			score.band = i;
	return score;
}

struct score_change score_what_if(const struct scorecard *card,
    const struct score_history *history, size_t part, double value)
{
	const struct score_value *values = history->values;
	struct score_change change = { .known = gap_of(card, history) ==
						SCORE_GIVEN };
	double from;
	double points;
	double varied;
	change.known = change.known && values[part].known;
	if (!change.known)
		return change;
	from = points_at(card, part, values, values[part].value);
	points = points_at(card, part, values, value) - from;
	varied = card->vary * fabs(points);
	change.points = rounded(points);
	change.low = rounded(points - varied);
	change.high = rounded(points + varied);
	return change;
}
