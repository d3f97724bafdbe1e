/* The command line: assay COMMAND [OPTION...] [ARGUMENT...]. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdio.h>

#include "cli/command.h"

/* Reads argv behind the command's name into CONTEXT. Unknown options and
 * missing values are usage errors with "did you mean". */
bool options_read(
    struct context *context, int argc, char **argv, struct error *err) MUST_USE;

/* What --help prints: of COMMAND, of the program. */
void options_print_help(FILE *out, const struct command *command);
void options_print_commands(FILE *out);

#endif
