#include "cli/config_limits.h"

#include "analysis/measure.h"
#include "base/near.h"
#include "base/vec.h"

struct limits {
	const struct config_file *file;
	struct measure *measures;
	size_t count;
	struct arena *keep;
};

static struct place place_of(
    const struct limits *limits, unsigned i, const char *key)
{
	return config_place(limits->file,
	    arena_printf(limits->keep, "thresholds.limits[%u].%s", i, key));
}

static const struct measure *find(
    const struct limits *limits, unsigned i, struct str id, struct error *err)
{
	VEC(struct str) names = { 0 };
	for (size_t k = 0; k < limits->count; k++) {
		if (str_equal(limits->measures[k].id, id))
			return &limits->measures[k];
		VEC_PUSH(&names, limits->keep, limits->measures[k].id);
	}
	error_at(err, place_of(limits, i, "measure"),
	    "there is no measure \"" STR_FMT "\"", STR_ARG(id));
	error_fix(err, "assay explain lists the measures");
	near_fix(err, id, names.items, names.count, limits->keep);
	return NULL;
}

static bool check(const struct limits *limits, unsigned i, struct error *err)
{
	const struct config_limit *limit =
	    &limits->file->config->thresholds.limits[i];
	const char *value = limit->at_least ? limit->at_least : limit->at_most;
	double number;
	if (!limit->measure || !value)
		return true; /* told where it is stored */
	const struct measure *measure =
	    find(limits, i, str_from(limit->measure), err);
	if (!measure)
		return false;
	if (measure->kind != MEASURE_SHARE ||
	    !str_to_double(str_from(value), &number) ||
	    (number >= -1 && number <= 1))
		return true;
	error_at(err,
	    place_of(limits, i, limit->at_least ? "at_least" : "at_most"),
	    "expected a share from 0 to 1, found \"%s\"", value);
	return error_fix(err, "write 0.80 for 80%%");
}

bool config_check_limits(const struct config_file *file,
    const struct asset_folders *folders, struct str measures,
    struct arena *keep, struct error *err)
{
	struct limits limits = { .file = file, .keep = keep };
	unsigned count = file->config->thresholds.limits_count;
	if (count && !measures_load(&limits.measures, &limits.count, folders,
			 measures, keep, err))
		return false;
	for (unsigned i = 0; i < count; i++)
		if (!check(&limits, i, err))
			return false;
	return true;
}
