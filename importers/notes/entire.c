/* An id has 12 lower-case hexadecimal digits, or is a ULID of 26 characters.
 * Trailers count at the start of a line only, so that a prompt that was copied
 * into a subject cannot forge one. */
#include "importers/notes/entire.h"

#include <string.h>

#include "base/date.h"
#include "importers/json/json_tree.h"

enum { ID_HEX = 12, ID_ULID = 26, COUNT_MAX = 100000000 };

static const char *const omitted[] = { "token_usage", "summary",
	"files_touched", NULL };

static int64_t count_in(const cJSON *tree, const char *name)
{
	int64_t count = json_int_in(tree, name, UNKNOWN);
	return count >= 0 && count <= COUNT_MAX ? count : UNKNOWN;
}

bool entire_read_session(struct checkpoint_session *session, struct str content,
    struct arena *keep, struct error *err)
{
	cJSON *tree;
	if (!json_tree_whole(&tree, content, omitted, keep, err))
		return false;
	const cJSON *estimate = json_object_in(tree, "initial_attribution");
	int64_t added = count_in(estimate, "human_added");
	int64_t changed = count_in(estimate, "human_modified");
	*session = (struct checkpoint_session){
		.agent = arena_str(keep, json_string_in(tree, "agent")),
		.model = arena_str(keep, json_string_in(tree, "model")),
		.agent_lines = count_in(estimate, "agent_lines"),
		.human_lines = (added == UNKNOWN ? 0 : added) +
			       (changed == UNKNOWN ? 0 : changed),
	};
	cJSON_Delete(tree);
	return true;
}

static bool is_all(struct str text, const char *allowed)
{
	for (size_t i = 0; i < text.len; i++)
		if (!text.ptr[i] || !strchr(allowed, text.ptr[i]))
			return false;
	return true;
}

bool entire_is_id(struct str text)
{
	if (text.len == ID_HEX)
		return is_all(text, "0123456789abcdef");
	return text.len == ID_ULID &&
	       is_all(text, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
			    "abcdefghjkmnpqrstvwxyz");
}

bool entire_next_id(struct str *rest, struct str *id)
{
	static const struct str key = { "Entire-Checkpoint:", 18 };
	struct str line;
	while (str_line(rest, &line)) {
		line = str_trim(line);
		if (!str_starts(line, key))
			continue;
		*id = str_trim(str_skip(line, key.len));
		if (entire_is_id(*id))
			return true;
	}
	return false;
}
