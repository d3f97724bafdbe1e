/* Addresses of repositories. */
#ifndef BASE_REMOTE_H
#define BASE_REMOTE_H

#include "base/arena.h"

/* One form for every way to write the same remote: "host/owner/name" without
 * scheme, user, password, port, ".git" and trailing slashes; the host in lower
 * case. "https://tok@GitHub.com:443/A/b.git", "git@github.com:A/b.git" and
 * "ssh://git@github.com/A/b" all give "github.com/A/b". A path on disk keeps
 * its form; none gives none. Compare without regard to case: most hosts do. */
struct str remote_normal(struct arena *keep, struct str remote);

#endif
