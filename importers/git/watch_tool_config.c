/* The rows of tool_config: changes of files that set an AI tool up, by the
 * rows "file" of data/ai-signatures.csv. Their names are enough. Files below
 * test folders set nothing up. */
#include "importers/git/job.h"

enum { CONFIG_CONFIDENCE_MIN = 50 };

static bool open_state(struct job *job, void **state, struct error *err)
{
	(void)err;
	*state = job->signatures;
	return true;
}

static struct tool *config_tool(const void *state, struct str path)
{
	struct match match;
	if (!signatures_match(state, SIGNAL_FILE, path, &match) ||
	    match.confidence_pct < CONFIG_CONFIDENCE_MIN)
		return NULL;
	return match.tool;
}

static bool wants(const void *state, struct str path, struct str kind)
{
	return !str_equal_z(kind, "test") && config_tool(state, path);
}

static const char *change_word(const struct watch_change *change)
{
	if (change->is_edge)
		return "present";
	if (change->new.state == WATCH_ABSENT)
		return "removed";
	for (size_t i = 0; i < change->old_count; i++)
		if (change->olds[i].state != WATCH_ABSENT)
			return "changed";
	return "added";
}

static bool store_change(struct job *job, void *state,
    const struct watch_change *change, struct error *err)
{
	struct tool *tool = config_tool(state, change->path);
	return !tool ||
	       (job_tool(job, tool, err) &&
		   IMPORT_ADD(job->import, tool_config, NULL, NULL, err,
		       .commit_id = change->commit_id,
		       .file_id = change->file_id, .tool_id = tool->row_id,
		       .change = str_from(change_word(change))));
}

extern const struct watcher watcher_tool_config;
const struct watcher watcher_tool_config = {
	.name = "tool_config",
	.by_name = true,
	.open = open_state,
	.wants = wants,
	.change = store_change,
};
