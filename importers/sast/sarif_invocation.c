/* Which rules ran: those of driver and extensions but for the ones that are
 * switched off, by their own configuration or an invocation's (SARIF 2.1.0
 * sections 3.50.2 and 3.51). Which files were looked at: artifacts whose role
 * says so (3.24.6), and what CodeQL notes of each file that it read; a file
 * that an error of the tool stands on was not read, or not whole. */
#include "importers/sast/sarif_invocation.h"

#include "importers/json/json_tree.h"
#include "importers/sast/sarif_place.h"

void sarif_notification_add(
    struct sarif_run *run, const cJSON *tree, struct arena *keep)
{
	struct str id =
	    json_string_in(json_object_in(tree, "descriptor"), "id");
	bool is_error = str_equal_z(json_string_in(tree, "level"), "error");
	bool is_looked = str_ends(id, STR("/successfully-extracted-files"));
	const cJSON *item;
	run->errors += is_error;
	cJSON_ArrayForEach(item, json_array_in(tree, "locations"))
	{
		const cJSON *file =
		    json_object_in(json_object_in(item, "physicalLocation"),
			"artifactLocation");
		struct sarif_location location = {
			sast_text_short(keep, json_string_in(file, "uri")),
			sast_text_short(
			    keep, json_string_in(file, "uriBaseId")),
			json_int_in(file, "index", -1),
			false,
		};
		if (is_looked && run->looked.count <= COVER_MAX)
			VEC_PUSH(&run->looked, keep, location);
		if (is_error && run->unread.count < COVER_MAX)
			VEC_PUSH(&run->unread, keep, location);
	}
}

void sarif_override_add(
    struct sarif_invocation *invocation, const cJSON *tree, struct arena *keep)
{
	const cJSON *descriptor = json_object_in(tree, "descriptor");
	const cJSON *configuration = json_object_in(tree, "configuration");
	const cJSON *enabled = json_member(configuration, "enabled");
	struct sarif_override override = {
		arena_str(keep, json_string_in(descriptor, "id")),
		json_int_in(descriptor, "index", -1),
		arena_str(keep, json_string_in(configuration, "level")),
		cJSON_IsBool(enabled) ? cJSON_IsTrue(enabled) : -1,
	};
	if ((override.level.len || override.enabled >= 0) &&
	    invocation->overrides.count < SARIF_OVERRIDES_MAX)
		VEC_PUSH(&invocation->overrides, keep, override);
}

/* ----------------------------------------------------------------- cover -- */

enum { SWITCHED_ON = 1, SWITCHED_OFF };

/* By the rule's id what invocations said of it last. */
static struct map switches_of(const struct sarif_run *run, struct arena *keep)
{
	struct map switches = { .arena = keep };
	for (size_t i = 0; i < run->invocations.count; i++) {
		const struct sarif_invocation *invocation =
		    &run->invocations.items[i];
		for (size_t o = 0; o < invocation->overrides.count; o++) {
			const struct sarif_override *override =
			    &invocation->overrides.items[o];
			struct str id = override->id;
			if (!id.len && override->index >= 0 &&
			    (size_t) override->index < run->driver.count)
				id = run->driver.items[override->index].id;
			if (id.len && override->enabled >= 0)
				map_put(&switches, id, NULL)->number =
				    override->enabled ? SWITCHED_ON
						      : SWITCHED_OFF;
		}
	}
	return switches;
}

static void list_rules(struct cover *cover,
    const struct sarif_component *component, const struct map *switches)
{
	for (size_t i = 0; i < component->count; i++) {
		const struct sarif_rule *rule = &component->items[i];
		const union map_value *said = map_get(switches, rule->id);
		if (said ? said->number == SWITCHED_ON : !rule->is_off)
			cover_list(cover, COVER_RULES, rule->id);
	}
}

struct cover *sarif_cover(
    const struct sarif_run *run, bool lists[COVER_KINDS], struct arena *keep)
{
	struct cover *cover = cover_new(keep);
	struct map switches = switches_of(run, keep);
	lists[COVER_RULES] = run->driver.count > 0;
	lists[COVER_FILES] = run->looked.count > 0;
	list_rules(cover, &run->driver, &switches);
	for (size_t i = 0; i < run->extensions.count; i++) {
		lists[COVER_RULES] |= run->extensions.items[i].count > 0;
		list_rules(cover, &run->extensions.items[i], &switches);
	}
	for (size_t i = 0; i < run->artifacts.count; i++) {
		lists[COVER_FILES] |= run->artifacts.items[i].is_target;
		if (run->artifacts.items[i].is_target)
			cover_list(cover, COVER_FILES,
			    sarif_place_path(
				run, run->artifacts.items[i], keep));
	}
	for (size_t i = 0; i < run->looked.count; i++)
		cover_list(cover, COVER_FILES,
		    sarif_place_path(run, run->looked.items[i], keep));
	for (size_t i = 0; i < run->unread.count; i++)
		cover_unread(
		    cover, sarif_place_path(run, run->unread.items[i], keep));
	return cover;
}

static bool store_former(const struct sarif_component *component,
    struct import *import, int64_t scan_id, struct error *err)
{
	for (size_t i = 0; i < component->by_old_id.room; i++) {
		const struct map_entry *entry =
		    &component->by_old_id.entries[i];
		if (!entry->key.ptr)
			continue;
		struct str rule = component->items[entry->value.number - 1].id;
		/* One that is still in use means itself. */
		if (!rule.len || map_get(&component->by_id, entry->key))
			continue;
		if (!IMPORT_ADD(import, scan_former_rule, NULL, NULL, err,
			.scan_id = scan_id, .former = entry->key, .rule = rule))
			return false;
	}
	return true;
}

bool sarif_former_rules_store(const struct sarif_run *run,
    struct import *import, int64_t scan_id, struct error *err)
{
	bool done = store_former(&run->driver, import, scan_id, err);
	for (size_t i = 0; done && i < run->extensions.count; i++)
		done = store_former(
		    &run->extensions.items[i], import, scan_id, err);
	return done;
}
