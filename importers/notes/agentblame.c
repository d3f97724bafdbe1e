/* Notes of agentblame. Versions 1 and 2 are JSON with one list:
 *	{"version":2,"attributions":[{"path","startLine","endLine","provider",
 *	 "model","confidence",...}]}	(version 1: start_line, end_line)
 * Version 3 has sessions and files:
 *	{"version":3,"sessions":{ID:{"agent","model"}},
 *	 "files":{PATH:[{"session":ID,"lines":"1-3,7"}]}}
 * or, per file, {"aiRanges":[{"sessionId","startLine","endLine"}],
 * "humanRanges":[...]}; also with the text part of attest.h before the JSON.
 *
 * Source: mesa-dot-dev/agentblame packages/cli/src/lib/types.ts and
 * packages/cli/src/lib/git/gitNotes.ts, and that repository's own notes. */
#include "importers/json/json_tree.h"
#include "importers/notes/attest.h"
#include "importers/notes/reader.h"

static const char *const omitted[] = { "prompts", "contentHash", "content_hash",
	NULL };

struct reading {
	struct claims *claims;
	const cJSON *sessions;
	struct map ids; /* of sessions -> their records */
	struct error *err;
};

static bool wrong(struct reading *reading, const char *expected)
{
	return error_set(
	    reading->err, ERROR_INPUT, "expected %s, found none", expected);
}

/* What is said without a model's name. */
static struct str real_model(struct str model)
{
	return str_equal_z(model, "claude") || str_equal_z(model, "cursor")
		   ? STR_NONE
		   : model;
}

static int64_t number(const cJSON *item, const char *name, const char *older)
{
	int64_t value = json_int_in(item, name, -1);
	return value < 0 && older ? json_int_in(item, older, -1) : value;
}

static bool add_lines(
    struct reading *reading, struct str path, const cJSON *item, size_t author)
{
	int64_t first = number(item, "startLine", "start_line");
	int64_t last = number(item, "endLine", "end_line");
	if (first < 0 || last < 0)
		return wrong(reading, "startLine and endLine");
	return claims_add(
	    reading->claims, path, first, last, author, reading->err);
}

/* ------------------------------------------------------ versions 1 and 2 -- */

static int confidence_of(const cJSON *item)
{
	const cJSON *value = json_member(item, "confidence");
	double share = cJSON_IsNumber(value) ? value->valuedouble : 1;
	if (!(share >= 0 && share <= 1))
		return CLAIM_FOREIGN;
	return (int)(share * CLAIM_SURE + 0.5);
}

static bool add_attribution(struct reading *reading, const cJSON *item)
{
	struct str path = json_string_in(item, "path");
	struct claim_author author = {
		.origin = "ai",
		.tool = json_string_in(item, "provider"),
		.model = real_model(json_string_in(item, "model")),
		.confidence_pct = confidence_of(item),
	};
	size_t index;
	if (!path.len)
		return wrong(reading, "a path");
	author.id = arena_printf(reading->claims->keep,
	    STR_FMT "|" STR_FMT "|%d", STR_ARG(author.tool),
	    STR_ARG(author.model), author.confidence_pct);
	return claims_author(reading->claims, &author, &index, reading->err) &&
	       add_lines(reading, path, item, index);
}

/* ------------------------------------------------------------- version 3 -- */

static bool find_session(struct reading *reading, struct str id, size_t *index)
{
	const union map_value *value = map_get(&reading->ids, id);
	const cJSON *session = value ? value->pointer : NULL;
	const struct claim_author author = {
		.origin = "ai",
		.id = id,
		.tool = json_string_in(session, "agent"),
		.model = real_model(json_string_in(session, "model")),
		.confidence_pct = session ? CLAIM_SURE : CLAIM_FOREIGN,
		.is_foreign = !session,
	};
	return claims_author(reading->claims, &author, index, reading->err);
}

static bool find_person(struct reading *reading, size_t *index)
{
	const struct claim_author author = { .origin = "human",
		.id = STR("human"),
		.confidence_pct = CLAIM_SURE };
	return claims_author(reading->claims, &author, index, reading->err);
}

static bool add_list(
    struct reading *reading, struct str path, const cJSON *list, bool is_human)
{
	size_t index;
	for (const cJSON *item = list ? list->child : NULL; item;
	     item = item->next)
		if (!(is_human
			    ? find_person(reading, &index)
			    : find_session(reading,
				  json_string_in(item, "sessionId"), &index)) ||
		    !add_lines(reading, path, item, index))
			return false;
	return true;
}

static bool add_sessions(
    struct reading *reading, struct str path, const cJSON *list)
{
	size_t index;
	for (const cJSON *item = list->child; item; item = item->next)
		if (!find_session(
			reading, json_string_in(item, "session"), &index) ||
		    !claims_add_ranges(reading->claims, path,
			json_string_in(item, "lines"), index, 0, reading->err))
			return false;
	return true;
}

static bool add_file(struct reading *reading, const cJSON *file)
{
	struct str path = str_from(file->string);
	if (!path.len)
		return wrong(reading, "a path");
	if (cJSON_IsArray(file))
		return add_sessions(reading, path, file);
	return add_list(
		   reading, path, json_array_in(file, "aiRanges"), false) &&
	       add_list(
		   reading, path, json_array_in(file, "humanRanges"), true);
}

/* -------------------------------------------------------------- in whole -- */

static bool add_each(struct reading *reading, const cJSON *list,
    bool (*add)(struct reading *reading, const cJSON *item))
{
	for (const cJSON *item = list ? list->child : NULL; item;
	     item = item->next)
		if (!add(reading, item))
			return false;
	return true;
}

static bool add_text(struct reading *reading, struct str text)
{
	struct attest attest = { .rest = text };
	struct attest_entry entry;
	enum attest_end end;
	size_t index;
	while (
	    (end = attest_next(&attest, &entry, reading->err)) == ATTEST_ENTRY)
		if (!(str_equal_z(entry.key, "human")
			    ? find_person(reading, &index)
			    : find_session(reading, entry.key, &index)) ||
		    !claims_add_ranges(reading->claims, entry.path,
			entry.ranges, index, entry.line, reading->err))
			return false;
	return end == ATTEST_DIVIDER;
}

static bool read_tree(struct reading *reading, const cJSON *tree)
{
	int64_t version = json_int_in(tree, "version", -1);
	if (version < 1 || version > 3) {
		error_set(reading->err, ERROR_INPUT,
		    "expected version 1, 2 or 3, found %lld",
		    (long long)version);
		return error_fix(reading->err,
		    "assay reads versions 1 to 3 of agentblame's notes");
	}
	const cJSON *sessions = json_object_in(tree, "sessions");
	for (cJSON *item = sessions ? sessions->child : NULL; item;
	     item = item->next)
		map_put(&reading->ids, str_from(item->string), NULL)->pointer =
		    item;
	return add_each(reading, json_array_in(tree, "attributions"),
		   add_attribution) &&
	       add_each(reading, json_object_in(tree, "files"), add_file);
}

/* The text part, if there is one, and the JSON behind it. */
static void split(
    struct str content, struct str *text, struct str *json, int64_t *line)
{
	struct attest attest = { .rest = content };
	struct attest_entry entry;
	struct error ignored;
	enum attest_end end = ATTEST_ENTRY;
	*text = STR("");
	*json = content;
	*line = 0;
	if (str_starts(str_trim(content), STR("{")))
		return;
	while (end == ATTEST_ENTRY)
		end = attest_next(&attest, &entry, &ignored);
	if (end != ATTEST_DIVIDER)
		return;
	*text = content;
	*json = attest.rest;
	*line = attest.line;
}

static void count_claimed(struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++)
		if (claims->authors[claims->items[i].author].origin[0] == 'a')
			claims->claimed_lines +=
			    claims->items[i].last - claims->items[i].first + 1;
}

static bool read(struct claims *claims, struct str content, struct error *err)
{
	struct arena *scratch = arena_new();
	struct reading reading = {
		.claims = claims, .ids.arena = scratch, .err = err
	};
	cJSON *tree = NULL;
	struct str text;
	struct str json;
	int64_t line;
	split(content, &text, &json, &line);
	bool done = json_tree_whole(&tree, json, omitted, scratch, err);
	if (!done)
		err->line += line;
	done = done && read_tree(&reading, tree) &&
	       (!text.len || add_text(&reading, text));
	if (done)
		count_claimed(claims);
	cJSON_Delete(tree);
	arena_free(scratch);
	return done;
}

const struct note_reader note_reader_agentblame = {
	.recorder = "agentblame",
	.signal = "agentblame note",
	.refs = "refs/notes/agentblame",
	.read = read,
};
