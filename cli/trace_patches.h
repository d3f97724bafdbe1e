/* The patches of assay trace: what undoes the traced commits, for git am. */
#ifndef CLI_TRACE_PATCHES_H
#define CLI_TRACE_PATCHES_H

#include "cli/audit.h"
#include "link/trace.h"

/* Reads --author; the default is assay itself. A usage error unless it is
 * "NAME <ADDRESS>". */
bool trace_patch_author(struct str *author, const struct context *context,
    struct error *err) MUST_USE;

/* Writes those of each repository into a folder of its own below the one that
 * --write-patches names, dated as-of, and lists on standard output the commits
 * that are left, with the reason. A repository that cannot be read is told,
 * and the others go on. */
bool trace_write_patches(const struct trace *trace, struct audit *audit,
    struct str author, struct error *err) MUST_USE;

/* Says that the repository at PATH cannot be read, for WHY, and what to do. */
void trace_tell_missing(struct context *context, struct str path,
    size_t commits, const struct error *why);

#endif
