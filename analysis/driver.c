/* A behaviour is compared as origin is: within strata, with what is unknown
 * read both ways. What is left for this file is how much of all it makes up,
 * and who of many candidates may be named. */
#include "analysis/driver.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/adjust.h"
#include "analysis/figure.h"

static double excess_at(double events, double ratio)
{
	return ratio > 1 ? events * (1 - 1 / ratio) : 0;
}

void driver_read(struct driver *driver, struct density_stratum *strata,
    size_t count, struct arena *scratch)
{
	const struct density_reading *r = &driver->density.recorded;
	double events;
	count = density_merge(strata, count);
	density_compare(&driver->density, strata, count, false, scratch);
	driver->problems = r->sum.a;
	driver->all = r->sum.a + r->sum.b + driver->density.doubt;
	driver->p_adjusted = r->p;
	driver->rest = 1;
	driver->evidence =
	    driver->missing.ptr ? DRIVER_NOT_ASSESSED : DRIVER_TOO_LITTLE;
	if (!r->known)
		return;
	events = (double)r->compared.a;
	driver->excess = (struct estimate){ excess_at(events, r->ratio.value),
		excess_at(events, r->ratio.low),
		excess_at(events, r->ratio.high) };
	driver->rest = 1 - driver->excess.value / (double)driver->all;
}

static enum driver_evidence judge(
    const struct driver *driver, const struct driver_rule *rule)
{
	const struct density_reading *r = &driver->density.recorded;
	struct figure figure = { .low = r->ratio.low,
		.high = r->ratio.high,
		.p_adjusted = driver->p_adjusted };
	enum word_class class = class_of_ratio(&figure);
	if (!r->known)
		return driver->evidence;
	if (class == CLASS_CLEAR_DOWN)
		return DRIVER_LOWER;
	if (class != CLASS_CLEAR_UP || driver->p_adjusted > rule->p_max)
		return DRIVER_OPEN;
	if (rule->stable && driver->density.unstable)
		return DRIVER_UNSTABLE;
	return driver->people < rule->people_min ? DRIVER_FEW_PEOPLE
						 : DRIVER_ADMITTED;
}

void drivers_judge(struct driver *drivers, size_t count,
    const struct driver_rule *rule, struct arena *scratch)
{
	double *p = arena_array(scratch, count + 1, sizeof *p);
	size_t tested = 0;
	for (size_t i = 0; i < count; i++)
		if (drivers[i].density.recorded.known)
			p[tested++] = drivers[i].density.recorded.p;
	adjust_p(p, tested, scratch);
	tested = 0;
	for (size_t i = 0; i < count; i++) {
		if (drivers[i].density.recorded.known)
			drivers[i].p_adjusted = p[tested++];
		drivers[i].evidence = judge(&drivers[i], rule);
	}
}

static int compare_drivers(const void *a, const void *b)
{
	const struct driver *x = a;
	const struct driver *y = b;
	if (x->evidence != y->evidence)
		return x->evidence > y->evidence ? -1 : 1;
	if (x->evidence == DRIVER_ADMITTED &&
	    (x->excess.value < y->excess.value ||
		x->excess.value > y->excess.value))
		return x->excess.value > y->excess.value ? -1 : 1;
	return str_compare(x->key, y->key);
}

void drivers_sort(struct driver *drivers, size_t count)
{
	if (count)
		qsort(drivers, count, sizeof *drivers, compare_drivers);
}

const char *driver_evidence_name(enum driver_evidence evidence)
{
	switch (evidence) {
	case DRIVER_NOT_ASSESSED:
		break;
	case DRIVER_TOO_LITTLE:
		return "too_little";
	case DRIVER_FEW_PEOPLE:
		return "few_people";
	case DRIVER_OPEN:
		return "open";
	case DRIVER_LOWER:
		return "clear_down";
	case DRIVER_UNSTABLE:
		return "unstable";
	case DRIVER_ADMITTED:
		return "admitted";
	}
	return "not_assessed";
}
