/* From the members fingerprints and partialFingerprints to the text that the
 * model keeps. SARIF 2.1.0 sections 3.27.16 and 3.27.17. */
#include "importers/sast/sarif_fingerprint.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "importers/json/json_tree.h"

/* Fills FOUND and gives how many; those that are none by name are left out. */
static size_t list_fingerprints(
    struct fingerprint found[FINGERPRINT_CANDIDATES_MAX],
    const struct fingerprint_table *table, const cJSON *result)
{
	static const char *const members[] = { "fingerprints",
		"partialFingerprints" };
	size_t count = 0;
	for (int i = 0; i < 2; i++) {
		const cJSON *values = json_object_in(result, members[i]);
		const cJSON *item;
		cJSON_ArrayForEach(item,
		    values) if (count < FINGERPRINT_CANDIDATES_MAX &&
				fingerprint_read(table, &found[count],
				    str_from(item->string),
				    json_string_of(item), i == 1)) count++;
	}
	return count;
}

/* A hash of rule and file, as far as RESULT alone tells them. */
static uint64_t owner_of(const cJSON *result)
{
	const cJSON *location =
	    cJSON_GetArrayItem(json_array_in(result, "locations"), 0);
	const cJSON *artifact = json_object_in(
	    json_object_in(location, "physicalLocation"), "artifactLocation");
	const cJSON *rule = json_object_in(result, "rule");
	uint64_t hash = hash_quick(json_string_in(result, "ruleId"));
	hash = hash * 31 + hash_quick(json_string_in(rule, "id"));
	hash = hash * 31 + (uint64_t)json_int_in(result, "ruleIndex", -1);
	hash = hash * 31 + (uint64_t)json_int_in(rule, "index", -1);
	hash = hash * 31 + hash_quick(json_string_in(artifact, "uri"));
	hash = hash * 31 + (uint64_t)json_int_in(artifact, "index", -1);
	return hash ^ hash >> 32;
}

void sarif_fingerprints_count(struct fingerprint_seen *seen,
    const struct fingerprint_table *table, const cJSON *result)
{
	struct fingerprint found[FINGERPRINT_CANDIDATES_MAX];
	size_t count = list_fingerprints(found, table, result);
	uint64_t owner = count ? owner_of(result) : 0;
	for (size_t i = 0; i < count; i++)
		fingerprint_seen_add(seen, &found[i], owner);
}

static int compare_fingerprints(const void *a, const void *b)
{
	return fingerprint_better(b, a) - fingerprint_better(a, b);
}

static struct str join_lines(struct arena *keep, struct str a, struct str b)
{
	char *text = arena_alloc_raw(keep, a.len + 1 + b.len);
	memcpy(text, a.ptr, a.len);
	text[a.len] = '\n';
	memcpy(text + a.len + 1, b.ptr, b.len);
	return (struct str){ text, a.len + 1 + b.len };
}

struct str sarif_fingerprint_all(const struct fingerprint_seen *seen,
    const struct fingerprint_table *table, const cJSON *result, bool is_secret,
    struct arena *keep)
{
	struct fingerprint found[FINGERPRINT_CANDIDATES_MAX];
	size_t count = list_fingerprints(found, table, result);
	struct str all = STR("");
	if (count > 1)
		qsort(found, count, sizeof *found, compare_fingerprints);
	for (size_t i = 0; i < count; i++) {
		if (fingerprint_is_repeated(seen, &found[i]))
			continue;
		struct str text = fingerprint_text(keep, &found[i], is_secret);
		all = all.len ? join_lines(keep, all, text) : text;
	}
	return all;
}
