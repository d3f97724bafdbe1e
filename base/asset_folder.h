/* The files of one kind below data/: those built in, then those of the user's
 * data folder, so that a later one may take the place of one before it. */
#ifndef BASE_ASSET_FOLDER_H
#define BASE_ASSET_FOLDER_H

#include "base/asset.h"

/* Takes TEXT, which stands in FILE; false with ERR ends the reading. */
typedef bool asset_take(
    void *into, struct str text, struct str file, struct error *err);

struct asset_folder {
	const char *name;   /* "scans", of data/scans */
	const char *suffix; /* ".scan": other files are passed over */
	size_t limit;	    /* bytes of a file of the user */
};

/* Gives each file of FOLDER to TAKE, built-in ones and the user's each by name.
 * FOLDERS may be NULL, and the user's data folder may have none. Texts live as
 * long as KEEP. */
bool asset_folder_each(const struct asset_folder *folder,
    const struct asset_folders *folders, asset_take *take, void *into,
    struct arena *keep, struct error *err) MUST_USE;

#endif
