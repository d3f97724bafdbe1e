/* Names and versions that a format writes in one text. */
#ifndef IMPORTERS_DEPS_SHAPE_FORM_H
#define IMPORTERS_DEPS_SHAPE_FORM_H

#include "base/arena.h"

struct form {
	const char *name;
	/* Takes the texts apart; false when they name no package. Views into
	 * them or into KEEP. */
	bool (*apply)(
	    struct str *name, struct str *version, struct arena *keep);
};

/* The form called NAME; NULL when there is none. */
const struct form *form_find(struct str name);

#endif
