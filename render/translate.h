/* Puts what was made in English into a language: a template before it is
 * expanded, the finished tree, and drawings once they are laid out. Without a
 * language (NULL) nothing is touched. */
#ifndef RENDER_TRANSLATE_H
#define RENDER_TRANSLATE_H

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "render/doc.h"
#include "render/language.h"
#include "render/shape.h"
#include "render/template.h"

/* What a language lacks, each text once, in the order of the report. */
struct translation {
	const struct language *language;
	struct arena *keep;
	struct str_list missing;
	struct map seen;
	struct map own; /* texts that a template already has in the language */
};

void translation_start(struct translation *translation,
    const struct language *language, struct arena *keep);
/* Texts and titles of TEMPLATE; elements in a text move with its words. */
void translate_template(
    struct translation *translation, struct template_node *template);
void translate_doc(struct translation *translation, struct doc *root);
/* A text that stands outside the tree; noted when it is missing. */
struct str translate_text(struct translation *translation, struct str text);
/* The texts of DRAWING, as they were measured. */
void translate_drawing(struct drawing *drawing, const struct language *language,
    struct arena *keep);

#endif
