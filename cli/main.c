/* The program: finds the command, reads its options, runs it, prints what went
 * wrong and turns it into an exit status. Libraries are set up here. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/near.h"
#include "base/shelf.h"
#include "base/vec.h"
#include "cli/last_fix.h"
#include "cli/next_step.h"
#include "cli/options.h"
#include "importers/xml/xml_in.h"
#include "model/model.h"
#include "render/mail/mail.h"

static const struct command *find_command(
    const char *name, struct arena *keep, struct error *err)
{
	VEC(struct str) names = { 0 };
	for (size_t i = 0; commands[i]; i++) {
		if (!strcmp(name, commands[i]->name))
			return commands[i];
		VEC_PUSH(&names, keep, str_from(commands[i]->name));
	}
	struct str near = near_name(str_from(name), names.items, names.count);
	error_set(err, ERROR_USAGE, "there is no command \"%s\"", name);
	if (near.len)
		error_fix(
		    err, "did you mean assay " STR_FMT "?", STR_ARG(near));
	else
		error_fix(err, "assay --help lists the commands");
	return NULL;
}

static bool run(
    struct context *context, int argc, char **argv, struct error *err)
{
	if (argc < 2)
		return next_step_print(context->keep, err);
	context->command = find_command(argv[1], context->keep, err);
	if (!context->command ||
	    !options_read(context, argc - 2, argv + 2, err))
		return false;
	if (option_given(context, "help")) {
		options_print_help(stdout, context->command);
		return true;
	}
	return context->command->run(context, err);
}

/* Data that did not reach its reader is an error too. */
static bool flush_output(struct error *err)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	return error_errno(err, "cannot write to standard output");
}

/* One heap for all threads: they allocate little, and heaps of their own would
 * hold a quarter more memory at the peak of an import. */
static void share_heap(void)
{
#ifdef M_ARENA_MAX
	mallopt(M_ARENA_MAX, 1);
#endif
}

int main(int argc, char **argv)
{
	struct error err = { 0 };
	share_heap();
	if (argc > 1 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") ||
			    !strcmp(argv[1], "help"))) {
		options_print_commands(stdout);
		return 0;
	}
	if (argc > 1 && !strcmp(argv[1], "--version")) {
		puts("assay " ASSAY_VERSION);
		return 0;
	}
	if (sodium_init() < 0) {
		fputs("assay: error: libsodium cannot be set up\n", stderr);
		return 4;
	}
	model_set_up();
	mail_set_up();
	struct context context = { .keep = arena_new(),
		.folders.shelf = shelf_new() };
	bool done = run(&context, argc, argv, &err) && flush_output(&err);
	if (!done) {
		last_fix(&err, &context);
		error_print(&err, stderr);
	}
	int status = done ? context.status : error_exit_status(&err);
	shelf_free(context.folders.shelf);
	arena_free(context.keep);
	return status;
}
