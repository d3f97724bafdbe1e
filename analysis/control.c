/* Control charts and funnel limits. Rules are looked for over the whole row
 * of points once their limits are known; a point carries the strongest rule
 * that ends at it, so that a chart can ring the point or bracket the run. */
#include "analysis/control.h"

#include <math.h>

#include "analysis/special.h"

#define XMR_WIDTH 2.66
#define XMR_RANGE_WIDTH 3.268
#define RANGE_TO_SIGMA 1.128

enum { RUN_LENGTH = 8, NEAR_WINDOW = 4, NEAR_COUNT = 3 };

static int side_of(const struct signal_point *point, double centre)
{
	return (point->value > centre) - (point->value < centre);
}

static bool is_outside(const struct signal_point *point)
{
	return point->value > point->high || point->value < point->low;
}

/* Whether it is nearer the limit of its side than the centre. */
static bool is_near(const struct signal_point *point, double centre)
{
	double limit = point->value > centre ? point->high : point->low;
	return fabs(limit - point->value) < fabs(point->value - centre);
}

static bool ends_run(const struct signal_point *points, size_t i, double c)
{
	int side = side_of(&points[i], c);
	if (i + 1 < RUN_LENGTH || side == 0)
		return false;
	for (size_t back = 1; back < RUN_LENGTH; back++)
		if (side_of(&points[i - back], c) != side)
			return false;
	return true;
}

static bool ends_near(const struct signal_point *points, size_t i, double c)
{
	int side = side_of(&points[i], c);
	int near = 0;
	if (i + 1 < NEAR_WINDOW || side == 0 || !is_near(&points[i], c))
		return false;
	for (size_t back = 0; back < NEAR_WINDOW; back++)
		near += side_of(&points[i - back], c) == side &&
			is_near(&points[i - back], c);
	return near >= NEAR_COUNT;
}

static void mark_signals(
    struct signal_point *points, size_t count, double centre)
{
	for (size_t i = 0; i < count; i++) {
		struct signal_point *point = &points[i];
		if (is_outside(point))
			point->rule = SIGNAL_POINT;
		else if (ends_run(points, i, centre))
			point->rule = SIGNAL_RUN;
		else if (ends_near(points, i, centre))
			point->rule = SIGNAL_NEAR;
		if (point->rule != SIGNAL_NONE)
			point->side = side_of(point, centre);
	}
}

void control_xmr(struct control *control, struct signal_point *points,
    const double *values, size_t count)
{
	double sum = 0;
	double ranges = 0;
	*control = (struct control){ .widened = 1 };
	for (size_t i = 0; i < count; i++) {
		points[i] = (struct signal_point){ .value = values[i] };
		sum += values[i];
		if (i > 0)
			ranges += fabs(values[i] - values[i - 1]);
	}
	if (count > 0)
		control->centre = sum / (double)count;
	if (count < CONTROL_POINTS)
		return;
	control->has_limits = true;
	control->range = ranges / (double)(count - 1);
	control->range_limit = XMR_RANGE_WIDTH * control->range;
	for (size_t i = 0; i < count; i++) {
		double width = XMR_WIDTH * control->range;
		points[i].low = control->centre - width;
		points[i].high = control->centre + width;
	}
	mark_signals(points, count, control->centre);
}

/* Laney: how much more the points move than chance alone lets them. The
 * standard error of each point stands in LOW. */
static double laney(
    const struct signal_point *points, double centre, size_t count)
{
	double ranges = 0;
	double before = 0;
	for (size_t i = 0; i < count; i++) {
		double z = (points[i].value - centre) / points[i].low;
		if (i > 0)
			ranges += fabs(z - before);
		before = z;
	}
	return fmax(1, ranges / (double)(count - 1) / RANGE_TO_SIGMA);
}

/* Events over exposure, where chance lets one unit vary by UNIT(centre). */
static void stepped(struct control *control, struct signal_point *points,
    const double *events, const double *exposure, size_t count,
    double (*unit)(double centre))
{
	double all = 0;
	double total = 0;
	*control = (struct control){ .widened = 1 };
	for (size_t i = 0; i < count; i++) {
		points[i] =
		    (struct signal_point){ .value = events[i] / exposure[i] };
		all += events[i];
		total += exposure[i];
	}
	if (total > 0)
		control->centre = all / total;
	double variance = unit(control->centre);
	if (count < CONTROL_POINTS || !(variance > 0))
		return;
	control->has_limits = true;
	for (size_t i = 0; i < count; i++)
		points[i].low = sqrt(variance / exposure[i]);
	control->widened = laney(points, control->centre, count);
	for (size_t i = 0; i < count; i++) {
		double width = 3 * control->widened * points[i].low;
		points[i].low = control->centre - width;
		points[i].high = control->centre + width;
	}
}

static double unit_of_rate(double centre)
{
	return centre;
}

static double unit_of_share(double centre)
{
	return centre * (1 - centre);
}

/* Signals first: a limit that is cut at 0 or 1 is nearer than chance has it. */
static void mark_and_cut(struct control *control, struct signal_point *points,
    size_t count, double most)
{
	if (!control->has_limits)
		return;
	mark_signals(points, count, control->centre);
	for (size_t i = 0; i < count; i++) {
		points[i].low = fmax(0, points[i].low);
		points[i].high = fmin(most, points[i].high);
	}
}

void control_u(struct control *control, struct signal_point *points,
    const double *events, const double *exposure, size_t count)
{
	stepped(control, points, events, exposure, count, unit_of_rate);
	mark_and_cut(control, points, count, (double)INFINITY);
}

void control_p(struct control *control, struct signal_point *points,
    const double *hits, const double *n, size_t count)
{
	stepped(control, points, hits, n, count, unit_of_share);
	mark_and_cut(control, points, count, 1);
}

/* The count below which P of a Poisson of MEAN lies, interpolated. */
static double poisson_limit(double p, double mean)
{
	double low = 0;
	double high = mean + 10 * sqrt(mean) + 10;
	double over;
	double point;
	while (low < high) {
		double middle = floor(low + (high - low) / 2);
		if (poisson_lower(middle, mean) < p)
			low = middle + 1;
		else
			high = middle;
	}
	over = poisson_lower(low, mean) - p;
	point = poisson_point(low, mean);
	return fmax(0, low - (point > 0 ? over / point : 0));
}

struct funnel funnel_limits(double target, double exposure)
{
	double mean = target * exposure;
	return (struct funnel){
		.low_95 = poisson_limit(0.025, mean) / exposure,
		.high_95 = poisson_limit(0.975, mean) / exposure,
		.low_998 = poisson_limit(0.001, mean) / exposure,
		.high_998 = poisson_limit(0.999, mean) / exposure,
	};
}
