/* Where a reader is on the ways to the units of a profile, and the sketch of a
 * file by which a profile knows it. */
#include "importers/sast/scan_in.h"
#include "importers/sast/scanner.h"

#include "base/vec.h"

enum { SKETCH_PATHS_MAX = 4000 };

struct scan_trail scan_trail_begin(const struct scan_profile *profile)
{
	struct scan_trail trail;
	for (size_t i = 0; i < SCAN_SECTIONS_MAX; i++)
		trail.at[i] = i < profile->sections.count ? 0 : -1;
	return trail;
}

static bool step_fits(const struct scan_step *step, struct str name)
{
	return step->is_pattern ? scanner_matches(name, step->name)
				: str_equal(name, step->name);
}

bool scan_trail_step(struct scan_trail *below, const struct scan_trail *trail,
    const struct scan_profile *profile, struct str name)
{
	bool leads = false;
	for (size_t i = 0; i < SCAN_SECTIONS_MAX; i++) {
		below->at[i] = -1;
		if (trail->at[i] < 0)
			continue;
		const struct scan_path *unit = &profile->sections.items[i].unit;
		if (trail->at[i] < unit->count &&
		    step_fits(&unit->steps[trail->at[i]], name)) {
			below->at[i] = trail->at[i] + 1;
			leads = true;
		}
	}
	return leads;
}

bool scan_trail_ends(bool in_section[SCAN_SECTIONS_MAX],
    const struct scan_trail *trail, const struct scan_profile *profile,
    bool in_array)
{
	bool ends = false;
	for (size_t i = 0; i < SCAN_SECTIONS_MAX; i++) {
		in_section[i] = false;
		if (trail->at[i] < 0)
			continue;
		const struct scan_path *unit = &profile->sections.items[i].unit;
		bool needs_array = unit->count
				       ? unit->steps[unit->count - 1].is_array
				       : unit->in_array;
		if (trail->at[i] == unit->count && (in_array || !needs_array))
			ends = in_section[i] = true;
	}
	return ends;
}

bool scan_trail_goes_on(
    const struct scan_trail *trail, const struct scan_profile *profile)
{
	for (size_t i = 0; i < profile->sections.count; i++) {
		const struct scan_section *section =
		    &profile->sections.items[i];
		if (section->use == SCAN_RESULTS && trail->at[i] >= 0 &&
		    trail->at[i] < section->unit.count)
			return true;
	}
	return false;
}

bool scan_sketch_has(const struct scan_sketch *sketch, struct str pattern)
{
	/* Trivy's Packages are not those of OSV-Scanner */
	bool has_case = sketch->is_json || sketch->is_xml;
	for (size_t i = 0; i < sketch->paths.count; i++)
		if (has_case
			? scanner_matches_case(sketch->paths.items[i], pattern)
			: scanner_matches(sketch->paths.items[i], pattern))
			return true;
	return false;
}

static bool is_known(const struct scan_sketch *sketch, struct str path)
{
	for (size_t i = 0; i < sketch->paths.count; i++)
		if (str_equal(sketch->paths.items[i], path))
			return true;
	return false;
}

void scan_sketch_add(
    struct scan_sketch *sketch, struct str path, struct arena *keep)
{
	if (sketch->paths.count < SKETCH_PATHS_MAX && !is_known(sketch, path))
		VEC_PUSH(&sketch->paths, keep, arena_str(keep, path));
}
