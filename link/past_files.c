#include "link/past_files.h"

#include "base/file.h"

struct past_file *past_files_take(struct past_files *files,
    struct past_file file, size_t first, struct arena *keep)
{
	struct past_file *last = files->list.count
				     ? &files->list.items[files->list.count - 1]
				     : NULL;
	if (last && str_equal(last->path, file.path) &&
	    str_equal(last->revision, file.revision) && last->time == file.time)
		return last;
	file.revision = arena_str(keep, file.revision);
	file.path = arena_str(keep, file.path);
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): has room */
	VEC_PUSH(&files->list, keep, file);
	VEC_PUSH(&files->firsts, keep, first);
	return &files->list.items[files->list.count - 1];
}

size_t past_files_end(const struct past_files *files, size_t file, size_t all)
{
	return file + 1 < files->firsts.count ? files->firsts.items[file + 1]
					      : all;
}

bool past_files_ask(const struct past_files *files,
    struct past_question question, const struct link_options *options,
    struct arena *keep)
{
	struct error ignored;
	question.folder = files->folder;
	question.head = files->head;
	question.files = files->list.items;
	question.count = files->list.count;
	question.threads = options->jobs;
	if (options->folder.len)
		question.folder =
		    path_join(keep, options->folder, files->folder);
	return past_lines(&question, &ignored);
}
