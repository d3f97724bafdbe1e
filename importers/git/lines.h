/* A text as lines: counting, and what two texts have in common. A line ends
 * behind its newline; a last one without counts. */
#ifndef IMPORTERS_GIT_LINES_H
#define IMPORTERS_GIT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* A file with more lines is not compared. */
#define LINES_MAX ((size_t)16 << 20)

/* A NUL among the first 8000 bytes, as git guesses. */
bool lines_is_binary(struct str content);
size_t lines_count(struct str content);

/* Bytes that both start or end with. */
size_t lines_common_head(struct str a, struct str b);
size_t lines_common_tail(struct str a, struct str b);

#endif
