/* What the steps of config_apply share. */
#ifndef CLI_CONFIG_STEPS_H
#define CLI_CONFIG_STEPS_H

#include "cli/config.h"
#include "cli/tool_names.h"
#include "model/import.h"

struct apply {
	const struct config_file *file;
	const struct asset_folders *folders;
	struct import *import;
	struct tool_names *tools; /* NULL until a correction names one */
	struct arena *scratch;
};

/* Starts a record for the value at "list[i].key", whose path it gives. */
void apply_start(struct apply *apply, const char *list, unsigned i,
    const char *key, struct str *path);

/* The error that the entry at PATH lacks WHAT; false. */
bool apply_missing(
    struct apply *apply, struct str path, const char *what, struct error *err);

/* Stores correction I of the configuration. */
bool apply_override(
    struct apply *apply, unsigned i, struct error *err) MUST_USE;

#endif
