/* Paths are shown relative to the configuration, or to the folder that the
 * named paths share, so that no report tells where on a machine it was made. */
#include "cli/inputs.h"

#include <string.h>

#include "importers/importer.h"
#include "importers/sast/scan.h"
#include "importers/table/date_text.h"

enum { HEAD_SIZE = 4096, DEEPEST = 3 };

bool is_repository(struct str path, struct arena *scratch)
{
	struct str dot_git = path_join(scratch, path, STR(".git"));
	if (file_exists(dot_git))
		return true;
	return file_exists(path_join(scratch, path, STR("HEAD"))) &&
	       file_is_folder(path_join(scratch, path, STR("objects"))) &&
	       file_is_folder(path_join(scratch, path, STR("refs")));
}

static bool look_below(struct str_list *found, struct str folder, int depth,
    struct arena *keep, struct error *err)
{
	struct str_list names;
	if (is_repository(folder, keep)) {
		VEC_PUSH(found, keep, folder);
		return true;
	}
	if (depth == DEEPEST)
		return true;
	if (!file_list(&names, folder, keep, err))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		struct str path = path_join(keep, folder, names.items[i]);
		struct error unreadable;
		if (!str_starts(names.items[i], STR(".")) &&
		    file_is_folder(path) &&
		    !look_below(found, path, depth + 1, keep, &unreadable) &&
		    depth == 0 && names.count == 1)
			*err = unreadable;
	}
	return true;
}

bool find_repositories(struct str_list *found, struct str folder,
    struct arena *keep, struct error *err)
{
	*found = (struct str_list){ 0 };
	return look_below(found, folder, 0, keep, err);
}

bool input_open(struct input *input, struct str path, struct str shown,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	*input = (struct input){ .path = path,
		.shown = shown,
		.time = UNKNOWN,
		.folders = folders,
		.head = STR("") };
	if (!file_exists(path)) {
		error_at(err, (struct place){ .file = shown },
		    "there is no such file or folder");
		return error_fix(err, "check the path");
	}
	input->is_folder = file_is_folder(path);
	if (input->is_folder)
		return true;
	if (!file_is_regular(path)) {
		error_at(err, (struct place){ .file = shown },
		    "expected a file or a folder, found a pipe or a device");
		return error_fix(
		    err, "write it to a file first: it is read more than once");
	}
	if (!file_read_head(&input->head, path, HEAD_SIZE, keep, err))
		return false;
	return file_size(path, &input->size_bytes, err);
}

/* One of many that may not be read ends no run: that is told when its turn
 * comes. */
static bool open_or_say(struct input *input, struct str path, struct str shown,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	if (input_open(input, path, shown, folders, keep, err))
		return true;
	if (!file_is_regular(path))
		return false;
	struct error *unread = ARENA_NEW(keep, struct error);
	*unread = *err;
	*err = (struct error){ 0 };
	input->unread = unread;
	return true;
}

/* Everything that one path or glob of the configuration names. */
static bool expand(struct inputs *inputs, const struct config_file *file,
    const char *pattern, struct str place, const struct input *template,
    struct arena *keep, struct error *err)
{
	struct str_list paths;
	if (!pattern) {
		error_at(err, config_place(file, place),
		    "expected path:, found none");
		return error_fix(err, "name a file, folder or glob");
	}
	if (!path_glob(&paths, path_join(keep, file->folder, str_from(pattern)),
		keep, err))
		return false;
	if (paths.count == 0) {
		error_at(err, config_place(file, place),
		    "nothing matches the path \"%s\"", pattern);
		return error_fix(err, "paths are relative to the folder of "
				      "the configuration");
	}
	for (size_t i = 0; i < paths.count; i++) {
		struct input input;
		struct str shown =
		    path_relative(keep, paths.items[i], file->folder);
		if (!open_or_say(&input, paths.items[i], shown,
			template->folders, keep, err))
			return false;
		input.importer = template->importer;
		input.profile = template->profile;
		input.date_order = template->date_order;
		input.sheet = template->sheet;
		input.repository = template->repository;
		input.ref = template->ref;
		input.revision = template->revision;
		input.analysis = template->analysis;
		input.time = template->time;
		input.heads = template->heads;
		input.service = template->service;
		input.stage = template->stage;
		input.data_class = template->data_class;
		input.zone_seconds = template->zone_seconds;
		VEC_PUSH(inputs, keep, input);
	}
	return true;
}

static struct input repository_template(const struct config_file *file,
    unsigned i, const struct asset_folders *folders)
{
	const struct config_repository *r = &file->config->repositories[i];
	return (struct input){
		.importer = STR("git"),
		.repository = str_from(r->id),
		.heads = str_from(r->heads),
		.service = str_from(r->service),
		.data_class = str_from(r->data_class),
		.time = UNKNOWN,
		.zone_seconds = file->calendar.zone_seconds,
		.folders = folders,
	};
}

static bool add_repository(struct inputs *inputs,
    const struct config_file *file, unsigned i,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	const struct config_repository *r = &file->config->repositories[i];
	struct input template = repository_template(file, i, folders);
	size_t before = inputs->count;
	struct str place = arena_printf(keep, "repositories[%u].path", i);
	if (!expand(inputs, file, r->path, place, &template, keep, err))
		return false;
	if (r->id && inputs->count - before > 1) {
		error_at(err, config_place(file, place),
		    "the id \"%s\" would stand for %zu repositories", r->id,
		    inputs->count - before);
		return error_fix(err, "leave out id: or name one path");
	}
	return true;
}

static bool is_stage(const char *text)
{
	static const char *const stages[] = { "design", "code", "build", "test",
		"staging", "production" };
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (strcmp(text, stages[i]) == 0)
			return true;
	return false;
}

static bool add_input(struct inputs *inputs, const struct config_file *file,
    unsigned i, const struct asset_folders *folders, struct arena *keep,
    struct error *err)
{
	const struct config_input *in = &file->config->inputs[i];
	struct input template = {
		.importer = str_from(in->kind),
		.profile = str_from(in->profile),
		.date_order = str_from(in->date_order),
		.sheet = str_from(in->sheet),
		.repository = str_from(in->repository),
		.ref = str_from(in->ref),
		.revision = str_from(in->revision),
		.analysis = str_from(in->analysis),
		.stage = str_from(in->stage),
		.time = UNKNOWN,
		.folders = folders,
	};
	/* a scanner's format is a profile of the reader of scans */
	if (!in->profile && scan_is_profile(folders, template.importer)) {
		template.profile = template.importer;
		template.importer = STR("scan");
	}
	if (in->time && !date_parse_iso(str_from(in->time), &template.time))
		return error_at(err,
		    config_place(
			file, arena_printf(keep, "inputs[%u].time", i)),
		    "expected a time such as 2026-09-30T12:00:00Z, found "
		    "\"%s\"",
		    in->time);
	if (in->date_order && !date_order_from(template.date_order))
		return error_at(err,
		    config_place(
			file, arena_printf(keep, "inputs[%u].date_order", i)),
		    "expected DMY, MDY or YMD, found \"%s\"", in->date_order);
	if (in->stage && !is_stage(in->stage))
		return error_at(err,
		    config_place(
			file, arena_printf(keep, "inputs[%u].stage", i)),
		    "expected design, code, build, test, staging or "
		    "production, found \"%s\"",
		    in->stage);
	return expand(inputs, file, in->path,
	    arena_printf(keep, "inputs[%u].path", i), &template, keep, err);
}

static bool add_directory(struct inputs *inputs, const struct config_file *file,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	const char *directory = file->config->people.directory;
	struct input template = { .folders = folders, .time = UNKNOWN };
	return !directory || expand(inputs, file, directory,
				 STR("people.directory"), &template, keep, err);
}

bool inputs_from_config(struct inputs *inputs, const struct config_file *file,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	const struct config *c = file->config;
	inputs->folder = file->folder;
	for (unsigned i = 0; i < c->repositories_count; i++)
		if (!add_repository(inputs, file, i, folders, keep, err))
			return false;
	for (unsigned i = 0; i < c->inputs_count; i++)
		if (!add_input(inputs, file, i, folders, keep, err))
			return false;
	return add_directory(inputs, file, folders, keep, err);
}

/* Whether the path or glob of repositories[i] names FOLDER. */
static bool names_folder(bool *names, const struct config_file *file,
    unsigned i, struct str folder, struct arena *keep, struct error *err)
{
	struct str_list paths = { 0 };
	const char *pattern = file->config->repositories[i].path;
	*names = false;
	if (pattern &&
	    !path_glob(&paths, path_join(keep, file->folder, str_from(pattern)),
		keep, err))
		return false;
	for (size_t k = 0; k < paths.count; k++)
		*names |= str_equal_z(
		    path_relative(keep, paths.items[k], folder), ".");
	return true;
}

bool inputs_of_repository(struct inputs *inputs, struct str folder,
    const struct config_file *file, const struct asset_folders *folders,
    struct arena *keep, struct error *err)
{
	struct input input;
	struct input said = { .importer = STR("git"), .time = UNKNOWN };
	bool is_named = false;
	inputs->folder = file->folder;
	for (unsigned i = 0; i < file->config->repositories_count && !is_named;
	     i++) {
		if (!names_folder(&is_named, file, i, folder, keep, err))
			return false;
		if (is_named)
			said = repository_template(file, i, folders);
	}
	if (!input_open(&input, folder,
		path_relative(keep, folder, file->folder), folders, keep, err))
		return false;
	input.importer = said.importer;
	input.repository = said.repository;
	input.heads = said.heads;
	VEC_PUSH(inputs, keep, input);
	return add_directory(inputs, file, folders, keep, err);
}

/* The folder that all PATHS share; the parent of a single one. */
static struct str common_folder(
    const struct str *paths, size_t count, struct arena *keep)
{
	struct str root = STR("/");
	if (count == 0)
		return root;
	struct str common = path_relative(keep, paths[0], root);
	common = path_folder(common);
	for (size_t i = 1; i < count; i++) {
		struct str path = path_relative(keep, paths[i], root);
		while (!str_equal_z(common, ".") &&
		       !(str_starts(path, common) && path.len > common.len &&
			   path.ptr[common.len] == '/'))
			common = path_folder(common);
	}
	return path_join(keep, root, common);
}

bool inputs_from_paths(struct inputs *inputs, const struct str *paths,
    size_t count, const struct asset_folders *folders, struct arena *keep,
    struct error *err)
{
	struct str_list all = { 0 };
	for (size_t i = 0; i < count; i++) {
		struct str_list found = { 0 };
		struct str path = paths[i];
		if (!file_exists(path)) {
			error_at(err, (struct place){ .file = path },
			    "there is no such file or folder");
			return error_fix(err, "check the path");
		}
		if (file_is_folder(path) && !is_repository(path, keep) &&
		    !find_repositories(&found, path, keep, err))
			return false;
		for (size_t j = 0; j < found.count; j++)
			VEC_PUSH(&all, keep, found.items[j]);
		if (found.count == 0)
			VEC_PUSH(&all, keep, path);
	}
	if (!inputs->folder.ptr)
		inputs->folder = common_folder(all.items, all.count, keep);
	for (size_t i = 0; i < all.count; i++) {
		struct input input;
		if (!input_open(&input, all.items[i],
			path_relative(keep, all.items[i], inputs->folder),
			folders, keep, err))
			return false;
		VEC_PUSH(inputs, keep, input);
	}
	return true;
}
