/* assay init: looks around in a folder and writes a commented assay.yaml for
 * what it finds. An existing file is never overwritten. */
#include <stdio.h>

#include "base/buf.h"
#include "cli/audit.h"
#include "importers/importer.h"

static const struct option options[] = {
	{ "output", 'o', "FILE", "write this instead of ./assay.yaml", false },
	{ NULL, 0, NULL, NULL, false },
};

/* Between double quotes, as YAML 1.2 has it. */
static void write_quoted(struct buf *out, struct str text)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			buf_printf(out, "\\x%02x", c);
		else
			buf_add_char(out, (char)c);
	}
	buf_add_char(out, '"');
}

static void write_path(
    struct buf *out, struct str path, struct str folder, struct arena *keep)
{
	buf_add_z(out, "  - path: ");
	write_quoted(out, path_relative(keep, path, folder));
	buf_add_char(out, '\n');
}

static void write_paths(struct buf *out, const struct str_list *found,
    const char *example, struct str folder, struct arena *keep)
{
	for (size_t i = 0; i < found->count; i++)
		write_path(out, found->items[i], folder, keep);
	if (found->count == 0)
		buf_printf(out, "#  - path: %s\n", example);
}

/* The template line by line; two of its lines stand for what was found. */
static void write_config(struct buf *out, struct str template,
    const struct str_list *repositories, const struct str_list *files,
    struct str folder, struct arena *keep)
{
	struct str line;
	while (str_line(&template, &line)) {
		if (str_equal_z(line, "@repositories@"))
			write_paths(
			    out, repositories, "../my-service", folder, keep);
		else if (str_equal_z(line, "@inputs@"))
			write_paths(out, files, "scans/*.sarif", folder, keep);
		else
			buf_printf(out, STR_FMT "\n", STR_ARG(line));
	}
}

static bool run(struct context *context, struct error *err)
{
	struct arena *keep = context->keep;
	struct str target = option_value(context, "output");
	struct str folder = STR(".");
	struct str_list repositories;
	struct str_list files;
	struct str template;
	if (!target.ptr)
		target = STR("assay.yaml");
	if (context->argument_count > 1)
		return error_set(
		    err, ERROR_USAGE, "expected one folder to look around in");
	if (context->argument_count)
		folder = context->arguments[0];
	if (file_exists(target)) {
		error_set(err, ERROR_USAGE, STR_FMT " is there already",
		    STR_ARG(target));
		return error_fix(
		    err, "remove it, or name another file with -o");
	}
	if (!file_is_folder(folder)) {
		error_at(err, (struct place){ .file = folder },
		    "expected a folder to look around in");
		return error_fix(err, "check the path");
	}
	if (!find_repositories(&repositories, folder, keep, err) ||
	    !find_files(&files, folder, &context->folders, keep, err) ||
	    !asset_read(&template, &context->folders,
		STR("templates/assay.yaml"), keep, err))
		return false;
	struct buf out = { 0 };
	write_config(
	    &out, template, &repositories, &files, path_folder(target), keep);
	bool done = file_write(target, buf_str(&out), 0644, err);
	buf_free(&out);
	if (done)
		printf(STR_FMT ": %zu repositories, %zu other files; edit it, "
			       "then run assay report\n",
		    STR_ARG(target), repositories.count, files.count);
	return done;
}

const struct command command_init = {
	.name = "init",
	.arguments = "[DIR]",
	.summary = "look around and write a commented assay.yaml",
	.help = "Looks for repositories and readable files in DIR (default: "
		"here) and writes a\ncommented assay.yaml that names them. An "
		"existing file is left alone.",
	.options = options,
	.run = run,
};
