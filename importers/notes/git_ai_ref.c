/* What git-ai wrote before it had notes (2025): a blob for each commit, under
 * refs/ai/authorship/<commit>. Three shapes: the text of its logs (git_ai.c),
 * and JSON with or without "schema_version":"authorship/0.0.1":
 *	{"files":{PATH:{"authors":[{"author":"Claude","lines":[3,[7,12]]}]}}}
 * The author is a label of a tool or the name of a person: free text, so that
 * only labels that a table knows are credited.
 *
 * Source: git-ai-project/git-ai, its own refs. */
#include "importers/json/json_tree.h"
#include "importers/notes/reader.h"

static const char *const omitted[] = { "agent_metadata", NULL };

static bool wrong(struct error *err)
{
	return error_set(err, ERROR_INPUT,
	    "expected lines as numbers or pairs of them, found others");
}

static bool whole(const cJSON *item, int64_t *number)
{
	if (!item || !cJSON_IsNumber(item) || !(item->valuedouble >= 0) ||
	    item->valuedouble > CLAIM_LINE_MAX)
		return false;
	*number = (int64_t)item->valuedouble;
	return true;
}

static bool add_item(struct claims *claims, struct str path, const cJSON *item,
    size_t author, struct error *err)
{
	int64_t first;
	int64_t last;
	const cJSON *from = cJSON_IsArray(item) ? item->child : item;
	const cJSON *to = cJSON_IsArray(item) && from ? from->next : item;
	if (!whole(from, &first) || !whole(to, &last))
		return wrong(err);
	if (last >= first)
		claims->claimed_lines += last - first + 1;
	return claims_add(claims, path, first, last, author, err);
}

static bool add_author(struct claims *claims, struct str path,
    const cJSON *item, struct error *err)
{
	struct str label = json_string_in(item, "author");
	const struct claim_author author = {
		.origin = "ai",
		.id = label,
		.tool = label,
		.confidence_pct = CLAIM_FOREIGN,
		.is_label = true,
	};
	const cJSON *lines = json_array_in(item, "lines");
	size_t index;
	if (!claims_author(claims, &author, &index, err))
		return false;
	for (const cJSON *line = lines ? lines->child : NULL; line;
	     line = line->next)
		if (!add_item(claims, path, line, index, err))
			return false;
	return true;
}

static bool read_tree(
    struct claims *claims, const cJSON *tree, struct error *err)
{
	struct str schema = json_string_in(tree, "schema_version");
	const cJSON *files = json_object_in(tree, "files");
	if (!files || (schema.len && !str_starts(schema, STR("authorship/0."))))
		return error_set(err, ERROR_INPUT,
		    "expected files and at most authorship/0.x, found others");
	for (const cJSON *file = files->child; file; file = file->next) {
		const cJSON *authors = json_array_in(file, "authors");
		for (const cJSON *item = authors ? authors->child : NULL; item;
		     item = item->next)
			if (!add_author(
				claims, str_from(file->string), item, err))
				return false;
	}
	return true;
}

static bool read(struct claims *claims, struct str content, struct error *err)
{
	if (!str_starts(str_trim(content), STR("{")))
		return note_reader_git_ai.read(claims, content, err);
	struct arena *scratch = arena_new();
	cJSON *tree;
	bool done = json_tree_whole(&tree, content, omitted, scratch, err) &&
		    read_tree(claims, tree, err);
	cJSON_Delete(tree);
	arena_free(scratch);
	return done;
}

const struct note_reader note_reader_git_ai_ref = {
	.recorder = "git-ai",
	.signal = "git-ai record",
	.refs = "refs/ai/authorship/*",
	.is_by_ref = true,
	.read = read,
};
