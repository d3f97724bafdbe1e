/* Authorship logs of git-ai: the text part (attest.h), then a JSON object
 * with the prompts, sessions and people that its keys stand for.
 *
 * A key "s_...::t_..." is looked up in sessions by its part before "::", a
 * key "h_..." in humans, every other in prompts. "human" means just that. A
 * key that stands in no map of its note was left there by a rewrite: a tool
 * wrote those lines, but which is not recorded here; the same id in another
 * note may tell (of a prompt; sessions are explained nowhere else).
 *
 * Source: git-ai-project/git-ai specs/git_ai_standard_v3.0.0.md and
 * src/authorship/authorship_log_serialization.rs. */
#include <string.h>

#include "importers/json/json_tree.h"
#include "importers/notes/attest.h"
#include "importers/notes/reader.h"

#define SCHEMA "authorship/3."

/* Conversations can be megabytes and hold secrets: never kept. */
static const char *const omitted[] = { "messages", "messages_url",
	"custom_attributes", NULL };

struct log {
	struct claims *claims;
	struct map prompts; /* id -> its record */
	struct map sessions;
	struct map humans;
};

/* ------------------------------------------------------------------ JSON -- */

static void index_members(struct map *map, const cJSON *object)
{
	for (cJSON *item = object ? object->child : NULL; item;
	     item = item->next)
		if (item->string)
			map_put(map, str_from(item->string), NULL)->pointer =
			    item;
}

static const cJSON *find(const struct map *map, struct str id)
{
	const union map_value *value = map_get(map, id);
	return value ? value->pointer : NULL;
}

static bool check_schema(const cJSON *tree, int64_t line, struct error *err)
{
	struct str schema = json_string_in(tree, "schema_version");
	if (str_starts(schema, STR(SCHEMA)))
		return true;
	error_at(err, (struct place){ .line = line },
	    "expected schema_version " SCHEMA "0.0, found \"" STR_FMT "\"",
	    STR_ARG(schema));
	return error_fix(err, "assay reads version 3 of git-ai's logs");
}

/* The part behind the divider, on LINE. */
static bool read_json(cJSON **tree, struct str text, int64_t line,
    struct arena *keep, struct error *err)
{
	if (!json_tree_whole(tree, text, omitted, keep, err)) {
		err->line += line;
		return false;
	}
	if (check_schema(*tree, line + 1, err))
		return true;
	cJSON_Delete(*tree);
	*tree = NULL;
	return false;
}

/* ------------------------------------------------------------------ keys -- */

static struct claim_author from_record(const cJSON *record)
{
	const cJSON *agent = json_object_in(record, "agent_id");
	return (struct claim_author){
		.origin = "ai",
		.tool = json_string_in(agent, "tool"),
		.model = json_string_in(agent, "model"),
		.person = json_string_in(record, "human_author"),
		.confidence_pct = CLAIM_SURE,
	};
}

static struct claim_author from_key(const struct log *log, struct str key)
{
	const struct claim_author person = { .origin = "human",
		.confidence_pct = CLAIM_SURE };
	const struct claim_author foreign = { .origin = "ai",
		.confidence_pct = CLAIM_FOREIGN,
		.is_foreign = true };
	const cJSON *record;
	if (str_equal_z(key, "human") || str_starts(key, STR("h_"))) {
		struct claim_author author = person;
		record = find(&log->humans, key);
		author.person = json_string_in(record, "author");
		return author;
	}
	record = find(
	    str_starts(key, STR("s_")) ? &log->sessions : &log->prompts, key);
	return record ? from_record(record) : foreign;
}

/* Ids of prompts are the same in all notes. */
static void share_prompts(struct claims *claims, const cJSON *prompts)
{
	for (const cJSON *item = prompts ? prompts->child : NULL; item;
	     item = item->next) {
		struct claim_author author = from_record(item);
		claims_share(claims, str_from(item->string), &author);
	}
}

/* The part that its record stands under. */
static struct str short_key(struct str key)
{
	for (size_t i = 0; i + 1 < key.len && str_starts(key, STR("s_")); i++)
		if (key.ptr[i] == ':' && key.ptr[i + 1] == ':')
			return str_slice(key, 0, i);
	return key;
}

/* How many lines the ranges name, doubles included. */
static int64_t count_from(const struct claims *claims, size_t from)
{
	int64_t lines = 0;
	for (size_t i = from; i < claims->count; i++)
		lines += claims->items[i].last - claims->items[i].first + 1;
	return lines;
}

static bool add_entry(
    struct log *log, const struct attest_entry *entry, struct error *err)
{
	struct claims *claims = log->claims;
	struct str key = short_key(entry->key);
	struct claim_author author = from_key(log, key);
	size_t from = claims->count;
	size_t index;
	author.id = key;
	author.line = entry->line;
	if (!claims_author(claims, &author, &index, err) ||
	    !claims_add_ranges(
		claims, entry->path, entry->ranges, index, entry->line, err))
		return false;
	if (!str_starts(key, STR("h_")))
		claims->claimed_lines += count_from(claims, from);
	return true;
}

/* -------------------------------------------------------------- in whole -- */

static bool read_entries(struct log *log, struct str content, struct error *err)
{
	struct attest attest = { .rest = content };
	struct attest_entry entry;
	enum attest_end end;
	while ((end = attest_next(&attest, &entry, err)) == ATTEST_ENTRY)
		if (!add_entry(log, &entry, err))
			return false;
	return end == ATTEST_DIVIDER;
}

/* Where the JSON begins; the text part is checked later. */
static bool find_json(
    struct str content, struct str *json, int64_t *line, struct error *err)
{
	struct attest attest = { .rest = content };
	struct attest_entry entry;
	enum attest_end end;
	while ((end = attest_next(&attest, &entry, err)) == ATTEST_ENTRY)
		;
	*json = attest.rest;
	*line = attest.line;
	return end == ATTEST_DIVIDER;
}

static bool read(struct claims *claims, struct str content, struct error *err)
{
	struct arena *scratch = arena_new();
	struct log log = { .claims = claims,
		.prompts.arena = scratch,
		.sessions.arena = scratch,
		.humans.arena = scratch };
	cJSON *tree = NULL;
	struct str json;
	int64_t line;
	bool done = find_json(content, &json, &line, err) &&
		    read_json(&tree, json, line, scratch, err);
	if (done) {
		share_prompts(claims, json_object_in(tree, "prompts"));
		index_members(&log.prompts, json_object_in(tree, "prompts"));
		index_members(&log.sessions, json_object_in(tree, "sessions"));
		index_members(&log.humans, json_object_in(tree, "humans"));
		done = read_entries(&log, content, err);
	}
	cJSON_Delete(tree);
	arena_free(scratch);
	return done;
}

const struct note_reader note_reader_git_ai = {
	.recorder = "git-ai",
	.signal = "git-ai note",
	.refs = "refs/notes/ai refs/notes/ai-remote/*",
	.read = read,
	.shares_ids = true,
};
