/* Fingerprints as the model keeps them: "name:value", a line each, the best
 * first. */
#ifndef LINK_IDENTITY_PRINT_H
#define LINK_IDENTITY_PRINT_H

#include "base/str.h"

enum print_likeness { PRINTS_UNLIKE, PRINTS_NOT_COMPARABLE, PRINTS_ALIKE };

/* By the first of A that B has under the same name. */
enum print_likeness identity_prints_compare(struct str a, struct str b);
/* The first of TEXT, which is then what follows it. */
struct str identity_print_next(struct str *text);

#endif
