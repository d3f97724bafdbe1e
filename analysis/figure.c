/* Figures by kind. Rates and their comparison stand in rate.c. */
#include "analysis/figure.h"

#include <math.h>

#include "analysis/capture.h"
#include "analysis/interval.h"
#include "analysis/rate.h"

enum word_class class_of_ratio(const struct figure *figure)
{
	bool is_real = figure->p_adjusted <= SIGNIFICANT_P;
	if (is_real && figure->low > 1)
		return CLASS_CLEAR_UP;
	if (is_real && figure->high < 1)
		return CLASS_CLEAR_DOWN;
	if (figure->low >= BAND_LOW && figure->high <= BAND_HIGH)
		return CLASS_EQUAL;
	return CLASS_OPEN;
}

enum word_class class_of_difference(const struct figure *figure)
{
	if (figure->p_adjusted > SIGNIFICANT_P)
		return CLASS_OPEN;
	if (figure->has_interval ? figure->low > 0 : figure->value > 0)
		return CLASS_CLEAR_UP;
	if (figure->has_interval ? figure->high < 0 : figure->value < 0)
		return CLASS_CLEAR_DOWN;
	return CLASS_OPEN;
}

static void read_count(struct reading *reading, const struct portion *portion)
{
	struct figure *figure = &reading->figure;
	struct interval limits;
	for (size_t i = 0; i < portion->count; i++)
		figure->n += portion->cells[i]->n;
	limits = interval_count(figure->n < 0 ? 0 : figure->n);
	figure->known = true;
	figure->counted = true;
	figure->value = (double)figure->n;
	figure->has_interval = !portion->measure->census;
	figure->low = limits.low;
	figure->high = limits.high;
}

/* Of n on either list, hit are on both and unknown on the second alone. */
static void read_capture(struct reading *reading, const struct portion *portion)
{
	struct figure *figure = &reading->figure;
	struct estimate size;
	int64_t second_alone = 0;
	for (size_t i = 0; i < portion->count; i++) {
		figure->n += portion->cells[i]->n;
		figure->hit += portion->cells[i]->hit;
		second_alone += portion->cells[i]->unknown;
	}
	figure->class = CLASS_TOO_LITTLE;
	if (figure->hit < CAPTURE_BOTH_MIN)
		return;
	size = capture_size(
	    figure->n - second_alone, figure->hit + second_alone, figure->hit);
	figure->class = CLASS_NONE;
	figure->known = true;
	figure->has_interval = true;
	figure->value = size.value;
	figure->low = size.low;
	figure->high = size.high;
}

void cluster_add(
    struct cluster_sums *sums, const struct cell *cell, int64_t clusters)
{
	sums->clusters += clusters;
	sums->y += (double)cell->hit;
	sums->x += (double)cell->n;
	sums->yy += cell->yy;
	sums->xy += cell->xy;
	sums->xx += cell->xx;
}

static struct cluster_sums clusters_of(const struct portion *portion)
{
	struct cluster_sums sums = { 0 };
	for (size_t i = 0; i < portion->count; i++)
		cluster_add(
		    &sums, portion->cells[i], portion->cells[i]->clusters);
	return sums;
}

static void set_share(
    struct figure *figure, int64_t hit, const struct portion *portion)
{
	struct interval limits = { 0 };
	bool is_few;
	figure->hit = hit;
	figure->class = CLASS_TOO_LITTLE;
	if (figure->n <= 0)
		return;
	figure->known = true;
	figure->value = (double)hit / (double)figure->n;
	if (portion->measure->weighted) {
		struct cluster_sums sums = clusters_of(portion);
		struct estimate share = share_of_clusters(&sums);
		limits = (struct interval){ share.low, share.high };
	} else {
		limits = interval_share(hit, figure->n);
	}
	figure->counted = portion->measure->census;
	figure->has_interval = !portion->measure->census;
	figure->low = limits.low;
	figure->high = limits.high;
	if (portion->measure->by_record)
		is_few = clusters_of(portion).clusters < RECORDS_MIN;
	else
		is_few = figure->n < RECORDS_MIN && !portion->measure->census;
	if (!is_few)
		figure->class = CLASS_NONE;
}

/* The same share, if all or none of unknown origin were hits. */
static struct figure what_if(const struct figure *figure, int64_t more)
{
	struct figure other = *figure;
	other.has_interval = false;
	other.hit = figure->hit + more;
	other.value = (double)other.hit / (double)figure->n;
	return other;
}

static void read_share(struct reading *reading, const struct portion *portion)
{
	struct figure *figure = &reading->figure;
	int64_t hit = 0;
	for (size_t i = 0; i < portion->count; i++) {
		figure->n += portion->cells[i]->n;
		hit += portion->cells[i]->hit;
		figure->unknown += portion->cells[i]->unknown;
	}
	set_share(figure, hit, portion);
	if (figure->known && figure->unknown > 0) {
		reading->all_ai = what_if(figure, figure->unknown);
		reading->none_ai = what_if(figure, 0);
	}
}

struct span *figure_spans(
    size_t *count, const struct portion *portion, int group, struct arena *keep)
{
	struct span *spans =
	    arena_array(keep, portion->count + 1, sizeof *spans);
	for (size_t i = 0; i < portion->count; i++) {
		const struct cell *cell = portion->cells[i];
		spans[i] = (struct span){ cell->enter, cell->leave, cell->n,
			cell->event, group };
	}
	*count = portion->count;
	return spans;
}

static double days(int64_t seconds)
{
	return (double)seconds / (double)DAY_SECONDS;
}

static void read_time(
    struct reading *reading, const struct portion *portion, struct arena *keep)
{
	struct figure *figure = &reading->figure;
	const struct median *median = &reading->survival.median;
	size_t count;
	struct span *spans = figure_spans(&count, portion, 0, keep);
	survival_curve(&reading->survival, spans, count, keep);
	figure->hit = reading->survival.events;
	figure->n = reading->survival.records;
	if (figure->hit < EVENTS_MIN)
		figure->class = CLASS_TOO_LITTLE;
	figure->known = median->reached;
	if (median->reached)
		figure->value = days(median->age);
	figure->has_interval = median->low_reached;
	figure->low = days(median->low);
	figure->high =
	    median->high_reached ? days(median->high) : (double)INFINITY;
}

void figure_read(
    struct reading *reading, const struct portion *portion, struct arena *keep)
{
	*reading = (struct reading){ .q_p = 1 };
	reading->figure.class = CLASS_NONE;
	reading->figure.p = 1;
	reading->figure.p_adjusted = 1;
	switch (portion->measure->kind) {
	case MEASURE_COUNT:
		if (portion->measure->reading == READING_CAPTURE)
			read_capture(reading, portion);
		else
			read_count(reading, portion);
		break;
	case MEASURE_SHARE:
		if (portion->measure->reading == READING_DIFFERENCE)
			rate_read_difference(reading, portion);
		else
			read_share(reading, portion);
		break;
	case MEASURE_RATE:
		rate_read(reading, portion, keep);
		break;
	case MEASURE_TIME:
		read_time(reading, portion, keep);
		break;
	case MEASURE_TABLE:
	case MEASURE_KINDS:
		break;
	}
}

enum figure_status figure_status(
    const struct figure *figure, enum measure_direction good, double limit)
{
	double low = figure->low;
	double high = figure->high;
	if (figure->class == CLASS_NOT_ASSESSED)
		return STATUS_NOT_ASSESSED;
	if (figure->class == CLASS_NOT_COMPARABLE)
		return STATUS_NOT_COMPARABLE;
	if (figure->class == CLASS_TOO_LITTLE || !figure->known ||
	    figure->suppressed)
		return STATUS_TOO_LITTLE;
	if (good == DIRECTION_NONE)
		return STATUS_NONE;
	/* the least there is may be too much; all else nobody knows */
	if (figure->partial && !(figure->counted && good == DIRECTION_DOWN &&
				   figure->value > limit))
		return STATUS_NOT_ASSESSED;
	if (figure->counted || !figure->has_interval)
		low = high = figure->value;
	if (good == DIRECTION_DOWN) {
		if (high <= limit)
			return STATUS_INSIDE;
		return low > limit ? STATUS_OUTSIDE : STATUS_BORDERLINE;
	}
	if (low >= limit)
		return STATUS_INSIDE;
	return high < limit ? STATUS_OUTSIDE : STATUS_BORDERLINE;
}
