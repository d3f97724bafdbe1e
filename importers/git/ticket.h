/* Keys of tickets that the message of a commit names. */
#ifndef IMPORTERS_GIT_TICKET_H
#define IMPORTERS_GIT_TICKET_H

#include <stddef.h>

#include "base/str.h"

enum { TICKETS_MAX = 8, TICKET_KEY_MAX = 32 };

struct ticket_list {
	struct str keys[TICKETS_MAX]; /* each once: "SHOP-12", "#12" */
	size_t count;
};

/* Finds what has the form of a key in MESSAGE, up to TICKETS_MAX; "UTF-8" has
 * it, too: whether it is one, the tickets that were read say. "#12" is one
 * where a word says that it is closed, or that the change refers to it. Keys
 * point into MESSAGE. */
void ticket_find(struct ticket_list *list, struct str message);

#endif
