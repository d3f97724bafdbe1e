/* Watches the bytes of XML on their way to libxml2, whose time for a tag grows
 * with the square of its attributes: 100,000 in a megabyte take 20 seconds. */
#ifndef IMPORTERS_XML_XML_WATCH_H
#define IMPORTERS_XML_XML_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Attributes of a tag; declarations of a DOCTYPE, which may give attributes to
 * every tag, have as many quoted texts all together. */
enum { XML_WATCH_MAX = 1000 };
#define XML_WATCH_SAYS "expected at most 1000 attributes in a tag, found more"

struct xml_watch {
	int state;    /* 0: text, as at the start */
	char head[8]; /* of a tag, behind its "<" */
	size_t seen;  /* bytes of it */
	char last[2]; /* the two bytes before, newest first */
	int quoted;   /* texts of the tag */
	int declared; /* texts of declarations */
};

/* Takes the next bytes of a file, UTF-8 or UTF-16. False when a tag has more
 * than XML_WATCH_MAX attributes. */
bool xml_watch(struct xml_watch *watch, struct str bytes);

#endif
