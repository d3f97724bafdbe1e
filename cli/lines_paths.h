/* What assay lines is asked for: a repository, and files or folders of it. */
#ifndef CLI_LINES_PATHS_H
#define CLI_LINES_PATHS_H

#include "base/arena.h"

struct lines_wish {
	struct str folder; /* the repository */
	struct str *paths; /* from its top, as bytes; "" stands for all */
	size_t count;	   /* 0: all */
};

/* The first of the arguments is the repository if it is one; else it is here,
 * or around the current folder, and paths are taken from that. A path may be
 * quoted as git quotes it. */
void lines_wish_read(struct lines_wish *wish, const struct str *arguments,
    size_t count, struct arena *keep);

/* Whether PATH is ASKED, or in a folder that is. */
bool lines_is_within(struct str path, struct str asked);

#endif
