/* Attributes of paths (gitattributes(5)). The library looks for a file of them
 * beside each path anew; it is asked only where one may say something. */
#include "importers/git/repo_inside.h"

static bool has_common_file(const struct repo *repo, const char *name)
{
	struct arena *scratch = arena_new();
	bool found =
	    file_exists(path_join(scratch, repo_folder(repo), str_from(name)));
	arena_free(scratch);
	return found;
}

/* Whether NAME stands in one of the folders that LEVEL of the configuration is
 * looked for in. */
static bool is_on_search_path(
    git_config_level_t level, const char *name, struct arena *scratch)
{
	git_buf folders = { 0 };
	struct str part;
	bool found = false;
	if (git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, level, &folders))
		return true;
	struct str rest = { folders.ptr, folders.size };
	while (!found && str_split(&rest, ':', &part))
		found = part.len &&
			file_exists(path_join(scratch, part, str_from(name)));
	git_buf_dispose(&folders);
	return found;
}

static bool names_attributes_file(const struct repo *repo)
{
	git_config *config = NULL;
	git_config_entry *entry = NULL;
	bool found =
	    git_repository_config_snapshot(&config, repo->handle) == 0 &&
	    git_config_get_entry(&entry, config, "core.attributesfile") == 0;
	git_config_entry_free(entry);
	git_config_free(config);
	return found;
}

void repo_look_for_attributes(struct repo *repo)
{
	struct arena *scratch = arena_new();
	repo->has_attributes =
	    has_common_file(repo, "info/attributes") ||
	    (!git_repository_is_bare(repo->handle) &&
		(names_attributes_file(repo) ||
		    is_on_search_path(
			GIT_CONFIG_LEVEL_XDG, "attributes", scratch) ||
		    is_on_search_path(
			GIT_CONFIG_LEVEL_SYSTEM, "gitattributes", scratch)));
	arena_free(scratch);
}

/* In the work tree or, where that lacks it, in the index. */
static bool folder_has_attributes(const struct repo *repo, struct str folder)
{
	struct arena *scratch = arena_new();
	git_index *index = NULL;
	const char *top = git_repository_workdir(repo->handle);
	struct str name = path_join(scratch, folder, STR(".gitattributes"));
	bool found =
	    top && file_exists(path_join(scratch, str_from(top), name));
	if (!found && git_repository_index(&index, repo->handle) == 0)
		found = git_index_get_bypath(index, arena_z(scratch, name),
			    GIT_INDEX_STAGE_NORMAL) != NULL;
	git_index_free(index);
	arena_free(scratch);
	return found;
}

/* Asks the library only where an attribute file may say something: it looks
 * for one beside each path anew. */
static bool may_have_attributes(struct repo *repo, struct str path)
{
	if (repo->has_attributes || git_repository_is_bare(repo->handle))
		return repo->has_attributes;
	for (size_t end = 0; end < path.len; end++) {
		bool added;
		if (end && path.ptr[end] != '/')
			continue;
		struct str folder = str_slice(path, 0, end);
		union map_value *value =
		    map_put(&repo->attribute_folders, folder, &added);
		if (added)
			value->number = folder_has_attributes(repo, folder);
		if (value->number)
			return true;
	}
	return false;
}

enum diff_attribute repo_diff_attribute(struct repo *repo, const char *path_z)
{
	const char *value = NULL;
	if (!may_have_attributes(repo, str_from(path_z)) ||
	    git_attr_get(&value, repo->handle, GIT_ATTR_CHECK_FILE_THEN_INDEX,
		path_z, "diff"))
		return DIFF_AUTO;
	switch (git_attr_value(value)) {
	case GIT_ATTR_VALUE_TRUE:
		return DIFF_TEXT;
	case GIT_ATTR_VALUE_FALSE:
		return DIFF_BINARY;
	case GIT_ATTR_VALUE_UNSPECIFIED:
	case GIT_ATTR_VALUE_STRING:
		break;
	}
	return DIFF_AUTO;
}
