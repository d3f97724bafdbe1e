/* XML as build tools write it, read straight into a configuration tree. */
#ifndef IMPORTERS_CONF_XML_PLAIN_H
#define IMPORTERS_CONF_XML_PLAIN_H

#include "importers/conf/conf.h"

/* As conf_read_xml, but knows only elements, attributes, text and comments,
 * without entities, prefixes and all that is rare. False: there is something
 * else, or a mistake; then libxml2 is to read it. What it takes libxml2 takes,
 * too, and makes the same tree of it. The tree refers to BYTES. */
bool xml_plain_read(
    struct conf **tree, struct str bytes, struct arena *keep) MUST_USE;

/* The same for all XML, by libxml2 alone. */
bool xml_library_read(struct conf **tree, struct str bytes, struct str shown,
    struct arena *keep, struct error *err) MUST_USE;

#endif
