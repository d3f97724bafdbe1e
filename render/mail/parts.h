/* A mail of ours taken apart again: for whoever checks what it prints. */
#ifndef RENDER_MAIL_PARTS_H
#define RENDER_MAIL_PARTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

/* The text and the HTML of MESSAGE, decoded, in KEEP; none where it has none.
 * False when it is no message. mail_set_up comes first. */
bool mail_parts(struct str *text, struct str *html, struct str message,
    struct arena *keep) MUST_USE;

#endif
