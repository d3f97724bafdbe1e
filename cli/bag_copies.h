/* Copies of the inputs for the evidence bag: --copies. */
#ifndef CLI_BAG_COPIES_H
#define CLI_BAG_COPIES_H

#include "cli/audit.h"
#include "render/bag/bag.h"

/* Adds every input that is a file as data/inputs/copies/DIGEST-NAME, DIGEST the
 * first 16 digits of that in inputs.csv. One that is no longer what was read is
 * an input error. Repositories are told by their heads alone. */
bool bag_copies(struct bag_files *files, const struct audit *audit,
    struct error *err) MUST_USE;

#endif
