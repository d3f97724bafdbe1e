/* A dependency specifier of Python. */
#ifndef IMPORTERS_DEPS_PEP508_H
#define IMPORTERS_DEPS_PEP508_H

#include "base/str.h"

/* Takes TEXT ("requests[security]>=2.8,<3; python_version < '3'") apart into
 * the name as written and the requirement (">=2.8,<3", "@ URL", ""). Views
 * into TEXT. False when it does not begin with a name. Source: PEP 508. */
bool pep508_split(struct str text, struct str *name, struct str *version);

#endif
