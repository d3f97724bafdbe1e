/* Built-in names come in order out of the table of assets, the user's out of
 * file_list. */
#include "base/asset_folder.h"

#include "base/file.h"

static bool each_built_in(const struct asset_folder *folder, asset_take *take,
    void *into, struct arena *keep, struct error *err)
{
	struct str prefix = arena_printf(keep, "data/%s/", folder->name);
	struct str name;
	struct str text;
	size_t at = 0;
	while (asset_next(&at, prefix, &name))
		if (str_ends(name, str_from(folder->suffix)) &&
		    (!asset_read(&text, NULL, name, keep, err) ||
			!take(into, text, name, err)))
			return false;
	return true;
}

static bool each_of_user(const struct asset_folder *folder, struct str path,
    asset_take *take, void *into, struct arena *keep, struct error *err)
{
	struct str_list names;
	struct str text;
	if (!file_is_folder(path))
		return true;
	if (!file_list(&names, path, keep, err))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		struct str file = path_join(keep, path, names.items[i]);
		if (str_ends(file, str_from(folder->suffix)) &&
		    (!file_read(&text, file, folder->limit, keep, err) ||
			!take(into, text, file, err)))
			return false;
	}
	return true;
}

bool asset_folder_each(const struct asset_folder *folder,
    const struct asset_folders *folders, asset_take *take, void *into,
    struct arena *keep, struct error *err)
{
	if (!each_built_in(folder, take, into, keep, err))
		return false;
	return !folders || !folders->data.len ||
	       each_of_user(folder,
		   path_join(keep, folders->data, str_from(folder->name)), take,
		   into, keep, err);
}
