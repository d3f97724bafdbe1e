/* Which profiles there are: built in below data/profiles/, and in the folder
 * profiles/ of the user's data folder. Later ones replace those of one name. */
#include <stdlib.h>

#include "base/asset_folder.h"
#include "base/shelf.h"
#include "base/vec.h"
#include "importers/table/profile.h"

#define SUFFIX ".profile"

static int compare_profiles(const void *a, const void *b)
{
	return str_compare(((const struct profile *)a)->name,
	    ((const struct profile *)b)->name);
}

struct adding {
	struct profile_list *list;
	struct arena *keep;
};

static bool add_profile(
    void *into, struct str text, struct str file, struct error *err)
{
	const struct adding *adding = into;
	struct profile_list *list = adding->list;
	struct profile profile;
	if (!profile_read(&profile, text, file, adding->keep, err))
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (str_equal(list->items[i].name, profile.name)) {
			list->items[i] = profile;
			return true;
		}
	VEC_PUSH(list, adding->keep, profile);
	return true;
}

static bool load_all(struct profile_list *list,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const struct asset_folder profiles = { "profiles", SUFFIX,
		PROFILE_SIZE_LIMIT };
	struct adding adding = { list, keep };
	*list = (struct profile_list){ 0 };
	if (!asset_folder_each(
		&profiles, folders, add_profile, &adding, keep, err))
		return false;
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items,
		    compare_profiles);
	return true;
}

bool profile_load_all(struct profile_list *list,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	static const char name[] = "profiles of tables";
	const struct profile_list *kept = shelf_find(folders, str_from(name));
	if (kept) {
		*list = *kept;
		return true;
	}
	if (!load_all(list, folders, shelf_keep(folders, keep), err))
		return false;
	shelf_put(folders, str_from(name), list, sizeof *list);
	return true;
}

static bool find_in_file(const struct profile **profile, struct str path,
    struct arena *keep, struct error *err)
{
	struct str text;
	struct profile *read = ARENA_NEW(keep, struct profile);
	*profile = read;
	return file_read(&text, path, PROFILE_SIZE_LIMIT, keep, err) &&
	       profile_read(read, text, path, keep, err);
}

bool profile_find(const struct profile **profile,
    const struct profile_list *list, struct str name, struct arena *keep,
    struct error *err)
{
	if (str_find_byte(name, '/') < name.len || str_ends(name, STR(SUFFIX)))
		return find_in_file(profile, name, keep, err);
	size_t at = str_find_byte(name, '@');
	struct str plain = str_slice(name, 0, at);
	struct str version = str_skip(name, at + 1);
	for (size_t i = 0; i < list->count; i++) {
		*profile = &list->items[i];
		if (str_equal((*profile)->name, plain) &&
		    (version.len == 0 ||
			str_equal((*profile)->version, version)))
			return true;
	}
	error_set(err, ERROR_INPUT,
	    "expected the name of a mapping profile, found \"" STR_FMT "\"",
	    STR_ARG(str_slice(name, 0, 80)));
	struct buf names = { 0 };
	for (size_t i = 0; i < list->count; i++)
		buf_printf(&names, "%s" STR_FMT, i ? ", " : "",
		    STR_ARG(list->items[i].name));
	error_fix(err, "profiles are " STR_FMT, STR_ARG(buf_str(&names)));
	buf_free(&names);
	return false;
}
