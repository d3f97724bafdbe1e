/* The rows of attribution, tool and model. */
#include "importers/git/job.h"

#include "importers/git/model_name.h"

/* Gives TOOL its row. */
bool job_tool(struct job *job, struct tool *tool, struct error *err)
{
	return tool->row_id ||
	       IMPORT_ADD(job->import, tool, &tool->row_id, NULL, err,
		   .name = tool->id, .vendor = tool->vendor,
		   .label = tool->label);
}

bool job_model(struct job *job, struct str raw, int64_t *id, struct error *err)
{
	bool added;
	raw = commit_utf8(job->scratch, str_trim(raw));
	union map_value *value = map_put(&job->models, raw, &added);
	if (added) {
		struct str name = model_name_normal(raw, job->scratch);
		value->number = 0;
		if (name.ptr && !IMPORT_ADD(job->import, model, &value->number,
				    NULL, err, .name = name, .raw = raw))
			return false;
	}
	*id = value->number;
	return true;
}

static bool store_evidence(struct job *job, int64_t commit_id,
    const struct evidence *evidence, struct error *err)
{
	int64_t model_id = 0;
	if ((evidence->tool && !job_tool(job, evidence->tool, err)) ||
	    (evidence->model.len &&
		!job_model(job, evidence->model, &model_id, err)))
		return false;
	import_locator(job->import, evidence->line);
	return IMPORT_ADD(job->import, attribution, NULL, NULL, err,
	    .commit_id = commit_id, .origin = str_from(evidence->origin),
	    .tool_id = evidence->tool ? evidence->tool->row_id : 0,
	    .model_id = model_id, .signal = str_from(evidence->signal),
	    .signature = arena_printf(job->scratch, "%s:%lld", evidence->table,
		(long long)evidence->row),
	    .level = STR("commit"), .lines = UNKNOWN,
	    .confidence_pct = evidence->confidence_pct);
}

static bool store_people(struct job *job, int64_t commit_id,
    const struct evidence_list *list, struct error *err)
{
	for (size_t i = 0; i < list->people_count; i++) {
		int64_t alias_id;
		if (!import_alias(job->import,
			commit_utf8(job->scratch, list->people[i].name),
			commit_utf8(job->scratch, list->people[i].email),
			STR(""), &alias_id, err) ||
		    !IMPORT_ADD(job->import, commit_person, NULL, NULL, err,
			.commit_id = commit_id, .alias_id = alias_id,
			.role = STR("coauthor")))
			return false;
	}
	return true;
}

bool store_attribution(struct job *job, int64_t commit_id,
    const struct commit *commit, struct error *err)
{
	struct evidence_list list;
	struct authorship authorship = {
		.author_name = commit->author.name,
		.author_email = commit->author.email,
		.committer_name = commit->committer.name,
		.committer_email = commit->committer.email,
		.message = commit->message,
		.author_time = commit->author.time,
		.is_merge = commit->parent_count > 1,
	};
	attribution_find(&list, job->signatures, &authorship, job->scratch);
	for (size_t i = 0; i < list.count; i++)
		if (!store_evidence(job, commit_id, &list.items[i], err))
			return false;
	import_locator(job->import, 0);
	return !attribution_is_by_agent(&list) ||
	       store_people(job, commit_id, &list, err);
}
