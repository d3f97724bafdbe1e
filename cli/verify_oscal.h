/* The OSCAL assessment results of a bag: their shape. */
#ifndef CLI_VERIFY_OSCAL_H
#define CLI_VERIFY_OSCAL_H

#include "render/bag/check.h"

/* Objects with the members that OSCAL 1.2 asks for, identifiers that are UUIDs,
 * each once, and references that lead somewhere. Where there are none: that. */
void check_oscal(struct bag_checks *checks, const struct found_bag *bag);

#endif
