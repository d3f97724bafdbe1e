/* libgit2 resolves each entry of safe.directory from the current folder; git
 * compares it as it is with the absolute path, or trusts all for "*". An empty
 * entry forgets those before it. */
#include "importers/git/trust.h"

#include <sys/stat.h>
#include <unistd.h>

#include <git2.h>

#include "base/arena.h"

struct search {
	struct stat folder; /* of the repository */
	bool is_named;	    /* there is an absolute entry, or "*" */
	bool is_hinted;	    /* a relative one is that folder from here */
};

static int weigh(const git_config_entry *entry, void *user)
{
	struct search *search = user;
	struct stat status;
	const char *text = entry->value ? entry->value : "";
	struct str value = str_from(text);
	if (!value.len) {
		search->is_named = search->is_hinted = false;
	} else if (str_equal_z(value, "*") || value.ptr[0] == '/' ||
		   value.ptr[0] == '~' || value.ptr[0] == '%') {
		search->is_named = true;
	} else if (stat(text, &status) == 0) {
		search->is_hinted |= status.st_ino == search->folder.st_ino &&
				     status.st_dev == search->folder.st_dev;
	}
	return 0;
}

static int look_for_all(const git_config_entry *entry, void *user)
{
	bool *is_total = user;
	struct str value = str_from(entry->value ? entry->value : "");
	*is_total = value.len && (*is_total || str_equal_z(value, "*"));
	return 0;
}

bool trust_is_total(void)
{
	git_config *config = NULL;
	bool is_total = false;
	if (git_config_open_default(&config) != 0)
		return false;
	git_config_get_multivar_foreach(
	    config, "safe.directory", NULL, look_for_all, &is_total);
	git_config_free(config);
	return is_total;
}

bool trust_is_relative(struct git_repository *handle)
{
	const char *folder = git_repository_workdir(handle);
	git_config *config = NULL;
	struct search search = { 0 };
	if (!folder)
		folder = git_repository_path(handle);
	if (stat(folder, &search.folder) != 0 ||
	    search.folder.st_uid == geteuid() ||
	    git_config_open_default(&config) != 0)
		return false;
	git_config_get_multivar_foreach(
	    config, "safe.directory", NULL, weigh, &search);
	git_config_free(config);
	return search.is_hinted && !search.is_named;
}
