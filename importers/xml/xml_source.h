/* The bytes of an XML file for the pull reader of libxml2, in any encoding: it
 * is given UTF-8, with blanks for the control characters that XML does not
 * allow and tools write all the same. */
#ifndef IMPORTERS_XML_XML_SOURCE_H
#define IMPORTERS_XML_XML_SOURCE_H

#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "importers/xml/xml_watch.h"

struct xml_source {
	xmlTextReaderPtr xml;
	struct text_stream *stream;
	struct str part; /* not given yet */
	bool has_ended;
	bool has_begun;
	size_t given;	    /* up to some number */
	int64_t lines;	    /* line ends given */
	const char *blanks; /* that may stand before the declaration */
	struct xml_watch watch;
	struct error broken; /* why the text itself cannot be read */
};

/* Opens the file PATH, or MEMORY when its ptr is not NULL. SOURCE stays where
 * it is until xml_source_close. BLANKS before the declaration, which are wrong
 * and common, are passed over. */
bool xml_source_open(struct xml_source *source, struct str path,
    struct str memory, const char *blanks, struct error *err) MUST_USE;
void xml_source_close(struct xml_source *source);

/* Why its bytes could not be had, with SHOWN as the file, in BROKEN; false when
 * they could. */
bool xml_source_broken(const struct xml_source *source, struct str shown,
    struct error *broken) MUST_USE;

/* Checks the attribute at which the reader stands. One that names an entity of
 * a DOCTYPE, which the reader would expand in the value, sets BROKEN, with
 * SHOWN as the file; false. */
bool xml_source_attribute(const struct xml_source *source, struct str shown,
    struct error *broken) MUST_USE;

/* Where a problem is that the library tells of PLACE; within an entity it says
 * no line, and that of the text around it stands. */
int64_t xml_source_line(
    const struct xml_source *source, xmlTextReaderLocatorPtr place);

#endif
