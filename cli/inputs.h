/* What a run reads: the repositories and files that the configuration or the
 * command line names, in a fixed order. */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "cli/config.h"
#include "model/import.h"

struct inputs {
	struct input *items;
	size_t count;
	size_t room;
	struct str folder; /* that shown paths are relative to */
};

/* The repositories, then inputs, then directory of FILE. A path or glob that
 * matches nothing is an error at its place. */
bool inputs_from_config(struct inputs *inputs, const struct config_file *file,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* The PATHS of the command line. A folder that is no repository stands for
 * the repositories below it. */
bool inputs_from_paths(struct inputs *inputs, const struct str *paths,
    size_t count, const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* The repository in FOLDER, as FILE describes it when it names it, and then
 * what tells people apart: the directory of FILE. */
bool inputs_of_repository(struct inputs *inputs, struct str folder,
    const struct config_file *file, const struct asset_folders *folders,
    struct arena *keep, struct error *err) MUST_USE;

/* Whether a folder is a git repository, with or without a work tree. */
bool is_repository(struct str path, struct arena *scratch);
/* Repositories in and below FOLDER, at most three levels down and in no hidden
 * folder, sorted. */
bool find_repositories(struct str_list *found, struct str folder,
    struct arena *keep, struct error *err) MUST_USE;
/* An input for one path: its size, kind and first bytes. */
bool input_open(struct input *input, struct str path, struct str shown,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

#endif
