/* A table of what must be where, walked over the JSON. It is no schema: it
 * finds what a reader of OSCAL would stumble over, without one at hand. */
#include "cli/verify_oscal.h"

#include <string.h>

#include "base/map.h"
#include "importers/json/json_tree.h"

#define OSCAL_PATH "data/controls/oscal-assessment-results.json"
enum { UUID_LETTERS = 36, COMPLAINTS_MAX = 20 };

/* An object, and its members that must be there: "text", "[list", "{object". */
struct shape {
	const char *within; /* key of the object, or of the list of it */
	const char *const *members;
};

static const char *const top[] = { "uuid", "{metadata", "{import-ap",
	"[results", NULL };
static const char *const metadata[] = { "title", "last-modified", "version",
	"oscal-version", NULL };
static const char *const plan[] = { "href", NULL };
static const char *const results[] = { "uuid", "title", "description", "start",
	"{reviewed-controls", NULL };
static const char *const reviewed[] = { "[control-selections", NULL };
static const char *const observations[] = { "uuid", "description", "[methods",
	"collected", NULL };
static const char *const findings[] = { "uuid", "title", "description",
	"{target", NULL };
static const char *const target[] = { "type", "target-id", "{status", NULL };
static const char *const risks[] = { "uuid", "title", "description",
	"statement", "status", NULL };
static const char *const resources[] = { "uuid", NULL };
static const char *const props[] = { "name", "value", NULL };

static const struct shape shapes[] = {
	{ "assessment-results", top },
	{ "metadata", metadata },
	{ "import-ap", plan },
	{ "results", results },
	{ "reviewed-controls", reviewed },
	{ "observations", observations },
	{ "findings", findings },
	{ "target", target },
	{ "risks", risks },
	{ "resources", resources },
	{ "props", props },
};

struct walk {
	struct bag_checks *checks;
	struct map uuids; /* that objects have */
	size_t complaints;
	size_t objects;
	bool linking; /* second walk: references */
};

static void complain(
    struct walk *walk, const char *within, const char *what, const char *name)
{
	if (walk->complaints++ < COMPLAINTS_MAX)
		check_add(walk->checks, false, "oscal", STR(OSCAL_PATH),
		    "%s: %s %s", within, what, name);
}

static bool has_member(const cJSON *object, const char *spec)
{
	if (*spec == '[') {
		const cJSON *list = json_array_in(object, spec + 1);
		return list && list->child;
	}
	if (*spec == '{')
		return json_object_in(object, spec + 1) != NULL;
	return str_trim(json_string_in(object, spec)).len > 0;
}

/* 8-4-4-4-12 digits, of version 4 or 5. */
static bool is_uuid(struct str text)
{
	if (text.len != UUID_LETTERS)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		bool digit = ascii_is_digit(c) || (c >= 'a' && c <= 'f') ||
			     (c >= 'A' && c <= 'F');
		if (dash ? c != '-' : !digit)
			return false;
	}
	return text.ptr[14] == '4' || text.ptr[14] == '5';
}

static void note_uuid(
    struct walk *walk, const cJSON *object, const char *within)
{
	struct str uuid = json_string_in(object, "uuid");
	if (!uuid.ptr)
		return;
	char *z = arena_z(walk->checks->keep, uuid);
	if (!is_uuid(uuid))
		complain(walk, within, "is no UUID of version 4 or 5:", z);
	else if (map_get(&walk->uuids, uuid))
		complain(walk, within, "has a UUID of another:", z);
	else
		map_put(&walk->uuids, uuid, NULL);
}

static void check_object(
    struct walk *walk, const cJSON *object, const char *within)
{
	walk->objects++;
	note_uuid(walk, object, within);
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (!strcmp(shapes[i].within, within))
			for (const char *const *at = shapes[i].members; *at;
			     at++)
				if (!has_member(object, *at))
					complain(walk, within, "lacks",
					    *at + strspn(*at, "[{"));
}

/* "observation-uuid" and "risk-uuid" name an object of the file. */
static void check_reference(
    struct walk *walk, const cJSON *object, const char *key)
{
	struct str uuid = json_string_in(object, key);
	if (uuid.ptr && !map_get(&walk->uuids, uuid))
		complain(walk, key,
		    "leads nowhere:", arena_z(walk->checks->keep, uuid));
}

/* The reader bounds how deep a file may be. */
static void walk_value(
    struct walk *walk, const cJSON *value, const char *within)
{
	int type = value->type & 0xFF;
	if (type == cJSON_Object && walk->linking) {
		check_reference(walk, value, "observation-uuid");
		check_reference(walk, value, "risk-uuid");
	} else if (type == cJSON_Object) {
		check_object(walk, value, within);
	}
	if (type != cJSON_Object && type != cJSON_Array)
		return;
	if (type == cJSON_Array && !value->child)
		complain(walk, within, "is an empty list", "");
	for (const cJSON *item = value->child; item; item = item->next)
		walk_value(walk, item,
		    type == cJSON_Object && item->string ? item->string
							 : within);
}

static void walk_file(
    struct bag_checks *checks, const cJSON *tree, struct arena *scratch)
{
	struct walk walk = { .checks = checks, .uuids = { .arena = scratch } };
	const cJSON *all = json_object_in(tree, "assessment-results");
	if (!all) {
		check_add(checks, false, "oscal", STR(OSCAL_PATH),
		    "lacks assessment-results");
		return;
	}
	walk_value(&walk, all, "assessment-results");
	walk.linking = true;
	walk_value(&walk, all, "assessment-results");
	if (!walk.complaints)
		check_add(checks, true, "oscal", STR(OSCAL_PATH),
		    "has the shape of OSCAL assessment results, %zu objects",
		    walk.objects);
}

void check_oscal(struct bag_checks *checks, const struct found_bag *bag)
{
	struct arena *scratch = arena_new();
	struct error problem = { 0 };
	cJSON *tree = NULL;
	if (!found_file(bag, OSCAL_PATH))
		check_add(
		    checks, false, "oscal", STR(OSCAL_PATH), "is missing");
	else if (!json_tree_whole(&tree, found_content(bag, OSCAL_PATH), NULL,
		     scratch, &problem))
		check_add(checks, false, "oscal", STR(OSCAL_PATH),
		    "line %lld: %s", (long long)problem.line, problem.message);
	else
		walk_file(checks, tree, scratch);
	cJSON_Delete(tree);
	arena_free(scratch);
}
