/* Report templates: XML in the vocabulary of templates/report.rng, read into a
 * tree of our own in which every element knows its place, so that whatever is
 * wrong is told as file:line:column. docs/report-templates.md says what each
 * element means; render/expand.h makes a document of it. */
#ifndef RENDER_TEMPLATE_H
#define RENDER_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"

enum {
	TEMPLATE_BYTES_MAX = 1 << 20,
	TEMPLATE_NODES_MAX = 20000,
	TEMPLATE_DEPTH_MAX = 32,   /* of elements */
	TEMPLATE_INCLUDES_MAX = 8, /* depth of includes */
};

struct template_attribute {
	struct str name;
	struct str value;
	struct place place;
};

struct template_node {
	struct str name; /* element; none: text */
	struct str text; /* text: blanks squeezed to one */
	struct place place;
	struct template_attribute *attributes;
	size_t attribute_count;
	struct template_node *parent;
	struct template_node *first;
	struct template_node *last;
	struct template_node *next;
};

/* Reads templates/<NAME>.xml with what it includes, and checks it against the
 * grammar. The include elements are replaced by what they name. No DTD, no
 * entities but the five of XML, no network. */
bool template_read(struct template_node **root, struct str name,
    const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* The same from CONTENT, with FILE for messages and without includes: an
 * include element stays as it is. */
bool template_parse(struct template_node **root, struct str file,
    struct str content, const struct asset_folders *folders, struct arena *keep,
    struct error *err) MUST_USE;

/* The value of an attribute; none when it is not given. */
struct str template_get(const struct template_node *node, const char *name);
/* Where it stands, else where the element does. */
struct place template_place(const struct template_node *node, const char *name);
bool template_is(const struct template_node *node, const char *name);

#endif
