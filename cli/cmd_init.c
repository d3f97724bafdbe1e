/* assay init: looks around in a folder and writes a commented assay.yaml for
 * what it finds, and the key of pseudonyms. Existing files are never
 * overwritten. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/pseudonym.h"
#include "cli/audit.h"
#include "importers/importer.h"
#include "importers/table/preview.h"

enum { GLOB_FROM = 3 }; /* files of one kind that fill a folder */

#define KEY_NAME "assay.key"

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

/* What was found, as it is written. */
struct findings {
	struct str_list repositories;
	struct str_list files; /* paths, or globs for whole folders */
	struct str directory;  /* the table of people; none */
	size_t file_count;
};

static bool is_directory(
    struct str path, const struct asset_folders *folders, struct arena *keep)
{
	struct input input;
	struct preview preview;
	struct error ignored;
	return input_open(&input, path, path, folders, keep, &ignored) &&
	       !str_starts(str_trim(input.head), STR("{")) &&
	       preview_table(&preview, &input, keep, &ignored) &&
	       preview.profile &&
	       !strcmp(preview.profile->target->name, "directory");
}

/* "folder/" and ".sarif" of a path. */
static struct str suffix_of(struct str path)
{
	struct str name = path_base(path);
	return str_skip(name, str_rfind_byte(name, '.'));
}

/* How many from AT on lie in the same folder with the same suffix, when they
 * are all that the folder has of it; else 1. */
static size_t whole_group(
    const struct str_list *files, size_t at, struct arena *keep)
{
	struct str folder = path_folder(files->items[at]);
	struct str suffix = suffix_of(files->items[at]);
	struct str_list names;
	struct error ignored;
	size_t same = 0;
	size_t there = 0;
	if (!suffix.len || !file_list(&names, folder, keep, &ignored))
		return 1;
	while (at + same < files->count &&
	       str_equal(path_folder(files->items[at + same]), folder) &&
	       str_equal(suffix_of(files->items[at + same]), suffix))
		same++;
	for (size_t i = 0; i < names.count; i++)
		there += str_equal(suffix_of(names.items[i]), suffix);
	return same >= GLOB_FROM && same == there ? same : 1;
}

static bool look_around(struct findings *found, struct str folder,
    const struct asset_folders *folders, struct arena *keep, struct error *err)
{
	struct str_list files;
	struct str_list others = { 0 };
	*found = (struct findings){ 0 };
	if (!find_repositories(&found->repositories, folder, keep, err) ||
	    !find_files(&files, folder, folders, keep, err))
		return false;
	for (size_t i = 0; i < files.count; i++) {
		struct str path = files.items[i];
		if (!found->directory.ptr && is_directory(path, folders, keep))
			found->directory = path;
		else
			VEC_PUSH(&others, keep, path);
	}
	found->file_count = files.count;
	for (size_t i = 0; i < others.count;) {
		size_t count = whole_group(&others, i, keep);
		struct str path = others.items[i];
		if (count > 1)
			path = path_join(keep, path_folder(path),
			    arena_printf(
				keep, "*" STR_FMT, STR_ARG(suffix_of(path))));
		VEC_PUSH(&found->files, keep, path);
		i += count;
	}
	return true;
}

static void write_paths(struct buf *out, const struct str_list *found,
    const char *example, struct str folder, struct arena *keep)
{
	for (size_t i = 0; i < found->count; i++)
		write_path(out, found->items[i], folder, keep);
	if (found->count == 0)
		buf_printf(out, "#  - path: %s\n", example);
}

static void write_people(
    struct buf *out, struct str path, struct str folder, struct arena *keep)
{
	if (!path.ptr) {
		buf_add_z(out, "#people:\n#  directory: people.csv\n");
		return;
	}
	buf_add_z(out, "people:\n  directory: ");
	write_quoted(out, path_relative(keep, path, folder));
	buf_add_char(out, '\n');
}

/* The template line by line; four of its lines stand for what was found. */
static void write_config(struct buf *out, struct str template,
    const struct findings *found, struct str folder, struct arena *keep)
{
	struct str line;
	while (str_line(&template, &line)) {
		if (str_equal_z(line, "@repositories@"))
			write_paths(out, &found->repositories, "../my-service",
			    folder, keep);
		else if (str_equal_z(line, "@inputs@"))
			write_paths(
			    out, &found->files, "scans/*.sarif", folder, keep);
		else if (str_equal_z(line, "@key@"))
			buf_add_z(out, "  key: " KEY_NAME "\n");
		else if (str_equal_z(line, "@people@"))
			write_people(out, found->directory, folder, keep);
		else
			buf_printf(out, STR_FMT "\n", STR_ARG(line));
	}
}

static bool run(struct context *context, struct error *err)
{
	struct arena *keep = context->keep;
	struct str target = option_value(context, "output");
	struct str folder = STR(".");
	struct findings found;
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
	if (!look_around(&found, folder, &context->folders, keep, err) ||
	    !asset_read(&template, &context->folders,
		STR("templates/assay.yaml"), keep, err))
		return false;
	struct buf out = { 0 };
	struct str key = path_join(keep, path_folder(target), STR(KEY_NAME));
	write_config(&out, template, &found, path_folder(target), keep);
	bool done = (file_exists(key) || pseudonym_key_make(key, err)) &&
		    file_write(target, buf_str(&out), 0644, err);
	buf_free(&out);
	if (done)
		printf(STR_FMT ": %zu repositories, %zu other files; edit it, "
			       "then run assay report\n" KEY_NAME
			       ": keep it, outside of version control\n",
		    STR_ARG(target), found.repositories.count,
		    found.file_count);
	return done;
}

const struct command command_init = {
	.name = "init",
	.arguments = "[DIR]",
	.summary = "look around and write a commented assay.yaml",
	.help = "Looks for repositories and readable files in DIR (default: "
		"here) and writes a\ncommented assay.yaml that names them, and "
		"beside it assay.key for pseudonyms of\npeople. Existing files "
		"are left alone.",
	.options = options,
	.run = run,
};
