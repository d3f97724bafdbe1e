/* The grammar of templates, read from templates/report.rng: what it allows,
 * for messages that name the nearest word, and the RelaxNG check itself. */
#ifndef RENDER_GRAMMAR_H
#define RENDER_GRAMMAR_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/asset.h"
#include "base/error.h"
#include "base/file.h"

struct grammar;

/* Reads the grammar of templates; what it holds lives as long as KEEP. */
bool grammar_open(struct grammar **grammar, const struct asset_folders *folders,
    struct arena *keep, struct error *err) MUST_USE;
void grammar_close(struct grammar *grammar); /* NULL is fine */

/* All elements. */
const struct str_list *grammar_elements(const struct grammar *grammar);
/* The attributes of ELEMENT; NULL when there is no such element. */
const struct str_list *grammar_attributes(
    const struct grammar *grammar, struct str element);
/* Those it must have; NULL when there is no such element. */
const struct str_list *grammar_required(
    const struct grammar *grammar, struct str element);
/* The values that ATTRIBUTE of ELEMENT may have; NULL or empty: any text.
 * *MANY tells that it may have several, parted by blanks. */
const struct str_list *grammar_values(const struct grammar *grammar,
    struct str element, struct str attribute, bool *many);

/* Checks a libxml2 document (xmlDoc). When it is not valid, *NODE is the node
 * of the first complaint (or NULL) and the text is in ERR. */
bool grammar_validate(const struct grammar *grammar, void *doc,
    const void **node, struct error *err) MUST_USE;

#endif
