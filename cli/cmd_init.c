/* assay init: looks around in a folder and writes a commented assay.yaml for
 * what it finds, and the key of pseudonyms. Existing files are never
 * overwritten. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/pseudonym.h"
#include "base/sandbox.h"
#include "cli/audit.h"
#include "cli/look_around.h"

enum { GLOB_FROM = 3 }; /* files of one kind that fill a folder */

#define KEY_NAME "assay.key"

static const struct option options[] = {
	{ "output", 'o', "FILE", "write this instead of ./assay.yaml", false },
	OPTION_DATA,
	OPTION_TEMPLATES,
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

/* FILES with a glob in place of each whole group. */
static struct str_list with_globs(
    const struct str_list *files, struct arena *keep)
{
	struct str_list paths = { 0 };
	for (size_t i = 0; i < files->count;) {
		size_t count = whole_group(files, i, keep);
		struct str path = files->items[i];
		if (count > 1)
			path = path_join(keep, path_folder(path),
			    arena_printf(
				keep, "*" STR_FMT, STR_ARG(suffix_of(path))));
		VEC_PUSH(&paths, keep, path);
		i += count;
	}
	return paths;
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

static void write_organisation(struct buf *out, const struct around *around)
{
	if (!around->owner.ptr) {
		buf_add_z(out, "#organisation:\n#  name: Example Ltd\n");
		return;
	}
	buf_printf(out, "# (the owner of the repositories at " STR_FMT ")\n",
	    STR_ARG(around->host));
	buf_add_z(out, "organisation:\n  name: ");
	write_quoted(out, around->owner);
	buf_add_char(out, '\n');
}

/* The template line by line; five of its lines stand for what was found. */
static void write_config(struct buf *out, struct str template,
    const struct around *around, struct str folder, struct arena *keep)
{
	struct str_list inputs = with_globs(&around->files, keep);
	struct str line;
	while (str_line(&template, &line)) {
		if (str_equal_z(line, "@organisation@"))
			write_organisation(out, around);
		else if (str_equal_z(line, "@repositories@"))
			write_paths(out, &around->repositories, "../my-service",
			    folder, keep);
		else if (str_equal_z(line, "@inputs@"))
			write_paths(
			    out, &inputs, "scans/*.sarif", folder, keep);
		else if (str_equal_z(line, "@key@"))
			buf_add_z(out, "  key: " KEY_NAME "\n");
		else if (str_equal_z(line, "@people@"))
			write_people(out, around->directory, folder, keep);
		else
			buf_printf(out, STR_FMT "\n", STR_ARG(line));
	}
}

static void print_found(const struct around *around)
{
	printf("  %-30s %zu\n", "repositories", around->repositories.count);
	if (around->owned)
		printf(
		    "  %-30s %zu\n", "of them with CODEOWNERS", around->owned);
	for (size_t i = 0; i < SOURCE_KINDS; i++)
		if (around->of_kind[i])
			printf("  %-30s %zu\n", source_kinds[i].title,
			    around->of_kind[i]);
	if (around->owner.ptr)
		printf("  %-30s " STR_FMT ", the owner at " STR_FMT "\n",
		    "organisation", STR_ARG(around->owner),
		    STR_ARG(around->host));
}

static void print_lacking(const struct around *around)
{
	bool has_all = around->owner.ptr;
	for (size_t i = 0; i < SOURCE_KINDS; i++)
		has_all &= around->of_kind[i] || !source_kinds[i].lack;
	if (has_all)
		return;
	puts("not found, and so not known to the report:");
	for (size_t i = 0; i < SOURCE_KINDS; i++)
		if (!around->of_kind[i] && source_kinds[i].lack)
			printf("  %s\n", source_kinds[i].lack);
	if (!around->owner.ptr)
		puts("  the organisation's name: write it into "
		     "organisation.name");
}

static void print_next(struct str target, const struct around *around)
{
	bool is_default = str_equal_z(target, AUDIT_CONFIG);
	if (!around->repositories.count && !around->files.count)
		printf("next: name a repository in " STR_FMT
		       " (repositories:)\nthen: ",
		    STR_ARG(target));
	else
		fputs("next: ", stdout);
	printf("assay report%s" STR_FMT "\n", is_default ? "" : " -c ",
	    STR_ARG(is_default ? STR("") : target));
}

static bool check_question(
    const struct context *context, struct str target, struct error *err)
{
	if (context->argument_count > 1)
		return error_set(
		    err, ERROR_USAGE, "expected one folder to look around in");
	if (file_exists(target)) {
		error_set(err, ERROR_USAGE, STR_FMT " is there already",
		    STR_ARG(target));
		return error_fix(
		    err, "remove it, or name another file with -o");
	}
	if (context->argument_count && !file_is_folder(context->arguments[0])) {
		error_at(err, (struct place){ .file = context->arguments[0] },
		    "expected a folder to look around in");
		return error_fix(err, "check the path");
	}
	return true;
}

static bool run(struct context *context, struct error *err)
{
	struct arena *keep = context->keep;
	struct str target = option_value(context, "output");
	struct str folder =
	    context->argument_count ? context->arguments[0] : STR(".");
	struct str_list writable = { 0 };
	struct around around;
	struct str template;
	if (!target.ptr)
		target = STR(AUDIT_CONFIG);
	if (!check_question(context, target, err))
		return false;
	VEC_PUSH(&writable, keep, path_folder(target));
	sandbox_enter(&writable);
	if (!look_around(&around, folder, &context->folders, keep, err) ||
	    !asset_read(&template, &context->folders,
		STR("templates/assay.yaml"), keep, err))
		return false;
	struct buf out = { 0 };
	struct str key = path_join(keep, path_folder(target), STR(KEY_NAME));
	write_config(&out, template, &around, path_folder(target), keep);
	bool done = (file_exists(key) || pseudonym_key_make(key, err)) &&
		    file_write(target, buf_str(&out), 0644, err);
	buf_free(&out);
	if (!done)
		return false;
	printf(STR_FMT " names what was found in " STR_FMT ":\n",
	    STR_ARG(target), STR_ARG(folder));
	print_found(&around);
	print_lacking(&around);
	puts(KEY_NAME " gives people their pseudonyms: keep it, outside of "
		      "version control");
	print_next(target, &around);
	return true;
}

const struct command command_init = {
	.name = "init",
	.arguments = "[DIR]",
	.summary = "look around and write a commented assay.yaml",
	.help = "Looks for repositories and files that assay reads in DIR "
		"(default: here) and three\nlevels below it, writes a "
		"commented assay.yaml that names them, and beside it\n"
		"assay.key for pseudonyms of people, and says what it found, "
		"what it did not, and\nwhat to do next. Existing files are "
		"left alone.",
	.options = options,
	.run = run,
};
