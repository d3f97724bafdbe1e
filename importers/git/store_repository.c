/* The row of the repository: its key, so that forks and clones on other
 * machines are told apart or known again, and the audited revision. */
#include "importers/git/job.h"

/* "host/owner/name" of a URL or of host:path; none for paths of a machine.
 * User, password, port and ".git" are left out. */
static struct str normal_remote(struct str url, struct arena *keep)
{
	size_t scheme = str_find(url, STR("://"));
	bool has_scheme = scheme < url.len;
	struct str rest = has_scheme ? str_skip(url, scheme + 3) : url;
	size_t slash = str_find_byte(rest, '/');
	size_t colon = str_find_byte(rest, ':');
	if (str_starts(url, STR("file:")) ||
	    (!has_scheme && (colon == rest.len || slash < colon)))
		return STR_NONE;
	size_t end = has_scheme ? slash : colon;
	struct str host = str_slice(rest, 0, end);
	struct str path = str_skip(rest, end < rest.len ? end + 1 : end);
	size_t at = str_rfind_byte(host, '@');
	if (at < host.len)
		host = str_skip(host, at + 1);
	host = str_slice(host, 0, str_find_byte(host, ':'));
	while (str_ends(path, STR("/")))
		path.len--;
	while (str_starts(path, STR("/")))
		path = str_skip(path, 1);
	if (str_ends(path, STR(".git")))
		path.len -= 4;
	if (!host.len || !path.len)
		return STR_NONE;
	return arena_printf(keep, STR_FMT "/" STR_FMT,
	    STR_ARG(arena_lower(keep, host)), STR_ARG(path));
}

/* Of "." what the folder is called. */
static struct str folder_name(struct str path, struct arena *keep)
{
	path = path_absolute(keep, path);
	struct str name = path_base(path);
	if (str_equal_z(name, ".git"))
		name = path_base(path_folder(path));
	if (str_ends(name, STR(".git")) && name.len > 4)
		name.len -= 4;
	return name;
}

static struct str repository_key(
    const struct job *job, struct str remote, struct str name)
{
	char hex[OID_HEX_SIZE];
	const struct input *input = import_input(job->import);
	if (input->repository.len)
		return input->repository;
	if (remote.ptr)
		return remote;
	if (!job->reach.has_root)
		return name;
	oid_hex(&job->reach.root, hex);
	return arena_printf(job->keep, "%.12s/" STR_FMT, hex, STR_ARG(name));
}

static bool update_repository(const struct job *job,
    const struct fact_repository *fact, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import),
		"UPDATE repository SET name = ?2, path = ?3, remote = ?4, "
		"head_oid = ?5, ref = ?6, shallow = ?7, service = ?8, "
		"data_class = ?9 WHERE id = ?1",
		err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	query_bind_text(query, 2, fact->name);
	query_bind_text(query, 3, fact->path);
	query_bind_text(query, 4, fact->remote);
	query_bind_text(query, 5, fact->head_oid);
	query_bind_text(query, 6, fact->ref);
	query_bind_int(query, 7, fact->shallow);
	query_bind_text(query, 8, fact->service);
	query_bind_text(query, 9, fact->data_class);
	query_do(query);
	return query_close(query, err);
}

/* Whether another source brought the repository in. */
static bool is_of_other_source(
    const struct job *job, bool *other, struct error *err)
{
	struct query *query = NULL;
	if (!query_open(&query, import_model(job->import),
		"SELECT source_id FROM repository WHERE id = ?1", err))
		return false;
	query_bind_int(query, 1, job->repository_id);
	*other = query_next(query) &&
		 query_int(query, 0) != import_source(job->import);
	return query_close(query, err);
}

/* Another repository that stood at the same path before: as with files, the
 * new content takes its place. Commits stay, without membership. A clone that
 * was shallow is the same one, though its root was not known then. */
static bool replace_others(struct job *job, struct str key, struct error *err)
{
	struct model *model = import_model(job->import);
	struct query *query = NULL;
	model_cascade(model, true);
	if (!query_open(&query, model,
		"DELETE FROM repository WHERE source_id = ?1 AND id <> ?2 "
		"RETURNING key",
		err)) {
		model_cascade(model, false);
		return false;
	}
	query_bind_int(query, 1, import_source(job->import));
	query_bind_int(query, 2, job->repository_id);
	while (query_next(query))
		if (!str_ends(key, query_text(query, 0)))
			import_diagnose(job->import, "warning",
			    "repository-replaced", 0,
			    "the repository " STR_FMT " was read under this "
			    "path before, and is replaced",
			    STR_ARG(query_text(query, 0)));
	bool done = query_close(query, err);
	model_cascade(model, false);
	return done;
}

bool store_repository(struct job *job, const struct oid_list *heads,
    struct str ref, bool shallow, struct error *err)
{
	const struct input *input = import_input(job->import);
	char hex[OID_HEX_SIZE] = "";
	struct str remote =
	    normal_remote(repo_remote(job->repo, job->keep), job->keep);
	struct str name = folder_name(input->path, job->keep);
	bool added;
	if (heads->count)
		oid_hex(&heads->items[0], hex);
	struct fact_repository fact = {
		.key = repository_key(job, remote, name),
		.path = input->shown,
		.remote = remote,
		.head_oid = heads->count ? str_from(hex) : STR_NONE,
		.ref = ref,
		.shallow = shallow,
		.service = input->service,
		.data_class = input->data_class,
	};
	fact.name = path_base(input->repository.len ? fact.key
			      : remote.ptr	    ? remote
						    : name);
	if (!import_add(job->import, FACT_KIND_repository, &fact,
		&job->repository_id, &added, err) ||
	    !replace_others(job, fact.key, err))
		return false;
	if (added)
		return true;
	if (!is_of_other_source(job, &job->is_second_clone, err))
		return false;
	if (!job->is_second_clone)
		return update_repository(job, &fact, err);
	import_diagnose(job->import, "warning", "repository-twice", 0,
	    "the repository " STR_FMT " is given twice; the commits of both "
	    "count once, the audited revision is that of the first",
	    STR_ARG(fact.key));
	return true;
}
