/* Texts in heads of mails: folded, and encoded where they are not plain. */
#ifndef RENDER_MAIL_ENCODED_H
#define RENDER_MAIL_ENCODED_H

#include "base/arena.h"
#include "base/buf.h"
#include "render/mail/mail.h"

/* Adds TEXT, cleaned of what could end a line or turn it around, from COLUMN
 * on; as it is where it is short words of ASCII, else as encoded words (RFC
 * 2047, section 2: at most 75 characters, whole characters in each). Returns
 * the column behind it. */
size_t encoded_add_text(
    struct buf *out, struct str text, size_t column, struct arena *scratch);

/* Adds "Name <address>" of each, parted by commas, from COLUMN on. */
void encoded_add_addresses(struct buf *out, const struct mail_address *items,
    size_t count, size_t column, struct arena *scratch);

#endif
