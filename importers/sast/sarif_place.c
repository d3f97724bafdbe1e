/* Places of results. A base without address, or one that names the root of the
 * sources, is the repository's root; other absolute bases give an absolute
 * path, from which the roots that the run names are taken off. What is still
 * absolute then is left to link, which knows the files of the repository. */
#include "importers/sast/sarif_place.h"

#include <string.h>

#include "importers/json/json_tree.h"

static const struct sarif_base *find_base(
    const struct sarif_run *run, struct str id)
{
	for (size_t i = 0; i < run->bases.count; i++)
		if (str_equal(run->bases.items[i].id, id))
			return &run->bases.items[i];
	return NULL;
}

/* "%SRCROOT%", "REPO_ROOT" and the like, whatever the case. */
static bool is_root_name(struct str id)
{
	static const char *const names[] = { "srcroot", "sourceroot",
		"sourcesroot", "rootpath", "root", "projectroot", "reporoot",
		"repositoryroot", "executionroot", "workspace", "workspaceroot",
		"solutiondir", "basedir" };
	enum { NAME_MAX_BYTES = 24 };
	char plain[NAME_MAX_BYTES];
	size_t len = 0;
	for (size_t i = 0; i < id.len; i++) {
		char c = id.ptr[i];
		if (c && strchr("%#${}()_-", c))
			continue;
		if (len == sizeof plain)
			return false;
		plain[len++] = (char)(ascii_is_upper(c) ? c | 0x20 : c);
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_z((struct str){ plain, len }, names[i]))
			return true;
	return false;
}

/* Some write the root's name into the address: "#SRCROOT#/a.c". */
static struct str without_variable(struct str uri)
{
	size_t slash = str_find_byte(uri, '/');
	if (uri.len && uri.ptr[0] && strchr("#%$", uri.ptr[0]) &&
	    slash < uri.len && is_root_name(str_slice(uri, 0, slash)))
		return str_skip(uri, slash + 1);
	return uri;
}

static struct str join(struct arena *keep, struct str folder, struct str path)
{
	if (!folder.len || path_is_absolute(path) || path_is_web(path))
		return path;
	return path_clean(keep, arena_printf(keep, STR_FMT "/" STR_FMT,
				    STR_ARG(folder), STR_ARG(path)));
}

static bool is_fixed(struct str path)
{
	return path_is_absolute(path) || path_is_web(path);
}

/* Walks up from the base ID and puts its folders before PATH. *ROOTED: the
 * result is relative to the repository's root. */
static struct str behind_bases(const struct sarif_run *run, struct str id,
    struct str path, bool *rooted, struct arena *keep)
{
	struct str own = path; /* for bases that name each other in a ring */
	*rooted = true;
	for (int depth = 0; id.len && depth < SARIF_CHAIN_MAX; depth++) {
		const struct sarif_base *base = find_base(run, id);
		if (!base || !base->uri.len ||
		    str_equal(id, run->control.mapped_base))
			return path;
		struct str folder =
		    path_clean(keep, path_decode(keep, base->uri));
		bool is_root = is_root_name(id) || run->bases.count == 1;
		if (is_fixed(folder) && is_root)
			return path;
		path = join(keep, folder, path);
		if (is_fixed(path)) {
			*rooted = false;
			return path;
		}
		id = base->parent;
	}
	return id.len ? own : path;
}

static void try_root(struct str path, struct str root, struct str *shortest)
{
	struct str relative;
	if (root.len && path_below(path, root, &relative) &&
	    relative.len < shortest->len)
		*shortest = relative;
}

/* An absolute PATH seen from the deepest root that holds it. */
static struct str without_roots(
    const struct sarif_run *run, struct str path, struct arena *keep)
{
	struct str shortest = path;
	for (size_t i = 0; i < run->bases.count; i++) {
		const struct sarif_base *base = &run->bases.items[i];
		if (is_root_name(base->id) ||
		    str_equal(base->id, run->control.mapped_base))
			try_root(path,
			    path_clean(keep, path_decode(keep, base->uri)),
			    &shortest);
	}
	try_root(path, run->control.mapped_uri, &shortest);
	if (shortest.len < path.len)
		return shortest;
	for (size_t i = 0; i < run->invocations.count; i++)
		try_root(path, run->invocations.items[i].folder, &shortest);
	return shortest;
}

static bool is_mapped(const struct sarif_control *control)
{
	return control->mapped_base.len || control->mapped_uri.len;
}

/* PATH, of base ID, as seen from where CONTROL is; false when it is not below
 * that. */
static bool below_control(const struct sarif_control *control, struct str id,
    struct str path, struct str *relative)
{
	bool is_its = path_is_absolute(path)
			  ? path_is_absolute(control->mapped_uri)
			  : str_equal(id, control->mapped_base);
	if (!is_its)
		return false;
	*relative = path;
	return !control->mapped_uri.len ||
	       path_below(path, control->mapped_uri, relative);
}

/* Base ID and PATH behind it, one base further up; false at the end. */
static bool climb(const struct sarif_run *run, struct str *id, struct str *path,
    struct arena *keep)
{
	const struct sarif_base *base =
	    is_fixed(*path) || !id->len ? NULL : find_base(run, *id);
	if (!base || !base->uri.len)
		return false;
	*path =
	    join(keep, path_clean(keep, path_decode(keep, base->uri)), *path);
	*id = is_fixed(*path) ? STR("") : base->parent;
	return true;
}

/* CONTROL's place by its full path, where bases tell it. */
static struct sarif_control full_control(const struct sarif_run *run,
    const struct sarif_control *control, struct arena *keep)
{
	struct sarif_control full = *control;
	for (int i = 0; i < SARIF_CHAIN_MAX &&
			climb(run, &full.mapped_base, &full.mapped_uri, keep);
	     i++)
		;
	return full;
}

/* PATH, of base ID, from CONTROL's place: by the base that both have, else by
 * the full paths. */
static bool from_control(const struct sarif_run *run,
    const struct sarif_control *control, struct str id, struct str path,
    struct str *relative, struct arena *keep)
{
	const struct sarif_control full = full_control(run, control, keep);
	if (!is_mapped(control))
		return false;
	for (int i = 0; i < SARIF_CHAIN_MAX; i++) {
		if (below_control(control, id, path, relative) ||
		    below_control(&full, id, path, relative))
			return true;
		if (!climb(run, &id, &path, keep))
			return false;
	}
	return false;
}

static struct sarif_location artifact_of(
    const struct sarif_run *run, struct sarif_location location)
{
	return !location.uri.len && location.index >= 0 &&
		       (size_t)location.index < run->artifacts.count
		   ? run->artifacts.items[location.index]
		   : location;
}

static struct str own_path(struct sarif_location location, struct arena *keep)
{
	return path_clean(
	    keep, path_decode(keep, without_variable(location.uri)));
}

struct str sarif_place_path(const struct sarif_run *run,
    struct sarif_location location, struct arena *keep)
{
	bool rooted;
	struct str relative;
	location = artifact_of(run, location);
	if (!location.uri.len)
		return STR("");
	struct str path = own_path(location, keep);
	if (from_control(
		run, &run->control, location.base, path, &relative, keep))
		return relative;
	if (!is_fixed(path))
		path = behind_bases(run, location.base, path, &rooted, keep);
	return path_is_absolute(path) ? without_roots(run, path, keep) : path;
}

/* Of one run and base; they change seldom. */
struct sarif_paths {
	struct arena *keep; /* of what stands below */
	const struct sarif_run *run;
	struct str base;
	struct map by_uri;
};

struct sarif_paths *sarif_paths_new(struct arena *keep)
{
	struct sarif_paths *paths = ARENA_NEW(keep, struct sarif_paths);
	paths->keep = arena_new();
	return paths;
}

void sarif_paths_free(struct sarif_paths *paths)
{
	if (paths)
		arena_free(paths->keep);
}

static struct str known_path(const struct sarif_run *run,
    struct sarif_paths *paths, struct sarif_location location,
    struct arena *keep)
{
	enum { PATHS_BYTES_MAX = 4 * 1024 * 1024 };
	bool added;
	if (!paths || !location.uri.len)
		return sarif_place_path(run, location, keep);
	if (paths->run != run || !str_equal(paths->base, location.base) ||
	    arena_used(paths->keep) > PATHS_BYTES_MAX) {
		arena_reset(paths->keep);
		paths->run = run;
		paths->base = arena_str(paths->keep, location.base);
		paths->by_uri = (struct map){ .arena = paths->keep };
	}
	union map_value *known = map_put(&paths->by_uri, location.uri, &added);
	if (added) {
		struct str *path = ARENA_NEW(paths->keep, struct str);
		*path = arena_str(
		    paths->keep, sarif_place_path(run, location, keep));
		known->pointer = path;
	}
	return *(const struct str *)known->pointer;
}

static struct sarif_location location_in(const cJSON *artifact)
{
	return (struct sarif_location){
		.uri = json_string_in(artifact, "uri"),
		.base = json_string_in(artifact, "uriBaseId"),
		.index = json_int_in(artifact, "index", -1),
	};
}

static struct sarif_location find_location(
    const cJSON *physical, const cJSON *result)
{
	struct sarif_location location =
	    location_in(json_object_in(physical, "artifactLocation"));
	if (!location.uri.len && location.index < 0)
		location.uri = json_string_in(
		    json_object_in(physical, "address"), "fullyQualifiedName");
	if (!location.uri.len && location.index < 0)
		location =
		    location_in(json_object_in(result, "analysisTarget"));
	return location;
}

static const cJSON *physical_in(const cJSON *result)
{
	const cJSON *location =
	    cJSON_GetArrayItem(json_array_in(result, "locations"), 0);
	return json_object_in(location, "physicalLocation");
}

size_t sarif_place_control(
    const struct sarif_run *run, const cJSON *result, struct arena *keep)
{
	struct sarif_location location =
	    artifact_of(run, find_location(physical_in(result), result));
	size_t found = run->controls.count;
	size_t unmapped = 0;
	struct str shortest = STR_NONE;
	struct str relative;
	struct str path = own_path(location, keep);
	for (size_t i = 0; i < run->controls.count; i++) {
		const struct sarif_control *control = &run->controls.items[i];
		unmapped += !is_mapped(control);
		if (location.uri.len &&
		    from_control(
			run, control, location.base, path, &relative, keep) &&
		    (!shortest.ptr || relative.len < shortest.len)) {
			shortest = relative;
			found = i;
		}
	}
	for (size_t i = 0;
	     !shortest.ptr && unmapped == 1 && i < run->controls.count; i++)
		if (!is_mapped(&run->controls.items[i]))
			found = i;
	return found;
}

/* A line that is there but is no whole number. */
static struct str wrong_line(const cJSON *region, struct arena *keep)
{
	const cJSON *item = json_member(region, "startLine");
	if (!item || cJSON_IsNull(item))
		return STR_NONE;
	int64_t line = json_int_in(region, "startLine", SAST_LINE_MAX + 1);
	if (line <= SAST_LINE_MAX)
		return STR_NONE;
	if (cJSON_IsString(item))
		return arena_printf(keep, "\"%.40s\"", item->valuestring);
	if (cJSON_IsNumber(item))
		return arena_printf(keep, "%g", item->valuedouble);
	return STR("another kind of value");
}

/* What the run says characters are (section 3.14.27); the drafts and 1.0 leave
 * it open. */
static struct str character_of(const struct sarif_run *run)
{
	if (str_equal_z(run->columns, "utf16CodeUnits"))
		return STR("utf16");
	return str_equal_z(run->columns, "unicodeCodePoints") ? STR("codepoint")
							      : STR("");
}

/* A region of characters (sections 3.30.9, 3.30.10), of bytes (3.30.11,
 * 3.30.12), or in 1.0 of either. */
static void read_offset(
    struct sarif_place *place, const struct sarif_run *run, const cJSON *region)
{
	const struct {
		const char *start;
		const char *length;
		struct str unit;
	} ways[] = { { "charOffset", "charLength", character_of(run) },
		{ "byteOffset", "byteLength", STR("byte") },
		{ "offset", "length", STR("") } };
	for (size_t i = 0; i < sizeof ways / sizeof *ways && !place->is_offset;
	     i++) {
		place->offset = (struct fact_result_offset){
			.unit = ways[i].unit,
			.start = json_int_in(region, ways[i].start, -1),
			.length = json_int_in(region, ways[i].length, 0),
		};
		place->is_offset =
		    place->offset.start >= 0 && place->offset.length >= 0;
	}
}

static void read_region(struct sarif_place *place, const struct sarif_run *run,
    const cJSON *region, struct arena *keep)
{
	const cJSON *start = json_member(region, "startLine");
	place->wrong = wrong_line(region, keep);
	if (!start || cJSON_IsNull(start)) {
		read_offset(place, run, region);
		return;
	}
	if (place->wrong.ptr)
		return;
	place->line = json_int_in(region, "startLine", 0);
	if (place->line < 1) {
		place->is_below_one = true;
		place->line = 0;
		return;
	}
	place->column = json_int_in(region, "startColumn", 1);
	if (place->column < 1)
		place->column = 0;
	place->has_column = place->column && json_member(region, "startColumn");
	place->end_line = json_int_in(region, "endLine", place->line);
	/* endColumn is that behind the region (3.30.8): before the first one
	 * of a line nothing of that line is in it. */
	if (json_int_in(region, "endColumn", 0) == 1)
		place->end_line--;
	if (place->end_line < place->line || place->end_line > SAST_LINE_MAX)
		place->end_line = place->line;
}

struct sarif_place sarif_place_of(const struct sarif_run *run,
    const struct manifest_table *manifests, struct sarif_paths *paths,
    const cJSON *result, struct arena *keep)
{
	struct sarif_place place = { 0 };
	const cJSON *physical = physical_in(result);
	place.path =
	    known_path(run, paths, find_location(physical, result), keep);
	read_region(&place, run, json_object_in(physical, "region"), keep);
	bool is_first = place.is_offset
			    ? !place.offset.start && !place.offset.length
			    : place.line == 1 && place.end_line == 1;
	place.is_placeholder = is_first && manifest_is(manifests, place.path);
	if (place.is_placeholder) {
		place.line = place.end_line = place.column = 0;
		place.is_offset = false;
	}
	return place;
}
