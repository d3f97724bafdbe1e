/* Reads a record as real files have it: versions of two or three numbers, no
 * tool version, unknown fields, backslashes in paths; and the flat variant
 * ("schema": "agent-trace/v0.1.0", "file_path", "start_line"), which knows
 * neither revision nor model. Shell commands and conversations are passed
 * over. */
#include "importers/notes/agent_trace.h"

#include <string.h>

#include "base/vec.h"
#include "importers/json/json_tree.h"
#include "importers/notes/claims.h"

static const char *const omitted[] = { "metadata", "related", "url",
	"content_hash", NULL };

static bool wrong(struct error *err, const char *expected)
{
	return error_at(err, (struct place){ .line = 1 },
	    "expected %s, found none", expected);
}

static bool is_absolute(struct str path)
{
	if (str_starts(path, STR("/")) || str_starts(path, STR("../")) ||
	    str_starts(path, STR("file:")))
		return true;
	return path.len > 1 && path.ptr[1] == ':';
}

static struct str normal_path(
    struct str path, enum trace_path *kind, struct arena *keep)
{
	static const char *const events[] = { ".shell-history", ".sessions",
		".unknown" };
	char *bytes = arena_z(keep, path);
	for (size_t i = 0; i < path.len; i++)
		if (bytes[i] == '\\')
			bytes[i] = '/';
	struct str text = { bytes, path.len };
	while (str_starts(text, STR("./")))
		text = str_skip(text, 2);
	*kind = is_absolute(text) ? TRACE_FOREIGN : TRACE_FILE;
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
		if (str_equal_z(text, events[i]))
			*kind = TRACE_EVENT;
	return text;
}

static const char *origin_of(const cJSON *contributor)
{
	static const char *const origins[] = { "ai", "human", "mixed" };
	struct str type = json_string_in(contributor, "type");
	for (size_t i = 0; i < sizeof origins / sizeof origins[0]; i++)
		if (str_equal_z(type, origins[i]))
			return origins[i];
	return NULL;
}

static bool add_range(struct trace_record *record, const cJSON *item,
    const cJSON *contributor, struct trace_range range, struct arena *keep,
    struct error *err)
{
	const cJSON *own = json_object_in(item, "contributor");
	contributor = own ? own : contributor;
	range.first = json_int_in(item, "start_line", -1);
	range.last = json_int_in(item, "end_line", -1);
	range.origin = origin_of(contributor);
	range.model = arena_str(keep, json_string_in(contributor, "model_id"));
	if (range.first < 1 || range.last < range.first ||
	    range.last > CLAIM_LINE_MAX)
		return wrong(err, "start_line from 1 and end_line behind it");
	if (record->count == TRACE_RANGES_MAX)
		return error_set(err, ERROR_INPUT,
		    "expected at most %d ranges, found more", TRACE_RANGES_MAX);
	VEC_PUSH(record, keep, range);
	return true;
}

static bool add_file(struct trace_record *record, const cJSON *file,
    struct arena *keep, struct error *err)
{
	struct trace_range range = { 0 };
	struct str path = json_string_in(file, "path");
	const cJSON *talks = json_array_in(file, "conversations");
	if (!path.len)
		return wrong(err, "a path of each file");
	range.path = normal_path(path, &range.kind, keep);
	for (const cJSON *talk = talks ? talks->child : NULL; talk;
	     talk = talk->next) {
		const cJSON *ranges = json_array_in(talk, "ranges");
		const cJSON *who = json_object_in(talk, "contributor");
		for (const cJSON *item = ranges ? ranges->child : NULL; item;
		     item = item->next)
			if (!add_range(record, item, who, range, keep, err))
				return false;
	}
	return true;
}

/* An edit by itself; the editing function stands in "tool". */
static bool add_flat(struct trace_record *record, const cJSON *tree,
    struct arena *keep, struct error *err)
{
	struct trace_range range = { 0 };
	struct str path = json_string_in(tree, "file_path");
	if (!path.len)
		return wrong(err, "files, or a file_path");
	range.path = normal_path(path, &range.kind, keep);
	return add_range(record, tree, NULL, range, keep, err);
}

static bool read_tree(struct trace_record *record, const cJSON *tree,
    struct arena *keep, struct error *err)
{
	const cJSON *files = json_array_in(tree, "files");
	const cJSON *vcs = json_object_in(tree, "vcs");
	struct str tool = json_string_in(json_object_in(tree, "tool"), "name");
	if (!files)
		return add_flat(record, tree, keep, err);
	if (!vcs || str_equal_z(json_string_in(vcs, "type"), "git"))
		record->revision =
		    arena_lower(keep, json_string_in(vcs, "revision"));
	record->tool = arena_str(keep, tool);
	for (const cJSON *file = files->child; file; file = file->next)
		if (!add_file(record, file, keep, err))
			return false;
	return true;
}

bool agent_trace_read(struct trace_record *record, struct str line,
    struct arena *keep, struct error *err)
{
	cJSON *tree;
	*record = (struct trace_record){ .revision = STR("") };
	if (!json_tree_whole(&tree, line, omitted, keep, err))
		return false;
	bool done = read_tree(record, tree, keep, err);
	cJSON_Delete(tree);
	return done;
}
