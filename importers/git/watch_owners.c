/* Who owns what, at the audited revision: rows of ownership_rule from its
 * CODEOWNERS, and of tree_file for its files, which link brings together.
 *
 * The host is told by the remote; without one, by what stands in the tree, and
 * by sections in the file. */
#include "importers/git/job.h"

#include "base/utf8.h"
#include "importers/owners/owner_rules.h"

enum host { HOST_UNKNOWN, HOST_GITHUB, HOST_GITLAB };

struct owners {
	enum host host;
	const char *chosen; /* path of the file that counts; NULL: none */
};

static bool open_state(struct job *job, void **state, struct error *err)
{
	(void)err;
	*state = ARENA_NEW(job->keep, struct owners);
	return true;
}

static bool is_place(struct str path, enum owner_dialect dialect)
{
	for (const char *const *place = owner_places(dialect); *place; place++)
		if (str_equal_z(path, *place))
			return true;
	return false;
}

static bool wants(const void *state, struct str path, struct str kind)
{
	(void)state;
	(void)kind;
	return is_place(path, OWNERS_GITHUB) || is_place(path, OWNERS_GITLAB);
}

/* The rules that counted in the past decide nothing. */
static bool on_change(struct job *job, void *state,
    const struct watch_change *change, struct error *err)
{
	(void)job;
	(void)state;
	(void)change;
	(void)err;
	return true;
}

/* ------------------------------------------------------------- choosing -- */

static bool has_file(const struct versions_list *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_equal_z(files->items[i].path, path))
			return true;
	return false;
}

static enum host find_host(struct job *job, const struct versions_list *files)
{
	struct str remote =
	    arena_lower(job->scratch, repo_remote(job->repo, job->scratch));
	if (str_contains(remote, STR("github")))
		return HOST_GITHUB;
	if (str_contains(remote, STR("gitlab")))
		return HOST_GITLAB;
	if (has_file(files, ".gitlab/CODEOWNERS") ||
	    has_file(files, ".gitlab-ci.yml"))
		return HOST_GITLAB;
	return HOST_UNKNOWN;
}

static void choose(struct job *job, struct owners *owners)
{
	const struct versions_list *files = job->watch.files;
	owners->host = find_host(job, files);
	const char *const *place = owner_places(
	    owners->host == HOST_GITLAB ? OWNERS_GITLAB : OWNERS_GITHUB);
	while (*place && !has_file(files, *place))
		place++;
	owners->chosen = *place;
}

/* --------------------------------------------------------------- storing -- */

static bool store_files(struct job *job, struct error *err)
{
	const struct versions_list *files = job->watch.files;
	for (size_t i = 0; i < files->count; i++) {
		struct path_entry *entry;
		if ((files->items[i].new.mode &MODE_TYPE) == MODE_SUBMODULE)
			continue;
		if (!job_path(job, files->items[i].path, &entry, err) ||
		    !IMPORT_ADD(job->import, tree_file, NULL, NULL, err,
			.repository_id = job->repository_id,
			.file_id = entry->file_id))
			return false;
	}
	return true;
}

static bool store_rule(struct job *job, const struct owner_rules *rules,
    const struct owner_rule *rule, struct str path, struct error *err)
{
	size_t ordinal = 0;
	struct fact_ownership_rule fact = {
		.repository_id = job->repository_id,
		.path = path,
		.line = rule->line,
		.dialect = rules->dialect == OWNERS_GITHUB ? STR("github")
							   : STR("gitlab"),
		.section = utf8_clean(job->scratch, rule->section),
		.optional = rule->is_optional,
		.approvals = rule->approvals ? rule->approvals : UNKNOWN,
		.pattern = path_text(job->scratch, rule->pattern),
		.excludes = rule->excludes,
	};
	import_locator(job->import, rule->line);
	do {
		fact.ordinal = (int64_t)ordinal;
		fact.owner = ordinal < rule->owners.count
				 ? rule->owners.items[ordinal]
				 : STR_NONE;
		if (!import_add(job->import, FACT_KIND_ownership_rule, &fact,
			NULL, NULL, err))
			return false;
	} while (++ordinal < rule->owners.count);
	return true;
}

static bool store_rules(struct job *job, const struct owners *owners,
    const struct watch_file *file, struct error *err)
{
	struct owner_rules rules;
	int64_t locator = import_current(job->import);
	bool gitlab = owners->host == HOST_GITLAB ||
		      (owners->host == HOST_UNKNOWN &&
			  owner_rules_have_sections(file->now.text));
	owner_rules_read(&rules, file->now.text,
	    gitlab ? OWNERS_GITLAB : OWNERS_GITHUB, job->scratch);
	if (rules.bad_lines)
		import_diagnose(job->import, "warning", "bad-owner-lines",
		    rules.first_bad,
		    "%lld line%s of " STR_FMT " %s no rule, the first is line "
		    "%lld; %s passes over such, and so do we",
		    (long long)rules.bad_lines, rules.bad_lines == 1 ? "" : "s",
		    STR_ARG(file->path), rules.bad_lines == 1 ? "is" : "are",
		    (long long)rules.first_bad, gitlab ? "GitLab" : "GitHub");
	for (size_t i = 0; i < rules.count; i++)
		if (!store_rule(job, &rules, &rules.items[i], file->path, err))
			return false;
	import_locator(job->import, locator);
	return true;
}

static bool on_head(struct job *job, void *state, const struct watch_file *file,
    struct error *err)
{
	struct owners *owners = state;
	if (job->is_second_clone)
		return true;
	if (file)
		return !owners->chosen ||
		       !str_equal_z(file->path, owners->chosen) ||
		       file->now.state != WATCH_TEXT ||
		       store_rules(job, owners, file, err);
	if (!job_run(
		job, "DELETE FROM tree_file WHERE repository_id = ?1", err) ||
	    !job_run(job, "DELETE FROM ownership_rule WHERE repository_id = ?1",
		err))
		return false;
	if (!job->watch.files)
		return true;
	choose(job, owners);
	return store_files(job, err);
}

const struct watcher watcher_owners = {
	.name = "owners",
	.open = open_state,
	.wants = wants,
	.change = on_change,
	.head = on_head,
};
