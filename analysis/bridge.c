/* A score is a weighted mean over what is known, so a part that comes or goes
 * moves it without anything having changed. The bridge therefore goes by way of
 * the score over the parts that both periods count alike: from the last score
 * to that one, along the contributions, and on to this score; the first and the
 * last of these three steps are the change of method. */
#include "analysis/bridge.h"

#include <math.h>

static bool is_common(const struct bridge_part *part)
{
	return part->comparable && part->last.known && part->now.known;
}

enum of { OF_LAST, OF_NOW, OF_COMMON_LAST, OF_COMMON_NOW };

static bool score_of(struct estimate *score, const struct bridge_part *parts,
    size_t count, enum of of, double vary, struct arena *scratch)
{
	double share;
	struct composite_part *all =
	    arena_array(scratch, count + 1, sizeof *all);
	for (size_t i = 0; i < count; i++) {
		const struct bridge_part *part = &parts[i];
		bool last = of == OF_LAST || of == OF_COMMON_LAST;
		bool common = of == OF_COMMON_LAST || of == OF_COMMON_NOW;
		all[i] = (struct composite_part){
			.known = common ? is_common(part)
				 : last ? part->last.known
					: part->now.known,
			.weight = part->weight,
			.value = last ? part->last.value : part->now.value,
		};
	}
	return composite_score(score, &share, all, count, vary);
}

bool bridge_make(struct bridge *bridge, struct bridge_part *parts, size_t count,
    double vary, struct arena *scratch)
{
	struct estimate last;
	struct estimate now;
	struct estimate from;
	struct estimate to;
	double weights = 0;
	double moved = 0;
	*bridge = (struct bridge){ 0 };
	if (!score_of(&last, parts, count, OF_LAST, vary, scratch) ||
	    !score_of(&now, parts, count, OF_NOW, vary, scratch))
		return false;
	bool common =
	    score_of(&from, parts, count, OF_COMMON_LAST, vary, scratch) &&
	    score_of(&to, parts, count, OF_COMMON_NOW, vary, scratch);
	for (size_t i = 0; i < count; i++)
		weights += is_common(&parts[i]) ? parts[i].weight : 0;
	for (size_t i = 0; i < count; i++) {
		struct bridge_part *part = &parts[i];
		part->contribution = 0;
		if (!is_common(part))
			continue;
		part->contribution = part->weight *
				     (part->now.value - part->last.value) /
				     weights;
		moved += part->contribution;
	}
	bridge->last = last.value;
	bridge->now = now.value;
	bridge->low = now.low;
	bridge->high = now.high;
	bridge->method = now.value - last.value;
	if (common)
		bridge->method =
		    (from.value - last.value) + (now.value - to.value);
	bridge->unexplained = now.value - last.value - bridge->method - moved;
	return true;
}

double bridge_points(const struct measure *measure, const struct figure *figure,
    bool up_is_good, double limit)
{
	double value = figure->value;
	double most = limit > 0 ? limit : 1;
	if (measure->kind == MEASURE_SHARE &&
	    measure->reading == READING_DIFFERENCE)
		return 50 * (1 + (up_is_good ? value : -value));
	if (measure->kind == MEASURE_SHARE)
		return 100 * (up_is_good ? value : 1 - value);
	value = fmax(value, 0);
	return 100 * (up_is_good ? value : most) / (most + value);
}
