/* What a scan says that it ran and looked at: the rules, the files, and the
 * files that it could not read. */
#ifndef IMPORTERS_SAST_COVER_H
#define IMPORTERS_SAST_COVER_H

#include "base/arena.h"
#include "base/error.h"
#include "importers/secret/secret.h"
#include "model/import.h"

/* In the order of their names in scan_cover.kind. */
enum cover_kind { COVER_RULES, COVER_FILES, COVER_KINDS };

enum { COVER_MAX = 200000 }; /* of one list, and of files not read */

struct cover; /* of one scan; lives in its arena */

/* Lists nothing. */
struct cover *cover_new(struct arena *keep);

/* The list has NAME; "" is passed over. */
void cover_list(struct cover *cover, enum cover_kind kind, struct str name);
/* A result is of NAME; "" says nothing. */
void cover_found(struct cover *cover, enum cover_kind kind, struct str name);
/* The file PATH could not be read, or not whole. */
void cover_unread(struct cover *cover, struct str path);

/* Stores for SCAN_ID the lists that are of all: those that name something that
 * found nothing, and all that found something. Many tools list what fired, and
 * no more; a list of more than COVER_MAX is not kept. Names are kept without
 * what SECRETS know. Fails only when the store does. */
bool cover_store(const struct cover *cover, struct import *import,
    int64_t scan_id, const struct secret_rules *secrets,
    struct error *err) MUST_USE;

#endif
