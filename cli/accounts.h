/* The account of every source of a model, on standard output. */
#ifndef CLI_ACCOUNTS_H
#define CLI_ACCOUNTS_H

#include "cli/audit.h"

/* As a table in the form that --format asks for. */
bool accounts_print(struct audit *audit, struct error *err) MUST_USE;

#endif
